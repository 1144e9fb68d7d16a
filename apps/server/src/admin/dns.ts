/** The records by which calendar apps find the server of a mail domain (RFC 6764). */
import { isIP } from 'node:net'
import { addressOfServer, type Config } from '../config.ts'
import { AdminProblem } from './people.ts'

type DnsRecord = {
  readonly domain: string
  /** With the dot at its end. */
  readonly name: string
  readonly type: 'SRV' | 'TXT'
  readonly value: string
}

/** Lines for a zone file, per domain. */
export function dnsRecords(config: Config, domains: readonly string[]): readonly string[] {
  return dnsRows(config, domains).map(({ name, type, value }) => `${name} 3600 IN ${type} ${value}`)
}

/** The same, taken apart for forms that ask for name, type and value. */
export function dnsRows(config: Config, domains: readonly string[]): readonly DnsRecord[] {
  const url = new URL(addressOfServer(config))
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 || url.hostname === 'localhost') {
    throw new AdminProblem(`The records need the server's name: set publicUrl (now ${url.origin}).`)
  }
  const secure = url.protocol === 'https:'
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const [service, other] = secure ? ['_caldavs', '_caldav'] : ['_caldav', '_caldavs']
  return domains.flatMap((domain): readonly DnsRecord[] => {
    const name = `${service}._tcp.${domain}.`
    return [
      { domain, name, type: 'SRV', value: `0 1 ${port} ${url.hostname}.` },
      { domain, name, type: 'TXT', value: '"path=/dav/"' },
      { domain, name: `${other}._tcp.${domain}.`, type: 'SRV', value: '0 0 0 .' },
    ]
  })
}

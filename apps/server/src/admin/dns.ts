/** The records by which calendar apps find the server of a mail domain (RFC 6764). */
import { isIP } from 'node:net'
import { addressOfServer, type Config } from '../config.ts'
import { AdminProblem } from './people.ts'

/** Lines for a zone file, per domain. */
export function dnsRecords(config: Config, domains: readonly string[]): readonly string[] {
  const url = new URL(addressOfServer(config))
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 || url.hostname === 'localhost') {
    throw new AdminProblem(`The records need the server's name: set publicUrl (now ${url.origin}).`)
  }
  const secure = url.protocol === 'https:'
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const [service, other] = secure ? ['_caldavs', '_caldav'] : ['_caldav', '_caldavs']
  return domains.flatMap((domain) => [
    `${service}._tcp.${domain}. 3600 IN SRV 0 1 ${port} ${url.hostname}.`,
    `${service}._tcp.${domain}. 3600 IN TXT "path=/dav/"`,
    `${other}._tcp.${domain}. 3600 IN SRV 0 0 0 .`,
  ])
}

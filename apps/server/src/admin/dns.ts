/** The records by which calendar apps find the server of a mail domain (RFC 6764). */
import { addressOfServer, type Config } from '../config.ts'

/** Lines for a zone file, per domain. */
export function dnsRecords(config: Config, domains: readonly string[]): readonly string[] {
  const url = new URL(addressOfServer(config))
  const secure = url.protocol === 'https:'
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const [service, other] = secure ? ['_caldavs', '_caldav'] : ['_caldav', '_caldavs']
  return domains.flatMap((domain) => [
    `${service}._tcp.${domain}. 3600 IN SRV 0 1 ${port} ${url.hostname}.`,
    `${service}._tcp.${domain}. 3600 IN TXT "path=/dav/"`,
    `${other}._tcp.${domain}. 3600 IN SRV 0 0 0 .`,
  ])
}

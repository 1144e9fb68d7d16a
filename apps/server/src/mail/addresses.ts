/** Which addresses are ours, and how their `+detail` carries a token (RFC 5233). */
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'

type Configured = Pick<Config, 'mail' | 'domains' | 'database'>

export function ownDomains({ mail, domains }: Configured): readonly string[] {
  return (mail.ownDomains ?? domains).map((each) => each.toLowerCase())
}

export function isOwnDomain(config: Configured, address: string): boolean {
  return ownDomains(config).includes(domainOf(address))
}

/** The service's own mailbox. */
export function serviceAddress(config: Configured): string {
  const domain = ownDomains(config)[0] ?? 'localhost.localdomain'
  return (config.mail.address ?? `calendar@${domain}`).toLowerCase()
}

/** What stands after the @ of Message-IDs. */
export function messageIdDomain(config: Configured): string {
  return domainOf(serviceAddress(config))
}

export function mailFolder({ mail, database }: Configured): string {
  if (mail.folder !== undefined) return mail.folder
  return 'file' in database ? join(dirname(database.file), 'mail') : 'mail'
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

export type Detailed = { readonly address: string; readonly detail: string }

/** `calendar+r1.x@example.com` is `calendar@example.com` with the detail `r1.x`. */
export function withoutDetail(address: string): Detailed {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  const plus = lower.indexOf('+')
  if (plus < 1 || plus > at) return { address: lower, detail: '' }
  return { address: lower.slice(0, plus) + lower.slice(at), detail: lower.slice(plus + 1, at) }
}

export function withDetail(address: string, detail: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${detail}${address.slice(at)}`
}

/** Calendar addresses and who is who (RFC 5545 §3.3.3, RFC 6638 §2.4.1). */
import type { Property } from '@parley/icalendar'
import { parameterValue } from '@parley/icalendar'

/** A calendar address made comparable: lower case, no `mailto:`, no surrounding white space. */
export type CalendarAddress = string & { readonly calendarAddress: true }

/**
 * Makes an address comparable. `MAILTO:Bob@Example.com`, `bob@example.com` and
 * `mailto:bob@example.com` are one address; other URIs keep their scheme.
 */
export function calendarAddress(text: string): CalendarAddress {
  const trimmed = text.trim().toLowerCase()
  return (trimmed.startsWith('mailto:') ? trimmed.slice(7).trim() : trimmed) as CalendarAddress
}

/** The address as a URI, for writing: `mailto:` where there is no scheme. */
export function addressUri(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('/')
    ? address
    : `mailto:${address}`
}

/**
 * The address of an ORGANIZER or ATTENDEE. Where the value is no mail address (iCloud writes a
 * principal's path), the EMAIL parameter (RFC 7986 §6.2) names it.
 */
export function addressOf(of: Property): CalendarAddress {
  const value = calendarAddress(of.value)
  if (value.includes('@')) return value
  const email = parameterValue(of, 'EMAIL')
  return email === undefined ? value : calendarAddress(email)
}

/** The address in SENT-BY, if any (RFC 5545 §3.2.18). */
export function sentByOf(of: Property): CalendarAddress | undefined {
  const value = parameterValue(of, 'SENT-BY')
  return value === undefined ? undefined : calendarAddress(value)
}

/** A person, group, room or resource with all the addresses that mean it. */
export type CalendarUser = {
  /** The one it writes as. */
  readonly address: CalendarAddress
  /** Other addresses that mean the same user; `*@example.com` means every address of that domain. */
  readonly aliases: readonly CalendarAddress[]
  readonly commonName?: string
}

/** Makes a calendar user of plain addresses (RFC 5545 §3.3.3); aliases mean the same user. */
export function calendarUser(
  address: string,
  aliases: readonly string[] = [],
  commonName?: string,
): CalendarUser {
  const made = { address: calendarAddress(address), aliases: aliases.map(calendarAddress) }
  return commonName === undefined ? made : { ...made, commonName }
}

/** Is this address one of the user's? */
export function isAddressOf(user: CalendarUser, address: CalendarAddress): boolean {
  if (user.address === address) return true
  for (const alias of user.aliases) {
    if (alias === address) return true
    if (alias.startsWith('*@') && address.endsWith(alias.slice(1))) return true
  }
  return false
}

/** Does this ORGANIZER or ATTENDEE mean the user? Looks at the value and at EMAIL. */
export function isPropertyOf(user: CalendarUser, of: Property): boolean {
  const value = calendarAddress(of.value)
  if (isAddressOf(user, value)) return true
  // A mail address is not looked for elsewhere (`addressOf`).
  return !value.includes('@') && isAddressOf(user, addressOf(of))
}

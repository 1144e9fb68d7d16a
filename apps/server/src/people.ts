/** Principals as calendar users: addresses, settings, and the collections that everyone begins with. */
import { type BookingPolicy, defaultBookingPolicy, type WorkingHours } from '@parley/busytime'
import { onceFor } from '@parley/icalendar'
import { type CalendarUser, calendarUser, defaultPolicy, type Policy } from '@parley/itip'
import {
  type Collection,
  insertCollection,
  insertPrincipal,
  type Principal,
  type PrincipalKind,
  type Tables,
} from '@parley/store'
import { principalPath } from './dav/paths.ts'
import type { Parts } from './parts.ts'
import type { Admission } from './scheduling/admission.ts'

/** What a principal's settings hold: each key may be missing. */
export type Settings = {
  readonly policy?: Partial<Policy>
  readonly booking?: Partial<BookingPolicy>
  /** A VAVAILABILITY, as the text of a calendar object. */
  readonly availability?: string
  /** What the availability was made from, where it was made from hours. */
  readonly workingHours?: WorkingHours
  readonly capacity?: number
  readonly features?: readonly string[]
  readonly webhooks?: readonly Webhook[]
  /** Who may invite, answer, and ask for busy time. */
  readonly admits?: Admission
  /** Whose invitations are not taken any more. */
  readonly unwantedSenders?: readonly string[]
}

export const webhookEvents = ['answered', 'proposed', 'invited', 'cancelled'] as const

/** A program that wants to hear of what arrives. */
export type Webhook = {
  readonly id: string
  readonly url: string
  /** Signs what is sent. */
  readonly secret: string
  readonly events: readonly (typeof webhookEvents)[number][]
  readonly createdSeconds: number
}

export const settingsOf: (principal: Principal) => Settings = onceFor(({ settings }) => {
  try {
    const read: unknown = JSON.parse(settings)
    return typeof read === 'object' && read !== null ? (read as Settings) : {}
  } catch {
    return {}
  }
})

export const userOf: (principal: Principal) => CalendarUser = onceFor((principal) => {
  const [first = `${principal.name}@invalid`, ...aliases] = principal.addresses
  // Requirement: 6638/2.4.1/principal-uri-as-address
  return calendarUser(first, [...aliases, principalPath(principal.name)], principal.displayName)
})

export function policyOf(parts: Pick<Parts, 'config'>, principal: Principal): Policy {
  const configured = parts.config.scheduling.policy
  return { ...defaultPolicy, ...(configured as Partial<Policy>), ...settingsOf(principal).policy }
}

export function isBookable(principal: Principal): boolean {
  return principal.kind === 'room' || principal.kind === 'resource'
}

export function bookingPolicyOf(principal: Principal): BookingPolicy {
  return { ...defaultBookingPolicy, ...settingsOf(principal).booking }
}

export type NewPrincipal = {
  readonly name: string
  readonly kind: PrincipalKind
  readonly displayName: string
  readonly addresses: readonly string[]
  readonly tzid: string
  readonly locale?: string
  readonly isAdmin?: boolean
  readonly settings?: Settings
}

/** What the first calendar of a person is called, by their language; in English for all others. */
const calendarNames: ReadonlyMap<string | undefined, string> = new Map([
  ['de', 'Kalender'],
  ['fr', 'Agenda'],
  ['es', 'Calendario'],
  ['ja', 'カレンダー'],
])

// Requirement: 6638/2.1/outbox-outside-calendars
// Requirement: 6638/2.2/inbox-outside-calendars
// Requirement: 6638/2/server-makes-scheduling-collections
// Requirement: 6638/11.2/owner-has-outbox
/** A principal with its calendar, Inbox and Outbox. */
export async function createPrincipal(
  tables: Tables,
  parts: Pick<Parts, 'newId'>,
  made: NewPrincipal,
): Promise<Principal> {
  const principal: Principal = {
    id: parts.newId(),
    name: made.name.toLowerCase(),
    kind: made.kind,
    displayName: made.displayName,
    addresses: made.addresses.map((each) => each.toLowerCase()),
    tzid: made.tzid,
    locale: made.locale ?? 'en',
    isAdmin: made.isAdmin ?? false,
    disabled: false,
    settings: JSON.stringify(made.settings ?? {}),
  }
  await insertPrincipal(tables, principal)
  if (made.kind === 'group') return principal
  const displayName = calendarNames.get(principal.locale.toLowerCase().split('-')[0]) ?? 'Calendar'
  const homes = [
    { name: 'calendar', kind: 'calendar', displayName, isDefault: true },
    { name: 'inbox', kind: 'inbox', displayName: 'Inbox', isDefault: false },
    { name: 'outbox', kind: 'outbox', displayName: 'Outbox', isDefault: false },
  ] as const
  for (const home of homes) await insertCollection(tables, newCollection(parts, principal.id, home))
  return principal
}

export function newCollection(
  parts: Pick<Parts, 'newId'>,
  ownerId: string,
  made: Pick<Collection, 'name' | 'kind' | 'displayName' | 'isDefault'> & Partial<Collection>,
): Collection {
  return {
    components: ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'],
    transparent: false,
    properties: '{}',
    ...made,
    id: parts.newId(),
    ownerId,
    syncToken: 1,
  }
}

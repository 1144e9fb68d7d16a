/**
 * Everything that one decision about one UID touches, loaded once, changed in memory, saved at once.
 *
 * A desk lives inside one transaction. Everyone who is local and takes part is a holder on it; effects
 * of a transition are delivered to other holders at once, or become outbox entries.
 */
import { hash } from 'node:crypto'
import {
  type CalendarObject,
  type Component,
  parseCalendar,
  serializeText,
} from '@parley/icalendar'
import {
  type CalendarAddress,
  type CalendarUser,
  type Context,
  emptyLedger,
  guestListOf,
  type HeldState,
  indexAttendees,
  ledgerFromJson,
  ledgerToJson,
  nothingHeld,
  type Policy,
} from '@parley/itip'
import {
  addTrace,
  type CalendarResource,
  enqueue,
  type HeldLedger,
  heldLedgers,
  lock,
  type NewTraceEntry,
  type OutboxEntry,
  type Place,
  type Principal,
  placesOf,
  principalByName,
  principalsByAddress,
  type ResourceBatch,
  type ResourceHead,
  resourcesByUid,
  saveBatch,
  type Tables,
} from '@parley/store'
import { principalNameOf } from '../dav/paths.ts'
import type { Parts } from '../parts.ts'
import { isBookable, policyOf, userOf } from '../people.ts'
import { timingOfObject } from './timing.ts'

export type Desk = {
  readonly parts: Parts
  readonly tables: Tables
  readonly uid: string
  readonly requestId: string
  /** UTC seconds: the clock, or later (`stampFor`). */
  nowSeconds: number
  readonly holders: Map<string, Holder>
  /** Principals by every address that was asked for; undefined: nobody's here. */
  readonly directory: Map<CalendarAddress, Principal | undefined>
  readonly outbox: OutboxEntry[]
  readonly trace: NewTraceEntry[]
  readonly inbox: CalendarResource[]
  /** Desks of other UIDs that the same decision touches: the rest of a series that was split. */
  readonly siblings: Map<string, Desk>
  /** Texts already written, by the last component of their object. */
  readonly writings: Map<Component, Writing>
}

/** An object as it is stored. */
type Writing = {
  readonly object: CalendarObject
  readonly text: string
  readonly etag: string
  readonly sizeBytes: number
}

export type Holder = {
  readonly principal: Principal
  readonly user: CalendarUser
  readonly policy: Policy
  /** Undefined: not stored yet. */
  readonly stored: CalendarResource | undefined
  readonly collections: readonly Place[]
  held: HeldState
  /** As it was when it was loaded, and the ledger as it is stored. */
  readonly loaded: HeldState
  readonly ledgerText: string | undefined
  /** The very bytes of the state's object, where a client wrote them. */
  written: { readonly object: CalendarObject; readonly text: string } | undefined
  /** Where a new resource goes; undefined: into the default calendar. */
  place: { readonly collectionId: string; readonly name: string } | undefined
  /** The change matters to the client's own editing (RFC 6638 §3.2.10). */
  raisesScheduleTag: boolean
  /** What was stored for it in the end. */
  saved: CalendarResource | undefined
}

export function openDesk(
  parts: Parts,
  tables: Tables,
  given: { uid: string; requestId: string },
): Desk {
  return {
    parts,
    tables,
    ...given,
    nowSeconds: parts.clock(),
    holders: new Map(),
    directory: new Map(),
    outbox: [],
    trace: [],
    inbox: [],
    siblings: new Map(),
    writings: new Map(),
  }
}

/** The desk of that UID, in the same transaction. */
export function deskOf(desk: Desk, uid: string): Desk {
  if (uid === desk.uid) return desk
  const known = desk.siblings.get(uid)
  if (known !== undefined) return known
  const { requestId, directory, siblings } = desk
  const made = { ...openDesk(desk.parts, desk.tables, { uid, requestId }), directory, siblings }
  siblings.set(uid, made)
  return made
}

// Requirement: 6638/2.4.1/address-maps-to-principal
/** Looks up who has these addresses, those not yet known in one query. A principal's path is one too. */
export async function lookUp(desk: Desk, addresses: readonly CalendarAddress[]): Promise<void> {
  const unknown = [...new Set(addresses)].filter((each) => !desk.directory.has(each))
  if (unknown.length === 0) return
  const found = await principalsByAddress(desk.tables, unknown)
  for (const each of unknown) {
    const name = found.has(each) ? undefined : principalNameOf(each)
    const principal =
      name === undefined ? found.get(each) : await principalByName(desk.tables, name)
    desk.directory.set(each, principal?.disabled === true ? undefined : principal)
  }
}

/** Puts principals on the desk with what they hold, those not yet there in three queries. */
export async function seat(desk: Desk, principals: readonly Principal[]): Promise<void> {
  const missing = principals.filter((each) => !desk.holders.has(each.id))
  if (missing.length === 0) return
  const ids = [...new Set(missing.map((each) => each.id))]
  // Two bookings of one room never both see it free.
  await lock(
    desk.tables,
    missing.filter(isBookable).map((each) => `room:${each.id}`),
    { later: true },
  )
  const ledgers = await heldLedgers(desk.tables, ids, desk.uid)
  const resources = await resourcesByUid(desk.tables, ids, desk.uid)
  const places = await placesOf(desk.tables, ids)
  const byOwner = new Map(resources.map((each) => [each.ownerId, each]))
  const readOnce = reader()
  for (const principal of missing) {
    if (desk.holders.has(principal.id)) continue
    const stored = byOwner.get(principal.id)
    const ledger = ledgers.get(principal.id)
    const held = heldOf(desk.uid, stored && readOnce(stored.text), ledger)
    desk.holders.set(principal.id, {
      principal,
      user: userOf(principal),
      policy: policyOf(desk.parts, principal),
      stored,
      collections: places.get(principal.id) ?? [],
      held,
      loaded: held,
      ledgerText: ledger?.ledger,
      written: undefined,
      place: undefined,
      raisesScheduleTag: false,
      saved: undefined,
    })
  }
}

/** Reads texts, each once: many hold the same, and each of them looks for one's own line in it. */
function reader(): (text: string) => CalendarObject | undefined {
  const read = new Map<string, CalendarObject | undefined>()
  return (text) => {
    const known = read.get(text)
    if (known !== undefined) {
      known.components.forEach(indexAttendees)
      return known
    }
    const [object] = parseCalendar(text).objects
    read.set(text, object)
    return object
  }
}

function heldOf(
  uid: string,
  object: CalendarObject | undefined,
  ledger: HeldLedger | undefined,
): HeldState {
  if (object === undefined && ledger === undefined) return nothingHeld(uid)
  const read = ledger && ledgerFromJson(JSON.parse(ledger.ledger))
  return { uid, object, ledger: read ?? emptyLedger }
}

export function holderOf(desk: Desk, principal: Principal): Holder {
  const found = desk.holders.get(principal.id)
  if (found === undefined) throw new Error('a holder must be seated before it is asked for')
  return found
}

/** Are the guests of what is held hidden from one another? */
export function hidesGuests({ held, policy }: Pick<Holder, 'held' | 'policy'>): boolean {
  return (guestListOf(held.object) ?? policy.guestList) === 'hide'
}

export function contextFor(desk: Desk, holder: Holder, actingAs?: CalendarAddress): Context {
  return {
    nowSeconds: desk.nowSeconds,
    self: holder.user,
    policy: holder.policy,
    catalog: desk.parts.catalog,
    floatingTzid: holder.principal.tzid,
    productId: '-//Parley//Server//EN',
    ...(actingAs !== undefined && { actingAs }),
  }
}

/** Clocks that were set back further than that are followed. */
const maxAheadSeconds = 86_400

/**
 * When the holder's change is said to have been made: later than its last one, though both were made
 * within one second. Of two messages with one DTSTAMP the second would count as a copy of the first
 * (RFC 5546 §2.1.5).
 */
export function stampFor({ nowSeconds }: Desk, { stored }: Holder): number {
  const last = stored?.modifiedSeconds ?? 0
  return last >= nowSeconds && last - nowSeconds < maxAheadSeconds ? last + 1 : nowSeconds
}

/** Saves all that changed on the desk: resources, ledgers, Inbox items, outbox and trace. */
export async function clearDesk(desk: Desk): Promise<void> {
  for (const sibling of desk.siblings.values()) await clearOne(sibling)
  await clearOne(desk)
}

async function clearOne(desk: Desk): Promise<void> {
  const batch: Batch = { saved: [], deleted: [], ledgers: [] }
  for (const holder of desk.holders.values()) collectChanges(desk, holder, batch)
  for (const resource of desk.inbox) batch.saved.push({ resource, inInbox: true })
  if (batch.saved.length + batch.deleted.length + batch.ledgers.length > 0) {
    await saveBatch(desk.tables, batch)
  }
  if (desk.outbox.length > 0) await enqueue(desk.tables, desk.outbox)
  if (desk.trace.length > 0) await addTrace(desk.tables, desk.trace)
}

type Batch = {
  readonly saved: ResourceBatch['saved'][number][]
  readonly deleted: ResourceHead[]
  readonly ledgers: HeldLedger[]
}

function collectChanges(desk: Desk, holder: Holder, batch: Batch): void {
  const { held, stored } = holder
  const resource = held.object === undefined ? undefined : resourceFor(desk, holder, held.object)
  if (resource === undefined && stored !== undefined) batch.deleted.push(stored)
  if (resource !== undefined && held.object !== undefined && resource !== stored) {
    batch.saved.push(savedOf(desk, holder, resource, held.object))
  }
  holder.saved = resource
  if (held.ledger === emptyLedger && holder.ledgerText === undefined) return
  if (held.ledger === holder.loaded.ledger && resource?.id === stored?.id) return
  const ledger = JSON.stringify(ledgerToJson(held.ledger))
  if (ledger === holder.ledgerText && resource?.id === stored?.id) return
  batch.ledgers.push({
    ownerId: holder.principal.id,
    uid: desk.uid,
    ledger,
    resourceId: resource?.id,
  })
}

/** A resource with its timing, where that is new. */
function savedOf(
  desk: Desk,
  holder: Holder,
  resource: CalendarResource,
  object: CalendarObject,
): Batch['saved'][number] {
  const { stored, loaded, principal, user } = holder
  const owner = { user, tzid: principal.tzid }
  const timing = timingOfObject(object, owner, desk.parts.catalog)
  if (stored === undefined || loaded.object === undefined) return { resource, timing, isNew: true }
  const before = timingOfObject(loaded.object, owner, desk.parts.catalog)
  const isSame =
    stored.collectionId === resource.collectionId &&
    JSON.stringify(before) === JSON.stringify(timing)
  return isSame ? { resource } : { resource, timing }
}

/** The resource as it is to be stored; the same one where nothing changed. */
function resourceFor(desk: Desk, holder: Holder, object: CalendarObject): CalendarResource {
  const { stored } = holder
  const { text, etag, sizeBytes } = writingOf(desk, holder, object)
  const place = holder.place ?? (stored && { collectionId: stored.collectionId, name: stored.name })
  const component = object.components.find((each) => each.name !== 'VTIMEZONE')?.name ?? 'VEVENT'
  const collectionId = place?.collectionId ?? calendarFor(holder, component)?.id
  if (collectionId === undefined) {
    throw new Error(`${holder.principal.name} has no calendar for a ${component}`)
  }
  if (
    stored !== undefined &&
    stored.text === text &&
    stored.collectionId === collectionId &&
    stored.name === place?.name
  ) {
    return stored
  }
  const scheduleTag =
    holder.raisesScheduleTag || stored?.scheduleTag === undefined
      ? tagOf(object, desk.parts.newId())
      : stored.scheduleTag
  return {
    id: stored?.id ?? desk.parts.newId(),
    collectionId,
    ownerId: holder.principal.id,
    name: place?.name ?? `${desk.parts.newId()}.ics`,
    uid: desk.uid,
    component,
    etag,
    scheduleTag,
    modifiedSeconds: Math.max(desk.nowSeconds, stored?.modifiedSeconds ?? 0),
    sizeBytes,
    text,
  }
}

/** What one decision gives to many is written once. */
function writingOf(desk: Desk, { written }: Holder, object: CalendarObject): Writing {
  const last = object.components.at(-1)
  const known = last && desk.writings.get(last)
  const isSent = written?.object === object
  if (known !== undefined && !isSent && isMadeOfTheSame(known.object, object)) return known
  const text = isSent ? written.text : serializeText(object)
  const made = { object, text, etag: etagOf(text), sizeBytes: Buffer.byteLength(text) }
  if (last !== undefined && !isSent) desk.writings.set(last, made)
  return made
}

function isMadeOfTheSame(one: CalendarObject, other: CalendarObject): boolean {
  const isSame = <T>(these: readonly T[], those: readonly T[]): boolean =>
    these.length === those.length && these.every((each, index) => each === those[index])
  return isSame(one.components, other.components) && isSame(one.properties, other.properties)
}

/** Only scheduling object resources have a Schedule-Tag: those with an ORGANIZER. */
function tagOf(object: CalendarObject, id: string): string | undefined {
  const scheduled = object.components.some((each) =>
    each.properties.some((property) => property.name === 'ORGANIZER'),
  )
  return scheduled ? `"${id}"` : undefined
}

export function etagOf(text: string): string {
  return `"${hash('sha256', text, 'base64url').slice(0, 27)}"`
}

// Requirement: 6638/4/calendar-preconditions-hold
// Requirement: 6638/4.3/default-calendar-supported
// Requirement: 6638/4.3/default-calendar-used
// Requirement: 6638/4.3/new-object-in-attendee-calendar
// Requirement: 6638/3.1/server-creates-attendee-object
/** Where what arrives goes: the default calendar, or else the first one that takes components so named. */
export function calendarFor({ collections }: Holder, component: string): Place | undefined {
  const fitting = collections.filter(
    (each) => each.kind === 'calendar' && each.components.includes(component),
  )
  return fitting.find((each) => each.isDefault) ?? fitting[0]
}

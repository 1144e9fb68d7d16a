/** A client stores or deletes an object: preconditions, then the decision, all in one transaction. */
import {
  broken,
  type Conditions,
  conditions,
  type DavProblem,
  href,
  judgeConditions,
  problem,
} from '@parley/caldav'
import { parseCalendar } from '@parley/icalendar'
import {
  type CalendarAddress,
  type Change,
  isSchedulingComponent,
  mergeAttendeeChange,
  organizerOf,
  roleOf,
} from '@parley/itip'
import {
  type CalendarResource,
  type Collection,
  type Principal,
  principalsByAddress,
  resourceByName,
} from '@parley/store'
import { objectPath } from '../dav/paths.ts'
import type { Parts } from '../parts.ts'
import { isBookable } from '../people.ts'
import { lockOf } from './booking.ts'
import { change } from './deliver.ts'
import {
  clearDesk,
  contextFor,
  type Desk,
  type Holder,
  holderOf,
  lookUp,
  openDesk,
  seat,
} from './desk.ts'
import { addressesIn, type StorableObject } from './objects.ts'

/** Where, by whom, and under which conditions. */
export type Target = {
  readonly owner: Principal
  readonly collection: Collection
  readonly name: string
  readonly conditions: Conditions
  /** Set where someone acts for the owner: becomes SENT-BY. */
  readonly actingAs: CalendarAddress | undefined
  readonly requestId: string
}

export type Stored = {
  readonly kind: 'stored'
  readonly created: boolean
  readonly resource: CalendarResource
  /** The bytes stored are the bytes sent: only then is an ETag told (RFC 4791 §5.3.4). */
  readonly asSent: boolean
  readonly outboxGrew: boolean
}

export async function storeObject(
  parts: Parts,
  target: Target,
  given: StorableObject,
  silent = false,
): Promise<Stored | DavProblem> {
  const locks = await locksFor(parts, given.uid, given.object)
  return parts.store.write(locks, async (tables) => {
    const existing = await resourceByName(tables, target.collection.id, target.name)
    const refused = judge(target, existing)
    if (refused !== undefined) return refused
    if (existing !== undefined && existing.uid !== given.uid) {
      return broken(403, conditions.noUidConflict, 'A resource keeps its UID.')
    }
    const desk = openDesk(parts, tables, { uid: given.uid, requestId: target.requestId })
    await lookUp(desk, addressesIn(given.object))
    await seat(desk, [target.owner, ...localPeople(desk)])
    const holder = holderOf(desk, target.owner)
    const conflict = uidConflict(target, holder)
    if (conflict !== undefined) return conflict
    const forbidden = silent ? undefined : forbiddenChange(desk, holder, given)
    if (forbidden !== undefined) return forbidden
    holder.place = { collectionId: target.collection.id, name: target.name }
    holder.written = { object: given.object, text: given.text }
    const what: Change = { kind: 'save', object: given.object, ...(silent && { silent: true }) }
    await change(desk, holder, what, target.actingAs)
    await clearDesk(desk)
    return storedResult(desk, holder, existing, given)
  })
}

function storedResult(
  desk: Desk,
  holder: Holder,
  existing: CalendarResource | undefined,
  given: StorableObject,
): Stored | DavProblem {
  const { saved } = holder
  if (saved === undefined) return problem(409, 'What was sent leaves nothing to store.')
  return {
    kind: 'stored',
    created: existing === undefined,
    resource: saved,
    asSent: saved.text === given.text,
    outboxGrew: desk.outbox.length > 0,
  }
}

export type Deleted = { readonly kind: 'deleted'; readonly outboxGrew: boolean }

/** `reply` false: an Attendee leaves without a word (RFC 6638 §8.1). */
export async function deleteObject(
  parts: Parts,
  target: Target,
  reply: boolean,
): Promise<Deleted | DavProblem> {
  const seen = await parts.store.read((tables) =>
    resourceByName(tables, target.collection.id, target.name),
  )
  if (seen === undefined) return problem(404, 'There is nothing here.')
  const locks = await locksFor(parts, seen.uid, parseCalendar(seen.text).objects[0])
  return parts.store.write(locks, async (tables) => {
    const existing = await resourceByName(tables, target.collection.id, target.name)
    if (existing === undefined) return problem(404, 'There is nothing here.')
    const refused = judge(target, existing)
    if (refused !== undefined) return refused
    const desk = openDesk(parts, tables, { uid: existing.uid, requestId: target.requestId })
    await seat(desk, [target.owner])
    const holder = holderOf(desk, target.owner)
    const silent = !reply && roleOf(holder.held, holder.user) === 'attendee'
    await change(desk, holder, { kind: 'delete', ...(silent && { silent: true }) }, target.actingAs)
    // Whatever the decision, what its owner deletes is gone from the calendar.
    holder.held = { ...holder.held, object: undefined }
    await clearDesk(desk)
    return { kind: 'deleted', outboxGrew: desk.outbox.length > 0 }
  })
}

/** What no other transaction may decide about meanwhile: the UID, and rooms that may be booked. */
export async function locksFor(
  parts: Parts,
  uid: string,
  object: Parameters<typeof addressesIn>[0] | undefined,
): Promise<readonly string[]> {
  if (parts.store.kind === 'sqlite') return []
  const addresses = object === undefined ? [] : addressesIn(object)
  const found = await parts.store.read((tables) => principalsByAddress(tables, addresses))
  const rooms = [...found.values()].filter(isBookable).map((each) => lockOf(each.id))
  return [`uid:${uid}`, ...rooms]
}

function judge(target: Target, existing: CalendarResource | undefined): DavProblem | undefined {
  const tags = { etag: existing?.etag, scheduleTag: existing?.scheduleTag }
  return unmet(target.conditions, tags)
}

/** The refusal where a condition does not hold; an If header that cannot be read is a bad request. */
export function unmet(
  conditions: Conditions,
  tags: Parameters<typeof judgeConditions>[1],
): DavProblem | undefined {
  const { malformed } = conditions
  if (malformed !== undefined) return problem(400, `The ${malformed} header cannot be read.`)
  const judged = judgeConditions(conditions, tags, () => undefined)
  return judged.holds ? undefined : problem(412, `${judged.header} does not hold.`)
}

function localPeople(desk: Desk): readonly Principal[] {
  return [...desk.directory.values()].filter(
    (each) => each !== undefined && each.kind !== 'group',
  ) as Principal[]
}

/** One UID is held once per user (RFC 4791 §5.3.2.1, RFC 6638 §3.2.4.1). */
function uidConflict(
  target: Target,
  { stored, principal, collections }: Holder,
): DavProblem | undefined {
  if (stored === undefined) return undefined
  if (stored.collectionId === target.collection.id && stored.name === target.name) return undefined
  const there = collections.find((each) => each.id === stored.collectionId)
  const other = href(objectPath(principal.name, there?.name ?? '', stored.name))
  return stored.collectionId === target.collection.id
    ? broken(403, conditions.noUidConflict, 'This UID is stored under another name.', other)
    : broken(403, conditions.uniqueScheduling, 'This UID is stored in another calendar.', other)
}

/** Changes that only the other side may make (RFC 6638 §3.2.4.2, §3.2.4.3). */
export function forbiddenChange(
  desk: Desk,
  holder: Holder,
  given: StorableObject,
): DavProblem | undefined {
  const server = holder.held.object
  if (server === undefined) return undefined
  const role = roleOf(holder.held, holder.user)
  if (role === 'organizer') {
    const before = organizerIn(server)
    const after = organizerIn(given.object)
    if (before === after || after === undefined) return undefined
    return broken(403, conditions.allowedOrganizerChange, 'The Organizer cannot be changed.')
  }
  if (role !== 'attendee') return undefined
  const client = given.object
  const { refused } = mergeAttendeeChange(
    { server, client, lastKnown: server },
    contextFor(desk, holder),
  )
  const [first] = refused
  if (first === undefined) return undefined
  const facts = Object.entries(first.facts).map(([name, value]) => `${name} ${String(value)}`)
  const words = `Only the Organizer changes this (${[first.requirement, ...facts].join(', ')}).`
  return broken(403, conditions.allowedAttendeeChange, words)
}

function organizerIn(object: StorableObject['object']): string | undefined {
  for (const each of object.components) {
    const organizer = isSchedulingComponent(each) ? organizerOf(each) : undefined
    if (organizer !== undefined) return organizer
  }
  return undefined
}

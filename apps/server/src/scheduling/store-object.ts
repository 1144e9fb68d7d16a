/** A client stores or deletes an object: preconditions, then the decision, all in one transaction. */
import {
  broken,
  type Conditions,
  caldav,
  conditions,
  type DavProblem,
  dav,
  element,
  href,
  judgeConditions,
  problem,
} from '@parley/caldav'
import {
  type AttendeeMerge,
  type CalendarAddress,
  type Change,
  isAddressOf,
  isSchedulingComponent,
  mergeAttendeeChange,
  organizerOf,
  roleOf,
  type Transition,
} from '@parley/itip'
import {
  type CalendarResource,
  type Collection,
  type Principal,
  resourceByName,
  type Tables,
} from '@parley/store'
import { collectionPath, objectPath } from '../dav/paths.ts'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { type Changes, changesOf } from './announce.ts'
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
import { withGroupMembers } from './groups.ts'
import { addressesIn, type StorableObject } from './objects.ts'
import { withHeldStatuses } from './schedule-status.ts'

/** Where, by whom, and under which conditions. */
export type Target = {
  readonly owner: Principal
  readonly collection: Collection
  readonly name: string
  readonly conditions: Conditions
  /** Set where someone acts for the owner: becomes SENT-BY. */
  readonly actingAs: CalendarAddress | undefined
  /** May the session send in the owner's name (RFC 6638 §6.2)? Absent: it may. */
  readonly maySend?: boolean
  readonly requestId: string
}

export type Stored = {
  readonly kind: 'stored'
  readonly created: boolean
  readonly resource: CalendarResource
  /** The bytes stored are the bytes sent: only then is an ETag told (RFC 4791 §5.3.4). */
  readonly asSent: boolean
  readonly changes: Changes
}

export async function storeObject(
  parts: Parts,
  target: Target,
  given: StorableObject,
  silent = false,
): Promise<Stored | DavProblem> {
  return parts.store.write([uidLock(given.uid)], (tables) =>
    storeWithin(parts, tables, target, given, silent),
  )
}

/** What no other transaction may decide about meanwhile. */
export function uidLock(uid: string): string {
  return `uid:${uid}`
}

// Requirement: 6638/3.2.1/organizer-subject-to-preconditions
// Requirement: 6638/3.2.3.1/plain-object-none
// Requirement: 6638/3.2.3.1/new-scheduling-object-creates
// Requirement: 6638/3.2.3.1/plain-becomes-scheduling-creates
// Requirement: 6638/3.2.3.1/scheduling-stays-modifies
// Requirement: 6638/3.2.10/inconsequential-changes-merged
// Requirement: 6638/3.2.10.1/client-may-condition-put
// Requirement: 6638/3.2.10.1/other-attendees-kept
/** As `storeObject`, in a transaction that has locked the UID. */
export async function storeWithin(
  parts: Parts,
  tables: Tables,
  target: Target,
  given: StorableObject,
  silent = false,
): Promise<Stored | DavProblem> {
  const desk = openDesk(parts, tables, { uid: given.uid, requestId: target.requestId })
  // An Organizer's change reaches everybody; an Attendee's only the Organizer, who is seated then.
  const organizer = organizerIn(given.object)
  const isOrganizer = organizer !== undefined && isAddressOf(userOf(target.owner), organizer)
  if (isOrganizer) await lookUp(desk, addressesIn(given.object))
  await seat(desk, [target.owner, ...localPeople(desk)])
  const holder = holderOf(desk, target.owner)
  const existing = await existingAt(tables, target, holder)
  const refused = judge(target, existing)
  if (refused !== undefined) return refused
  if (existing !== undefined && existing.uid !== given.uid) {
    return broken(403, conditions.noUidConflict, 'A resource keeps its UID.')
  }
  const merge = silent ? undefined : attendeeMerge(desk, holder, given)
  const forbidden =
    uidConflict(target, holder) ?? (silent ? undefined : forbiddenChange(holder, given, merge))
  if (forbidden !== undefined) return forbidden
  holder.place = { collectionId: target.collection.id, name: target.name }
  const told = isOrganizer ? withHeldStatuses(given.object, holder.held.object) : given.object
  const object = silent ? given.object : await withGroupMembers(desk, holder, told)
  if (object === given.object) holder.written = { object, text: given.text }
  const isMerged = merge !== undefined && object === given.object
  const what: Change = {
    kind: 'save',
    object,
    ...(silent && { silent: true }),
    ...(isMerged && { merge }),
  }
  const transition = await change(desk, holder, what, target.actingAs)
  const unsent = maySend(target, transition)
  if (unsent !== undefined) return unsent
  await clearDesk(desk)
  const { saved } = holder
  if (saved === undefined) return problem(409, 'What was sent leaves nothing to store.')
  return {
    kind: 'stored',
    created: existing === undefined,
    resource: saved,
    asSent: saved.text === given.text,
    changes: changesOf(desk),
  }
}

/** What has that name, which mostly is what the holder holds of that UID. */
async function existingAt(
  tables: Tables,
  { collection, name }: Target,
  { stored }: Holder,
): Promise<CalendarResource | undefined> {
  const isStored = stored?.collectionId === collection.id && stored.name === name
  return isStored ? stored : resourceByName(tables, collection.id, name)
}

type Deleted = { readonly kind: 'deleted'; readonly changes: Changes }

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
  return parts.store.write([uidLock(seen.uid)], (tables) =>
    deleteWithin(parts, tables, target, reply),
  )
}

// Requirement: 6638/3.2.3.2/delete-resource-removes
// Requirement: 6638/3.2.10.2/client-may-condition-delete
/** As `deleteObject`, in a transaction that has locked the UID. */
export async function deleteWithin(
  parts: Parts,
  tables: Tables,
  target: Target,
  reply: boolean,
): Promise<Deleted | DavProblem> {
  const existing = await resourceByName(tables, target.collection.id, target.name)
  if (existing === undefined) return problem(404, 'There is nothing here.')
  const refused = judge(target, existing)
  if (refused !== undefined) return refused
  const desk = openDesk(parts, tables, { uid: existing.uid, requestId: target.requestId })
  await seat(desk, [target.owner])
  const holder = holderOf(desk, target.owner)
  const silent = !reply && roleOf(holder.held, holder.user) === 'attendee'
  const what: Change = { kind: 'delete', ...(silent && { silent: true }) }
  const unsent = maySend(target, await change(desk, holder, what, target.actingAs))
  if (unsent !== undefined) return unsent
  // Whatever the decision, what its owner deletes is gone from the calendar.
  holder.held = { ...holder.held, object: undefined }
  await clearDesk(desk)
  return { kind: 'deleted', changes: changesOf(desk) }
}

// Requirement: 6638/6.2/outbox-privileges-govern-sending
// Requirement: 6638/6.2.2/schedule-send-invite
// Requirement: 6638/6.2.2/writing-needs-send-invite
// Requirement: 6638/6.2.3/schedule-send-reply
// Requirement: 6638/6.2.3/writing-needs-send-reply
// Requirement: 6638/11.2/user-may-send
// Requirement: 6638/A.2/send-invite-methods
// Requirement: 6638/A.2/send-reply-methods
// Requirement: 5546/6.2.3/access-can-be-restricted
/** Who may write in a calendar may not for that send in its owner's name (RFC 6638 §6.2.2, §6.2.3). */
function maySend(target: Target, { effects }: Transition): DavProblem | undefined {
  const sent = effects.find((each) => each.kind === 'send')
  if (target.maySend !== false || sent === undefined) return undefined
  const wanted = sent.method === 'REPLY' ? 'schedule-send-reply' : 'schedule-send-invite'
  const content = element(
    dav('resource'),
    href(collectionPath(target.owner.name, 'outbox')) +
      element(dav('privilege'), element(caldav(wanted))),
  )
  const words = 'You may not send scheduling messages in the name of the calendar’s owner.'
  return broken(403, conditions.needPrivileges, words, content)
}

function judge(target: Target, existing: CalendarResource | undefined): DavProblem | undefined {
  const tags = { etag: existing?.etag, scheduleTag: existing?.scheduleTag }
  return unmet(target.conditions, tags)
}

// Requirement: 6638/3.2.10.1/put-tag-mismatch-412
// Requirement: 6638/3.2.10.2/tag-mismatch-412
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

// Requirement: 6638/3.2.1/duplicate-uid-rejected
// Requirement: 6638/3.2.4.1/unique-uid-across-calendars
// Requirement: 6638/3.2.4.1/conflicting-url-reported
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

/** What an Attendee's new version comes to; undefined for everybody else's. */
export function attendeeMerge(
  desk: Desk,
  holder: Holder,
  { object: client }: StorableObject,
): AttendeeMerge | undefined {
  const server = holder.held.object
  if (server === undefined || roleOf(holder.held, holder.user) !== 'attendee') return undefined
  return mergeAttendeeChange({ server, client, lastKnown: server }, contextFor(desk, holder))
}

// Requirement: 6638/3.2.1.2/forbidden-change-refused
// Requirement: 6638/3.2.2.1/forbidden-change-refused
// Requirement: 6638/3.2.4.3/organizer-changes-restricted
// Requirement: 6638/3.2.4.4/attendee-changes-restricted
// Requirement: 6638/11.2/uid-of-other-organizer-refused
/** Changes that only the other side may make (RFC 6638 §3.2.4.2, §3.2.4.3). */
export function forbiddenChange(
  { held, user }: Holder,
  given: StorableObject,
  merge: AttendeeMerge | undefined,
): DavProblem | undefined {
  if (held.object !== undefined && roleOf(held, user) === 'organizer') {
    const before = organizerIn(held.object)
    const after = organizerIn(given.object)
    if (before === after || after === undefined) return undefined
    return broken(403, conditions.allowedOrganizerChange, 'The Organizer cannot be changed.')
  }
  const first = merge?.refused[0]
  if (first === undefined) return undefined
  const facts = Object.entries(first.facts).map(([name, value]) => `${name} ${String(value)}`)
  const words = `Only the Organizer changes this (${[first.requirement, ...facts].join(', ')}).`
  return broken(403, conditions.allowedAttendeeChange, words)
}

function organizerIn(object: StorableObject['object']): CalendarAddress | undefined {
  for (const each of object.components) {
    const organizer = isSchedulingComponent(each) ? organizerOf(each) : undefined
    if (organizer !== undefined) return organizer
  }
  return undefined
}

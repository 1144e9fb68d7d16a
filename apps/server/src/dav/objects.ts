/** GET, PUT, DELETE, COPY and MOVE of calendar objects, and POST to the Outbox. */
import {
  broken,
  type Conditions,
  conditions,
  type DavProblem,
  type HeaderReader,
  isProblem,
  judgeConditions,
  problem,
  readConditions,
  readDestination,
  readOverwrite,
  readPrefer,
  readScheduleReply,
  type TimezonesWish,
} from '@parley/caldav'
import { listResources, moveResource, resourceByName, saveBatch, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { announceChanges } from '../scheduling/announce.ts'
import { readStorable } from '../scheduling/objects.ts'
import {
  deleteObject,
  deleteWithin,
  type Stored,
  storeObject,
  storeWithin,
  type Target,
  uidLock,
  unmet,
} from '../scheduling/store-object.ts'
import { type Answer, emptyAnswer, problemAnswer } from './answer.ts'
import { removeCalendar } from './collections.ts'
import { findHere, type Here, lacking } from './here.ts'
import { type Place, placeOf } from './paths.ts'
import type { Session } from './session.ts'
import { textAsWished } from './time-zones.ts'

export type ObjectRequest = {
  readonly parts: Parts
  readonly session: Session
  readonly path: string
  readonly place: Place
  readonly header: HeaderReader
  readonly timezones?: TimezonesWish | undefined
  readonly body: Uint8Array
  readonly requestId: string
}

async function locate(request: ObjectRequest, isWritten = false): Promise<Here | DavProblem> {
  return request.parts.store.read((tables) =>
    findHere(request.parts, tables, { ...request, isWritten }),
  )
}

export async function getObject(request: ObjectRequest): Promise<Answer> {
  const here = await locate(request)
  if (isProblem(here)) return problemAnswer(here)
  if (here.place.kind !== 'object')
    return problemAnswer(problem(404, 'There is nothing to read here.'))
  const refused = lacking(here, 'read')
  if (refused !== undefined) return problemAnswer(refused)
  const { resource } = here
  if (resource === undefined) return problemAnswer(problem(404, 'There is nothing here.'))
  const held = readConditions(request.header)
  const headers = tagsOf(resource)
  const judged = judgeConditions(held, resource, () => undefined)
  if (!judged.holds && judged.header === 'If-None-Match') return emptyAnswer(304, headers)
  const unfit = unmet(held, resource)
  if (unfit !== undefined) return problemAnswer(unfit)
  return {
    status: 200,
    headers: {
      'content-type': `text/calendar; charset=utf-8; component=${resource.component.toLowerCase()}`,
      'last-modified': new Date(resource.modifiedSeconds * 1000).toUTCString(),
      vary: 'CalDAV-Timezones',
      ...headers,
    },
    body: textAsWished(resource.text, request.timezones, request.parts.catalog),
  }
}

// Requirement: 6638/3.2.10/tag-on-get-and-put
// Requirement: 6638/8.2/schedule-tag-header-supported
function tagsOf(of: { etag: string; scheduleTag: string | undefined }): Record<string, string> {
  const tag = of.scheduleTag === undefined ? {} : { 'schedule-tag': of.scheduleTag }
  return { etag: of.etag, ...tag }
}

// Requirement: 6638/11.4/authorization-errors-first
/** Where something may be written; the Inbox and the Outbox take nothing by PUT. */
function writableTarget(
  here: Here,
  request: Pick<ObjectRequest, 'session' | 'requestId'>,
  held: Conditions,
): Target | DavProblem {
  const refused = lacking(here, 'write')
  if (refused !== undefined) return refused
  const { place, owner, collection } = here
  if (place.kind !== 'object' || owner === undefined) {
    return problem(405, 'A calendar object is stored in a calendar.')
  }
  if (collection === undefined) return problem(409, 'There is no such calendar.')
  const self = request.session.principal
  return {
    owner,
    collection,
    name: place.object,
    conditions: held,
    actingAs: self.id === owner.id ? undefined : userOf(self).address,
    maySend: here.maySend !== false,
    requestId: request.requestId,
  }
}

// Requirement: 6638/2.1/outbox-children-reserved
// Requirement: 6638/2.2/inbox-only-itip-objects
export async function putObject(request: ObjectRequest): Promise<Answer> {
  const here = await locate(request, true)
  if (isProblem(here)) return problemAnswer(here)
  const target = writableTarget(here, request, readConditions(request.header))
  if (isProblem(target)) return problemAnswer(target)
  if (target.collection.kind !== 'calendar') {
    return problemAnswer(problem(403, 'Nothing is stored here by hand.'))
  }
  const type = request.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== undefined && type !== 'text/calendar') {
    return problemAnswer(
      broken(403, conditions.supportedCalendarData, 'Only text/calendar is stored.'),
    )
  }
  const given = readStorable(request.parts, request.body, target.collection)
  if (isProblem(given)) return problemAnswer(given)
  const stored = await storeObject(request.parts, target, given)
  if (isProblem(stored)) return problemAnswer(stored)
  await announceChanges(request.parts, stored.changes)
  return storedAnswer(request, stored, given, readPrefer(request.header).representation)
}

function storedAnswer(
  { parts: { catalog }, timezones }: ObjectRequest,
  stored: Stored,
  given: { readonly text: string; readonly sent: string } | undefined,
  representation: boolean,
): Answer {
  const { etag, scheduleTag, text } = stored.resource
  const tag = scheduleTag === undefined ? {} : { 'schedule-tag': scheduleTag }
  const status = stored.created ? 201 : 204
  if (representation) {
    return {
      status: stored.created ? 201 : 200,
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'preference-applied': 'return=representation',
        etag,
        ...tag,
      },
      body: textAsWished(text, timezones, catalog),
    }
  }
  // What only lacked its VTIMEZONEs is what a client that wants none gets back.
  const asSent =
    stored.asSent && (given === undefined || given.sent === given.text || timezones === 'without')
  return emptyAnswer(status, asSent ? { etag, ...tag } : tag)
}

export async function deleteAt(request: ObjectRequest): Promise<Answer> {
  const here = await locate(request)
  if (isProblem(here)) return problemAnswer(here)
  if (here.place.kind === 'collection') return deleteCalendar(request, here)
  const target = writableTarget(here, request, readConditions(request.header))
  if (isProblem(target)) return problemAnswer(target)
  if (target.collection.kind === 'inbox') return deleteInboxItem(request, here, target)
  const done = await deleteObject(request.parts, target, readScheduleReply(request.header))
  if (isProblem(done)) return problemAnswer(done)
  await announceChanges(request.parts, done.changes)
  return emptyAnswer(204)
}

// Requirement: 6638/4/client-clears-inbox
/** An Inbox item is a notice: deleting it decides nothing (RFC 6638 §4.1). */
async function deleteInboxItem(
  request: ObjectRequest,
  here: Here,
  target: Target,
): Promise<Answer> {
  const { resource } = here
  if (resource === undefined) return problemAnswer(problem(404, 'There is nothing here.'))
  const refused = unmet(target.conditions, resource)
  if (refused !== undefined) return problemAnswer(refused)
  await request.parts.store.write([], (tables) =>
    saveBatch(tables, { saved: [], deleted: [resource], ledgers: [] }),
  )
  await request.parts.store.announce(target.collection.id)
  return emptyAnswer(204)
}

// Requirement: 6638/3.2.3.2/delete-collection-removes-each
/** Every object is deleted as if by itself, so that nobody is left waiting for a cancelled meeting. */
async function deleteCalendar(request: ObjectRequest, here: Here): Promise<Answer> {
  const { collection, owner } = here
  const refused = lacking(here, 'all')
  if (refused !== undefined) return problemAnswer(refused)
  if (collection === undefined || owner === undefined) {
    return problemAnswer(problem(404, 'There is nothing here.'))
  }
  if (collection.kind === 'calendar' && !collection.isDefault) {
    const heads = await request.parts.store.read((tables) => listResources(tables, collection.id))
    const reply = readScheduleReply(request.header)
    const none = readConditions(() => undefined)
    for (const { name } of heads) {
      const target: Target = {
        owner,
        collection,
        name,
        conditions: none,
        actingAs: undefined,
        requestId: request.requestId,
      }
      const done = await deleteObject(request.parts, target, reply)
      if (!isProblem(done)) await announceChanges(request.parts, done.changes)
      else if (done.status !== 404) return problemAnswer(done)
    }
  }
  const removed = await request.parts.store.write([], (tables) => removeCalendar(here, tables))
  return isProblem(removed) ? problemAnswer(removed) : removed
}

/** COPY and MOVE between calendars, all in one transaction. */
export async function copyOrMove(request: ObjectRequest, isMove: boolean): Promise<Answer> {
  const destination = readDestination(request.header)
  const place = destination === undefined ? undefined : placeOf(destination)
  if (destination === undefined || place === undefined) {
    return problemAnswer(problem(400, 'The Destination names no place of this server.'))
  }
  const from = await locate(request)
  if (isProblem(from)) return problemAnswer(from)
  const to = await locate({ ...request, place, path: destination })
  if (isProblem(to)) return problemAnswer(to)
  if (from.place.kind !== 'object') {
    return problemAnswer(problem(403, 'Only calendar objects are copied and moved.'))
  }
  const readable = lacking(from, isMove ? 'write' : 'read')
  if (readable !== undefined) return problemAnswer(readable)
  if (from.resource === undefined || from.collection?.kind !== 'calendar') {
    return problemAnswer(problem(404, 'There is no calendar object here.'))
  }
  const mayReplace = readOverwrite(request.header)
  const target = writableTarget(
    to,
    request,
    readConditions((name) => (name === 'if-none-match' && !mayReplace ? '*' : undefined)),
  )
  if (isProblem(target)) return problemAnswer(target)
  if (target.collection.kind !== 'calendar') {
    return problemAnswer(problem(403, 'Nothing is stored here by hand.'))
  }
  if (to.resource?.id === from.resource.id) {
    return problemAnswer(problem(403, 'That is where it is already.'))
  }
  if (isMove && from.owner?.id === to.owner?.id) return moveWithin(request, from, to, target)
  if (isMove && from.resource.scheduleTag !== undefined) {
    const words = 'A meeting stays in its calendars: who is to have it as well is invited.'
    return problemAnswer(problem(403, words))
  }
  const done = await request.parts.store
    .write([uidLock(from.resource.uid)], async (tables) => {
      const copied = await copyTo(request, tables, from, target)
      if (isProblem(copied) || !isMove) return copied
      const source = writableTarget(from, request, readConditions(request.header))
      const gone = isProblem(source)
        ? source
        : await deleteWithin(request.parts, tables, source, true)
      // Nothing of a move stays where it cannot be done in full.
      if (isProblem(gone)) throw new Refused(gone)
      return copied
    })
    .catch(refusal)
  if (isProblem(done)) return problemAnswer(done)
  await announceChanges(request.parts, done.changes)
  return storedAnswer(request, done, undefined, false)
}

/** Leaves a transaction without a trace, with an answer for the client. */
class Refused extends Error {
  readonly problem: DavProblem
  constructor(problem: DavProblem) {
    super(problem.words)
    this.problem = problem
  }
}

function refusal(error: unknown): DavProblem {
  if (error instanceof Refused) return error.problem
  throw error
}

// Requirement: 6638/3.2.3.3/copy-between-calendars
// Requirement: 6638/3.2.10/if-match-covers-request-uri
async function copyTo(
  request: ObjectRequest,
  tables: Tables,
  { collection, place }: Here,
  target: Target,
): Promise<Stored | DavProblem> {
  const held =
    collection === undefined || place.kind !== 'object'
      ? undefined
      : await resourceByName(tables, collection.id, place.object)
  if (held === undefined) return problem(404, 'There is nothing here.')
  const refused = unmet(readConditions(request.header), held)
  if (refused !== undefined) return refused
  const body = new TextEncoder().encode(held.text)
  const given = readStorable(request.parts, body, target.collection)
  return isProblem(given) ? given : storeWithin(request.parts, tables, target, given)
}

// Requirement: 6638/3.2.3.4/move-between-calendars-none
// Requirement: 6638/3.2.10/tag-on-copy-and-move
// Requirement: 6638/3.2.10.2/matching-tag-goes-on
// Requirement: 6638/9.3/schedule-tag-after-copy
/** Within one home a MOVE tells nobody (RFC 6638 §3.2.3.4), but for what it takes the place of. */
async function moveWithin(
  request: ObjectRequest,
  from: Here,
  to: Here,
  target: Target,
): Promise<Answer> {
  const { collection, place, resource } = from
  if (collection === undefined || place.kind !== 'object' || resource === undefined) {
    return problemAnswer(problem(404, 'There is nothing here.'))
  }
  if (!target.collection.components.includes(resource.component)) {
    return problemAnswer(
      broken(403, conditions.supportedComponent, 'That calendar takes none of this kind.'),
    )
  }
  const uids = [resource.uid, ...(to.resource === undefined ? [] : [to.resource.uid])]
  const moved = await request.parts.store.write(uids.map(uidLock), async (tables) => {
    const held = await resourceByName(tables, collection.id, place.object)
    if (held === undefined) return problem(404, 'There is nothing here.')
    const refused = unmet(readConditions(request.header), held)
    if (refused !== undefined) return refused
    const there = await resourceByName(tables, target.collection.id, target.name)
    const taken = unmet(target.conditions, { etag: there?.etag, scheduleTag: there?.scheduleTag })
    if (taken !== undefined) return taken
    if (there?.uid !== to.resource?.uid) return problem(409, 'Something else came there meanwhile.')
    const gone =
      there === undefined ? undefined : await deleteWithin(request.parts, tables, target, true)
    if (isProblem(gone)) return gone
    await moveResource(tables, held, { collectionId: target.collection.id, name: target.name })
    return { held, gone }
  })
  if (isProblem(moved)) return problemAnswer(moved)
  const { added = [], collectionIds = [] } = moved.gone?.changes ?? {}
  await announceChanges(request.parts, {
    added,
    collectionIds: [...new Set([...collectionIds, collection.id, target.collection.id])],
  })
  return emptyAnswer(to.resource === undefined ? 201 : 204, tagsOf(moved.held))
}

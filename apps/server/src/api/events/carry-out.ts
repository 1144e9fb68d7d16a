/** Carries a change of an event out, or says what it would do: one way for every route. */
import { isProblem } from '@parley/caldav'
import {
  type CalendarObject,
  parameterValue,
  parseCalendar,
  serializeCalendar,
} from '@parley/icalendar'
import {
  addressOf,
  type Change,
  isSchedulingComponent,
  partStatOf,
  type SendEffect,
  type Transition,
} from '@parley/itip'
import type { Collection, Principal } from '@parley/store'
import { allows, levelAt } from '../../dav/session.ts'
import { type Changed, changeHeld, type Decision } from '../../scheduling/change-held.ts'
import { type Desk, type Holder, lookUp } from '../../scheduling/desk.ts'
import { withGroupMembers } from '../../scheduling/groups.ts'
import { addressesIn, readStorable, type StorableObject } from '../../scheduling/objects.ts'
import { attendeeMerge, forbiddenChange } from '../../scheduling/store-object.ts'
import { actingAs, type FoundEvent, findEvent } from '../access.ts'
import { ApiProblem, forbidden, fromDav } from '../problem.ts'
import type { Call } from '../route.ts'
import { reasonsWithWords } from '../words.ts'
import type { ChangedOut, Consequences, EventOut } from './schemas.ts'
import { eventJson, statusWord } from './to-json.ts'

type Wanted = {
  readonly owner: Principal
  readonly uid: string
  readonly place?: { readonly collectionId: string; readonly name: string }
  readonly preview: boolean
}

/** `decide` sees what is held within the transaction; what it throws undoes everything. */
export async function carryOut(
  call: Call<unknown, unknown, unknown>,
  wanted: Wanted,
  decide: Decision,
): Promise<ChangedOut> {
  const sentBy = actingAs(call.session, wanted.owner)
  const { owner, uid, preview, place } = wanted
  const maySend = await call.parts.store.read(async (tables) =>
    allows(await levelAt(call.session, tables, owner.id), 'write'),
  )
  const changed = await changeHeld(
    call.parts,
    {
      principal: owner,
      uid,
      requestId: call.requestId,
      preview,
      ...(place !== undefined && { place }),
      ...(sentBy !== undefined && { actingAs: sentBy }),
      ...(!maySend && { judge: refuseToSend }),
    },
    decide,
  )
  // Before anything is saved: the event as it stands.
  const id = preview ? changed.holder.stored?.id : changed.holder.saved?.id
  const event = id === undefined ? undefined : await eventById(call, id)
  return {
    changed: changed.transition.state !== changed.before || changed.transition.effects.length > 0,
    preview,
    ...(event !== undefined && { event }),
    consequences: consequencesOf(changed),
  }
}

/** Who may write in a calendar may not for that send in its owner's name (RFC 6638 §6.2). */
function refuseToSend({ effects }: Transition): void {
  if (effects.every((each) => each.kind !== 'send')) return
  throw forbidden('You may write here, but not tell others in the name of the calendar’s owner.')
}

export async function eventById(
  call: Call<unknown, unknown, unknown>,
  id: string,
  instance?: string,
): Promise<EventOut | undefined> {
  const found = await call.parts.store.read((tables) => findEvent(call, tables, id, 'read'))
  return eventOfFound(found, instance)
}

export function eventOfFound(found: FoundEvent, instance?: string): EventOut | undefined {
  return eventJson(found.reading, found.resource, {
    owner: found.owner,
    mayWrite: found.level === 'write' || found.level === 'all',
    ...(instance !== undefined && { instance }),
  })
}

/** A SaveChange of an object that may be stored there; else what it breaks, as CalDAV says it. */
export async function saving(
  desk: Desk,
  holder: Holder,
  object: CalendarObject,
  options: { readonly collection: Collection; readonly silent: boolean },
): Promise<Change> {
  const readable = readStorable(desk.parts, serializeCalendar(object), options.collection)
  if (isProblem(readable)) throw fromDav(readable)
  const given: StorableObject = readable
  if (options.silent) return { kind: 'save', object: given.object, silent: true }
  const refused = forbiddenChange(holder, given, attendeeMerge(desk, holder, given))
  if (refused !== undefined) throw fromDav(refused)
  await lookUp(desk, addressesIn(given.object))
  return { kind: 'save', object: await withGroupMembers(desk, holder, given.object) }
}

/** What is held now, for an edit of it; `If-Match` must name it, if it is given. */
export function heldObject(call: Call<unknown, unknown, unknown>, holder: Holder): CalendarObject {
  const { object } = holder.held
  if (object === undefined) throw new ApiProblem(409, 'gone', 'The event was deleted meanwhile.')
  judgeMatch(call, holder.stored?.etag)
  return object
}

function judgeMatch(call: Call<unknown, unknown, unknown>, etag: string | undefined): void {
  const wanted = call.request.headers['if-match']
  if (wanted === undefined || wanted === '*' || wanted === etag) return
  throw new ApiProblem(412, 'changed-meanwhile', 'The event was changed meanwhile: read it again.')
}

function consequencesOf({ before, transition, holder, desk }: Changed): Consequences {
  const sends = transition.effects.filter((each): each is SendEffect => each.kind === 'send')
  return {
    told: sends.map((each) => ({
      method: each.method,
      instances: [...each.keys],
      recipients: each.recipients.map((address) => ({
        address,
        here: desk.directory.get(address) !== undefined,
      })),
      changes: [
        ...new Set(
          each.changes.flatMap(({ kind, properties }) =>
            properties.length === 0 ? [kind] : properties.map(({ name }) => name),
          ),
        ),
      ],
    })),
    resets: resetsOf(before.object, holder.held.object),
    rooms: roomsOf(desk, holder.held.object),
    reasons: reasonsWithWords(transition.explanation),
  }
}

/** Whose answer stood, and is asked for anew. */
function resetsOf(
  before: CalendarObject | undefined,
  after: CalendarObject | undefined,
): Consequences['resets'] {
  const was = answersOf(before)
  const resets: Consequences['resets'] = []
  for (const [key, status] of answersOf(after)) {
    const held = was.get(key)
    if (held === undefined || held === 'NEEDS-ACTION' || status !== 'NEEDS-ACTION') continue
    const [address = '', instance = ''] = key.split(' ')
    resets.push({ address, instance, was: statusWord(held) })
  }
  return resets
}

function answersOf(object: CalendarObject | undefined): ReadonlyMap<string, string> {
  const answers = new Map<string, string>()
  for (const each of object?.components ?? []) {
    if (!isSchedulingComponent(each)) continue
    const id = each.properties.find(({ name }) => name === 'RECURRENCE-ID')?.value ?? ''
    for (const property of each.properties) {
      if (property.name !== 'ATTENDEE') continue
      answers.set(`${addressOf(property)} ${id}`, partStatOf(property))
    }
  }
  return answers
}

function roomsOf(desk: Desk, object: CalendarObject | undefined): Consequences['rooms'] {
  const rooms = new Map<string, string>()
  for (const each of object?.components ?? []) {
    for (const property of each.properties) {
      if (property.name !== 'ATTENDEE') continue
      const address = addressOf(property)
      const kind = desk.directory.get(address)?.kind
      const said = parameterValue(property, 'CUTYPE')?.toUpperCase()
      const isRoom = kind === 'room' || kind === 'resource' || said === 'ROOM'
      if (isRoom) rooms.set(address, partStatOf(property))
    }
  }
  return [...rooms].map(([address, status]) => ({ address, status: statusWord(status) }))
}

export function objectOf(text: string): CalendarObject {
  const [object] = parseCalendar(text).objects
  if (object === undefined) throw new ApiProblem(409, 'unreadable', 'The event cannot be read.')
  return object
}

/** Events: those of a window, one, a new one, changed, deleted. */
import { instancesBetween } from '@parley/icalendar'
import { type Change, roleOf } from '@parley/itip'
import { type Collection, principalsByAddress, resourcesInRange, type Tables } from '@parley/store'
import { z } from 'zod'
import type { Desk, Holder } from '../../scheduling/desk.ts'
import { findCalendar, findEvent } from '../access.ts'
import { visibleCalendars } from '../calendars.ts'
import { ApiProblem, invalid, notFound } from '../problem.ts'
import { type Call, type Route, route } from '../route.ts'
import { idSchema } from '../schemas.ts'
import { momentSchema } from '../times.ts'
import { attachmentRoutes } from './attachment-routes.ts'
import { carryOut, eventOfFound, heldObject, objectOf, saving } from './carry-out.ts'
import {
  cutBefore,
  newObject,
  withAll,
  withChoice,
  withInstance,
  withoutInstance,
} from './draft.ts'
import type { Editing } from './edit.ts'
import { guestsHidden } from './guests-hidden.ts'
import {
  changedOut,
  type EventChange,
  type EventFields,
  eventChange,
  eventOut,
  eventParams,
  type InstanceOut,
  instanceField,
  instanceOut,
  instanceQuery,
  newEvent,
  previewQuery,
  rangeSchema,
} from './schemas.ts'
import { splitOff } from './split.ts'
import { instanceJson, readingOf, roleIn } from './to-json.ts'

const maxWindowSeconds = 400 * 86_400
const maxInstances = 5_000

const listQuery = z.strictObject({
  from: momentSchema,
  to: momentSchema,
  /** Ids, parted by commas; absent: all that can be read. */
  calendars: z.string().max(10_000).optional(),
})

const list = route(
  {
    method: 'GET',
    path: '/events',
    tag: 'events',
    summary: 'Instances in a window of time, of all calendars or of some',
    query: listQuery,
    answer: z.object({ instances: z.array(instanceOut), truncated: z.boolean() }),
  },
  async (call) => {
    const { from, to } = call.query
    if (to <= from) throw invalid('to', 'later than from')
    if (to - from > maxWindowSeconds) throw invalid('to', 'at most 400 days after from')
    const wanted = call.query.calendars?.split(',').filter((each) => each !== '')
    const instances = await call.parts.store.read(async (tables) => {
      const visible = await visibleCalendars(call, tables)
      const chosen = visible.filter((each) => wanted?.includes(each.collection.id) ?? true)
      const made: InstanceOut[] = []
      for (const { collection, owner } of chosen) {
        const range = { fromSeconds: from, toSeconds: to }
        for (const resource of await resourcesInRange(tables, collection.id, range, 'VEVENT')) {
          const reading = readingOf(call.parts, owner, objectOf(resource.text))
          const role = roleIn(reading)
          for (const each of instancesBetween(reading.set, { ...range, limit: maxInstances })) {
            made.push(instanceJson(each, reading, resource, role))
          }
          if (made.length > maxInstances) return made
        }
      }
      return made
    })
    instances.sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
    return {
      instances: instances.slice(0, maxInstances),
      truncated: instances.length > maxInstances,
    }
  },
)

const readOne = route(
  {
    method: 'GET',
    path: '/events/:event',
    tag: 'events',
    summary: 'One event, or one instance of it',
    params: eventParams,
    query: instanceQuery,
    answer: eventOut,
  },
  async (call) => {
    const { found, hidden } = await call.parts.store.read(async (tables) => {
      const event = await findEvent(call, tables, call.params.event, 'read')
      return { found: event, hidden: await guestsHidden(call.parts, tables, event) }
    })
    const event = eventOfFound(found, call.query.instance)
    if (event === undefined) throw notFound('instance')
    call.reply.header('etag', found.resource.etag)
    return { ...event, ...(hidden !== undefined && { guestsHidden: hidden }) }
  },
)

const readText = route(
  {
    method: 'GET',
    path: '/events/:event/text',
    tag: 'events',
    summary: 'The event as a calendar file',
    params: eventParams,
  },
  async (call) => {
    const { resource } = await call.parts.store.read((tables) =>
      findEvent(call, tables, call.params.event, 'read'),
    )
    return call.reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="event.ics"')
      .send(resource.text)
  },
)

async function editingFor(
  call: Call<unknown, unknown, unknown>,
  tables: Tables,
  owner: Editing['owner'],
  fields: EventFields,
): Promise<Editing> {
  const addresses = (fields.attendees ?? []).map((each) => each.address)
  return { parts: call.parts, owner, directory: await principalsByAddress(tables, addresses) }
}

const create = route(
  {
    method: 'POST',
    path: '/calendars/:calendar/events',
    tag: 'events',
    summary: 'A new event; whoever is invited is told',
    params: z.strictObject({ calendar: idSchema }),
    query: previewQuery,
    body: newEvent,
    status: 201,
    answer: changedOut,
  },
  async (call) => {
    const { silent, uid: given, ...fields } = call.body
    const { collection, owner, editing } = await call.parts.store.read(async (tables) => {
      const found = await findCalendar(call, tables, call.params.calendar, 'write')
      return { ...found, editing: await editingFor(call, tables, found.owner, fields) }
    })
    if (collection.kind !== 'calendar') throw notFound('calendar')
    const uid = given ?? `${call.parts.newId()}@parley`
    const object = withChoice(newObject(uid, fields, editing), fields)
    const place = { collectionId: collection.id, name: `${call.parts.newId()}.ics` }
    const { preview } = call.query
    return carryOut(call, { owner, uid, place, preview }, (desk, holder) => {
      if (holder.stored !== undefined) {
        throw new ApiProblem(409, 'uid-taken', 'There is an event with this UID already.')
      }
      return saving(desk, holder, object, { collection, silent })
    })
  },
)

const change = route(
  {
    method: 'PATCH',
    path: '/events/:event',
    tag: 'events',
    summary: 'Changes an event: one instance, this and those after it, or all',
    params: eventParams,
    query: previewQuery,
    body: eventChange,
    answer: changedOut,
  },
  async (call) => {
    const { silent, instance, range, ...fields } = call.body
    const { resource, collection, owner, editing } = await call.parts.store.read(async (tables) => {
      const found = await findEvent(call, tables, call.params.event, 'write')
      return { ...found, editing: await editingFor(call, tables, found.owner, fields) }
    })
    if (range !== 'all' && instance === undefined) throw invalid('instance', 'which one?')
    if (range === 'following' && instance !== undefined) {
      const split = { at: instance, fields, editing, silent, preview: call.query.preview }
      return splitOff(call, { owner, collection, resource }, split)
    }
    const wanted = { owner, uid: resource.uid, preview: call.query.preview }
    return carryOut(call, wanted, (desk, holder) =>
      saving(desk, holder, changedObject(call, holder, { ...call.body, fields }, editing), {
        collection,
        silent,
      }),
    )
  },
)

function changedObject(
  call: Call<unknown, unknown, unknown>,
  holder: Holder,
  { range, instance, fields }: Pick<EventChange, 'range' | 'instance'> & { fields: EventFields },
  editing: Editing,
): ReturnType<typeof heldObject> {
  const object = heldObject(call, holder)
  const isGuest = ['attendee', 'other'].includes(roleOf(holder.held, holder.user))
  if (isGuest && fields.guestList !== undefined)
    throw invalid('guestList', 'the Organizer’s to say')
  const made =
    range === 'this' && instance !== undefined
      ? withInstance(object, instance, fields, editing)
      : withAll(object, fields, editing, instance)
  return withChoice(made, fields)
}

const removeQuery = z.strictObject({
  ...previewQuery.shape,
  instance: instanceField.optional(),
  range: rangeSchema.default('all'),
  silent: z
    .enum(['true', 'false'])
    .default('false')
    .transform((each) => each === 'true'),
  comment: z.string().max(5_000).optional(),
})

const remove = route(
  {
    method: 'DELETE',
    path: '/events/:event',
    tag: 'events',
    summary: 'Deletes an event, one instance, or this and those after it; who must know is told',
    params: eventParams,
    query: removeQuery,
    status: 200,
    answer: changedOut,
  },
  async (call) => {
    const { instance, range, silent, preview } = call.query
    const { resource, collection, owner } = await call.parts.store.read((tables) =>
      findEvent(call, tables, call.params.event, 'write'),
    )
    if (range !== 'all' && instance === undefined) throw invalid('instance', 'which one?')
    return carryOut(call, { owner, uid: resource.uid, preview }, (desk, holder) => {
      const object = heldObject(call, holder)
      if (range === 'all' || instance === undefined) {
        const { comment } = call.query
        return {
          kind: 'delete',
          ...(silent && { silent }),
          ...(comment !== undefined && { comment }),
        }
      }
      return removingSome(desk, holder, { object, range, instance, silent, collection })
    })
  },
)

type Removal = {
  readonly object: ReturnType<typeof heldObject>
  readonly range: 'this' | 'following'
  readonly instance: string
  readonly silent: boolean
  readonly collection: Collection
}

function removingSome(
  desk: Desk,
  holder: Holder,
  { object, range, instance, silent, collection }: Removal,
): Change | Promise<Change> {
  const role = roleOf(holder.held, holder.user)
  const editing: Editing = {
    parts: desk.parts,
    owner: holder.principal,
    directory: new Map(),
  }
  if (role === 'organizer' && !silent) {
    return { kind: 'cancel', keys: [instance], thisAndFuture: range === 'following' }
  }
  if (range === 'following' && role === 'attendee') {
    throw new ApiProblem(422, 'not-yours', 'Only the Organizer ends a series: decline instead.')
  }
  const made =
    range === 'this'
      ? withoutInstance(object, instance, editing)
      : cutBefore(object, instance, editing)
  return saving(desk, holder, made, { collection, silent })
}

export const eventRoutes: readonly Route[] = [
  list,
  readOne,
  readText,
  ...attachmentRoutes,
  create,
  change,
  remove,
]

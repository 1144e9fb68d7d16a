/** What Organizers and Attendees do with an event beside changing it: answer, propose, cancel, … */

import {
  allProperties,
  type CalendarObject,
  instanceComponent,
  textProperty,
} from '@parley/icalendar'
import { addressOf, type CalendarAddress, type Proposal, partStatOf, roleOf } from '@parley/itip'
import { principalsByAddress } from '@parley/store'
import { z } from 'zod'
import type { Decision } from '../../scheduling/change-held.ts'
import { type FoundEvent, findEvent } from '../access.ts'
import { ApiProblem, invalid } from '../problem.ts'
import { type Call, type Route, route } from '../route.ts'
import { addressSchema, idSchema, titleSchema } from '../schemas.ts'
import { timeFrom, whenSchema, zoneSchema } from '../times.ts'
import { carryOut, heldObject, saving } from './carry-out.ts'
import { setOfObject, withAll, withInstance } from './draft.ts'
import { type Editing, timeIn } from './edit.ts'
import {
  type ChangedOut,
  changedOut,
  comment,
  type EventFields,
  eventParams,
  instanceField,
  keysField,
  previewQuery,
  silentField,
} from './schemas.ts'

type Acting = Call<z.output<typeof eventParams>, z.output<typeof previewQuery>, unknown>

/** Finds the event, and carries one change of it out. */
async function act(call: Acting, make: (found: FoundEvent) => Decision): Promise<ChangedOut> {
  const found = await call.parts.store.read((tables) =>
    findEvent(call, tables, call.params.event, 'write'),
  )
  const wanted = { owner: found.owner, uid: found.resource.uid, preview: call.query.preview }
  return carryOut(call, wanted, make(found))
}

/** Without what is undefined, which the engine's types do not take. */
function given<T extends object>(of: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never
}

const shared = { params: eventParams, query: previewQuery, answer: changedOut } as const

const statusNames = {
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
} as const

const answer = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/answer',
    tag: 'events',
    summary: 'Answers an invitation, all of it or some instances',
    body: z.strictObject({
      status: z.enum(['accepted', 'declined', 'tentative']),
      comment,
      instances: keysField,
    }),
  },
  (call) =>
    act(call, () => ({
      kind: 'reply',
      partStat: statusNames[call.body.status],
      ...given({ comment: call.body.comment, keys: call.body.instances }),
    })),
)

const counterBody = z.strictObject({
  instance: instanceField.optional(),
  start: whenSchema.optional(),
  end: whenSchema.optional(),
  zone: zoneSchema.optional(),
  location: titleSchema.optional(),
  title: titleSchema.optional(),
  comment,
  /** Answer at the same time. */
  status: z.enum(['declined', 'tentative']).optional(),
})

const counter = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/counter',
    tag: 'events',
    summary: 'Proposes another time or place to the Organizer',
    body: counterBody,
  },
  async (call) => {
    const { body } = call
    const proposed = await act(call, (found) => ({
      kind: 'counter',
      proposal: proposalFrom(found, body),
      ...given({
        comment: body.comment,
        keys: body.instance === undefined ? undefined : [body.instance],
      }),
    }))
    if (body.status === undefined || !proposed.changed || call.query.preview) return proposed
    const { status, instance } = body
    return act(call, () => ({
      kind: 'reply',
      partStat: statusNames[status],
      ...given({ comment: body.comment, keys: instance === undefined ? undefined : [instance] }),
    }))
  },
)

function proposalFrom(
  { reading, owner }: FoundEvent,
  body: z.output<typeof counterBody>,
): Proposal {
  const { start, end, location, title } = body
  if (start === undefined && end === undefined && location === undefined && title === undefined) {
    throw invalid('start', 'what is proposed?')
  }
  const first = reading.set.master ?? reading.set.overridden[0]
  const zone = body.zone ?? (first && timeIn(first, 'DTSTART')?.tzid) ?? owner.tzid
  const properties = [
    ...(location === undefined ? [] : [textProperty('LOCATION', location)]),
    ...(title === undefined ? [] : [textProperty('SUMMARY', title)]),
  ]
  return {
    ...(start !== undefined && { start: timeFrom(start, zone, 'start') }),
    ...(end !== undefined && { end: timeFrom(end, zone, 'end') }),
    ...(properties.length > 0 && { properties }),
  }
}

const delegate = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/delegate',
    tag: 'events',
    summary: 'Sends somebody else in one’s place',
    body: z.strictObject({
      to: addressSchema,
      name: z.string().max(200).optional(),
      instances: keysField,
      stayInformed: z.boolean().optional(),
      comment,
    }),
  },
  (call) => {
    const { to, name, instances, stayInformed, comment: said } = call.body
    const more = given({ commonName: name, keys: instances, stayInformed, comment: said })
    return act(call, () => ({ kind: 'delegate', to, ...more }))
  },
)

const forward = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/forward',
    tag: 'events',
    summary: 'Passes an invitation on',
    body: z.strictObject({ to: z.array(addressSchema).min(1).max(100), comment }),
  },
  (call) =>
    act(call, () => ({
      kind: 'forward',
      to: call.body.to,
      ...given({ comment: call.body.comment }),
    })),
)

const cancel = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/cancel',
    tag: 'events',
    summary: 'The Organizer calls it off: all, some instances, from one on, or for some guests',
    body: z.strictObject({
      instances: keysField,
      thisAndFollowing: z.boolean().optional(),
      attendees: z.array(addressSchema).min(1).max(2_000).optional(),
      comment,
    }),
  },
  (call) => {
    const { instances, thisAndFollowing, attendees, comment: said } = call.body
    const more = { keys: instances, thisAndFuture: thisAndFollowing, attendees, comment: said }
    return act(call, () => ({ kind: 'cancel', ...given(more) }))
  },
)

const refresh = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/refresh',
    tag: 'events',
    summary: 'Asks the Organizer for the latest version',
    body: z.strictObject({ comment }),
  },
  (call) => act(call, () => ({ kind: 'refresh', ...given({ comment: call.body.comment }) })),
)

const reconfirm = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/reconfirm',
    tag: 'events',
    summary: 'The Organizer says it again: to all, to some, or to those without an answer',
    body: z.strictObject({
      attendees: z.array(addressSchema).min(1).max(2_000).optional(),
      onlyUnanswered: z.boolean().default(false),
      comment,
    }),
  },
  (call) =>
    act(call, (found) => {
      const attendees = call.body.onlyUnanswered ? unanswered(found) : call.body.attendees
      if (attendees?.length === 0) {
        throw new ApiProblem(409, 'all-answered', 'Everyone has answered.')
      }
      return { kind: 'reconfirm', ...given({ attendees, comment: call.body.comment }) }
    }),
)

function unanswered({ reading }: FoundEvent): CalendarAddress[] {
  const all = [reading.set.master, ...reading.set.overridden].flatMap((each) =>
    each === undefined ? [] : allProperties(each, 'ATTENDEE'),
  )
  const waiting = all.filter((each) => partStatOf(each) === 'NEEDS-ACTION').map(addressOf)
  return [...new Set(waiting)]
}

const inviteBody = z.strictObject({
  instance: instanceField.optional(),
  add: z
    .array(
      z.strictObject({
        address: addressSchema,
        name: z.string().max(200).optional(),
        role: z.enum(['required', 'optional', 'informed']).optional(),
      }),
    )
    .max(2_000)
    .default([]),
  remove: z.array(addressSchema).max(2_000).default([]),
  silent: silentField,
})

const invite = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/attendees',
    tag: 'events',
    summary: 'Invites people and rooms, or takes them off; only they are told',
    body: inviteBody,
  },
  async (call) => {
    const { add, remove, instance, silent } = call.body
    if (add.length + remove.length === 0) throw invalid('add', 'whom?')
    const directory = await call.parts.store.read((tables) =>
      principalsByAddress(
        tables,
        add.map((each) => each.address),
      ),
    )
    return act(call, ({ owner, collection }) => (desk, holder) => {
      const editing: Editing = { parts: call.parts, owner, directory }
      const object = heldObject(call, holder)
      const fields = { attendees: guestsOf(object, editing, call.body) }
      const made =
        instance === undefined
          ? withAll(object, fields, editing, undefined)
          : withInstance(object, instance, fields, editing)
      return saving(desk, holder, made, { collection, silent })
    })
  },
)

function guestsOf(
  object: CalendarObject,
  editing: Editing,
  { add, remove, instance }: z.output<typeof inviteBody>,
): NonNullable<EventFields['attendees']> {
  const set = setOfObject(object, editing)
  const gone = new Set<string>(remove)
  const of = set.master ?? set.overridden[0]
  const own = instance === undefined ? of : (instanceComponent(set, instance) ?? of)
  const lines = own === undefined ? [] : allProperties(own, 'ATTENDEE')
  const there = lines.map((each) => ({ address: addressOf(each) }))
  const known = new Set<string>(there.map((each) => each.address))
  return [
    ...there.filter((each) => !gone.has(each.address)),
    ...add.filter((each) => !known.has(each.address)),
  ]
}

const counterParams = z.strictObject({ event: idSchema, counter: z.string().min(1).max(2_000) })
const counterAnswer = z.strictObject({ comment })

const acceptCounter = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/counters/:counter/accept',
    tag: 'events',
    summary: 'The Organizer takes a proposal over: all are told of the new time',
    params: counterParams,
    body: counterAnswer,
  },
  (call) => decideCounter(call, 'accept-counter'),
)

const declineCounter = route(
  {
    ...shared,
    method: 'POST',
    path: '/events/:event/counters/:counter/decline',
    tag: 'events',
    summary: 'The Organizer declines a proposal; whoever proposed is told',
    params: counterParams,
    body: counterAnswer,
  },
  (call) => decideCounter(call, 'decline-counter'),
)

function decideCounter(
  call: Call<
    z.output<typeof counterParams>,
    z.output<typeof previewQuery>,
    z.output<typeof counterAnswer>
  >,
  kind: 'accept-counter' | 'decline-counter',
): Promise<ChangedOut> {
  const id = call.params.counter
  return act(call, () => (_desk, holder) => {
    const found = holder.held.ledger.counters.find((each) => each.id === id)
    if (found === undefined || roleOf(holder.held, holder.user) !== 'organizer') {
      throw new ApiProblem(404, 'not-found', 'There is no such proposal.')
    }
    return { kind, counter: id, ...given({ comment: call.body.comment }) }
  })
}

export const actionRoutes: readonly Route[] = [
  answer,
  counter,
  delegate,
  forward,
  cancel,
  refresh,
  reconfirm,
  invite,
  acceptCounter,
  declineCounter,
]

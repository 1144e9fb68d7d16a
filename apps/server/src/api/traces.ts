/** Why something went out or did not: decisions, and what became of each message. */

import { allProperties } from '@parley/icalendar'
import { addressOf, isSchedulingComponent, partStatOf } from '@parley/itip'
import {
  type OutboxEntry,
  outboxById,
  outboxDepth,
  outboxInState,
  outboxOf,
  principalByName,
  principalsById,
  searchTrace,
  settle,
  type TraceEntry,
} from '@parley/store'
import { z } from 'zod'
import { type FoundEvent, findEvent } from './access.ts'
import { eventParams, reasonOut } from './events/schemas.ts'
import { scheduleStatusOf, statusWord } from './events/to-json.ts'
import { ApiProblem, notFound } from './problem.ts'
import { type Route, route } from './route.ts'
import { addressSchema, idSchema, limitSchema, nameSchema } from './schemas.ts'
import { instantOf, instantSchema, momentSchema } from './times.ts'
import { type ReasonWords, reasonsFromJson } from './words.ts'

const traceOut = z.object({
  at: instantSchema,
  uid: z.string(),
  direction: z.enum(['in', 'out', 'local']),
  method: z.string(),
  peer: z.string(),
  classification: z.string(),
  reasons: z.array(reasonOut),
  requestId: z.string(),
})

function traceJson(of: TraceEntry): z.input<typeof traceOut> {
  return {
    at: instantOf(of.atSeconds),
    uid: of.uid,
    direction: of.direction,
    method: of.method,
    peer: of.peer,
    classification: of.classification,
    reasons: reasonsFromJson(of.reasons).map(withoutChanges),
    requestId: of.requestId,
  }
}

/** What the message changed is the affair of those whom it is for: see the waiting list. */
function withoutChanges({ facts: { changes: _, ...facts }, ...reason }: ReasonWords): ReasonWords {
  return { ...reason, facts }
}

const eventTrace = route(
  {
    method: 'GET',
    path: '/events/:event/trace',
    tag: 'trace',
    summary: 'Every decision about an event, newest first, with the rules that made it',
    params: eventParams,
    query: z.strictObject({ limit: limitSchema(1_000, 200) }),
    answer: z.object({ trace: z.array(traceOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const { owner, resource } = await findEvent(call, tables, call.params.event, 'write')
      const { limit } = call.query
      const found = await searchTrace(tables, { ownerId: owner.id, uid: resource.uid, limit })
      return { trace: found.map(traceJson) }
    }),
)

const deliveryOut = z.object({
  address: z.string(),
  method: z.string(),
  /** `here`: in the recipient's calendar on this server. */
  state: z.enum(['here', 'waiting', 'sent', 'failed', 'none']),
  at: instantSchema.optional(),
  attempts: z.number(),
  nextTryAt: instantSchema.optional(),
  lastError: z.string().optional(),
})
type DeliveryOut = z.input<typeof deliveryOut>

const guestDelivery = z.object({
  address: z.string(),
  status: z.string(),
  /** RFC 6638 §3.2.9: 1.1 waits, 1.2 delivered, 5.x failed. */
  scheduleStatus: z.array(z.string()),
  messages: z.array(deliveryOut),
})

const delivery = route(
  {
    method: 'GET',
    path: '/events/:event/delivery',
    tag: 'trace',
    summary: 'For each guest what was sent, and what became of it',
    params: eventParams,
    answer: z.object({ guests: z.array(guestDelivery) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const found = await findEvent(call, tables, call.params.event, 'write')
      const entries = await outboxOf(tables, found.owner.id, found.resource.uid)
      const byRecipient = Map.groupBy(entries, (each) => each.recipient)
      return { guests: guestsOf(found, byRecipient) }
    }),
)

function guestsOf(
  { reading }: FoundEvent,
  byRecipient: ReadonlyMap<string, readonly OutboxEntry[]>,
): z.input<typeof guestDelivery>[] {
  const guests = new Map<string, z.input<typeof guestDelivery>>()
  for (const each of reading.object.components.filter(isSchedulingComponent)) {
    for (const name of ['ATTENDEE', 'ORGANIZER']) {
      for (const property of allProperties(each, name)) {
        const address = addressOf(property)
        const codes = scheduleStatusOf(property)
        const held = guests.get(address)
        if (held !== undefined && codes.length === 0) continue
        guests.set(address, {
          address,
          status: name === 'ATTENDEE' ? statusWord(partStatOf(property)) : 'organizer',
          scheduleStatus: [...new Set([...(held?.scheduleStatus ?? []), ...codes])],
          messages: (byRecipient.get(address) ?? []).map(deliveryJson),
        })
      }
    }
  }
  return [...guests.values()]
}

const states = { waiting: 'waiting', claimed: 'waiting', done: 'sent', failed: 'failed' } as const

function deliveryJson(of: OutboxEntry): DeliveryOut {
  const state = states[of.state]
  return {
    address: of.recipient,
    method: of.method,
    state: state === 'sent' && of.kind === 'local' ? 'here' : state,
    at: instantOf(of.createdSeconds),
    attempts: of.attempts,
    ...(state === 'waiting' && { nextTryAt: instantOf(of.dueSeconds) }),
    ...(of.lastError !== undefined && { lastError: of.lastError }),
  }
}

const ownTrace = route(
  {
    method: 'GET',
    path: '/trace',
    tag: 'trace',
    summary: 'One’s own decisions, also about events that are gone',
    query: z.strictObject({
      uid: z.string().max(1_000).optional(),
      limit: limitSchema(1_000, 100),
    }),
    answer: z.object({ trace: z.array(traceOut) }),
  },
  async (call) => {
    const { uid, limit } = call.query
    const ownerId = call.session.principal.id
    const search = { ownerId, limit, ...(uid !== undefined && { uid }) }
    const found = await call.parts.store.read((tables) => searchTrace(tables, search))
    return { trace: found.map(traceJson) }
  },
)

const adminTrace = route(
  {
    method: 'GET',
    path: '/admin/trace',
    tag: 'admin',
    access: 'admin',
    summary: 'All decisions, by person, event, correspondent and time',
    query: z.strictObject({
      owner: nameSchema.optional(),
      uid: z.string().max(1_000).optional(),
      peer: addressSchema.optional(),
      from: momentSchema.optional(),
      to: momentSchema.optional(),
      limit: limitSchema(1_000, 100),
    }),
    answer: z.object({ trace: z.array(traceOut.extend({ owner: z.string() })) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const { owner, uid, peer, from, to, limit } = call.query
      const principal = owner === undefined ? undefined : await principalByName(tables, owner)
      if (owner !== undefined && principal === undefined) throw notFound('person')
      const found = await searchTrace(tables, {
        limit,
        ...(principal !== undefined && { ownerId: principal.id }),
        ...(uid !== undefined && { uid }),
        ...(peer !== undefined && { peer }),
        ...(from !== undefined && { fromSeconds: from }),
        ...(to !== undefined && { toSeconds: to }),
      })
      const ids = [...new Set(found.map((each) => each.ownerId))]
      const names = new Map((await principalsById(tables, ids)).map((each) => [each.id, each.name]))
      return {
        trace: found.map((each) => ({ ...traceJson(each), owner: names.get(each.ownerId) ?? '' })),
      }
    }),
)

const entryOut = z.object({
  id: z.string(),
  kind: z.enum(['mail', 'local', 'webhook']),
  state: z.enum(['waiting', 'claimed', 'done', 'failed']),
  uid: z.string(),
  recipient: z.string(),
  method: z.string(),
  attempts: z.number(),
  createdAt: instantSchema,
  dueAt: instantSchema,
  lastError: z.string().optional(),
})

const queue = route(
  {
    method: 'GET',
    path: '/admin/queue',
    tag: 'admin',
    access: 'admin',
    summary: 'What waits to go out, or failed',
    query: z.strictObject({
      state: z.enum(['waiting', 'claimed', 'failed']).optional(),
      limit: limitSchema(1_000, 100),
    }),
    answer: z.object({
      counts: z.record(z.string(), z.number()),
      entries: z.array(entryOut),
    }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const { state, limit } = call.query
      const wanted = state === undefined ? (['waiting', 'claimed', 'failed'] as const) : [state]
      const entries = await outboxInState(tables, wanted, limit)
      return {
        counts: Object.fromEntries(await outboxDepth(tables)),
        entries: entries.map(({ id, kind, state: now, uid, recipient, method, ...more }) => ({
          ...{ id, kind, state: now, uid, recipient, method, attempts: more.attempts },
          createdAt: instantOf(more.createdSeconds),
          dueAt: instantOf(more.dueSeconds),
          ...(more.lastError !== undefined && { lastError: more.lastError }),
        })),
      }
    }),
)

const retry = route(
  {
    method: 'POST',
    path: '/admin/queue/:id/retry',
    tag: 'admin',
    access: 'admin',
    summary: 'Tries a failed or waiting entry again at once',
    params: z.strictObject({ id: idSchema }),
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const { id } = call.params
      const found = await outboxById(tables, id)
      if (found === undefined) throw notFound('entry')
      if (found.state === 'done') throw new ApiProblem(409, 'done', 'It has gone out already.')
      const { lastError } = found
      await settle(tables, { id, state: 'waiting', dueSeconds: call.parts.clock(), lastError })
    })
    await call.parts.store.announce('outbox')
    return undefined
  },
)

export const traceRoutes: readonly Route[] = [
  eventTrace,
  delivery,
  ownTrace,
  adminTrace,
  queue,
  retry,
]

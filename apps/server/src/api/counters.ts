/** Counter-proposals to the Organizer, beside everyone's time (RFC 5546 §3.2.7). */
import { type CounterJudgement, judgeCounter, type TimeProposal } from '@parley/busytime'
import { recurrenceSet, withoutProperties } from '@parley/icalendar'
import type { CounterProposal } from '@parley/itip'
import { z } from 'zod'
import { queryFor } from '../scheduling/counters.ts'
import { holderOf, openDesk, seat } from '../scheduling/desk.ts'
import { type FoundEvent, findEvent } from './access.ts'
import { componentOut, eventParams } from './events/schemas.ts'
import { componentJson, text } from './events/to-json.ts'
import { type Route, route } from './route.ts'
import { instantOf, instantSchema } from './times.ts'

export const proposalOut = z.object({
  startsAt: instantSchema,
  endsAt: instantSchema,
  /** free, unknown, tentative, partial, busy: see the find-time route. */
  verdict: z.enum(['free', 'unknown', 'tentative', 'partial', 'busy']),
  cost: z.number(),
  rooms: z.array(z.record(z.string(), z.unknown())),
  reasons: z.array(z.looseObject({ kind: z.string(), cost: z.number() })),
})
type ProposalOut = z.input<typeof proposalOut>

const counterOut = z.object({
  id: z.string(),
  from: z.string(),
  instance: z.string(),
  state: z.enum(['pending', 'accepted', 'declined', 'superseded']),
  comment: z.string().optional(),
  proposed: componentOut,
  /** It speaks of a version that is no more. */
  outdated: z.boolean(),
  /** What it would have otherwise, beside the time. */
  otherProperties: z.array(z.string()),
  free: z.boolean(),
  instances: z.array(
    z.object({
      instance: z.string(),
      current: proposalOut.optional(),
      proposed: proposalOut,
    }),
  ),
})
type CounterOut = z.input<typeof counterOut>

export function proposalJson(of: TimeProposal): ProposalOut {
  return {
    startsAt: instantOf(of.startSeconds),
    endsAt: instantOf(of.endSeconds),
    verdict: of.verdict,
    cost: of.cost,
    rooms: of.rooms.map((each) => ({ ...each })),
    reasons: of.reasons.map((each) => ({ ...each })),
  }
}

const list = route(
  {
    method: 'GET',
    path: '/events/:event/counters',
    tag: 'events',
    summary: 'Proposals for another time, laid against everyone’s calendars',
    params: eventParams,
    answer: z.object({ counters: z.array(counterOut) }),
  },
  async (call) => {
    const counters = await call.parts.store.read(async (tables) => {
      const found = await findEvent(call, tables, call.params.event, 'read')
      const desk = openDesk(call.parts, tables, {
        uid: found.resource.uid,
        requestId: call.requestId,
      })
      await seat(desk, [found.owner])
      const holder = holderOf(desk, found.owner)
      const held = holder.held.ledger.counters
      const pending = held.filter((each) => each.state === 'pending')
      const proposed = pending.map((each) => each.component)
      const query = pending.length === 0 ? undefined : await queryFor(desk, holder, proposed)
      return held.map((each) =>
        counterJson(found, each, query && judgeCounter(holder.held, each, query)),
      )
    })
    return { counters }
  },
)

function counterJson(
  { reading }: FoundEvent,
  counter: CounterProposal,
  judged: CounterJudgement | undefined,
): CounterOut {
  const { id, from, key, state, component } = counter
  const bare = withoutProperties(component, 'RECURRENCE-ID', 'RRULE', 'RDATE', 'EXDATE')
  const alone = { ...reading, set: recurrenceSet([bare], reading.set.zones) }
  const comment = text(component, 'COMMENT')
  return {
    id,
    from,
    instance: key,
    state,
    ...(comment !== undefined && { comment }),
    proposed: { ...componentJson(alone, bare, ''), instance: key },
    outdated: judged?.outdated ?? false,
    otherProperties: [...(judged?.otherProperties ?? [])],
    free: judged?.free ?? false,
    instances: (judged?.instances ?? []).map((each) => ({
      instance: each.key,
      ...(each.current !== undefined && { current: proposalJson(each.current) }),
      proposed: proposalJson(each.proposed),
    })),
  }
}

export const counterRoutes: readonly Route[] = [list]

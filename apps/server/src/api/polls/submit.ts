/** The end of a poll: one option is chosen, and becomes a meeting with one invitation. */
import { answerByVote, type HeldPoll, originatePoll, submitWinner } from '@parley/busytime'
import { type CalendarAddress, isSchedulingComponent } from '@parley/itip'
import { type Principal, resourcesByUid } from '@parley/store'
import { z } from 'zod'
import { userOf } from '../../people.ts'
import { changeHeld } from '../../scheduling/change-held.ts'
import type { Desk } from '../../scheduling/desk.ts'
import {
  adoptPoll,
  announcePolls,
  clearPollDesk,
  openPollDesk,
  type PollDesk,
  pollContext,
  seatAtPoll,
} from '../../scheduling/polls.ts'
import { findCalendar } from '../access.ts'
import { carryOut, objectOf } from '../events/carry-out.ts'
import { type Consequences, changedOut, previewQuery } from '../events/schemas.ts'
import { ApiProblem, invalid, notFound } from '../problem.ts'
import { type Call, route } from '../route.ts'
import { idSchema } from '../schemas.ts'
import { pollParams } from './schemas.ts'

const submission = z.strictObject({
  calendar: idSchema,
  /** Chosen with it, where another or none is the winner so far. */
  option: z.number().int().optional(),
  invite: z.enum(['yes', 'yes-or-maybe', 'all']).default('yes-or-maybe'),
})
type Wanted = z.output<typeof submission>

type SubmitCall = Call<z.output<typeof pollParams>, unknown, Wanted>

export const submit = route(
  {
    method: 'POST',
    path: '/polls/:uid/submit',
    tag: 'polls',
    summary: 'An option becomes a meeting, and one invitation; or what that would do',
    params: pollParams,
    query: previewQuery,
    body: submission,
    status: 201,
    answer: changedOut,
  },
  async (call) => {
    const { parts } = call
    const { preview } = call.query
    const { collection, owner } = await parts.store.read((tables) =>
      findCalendar(call, tables, call.body.calendar, 'all'),
    )
    if (owner.id !== call.session.principal.id) throw invalid('calendar', 'not one of yours')
    const uid = `${parts.newId()}@parley`
    const place = { collectionId: collection.id, name: `${parts.newId()}.ics` }
    let polls: PollDesk | undefined
    let changed: readonly string[] = []
    const made = await carryOut(call, { owner, uid, place, preview }, async (desk) => {
      const { object, polls: seen } = await submitted(call, desk, { owner, uid })
      polls = seen
      changed = await clearPollDesk(seen)
      return { kind: 'save', object }
    })
    if (polls === undefined) return made
    if (!preview) {
      await announcePolls(parts, changed)
      await acceptByVote(call, uid, polls)
    }
    return { ...made, consequences: withVoters(made.consequences, polls, owner) }
  },
)

type Submitting = { readonly owner: Principal; readonly uid: string }

/** The poll as it is with that, and the meeting to be saved. */
async function submitted(call: SubmitCall, desk: Desk, { owner, uid }: Submitting) {
  const { option, invite } = call.body
  const polls = openPollDesk(call.parts, desk.tables, {
    uid: call.params.uid,
    requestId: call.requestId,
  })
  const [holder] = await seatAtPoll(polls, [owner])
  if (holder?.held.poll === undefined) throw notFound('poll')
  const { status, winner } = holder.held.poll
  if (option !== undefined && !(status === 'CONFIRMED' && winner === option)) {
    const what = { kind: 'choose', itemId: option } as const
    const chosen = originatePoll(holder.held, what, pollContext(polls, owner))
    await adoptPoll(polls, holder, chosen, 'choose')
  }
  const done = submitWinner(holder.held, { uid, invite }, pollContext(polls, owner))
  const object = done.winner?.state.object
  if (object === undefined) {
    throw new ApiProblem(409, 'no-winner', 'Choose an option first; a poll is submitted once.')
  }
  await adoptPoll(polls, holder, done, 'submit')
  return { object, polls }
}

/** Beside those who are invited: voters here see in the poll what was chosen. */
function withVoters(
  consequences: Consequences,
  { holders }: PollDesk,
  owner: Principal,
): Consequences {
  const changed = [...holders.values()].filter(({ held, before }) => held !== before)
  const here = new Set(
    changed.flatMap(({ principal }) => (principal.id === owner.id ? [] : namesOf(principal))),
  )
  const voters = holders.get(owner.id)?.held.poll?.voters ?? []
  const recipients = voters.flatMap(({ address }) =>
    here.has(address) ? [{ address, here: true }] : [],
  )
  if (recipients.length === 0) return consequences
  const told = { method: 'POLLSTATUS', instances: [], recipients, changes: [] }
  return { ...consequences, told: [...consequences.told, told] }
}

function namesOf(principal: Principal): readonly CalendarAddress[] {
  const { address, aliases } = userOf(principal)
  return [address, ...aliases]
}

/** Whose vote said so already accepts without being asked again. */
async function acceptByVote(call: SubmitCall, uid: string, { holders }: PollDesk): Promise<void> {
  for (const { principal, held } of holders.values()) {
    const reply = await replyFor(call, uid, principal, held)
    if (reply === undefined) continue
    await changeHeld(call.parts, { principal, uid, requestId: call.requestId }, reply)
  }
}

async function replyFor(
  call: SubmitCall,
  uid: string,
  principal: Principal,
  held: HeldPoll,
): Promise<ReturnType<typeof answerByVote>> {
  const [copy] = await call.parts.store.read((tables) =>
    resourcesByUid(tables, [principal.id], uid),
  )
  const event = copy && objectOf(copy.text).components.find(isSchedulingComponent)
  return event && answerByVote(held, event, { self: userOf(principal) })
}

/** Polls: times are offered, voted on, and one becomes a meeting. */
import {
  answerByVote,
  type HeldPoll,
  type PollChange,
  type PollDraft,
  responseOf,
  submitWinner,
} from '@parley/busytime'
import { type Component, component, property, textProperty, timeProperty } from '@parley/icalendar'
import { isSchedulingComponent } from '@parley/itip'
import { type Principal, pollsOf, resourcesByUid } from '@parley/store'
import { z } from 'zod'
import { userOf } from '../../people.ts'
import { changeHeld } from '../../scheduling/change-held.ts'
import {
  adoptPoll,
  announcePolls,
  changePoll,
  clearPollDesk,
  heldPollOf,
  openPollDesk,
  type PollDesk,
  pollContext,
  seatAtPoll,
} from '../../scheduling/polls.ts'
import { findCalendar } from '../access.ts'
import { carryOut, objectOf } from '../events/carry-out.ts'
import { edited } from '../events/edit.ts'
import { changedOut } from '../events/schemas.ts'
import { ApiProblem, invalid, notFound } from '../problem.ts'
import { type Call, type Route, route } from '../route.ts'
import { addressSchema, commentSchema, idSchema } from '../schemas.ts'
import { timeFrom } from '../times.ts'
import { reasonsWithWords } from '../words.ts'
import { pollChangedOut, pollDraft, pollJson, pollOut, voteBody } from './schemas.ts'

type AnyCall = Call<unknown, unknown, unknown>
type Changed = z.input<typeof pollChangedOut>

const maxPolls = 500
const pollParams = z.strictObject({ uid: z.string().min(1).max(1_000) })

/** Changes a poll that the session's own person holds. */
async function carryOutPoll(call: AnyCall, uid: string, what: PollChange): Promise<Changed> {
  const { parts } = call
  const { principal } = call.session
  const done = await parts.store.write([`uid:${uid}`], async (tables) => {
    const desk = openPollDesk(parts, tables, { uid, requestId: call.requestId })
    const [holder] = await seatAtPoll(desk, [principal])
    if (what.kind !== 'open' && holder?.held.poll === undefined) throw notFound('poll')
    const made = await changePoll(desk, principal, what)
    return { desk, made, changed: await clearPollDesk(desk) }
  })
  await announcePolls(parts, done.changed)
  const poll = pollJson(parts, principal, done.made.state)
  return {
    ...(poll !== undefined && { poll }),
    unreached: [...done.desk.unreached],
    reasons: reasonsWithWords(done.made.explanation),
  }
}

const list = route(
  {
    method: 'GET',
    path: '/polls',
    tag: 'polls',
    summary: 'Polls that one organizes or votes in',
    answer: z.object({ polls: z.array(pollOut) }),
  },
  async (call) => {
    const { principal } = call.session
    const rows = await call.parts.store.read((tables) => pollsOf(tables, principal.id, maxPolls))
    return {
      polls: rows.flatMap((row) => pollJson(call.parts, principal, heldPollOf(row.uid, row)) ?? []),
    }
  },
)

const open = route(
  {
    method: 'POST',
    path: '/polls',
    tag: 'polls',
    summary: 'Offers several times, and asks for votes',
    body: pollDraft,
    status: 201,
    answer: pollChangedOut,
  },
  async (call) =>
    carryOutPoll(call, `${call.parts.newId()}@parley`, {
      kind: 'open',
      draft: draftFrom(call, call.body),
    }),
)

function draftFrom(call: AnyCall, of: z.output<typeof pollDraft>): PollDraft {
  const { principal } = call.session
  return {
    summary: of.title,
    ...(of.description !== undefined && { description: of.description }),
    candidates: of.options.map((each, index) => candidateFrom(call, of.title, each, index)),
    voters: of.voters.map(({ address, name, stayInformed }) => ({
      address,
      stayInformed,
      ...(name !== undefined && { commonName: name }),
    })),
    ...(of.closesAt !== undefined && {
      end: timeFrom(of.closesAt, principal.tzid, 'closesAt'),
    }),
    ...(of.accepts !== undefined && { acceptResponse: responseOf(of.accepts) }),
    votesShown: of.votesShown,
  }
}

function candidateFrom(
  call: AnyCall,
  title: string,
  option: z.output<typeof pollDraft>['options'][number],
  index: number,
): Component {
  const stamp = { kind: 'DATE-TIME', wallSeconds: call.parts.clock(), tzid: 'UTC' } as const
  const bare = component('VEVENT', [
    textProperty('UID', `option-${index + 1}`),
    timeProperty('DTSTAMP', stamp),
    property('SEQUENCE', '0'),
  ])
  const editing = {
    parts: call.parts,
    owner: call.session.principal,
    directory: new Map<string, Principal>(),
  }
  return edited(bare, { title, ...option }, editing)
}

const read = route(
  {
    method: 'GET',
    path: '/polls/:uid',
    tag: 'polls',
    summary: 'One poll, with where the vote stands, the best option first',
    params: pollParams,
    answer: pollOut,
  },
  async (call) => {
    const { principal } = call.session
    const held = await call.parts.store.read(async (tables) => {
      const desk = openPollDesk(call.parts, tables, {
        uid: call.params.uid,
        requestId: call.requestId,
      })
      return (await seatAtPoll(desk, [principal]))[0]?.held
    })
    const poll = held && pollJson(call.parts, principal, held)
    if (poll === undefined) throw notFound('poll')
    return poll
  },
)

const vote = route(
  {
    method: 'POST',
    path: '/polls/:uid/vote',
    tag: 'polls',
    summary: 'Votes, or votes anew',
    params: pollParams,
    body: voteBody,
    answer: pollChangedOut,
  },
  (call) => {
    const { votes, stayInformed, comment } = call.body
    return carryOutPoll(call, call.params.uid, {
      kind: 'vote',
      votes: votes.map(({ option, answer, comment: said }) => ({
        itemId: option,
        response: responseOf(answer),
        ...(said !== undefined && { comment: said }),
      })),
      ...(stayInformed !== undefined && { stayInformed }),
      ...(comment !== undefined && { comment }),
    })
  },
)

const change = route(
  {
    method: 'PUT',
    path: '/polls/:uid',
    tag: 'polls',
    summary: 'Changes what is asked; options that stay as they were keep their votes',
    params: pollParams,
    body: pollDraft,
    answer: pollChangedOut,
  },
  (call) =>
    carryOutPoll(call, call.params.uid, { kind: 'update', draft: draftFrom(call, call.body) }),
)

const decide = route(
  {
    method: 'POST',
    path: '/polls/:uid/decision',
    tag: 'polls',
    summary: 'The Organizer closes, chooses, calls off, admits or refuses an uninvited voter',
    params: pollParams,
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('close'), comment: commentSchema.optional() }),
      z.strictObject({ kind: z.literal('cancel'), comment: commentSchema.optional() }),
      z.strictObject({
        kind: z.literal('choose'),
        option: z.number().int(),
        comment: commentSchema.optional(),
      }),
      z.strictObject({ kind: z.literal('admit-voter'), voter: addressSchema }),
      z.strictObject({ kind: z.literal('refuse-voter'), voter: addressSchema }),
    ]),
    answer: pollChangedOut,
  },
  (call) => {
    const { body } = call
    const said = 'comment' in body && body.comment !== undefined ? { comment: body.comment } : {}
    if (body.kind === 'choose') {
      const what = { kind: 'choose', itemId: body.option, ...said } as const
      return carryOutPoll(call, call.params.uid, what)
    }
    if (body.kind === 'close' || body.kind === 'cancel') {
      return carryOutPoll(call, call.params.uid, { kind: body.kind, ...said })
    }
    return carryOutPoll(call, call.params.uid, body)
  },
)

const submit = route(
  {
    method: 'POST',
    path: '/polls/:uid/submit',
    tag: 'polls',
    summary: 'The chosen option becomes a meeting, and one invitation',
    params: pollParams,
    body: z.strictObject({
      calendar: idSchema,
      invite: z.enum(['yes', 'yes-or-maybe', 'all']).default('yes-or-maybe'),
    }),
    status: 201,
    answer: changedOut,
  },
  async (call) => {
    const { parts } = call
    const { collection, owner } = await parts.store.read((tables) =>
      findCalendar(call, tables, call.body.calendar, 'all'),
    )
    if (owner.id !== call.session.principal.id) throw invalid('calendar', 'not one of yours')
    const uid = `${parts.newId()}@parley`
    const place = { collectionId: collection.id, name: `${parts.newId()}.ics` }
    let seen: PollDesk | undefined
    let changed: readonly string[] = []
    const made = await carryOut(call, { owner, uid, place, preview: false }, async (desk) => {
      const polls = openPollDesk(parts, desk.tables, {
        uid: call.params.uid,
        requestId: call.requestId,
      })
      const [holder] = await seatAtPoll(polls, [owner])
      if (holder?.held.poll === undefined) throw notFound('poll')
      const { invite } = call.body
      const done = submitWinner(holder.held, { uid, invite }, pollContext(polls, owner))
      const object = done.winner?.state.object
      if (object === undefined) {
        throw new ApiProblem(409, 'no-winner', 'Choose an option first; a poll is submitted once.')
      }
      await adoptPoll(polls, holder, done, 'submit')
      changed = await clearPollDesk(polls)
      seen = polls
      return { kind: 'save', object }
    })
    await announcePolls(parts, changed)
    if (seen !== undefined) await acceptByVote(call, uid, seen)
    return made
  },
)

/** Whose vote said so already accepts without being asked again. */
async function acceptByVote(call: AnyCall, uid: string, { holders }: PollDesk): Promise<void> {
  for (const { principal, held } of holders.values()) {
    const reply = await replyFor(call, uid, principal, held)
    if (reply === undefined) continue
    await changeHeld(call.parts, { principal, uid, requestId: call.requestId }, reply)
  }
}

async function replyFor(
  call: AnyCall,
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

export const pollRoutes: readonly Route[] = [list, open, read, vote, change, decide, submit]

/** Polls: times are offered, voted on, and one becomes a meeting. */
import { type PollChange, type PollDraft, responseOf } from '@parley/busytime'
import { type Component, component, property, textProperty, timeProperty } from '@parley/icalendar'
import { type Principal, pollsByUid, pollsOf } from '@parley/store'
import { z } from 'zod'
import {
  announcePolls,
  changePoll,
  clearPollDesk,
  heldPollOf,
  openPollDesk,
  pollsSeenBy,
  seatAtPoll,
} from '../../scheduling/polls.ts'
import { edited } from '../events/edit.ts'
import { notFound } from '../problem.ts'
import { type Call, type Route, route } from '../route.ts'
import { addressSchema, commentSchema } from '../schemas.ts'
import { timeFrom } from '../times.ts'
import { reasonsWithWords } from '../words.ts'
import { pollChangedOut, pollDraft, pollJson, pollOut, pollParams, voteBody } from './schemas.ts'
import { submit } from './submit.ts'
import { votersFrom } from './voters.ts'

type AnyCall = Call<unknown, unknown, unknown>
type Changed = z.input<typeof pollChangedOut>

const maxPolls = 500

/** Changes a poll that the session's own person holds. */
async function carryOutPoll(call: AnyCall, uid: string, what: PollChange): Promise<Changed> {
  const { parts } = call
  const { principal } = call.session
  const done = await parts.store.write([`uid:${uid}`], async (tables) => {
    const desk = openPollDesk(parts, tables, { uid, requestId: call.requestId })
    const [holder] = await seatAtPoll(desk, [principal])
    if (what.kind !== 'open' && holder?.held.poll === undefined) throw notFound('poll')
    const made = await changePoll(desk, principal, what)
    const changed = await clearPollDesk(desk)
    const [seen = made.state] = await pollsSeenBy(parts, tables, principal, [made.state])
    return { desk, made, changed, seen }
  })
  await announcePolls(parts, done.changed)
  const poll = pollJson(parts, principal, done.seen)
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
  async ({ parts, session: { principal } }) => {
    const seen = await parts.store.read(async (tables) => {
      const rows = await pollsOf(tables, principal.id, maxPolls)
      const held = rows.map((row) => heldPollOf(row.uid, row))
      return pollsSeenBy(parts, tables, principal, held)
    })
    return { polls: seen.flatMap((each) => pollJson(parts, principal, each) ?? []) }
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
      draft: await draftFrom(call, call.body),
    }),
)

async function draftFrom(call: AnyCall, of: z.output<typeof pollDraft>): Promise<PollDraft> {
  const { principal } = call.session
  const voters = await call.parts.store.read((tables) => votersFrom(tables, of.voters, principal))
  return {
    summary: of.title,
    ...(of.description !== undefined && { description: of.description }),
    candidates: of.options.map((each, index) => candidateFrom(call, of.title, each, index)),
    voters,
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
    const { uid } = call.params
    const seen = await call.parts.store.read(async (tables) => {
      const row = (await pollsByUid(tables, [principal.id], uid)).get(principal.id)
      return pollsSeenBy(call.parts, tables, principal, [heldPollOf(uid, row)])
    })
    const poll = seen[0] && pollJson(call.parts, principal, seen[0])
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
  async (call) =>
    carryOutPoll(call, call.params.uid, {
      kind: 'update',
      draft: await draftFrom(call, call.body),
    }),
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

export const pollRoutes: readonly Route[] = [list, open, read, vote, change, decide, submit]

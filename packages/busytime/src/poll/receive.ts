/** A poll message arrives: what the Organizer, or a voter, makes of it. */
import type { CalendarAddress, Context, Revision } from '@parley/itip'
import { compareRevisions, isAddressOf, obsoletes } from '@parley/itip'
import { because } from '../explanation.ts'
import type { HeldPoll, Poll, PollMessage, Vote, Voter } from './model.ts'
import { findVoter, withVoter } from './model.ts'
import { isOpen, sendPoll } from './send.ts'
import type { PollEffect, PollTransition } from './transition.ts'
import { unchangedPoll } from './transition.ts'

/**
 * Receives one message about a poll, as Organizer or as voter.
 *
 * The Organizer takes a voter's own votes only, the latest by SEQUENCE and DTSTAMP, while the poll is
 * open. A voter takes polls and their status from their Organizer only, the latest revision. Shapes:
 * `held` is what `context.self` holds about the message's UID. Errors: `TypeError` for another UID.
 */
export function receivePoll(
  held: HeldPoll,
  message: PollMessage,
  context: Context,
): PollTransition {
  if (held.uid !== message.poll.uid) throw new TypeError('the message is about another poll')
  const organizer = held.poll?.organizer ?? message.poll.organizer
  const organizes = isAddressOf(context.self, organizer)
  switch (message.method) {
    case 'REPLY':
      return organizes ? receiveVotes(held, message, context) : notMine(held, message)
    case 'REFRESH':
      return organizes ? receiveRefresh(held, message, context) : notMine(held, message)
    default:
      if (organizes) return notMine(held, message)
      return receiveFromOrganizer(held, message, context)
  }
}

function notMine(held: HeldPoll, { method }: PollMessage): PollTransition {
  return unchangedPoll(held, because('vpoll/3/right-recipient', { method }))
}

function receiveFromOrganizer(
  held: HeldPoll,
  message: PollMessage,
  context: Context,
): PollTransition {
  const { poll, method } = message
  const { originator } = context
  const organizer = held.poll?.organizer ?? poll.organizer
  const claimed = originator?.address ?? poll.organizer
  if (poll.organizer !== organizer || (claimed !== organizer && !aliases(context, organizer)))
    return unchangedPoll(held, because('vpoll/3/only-organizer-conducts', { claimed, organizer }))
  const late = lateReason(held, poll.revision, method === 'CANCEL')
  if (late !== undefined) return unchangedPoll(held, late)
  if (method === 'CANCEL') return receiveCancel(held, poll)
  if (method === 'POLLSTATUS') return receiveStatus(held, poll, context)
  const own = ownVoter(poll, context)
  if (own === undefined && method === 'REQUEST')
    return unchangedPoll(held, because('vpoll/3/right-recipient', { method }))
  const isNew = held.poll === undefined
  const decided = poll.status === 'CONFIRMED' || poll.status === 'SUBMITTED'
  const notice = isNew ? 'poll-opened' : decided ? 'poll-decided' : 'poll-updated'
  return {
    state: { ...held, poll: withOwnVotes(held, poll, context), cancelled: undefined },
    effects: [{ kind: 'notify', notice, about: poll.organizer }],
    explanation: [
      because('vpoll/3/request-asks-for-votes', { candidates: poll.candidates.length }),
    ],
  }
}

function aliases(context: Context, organizer: CalendarAddress): boolean {
  return context.originator?.aliases?.includes(organizer) === true
}

function ownVoter(poll: Poll, context: Context): Voter | undefined {
  return poll.voters.find((each) => isAddressOf(context.self, each.address))
}

/** Equal revisions change nothing the second time; a CANCEL of the same SEQUENCE still applies. */
function lateReason(
  held: HeldPoll,
  revision: Revision,
  cancels: boolean,
): ReturnType<typeof because> | undefined {
  const facts = { sequence: revision.sequence }
  const { cancelled, poll } = held
  if (cancelled !== undefined && !obsoletes(revision, cancelled))
    return because('vpoll/3/cancelled-stays', facts)
  if (poll === undefined) return undefined
  const order = compareRevisions(revision, poll.revision)
  return order > 0 || (cancels && order === 0)
    ? undefined
    : because('vpoll/3/latest-revision-stands', facts)
}

/**
 * A voter's own votes are the voter's to keep: the Organizer may not have heard of the last ones, or
 * may hide them. They fall away with the candidates that they were for.
 */
function withOwnVotes(held: HeldPoll, poll: Poll, context: Context): Poll {
  const before = held.poll && ownVoter(held.poll, context)
  const told = ownVoter(poll, context)
  if (before === undefined || before.votes.length === 0) return poll
  const offered = new Set(poll.candidates.map((each) => each.itemId))
  const votes = before.votes.filter((vote) => offered.has(vote.itemId))
  return withVoter(poll, { ...before, ...told, votes })
}

function receiveCancel(held: HeldPoll, poll: Poll): PollTransition {
  const cancelled: Poll | undefined = held.poll && {
    ...held.poll,
    revision: poll.revision,
    status: 'CANCELLED',
  }
  return {
    state: { ...held, poll: cancelled, cancelled: poll.revision },
    effects: [{ kind: 'notify', notice: 'poll-cancelled', about: poll.organizer }],
    explanation: [because('vpoll/3/cancel-ends', { held: held.poll !== undefined })],
  }
}

/** The status says where the vote stands and asks nobody: candidates stay as they were offered. */
function receiveStatus(held: HeldPoll, poll: Poll, context: Context): PollTransition {
  if (held.poll === undefined)
    return unchangedPoll(held, because('vpoll/3/unknown-poll', { method: 'POLLSTATUS' }))
  const { candidates, ...rest } = held.poll
  const { winner } = poll
  const told: Poll = {
    ...rest,
    candidates,
    revision: poll.revision,
    status: poll.status,
    voters: poll.voters,
    ...(winner === undefined ? {} : { winner }),
  }
  const decided = poll.status === 'CONFIRMED' || poll.status === 'SUBMITTED'
  return {
    state: { ...held, poll: withOwnVotes(held, told, context) },
    effects: [
      { kind: 'notify', notice: decided ? 'poll-decided' : 'poll-status', about: poll.organizer },
    ],
    explanation: [because('vpoll/3/pollstatus-tells', { status: poll.status })],
  }
}

/** Whose votes a REPLY carries: the originator's, and nobody else's. */
function replier(message: PollMessage, context: Context): Voter | undefined {
  const { originator } = context
  if (originator === undefined) {
    const [only, ...others] = message.poll.voters
    return others.length === 0 ? only : undefined
  }
  const addresses = [originator.address, ...(originator.aliases ?? [])]
  return message.poll.voters.find((each) => addresses.includes(each.address))
}

function receiveVotes(held: HeldPoll, message: PollMessage, context: Context): PollTransition {
  const { poll } = held
  if (poll === undefined)
    return unchangedPoll(held, because('vpoll/3/unknown-poll', { method: 'REPLY' }))
  const voter = replier(message, context)
  if (voter === undefined)
    return unchangedPoll(
      held,
      because('vpoll/2/own-votes-only', { voters: message.poll.voters.length }),
    )
  const { address } = voter
  if (!isOpen(poll, context))
    return unchangedPoll(held, because('vpoll/2/closed-poll-takes-none', { address }))
  const last = held.replies.get(address)
  if (last !== undefined && !obsoletes(message.poll.revision, last))
    return unchangedPoll(held, because('vpoll/2/latest-votes-stand', { address }))
  const replies = new Map(held.replies).set(address, message.poll.revision)
  const invited = findVoter(poll, address)
  if (invited === undefined) return uninvited(held, poll, voter, replies, context)
  return {
    state: { ...held, poll: withVoter(poll, counted(poll, invited, voter)), replies },
    effects: [{ kind: 'notify', notice: 'voter-voted', about: address }],
    explanation: [because('vpoll/2/votes-counted', { address, votes: voter.votes.length })],
  }
}

/** The votes of the REPLY take the place of the earlier ones, for the candidates that are offered. */
function counted(poll: Poll, invited: Voter, voter: Voter): Voter {
  const offered = new Set(poll.candidates.map((each) => each.itemId))
  const votes = new Map<number, Vote>(invited.votes.map((vote) => [vote.itemId, vote]))
  for (const vote of voter.votes) if (offered.has(vote.itemId)) votes.set(vote.itemId, vote)
  const stayInformed = voter.stayInformed || invited.stayInformed
  return { ...invited, stayInformed, votes: [...votes.values()] }
}

function uninvited(
  held: HeldPoll,
  poll: Poll,
  voter: Voter,
  replies: HeldPoll['replies'],
  context: Context,
): PollTransition {
  const { address } = voter
  const reason = because('vpoll/2/uninvited-voter', { address })
  const effects: PollEffect[] = [{ kind: 'ask', question: 'admit-voter', about: address }]
  switch (context.policy.uninvitedAttendees) {
    case 'refuse':
      return unchangedPoll(held, reason)
    case 'ask': {
      const waiting = new Map(held.uninvited).set(address, voter)
      return { state: { ...held, replies, uninvited: waiting }, effects, explanation: [reason] }
    }
    default: {
      const admitted = withVoter(poll, counted(poll, { ...voter, votes: [] }, voter))
      return {
        state: { ...held, poll: admitted, replies },
        effects: [{ kind: 'notify', notice: 'voter-voted', about: address }],
        explanation: [reason],
      }
    }
  }
}

/** Answered to voters, with the poll as it stands. */
function receiveRefresh(held: HeldPoll, message: PollMessage, context: Context): PollTransition {
  const { poll } = held
  const asked = replier(message, context)?.address ?? context.originator?.address
  if (poll === undefined || asked === undefined)
    return unchangedPoll(held, because('vpoll/3/unknown-poll', { method: 'REFRESH' }))
  if (findVoter(poll, asked) === undefined)
    return unchangedPoll(held, because('vpoll/2/uninvited-voter', { address: asked }))
  const effects = sendPoll(held, poll, 'REQUEST', [asked], context)
  return {
    state: held,
    effects,
    explanation: [because('vpoll/3/refresh-answered', { address: asked })],
  }
}

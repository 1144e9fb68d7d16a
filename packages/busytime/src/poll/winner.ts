/** The winner of a poll becomes a component of its own, and one REQUEST to those it is for. */
import type { Component, Property } from '@parley/icalendar'
import {
  allProperties,
  component,
  firstProperty,
  parameter,
  parameterValue,
  property,
  textProperty,
  timeProperty,
  withoutProperties,
  withTimezones,
} from '@parley/icalendar'
import type { Context, ReplyChange, Transition } from '@parley/itip'
import { addressOf, addressUri, isAddressOf, nothingHeld, originate } from '@parley/itip'
import { because } from '../explanation.ts'
import type { HeldPoll, Poll, Voter } from './model.ts'
import { sendPoll } from './send.ts'
import type { PollTransition } from './transition.ts'
import { unchangedPoll } from './transition.ts'

/** How the winner of a poll becomes a component of its own. */
export type Submission = {
  /** UID of the new component. */
  readonly uid: string
  /**
   * Who becomes an Attendee: voters who said yes, those who said yes or maybe (default), or all.
   * Whoever wants to stay informed becomes one in any case.
   */
  readonly invite?: 'yes' | 'yes-or-maybe' | 'all'
}

/** What submitting a winner gives: the poll's transition, and the engine's of the winner. */
export type SubmittedPoll = PollTransition & {
  /** The engine's transition of the new component. Undefined when nothing was submitted. */
  readonly winner: Transition | undefined
}

/**
 * Submits the chosen winner: one REQUEST through the engine, with RELATED-TO;RELTYPE=POLL naming the
 * poll, and a POLLSTATUS that says SUBMITTED to the voters. Nothing happens without a winner, or when
 * it was submitted before.
 * Everyone is asked to answer; whose vote has answered already: see `answerByVote`.
 */
export function submitWinner(
  held: HeldPoll,
  submission: Submission,
  context: Context,
): SubmittedPoll {
  const { poll } = held
  const chosen = poll?.candidates.find((each) => each.itemId === poll.winner)
  if (poll === undefined || chosen === undefined || poll.status !== 'CONFIRMED') {
    const status = poll?.status ?? 'none'
    const why = because('vpoll/4/submitted-once', { status })
    return { ...unchangedPoll(held, why), winner: undefined }
  }
  if (!isAddressOf(context.self, poll.organizer)) {
    const why = because('vpoll/3/only-organizer-conducts', { change: 'submit' })
    return { ...unchangedPoll(held, why), winner: undefined }
  }
  const made = winnerComponent(poll, chosen.component, submission, context)
  const head = [property('VERSION', '2.0'), textProperty('PRODID', context.productId)]
  const object = withTimezones(component('VCALENDAR', head, [made]), context.catalog)
  const save = { kind: 'save', object } as const
  const winner = originate(nothingHeld(submission.uid), save, context)
  const { sequence, dtstampSeconds } = poll.revision
  const dtstamp = Math.max(context.nowSeconds, dtstampSeconds + 1)
  const revision = { sequence, dtstampSeconds: dtstamp }
  const submitted: Poll = { ...poll, revision, status: 'SUBMITTED' }
  const state = { ...held, poll: submitted }
  const voters = poll.voters.map((each) => each.address)
  return {
    state,
    effects: sendPoll(state, submitted, 'POLLSTATUS', voters, context),
    explanation: [
      because('vpoll/4/winner-related-to-poll', { uid: submission.uid, poll: poll.uid }),
      because('vpoll/3/pollstatus-tells', { status: 'SUBMITTED' }),
    ],
    winner,
  }
}

const replaced = ['UID', 'DTSTAMP', 'SEQUENCE', 'ORGANIZER', 'ATTENDEE', 'STATUS', 'RELATED-TO']

function winnerComponent(
  poll: Poll,
  candidate: Component,
  { uid, invite = 'yes-or-maybe' }: Submission,
  context: Context,
): Component {
  const kept = withoutProperties(candidate, ...replaced).properties
  const least = { yes: 80, 'yes-or-maybe': 40, all: 0 }[invite]
  const attendees = poll.voters.flatMap((voter) => {
    if (voter.address === poll.organizer) return []
    const response = voter.votes.find((vote) => vote.itemId === poll.winner)?.response
    const comes = invite === 'all' || (response !== undefined && response >= least)
    return comes || voter.stayInformed ? [attendee(voter)] : []
  })
  const hasSummary = kept.some((each) => each.name === 'SUMMARY')
  const properties: Property[] = [
    textProperty('UID', uid),
    timeProperty('DTSTAMP', {
      kind: 'DATE-TIME',
      wallSeconds: context.nowSeconds,
      tzid: 'UTC',
    }),
    property('ORGANIZER', addressUri(poll.organizer)),
    ...attendees,
    ...(hasSummary ? [] : [textProperty('SUMMARY', poll.summary)]),
    ...kept,
    property('RELATED-TO', poll.uid, [parameter('RELTYPE', 'POLL')]),
  ]
  return component(candidate.name, properties, candidate.components)
}

// Requirement: vpoll/4/stay-informed-attends
function attendee(voter: Voter): Property {
  const name = voter.commonName === undefined ? [] : [parameter('CN', voter.commonName)]
  const asked = [parameter('PARTSTAT', 'NEEDS-ACTION'), parameter('RSVP', 'TRUE')]
  return property('ATTENDEE', addressUri(voter.address), [...name, ...asked])
}

/**
 * A voter's answer to the REQUEST of a winner, where the vote has given it already: the RESPONSE to
 * the winner reaches the poll's ACCEPT-RESPONSE (decision 0047). Undefined: the voter is asked.
 *
 * Shapes: `held` is the voter's; `event` is a component that the poll's Organizer sent.
 */
// Requirement: vpoll/4/accept-response
export function answerByVote(
  held: HeldPoll,
  event: Component,
  context: Pick<Context, 'self'>,
): ReplyChange | undefined {
  const { poll } = held
  const related = allProperties(event, 'RELATED-TO').some(
    (each) => parameterValue(each, 'RELTYPE')?.toUpperCase() === 'POLL' && each.value === held.uid,
  )
  const organizer = firstProperty(event, 'ORGANIZER')
  if (poll?.acceptResponse === undefined || !related || organizer === undefined) return undefined
  if (addressOf(organizer) !== poll.organizer) return undefined
  const own = poll.voters.find((each) => isAddressOf(context.self, each.address))
  const response = own?.votes.find((vote) => vote.itemId === poll.winner)?.response
  return response !== undefined && response >= poll.acceptResponse
    ? { kind: 'reply', partStat: 'ACCEPTED' }
    : undefined
}

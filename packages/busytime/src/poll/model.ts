/** Polls (VPOLL): several candidates for one thing, and what each voter thinks of each. */
import type { CalendarObject, Component, Time } from '@parley/icalendar'
import type { CalendarAddress, Revision } from '@parley/itip'

export const pollMethods = [
  'PUBLISH',
  'REQUEST',
  'REPLY',
  'CANCEL',
  'REFRESH',
  'POLLSTATUS',
] as const
/** A METHOD that VPOLL has. */
export type PollMethod = (typeof pollMethods)[number]

export const pollStatuses = [
  'IN-PROCESS', // votes are taken
  'COMPLETED', // closed
  'CONFIRMED', // a winner is chosen
  'SUBMITTED', // the winner went out as a component of its own
  'CANCELLED',
] as const
/** STATUS of a VPOLL. */
export type PollStatus = (typeof pollStatuses)[number]

/** Who chooses the winner and who submits it: the client or the server. */
export const pollCompletions = ['CLIENT', 'SERVER', 'SERVER-CHOICE', 'SERVER-SUBMIT'] as const
export type PollCompletion = (typeof pollCompletions)[number]

/** What one voter says of one candidate. */
export type Vote = {
  /** POLL-ITEM-ID of the candidate. */
  readonly itemId: number
  /** RESPONSE, 0 to 100. */
  readonly response: number
  readonly comment?: string
}

/** Who votes in a poll, and how. */
export type Voter = {
  readonly address: CalendarAddress
  readonly commonName?: string
  /** Becomes an Attendee of the winner, whatever the vote. */
  readonly stayInformed: boolean
  readonly votes: readonly Vote[]
}

/** One of the times or things that a poll asks about. */
export type Candidate = {
  /** POLL-ITEM-ID: stands for this candidate as it is; a changed one gets another (decision 0043). */
  readonly itemId: number
  /** A VEVENT, VTODO or VJOURNAL, without POLL-ITEM-ID and votes. */
  readonly component: Component
}

/** A VPOLL as data: candidates, voters with their votes, how it is decided. */
export type Poll = {
  readonly uid: string
  readonly revision: Revision
  readonly organizer: CalendarAddress
  readonly summary: string
  readonly description?: string
  readonly status: PollStatus
  readonly completion: PollCompletion
  /** POLL-PROPERTIES: what differs between candidates and matters. */
  readonly pollProperties: readonly string[]
  /** POLL-WINNER. */
  readonly winner?: number
  /** ACCEPT-RESPONSE: voters with at least this RESPONSE count as having accepted the winner. */
  readonly acceptResponse?: number
  /** Votes are taken from `start` up to `end`; unbounded where missing. */
  readonly start?: Time
  readonly end?: Time
  readonly candidates: readonly Candidate[]
  readonly voters: readonly Voter[]
}

/** A scheduling message about a poll. */
export type PollMessage = {
  readonly kind: 'poll-message'
  readonly method: PollMethod
  readonly poll: Poll
  readonly comment?: string
  readonly object: CalendarObject
}

/** What one calendar user holds about one poll. */
export type HeldPoll = {
  readonly uid: string
  readonly poll: Poll | undefined
  /** The latest REPLY of each voter; the Organizer's. */
  readonly replies: ReadonlyMap<CalendarAddress, Revision>
  /** Of a voter not on the list, waiting for the Organizer's decision. */
  readonly uninvited: ReadonlyMap<CalendarAddress, Voter>
  /** Of the CANCEL, so that a late REQUEST does not bring the poll back. */
  readonly cancelled: Revision | undefined
  /** May voters see the votes of others? The Organizer's choice; default `show`. */
  readonly votesShown: 'show' | 'hide'
}

/** A user who holds nothing yet about this poll. */
export function noPollHeld(uid: string): HeldPoll {
  return {
    uid,
    poll: undefined,
    replies: new Map(),
    uninvited: new Map(),
    cancelled: undefined,
    votesShown: 'show',
  }
}

/** Larger polls are not read: violation `vpoll/1/limits`. */
export const maxCandidates = 200
export const maxVoters = 5_000

// Requirement: vpoll/2/response-meaning
/** What a RESPONSE means: 0–39 no, 40–79 maybe, 80–89 yes but not the best, 90–100 yes. */
export type Answer = 'no' | 'maybe' | 'yes-not-best' | 'yes'

/** What a RESPONSE means. */
export function answerOf(response: number): Answer {
  if (response >= 90) return 'yes'
  if (response >= 80) return 'yes-not-best'
  return response >= 40 ? 'maybe' : 'no'
}

/** The RESPONSE that stands for an answer: the middle of its range. */
export function responseOf(answer: Answer): number {
  return { no: 0, maybe: 50, 'yes-not-best': 85, yes: 100 }[answer]
}

/** RESPONSE of the `rank`-th of `count` candidates that all suit, from 100 for the first to 80. */
export function responseOfRank(rank: number, count: number): number {
  if (count <= 1) return 100
  return Math.round(100 - (20 * (Math.min(Math.max(rank, 1), count) - 1)) / (count - 1))
}

export function findVoter(poll: Poll, address: CalendarAddress): Voter | undefined {
  return poll.voters.find((each) => each.address === address)
}

/** With this voter in place of the one of the same address, or added. */
export function withVoter(poll: Poll, voter: Voter): Poll {
  const index = poll.voters.findIndex((each) => each.address === voter.address)
  const voters = index < 0 ? [...poll.voters, voter] : poll.voters.with(index, voter)
  return { ...poll, voters }
}

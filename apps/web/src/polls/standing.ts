/** Where a poll stands: who has voted, what they said, who would be invited. */
import type { Answer, Body } from '../api/client.ts'

export type Poll = Answer<'GET /polls/:uid'>
export type PollOption = Poll['options'][number]
export type Voter = Poll['voters'][number]
export type Vote = Voter['votes'][number]['answer']
export type Invite = NonNullable<Body<'POST /polls/:uid/submit'>['invite']>

export function hasVoted({ votes }: Voter): boolean {
  return votes.length > 0
}

export function mine(poll: Poll): Voter | undefined {
  return poll.voters.find((each) => each.isMe)
}

/** Open, and one of those asked has not said anything yet. */
export function awaitsMe(poll: Poll): boolean {
  const own = mine(poll)
  return isOpen(poll) && own !== undefined && !hasVoted(own)
}

export function isOpen({ status }: Poll): boolean {
  return status === 'IN-PROCESS'
}

export function voteOf(voter: Voter, option: number): Vote | undefined {
  return voter.votes.find((each) => each.option === option)?.answer
}

/** The option that leads, where anybody has said yes or maybe to one. */
export function leading({ options }: Poll): number | undefined {
  const [first] = options
  return first !== undefined && first.yes + first.best + first.maybe > 0 ? first.option : undefined
}

/** A voter sees the votes of others as they come, unless the Organizer hides them. */
export function knowsOthers({ isOrganizer, votesShown }: Poll): boolean {
  return isOrganizer || votesShown === 'show'
}

/** The best first; while one votes, as they were offered: no row moves away from under the hand. */
export function inOrder(poll: Poll, votes: boolean): readonly PollOption[] {
  return votes ? poll.options.toSorted((one, other) => one.option - other.option) : poll.options
}

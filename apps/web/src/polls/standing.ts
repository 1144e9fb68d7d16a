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

/** A voter is told of others' votes when the voting is closed; until then nothing is known of them. */
export function knowsOthers(poll: Poll): boolean {
  return poll.isOrganizer || poll.voters.some((each) => !each.isMe && hasVoted(each))
}

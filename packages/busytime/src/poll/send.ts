/** What the Organizer sends to voters, and what of it each may see. */
import { utcSeconds, zonesOf } from '@parley/icalendar'
import type { CalendarAddress, Context } from '@parley/itip'
import type { HeldPoll, Poll, PollMethod } from './model.ts'
import type { PollEffect } from './transition.ts'
import { writePoll } from './write.ts'

/** Votes are taken while the poll is IN-PROCESS and its voting window is open. */
export function isOpen(poll: Poll, context: Context): boolean {
  if (poll.status !== 'IN-PROCESS') return false
  const { start, end } = poll
  if (start === undefined && end === undefined) return true
  const zones = zonesOf(writePoll(poll, context), context.catalog, context.floatingTzid)
  if (start !== undefined && context.nowSeconds < utcSeconds(start, zones)) return false
  return end === undefined || context.nowSeconds < utcSeconds(end, zones)
}

/**
 * One message for all who may see the same. With votes hidden, nobody's votes are in it; with the list
 * of guests hidden (policy), each voter's message holds that voter alone.
 */
// Requirement: vpoll/2/votes-hidden
export function sendPoll(
  held: HeldPoll,
  poll: Poll,
  method: PollMethod,
  recipients: readonly CalendarAddress[],
  context: Context,
  comment?: string,
): readonly PollEffect[] {
  const others = recipients.filter((each) => each !== poll.organizer)
  if (others.length === 0) return []
  const shown: Poll =
    held.votesShown === 'show'
      ? poll
      : { ...poll, voters: poll.voters.map((voter) => ({ ...voter, votes: [] })) }
  const send = (to: readonly CalendarAddress[], view: Poll): PollEffect => ({
    kind: 'send',
    method,
    componentName: 'VPOLL',
    uid: poll.uid,
    originator: poll.organizer,
    sentBy: context.actingAs,
    recipients: to,
    message: writePoll(view, context, { method, ...(comment === undefined ? {} : { comment }) }),
  })
  if (context.policy.guestList === 'show') return [send(others, shown)]
  return others.map((each) => {
    const voters = poll.voters.filter((voter) => voter.address === each)
    return send([each], { ...poll, voters })
  })
}

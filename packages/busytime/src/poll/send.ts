/** What the Organizer sends to voters, and what of it each may see. */
import { utcSeconds, zonesOf } from '@parley/icalendar'
import { type CalendarAddress, type CalendarUser, type Context, isAddressOf } from '@parley/itip'
import { type HeldPoll, noPollHeld, type Poll, type PollMethod, type Voter } from './model.ts'
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
  const voters = poll.voters.map((each) => toldOf(each, held.votesShown))
  const shown: Poll = { ...poll, voters }
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
    const own = poll.voters.filter((voter) => voter.address === each)
    return send([each], { ...poll, voters: own })
  })
}

/** What others are told of a voter: the votes where they are shown, but no words to the Organizer. */
function toldOf(voter: Voter, votesShown: HeldPoll['votesShown']): Voter {
  const votes = votesShown === 'hide' ? [] : voter.votes
  return { ...voter, votes: votes.map(({ itemId, response }) => ({ itemId, response })) }
}

/**
 * What one voter may see of the poll that its Organizer holds, while it runs and after: the votes of
 * others where the Organizer shows them, without their words to him; never who waits to be admitted;
 * with the list of guests hidden (policy), that voter alone. One's own votes are always in it.
 *
 * Shapes: `held` is the Organizer's. Errors: none; undefined where `user` is not asked.
 */
// Requirement: vpoll/2/votes-hidden
export function pollSeenBy(
  held: HeldPoll,
  user: CalendarUser,
  policy: Pick<Context['policy'], 'guestList'>,
): HeldPoll | undefined {
  const { poll } = held
  const isOwn = ({ address }: Voter): boolean => isAddressOf(user, address)
  if (poll?.voters.some(isOwn) !== true) return undefined
  const showsGuests = policy.guestList === 'show'
  const votesShown = showsGuests ? held.votesShown : 'hide'
  const listed = showsGuests ? poll.voters : poll.voters.filter(isOwn)
  const voters = listed.map((each) => (isOwn(each) ? each : toldOf(each, votesShown)))
  return {
    ...noPollHeld(held.uid),
    poll: { ...poll, voters },
    cancelled: held.cancelled,
    votesShown,
  }
}

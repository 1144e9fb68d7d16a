/** Cases of messages that arrive: processRequest, processReply, sequenceComparison, polls. */

import { noPollHeld, type Poll, readPoll, readStoredPoll, receivePoll } from '@parley/busytime'
import { property, withProperty } from '@parley/icalendar'
import { read, receive } from '@parley/itip'
import {
  attendeeIn,
  completed,
  contextOf,
  differenceOf,
  holding,
  nowSeconds,
  objectIn,
  organizerIn,
  sentLater,
  uidOf,
} from './calendars.ts'
import { answeredRsvp, deliveryStatus, privateToApple, unasked } from './ccs-habits.ts'

export type Text = { readonly [name: string]: string }

/** Who receives a REQUEST of these cases: the Attendee that the Organizer is not. */
const attendee = 'user02@example.com'

/** The merge of a REQUEST alone: its DTSTAMP says that it is news. */
export function judgeRequest({
  existing = '',
  itip = '',
  expected = '',
}: Text): string | undefined {
  const message = sentLater(objectIn(itip))
  const held = objectIn(existing)
  const from = organizerIn(message)
  const context = contextOf(attendee, { from })
  const [request] = read(message).messages
  if (request === undefined) return 'the message is not read'
  // What the case holds beside the message is the Attendee's own: the Organizer never offered it.
  const offered = new Map([['', []]])
  const before = holding(held, uidOf(held))
  const state = receive(
    { ...before, ledger: { ...before.ledger, offered } },
    request,
    context,
  ).state
  return differenceOf(objectIn(expected), state.object, [privateToApple, unasked, answeredRsvp])
}

export function judgeReply({ existing = '', itip = '', expected = '' }: Text): string | undefined {
  const held = objectIn(existing)
  const organizer = organizerIn(held)
  const message = objectIn(itip)
  if (organizer === undefined) return 'the case has no Organizer'
  const context = contextOf(organizer, {
    from: attendeeIn(message, organizer) ?? attendeeIn(message),
  })
  const [reply] = read(message).messages
  if (reply === undefined) return 'the message is not read'
  const before = holding(held, uidOf(held))
  const ledger = { ...before.ledger, answersFrom: answersFrom(existing) }
  const { state } = receive({ ...before, ledger }, reply, context)
  return differenceOf(objectIn(expected), state.object, [deliveryStatus, privateToApple])
}

/** Apple's server keeps beside each ATTENDEE from which SEQUENCE on an answer counts. */
function answersFrom(existing: string): ReadonlyMap<string, number> {
  const found = /X-CALENDARSERVER-RESET-PARTSTAT=(\d+)/.exec(existing)?.[1]
  return new Map(found === undefined ? [] : [['', Number(found)]])
}

const noNews: ReadonlySet<string> = new Set(['duplicate', 'obsolete', 'cancelled-before'])

export function judgeSequence(
  { existing = '', itip = '' }: Text,
  shouldProcess: boolean,
): string | undefined {
  const organizer = 'user01@example.com'
  const held = completed(objectIn(existing), organizer, attendee)
  // Some of the cases spell METHOD with a slip.
  const method = /^METH[OI]D:(.*)$/m.exec(itip)?.[1] ?? 'REQUEST'
  const message = withProperty(
    completed(objectIn(itip), organizer, attendee),
    property('METHOD', method),
  )
  const [received] = read(message).messages
  if (received === undefined) return 'the message is not read'
  const { classification } = receive(holding(held, uidOf(held)), received, contextOf(attendee))
  return noNews.has(classification) === shouldProcess ? `judged ${classification}` : undefined
}

/** A voter's REPLY, or the status that the Organizer sends: compared by the votes held after it. */
export function judgePoll({ existing = '', itip = '', expected = '' }: Text): string | undefined {
  const held = readStoredPoll(objectIn(existing))
  const [message] = readPoll(objectIn(itip)).messages
  const wanted = readStoredPoll(objectIn(expected))
  if (held === undefined || message === undefined || wanted === undefined) return 'is not read'
  const isReply = message.method === 'REPLY'
  const voter = message.poll.voters[0]?.address
  const self = isReply ? held.organizer : (held.voters[1]?.address ?? '')
  const context = contextOf(self, { from: isReply ? voter : held.organizer })
  const revision = { ...message.poll.revision, dtstampSeconds: nowSeconds }
  const { state } = receivePoll(
    { ...noPollHeld(held.uid), poll: held },
    { ...message, poll: { ...message.poll, revision } },
    context,
  )
  const [theirs, ours] = [votesOf(wanted), state.poll && votesOf(state.poll)]
  return theirs === ours ? undefined : `- ${theirs} + ${ours ?? 'nothing'}`
}

function votesOf({ voters }: Poll): string {
  return voters
    .map(({ address, votes }) => {
      const given = votes.map((each) => `${each.itemId}=${each.response}`).sort()
      return `${address} ${given.join(' ')}`
    })
    .sort()
    .join('; ')
}

/** X- names of the oracle's own test configuration, taken out of text and expectation. */
export function withoutTestNames(text: string): string {
  return text.replaceAll(/^X-TEST[^\n]*\n/gm, '').replaceAll(/;X-TEST[^;:]*/g, '')
}

/** What kind of news a message is against what we hold: the first line of every explanation. */
import type { Context } from './context.ts'
import type { Message } from './message.ts'
import { receive } from './receive.ts'
import type { HeldState } from './state.ts'

/** What kind of news a message is (RFC 5546 §2.1.5, §3.2.2): the outcome of `classify`. */
export type Classification =
  // from the Organizer
  | 'new'
  | 'update' // higher SEQUENCE, same time
  | 'reschedule' // higher SEQUENCE, the time moved
  | 'minor-update' // same SEQUENCE, later DTSTAMP
  | 'reconfirm' // a REQUEST that changes nothing but asks again (5546 §3.2.2.2 ff)
  | 'instance-added'
  | 'cancelled'
  | 'instances-cancelled'
  | 'attendee-removed' // a CANCEL that takes me off the list
  | 'published'
  | 'counter-declined'
  | 'organizer-changed'
  | 'delegated' // to me, by an Attendee (§3.2.2.3)
  | 'forwarded' // to me, by someone (§3.2.2.6)
  // to the Organizer
  | 'reply'
  | 'delegators-reply' // PARTSTAT=DELEGATED
  | 'delegates-reply'
  | 'uninvited-reply'
  | 'counter'
  | 'refresh'
  // free-busy
  | 'busy-time-published'
  | 'busy-time-requested'
  | 'busy-time-answered'
  // that change nothing
  | 'duplicate'
  | 'obsolete'
  | 'mis-sequenced' // an answer to a revision that we never made
  | 'cancelled-before' // about a UID or instance that stays cancelled
  | 'unknown' // about a UID that we do not hold, where the method needs one
  | 'not-for-me'
  | 'unauthorized'
  | 'invalid'

/**
 * Says what kind of news a message is against what is held: the class that `receive` acts on.
 *
 * Shapes: `held.uid` is the message's. Errors: as `receive`.
 *
 * @example
 * classify(nothingHeld(message.uid), message, context) // 'new'
 */
export function classify(held: HeldState, message: Message, context: Context): Classification {
  return receive(held, message, context).classification
}

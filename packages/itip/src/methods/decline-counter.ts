/** An Attendee receives a DECLINECOUNTER (RFC 5546 §3.2.8, §3.4.8). */
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, commentOf, notify, sectionOf, unchanged } from '../outcome.ts'
import { partsOf } from '../parts.ts'
import type { CounterProposal, HeldState } from '../state.ts'
import { incomingOf } from './order.ts'

// Requirement: 5546/1.4/declinecounter-rejects-proposal
/** The proposal is rejected, and the component stays as the Organizer sent it. */
export function receiveDeclineCounter(
  held: HeldState,
  message: Message,
  context: Context,
): Outcome {
  const section = sectionOf('declinecounter', message.componentName)
  const declined = incomingOf(message, partsOf(held.object, context), context)
  const answers = (counter: CounterProposal): boolean =>
    declined.some(
      ({ key, revision }) =>
        key === counter.key &&
        // A later proposal is not what this answers.
        (revision.dtstampSeconds === 0 ||
          revision.dtstampSeconds >= counter.revision.dtstampSeconds),
    )
  const { counters } = held.ledger
  const pending = counters.filter((each) => each.state === 'pending' && answers(each))
  // The update that made the proposal void may come before the answer to it.
  const open =
    pending.length > 0
      ? pending
      : counters.filter((each) => each.state === 'superseded' && answers(each))
  if (open.length === 0) {
    const isKnown = counters.some((each) => each.state === 'declined' && answers(each))
    const reason = because(`5546/${section}/no-counter-pending`, { uid: message.uid })
    return unchanged(held, isKnown ? 'duplicate' : 'unknown', reason)
  }
  const settled = counters.map((each) =>
    open.includes(each) ? { ...each, state: 'declined' as const } : each,
  )
  const keys = open.map((each) => each.key)
  const reason = because(`5546/${section}/counter-declined`, { keys })
  const comment = commentOf(message.components)
  return changed(withLedger(held, { counters: settled }), 'counter-declined', reason, [
    notify('counter-declined', message.organizer, keys, { comment }),
  ])
}

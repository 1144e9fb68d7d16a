/** What the Organizer's update means for the counter-proposals that the Attendee sent. */
import { rawValue } from '@parley/icalendar'
import { withLedger } from '../ledger.ts'
import type { CounterProposal, HeldState } from '../state.ts'
import type { Incoming } from './order.ts'

/**
 * A raised SEQUENCE answers what was proposed for the instance: as proposed it is accepted
 * (RFC 5546 §3.2.7), otherwise the proposal is about a time that is no more.
 */
export function settleCounters(state: HeldState, news: readonly Incoming[]): HeldState {
  const { counters } = state.ledger
  if (!counters.some((each) => each.state === 'pending')) return state
  const settled = counters.map((each) => settle(each, news))
  return settled.every((each, i) => each === counters[i])
    ? state
    : withLedger(state, { counters: settled })
}

function settle(counter: CounterProposal, news: readonly Incoming[]): CounterProposal {
  const update = news.find((each) => each.key === counter.key)
  if (counter.state !== 'pending' || update === undefined) return counter
  if (update.revision.sequence <= counter.revision.sequence) return counter
  const same = ['DTSTART', 'DTEND', 'DUE', 'DURATION', 'LOCATION'].every(
    (name) => rawValue(update.component, name) === rawValue(counter.component, name),
  )
  return { ...counter, state: same ? 'accepted' : 'superseded' }
}

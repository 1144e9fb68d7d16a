/** Ben proposes another time; Anna accepts, and both calendars agree. */
import assert from 'node:assert/strict'
import { firstProperty, parseTime } from '@parley/icalendar'
import type { Effect, Message, Transition } from '@parley/itip'
import { calendarAddress, originate, read, receive } from '@parley/itip'
import { contextOf, heldByAnna, heldByBen } from './setting.ts'

const start = parseTime('20260303T150000', 'Europe/Berlin')
const end = parseTime('20260303T160000', 'Europe/Berlin')
assert.ok(start !== undefined && end !== undefined)

// #region propose
const proposal = { start, end }
const countered = originate(
  heldByBen(),
  { kind: 'counter', proposal, comment: 'After lunch?' },
  contextOf('ben@south.example', 10),
)
// #endregion
// #region receive
// A COUNTER lists all Attendees: who of them speaks, only the transport knows.
const waiting = receive(heldByAnna(), sent(countered), {
  ...contextOf('anna@north.example', 11),
  originator: { address: calendarAddress('ben@south.example'), proven: false },
})
// #endregion
console.log(waiting.classification)

// #region decide
const [counter] = waiting.state.ledger.counters
assert.ok(counter !== undefined, 'it waits: only Anna decides')

const accepted = originate(
  waiting.state,
  { kind: 'accept-counter', counter: counter.id },
  contextOf('anna@north.example', 12),
)
// #endregion
const updated = receive(countered.state, sent(accepted), contextOf('ben@south.example', 13))
const event = updated.state.object?.components.find((each) => each.name === 'VEVENT')
const moved = event && firstProperty(event, 'DTSTART')
console.log(updated.classification, moved?.value)
assert.equal(moved?.value, '20260303T150000')

/** What the wire carries: the message of the first `send` effect. */
function sent({ effects }: Transition): Message {
  const send = effects.find((each: Effect) => each.kind === 'send')
  assert.ok(send?.kind === 'send')
  const [message] = read(send.message).messages
  assert.ok(message !== undefined)
  return message
}

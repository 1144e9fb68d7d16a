/** Cancel one instance of a series, and the others stay on both sides; then cancel the whole. */
import assert from 'node:assert/strict'
import { countInstances, recurrenceSet, zonesOf } from '@parley/icalendar'
import type { HeldState } from '@parley/itip'
import { originate, read, receive } from '@parley/itip'
import { contextOf, heldByAnna, heldByBen } from './setting.ts'

const anna = contextOf('anna@north.example', 60)
const ben = contextOf('ben@south.example', 61)

// #region instance
const cancelled = originate(
  heldByAnna(),
  { kind: 'cancel', keys: ['20260310T090000Z'], comment: 'Public holiday' },
  anna,
)
// #endregion
for (const effect of cancelled.effects) {
  if (effect.kind !== 'send') continue
  console.log(effect.method, 'of', effect.keys, 'to', effect.recipients)
  const [message] = read(effect.message).messages
  assert.ok(message !== undefined)
  const received = receive(heldByBen(), message, ben)
  console.log(received.classification, received.explanation[0].requirement)
  assert.equal(received.classification, 'instances-cancelled')
}
assert.equal(instancesOf(cancelled.state), 3)

// #region whole
const gone = originate(cancelled.state, { kind: 'cancel', comment: 'We are done' }, anna)
// #endregion
const [last] = gone.effects
assert.ok(last?.kind === 'send' && last.keys.includes(''), 'the whole series is cancelled')

/** How many instances take place. */
function instancesOf({ object }: HeldState): number {
  assert.ok(object !== undefined)
  const events = object.components.filter((each) => each.name === 'VEVENT')
  return countInstances(recurrenceSet(events, zonesOf(object, anna.catalog)), 100)
}

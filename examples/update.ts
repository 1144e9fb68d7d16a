/** Move a meeting: who is told, and whose answer starts over. */
import assert from 'node:assert/strict'
import {
  firstProperty,
  parseTime,
  timeProperty,
  withComponents,
  withProperty,
} from '@parley/icalendar'
import { findAttendee, originate, partStatOf, significantChanges } from '@parley/itip'
import { contextOf, heldByAnna } from './setting.ts'

const held = heldByAnna()
const anna = contextOf('anna@north.example', 60)
const before = held.object
const start = parseTime('20260303T140000', 'Europe/Berlin')
const end = parseTime('20260303T150000', 'Europe/Berlin')
assert.ok(before !== undefined && start !== undefined && end !== undefined)

// #region move
// The new version of the whole, as a calendar app would save it.
const after = withComponents(
  before,
  before.components.map((each) => {
    if (each.name !== 'VEVENT') return each
    return withProperty(
      withProperty(each, timeProperty('DTSTART', start)),
      timeProperty('DTEND', end),
    )
  }),
)

for (const change of significantChanges(before, after, anna)) {
  console.log(
    change.properties.map((each) => each.name),
    'raises SEQUENCE:',
    change.raisesSequence,
  )
}
const { state, effects } = originate(held, { kind: 'save', object: after }, anna)
// #endregion
for (const effect of effects) {
  if (effect.kind === 'send') console.log(effect.method, 'to', effect.recipients)
}
const event = state.object?.components.find((each) => each.name === 'VEVENT')
assert.ok(event !== undefined)
assert.equal(firstProperty(event, 'SEQUENCE')?.value, '1')
for (const { self } of [contextOf('ben@south.example', 0), anna]) {
  const attendee = findAttendee(event, self)
  console.log(self.address, attendee && partStatOf(attendee))
}
const sends = effects.filter((each) => each.kind === 'send')
assert.deepEqual(sends.flatMap((each) => each.recipients).sort(), [
  'ben@south.example',
  'carla@south.example',
])

/** One instance of a series: Anna moves one, Ben declines another, and the rest stays as it is. */
import assert from 'node:assert/strict'
import {
  type CalendarObject,
  instanceComponent,
  parseTime,
  recurrenceSet,
  type Time,
  timeProperty,
  withComponents,
  withProperty,
  zonesOf,
} from '@parley/icalendar'
import { originate, read, receive, significantChanges } from '@parley/itip'
import { contextOf, heldByAnna, heldByBen } from './setting.ts'

const anna = contextOf('anna@north.example', 60)
const ben = contextOf('ben@south.example', 70)
const held = heldByAnna()

// #region move
/** The object with one instance moved: an overridden component beside the master. */
function moved(object: CalendarObject, key: string, start: Time, end: Time): CalendarObject {
  const events = object.components.filter((each) => each.name === 'VEVENT')
  const instance = instanceComponent(recurrenceSet(events, zonesOf(object, anna.catalog)), key)
  assert.ok(instance !== undefined, 'the series has that instance')
  const from = withProperty(instance, timeProperty('DTSTART', start))
  const overridden = withProperty(from, timeProperty('DTEND', end))
  return withComponents(object, [...object.components, overridden])
}

const start = parseTime('20260311T090000', 'Europe/Berlin')
const end = parseTime('20260311T100000', 'Europe/Berlin')
assert.ok(held.object !== undefined && start !== undefined && end !== undefined)
// A key is the instance's original start in UTC: Tuesday 10 March, ten o'clock in Berlin.
const after = moved(held.object, '20260310T090000Z', start, end)
const saved = originate(held, { kind: 'save', object: after }, anna)
// #endregion

for (const { key, resetsParticipation } of significantChanges(held.object, after, anna)) {
  console.log(`${key}: answers start over: ${resetsParticipation}`)
}
const [send] = saved.effects
assert.ok(send?.kind === 'send')
assert.deepEqual(send.keys, ['20260310T090000Z'], 'the message is about this instance only')

// #region decline
const [message] = read(send.message).messages
assert.ok(message !== undefined)
const updated = receive(heldByBen(), message, ben)
const change = { kind: 'reply', partStat: 'DECLINED', keys: ['20260317T090000Z'] } as const
const declined = originate(updated.state, change, ben)
// #endregion
console.log(updated.classification, declined.explanation[0].requirement)
assert.ok(declined.effects.some((each) => each.kind === 'send' && each.method === 'REPLY'))

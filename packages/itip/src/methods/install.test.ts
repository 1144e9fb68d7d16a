import assert from 'node:assert/strict'
import { it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { receive } from '../receive.ts'
import { attendee, componentAt, context, holding, makeEvent, message } from '../testing.ts'

it('takes back the EXDATE of an instance that the Organizer sends', () => {
  const bob = [attendee('bob', 'PARTSTAT=ACCEPTED')]
  const more = 'RRULE:FREQ=DAILY;COUNT=5\nEXDATE:20260303T090000Z,20260305T090000Z'
  const held = holding([makeEvent({ more, attendees: bob })])
  const instance = makeEvent({
    start: '20260303T110000Z',
    end: '20260303T120000Z',
    sequence: 1,
    attendees: bob,
    more: 'RECURRENCE-ID:20260303T090000Z',
  })
  const { state } = receive(held, message('REQUEST', [instance]), context('bob', { from: 'ann' }))
  assert.equal(rawValue(componentAt(state.object) ?? never(), 'EXDATE'), '20260305T090000Z')
  const made = componentAt(state.object, '20260303T090000Z')
  assert.equal(made && rawValue(made, 'DTSTART'), '20260303T110000Z')
})

function never(): never {
  throw new Error('there is no such component')
}

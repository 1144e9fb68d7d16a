import assert from 'node:assert/strict'
import { it } from 'node:test'
import {
  firstProperty,
  formatTime,
  instancesBetween,
  parameterValue,
  recurrenceSet,
  zoneCatalog,
  zonesOf,
} from '@parley/icalendar'
import { receive } from '../receive.ts'
import { attendee, context, holding, makeEvent, message, scheduled } from '../testing.ts'

it('keeps RECURRENCE-ID;THISANDFUTURE as RANGE=THISANDFUTURE', () => {
  const attendees = [attendee('bob')]
  const held = holding([makeEvent({ attendees, more: 'RRULE:FREQ=DAILY;COUNT=5' })])
  const rest = makeEvent({
    attendees,
    start: '20260304T110000Z',
    sequence: 1,
    more: 'RECURRENCE-ID;THISANDFUTURE:20260304T090000Z',
  })
  const { state } = receive(held, message('REQUEST', [rest]), context('bob', { from: 'ann' }))
  const [, made] = scheduled(state.object)
  const id = made && firstProperty(made, 'RECURRENCE-ID')
  assert.equal(id && parameterValue(id, 'RANGE'), 'THISANDFUTURE')
  const object = state.object ?? assert.fail()
  const set = recurrenceSet(object.components, zonesOf(object, zoneCatalog(), 'UTC'))
  // Requirement: 5546/4.4.5/future-instances-by-range
  assert.deepEqual(
    instancesBetween(set, { fromSeconds: 0, toSeconds: 2e9 }).map((each) => formatTime(each.start)),
    [
      '20260302T090000Z',
      '20260303T090000Z',
      '20260304T110000Z',
      '20260305T110000Z',
      '20260306T110000Z',
    ],
  )
})

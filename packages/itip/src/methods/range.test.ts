import assert from 'node:assert/strict'
import { it } from 'node:test'
import { firstProperty, parameterValue } from '@parley/icalendar'
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
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { originate } from '../originate.ts'
import { attendee, context, holding, makeEvent } from '../testing.ts'

it('does not split at an instance that the series has left behind', () => {
  const attendees = [attendee('bob')]
  const held = holding([
    makeEvent({ attendees, more: 'RRULE:FREQ=DAILY;COUNT=5' }),
    makeEvent({ attendees, more: 'RECURRENCE-ID:20260304T070000Z', start: '20260304T080000Z' }),
  ])
  const change = { kind: 'split', at: '20260304T070000Z', newUid: 'rest' } as const
  const { state, created } = originate(held, change, context('ann'))
  assert.equal(state, held)
  assert.equal(created, undefined)
})

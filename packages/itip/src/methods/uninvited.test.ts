import assert from 'node:assert/strict'
import { it } from 'node:test'
import { receive } from '../receive.ts'
import { attendee, context, holding, makeEvent, replyOf, scheduled, statusIn } from '../testing.ts'

it('admits to one instance, which gets a component of its own', () => {
  const held = holding([
    makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5', attendees: [attendee('bob')] }),
  ])
  const reply = replyOf('eve', 'ACCEPTED', { recurrenceId: '20260304T090000Z' })
  const ann = context('ann', { from: 'eve', policy: { uninvitedAttendees: 'accept' } })
  const { state, effects } = receive(held, reply, ann)
  assert.equal(statusIn(state.object, 'eve', '20260304T090000Z'), 'ACCEPTED')
  assert.equal(statusIn(state.object, 'eve'), undefined)
  assert.equal(scheduled(state.object).length, 2)
  assert.deepEqual(
    effects.flatMap((each) => (each.kind === 'send' ? each.keys : [])),
    ['20260304T090000Z'],
  )
})

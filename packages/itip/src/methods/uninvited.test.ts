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

it('turns away from one instance who is invited to another', () => {
  const rule = 'RRULE:FREQ=DAILY;COUNT=5'
  const held = holding([
    makeEvent({ more: rule, attendees: [attendee('bob')] }),
    makeEvent({
      attendees: [attendee('bob'), attendee('eve')],
      start: '20260303T110000Z',
      more: 'RECURRENCE-ID:20260303T090000Z',
    }),
  ])
  const ann = context('ann', { from: 'eve', policy: { uninvitedAttendees: 'refuse' } })
  const sent = (recurrenceId?: string): readonly (readonly string[])[] => {
    const given = recurrenceId === undefined ? {} : { recurrenceId }
    const { effects } = receive(held, replyOf('eve', 'ACCEPTED', given), ann)
    return effects.flatMap((each) => (each.kind === 'send' ? [each.keys] : []))
  }
  assert.deepEqual(sent('20260304T090000Z'), [['20260304T090000Z']])
  assert.deepEqual(sent(), [])
})

it('corrects a copy that has the series where its holder attends one instance', () => {
  const rule = 'RRULE:FREQ=DAILY;COUNT=5'
  const held = holding([
    makeEvent({ more: rule, attendees: [attendee('bob')] }),
    makeEvent({
      attendees: [attendee('bob'), attendee('eve')],
      start: '20260303T110000Z',
      more: 'RECURRENCE-ID:20260303T090000Z',
    }),
  ])
  const reply = replyOf('eve', 'ACCEPTED', { more: rule })
  const { state, effects } = receive(held, reply, context('ann', { from: 'eve' }))
  assert.deepEqual(
    effects.flatMap((each) => (each.kind === 'send' ? [`${each.method} ${each.keys}`] : [])),
    ['CANCEL ', 'REQUEST 20260303T090000Z'],
  )
  assert.equal(statusIn(state.object, 'eve'), undefined)
})

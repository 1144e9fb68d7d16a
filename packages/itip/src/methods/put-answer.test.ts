import assert from 'node:assert/strict'
import { it } from 'node:test'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import { attendee, calendar, context, holding, makeEvent, replyOf, statusIn } from '../testing.ts'

it('counts an answer to an instance that stood still when the series moved', () => {
  const attendees = [attendee('bob', 'PARTSTAT=NEEDS-ACTION')]
  const rule = 'RRULE:FREQ=DAILY;COUNT=5'
  const instance = makeEvent({
    start: '20260304T150000Z',
    end: '20260304T160000Z',
    sequence: 1,
    attendees,
    more: 'RECURRENCE-ID:20260304T090000Z',
  })
  const before = holding([makeEvent({ attendees, more: rule }), instance])
  const moved = makeEvent({
    start: '20260302T080000Z',
    end: '20260302T090000Z',
    attendees,
    more: 'RRULE:FREQ=DAILY;COUNT=5\nRDATE:20260304T090000Z',
  })
  const change = { kind: 'save', object: calendar([moved, instance]) } as const
  const { state } = originate(before, change, context('ann'))
  const reply = replyOf('bob', 'ACCEPTED', { sequence: 1, recurrenceId: '20260304T090000Z' })
  const answered = receive(state, reply, context('ann', { from: 'bob' }))
  assert.equal(statusIn(answered.state.object, 'bob', '20260304T090000Z'), 'ACCEPTED')
  const late = receive(state, replyOf('bob', 'ACCEPTED'), context('ann', { from: 'bob' }))
  assert.equal(statusIn(late.state.object, 'bob'), 'NEEDS-ACTION')
})

it('hands on the instances as well when the series is delegated', () => {
  const bob = attendee('bob', 'PARTSTAT=NEEDS-ACTION')
  const instance = makeEvent({
    attendees: [bob],
    more: 'RECURRENCE-ID:20260304T090000Z',
    start: '20260304T110000Z',
    end: '20260304T120000Z',
  })
  const held = holding([
    makeEvent({ attendees: [bob], more: 'RRULE:FREQ=DAILY;COUNT=5' }),
    instance,
  ])
  const parameters = ['DELEGATED-TO="mailto:eve@example.com"']
  const reply = replyOf('bob', 'DELEGATED', { parameters })
  const { state } = receive(held, reply, context('ann', { from: 'bob' }))
  for (const id of [undefined, '20260304T090000Z']) {
    assert.equal(statusIn(state.object, 'bob', id), 'DELEGATED')
    assert.equal(statusIn(state.object, 'eve', id), 'NEEDS-ACTION')
  }
})

it('takes a delegation that was said of an earlier time, and asks the Delegate for the new one', () => {
  const bob = attendee('bob', 'PARTSTAT=ACCEPTED')
  const before = holding([makeEvent({ attendees: [bob] })])
  const moved = makeEvent({ attendees: [bob], start: '20260303T090000Z', end: '20260303T100000Z' })
  const change = { kind: 'save', object: calendar([moved]) } as const
  const { state } = originate(before, change, context('ann'))
  const parameters = ['DELEGATED-TO="mailto:eve@example.com"']
  const reply = replyOf('bob', 'DELEGATED', { parameters })
  const received = receive(state, reply, context('ann', { from: 'bob' }))
  assert.equal(statusIn(received.state.object, 'bob'), 'DELEGATED')
  assert.deepEqual(
    received.effects.flatMap((each) => (each.kind === 'send' ? each.recipients : [])),
    ['eve@example.com'],
  )
})

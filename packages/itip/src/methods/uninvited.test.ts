import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { SendEffect } from '../effect.ts'
import type { Message } from '../message.ts'
import { originate } from '../originate.ts'
import { read } from '../read.ts'
import { receive } from '../receive.ts'
import {
  attendee,
  calendar,
  context,
  holding,
  makeEvent,
  now,
  replyOf,
  scheduled,
  sends,
  statusIn,
} from '../testing.ts'

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

it('admits to one instance above the CANCEL that took him off the series', () => {
  const guests = [attendee('bob'), attendee('eve')]
  const instance = makeEvent({
    attendees: [attendee('bob')],
    start: '20260304T110000Z',
    end: '20260304T120000Z',
    sequence: 1,
    more: 'RECURRENCE-ID:20260304T090000Z',
  })
  const rule = 'RRULE:FREQ=DAILY;COUNT=5'
  const before = holding([makeEvent({ attendees: guests, more: rule }), instance])
  const without = [makeEvent({ attendees: [attendee('bob')], more: rule }), instance]
  const gone = originate(before, { kind: 'save', object: calendar(without) }, context('ann'))
  const [cancel] = sends(gone.effects)
  assert.equal(cancel?.method, 'CANCEL')
  const eve = context('eve', { from: 'ann', policy: { cancelledComponents: 'remove' } })
  const invited = holding([makeEvent({ attendees: guests, more: rule })])
  const off = receive(invited, messageIn(cancel), eve)
  assert.equal(off.state.object, undefined)
  const reply = replyOf('eve', 'ACCEPTED', { recurrenceId: '20260304T090000Z' })
  const ann = context('ann', {
    from: 'eve',
    nowSeconds: now + 60,
    policy: { uninvitedAttendees: 'accept' },
  })
  const [request] = sends(receive(gone.state, reply, ann).effects)
  const on = receive(off.state, messageIn(request), { ...eve, nowSeconds: now + 60 })
  assert.equal(statusIn(on.state.object, 'eve', '20260304T090000Z'), 'ACCEPTED')
})

function messageIn(of: SendEffect | undefined): Message {
  const [message] = of === undefined ? [] : read(of.message).messages
  return message ?? assert.fail()
}

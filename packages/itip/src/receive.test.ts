import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import { findAttendee, partStatOf } from './attendee.ts'
import type { Context } from './context.ts'
import type { Message } from './message.ts'
import { receive } from './receive.ts'
import type { HeldState } from './state.ts'
import { nothingHeld } from './state.ts'
import {
  attendee,
  componentAt,
  context,
  makeEvent,
  message,
  scheduled,
  textOfObject,
} from './testing.ts'
import { validate } from './validate.ts'

/** All messages one after another; the state after each is the next one's. */
function receiveAll(held: HeldState, messages: readonly Message[], of: Context): HeldState {
  return messages.reduce((state, each) => receive(state, each, of).state, held)
}

function statusOf(held: HeldState, who: string, recurrenceId?: string): string | undefined {
  const component = componentAt(held.object, recurrenceId)
  const line = component && findAttendee(component, calendarAddress(`${who}@example.com`))
  return line && partStatOf(line)
}

describe('an Attendee receives a REQUEST', () => {
  const bob = context('bob', { from: 'ann' })

  it('stores what is new, without METHOD', () => {
    const result = receive(nothingHeld('meeting'), message('REQUEST', [makeEvent()]), bob)
    assert.equal(result.classification, 'new')
    assert.equal(rawValue(result.state.object ?? assert.fail(), 'METHOD'), undefined)
    assert.equal(scheduled(result.state.object).length, 1)
    assert.deepEqual(
      result.effects.map((each) => each.kind === 'notify' && each.notice),
      ['invited'],
    )
    assert.equal(result.explanation[0].requirement, '5546/3.2.2/unknown-uid-is-new')
  })

  it('changes nothing the second time, and gives back the same state object', () => {
    const request = message('REQUEST', [makeEvent()])
    const { state } = receive(nothingHeld('meeting'), request, bob)
    const again = receive(state, request, bob)
    assert.equal(again.state, state)
    assert.equal(again.classification, 'duplicate')
    assert.deepEqual(again.effects, [])
  })

  it('takes what was found wrong before, and looks for nothing again', () => {
    const faulty = message('REQUEST', [makeEvent().replace('DTSTART:', 'X-START:')])
    const violations = validate(faulty)
    assert.ok(violations.some((each) => each.level === 'error'))
    const looked = receive(nothingHeld('meeting'), faulty, bob)
    const told = receive(nothingHeld('meeting'), faulty, { ...bob, violations })
    assert.deepEqual(told, looked)
    assert.deepEqual(
      receive(nothingHeld('meeting'), faulty, { ...bob, violations: [] }).violations,
      [],
    )
  })

  it('takes a higher SEQUENCE with another time for a reschedule that asks anew', () => {
    const { state } = receive(
      nothingHeld('meeting'),
      message('REQUEST', [
        makeEvent({ attendees: [attendee('ann'), attendee('bob', 'PARTSTAT=ACCEPTED')] }),
      ]),
      bob,
    )
    const moved = makeEvent({
      start: '20260303T090000Z',
      end: '20260303T100000Z',
      sequence: 1,
      dtstamp: '20260102T000000Z',
      attendees: [attendee('ann'), attendee('bob', 'PARTSTAT=ACCEPTED')],
    })
    const result = receive(state, message('REQUEST', [moved]), bob)
    assert.equal(result.classification, 'reschedule')
    assert.equal(statusOf(result.state, 'bob'), 'NEEDS-ACTION')
  })
})

describe('the Organizer receives a REPLY', () => {
  const ann = context('ann', { from: 'bob' })
  const held = { ...nothingHeld('meeting'), object: message('REQUEST', [makeEvent()]).object }

  it('puts the answer on that Attendee alone', () => {
    const reply = message('REPLY', [
      `SEQUENCE:0\nDTSTAMP:20260102T000000Z\n${attendee('bob', 'PARTSTAT=ACCEPTED')}`,
    ])
    const result = receive(held, reply, ann)
    assert.equal(result.classification, 'reply')
    assert.equal(statusOf(result.state, 'bob'), 'ACCEPTED')
    assert.equal(statusOf(result.state, 'cid'), 'NEEDS-ACTION')
    assert.equal(receive(result.state, reply, ann).state, result.state)
  })
})

describe('an Attendee receives a CANCEL', () => {
  const bob = context('bob', { from: 'ann' })

  it('of one instance and leaves the series alone', () => {
    const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })
    const cancel = `SEQUENCE:1\nDTSTAMP:20260103T000000Z\nSTATUS:CANCELLED\nRECURRENCE-ID:20260304T090000Z\n${attendee('bob')}`
    const state = receiveAll(
      nothingHeld('meeting'),
      [message('REQUEST', [series]), message('CANCEL', [cancel])],
      bob,
    )
    const master = componentAt(state.object) ?? assert.fail()
    assert.equal(rawValue(master, 'STATUS'), undefined)
    assert.equal(
      rawValue(componentAt(state.object, '20260304T090000Z') ?? assert.fail(), 'STATUS'),
      'CANCELLED',
      textOfObject(state.object),
    )
  })
})

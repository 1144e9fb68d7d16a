/** What RFC 5546 §3.5 says of journals. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Component } from '@parley/icalendar'
import { firstProperty, rawValue } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import type { Change } from './change.ts'
import type { Message } from './message.ts'
import { originate } from './originate.ts'
import { receive } from './receive.ts'
import type { HeldState } from './state.ts'
import { nothingHeld } from './state.ts'
import {
  calendar,
  componentAt,
  context,
  holding,
  message,
  requirementsOf,
  scheduled,
  sends,
} from './testing.ts'

const ann = context('ann')
const bob = context('bob', { from: 'ann' })
const second = '20260303T090000Z'
const third = '20260304T090000Z'
const daily = 'DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=5\nSUMMARY:Log'
const held = holding([daily], 'VJOURNAL')

function journal(method: string, sequence: number, text: string): Message {
  const stamp = `DTSTAMP:202601${10 + sequence}T000000Z`
  return message(method, [`SEQUENCE:${sequence}\n${stamp}\n${text}`], { name: 'VJOURNAL' })
}
function at(state: HeldState, recurrenceId?: string): Component {
  return componentAt(state.object, recurrenceId) ?? assert.fail()
}
function sentBy(change: Change, from = held): readonly Component[] {
  return sends(originate(from, change, ann).effects).flatMap((each) => scheduled(each.message))
}

describe('a journal', () => {
  it('is changed and withdrawn by who published it', () => {
    const first = receive(nothingHeld('meeting'), journal('PUBLISH', 0, daily), bob).state
    const later = receive(first, journal('PUBLISH', 1, `${daily}\nDESCRIPTION:Long`), bob).state
    // Requirement: 5546/3.5.1/organizer-may-follow-up
    assert.equal(rawValue(at(later), 'DESCRIPTION'), 'Long')
    const { state, explanation } = receive(later, journal('CANCEL', 2, 'STATUS:CANCELLED'), bob)
    assert.equal(rawValue(at(state), 'STATUS'), 'CANCELLED')
    assert.deepEqual(requirementsOf(explanation), ['5546/3.5.3/whole-cancelled'])
  })

  it('gets a further instance by ADD, which is not answered', () => {
    const extra = 'DTSTART:20260310T090000Z\nSUMMARY:Log'
    const result = receive(held, journal('ADD', 1, extra), bob)
    assert.equal(requirementsOf(result.explanation)[0], '5546/3.5.2/added-as-rdate')
    assert.equal(rawValue(at(result.state), 'RDATE'), '20260310T090000Z')
    // Requirement: 5546/3.5.2/no-reply-due
    assert.deepEqual(sends(result.effects), [])
    const [component] = scheduled(calendar([extra], { name: 'VJOURNAL' }))
    const made = originate(held, { kind: 'add', component: component ?? assert.fail() }, ann)
    assert.equal(requirementsOf(made.explanation)[0], '5546/3.5.2/organizer-adds-instances')
    assert.deepEqual(
      ['RDATE', 'UID'].map((name) => rawValue(at(made.state), name)),
      ['20260310T090000Z', 'meeting'],
    )
    // Requirement: 5546/3.5.2/uid-of-original
    assert.throws(() => receive(nothingHeld('other'), journal('ADD', 1, extra), bob), TypeError)
  })

  it('is called off as a whole by its UID, and instance by instance by RECURRENCE-ID', () => {
    const attendees = [calendarAddress('zoe@example.com')]
    const [whole, ...more] = sentBy({ kind: 'cancel', attendees })
    assert.deepEqual(more, [])
    // Requirement: 5546/3.5.3/whole-without-recurrence-id
    // Requirement: 5546/3.5.3/uid-of-original
    // Requirement: 5546/3.5.3/sequence-raised
    assert.deepEqual(
      ['UID', 'RECURRENCE-ID', 'SEQUENCE', 'STATUS'].map((name) => whole && rawValue(whole, name)),
      ['meeting', undefined, '1', 'CANCELLED'],
    )
    // Requirement: 5546/3.5.3/instance-with-recurrence-id
    // Requirement: 5546/3.5.3/several-instances
    assert.deepEqual(
      sentBy({ kind: 'cancel', attendees, keys: [second, third] }).map((each) =>
        ['UID', 'RECURRENCE-ID', 'SEQUENCE'].map((name) => rawValue(each, name)),
      ),
      [second, third].map((key) => ['meeting', key, '1']),
    )
  })

  const cancel = (id: string) => receive(held, journal('CANCEL', 1, `STATUS:CANCELLED\n${id}`), bob)

  it('holds a cancelled instance as cancelled and the others as before', () => {
    const { state, explanation } = cancel(`RECURRENCE-ID:${third}`)
    assert.deepEqual(requirementsOf(explanation), ['5546/3.5.3/instance-cancelled'])
    assert.deepEqual(
      [rawValue(at(state, third), 'STATUS'), rawValue(at(state), 'STATUS')],
      ['CANCELLED', undefined],
    )
  })

  it('ends before an instance that is cancelled with all after it', () => {
    const { state, explanation } = cancel(`RECURRENCE-ID;RANGE=THISANDFUTURE:${third}`)
    assert.deepEqual(requirementsOf(explanation), ['5546/3.5.3/range-cancelled'])
    assert.match(firstProperty(at(state), 'RRULE')?.value ?? '', /UNTIL|COUNT=2/)
  })

  it('loses nothing by a CANCEL of an instance that it does not have', () => {
    const { state, explanation } = cancel('RECURRENCE-ID:20260401T090000Z')
    assert.deepEqual(requirementsOf(explanation), ['5546/3.5.3/unknown-instance'])
    assert.equal(firstProperty(at(state), 'RRULE')?.value, 'FREQ=DAILY;COUNT=5')
    assert.equal(rawValue(at(state), 'EXDATE'), undefined)
  })
})

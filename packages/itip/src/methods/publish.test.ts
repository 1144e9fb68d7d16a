import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import { nothingHeld } from '../state.ts'
import {
  attendee,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  requirementsOf,
  scheduled,
  sends,
  statusIn,
} from '../testing.ts'

const bob = context('bob', { from: 'ann' })

function publish(more: Parameters<typeof makeEvent>[0]): Message {
  return message('PUBLISH', [makeEvent({ attendees: [], ...more })])
}

describe('a PUBLISH', () => {
  it('is kept, updated by a later revision, and withdrawn by a CANCEL', () => {
    const first = receive(nothingHeld('meeting'), publish({}), bob)
    // Requirement: 5546/3.2.1/anyone-may-keep
    assert.equal(first.classification, 'published')
    // Requirement: 5546/4.1/published-incorporated
    assert.ok(first.state.object)
    // Requirement: 5546/1.4/publish-without-interaction
    assert.deepEqual(sends(first.effects), [])
    const later = publish({ sequence: 1, dtstamp: '20260110T000000Z', more: 'LOCATION:Hall' })
    const second = receive(first.state, later, bob)
    // Requirement: 5546/4.1.2/higher-sequence-updates
    assert.equal(rawValue(componentAt(second.state.object) ?? assert.fail(), 'LOCATION'), 'Hall')
    assert.equal(receive(second.state, later, bob).state, second.state)
    // Requirement: 5546/4.1.2/lower-sequence-not-applied
    const old = publish({ dtstamp: '20260120T000000Z' })
    assert.equal(receive(second.state, old, bob).state, second.state)
    const cancel = message('CANCEL', ['SEQUENCE:2\nSTATUS:CANCELLED'])
    const third = receive(second.state, cancel, bob)
    assert.equal(rawValue(componentAt(third.state.object) ?? assert.fail(), 'STATUS'), 'CANCELLED')
    // Requirement: 5546/4.1.3/cancel-covers-earlier-revisions
    for (const sequence of [0, 1]) {
      const late = publish({ sequence, dtstamp: '20260120T000000Z' })
      assert.equal(receive(third.state, late, bob).state, third.state)
    }
  })

  it('of a series is changed, extended and withdrawn by who published it', () => {
    const weekly = { more: 'RRULE:FREQ=WEEKLY;COUNT=3' }
    const first = receive(nothingHeld('meeting'), publish(weekly), bob)
    const revision = (sequence: number) => ({ sequence, dtstamp: `202601${10 + sequence}T000000Z` })
    const changed = receive(
      first.state,
      publish({ ...revision(1), more: `${weekly.more}\nLOCATION:Hall` }),
      bob,
    )
    const extra = { start: '20260304T150000Z', end: '20260304T160000Z', attendees: [] }
    const extended = receive(
      changed.state,
      message('ADD', [makeEvent({ ...extra, ...revision(2) })]),
      bob,
    )
    const cancel = message('CANCEL', [
      'SEQUENCE:3\nDTSTAMP:20260113T000000Z\nSTATUS:CANCELLED\nRECURRENCE-ID:20260309T090000Z',
    ])
    const { state } = receive(extended.state, cancel, bob)
    const master = componentAt(state.object) ?? assert.fail()
    // Requirement: 5546/3.2.1/organizer-may-follow-up
    assert.deepEqual(
      ['LOCATION', 'RDATE'].map((name) => rawValue(master, name)),
      ['Hall', '20260304T150000Z'],
    )
    const instance = componentAt(state.object, '20260309T090000Z') ?? assert.fail()
    assert.equal(rawValue(instance, 'STATUS'), 'CANCELLED')
  })

  it('of what is held as an invitation takes no Attendee and no answer away', () => {
    const attendees = [attendee('ann'), attendee('bob', 'PARTSTAT=ACCEPTED')]
    const held = holding([makeEvent({ attendees })])
    const later = publish({ sequence: 1, dtstamp: '20260110T000000Z', more: 'LOCATION:Hall' })
    const { state, explanation } = receive(held, later, bob)
    assert.equal(rawValue(componentAt(state.object) ?? assert.fail(), 'LOCATION'), 'Hall')
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    assert.equal(requirementsOf(explanation)[0], '5546/3.2.1/publish-keeps-invitation')
  })

  it('of a VJOURNAL is kept', () => {
    const journal = message('PUBLISH', ['DTSTART:20260304T150000Z\nDESCRIPTION:Notes'], {
      name: 'VJOURNAL',
    })
    const result = receive(nothingHeld('meeting'), journal, bob)
    assert.equal(result.classification, 'published')
    assert.equal(scheduled(result.state.object)[0]?.name, 'VJOURNAL')
    assert.equal(requirementsOf(result.explanation)[0], '5546/3.5.1/no-reply-due')
  })

  it('waits apart where the policy asks first', () => {
    const asking = context('bob', { from: 'ann', policy: { newInvitations: 'ask' } })
    const { state } = receive(nothingHeld('meeting'), publish({}), asking)
    assert.equal(state.object, undefined)
    assert.equal(state.ledger.questions.length, 1)
  })
})

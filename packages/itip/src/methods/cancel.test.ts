import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import { type HeldState, nothingHeld } from '../state.ts'
import {
  attendee,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  requirementsOf,
  scheduled,
  statusIn,
} from '../testing.ts'

const bob = context('bob', { from: 'ann' })
const removing = context('bob', { from: 'ann', policy: { cancelledComponents: 'remove' } })
const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })
const second = '20260303T090000Z'
const third = '20260304T090000Z'

function cancelOf(
  given: {
    readonly sequence?: number
    readonly dtstamp?: string
    readonly recurrenceId?: string
    readonly range?: boolean
    readonly status?: boolean
    readonly attendees?: readonly string[]
  } = {},
): Message {
  const { sequence = 1, dtstamp = '20260110T000000Z', recurrenceId, range, status } = given
  const id = range === true ? 'RECURRENCE-ID;RANGE=THISANDFUTURE' : 'RECURRENCE-ID'
  return message('CANCEL', [
    [
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${dtstamp}`,
      ...(status === false ? [] : ['STATUS:CANCELLED']),
      ...(recurrenceId === undefined ? [] : [`${id}:${recurrenceId}`]),
      ...(given.attendees ?? [attendee('bob'), attendee('cid')]),
    ].join('\n'),
  ])
}

function valueAt(held: HeldState, name: string, recurrenceId?: string): string | undefined {
  return rawValue(componentAt(held.object, recurrenceId) ?? assert.fail(), name)
}

describe('a CANCEL of the whole', () => {
  it('leaves the component as cancelled, at the revision of the CANCEL', () => {
    const { state, classification } = receive(holding([makeEvent()]), cancelOf(), bob)
    assert.equal(classification, 'cancelled')
    assert.equal(valueAt(state, 'STATUS'), 'CANCELLED')
    assert.equal(valueAt(state, 'SEQUENCE'), '1')
    assert.equal(valueAt(state, 'SUMMARY'), 'Plan')
  })

  it('takes it away where the policy says so, and the mark stays', () => {
    const { state } = receive(holding([makeEvent()]), cancelOf(), removing)
    assert.equal(state.object, undefined)
    assert.deepEqual([...state.ledger.cancelled.keys()], [''])
  })

  it('applies at the held SEQUENCE too, as Google sends it', () => {
    const { state } = receive(holding([makeEvent()]), cancelOf({ sequence: 0 }), bob)
    assert.equal(valueAt(state, 'STATUS'), 'CANCELLED')
  })

  it('does not apply at the held SEQUENCE where the policy refuses that habit', () => {
    const policy = { refusedQuirks: ['sequence-not-raised'] }
    const strict = context('bob', { from: 'ann', policy })
    const held = holding([makeEvent({ sequence: 1, more: 'RRULE:FREQ=DAILY;COUNT=5' })])
    for (const recurrenceId of [{}, { recurrenceId: second }]) {
      const result = receive(held, cancelOf({ sequence: 1, ...recurrenceId }), strict)
      assert.equal(result.state, held)
      assert.equal(result.classification, 'obsolete')
      assert.deepEqual(requirementsOf(result.explanation), ['5546/2.1.4/cancel-raises-sequence'])
      const raised = receive(held, cancelOf({ sequence: 2, ...recurrenceId }), strict)
      assert.notEqual(raised.state, held)
    }
  })

  it('changes nothing the second time, whatever becomes of cancelled components', () => {
    for (const by of [bob, removing]) {
      const { state } = receive(holding([series]), cancelOf(), by)
      const again = receive(state, cancelOf(), by)
      assert.equal(again.state, state)
      assert.equal(again.classification, 'duplicate')
    }
  })

  it('below the held SEQUENCE changes nothing', () => {
    const held = holding([makeEvent({ sequence: 3 })])
    const result = receive(held, cancelOf({ sequence: 2 }), bob)
    assert.equal(result.state, held)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/2.1.5/older-discarded'])
  })

  it('is not undone by a late REQUEST, and is by one with a higher SEQUENCE', () => {
    for (const by of [bob, removing]) {
      const { state } = receive(holding([makeEvent()]), cancelOf({ sequence: 2 }), by)
      const late = receive(
        state,
        message('REQUEST', [makeEvent({ sequence: 1, dtstamp: '20260120T000000Z' })]),
        by,
      )
      assert.equal(late.state, state)
      // Requirement: 5546/4.2.9/below-cancel-ignored
      assert.equal(late.classification, 'cancelled-before')
      const fresh = message('REQUEST', [makeEvent({ sequence: 3, dtstamp: '20260120T000000Z' })])
      const revived = receive(state, fresh, by)
      assert.equal(valueAt(revived.state, 'STATUS'), undefined)
      assert.equal(statusIn(revived.state.object, 'bob'), 'NEEDS-ACTION')
      assert.equal(revived.state.ledger.cancelled.size, 0)
    }
  })

  it('takes the overridden components along', () => {
    const moved = makeEvent({ sequence: 1, more: `RECURRENCE-ID:${second}` })
    const { state } = receive(holding([series, moved]), cancelOf({ sequence: 2 }), bob)
    assert.deepEqual(
      scheduled(state.object).map((each) => rawValue(each, 'STATUS')),
      ['CANCELLED', 'CANCELLED'],
    )
  })

  it('that overtook its REQUEST is held, if its SEQUENCE is above 0', () => {
    const early = receive(nothingHeld('meeting'), cancelOf(), bob)
    assert.deepEqual(requirementsOf(early.explanation), ['5546/5.2.1/unknown-cancel-held'])
    const late = receive(early.state, message('REQUEST', [makeEvent()]), bob)
    // Requirement: 5546/5.2.1/late-request-meets-held-cancel
    assert.equal(late.classification, 'cancelled-before')
    assert.equal(late.state.object, undefined)
    const held = nothingHeld('meeting')
    const plain = receive(held, cancelOf({ sequence: 0 }), bob)
    assert.equal(plain.state, held)
    assert.deepEqual(requirementsOf(plain.explanation), ['5546/5.2.1/unknown-cancel-discarded'])
  })

  it('from someone else waits for a person', () => {
    const held = holding([makeEvent()])
    const result = receive(held, cancelOf(), context('bob', { from: 'eve@evil.example' }))
    assert.equal(result.state.object, held.object)
    assert.equal(result.classification, 'unauthorized')
  })
})

describe('a CANCEL of instances', () => {
  it('cancels that instance and never the series', () => {
    const { state, classification, effects } = receive(
      holding([series]),
      cancelOf({ recurrenceId: third }),
      bob,
    )
    assert.equal(classification, 'instances-cancelled')
    assert.equal(valueAt(state, 'STATUS'), undefined)
    assert.equal(valueAt(state, 'STATUS', third), 'CANCELLED')
    assert.equal(valueAt(state, 'DTSTART', third), third)
    assert.deepEqual(
      effects.map((each) => each.kind === 'notify' && each.keys),
      [[third]],
    )
  })

  it('leaves it out by EXDATE where the policy takes cancelled components away', () => {
    const { state } = receive(holding([series]), cancelOf({ recurrenceId: third }), removing)
    assert.equal(scheduled(state.object).length, 1)
    assert.equal(valueAt(state, 'EXDATE'), third)
  })

  it('finds it in another form of the same instant', () => {
    const zoned = makeEvent({ start: '20260302T090000', end: '20260302T100000' })
      .replace('DTSTART:', 'DTSTART;TZID=Europe/Vienna:')
      .replace('DTEND:', 'DTEND;TZID=Europe/Vienna:')
    const held = holding([`${zoned}\nRRULE:FREQ=DAILY;COUNT=5`])
    const { state } = receive(held, cancelOf({ recurrenceId: '20260304T080000Z' }), bob)
    assert.equal(scheduled(state.object).length, 2)
    assert.equal(valueAt(state, 'STATUS'), undefined)
  })

  it('and all after it ends the series before it', () => {
    const { state } = receive(
      holding([series]),
      cancelOf({ recurrenceId: third, range: true }),
      bob,
    )
    assert.equal(valueAt(state, 'RRULE'), 'FREQ=DAILY;UNTIL=20260304T085959Z')
    const late = message('REQUEST', [
      makeEvent({ start: '20260305T120000Z', more: 'RECURRENCE-ID:20260305T090000Z' }),
    ])
    assert.equal(receive(state, late, bob).classification, 'cancelled-before')
  })

  it('that the series does not have takes nothing away', () => {
    const held = holding([`${series}\nEXDATE:${second}`])
    const result = receive(held, cancelOf({ recurrenceId: second }), bob)
    assert.equal(scheduled(result.state.object).length, 1)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.5/unknown-instance'])
    assert.deepEqual(result.effects, [])
  })

  it('comes with several in one message', () => {
    const one = cancelOf({ recurrenceId: second })
    const other = cancelOf({ recurrenceId: third })
    const components = [...one.components, ...other.components]
    const both = { ...one, components, object: { ...one.object, components } }
    const { state } = receive(holding([series]), both, bob)
    assert.equal(valueAt(state, 'STATUS', second), 'CANCELLED')
    assert.equal(valueAt(state, 'STATUS', third), 'CANCELLED')
  })
})

describe('a CANCEL without STATUS', () => {
  it('takes the Attendee off whom it lists', () => {
    const cancel = cancelOf({ status: false, attendees: [attendee('bob')] })
    const { state, classification, effects } = receive(holding([makeEvent()]), cancel, bob)
    assert.equal(classification, 'attendee-removed')
    assert.equal(valueAt(state, 'STATUS'), 'CANCELLED')
    assert.deepEqual(
      effects.map((each) => each.kind === 'notify' && each.notice),
      ['removed'],
    )
  })

  it('that lists others leaves him where he is', () => {
    const held = holding([makeEvent()])
    const result = receive(held, cancelOf({ status: false, attendees: [attendee('cid')] }), bob)
    assert.equal(result.state, held)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.5/recipient-not-listed'])
  })
})

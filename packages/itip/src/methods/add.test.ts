import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allComponents, rawValue } from '@parley/icalendar'
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
const series = makeEvent({
  more: 'RRULE:FREQ=WEEKLY;COUNT=3\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nDESCRIPTION:Go\nEND:VALARM',
})
const added = '20260304T150000Z'

function addOf(sequence: number, more = ''): Message {
  return message('ADD', [
    makeEvent({
      sequence,
      dtstamp: '20260110T000000Z',
      start: added,
      end: '20260304T160000Z',
      more,
    }),
  ])
}

describe('an ADD', () => {
  it('is an RDATE of the series, with a component for its own properties', () => {
    const { state, classification } = receive(holding([series]), addOf(1, 'LOCATION:Hall'), bob)
    const master = componentAt(state.object) ?? assert.fail()
    const instance = componentAt(state.object, added) ?? assert.fail()
    assert.equal(classification, 'instance-added')
    assert.equal(rawValue(master, 'RDATE'), added)
    assert.equal(rawValue(master, 'LOCATION'), undefined)
    assert.equal(rawValue(instance, 'LOCATION'), 'Hall')
    assert.equal(statusIn(state.object, 'bob', added), 'NEEDS-ACTION')
    assert.equal(allComponents(instance, 'VALARM').length, 1)
  })

  it('changes nothing the second time', () => {
    const { state } = receive(holding([series]), addOf(1), bob)
    const again = receive(state, addOf(1), bob)
    assert.equal(again.state, state)
    assert.equal(again.classification, 'duplicate')
  })

  it('does not double an instance that the series has', () => {
    const first = message('ADD', [makeEvent({ sequence: 1, dtstamp: '20260110T000000Z' })])
    const { state, explanation } = receive(holding([series]), first, bob)
    assert.equal(rawValue(componentAt(state.object) ?? assert.fail(), 'RDATE'), undefined)
    assert.equal(explanation[0].requirement, '5546/3.2.4/instance-already-held')
  })

  it('brings back an instance that was left out', () => {
    const first = message('ADD', [makeEvent({ sequence: 1, dtstamp: '20260110T000000Z' })])
    const { state } = receive(holding([`EXDATE:20260302T090000Z\n${series}`]), first, bob)
    assert.equal(rawValue(componentAt(state.object) ?? assert.fail(), 'EXDATE'), undefined)
  })

  it('stays when a series of an earlier revision comes late', () => {
    const late = message('REQUEST', [
      makeEvent({ sequence: 0, dtstamp: '20260109T000000Z', more: 'RRULE:FREQ=WEEKLY;COUNT=3' }),
    ])
    const one = receive(receive(holding([series]), addOf(1), bob).state, late, bob).state
    const other = receive(receive(holding([series]), late, bob).state, addOf(1), bob).state
    assert.equal(rawValue(componentAt(one.object) ?? assert.fail(), 'RDATE'), added)
    assert.equal(rawValue(componentAt(other.object) ?? assert.fail(), 'RDATE'), added)
  })

  it('to something not held makes the Attendee ask for the whole', () => {
    const held = nothingHeld('meeting')
    const result = receive(held, addOf(1), bob)
    const [refresh] = sends(result.effects)
    assert.equal(result.state, held)
    assert.deepEqual([refresh?.method, refresh?.recipients], ['REFRESH', ['ann@example.com']])
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.4/unknown-uid-refreshes'])
    const asked = scheduled(refresh?.message)[0] ?? assert.fail()
    assert.equal(rawValue(asked, 'ATTENDEE'), 'mailto:bob@example.com')
    assert.equal(rawValue(asked, 'SEQUENCE'), undefined)
  })

  it('that shows that a revision was missed makes him ask, and waits', () => {
    const held = holding([series])
    const result = receive(held, addOf(3), bob)
    assert.equal(result.state, held)
    assert.equal(result.classification, 'mis-sequenced')
    assert.equal(sends(result.effects)[0]?.method, 'REFRESH')
  })

  it('of a VJOURNAL that is not held is a publication', () => {
    const journal = message(
      'ADD',
      ['SEQUENCE:1\nDTSTART:20260304T150000Z\nDESCRIPTION:Notes\nSUMMARY:Day'],
      { name: 'VJOURNAL' },
    )
    const { state, classification } = receive(nothingHeld('meeting'), journal, bob)
    assert.equal(classification, 'published')
    assert.equal(scheduled(state.object).length, 1)
  })

  it('of a VTODO names its instance by DTSTART too', () => {
    const todo = (more: string): string =>
      `DTSTART:20260302T090000Z\nDUE:20260302T170000Z\nSUMMARY:Report\nPRIORITY:1\n${attendee('bob')}\n${more}`
    const held = holding([todo('RRULE:FREQ=WEEKLY;COUNT=3')], 'VTODO')
    const add = message(
      'ADD',
      [
        `SEQUENCE:1\n${todo('').replace('20260302T09', '20260304T09').replace('DUE:20260302', 'DUE:20260304')}`,
      ],
      { name: 'VTODO' },
    )
    const { state } = receive(held, add, bob)
    assert.equal(rawValue(componentAt(state.object) ?? assert.fail(), 'RDATE'), '20260304T090000Z')
  })
})

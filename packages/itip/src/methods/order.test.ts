import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import { type HeldState, nothingHeld } from '../state.ts'
import {
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  replyOf,
  seconds,
  statusIn,
} from '../testing.ts'

const bob = context('bob', { from: 'ann' })
const second = '20260303T090000Z'
const stamp = (day: number): string => `202601${day}T000000Z`

function request(more: string, given: Parameters<typeof makeEvent>[0] = {}): Message {
  return message('REQUEST', [makeEvent({ ...given, more })])
}
function received(messages: readonly Message[], by = bob, held = nothingHeld('meeting')) {
  return messages.reduce<HeldState>((state, each) => receive(state, each, by).state, held)
}
function placeIn(held: HeldState, recurrenceId?: string): string | undefined {
  return rawValue(componentAt(held.object, recurrenceId) ?? assert.fail(), 'LOCATION')
}

describe('of two revisions', () => {
  const series = (place: string, sequence: number, day: number): Message =>
    request(`RRULE:FREQ=DAILY;COUNT=5\nLOCATION:${place}`, { sequence, dtstamp: stamp(day) })
  const instance = (place: string, sequence: number, day: number): Message =>
    request(`RECURRENCE-ID:${second}\nLOCATION:${place}`, {
      sequence,
      dtstamp: stamp(day),
      start: second,
      end: '20260303T100000Z',
    })

  it('the later takes the place of the earlier, and is what is remembered', () => {
    const state = received([series('Hall', 1, 10), instance('Bar', 2, 11), series('Roof', 1, 12)])
    // Requirement: 5546/2.1.5/later-applied
    assert.equal(placeIn(state), 'Roof')
    // Requirement: 5546/2.1.5/revision-kept
    assert.deepEqual(
      [...state.ledger.revisions],
      [
        ['', { sequence: 1, dtstampSeconds: seconds(stamp(12)) }],
        [second, { sequence: 2, dtstampSeconds: seconds(stamp(11)) }],
      ],
    )
  })

  it('of a series the later drops an instance of its own only with a higher SEQUENCE', () => {
    const first = [series('Hall', 1, 10), instance('Bar', 1, 11)]
    // Requirement: 5546/2.1.5/master-does-not-obsolete-override
    assert.equal(placeIn(received([...first, series('Roof', 1, 12)]), second), 'Bar')
    const dropped = received([...first, series('Roof', 2, 12)])
    // Requirement: 5546/4.4.7/rescheduled-rule-drops-overrides
    assert.equal(componentAt(dropped.object, second), undefined)
  })

  it('of an instance the one with the lower SEQUENCE changes nothing, whenever it was made', () => {
    const held = received([series('Hall', 1, 10), instance('Bar', 3, 11)])
    // Requirement: 5546/4.7.2/instance-below-held-ignored
    assert.equal(received([instance('Roof', 2, 20)], bob, held), held)
  })

  it('one without SEQUENCE counts as SEQUENCE 0', () => {
    const bare = (place: string, day: number): Message =>
      message('REQUEST', [
        makeEvent({ dtstamp: stamp(day), more: `LOCATION:${place}` }).replace('SEQUENCE:0\n', ''),
      ])
    assert.equal(rawValue(bare('Hall', 10).components[0] ?? assert.fail(), 'SEQUENCE'), undefined)
    // Requirement: 5546/2.1.5/absent-sequence-is-zero
    assert.equal(placeIn(received([bare('Hall', 10), bare('Bar', 11)])), 'Bar')
    const one = request('LOCATION:Hall', { sequence: 1, dtstamp: stamp(10) })
    assert.equal(placeIn(received([one, bare('Bar', 11)])), 'Hall')
    const zero = request('LOCATION:Hall', { sequence: 0, dtstamp: stamp(12) })
    assert.equal(placeIn(received([zero, bare('Bar', 11)])), 'Hall')
  })
})

describe('of two answers of one Attendee', () => {
  const ann = context('ann', { from: 'bob' })
  const held = holding([makeEvent({ sequence: 2 })])
  const answer = (partStat: string, sequence: number, day: number): Message =>
    replyOf('bob', partStat, { sequence, dtstamp: stamp(day) })

  it('that to the higher SEQUENCE stands, whatever DTSTAMP says, and is what is remembered', () => {
    const state = received([answer('ACCEPTED', 2, 10), answer('DECLINED', 1, 20)], ann, held)
    // Requirement: 5546/2.1.5/higher-reply-sequence-obsoletes
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    // Requirement: 5546/2.1.5/reply-revision-kept
    assert.deepEqual(
      [...state.ledger.replies.values()].map(({ address, key, revision }) => ({
        address,
        key,
        revision,
      })),
      [
        {
          address: 'bob@example.com',
          key: '',
          revision: { sequence: 2, dtstampSeconds: seconds(stamp(10)) },
        },
      ],
    )
  })
})

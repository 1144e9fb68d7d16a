import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import { findAttendee, partStatOf } from '../attendee.ts'
import type { Change } from '../change.ts'
import { originate } from '../originate.ts'
import {
  attendee,
  calendar,
  context,
  holding,
  makeEvent,
  scheduled,
  textOfObject,
} from '../testing.ts'
import { accepted, held, properly, summary } from './testing.ts'

const start = '20260302T090000Z'
const third = '20260316T090000Z'
const ann = context('ann')

const address = (name: string): ReturnType<typeof calendarAddress> =>
  calendarAddress(`${name}@example.com`)

describe('a split series', () => {
  const guests = makeEvent({ attendees: accepted, more: 'RRULE:FREQ=WEEKLY;COUNT=10' })
  const before = held(
    calendar([
      guests,
      makeEvent({
        start: '20260323T100000Z',
        end: '20260323T110000Z',
        attendees: accepted,
        more: 'RECURRENCE-ID:20260323T090000Z',
      }),
    ]),
  )
  const change: Change = { kind: 'split', at: third, newUid: 'rest' }

  it('ends before the instance and goes on under another UID; answers stay', () => {
    const made = properly(originate(before, change, ann))
    const [rest] = made.created ?? []
    assert.equal(rest?.uid, 'rest')
    const old = textOfObject(made.state.object)
    assert.match(old, /RRULE:.*COUNT=2/)
    assert.doesNotMatch(old, /20260323/)
    const [series, own] = scheduled(rest?.object)
    assert.ok(series && own)
    assert.deepEqual(
      ['UID', 'DTSTART', 'DTEND', 'RELATED-TO', 'RECURRENCE-ID'].map((name) =>
        rawValue(series, name),
      ),
      ['rest', third, '20260316T100000Z', 'meeting', undefined],
    )
    assert.match(rawValue(series, 'RRULE') ?? '', /COUNT=8/)
    assert.equal(rawValue(own, 'UID'), 'rest')
    const bob = findAttendee(series, address('bob'))
    assert.equal(bob && partStatOf(bob), 'ACCEPTED')
    assert.deepEqual(summary(made), ['REQUEST [] bob cid', 'REQUEST [] bob cid'])
  })

  it('with the rest at another time: answers to the rest start over', () => {
    const object = calendar([
      makeEvent({
        start: '20260317T090000Z',
        end: '20260317T100000Z',
        attendees: accepted,
        more: 'RRULE:FREQ=WEEKLY;COUNT=8',
      }),
    ])
    const made = originate(before, { ...change, object }, ann)
    const [series] = scheduled(made.created?.[0]?.object)
    const bob = series && findAttendee(series, address('bob'))
    assert.equal(bob && partStatOf(bob), 'NEEDS-ACTION')
  })

  it('at its first instance: nothing', () => {
    assert.equal(originate(before, { ...change, at: start }, ann).state, before)
  })
})

it('does not split at an instance that the series has left behind', () => {
  const attendees = [attendee('bob')]
  const held = holding([
    makeEvent({ attendees, more: 'RRULE:FREQ=DAILY;COUNT=5' }),
    makeEvent({ attendees, more: 'RECURRENCE-ID:20260304T070000Z', start: '20260304T080000Z' }),
  ])
  const change = { kind: 'split', at: '20260304T070000Z', newUid: 'rest' } as const
  const { state, created } = originate(held, change, context('ann'))
  assert.equal(state, held)
  assert.equal(created, undefined)
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import type { Effect } from '../effect.ts'
import type { Message } from '../message.ts'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import {
  attendee,
  calendar,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  replyOf,
  requirementsOf,
  scheduled,
  sends,
  statusIn,
} from '../testing.ts'

const ann = context('ann', { from: 'bob' })
const series = makeEvent({ sequence: 2, more: 'RRULE:FREQ=DAILY;COUNT=5' })
const moved = makeEvent({
  sequence: 3,
  start: '20260303T150000Z',
  end: '20260303T160000Z',
  more: 'RECURRENCE-ID:20260303T090000Z',
})

function toldOf(effects: readonly Effect[]) {
  return effects.map((each) => each.kind === 'notify' && [each.notice, each.about])
}

function refreshOf(name: string, more = ''): Message {
  return message('REFRESH', [`${attendee(name)}\n${more}`])
}

describe('a REFRESH', () => {
  it('is answered with the latest of all, at its SEQUENCE, and changes nothing', () => {
    const held = holding([series, moved])
    const result = receive(held, refreshOf('bob'), ann)
    const [request] = sends(result.effects)
    assert.equal(result.state, held)
    assert.equal(request?.method, 'REQUEST')
    assert.deepEqual(request?.recipients, ['bob@example.com'])
    assert.deepEqual(
      scheduled(request?.message).map((each) => rawValue(each, 'SEQUENCE')),
      ['2', '3'],
    )
  })

  it('for one instance is answered with that instance', () => {
    const asked = refreshOf('bob', 'RECURRENCE-ID:20260304T090000Z')
    const [request] = sends(receive(holding([series, moved]), asked, ann).effects)
    const [instance, ...rest] = scheduled(request?.message)
    // Requirement: 5546/3.2.6/instance-may-be-asked
    assert.equal(rawValue(instance ?? assert.fail(), 'DTSTART'), '20260304T090000Z')
    assert.deepEqual(rest, [])
  })

  it('for what is cancelled is answered with a CANCEL', () => {
    const held = holding([makeEvent({ sequence: 1, more: 'STATUS:CANCELLED' })])
    const [cancel] = sends(receive(held, refreshOf('bob'), ann).effects)
    assert.equal(cancel?.method, 'CANCEL')
    const component = scheduled(cancel?.message)[0] ?? assert.fail()
    assert.deepEqual(
      ['STATUS', 'SEQUENCE'].map((name) => rawValue(component, name)),
      ['CANCELLED', '1'],
    )
  })

  it('from someone who is not invited is not answered', () => {
    const result = receive(holding([series]), refreshOf('eva'), context('ann', { from: 'eva' }))
    assert.equal(result.classification, 'unauthorized')
    assert.deepEqual(requirementsOf(result.explanation), [
      '5546/6.1.6/refresh-only-for-attendees',
      '5546/6.2.2/refresh-asked',
    ])
    assert.deepEqual(toldOf(result.effects), [['not-applied', 'eva@example.com']])
  })

  it('from someone who was taken off is not answered either; his answer is still on record', () => {
    const by = context('ann', { from: 'cid' })
    const answered = receive(holding([series]), replyOf('cid', 'ACCEPTED', { sequence: 2 }), by)
    const gone = originate(
      answered.state,
      { kind: 'cancel', attendees: [calendarAddress('cid@example.com')] },
      context('ann'),
    )
    assert.equal(statusIn(gone.state.object, 'cid'), undefined)
    // Requirement: 5546/6.2.2/former-attendees-kept
    assert.deepEqual(
      [...gone.state.ledger.replies.values()].map((each) => [each.address, each.partStat]),
      [['cid@example.com', 'ACCEPTED']],
    )
    const result = receive(gone.state, refreshOf('cid'), by)
    // Requirement: 5546/6.2.2/former-attendee-refresh-asked
    assert.equal(result.state, gone.state)
    assert.deepEqual(toldOf(result.effects), [['not-applied', 'cid@example.com']])
  })

  it('is not answered where the policy says so', () => {
    const closed = context('ann', { from: 'bob', policy: { refresh: 'ignore' } })
    assert.deepEqual(receive(holding([series]), refreshOf('bob'), closed).effects, [])
  })

  it('shows all that the series has become', () => {
    const times = { start: '20260310T090000Z', end: '20260310T100000Z', attendees: [] }
    const extra = scheduled(calendar([makeEvent({ ...times, more: 'UID:draft' })]))[0]
    const held = originate(
      holding([series, moved]),
      { kind: 'add', component: extra ?? assert.fail() },
      context('ann'),
    )
    const [request] = sends(receive(held.state, refreshOf('bob'), ann).effects)
    // Requirement: 5546/4.4.8/refresh-answer-holds-overrides
    assert.deepEqual(
      scheduled(request?.message).map((each) => rawValue(each, 'RECURRENCE-ID')),
      [undefined, '20260303T090000Z', '20260310T090000Z'],
    )
    // Requirement: 5546/4.4.8/refresh-answer-holds-additions
    assert.equal(
      rawValue(componentAt(request?.message) ?? assert.fail(), 'RDATE'),
      '20260310T090000Z',
    )
  })

  it('that names an invited Attendee whom the originator is not is not answered', () => {
    const result = receive(
      holding([series]),
      refreshOf('bob'),
      context('ann', { from: 'eve@evil.example' }),
    )
    assert.deepEqual(sends(result.effects), [])
  })

  it('for a UID that is not held is not answered', () => {
    const held = { ...holding([series]), object: undefined }
    const result = receive(held, refreshOf('bob'), ann)
    assert.deepEqual(result.effects, [])
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.6/unknown-uid'])
  })
})

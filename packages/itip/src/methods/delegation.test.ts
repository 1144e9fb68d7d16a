import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parameterValue, rawValue } from '@parley/icalendar'
import { originate } from '../originate.ts'
import type { Policy } from '../policy.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import {
  attendee,
  calendar,
  componentAt,
  context,
  holding,
  lineOf,
  makeEvent,
  message,
  replyOf,
  requirementsOf,
  sends,
  statusIn,
} from '../testing.ts'
import { maxDelegates } from './delegation.ts'

const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })
const third = '20260304T090000Z'

describe('delegation', () => {
  const delegating = message('REPLY', [
    [
      'DTSTAMP:20260110T000000Z',
      'SEQUENCE:0',
      attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
      attendee('eva', 'CN=Eva', 'PARTSTAT=ACCEPTED', 'DELEGATED-FROM="mailto:cid@example.com"'),
    ].join('\n'),
  ])
  const accepting = (partStat: string): ReturnType<typeof message> =>
    message('REPLY', [
      [
        'DTSTAMP:20260111T000000Z',
        'SEQUENCE:0',
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
        attendee('eva', `PARTSTAT=${partStat}`, 'DELEGATED-FROM="mailto:cid@example.com"'),
      ].join('\n'),
    ])
  const fromCid = context('ann', { from: 'cid' })
  const fromEva = context('ann', { from: 'eva' })

  it('marks the Delegator and adds the Delegate, whose answer only he gives', () => {
    const result = receive(holding([makeEvent()]), delegating, fromCid)
    assert.equal(result.classification, 'delegators-reply')
    assert.equal(statusIn(result.state.object, 'cid'), 'DELEGATED')
    assert.equal(statusIn(result.state.object, 'eva'), 'NEEDS-ACTION')
    const line = lineOf(result.state.object, 'eva') ?? assert.fail()
    assert.equal(parameterValue(line, 'DELEGATED-FROM'), 'mailto:cid@example.com')
  })

  it('names so many Delegates at most', () => {
    const naming = (count: number): ReturnType<typeof message> => {
      const names = Array.from({ length: count }, (_, i) => `"mailto:d${i}@example.com"`)
      const line = attendee('cid', 'PARTSTAT=DELEGATED', `DELEGATED-TO=${names.join(',')}`)
      return message('REPLY', [`DTSTAMP:20260110T000000Z\nSEQUENCE:0\n${line}`])
    }
    const held = holding([makeEvent()])
    assert.equal(receive(held, naming(maxDelegates + 1), fromCid).state.object, held.object)
    const most = receive(held, naming(maxDelegates), fromCid)
    assert.equal(statusIn(most.state.object, 'cid'), 'DELEGATED')
  })

  it('lets the Delegate answer, with or without word from the transport', () => {
    for (const by of [fromEva, context('ann')]) {
      const { state } = receive(holding([makeEvent()]), delegating, fromCid)
      const result = receive(state, accepting('ACCEPTED'), by)
      assert.equal(result.classification, 'delegates-reply')
      assert.equal(statusIn(result.state.object, 'eva'), 'ACCEPTED')
      assert.equal(statusIn(result.state.object, 'cid'), 'DELEGATED')
    }
  })

  it('holds the Delegate’s answer that came first, and applies it with the Delegator’s', () => {
    const early = receive(holding([makeEvent()]), accepting('ACCEPTED'), fromEva)
    assert.equal(early.state.ledger.questions.length, 1)
    const { state, explanation } = receive(early.state, delegating, fromCid)
    assert.equal(statusIn(state.object, 'eva'), 'ACCEPTED')
    assert.equal(state.ledger.questions.length, 0)
    assert.ok(requirementsOf(explanation).includes('5546/5.2.2/held-delegate-reply-released'))
  })

  it('sends the Delegate who answered an outdated revision the latest one', () => {
    const { state } = receive(holding([makeEvent({ sequence: 2 })]), delegating, fromCid)
    const moved = { ...state, ledger: { ...state.ledger, answersFrom: new Map([['', 2]]) } }
    const { effects, explanation } = receive(moved, accepting('ACCEPTED'), fromEva)
    const [request] = sends(effects)
    assert.deepEqual([request?.method, request?.recipients], ['REQUEST', ['eva@example.com']])
    assert.ok(requirementsOf(explanation).includes('5546/5.2.2/outdated-delegate-reply-refreshes'))
  })

  it('goes back to the Delegator with an update when the Delegate declines', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const result = receive(state, accepting('DECLINED'), fromEva)
    assert.equal(statusIn(result.state.object, 'cid'), 'NEEDS-ACTION')
    const [request] = sends(result.effects)
    assert.deepEqual([request?.method, request?.recipients], ['REQUEST', ['cid@example.com']])
    // Requirement: 5546/4.2.7/delegator-told-of-decline
    assert.equal(statusIn(request?.message, 'eva'), 'DECLINED')
  })

  it('that comes back to where it started is refused', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const back = message('REPLY', [
      `DTSTAMP:20260112T000000Z\n${attendee('eva', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:cid@example.com"')}`,
    ])
    const result = receive(state, back, fromEva)
    assert.equal(result.state, state)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.2.3/delegation-is-consistent'])
  })

  it('to somebody whom the rules of the place exclude is not applied', () => {
    const held = holding([makeEvent()])
    const stranger = replyOf('cid', 'DELEGATED', {
      parameters: ['DELEGATED-TO="mailto:eva@elsewhere.example"'],
    })
    for (const [delegation, reply, isApplied] of [
      ['refuse', delegating, false],
      ['same-domain', stranger, false],
      ['same-domain', delegating, true],
      ['allow', stranger, true],
    ] as const) {
      const by = context('ann', { from: 'cid', policy: { delegation } })
      const { state, explanation } = receive(held, reply, by)
      assert.equal(statusIn(state.object, 'cid'), isApplied ? 'DELEGATED' : 'NEEDS-ACTION')
      assert.equal(
        requirementsOf(explanation).includes('5546/6.2.3/delegate-must-be-allowed'),
        !isApplied,
      )
    }
  })

  it('of what was cancelled meanwhile is answered to the Delegate by a CANCEL, once', () => {
    const ofThird = message('REPLY', [
      [
        `DTSTAMP:20260110T000000Z\nRECURRENCE-ID:${third}`,
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
      ].join('\n'),
    ])
    const cancelled = (keys: readonly string[], policy: Partial<Policy>, of = series): HeldState =>
      originate(holding([of]), { kind: 'cancel', keys }, context('ann', { policy })).state
    const keeping = { cancelledComponents: 'keep-cancelled' } as const
    for (const [held, reply, key] of [
      [cancelled([third], { cancelledComponents: 'remove' }), ofThird, third],
      [cancelled([third], keeping), ofThird, third],
      [cancelled([], keeping, makeEvent()), delegating, ''],
    ] as const) {
      const result = receive(held, reply, fromCid)
      const [cancel] = sends(result.effects)
      assert.deepEqual(
        [cancel?.method, cancel?.recipients, cancel?.keys],
        ['CANCEL', ['eva@example.com'], [key]],
      )
      const component = componentAt(cancel?.message, key === '' ? undefined : key) ?? assert.fail()
      assert.equal(rawValue(component, 'STATUS'), 'CANCELLED')
      assert.equal(rawValue(component, 'SEQUENCE'), '1')
      assert.equal(statusIn(cancel?.message, 'eva', key === '' ? undefined : key), 'NEEDS-ACTION')
      assert.equal(result.state.object, held.object)
      assert.deepEqual(receive(result.state, reply, fromCid).effects, [])
    }
  })

  it('of what was cancelled, by somebody who was never invited, reaches nobody', () => {
    const held = originate(holding([series]), { kind: 'cancel', keys: [third] }, context('ann'))
    const reply = replyOf('eva', 'DELEGATED', {
      recurrenceId: third,
      parameters: ['DELEGATED-TO="mailto:fay@example.com"'],
    })
    assert.deepEqual(sends(receive(held.state, reply, fromEva).effects), [])
  })

  it('of an instance that the series has no more is answered by a CANCEL, and so is the Delegate', () => {
    const moved = makeEvent({
      start: '20260312T090000Z',
      end: '20260312T100000Z',
      more: 'RRULE:FREQ=DAILY;COUNT=5',
    })
    const ann = context('ann')
    const { state } = originate(holding([series]), { kind: 'save', object: calendar([moved]) }, ann)
    const reply = replyOf('cid', 'DELEGATED', {
      recurrenceId: third,
      parameters: ['DELEGATED-TO="mailto:eva@example.com"'],
    })
    const coming = replyOf('eva', 'ACCEPTED', { recurrenceId: third })
    for (const result of [receive(state, reply, fromCid), receive(state, coming, fromEva)]) {
      const [cancel] = sends(result.effects)
      assert.deepEqual([cancel?.method, cancel?.recipients], ['CANCEL', ['eva@example.com']])
      assert.equal(rawValue(componentAt(cancel?.message, third) ?? assert.fail(), 'SEQUENCE'), '1')
    }
  })

  it('of one instance to a guest of the series ends without taking the guest off', () => {
    const to = (partStat: string, dtstamp: string, ...parameters: readonly string[]) =>
      replyOf('cid', partStat, { recurrenceId: third, dtstamp, parameters })
    const handedOn = to('DELEGATED', '20260110T000000Z', 'DELEGATED-TO="mailto:dan@example.com"')
    const { state } = receive(holding([series]), handedOn, fromCid)
    const result = receive(state, to('ACCEPTED', '20260111T000000Z'), fromCid)
    assert.equal(statusIn(result.state.object, 'cid', third), 'ACCEPTED')
    assert.equal(statusIn(result.state.object, 'dan', third), 'NEEDS-ACTION')
    const line = lineOf(result.state.object, 'dan', third) ?? assert.fail()
    assert.equal(parameterValue(line, 'DELEGATED-FROM'), undefined)
    assert.deepEqual(sends(result.effects), [])
  })

  it('of the whole to a guest in his own right ends without taking the guest off', () => {
    for (const event of [makeEvent(), series]) {
      const to = (partStat: string, dtstamp: string, ...parameters: readonly string[]) =>
        replyOf('cid', partStat, { dtstamp, parameters })
      const handedOn = to('DELEGATED', '20260110T000000Z', 'DELEGATED-TO="mailto:dan@example.com"')
      const { state } = receive(holding([event]), handedOn, fromCid)
      const result = receive(state, to('ACCEPTED', '20260111T000000Z'), fromCid)
      assert.equal(statusIn(result.state.object, 'cid'), 'ACCEPTED')
      assert.equal(statusIn(result.state.object, 'dan'), 'NEEDS-ACTION')
      assert.deepEqual(sends(result.effects), [])
    }
  })

  it('to a guest who declines for himself goes back to the Delegator too', () => {
    const parameters = ['DELEGATED-TO="mailto:dan@example.com"']
    const { state } = receive(
      holding([makeEvent()]),
      replyOf('cid', 'DELEGATED', { parameters }),
      fromCid,
    )
    const declining = replyOf('dan', 'DECLINED', { dtstamp: '20260111T000000Z' })
    const result = receive(state, declining, context('ann', { from: 'dan' }))
    assert.equal(statusIn(result.state.object, 'cid'), 'NEEDS-ACTION')
    assert.equal(statusIn(result.state.object, 'dan'), 'DECLINED')
    const [update] = sends(result.effects)
    assert.deepEqual([update?.method, update?.recipients], ['REQUEST', ['cid@example.com']])
  })

  it('of an instance to a guest who was left out of it ends with him left out again', () => {
    const guests = [attendee('bob'), attendee('cid')]
    const own = makeEvent({ start: third, attendees: guests, more: `RECURRENCE-ID:${third}` })
    const to = (partStat: string, dtstamp: string, ...parameters: readonly string[]) =>
      replyOf('cid', partStat, { recurrenceId: third, dtstamp, parameters })
    const handedOn = to('DELEGATED', '20260110T000000Z', 'DELEGATED-TO="mailto:dan@example.com"')
    const { state } = receive(holding([series, own]), handedOn, fromCid)
    assert.equal(statusIn(state.object, 'dan', third), 'NEEDS-ACTION')
    const result = receive(state, to('ACCEPTED', '20260111T000000Z'), fromCid)
    assert.equal(statusIn(result.state.object, 'dan', third), undefined)
    assert.equal(statusIn(result.state.object, 'dan'), 'NEEDS-ACTION')
    const [cancel] = sends(result.effects)
    assert.deepEqual([cancel?.recipients, cancel?.keys], [['dan@example.com'], [third]])
  })

  it('that the Organizer never heard of leaves nobody waiting for what was cancelled', () => {
    const removing = context('ann', { policy: { cancelledComponents: 'remove' } })
    const { state } = originate(holding([series]), { kind: 'cancel', keys: [third] }, removing)
    const coming = replyOf('eva', 'ACCEPTED', { recurrenceId: third })
    const result = receive(state, coming, fromEva)
    assert.deepEqual(
      sends(result.effects).map((each) => [each.method, each.recipients, each.keys]),
      [['CANCEL', ['eva@example.com'], [third]]],
    )
    assert.equal(result.state.object, state.object)
    assert.deepEqual(receive(result.state, coming, fromEva).effects, [])
    const declining = replyOf('eva', 'DECLINED', { recurrenceId: third })
    assert.deepEqual(receive(state, declining, fromEva).effects, [])
    // Who she is, nobody says: to answer might reach somebody else.
    assert.deepEqual(sends(receive(state, coming, context('ann')).effects), [])
  })

  it('goes on from Delegate to Delegate', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const on = message('REPLY', [
      `DTSTAMP:20260112T000000Z\n${attendee('eva', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:fay@example.com"')}`,
    ])
    const result = receive(state, on, fromEva)
    // Requirement: 5546/4.2.5/delegation-depth-free
    assert.equal(statusIn(result.state.object, 'fay'), 'NEEDS-ACTION')
    assert.equal(statusIn(result.state.object, 'eva'), 'DELEGATED')
  })

  it('ends when the Delegator comes himself: the Delegate is sent a CANCEL', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const mind = replyOf('cid', 'ACCEPTED', { dtstamp: '20260112T000000Z' })
    const result = receive(state, mind, fromCid)
    assert.equal(statusIn(result.state.object, 'cid'), 'ACCEPTED')
    assert.equal(statusIn(result.state.object, 'eva'), undefined)
    const [cancel] = sends(result.effects)
    assert.deepEqual([cancel?.method, cancel?.recipients], ['CANCEL', ['eva@example.com']])
  })

  it('that moves on, of the series and an instance in one message, leaves nobody in the instance', () => {
    const { state } = receive(holding([series]), delegating, fromCid)
    const on = `SEQUENCE:0\n${attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:fay@example.com"')}`
    const both = message('REPLY', [
      `DTSTAMP:20260112T000000Z\n${on}`,
      `DTSTAMP:20260112T000000Z\nRECURRENCE-ID:${third}\n${on}`,
    ])
    const result = receive(state, both, fromCid)
    for (const id of [undefined, third]) {
      assert.equal(statusIn(result.state.object, 'eva', id), undefined)
      assert.equal(statusIn(result.state.object, 'fay', id), 'NEEDS-ACTION')
    }
  })

  it('of one instance leaves the series', () => {
    const text = [
      `DTSTAMP:20260110T000000Z\nRECURRENCE-ID:${third}`,
      attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
    ].join('\n')
    const { state } = receive(holding([series]), message('REPLY', [text]), fromCid)
    assert.equal(statusIn(state.object, 'eva', third), 'NEEDS-ACTION')
    assert.equal(statusIn(state.object, 'eva'), undefined)
    assert.equal(statusIn(state.object, 'cid'), 'NEEDS-ACTION')
  })

  it('is noted in the Delegator’s own copy when the Delegate sends him his answer', () => {
    const copy = makeEvent({
      attendees: [
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
        attendee('eva', 'PARTSTAT=NEEDS-ACTION', 'DELEGATED-FROM="mailto:cid@example.com"'),
      ],
    })
    const of = context('cid', { from: 'eva' })
    const result = receive(holding([copy]), accepting('ACCEPTED'), of)
    assert.equal(result.classification, 'delegates-reply')
    assert.equal(statusIn(result.state.object, 'eva'), 'ACCEPTED')
    assert.equal(receive(result.state, accepting('ACCEPTED'), of).state, result.state)
  })
})

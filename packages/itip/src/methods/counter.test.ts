import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
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
} from '../testing.ts'

const ann = context('ann', { from: 'bob' })
const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })

function counterOf(
  name: string,
  given: { readonly dtstamp?: string; readonly sequence?: number; readonly more?: string } = {},
): Message {
  return message('COUNTER', [
    makeEvent({
      dtstamp: given.dtstamp ?? '20260110T000000Z',
      sequence: given.sequence ?? 0,
      start: '20260302T140000Z',
      end: '20260302T150000Z',
      attendees: [attendee(name, 'PARTSTAT=TENTATIVE')],
      more: `COMMENT:Later?\n${given.more ?? ''}`,
    }),
  ])
}

function states(held: HeldState): readonly string[] {
  return held.ledger.counters.map((each) =>
    `${each.from} ${each.key} ${each.state}`.replace('  ', ' '),
  )
}

describe('a COUNTER', () => {
  it('waits for the Organizer and changes nothing in her copy', () => {
    const held = holding([makeEvent()])
    const { state, effects, classification } = receive(held, counterOf('bob'), ann)
    assert.equal(classification, 'counter')
    assert.equal(state.object, held.object)
    assert.deepEqual(states(state), ['bob@example.com pending'])
    assert.deepEqual(
      effects.map((each) => each.kind),
      ['ask', 'notify'],
    )
    const [ask] = effects
    assert.equal(ask?.kind === 'ask' && ask.id, state.ledger.counters[0]?.id)
  })

  it('changes nothing the second time', () => {
    const { state } = receive(holding([makeEvent()]), counterOf('bob'), ann)
    const again = receive(state, counterOf('bob'), ann)
    assert.equal(again.state, state)
    assert.equal(again.classification, 'duplicate')
  })

  it('takes the place of the same Attendee’s earlier one, not of another’s', () => {
    const first = receive(holding([makeEvent()]), counterOf('bob'), ann)
    const second = receive(first.state, counterOf('cid'), context('ann', { from: 'cid' }))
    const third = receive(second.state, counterOf('bob', { dtstamp: '20260111T000000Z' }), ann)
    // Requirement: 5546/3.2.7/later-counter-replaces
    assert.deepEqual(states(third.state), [
      'bob@example.com superseded',
      'cid@example.com pending',
      'bob@example.com pending',
    ])
    const late = receive(third.state, counterOf('bob', { dtstamp: '20260109T000000Z' }), ann)
    assert.equal(late.state, third.state)
  })

  it('is declined at once where the policy or the event forbids it', () => {
    const refusing = context('ann', { from: 'bob', policy: { counterProposals: 'refuse' } })
    const forbidding = makeEvent({ more: 'X-MICROSOFT-DISALLOW-COUNTER:TRUE' })
    for (const result of [
      receive(holding([makeEvent()]), counterOf('bob'), refusing),
      receive(holding([forbidding]), counterOf('bob'), ann),
    ]) {
      const [decline] = sends(result.effects)
      assert.deepEqual(
        [decline?.method, decline?.recipients],
        ['DECLINECOUNTER', ['bob@example.com']],
      )
      assert.deepEqual(states(result.state), ['bob@example.com declined'])
      assert.equal(rawValue(scheduled(decline?.message)[0] ?? assert.fail(), 'SEQUENCE'), '0')
    }
  })

  it('is taken over unasked where the policy says so: everyone gets the new time', () => {
    const accepting = context('ann', { from: 'bob', policy: { counterProposals: 'accept' } })
    const { state, effects } = receive(holding([makeEvent()]), counterOf('bob'), accepting)
    const event = componentAt(state.object) ?? assert.fail()
    assert.equal(rawValue(event, 'DTSTART'), '20260302T140000Z')
    assert.equal(rawValue(event, 'SEQUENCE'), '1')
    assert.deepEqual(states(state), ['bob@example.com accepted'])
    const told = sends(effects).flatMap((each) =>
      each.method === 'REQUEST' ? each.recipients : [],
    )
    assert.deepEqual([...told].sort(), ['bob@example.com', 'cid@example.com', 'dan@example.com'])
  })

  it('to a time that is no more is kept and not asked about', () => {
    const held = holding([makeEvent({ sequence: 2 })])
    const moved = { ...held, ledger: { ...held.ledger, answersFrom: new Map([['', 2]]) } }
    const result = receive(moved, counterOf('bob', { sequence: 1 }), ann)
    assert.deepEqual(states(result.state), ['bob@example.com superseded'])
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.7/outdated-counter'])
  })

  it('of one instance is about that instance', () => {
    const counter = counterOf('bob', { more: 'RECURRENCE-ID:20260303T090000Z' })
    const { state } = receive(holding([series]), counter, ann)
    assert.deepEqual(states(state), ['bob@example.com 20260303T090000Z pending'])
  })

  it('of Exchange tells the instance by the time that it would replace', () => {
    const counter = counterOf('bob', { more: 'X-MS-OLK-ORIGINALSTART:20260303T090000Z' })
    const { state } = receive(holding([series]), counter, ann)
    assert.deepEqual(states(state), ['bob@example.com 20260303T090000Z pending'])
    const proposal = state.ledger.counters[0]?.component ?? assert.fail()
    assert.equal(rawValue(proposal, 'RECURRENCE-ID'), '20260303T090000Z')
    const refusedQuirks = ['counter-keeps-original-time']
    const strict = receive(holding([series]), counter, {
      ...ann,
      policy: { ...ann.policy, refusedQuirks },
    })
    assert.deepEqual(states(strict.state), ['bob@example.com pending'])
  })

  it('from someone not invited is no proposal', () => {
    const held = holding([makeEvent()])
    const result = receive(held, counterOf('eva'), context('ann', { from: 'eva' }))
    assert.equal(result.state, held)
    assert.equal(result.classification, 'unauthorized')
  })

  it('that lists everyone is the originator’s, and nobody’s where he is not known', () => {
    const counter = message('COUNTER', [
      makeEvent({ dtstamp: '20260110T000000Z', start: '20260302T093000Z' }),
    ])
    const known = receive(holding([makeEvent()]), counter, ann)
    assert.deepEqual(states(known.state), ['bob@example.com pending'])
    const unknown = receive(holding([makeEvent()]), counter, context('ann'))
    assert.deepEqual(states(unknown.state), [])
  })
})

describe('a DECLINECOUNTER', () => {
  const bob = context('bob', { from: 'ann' })
  const base = holding([makeEvent()])
  const proposal = {
    id: 'one',
    from: calendarAddress('bob@example.com'),
    key: '',
    revision: { sequence: 0, dtstampSeconds: 1 },
    component: componentAt(base.object) ?? assert.fail(),
    state: 'pending' as const,
  }
  const held: HeldState = { ...base, ledger: { ...base.ledger, counters: [proposal] } }
  const decline = (spelling: string): Message =>
    message(spelling, [`SEQUENCE:0\n${attendee('bob')}\nCOMMENT:Sorry`])

  it('closes the proposal and leaves the event as it was, however METHOD is spelt', () => {
    for (const spelling of ['DECLINECOUNTER', 'DECLINE-COUNTER']) {
      const result = receive(held, decline(spelling), bob)
      assert.equal(result.classification, 'counter-declined')
      assert.deepEqual(states(result.state), ['bob@example.com declined'])
      assert.equal(result.state.object, held.object)
      const again = receive(result.state, decline(spelling), bob)
      assert.equal(again.state, result.state)
    }
  })

  it('where no proposal is open changes nothing', () => {
    const result = receive(base, decline('DECLINECOUNTER'), bob)
    assert.equal(result.state, base)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.8/no-counter-pending'])
  })

  it('is not needed where the Organizer moves the event: as proposed is accepted', () => {
    const proposed = componentAt(
      holding([makeEvent({ start: '20260302T140000Z', end: '20260302T150000Z' })]).object,
    )
    const counters = [{ ...proposal, component: proposed ?? assert.fail() }]
    const waiting = { ...base, ledger: { ...base.ledger, counters } }
    const moved = (start: string, end: string): Message =>
      message('REQUEST', [makeEvent({ sequence: 1, dtstamp: '20260110T000000Z', start, end })])
    const as = receive(waiting, moved('20260302T140000Z', '20260302T150000Z'), bob)
    assert.deepEqual(states(as.state), ['bob@example.com accepted'])
    const other = receive(waiting, moved('20260302T170000Z', '20260302T180000Z'), bob)
    assert.deepEqual(states(other.state), ['bob@example.com superseded'])
  })
  it('is told also where the update that made the proposal void came before it', () => {
    const update = message('REQUEST', [makeEvent({ sequence: 1, start: '20260302T170000Z' })])
    const no = decline('DECLINECOUNTER')
    const first = receive(held, update, bob)
    assert.deepEqual(states(first.state), ['bob@example.com superseded'])
    const late = receive(first.state, no, bob)
    assert.equal(late.classification, 'counter-declined')
    assert.deepEqual(
      late.effects.map((each) => each.kind === 'notify' && each.notice),
      ['counter-declined'],
    )
    assert.equal(receive(late.state, no, bob).state, late.state)
    const other = receive(receive(held, no, bob).state, update, bob)
    assert.deepEqual(states(other.state), states(late.state))
  })
})

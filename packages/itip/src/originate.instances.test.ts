import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import type { Change } from './change.ts'
import {
  answers,
  at,
  four,
  held,
  save,
  sent,
  sequence,
  summary,
  weekly,
} from './changes/testing.ts'
import { originate } from './originate.ts'
import {
  attendee,
  calendar,
  context,
  makeEvent,
  requirementsOf,
  scheduled,
  sends,
} from './testing.ts'
import type { Transition } from './transition.ts'

const ann = context('ann')
const second = '20260309T090000Z'
const third = '20260316T090000Z'

describe('an Organizer changes instances', () => {
  const before = held(calendar([weekly({ attendees: four })]))

  it('deletes one: a CANCEL of that one only, the answers to the others stay', () => {
    const made = save(calendar([weekly({ attendees: four, more: `EXDATE:${second}` })]), before)
    assert.deepEqual(summary(made), [`CANCEL [${second}] bob cid dan`])
    assert.match(sent(made), new RegExp(`RECURRENCE-ID:${second}`))
    assert.match(sent(made), /STATUS:CANCELLED/)
    assert.deepEqual(
      [sequence(made.state.object), answers(made.state.object)['bob']],
      [1, 'ACCEPTED'],
    )
    assert.equal(made.state.ledger.cancelled.get(second)?.sequence, 1)
  })

  it('marks one as cancelled: a CANCEL of that one only', () => {
    const made = save(
      calendar([
        weekly({ attendees: four }),
        at(second, { attendees: four, more: 'STATUS:CANCELLED' }),
      ]),
      before,
    )
    assert.deepEqual(summary(made), [`CANCEL [${second}] bob cid dan`])
    assert.equal(sequence(made.state.object), 0)
  })

  // Requirement: 6638/3.2.8/exdate-removal-resets-partstat
  it('brings one back: the series anew, answers start over (RFC 6638 §3.2.8)', () => {
    const without = save(
      calendar([weekly({ attendees: four, more: `EXDATE:${second}` })]),
      before,
    ).state
    const made = save(calendar([weekly({ attendees: four })]), without)
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan'])
    assert.equal(sequence(made.state.object), 2)
    assert.equal(answers(made.state.object)['bob'], 'NEEDS-ACTION')
    assert.equal(made.state.ledger.cancelled.has(second), false)
  })

  it('changes all before one: each of them goes out by its RECURRENCE-ID', () => {
    const all = [
      weekly({ attendees: four }),
      at('20260302T090000Z', { attendees: four, more: 'LOCATION:Hall' }),
      at(second, { attendees: four, more: 'LOCATION:Hall' }),
    ]
    // Requirement: 5546/3.7.1/organizer-changes-past
    assert.deepEqual(summary(save(calendar(all), before)), [
      `REQUEST [20260302T090000Z ${second}] bob cid dan`,
    ])
  })

  // Requirement: 5546/3.7.1/organizer-changes-instance
  it('moves one: that one alone goes out, with a raised SEQUENCE, answers to it start over', () => {
    const made = save(
      calendar([
        weekly({ attendees: four }),
        at(second, { start: '20260310T090000Z', attendees: four }),
      ]),
      before,
    )
    assert.deepEqual(summary(made), [`REQUEST [${second}] bob cid dan`])
    assert.deepEqual([sequence(made.state.object), sequence(made.state.object, second)], [0, 1])
    assert.equal(answers(made.state.object, second)['bob'], 'NEEDS-ACTION')
    assert.equal(answers(made.state.object)['bob'], 'ACCEPTED')
  })

  it('moves the third: a guest of the second alone is told nothing', () => {
    const guest = [attendee('ann'), attendee('eve', 'PARTSTAT=ACCEPTED')]
    const with2 = held(calendar([weekly({ attendees: four }), at(second, { attendees: guest })]))
    const made = save(
      calendar([
        weekly({ attendees: four }),
        at(second, { attendees: guest }),
        at(third, { start: '20260317T090000Z', attendees: four }),
      ]),
      with2,
    )
    assert.deepEqual(summary(made), [`REQUEST [${third}] bob cid dan`])
    assert.ok(requirementsOf(made.explanation).includes('5546/3.2.2/only-attended-instances-sent'))
  })

  // Requirement: 6638/3.2.6/one-instance-attendee-gets-override
  // Requirement: 6638/3.2.6/only-own-instances-sent
  it('invites a guest to one: that one alone, no word of the series', () => {
    const made = save(
      calendar([
        weekly({ attendees: four }),
        at(second, { attendees: [...four, attendee('eve')] }),
      ]),
      before,
    )
    assert.deepEqual(summary(made), [`REQUEST [${second}] eve`])
    assert.doesNotMatch(sent(made), /RRULE/)
  })

  // Requirement: 6638/3.2.1.2/inspect-before-and-after
  // Requirement: 6638/3.2.6/excluded-attendee-gets-exdate
  it('leaves a guest out of one: a CANCEL of that one, and an EXDATE in what follows', () => {
    const made = save(
      calendar([weekly({ attendees: four }), at(second, { attendees: four.slice(0, 3) })]),
      before,
    )
    assert.deepEqual(summary(made), [`CANCEL [${second}] dan`])
    assert.doesNotMatch(sent(made), /STATUS/)
    const next = save(
      calendar([
        weekly({ attendees: four, more: 'LOCATION:Hall' }),
        at(second, { attendees: four.slice(0, 3) }),
      ]),
      made.state,
    )
    assert.deepEqual(summary(next), ['REQUEST [] bob cid', 'REQUEST [] dan'])
    assert.match(sent(next, 1), new RegExp(`EXDATE:${second}`))
    assert.doesNotMatch(sent(next, 1), /RECURRENCE-ID/)
  })

  it('takes a change of one back: the series anew above all that was said of the one', () => {
    const moved = save(
      calendar([
        weekly({ attendees: four }),
        at(second, { start: '20260310T090000Z', attendees: four }),
      ]),
      before,
    )
    const made = save(calendar([weekly({ attendees: four })]), moved.state)
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan'])
    assert.equal(sequence(made.state.object), 2)
  })

  // Requirement: 6638/3.2.8/fewer-instances-keep-partstat
  it('ends the series earlier: answers stay', () => {
    const shorter = makeEvent({ attendees: four, more: 'RRULE:FREQ=WEEKLY;COUNT=5' })
    const made = save(calendar([shorter]), before)
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan'])
    assert.deepEqual(
      [sequence(made.state.object), answers(made.state.object)['bob']],
      [1, 'ACCEPTED'],
    )
  })

  it('keeps answers to one when the series is edited but not moved', () => {
    const answered = [...four.slice(0, 1), attendee('bob', 'PARTSTAT=TENTATIVE'), ...four.slice(2)]
    const with2 = held(calendar([weekly({ attendees: four }), at(second, { attendees: answered })]))
    const made = save(
      calendar([
        weekly({ attendees: four, more: 'LOCATION:Hall' }),
        at(second, { attendees: four }),
      ]),
      with2,
    )
    assert.equal(answers(made.state.object, second)['bob'], 'TENTATIVE')
  })

  // Requirement: 6638/3.2.1.3/inspect-each-attendee
  // Requirement: 6638/3.2.1.3/server-agent-cancel
  it('deletes all: a CANCEL to everybody on any component', () => {
    const guest = [attendee('ann'), attendee('eve')]
    const with2 = held(calendar([weekly({ attendees: four }), at(second, { attendees: guest })]))
    const made = originate(with2, { kind: 'delete' }, ann)
    assert.deepEqual(summary(made), ['CANCEL [] bob cid dan', `CANCEL [${second}] eve`])
    assert.equal(made.state.object, undefined)
    assert.ok(made.state.ledger.cancelled.has(''))
  })

  it('invites again after that: above the CANCEL', () => {
    const gone = originate(before, { kind: 'delete' }, ann).state
    const made = save(calendar([weekly()]), gone)
    assert.equal(sequence(made.state.object), 2)
    assert.equal(made.state.ledger.cancelled.has(''), false)
  })
})

describe('an Organizer cancels', () => {
  const before = held(calendar([weekly({ attendees: four })]))
  const by = (change: Omit<Extract<Change, { kind: 'cancel' }>, 'kind'>): Transition =>
    originate(before, { kind: 'cancel', ...change }, ann)

  it('the series: kept as cancelled', () => {
    const made = by({ comment: 'Rain' })
    assert.deepEqual(summary(made), ['CANCEL [] bob cid dan'])
    assert.match(sent(made), /COMMENT:Rain/)
    const [master] = scheduled(made.state.object)
    assert.equal(master && rawValue(master, 'STATUS'), 'CANCELLED')
    assert.deepEqual(originate(made.state, { kind: 'delete' }, ann).effects, [])
  })

  it('instances: one message, a component each', () => {
    const made = by({ keys: [second, third] })
    assert.deepEqual(summary(made), [`CANCEL [${second} ${third}] bob cid dan`])
    assert.equal(scheduled(sends(made.effects)[0]?.message).length, 2)
  })

  it('an instance and all after it: the rule ends before it', () => {
    const made = by({ keys: [third], thisAndFuture: true })
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan'])
    assert.match(sent(made), /RRULE:.*COUNT=2/)
    assert.equal(answers(made.state.object)['bob'], 'ACCEPTED')
  })

  it('Attendees: off all, or off one instance', () => {
    const bob = calendarAddress('bob@example.com')
    assert.deepEqual(summary(by({ attendees: [bob] })), ['CANCEL [] bob'])
    const one = by({ attendees: [bob], keys: [second] })
    assert.deepEqual(summary(one), [`CANCEL [${second}] bob`])
    assert.deepEqual(answers(one.state.object, second), {
      ann: 'ACCEPTED',
      cid: 'DECLINED',
      dan: 'NEEDS-ACTION',
    })
  })

  it('an instance that is none: nothing', () => {
    const made = by({ keys: ['20260310T090000Z'] })
    assert.equal(made.state, before)
    assert.deepEqual(requirementsOf(made.explanation), ['5546/3.2.5/unknown-instance'])
  })
})

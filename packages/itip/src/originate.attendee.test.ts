import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { firstProperty } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import { answers, at, held, save, sent, summary, weekly } from './changes/testing.ts'
import { mergeAttendeeChange } from './merge-attendee-change.ts'
import { originate } from './originate.ts'
import { nothingHeld } from './state.ts'
import {
  attendee,
  calendar,
  context,
  makeEvent,
  requirementsOf,
  scheduled,
  sends,
  textOfObject,
} from './testing.ts'
import type { Transition } from './transition.ts'

const second = '20260309T090000Z'

describe('an Attendee', () => {
  const bob = context('bob')
  const invited = held(calendar([weekly({ sequence: 2 })]), bob)
  const own = (partStat: string): readonly string[] => [
    attendee('ann', 'PARTSTAT=ACCEPTED'),
    attendee('bob', `PARTSTAT=${partStat}`),
    attendee('cid', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE'),
    attendee('dan', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE'),
  ]
  const of = (object: CalendarObject, from = invited): Transition => save(object, from, bob)

  // Requirement: 6638/3.2/behaviour-by-owner-part
  // Requirement: 6638/3.2.2.3/server-agent-processes-change
  it('saves an answer: a REPLY with what the Organizer needs', () => {
    const made = of(calendar([weekly({ sequence: 2, attendees: own('ACCEPTED') })]))
    assert.deepEqual(summary(made), ['REPLY [] ann'])
    for (const line of [
      /DTSTART:20260302T090000Z/,
      /SUMMARY:Plan/,
      /SEQUENCE:2/,
      /ORGANIZER:mailto:ann/,
    ]) {
      assert.match(sent(made), line)
    }
    assert.equal(sent(made).match(/ATTENDEE/g)?.length, 1)
  })

  it('decides the same where the versions were merged before, and merges them no second time', () => {
    const object = calendar([weekly({ sequence: 2, attendees: own('TENTATIVE') })])
    const server = invited.object ?? assert.fail()
    const merge = mergeAttendeeChange({ server, client: object, lastKnown: server }, bob)
    assert.deepEqual(originate(invited, { kind: 'save', object, merge }, bob), of(object))
    const without = { ...merge, object: server }
    assert.deepEqual(
      originate(invited, { kind: 'save', object, merge: without }, bob).effects,
      [],
      'what was merged counts',
    )
  })

  it('saves an answer to one instance: a REPLY for that one', () => {
    const made = of(
      calendar([weekly({ sequence: 2 }), at(second, { sequence: 2, attendees: own('DECLINED') })]),
    )
    assert.deepEqual(summary(made), [`REPLY [${second}] ann`])
  })

  it('takes one out by EXDATE: declined', () => {
    const made = of(calendar([weekly({ sequence: 2, more: `EXDATE:${second}` })]))
    assert.deepEqual(summary(made), [`REPLY [${second}] ann`])
    assert.match(sent(made), /PARTSTAT=DECLINED/)
    assert.deepEqual(requirementsOf(made.explanation), ['6638/3.2.2.3/exdate-declines-instance'])
  })

  it('takes out one already declined: nothing more to say', () => {
    const declined = of(
      calendar([weekly({ sequence: 2 }), at(second, { sequence: 2, attendees: own('DECLINED') })]),
    ).state
    const made = of(calendar([weekly({ sequence: 2, more: `EXDATE:${second}` })]), declined)
    assert.deepEqual(made.effects, [])
  })

  it('stores an invitation not yet answered, with an EXDATE: no reply', () => {
    const made = save(calendar([weekly({ more: `EXDATE:${second}` })]), nothingHeld('meeting'), bob)
    assert.deepEqual(made.effects, [])
  })

  // Requirement: 6638/3.2.2.2/attendee-may-store-invitation
  it('stores one already accepted: a REPLY', () => {
    const made = save(
      calendar([weekly({ attendees: own('ACCEPTED') })]),
      nothingHeld('meeting'),
      bob,
    )
    assert.deepEqual(summary(made), ['REPLY [] ann'])
  })

  const silent = [
    ['CLIENT', 'client-agent-no-processing'],
    ['NONE', 'none-agent-no-processing'],
  ] as const
  for (const [agent, slug] of silent) {
    // Requirement: 6638/3.2.2.2/client-agent-no-processing
    // Requirement: 6638/3.2.2.2/none-agent-no-processing
    it(`stores, answers, deletes one whose ORGANIZER has agent ${agent}: nothing, with the reason`, () => {
      const organizer = `ORGANIZER;SCHEDULE-AGENT=${agent}:mailto:ann@example.com`
      const version = (partStat: string): CalendarObject =>
        calendar([`${organizer}\n${weekly({ attendees: own(partStat) })}`])
      const made = save(version('ACCEPTED'), nothingHeld('meeting'), bob)
      assert.deepEqual(
        [made.effects, requirementsOf(made.explanation)],
        [[], [`6638/3.2.2.3/${slug}`]],
      )
      const changed = save(version('DECLINED'), made.state, bob)
      assert.deepEqual(
        [changed.effects, requirementsOf(changed.explanation)],
        [[], [`6638/3.2.2.3/${slug}`]],
      )
      const gone = originate(made.state, { kind: 'delete' }, bob)
      assert.deepEqual(
        [gone.effects, requirementsOf(gone.explanation)],
        [[], [`6638/3.2.2.4/${slug}`]],
      )
    })
  }

  it('forces an answer by SCHEDULE-FORCE-SEND: a REPLY without a change, and it is not kept', () => {
    const organizer = 'ORGANIZER;SCHEDULE-FORCE-SEND=REPLY:mailto:ann@example.com'
    const made = of(calendar([`${organizer}\n${weekly({ sequence: 2 })}`]))
    // Requirement: 6638/7.2/attendee-forces-reply
    assert.deepEqual(summary(made), ['REPLY [] ann'])
    assert.doesNotMatch(textOfObject(made.state.object), /FORCE-SEND/)
    assert.doesNotMatch(sent(made), /FORCE-SEND/)
  })

  it('moves the time, adds a guest, answers for another: refused and said, the rest is taken', () => {
    const guests = [
      ...own('ACCEPTED').slice(0, 2),
      attendee('cid', 'PARTSTAT=ACCEPTED'),
      attendee('zoe'),
    ]
    const made = of(
      calendar([
        weekly({ sequence: 7, start: '20260302T093000Z', attendees: guests, more: 'X-MINE:1' }),
      ]),
    )
    assert.deepEqual(summary(made), ['REPLY [] ann'])
    const text = textOfObject(made.state.object)
    assert.match(text, /DTSTART:20260302T090000Z/)
    assert.match(text, /SEQUENCE:2/)
    assert.match(text, /X-MINE:1/)
    assert.doesNotMatch(text, /zoe/)
    assert.equal(answers(made.state.object)['cid'], 'NEEDS-ACTION')
    assert.ok(
      requirementsOf(made.explanation).includes('6638/3.2.2.1/organizer-owns-key-properties'),
    )
  })

  it('names himself Organizer: he is not', () => {
    const made = of(calendar([`ORGANIZER:mailto:bob@example.com\n${weekly({ sequence: 2 })}`]))
    assert.deepEqual(made.effects, [])
    assert.match(textOfObject(made.state.object), /ORGANIZER:mailto:ann/)
  })

  // Requirement: 6638/3.2.2.4/server-agent-processes-removal
  it('deletes his copy: declined; silently: nothing; when declined: nothing', () => {
    const made = originate(invited, { kind: 'delete' }, bob)
    assert.deepEqual(summary(made), ['REPLY [] ann'])
    assert.match(sent(made), /PARTSTAT=DECLINED/)
    assert.equal(made.state.object, undefined)
    assert.deepEqual(originate(invited, { kind: 'delete', silent: true }, bob).effects, [])
    const declined = originate(invited, { kind: 'reply', partStat: 'DECLINED' }, bob).state
    assert.deepEqual(originate(declined, { kind: 'delete' }, bob).effects, [])
  })

  it('deletes what was cancelled: nothing', () => {
    const off = held(calendar([weekly({ more: 'STATUS:CANCELLED' })]), bob)
    assert.deepEqual(originate(off, { kind: 'delete' }, bob).effects, [])
  })

  it('replies under an alias as he was invited', () => {
    const by = context('rob', { aliases: ['bob@example.com'] })
    const made = originate(
      held(calendar([weekly()]), by),
      { kind: 'reply', partStat: 'ACCEPTED' },
      by,
    )
    assert.match(sent(made), /ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com/)
    assert.equal(sends(made.effects)[0]?.originator, 'bob@example.com')
  })

  it('replies twice the same: the second says nothing', () => {
    const once = originate(invited, { kind: 'reply', partStat: 'ACCEPTED' }, bob)
    const twice = originate(once.state, { kind: 'reply', partStat: 'ACCEPTED' }, bob)
    assert.equal(twice.state, once.state)
    assert.deepEqual(requirementsOf(twice.explanation), ['5546/2.1.1/participation-unchanged'])
  })

  it('accepts the series: an instance that he declined stays declined', () => {
    const declined = originate(
      invited,
      { kind: 'reply', partStat: 'DECLINED', keys: [second] },
      bob,
    ).state
    const made = originate(declined, { kind: 'reply', partStat: 'ACCEPTED' }, bob)
    assert.deepEqual(summary(made), ['REPLY [] ann'])
    assert.equal(answers(made.state.object, second)['bob'], 'DECLINED')
  })

  it('counters: a full COUNTER with the SEQUENCE held, kept in the ledger; his copy stays', () => {
    const start = { kind: 'DATE-TIME' as const, wallSeconds: 1_772_445_600, tzid: 'UTC' }
    const made = originate(
      invited,
      { kind: 'counter', keys: [second], proposal: { start }, comment: 'Later?' },
      bob,
    )
    assert.deepEqual(summary(made), [`COUNTER [${second}] ann`])
    assert.match(sent(made), /SEQUENCE:2/)
    assert.match(sent(made), /COMMENT:Later\?/)
    assert.match(sent(made), /DTSTART:20260302T100000Z\nDTEND:20260302T110000Z/)
    assert.equal(made.state.object, invited.object)
    assert.equal(made.state.ledger.counters[0]?.state, 'pending')
  })

  it('delegates: a REPLY to the Organizer, the REQUEST to the Delegate', () => {
    const eve = calendarAddress('eve@example.com')
    const made = originate(invited, { kind: 'delegate', to: eve }, bob)
    assert.deepEqual(summary(made), ['REPLY [] ann', 'REQUEST [] eve'])
    assert.match(sent(made), /PARTSTAT=DELEGATED;RSVP=FALSE;DELEGATED-TO="mailto:eve@example.com"/)
    assert.match(sent(made, 1), /DELEGATED-FROM="mailto:bob@example.com":mailto:eve@/)
    assert.match(sent(made, 1), /SEQUENCE:2/)
    const back = originate(made.state, { kind: 'reply', partStat: 'ACCEPTED' }, bob)
    assert.doesNotMatch(textOfObject(back.state.object), /DELEGATED|eve@/)
  })

  it('delegates in a circle or to himself: refused', () => {
    const circle = [
      attendee('ann'),
      attendee('bob', 'DELEGATED-FROM="mailto:cid@example.com"'),
      attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:bob@example.com"'),
    ]
    const from = held(calendar([makeEvent({ attendees: circle })]), bob)
    for (const to of ['cid@example.com', 'BOB@example.com']) {
      const made = originate(from, { kind: 'delegate', to: calendarAddress(to) }, bob)
      assert.equal(made.state, from)
      assert.deepEqual(requirementsOf(made.explanation), ['5546/3.2.2.3/delegation-is-consistent'])
    }
  })

  it('forwards: as it came, with nobody added', () => {
    const made = originate(
      invited,
      { kind: 'forward', to: [calendarAddress('zoe@example.com')] },
      bob,
    )
    assert.deepEqual(summary(made), ['REQUEST [] zoe'])
    assert.match(sent(made), /DTSTAMP:20260101T000000Z/)
    assert.doesNotMatch(sent(made), /zoe/)
    const refusing = context('bob', { policy: { forwarding: 'refuse' } })
    assert.deepEqual(originate(invited, { kind: 'forward', to: [] }, refusing).effects, [])
  })

  it('asks for the present state', () => {
    assert.deepEqual(summary(originate(invited, { kind: 'refresh' }, bob)), ['REFRESH [] ann'])
  })

  it('on a VTODO says how far he is', () => {
    const todo = calendar(
      [`DTSTART:20260302T090000Z\nSUMMARY:Do\nPRIORITY:1\n${attendee('bob')}`],
      { name: 'VTODO' },
    )
    const made = originate(
      held(todo, bob),
      { kind: 'reply', partStat: 'IN-PROCESS', percentComplete: 75 },
      bob,
    )
    assert.match(sent(made), /PERCENT-COMPLETE:75/)
    assert.equal(
      firstProperty(scheduled(made.state.object)[0] ?? todo, 'PERCENT-COMPLETE')?.value,
      '75',
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import type { Change } from '../change.ts'
import type { Effect } from '../effect.ts'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import type { RequirementId } from '../requirement-ids.ts'
import { revisionOf } from '../revision.ts'
import type { HeldState } from '../state.ts'
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
} from '../testing.ts'
import type { Transition } from '../transition.ts'

const ann = context('ann')
const bob = calendarAddress('bob@example.com')
const zoe = calendarAddress('zoe@example.com')

/** The SEQUENCE of every component that is sent. */
function numbers(effects: readonly Effect[], method: string): readonly number[] {
  return sends(effects)
    .filter((each) => each.method === method)
    .flatMap((each) => scheduled(each.message).map((one) => revisionOf(one).sequence))
}
function saved(before: string, after: string, name = 'VEVENT'): Transition {
  const object = calendar([after], { name })
  return originate(holding([before], name), { kind: 'save', object }, ann)
}
const timed = (times: string): string =>
  `SEQUENCE:4\n${times}\nSUMMARY:Plan\nPRIORITY:0\n${attendee('bob', 'PARTSTAT=ACCEPTED')}`

describe('SEQUENCE goes up', () => {
  const rows: readonly (readonly [RequirementId, string, string, string])[] = [
    [
      '5546/2.1.4/dtend-change-raises-sequence',
      'VEVENT',
      timed('DTSTART:20260302T090000Z\nDTEND:20260302T100000Z'),
      timed('DTSTART:20260302T090000Z\nDTEND:20260302T103000Z'),
    ],
    [
      '5546/2.1.4/duration-change-raises-sequence',
      'VEVENT',
      timed('DTSTART:20260302T090000Z\nDURATION:PT1H'),
      timed('DTSTART:20260302T090000Z\nDURATION:PT2H'),
    ],
    [
      '5546/2.1.4/due-change-raises-sequence',
      'VTODO',
      timed('DTSTART:20260302T090000Z\nDUE:20260306T100000Z'),
      timed('DTSTART:20260302T090000Z\nDUE:20260307T100000Z'),
    ],
  ]
  for (const [requirement, name, before, after] of rows) {
    it(`for ${requirement}`, () => {
      const made = saved(before, after, name)
      assert.deepEqual(numbers(made.effects, 'REQUEST'), [5])
      assert.ok(requirementsOf(made.explanation).includes(requirement))
    })
  }

  it('where the Organizer says so, whatever else he changed', () => {
    const place = makeEvent({ sequence: 5, more: 'LOCATION:Lisbon' })
    const made = saved(makeEvent({ sequence: 4, more: 'LOCATION:Vienna' }), place)
    // Requirement: 5546/2.1.4/other-change-may-raise-sequence
    // Requirement: 5546/2.1.4/jeopardizing-change-raises-sequence
    assert.deepEqual(numbers(made.effects, 'REQUEST'), [5])
    // Requirement: 5546/2.1.4/organizer-raises-sequence
    const attempt = calendar([place])
    const guest = originate(
      holding([makeEvent({ sequence: 4 })]),
      { kind: 'save', object: attempt },
      context('bob'),
    )
    assert.equal(revisionOf(componentAt(guest.state.object) ?? assert.fail()).sequence, 4)
  })

  it('not for a change that is not significant: DTSTAMP alone tells it', () => {
    const made = saved(makeEvent({ sequence: 4 }), makeEvent({ sequence: 4, more: 'PRIORITY:1' }))
    const [sent] = scheduled(sends(made.effects)[0]?.message)
    // Requirement: 5546/2.1.4/minor-change-keeps-sequence
    assert.deepEqual(revisionOf(sent ?? assert.fail()), {
      sequence: 4,
      dtstampSeconds: ann.nowSeconds,
    })
  })

  it('where the series moves, and an instance keeps its recurrence id until then', () => {
    const series = 'DTSTART:20260302T090000Z\nRRULE:FREQ=DAILY;COUNT=3\n'
    const one = (start: string): string => `RECURRENCE-ID:20260303T090000Z\nDTSTART:${start}\n`
    const guest = attendee('bob')
    let { state } = originate(
      holding([series + guest]),
      { kind: 'save', object: calendar([series + guest, one('20260303T110000Z') + guest]) },
      ann,
    )
    const ids = (): readonly (string | undefined)[] =>
      (state.object?.components ?? []).map((each) => rawValue(each, 'RECURRENCE-ID'))
    // Requirement: 5545/3.8.4.4/recurrence-id-fixed-per-sequence
    assert.deepEqual(ids(), [undefined, '20260303T090000Z'])
    const again = calendar([series + guest, one('20260304T130000Z') + guest])
    state = originate(state, { kind: 'save', object: again }, ann).state
    assert.deepEqual(ids(), [undefined, '20260303T090000Z'])
    const later = series.replace('T09', 'T10')
    const moved = originate(state, { kind: 'save', object: calendar([later + guest]) }, ann)
    const held = componentAt(state.object) ?? assert.fail()
    const [sent = 0] = numbers(moved.effects, 'REQUEST')
    assert.ok(sent > revisionOf(held).sequence)
  })

  it('in what is published as in what is asked, where the change asks for it', () => {
    const plain = (hour: string, more = ''): string =>
      `DTSTART:20260302T${hour}0000Z\nDTEND:20260302T180000Z\nSUMMARY:Talk\n${more}`
    const publish: Change = { kind: 'publish', recipients: [zoe] }
    const first = originate(holding([plain('09')]), publish, ann)
    const kept = originate(
      first.state,
      { kind: 'save', object: calendar([plain('09', 'LOCATION:Hall')]) },
      ann,
    )
    const moved = originate(kept.state, { kind: 'save', object: calendar([plain('10')]) }, ann)
    // Requirement: 5546/2.1.4/publish-request-follow-changes
    assert.deepEqual(
      [first.state, kept.state, moved.state].flatMap((state) =>
        numbers(originate(state, publish, ann).effects, 'PUBLISH'),
      ),
      [0, 0, 1],
    )
  })
})

describe('every CANCEL raises SEQUENCE', () => {
  const series = makeEvent({ sequence: 3, more: 'RRULE:FREQ=WEEKLY;COUNT=5' })
  const second = '20260309T090000Z'
  const instance = makeEvent({
    sequence: 4,
    start: '20260309T150000Z',
    end: '20260309T160000Z',
    more: `RECURRENCE-ID:${second}`,
  })
  const held = holding([series, instance])
  const lecture = holding([makeEvent({ sequence: 4, attendees: [] })])
  const changed = (change: Change, from: HeldState = held) => originate(from, change, ann).effects
  const uninvited = replyOf('zoe', 'ACCEPTED', { sequence: 3 })
  const delegating = message('REPLY', [
    `SEQUENCE:4\nDTSTAMP:20260110T000000Z\n${attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:zoe@example.com"')}`,
  ])
  const fromCid = context('ann', { from: 'cid' })
  const rows: readonly (readonly [string, () => readonly Effect[]])[] = [
    ['of the whole', () => changed({ kind: 'cancel' })],
    ['of one instance', () => changed({ kind: 'cancel', keys: [second] })],
    ['that takes an Attendee off', () => changed({ kind: 'cancel', attendees: [bob] })],
    ['of what the Organizer deletes', () => changed({ kind: 'delete' })],
    ['of what was published', () => changed({ kind: 'cancel', attendees: [zoe] }, lecture)],
    [
      'that turns an uninvited Attendee away',
      () =>
        receive(
          held,
          uninvited,
          context('ann', { from: 'zoe', policy: { uninvitedAttendees: 'refuse' } }),
        ).effects,
    ],
    [
      'that tells a Delegate that the Delegator comes himself',
      () => {
        const one = holding([makeEvent({ sequence: 4 })])
        const { state } = receive(one, delegating, fromCid)
        const back = replyOf('cid', 'ACCEPTED', { sequence: 4, dtstamp: '20260111T000000Z' })
        return receive(state, back, fromCid).effects
      },
    ],
  ]
  for (const [title, effects] of rows) {
    it(title, () => {
      // Requirement: 5546/2.1.4/cancel-raises-sequence
      // Requirement: 5546/3.2.5/sequence-raised
      const found = numbers(effects(), 'CANCEL')
      assert.ok(found.length > 0)
      for (const each of found) assert.equal(each, 5)
    })
  }
})

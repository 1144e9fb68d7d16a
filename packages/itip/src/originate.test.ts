import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { firstProperty, rawValue } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import { findAttendee, partStatOf } from './attendee.ts'
import type { Change } from './change.ts'
import type { Context } from './context.ts'
import { originate } from './originate.ts'
import type { HeldState } from './state.ts'
import { nothingHeld } from './state.ts'
import {
  attendee,
  calendar,
  componentAt,
  context,
  makeEvent,
  scheduled,
  sends,
  textOfObject,
} from './testing.ts'
import type { Transition } from './transition.ts'

const ann = context('ann')
const weekly = (given: Parameters<typeof makeEvent>[0] = {}): string =>
  makeEvent({ ...given, more: `RRULE:FREQ=WEEKLY;COUNT=10\n${given.more ?? ''}` })
const second = '20260309T090000Z'
const third = '20260316T090000Z'
const at = (rid: string, given: Parameters<typeof makeEvent>[0] = {}): string => {
  const start = given.start ?? rid
  const end = `${start.slice(0, 9)}${String(Number(start.slice(9, 11)) + 1).padStart(2, '0')}0000Z`
  return makeEvent({ start, end, ...given, more: `RECURRENCE-ID:${rid}\n${given.more ?? ''}` })
}
const four = [
  attendee('ann', 'PARTSTAT=ACCEPTED'),
  attendee('bob', 'PARTSTAT=ACCEPTED'),
  attendee('cid', 'PARTSTAT=DECLINED'),
  attendee('dan', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE'),
]

function save(
  object: CalendarObject,
  held = nothingHeld('meeting'),
  by: Context = ann,
): Transition {
  return originate(held, { kind: 'save', object }, by)
}
/** Held as it is given, answers and all. */
function held(object: CalendarObject, by: Context = ann): HeldState {
  return originate(nothingHeld('meeting'), { kind: 'save', object, silent: true }, by).state
}
function reasonsOf({ explanation }: Transition): readonly string[] {
  return explanation.map(({ requirement }) => requirement)
}
function summary(transition: Transition): readonly string[] {
  return sends(transition.effects).map(
    ({ method, keys, recipients }) =>
      `${method} [${keys.join(' ')}] ${recipients.map((each) => each.split('@')[0]).join(' ')}`,
  )
}
function sent(transition: Transition, index = 0): string {
  return textOfObject(sends(transition.effects)[index]?.message)
}
function answers(object: CalendarObject | undefined, rid?: string): Record<string, string> {
  const of = componentAt(object, rid)
  return Object.fromEntries(
    ['ann', 'bob', 'cid', 'dan', 'eve'].flatMap((name) => {
      const line = of && findAttendee(of, calendarAddress(`${name}@example.com`))
      return line === undefined ? [] : [[name, partStatOf(line)]]
    }),
  )
}
function sequence(object: CalendarObject | undefined, rid?: string): number {
  const of = componentAt(object, rid)
  return Number(of && rawValue(of, 'SEQUENCE'))
}

describe('an Organizer saves', () => {
  // Requirement: 6638/3.2/behaviour-by-owner-part
  // Requirement: 6638/3.2.1.1/inspect-each-attendee
  // Requirement: 6638/3.2.1.1/server-agent-request
  // Requirement: 6638/3.2.5/dtstamp-is-message-time
  // Requirement: 6638/7.1/absent-agent-is-server
  // Requirement: 6638/7.1/agent-server-sends
  it('a new event: a REQUEST to each Attendee but himself', () => {
    const made = save(calendar([makeEvent()]))
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan'])
    assert.match(sent(made), /METHOD:REQUEST/)
    assert.match(sent(made), /DTSTAMP:20260201T120000Z/)
    assert.deepEqual(reasonsOf(made), ['5546/3.2.2/attendees-invited'])
  })

  it('the same again: nothing, and the same state', () => {
    const first = save(calendar([makeEvent()])).state
    const again = save(calendar([makeEvent()]), first)
    assert.deepEqual(again.effects, [])
    assert.equal(again.state, first)
  })

  // Requirement: 6638/3.2.1.2/attendee-kept-request
  // Requirement: 6638/3.2.5/sequence-per-itip
  // Requirement: 6638/3.2.8/time-change-resets-partstat
  it('a moved event: SEQUENCE rises once, answers start over, his own stays', () => {
    const before = held(calendar([makeEvent({ attendees: four, sequence: 4 })]))
    const moved = { start: '20260302T110000Z', end: '20260302T120000Z' }
    const made = save(calendar([makeEvent({ ...moved, attendees: four, sequence: 4 })]), before)
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan'])
    assert.equal(sequence(made.state.object), 5)
    assert.deepEqual(answers(made.state.object), {
      ann: 'ACCEPTED',
      bob: 'NEEDS-ACTION',
      cid: 'NEEDS-ACTION',
      dan: 'NEEDS-ACTION',
    })
    assert.equal(made.state.ledger.answersFrom.get(''), 5)
    assert.ok(reasonsOf(made).includes('6638/3.2.8/reschedule-resets-partstat'))
  })

  it('keeps a SEQUENCE that the client raised, and takes no lower one', () => {
    const before = held(calendar([makeEvent({ sequence: 4 })]))
    const moved = { start: '20260302T110000Z', end: '20260302T120000Z' }
    const raised = save(calendar([makeEvent({ ...moved, sequence: 9 })]), before)
    assert.equal(sequence(raised.state.object), 9)
    const lowered = save(calendar([makeEvent({ ...moved, sequence: 0 })]), before)
    assert.equal(sequence(lowered.state.object), 5)
  })

  it('another place: SEQUENCE and answers stay, DTSTAMP is new', () => {
    const before = held(calendar([makeEvent({ attendees: four, sequence: 4 })]))
    const made = save(
      calendar([makeEvent({ attendees: four, sequence: 4, more: 'LOCATION:Hall' })]),
      before,
    )
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan'])
    assert.deepEqual(
      [sequence(made.state.object), answers(made.state.object)['cid']],
      [4, 'DECLINED'],
    )
    assert.match(sent(made), /DTSTAMP:20260201T120000Z/)
    // Requirement: 5546/3.2.2.2/unsolicited-update-allowed
    assert.deepEqual(reasonsOf(made), ['5546/3.2.2.2/update-sent'])
  })

  it('an alarm, a colour, TRANSP: nobody is told, and it is kept', () => {
    const before = held(calendar([makeEvent()]))
    const alarm = 'BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nDESCRIPTION:x\nEND:VALARM'
    const made = save(
      calendar([makeEvent({ more: `COLOR:red\nTRANSP:TRANSPARENT\nX-MINE:1\n${alarm}` })]),
      before,
    )
    assert.deepEqual(made.effects, [])
    assert.deepEqual(reasonsOf(made), ['5546/3.2.2/personal-change-not-sent'])
    assert.match(textOfObject(made.state.object), /TRIGGER:-PT5M/)
  })

  it('one instance with an alarm only: nobody is told', () => {
    const before = held(calendar([weekly()]))
    const alarm = 'BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nDESCRIPTION:x\nEND:VALARM'
    const made = save(calendar([weekly(), at(second, { more: alarm })]), before)
    assert.deepEqual(made.effects, [])
    assert.equal(scheduled(made.state.object).length, 2)
  })

  // Requirement: 6638/3.2.1.2/attendee-added-request
  it('a further guest: the guest alone is told, the answers of others stay', () => {
    const before = held(calendar([makeEvent({ attendees: four })]))
    const made = save(calendar([makeEvent({ attendees: [...four, attendee('eve')] })]), before)
    assert.deepEqual(summary(made), ['REQUEST [] eve'])
    assert.equal(answers(made.state.object)['bob'], 'ACCEPTED')
    assert.ok(reasonsOf(made).includes('5546/4.2.10/remaining-may-be-told'))
  })

  // Requirement: 6638/3.2.1.2/attendee-removed-cancel
  it('one guest less: a CANCEL without STATUS that lists the guest', () => {
    const before = held(calendar([makeEvent({ attendees: four })]))
    const made = save(calendar([makeEvent({ attendees: four.slice(0, 3) })]), before)
    assert.deepEqual(summary(made), ['CANCEL [] dan'])
    assert.doesNotMatch(sent(made), /STATUS|bob@/)
    assert.match(sent(made), /ATTENDEE.*dan@/)
    assert.match(sent(made), /SEQUENCE:1/)
  })

  it('with an older copy of the answers: what the Attendees said stands', () => {
    const before = held(calendar([makeEvent({ attendees: four })]))
    const made = save(calendar([makeEvent({ more: 'LOCATION:Hall' })]), before)
    assert.deepEqual(answers(made.state.object), {
      ann: 'ACCEPTED',
      bob: 'ACCEPTED',
      cid: 'DECLINED',
      dan: 'NEEDS-ACTION',
    })
  })

  it('an answer in the name of an Attendee: it does not count, and that is said', () => {
    const before = held(calendar([makeEvent()]))
    const made = save(calendar([makeEvent({ attendees: four })]), before)
    assert.equal(answers(made.state.object)['bob'], 'NEEDS-ACTION')
    assert.ok(reasonsOf(made).includes('6638/3.2.1/organizer-leaves-partstat-alone'))
  })

  // Requirement: 6638/7.1/agent-on-organizer-or-attendee
  // Requirement: 6638/7.1/agent-client-silences-server
  // Requirement: 6638/7.1/agent-none-silences-all
  // Requirement: 6638/7.1/unknown-agent-is-none
  // Requirement: 6638/7.1/agent-not-in-messages
  it('guests whom his client or nobody writes to: nothing for them, with the reason', () => {
    const attendees = [
      attendee('bob', 'SCHEDULE-AGENT=CLIENT'),
      attendee('cid', 'SCHEDULE-AGENT=NONE'),
      attendee('dan', 'SCHEDULE-AGENT=X-PIGEON'),
      attendee('eve'),
    ]
    const made = save(calendar([makeEvent({ attendees })]))
    assert.deepEqual(summary(made), ['REQUEST [] eve'])
    assert.doesNotMatch(sent(made), /SCHEDULE-/)
    assert.deepEqual(reasonsOf(made), [
      '6638/3.2.1.1/client-agent-nothing-sent',
      '6638/3.2.1.1/none-agent-nothing-sent',
      '5546/3.2.2/attendees-invited',
    ])
  })

  it('a guest handed from the server to the client: a CANCEL; back again: a REQUEST', () => {
    const own = [attendee('bob', 'SCHEDULE-AGENT=CLIENT')]
    const before = held(calendar([makeEvent({ attendees: [attendee('bob')] })]))
    const away = save(calendar([makeEvent({ attendees: own })]), before)
    assert.deepEqual(summary(away), ['CANCEL [] bob'])
    assert.ok(reasonsOf(away).includes('6638/3.2.1.2/server-to-client-cancel'))
    const back = save(calendar([makeEvent({ attendees: [attendee('bob')] })]), away.state)
    assert.deepEqual(summary(back), ['REQUEST [] bob'])
    assert.ok(reasonsOf(back).includes('6638/3.2.1.2/client-to-server-request'))
  })

  // Requirement: 6638/7.2/force-send-where-server-schedules
  // Requirement: 6638/7.2/organizer-forces-request
  // Requirement: 6638/7.2/force-send-not-kept
  // Requirement: 6638/7.2/force-send-not-in-messages
  it('SCHEDULE-FORCE-SEND: a REQUEST without a change, and it is not kept', () => {
    const before = held(calendar([makeEvent({ attendees: four })]))
    const forced = [...four.slice(0, 3), attendee('dan', 'SCHEDULE-FORCE-SEND=REQUEST')]
    const made = save(calendar([makeEvent({ attendees: forced })]), before)
    assert.deepEqual(summary(made), ['REQUEST [] dan'])
    assert.doesNotMatch(textOfObject(made.state.object), /FORCE-SEND/)
    assert.doesNotMatch(sent(made), /FORCE-SEND/)
  })

  // Requirement: 6638/7.2/unknown-force-send-is-2.3
  it('an unknown SCHEDULE-FORCE-SEND: nothing is forced, SCHEDULE-STATUS 2.3', () => {
    const shouting = [attendee('bob', 'SCHEDULE-FORCE-SEND=SHOUT')]
    const made = save(calendar([makeEvent({ attendees: shouting })]))
    assert.match(textOfObject(made.state.object), /SCHEDULE-STATUS=2\.3/)
    assert.deepEqual(summary(save(calendar([makeEvent({ attendees: shouting })]), made.state)), [])
  })

  it('SCHEDULE-FORCE-SEND for a guest whom his client writes to: nothing is forced', () => {
    const own = (more: readonly string[]): CalendarObject =>
      calendar([makeEvent({ attendees: [attendee('bob', 'SCHEDULE-AGENT=CLIENT', ...more)] })])
    const made = save(own(['SCHEDULE-FORCE-SEND=REQUEST']), held(own([])))
    // Requirement: 6638/7.2/force-send-ignored-elsewhere
    assert.deepEqual(made.effects, [])
  })

  it('a status by SCHEDULE-FORCE-SEND: the Attendee is asked anew', () => {
    const before = held(calendar([makeEvent({ attendees: four })]))
    const asked = [
      ...four.slice(0, 1),
      attendee('bob', 'PARTSTAT=NEEDS-ACTION', 'SCHEDULE-FORCE-SEND=REQUEST'),
      ...four.slice(2),
    ]
    const made = save(calendar([makeEvent({ attendees: asked })]), before)
    // Requirement: 6638/3.2.8/organizer-may-reset-partstat
    assert.equal(answers(made.state.object)['bob'], 'NEEDS-ACTION')
    assert.deepEqual(summary(made), ['REQUEST [] bob'])
  })

  it('nothing any more: whom his client or nobody writes to is told nothing, with the reason', () => {
    for (const [agent, requirement] of [
      ['CLIENT', '6638/3.2.1.3/client-agent-nothing-sent'],
      ['NONE', '6638/3.2.1.3/none-agent-nothing-sent'],
    ] as const) {
      const attendees = [attendee('bob', `SCHEDULE-AGENT=${agent}`)]
      const gone = originate(held(calendar([makeEvent({ attendees })])), { kind: 'delete' }, ann)
      assert.deepEqual([gone.effects, reasonsOf(gone)], [[], [requirement]])
    }
  })

  it('an import: stored, and nobody is told', () => {
    const made = originate(
      nothingHeld('meeting'),
      { kind: 'save', object: calendar([makeEvent({ attendees: four })]), silent: true },
      ann,
    )
    assert.deepEqual(made.effects, [])
    assert.deepEqual(reasonsOf(made), ['6638/3.2/silent-change-sends-nothing'])
    assert.equal(answers(made.state.object)['bob'], 'ACCEPTED')
  })

  // Requirement: 6638/3.2.1/no-message-to-organizer-as-attendee
  it('under an alias: his own ATTENDEE gets nothing', () => {
    const object = calendar([makeEvent({ attendees: [attendee('a.nn'), attendee('bob')] })])
    const made = save(
      object,
      nothingHeld('meeting'),
      context('ann', { aliases: ['a.nn@example.com'] }),
    )
    assert.deepEqual(summary(made), ['REQUEST [] bob'])
  })

  it('with a hidden guest list: each sees the Organizer and himself', () => {
    const by = context('ann', { policy: { guestList: 'hide' } })
    const made = save(calendar([makeEvent()]), nothingHeld('meeting'), by)
    assert.deepEqual(summary(made), ['REQUEST [] bob', 'REQUEST [] cid', 'REQUEST [] dan'])
    assert.doesNotMatch(sent(made), /cid@|dan@|ATTENDEE.*ann@/)
  })

  it('as somebody for him: SENT-BY on ORGANIZER', () => {
    const by = context('ann', { actingAs: calendarAddress('sec@example.com') })
    assert.match(
      sent(save(calendar([makeEvent()]), nothingHeld('meeting'), by)),
      /ORGANIZER;SENT-BY="mailto:sec@example.com"/,
    )
  })

  it('without an ORGANIZER any more: a CANCEL to all, and the plain event is kept', () => {
    const before = held(calendar([makeEvent()]))
    const plain = calendar([
      'BEGIN:VEVENT\r\nUID:meeting\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000Z\r\nSUMMARY:Plan\r\nEND:VEVENT',
    ])
    const made = save(plain, before)
    assert.deepEqual(summary(made), ['CANCEL [] bob cid dan'])
    assert.ok(made.state.object)
    assert.ok(reasonsOf(made).includes('6638/3.2.3.1/scheduling-becomes-plain-removes'))
  })

  it("under another's name: nothing changes", () => {
    const before = held(calendar([makeEvent()]))
    const other = calendar([`ORGANIZER:mailto:bob@example.com\n${makeEvent()}`])
    const made = save(other, before)
    assert.equal(made.state, before)
    assert.deepEqual(reasonsOf(made), ['6638/11.2/organizer-is-calendar-owner'])
  })

  it('an object of another UID: his caller is at fault', () => {
    assert.throws(() => save(calendar([makeEvent()]), nothingHeld('other')), TypeError)
  })
})

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
    assert.ok(reasonsOf(made).includes('5546/3.2.2/only-attended-instances-sent'))
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
    assert.deepEqual(reasonsOf(made), ['5546/3.2.5/unknown-instance'])
  })
})

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
    assert.deepEqual(reasonsOf(made), ['6638/3.2.2.3/exdate-declines-instance'])
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
      assert.deepEqual([made.effects, reasonsOf(made)], [[], [`6638/3.2.2.3/${slug}`]])
      const changed = save(version('DECLINED'), made.state, bob)
      assert.deepEqual([changed.effects, reasonsOf(changed)], [[], [`6638/3.2.2.3/${slug}`]])
      const gone = originate(made.state, { kind: 'delete' }, bob)
      assert.deepEqual([gone.effects, reasonsOf(gone)], [[], [`6638/3.2.2.4/${slug}`]])
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
    assert.ok(reasonsOf(made).includes('6638/3.2.2.1/organizer-owns-key-properties'))
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
    assert.deepEqual(reasonsOf(twice), ['5546/2.1.1/participation-unchanged'])
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
      assert.deepEqual(reasonsOf(made), ['5546/3.2.2.3/delegation-is-consistent'])
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

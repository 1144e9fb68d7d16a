import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
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
import { nothingHeld } from './state.ts'
import {
  attendee,
  calendar,
  context,
  makeEvent,
  requirementsOf,
  scheduled,
  textOfObject,
} from './testing.ts'

const ann = context('ann')
const second = '20260309T090000Z'

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
    assert.deepEqual(requirementsOf(made.explanation), ['5546/3.2.2/attendees-invited'])
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
    assert.ok(requirementsOf(made.explanation).includes('6638/3.2.8/reschedule-resets-partstat'))
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
    assert.deepEqual(requirementsOf(made.explanation), ['5546/3.2.2.2/update-sent'])
  })

  it('an alarm, a colour, TRANSP: nobody is told, and it is kept', () => {
    const before = held(calendar([makeEvent()]))
    const alarm = 'BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nDESCRIPTION:x\nEND:VALARM'
    const made = save(
      calendar([makeEvent({ more: `COLOR:red\nTRANSP:TRANSPARENT\nX-MINE:1\n${alarm}` })]),
      before,
    )
    assert.deepEqual(made.effects, [])
    assert.deepEqual(requirementsOf(made.explanation), ['5546/3.2.2/personal-change-not-sent'])
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
    assert.ok(requirementsOf(made.explanation).includes('5546/4.2.10/remaining-may-be-told'))
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
    assert.ok(
      requirementsOf(made.explanation).includes('6638/3.2.1/organizer-leaves-partstat-alone'),
    )
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
    assert.deepEqual(requirementsOf(made.explanation), [
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
    assert.ok(requirementsOf(away.explanation).includes('6638/3.2.1.2/server-to-client-cancel'))
    const back = save(calendar([makeEvent({ attendees: [attendee('bob')] })]), away.state)
    assert.deepEqual(summary(back), ['REQUEST [] bob'])
    assert.ok(requirementsOf(back.explanation).includes('6638/3.2.1.2/client-to-server-request'))
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
      assert.deepEqual([gone.effects, requirementsOf(gone.explanation)], [[], [requirement]])
    }
  })

  it('an import: stored, and nobody is told', () => {
    const made = originate(
      nothingHeld('meeting'),
      { kind: 'save', object: calendar([makeEvent({ attendees: four })]), silent: true },
      ann,
    )
    assert.deepEqual(made.effects, [])
    assert.deepEqual(requirementsOf(made.explanation), ['6638/3.2/silent-change-sends-nothing'])
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
    assert.ok(
      requirementsOf(made.explanation).includes('6638/3.2.3.1/scheduling-becomes-plain-removes'),
    )
  })

  it("under another's name: nothing changes", () => {
    const before = held(calendar([makeEvent()]))
    const other = calendar([`ORGANIZER:mailto:bob@example.com\n${makeEvent()}`])
    const made = save(other, before)
    assert.equal(made.state, before)
    assert.deepEqual(requirementsOf(made.explanation), ['6638/11.2/organizer-is-calendar-owner'])
  })

  it('an object of another UID: his caller is at fault', () => {
    assert.throws(() => save(calendar([makeEvent()]), nothingHeld('other')), TypeError)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import { findAttendee, organizerOf, partStatOf } from '../attendee.ts'
import { originate } from '../originate.ts'
import { nothingHeld } from '../state.ts'
import {
  attendee,
  calendar,
  componentAt,
  context,
  makeEvent,
  scheduled,
  seconds,
  textOfObject,
} from '../testing.ts'
import type { Transition } from '../transition.ts'
import { accepted, delivered, held, properly, sent, summary } from './testing.ts'

const second = '20260309T090000Z'
const ann = context('ann')
const weekly = (more = ''): string => makeEvent({ more: `RRULE:FREQ=WEEKLY;COUNT=10\n${more}` })

const address = (name: string): ReturnType<typeof calendarAddress> =>
  calendarAddress(`${name}@example.com`)

function first({ explanation }: Transition): string {
  return explanation[0].requirement
}

describe('an added instance', () => {
  const before = held(calendar([weekly()]))
  const extra = componentAt(
    calendar([
      makeEvent({
        start: '20260305T090000Z',
        end: '20260305T100000Z',
        attendees: [attendee('bob'), attendee('eve')],
      }),
    ]),
  )

  it('goes out by ADD without RECURRENCE-ID; to who has not the series, by REQUEST', () => {
    assert.ok(extra)
    const made = properly(originate(before, { kind: 'add', component: extra }, ann))
    assert.deepEqual(summary(made), [
      'ADD [20260305T090000Z] bob',
      'REQUEST [20260305T090000Z] eve',
    ])
    assert.doesNotMatch(sent(made), /RECURRENCE-ID/)
    assert.match(sent(made), /SEQUENCE:1/)
    assert.match(textOfObject(made.state.object), /RDATE:20260305T090000Z/)
  })

  it('is there already: nothing', () => {
    const again = componentAt(calendar([makeEvent({ start: second })]))
    assert.ok(again)
    assert.equal(
      first(originate(before, { kind: 'add', component: again }, ann)),
      '5546/3.2.4/instance-already-held',
    )
  })
})

describe('publishing', () => {
  it('lists no Attendees and nothing personal', () => {
    const before = held(calendar([makeEvent({ more: 'COLOR:red' })]))
    const made = properly(originate(before, { kind: 'publish', recipients: [address('zoe')] }, ann))
    assert.deepEqual(summary(made), ['PUBLISH [] zoe'])
    assert.doesNotMatch(sent(made), /ATTENDEE|COLOR/)
  })

  it('of what nobody organizes names the publisher, and counts its changes from then on', () => {
    const plain = (hour: string): CalendarObject =>
      calendar([
        `BEGIN:VEVENT\r\nUID:meeting\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T${hour}0000Z\r\nSUMMARY:Talk\r\nEND:VEVENT`,
      ])
    const published = originate(
      held(plain('09')),
      { kind: 'publish', recipients: [address('zoe')] },
      ann,
    )
    // Requirement: 5546/3.7.2/organizer-authorizes-update
    assert.match(sent(published), /ORGANIZER:mailto:ann/)
    const moved = originate(published.state, { kind: 'save', object: plain('10') }, ann)
    assert.match(textOfObject(moved.state.object), /SEQUENCE:1/)
  })

  it('of a journal is called off by CANCEL without ATTENDEE', () => {
    const journal = calendar(['DTSTART:20260302T090000Z\nSUMMARY:Log'], { name: 'VJOURNAL' })
    const published = properly(
      originate(held(journal), { kind: 'publish', recipients: [address('zoe')] }, ann),
    )
    const made = properly(
      originate(published.state, { kind: 'cancel', attendees: [address('zoe')] }, ann),
    )
    assert.deepEqual(summary(made), ['CANCEL [] zoe'])
    assert.match(sent(made), /STATUS:CANCELLED/)
  })
})

describe('a reconfirmation', () => {
  it('asks again with RSVP=TRUE; SEQUENCE and answers stay', () => {
    const before = held(calendar([makeEvent({ attendees: accepted, sequence: 3 })]))
    const made = properly(
      originate(before, { kind: 'reconfirm', attendees: [address('bob')] }, ann),
    )
    assert.deepEqual(summary(made), ['REQUEST [] bob'])
    assert.match(sent(made), /SEQUENCE:3/)
    assert.match(sent(made), /PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:bob/)
    assert.equal(first(made), '5546/3.2.2.7/organizer-asks-status')
  })
})

describe('another Organizer', () => {
  const before = held(calendar([makeEvent({ attendees: accepted, sequence: 2 })]))

  it('is handed the part: all are told, him too; answers stay', () => {
    const made = properly(
      originate(before, { kind: 'transfer-organizer', to: address('bob') }, ann),
    )
    assert.deepEqual(summary(made), ['REQUEST [] bob cid'])
    assert.match(sent(made), /ORGANIZER:mailto:bob/)
    // Requirement: 5546/3.2.2.4/new-organizer-raises-sequence
    assert.match(sent(made), /SEQUENCE:3/)
    assert.match(sent(made), /PARTSTAT=DECLINED:mailto:cid/)
  })

  it('takes the part over', () => {
    const bob = context('bob')
    const mine = held(calendar([makeEvent({ attendees: accepted, sequence: 2 })]), bob)
    const made = originate(mine, { kind: 'transfer-organizer', to: address('bob') }, bob)
    assert.deepEqual(summary(made), ['REQUEST [] cid', 'REQUEST [] ann'])
    const [event] = scheduled(made.state.object)
    assert.equal(event && organizerOf(event), 'bob@example.com')
  })

  it('is named by a guest who is not meant: nothing', () => {
    const cid = context('cid')
    const mine = held(calendar([makeEvent({ attendees: accepted })]), cid)
    assert.equal(
      originate(mine, { kind: 'transfer-organizer', to: address('bob') }, cid).state,
      mine,
    )
  })
})

describe('a delegation', () => {
  it('goes round: the Organizer lists the Delegate, whose answer counts', () => {
    const invitation = originate(
      nothingHeld('meeting'),
      { kind: 'save', object: calendar([makeEvent()]) },
      ann,
    )
    const bobs = delivered(invitation, 'bob', nothingHeld('meeting'))
    const bob = context('bob', { nowSeconds: seconds('20260201T130000Z') })
    const given = originate(bobs.state, { kind: 'delegate', to: address('eve') }, bob)
    const anns = delivered(given, 'ann', invitation.state)
    const eves = delivered(given, 'eve', nothingHeld('meeting'))
    assert.equal(eves.classification, 'delegated')
    const eve = context('eve', { nowSeconds: seconds('20260201T140000Z') })
    const answer = originate(eves.state, { kind: 'reply', partStat: 'ACCEPTED' }, eve)
    assert.match(sent(answer), /DELEGATED-FROM="mailto:bob@example.com":mailto:eve/)
    const known = delivered(answer, 'ann', anns.state)
    const [event] = scheduled(known.state.object)
    assert.ok(event)
    const says = (name: string): string | undefined => {
      const line = findAttendee(event, address(name))
      return line && partStatOf(line)
    }
    assert.deepEqual([says('bob'), says('eve')], ['DELEGATED', 'ACCEPTED'])
  })
})

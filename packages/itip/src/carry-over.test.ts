import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstProperty, parameterValue } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import { findAttendee } from './attendee.ts'
import { originate } from './originate.ts'
import { receive } from './receive.ts'
import {
  attendee,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  scheduled,
  sends,
  statusIn,
} from './testing.ts'

describe('a delegation that the Organizer does not show', () => {
  const mine = attendee('bob', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:cid@example.com"')
  const held = holding([makeEvent({ attendees: [mine, attendee('cid')] })])
  const bob = context('bob', { from: 'ann' })
  const update = (...attendees: readonly string[]): string | undefined => {
    const event = makeEvent({ attendees, dtstamp: '20260105T000000Z' })
    return statusIn(receive(held, message('REQUEST', [event]), bob).state.object, 'bob')
  }

  it('stands, for the answer may be on its way', () => {
    assert.equal(update(attendee('bob')), 'DELEGATED')
  })

  it('is taken back where the Delegate declined', () => {
    assert.equal(update(attendee('bob'), attendee('cid', 'PARTSTAT=DECLINED')), 'NEEDS-ACTION')
  })

  it('is taken back where the part would come back through others', () => {
    const to = (name: string): string => `DELEGATED-TO="mailto:${name}@example.com"`
    const around = [
      attendee('bob'),
      attendee('cid', 'PARTSTAT=DELEGATED', to('dan')),
      attendee('dan', 'PARTSTAT=DELEGATED', to('bob')),
    ]
    assert.equal(update(...around), 'NEEDS-ACTION')
  })

  it('is taken back where the Delegate had given him the part', () => {
    assert.equal(update(attendee('bob', 'DELEGATED-FROM="mailto:cid@example.com"')), 'NEEDS-ACTION')
  })
})

it('lets him say again that he takes his part back, where the Organizer still shows the Delegate', () => {
  const bob = context('bob', { from: 'ann' })
  const handed = [
    attendee('bob', 'PARTSTAT=DELEGATED', 'RSVP=FALSE', 'DELEGATED-TO="mailto:cid@example.com"'),
    attendee('cid', 'DELEGATED-FROM="mailto:bob@example.com"'),
  ]
  const held = holding([makeEvent({ attendees: [attendee('bob', 'PARTSTAT=TENTATIVE')] })])
  const update = message('REQUEST', [makeEvent({ attendees: handed, sequence: 1 })])
  const { state } = receive(held, update, bob)
  assert.equal(statusIn(state.object, 'bob'), 'TENTATIVE')
  const component = componentAt(state.object) ?? assert.fail()
  const line = findAttendee(component, calendarAddress('bob@example.com')) ?? assert.fail()
  assert.equal(parameterValue(line, 'DELEGATED-TO'), undefined)
  const again = originate(state, { kind: 'reply', partStat: 'TENTATIVE' }, context('bob'))
  assert.deepEqual(
    sends(again.effects).map((each) => [each.method, each.recipients]),
    [['REPLY', ['ann@example.com']]],
  )
})

// Requirement: 6638/7.1/same-agent-per-organizer
// Requirement: 6638/3.2.2.2/same-agent-on-all-organizers
it('keeps the schedule agent that an Attendee’s client set, on instances that come later too', () => {
  const own = 'ORGANIZER;SCHEDULE-AGENT=CLIENT:mailto:ann@example.com'
  const daily = 'RRULE:FREQ=DAILY;COUNT=5'
  const held = holding([`${own}\n${makeEvent({ more: daily })}`])
  const instance = makeEvent({
    start: '20260303T110000Z',
    end: '20260303T120000Z',
    sequence: 1,
    more: 'RECURRENCE-ID:20260303T090000Z',
  })
  const series = makeEvent({ more: daily, dtstamp: '20260105T000000Z' })
  const bob = context('bob', { from: 'ann' })
  const { state } = receive(held, message('REQUEST', [series, instance]), bob)
  const agents = scheduled(state.object).map((each) => {
    const organizer = firstProperty(each, 'ORGANIZER') ?? assert.fail()
    return parameterValue(organizer, 'SCHEDULE-AGENT')
  })
  assert.deepEqual(agents, ['CLIENT', 'CLIENT'])
})

it('drops an instance handed on to another guest, where the series moves away from it', () => {
  const guests = [attendee('bob'), attendee('cid')]
  const daily = 'RRULE:FREQ=DAILY;COUNT=5'
  const held = holding([makeEvent({ attendees: guests, more: daily })])
  const keys = ['20260303T090000Z']
  const to = calendarAddress('cid@example.com')
  const handedOn = originate(held, { kind: 'delegate', to, keys }, context('bob')).state
  assert.equal(statusIn(handedOn.object, 'bob', '20260303T090000Z'), 'DELEGATED')
  const back = originate(handedOn, { kind: 'reply', partStat: 'ACCEPTED', keys }, context('bob'))
  assert.equal(statusIn(back.state.object, 'cid', '20260303T090000Z'), 'NEEDS-ACTION')
  const moved = makeEvent({
    attendees: guests,
    start: '20260312T110000Z',
    end: '20260312T120000Z',
    sequence: 1,
    more: daily,
  })
  for (const state of [handedOn, back.state]) {
    const after = receive(state, message('REQUEST', [moved]), context('bob', { from: 'ann' }))
    assert.equal(scheduled(after.state.object).length, 1)
  }
})

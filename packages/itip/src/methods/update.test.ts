import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allComponents, allProperties, parameterValue, rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import { receive } from '../receive.ts'
import {
  attendee,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  receiveAll,
  statusIn,
} from '../testing.ts'

const bob = context('bob', { from: 'ann' })

const guests = (partStat: string): readonly string[] => [
  attendee('ann', 'PARTSTAT=ACCEPTED'),
  attendee('bob', `PARTSTAT=${partStat}`, 'RSVP=TRUE'),
  attendee('cid', 'PARTSTAT=NEEDS-ACTION'),
]

/** Bob's copy with what he made of it: he accepted, set an alarm, a colour, a category. */
function own(event: string): string {
  return event
    .replace(
      /ATTENDEE;PARTSTAT=[A-Z-]+(;RSVP=TRUE)?:mailto:bob/,
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob',
    )
    .concat(
      '\n',
      [
        'TRANSP:TRANSPARENT',
        'CLASS:PRIVATE',
        'COLOR:teal',
        'CATEGORIES:Mine',
        'X-APPLE-TRAVEL:30',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT5M',
        'DESCRIPTION:Go',
        'END:VALARM',
      ].join('\n'),
    )
}

describe('an update', () => {
  const later = { sequence: 1, dtstamp: '20260110T000000Z' }
  const held = holding([own(makeEvent({ attendees: guests('NEEDS-ACTION') }))])

  it('leaves the Attendee what is his', () => {
    const update = makeEvent({
      ...later,
      attendees: guests('NEEDS-ACTION'),
      more: 'SUMMARY:New\nTRANSP:OPAQUE\nCLASS:PUBLIC\nCATEGORIES:Work\nBEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT1H\nEND:VALARM',
    })
    const { state, classification } = receive(held, message('REQUEST', [update]), bob)
    const event = componentAt(state.object) ?? assert.fail()
    // Requirement: 5546/3.2.2.2/update-keeps-time
    assert.equal(classification, 'update')
    assert.equal(rawValue(event, 'SUMMARY'), 'New')
    assert.equal(rawValue(event, 'TRANSP'), 'TRANSPARENT')
    assert.equal(rawValue(event, 'CLASS'), 'PRIVATE')
    assert.equal(rawValue(event, 'COLOR'), 'teal')
    assert.equal(rawValue(event, 'X-APPLE-TRAVEL'), '30')
    assert.deepEqual(
      allProperties(event, 'CATEGORIES').map((each) => each.value),
      ['Work', 'Mine'],
    )
    const alarms = allComponents(event, 'VALARM')
    assert.deepEqual(
      alarms.map((each) => rawValue(each, 'TRIGGER')),
      ['-PT5M'],
    )
    // Requirement: 5546/3.2.2.2/own-participation-stands
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
  })

  it('brings what the Organizer changed where the Attendee set nothing', () => {
    const first = makeEvent({
      attendees: guests('NEEDS-ACTION'),
      more: 'TRANSP:OPAQUE\nCATEGORIES:Old',
    })
    const second = makeEvent({
      ...later,
      attendees: guests('NEEDS-ACTION'),
      more: 'TRANSP:TRANSPARENT\nCATEGORIES:New',
    })
    const state = receiveAll([message('REQUEST', [first]), message('REQUEST', [second])], bob)
    const event = componentAt(state.object) ?? assert.fail()
    assert.equal(rawValue(event, 'TRANSP'), 'TRANSPARENT')
    assert.deepEqual(
      allProperties(event, 'CATEGORIES').map((each) => each.value),
      ['New'],
    )
  })

  it('that moves the time asks anew, also where the Organizer left the old answer', () => {
    const moved = makeEvent({ ...later, start: '20260302T093000Z', attendees: guests('ACCEPTED') })
    const { state, classification } = receive(held, message('REQUEST', [moved]), bob)
    const line = findAttendee(
      componentAt(state.object) ?? assert.fail(),
      calendarAddress('bob@example.com'),
    )
    assert.equal(classification, 'reschedule')
    assert.equal(parameterValue(line ?? assert.fail(), 'PARTSTAT'), 'NEEDS-ACTION')
    assert.equal(parameterValue(line ?? assert.fail(), 'RSVP'), 'TRUE')
  })

  it('that writes the same time otherwise is no move', () => {
    const same = makeEvent({ ...later, attendees: guests('NEEDS-ACTION') }).replace(
      'DTEND:20260302T100000Z',
      'DURATION:PT1H',
    )
    const { state, classification } = receive(held, message('REQUEST', [same]), bob)
    assert.equal(classification, 'update')
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
  })

  it('of one instance resets that instance alone', () => {
    const series = makeEvent({
      attendees: guests('NEEDS-ACTION'),
      more: 'RRULE:FREQ=DAILY;COUNT=5',
    })
    const moved = makeEvent({
      ...later,
      start: '20260303T150000Z',
      end: '20260303T160000Z',
      attendees: guests('ACCEPTED'),
      more: 'RECURRENCE-ID:20260303T090000Z',
    })
    const { state, effects } = receive(holding([own(series)]), message('REQUEST', [moved]), bob)
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    // Requirement: 5546/3.2.2/instance-request-adds-override
    assert.equal(statusIn(state.object, 'bob', '20260303T090000Z'), 'NEEDS-ACTION')
    assert.deepEqual(
      effects.map((each) => each.kind === 'notify' && [each.notice, each.keys]),
      [['rescheduled', ['20260303T090000Z']]],
    )
    const alarm = allComponents(
      componentAt(state.object, '20260303T090000Z') ?? assert.fail(),
      'VALARM',
    )
    assert.equal(alarm.length, 1)
  })

  it('of the series keeps the answer that he gave to one instance', () => {
    const series = makeEvent({ attendees: guests('ACCEPTED'), more: 'RRULE:FREQ=DAILY;COUNT=5' })
    const declined = makeEvent({
      start: '20260303T090000Z',
      end: '20260303T100000Z',
      attendees: guests('DECLINED'),
      more: 'RECURRENCE-ID:20260303T090000Z',
    })
    const update = makeEvent({
      ...later,
      attendees: guests('NEEDS-ACTION'),
      more: 'SUMMARY:New\nRRULE:FREQ=DAILY;COUNT=5',
    })
    const { state } = receive(holding([series, declined]), message('REQUEST', [update]), bob)
    const instance = componentAt(state.object, '20260303T090000Z') ?? assert.fail()
    assert.equal(statusIn(state.object, 'bob', '20260303T090000Z'), 'DECLINED')
    assert.equal(rawValue(instance, 'SUMMARY'), 'New')
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
  })
})

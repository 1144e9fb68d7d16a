import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarAddress } from './address.ts'
import { attendee, calendar, context, makeEvent, textOfObject } from './testing.ts'
import { view } from './view.ts'

const options = context('ann')
const bob = calendarAddress('bob@example.com')
const second = '20260309T090000Z'
const series = makeEvent({ more: 'RRULE:FREQ=WEEKLY;COUNT=10' })
const own = (guests: readonly string[], more = ''): string =>
  makeEvent({
    start: second,
    end: '20260309T100000Z',
    attendees: guests,
    more: `RECURRENCE-ID:${second}\n${more}`,
  })

describe('a view', () => {
  it('has the instances that list the recipient', () => {
    const object = calendar([series, own([attendee('bob')], 'LOCATION:Hall')])
    assert.match(textOfObject(view(object, bob, options)), /LOCATION:Hall/)
  })

  it('has an EXDATE for an instance that does not', () => {
    const text = textOfObject(
      view(calendar([series, own([attendee('cid')], 'LOCATION:Hall')]), bob, options),
    )
    assert.match(text, new RegExp(`EXDATE:${second}`))
    assert.doesNotMatch(text, /Hall|RECURRENCE-ID/)
  })

  it('has the EXDATE in the form of DTSTART', () => {
    const zoned = makeEvent({ more: 'RRULE:FREQ=WEEKLY;COUNT=10' })
      .replace('DTSTART:20260302T090000Z', 'DTSTART;TZID=Europe/Vienna:20260302T100000')
      .replace('DTEND:20260302T100000Z', 'DURATION:PT1H')
    const text = textOfObject(view(calendar([zoned, own([attendee('cid')])]), bob, options))
    assert.match(text, /EXDATE;TZID=Europe\/Vienna:20260309T100000/)
    assert.match(text, /BEGIN:VTIMEZONE/)
  })

  it('has the instance alone for a recipient of that instance, and no word of the series', () => {
    const object = calendar([series, own([attendee('eve')])])
    const text = textOfObject(view(object, calendarAddress('eve@example.com'), options))
    assert.doesNotMatch(text, /RRULE|bob@/)
  })

  it('leaves cancelled instances out', () => {
    const text = textOfObject(
      view(calendar([series, own([attendee('bob')], 'STATUS:CANCELLED')]), bob, options),
    )
    assert.match(text, new RegExp(`EXDATE:${second}`))
    assert.doesNotMatch(text, /CANCELLED/)
  })

  it('has nothing of what is personal', () => {
    const more =
      'COLOR:red\nX-MOZ-LASTACK:1\nX-ALT-DESC:fine\nBEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT5M\nEND:VALARM'
    const guests = [attendee('bob', 'SCHEDULE-STATUS=1.1', 'SCHEDULE-AGENT=SERVER')]
    const text = textOfObject(
      view(calendar([makeEvent({ attendees: guests, more })]), bob, options),
    )
    // Requirement: 6638/7.3/status-not-in-messages
    assert.doesNotMatch(text, /COLOR|X-MOZ|VALARM|SCHEDULE-/)
    assert.match(text, /X-ALT-DESC:fine/)
  })

  it('has one guest where the list is hidden', () => {
    const hidden = context('ann', { policy: { guestList: 'hide' } })
    const text = textOfObject(view(calendar([makeEvent()]), bob, hidden))
    assert.equal(text.match(/ATTENDEE/g)?.length, 1)
  })

  it('of one instance is that instance', () => {
    const text = textOfObject(view(calendar([series]), bob, { ...options, keys: [second] }))
    assert.match(text, new RegExp(`RECURRENCE-ID:${second}`))
    assert.doesNotMatch(text, /RRULE/)
  })

  it('is none for somebody who is not listed', () => {
    assert.equal(view(calendar([series]), calendarAddress('zoe@example.com'), options), undefined)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Component, parseCalendar, validateValues } from '../index.ts'

function event(...lines: readonly string[]): Component {
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR']
  const [object] = parseCalendar(text.join('\n')).objects
  assert.ok(object)
  return object
}

const faults: readonly (readonly [line: string, requirement: string])[] = [
  ['DTSTART:2026-01-01', '5545/3.3.5/date-time-form'],
  ['DTSTART:20260101T000000+0100', '5545/3.3.5/no-utc-offset-in-time'],
  ['DTSTART;VALUE=DATE:20260230', '5545/3.3.4/date-form'],
  ['DTSTART:20260101', '5545/3.2.20/other-type-needs-value'],
  ['DTSTART;VALUE=DATE:20260101T000000', '5545/3.2.20/other-type-needs-value'],
  ['DTSTART;VALUE=TEXT:20260101T000000', '5545/3.2.20/other-type-needs-value'],
  ['DTSTART;TZID=A:20260101T000000Z', '5545/3.2.19/tzid-not-on-utc-or-date'],
  ['DTSTART;TZID=A;VALUE=DATE:20260101', '5545/3.2.19/tzid-not-on-utc-or-date'],
  ['EXDATE:20260101T000000Z,never,never', '5545/3.3.5/date-time-form'],
  ['IMAGE:https://example.com/', '5545/3.2.20/other-type-needs-value'],
  ['DURATION:1 hour', '5545/3.3.6/duration-form'],
  ['DURATION:P', '5545/3.3.6/duration-form'],
  ['PRIORITY:high', '5545/3.3.8/integer-range'],
  ['GEO:1,2', '5545/3.8.1.6/geo-form'],
  ['GEO:north;west', '5545/3.3.7/float-form'],
  ['GEO:91;0', '5545/3.8.1.6/geo-form'],
  ['ATTENDEE;RSVP=YES:mailto:a@example.com', '5545/3.3.2/boolean-true-or-false'],
  ['REQUEST-STATUS:Success', '5545/3.8.8.3/request-status-form'],
  ['ATTENDEE:nobody', '5545/3.3.3/cal-address-is-uri'],
  ['URL:nowhere', '5545/3.3.13/uri-form'],
  ['TZOFFSETTO:-0000', '5545/3.3.14/utc-offset-form'],
  ['ATTACH;VALUE=BINARY;ENCODING=BASE64:??', '5545/3.3.1/binary-is-base64'],
  ['ATTACH;VALUE=BINARY:AAAA', '5545/3.3.1/binary-is-base64'],
  ['FREEBUSY:20260101T000000Z', '5545/3.3.9/period-form'],
  ['FREEBUSY:20260101T000000Z/20260101T000000Z', '5545/3.3.9/period-end-after-start'],
  ['FREEBUSY:20260101T000000Z/-PT1H', '5545/3.3.9/period-duration-positive'],
  ['SUMMARY:a,b', '5545/3.3.11/separators-escaped'],
  ['SUMMARY:a\\x', '5545/3.3.11/separators-escaped'],
  ['SUMMARY:a\\:b', '5545/3.3.11/colon-not-escaped'],
  ['CATEGORIES:a;b', '5545/3.3.11/separators-escaped'],
  ['RRULE:FREQ=NEVER', '5545/3.3.10/freq-once'],
]

const right: readonly string[] = [
  'DTSTART;TZID=Europe/Berlin:20260101T000000',
  'DTSTART;VALUE=date:20260101',
  'RDATE;VALUE=PERIOD:20260101T000000Z/PT1H,20260102T000000Z/20260102T010000Z',
  'RELATED-TO;VALUE=URI:https://example.com/',
  'CATEGORIES:a,b\\,c',
  'SUMMARY:a\\, b\\; c\\\\ d\\n: e',
  'GEO:37.386013;-122.082932',
  'REFRESH-INTERVAL;VALUE=DURATION:P1D',
  'X-OWN:anything, at; all\\',
  'X-OWN;VALUE=INTEGER:one',
]

describe('validateValues', () => {
  for (const [line, requirement] of faults) {
    it(`finds the fault in ${line}`, () => {
      const found = validateValues(event(line))
      const name = line.split(/[:;]/)[0]
      assert.deepEqual(
        found.map((each) => [each.requirement, each.path, each.line]),
        [[requirement, ['VCALENDAR', 0, 'VEVENT', 0, name, 0], 3]],
      )
    })
  }
  for (const line of right) {
    it(`finds none in ${line}`, () => assert.deepEqual(validateValues(event(line)), []))
  }

  it('wants UNTIL in UTC beside the local DTSTART of an observance', () => {
    const zone = (until: string) =>
      event(
        'BEGIN:STANDARD',
        'DTSTART:19701025T030000',
        `RRULE:FREQ=YEARLY;UNTIL=${until}`,
        'END:STANDARD',
      )
    assert.deepEqual(validateValues(zone('19801025T030000Z')), [])
    assert.deepEqual(
      validateValues(zone('19801025T030000')).map((each) => each.requirement),
      ['5545/3.3.10/until-utc-in-observance'],
    )
  })
})

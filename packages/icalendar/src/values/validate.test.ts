import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Component, parseCalendar, validateValues } from '../index.ts'

function calendar(...lines: readonly string[]): Component {
  const [object] = parseCalendar(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n')).objects
  assert.ok(object)
  return object
}

const head = ['PRODID:-//Example//EN', 'VERSION:2.0']

function event(...lines: readonly string[]): Component {
  return calendar(...head, 'BEGIN:VEVENT', ...lines, 'END:VEVENT')
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
  ['EXDATE:20260101T000000Z,20260102', '5545/3.2.20/one-value-type-per-property'],
  ['RECURRENCE-ID;RANGE=THISANDPRIOR:20260101T000000Z', '5545/3.2.13/this-and-prior-not-written'],
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
  ['RRULE:FREQ=DAILY', '5545/3.8.2.4/dtstart-with-rrule'],
]

/** Lines of a component that do not fit together: which of them is named, and what it breaks. */
const misfits: readonly (readonly [string, readonly string[], string, string])[] = [
  [
    'a DTEND that is a DATE beside a DTSTART that is a time',
    ['DTSTART:20260101T090000Z', 'DTEND;VALUE=DATE:20260102'],
    'DTEND',
    '5545/3.8.2.2/dtend-same-type-as-dtstart',
  ],
  [
    'a floating DTEND beside a DTSTART in a zone',
    ['DTSTART;TZID=Europe/Berlin:20260101T090000', 'DTEND:20260101T100000'],
    'DTEND',
    '5545/3.8.2.2/dtend-same-type-as-dtstart',
  ],
  [
    'a DTEND in UTC beside a floating DTSTART',
    ['DTSTART:20260101T090000', 'DTEND:20260101T100000Z'],
    'DTEND',
    '5545/3.8.2.2/dtend-same-type-as-dtstart',
  ],
  [
    'a DTEND that equals DTSTART',
    ['DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20260101'],
    'DTEND',
    '5545/3.8.2.2/dtend-after-dtstart',
  ],
  [
    'a DUE that is a DATE beside a DTSTART that is a time',
    ['DTSTART:20260101T090000Z', 'DUE;VALUE=DATE:20260102'],
    'DUE',
    '5545/3.8.2.3/due-same-type-as-dtstart',
  ],
  [
    'a DUE before DTSTART',
    ['DTSTART:20260101T090000Z', 'DUE:20260101T085959Z'],
    'DUE',
    '5545/3.8.2.3/due-after-dtstart',
  ],
  [
    'a DURATION in hours beside a DTSTART that is a DATE',
    ['DTSTART;VALUE=DATE:20260101', 'DURATION:P1DT1H'],
    'DURATION',
    '5545/3.8.2.5/duration-of-dates-in-days',
  ],
  [
    'a rule without one of the frequencies',
    ['DTSTART:20260101T090000Z', 'RRULE:FREQ=NEVER'],
    'RRULE',
    '5545/3.3.10/freq-once',
  ],
  [
    'a DTSTART that its rule does not yield',
    ['DTSTART:20260101T090000Z', 'RRULE:FREQ=WEEKLY;BYDAY=MO'],
    'RRULE',
    '5545/3.8.5.1/dtstart-fits-rule',
  ],
  [
    'a second rule',
    ['DTSTART:20260101T090000Z', 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY'],
    'RRULE',
    '5545/3.8.5.3/one-rrule',
  ],
]

const fits: readonly (readonly string[])[] = [
  ['DTSTART;TZID=Europe/Berlin:20260101T090000', 'DTEND:20260101T083000Z'],
  ['DTSTART;TZID=Asia/Tokyo:20260101T090000', 'DTEND;TZID=Europe/Berlin:20260101T020000'],
  ['DTSTART;VALUE=DATE:20260101', 'DURATION:P1W'],
  ['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=MONTHLY;BYDAY=1TH'],
  ['DTSTART:20260131T090000Z', 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA;BYSETPOS=-1'],
  ['DTSTART:20260101T093000Z', 'RRULE:FREQ=HOURLY;INTERVAL=7;BYMINUTE=0,30'],
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
        [[requirement, ['VCALENDAR', 0, 'VEVENT', 0, name, 0], 5]],
      )
    })
  }
  for (const line of right) {
    it(`finds none in ${line}`, () => assert.deepEqual(validateValues(event(line)), []))
  }

  for (const [title, lines, name, requirement] of misfits) {
    it(`finds ${title}`, () => {
      assert.deepEqual(
        validateValues(event(...lines)).map((each) => [each.requirement, each.path.at(-2)]),
        [[requirement, name]],
      )
    })
  }
  for (const lines of fits) {
    it(`finds that ${lines.join(' and ')} fit`, () =>
      assert.deepEqual(validateValues(event(...lines)), []))
  }

  const objects: readonly (readonly [string, readonly string[], string])[] = [
    ['without PRODID', ['VERSION:2.0', 'BEGIN:VEVENT', 'END:VEVENT'], 'prodid-and-version-once'],
    [
      'of two VERSIONs',
      [...head, 'VERSION:2.0', 'BEGIN:VEVENT', 'END:VEVENT'],
      'prodid-and-version-once',
    ],
    ['without a component', head, 'at-least-one-component'],
  ]
  for (const [title, lines, slug] of objects) {
    it(`finds a calendar object ${title}`, () => {
      const found = validateValues(calendar(...lines)).map((each) => each.requirement)
      assert.deepEqual(found, [`5545/3.6/${slug}`])
    })
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

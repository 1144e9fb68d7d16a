import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { serializeText } from '@parley/icalendar'
import { isWhole, readCalendarData, reduceObject, wholeObject } from './calendar-data.ts'
import { isProblem } from './problem.ts'
import { objectOf, xmlns, xmlOf, zonesFor } from './testing.ts'

const series = objectOf(
  'PRODID:-//Test//EN',
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Berlin',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:a',
  'SUMMARY:Stand-up',
  'DTSTART;TZID=Europe/Berlin:20260302T100000',
  'DTEND;TZID=Europe/Berlin:20260302T101500',
  'RRULE:FREQ=DAILY;COUNT=10',
  'EXDATE;TZID=Europe/Berlin:20260304T100000',
  'BEGIN:VALARM',
  'TRIGGER:-PT5M',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:a',
  'SUMMARY:Stand-up\\, late',
  'RECURRENCE-ID;TZID=Europe/Berlin:20260305T100000',
  'DTSTART;TZID=Europe/Berlin:20260305T160000',
  'DTEND;TZID=Europe/Berlin:20260305T161500',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:a',
  'RECURRENCE-ID;TZID=Europe/Berlin:20260309T100000',
  'DTSTART;TZID=Europe/Berlin:20260309T100000',
  'DTEND;TZID=Europe/Berlin:20260309T103000',
  'END:VEVENT',
)

function reduced(inner: string, object: CalendarObject = series): string {
  const wanted = readCalendarData(xmlOf(`<C:calendar-data ${xmlns}>${inner}</C:calendar-data>`))
  assert.ok(!isProblem(wanted), JSON.stringify(wanted))
  return serializeText(reduceObject(object, wanted, zonesFor(object)))
}
function all(text: string, name: string): readonly string[] {
  return text.split('\r\n').filter((line) => line.startsWith(name))
}

describe('calendar-data (RFC 4791 §9.6)', () => {
  it('is the whole object where nothing is said', () => {
    const wanted = readCalendarData(xmlOf(`<C:calendar-data ${xmlns}/>`))
    assert.deepEqual(wanted, wholeObject)
    assert.ok(!isProblem(wanted) && isWhole(wanted))
  })

  it('is expanded into instances, in UTC, without rules or zones', () => {
    const text = reduced('<C:expand start="20260303T000000Z" end="20260306T000000Z"/>')
    assert.deepEqual(all(text, 'DTSTART'), ['DTSTART:20260303T090000Z', 'DTSTART:20260305T150000Z'])
    assert.deepEqual(all(text, 'RECURRENCE-ID'), [
      'RECURRENCE-ID:20260303T090000Z',
      'RECURRENCE-ID:20260305T090000Z',
    ])
    assert.doesNotMatch(text, /RRULE|EXDATE|VTIMEZONE|TZID/)
    assert.equal(all(text, 'BEGIN:VALARM').length, 1)
  })

  it('keeps to a limit of expansion', () => {
    const forever = objectOf(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20000101T000000Z',
      'RRULE:FREQ=SECONDLY',
      'END:VEVENT',
    )
    const text = reduced('<C:expand start="20000101T000000Z" end="20300101T000000Z"/>', forever)
    assert.equal(all(text, 'BEGIN:VEVENT').length, 3000)
  })

  it('expands an event that does not recur to itself, without a RECURRENCE-ID', () => {
    const one = objectOf(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260303T100000Z',
      'DURATION:PT1H',
      'END:VEVENT',
    )
    const text = reduced('<C:expand start="20260303T000000Z" end="20260306T000000Z"/>', one)
    assert.deepEqual(all(text, 'DTSTART'), ['DTSTART:20260303T100000Z'])
    assert.deepEqual(all(text, 'RECURRENCE-ID'), [])
  })

  it('is limited to the overridden components that matter', () => {
    const text = reduced(
      '<C:limit-recurrence-set start="20260305T000000Z" end="20260306T000000Z"/>',
    )
    assert.equal(all(text, 'BEGIN:VEVENT').length, 2)
    assert.deepEqual(all(text, 'RECURRENCE-ID').length, 1)
    assert.match(text, /RRULE:FREQ=DAILY;COUNT=10/)
    assert.match(text, /late/)
  })

  it('keeps what was moved away from the range, and what was moved into it', () => {
    const moved = objectOf(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260301T100000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:a',
      'RECURRENCE-ID:20260302T100000Z',
      'DTSTART:20260601T100000Z',
      'DURATION:PT1H',
      'END:VEVENT',
    )
    for (const range of [
      'start="20260302T000000Z" end="20260303T000000Z"',
      'start="20260601T000000Z" end="20260602T000000Z"',
    ]) {
      assert.equal(
        all(reduced(`<C:limit-recurrence-set ${range}/>`, moved), 'RECURRENCE-ID').length,
        1,
      )
    }
    assert.equal(
      all(
        reduced('<C:limit-recurrence-set start="20260401T000000Z" end="20260402T000000Z"/>', moved),
        'RECURRENCE-ID',
      ).length,
      0,
    )
  })

  it('is limited to the busy periods that matter', () => {
    const busy = objectOf(
      'BEGIN:VFREEBUSY',
      'UID:a',
      'FREEBUSY:20260303T100000Z/20260303T110000Z',
      'FREEBUSY:20260304T100000Z/PT1H',
      'END:VFREEBUSY',
    )
    const text = reduced(
      '<C:limit-freebusy-set start="20260304T000000Z" end="20260305T000000Z"/>',
      busy,
    )
    assert.deepEqual(all(text, 'FREEBUSY:'), ['FREEBUSY:20260304T100000Z/PT1H'])
  })

  it('is reduced to the parts that are asked for', () => {
    const text = reduced(
      '<C:comp name="VCALENDAR"><C:prop name="VERSION"/><C:comp name="VEVENT"><C:prop name="SUMMARY"/><C:prop name="UID" novalue="yes"/></C:comp></C:comp>',
    )
    assert.deepEqual(text.split('\r\n').slice(0, 6), [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:',
      'SUMMARY:Stand-up',
      'END:VEVENT',
    ])
    assert.doesNotMatch(text, /VTIMEZONE|VALARM|RRULE|PRODID/)
  })

  it('is reduced to all components or all properties where that is asked for', () => {
    const comps = reduced('<C:comp name="VCALENDAR"><C:allcomp/><C:prop name="VERSION"/></C:comp>')
    assert.match(comps, /BEGIN:VALARM/)
    assert.doesNotMatch(comps, /PRODID/)
    const props = reduced(
      '<C:comp name="VCALENDAR"><C:allprop/><C:comp name="VEVENT"><C:allprop/></C:comp></C:comp>',
    )
    assert.match(props, /PRODID/)
    assert.doesNotMatch(props, /BEGIN:VALARM/)
  })

  const refused: readonly (readonly [string, string])[] = [
    ['another type', `<C:calendar-data ${xmlns} content-type="application/pdf"/>`],
    ['another version', `<C:calendar-data ${xmlns} version="1.0"/>`],
    [
      'an expansion without an end',
      `<C:calendar-data ${xmlns}><C:expand start="20260303T000000Z"/></C:calendar-data>`,
    ],
  ]
  for (const [title, text] of refused) {
    it(`is refused for ${title}`, () => assert.ok(isProblem(readCalendarData(xmlOf(text)))))
  }
})

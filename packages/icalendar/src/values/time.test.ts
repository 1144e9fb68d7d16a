import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  component,
  dateParts,
  daysInMonth,
  formatPeriod,
  formatTime,
  type Period,
  parameter,
  parsePeriod,
  parseTime,
  periodsOf,
  periodsProperty,
  property,
  serializeText,
  type Time,
  timeOf,
  timeProperty,
  timesOf,
  timesProperty,
  wallSecondsOf,
  withTime,
} from '../index.ts'

const line = (of: ReturnType<typeof property>) =>
  serializeText(component('X', [of]))
    .replaceAll('\r\n ', '')
    .split('\r\n')[1]

const timeArb: fc.Arbitrary<Time> = fc
  .tuple(
    fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }),
    fc.constantFrom('DATE', undefined, 'UTC', 'Europe/Berlin'),
  )
  .map(([seconds, form]) =>
    form === 'DATE'
      ? { kind: 'DATE', wallSeconds: Math.floor(seconds / 86_400) * 86_400, tzid: undefined }
      : { kind: 'DATE-TIME', wallSeconds: seconds, tzid: form },
  )

describe('parseTime', () => {
  const rows: readonly (readonly [string, string, number | undefined, string?])[] = [
    ['reads a DATE', '20260301', 1_772_323_200],
    ['reads a floating DATE-TIME', '20260301T093015', 1_772_357_415],
    ['reads a DATE-TIME in UTC', '20260301T093015Z', 1_772_357_415, 'UTC'],
    ['reads letters in lower case', '20260301t093015z', 1_772_357_415, 'UTC'],
    ['reads a time before 1970', '19691231T235959Z', -1, 'UTC'],
    ['reads 29 February of a leap year', '20240229', 1_709_164_800],
    ['refuses 29 February of another', '20230229', undefined],
    ['refuses 31 April', '20260431', undefined],
    ['refuses month 13', '20261301', undefined],
    ['refuses day 0', '20260300', undefined],
    ['refuses hour 24', '20260301T240000', undefined],
    ['refuses minute 60', '20260301T006000', undefined],
    ['refuses second 61', '20260301T000061', undefined],
    ['refuses a UTC offset', '20260301T093015-0800', undefined],
    ['refuses separators', '2026-03-01', undefined],
    ['refuses a time without seconds', '20260301T0930', undefined],
    ['refuses what follows', '20260301T093015ZZ', undefined],
    ['refuses other letters', '20260301X093015', undefined],
    ['refuses nothing at all', '', undefined],
  ]
  for (const [title, text, wallSeconds, tzid] of rows) {
    it(title, () => {
      const time = parseTime(text)
      assert.equal(time?.wallSeconds, wallSeconds)
      if (time !== undefined) {
        assert.equal(time.tzid, tzid)
        assert.equal(time.kind, text.length === 8 ? 'DATE' : 'DATE-TIME')
      }
    })
  }

  // Requirement: 5545/3.3.5/second-60-as-59
  it('reads second 60 as second 59', () => {
    assert.deepEqual(parseTime('20161231T235960Z'), parseTime('20161231T235959Z'))
  })

  it('reads every time that formatTime writes', () => {
    fc.assert(
      fc.property(timeArb, (time) => {
        assert.deepEqual(parseTime(formatTime(time), time.tzid), time)
      }),
    )
  })

  it('agrees with the calendar of the host', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        const date = new Date(seconds * 1000)
        const parts = dateParts(seconds)
        assert.deepEqual(parts, {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          second: date.getUTCSeconds(),
        })
        assert.equal(wallSecondsOf(parts), seconds)
        const last = new Date(Date.UTC(2000, parts.month, 0))
        last.setUTCFullYear(parts.year, parts.month, 0)
        assert.equal(daysInMonth(parts.year, parts.month), last.getUTCDate())
      }),
    )
  })
})

describe('properties that hold times', () => {
  // Requirement: 5545/3.2.19/tzid-on-zoned-times
  it('say the zone of a zoned time in TZID', () => {
    const time: Time = { kind: 'DATE-TIME', wallSeconds: 0, tzid: 'Europe/Berlin' }
    const made = timeProperty('DTSTART', time)
    assert.equal(line(made), 'DTSTART;TZID=Europe/Berlin:19700101T000000')
    assert.deepEqual(timeOf(made), time)
  })

  it('say DATE in VALUE where it is not the default', () => {
    const time: Time = { kind: 'DATE', wallSeconds: 0, tzid: undefined }
    assert.equal(line(timeProperty('DTSTART', time)), 'DTSTART;VALUE=DATE:19700101')
    const trigger = timeProperty('TRIGGER', { kind: 'DATE-TIME', wallSeconds: 0, tzid: 'UTC' })
    assert.equal(line(trigger), 'TRIGGER;VALUE=DATE-TIME:19700101T000000Z')
  })

  it('keep other parameters, and no VALUE or TZID that is wrong now', () => {
    const before = property('RECURRENCE-ID', '20260101T000000', [
      parameter('TZID', 'A'),
      parameter('RANGE', 'THISANDFUTURE'),
    ])
    const after = withTime(before, { kind: 'DATE', wallSeconds: 0, tzid: undefined })
    assert.equal(line(after), 'RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:19700101')
  })

  it('stay the same property where the time is the same', () => {
    const before = property('DTSTART', '20260101T000000', [parameter('TZID', 'A')])
    assert.equal(withTime(before, timeOf(before) as Time), before)
  })

  it('hold lists', () => {
    const times = ['20260101T000000', '20260102T000000'].map((each) => parseTime(each, 'A') as Time)
    const made = timesProperty('EXDATE', times)
    assert.equal(line(made), 'EXDATE;TZID=A:20260101T000000,20260102T000000')
    assert.deepEqual(timesOf(made), times)
    assert.deepEqual(timesOf(property('EXDATE', 'x,20260101, 20260102 ,')).length, 2)
  })

  it('refuse a list of times in different forms', () => {
    const one: Time = { kind: 'DATE', wallSeconds: 0, tzid: undefined }
    const other: Time = { kind: 'DATE-TIME', wallSeconds: 0, tzid: 'UTC' }
    assert.throws(() => timesProperty('EXDATE', [one, other]), TypeError)
    assert.throws(() => timesProperty('EXDATE', []), TypeError)
    assert.throws(() => formatTime({ ...one, wallSeconds: 1e15 }), TypeError)
  })

  // Requirement: 5545/3.2.19/no-tzid-is-floating
  it('are floating without TZID and in UTC with Z, whatever TZID says', () => {
    assert.equal(timeOf(property('DTSTART', '20260101T000000'))?.tzid, undefined)
    const odd = property('DTSTART', '20260101T000000Z', [parameter('TZID', 'A')])
    assert.equal(timeOf(odd)?.tzid, 'UTC')
  })

  it('are read where VALUE is missing or wrong, and where space surrounds the value', () => {
    assert.equal(timeOf(property('DTSTART', '20260101'))?.kind, 'DATE')
    const odd = property('DTSTART', ' 20260101T000000', [parameter('VALUE', 'DATE')])
    assert.equal(timeOf(odd)?.kind, 'DATE-TIME')
  })
})

describe('periods', () => {
  const start = parseTime('20260101T090000Z') as Time
  const end = parseTime('20260101T100000Z') as Time

  it('are written and read with an end or a duration', () => {
    const periods: readonly Period[] = [
      { start, end, duration: undefined },
      { start, end: undefined, duration: { days: 0, seconds: 3600 } },
    ]
    const made = periodsProperty('FREEBUSY', periods, [parameter('FBTYPE', 'BUSY')])
    const value = '20260101T090000Z/20260101T100000Z,20260101T090000Z/PT1H'
    assert.equal(line(made), `FREEBUSY;FBTYPE=BUSY:${value}`)
    assert.deepEqual(periodsOf(made), periods)
  })

  it('say VALUE and TZID in an RDATE', () => {
    const zoned = { ...start, tzid: 'A' }
    const made = periodsProperty('RDATE', [
      { start: zoned, end: undefined, duration: { days: 1, seconds: 0 } },
    ])
    assert.equal(line(made), 'RDATE;VALUE=PERIOD;TZID=A:20260101T090000/P1D')
    assert.deepEqual(periodsOf(made)[0]?.start, zoned)
  })

  for (const text of [
    '',
    '/',
    '20260101/PT1H',
    '20260101T000000Z',
    '20260101T000000Z/20260102',
    'x/y',
  ]) {
    it(`'${text}' is none`, () => assert.equal(parsePeriod(text), undefined))
  }

  it('have one zone, and either an end or a duration', () => {
    const zoned = { ...start, tzid: 'A' }
    const mixed = [
      { start, end, duration: undefined },
      { start: zoned, end: zoned, duration: undefined },
    ]
    assert.throws(() => periodsProperty('RDATE', mixed), TypeError)
    assert.throws(() => periodsProperty('RDATE', []), TypeError)
    assert.throws(() => formatPeriod({ start, end: undefined, duration: undefined }), TypeError)
  })
})

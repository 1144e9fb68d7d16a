import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type CalendarObject, component } from '../model.ts'
import { parseCalendar } from '../parse.ts'
import { serializeText } from '../serialize.ts'
import { parseTime } from '../values/time.ts'
import { zoneCatalog } from './iana.ts'
import { fixedOffsetOf, ianaToWindows, ianaZoneOf, windowsToIana } from './names.ts'
import { windowsZones } from './windows-zones.ts'
import { usedTzids, withTimezones } from './with-timezones.ts'
import { offsetSeconds, utcOfWall, wallSeconds } from './zone.ts'
import { resolveZone, timeAt, utcSeconds, zonesOf, zoneViolations } from './zones.ts'

const catalog = zoneCatalog()
const summer = Date.UTC(2026, 6, 1) / 1000
const winter = Date.UTC(2026, 0, 1) / 1000
const hour = 3600

function calendar(...lines: readonly string[]): CalendarObject {
  const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const [object] = parseCalendar(text).objects
  assert.ok(object)
  return object
}
function observance(name: string, start: string, from: string, to: string, ...more: string[]) {
  return [
    `BEGIN:${name}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    ...more,
    `END:${name}`,
  ]
}
function vtimezone(tzid: string, ...lines: readonly string[]) {
  return ['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...lines, 'END:VTIMEZONE']
}
const outlook = (tzid: string) =>
  vtimezone(
    tzid,
    ...observance(
      'STANDARD',
      '16011028T030000',
      '+0200',
      '+0100',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    ),
    ...observance(
      'DAYLIGHT',
      '16010325T020000',
      '+0100',
      '+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    ),
  )

describe('a zone', () => {
  const ids = Intl.supportedValuesOf('timeZone')
  it('gives the offsets that Temporal gives, in any order of asking', () => {
    const moment = fc.integer({
      min: Date.UTC(1850, 0, 1) / 1000,
      max: Date.UTC(2200, 0, 1) / 1000,
    })
    const zones = zonesOf(component('VCALENDAR', []), zoneCatalog())
    fc.assert(
      fc.property(fc.constantFrom(...ids), moment, (id, utc) => {
        const wanted = new Temporal.ZonedDateTime(BigInt(utc) * 1_000_000_000n, id)
          .offsetNanoseconds
        assert.equal(offsetSeconds(resolveZone(zones, id), utc), Math.round(wanted / 1e9))
      }),
      { seed: 5545, numRuns: 3_000 },
    )
  })

  it('reads wall times as Temporal does: the first of two, the offset before a gap', () => {
    const wall = fc.integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 })
    const zones = zonesOf(component('VCALENDAR', []), catalog)
    const near = fc.tuple(fc.constantFrom(...ids), wall, fc.integer({ min: -7200, max: 7200 }))
    fc.assert(
      fc.property(near, ([id, at, around]) => {
        const moment = new Temporal.ZonedDateTime(BigInt(at) * 1_000_000_000n, id)
        const onset = moment.getTimeZoneTransition('next') ?? moment
        const plain = onset.toPlainDateTime().add({ seconds: around })
        const wanted = plain.toZonedDateTime(id, { disambiguation: 'compatible' })
        const asked = Date.UTC(
          plain.year,
          plain.month - 1,
          plain.day,
          plain.hour,
          plain.minute,
          plain.second,
        )
        assert.equal(
          utcOfWall(resolveZone(zones, id), asked / 1000),
          Math.floor(wanted.epochMilliseconds / 1000),
          `${id} ${plain}`,
        )
      }),
      { seed: 5545, numRuns: 3_000 },
    )
  })

  it('is not hurt by moments at the end of time', () => {
    const zone = resolveZone(zonesOf(component('VCALENDAR', []), catalog), 'Europe/Berlin')
    for (const utc of [-62_135_596_800, 253_402_300_799, -1e15, 1e15])
      assert.ok(Number.isFinite(wallSeconds(utc, zone)))
  })
})

describe('a TZID', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['"Europe/Berlin"', 'Europe/Berlin'],
    ['US/Pacific', 'US/Pacific'],
    ['America/New York', 'America/New_York'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['/mozilla.org/20070129_1/Europe/Berlin', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/Tzfile/Europe/Vienna', 'Europe/Vienna'],
    [
      '/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires',
      'America/Argentina/Buenos_Aires',
    ],
    ['/citadel.org/20210210_1/America/New_York', 'America/New_York'],
    ['/softwarestudio.org/Olson_20011030_5/America/Chicago', 'America/Chicago'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['w. europe standard time', 'Europe/Berlin'],
    ['GMT Standard Time 1', 'Europe/London'],
    ['FLE Standard Time', 'Europe/Kyiv'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Berlin'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(GMT-08:00) Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['(UTC-07:00) Arizona', 'America/Phoenix'],
    ['(UTC-06:00) Central America', 'America/Guatemala'],
    ['(UTC+00:00) Dublin, Edinburgh, Lisbon, London', 'Europe/London'],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
    ['(UTC) Coordinated Universal Time', 'Etc/UTC'],
    ['(GMT+10:00) Canberra, Melbourne, Sydney', 'Australia/Sydney'],
    ['Pacific Time (US & Canada),Tijuana', 'America/Los_Angeles'],
    ['Greenwich Mean Time:Dublin; Edinburgh; Lisbon; London', 'Europe/London'],
    ['Germany/Berlin', 'Europe/Berlin'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['Z', 'UTC'],
    ['tzone://Microsoft/Custom', undefined],
    ['Customized Time Zone', undefined],
    ['Nowhere/Land', undefined],
    ['x'.repeat(100_000), undefined],
    ['', undefined],
  ]
  // Requirement: 5545/3.2.19/global-tzid-prefix
  for (const [tzid, id] of rows)
    it(`${tzid.slice(0, 60)} is ${id ?? 'no IANA zone'}`, () => assert.equal(ianaZoneOf(tzid), id))

  it('may spell out its offset', () => {
    assert.equal(fixedOffsetOf('UTC+2'), 7200)
    assert.equal(fixedOffsetOf('GMT+0200'), 7200)
    assert.equal(fixedOffsetOf('GMT-03:30'), -12_600)
    assert.equal(fixedOffsetOf('+05:45'), 20_700)
    assert.equal(fixedOffsetOf('(UTC+03:00) Somewhere'), 10_800)
    assert.equal(fixedOffsetOf('UTC+99'), undefined)
    assert.equal(fixedOffsetOf('Customized Time Zone'), undefined)
  })
})

describe('Windows names', () => {
  it('lead to an IANA zone and back, for every name of CLDR', () => {
    assert.ok(windowsZones.length > 130)
    for (const [name] of windowsZones) {
      const id = windowsToIana(name)
      assert.ok(id, name)
      assert.equal(ianaToWindows(id), name)
      new Temporal.ZonedDateTime(0n, id)
    }
  })
  it('are found for old and new ids alike', () => {
    for (const id of ['Europe/Kyiv', 'Europe/Kiev'])
      assert.equal(ianaToWindows(id), 'FLE Standard Time')
    for (const id of ['Asia/Kolkata', 'Asia/Calcutta'])
      assert.equal(ianaToWindows(id), 'India Standard Time')
    for (const id of ['America/Nuuk', 'America/Godthab'])
      assert.equal(ianaToWindows(id), 'Greenland Standard Time')
    assert.equal(ianaToWindows('UTC'), 'UTC')
    assert.equal(ianaToWindows('Nowhere/Land'), undefined)
  })
})

describe('a zone of a calendar object', () => {
  const offsets = (object: CalendarObject, tzid: string, floating?: string) => {
    const zones = zonesOf(object, catalog, floating)
    const zone = resolveZone(zones, tzid)
    const violations = zoneViolations(zones)
    return {
      winter: offsetSeconds(zone, winter) / hour,
      summer: offsetSeconds(zone, summer) / hour,
      guessed: violations.map((each) => `${each.requirement}: ${each.found}`),
    }
  }
  const none: readonly string[] = []
  it('is what a VTIMEZONE under an unknown name says, one from 1601 too', () => {
    for (const tzid of ['Customized Time Zone', 'tzone://Microsoft/Custom', 'My own'])
      assert.deepEqual(offsets(calendar(...outlook(tzid)), tzid), {
        winter: 1,
        summer: 2,
        guessed: none,
      })
  })
  it('is what the VTIMEZONE under a Windows name says', () => {
    const own = vtimezone(
      'W. Europe Standard Time',
      ...observance('STANDARD', '19700101T000000', '+0500', '+0500'),
    )
    assert.deepEqual(offsets(calendar(...own), 'W. Europe Standard Time'), {
      winter: 5,
      summer: 5,
      guessed: none,
    })
  })
  it('is the IANA zone under its name, whatever the VTIMEZONE says', () => {
    const wrong = vtimezone(
      'Europe/Berlin',
      ...observance('STANDARD', '19700101T000000', '+0500', '+0500'),
    )
    assert.deepEqual(offsets(calendar(...wrong), 'Europe/Berlin'), {
      winter: 1,
      summer: 2,
      guessed: none,
    })
  })
  it('without a VTIMEZONE is guessed from the name, and the guess is told', () => {
    const guess = (found: string) => [`5545/3.2.19/vtimezone-for-each-tzid: read as ${found}`]
    const at = (tzid: string) => offsets(calendar(), tzid, 'Asia/Tokyo')
    assert.deepEqual(at('Romance Standard Time'), {
      winter: 1,
      summer: 2,
      guessed: guess('Europe/Paris'),
    })
    assert.deepEqual(at('UTC+2'), { winter: 2, summer: 2, guessed: guess('UTC+2') })
    assert.deepEqual(at('Customized Time Zone'), {
      winter: 9,
      summer: 9,
      guessed: guess('Asia/Tokyo'),
    })
  })
  it('with a VTIMEZONE that says nothing is guessed from its location', () => {
    for (const name of ['X-LIC-LOCATION', 'TZID-ALIAS-OF']) {
      const empty = calendar(...vtimezone('Odd', `${name}:America/New_York`))
      assert.deepEqual(offsets(empty, 'Odd'), {
        winter: -5,
        summer: -4,
        guessed: ['5545/3.6.5/tzid-and-observance-present: read as America/New_York'],
      })
    }
  })
  it('leaves observances aside that cannot be read', () => {
    const stray = calendar(
      ...vtimezone(
        'Odd',
        ...observance('STANDARD', 'never', '+0200', '+0100'),
        ...observance('DAYLIGHT', '20000101T000000', 'x', 'y'),
        ...observance('STANDARD', '19700101T000000', '+0300', '+0300'),
        'BEGIN:VALARM',
        'END:VALARM',
      ),
    )
    assert.deepEqual(offsets(stray, 'Odd'), { winter: 3, summer: 3, guessed: none })
  })
  // Requirement: 5545/3.6.5/latest-onset-decides
  // Requirement: 5545/3.6.5/onset-by-offset-from
  it('takes the latest onset, by RDATE and UNTIL too (RFC 5545 §3.6.5)', () => {
    const object = calendar(
      ...vtimezone(
        'Odd',
        ...observance(
          'DAYLIGHT',
          '20200329T020000',
          '+0100',
          '+0200',
          'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20240331T010000Z',
        ),
        ...observance(
          'STANDARD',
          '20201025T030000',
          '+0200',
          '+0100',
          'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20241027T010000Z',
        ),
        ...observance('STANDARD', '20250601T000000', '+0100', '+0400', 'RDATE:20270101T000000'),
        ...observance('DAYLIGHT', '20260601T000000', '+0400', '+0700'),
      ),
    )
    const zone = resolveZone(zonesOf(object, catalog), 'Odd')
    const at = (year: number, month: number) =>
      offsetSeconds(zone, Date.UTC(year, month - 1, 15) / 1000) / hour
    assert.deepEqual(
      [at(2019, 1), at(2024, 7), at(2024, 12), at(2025, 3), at(2025, 7), at(2026, 7), at(2027, 2)],
      [1, 2, 1, 1, 4, 7, 4],
    )
  })
  it('reads a hostile VTIMEZONE promptly', () => {
    const lines = Array.from({ length: 50 }, () =>
      observance('STANDARD', '16010101T000000', '+0000', '+0100', 'RRULE:FREQ=SECONDLY'),
    ).flat()
    const begun = cpuMs()
    offsets(calendar(...vtimezone('Odd', ...lines)), 'Odd')
    assert.ok(cpuMs() - begun < 10_000)
  })
  it('never throws, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (tzid) => {
        const zones = zonesOf(calendar(), catalog)
        assert.ok(Number.isFinite(offsetSeconds(resolveZone(zones, tzid), summer)))
      }),
      { seed: 5545, numRuns: 500 },
    )
  })
})

describe('a time', () => {
  // Requirement: 5545/3.2.19/no-tzid-is-floating
  // Requirement: 5545/3.3.5/floating-follows-attendee
  it('is a moment, and back in the form of another', () => {
    const zones = zonesOf(calendar(), catalog, 'Europe/Berlin')
    const time = (text: string, tzid?: string) => {
      const read = parseTime(text, tzid)
      assert.ok(read)
      return read
    }
    const utc = utcSeconds(time('20260701T090000', 'America/New_York'), zones)
    assert.deepEqual(timeAt(utc, time('20200101T000000Z'), zones), time('20260701T130000Z'))
    assert.deepEqual(timeAt(utc, time('20200101T000000'), zones), time('20260701T150000'))
    assert.deepEqual(timeAt(utc, time('20200101'), zones), time('20260701'))
    assert.equal(utcSeconds(time('20260701'), zones), time('20260630T220000Z').wallSeconds)
  })
})

describe('withTimezones', () => {
  const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
  const names = (object: CalendarObject) =>
    object.components
      .filter((each) => each.name === 'VTIMEZONE')
      .map((each) => each.properties[0]?.value)
  it('adds a VTIMEZONE for each TZID used and drops the rest', () => {
    const object = calendar(
      ...outlook('Unused'),
      ...event(
        'DTSTART;TZID=Europe/Berlin:20260301T090000',
        'RDATE;TZID=W. Europe Standard Time:20260301T090000',
        'BEGIN:VALARM',
        'TRIGGER;VALUE=DATE-TIME:20260301T090000Z',
        'X-AT;TZID=Asia/Tokyo:20260301T090000',
        'END:VALARM',
      ),
    )
    const made = withTimezones(object, catalog)
    assert.deepEqual(names(made), ['Europe/Berlin', 'W. Europe Standard Time', 'Asia/Tokyo'])
    assert.deepEqual(
      [...usedTzids(made)],
      ['Europe/Berlin', 'W. Europe Standard Time', 'Asia/Tokyo'],
    )
    assert.equal(made.components.at(-1)?.name, 'VEVENT')
    assert.equal(withTimezones(made, catalog), made)
  })
  it('keeps a VTIMEZONE that is there and can be read', () => {
    const object = calendar(
      ...outlook('Customized Time Zone'),
      ...event('DTSTART;TZID=Customized Time Zone:20260301T090000'),
    )
    assert.equal(withTimezones(object, catalog), object)
  })
  it('makes one anew that cannot be read', () => {
    const object = calendar(
      ...vtimezone('Europe/Berlin'),
      ...event('DTSTART;TZID=Europe/Berlin:20260301T090000'),
    )
    const made = withTimezones(object, catalog)
    assert.equal(made.components.filter((each) => each.name === 'VTIMEZONE').length, 1)
    assert.match(serializeText(made), /TZOFFSETTO:\+0100/)
  })
  it('covers an endless series and no more than a short event', () => {
    const series = calendar(
      ...event('DTSTART;TZID=Europe/Berlin:20260301T090000', 'RRULE:FREQ=DAILY'),
    )
    assert.match(
      serializeText(withTimezones(series, catalog)),
      /RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n/,
    )
    const moscow = calendar(
      ...event('DTSTART;TZID=Europe/Moscow:20260301T090000', 'RRULE:FREQ=DAILY'),
    )
    assert.doesNotMatch(serializeText(withTimezones(moscow, catalog)), /DAYLIGHT|RRULE:FREQ=YEARLY/)
  })
  it('writes the zone that an unknown TZID is read as', () => {
    const object = calendar(...event('DTSTART;TZID=UTC+2:20260301T090000'))
    assert.match(
      serializeText(withTimezones(object, catalog)),
      /TZID:UTC\+2\r\n(?:.*\r\n)*TZOFFSETTO:\+0200/,
    )
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

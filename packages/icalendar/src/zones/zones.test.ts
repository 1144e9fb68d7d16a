import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { CalendarObject } from '../model.ts'
import { component } from '../model.ts'
import { parseTime } from '../values/time.ts'
import { zoneCatalog } from './iana.ts'
import { calendar, observance, outlook, vtimezone } from './testing.ts'
import { offsetSeconds, utcOfWall, wallSeconds } from './zone.ts'
import { resolveZone, timeAt, utcSeconds, zonesOf, zoneViolations } from './zones.ts'

const catalog = zoneCatalog()
const summer = Date.UTC(2026, 6, 1) / 1000
const winter = Date.UTC(2026, 0, 1) / 1000
const hour = 3600

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

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ICAL from 'ical.js'
import { component, rawValue } from '../model.ts'
import { serializeText } from '../serialize.ts'
import { wallSecondsOf } from '../values/civil.ts'
import { catalogZone, zoneCatalog } from './iana.ts'
import { zoneOfVtimezone } from './observances.ts'
import { vtimezone } from './vtimezone.ts'
import { offsetSeconds } from './zone.ts'

const catalog = zoneCatalog()
const ids = Intl.supportedValuesOf('timeZone')
const at = (year: number, month = 1, day = 1) =>
  wallSecondsOf({ year, month, day, hour: 0, minute: 0, second: 0 })
const years = { fromSeconds: at(2021), toSeconds: at(2036, 12, 31) }

/** Moments around each transition of the years, and every ten days. */
function moments(id: string): readonly number[] {
  const found: number[] = []
  for (let each = at(2021); each < at(2037); each += 864_000) found.push(each + 4711)
  let moment = new Temporal.ZonedDateTime(BigInt(at(2021)) * 1_000_000_000n, id)
  for (;;) {
    const next = moment.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds / 1000 > at(2037)) return found
    moment = next
    const onset = next.epochMilliseconds / 1000
    found.push(onset - 3601, onset - 1, onset, onset + 1, onset + 3601)
  }
}

function temporalOffset(id: string, utc: number): number {
  return new Temporal.ZonedDateTime(BigInt(utc) * 1_000_000_000n, id).offsetNanoseconds / 1e9
}

describe('a generated VTIMEZONE', () => {
  for (const span of [years, { ...years, toSeconds: Number.POSITIVE_INFINITY }]) {
    const kind = Number.isFinite(span.toSeconds) ? 'for 2021 to 2036' : 'without end'
    it(`${kind} gives every zone's offsets when our own reader compiles it`, () => {
      assert.ok(ids.length > 400)
      const wrong: string[] = []
      for (const id of ids) {
        const zone = zoneOfVtimezone(vtimezone(id, span, catalog))
        assert.ok(zone, id)
        const off = moments(id).find((utc) => offsetSeconds(zone, utc) !== temporalOffset(id, utc))
        if (off !== undefined) wrong.push(`${id} ${new Date(off * 1000).toISOString()}`)
      }
      assert.deepEqual(wrong, [])
    })
  }

  it('gives every zone’s offsets when ical.js reads it', () => {
    const wrong: string[] = []
    for (const id of ids) {
      const made = vtimezone(id, years, catalog)
      const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(serializeText(made))))
      const off = moments(id).find((utc) => {
        // ical.js reads a wall clock: one second of it is enough where it is not ambiguous.
        const offset = temporalOffset(id, utc)
        if (temporalOffset(id, utc - 7200) !== offset || temporalOffset(id, utc + 7200) !== offset)
          return false
        const wall = new Date((utc + offset) * 1000)
        const time = ICAL.Time.fromData({
          year: wall.getUTCFullYear(),
          month: wall.getUTCMonth() + 1,
          day: wall.getUTCDate(),
          hour: wall.getUTCHours(),
          minute: wall.getUTCMinutes(),
          second: wall.getUTCSeconds(),
        })
        return zone.utcOffset(time) !== offset
      })
      if (off !== undefined) wrong.push(`${id} ${new Date(off * 1000).toISOString()}`)
    }
    assert.deepEqual(wrong, [])
  })

  it('is written as two yearly rules where the zone follows such', () => {
    const text = serializeText(
      vtimezone(
        'Europe/Berlin',
        { fromSeconds: at(2026, 3), toSeconds: Number.POSITIVE_INFINITY },
        catalog,
      ),
    )
    assert.equal(
      text.replaceAll('\r\n', '\n'),
      `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:20251026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
`,
    )
  })

  // Requirement: 5545/3.6.5/covers-all-instances
  // Requirement: 5545/3.6.5/observance-properties
  // Requirement: 5545/3.6.5/ended-observance-has-until
  // Requirement: 5545/3.3.10/until-utc-in-observance
  it('ends with STANDARD for a zone that gave up daylight saving time', () => {
    for (const id of ['America/Sao_Paulo', 'Europe/Istanbul', 'Asia/Amman', 'Europe/Moscow']) {
      const made = vtimezone(id, { fromSeconds: at(2005), toSeconds: at(2030) }, catalog)
      const zone = catalogZone(catalog, id)
      const last = made.components.at(-1)
      assert.equal(last?.name, 'STANDARD', id)
      assert.ok(offsetSeconds(zone, at(2030)) > -50_400)
      for (const each of made.components) {
        const rule = rawValue(each, 'RRULE')
        assert.ok(rule === undefined || rule.includes('UNTIL='), `${id} ${rule}`)
      }
    }
    const late = vtimezone(
      'America/Sao_Paulo',
      { fromSeconds: at(2026), toSeconds: at(2030) },
      catalog,
    )
    assert.deepEqual(
      late.components.map((each) => [each.name, rawValue(each, 'TZOFFSETTO')]),
      [['STANDARD', '-0300']],
    )
  })

  it('is made once for the same years', () => {
    const first = vtimezone('Europe/Rome', years, catalog)
    assert.equal(vtimezone('Europe/Rome', years, catalog), first)
    assert.notEqual(component('VTIMEZONE', []), first)
  })
})

/**
 * Recurrence beside rrule-temporal and ical.js: what 3,000 recurring events hold in four weeks, and
 * one week twenty years after DTSTART against the week of DTSTART. All ratios of a table are from
 * one run; ical.js is run once, on a sample, and scaled.
 */
import ICAL from 'ical.js'
import { RRuleTemporal } from 'rrule-temporal'
import { measure } from '../../../scripts/measure.ts'
import {
  type Component,
  component,
  instancesBetween,
  parameter,
  property,
  recurrenceSet,
  vtimezone,
  wallSecondsOf,
  zoneCatalog,
  zonesOf,
} from '../src/index.ts'

type Series = { readonly start: string; readonly tzid: string; readonly rule: string }

const daySeconds = 86_400
const tzids = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Europe/London']
const rules = [
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=DAILY;INTERVAL=3;COUNT=5000',
]
const from = wallSecondsOf({ year: 2026, month: 10, day: 12, hour: 0, minute: 0, second: 0 })
const fourWeeks = { fromSeconds: from, toSeconds: from + 28 * daySeconds }

const two = (value: number): string => String(value).padStart(2, '0')
const many: readonly Series[] = Array.from({ length: 3_000 }, (_, i) => ({
  start: `${2010 + (i % 16)}${two(1 + (i % 12))}${two(1 + (i % 28))}T${two(7 + (i % 12))}3000`,
  tzid: tzids[i % tzids.length] ?? 'UTC',
  rule: rules[i % rules.length] ?? 'FREQ=DAILY',
}))

function eventOf({ start, tzid, rule }: Series): Component {
  return component('VEVENT', [
    property('UID', start),
    property('DTSTART', start, [parameter('TZID', tzid)]),
    property('DURATION', 'PT1H'),
    property('RRULE', rule),
  ])
}

const zones = zonesOf(component('VCALENDAR', []), zoneCatalog())
const events = many.map(eventOf)
const sets = events.map((each) => recurrenceSet([each], zones))
const temporalRules = many.map(
  ({ start, tzid, rule }) =>
    new RRuleTemporal({
      rruleString: `DTSTART;TZID=${tzid}:${start}\nRRULE:${rule}`,
      cache: false,
    }),
)
const begin = new Date(from * 1000)
const end = new Date((from + 28 * daySeconds) * 1000)

function count(): number {
  let found = 0
  for (const each of sets) found += instancesBetween(each, fourWeeks).length
  return found
}

function icalCount(sample: readonly Series[]): number {
  let found = 0
  for (const { start, tzid, rule } of sample) {
    const time = ICAL.Time.fromString(
      start.replace(/^(....)(..)(..)T(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6'),
      undefined as never,
    )
    time.zone = icalZones.get(tzid) ?? ICAL.Timezone.utcTimezone
    const iterator = ICAL.Recur.fromString(rule).iterator(time)
    for (let next = iterator.next(); next; next = iterator.next()) {
      const seconds = next.toUnixTime()
      if (seconds >= fourWeeks.toSeconds) break
      if (seconds > fourWeeks.fromSeconds - 3600) found++
    }
  }
  return found
}
const icalZones = new Map(
  tzids.map((tzid) => {
    const made = vtimezone(tzid, { fromSeconds: 1.26e9, toSeconds: Infinity }, zones.catalog)
    const jcal = ['vtimezone', [['tzid', {}, 'text', tzid]], made.components.map(observance)]
    return [tzid, new ICAL.Timezone(new ICAL.Component(jcal as never))] as const
  }),
)
function observance(of: Component): unknown {
  const lines = of.properties.map((each) => `${each.name}:${each.value}`)
  return ICAL.parse(`BEGIN:${of.name}\r\n${lines.join('\r\n')}\r\nEND:${of.name}`)
}

console.log(`${count()} instances of 3,000 recurring events in four weeks`)
const table = measure('3,000 recurring events, four weeks', {
  'sets at hand': count,
  'sets made anew': () => {
    let found = 0
    for (const each of events)
      found += instancesBetween(recurrenceSet([each], zones), fourWeeks).length
    return found
  },
  'rrule-temporal, rules at hand': () => {
    let found = 0
    for (const each of temporalRules) found += each.between(begin, end, true).length
    return found
  },
})
const sample = many.filter((_, i) => i % 50 === 0)
const begun = performance.now()
icalCount(sample)
const icalMs = ((performance.now() - begun) * many.length) / sample.length
const oursMs = (table.get('sets at hand')?.us ?? Number.NaN) / 1000
console.log(
  `ical.js, ${sample.length} of them, scaled: ${(icalMs / 1000).toFixed(1)} s, ${Math.round(icalMs / oursMs)} times as long`,
)

for (const rule of [...rules, 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'FREQ=YEARLY']) {
  const start = '20060313T090000'
  const of = { start, tzid: 'Europe/Berlin', rule }
  const set = recurrenceSet([eventOf(of)], zones)
  const first = wallSecondsOf({ year: 2006, month: 3, day: 13, hour: 0, minute: 0, second: 0 })
  const later = wallSecondsOf({ year: 2026, month: 3, day: 9, hour: 0, minute: 0, second: 0 })
  const theirs = new RRuleTemporal({
    rruleString: `DTSTART;TZID=Europe/Berlin:${start}\nRRULE:${rule}`,
    cache: false,
  })
  const week = (at: number) => () =>
    instancesBetween(set, { fromSeconds: at, toSeconds: at + 7 * daySeconds })
  measure(`a week of ${rule}`, {
    'of DTSTART': week(first),
    'twenty years on': week(later),
    'twenty years on, rrule-temporal': () =>
      theirs.between(new Date(later * 1000), new Date((later + 7 * daySeconds) * 1000), true),
  })
}

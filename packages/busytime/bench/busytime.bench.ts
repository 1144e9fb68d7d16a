/**
 * Busy time and proposals, beside ical.js and rrule-temporal doing the same in the same run.
 *
 * Everyone starts from parsed calendars: ours are compiled, the peers hold one recurrence object for
 * each series and numbers for all else. Each then works out the merged busy time of every person over
 * four weeks, and the results are compared. ical.js expands from DTSTART, so it is given a sample of
 * the people and its time is scaled, which the table says. `--json` prints the rows as JSON.
 */
import assert from 'node:assert/strict'
import { component, parseCalendar, zoneCatalog, zonesOf } from '@parley/icalendar'
import { calendarUser } from '@parley/itip'
import ICAL from 'ical.js'
import { RRuleTemporal } from 'rrule-temporal'
import {
  type BusyTime,
  busyTimeBuilder,
  busyTimeOf,
  type CompiledCalendars,
  compileAvailability,
  compileCalendars,
  type Person,
  personWithCalendars,
  proposeTimes,
  workingHours,
} from '../src/index.ts'
import { eventsOf, icalendarOf, tzids, window } from './people.ts'

const people = 50
const sample = 1
const catalog = zoneCatalog()
const zones = zonesOf(component('VCALENDAR', []), catalog, 'Europe/Berlin')

type Row = {
  readonly work: string
  readonly by: string
  readonly ms: number
  readonly note: string
}
const rows: Row[] = []

function median(times: number[]): number {
  return times.sort((one, other) => one - other)[times.length >> 1] ?? 0
}

/** Median of processor time, so that a busy machine does not count. */
function measured<T>(runs: number, work: () => T): { ms: number; result: T } {
  let result = work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const started = process.cpuUsage()
    result = work()
    const { user, system } = process.cpuUsage(started)
    times.push((user + system) / 1000)
  }
  return { ms: median(times), result }
}

function tzidOf(person: number): string {
  return tzids[person % tzids.length] ?? 'UTC'
}

/** The year around the window, as a server would keep it for a calendar that did not change. */
const horizon = {
  fromSeconds: window.fromSeconds - 90 * 86_400,
  toSeconds: window.toSeconds + 275 * 86_400,
}

function compiled(person: number, within?: typeof horizon): CompiledCalendars {
  const { objects } = parseCalendar(icalendarOf(eventsOf(person)))
  const user = calendarUser(`person${person}@example.com`)
  return compileCalendars([{ objects }], { user, tzid: tzidOf(person) }, catalog, within)
}

/** Merged busy time from plain starts, for the peers: the same builder as ours. */
function merged(spans: Iterable<readonly [number, number]>): BusyTime {
  const builder = busyTimeBuilder(window)
  for (const [start, end] of spans) builder.add(start, end, 4)
  return builder.finish()
}

type Peer = {
  readonly singles: readonly (readonly [number, number])[]
  readonly series: readonly PeerSeries[]
}
type PeerSeries = { readonly seconds: number; readonly starts: () => Iterable<number> }

function zonedSeconds(start: string, tzid: string): number {
  const iso = start.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6')
  return Temporal.PlainDateTime.from(iso).toZonedDateTime(tzid).epochMilliseconds / 1000
}

function peer(
  person: number,
  series: (start: string, tzid: string, rule: string) => () => Iterable<number>,
): Peer {
  const events = eventsOf(person)
  return {
    singles: events.flatMap(({ start, tzid, minutes, rule }) => {
      const from = zonedSeconds(start, tzid)
      return rule === undefined ? [[from, from + minutes * 60] as const] : []
    }),
    series: events.flatMap(({ start, tzid, minutes, rule }) =>
      rule === undefined ? [] : [{ seconds: minutes * 60, starts: series(start, tzid, rule) }],
    ),
  }
}

function busyOfPeer({ singles, series }: Peer): BusyTime {
  return merged(spans())
  function* spans(): Iterable<readonly [number, number]> {
    yield* singles
    for (const each of series)
      for (const start of each.starts()) yield [start, start + each.seconds]
  }
}

function ofRruleTemporal(start: string, tzid: string, rule: string): () => Iterable<number> {
  const held = new RRuleTemporal({ rruleString: `DTSTART;TZID=${tzid}:${start}\nRRULE:${rule}` })
  const from = new Date((window.fromSeconds - 3600) * 1000)
  const to = new Date(window.toSeconds * 1000)
  return () => held.between(from, to, true).map((each) => each.epochMilliseconds / 1000)
}

/** ical.js is given the zone as a fixed table would give it: its own VTIMEZONE walk is not counted. */
function ofIcalJs(start: string, tzid: string, rule: string): () => Iterable<number> {
  const text = start.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6')
  const first = ICAL.Time.fromDateTimeString(text)
  const recur = ICAL.Recur.fromString(rule)
  return function* () {
    const iterator = recur.iterator(first)
    for (let next = iterator.next(); next !== null && next !== undefined; next = iterator.next()) {
      const wall = next.toUnixTime()
      if (wall > window.toSeconds + 86_400) return
      if (wall < window.fromSeconds - 86_400) continue
      const parts = [next.year, next.month, next.day, next.hour, next.minute, next.second]
      const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
      const plain = new Temporal.PlainDateTime(year, month, day, hour, minute, second)
      yield plain.toZonedDateTime(tzid).epochMilliseconds / 1000
    }
  }
}

const everyone = Array.from({ length: people }, (_, person) => person)
const calendars = everyone.map((person) => compiled(person))
const expanded = everyone.map((person) => compiled(person, horizon))
const work = `busy time, ${people} people, 500 events each (50 endless), 4 weeks`

const ours = measured(25, () => calendars.map((each) => busyTimeOf(each, window)))
rows.push({ work, by: 'parley', ms: ours.ms, note: 'from compiled calendars' })

const ready = measured(50, () => expanded.map((each) => busyTimeOf(each, window)))
rows.push({
  work,
  by: 'parley, expanded',
  ms: ready.ms,
  note: 'series expanded for a year beforehand',
})
assert.deepEqual(ready.result, ours.result, 'an expanded calendar tells the same busy time')

const rruleTemporal = everyone.map((person) => peer(person, ofRruleTemporal))
const theirs = measured(3, () => rruleTemporal.map(busyOfPeer))
rows.push({ work, by: 'rrule-temporal', ms: theirs.ms, note: 'rules built beforehand' })
assert.deepEqual(theirs.result, ours.result, 'rrule-temporal finds the same busy time')

const icalJs = everyone.slice(0, sample).map((person) => peer(person, ofIcalJs))
const scaled = measured(1, () => icalJs.map(busyOfPeer))
const share = people / sample
rows.push({
  work,
  by: 'ical.js',
  ms: scaled.ms * share,
  note: `${sample} of ${people} people, times ${share}`,
})
assert.deepEqual(scaled.result, ours.result.slice(0, sample), 'ical.js finds the same busy time')

const availabilities = tzids.map((zone) => {
  const made = workingHours({
    zone,
    days: ['MO', 'TU', 'WE', 'TH', 'FR'],
    from: '09:00',
    to: '18:00',
  })
  return compileAvailability([{ component: made, zones }])
})

function personOf(index: number): Person {
  const availability = availabilities[index % availabilities.length]
  const held = expanded[index % expanded.length]
  if (held === undefined || availability === undefined) throw new TypeError('no such person')
  const user = calendarUser(`person${index}@example.com`)
  return personWithCalendars(user, held, { window, tzid: tzidOf(index), availability })
}

function proposed(count: number): number {
  const [organizer, ...others] = Array.from({ length: count }, (_, i) => personOf(i))
  if (organizer === undefined) throw new TypeError('nobody')
  const required = others.slice(0, 9)
  const rest = { optional: others.slice(9), preferences: { avoidLunch: true }, limit: 10 }
  return proposeTimes({
    organizer,
    required,
    ...rest,
    durationSeconds: 3600,
    window,
    zones,
    tzid: 'Europe/Berlin',
  }).length
}

for (const count of [10, 50, 100, 200]) {
  const made = measured(count > 100 ? 7 : 15, () => proposed(count))
  const name = `ten best times for ${count} people, from compiled calendars, hours and lunch, 4 weeks`
  rows.push({
    work: name,
    by: 'parley',
    ms: made.ms,
    note: `${(made.ms / count).toFixed(2)} ms a person`,
  })
}

if (process.argv.includes('--json')) console.log(JSON.stringify(rows, undefined, 2))
else {
  const base = ours.ms
  for (const { work: what, by, ms, note } of rows) {
    const ratio =
      what === work && !by.startsWith('parley') ? `, ${Math.round(ms / base)} times ours` : ''
    console.log(`${what} · ${by}: ${ms.toFixed(1)} ms (${note}${ratio})`)
  }
}

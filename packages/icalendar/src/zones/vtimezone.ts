/** A VTIMEZONE written from a zone's transitions (RFC 5545 §3.6.5). */
import type { Component } from '../model.ts'
import { component, property } from '../model.ts'
import {
  civilOf,
  daySeconds,
  isLeapYear,
  monthOffsets,
  wallText,
  weekdayOf,
} from '../recurrence/gregorian.ts'
import { weekdays } from '../recurrence/rule.ts'
import { formatUtcOffset } from '../values/number.ts'
import { textProperty } from '../values/text.ts'
import { catalogZone, type ZoneCatalog } from './iana.ts'
import { fixedOffsetOf } from './names.ts'
import { fixedZone, offsetSeconds, transitionsBetween, type Zone } from './zone.ts'
import { clamped, ianaIdOf } from './zones.ts'

/** A stretch of time in UTC seconds, the end exclusive. */
export type Span = { readonly fromSeconds: number; readonly toSeconds: number }

const yearSeconds = 31_556_952
/** How far an endless series is covered where the zone follows no rule (Ramadan, for one). */
const endlessYears = 30
/** A rule must hold this long past the span before it is written without an end. */
const lookaheadYears = 12
/** Fewer years in a row than this are written one by one. */
const leastRun = 3

/**
 * The VTIMEZONE of a TZID, right from `fromSeconds` to `toSeconds` (which may be infinite).
 *
 * It begins with the observance in force at `fromSeconds`. Onsets that follow a yearly rule are
 * written as one: without UNTIL where all rules go on past the span, else up to the last onset. The
 * last observance of a zone that gave up daylight saving time is STANDARD. Where the zone's rule
 * cannot be told, an endless span is covered for 30 years.
 *
 * Shapes: an IANA id or any name that `ianaZoneOf` reads; the TZID is written as given. Units: UTC
 * seconds. Errors: a name that means no zone gives UTC under that name.
 *
 * @example
 * vtimezone('Europe/Berlin', { fromSeconds: 1772323200, toSeconds: Infinity }, catalog)
 */
export function vtimezone(tzid: string, span: Span, catalog: ZoneCatalog): Component {
  const id = ianaIdOf(catalog, tzid)
  const offset = fixedOffsetOf(tzid)
  const zone =
    id !== undefined
      ? catalogZone(catalog, id)
      : offset !== undefined
        ? fixedZone(tzid, offset)
        : catalogZone(catalog, 'UTC')
  const from = civilOf(Math.floor(span.fromSeconds / daySeconds)).year
  const key = `${tzid} ${from} ${Number.isFinite(span.toSeconds) ? civilOf(Math.floor(span.toSeconds / daySeconds)).year : ''}`
  const held = catalog.vtimezones.get(key)
  if (held !== undefined) return held
  const made = vtimezoneOfZone(tzid, zone, span)
  if (catalog.vtimezones.size < maxHeld) catalog.vtimezones.set(key, made)
  return made
}
const maxHeld = 2_000

/** As `vtimezone`, of a zone at hand. The span is widened to whole years. */
export function vtimezoneOfZone(tzid: string, zone: Zone, span: Span): Component {
  // Requirement: 5545/3.6.5/covers-all-instances
  // Requirement: 5545/3.6.5/observance-properties
  const from = yearEdge(span.fromSeconds, 0)
  const to = Number.isFinite(span.toSeconds)
    ? yearEdge(span.toSeconds, 1)
    : from + endlessYears * yearSeconds
  const horizon = to + lookaheadYears * yearSeconds
  const { first, onsets } = onsetsOf(zone, from, horizon)
  const runs = closed(runsOf(onsets, horizon), to)
  const observances = inOrder(first === undefined ? runs : [first, ...runs])
  return component(
    'VTIMEZONE',
    [textProperty('TZID', tzid)],
    observances.map((each) => observance(each)),
  )
}

function yearEdge(seconds: number, years: number): number {
  const { year } = civilOf(Math.floor(clamped(seconds) / daySeconds))
  const day = Math.floor((year + years - 1970) * 365.2425)
  return day * daySeconds + (years === 0 ? -2 : 2) * daySeconds
}

type Onset = {
  readonly utc: number
  /** On the wall clock that ends with it. */
  readonly wall: number
  readonly from: number
  readonly to: number
  readonly daylight: boolean
}
/** Onsets that one observance describes: by a rule, or one by one. */
type Run = {
  readonly onsets: readonly Onset[]
  readonly rule: string | undefined
  readonly open: boolean
}

/** The onsets of a span, begun by that of the observance in force, or by a made-up first one. */
function onsetsOf(zone: Zone, from: number, to: number) {
  const { transitions, offsets } = transitionsBetween(
    zone,
    from - 2 * yearSeconds,
    to + yearSeconds,
  )
  const all = transitions.map((utc, i): Onset => {
    const before = offsets[i] ?? 0
    const after = offsets[i + 1] ?? before
    const next = transitions[i + 1]
    const returns =
      next !== undefined && next - utc < 300 * daySeconds && (offsets[i + 2] ?? after) < after
    return { utc, wall: utc + before, from: before, to: after, daylight: after > before && returns }
  })
  const onsets = all.filter((each) => each.utc <= to)
  const inForce = onsets.findLastIndex((each) => each.utc <= from)
  if (inForce >= 0) return { first: undefined, onsets: onsets.slice(inForce) }
  const offset = offsetSeconds(zone, from)
  const wall = Math.min(0, from + offset)
  const first: Onset = { utc: wall - offset, wall, from: offset, to: offset, daylight: false }
  return { first: { onsets: [first], rule: undefined, open: false }, onsets }
}

/** Groups onsets that fall in the same month at the same time into yearly rules. */
function runsOf(onsets: readonly Onset[], horizon: number): readonly Run[] {
  const groups = new Map<string, Onset[]>()
  for (const each of onsets) {
    const { month } = civilOf(Math.floor(each.wall / daySeconds))
    const time = each.wall - Math.floor(each.wall / daySeconds) * daySeconds
    const key = [each.from, each.to, each.daylight, month, time].join()
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return [...groups.values()].flatMap((group) => runsOfGroup(group, horizon))
}

function runsOfGroup(group: readonly Onset[], horizon: number): readonly Run[] {
  const runs: Run[] = []
  for (let at = 0; at < group.length; ) {
    const { length, rule } = longestRun(group, at)
    const onsets = group.slice(at, at + length)
    const last = onsets.at(-1)
    const open =
      rule !== undefined && last !== undefined && last.utc > horizon - yearSeconds - 8 * daySeconds
    runs.push({ onsets, rule, open })
    at += length
  }
  return runs
}

function longestRun(
  group: readonly Onset[],
  from: number,
): { readonly length: number; readonly rule: string | undefined } {
  let best: { length: number; rule: string | undefined } = { length: 1, rule: undefined }
  const dates: Date[] = []
  for (let at = from; at < group.length; at++) {
    const date = dateOf(group[at]?.wall ?? 0)
    const before = dates.at(-1)
    if (before !== undefined && date.year !== before.year + 1) break
    dates.push(date)
    const rule = ruleOf(dates)
    if (rule === undefined) break
    if (dates.length >= leastRun) best = { length: dates.length, rule }
  }
  return best
}

type Date = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly monthLength: number
}

function dateOf(wall: number): Date {
  const number = Math.floor(wall / daySeconds)
  const civil = civilOf(number)
  const offsets = monthOffsets[isLeapYear(civil.year) ? 1 : 0] ?? []
  const monthLength = (offsets[civil.month] ?? 0) - (offsets[civil.month - 1] ?? 0)
  return { ...civil, weekday: weekdayOf(number), monthLength }
}

/** The yearly rule that gives exactly these dates, one in each year; undefined when there is none. */
function ruleOf(dates: readonly Date[]): string | undefined {
  const [first] = dates
  if (first === undefined) return undefined
  const rule = `FREQ=YEARLY;BYMONTH=${first.month}`
  const days = dates.map((each) => each.day)
  const least = Math.min(...days)
  if (dates.every((each) => each.weekday === first.weekday)) {
    const weekday = weekdays[first.weekday]
    if (dates.every((each) => each.day > each.monthLength - 7)) return `${rule};BYDAY=-1${weekday}`
    const nth = Math.ceil(first.day / 7)
    if (days.every((day) => Math.ceil(day / 7) === nth)) return `${rule};BYDAY=${nth}${weekday}`
    if (Math.max(...days) - least > 6 || least + 6 > 28 + (first.month === 2 ? 0 : 2))
      return undefined
    const window = Array.from({ length: 7 }, (_, i) => least + i)
    return `${rule};BYMONTHDAY=${window.join()};BYDAY=${weekday}`
  }
  return days.every((day) => day === first.day) ? `${rule};BYMONTHDAY=${first.day}` : undefined
}

/**
 * Leaves rules open when all that happens past the span follows from them. Else every rule ends: no
 * later than with the first STANDARD onset after the span, so that no reader is left in summer.
 */
function closed(runs: readonly Run[], to: number): readonly Run[] {
  const past = runs.filter(({ onsets }) => onsets.some((each) => each.utc > to))
  const needed = runs.filter(({ onsets, open }) => open || (onsets[0]?.utc ?? to) <= to)
  if (past.every(({ open }) => open)) return needed
  const later = runs
    .flatMap(({ onsets }) => onsets)
    .filter((each) => each.utc > to && !each.daylight)
  const last = Math.min(...later.map((each) => each.utc), to + 2 * yearSeconds)
  return needed.flatMap(({ onsets, rule }) => {
    const kept = onsets.filter((each) => each.utc <= last)
    return kept.length === 0
      ? []
      : [{ onsets: kept, rule: kept.length < 2 ? undefined : rule, open: false }]
  })
}

/**
 * By the last onset, so that what holds in the end stands at the end. Onsets that follow no rule
 * stand alone: readers in the field (ical.js) take one RDATE of a list and forget DTSTART beside it.
 */
function inOrder(runs: readonly Run[]): readonly Run[] {
  const made = runs.flatMap((run) =>
    run.rule === undefined
      ? run.onsets.map((each): Run => ({ onsets: [each], rule: undefined, open: false }))
      : [run],
  )
  const end = ({ onsets, open }: Run) => (open ? Number.MAX_VALUE : (onsets.at(-1)?.utc ?? 0))
  return made.sort((a, b) => end(a) - end(b) || (a.onsets[0]?.utc ?? 0) - (b.onsets[0]?.utc ?? 0))
}

function observance({ onsets, rule, open }: Run): Component {
  // Requirement: 5545/3.6.5/ended-observance-has-until
  // Requirement: 5545/3.3.10/until-utc-in-observance
  const first = onsets[0]
  const last = onsets.at(-1)
  if (first === undefined || last === undefined) throw new TypeError('an observance has an onset')
  const made = [
    property('DTSTART', wallText(first.wall)),
    property('TZOFFSETFROM', formatUtcOffset(first.from)),
    property('TZOFFSETTO', formatUtcOffset(first.to)),
  ]
  if (rule !== undefined)
    made.push(property('RRULE', open ? rule : `${rule};UNTIL=${wallText(last.utc)}Z`))
  return component(first.daylight ? 'DAYLIGHT' : 'STANDARD', made)
}

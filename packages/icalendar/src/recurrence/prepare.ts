/**
 * A recurrence set made ready to seek: what master and overridden components say, as numbers.
 *
 * An instance is known by its place: the UTC second of its recurrence id, or the wall second where
 * the series is floating or all-day.
 */
import type { Component, Property } from '../model.ts'
import { firstProperty, parameterValue } from '../model.ts'
import { type Duration, durationOf } from '../values/duration.ts'
import { type Period, periodsOf } from '../values/period.ts'
import { type Time, timeOf, timesOf } from '../values/time.ts'
import { utcOfWall, wallSeconds, type Zone } from '../zones/zone.ts'
import { clamped, resolveZone, utcSeconds, type Zones, zoneOfTime } from '../zones/zones.ts'
import { countedEnd } from './count.ts'
import { daySeconds, horizonSeconds } from './gregorian.ts'
import type { RecurrenceLimits } from './limits.ts'
import { type Plan, planOf } from './plan.ts'
import { parseRule } from './rule.ts'

/** How long an instance is: to an exact end, or by a duration whose days are nominal. */
export type Length = { readonly days: number; readonly seconds: number }

export type PreparedRule = {
  readonly plan: Plan
  /** No wall time after this one is an instance; of COUNT, found when first needed. */
  endWall: number | undefined
  /** With UNTIL as a moment: the last place. */
  readonly untilUtc: number
  readonly count: number | undefined
  readonly endless: boolean
}

/** An RDATE: where it is, and its length if it was a PERIOD. */
type ExtraInstance = { readonly place: number; readonly length: Length | undefined }

export type Override = {
  readonly place: number
  readonly recurrenceId: Time
  readonly component: Component
  readonly start: Time
  readonly startUtc: number
  readonly endUtc: number
  readonly length: Length
  /** With RANGE=THISANDFUTURE: what it adds to later instances on the wall clock of its start. */
  readonly range: { readonly shift: number } | undefined
}

export type Prepared = {
  /** DTSTART of the master; without a master, the form of the first recurrence id. */
  readonly start: Time | undefined
  readonly startUtc: number
  /** The place of DTSTART itself; undefined without a master that has one. */
  readonly startPlace: number | undefined
  readonly zone: Zone
  /** Floating and all-day: places are wall seconds. */
  readonly byWall: boolean
  readonly length: Length
  readonly rules: readonly PreparedRule[]
  readonly extras: readonly ExtraInstance[]
  readonly excluded: ReadonlySet<number>
  /** Local days, from an EXDATE that is a DATE beside a timed series. */
  readonly excludedDays: ReadonlySet<number>
  readonly overrides: ReadonlyMap<number, Override>
  /** Those with RANGE=THISANDFUTURE, by place. */
  readonly ranges: readonly Override[]
}

export function prepare(
  master: Component | undefined,
  overridden: readonly Component[],
  zones: Zones,
  limits: RecurrenceLimits,
): Prepared {
  const start = master === undefined ? formOf(overridden) : startOf(master)
  const zone = start === undefined ? zones.floating : zoneOfTime(start, zones)
  const byWall = start === undefined || start.tzid === undefined
  const frame: Frame = { start, zone, byWall, zones }
  const rules =
    master === undefined || start === undefined ? [] : rulesOf(master, start, frame, limits)
  const refused = rules === undefined
  const { excluded, excludedDays } = exclusionsOf(master, frame)
  const overrides = new Map<number, Override>()
  // Requirement: 7529/6/orphaned-overrides-rejected
  for (const each of refused ? [] : overridden) {
    const made = overrideOf(each, frame)
    if (made !== undefined && !overrides.has(made.place)) overrides.set(made.place, made)
  }
  const startUtc = start === undefined ? 0 : utcSeconds(start, zones)
  return {
    ...frame,
    startUtc,
    startPlace: master === undefined || start === undefined ? undefined : placeOf(start, frame),
    length: master === undefined || start === undefined ? noLength : lengthOf(master, start, zones),
    rules: rules ?? [],
    extras: master === undefined ? [] : extrasOf(master, frame),
    excluded,
    excludedDays,
    overrides,
    ranges: [...overrides.values()]
      .filter(
        (each) =>
          each.range !== undefined && !isExcludedBy(frame, excluded, excludedDays, each.place),
      )
      .sort((a, b) => a.place - b.place),
  }
}

type Frame = {
  readonly start: Time | undefined
  readonly zone: Zone
  readonly byWall: boolean
  readonly zones: Zones
}
const noLength: Length = { days: 0, seconds: 0 }

/** DTSTART; of a VTODO without one, DUE. */
function startOf(of: Component): Time | undefined {
  const property = firstProperty(of, 'DTSTART') ?? firstProperty(of, 'DUE')
  return property === undefined ? undefined : timeOf(property)
}

function formOf(overridden: readonly Component[]): Time | undefined {
  for (const each of overridden) {
    const property = firstProperty(each, 'RECURRENCE-ID')
    const time = property === undefined ? undefined : timeOf(property)
    if (time !== undefined) return time
  }
  return undefined
}

/**
 * The length that a component gives its instances. DTEND and DUE give an exact one, DURATION a
 * nominal one (RFC 5545 §3.8.5.3); without either a DATE lasts a day and a time no time (§3.6.1).
 */
export function lengthOf(of: Component, start: Time, zones: Zones): Length {
  // Requirement: 5545/3.6.1/date-without-end-one-day
  // Requirement: 5545/3.6.1/time-without-end-no-length
  // Requirement: 5545/3.8.5.3/end-gives-exact-duration
  const ending =
    firstProperty(of, 'DTEND') ?? (firstProperty(of, 'DTSTART') && firstProperty(of, 'DUE'))
  const end = ending === undefined ? undefined : timeOf(ending)
  if (end !== undefined) return lengthBetween(start, end, zones)
  const property = firstProperty(of, 'DURATION')
  const duration = property === undefined ? undefined : durationOf(property)
  if (duration !== undefined) return positiveLength(duration)
  return start.kind === 'DATE' && firstProperty(of, 'DTSTART') ? { days: 1, seconds: 0 } : noLength
}

function lengthBetween(start: Time, end: Time, zones: Zones): Length {
  if (start.kind === 'DATE' && end.kind === 'DATE')
    return { days: Math.max(0, (end.wallSeconds - start.wallSeconds) / daySeconds), seconds: 0 }
  return { days: 0, seconds: Math.max(0, utcSeconds(end, zones) - utcSeconds(start, zones)) }
}

function positiveLength({ days, seconds }: Duration): Length {
  return days < 0 || seconds < 0 ? noLength : { days, seconds }
}

/** Where an instance that starts at `startUtc` ends. */
export function endOf(length: Length, startUtc: number, zone: Zone): number {
  // Requirement: 5545/3.8.5.3/duration-is-nominal
  // Requirement: 5545/3.3.6/days-are-nominal
  // Requirement: 5545/3.3.6/largest-units-first
  if (length.days === 0) return startUtc + length.seconds
  return utcOfWall(zone, wallSeconds(startUtc, zone) + length.days * daySeconds) + length.seconds
}

/** The place that a time of any form names, day and time read in the series' own zone. */
export function placeOf(time: Time, frame: Frame): number {
  const place = clamped(unboundedPlaceOf(time, frame))
  return frame.start?.kind === 'DATE' ? place - modulo(place, daySeconds) : place
}

function unboundedPlaceOf(time: Time, { start, zone, byWall, zones }: Frame): number {
  if (start?.kind === 'DATE') return dateOf(time, zones)
  if (time.kind === 'DATE') {
    const timeOfDay = start === undefined ? 0 : modulo(start.wallSeconds, daySeconds)
    const wall = time.wallSeconds + timeOfDay
    return byWall ? wall : utcOfWall(zone, wall)
  }
  if (byWall)
    return time.tzid === undefined ? time.wallSeconds : wallSeconds(utcSeconds(time, zones), zone)
  return time.tzid === undefined ? utcOfWall(zone, time.wallSeconds) : utcSeconds(time, zones)
}

/**
 * The date that a time means in an all-day series. A UTC time that is midnight names its own date;
 * one that is midnight where floating times are looked at from, that date; any other is taken for a
 * midnight somewhere, east of UTC from noon on.
 */
function dateOf(time: Time, zones: Zones): number {
  const { wallSeconds: wall } = time
  const midnight = wall - modulo(wall, daySeconds)
  if (time.kind === 'DATE' || time.tzid !== 'UTC' || wall === midnight) return midnight
  const local = wallSeconds(wall, zones.floating)
  if (modulo(local, daySeconds) === 0) return local
  return wall - midnight >= daySeconds / 2 ? midnight + daySeconds : midnight
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

/** Undefined when a rule counts in a calendar that we do not know (7529/6). */
function rulesOf(
  master: Component,
  start: Time,
  frame: Frame,
  limits: RecurrenceLimits,
): readonly PreparedRule[] | undefined {
  const rules: PreparedRule[] = []
  for (const property of master.properties) {
    const rule = property.name === 'RRULE' ? parseRule(property.value) : undefined
    if (rule === undefined || rules.length >= limits.maxRules) continue
    const plan = planOf(rule, start.wallSeconds, start.kind === 'DATE', frame.zone)
    if (plan === undefined) return undefined
    const { count } = rule
    const { untilUtc, untilWall } = untilOf(rule.until, start, frame)
    rules.push({
      plan,
      endWall: count === undefined ? untilWall : undefined,
      untilUtc,
      count,
      endless: count === undefined && rule.until === undefined,
    })
  }
  return rules
}

/** UNTIL as it bounds wall times and, where it is a moment, places. */
function untilOf(until: Time | undefined, start: Time, { zone, byWall, zones }: Frame) {
  // Requirement: 5545/3.3.10/no-bound-is-forever
  const none = { untilWall: horizonSeconds, untilUtc: Number.POSITIVE_INFINITY }
  if (until === undefined) return none
  if (until.kind === 'DATE') return { ...none, untilWall: until.wallSeconds + daySeconds - 1 }
  if (until.tzid === undefined) return { ...none, untilWall: until.wallSeconds }
  if (start.kind === 'DATE') return { ...none, untilWall: until.wallSeconds }
  const utc = utcSeconds(until, zones)
  if (byWall) return { ...none, untilWall: wallSeconds(utc, zone) }
  return { untilWall: wallSeconds(utc, zone) + daySeconds, untilUtc: utc }
}

/** The last wall time that a rule may yield: of COUNT found once and kept. */
export function endWallOf(
  rule: PreparedRule,
  { zone }: Prepared,
  limits: RecurrenceLimits,
): number {
  if (rule.endWall !== undefined) return rule.endWall
  const exists = (wall: number) => wallSeconds(utcOfWall(zone, wall), zone) === wall
  rule.endWall = countedEnd(rule.plan, rule.count ?? 0, { zone, exists }, limits)
  return rule.endWall
}

function extrasOf(master: Component, frame: Frame): readonly ExtraInstance[] {
  // Requirement: 5545/3.8.5.2/rdate-adds-instances
  // Requirement: 5545/3.8.5.1/duplicate-instances-once
  // Requirement: 5545/3.8.5.3/instance-duration-overridden
  // Requirement: 5545/5/rdate-period-wins
  const extras = new Map<number, ExtraInstance>()
  for (const property of master.properties) {
    if (property.name !== 'RDATE') continue
    for (const time of timesOf(property)) {
      const place = placeOf(time, frame)
      if (!extras.has(place)) extras.set(place, { place, length: undefined })
    }
    for (const period of periodsOf(property)) {
      const place = placeOf(period.start, frame)
      extras.set(place, { place, length: lengthOfPeriod(period, frame.zones) })
    }
  }
  return [...extras.values()].sort((a, b) => a.place - b.place)
}

function lengthOfPeriod({ start, end, duration }: Period, zones: Zones): Length {
  if (end !== undefined) return lengthBetween(start, end, zones)
  return duration === undefined ? noLength : positiveLength(duration)
}

function exclusionsOf(master: Component | undefined, frame: Frame) {
  const excluded = new Set<number>()
  const excludedDays = new Set<number>()
  for (const property of master?.properties ?? []) {
    if (property.name !== 'EXDATE') continue
    for (const time of timesOf(property)) {
      if (time.kind === 'DATE' && frame.start?.kind !== 'DATE')
        excludedDays.add(time.wallSeconds / daySeconds)
      else excluded.add(placeOf(time, frame))
    }
  }
  return { excluded, excludedDays }
}

export function isExcluded(prepared: Prepared, place: number): boolean {
  // Requirement: 5545/3.8.5.1/exdate-takes-precedence
  // Requirement: 5545/3.8.5.1/exdate-of-dtstart-keeps-dtstart
  return isExcludedBy(prepared, prepared.excluded, prepared.excludedDays, place)
}

function isExcludedBy(
  { zone, byWall }: Pick<Frame, 'zone' | 'byWall'>,
  excluded: ReadonlySet<number>,
  excludedDays: ReadonlySet<number>,
  place: number,
): boolean {
  if (excluded.size > 0 && excluded.has(place)) return true
  if (excludedDays.size === 0) return false
  return excludedDays.has(Math.floor((byWall ? place : wallSeconds(place, zone)) / daySeconds))
}

function overrideOf(component: Component, frame: Frame): Override | undefined {
  const property = firstProperty(component, 'RECURRENCE-ID')
  const recurrenceId = property === undefined ? undefined : timeOf(property)
  if (property === undefined || recurrenceId === undefined) return undefined
  const { zones } = frame
  const place = placeOf(recurrenceId, frame)
  const start = startOf(component) ?? recurrenceId
  const startUtc = utcSeconds(start, zones)
  const length = lengthOf(component, start, zones)
  const endUtc = endOf(length, startUtc, zoneOfTime(start, zones))
  const range = isRange(property) ? { shift: shiftOf(place, start, frame) } : undefined
  return { place, recurrenceId, component, start, startUtc, endUtc, length, range }
}

function isRange(property: Property): boolean {
  // Requirement: 5545/3.2.13/range-this-and-future
  return parameterValue(property, 'RANGE')?.toUpperCase() === 'THISANDFUTURE'
}

/** How far the wall clock of `start` is from where the instance at `place` would have been on it. */
function shiftOf(place: number, start: Time, frame: Frame): number {
  // Requirement: 5545/3.8.4.4/range-shifts-by-difference
  // Requirement: 5545/3.8.4.4/range-changes-duration
  return start.wallSeconds - originalWall(place, start, frame)
}

/** What the wall clock of `like` shows at a place; of a DATE, the midnight of its day. */
export function originalWall(
  place: number,
  like: Time,
  { start, byWall, zone, zones }: Pick<Frame, 'start' | 'byWall' | 'zone' | 'zones'>,
): number {
  const dated = like.kind === 'DATE' || start?.kind === 'DATE'
  const own = byWall ? place : wallSeconds(place, zone)
  if (dated) return like.kind === 'DATE' ? own - modulo(own, daySeconds) : own
  if (like.tzid === undefined) return own
  return wallSeconds(byWall ? utcOfWall(zone, place) : place, resolveZone(zones, like.tzid))
}

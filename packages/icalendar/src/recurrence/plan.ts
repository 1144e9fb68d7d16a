/** A recurrence rule made ready to seek: numbers instead of words, DTSTART's parts filled in. */
import type { Zone } from '../zones/zone.ts'
import { daySeconds, weekdayOf } from './gregorian.ts'
import { frequencies, type RecurrenceRule, weekdays } from './rule.ts'
import { gregorian, type Scale, scaleOf } from './scale.ts'

export type Plan = {
  /** Index in `frequencies`: 0 is SECONDLY, 6 is YEARLY. */
  readonly freq: number
  readonly interval: number
  readonly scale: Scale
  /** -1 BACKWARD, 0 OMIT, 1 FORWARD. */
  readonly skip: number
  readonly startWall: number
  readonly startDay: number
  readonly weekStart: number
  /** Month codes of the scale. */
  readonly months: readonly number[] | undefined
  readonly weekNumbers: readonly number[] | undefined
  readonly yearDays: readonly number[] | undefined
  readonly monthDays: readonly number[] | undefined
  readonly days: readonly PlannedDay[] | undefined
  /** True where nothing limits which days a period of days or weeks keeps. */
  readonly everyDay: boolean
  /** Of a WEEKLY rule: days after the week's start, ascending. */
  readonly weekOffsets: readonly number[]
  /** Seconds of the day, ascending; of rules that are DAILY or rarer. */
  readonly times: readonly number[]
  /** Of rules that are HOURLY or more frequent: what BYHOUR, BYMINUTE and BYSECOND let pass. */
  readonly hours: readonly number[] | undefined
  readonly minutes: readonly number[] | undefined
  readonly seconds: readonly number[] | undefined
  readonly positions: readonly number[] | undefined
  /** Where wall times can be missing, which BYSETPOS then does not count. */
  readonly zone: Zone | undefined
}

/** Monday is 0. Ordinal 0 means every such weekday. */
type PlannedDay = { readonly weekday: number; readonly ordinal: number }

export const SECONDLY = 0
export const MINUTELY = 1
export const HOURLY = 2
export const DAILY = 3
export const WEEKLY = 4
export const MONTHLY = 5
export const YEARLY = 6

/**
 * The plan of a rule that starts at `startWall`.
 *
 * With `isDate` BYHOUR, BYMINUTE and BYSECOND are left aside (RFC 5545 §3.3.10). What the rule does
 * not say comes from the start. Errors: undefined for an RSCALE that we do not know.
 */
export function planOf(
  rule: RecurrenceRule,
  startWall: number,
  isDate: boolean,
  zone?: Zone,
): Plan | undefined {
  const scale = rule.rscale === undefined ? gregorian : scaleOf(rule.rscale)
  if (scale === undefined) return undefined
  const freq = frequencies.indexOf(rule.freq)
  const startDay = Math.floor(startWall / daySeconds)
  const weekStart = weekdays.indexOf(rule.weekStart)
  const plannedDays = daysOf(rule, freq)
  const { months, monthDays, days } = filledIn(rule, scale, freq, startDay, plannedDays)
  const time = timesOf(rule, freq, startWall - startDay * daySeconds, isDate)
  return {
    freq,
    interval: rule.interval,
    scale,
    skip: rule.skip === 'OMIT' ? 0 : rule.skip === 'BACKWARD' ? -1 : 1,
    startWall,
    startDay,
    weekStart,
    months,
    weekNumbers: listed(rule.byWeekNo),
    yearDays: listed(rule.byYearDay),
    monthDays,
    days,
    everyDay:
      months === undefined &&
      monthDays === undefined &&
      rule.byYearDay.length === 0 &&
      rule.byWeekNo.length === 0 &&
      (days === undefined || freq === WEEKLY),
    weekOffsets: weekOffsets(freq, days, weekStart),
    ...time,
    positions: listed(rule.bySetPos),
    zone,
  }
}

function listed(values: readonly number[]): readonly number[] | undefined {
  return values.length === 0 ? undefined : ascending(values)
}

export function ascending(values: readonly number[]): readonly number[] {
  return values.length < 2 ? values : [...new Set(values)].sort((a, b) => a - b)
}

/** BYDAY; its numbers count in MONTHLY and YEARLY rules without BYWEEKNO only. */
function daysOf(rule: RecurrenceRule, freq: number): readonly PlannedDay[] | undefined {
  if (rule.byDay.length === 0) return undefined
  const ordinals = freq === MONTHLY || (freq === YEARLY && rule.byWeekNo.length === 0)
  return rule.byDay.map(({ weekday, ordinal }) => ({
    weekday: weekdays.indexOf(weekday),
    ordinal: ordinals ? ordinal : 0,
  }))
}

/** Month and day as DTSTART has them, where the rule leaves them open. */
function filledIn(
  rule: RecurrenceRule,
  scale: Scale,
  freq: number,
  startDay: number,
  days: readonly PlannedDay[] | undefined,
): Pick<Plan, 'months' | 'monthDays' | 'days'> {
  // Requirement: 5545/3.3.10/missing-parts-from-dtstart
  const months = listed(rule.byMonth.map(({ month, leap }) => month * 2 + (leap ? 1 : 0)))
  const monthDays = listed(rule.byMonthDay)
  const open = monthDays === undefined && days === undefined && rule.byYearDay.length === 0
  if (!open || freq < WEEKLY) return { months, monthDays, days }
  if (freq === WEEKLY || rule.byWeekNo.length > 0)
    return { months, monthDays, days: [{ weekday: weekdayOf(startDay), ordinal: 0 }] }
  const layout = scale.layout(scale.yearOf(startDay))
  let month = 0
  while ((layout.offsets[month + 1] ?? Number.POSITIVE_INFINITY) <= startDay - layout.start) month++
  return {
    months: months ?? (freq === YEARLY ? [layout.codes[month] ?? 2] : undefined),
    monthDays: [startDay - layout.start - (layout.offsets[month] ?? 0) + 1],
    days,
  }
}

function weekOffsets(
  freq: number,
  days: readonly PlannedDay[] | undefined,
  weekStart: number,
): readonly number[] {
  if (freq !== WEEKLY) return []
  if (days === undefined) return [0, 1, 2, 3, 4, 5, 6]
  return ascending(days.map(({ weekday }) => (weekday - weekStart + 7) % 7))
}

function timesOf(
  rule: RecurrenceRule,
  freq: number,
  startTime: number,
  isDate: boolean,
): Pick<Plan, 'times' | 'hours' | 'minutes' | 'seconds'> {
  // Requirement 5545/3.3.10/by-time-with-date-ignored. All that happens, happens at midnight.
  // Requirement: 5545/3.3.10/by-time-with-date-ignored
  if (isDate) return { times: [0], hours: [0], minutes: [0], seconds: [0] }
  const part = (values: readonly number[], end: number) =>
    values.length === 0 ? undefined : ascending(values.filter((each) => each >= 0 && each < end))
  const hours = part(rule.byHour, 24)
  const minutes = part(rule.byMinute, 60)
  // Requirement 5545/3.3.5/second-60-as-59.
  const seconds = part(
    rule.bySecond.map((each) => (each === 60 ? 59 : each)),
    60,
  )
  const second = [startTime % 60]
  const minute = [Math.floor(startTime / 60) % 60]
  if (freq === HOURLY)
    return { times: [], hours, minutes: minutes ?? minute, seconds: seconds ?? second }
  if (freq === MINUTELY) return { times: [], hours, minutes, seconds: seconds ?? second }
  if (freq === SECONDLY) return { times: [], hours, minutes, seconds }
  const times: number[] = []
  for (const hour of hours ?? [Math.floor(startTime / 3600)])
    for (const min of minutes ?? minute)
      for (const sec of seconds ?? second) times.push(hour * 3600 + min * 60 + sec)
  return { times, hours, minutes, seconds }
}

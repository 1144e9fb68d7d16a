/**
 * Rules against a reference that is slow and plain: it looks at every day, or every second, and asks
 * each BY part whether it may stay (RFC 5545 §3.3.10).
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fixedZone } from '../zones/zone.ts'
import { countedEnd } from './count.ts'
import { defaultRecurrenceLimits } from './limits.ts'
import { planOf } from './plan.ts'
import { type Frequency, formatRule, parseRule, type RecurrenceRule, weekdays } from './rule.ts'
import { budgetOf, visitWalls } from './walls.ts'

const daySeconds = 86_400
const range = (count: number) => Array.from({ length: count }, (_, i) => i)
const everySecond = range(86_400)
const dateOf = (day: number) => new Date(day * daySeconds * 1000)
const dayOf = (year: number, month: number, day: number) => Date.UTC(year, month, day) / 86_400_000
const weekdayOf = (day: number) => (dateOf(day).getUTCDay() + 6) % 7

/** Number of the week, weeks in its year, and that year. */
function weekOf(day: number, weekStart: number) {
  const first = day - ((weekdayOf(day) - weekStart + 7) % 7)
  const year = dateOf(first + 3).getUTCFullYear()
  const startOf = (of: number) => {
    let start = dayOf(of, 0, 4)
    while (weekdayOf(start) !== weekStart) start--
    return start
  }
  return {
    year,
    number: (first - startOf(year)) / 7 + 1,
    weeks: (startOf(year + 1) - startOf(year)) / 7,
  }
}

function lists(values: readonly number[], number: number, length: number): boolean {
  return values.includes(number) || values.includes(number - length - 1)
}

function passes(rule: RecurrenceRule, start: number, day: number): boolean {
  const { freq, byMonth, byWeekNo, byYearDay, byMonthDay, byDay } = rule
  const date = dateOf(day)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  const inYear = day - dayOf(year, 0, 1) + 1
  const yearLength = dayOf(year + 1, 0, 1) - dayOf(year, 0, 1)
  const inMonth = date.getUTCDate()
  const monthLength = dayOf(year, month + 1, 1) - dayOf(year, month, 1)
  const weekStart = weekdays.indexOf(rule.weekStart)
  const week = weekOf(day, weekStart)
  if (byMonth.length > 0 && !byMonth.some((each) => each.month === month + 1)) return false
  if (byWeekNo.length > 0 && !lists(byWeekNo, week.number, week.weeks)) return false
  if (byYearDay.length > 0 && !lists(byYearDay, inYear, yearLength)) return false
  if (byMonthDay.length > 0 && !lists(byMonthDay, inMonth, monthLength)) return false
  if (byDay.length > 0) {
    const numbered = freq === 'MONTHLY' || (freq === 'YEARLY' && byWeekNo.length === 0)
    const byYear = freq === 'YEARLY' && byMonth.length === 0
    const number = byYear ? inYear : inMonth
    const length = byYear ? yearLength : monthLength
    const ok = byDay.some(({ ordinal, weekday }) => {
      if (weekdays[weekdayOf(day)] !== weekday) return false
      if (!numbered || ordinal === 0) return true
      return ordinal > 0
        ? ordinal === Math.ceil(number / 7)
        : ordinal === -Math.ceil((length - number + 1) / 7)
    })
    if (!ok) return false
  }
  if (byDay.length + byMonthDay.length + byYearDay.length > 0) return true
  const first = dateOf(start)
  if (byWeekNo.length > 0) return !long.includes(freq) || weekdayOf(day) === weekdayOf(start)
  if (freq === 'WEEKLY') return weekdayOf(day) === weekdayOf(start)
  if (freq === 'MONTHLY') return inMonth === first.getUTCDate()
  if (freq === 'YEARLY')
    return inMonth === first.getUTCDate() && (byMonth.length > 0 || month === first.getUTCMonth())
  return true
}

const long: readonly Frequency[] = ['WEEKLY', 'MONTHLY', 'YEARLY']

function timesOf(rule: RecurrenceRule, time: number): readonly number[] {
  const second = rule.bySecond.length > 0 ? rule.bySecond : [time % 60]
  const minute = rule.byMinute.length > 0 ? rule.byMinute : [Math.floor(time / 60) % 60]
  const hour = rule.byHour.length > 0 ? rule.byHour : [Math.floor(time / 3600)]
  return everySecond.filter(
    (each) =>
      second.includes(each % 60) &&
      minute.includes(Math.floor(each / 60) % 60) &&
      hour.includes(Math.floor(each / 3600)),
  )
}

function periodOf(rule: RecurrenceRule, wall: number): number {
  const day = Math.floor(wall / daySeconds)
  const date = dateOf(day)
  const weekStart = weekdays.indexOf(rule.weekStart)
  switch (rule.freq) {
    case 'YEARLY':
      return rule.byWeekNo.length > 0 ? weekOf(day, weekStart).year : date.getUTCFullYear()
    case 'MONTHLY':
      return date.getUTCFullYear() * 12 + date.getUTCMonth()
    case 'WEEKLY':
      return Math.floor((day - ((weekdayOf(day) - weekStart + 7) % 7) + 700_000) / 7)
    case 'DAILY':
      return day
    case 'HOURLY':
      return Math.floor(wall / 3600)
    case 'MINUTELY':
      return Math.floor(wall / 60)
    case 'SECONDLY':
      return wall
  }
}

/** Every wall time of a span that the parts keep, in its period. */
function candidates(rule: RecurrenceRule, start: number, to: number): readonly number[] {
  const startDay = Math.floor(start / daySeconds)
  const subDaily = ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(rule.freq)
  const { bySecond, byMinute, byHour } = rule
  if (!subDaily) {
    const times = timesOf(rule, start % daySeconds)
    const found: number[] = []
    for (let day = startDay - 380; day * daySeconds < to + 380 * daySeconds; day++)
      if (passes(rule, startDay, day)) for (const time of times) found.push(day * daySeconds + time)
    return found
  }
  const found: number[] = []
  const seconds = bySecond.length > 0 || rule.freq === 'SECONDLY' ? bySecond : [start % 60]
  const minutes =
    byMinute.length > 0 || rule.freq !== 'HOURLY' ? byMinute : [Math.floor(start / 60) % 60]
  const days = new Map<number, boolean>()
  for (let day = startDay - 1; day * daySeconds < to; day++)
    days.set(day, passes(rule, startDay, day))
  for (let wall = start - 3600; wall < to; wall++) {
    if (seconds.length > 0 && !seconds.includes(wall % 60)) continue
    if (minutes.length > 0 && !minutes.includes(Math.floor(wall / 60) % 60)) continue
    if (byHour.length > 0 && !byHour.includes(Math.floor(wall / 3600) % 24)) continue
    if (days.get(Math.floor(wall / daySeconds))) found.push(wall)
  }
  return found
}

function expected(rule: RecurrenceRule, start: number, to: number): readonly number[] {
  const first = periodOf(rule, start)
  const periods = new Map<number, number[]>()
  for (const wall of candidates(rule, start, to)) {
    const period = periodOf(rule, wall)
    if ((period - first) % rule.interval !== 0) continue
    const held = periods.get(period)
    if (held === undefined) periods.set(period, [wall])
    else held.push(wall)
  }
  const found: number[] = [start]
  for (const walls of periods.values())
    for (const [i, wall] of walls.entries())
      if (rule.bySetPos.length === 0 || lists(rule.bySetPos, i + 1, walls.length))
        if (wall > start && wall < to) found.push(wall)
  found.sort((a, b) => a - b)
  return rule.count === undefined ? found : found.slice(0, rule.count)
}

function actual(rule: RecurrenceRule, start: number, from: number, to: number): readonly number[] {
  const plan = planOf(rule, start, false)
  assert.ok(plan)
  const zone = fixedZone('UTC', 0)
  const end =
    rule.count === undefined
      ? to
      : countedEnd(plan, rule.count, { zone, exists: () => true }, defaultRecurrenceLimits) + 1
  const found: number[] = start >= from && start < to ? [start] : []
  visitWalls(plan, from, Math.min(to, end), (wall) => found.push(wall) > 0, budgetOf(1e6))
  return found
}

/** As `deepEqual`, which takes seconds for lists of ten thousand. */
function assertSame(found: readonly number[], wanted: readonly number[], text: string): void {
  const at = wanted.findIndex((each, i) => found[i] !== each)
  if (at >= 0 || found.length !== wanted.length)
    assert.deepEqual(
      found.slice(Math.max(0, at), at + 5),
      wanted.slice(Math.max(0, at), at + 5),
      text,
    )
  assert.equal(found.length, wanted.length, text)
}

const some = <T>(of: fc.Arbitrary<T>, length: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([] as T[]) },
    { weight: 2, arbitrary: fc.array(of, { minLength: 1, maxLength: length }) },
  )
const signed = (most: number) =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.boolean()).map(([n, minus]) => (minus ? -n : n))

function ruleOf(freqs: readonly Frequency[]): fc.Arbitrary<RecurrenceRule> {
  return fc
    .record({
      freq: fc.constantFrom(...freqs),
      interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 })),
      count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      bySecond: some(fc.integer({ min: 0, max: 59 }), 2),
      byMinute: some(fc.integer({ min: 0, max: 59 }), 2),
      byHour: some(fc.integer({ min: 0, max: 23 }), 3),
      byDay: some(
        fc
          .tuple(fc.oneof(fc.constant(0), signed(5), signed(53)), fc.constantFrom(...weekdays))
          .map(([ordinal, weekday]) => ({ ordinal, weekday })),
        4,
      ),
      byMonthDay: some(signed(31), 4),
      byYearDay: fc.oneof(fc.constant([]), some(signed(366), 5)),
      byWeekNo: fc.oneof(fc.constant([]), some(signed(53), 4)),
      byMonth: some(
        fc.integer({ min: 1, max: 12 }).map((month) => ({ month, leap: false })),
        4,
      ),
      bySetPos: some(signed(6), 2),
      weekStart: fc.constantFrom(...weekdays),
    })
    .map((rule) => ({ ...rule, until: undefined, rscale: undefined, skip: 'OMIT' as const }))
}

const startOf = fc.integer({ min: Date.UTC(1996, 0, 1) / 1000, max: Date.UTC(2005, 0, 1) / 1000 })
const seed = 5545

describe('a rule', () => {
  // Requirement: 5545/3.3.10/by-parts-expand-or-limit
  // Requirement: 5545/3.3.10/by-parts-evaluation-order
  // Requirement: 5545/3.3.10/bysetpos-per-interval
  // Requirement: 5545/3.3.10/wkst-default-monday
  // Requirement: 5545/3.3.10/byday-ordinal-counts-in-period
  // Requirement: 5545/3.3.10/byday-ordinal-in-bymonth
  // Requirement: 5545/3.3.10/missing-parts-from-dtstart
  it('of days, weeks, months or years yields what the reference yields, from any moment on', () => {
    const years = fc.integer({ min: 1, max: 5 })
    const rules = ruleOf(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])
    fc.assert(
      fc.property(
        rules,
        startOf,
        years,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rule, start, length, part) => {
          const to = start + length * 366 * daySeconds
          const all = expected(rule, start, to)
          assertSame(actual(rule, start, start, to), all, formatRule(rule))
          const from = Math.floor(start + (to - start) * part)
          const end = Math.min(to, from + 60 * daySeconds)
          const window = all.filter((each) => each >= from && each < end)
          assertSame(actual(rule, start, from, end), window, formatRule(rule))
        },
      ),
      { seed, numRuns: 300 },
    )
  })

  it('of hours, minutes or seconds yields what the reference yields, from any moment on', () => {
    const rules = ruleOf(['HOURLY', 'MINUTELY', 'SECONDLY']).chain((rule) =>
      fc.integer({ min: 1, max: 100 }).map((interval) => ({ ...rule, interval })),
    )
    fc.assert(
      fc.property(
        rules,
        startOf,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rule, start, part) => {
          const to = start + 2 * daySeconds
          const all = expected(rule, start, to)
          assertSame(actual(rule, start, start, to), all, formatRule(rule))
          const from = Math.floor(start + (to - start) * part)
          const window = all.filter((each) => each >= from && each < from + 5000)
          assert.deepEqual(
            actual(rule, start, from, Math.min(to, from + 5000)),
            window,
            formatRule(rule),
          )
        },
      ),
      { seed, numRuns: 40 },
    )
  })

  it('is written so that it reads back the same', () => {
    const rules = ruleOf(['SECONDLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])
    fc.assert(
      fc.property(rules, (rule) => assert.deepEqual(parseRule(formatRule(rule)), rule)),
      { seed, numRuns: 500 },
    )
  })
})

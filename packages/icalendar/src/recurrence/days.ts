/** Which days of one period a rule keeps (RFC 5545 §3.3.10, the table of BYxxx parts and its notes). */
import { weekdayOf } from './gregorian.ts'
import { MONTHLY, type Plan, YEARLY } from './plan.ts'
import type { YearLayout } from './scale.ts'

/** The days of a MONTHLY rule's month, ascending. */
export function daysOfMonth(plan: Plan, year: number, index: number): readonly number[] {
  const layout = plan.scale.layout(year)
  if (plan.months !== undefined && !monthsOf(plan, layout).some((each) => each === index)) return []
  const days: number[] = []
  addMonth(plan, layout, index, days)
  return settled(plan, layout, days)
}

/** The days of a YEARLY rule's year, ascending; with BYWEEKNO, of the year made of whole weeks. */
export function daysOfYear(plan: Plan, year: number): readonly number[] {
  const layout = plan.scale.layout(year)
  const days: number[] = []
  if (plan.weekNumbers !== undefined) addWeeks(plan, layout, days)
  else if (plan.monthDays !== undefined || plan.months !== undefined) {
    const months = plan.months === undefined ? layout.codes.keys() : monthsOf(plan, layout)
    for (const index of months) {
      if (index < layout.codes.length) addMonth(plan, layout, index, days)
      else addMonth(plan, plan.scale.layout(year + 1), 0, days)
    }
  } else if (plan.yearDays !== undefined) addYearDays(plan, layout, days)
  else addWeekdays(plan, layout.start, layout.length, days)
  return settled(plan, layout, days)
}

/** Ascending, each once, and what the parts that did not make the days leave of them. */
function settled(plan: Plan, layout: YearLayout, days: number[]): readonly number[] {
  const { yearDays, weekNumbers, monthDays, months, freq } = plan
  const limited =
    weekNumbers !== undefined ||
    yearDays !== undefined ||
    (monthDays !== undefined && plan.days !== undefined)
  const byWeeks = freq === YEARLY && weekNumbers !== undefined
  const byYearDays = freq === YEARLY && months === undefined && monthDays === undefined
  const kept = !limited
    ? days
    : days.filter((day) => {
        if (byWeeks) return passesWeekYear(plan, day)
        const holding = within(layout, day) ? layout : plan.scale.layout(plan.scale.yearOf(day))
        if (yearDays !== undefined && !byYearDays && !passesYearDay(yearDays, holding, day))
          return false
        if (weekNumbers !== undefined && !passesWeek(plan, day)) return false
        if (monthDays === undefined && yearDays === undefined) return true
        return plan.days === undefined || passesWeekday(plan, holding, day, months !== undefined)
      })
  if (kept.length < 2) return kept
  kept.sort((a, b) => a - b)
  let length = 0
  for (const day of kept) if (length === 0 || kept[length - 1] !== day) kept[length++] = day
  kept.length = length
  return kept
}

/** Says whether a rule that only limits days, DAILY or more frequent, keeps this day. */
export function passesDay(plan: Plan, layout: YearLayout, day: number): boolean {
  const { yearDays, monthDays, days, months } = plan
  if (months !== undefined && !passesMonth(plan, layout, day)) return false
  if (yearDays !== undefined && !passesYearDay(yearDays, layout, day)) return false
  if (monthDays !== undefined && !passesMonthDay(monthDays, layout, day)) return false
  if (plan.weekNumbers !== undefined && !passesWeek(plan, day)) return false
  return days === undefined || days.some(({ weekday }) => weekday === weekdayOf(day))
}

export function within(layout: YearLayout, day: number): boolean {
  return day >= layout.start && day < layout.start + layout.length
}

/** Which month of the layout a day is in. */
export function monthIndex({ start, offsets, codes }: YearLayout, day: number): number {
  const of = day - start
  let index = Math.min(codes.length - 1, Math.floor(of / 32))
  while (index + 1 < codes.length && (offsets[index + 1] ?? 0) <= of) index++
  return index
}

export function passesMonth(plan: Plan, layout: YearLayout, day: number): boolean {
  const index = monthIndex(layout, day)
  if (plan.skip !== 0) return monthsOf(plan, layout).includes(index)
  return plan.months?.includes(layout.codes[index] ?? 0) ?? true
}

function passesWeekYear(plan: Plan, day: number): boolean {
  const layout = plan.scale.layout(plan.scale.yearOf(day))
  if (plan.months !== undefined && !passesMonth(plan, layout, day)) return false
  if (plan.yearDays !== undefined && !passesYearDay(plan.yearDays, layout, day)) return false
  if (plan.monthDays !== undefined && !passesMonthDay(plan.monthDays, layout, day)) return false
  return plan.days === undefined || plan.days.some(({ weekday }) => weekday === weekdayOf(day))
}

function passesYearDay(yearDays: readonly number[], layout: YearLayout, day: number): boolean {
  const number = day - layout.start + 1
  return yearDays.includes(number) || yearDays.includes(number - layout.length - 1)
}

function passesMonthDay(monthDays: readonly number[], layout: YearLayout, day: number): boolean {
  const index = monthIndex(layout, day)
  const before = layout.offsets[index] ?? 0
  const number = day - layout.start - before + 1
  const length = (layout.offsets[index + 1] ?? 0) - before
  return monthDays.includes(number) || monthDays.includes(number - length - 1)
}

/** BYDAY as a limit: its numbers count within the month, or within the year of a YEARLY rule. */
function passesWeekday(plan: Plan, layout: YearLayout, day: number, inMonth: boolean): boolean {
  // Requirement: 5545/3.3.10/byday-ordinal-in-bymonth
  const index = monthIndex(layout, day)
  const byMonth = plan.freq === MONTHLY || inMonth
  const start = layout.start + (byMonth ? (layout.offsets[index] ?? 0) : 0)
  const end = byMonth ? layout.start + (layout.offsets[index + 1] ?? 0) : start + layout.length
  const weekday = weekdayOf(day)
  const first = Math.floor((day - start) / 7) + 1
  const last = -Math.floor((end - 1 - day) / 7) - 1
  return (
    plan.days?.some(
      (each) =>
        each.weekday === weekday &&
        (each.ordinal === 0 || each.ordinal === first || each.ordinal === last),
    ) ?? true
  )
}

/**
 * Indexes of the months that BYMONTH names in a year. A leap month that the year lacks goes to the
 * month before or after it as SKIP says (RFC 7529 §4.1); past the last month the index is one more.
 */
function monthsOf(plan: Plan, { codes }: YearLayout): readonly number[] {
  // Requirement: 7529/4.1/skip-order
  // Requirement: 7529/4.2/leap-month-suffix
  const indexes: number[] = []
  for (const code of plan.months ?? []) {
    const index = codes.indexOf(code)
    if (index >= 0) indexes.push(index)
    else if (plan.skip !== 0 && code % 2 === 1) {
      const regular = codes.indexOf(code - 1)
      if (regular >= 0) indexes.push(plan.skip < 0 ? regular : regular + 1)
    }
  }
  return indexes
}

function addMonth(plan: Plan, layout: YearLayout, index: number, days: number[]): void {
  const before = layout.offsets[index] ?? 0
  const length = (layout.offsets[index + 1] ?? before) - before
  const start = layout.start + before
  if (plan.monthDays !== undefined) addNumbered(plan.monthDays, start, length, plan.skip, days)
  else if (plan.yearDays === undefined && plan.days !== undefined)
    addWeekdays(plan, start, length, days)
  else for (let day = start; day < start + length; day++) days.push(day)
}

function addYearDays(plan: Plan, layout: YearLayout, days: number[]): void {
  addNumbered(plan.yearDays ?? [], layout.start, layout.length, plan.skip, days)
}

/** Days counted from either end of a month or year; SKIP decides about those it does not have. */
function addNumbered(
  numbers: readonly number[],
  start: number,
  length: number,
  skip: number,
  days: number[],
): void {
  // Requirement: 5545/3.3.10/invalid-date-ignored
  // Requirement: 7529/4.1/skip-backward
  // Requirement: 7529/4.1/skip-forward
  // Requirement: 7529/4/skip-default-omit
  for (const number of numbers) {
    const at = number > 0 ? number - 1 : number + length
    if (number === 0) continue
    if (at >= 0 && at < length) days.push(start + at)
    else if (skip !== 0) {
      const after = at >= length
      days.push(skip < 0 ? start + (after ? length : 0) - 1 : start + (after ? length : 0))
    }
  }
}

function addWeekdays(plan: Plan, start: number, length: number, days: number[]): void {
  // Requirement: 5545/3.3.10/byday-ordinal-counts-in-period
  const first = weekdayOf(start)
  for (const { weekday, ordinal } of plan.days ?? []) {
    const offset = (weekday - first + 7) % 7
    if (ordinal === 0) for (let at = offset; at < length; at += 7) days.push(start + at)
    else {
      const most = offset + 7 * Math.floor((length - 1 - offset) / 7)
      const at = ordinal > 0 ? offset + 7 * (ordinal - 1) : most + 7 * (ordinal + 1)
      if (at >= 0 && at < length) days.push(start + at)
    }
  }
}

/** The first day of week 1: the first week with four days or more in the year. */
function firstWeek(plan: Plan, layout: YearLayout): number {
  const into = (weekdayOf(layout.start) - plan.weekStart + 7) % 7
  return layout.start - into + (into > 3 ? 7 : 0)
}

function addWeeks(plan: Plan, layout: YearLayout, days: number[]): void {
  const start = firstWeek(plan, layout)
  const weeks = (firstWeek(plan, plan.scale.layout(layout.year + 1)) - start) / 7
  for (const number of plan.weekNumbers ?? []) {
    const at = number > 0 ? number - 1 : number + weeks
    if (number === 0 || at < 0 || at >= weeks) continue
    for (let day = 0; day < 7; day++) days.push(start + at * 7 + day)
  }
}

/** The year that the week of a day belongs to: that of its fourth day. */
export function weekYear(plan: Plan, day: number): number {
  return plan.scale.yearOf(day + 3 - ((weekdayOf(day) - plan.weekStart + 7) % 7))
}

/** BYWEEKNO where it does not belong, read as a limit. */
function passesWeek(plan: Plan, day: number): boolean {
  const year = weekYear(plan, day)
  const layout = plan.scale.layout(year)
  const start = firstWeek(plan, layout)
  const weeks = (firstWeek(plan, plan.scale.layout(year + 1)) - start) / 7
  const number = Math.floor((day - start) / 7) + 1
  const numbers = plan.weekNumbers ?? []
  return numbers.includes(number) || numbers.includes(number - weeks - 1)
}

/** The wall times of a rule, in order, from any moment on: nothing before that moment is looked at. */
import { transitionsBetween, utcOfWall, wallSeconds } from '../zones/zone.ts'
import {
  daysOfMonth,
  daysOfYear,
  monthIndex,
  passesDay,
  passesMonth,
  weekYear,
  within,
} from './days.ts'
import { daySeconds, horizonSeconds, yearStart } from './gregorian.ts'
import { DAILY, HOURLY, type Plan, SECONDLY, WEEKLY, YEARLY } from './plan.ts'
import { gregorian, type YearLayout } from './scale.ts'

/** How many years a calendar that is not arithmetic is followed from a rule's start. */
const maxYearsAsked = 1_000

/** Counts the periods in a row that yielded nothing. */
export type Budget = { left: number; readonly full: number }

export function budgetOf(periods: number): Budget {
  return { left: periods, full: periods }
}

/** Takes one wall time; false ends the visit. */
type Visit = (wall: number) => boolean

/**
 * Visits the rule's wall times from `from` up to, not including, `to`, in ascending order.
 *
 * DTSTART itself is not among them: the caller knows it. A visit ends early when `visit` says so or
 * the budget is spent; then false is returned.
 */
export function visitWalls(
  plan: Plan,
  from: number,
  to: number,
  visit: Visit,
  budget: Budget,
): boolean {
  // Requirement: 5545/3.3.10/by-parts-expand-or-limit
  // Requirement: 5545/3.3.10/by-parts-evaluation-order
  // Requirement: 5545/3.8.5.3/zoned-start-keeps-local-time
  return visitFrom(plan, Math.max(from, plan.startWall + 1), to, visit, budget)
}

/** Whether DTSTART itself is among the rule's wall times; also true where that takes too long to say. */
export function yieldsStart(plan: Plan): boolean {
  const { startWall } = plan
  const isOther = (wall: number): boolean => wall !== startWall
  return !visitFrom(plan, startWall, startWall + 1, isOther, budgetOf(1_000))
}

function visitFrom(plan: Plan, start: number, to: number, visit: Visit, budget: Budget): boolean {
  const end = Math.min(to, horizonSeconds)
  if (start >= end) return true
  if (plan.freq < DAILY) return visitTimes(plan, start, end, visit, budget)
  if (plan.freq === DAILY) return visitDays(plan, start, end, visit, budget)
  if (plan.freq === WEEKLY) return visitWeeks(plan, start, end, visit, budget)
  return visitMonthsOrYears(plan, start, end, visit, budget)
}

/** Where the rule's period with this number, counted from DTSTART's, begins. */
export function periodStart(plan: Plan, number: number): number {
  const { freq, startDay, startWall } = plan
  const steps = number * plan.interval
  if (freq < DAILY)
    return Math.floor(startWall / unitOf(plan)) * unitOf(plan) + steps * unitOf(plan)
  if (freq === DAILY) return (startDay + steps) * daySeconds
  if (freq === WEEKLY) return (weekOf(plan, startDay) + steps * 7) * daySeconds
  const layout = plan.scale.layout(plan.scale.yearOf(startDay))
  if (freq === YEARLY) return plan.scale.layout(layout.year + steps).start * daySeconds
  const number0 = plan.scale.monthNumber(layout.year, monthIndex(layout, startDay))
  const { year, index } = plan.scale.monthAt(number0 + steps)
  const found = plan.scale.layout(year)
  return (found.start + (found.offsets[index] ?? 0)) * daySeconds
}

function weekOf(plan: Plan, day: number): number {
  // Requirement: 5545/3.3.10/wkst-default-monday
  const into = (day + 3 - plan.weekStart) % 7
  return day - (into < 0 ? into + 7 : into)
}

/** The first of `first`, `first + step`, … that is not before `least`. */
function gridFrom(first: number, step: number, least: number): number {
  return least <= first ? first : first + Math.ceil((least - first) / step) * step
}

function spend(budget: Budget, cost: number): boolean {
  budget.left -= cost
  return budget.left > 0
}

/** The times of one period's days that lie in the span, BYSETPOS applied. */
function visitPeriod(
  plan: Plan,
  days: readonly number[],
  from: number,
  to: number,
  visit: Visit,
  budget: Budget,
): boolean {
  const { times, positions } = plan
  if (positions !== undefined) return visitPositions(plan, days, from, to, visit, budget)
  for (const day of days) {
    const midnight = day * daySeconds
    if (midnight + daySeconds <= from) continue
    if (midnight >= to) break
    for (const time of times) {
      const wall = midnight + time
      if (wall < from) continue
      if (wall >= to) return true
      budget.left = budget.full
      if (!visit(wall)) return false
    }
  }
  return true
}

function visitPositions(
  plan: Plan,
  days: readonly number[],
  from: number,
  to: number,
  visit: Visit,
  budget: Budget,
): boolean {
  // Requirement: 5545/3.3.10/bysetpos-per-interval
  const { times, positions } = plan
  const missing = missingAmong(plan, days)
  const size = days.length * times.length - missing.length
  const picked: number[] = []
  for (const position of positions ?? []) {
    let at = position > 0 ? position - 1 : position + size
    if (position === 0 || at < 0 || at >= size) continue
    for (const each of missing) if (each <= at) at++
    const day = days[Math.floor(at / times.length)] ?? 0
    picked.push(day * daySeconds + (times[at % times.length] ?? 0))
  }
  picked.sort((a, b) => a - b)
  let last = Number.NEGATIVE_INFINITY
  for (const wall of picked) {
    if (wall === last || wall < from || wall >= to) continue
    last = wall
    budget.left = budget.full
    if (!visit(wall)) return false
  }
  return true
}

/**
 * Which of a period's wall times the zone skips, ascending, counted through its days and their
 * times. They are no instances (RFC 5545 §3.3.10), so BYSETPOS does not count them.
 */
function missingAmong({ zone, times }: Plan, days: readonly number[]): readonly number[] {
  const first = days[0]
  const last = days.at(-1)
  if (zone === undefined || first === undefined || last === undefined) return []
  const { transitions, offsets } = transitionsBetween(
    zone,
    (first - 1) * daySeconds,
    (last + 2) * daySeconds,
  )
  const missing: number[] = []
  for (const [i, transition] of transitions.entries()) {
    const from = transition + (offsets[i] ?? 0)
    const to = transition + (offsets[i + 1] ?? 0)
    for (const day of from < to ? daysBetween(from, to) : []) {
      const index = days.indexOf(day)
      if (index < 0) continue
      for (const [j, time] of times.entries()) {
        const wall = day * daySeconds + time
        if (wall >= from && wall < to) missing.push(index * times.length + j)
      }
    }
  }
  return missing
}

function daysBetween(from: number, to: number): readonly number[] {
  const first = Math.floor(from / daySeconds)
  const last = Math.floor((to - 1) / daySeconds)
  return first === last ? [first] : [first, last]
}

function visitDays(plan: Plan, from: number, to: number, visit: Visit, budget: Budget): boolean {
  const { interval, startDay, scale } = plan
  let layout: YearLayout | undefined
  const period = [0]
  let day = gridFrom(startDay, interval, Math.floor(from / daySeconds))
  while (day * daySeconds < to) {
    if (!spend(budget, 1)) return false
    if (!plan.everyDay) {
      if (layout === undefined || !within(layout, day)) {
        layout = scale.layout(scale.yearOf(day))
        if (!spend(budget, scale.yearCost)) return false
      }
      if (!passesDay(plan, layout, day)) {
        day = gridFrom(day + interval, interval, nextMonthIfBarred(plan, layout, day))
        continue
      }
    }
    period[0] = day
    if (!visitPeriod(plan, period, from, to, visit, budget)) return false
    day += interval
  }
  return true
}

/** The day after; or the next month's first, where BYMONTH bars this month. */
function nextMonthIfBarred(plan: Plan, layout: YearLayout, day: number): number {
  if (plan.months === undefined || passesMonth(plan, layout, day)) return day + 1
  return layout.start + (layout.offsets[monthIndex(layout, day) + 1] ?? 0)
}

function visitWeeks(plan: Plan, from: number, to: number, visit: Visit, budget: Budget): boolean {
  const { scale, weekOffsets } = plan
  const step = plan.interval * 7
  const first = weekOf(plan, plan.startDay)
  const fromDay = Math.floor(from / daySeconds)
  let week = gridFrom(first, step, fromDay - 6)
  for (; week * daySeconds < to; week += step) {
    if (!spend(budget, 1)) return false
    const days: number[] = []
    for (const offset of weekOffsets) {
      const day = week + offset
      if (plan.everyDay || passesDay(plan, scale.layout(scale.yearOf(day)), day)) days.push(day)
    }
    if (!visitPeriod(plan, days, from, to, visit, budget)) return false
  }
  return true
}

/**
 * Days may lie outside of their period: in weeks across the turn of a year, or moved by SKIP. So a
 * period more is looked at on either side, and what comes out of order or twice is set right.
 */
function visitMonthsOrYears(
  plan: Plan,
  from: number,
  to: number,
  visit: Visit,
  budget: Budget,
): boolean {
  const { scale, interval, startDay, freq } = plan
  const spill = plan.weekNumbers !== undefined || plan.skip !== 0 ? 1 : 0
  const startYear =
    plan.weekNumbers === undefined ? scale.yearOf(startDay) : weekYear(plan, startDay)
  const fromDay = Math.floor(from / daySeconds)
  if (scale.yearCost > 1 && scale.yearOf(fromDay) - startYear > maxYearsAsked) return true
  const numberOf = (day: number) => {
    const year = scale.yearOf(day)
    return freq === YEARLY ? year : scale.monthNumber(year, monthIndex(scale.layout(year), day))
  }
  const earliest = (freq === YEARLY ? startYear : numberOf(startDay)) - spill * interval
  let last = Number.NEGATIVE_INFINITY
  const once: Visit = (wall) => {
    if (wall <= last) return true
    last = wall
    return visit(wall)
  }
  let number = gridFrom(earliest, interval, Math.max(earliest, numberOf(fromDay) - spill))
  for (; firstDayOf(plan, number - spill) * daySeconds < to; number += interval) {
    if (!spend(budget, scale.yearCost)) return false
    const days = freq === YEARLY ? daysOfYear(plan, number) : daysOfMonthAt(plan, number)
    if (!visitPeriod(plan, days, from, to, once, budget)) return false
  }
  return true
}

/** The first day of a year or month by its number. */
function firstDayOf({ scale, freq }: Plan, number: number): number {
  if (freq === YEARLY) return scale === gregorian ? yearStart(number) : scale.layout(number).start
  const { year, index } = scale.monthAt(number)
  const layout = scale.layout(year)
  return layout.start + (layout.offsets[index] ?? 0)
}

function daysOfMonthAt(plan: Plan, number: number): readonly number[] {
  const { year, index } = plan.scale.monthAt(number)
  return daysOfMonth(plan, year, index)
}

function unitOf({ freq }: Plan): number {
  return freq === HOURLY ? 3600 : freq === SECONDLY ? 1 : 60
}

/** HOURLY, MINUTELY, SECONDLY: steps over days, hours and minutes that the BY parts bar. */
function visitTimes(plan: Plan, from: number, to: number, visit: Visit, budget: Budget): boolean {
  const { scale } = plan
  const unit = unitOf(plan)
  const first = Math.floor(plan.startWall / unit)
  const gridAt = (wall: number) => gridFrom(first, plan.interval, Math.ceil(wall / unit))
  let layout: YearLayout | undefined
  let passed = Number.NEGATIVE_INFINITY
  let position = gridFrom(first, plan.interval, Math.floor(from / unit))
  while (position * unit < to) {
    if (!spend(budget, 1)) return false
    const wall = position * unit
    const day = Math.floor(wall / daySeconds)
    if (day !== passed && !plan.everyDay) {
      if (layout === undefined || !within(layout, day)) {
        layout = scale.layout(scale.yearOf(day))
        if (!spend(budget, scale.yearCost)) return false
      }
      if (!passesDay(plan, layout, day)) {
        position = gridAt(nextMonthIfBarred(plan, layout, day) * daySeconds)
        continue
      }
    }
    passed = day
    const later = barredUntil(plan, day * daySeconds, wall)
    if (later > wall) {
      position = gridAt(later)
      continue
    }
    if (!visitUnit(plan, wall, from, to, visit, budget)) return false
    position += plan.interval
  }
  return true
}

/** `wall` where BYHOUR, BYMINUTE and BYSECOND let its unit pass, else the next moment they may. */
function barredUntil(
  { freq, hours, minutes, seconds }: Plan,
  midnight: number,
  wall: number,
): number {
  const time = wall - midnight
  const hour = Math.floor(time / 3600)
  const allowedHour = nextOf(hours, hour)
  if (allowedHour !== hour)
    return midnight + (allowedHour === undefined ? daySeconds : allowedHour * 3600)
  if (freq === HOURLY) return wall
  const minute = Math.floor(time / 60) % 60
  const allowedMinute = nextOf(minutes, minute)
  if (allowedMinute !== minute)
    return midnight + hour * 3600 + (allowedMinute === undefined ? 3600 : allowedMinute * 60)
  if (freq !== SECONDLY) return wall
  const second = time % 60
  const allowedSecond = nextOf(seconds, second)
  return allowedSecond === second ? wall : wall - second + (allowedSecond ?? 60)
}

function nextOf(allowed: readonly number[] | undefined, least: number): number | undefined {
  return allowed === undefined ? least : allowed.find((each) => each >= least)
}

/** The instances of one hour, minute or second. */
function visitUnit(
  plan: Plan,
  wall: number,
  from: number,
  to: number,
  visit: Visit,
  budget: Budget,
): boolean {
  const one = [0]
  const minutes = plan.freq === HOURLY ? (plan.minutes ?? one) : one
  const seconds = plan.freq === SECONDLY ? one : (plan.seconds ?? one)
  const walls: number[] = []
  for (const minute of minutes)
    for (const second of seconds) walls.push(wall + minute * 60 + second)
  for (const each of picked(plan, walls)) {
    if (each < from) continue
    if (each >= to) return true
    budget.left = budget.full
    if (!visit(each)) return false
  }
  return true
}

function picked({ positions, zone }: Plan, walls: readonly number[]): readonly number[] {
  if (positions === undefined) return walls
  const real =
    zone === undefined
      ? walls
      : walls.filter((each) => wallSeconds(utcOfWall(zone, each), zone) === each)
  return real.filter((_, i) => positions.includes(i + 1) || positions.includes(i - real.length))
}

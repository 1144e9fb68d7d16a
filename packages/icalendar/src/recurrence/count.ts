/** Where a rule with COUNT ends (RFC 5545 §3.3.10): by arithmetic where each period yields as many. */
import { transitionsBetween, type Zone } from '../zones/zone.ts'
import { daySeconds, horizonSeconds } from './gregorian.ts'
import { DAILY, MONTHLY, type Plan, WEEKLY, YEARLY } from './plan.ts'
import { gregorian } from './scale.ts'
import { type Budget, budgetOf, periodStart, visitWalls } from './walls.ts'

export type CountLimits = {
  /** Periods in a row without an instance after which a rule is taken to have ended. */
  readonly maxEmptyPeriods: number
  /** Instances counted one by one, where no arithmetic tells. A rule with COUNT ends there. */
  readonly maxCounted: number
}

/**
 * The wall time of the last of `count` instances, DTSTART being the first.
 *
 * A wall time that the zone skips is not counted (5545/3.3.10/nonexistent-time-ignored).
 */
export function countedEnd(
  plan: Plan,
  count: number,
  { zone, exists }: { readonly zone: Zone; readonly exists: (wall: number) => boolean },
  limits: CountLimits,
): number {
  if (count <= 1) return plan.startWall
  const perPeriod = constantPerPeriod(plan)
  if (perPeriod === undefined) return steppedEnd(plan, count, exists, limits)
  let skipped = 0
  for (;;) {
    const end = arithmeticEnd(plan, count + skipped, perPeriod)
    if (end >= horizonSeconds) return horizonSeconds
    const found = countSkipped(plan, zone, end)
    if (found === skipped) return end
    skipped = found
  }
}

function steppedEnd(
  plan: Plan,
  count: number,
  exists: (wall: number) => boolean,
  { maxEmptyPeriods, maxCounted }: CountLimits,
): number {
  let left = Math.min(count, maxCounted) - 1
  let end = plan.startWall
  visitWalls(
    plan,
    plan.startWall,
    horizonSeconds,
    (wall) => {
      if (!exists(wall)) return true
      end = wall
      left--
      return left > 0
    },
    budgetOf(maxEmptyPeriods),
  )
  return end
}

/** How many wall times each period yields, where it is always as many. */
function constantPerPeriod(plan: Plan): number | undefined {
  const { freq, scale, positions, times } = plan
  if (positions !== undefined || scale !== gregorian || times.length === 0) return undefined
  if (freq === DAILY) return plan.everyDay ? times.length : undefined
  if (freq === WEEKLY) return plan.everyDay ? plan.weekOffsets.length * times.length : undefined
  if (freq !== MONTHLY && freq !== YEARLY) return undefined
  if (plan.weekNumbers !== undefined || plan.yearDays !== undefined) return undefined
  if (freq === MONTHLY && plan.months !== undefined) return undefined
  const months = freq === MONTHLY ? 1 : plan.months?.length
  const days = daysPerMonth(plan)
  if (months === undefined || days === undefined) return undefined
  if (plan.months?.some((code) => code % 2 === 1 || code < 2 || code > 24)) return undefined
  return months * days * times.length
}

/** Days that every month has: the 1st to the 28th, the first to fourth of a weekday. */
function daysPerMonth({ monthDays, days }: Plan): number | undefined {
  if (monthDays !== undefined) {
    const plain = monthDays.every((day) => day >= 1 && day <= 28)
    return plain && days === undefined ? monthDays.length : undefined
  }
  if (days === undefined) return undefined
  const weekdays = new Set(days.map((each) => each.weekday))
  const plain = days.every(({ ordinal }) => ordinal !== 0 && Math.abs(ordinal) <= 4)
  return plain && weekdays.size === days.length ? days.length : undefined
}

function arithmeticEnd(plan: Plan, count: number, perPeriod: number): number {
  const second = periodStart(plan, 1)
  const free = budgetOf(2)
  let left = count - 1
  let end = plan.startWall
  const take = (wall: number) => {
    end = wall
    left--
    return left > 0
  }
  visitWalls(plan, plan.startWall, second, take, free)
  if (left <= 0) return end
  const whole = Math.floor((left - 1) / perPeriod)
  if (whole * plan.interval * daySeconds > horizonSeconds * 2) return horizonSeconds
  left -= whole * perPeriod
  const from = periodStart(plan, 1 + whole)
  if (from >= horizonSeconds) return horizonSeconds
  visitWalls(plan, from, horizonSeconds, take, budgetOf(2))
  return left > 0 ? horizonSeconds : end
}

/** Wall times of the rule, up to `end`, that lie in a gap of the zone. */
function countSkipped(plan: Plan, zone: Zone, end: number): number {
  const { transitions, offsets } = transitionsBetween(
    zone,
    plan.startWall - daySeconds,
    end + daySeconds,
  )
  const budget: Budget = budgetOf(1_000)
  let skipped = 0
  for (const [i, transition] of transitions.entries()) {
    const from = transition + (offsets[i] ?? 0)
    const to = Math.min(end + 1, transition + (offsets[i + 1] ?? 0))
    if (to <= from) continue
    const one = () => {
      skipped++
      return true
    }
    visitWalls(plan, from, to, one, budget)
    budget.left = budget.full
  }
  return skipped
}

/** When can we meet: every start of a window judged in one sweep, the best explained. */
import { resolveZone, wallSeconds } from '@parley/icalendar'
import type { BusyTime } from '../busy-time.ts'
import { tentative, unavailable, unknown } from '../busy-time.ts'
import { clockCosts, dailyPeriods, lunchOf } from './clock.ts'
import { costsOfCodes, depthSeconds, hardOf, outsideCost, roomCost, unfitRoom } from './cost.ts'
import { judge } from './judge.ts'
import type { FullQuery, Person, TimeQuery } from './query.ts'
import { fullQuery } from './query.ts'
import type { TimeProposal } from './reason.ts'

/**
 * Times at which a meeting can take place, the best first, each with its reasons.
 *
 * Whoever is required is free, or said to be tentative or unknown; nobody's unknown time counts as
 * free. Of times equally good the earlier comes first, so the result depends on nothing but the
 * query, and not on the order of its people.
 *
 * Shapes: periods are UTC; days, hours and lunch are on the clocks of the zones named.
 * Cost: linear in people, their periods and the starts in the window.
 * Errors: `TypeError` for a query that makes no sense (see `fullQuery`); an empty list where no time fits.
 */
export function proposeTimes(query: TimeQuery): readonly TimeProposal[] {
  const full = fullQuery(query)
  const grid = gridOf(full)
  sweepPeople(full, grid)
  sweepRooms(full, grid)
  sweepLunch(full, grid)
  sweepClock(full, grid)
  return bestStarts(full, grid).map((start) => judge(full, start))
}

type Grid = {
  readonly first: number
  readonly step: number
  readonly length: number
  readonly costs: Float64Array
  /** Required people, and rooms, that cannot come; the Organizer counts for all of them. */
  readonly missing: Float64Array
}

/** Starts at multiples of the granularity on the Organizer's clock. */
function gridOf(query: FullQuery): Grid {
  const { window, granularitySeconds: step, durationSeconds } = query
  const wall = wallSeconds(window.fromSeconds, resolveZone(query.zones, query.tzid))
  const first = window.fromSeconds + (Math.ceil(wall / step) * step - wall)
  const length = Math.max(0, Math.floor((window.toSeconds - durationSeconds - first) / step) + 1)
  return {
    first,
    step,
    length,
    costs: new Float64Array(length),
    missing: new Float64Array(length),
  }
}

/** Index of the first start above `seconds`, and below: what lies strictly between two moments. */
function firstAbove(grid: Grid, seconds: number): number {
  return Math.max(0, Math.floor((seconds - grid.first) / grid.step) + 1)
}
function lastBelow(grid: Grid, seconds: number): number {
  return Math.min(grid.length, Math.ceil((seconds - grid.first) / grid.step)) - 1
}

/** Raises the code of every start whose meeting, with its buffers, would meet a period. */
function mark(
  grid: Grid,
  codes: Uint8Array,
  meeting: { readonly before: number; readonly after: number },
  period: { readonly start: number; readonly end: number; readonly code: number },
): void {
  const last = lastBelow(grid, period.end + meeting.before)
  for (let i = firstAbove(grid, period.start - meeting.after); i <= last; i++)
    if ((codes[i] ?? 0) < period.code) codes[i] = period.code
}

function markBusyTime(
  grid: Grid,
  codes: Uint8Array,
  meeting: { readonly before: number; readonly after: number },
  of: BusyTime | undefined,
): void {
  if (of === undefined) {
    codes.fill(unknown)
    return
  }
  mark(grid, codes, meeting, { start: -Infinity, end: of.fromSeconds, code: unknown })
  mark(grid, codes, meeting, { start: of.toSeconds, end: Infinity, code: unknown })
  for (let k = 0; k < of.starts.length; k++)
    mark(grid, codes, meeting, {
      start: of.starts[k] ?? 0,
      end: of.ends[k] ?? 0,
      code: of.kinds[k] ?? unknown,
    })
}

function sweepPeople(query: FullQuery, grid: Grid): void {
  const codes = new Uint8Array(grid.length)
  const { durationSeconds, beforeSeconds, afterSeconds } = query
  query.people.forEach(({ person, required }, index) => {
    codes.fill(0)
    const meeting = { before: beforeSeconds, after: durationSeconds + afterSeconds }
    markBusyTime(grid, codes, meeting, person.busy)
    sweepHours(query, grid, person, codes)
    const costs = costsOfCodes(query.weights, required)
    const weight = index === 0 ? Infinity : 1
    for (let i = 0; i < grid.length; i++) {
      const code = codes[i] ?? 0
      if (code === 0) continue
      grid.costs[i] = (grid.costs[i] ?? 0) + (costs[code] ?? 0)
      if (!required) continue
      if (code >= unavailable) grid.missing[i] = (grid.missing[i] ?? 0) + weight
      else if (code === tentative && !query.touchTentative) grid.missing[i] = Infinity
    }
  })
}

function sweepHours(query: FullQuery, grid: Grid, person: Person, codes: Uint8Array): void {
  const { outsideHours: outside } = person
  if (outside === undefined) return
  const { durationSeconds } = query
  const depths = new Float64Array(grid.length)
  for (let k = 0; k < outside.starts.length; k++) {
    const period = { start: outside.starts[k] ?? 0, end: outside.ends[k] ?? 0 }
    const kind = outside.kinds[k] ?? 0
    const code = hardOf(kind)
    if (code > 0) mark(grid, codes, { before: 0, after: durationSeconds }, { ...period, code })
    if (kind !== unavailable) continue
    const last = lastBelow(grid, period.end)
    for (let i = firstAbove(grid, period.start - durationSeconds); i <= last; i++) {
      const start = grid.first + i * grid.step
      const depth = depthSeconds(period, { start, end: start + durationSeconds })
      if (depth > (depths[i] ?? 0)) depths[i] = depth
    }
  }
  for (let i = 0; i < grid.length; i++) {
    const depth = depths[i] ?? 0
    if (depth > 0) grid.costs[i] = (grid.costs[i] ?? 0) + outsideCost(query.weights, person, depth)
  }
}

/** Counts rooms by how free they are; the freest `count` are taken. */
function sweepRooms(query: FullQuery, grid: Grid): void {
  const { rooms, weights } = query
  if (rooms === undefined) return
  const codes = new Uint8Array(grid.length)
  const byCode = [0, 1, 2].map(() => new Uint16Array(grid.length))
  for (const room of rooms.candidates) {
    if (unfitRoom(rooms, room) !== undefined) continue
    codes.fill(0)
    markBusyTime(grid, codes, { before: 0, after: query.durationSeconds }, room.busy)
    for (let i = 0; i < grid.length; i++) {
      const counts = byCode[codes[i] ?? 0]
      if (counts !== undefined) counts[i] = (counts[i] ?? 0) + 1
    }
  }
  for (let i = 0; i < grid.length; i++) {
    let wanted = rooms.count
    let cost = 0
    byCode.forEach((counts, code) => {
      if (code === tentative && !query.touchTentative) return
      const taken = Math.min(wanted, counts[i] ?? 0)
      wanted -= taken
      cost += taken * (roomCost(weights, code) ?? 0)
    })
    grid.costs[i] = (grid.costs[i] ?? 0) + cost
    if (wanted > 0) grid.missing[i] = Infinity
  }
}

function sweepLunch(query: FullQuery, grid: Grid): void {
  const lunch = lunchOf(query)
  if (lunch === undefined) return
  const peopleOf = new Map<string, number>()
  for (const { person } of query.people) {
    const tzid = person.tzid ?? query.tzid
    peopleOf.set(tzid, (peopleOf.get(tzid) ?? 0) + 1)
  }
  const meets = new Uint8Array(grid.length)
  const meeting = { before: 0, after: query.durationSeconds }
  for (const [tzid, people] of peopleOf) {
    meets.fill(0)
    for (const period of dailyPeriods(query.zones, tzid, lunch, query.window))
      mark(grid, meets, meeting, { ...period, code: 1 })
    for (let i = 0; i < grid.length; i++) {
      if (meets[i] === 1) grid.costs[i] = (grid.costs[i] ?? 0) + people * query.weights.lunch
    }
  }
}

function sweepClock(query: FullQuery, grid: Grid): void {
  const costsAt = clockCosts(query)
  for (let i = 0; i < grid.length; i++) {
    const { otherDay, otherHours, later } = costsAt(grid.first + i * grid.step)
    grid.costs[i] = (grid.costs[i] ?? 0) + otherDay + otherHours + later
  }
}

function bestStarts(query: FullQuery, grid: Grid): readonly number[] {
  const possible: number[] = []
  for (let i = 0; i < grid.length; i++) {
    if ((grid.missing[i] ?? 0) <= query.mayMiss) possible.push(i)
  }
  possible.sort((one, other) => (grid.costs[one] ?? 0) - (grid.costs[other] ?? 0) || one - other)
  const starts: number[] = []
  for (const i of possible) {
    if (starts.length >= query.limit) break
    const start = grid.first + i * grid.step
    if (starts.every((each) => Math.abs(each - start) >= query.apartSeconds)) starts.push(start)
  }
  return starts
}

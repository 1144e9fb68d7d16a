/** Single instances of a recurrence set: by key, the first, the last, and how many. */
import type { Component, Property } from '../model.ts'
import { firstProperty } from '../model.ts'
import { parseTime, type Time, timeOf } from '../values/time.ts'
import { utcOfWall } from '../zones/zone.ts'
import { daySeconds, horizonSeconds } from './gregorian.ts'
import {
  type Held,
  instanceAtPlace,
  instanceOfOverride,
  keyAt,
  utcOfPlace,
  visitRule,
} from './instance.ts'
import { DAILY } from './plan.ts'
import { endWallOf, isExcluded, modulo, type Override, type Prepared, placeOf } from './prepare.ts'
import {
  byStart,
  type Instance,
  type InstanceKey,
  isRecurring,
  preparedOf,
  type RecurrenceSet,
  type Segment,
  segmentsOf,
} from './set.ts'
import { type Budget, budgetOf } from './walls.ts'

/**
 * The key of the instance that a recurrence id names, whatever form it has: in UTC, in any time
 * zone, floating or a DATE (RFC 5545 §3.8.4.4).
 *
 * A DATE beside a timed series names the instance of that day; a time beside an all-day series names
 * its date, also when it is a local midnight written in UTC. The key is made whether or not there is
 * such an instance: `instanceAt` tells. Errors: what is no time gives a key that names no instance.
 */
export function instanceKey(set: RecurrenceSet, recurrenceId: Property | Time): InstanceKey {
  const time = recurrenceId.kind === 'property' ? timeOf(recurrenceId) : recurrenceId
  if (time === undefined) return recurrenceId.kind === 'property' ? `?${recurrenceId.value}` : '?'
  const prepared = preparedOf(set)
  return keyAt(prepared, placeNamed(set, prepared, time))
}

/** The key of a component: of its RECURRENCE-ID; '' of the master. */
export function keyOfComponent(set: RecurrenceSet, component: Component): InstanceKey {
  // Requirement: 5545/3.8.4.4/no-recurrence-id-is-whole-set
  const property = firstProperty(component, 'RECURRENCE-ID')
  return property === undefined ? '' : instanceKey(set, property)
}

function placeNamed(set: RecurrenceSet, prepared: Prepared, time: Time): number {
  const frame = { ...prepared, zones: set.zones }
  const place = placeOf(time, frame)
  const isDate = prepared.start?.kind === 'DATE'
  if (isDate && time.tzid === 'UTC' && modulo(time.wallSeconds, daySeconds) !== 0) {
    const day = time.wallSeconds - modulo(time.wallSeconds, daySeconds)
    const candidates = [place, day + daySeconds, day]
    return candidates.find((each) => isMember(set, prepared, each)) ?? place
  }
  if (!isDate && time.kind === 'DATE') return placeOnDay(set, prepared, time.wallSeconds) ?? place
  return place
}

/** The first instance by rule of a local day. */
function placeOnDay(set: RecurrenceSet, prepared: Prepared, midnight: number): number | undefined {
  const { byWall, zone, overrides, extras, startPlace } = prepared
  const utc = utcOfWall(zone, midnight)
  const end = utcOfWall(zone, midnight + daySeconds)
  const first = byWall ? midnight : utc
  const last = byWall ? midnight + daySeconds : end
  const named = [
    ...(startPlace === undefined ? [] : [startPlace]),
    ...extras.map((each) => each.place),
    ...overrides.keys(),
  ].filter((each) => each >= first && each < last)
  const budget = budgetOf(set.limits.maxEmptyPeriods)
  for (const rule of prepared.rules)
    visitRule(set.limits, prepared, rule, { from: utc, to: end }, budget, (place) => {
      named.push(place)
      return false
    })
  return named.length === 0 ? undefined : Math.min(...named)
}

/** Says whether DTSTART, an RDATE or a rule yields that place, or a component stands at it. */
function isMember(set: RecurrenceSet, prepared: Prepared, place: number): boolean {
  if (isExcluded(prepared, place)) return false
  return prepared.overrides.has(place) || isGenerated(set, prepared, place)
}

function isGenerated(set: RecurrenceSet, prepared: Prepared, place: number): boolean {
  if (set.master === undefined) return false
  if (place === prepared.startPlace) return true
  if (prepared.extras.some((each) => each.place === place)) return true
  const from = utcOfPlace(prepared, place)
  const budget = budgetOf(set.limits.maxEmptyPeriods)
  let found = false
  for (const rule of prepared.rules)
    visitRule(set.limits, prepared, rule, { from, to: from + 1 }, budget, (each) => {
      found ||= each === place
      return false
    })
  return found
}

/**
 * The instance of that key, undefined when the recurrence set has none: RDATE and overridden
 * components are in it, what EXDATE names is not.
 *
 * '' gives the instance of a set that does not recur, and undefined for a series.
 */
export function instanceAt(set: RecurrenceSet, key: InstanceKey): Instance | undefined {
  if (key === '') return isRecurring(set) ? undefined : firstInstance(set)
  const time = parseTime(key)
  if (time === undefined) return undefined
  const prepared = preparedOf(set)
  const place = placeNamed(set, prepared, time)
  if (isExcluded(prepared, place)) return undefined
  const override = prepared.overrides.get(place)
  if (override !== undefined) return instanceOfOverride(prepared, override)
  if (!isGenerated(set, prepared, place)) return undefined
  return generatedInstance(set, prepared, place)
}

function generatedInstance(
  set: RecurrenceSet,
  prepared: Prepared,
  place: number,
): Instance | undefined {
  const { master, zones } = set
  if (master === undefined) return undefined
  const held: Held = { master, zones }
  const own = prepared.extras.find((each) => each.place === place)?.length
  return instanceAtPlace(held, prepared, place, own ?? prepared.length, rangeAt(prepared, place))
}

/** The THISANDFUTURE that governs a place: the last one before it. */
function rangeAt({ ranges }: Prepared, place: number): Override | undefined {
  // Requirement: 5545/3.8.4.4/range-by-recurrence-id
  // Requirement: 5545/3.8.4.4/range-spares-overridden
  return ranges.findLast((each) => each.place < place)
}

/** The instance that starts first; undefined when there is none. */
export function firstInstance(set: RecurrenceSet): Instance | undefined {
  return outermost(set, preparedOf(set), 1)
}

/** The instance that starts last; undefined when there is none, or the set has no end. */
export function lastInstance(set: RecurrenceSet): Instance | undefined {
  const prepared = preparedOf(set)
  if (prepared.rules.some((each) => each.endless)) return undefined
  return outermost(set, prepared, -1)
}

/** How many instances there are, counted up to `limit`. */
export function countInstances(set: RecurrenceSet, limit: number): number {
  const prepared = preparedOf(set)
  const most = Math.min(limit, set.limits.maxInstances)
  let count = 0
  for (const place of prepared.overrides.keys()) if (!isExcluded(prepared, place)) count++
  if (count >= most) return most
  for (const batch of batches(set, prepared, 1, budgetOf(set.limits.maxEmptyPeriods))) {
    for (const place of batch) if (!prepared.overrides.has(place)) count++
    if (count >= most) return most
  }
  return count
}

/** The first or last by start: of those by rule the outermost, and of those moved each. */
function outermost(
  set: RecurrenceSet,
  prepared: Prepared,
  direction: 1 | -1,
): Instance | undefined {
  const candidates: Instance[] = []
  for (const each of prepared.overrides.values())
    if (!isExcluded(prepared, each.place)) candidates.push(instanceOfOverride(prepared, each))
  // What a THISANDFUTURE moves stays in order, so the outermost of each stretch is enough.
  const budget = budgetOf(set.limits.maxEmptyPeriods)
  for (const segment of segmentsOf(set, prepared)) {
    const place = outermostPlace(set, prepared, direction, segment, budget)
    const made = place === undefined ? undefined : generatedInstance(set, prepared, place)
    if (made !== undefined) candidates.push(made)
  }
  let best: Instance | undefined
  for (const each of candidates)
    if (best === undefined || byStart(each, best) * direction < 0) best = each
  return best
}

function outermostPlace(
  set: RecurrenceSet,
  prepared: Prepared,
  direction: 1 | -1,
  segment: Segment,
  budget: Budget,
): number | undefined {
  for (const batch of batches(set, prepared, direction, budget, segment)) {
    const ordered = direction > 0 ? batch : batch.toReversed()
    const place = ordered.find((each) => !prepared.overrides.has(each))
    if (place !== undefined) return place
  }
  return undefined
}

const everywhere = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/**
 * The places that DTSTART, rules and RDATEs yield, EXDATEs out, ascending within each batch; batch
 * after batch from the start on, or from the end back. Batches grow, so that sparse rules are
 * followed in few of them.
 */
function* batches(
  set: RecurrenceSet,
  prepared: Prepared,
  direction: 1 | -1,
  budget: Budget,
  span: Pick<Segment, 'from' | 'to'> = everywhere,
): Generator<readonly number[]> {
  if (set.master === undefined || prepared.startPlace === undefined) return
  const begin = Math.min(
    prepared.startUtc,
    utcOfPlace(prepared, prepared.extras[0]?.place ?? prepared.startPlace),
  )
  const first = Math.max(begin, span.from)
  const last = Math.min(lastPossible(set, prepared) + 1, span.to)
  let size = firstBatch(prepared)
  let edge = direction > 0 ? first : last
  while (direction > 0 ? edge < last : edge > first) {
    const from = direction > 0 ? edge : Math.max(first, edge - size)
    const to = direction > 0 ? Math.min(last, edge + size) : edge
    const { places, cut } = placesBetween(set, prepared, from, to, budget)
    if (cut && direction < 0 && size > 1) {
      size = Math.ceil(size / 64)
      continue
    }
    if (places.length > 0) yield places
    if (cut || budget.left <= 0) return
    edge = direction > 0 ? to : from
    size *= 2
  }
}

/** No instance by rule or RDATE starts later than this: UTC seconds. */
function lastPossible(set: RecurrenceSet, prepared: Prepared): number {
  const { zone, rules, extras, startUtc } = prepared
  let last = startUtc
  const extra = extras.at(-1)
  if (extra !== undefined) last = Math.max(last, utcOfPlace(prepared, extra.place))
  for (const rule of rules) {
    const end = endWallOf(rule, prepared, set.limits)
    const utc = end >= horizonSeconds ? horizonSeconds : utcOfWall(zone, end)
    last = Math.max(last, Math.min(utc, rule.untilUtc))
  }
  return last
}

/** A few periods of the most frequent rule. */
function firstBatch({ rules }: Prepared): number {
  let least = 366 * daySeconds
  for (const { plan } of rules) {
    const units = [1, 60, 3600, daySeconds, 7 * daySeconds, 31 * daySeconds, 366 * daySeconds]
    least = Math.min(least, (units[plan.freq] ?? daySeconds) * plan.interval)
  }
  return least * (rules.some(({ plan }) => plan.freq < DAILY) ? 64 : 4)
}

function placesBetween(
  set: RecurrenceSet,
  prepared: Prepared,
  from: number,
  to: number,
  budget: Budget,
): { readonly places: readonly number[]; readonly cut: boolean } {
  const { startUtc, startPlace, rules, extras } = prepared
  const places = new Set<number>()
  const add = (place: number) => {
    if (!isExcluded(prepared, place)) places.add(place)
    return places.size < set.limits.maxInstances
  }
  if (startPlace !== undefined && startUtc >= from && startUtc < to) add(startPlace)
  for (const { place } of extras) {
    const utc = utcOfPlace(prepared, place)
    if (utc >= from && utc < to) add(place)
  }
  for (const rule of rules) visitRule(set.limits, prepared, rule, { from, to }, budget, add)
  const cut = places.size >= set.limits.maxInstances
  return { places: [...places].sort((a, b) => a - b), cut }
}

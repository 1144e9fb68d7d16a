/** The recurrence set of one UID: its instances, sought wherever they are asked for (RFC 5545 §3.8.5). */
import type { Component } from '../model.ts'
import { firstProperty } from '../model.ts'
import type { Time } from '../values/time.ts'
import { utcSeconds, type Zones } from '../zones/zones.ts'
import { daySeconds } from './gregorian.ts'
import {
  type Held,
  instanceAtPlace,
  instanceOfOverride,
  utcOfPlace,
  visitRule,
} from './instance.ts'
import { defaultRecurrenceLimits, type RecurrenceLimits } from './limits.ts'
import { isExcluded, type Length, type Override, type Prepared, prepare } from './prepare.ts'
import { type Budget, budgetOf } from './walls.ts'

/** Master and overridden components of one UID. Nothing is computed before it is asked for. */
export type RecurrenceSet = {
  readonly kind: 'recurrence set'
  readonly master: Component | undefined
  readonly overridden: readonly Component[]
  readonly zones: Zones
  readonly limits: RecurrenceLimits
  readonly memo: { prepared: Prepared | undefined }
}

/**
 * Names an instance within its recurrence set: '' is the whole series.
 *
 * `20260301T090000Z` (the moment) for a series in UTC or a time zone, `20260301T090000` for a
 * floating one, `20260301` for an all-day one. A recurrence id that cannot be read becomes a `?`
 * and its text, and names no instance.
 */
export type InstanceKey = string

/** One instance of a recurrence set (RFC 5545 §3.8.5): when it is, and what governs it. */
export type Instance = {
  readonly key: InstanceKey
  /** The start it has by rule, in the form of the master's DTSTART. */
  readonly recurrenceId: Time
  /** UTC seconds. Floating times and dates are looked at from the floating zone of the zones. */
  readonly startSeconds: number
  /** UTC seconds, exclusive. */
  readonly endSeconds: number
  /** In the form of the DTSTART of `component`. */
  readonly start: Time
  /** What governs it: the master, or the overridden component (one with THISANDFUTURE for later ones). */
  readonly component: Component
  readonly overridden: boolean
}

/** The stretch of time, in UTC seconds, whose instances are wanted; the end is exclusive. */
export type Window = {
  readonly fromSeconds: number
  readonly toSeconds: number
  /** At most that many; `maxInstances` of the set's limits when not given. */
  readonly limit?: number | undefined
}

/**
 * The recurrence set of the components of one UID, in any order.
 *
 * The one without RECURRENCE-ID is the master; there may be none. A component without RRULE and
 * RDATE is a set of one instance.
 */
export function recurrenceSet(
  components: readonly Component[],
  zones: Zones,
  limits?: Partial<RecurrenceLimits>,
): RecurrenceSet {
  let master: Component | undefined
  const overridden: Component[] = []
  for (const each of components) {
    if (firstProperty(each, 'RECURRENCE-ID') !== undefined) overridden.push(each)
    else master ??= each
  }
  return {
    kind: 'recurrence set',
    master,
    overridden,
    zones,
    limits:
      limits === undefined ? defaultRecurrenceLimits : { ...defaultRecurrenceLimits, ...limits },
    memo: { prepared: undefined },
  }
}

export function preparedOf(set: RecurrenceSet): Prepared {
  set.memo.prepared ??= prepare(set.master, set.overridden, set.zones, set.limits)
  return set.memo.prepared
}

/** Says whether the master has a rule or dates of its own, or an instance came without its master. */
export function isRecurring({ master }: RecurrenceSet): boolean {
  if (master === undefined) return true
  return master.properties.some(({ name }) => name === 'RRULE' || name === 'RDATE')
}

/**
 * The instances that overlap `[fromSeconds, toSeconds)`, by start.
 *
 * One without length counts where it stands. Cost grows with the instances found, not with how far
 * they are from DTSTART. Units: UTC seconds. Errors: none.
 *
 * @example
 * instancesBetween(set, { fromSeconds: monday, toSeconds: monday + 7 * 86400 })
 */
export function instancesBetween(set: RecurrenceSet, window: Window): readonly Instance[] {
  const prepared = preparedOf(set)
  const limit = Math.min(window.limit ?? set.limits.maxInstances, set.limits.maxInstances)
  const found: Instance[] = []
  const budget = budgetOf(set.limits.maxEmptyPeriods)
  for (const segment of segmentsOf(set, prepared)) {
    const length = segment.range?.length ?? prepared.length
    const shift = segment.range?.range?.shift ?? 0
    const slack = segment.range === undefined ? 0 : 2 * daySeconds
    const reach = length.days * daySeconds + length.seconds + (length.days > 0 ? daySeconds : 0)
    const from = Math.max(segment.from, window.fromSeconds - reach - shift - slack)
    const to = Math.min(segment.to, window.toSeconds - shift + slack)
    collect(set, prepared, { from, to, limit, segment }, window, found, budget)
  }
  const ordered = addSingles(prepared, window, found)
  if (ordered) found.sort(byStart)
  return found.length > limit ? found.slice(0, limit) : found
}

/** By start; of equal starts by key. */
export function byStart(a: Instance, b: Instance): number {
  return a.startSeconds - b.startSeconds || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

export type Segment = {
  readonly from: number
  readonly to: number
  readonly range: Override | undefined
}
const everything: readonly Segment[] = [
  { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, range: undefined },
]

/** Stretches of recurrence ids, each under the THISANDFUTURE that governs it, in UTC. */
export function segmentsOf({ zones }: RecurrenceSet, { ranges }: Prepared): readonly Segment[] {
  if (ranges.length === 0) return everything
  const starts = ranges.map((each) => utcSeconds(each.recurrenceId, zones) + 1)
  return [
    { from: Number.NEGATIVE_INFINITY, to: starts[0] ?? 0, range: undefined },
    ...ranges.map((range, i) => ({
      from: starts[i] ?? 0,
      to: starts[i + 1] ?? Number.POSITIVE_INFINITY,
      range,
    })),
  ]
}

type Search = {
  /** Recurrence ids, UTC. */
  readonly from: number
  readonly to: number
  readonly limit: number
  readonly segment: Segment
}

/** Adds the instances that DTSTART, RRULE and RDATE yield and no component of their own replaces. */
function collect(
  set: RecurrenceSet,
  prepared: Prepared,
  { from, to, limit, segment }: Search,
  { fromSeconds, toSeconds }: Window,
  found: Instance[],
  budget: Budget,
): void {
  const { overrides, length } = prepared
  const { master, zones } = set
  if (master === undefined) return
  const held: Held = { master, zones }
  const until = found.length + limit
  const add = (place: number, own: Length | undefined) => {
    if (isExcluded(prepared, place) || (overrides.size > 0 && overrides.has(place))) return
    const made = instanceAtPlace(held, prepared, place, own ?? length, segment.range)
    const { startSeconds, endSeconds } = made
    // Requirement: 5545/3.6.1/end-is-exclusive
    if (startSeconds < toSeconds && (endSeconds > fromSeconds || startSeconds === fromSeconds))
      found.push(made)
  }
  const { rules, extras } = prepared
  const only = rules.length === 1 && extras.length === 0 ? rules[0] : undefined
  const start = startWithin(prepared, from, to)
  if (only !== undefined) {
    if (start !== undefined) add(start, undefined)
    visitRule(set.limits, prepared, only, { from, to }, budget, (place) => {
      add(place, undefined)
      return found.length < until
    })
    return
  }
  const places = new Map<number, Length | undefined>()
  if (start !== undefined) places.set(start, undefined)
  for (const rule of rules)
    visitRule(set.limits, prepared, rule, { from, to }, budget, (place) => {
      places.set(place, undefined)
      return places.size < limit
    })
  for (const { place, length: own } of extras) {
    const utc = utcOfPlace(prepared, place)
    if (utc >= segment.from && utc < segment.to) places.set(place, own)
  }
  for (const place of [...places.keys()].sort((a, b) => a - b)) add(place, places.get(place))
}

/** Adds overridden components with a place of their own; says whether order may be lost. */
function addSingles(
  prepared: Prepared,
  { fromSeconds, toSeconds }: Window,
  found: Instance[],
): boolean {
  for (const each of prepared.overrides.values()) {
    const { startUtc, endUtc } = each
    if (startUtc >= toSeconds || (endUtc <= fromSeconds && startUtc !== fromSeconds)) continue
    if (!isExcluded(prepared, each.place)) found.push(instanceOfOverride(prepared, each))
  }
  return prepared.overrides.size > 0 || prepared.extras.length > 0 || prepared.rules.length > 1
}

/** The place of DTSTART, when the span of UTC seconds holds it. */
function startWithin(
  { startUtc, startPlace }: Prepared,
  from: number,
  to: number,
): number | undefined {
  // Requirement: 5545/3.8.5.1/dtstart-first-instance
  return startUtc >= from && startUtc < to ? startPlace : undefined
}

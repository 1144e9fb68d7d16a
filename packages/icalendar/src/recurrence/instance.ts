/** One instance of a prepared recurrence set: where it is, what it is called, what governs it. */
import type { Component } from '../model.ts'
import type { Time } from '../values/time.ts'
import { offsetSeconds, utcOfWall, wallSeconds, wallSpan } from '../zones/zone.ts'
import { clamped, utcSeconds, type Zones, zoneOfTime } from '../zones/zones.ts'
import { daySeconds, dayText, horizonSeconds, wallText } from './gregorian.ts'
import type { RecurrenceLimits } from './limits.ts'
import {
  endOf,
  endWallOf,
  type Length,
  type Override,
  originalWall,
  type Prepared,
  type PreparedRule,
} from './prepare.ts'
import type { Instance, InstanceKey } from './set.ts'
import { type Budget, visitWalls } from './walls.ts'

export type Held = { readonly master: Component; readonly zones: Zones }

/** The instance at a place, governed by the master or by an earlier THISANDFUTURE. */
export function instanceAtPlace(
  { master, zones }: Held,
  prepared: Prepared,
  place: number,
  length: Length,
  range: Override | undefined,
): Instance {
  const recurrenceId = recurrenceIdAt(prepared, place)
  if (range?.range !== undefined) {
    const { kind, tzid } = range.start
    const wall = originalWall(place, range.start, { ...prepared, zones }) + range.range.shift
    const start: Time = { kind, wallSeconds: clamped(wall), tzid }
    const startSeconds = utcSeconds(start, zones)
    return {
      key: keyAt(prepared, place),
      recurrenceId,
      startSeconds,
      endSeconds: endOf(range.length, startSeconds, zoneOfTime(start, zones)),
      start,
      component: range.component,
      overridden: true,
    }
  }
  const startSeconds = utcOfPlace(prepared, place)
  return {
    key: keyAt(prepared, place),
    recurrenceId,
    startSeconds,
    endSeconds: endOf(length, startSeconds, prepared.zone),
    start: recurrenceId,
    component: master,
    overridden: false,
  }
}

export function instanceOfOverride(prepared: Prepared, of: Override): Instance {
  return {
    key: keyAt(prepared, of.place),
    recurrenceId: recurrenceIdAt(prepared, of.place),
    startSeconds: of.startUtc,
    endSeconds: of.endUtc,
    start: of.start,
    component: of.component,
    overridden: true,
  }
}

export function utcOfPlace({ byWall, zone }: Prepared, place: number): number {
  return byWall ? utcOfWall(zone, place) : place
}

/** The name of a place, written out. */
export function keyAt({ byWall, start }: Prepared, place: number): InstanceKey {
  if (start?.kind === 'DATE') return dayText(Math.floor(place / daySeconds))
  return wallText(place, !byWall)
}

/** The start that the instance at a place has by rule. */
function recurrenceIdAt(prepared: Prepared, place: number): Time {
  // Requirement: 5545/3.8.4.4/recurrence-id-names-original-start
  // Requirement: 5545/3.8.4.4/same-type-as-dtstart
  // Requirement: 5545/3.8.4.4/local-when-dtstart-local
  const { start, startPlace, byWall, zone } = prepared
  if (start !== undefined && place === startPlace) return start
  const wall = clamped(byWall ? place : wallSeconds(place, zone))
  return { kind: start?.kind ?? 'DATE-TIME', wallSeconds: wall, tzid: start?.tzid }
}

/** Visits the places that a rule yields within a span of UTC seconds; DTSTART is not among them. */
export function visitRule(
  limits: RecurrenceLimits,
  prepared: Prepared,
  rule: PreparedRule,
  { from, to }: { readonly from: number; readonly to: number },
  budget: Budget,
  visit: (place: number) => boolean,
): boolean {
  const { zone, byWall } = prepared
  const first = Math.max(from, prepared.startUtc)
  const last = Math.min(to, horizonSeconds)
  if (first >= last) return true
  const walls = wallSpan(zone, first, last)
  const end = Math.min(walls.to + 1, endWallOf(rule, prepared, limits) + 1)
  return visitWalls(
    rule.plan,
    walls.from,
    end,
    (wall) => {
      const utc = utcOfWall(zone, wall)
      // Requirement: 5545/3.3.10/nonexistent-time-ignored
      if (utc + offsetSeconds(zone, utc) !== wall) return true
      if (utc < from || utc >= last || utc > rule.untilUtc) return true
      return visit(byWall ? wall : utc)
    },
    budget,
  )
}

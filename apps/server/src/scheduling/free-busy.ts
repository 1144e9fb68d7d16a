/** Busy time from the store's timing rows, and from what recurs (`series.ts`). */
import {
  type BusyTime,
  type CompiledAvailability,
  type CompiledCalendars,
  compileAvailability,
  freeBusyTime,
  joinCalendars,
  noAvailability,
  type Window,
} from '@parley/busytime'
import { parseCalendar, zonesOf } from '@parley/icalendar'
import {
  busyCalendarsOf,
  type Principal,
  type SingleTiming,
  singlesOf,
  type Tables,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { settingsOf } from '../people.ts'
import { seriesWithin } from './series.ts'

/** Longer than this nobody is told busy time for. */
export const maxWindowSeconds = 400 * 86_400

/** The busy time of several principals at once; of one calendar only, where that is named. */
export async function busyTimes(
  parts: Parts,
  tables: Tables,
  principals: readonly Principal[],
  window: Window,
  collectionId?: string,
): Promise<ReadonlyMap<string, BusyTime>> {
  const calendars = await calendarsWithin(parts, tables, principals, window, collectionId)
  return new Map(
    calendars.map(([principal, each]) => [
      principal.id,
      freeBusyTime(each, window, availabilityOf(parts, principal)),
    ]),
  )
}

/** The principals' calendars as far as the rows of that window show them. */
export async function calendarsWithin(
  parts: Parts,
  tables: Tables,
  principals: readonly Principal[],
  window: Window,
  collectionId?: string,
): Promise<readonly (readonly [Principal, CompiledCalendars])[]> {
  const owners = new Map(principals.map((each) => [each.id, each]))
  const calendars = await busyCalendarsOf(tables, [...owners.keys()], collectionId)
  const numbers = calendars.map((each) => each.number)
  const singles = await singlesOf(tables, numbers, window)
  const series = await seriesWithin(parts, tables, calendars, owners, window)
  const own = Map.groupBy(calendars, (each) => each.ownerId)
  return principals.map((principal) => {
    const numbers = (own.get(principal.id) ?? []).map((each) => each.number)
    const recurring = numbers.flatMap((each) => series.get(each) ?? [])
    const once = singlesFrom(numbers.flatMap((each) => singles.get(each) ?? []))
    return [principal, joinCalendars([once, ...recurring], window)]
  })
}

const codes = { FREE: 0, 'BUSY-TENTATIVE': 2, 'BUSY-UNAVAILABLE': 3, BUSY: 4 } as const

function singlesFrom(rows: readonly SingleTiming[]): CompiledCalendars {
  const sorted = rows.toSorted((one, other) => one.startSeconds - other.startSeconds)
  const reach = new Float64Array(sorted.length)
  let latest = -Infinity
  for (const [index, { endSeconds, startSeconds }] of sorted.entries()) {
    latest = Math.max(latest, endSeconds ?? startSeconds)
    reach[index] = latest
  }
  const singles = {
    starts: Float64Array.from(sorted, (each) => each.startSeconds),
    ends: Float64Array.from(sorted, (each) => each.endSeconds ?? each.startSeconds),
    reach,
    codes: Uint8Array.from(sorted, (each) => codes[each.busyType]),
    uids: sorted.map((each) => each.uid),
  }
  const nothing = { series: [], expanded: undefined, published: [] }
  return { singles, ...nothing, availability: noAvailability }
}

// Requirement: 7953/7.1/itip-requests-aggregate
// Requirement: 7953/7.2.4/property-used-for-busy-time
/** What the principal's settings say of working hours (RFC 7953 §7.2.4). */
export function availabilityOf(parts: Parts, principal: Principal): CompiledAvailability {
  const { availability } = settingsOf(principal)
  if (availability === undefined) return noAvailability
  const [object] = parseCalendar(availability).objects
  if (object === undefined) return noAvailability
  const zones = zonesOf(object, parts.catalog, principal.tzid)
  return compileAvailability(
    object.components
      .filter((each) => each.name === 'VAVAILABILITY')
      .map((component) => ({ component, zones })),
  )
}

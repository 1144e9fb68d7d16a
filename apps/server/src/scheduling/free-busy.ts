/** Busy time from the store's timing rows: what recurs is expanded, and remembered as long as it fits. */
import {
  type BusyTime,
  type CompiledAvailability,
  type CompiledCalendars,
  compileAvailability,
  compileCalendars,
  freeBusyTime,
  noAvailability,
  type Window,
} from '@parley/busytime'
import { parseCalendar, zonesOf } from '@parley/icalendar'
import { type OwnedTiming, type Principal, type Tables, timingOf } from '@parley/store'
import type { Parts } from '../parts.ts'
import { settingsOf, userOf } from '../people.ts'

/** Longer than this nobody is told busy time for. */
export const maxWindowSeconds = 400 * 86_400

/** The busy time of several principals, in one query; of one calendar only, where that is named. */
export async function busyTimes(
  parts: Parts,
  tables: Tables,
  principals: readonly Principal[],
  window: Window,
  collectionId?: string,
): Promise<ReadonlyMap<string, BusyTime>> {
  const ids = principals.map((each) => each.id)
  const found = await timingOf(tables, ids, window, collectionId)
  const rows = Map.groupBy(found, (each) => each.ownerId)
  return new Map(
    principals.map((principal) => {
      const calendars = calendarsFrom(parts, principal, rows.get(principal.id) ?? [])
      return [principal.id, freeBusyTime(calendars, window, availabilityOf(parts, principal))]
    }),
  )
}

/** A principal's calendars as far as the rows show them. */
export function calendarsFrom(
  parts: Parts,
  principal: Principal,
  rows: readonly OwnedTiming[],
): CompiledCalendars {
  const singles = rows.filter((each) => each.recurrence === undefined)
  const compiled = rows.flatMap((each) => {
    const made = compiledFrom(parts, principal, each)
    return made === undefined ? [] : [made]
  })
  return {
    singles: singlesFrom(singles),
    series: compiled.flatMap((each) => each.series),
    expanded: undefined,
    published: compiled.flatMap((each) => each.published),
    availability: noAvailability,
  }
}

const codes = { FREE: 0, 'BUSY-TENTATIVE': 2, 'BUSY-UNAVAILABLE': 3, BUSY: 4 } as const

function singlesFrom(rows: readonly OwnedTiming[]): CompiledCalendars['singles'] {
  const sorted = rows.toSorted((one, other) => one.startSeconds - other.startSeconds)
  const reach = new Float64Array(sorted.length)
  let latest = -Infinity
  for (const [index, { endSeconds, startSeconds }] of sorted.entries()) {
    latest = Math.max(latest, endSeconds ?? startSeconds)
    reach[index] = latest
  }
  return {
    starts: Float64Array.from(sorted, (each) => each.startSeconds),
    ends: Float64Array.from(sorted, (each) => each.endSeconds ?? each.startSeconds),
    reach,
    codes: Uint8Array.from(sorted, (each) => codes[each.busyType]),
    uids: sorted.map((each) => each.uid),
  }
}

function compiledFrom(
  parts: Parts,
  principal: Principal,
  row: OwnedTiming,
): CompiledCalendars | undefined {
  if (row.recurrence === undefined) return undefined
  const key = [row.resourceId, row.etag, principal.tzid, ...principal.addresses].join(' ')
  const known = parts.compiled.get(key)
  if (known !== undefined) return known
  const { objects } = parseCalendar(row.recurrence)
  const owner = { user: userOf(principal), tzid: principal.tzid }
  const made = compileCalendars([{ objects }], owner, parts.catalog)
  parts.compiled.set(key, made)
  return made
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

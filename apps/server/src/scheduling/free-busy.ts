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
import {
  type OwnedTiming,
  type Principal,
  recurrencesOf,
  type Tables,
  timingOf,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { settingsOf, userOf } from '../people.ts'

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
  const ids = [...new Set(principals.map((each) => each.id))]
  const found = await timingOf(tables, ids, window, collectionId)
  const rows = Map.groupBy(found, (each) => each.ownerId)
  const seen = principals.map((principal) => {
    const own = rows.get(principal.id) ?? []
    const singles = own.filter((each) => each.version === undefined)
    return { principal, singles, series: seriesFrom(parts, principal, own) }
  })
  const unknown = seen.flatMap(({ series }) => series.filter((each) => each.known === undefined))
  const wanted = [...new Set(unknown.map((each) => each.resourceId))]
  const texts = await recurrencesOf(tables, wanted)
  return seen.map(({ principal, singles, series }) => {
    const compiled = series.flatMap(
      (each) => each.known ?? compile(parts, principal, each, texts.get(each.resourceId)),
    )
    const calendars = {
      singles: singlesFrom(singles),
      series: compiled.flatMap((each) => each.series),
      expanded: undefined,
      published: compiled.flatMap((each) => each.published),
      availability: noAvailability,
    }
    return [principal, calendars]
  })
}

/** A recurring resource, ready to be expanded. */
export type CompiledSeries = {
  /** Its version, and what of its owner it depends on. */
  readonly of: string
  readonly calendars: CompiledCalendars
}

type KnownSeries = {
  readonly resourceId: string
  readonly of: string
  /** As it was compiled before. */
  readonly known: CompiledCalendars | undefined
}

function seriesFrom(
  { compiled }: Parts,
  { tzid, addresses }: Principal,
  rows: readonly OwnedTiming[],
): readonly KnownSeries[] {
  const owner = [tzid, ...addresses].join(' ')
  return rows.flatMap(({ version, resourceId }) => {
    if (version === undefined) return []
    const of = `${version} ${owner}`
    const known = compiled.get(resourceId)
    return [{ of, resourceId, known: known?.of === of ? known.calendars : undefined }]
  })
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

function compile(
  parts: Parts,
  principal: Principal,
  { resourceId, of }: KnownSeries,
  text: string | undefined,
): readonly CompiledCalendars[] {
  if (text === undefined) return []
  const { objects } = parseCalendar(text)
  const owner = { user: userOf(principal), tzid: principal.tzid }
  const made = compileCalendars([{ objects }], owner, parts.catalog)
  parts.compiled.set(resourceId, { of, calendars: made })
  return [made]
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

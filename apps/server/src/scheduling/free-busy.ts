/** Busy time from the store's timing rows: what recurs is expanded, and remembered as long as it fits. */
import {
  type BusyTime,
  type CompiledAvailability,
  type CompiledCalendars,
  compileAvailability,
  compileCalendars,
  freeBusyTime,
  joinExpanded,
  noAvailability,
  type Window,
  withHorizon,
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
    return { principal, singles, series: seriesFrom(parts, principal, window, own) }
  })
  const unknown = seen.flatMap(({ series }) => series.filter((each) => each.known === undefined))
  const wanted = [...new Set(unknown.map((each) => each.resourceId))]
  const texts = await recurrencesOf(tables, wanted)
  return seen.map(({ principal, singles, series }) => {
    const compiled = series.flatMap(
      (each) => each.known ?? compile(parts, principal, each, window, texts.get(each.resourceId)),
    )
    const calendars = {
      singles: singlesFrom(singles),
      series: compiled.flatMap((each) => each.series),
      expanded: joinExpanded(compiled, window),
      published: compiled.flatMap((each) => each.published),
      availability: noAvailability,
    }
    return [principal, calendars]
  })
}

/** A recurring resource, ready to be expanded, and expanded around a window that was asked for. */
export type CompiledSeries = {
  readonly version: string
  /** What of its owner it depends on. */
  readonly owner: string
  readonly calendars: CompiledCalendars
  /** It has so many instances that it is expanded for each window anew. */
  readonly isLarge: boolean
}

type KnownSeries = Pick<CompiledSeries, 'version' | 'owner'> & {
  readonly resourceId: string
  /** As it was compiled before. */
  readonly known: CompiledCalendars | undefined
}

function seriesFrom(
  { compiled }: Parts,
  { tzid, addresses }: Principal,
  window: Window,
  rows: readonly OwnedTiming[],
): readonly KnownSeries[] {
  const owner = [tzid, ...addresses].join(' ')
  const series: KnownSeries[] = []
  for (const { version, resourceId } of rows) {
    if (version === undefined) continue
    const found = compiled.get(resourceId)
    const isKnown = found?.version === version && found.owner === owner
    const made = isKnown ? expandedAround(found, window) : undefined
    if (made !== undefined && made !== found) compiled.set(resourceId, made)
    series.push({ version, owner, resourceId, known: made?.calendars })
  }
  return series
}

/** Time is worked out for a stretch of so many seconds at once: the next window mostly lies in it. */
const stretchSeconds = 64 * 86_400
const maxStretches = 2
const maxExpanded = 1_000

/** The whole stretches that a window touches; undefined where it touches more than are worth it. */
export function stretchAround(window: Window): Window | undefined {
  const fromSeconds = Math.floor(window.fromSeconds / stretchSeconds) * stretchSeconds
  const toSeconds = Math.ceil(window.toSeconds / stretchSeconds) * stretchSeconds
  const isShort = toSeconds - fromSeconds <= maxStretches * stretchSeconds
  return isShort ? { fromSeconds, toSeconds } : undefined
}

/** The series expanded in the stretch around the window, where that is worth its memory. */
function expandedAround(series: CompiledSeries, window: Window): CompiledSeries {
  const stretch = stretchAround(window)
  if (series.isLarge || stretch === undefined) return series
  const { fromSeconds, toSeconds } = stretch
  const horizon = series.calendars.expanded?.horizon
  if (horizon && horizon.fromSeconds <= fromSeconds && toSeconds <= horizon.toSeconds) return series
  const calendars = withHorizon(series.calendars, stretch)
  const [spans] = calendars.expanded?.spans ?? []
  const isLarge = (spans?.starts.length ?? 0) > maxExpanded
  return isLarge
    ? { ...series, calendars: { ...calendars, expanded: undefined }, isLarge }
    : { ...series, calendars }
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
  { resourceId, version, owner }: KnownSeries,
  window: Window,
  text: string | undefined,
): readonly CompiledCalendars[] {
  if (text === undefined) return []
  const { objects } = parseCalendar(text)
  const of = { user: userOf(principal), tzid: principal.tzid }
  const calendars = compileCalendars([{ objects }], of, parts.catalog)
  const made = expandedAround({ version, owner, calendars, isLarge: false }, window)
  parts.compiled.set(resourceId, made)
  return [made.calendars]
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

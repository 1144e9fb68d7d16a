/** What recurs in calendars: compiled and expanded once, and remembered as long as nothing of it changes. */
import {
  type CompiledCalendars,
  compileCalendars,
  joinCalendars,
  type Window,
  withHorizon,
} from '@parley/busytime'
import { parseCalendar } from '@parley/icalendar'
import {
  type BusyCalendar,
  type Principal,
  recurrencesOf,
  seriesOf,
  seriesVersionsOf,
  type Tables,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'

/** Something that recurs, or all that does in a calendar, as it is told to its owner. */
export type KnownSeries = {
  /** The version of the resource, or of all of them. */
  readonly version: string
  /** What of its owner it depends on. */
  readonly owner: string
  readonly calendars: CompiledCalendars
}

/** Time is worked out for a stretch of so many seconds at once: the next window mostly lies in it. */
const stretchSeconds = 64 * 86_400
const maxStretches = 2
/** A calendar with more instances in a stretch is expanded for each window anew. */
const maxExpanded = 5_000

/** The whole stretches that a window touches; undefined where it touches more than are worth it. */
export function stretchAround(window: Window): Window | undefined {
  const fromSeconds = Math.floor(window.fromSeconds / stretchSeconds) * stretchSeconds
  const toSeconds = Math.ceil(window.toSeconds / stretchSeconds) * stretchSeconds
  const isShort = toSeconds - fromSeconds <= maxStretches * stretchSeconds
  return isShort ? { fromSeconds, toSeconds } : undefined
}

type AskedCalendar = Omit<KnownSeries, 'calendars'> & {
  readonly number: number
  readonly principal: Principal
}

/** What recurs in each of these calendars and is not over before the window, by calendar. */
export async function seriesWithin(
  parts: Parts,
  tables: Tables,
  calendars: readonly BusyCalendar[],
  owners: ReadonlyMap<string, Principal>,
  window: Window,
): Promise<ReadonlyMap<number, CompiledCalendars>> {
  const stretch = stretchAround(window)
  const { fromSeconds } = stretch ?? window
  const numbers = calendars.map((each) => each.number)
  const versions = await seriesVersionsOf(tables, numbers, fromSeconds)
  const series = new Map<number, CompiledCalendars>()
  const unknown: AskedCalendar[] = []
  for (const { number, ownerId } of calendars) {
    const version = versions.get(number)
    const principal = owners.get(ownerId)
    if (version === undefined || principal === undefined) continue
    const owner = ownerOf(principal)
    const known = stretch && parts.series.get(keyOf(number, stretch))
    const isKnown = known?.version === version && known.owner === owner
    if (isKnown) series.set(number, known.calendars)
    else unknown.push({ number, principal, version, owner })
  }
  const compiled = await compiledSeries(parts, tables, unknown, fromSeconds)
  for (const { number, version, owner } of unknown) {
    const joined = joinCalendars(compiled.get(number) ?? [], window)
    const calendars = stretch ? withHorizon(joined, stretch, maxExpanded) : joined
    series.set(number, calendars)
    if (stretch) parts.series.set(keyOf(number, stretch), { version, owner, calendars })
  }
  return series
}

function keyOf(calendar: number, { fromSeconds, toSeconds }: Window): string {
  return `${calendar} ${fromSeconds} ${toSeconds}`
}

function ownerOf({ tzid, addresses }: Principal): string {
  return [tzid, ...addresses].join(' ')
}

/** Each resource on its own, by calendar; what was compiled before is not read again. */
async function compiledSeries(
  parts: Parts,
  tables: Tables,
  calendars: readonly AskedCalendar[],
  fromSeconds: number,
): Promise<ReadonlyMap<number, readonly CompiledCalendars[]>> {
  const asked = new Map(calendars.map((each) => [each.number, each]))
  const rows = await seriesOf(tables, [...asked.keys()], fromSeconds)
  const made = new Map<string, CompiledCalendars>()
  for (const { resourceId, version, calendar } of rows) {
    const known = parts.compiled.get(resourceId)
    const isKnown = known?.version === version && known.owner === asked.get(calendar)?.owner
    if (isKnown) made.set(resourceId, known.calendars)
  }
  const unknown = rows.filter((each) => !made.has(each.resourceId))
  const ids = new Set(unknown.map((each) => each.resourceId))
  const texts = await recurrencesOf(tables, [...ids])
  for (const { resourceId, version, calendar } of unknown) {
    const text = texts.get(resourceId)
    const { principal, owner } = asked.get(calendar) ?? {}
    if (text === undefined || principal === undefined || owner === undefined) continue
    const calendars = compile(parts, principal, text)
    made.set(resourceId, calendars)
    parts.compiled.set(resourceId, { version, owner, calendars })
  }
  const byCalendar = Map.groupBy(rows, (each) => each.calendar)
  return new Map(
    [...byCalendar].map(([number, own]) => [
      number,
      own.flatMap((each) => made.get(each.resourceId) ?? []),
    ]),
  )
}

function compile(parts: Parts, principal: Principal, text: string): CompiledCalendars {
  const { objects } = parseCalendar(text)
  const owner = { user: userOf(principal), tzid: principal.tzid }
  return compileCalendars([{ objects }], owner, parts.catalog)
}

/** The calendars of one calendar user, made ready once, and asked for busy time many times. */
import type {
  CalendarObject,
  Component,
  RecurrenceSet,
  ZoneCatalog,
  Zones,
} from '@parley/icalendar'
import {
  firstInstance,
  instancesBetween,
  isRecurring,
  rawValue,
  recurrenceSet,
  zonesOf,
} from '@parley/icalendar'
import type { CalendarUser } from '@parley/itip'
import type { CompiledAvailability } from './availability.ts'
import {
  availabilityTime,
  compileAvailability,
  noAvailability,
  overlaidBusyTime,
  withAvailability,
} from './availability.ts'
import type { BusyCode, BusyTime, BusyTimeBuilder, Window } from './busy-time.ts'
import { busyTimeBuilder, codeOf, free, unknown } from './busy-time.ts'
import type { UnansweredPolicy } from './event.ts'
import { codeOfEvent } from './event.ts'
import type { PublishedBusyTime } from './free-busy.ts'
import { addPublished, readPublished } from './free-busy.ts'

/** One calendar collection. */
export type Calendar = {
  readonly objects: readonly CalendarObject[]
  /** RFC 6638 §9.1 `schedule-calendar-transp`: nothing in it counts. Default false. */
  readonly transparent?: boolean
}

/** Whose calendars they are. */
export type CalendarsOwner = {
  readonly user: CalendarUser
  /** For all-day events and floating times. */
  readonly tzid: string
  /** Invitations not yet answered. Default `BUSY-TENTATIVE`. */
  readonly unanswered?: UnansweredPolicy
}

/** Calendars made ready to be asked for busy time. Made by `compileCalendars`. */
export type CompiledCalendars = {
  /** Events that do not recur. */
  readonly singles: Spans
  readonly series: readonly CompiledSeries[]
  /** The instances of the series within a horizon, where one was given. */
  readonly expanded: Expanded | undefined
  readonly published: readonly PublishedBusyTime[]
  readonly availability: CompiledAvailability
}

type Expanded = { readonly horizon: Window; readonly spans: readonly Spans[] }

/** By start; `reach` is the latest end up to each. */
type Spans = {
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly reach: Float64Array
  readonly codes: Uint8Array
  readonly uids: readonly string[]
}

type CompiledSeries = {
  readonly uid: string
  readonly set: RecurrenceSet
  readonly codes: ReadonlyMap<Component, BusyCode>
}

type Span = {
  readonly start: number
  readonly end: number
  readonly code: BusyCode
  readonly uid: string
}

/** A series that yields more instances than this in one window is unknown from there on. */
const maxInstancesOfSeries = 10_000

/**
 * Reads calendars once, so that busy time of any window costs no parsing: VEVENT, VFREEBUSY (RFC
 * 4791 §7.10) and VAVAILABILITY (RFC 7953); a VTODO or VJOURNAL takes no time. Nothing in a
 * transparent calendar counts; a calendar not said to be transparent is opaque (RFC 6638 §9.1).
 *
 * With a `horizon`, such as the coming year, series are expanded within it once and for all; a
 * window that reaches beyond it is answered from the rules, only slower.
 */
// Requirement: 6638/9.1/opaque-calendar-counts
// Requirement: 6638/9.1/transparent-calendar-free
// Requirement: 6638/9.1/calendar-opaque-by-default
export function compileCalendars(
  calendars: readonly Calendar[],
  owner: CalendarsOwner,
  catalog: ZoneCatalog,
  horizon?: Window,
): CompiledCalendars {
  const singles: Span[] = []
  const series: CompiledSeries[] = []
  const published: PublishedBusyTime[] = []
  const available: { component: Component; zones: Zones }[] = []
  for (const calendar of calendars) {
    if (calendar.transparent === true) continue
    for (const object of calendar.objects) {
      const zones = zonesOf(object, catalog, owner.tzid)
      for (const components of eventsByUid(object).values())
        compileEvents(components, zones, owner, { singles, series })
      for (const component of object.components) {
        if (component.name === 'VFREEBUSY') published.push(readPublished(component))
        if (component.name === 'VAVAILABILITY') available.push({ component, zones })
      }
    }
  }
  const availability = compileAvailability(available)
  const made = { singles: spansOf(singles), series, expanded: undefined, published, availability }
  return horizon === undefined ? made : withHorizon(made, horizon)
}

/**
 * The same calendars, their series (RFC 5545 §3.8.5.3) expanded within another horizon; see
 * `compileCalendars`. More than `maxInstances` are not expanded: then each window is answered from the
 * rules. Units: UTC seconds. Errors: none. Cost: linear in instances.
 */
export function withHorizon(
  calendars: CompiledCalendars,
  horizon: Window,
  maxInstances: number = Infinity,
): CompiledCalendars {
  const spans = expandedSpans(calendars.series, horizon, maxInstances)
  return { ...calendars, expanded: spans && { horizon, spans: [spans] } }
}

/**
 * Several calendars of one user as one; what they have expanded counts where all of them have expanded
 * that window. Units: UTC seconds. Errors: none. Cost: linear in what they hold.
 */
export function joinCalendars(
  all: readonly CompiledCalendars[],
  window: Window,
): CompiledCalendars {
  return {
    singles: joinedSpans(all.map((each) => each.singles)),
    series: all.flatMap((each) => each.series),
    expanded: joinedExpansions(all, window),
    published: all.flatMap((each) => each.published),
    availability: all.reduce<CompiledAvailability>(
      (joined, { availability }) =>
        availability.levels.length > 0 ? withAvailability(joined, availability) : joined,
      noAvailability,
    ),
  }
}

function joinedSpans(all: readonly Spans[]): Spans {
  const filled = all.filter((each) => each.starts.length > 0)
  const [only] = filled
  if (only !== undefined && filled.length === 1) return only
  return spansOf(
    filled.flatMap(({ starts, ends, codes, uids }) =>
      Array.from(starts, (start, i) => ({
        start,
        end: ends[i] ?? start,
        code: codeOf(codes[i]),
        uid: uids[i] ?? '',
      })),
    ),
  )
}

function joinedExpansions(
  all: readonly CompiledCalendars[],
  window: Window,
): CompiledCalendars['expanded'] {
  const spans: Spans[] = []
  for (const { expanded, series } of all) {
    if (series.length === 0) continue
    if (expanded === undefined || !isWithin(window, expanded.horizon)) return undefined
    spans.push(...expanded.spans)
  }
  return { horizon: window, spans }
}

function expandedSpans(
  all: readonly CompiledSeries[],
  horizon: Window,
  maxInstances: number,
): Spans | undefined {
  const spans: Span[] = []
  for (const series of all) {
    const { uid } = series
    expand(series, horizon, (start, end, code) => spans.push({ start, end, code, uid }))
    if (spans.length > maxInstances) return undefined
  }
  return spansOf(spans)
}

function eventsByUid(object: CalendarObject): ReadonlyMap<string, Component[]> {
  const byUid = new Map<string, Component[]>()
  for (const component of object.components) {
    if (component.name !== 'VEVENT') continue
    const uid = rawValue(component, 'UID') ?? ''
    const held = byUid.get(uid)
    if (held === undefined) byUid.set(uid, [component])
    else held.push(component)
  }
  return byUid
}

function compileEvents(
  components: readonly Component[],
  zones: Zones,
  owner: CalendarsOwner,
  into: { readonly singles: Span[]; readonly series: CompiledSeries[] },
): void {
  const codes = new Map<Component, BusyCode>()
  for (const each of components) codes.set(each, codeOfEvent(each, owner.user, owner.unanswered))
  if (![...codes.values()].some((code) => code !== free)) return
  const uid = components[0] === undefined ? '' : (rawValue(components[0], 'UID') ?? '')
  const set = recurrenceSet(components, zones)
  if (components.length > 1 || isRecurring(set)) {
    firstInstance(set) // makes the set ready: questions are answered later, and often
    into.series.push({ uid, set, codes })
    return
  }
  const instance = firstInstance(set)
  if (instance === undefined) return
  const code = codes.get(instance.component) ?? free
  into.singles.push({ start: instance.startSeconds, end: instance.endSeconds, code, uid })
}

function spansOf(singles: Span[]): Spans {
  singles.sort((one, other) => one.start - other.start)
  const reach = new Float64Array(singles.length)
  let latest = -Infinity
  singles.forEach(({ end }, i) => {
    latest = Math.max(latest, end)
    reach[i] = latest
  })
  return {
    starts: Float64Array.from(singles, ({ start }) => start),
    ends: Float64Array.from(singles, ({ end }) => end),
    reach,
    codes: Uint8Array.from(singles, ({ code }) => code),
    uids: singles.map(({ uid }) => uid),
  }
}

/**
 * Busy time within the window, without availability (for that, see `freeBusyTime`). `ignoredUids`
 * are left out: a meeting that is to be moved does not stand in its own way.
 *
 * Cost: linear in what meets the window. Units: UTC seconds.
 */
export function busyTimeOf(
  calendars: CompiledCalendars,
  window: Window,
  ignoredUids: ReadonlySet<string> = new Set(),
): BusyTime {
  const builder = busyTimeBuilder(window)
  const { singles, series, expanded, published } = calendars
  addSpans(builder, singles, window, ignoredUids)
  if (expanded !== undefined && isWithin(window, expanded.horizon))
    for (const each of expanded.spans) addSpans(builder, each, window, ignoredUids)
  else for (const each of series) if (!ignoredUids.has(each.uid)) expand(each, window, builder.add)
  for (const each of published) addPublished(builder, each)
  return builder.finish()
}

function isWithin(window: Window, horizon: Window): boolean {
  return horizon.fromSeconds <= window.fromSeconds && window.toSeconds <= horizon.toSeconds
}

/**
 * Busy time as others are told it: availability first, and what the calendars hold laid over it (RFC
 * 7953 §5). `inbox` is the availability that the user's scheduling Inbox holds (§7.2.4).
 */
// Requirement: 7953/7.1/free-busy-query-aggregates
// Requirement: 7953/7.2.5/calendars-included
// Requirement: 7953/7.2.5/inbox-availability-included
export function freeBusyTime(
  calendars: CompiledCalendars,
  window: Window,
  inbox: CompiledAvailability = noAvailability,
): BusyTime {
  const available = availabilityTime(withAvailability(calendars.availability, inbox), window)
  return overlaidBusyTime(available, busyTimeOf(calendars, window))
}

function addSpans(
  builder: BusyTimeBuilder,
  spans: Spans,
  window: Window,
  ignoredUids: ReadonlySet<string>,
): void {
  const { starts, ends, reach, codes, uids } = spans
  let low = 0
  let high = reach.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((reach[middle] ?? 0) > window.fromSeconds) high = middle
    else low = middle + 1
  }
  for (let i = low; i < starts.length; i++) {
    const start = starts[i] ?? 0
    if (start >= window.toSeconds) break
    if (ignoredUids.size > 0 && ignoredUids.has(uids[i] ?? '')) continue
    builder.add(start, ends[i] ?? start, codeOf(codes[i]))
  }
}

function expand(
  { set, codes }: CompiledSeries,
  window: Window,
  add: (startSeconds: number, endSeconds: number, code: BusyCode) => void,
): void {
  const instances = instancesBetween(set, { ...window, limit: maxInstancesOfSeries })
  for (const { startSeconds, endSeconds, component } of instances)
    add(startSeconds, endSeconds, codes.get(component) ?? free)
  const last = instances[maxInstancesOfSeries - 1]
  if (last !== undefined) add(last.startSeconds, window.toSeconds, unknown)
}

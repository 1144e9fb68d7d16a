/** The calendar-query report: what matches a filter (RFC 4791 §7.8). */
import {
  broken,
  type CalendarQuery,
  type ComponentFilter,
  conditions,
  type DavProblem,
  element,
  isProblem,
  isWhole,
  matchesFilter,
  multistatus,
  type Preferences,
  problem,
  type ResponseItem,
  type TimeRange,
} from '@parley/caldav'
import { component, ianaZoneOf, parseCalendar, type Zone, zonesOf } from '@parley/icalendar'
import {
  type Collection,
  resourcesInRange,
  type Tables,
  type TimedResource,
  timedResources,
} from '@parley/store'
import { type Answer, xmlAnswer } from './answer.ts'
import { type Here, lacking } from './here.ts'
import { itemsOf, type Reading } from './report-items.ts'
import { zoneOfText } from './time-zones.ts'

// Requirement: 6638/2.3/reports-on-inbox
export async function calendarQuery(
  here: Here,
  tables: Tables,
  query: CalendarQuery,
  { prefer, depth }: { readonly prefer: Preferences; readonly depth: 0 | 1 | 'infinity' },
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'read')
  if (refused !== undefined) return refused
  const { collection } = here
  if (collection === undefined) return problem(404, 'There is no calendar here.')
  const floating = floatingZone(here, query)
  if (isProblem(floating)) return floating
  const items: ResponseItem[] = []
  const itemOf = itemsOf(here, tables, query)
  const whole = isWhole(query.data)
  const limit = Math.min(query.limit ?? Infinity, here.parts.config.limits.results)
  for (const candidate of await candidates(here, tables, collection, { query, depth })) {
    const { resource } = candidate
    const isSure = surelyMatches(query.filter, candidate)
    const reading = isSure && whole ? undefined : readingOf(here, resource, floating)
    if (!isSure && !(reading && matchesFilter(query.filter, reading.object, reading.zones)))
      continue
    if (items.length >= limit) {
      items.push({ href: here.path, status: 507, error: element(conditions.numberOfMatches) })
      break
    }
    items.push(await itemOf(resource, reading))
  }
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal }))
}

function readingOf(
  here: Here,
  { text }: TimedResource['resource'],
  floating: Zone,
): Reading | undefined {
  const [object] = parseCalendar(text).objects
  return object && { object, zones: { ...zonesOf(object, here.parts.catalog), floating } }
}

/** What may match, with when it takes place as far as rows tell. */
async function candidates(
  here: Here,
  tables: Tables,
  collection: Collection,
  { query, depth }: { readonly query: CalendarQuery; readonly depth: 0 | 1 | 'infinity' },
): Promise<readonly TimedResource[]> {
  if (here.resource !== undefined) return [{ resource: here.resource, span: undefined }]
  if (depth === 0) return []
  const [about, more] = query.filter.components
  const range = about?.isNotDefined === false ? about.timeRange : undefined
  const name = more === undefined && about?.isNotDefined === false ? about.name : undefined
  // What lies in an Inbox takes up no time: the filter alone judges it.
  const isTimed = range !== undefined && collection.kind !== 'inbox'
  if (isTimed && name !== undefined) {
    return timedResources(tables, collection.id, withMargin(range), name)
  }
  const within = isTimed ? withMargin(range) : undefined
  const all = await resourcesInRange(tables, collection.id, within, name)
  return all.map((resource) => ({ resource, span: undefined }))
}

function withMargin({ fromSeconds, toSeconds }: TimeRange): TimeRange {
  return {
    fromSeconds: Math.max(fromSeconds - marginSeconds, beginning),
    toSeconds: Math.min(toSeconds + marginSeconds, end),
  }
}

const beginning = -62_135_596_800
const end = 9_999_999_999_998

/** How far off rows may be: they know floating times and dates in the zone of the owner only. */
const marginSeconds = 86_400

/**
 * Does the filter match whatever the text says? It does where it asks for nothing but events in a
 * time range, and one that does not recur lies in it however its floating times are read.
 */
function surelyMatches(filter: ComponentFilter, { resource, span }: TimedResource): boolean {
  const [about, more] = filter.components
  if (asksMore(filter) || more !== undefined) return false
  if (about === undefined) return true
  if (asksMore(about) || about.components.length > 0) return false
  if (about.name !== resource.component) return false
  if (about.timeRange === undefined) return true
  return span !== undefined && about.name === 'VEVENT' && isDeepIn(span, about.timeRange)
}

function asksMore({ isNotDefined, properties }: ComponentFilter): boolean {
  return isNotDefined || properties.length > 0
}

function isDeepIn(span: TimeRange, range: TimeRange): boolean {
  const startsBefore = span.fromSeconds + marginSeconds < range.toSeconds
  return startsBefore && span.toSeconds - marginSeconds > range.fromSeconds
}

/** The zone of floating times: the query's, the calendar's, the owner's (RFC 4791 §7.3, §9.8). */
function floatingZone(here: Here, query: CalendarQuery): Zone | DavProblem {
  const { catalog } = here.parts
  const named = (id: string): Zone => zonesOf(noZones, catalog, id).floating
  if (query.timezoneId !== undefined) {
    const known = ianaZoneOf(query.timezoneId)
    if (known !== undefined) return named(known)
    const words = `${query.timezoneId} is no zone that is known here.`
    return broken(403, conditions.validTimezone, words)
  }
  if (query.timezone !== undefined) {
    const zone = zoneOfText(query.timezone, catalog)
    if (zone !== undefined) return zone
    return broken(
      403,
      conditions.validTimezone,
      'The timezone holds no VTIMEZONE that can be read.',
    )
  }
  const stored: { timezone?: string; timezoneId?: string } = JSON.parse(
    here.collection?.properties ?? '{}',
  )
  const own = stored.timezoneId ?? here.owner?.tzid ?? 'UTC'
  if (stored.timezone === undefined || stored.timezoneId !== undefined) return named(own)
  return zoneOfText(stored.timezone, catalog) ?? named(own)
}

const noZones = component('VCALENDAR', [], [])

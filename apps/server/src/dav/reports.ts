/** REPORT: one function each (RFC 4791 §7, RFC 6578 §3, RFC 3744 §9). */

import { freeBusyComponent } from '@parley/busytime'
import {
  broken,
  type CalendarDataRequest,
  type CalendarMultiget,
  type CalendarQuery,
  caldav,
  conditions,
  type DavProblem,
  element,
  escapeXml,
  isProblem,
  isWhole,
  matchesFilter,
  multistatus,
  type Preferences,
  problem,
  type Report,
  type ResponseItem,
  reduceObject,
  type SyncCollection,
  type TimeRange,
} from '@parley/caldav'
import {
  component,
  ianaZoneOf,
  parseCalendar,
  property,
  serializeText,
  type Zone,
  type Zones,
  zonesOf,
} from '@parley/icalendar'
import {
  type CalendarResource,
  changesSince,
  resourcesByName,
  resourcesInRange,
  type Tables,
} from '@parley/store'
import { userOf } from '../people.ts'
import { busyTimes, maxWindowSeconds } from '../scheduling/free-busy.ts'
import { type Answer, xmlAnswer } from './answer.ts'
import { syncTokenOf, tokenNumber } from './collection-properties.ts'
import { type Here, lacking } from './here.ts'
import { objectPath, placeOf } from './paths.ts'
import {
  aclPrincipals,
  expandProperty,
  principalMatch,
  principalSearch,
  searchPropertySet,
} from './principal-reports.ts'
import type { Subject } from './property-rows.ts'
import { describe } from './propfind.ts'
import { allows } from './session.ts'
import { objectAsWished, textAsWished, zoneOfText } from './time-zones.ts'

type Asked = { readonly prefer: Preferences; readonly depth: 0 | 1 | 'infinity' }

export async function report(
  here: Here,
  tables: Tables,
  wanted: Report,
  asked: Asked,
): Promise<Answer | DavProblem> {
  switch (wanted.kind) {
    case 'calendar-query':
      return calendarQuery(here, tables, wanted, asked)
    case 'calendar-multiget':
      return calendarMultiget(here, tables, wanted, asked)
    case 'free-busy-query':
      return freeBusyQuery(here, tables, wanted.range)
    case 'sync-collection':
      return syncCollection(here, tables, wanted, asked)
    case 'principal-property-search':
      return principalSearch(here, tables, wanted, asked)
    case 'principal-match':
      return principalMatch(here, tables, wanted)
    case 'expand-property':
      return expandProperty(here, tables, wanted.properties)
    case 'principal-search-property-set':
      return searchPropertySet()
    case 'acl-principal-prop-set':
      return aclPrincipals(here, tables, wanted)
  }
}

/** A resource with its properties; calendar-data as the request wants it. */
async function itemOf(
  here: Here,
  tables: Tables,
  given: {
    resource: CalendarResource
    properties: Parameters<typeof describe>[2]
    data: CalendarDataRequest
    zones?: Zones
  },
): Promise<ResponseItem> {
  const { resource, properties, data } = given
  const { text: _, ...head } = resource
  const subject: Subject = { ...here, head, path: pathOf(here, resource) }
  if (properties.kind !== 'some') return describe(subject, tables, properties)
  const plain = properties.properties.filter((each) => each.name !== caldav('calendar-data'))
  const item = await describe(subject, tables, { kind: 'some', properties: plain })
  if (plain.length === properties.properties.length) return item
  const xml = element(caldav('calendar-data'), escapeXml(dataOf(here, resource, data, given.zones)))
  const found = { name: caldav('calendar-data'), status: 200, xml } as const
  return { ...item, properties: [...(item.properties ?? []), found] }
}

function dataOf(
  here: Here,
  resource: CalendarResource,
  data: CalendarDataRequest,
  zones: Zones | undefined,
): string {
  const { catalog } = here.parts
  if (isWhole(data)) return textAsWished(resource.text, here.timezones, catalog)
  const [object] = parseCalendar(resource.text).objects
  if (object === undefined) return resource.text
  const reduced = reduceObject(object, data, zones ?? zonesFor(here, object))
  // Parts that were not asked for stay away.
  const wish = data.parts !== undefined && here.timezones === 'with' ? undefined : here.timezones
  return serializeText(objectAsWished(reduced, wish, catalog))
}

function zonesFor(here: Here, object: Parameters<typeof zonesOf>[0]): Zones {
  return zonesOf(object, here.parts.catalog, here.owner?.tzid ?? 'UTC')
}

function pathOf(here: Here, resource: CalendarResource): string {
  const { place } = here
  return 'collection' in place ? objectPath(place.name, place.collection, resource.name) : here.path
}

// Requirement: 6638/2.3/reports-on-inbox
async function calendarQuery(
  here: Here,
  tables: Tables,
  query: CalendarQuery,
  { prefer, depth }: Asked,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'read')
  if (refused !== undefined) return refused
  const { collection } = here
  if (collection === undefined) return problem(404, 'There is no calendar here.')
  const floating = floatingZone(here, query)
  if (isProblem(floating)) return floating
  const [about] = query.filter.components
  const range = about?.isNotDefined === false ? about.timeRange : undefined
  const asksOne = query.filter.components.length === 1 && about?.isNotDefined === false
  const candidates =
    here.resource !== undefined
      ? [here.resource]
      : depth === 0
        ? []
        : await resourcesInRange(
            tables,
            collection.id,
            // What lies in an Inbox takes up no time: the filter alone judges it.
            collection.kind === 'inbox'
              ? undefined
              : range && { fromSeconds: finiteStart(range), toSeconds: finiteEnd(range) },
            asksOne ? about?.name : undefined,
          )
  const items: ResponseItem[] = []
  const limit = Math.min(query.limit ?? Infinity, here.parts.config.limits.results)
  for (const resource of candidates) {
    const [object] = parseCalendar(resource.text).objects
    if (object === undefined) continue
    const zones = { ...zonesOf(object, here.parts.catalog), floating }
    if (!matchesFilter(query.filter, object, zones)) continue
    if (items.length >= limit) {
      items.push({
        href: here.path,
        status: 507,
        error: element(conditions.numberOfMatches),
      })
      break
    }
    const { properties, data } = query
    items.push(await itemOf(here, tables, { resource, properties, data, zones }))
  }
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal }))
}

const beginning = -62_135_596_800
const end = 9_999_999_999_998

/** A day around, for zones of floating times that the timing rows did not know. */
const margin = 86_400

function finiteStart(range: TimeRange): number {
  return Math.max(range.fromSeconds - margin, beginning)
}
function finiteEnd(range: TimeRange): number {
  return Math.min(range.toSeconds + margin, end)
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

async function calendarMultiget(
  here: Here,
  tables: Tables,
  { hrefs, properties, data }: CalendarMultiget,
  { prefer }: Asked,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'read')
  if (refused !== undefined) return refused
  const { collection, place } = here
  if (collection === undefined || !('collection' in place)) {
    return problem(404, 'There is no calendar here.')
  }
  const names = new Map<string, string>()
  for (const each of hrefs) {
    const named = placeOf(each.replace(/^https?:\/\/[^/]+/i, ''))
    const inside =
      named?.kind === 'object' && named.name === place.name && named.collection === place.collection
    if (inside) names.set(each, named.object)
  }
  const found = new Map<string, CalendarResource>()
  const wanted = [...new Set(names.values())]
  for (let from = 0; from < wanted.length; from += 200) {
    const some = wanted.slice(from, from + 200)
    for (const each of await resourcesByName(tables, collection.id, some))
      found.set(each.name, each)
  }
  const items: ResponseItem[] = []
  for (const each of hrefs) {
    const resource = found.get(names.get(each) ?? '')
    items.push(
      resource === undefined
        ? { href: each, status: 404 }
        : await itemOf(here, tables, { resource, properties, data }),
    )
  }
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal }))
}

// Requirement: 6638/2.3/no-free-busy-query-on-inbox
async function freeBusyQuery(
  here: Here,
  tables: Tables,
  range: TimeRange,
): Promise<Answer | DavProblem> {
  const { owner, collection, level } = here
  if (owner === undefined) return problem(404, 'There is no calendar here.')
  if (collection === undefined ? here.place.kind !== 'home' : collection.kind !== 'calendar') {
    return broken(403, conditions.supportedReport, 'Busy time is asked of calendars.')
  }
  if (!allows(level, 'free-busy')) return problem(403, 'You may not see this busy time.')
  const window = {
    fromSeconds: range.fromSeconds,
    toSeconds: Math.min(range.toSeconds, range.fromSeconds + maxWindowSeconds),
  }
  const busy = (await busyTimes(here.parts, tables, [owner], window, collection?.id)).get(owner.id)
  if (busy === undefined) return problem(404, 'There is no calendar here.')
  const made = freeBusyComponent(busy, {
    uid: here.parts.newId(),
    dtstampSeconds: here.parts.clock(),
    organizer: userOf(owner).address,
  })
  const object = component(
    'VCALENDAR',
    [property('VERSION', '2.0'), property('PRODID', '-//Parley//Server//EN')],
    [made],
  )
  return {
    status: 200,
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
    body: serializeText(object),
  }
}

async function syncCollection(
  here: Here,
  tables: Tables,
  wanted: SyncCollection,
  { prefer }: Asked,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'read')
  if (refused !== undefined) return refused
  const { collection, place } = here
  if (collection === undefined || !('collection' in place)) {
    return problem(404, 'There is no collection here.')
  }
  const since = tokenNumber(wanted.token, collection.id)
  const limit = Math.min(wanted.limit ?? Infinity, here.parts.config.limits.results)
  const changes =
    since === undefined
      ? undefined
      : await changesSince(tables, { collectionId: collection.id, since, limit })
  if (changes === undefined) {
    return broken(403, conditions.validSyncToken, 'This sync token is not known: begin anew.')
  }
  const names = changes.changes.filter((each) => !each.deleted).map((each) => each.name)
  const found = new Map<string, CalendarResource>()
  for (let from = 0; from < names.length; from += 200) {
    const some = names.slice(from, from + 200)
    for (const each of await resourcesByName(tables, collection.id, some))
      found.set(each.name, each)
  }
  const items: ResponseItem[] = []
  for (const { name } of changes.changes) {
    const resource = found.get(name)
    if (resource === undefined) {
      items.push({ href: objectPath(place.name, place.collection, name), status: 404 })
      continue
    }
    const { properties, data } = wanted
    items.push(await itemOf(here, tables, { resource, properties, data }))
  }
  if (changes.truncated) {
    items.push({ href: here.path, status: 507, error: element(conditions.numberOfMatches) })
  }
  const syncToken = syncTokenOf({ id: collection.id, syncToken: changes.token })
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal, syncToken }))
}

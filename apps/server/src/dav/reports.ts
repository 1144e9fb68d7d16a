/** REPORT: one function each (RFC 4791 §7, RFC 6578 §3, RFC 3744 §9). */

import { freeBusyComponent } from '@parley/busytime'
import {
  broken,
  type CalendarDataRequest,
  type CalendarMultiget,
  type CalendarQuery,
  caldav,
  calendarServer,
  conditions,
  type DavProblem,
  dav,
  document,
  type ExpandedProperty,
  element,
  escapeXml,
  href,
  isProblem,
  isWhole,
  matchesFilter,
  matchesText,
  multistatus,
  type Preferences,
  type PrincipalSearch,
  problem,
  type Report,
  type ResponseItem,
  reduceObject,
  type SyncCollection,
  type TimeRange,
  textElement,
  type XmlName,
} from '@parley/caldav'
import {
  component,
  parseCalendar,
  property,
  serializeText,
  type Zones,
  zonesOf,
} from '@parley/icalendar'
import {
  type CalendarResource,
  changesSince,
  type Principal,
  principalByName,
  resourcesByName,
  resourcesInRange,
  searchPrincipals,
  type Tables,
} from '@parley/store'
import { userOf } from '../people.ts'
import { busyTimes, maxWindowSeconds } from '../scheduling/free-busy.ts'
import { type Answer, xmlAnswer } from './answer.ts'
import { findHere, type Here, lacking } from './here.ts'
import { objectPath, placeOf, principalNameOf, principalPath } from './paths.ts'
import { propertyAt, type Subject, syncTokenOf, tokenNumber } from './properties.ts'
import { describe } from './propfind.ts'
import { allows } from './session.ts'

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
  if (isWhole(data)) return resource.text
  const [object] = parseCalendar(resource.text).objects
  if (object === undefined) return resource.text
  return serializeText(reduceObject(object, data, zones ?? zonesFor(here, object)))
}

function zonesFor(here: Here, object: Parameters<typeof zonesOf>[0]): Zones {
  return zonesOf(object, here.parts.catalog, here.owner?.tzid ?? 'UTC')
}

function pathOf(here: Here, resource: CalendarResource): string {
  const { place } = here
  return 'collection' in place ? objectPath(place.name, place.collection, resource.name) : here.path
}

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
            range && { fromSeconds: finiteStart(range), toSeconds: finiteEnd(range) },
            asksOne ? about?.name : undefined,
          )
  const items: ResponseItem[] = []
  const limit = Math.min(query.limit ?? Infinity, here.parts.config.limits.results)
  for (const resource of candidates) {
    const [object] = parseCalendar(resource.text).objects
    if (object === undefined) continue
    const zones = zonesOf(object, here.parts.catalog, floating)
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

/** The zone of floating times: the query's, the calendar's, the owner's (RFC 4791 §7.3). */
function floatingZone(here: Here, query: CalendarQuery): string | DavProblem {
  if (query.timezoneId !== undefined) return query.timezoneId
  if (query.timezone !== undefined) {
    const [object] = parseCalendar(query.timezone).objects
    const zone = object?.components.find((each) => each.name === 'VTIMEZONE')
    const tzid = zone?.properties.find((each) => each.name === 'TZID')?.value
    if (tzid === undefined) {
      return broken(403, conditions.validTimezone, 'The timezone holds no VTIMEZONE.')
    }
    return tzid
  }
  const stored: { timezoneId?: string } = JSON.parse(here.collection?.properties ?? '{}')
  return stored.timezoneId ?? here.owner?.tzid ?? 'UTC'
}

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

async function freeBusyQuery(
  here: Here,
  tables: Tables,
  range: TimeRange,
): Promise<Answer | DavProblem> {
  const { owner, collection, level } = here
  if (owner === undefined) return problem(404, 'There is no calendar here.')
  const counts = collection?.kind === 'calendar' || here.place.kind === 'home'
  if (!counts) return problem(404, 'There is no calendar here.')
  if (!allows(level, 'free-busy')) return problem(403, 'You may not see this busy time.')
  const window = {
    fromSeconds: range.fromSeconds,
    toSeconds: Math.min(range.toSeconds, range.fromSeconds + maxWindowSeconds),
  }
  const busy = (await busyTimes(here.parts, tables, [owner], window)).get(owner.id)
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

/** The properties that principals are searched by; what is not here matches nobody. */
const searchable: ReadonlyMap<XmlName, (of: Principal) => readonly string[]> = new Map([
  [dav('displayname'), (of: Principal) => [of.displayName]],
  [calendarServer('email-address-set'), (of: Principal) => of.addresses],
  [
    caldav('calendar-user-address-set'),
    (of: Principal) => of.addresses.map((each) => `mailto:${each}`),
  ],
  [
    caldav('calendar-user-type'),
    (of: Principal) => [of.kind === 'user' ? 'INDIVIDUAL' : of.kind.toUpperCase()],
  ],
])

async function principalSearch(
  here: Here,
  tables: Tables,
  wanted: PrincipalSearch,
  { prefer }: Asked,
): Promise<Answer | DavProblem> {
  const { results } = here.parts.config.limits
  const people = await searchPrincipals(tables, { limit: results })
  const matching = people.filter((person) => {
    const hits = wanted.searches.map(({ names, match, type }) =>
      names.some((name) =>
        (searchable.get(name)?.(person) ?? []).some((value) => hit(value, match.text, type, match)),
      ),
    )
    return wanted.anyOf ? hits.some(Boolean) : hits.every(Boolean)
  })
  const items: ResponseItem[] = []
  for (const owner of matching) {
    items.push(await describe(principalSubject(here, owner), tables, wanted.properties))
  }
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal }))
}

function hit(
  value: string,
  text: string,
  type: 'contains' | 'starts-with' | 'equals',
  match: Parameters<typeof matchesText>[0],
): boolean {
  const plain = value.replace(/^mailto:/, '').toLowerCase()
  const wanted = text.replace(/^mailto:/i, '').toLowerCase()
  if (type === 'starts-with')
    return plain.startsWith(wanted) || value.toLowerCase().startsWith(wanted)
  return type === 'equals' ? plain === wanted : matchesText(match, value)
}

function principalSubject(here: Here, owner: Principal): Subject {
  return {
    ...here,
    owner,
    place: { kind: 'principal', name: owner.name },
    path: principalPath(owner.name),
    collection: undefined,
    resource: undefined,
    level: owner.id === here.session.principal.id ? 'all' : 'read',
  }
}

/** Principals that are the session itself: the one that asks. */
async function principalMatch(
  here: Here,
  tables: Tables,
  wanted: Extract<Report, { kind: 'principal-match' }>,
): Promise<Answer> {
  const subject = principalSubject(here, here.session.principal)
  return xmlAnswer(207, multistatus([await describe(subject, tables, wanted.properties)]))
}

/** Properties whose hrefs are followed, and the properties of what they point at (RFC 3253 §3.8). */
async function expandProperty(
  here: Here,
  tables: Tables,
  wanted: readonly ExpandedProperty[],
): Promise<Answer> {
  const response = await expanded(here, tables, wanted)
  return xmlAnswer(207, document(dav('multistatus'), response))
}

async function expanded(
  subject: Subject,
  tables: Tables,
  wanted: readonly ExpandedProperty[],
): Promise<string> {
  const found: string[] = []
  const missing: string[] = []
  for (const { name, properties } of wanted) {
    const xml = await propertyAt(subject, tables, name, undefined)
    if (xml === undefined) missing.push(element(name))
    else if (properties.length === 0) found.push(xml)
    else found.push(element(name, await followed(subject, tables, xml, properties)))
  }
  const propstats = [propstat(200, found), ...(missing.length > 0 ? [propstat(404, missing)] : [])]
  return element(dav('response'), href(subject.path) + propstats.join(''))
}

async function followed(
  subject: Subject,
  tables: Tables,
  xml: string,
  properties: readonly ExpandedProperty[],
): Promise<string> {
  const responses: string[] = []
  for (const match of xml.matchAll(/<D:href[^>]*>([^<]*)<\/D:href>/g)) {
    const path = (match[1] ?? '').replaceAll('&amp;', '&')
    const place = placeOf(path)
    if (place === undefined) continue
    const there = await findHere(subject.parts, tables, { session: subject.session, place, path })
    if (!isProblem(there) && allows(there.level, 'read')) {
      responses.push(await expanded(there, tables, properties))
    }
  }
  return responses.join('')
}

function propstat(status: number, properties: readonly string[]): string {
  const line = `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Not Found'}`
  return element(
    dav('propstat'),
    element(dav('prop'), properties.join('')) + textElement(dav('status'), line),
  )
}

function searchPropertySet(): Answer {
  const words: Readonly<Record<string, string>> = {
    displayname: 'Name',
    'email-address-set': 'Mail address',
    'calendar-user-address-set': 'Calendar address',
    'calendar-user-type': 'Kind of calendar user',
  }
  const content = [...searchable.keys()].map((name) => {
    const local = name.slice(name.indexOf('}') + 1)
    return element(
      dav('principal-search-property'),
      element(dav('prop'), element(name)) +
        element(dav('description'), escapeXml(words[local] ?? local), { 'xml:lang': 'en' }),
    )
  })
  return xmlAnswer(200, document(dav('principal-search-property-set'), content.join('')))
}

async function aclPrincipals(
  here: Here,
  tables: Tables,
  wanted: Extract<Report, { kind: 'acl-principal-prop-set' }>,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'all')
  if (refused !== undefined) return refused
  const acl = await propertyAt(here, tables, dav('acl'), undefined)
  const items: ResponseItem[] = []
  for (const match of (acl ?? '').matchAll(/<D:href>([^<]*)<\/D:href>/g)) {
    const name = principalNameOf(match[1] ?? '')
    const owner = name === undefined ? undefined : await principalByName(tables, name)
    if (owner !== undefined) {
      items.push(await describe(principalSubject(here, owner), tables, wanted.properties))
    }
  }
  return xmlAnswer(207, multistatus(items))
}

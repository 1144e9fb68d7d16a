/** REPORT: one function each (RFC 4791 §7, RFC 6578 §3, RFC 3744 §9). */

import { freeBusyComponent } from '@parley/busytime'
import {
  broken,
  type CalendarMultiget,
  conditions,
  type DavProblem,
  element,
  multistatus,
  type Preferences,
  problem,
  type Report,
  type ResponseItem,
  type SyncCollection,
  type TimeRange,
} from '@parley/caldav'
import { component, property, serializeText } from '@parley/icalendar'
import { changesSince, type Tables } from '@parley/store'
import { userOf } from '../people.ts'
import { busyTimes, maxWindowSeconds } from '../scheduling/free-busy.ts'
import { type Answer, xmlAnswer } from './answer.ts'
import { calendarQuery } from './calendar-query.ts'
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
import { itemsOf, resourcesNamed } from './report-items.ts'
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

async function calendarMultiget(
  here: Here,
  tables: Tables,
  wanted: CalendarMultiget,
  { prefer }: Asked,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'read')
  if (refused !== undefined) return refused
  const { collection, place } = here
  if (collection === undefined || !('collection' in place)) {
    return problem(404, 'There is no calendar here.')
  }
  const names = new Map<string, string>()
  for (const each of wanted.hrefs) {
    const named = placeOf(each.replace(/^https?:\/\/[^/]+/i, ''))
    const inside =
      named?.kind === 'object' && named.name === place.name && named.collection === place.collection
    if (inside) names.set(each, named.object)
  }
  const found = await resourcesNamed(tables, collection.id, [...new Set(names.values())])
  const itemOf = itemsOf(here, tables, wanted)
  const items: ResponseItem[] = []
  for (const each of wanted.hrefs) {
    const resource = found.get(names.get(each) ?? '')
    items.push(resource === undefined ? { href: each, status: 404 } : await itemOf(resource))
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
  const found = await resourcesNamed(tables, collection.id, names)
  const itemOf = itemsOf(here, tables, wanted)
  const items: ResponseItem[] = []
  for (const { name } of changes.changes) {
    const resource = found.get(name)
    if (resource === undefined) {
      items.push({ href: objectPath(place.name, place.collection, name), status: 404 })
      continue
    }
    items.push(await itemOf(resource))
  }
  if (changes.truncated) {
    items.push({ href: here.path, status: 507, error: element(conditions.numberOfMatches) })
  }
  const syncToken = syncTokenOf({ id: collection.id, syncToken: changes.token })
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal, syncToken }))
}

/** REPORT bodies, one union member each (RFC 4791 §7, RFC 6578, RFC 3744 §9, RFC 3253 §3.8). */
import { type PropertyRequest, readPropertyRequest } from './bodies.ts'
import { type CalendarDataRequest, readCalendarData, wholeObject } from './calendar-data.ts'
import { type ComponentFilter, readFilter, type TextMatch } from './filter.ts'
import { caldav, dav, type XmlName } from './names.ts'
import { broken, conditions, type DavProblem, isProblem, problem } from './problem.ts'
import { readTimeRange, type TimeRange } from './time-range.ts'
import { childOf, childrenOf, type XmlElement } from './xml-read.ts'

/** The reports that are known, one union member each. */
export type Report =
  | CalendarQuery
  | CalendarMultiget
  | { readonly kind: 'free-busy-query'; readonly range: TimeRange }
  | SyncCollection
  | PrincipalSearch
  | {
      readonly kind: 'principal-match'
      /** The property whose principals are compared; undefined: the principals themselves (`self`). */
      readonly property: XmlName | undefined
      readonly properties: PropertyRequest
    }
  | { readonly kind: 'expand-property'; readonly properties: readonly ExpandedProperty[] }
  | { readonly kind: 'principal-search-property-set' }
  | { readonly kind: 'acl-principal-prop-set'; readonly properties: PropertyRequest }

/** The calendar-query report (RFC 4791 §7.8). */
export type CalendarQuery = {
  readonly kind: 'calendar-query'
  readonly properties: PropertyRequest
  readonly data: CalendarDataRequest
  readonly filter: ComponentFilter
  /** VTIMEZONE text for floating times, or a zone's name (RFC 7809). */
  readonly timezone: string | undefined
  readonly timezoneId: string | undefined
  readonly limit: number | undefined
}

/** The calendar-multiget report (RFC 4791 §7.9). */
export type CalendarMultiget = {
  readonly kind: 'calendar-multiget'
  readonly properties: PropertyRequest
  readonly data: CalendarDataRequest
  readonly hrefs: readonly string[]
}

/** The sync-collection report (RFC 6578 §3.2). */
export type SyncCollection = {
  readonly kind: 'sync-collection'
  readonly properties: PropertyRequest
  readonly data: CalendarDataRequest
  /** Empty: the first time. */
  readonly token: string
  readonly isInfinite: boolean
  readonly limit: number | undefined
}

/** The principal-property-search report (RFC 3744 §9.4). */
export type PrincipalSearch = {
  readonly kind: 'principal-property-search'
  readonly properties: PropertyRequest
  readonly anyOf: boolean
  readonly applyToPrincipals: boolean
  readonly searches: readonly PropertySearch[]
}

/** One search of a principal-property-search (RFC 3744 §9.4). */
export type PropertySearch = {
  readonly names: readonly XmlName[]
  readonly match: TextMatch
  /** How the text is to be found (a calendar server's extension). */
  readonly type: 'contains' | 'starts-with' | 'equals'
}

/** A property of an expand-property report, and what is wanted of its hrefs (RFC 3253 §3.8). */
export type ExpandedProperty = {
  readonly name: XmlName
  readonly properties: readonly ExpandedProperty[]
}

const maxHrefs = 5000
const maxExpandDepth = 5

/** Reads the body of a REPORT (RFC 3253 §3.6); an unknown one is a problem. */
export function readReport(body: XmlElement | undefined): Report | DavProblem {
  if (body === undefined) return problem(400, 'A REPORT needs a body.')
  const reader = readers.get(body.name)
  if (reader !== undefined) return reader(body)
  return broken(403, conditions.supportedReport, `The report ${body.name} is not known here.`)
}

const readers: ReadonlyMap<XmlName, (body: XmlElement) => Report | DavProblem> = new Map<
  XmlName,
  (body: XmlElement) => Report | DavProblem
>([
  [caldav('calendar-query'), readCalendarQuery],
  [caldav('calendar-multiget'), readMultiget],
  [caldav('free-busy-query'), readFreeBusyQuery],
  [dav('sync-collection'), readSync],
  [dav('principal-property-search'), readPrincipalSearch],
  [
    dav('principal-match'),
    (body) => ({
      kind: 'principal-match',
      property: childOf(body, dav('principal-property'))?.children[0]?.name,
      properties: readPropertyRequest(body),
    }),
  ],
  [
    dav('expand-property'),
    (body) => ({ kind: 'expand-property', properties: readExpanded(body, 0) }),
  ],
  [dav('principal-search-property-set'), () => ({ kind: 'principal-search-property-set' })],
  [
    dav('acl-principal-prop-set'),
    (body) => ({ kind: 'acl-principal-prop-set', properties: readPropertyRequest(body) }),
  ],
])

/** Names of all reports, for supported-report-set. */
export const reportNames: readonly XmlName[] = [...readers.keys()]

function dataOf(properties: PropertyRequest): CalendarDataRequest | DavProblem {
  if (properties.kind !== 'some') return wholeObject
  const found = properties.properties.find((each) => each.name === caldav('calendar-data'))
  return found === undefined ? wholeObject : readCalendarData(found)
}

function readCalendarQuery(body: XmlElement): CalendarQuery | DavProblem {
  const properties = readPropertyRequest(body)
  const data = dataOf(properties)
  if (isProblem(data)) return data
  const wanted = childOf(body, caldav('filter'))
  if (wanted === undefined) {
    return broken(403, conditions.validFilter, 'A calendar-query has a filter.')
  }
  const filter = readFilter(wanted)
  if (isProblem(filter)) return filter
  return {
    kind: 'calendar-query',
    properties,
    data,
    filter,
    timezone: childOf(body, caldav('timezone'))?.text,
    timezoneId: childOf(body, caldav('timezone-id'))?.text.trim(),
    limit: limitOf(body),
  }
}

function readMultiget(body: XmlElement): CalendarMultiget | DavProblem {
  const properties = readPropertyRequest(body)
  const data = dataOf(properties)
  if (isProblem(data)) return data
  const hrefs = childrenOf(body, dav('href')).map((each) => each.text.trim())
  if (hrefs.length > maxHrefs) {
    return broken(
      403,
      conditions.numberOfMatches,
      `More than ${maxHrefs} resources were asked for.`,
    )
  }
  return { kind: 'calendar-multiget', properties, data, hrefs }
}

function readFreeBusyQuery(body: XmlElement): Report | DavProblem {
  const wanted = childOf(body, caldav('time-range'))
  if (wanted === undefined) return problem(400, 'A free-busy-query has a time-range.')
  const range = readTimeRange(wanted, true)
  return isProblem(range) ? range : { kind: 'free-busy-query', range }
}

function readSync(body: XmlElement): SyncCollection | DavProblem {
  const properties = readPropertyRequest(body)
  const data = dataOf(properties)
  if (isProblem(data)) return data
  const level = childOf(body, dav('sync-level'))?.text.trim() ?? '1'
  if (level !== '1' && level !== 'infinite') {
    return problem(400, 'The sync-level is 1 or infinite.')
  }
  return {
    kind: 'sync-collection',
    properties,
    data,
    token: childOf(body, dav('sync-token'))?.text.trim() ?? '',
    isInfinite: level === 'infinite',
    limit: limitOf(body),
  }
}

function limitOf(body: XmlElement): number | undefined {
  const limit = childOf(body, dav('limit')) ?? childOf(body, caldav('limit'))
  const text =
    limit && (childOf(limit, dav('nresults')) ?? childOf(limit, caldav('nresults')))?.text
  const count = Number(text)
  return text !== undefined && Number.isSafeInteger(count) && count > 0 ? count : undefined
}

function readPrincipalSearch(body: XmlElement): PrincipalSearch | DavProblem {
  const searches = childrenOf(body, dav('property-search')).map((each): PropertySearch => {
    const match = childOf(each, dav('match'))
    const type = match?.attributes.get('match-type')
    return {
      names: childOf(each, dav('prop'))?.children.map((inner) => inner.name) ?? [],
      match: { text: match?.text ?? '', collation: 'i;unicode-casemap', negate: false } as const,
      type: type === 'starts-with' || type === 'equals' ? type : 'contains',
    }
  })
  if (searches.length === 0) return problem(400, 'A principal-property-search says what to search.')
  return {
    kind: 'principal-property-search',
    properties: readPropertyRequest(body),
    anyOf: body.attributes.get('test') === 'anyof',
    applyToPrincipals: childOf(body, dav('apply-to-principal-collection-set')) !== undefined,
    searches,
  }
}

function readExpanded(of: XmlElement, depth: number): readonly ExpandedProperty[] {
  if (depth >= maxExpandDepth) return []
  return childrenOf(of, dav('property')).map((each) => ({
    name: `{${each.attributes.get('namespace') ?? 'DAV:'}}${each.attributes.get('name') ?? ''}` as XmlName,
    properties: readExpanded(each, depth + 1),
  }))
}

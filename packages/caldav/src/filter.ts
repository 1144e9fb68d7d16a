/** The filter of a calendar-query: read, and matched against a calendar object (RFC 4791 §9.7). */
import {
  allComponents,
  allProperties,
  type CalendarObject,
  type Component,
  durationOf,
  firstProperty,
  type Property,
  parameterValues,
  rawValue,
  recurrenceSet,
  textOf,
  timeOf,
  utcSeconds,
  type Zones,
} from '@parley/icalendar'
import { alarmIn } from './alarms.ts'
import { caldav } from './names.ts'
import { broken, conditions, type DavProblem, isProblem } from './problem.ts'
import {
  anyInstanceIn,
  componentOverlaps,
  propertyOverlaps,
  readTimeRange,
  type TimeRange,
} from './time-range.ts'
import { childOf, childrenOf, type XmlElement } from './xml-read.ts'

/** A comp-filter (RFC 4791 §9.7.1). */
export type ComponentFilter = {
  readonly name: string
  readonly isNotDefined: boolean
  readonly timeRange: TimeRange | undefined
  readonly properties: readonly PropertyFilter[]
  readonly components: readonly ComponentFilter[]
}

/** A prop-filter (RFC 4791 §9.7.2). */
export type PropertyFilter = {
  readonly name: string
  readonly isNotDefined: boolean
  readonly timeRange: TimeRange | undefined
  readonly text: TextMatch | undefined
  readonly parameters: readonly ParameterFilter[]
}

/** A param-filter (RFC 4791 §9.7.3). */
export type ParameterFilter = {
  readonly name: string
  readonly isNotDefined: boolean
  readonly text: TextMatch | undefined
}

/** A text-match (RFC 4791 §9.7.5) under a collation (RFC 4790). */
export type TextMatch = {
  readonly text: string
  readonly collation: 'i;ascii-casemap' | 'i;octet' | 'i;unicode-casemap'
  readonly negate: boolean
}

/** Reads the `filter` element; its one child is about VCALENDAR. */
export function readFilter(of: XmlElement): ComponentFilter | DavProblem {
  const [only, more] = childrenOf(of, caldav('comp-filter'))
  if (only === undefined || more !== undefined) return invalid('A filter has one comp-filter.')
  if (only.attributes.get('name')?.toUpperCase() !== 'VCALENDAR') {
    return invalid('The outer comp-filter is about VCALENDAR.')
  }
  return readComponentFilter(only)
}

function readComponentFilter(of: XmlElement): ComponentFilter | DavProblem {
  const head = readHead(of)
  if (isProblem(head)) return head
  const properties = childrenOf(of, caldav('prop-filter')).map(readPropertyFilter)
  const components = childrenOf(of, caldav('comp-filter')).map(readComponentFilter)
  const wrong = [...properties, ...components].find(isProblem)
  if (wrong !== undefined) return wrong
  return {
    ...head,
    properties: properties as readonly PropertyFilter[],
    components: components as readonly ComponentFilter[],
  }
}

function readPropertyFilter(of: XmlElement): PropertyFilter | DavProblem {
  const head = readHead(of)
  if (isProblem(head)) return head
  const text = readTextMatch(of)
  if (isProblem(text)) return text
  const parameters = childrenOf(of, caldav('param-filter')).map(readParameterFilter)
  const wrong = parameters.find(isProblem)
  if (wrong !== undefined) return wrong
  return { ...head, text, parameters: parameters as readonly ParameterFilter[] }
}

function readParameterFilter(of: XmlElement): ParameterFilter | DavProblem {
  const head = readHead(of)
  if (isProblem(head)) return head
  const text = readTextMatch(of)
  if (isProblem(text)) return text
  return { name: head.name, isNotDefined: head.isNotDefined, text }
}

type Head = { name: string; isNotDefined: boolean; timeRange: TimeRange | undefined }

function readHead(of: XmlElement): Head | DavProblem {
  const name = of.attributes.get('name')?.toUpperCase()
  if (name === undefined || name === '') return invalid('A filter names what it is about.')
  const range = childOf(of, caldav('time-range'))
  const timeRange = range && readTimeRange(range, false)
  if (isProblem(timeRange)) return timeRange
  return { name, isNotDefined: childOf(of, caldav('is-not-defined')) !== undefined, timeRange }
}

const collations = ['i;ascii-casemap', 'i;octet', 'i;unicode-casemap'] as const

function readTextMatch(of: XmlElement): TextMatch | DavProblem | undefined {
  const found = childOf(of, caldav('text-match'))
  if (found === undefined) return undefined
  const wanted = found.attributes.get('collation') ?? 'i;ascii-casemap'
  const collation =
    wanted === 'default' ? 'i;ascii-casemap' : collations.find((each) => each === wanted)
  if (collation === undefined) {
    return broken(403, conditions.supportedCollation, `The collation ${wanted} is not known here.`)
  }
  return { text: found.text, collation, negate: found.attributes.get('negate-condition') === 'yes' }
}

function invalid(words: string): DavProblem {
  return broken(403, conditions.validFilter, words)
}

/** Does the calendar object match? `zones` knows what floating times and dates mean here. */
export function matchesFilter(
  filter: ComponentFilter,
  object: CalendarObject,
  zones: Zones,
): boolean {
  if (filter.isNotDefined) return false
  return matchesParts(filter, object, object, zones)
}

/** Some component of the filter's name matches, seen from `scope`. */
function matchesComponent(
  filter: ComponentFilter,
  scope: Component,
  object: CalendarObject,
  zones: Zones,
): boolean {
  const candidates = allComponents(scope, filter.name)
  if (filter.isNotDefined) return candidates.length === 0
  if (candidates.length === 0) return false
  if (filter.timeRange !== undefined && !overlaps(filter, candidates, scope, zones)) return false
  if (filter.properties.length === 0 && filter.components.length === 0) return true
  return candidates.some((each) => matchesParts(filter, each, object, zones))
}

function matchesParts(
  filter: ComponentFilter,
  of: Component,
  object: CalendarObject,
  zones: Zones,
): boolean {
  return (
    filter.properties.every((each) => matchesProperty(each, of, zones)) &&
    filter.components.every((each) => matchesComponent(each, of, object, zones))
  )
}

function overlaps(
  { name, timeRange }: ComponentFilter,
  candidates: readonly Component[],
  scope: Component,
  zones: Zones,
): boolean {
  if (timeRange === undefined) return true
  if (name === 'VALARM') return candidates.some((each) => alarmIn(each, scope, timeRange, zones))
  const recurs = candidates.some(
    (each) => rawValue(each, 'RRULE') !== undefined || rawValue(each, 'RDATE') !== undefined,
  )
  // Requirement: 6638/2.3/no-dtstart-matches-time-range
  const isTimeless = candidates.some((each) => rawValue(each, 'DTSTART') === undefined)
  if (name === 'VEVENT' && isTimeless) return true
  if (name === 'VEVENT' || recurs) return anyInstanceIn(recurrenceSet(candidates, zones), timeRange)
  return candidates.some((each) => componentOverlaps(each, timeRange, zones))
}

function matchesProperty(filter: PropertyFilter, of: Component, zones: Zones): boolean {
  const candidates = allProperties(of, filter.name)
  if (filter.isNotDefined) return candidates.length === 0
  if (filter.timeRange !== undefined) {
    const seconds = candidates.map((each) => secondsOf(each, zones))
    const effective = candidates.length > 0 ? seconds : [effectiveEnd(filter.name, of, zones)]
    const { timeRange } = filter
    if (!effective.some((each) => propertyOverlaps(each, timeRange))) return false
    return candidates.length === 0 || candidates.some((each) => matchesParameters(filter, each))
  }
  return candidates.some(
    (each) =>
      (filter.text === undefined || matchesText(filter.text, textOf(each))) &&
      matchesParameters(filter, each),
  )
}

function secondsOf(of: Property, zones: Zones): number | undefined {
  const time = timeOf(of)
  return time && utcSeconds(time, zones)
}

/** DTEND or DUE where only DURATION says it (RFC 4791 §9.9). */
function effectiveEnd(name: string, of: Component, zones: Zones): number | undefined {
  if (name !== 'DTEND' && name !== 'DUE') return undefined
  const start = firstProperty(of, 'DTSTART')
  const begins = start && secondsOf(start, zones)
  const property = firstProperty(of, 'DURATION')
  const length = property && durationOf(property)
  if (begins === undefined || length === undefined) return undefined
  return begins + length.days * 86_400 + length.seconds
}

function matchesParameters(filter: PropertyFilter, of: Property): boolean {
  return filter.parameters.every(({ name, isNotDefined, text }) => {
    const values = parameterValues(of, name)
    if (isNotDefined) return values.length === 0
    if (values.length === 0) return false
    return text === undefined || values.some((each) => matchesText(text, each))
  })
}

/** A substring match under a collation (RFC 4790, RFC 5051). */
export function matchesText({ text, collation, negate }: TextMatch, value: string): boolean {
  const fold = folds[collation]
  return fold(value).includes(fold(text)) !== negate
}

const folds: Readonly<Record<TextMatch['collation'], (text: string) => string>> = {
  'i;octet': (text) => text,
  'i;ascii-casemap': (text) => text.replaceAll(/[a-z]+/g, (piece) => piece.toUpperCase()),
  'i;unicode-casemap': (text) => text.normalize('NFKD').toLowerCase(),
}

/** The calendar-data element: which part of an object is returned, and how (RFC 4791 §9.6). */
import {
  allProperties,
  type CalendarObject,
  type Component,
  component,
  firstProperty,
  formatTime,
  type Instance,
  instanceComponent,
  instancesBetween,
  keyOfComponent,
  type Property,
  parameterValue,
  periodsOf,
  property,
  type RecurrenceSet,
  recurrenceSet,
  timeProperty,
  timesOf,
  utcSeconds,
  withComponents,
  withoutProperties,
  withProperties,
  withProperty,
  type Zones,
} from '@parley/icalendar'
import { caldav } from './names.ts'
import { broken, conditions, type DavProblem, isProblem } from './problem.ts'
import { readTimeRange, type TimeRange } from './time-range.ts'
import { childOf, childrenOf, type XmlElement } from './xml-read.ts'

/** Which part of an object is wanted, and how (RFC 4791 §9.6). Undefined: no such wish. */
export type CalendarDataRequest = {
  readonly parts: ComponentParts | undefined
  readonly expand: TimeRange | undefined
  readonly limitRecurrence: TimeRange | undefined
  readonly limitFreeBusy: TimeRange | undefined
}

/** What of a component is wanted. */
export type ComponentParts = {
  readonly name: string
  /** Undefined: all properties. The flag: without its value. */
  readonly properties: ReadonlyMap<string, { readonly noValue: boolean }> | undefined
  /** Undefined: all components. */
  readonly components: readonly ComponentParts[] | undefined
}

/** The calendar object as it is stored, nothing left out. */
export const wholeObject: CalendarDataRequest = {
  parts: undefined,
  expand: undefined,
  limitRecurrence: undefined,
  limitFreeBusy: undefined,
}

const maxExpanded = 3000

/** Reads a calendar-data element (RFC 4791 §9.6). */
export function readCalendarData(of: XmlElement): CalendarDataRequest | DavProblem {
  const type = of.attributes.get('content-type') ?? 'text/calendar'
  const version = of.attributes.get('version') ?? '2.0'
  if (type.toLowerCase() !== 'text/calendar' || version !== '2.0') {
    return broken(403, conditions.supportedCalendarData, 'Only text/calendar 2.0 is given out.')
  }
  const range = (name: string): TimeRange | DavProblem | undefined => {
    const found = childOf(of, caldav(name))
    return found && readTimeRange(found, true)
  }
  const expand = range('expand')
  const limitRecurrence = range('limit-recurrence-set')
  const limitFreeBusy = range('limit-freebusy-set')
  if (isProblem(expand)) return expand
  if (isProblem(limitRecurrence)) return limitRecurrence
  if (isProblem(limitFreeBusy)) return limitFreeBusy
  const parts = childOf(of, caldav('comp'))
  return { parts: parts && readParts(parts), expand, limitRecurrence, limitFreeBusy }
}

function readParts(of: XmlElement): ComponentParts {
  const named = childrenOf(of, caldav('prop'))
  const inner = childrenOf(of, caldav('comp'))
  const allProps = childOf(of, caldav('allprop')) !== undefined
  const allComps = childOf(of, caldav('allcomp')) !== undefined
  const properties = named.map(
    (each) =>
      [
        each.attributes.get('name')?.toUpperCase() ?? '',
        { noValue: each.attributes.get('novalue') === 'yes' },
      ] as const,
  )
  return {
    name: of.attributes.get('name')?.toUpperCase() ?? '',
    properties: allProps ? undefined : new Map(properties),
    components: allComps ? undefined : inner.map(readParts),
  }
}

/** Is the calendar object wanted as it is stored? */
export function isWhole(wanted: CalendarDataRequest): boolean {
  return Object.values(wanted).every((each) => each === undefined)
}

/** The object as asked for. */
export function reduceObject(
  object: CalendarObject,
  wanted: CalendarDataRequest,
  zones: Zones,
): CalendarObject {
  let made = object
  if (wanted.expand !== undefined) made = expandObject(made, wanted.expand, zones)
  else if (wanted.limitRecurrence !== undefined) {
    made = limitRecurrence(made, wanted.limitRecurrence, zones)
  }
  if (wanted.limitFreeBusy !== undefined) made = limitFreeBusy(made, wanted.limitFreeBusy, zones)
  return wanted.parts === undefined ? made : reduceComponent(made, wanted.parts)
}

function isRecurring(of: Component): boolean {
  return of.name === 'VEVENT' || of.name === 'VTODO' || of.name === 'VJOURNAL'
}

function setOf(object: CalendarObject, zones: Zones): RecurrenceSet {
  return recurrenceSet(object.components.filter(isRecurring), zones)
}

/** Every instance in the range as a component of its own, all times in UTC (RFC 4791 §9.6.5). */
function expandObject(object: CalendarObject, range: TimeRange, zones: Zones): CalendarObject {
  const set = setOf(object, zones)
  const instances = instancesBetween(set, { ...range, limit: maxExpanded })
  const others = object.components.filter((each) => !isRecurring(each) && each.name !== 'VTIMEZONE')
  const expanded = instances.flatMap((each) => {
    const made = instanceComponent(set, each.key)
    return made === undefined ? [] : [inUtc(made, each, object, zones)]
  })
  return withComponents(object, [...expanded, ...others])
}

function inUtc(of: Component, instance: Instance, object: CalendarObject, zones: Zones): Component {
  const bare = withoutProperties(of, 'RRULE', 'RDATE', 'EXDATE', 'EXRULE')
  const recurs = object.components.some(
    (each) =>
      isRecurring(each) &&
      (firstProperty(each, 'RRULE') ?? firstProperty(each, 'RDATE')) !== undefined,
  )
  const named = recurs
    ? bare
    : firstProperty(of, 'RECURRENCE-ID') === undefined || instance.overridden
      ? bare
      : withoutProperties(bare, 'RECURRENCE-ID')
  return {
    ...named,
    properties: named.properties.map((each) => propertyInUtc(each, zones)),
    components: named.components.map((inner) => ({
      ...inner,
      properties: inner.properties.map((each) => propertyInUtc(each, zones)),
    })),
  }
}

function propertyInUtc(of: Property, zones: Zones): Property {
  if (parameterValue(of, 'TZID') === undefined) return of
  const [time] = timesOf(of)
  if (time === undefined || time.kind === 'DATE' || time.tzid === undefined) return of
  const utc = { kind: 'DATE-TIME', wallSeconds: utcSeconds(time, zones), tzid: 'UTC' } as const
  const kept = of.parameters.filter((each) => each.name !== 'TZID' && each.name !== 'VALUE')
  return timeProperty(of.name, utc, kept)
}

/** The master, and the overridden components that matter in the range (RFC 4791 §9.6.6). */
function limitRecurrence(object: CalendarObject, range: TimeRange, zones: Zones): CalendarObject {
  const set = setOf(object, zones)
  const governing = new Set(
    instancesBetween(set, { ...range, limit: maxExpanded }).map((each) => each.component),
  )
  const kept = object.components.filter((each) => {
    if (!isRecurring(each)) return true
    const recurrenceId = firstProperty(each, 'RECURRENCE-ID')
    if (recurrenceId === undefined || keyOfComponent(set, each) === '') return true
    if (parameterValue(recurrenceId, 'RANGE') !== undefined || governing.has(each)) return true
    const [original] = timesOf(recurrenceId)
    const at = original && utcSeconds(original, zones)
    return at !== undefined && at >= range.fromSeconds && at < range.toSeconds
  })
  return withComponents(object, kept)
}

function limitFreeBusy(object: CalendarObject, range: TimeRange, zones: Zones): CalendarObject {
  const components = object.components.map((each) => {
    if (each.name !== 'VFREEBUSY') return each
    const kept = allProperties(each, 'FREEBUSY').filter((busy) =>
      periodsOf(busy).some((period) => {
        const from = utcSeconds(period.start, zones)
        const length = period.duration
        const to =
          period.end === undefined
            ? from + (length?.days ?? 0) * 86_400 + (length?.seconds ?? 0)
            : utcSeconds(period.end, zones)
        return from < range.toSeconds && to > range.fromSeconds
      }),
    )
    return withProperties(each, 'FREEBUSY', kept)
  })
  return withComponents(object, components)
}

function reduceComponent(of: Component, parts: ComponentParts): Component {
  const { properties: wanted, components: inner } = parts
  const properties =
    wanted === undefined
      ? of.properties
      : of.properties.flatMap((each) => {
          const found = wanted.get(each.name)
          if (found === undefined) return []
          return [found.noValue ? property(each.name, '', each.parameters) : each]
        })
  const components =
    inner === undefined
      ? of.components
      : of.components.flatMap((each) => {
          const found = inner.find((wantedPart) => wantedPart.name === each.name)
          return found === undefined ? [] : [reduceComponent(each, found)]
        })
  return { ...component(of.name, properties, components), source: of.source }
}

/** A DTSTAMP for what is made on the spot. */
export function stamped(of: Component, nowSeconds: number): Component {
  const time = { kind: 'DATE-TIME', wallSeconds: nowSeconds, tzid: 'UTC' } as const
  return withProperty(of, property('DTSTAMP', formatTime(time)))
}

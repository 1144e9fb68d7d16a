/** A calendar object of one UID taken apart by instance, and put together again. */
import type {
  CalendarObject,
  Component,
  Instance,
  InstanceKey,
  Property,
  RecurrenceSet,
  Time,
  Zones,
} from '@parley/icalendar'
import {
  component,
  firstProperty,
  instanceAt,
  instanceComponent,
  instanceKey,
  parameterValue,
  property,
  recurrenceSet,
  timeOf,
  utcSeconds,
  zonesOf,
} from '@parley/icalendar'
import type { Context } from './context.ts'
import { isSchedulingComponent } from './read.ts'

/**
 * The name of a component among its fellows: its `InstanceKey`, with `/` at the end where it stands
 * for that instance and all after it (RANGE=THISANDFUTURE). '' is the master component.
 */
export type PartKey = InstanceKey

export type Parts = {
  readonly object: CalendarObject | undefined
  readonly master: Component | undefined
  /** Overridden components, in the order of the object. */
  readonly overridden: ReadonlyMap<PartKey, Component>
  /** Made when first asked for: most objects do not recur. */
  readonly zones: () => Zones
  readonly set: () => RecurrenceSet
}

type Settings = Pick<Context, 'catalog' | 'floatingTzid'>

/** Takes a calendar object apart. Components beyond VEVENT, VTODO, VJOURNAL, VFREEBUSY stay in it. */
export function partsOf(object: CalendarObject | undefined, settings: Settings): Parts {
  const scheduled = object?.components.filter(isSchedulingComponent) ?? []
  const zones = once(() =>
    zonesOf(object ?? emptyObject(), settings.catalog, settings.floatingTzid),
  )
  const set = once(() => recurrenceSet(scheduled, zones()))
  let master: Component | undefined
  const overridden = new Map<PartKey, Component>()
  for (const each of scheduled) {
    const recurrenceId = firstProperty(each, 'RECURRENCE-ID')
    if (recurrenceId === undefined) master ??= each
    else overridden.set(keyOf(recurrenceId, set(), undefined), each)
  }
  return { object, master, overridden, zones, set }
}

/** The zones of a calendar object, looked for when first asked for. */
export function zonesFor(object: CalendarObject, settings: Settings): () => Zones {
  return once(() => zonesOf(object, settings.catalog, settings.floatingTzid))
}

/** The key of a component that came from elsewhere, in the form of the keys held. */
export function partKeyOf(of: Component, held: Parts, from: () => Zones): PartKey {
  const recurrenceId = firstProperty(of, 'RECURRENCE-ID')
  return recurrenceId === undefined ? '' : keyOf(recurrenceId, held.set(), from)
}

/**
 * A RECURRENCE-ID in a zone that only the message defines is first made a time in UTC, which means
 * the same wherever it is read.
 */
function keyOf(of: Property, set: RecurrenceSet, from: (() => Zones) | undefined): PartKey {
  const time = timeOf(of)
  const key = instanceKey(set, time === undefined ? of : plainTime(time, from))
  return isRange(of) ? `${key}/` : key
}

function plainTime(time: Time, from: (() => Zones) | undefined): Time {
  if (from === undefined || time.tzid === undefined || time.tzid === 'UTC') return time
  return { kind: 'DATE-TIME', wallSeconds: utcSeconds(time, from()), tzid: 'UTC' }
}

// Requirement: 5546/4.4.5/future-instances-by-range
function isRange(recurrenceId: Property): boolean {
  if (parameterValue(recurrenceId, 'RANGE')?.toUpperCase() === 'THISANDFUTURE') return true
  // RFC 5546 §4.4.5 writes `RECURRENCE-ID;THISANDFUTURE:`.
  return recurrenceId.parameters.some((each) => each.name === 'THISANDFUTURE')
}

/** Does the key stand for an instance and all after it? */
export function isRangeKey(key: PartKey): boolean {
  return key.endsWith('/')
}

/** The instance that a key names, without what says "and all after it". */
export function instanceOfKey(key: PartKey): InstanceKey {
  return isRangeKey(key) ? key.slice(0, -1) : key
}

/** Does a range key cover that instance? Keys of one series sort as their times do. */
export function covers(range: PartKey, key: PartKey): boolean {
  return isRangeKey(range) && instanceOfKey(key) >= instanceOfKey(range)
}

/** The component that governs an instance: its own, or the master. */
export function governing(parts: Parts, key: PartKey): Component | undefined {
  return parts.overridden.get(key) ?? parts.master
}

/** Is the instance in the recurrence set? Overridden, added and excluded ones are counted in. */
export function hasInstance(parts: Parts, key: PartKey): boolean {
  if (key === '') return parts.master !== undefined
  if (parts.overridden.has(key)) return true
  return instanceOf(parts, key) !== undefined
}

export function instanceOf(parts: Parts, key: PartKey): Instance | undefined {
  if (parts.master === undefined || !recurs(parts.master)) return undefined
  return instanceAt(parts.set(), instanceOfKey(key))
}

/** The instance as a component of its own; undefined where the recurrence set does not have it. */
export function instanceAsComponent(parts: Parts, key: PartKey): Component | undefined {
  return instanceComponent(parts.set(), instanceOfKey(key))
}

/** Has the component more than one instance? */
export function recurs(master: Component): boolean {
  return master.properties.some((each) => each.name === 'RRULE' || each.name === 'RDATE')
}

/** The components of a set of parts: the master first. */
export function componentsOf(parts: Pick<Parts, 'master' | 'overridden'>): readonly Component[] {
  return parts.master === undefined
    ? [...parts.overridden.values()]
    : [parts.master, ...parts.overridden.values()]
}

/**
 * The object with these components in the place of its own, and the VTIMEZONEs that `from` brings
 * along; where the master component came with them (`renew`), they take the place of those of the
 * same name. What else the object holds stays where it is.
 */
export function putTogether(
  held: CalendarObject | undefined,
  components: readonly Component[],
  from?: CalendarObject,
  renew = false,
): CalendarObject {
  const base = held ?? withoutMethod(from ?? emptyObject())
  const brought = (held === undefined ? undefined : from)?.components.filter(isZone) ?? []
  const others = base.components.filter((each) => !isSchedulingComponent(each))
  const zones = joinZones(others.filter(isZone), brought, renew)
  return {
    ...base,
    components: [...zones, ...components, ...others.filter((each) => !isZone(each))],
  }
}

function joinZones(
  held: readonly Component[],
  brought: readonly Component[],
  renew: boolean,
): readonly Component[] {
  if (brought.length === 0) return held
  const joined = new Map(held.map((each) => [tzidOf(each), each]))
  for (const each of brought) {
    const tzid = tzidOf(each)
    if (renew || !joined.has(tzid)) joined.set(tzid, each)
  }
  return [...joined.values()]
}

function isZone(of: Component): boolean {
  return of.name === 'VTIMEZONE'
}

function tzidOf(of: Component): string | undefined {
  return firstProperty(of, 'TZID')?.value
}

/** The object without METHOD: what is stored carries none (RFC 4791 §4.1). */
function withoutMethod(object: CalendarObject): CalendarObject {
  const properties = object.properties.filter((each) => each.name !== 'METHOD')
  const components = object.components.filter((each) => !isSchedulingComponent(each))
  return { ...object, properties, components }
}

function emptyObject(): CalendarObject {
  return component('VCALENDAR', [
    property('VERSION', '2.0'),
    property('PRODID', '-//Parley//Parley//EN'),
  ])
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** What two components say differently: typed values, whatever form they are written in. */
import type { Component, Property, Time, Zones } from '@parley/icalendar'
import {
  durationOf,
  firstProperty,
  formatRule,
  parameterValues,
  parseRule,
  periodsOf,
  resolveZone,
  timeOf,
  timesOf,
  utcSeconds,
} from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { addressOf, calendarAddress } from './address.ts'
import { attendeesByAddress } from './attendee.ts'
import { isSameProperty } from './same.ts'
import type { PropertyChange } from './significant.ts'
import { isPersonal } from './view.ts'

/** A component with what makes its times instants. */
export type Side = { readonly component: Component; readonly zones: () => Zones }

/**
 * Properties that are no news to others: bookkeeping, names, and TRANSP, which is each calendar
 * user's own once invited.
 */
const silent: ReadonlySet<string> = new Set([
  'CREATED',
  'DTSTAMP',
  'LAST-MODIFIED',
  'RECURRENCE-ID',
  'SEQUENCE',
  'TRANSP',
  'UID',
])
const ends: ReadonlySet<string> = new Set(['DTEND', 'DUE', 'DURATION'])

// Requirement: 5546/2.1.1/status-has-no-default
/**
 * The properties that others would be told of, in the order of the component.
 *
 * Order, the form of a time, parameters at their default and folding make no difference. The same
 * instant in another zone is no change, unless the component recurs: then its later instances would
 * go by the other zone's clock. ATTENDEE is compared by who is listed and in which part, not by
 * participation status.
 */
export function propertyChanges(before: Side, after: Side): readonly PropertyChange[] {
  if (before.component === after.component) return []
  const [held, made] = [byName(before.component), byName(after.component)]
  const changes: PropertyChange[] = []
  for (const name of new Set([...held.keys(), ...made.keys()])) {
    if (silent.has(name) || isPersonal(name)) continue
    const one = held.get(name) ?? []
    const other = made.get(name) ?? []
    if (sameLines(one, other)) continue
    const change = changeOf(name, one, other, before, after)
    if (change !== undefined) changes.push(change)
  }
  return changes
}

function changeOf(
  name: string,
  one: readonly Property[],
  other: readonly Property[],
  before: Side,
  after: Side,
): PropertyChange | undefined {
  if (name === 'ATTENDEE') return attendeeChange(before.component, after.component)
  return isSame(name, one, other, before, after) ? undefined : { name, before: one, after: other }
}

function isSame(
  name: string,
  one: readonly Property[],
  other: readonly Property[],
  before: Side,
  after: Side,
): boolean {
  if (name === 'DTSTART') return sameStart(before, after)
  if (ends.has(name)) return sameEnd(before, after)
  if (name === 'RRULE') return sameSet(one.map(ruleText), other.map(ruleText))
  if (name === 'RDATE' || name === 'EXDATE') {
    return sameSet(instants(one, before.zones), instants(other, after.zones))
  }
  if (name === 'ORGANIZER') return sameSet(one.map(addressOf), other.map(addressOf))
  return sameSet(one.map(plainLine), other.map(plainLine))
}

function byName(of: Component): ReadonlyMap<string, Property[]> {
  const found = new Map<string, Property[]>()
  for (const each of of.properties) {
    const held = found.get(each.name)
    if (held === undefined) found.set(each.name, [each])
    else held.push(each)
  }
  return found
}

/** The same properties, or written alike and in the same order: the common case, and cheap. */
function sameLines(one: readonly Property[], other: readonly Property[]): boolean {
  return one.length === other.length && one.every((each, i) => isSameProperty(each, other[i]))
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  const sorted = [...other].sort()
  return [...one].sort().every((each, i) => each === sorted[i])
}

/** Value and parameters; VALUE says how to read the value, not what it is. */
function plainLine(of: Property): string {
  const parameters = of.parameters
    .filter(({ name }) => name !== 'VALUE')
    .map(({ name, values }) => `${name}=${values.join(',')}`)
    .sort()
  return [of.value.replaceAll('\\N', '\\n'), ...parameters].join(';')
}

function ruleText(of: Property): string {
  const rule = parseRule(of.value)
  return rule === undefined ? of.value.toUpperCase() : formatRule(rule)
}

function instants(of: readonly Property[], zones: () => Zones): readonly string[] {
  const found = new Set<string>()
  for (const each of of) {
    for (const time of timesOf(each)) found.add(`${utcSeconds(time, zones())}`)
    for (const { start, end, duration } of periodsOf(each)) {
      const length = end === undefined ? JSON.stringify(duration) : utcSeconds(end, zones())
      found.add(`${utcSeconds(start, zones())}/${length}`)
    }
  }
  return [...found]
}

function sameStart(before: Side, after: Side): boolean {
  const one = timeIn(before.component, 'DTSTART')
  const other = timeIn(after.component, 'DTSTART')
  if (one === undefined || other === undefined) return one === other
  return sameTime(one, other, before, after)
}

function sameTime(one: Time, other: Time, before: Side, after: Side): boolean {
  if (one.kind !== other.kind) return false
  if ((one.tzid === undefined) !== (other.tzid === undefined)) return false
  if (one.tzid === undefined) return one.wallSeconds === other.wallSeconds
  if (utcSeconds(one, before.zones()) !== utcSeconds(other, after.zones())) return false
  if (one.tzid === other.tzid || !hasRule(after.component)) return true
  return resolveZone(before.zones(), one.tzid).id === resolveZone(after.zones(), other.tzid).id
}

function hasRule(of: Component): boolean {
  return firstProperty(of, 'RRULE') !== undefined
}

function timeIn(of: Component, name: string): Time | undefined {
  const property = firstProperty(of, name)
  return property && timeOf(property)
}

function sameEnd(before: Side, after: Side): boolean {
  return lengthOf(before) === lengthOf(after)
}

/** Seconds from start to end, or the instant of an end without a start; undefined: no end at all. */
function lengthOf({ component, zones }: Side): number | undefined {
  const start = timeIn(component, 'DTSTART')
  const end = timeIn(component, 'DTEND') ?? timeIn(component, 'DUE')
  if (end !== undefined) {
    const seconds = utcSeconds(end, zones())
    return start === undefined ? seconds : seconds - utcSeconds(start, zones())
  }
  const property = firstProperty(component, 'DURATION')
  const duration = property && durationOf(property)
  if (duration !== undefined) return duration.days * 86_400 + duration.seconds
  if (component.name !== 'VEVENT' || start === undefined) return undefined
  // RFC 5545 §3.6.1: without an end, a DATE lasts its day and a DATE-TIME no time.
  return start.kind === 'DATE' ? 86_400 : 0
}

/** Who is listed, and in which part: not what they answered, nor how their client writes them. */
const parts = ['ROLE', 'CUTYPE', 'MEMBER', 'DELEGATED-TO', 'DELEGATED-FROM'] as const
const partDefaults: Readonly<Record<string, string>> = {
  ROLE: 'REQ-PARTICIPANT',
  CUTYPE: 'INDIVIDUAL',
}

function attendeeChange(before: Component, after: Component): PropertyChange | undefined {
  const [held, made] = [attendeesByAddress(before), attendeesByAddress(after)]
  const gone: Property[] = []
  const come: Property[] = []
  for (const [address, each] of held) {
    const other = made.get(address)
    if (other !== undefined && samePart(each, other)) continue
    gone.push(each)
    if (other !== undefined) come.push(other)
  }
  for (const [address, each] of made) if (!held.has(address)) come.push(each)
  if (gone.length === 0 && come.length === 0) return undefined
  return { name: 'ATTENDEE', before: gone, after: come }
}

function samePart(one: Property, other: Property): boolean {
  if (one === other) return true
  return parts.every((name) => partOf(one, name) === partOf(other, name))
}

function partOf(of: Property, name: string): string {
  const values = parameterValues(of, name)
  if (values.length === 0) return partDefaults[name] ?? ''
  if (name === 'ROLE' || name === 'CUTYPE') return values.join(',').toUpperCase()
  return [...new Set<CalendarAddress>(values.map(calendarAddress))].sort().join(',')
}

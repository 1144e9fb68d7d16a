import type { CalendarObject, Component, Property } from '../model.ts'
import { parameterValue, withComponents } from '../model.ts'
import { parseRule } from '../recurrence/rule.ts'
import { periodsOf } from '../values/period.ts'
import { timesOf } from '../values/time.ts'
import type { ZoneCatalog } from './iana.ts'
import { zoneOfVtimezone } from './observances.ts'
import { type Span, vtimezone, vtimezoneOfZone } from './vtimezone.ts'
import { ianaIdOf, resolveZone, vtimezoneOf, zonesOf } from './zones.ts'

/** The TZIDs that the properties of a component and of those within it carry, VTIMEZONEs aside. */
export function usedTzids(of: Component): ReadonlySet<string> {
  return new Set(spansOf(of).keys())
}

/**
 * The calendar object with a VTIMEZONE for exactly the TZIDs used in it (RFC 5545 §3.2.19, §3.6.5).
 *
 * One that is there and can be read stays as it is; a missing one is made, right for every time
 * that names it and for what recurs from there; an unused or second one goes. A TZID that means no
 * zone gets the zone it is read as. VTIMEZONEs stand before the other components.
 *
 * Errors: none. The same object comes back when nothing changes.
 */
export function withTimezones(object: CalendarObject, catalog: ZoneCatalog): CalendarObject {
  const zones = zonesOf(object, catalog)
  const kept = new Set<Component>()
  const made: Component[] = []
  for (const [tzid, span] of spansOf(object)) {
    const held = vtimezoneOf(zones.vtimezones, tzid)
    if (held !== undefined && zoneOfVtimezone(held) !== undefined) kept.add(held)
    else if (ianaIdOf(catalog, tzid) !== undefined) made.push(vtimezone(tzid, span, catalog))
    else made.push(vtimezoneOfZone(tzid, resolveZone(zones, tzid), span))
  }
  if (made.length === 0 && kept.size === zones.vtimezones.length) return object
  const others = object.components.filter((each) => each.name !== 'VTIMEZONE' || kept.has(each))
  return withComponents(object, [...made, ...others])
}

function spansOf(of: Component): ReadonlyMap<string, Span> {
  const spans = new Map<string, { fromSeconds: number; toSeconds: number }>()
  addSpans(of, spans)
  for (const span of spans.values())
    if (span.fromSeconds > span.toSeconds) Object.assign(span, { fromSeconds: 0, toSeconds: 0 })
  return spans
}

function addSpans(
  of: Component,
  spans: Map<string, { fromSeconds: number; toSeconds: number }>,
): void {
  if (of.name === 'VTIMEZONE') return
  const end = recurrenceEnd(of)
  for (const property of of.properties) {
    const tzid = parameterValue(property, 'TZID')
    if (tzid === undefined || tzid === '') continue
    const times = wallsOf(property)
    const span = spans.get(tzid) ?? {
      fromSeconds: Number.POSITIVE_INFINITY,
      toSeconds: Number.NEGATIVE_INFINITY,
    }
    spans.set(tzid, span)
    for (const wall of times) {
      span.fromSeconds = Math.min(span.fromSeconds, wall)
      span.toSeconds = Math.max(span.toSeconds, wall, end)
    }
  }
  for (const each of of.components) addSpans(each, spans)
}

function wallsOf(property: Property): readonly number[] {
  const times = [...timesOf(property)]
  for (const { start, end } of periodsOf(property)) times.push(start, end ?? start)
  return times.map((each) => each.wallSeconds)
}

/** How far the component's rules reach: UNTIL, or without end. */
function recurrenceEnd(of: Component): number {
  let end = Number.NEGATIVE_INFINITY
  for (const { name, value } of of.properties) {
    if (name !== 'RRULE') continue
    end = Math.max(end, parseRule(value)?.until?.wallSeconds ?? Number.POSITIVE_INFINITY)
  }
  return end
}

/** Overridden components that are there only because Attendees answered them otherwise. */
import type { CalendarObject, Component } from '@parley/icalendar'
import { parameterValue, withParameter } from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { attendeesByAddress, partStatOf } from '../attendee.ts'
import { propertyChanges } from '../compare.ts'
import type { Context } from '../context.ts'
import { atSameTime } from '../moved.ts'
import type { PartKey, Parts } from '../parts.ts'
import { hasInstance, instanceAsComponent, partsOf } from '../parts.ts'

/**
 * The Organizer's new version with the instances that Attendees answered on their own, where the
 * version has no component for them: it was made before the answers came, and they are not the
 * Organizer's to take away (RFC 6638 §3.2.1). An instance that it excludes or moves is left as it is.
 */
export function withAnsweredInstances(
  held: CalendarObject | undefined,
  wanted: CalendarObject,
  context: Context,
): CalendarObject {
  const before = partsOf(held, context)
  const after = partsOf(wanted, context)
  if (before.master === undefined || after.master === undefined) return wanted
  const missing = [...before.overridden].filter(([key]) => !after.overridden.has(key))
  if (missing.length === 0) return wanted
  const series = seriesOf(before, context)
  const kept = missing.flatMap(([key, component]) => {
    const made = answered(key, component, { series, before, after })
    return made === undefined ? [] : [made]
  })
  return kept.length === 0 ? wanted : { ...wanted, components: [...wanted.components, ...kept] }
}

/** The version as if no instance had a component of its own. */
function seriesOf({ object, master }: Parts, context: Context): Parts {
  if (object === undefined || master === undefined) return partsOf(undefined, context)
  const zones = object.components.filter((each) => each.name === 'VTIMEZONE')
  return partsOf({ ...object, components: [...zones, master] }, context)
}

function answered(
  key: PartKey,
  held: Component,
  {
    series,
    before,
    after,
  }: { readonly series: Parts; readonly before: Parts; readonly after: Parts },
): Component | undefined {
  const plain = hasInstance(series, key) ? instanceAsComponent(series, key) : undefined
  const next = hasInstance(after, key) ? instanceAsComponent(after, key) : undefined
  if (plain === undefined || next === undefined) return undefined
  const own = { component: held, zones: before.zones }
  const changes = propertyChanges({ component: plain, zones: series.zones }, own)
  if (changes.length > 0 || !atSameTime(own, { component: next, zones: after.zones })) {
    return undefined
  }
  const others = attendeesByAddress(plain)
  const answers = attendeesByAddress(held)
  let differs = false
  const properties = next.properties.map((each) => {
    const answer = each.name === 'ATTENDEE' ? answers.get(addressOf(each)) : undefined
    const usual = answer && others.get(addressOf(each))
    if (answer === undefined || usual === undefined) return each
    if (partStatOf(answer) === partStatOf(usual)) return each
    differs = true
    const rsvp = parameterValue(answer, 'RSVP')
    const made = withParameter(each, 'PARTSTAT', partStatOf(answer))
    return withParameter(made, 'RSVP', ...(rsvp === undefined ? [] : [rsvp]))
  })
  return differs ? { ...next, properties } : undefined
}

/**
 * The ATTENDEEs of a component by address. One message reaches many, and each looks for one's own line
 * in it: what a component lists is worked out once, and kept as long as the component.
 */
import type { Component, Property } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { addressOf, calendarAddress } from './address.ts'

type Line = { readonly position: number; readonly property: Property }

export type AttendeeIndex = ReadonlyMap<CalendarAddress, Line>

/** 'asked': looked through once; most components are asked about no more than that. */
const kept = new WeakMap<Component, AttendeeIndex | 'asked'>()

/** Undefined the first time. The first line of each address, by its value and by its EMAIL. */
export function attendeeIndexOf(of: Component): AttendeeIndex | undefined {
  const known = kept.get(of)
  if (known === undefined) {
    kept.set(of, 'asked')
    return undefined
  }
  if (known !== 'asked') return known
  const made = new Map<CalendarAddress, Line>()
  of.properties.forEach((property, position) => {
    if (property.name !== 'ATTENDEE') return
    for (const address of [calendarAddress(property.value), addressOf(property)]) {
      if (!made.has(address)) made.set(address, { position, property })
    }
  })
  kept.set(of, made)
  return made
}

/** The ATTENDEEs of a component by address: one message reaches many, and each looks for one's own line. */
import type { Component, Property } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { addressOf, calendarAddress } from './address.ts'

type Line = { readonly position: number; readonly property: Property }

export type AttendeeIndex = ReadonlyMap<CalendarAddress, Line>

const kept = new WeakMap<Component, AttendeeIndex>()

/**
 * For whoever hands one component to many: `findAttendee` then finds the ATTENDEE of each (RFC 5545
 * §3.8.4.1) without looking through all. Kept as long as the component. Errors: none. Cost: linear in
 * its properties, once.
 */
export function indexAttendees(of: Component): void {
  if (kept.has(of)) return
  const made = new Map<CalendarAddress, Line>()
  of.properties.forEach((property, position) => {
    if (property.name !== 'ATTENDEE') return
    for (const address of [calendarAddress(property.value), addressOf(property)]) {
      if (!made.has(address)) made.set(address, { position, property })
    }
  })
  kept.set(of, made)
}

/** The first line of each address, by its value and by its EMAIL; undefined where nobody asked for it. */
export function attendeeIndexOf(of: Component): AttendeeIndex | undefined {
  return kept.get(of)
}

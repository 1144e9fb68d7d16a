/** The ATTENDEE and ORGANIZER properties of one component (RFC 5545 §3.8.4.1, §3.8.4.3). */
import type { Component, Property } from '@parley/icalendar'
import {
  firstProperty,
  parameter,
  parameterValue,
  parameterValues,
  withParameter,
  withProperties,
} from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from './address.ts'
import { addressOf, calendarAddress, isPropertyOf } from './address.ts'
import { attendeeIndexOf } from './attendee-index.ts'

/** The ATTENDEE of that user or address; the first, if there are several. */
export function findAttendee(
  of: Component,
  who: CalendarUser | CalendarAddress,
): Property | undefined {
  // An alias of a whole domain stands in no index.
  const isPattern = typeof who !== 'string' && who.aliases.some((each) => each.startsWith('*@'))
  const index = isPattern ? undefined : attendeeIndexOf(of)
  if (index === undefined) {
    return of.properties.find((each) => each.name === 'ATTENDEE' && isAttendeeOf(each, who))
  }
  if (typeof who === 'string') return index.get(who)?.property
  let first = index.get(who.address)
  for (const alias of who.aliases) {
    const other = index.get(alias)
    if (first === undefined || (other !== undefined && other.position < first.position)) {
      first = other
    }
  }
  return first?.property
}

/** Does this ATTENDEE (or ORGANIZER) mean that user or address? */
export function isAttendeeOf(of: Property, who: CalendarUser | CalendarAddress): boolean {
  if (typeof who !== 'string') return isPropertyOf(who, of)
  const value = calendarAddress(of.value)
  return value === who || (!value.includes('@') && addressOf(of) === who)
}

/** Every Attendee's address, in order, each once. */
export function attendeeAddresses(of: Component): readonly CalendarAddress[] {
  const addresses = new Set<CalendarAddress>()
  for (const each of of.properties) if (each.name === 'ATTENDEE') addresses.add(addressOf(each))
  return [...addresses]
}

/** ATTENDEEs by address; the first of each. One pass, for work on many Attendees at once. */
export function attendeesByAddress(of: Component): ReadonlyMap<CalendarAddress, Property> {
  const attendees = new Map<CalendarAddress, Property>()
  for (const each of of.properties) {
    if (each.name !== 'ATTENDEE') continue
    const address = addressOf(each)
    if (!attendees.has(address)) attendees.set(address, each)
  }
  return attendees
}

/** The component with this ATTENDEE in the place of the one of its address, or added at the end. */
export function withAttendee(of: Component, attendee: Property): Component {
  const address = addressOf(attendee)
  const index = of.properties.findIndex(
    (each) => each.name === 'ATTENDEE' && addressOf(each) === address,
  )
  return withAttendeeAt(of, index, attendee)
}

/** The component with `attendee` in the place of `held`; added at the end where it is not held. */
export function withAttendeeInPlaceOf(
  of: Component,
  held: Property,
  attendee: Property,
): Component {
  return held === attendee ? of : withAttendeeAt(of, of.properties.indexOf(held), attendee)
}

function withAttendeeAt(of: Component, index: number, attendee: Property): Component {
  if (index >= 0) {
    if (of.properties[index] === attendee) return of
    return { ...of, properties: of.properties.with(index, attendee) }
  }
  const last = of.properties.findLastIndex((each) => each.name === 'ATTENDEE')
  const at = last < 0 ? of.properties.length : last + 1
  return { ...of, properties: of.properties.toSpliced(at, 0, attendee) }
}

/** The component without the ATTENDEEs of that user or address. */
export function withoutAttendee(of: Component, who: CalendarUser | CalendarAddress): Component {
  if (findAttendee(of, who) === undefined) return of
  return withProperties(
    of,
    'ATTENDEE',
    of.properties.filter((each) => each.name === 'ATTENDEE' && !isAttendeeOf(each, who)),
  )
}

/** PARTSTAT in upper case; NEEDS-ACTION where it is missing or empty (RFC 5545 §3.2.12). */
export function partStatOf(attendee: Property): string {
  const value = parameterValue(attendee, 'PARTSTAT')
  return value === undefined || value === '' ? 'NEEDS-ACTION' : value.toUpperCase()
}

/** With another participation status; an answer given takes RSVP=TRUE away. */
export function withPartStat(attendee: Property, partStat: string): Property {
  const made = withParameter(attendee, 'PARTSTAT', partStat)
  return partStat === 'NEEDS-ACTION' ? made : withParameter(made, 'RSVP')
}

const needsAction = parameter('PARTSTAT', 'NEEDS-ACTION')
const rsvpTrue = parameter('RSVP', 'TRUE')

/** Asked anew: PARTSTAT=NEEDS-ACTION, RSVP=TRUE (RFC 6638 §3.2.8). */
export function withNeedsAction(attendee: Property): Property {
  if (partStatOf(attendee) === 'NEEDS-ACTION') {
    return withParameter(withParameter(attendee, 'PARTSTAT', 'NEEDS-ACTION'), 'RSVP', 'TRUE')
  }
  // In one go: a reschedule does this to every Attendee.
  let isExpected = false
  const parameters = attendee.parameters.map((each) => {
    if (each.name === 'PARTSTAT') return needsAction
    if (each.name !== 'RSVP') return each
    isExpected = true
    return rsvpTrue
  })
  if (!isExpected) parameters.push(rsvpTrue)
  return { ...attendee, parameters, source: undefined }
}

/** RSVP=TRUE? FALSE where it is missing (RFC 5545 §3.2.17). */
export function isReplyExpected(attendee: Property): boolean {
  return parameterValue(attendee, 'RSVP')?.toUpperCase() === 'TRUE'
}

/** The Delegates' addresses (DELEGATED-TO, RFC 5545 §3.2.5). */
export function delegatedTo(attendee: Property): readonly CalendarAddress[] {
  return parameterValues(attendee, 'DELEGATED-TO').map(calendarAddress)
}

/** The Delegators' addresses (DELEGATED-FROM, RFC 5545 §3.2.4). */
export function delegatedFrom(attendee: Property): readonly CalendarAddress[] {
  return parameterValues(attendee, 'DELEGATED-FROM').map(calendarAddress)
}

/** The component's Organizer, if it names one. */
export function organizerOf(of: Component): CalendarAddress | undefined {
  const organizer = firstProperty(of, 'ORGANIZER')
  return organizer === undefined ? undefined : addressOf(organizer)
}

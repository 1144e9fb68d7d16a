/** What is an Attendee's own, and stays his when the Organizer's update replaces the rest. */
import type { Component, Property } from '@parley/icalendar'
import {
  allProperties,
  component,
  firstProperty,
  onceFor,
  parameterValues,
  property,
  rawValue,
  textListOf,
  textListProperty,
  textProperty,
  withComponents,
  withParameter,
  withProperties,
  withProperty,
} from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from './address.ts'
import { addressOf, isAddressOf } from './address.ts'
import {
  delegatedFrom,
  delegatedTo,
  findAttendee,
  partStatOf,
  withAttendeeInPlaceOf,
  withNeedsAction,
} from './attendee.ts'

/** Properties that an Attendee may set himself (RFC 6638 §3.2.2.1), one of each. */
const ownNames = ['TRANSP', 'CLASS', 'COLOR', 'PERCENT-COMPLETE', 'COMPLETED'] as const

/** What `carryOver` needs to know beside the two components. */
export type CarryOverOptions = {
  /**
   * What the Organizer last sent of the things that an Attendee may set, `offeredBy` the component.
   * What differs from it is the Attendee's. Absent where it is not known: then what is held is his.
   */
  readonly offered?: readonly Property[] | undefined
  /** The time moved: his answer starts over. */
  readonly moved?: boolean
}

/**
 * The received component with what is the Attendee's own from the one that it replaces: alarms,
 * TRANSP, CLASS, COLOR, how far he is with a VTODO, CATEGORIES that he added, instances that he
 * took out, private X- properties, the schedule agent that his client set, and his participation
 * status unless the time moved.
 */
export function carryOver(
  previous: Component | undefined,
  received: Component,
  user: CalendarUser,
  options: CarryOverOptions = {},
): Component {
  if (previous === undefined) return received
  let made = received
  for (const name of ownNames) made = withOwn(made, previous, name, options.offered)
  made = withOwnCategories(made, previous, options.offered)
  made = withOwnExtensions(made, previous, options.offered)
  if (options.moved !== true) made = withOwnExclusions(made, previous, options.offered)
  made = withScheduleAgent(made, previous)
  made = withParticipation(made, previous, user, options.moved === true)
  return withAlarmsOf(made, previous)
}

/** The properties of what the Organizer sent that an Attendee may set otherwise. */
export const offeredBy: (received: Component) => readonly Property[] = onceFor((received) =>
  received.properties.filter(
    ({ name }) =>
      ownNames.some((each) => each === name) ||
      name === 'CATEGORIES' ||
      name === 'EXDATE' ||
      name.startsWith('X-'),
  ),
)

/** The component as first stored, with the user's default alarms in place of the Organizer's. */
export function withDefaultAlarms(of: Component, triggers: readonly string[]): Component {
  if (triggers.length === 0) return of
  const summary = firstProperty(of, 'SUMMARY')
  const alarms = triggers.map((trigger) =>
    component('VALARM', [
      property('ACTION', 'DISPLAY'),
      property('TRIGGER', trigger),
      property('DESCRIPTION', summary?.value || textProperty('DESCRIPTION', 'Reminder').value),
    ]),
  )
  return withComponents(of, [...of.components.filter((each) => each.name !== 'VALARM'), ...alarms])
}

function withOwn(
  received: Component,
  previous: Component,
  name: string,
  offered: readonly Property[] | undefined,
): Component {
  const held = firstProperty(previous, name)
  const base = offered?.find((each) => each.name === name)
  const isOwn = offered === undefined ? held !== undefined : held?.value !== base?.value
  return isOwn ? withProperties(received, name, held === undefined ? [] : [held]) : received
}

function withOwnCategories(
  received: Component,
  previous: Component,
  offered: readonly Property[] | undefined,
): Component {
  const held = allProperties(previous, 'CATEGORIES')
  if (held.length === 0) return received
  const base = (offered ?? []).filter((each) => each.name === 'CATEGORIES')
  const given = new Set(
    [...base, ...allProperties(received, 'CATEGORIES')].flatMap((each) => textListOf(each)),
  )
  const added = new Set(held.flatMap((each) => textListOf(each)).filter((text) => !given.has(text)))
  if (added.size === 0) return received
  const made = textListProperty('CATEGORIES', [...added])
  return withProperties(received, 'CATEGORIES', [...allProperties(received, 'CATEGORIES'), made])
}

function withOwnExtensions(
  received: Component,
  previous: Component,
  offered: readonly Property[] | undefined,
): Component {
  const names = new Set<string>()
  for (const { name } of previous.properties) if (name.startsWith('X-')) names.add(name)
  let made = received
  for (const name of names) {
    const held = allProperties(previous, name)
    const base = offered?.filter((each) => each.name === name)
    const isOwn =
      base === undefined ? firstProperty(received, name) === undefined : !sameValues(held, base)
    if (isOwn) made = withProperties(made, name, held)
  }
  return made
}

/** Instances that the Attendee took out of his copy (RFC 6638 §3.2.2.1) stay out of it. */
function withOwnExclusions(
  received: Component,
  previous: Component,
  offered: readonly Property[] | undefined,
): Component {
  if (offered === undefined) return received
  const given = new Set(
    [...offered, ...received.properties].filter((each) => each.name === 'EXDATE').flatMap(dates),
  )
  const own = allProperties(previous, 'EXDATE').filter((each) =>
    dates(each).some((date) => !given.has(date)),
  )
  if (own.length === 0) return received
  return withProperties(received, 'EXDATE', [...allProperties(received, 'EXDATE'), ...own])
}

function dates(of: Property): readonly string[] {
  const [tzid = ''] = parameterValues(of, 'TZID')
  return of.value.split(',').map((value) => `${tzid}:${value}`)
}

// Requirement: 6638/7.1/same-agent-per-organizer
// Requirement: 6638/3.2.2.2/same-agent-on-all-organizers
/** SCHEDULE-AGENT on ORGANIZER is the Attendee's client's (RFC 6638 §7.1, §3.2.2.2). */
function withScheduleAgent(received: Component, previous: Component): Component {
  const held = firstProperty(previous, 'ORGANIZER')
  const made = firstProperty(received, 'ORGANIZER')
  const agent = held === undefined ? [] : parameterValues(held, 'SCHEDULE-AGENT')
  if (made === undefined || agent.length === 0) return received
  return withProperty(received, withParameter(made, 'SCHEDULE-AGENT', ...agent))
}

// Requirement: 5546/3.4.2.2/personal-properties-kept
// Requirement: 5546/3.2.2.2/own-participation-stands
// Requirement: 5546/3.4.2.2/own-participation-stands
function withParticipation(
  received: Component,
  previous: Component,
  user: CalendarUser,
  moved: boolean,
): Component {
  const made = findAttendee(received, user)
  const held = findAttendee(previous, user)
  if (made === undefined || held === undefined) return received
  const answer = partStatOf(held)
  if (answer === 'DELEGATED') return withDelegation(received, held, made)
  if (moved) return withAttendeeInPlaceOf(received, made, withNeedsAction(made))
  // His client on another device may have answered: then the Organizer knows more than this copy.
  if (answer === 'NEEDS-ACTION' || partStatOf(made) === answer) return received
  const own = withParameter(made, 'PARTSTAT', answer)
  if (partStatOf(made) !== 'DELEGATED') return withAttendeeInPlaceOf(received, made, own)
  // He took his part back, and the Organizer may not count that: he may be asked, and say it again.
  const back = withParameter(withParameter(own, 'DELEGATED-TO'), 'RSVP', 'TRUE')
  return withAttendeeInPlaceOf(received, made, back)
}

/**
 * He delegated: that stands until the Organizer gives the invitation back to him, because the
 * Delegate declined (RFC 5546 §4.2.7), or shows that the part would come back to him.
 */
function withDelegation(received: Component, held: Property, made: Property): Component {
  const delegates = delegatedTo(held)
  const declined = delegates.some((each) => {
    const delegate = findAttendee(received, each)
    return delegate !== undefined && partStatOf(delegate) === 'DECLINED'
  })
  if (comesBack(received, delegates, addressOf(made))) return received
  if (delegatedFrom(made).some((each) => delegates.includes(each))) return received
  if (declined || partStatOf(made) === 'DELEGATED') return received
  const delegated = withParameter(
    withParameter(withParameter(made, 'PARTSTAT', 'DELEGATED'), 'RSVP'),
    'DELEGATED-TO',
    ...parameterValues(held, 'DELEGATED-TO'),
  )
  return withAttendeeInPlaceOf(received, made, delegated)
}

/** Do those who have the part by now pass it on to him again? */
function comesBack(
  received: Component,
  delegates: readonly CalendarAddress[],
  who: CalendarAddress,
): boolean {
  const seen = new Set<CalendarAddress>()
  const ahead = [...delegates]
  for (let each = ahead.pop(); each !== undefined; each = ahead.pop()) {
    if (each === who) return true
    if (seen.has(each)) continue
    seen.add(each)
    const line = findAttendee(received, each)
    if (line !== undefined && partStatOf(line) === 'DELEGATED') ahead.push(...delegatedTo(line))
  }
  return false
}

function withAlarmsOf(received: Component, previous: Component): Component {
  const isAlarm = (each: Component): boolean => each.name === 'VALARM'
  const alarms = previous.components.filter(isAlarm)
  if (alarms.length === 0 && !received.components.some(isAlarm)) return received
  const others = received.components.filter((each) => !isAlarm(each))
  return withComponents(received, [...others, ...alarms])
}

function sameValues(one: readonly Property[], other: readonly Property[]): boolean {
  return one.length === other.length && one.every((each, i) => each.value === other[i]?.value)
}

/**
 * Do the two differ in nothing but what is the Attendee's own? Then the overridden component is one
 * that he made by answering, and the master component speaks for it.
 */
export function differsOnlyPersonally(
  one: Component,
  other: Component,
  user: CalendarUser,
): boolean {
  const delegates = new Set([...delegatesOf(one, user), ...delegatesOf(other, user)])
  return organizersWords(one, user, delegates) === organizersWords(other, user, delegates)
}

const never: ReadonlySet<string> = new Set([
  ...ownNames,
  'CATEGORIES',
  'SEQUENCE',
  'DTSTAMP',
  'CREATED',
  'LAST-MODIFIED',
  'RECURRENCE-ID',
  'RRULE',
  'RDATE',
  'EXDATE',
])

function organizersWords(
  of: Component,
  user: CalendarUser,
  delegates: ReadonlySet<CalendarAddress>,
): string {
  const own = findAttendee(of, user)
  const lines: string[] = []
  for (const each of of.properties) {
    if (never.has(each.name) || each.name.startsWith('X-') || each === own) continue
    if (each.name === 'ATTENDEE' && delegates.has(addressOf(each))) continue
    // Others' answers come and go; whether they are invited is the Organizer's word.
    lines.push(`${each.name}:${each.name === 'ATTENDEE' ? each.value.toLowerCase() : each.value}`)
  }
  return lines.sort().join('\n')
}

/** Whom he delegated to, and takes back, is his own doing. */
function delegatesOf(of: Component, user: CalendarUser): readonly CalendarAddress[] {
  return allProperties(of, 'ATTENDEE')
    .filter((each) => each.parameters.length > 0)
    .filter((each) => delegatedFrom(each).some((from) => isAddressOf(user, from)))
    .map((each) => addressOf(each))
}

/** The STATUS of a component in upper case. */
export function isCancelled(of: Component): boolean {
  return rawValue(of, 'STATUS')?.toUpperCase() === 'CANCELLED'
}

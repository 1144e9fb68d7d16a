/** How far a message came, and why it goes no further: SCHEDULE-STATUS (RFC 6638 §3.2.9). */
import {
  allProperties,
  type CalendarObject,
  type Component,
  type Property,
  parameterValue,
  rawValue,
  withComponents,
  withParameter,
  withProperties,
} from '@parley/icalendar'
import {
  addressOf,
  type CalendarAddress,
  calendarAddress,
  isSchedulingComponent,
  type SendEffect,
} from '@parley/itip'
import { settingsOf } from '../people.ts'
import { admissionFor, admits } from './admission.ts'
import { calendarFor, type Desk, type Holder } from './desk.ts'

// Requirement: 6638/3.2.9/1.1-sent
// Requirement: 6638/3.2.9/3.7-unknown-calendar-user
// Requirement: 6638/3.2.9/5.2-no-route
/**
 * Why nothing can be sent there: nobody has the address in a mail domain that is ours (3.7), or it
 * is no mail address (5.2); RFC 6638 §3.2.9.
 */
export function unreachableStatus(desk: Desk, address: CalendarAddress): '3.7' | '5.2' | undefined {
  const at = address.lastIndexOf('@')
  if (at <= 0 || at === address.length - 1) return '5.2'
  const { domains } = desk.parts.config
  return domains.some((each) => each.toLowerCase() === address.slice(at + 1)) ? '3.7' : undefined
}

// Requirement: 6638/4.3/no-calendar-rejects-delivery
// Requirement: 6638/3.2.9/5.3-scheduling-not-allowed
/**
 * Holds the recipient something of it already, or is there a calendar that it fits into, and is its
 * originator one whose invitations are wanted?
 */
export function takesDelivery(
  holder: Holder,
  { componentName, originator }: Pick<SendEffect, 'componentName' | 'originator'>,
): boolean {
  if (holder.stored !== undefined || componentName === 'VFREEBUSY') return true
  const unwanted = settingsOf(holder.principal).unwantedSenders
  if (unwanted?.includes(originator) === true) return false
  return calendarFor(holder, componentName) !== undefined
}

// Requirement: 6638/3.2.9/3.8-no-privilege
/** How far a message comes with somebody here. `asker` is who sends it, as `namesOf` gives them. */
export function deliveryStatus(
  holder: Holder,
  effect: Pick<SendEffect, 'componentName' | 'originator' | 'method'>,
  asker: readonly string[],
): '1.2' | '3.8' | '5.3' {
  if (!admits(holder.principal, admissionFor(effect.method), asker)) return '3.8'
  return takesDelivery(holder, effect) ? '1.2' : '5.3'
}

// Requirement: 6638/3.2.1.1/status-added
// Requirement: 6638/3.2.1.1/status-only-where-tried
// Requirement: 6638/3.2.1.2/status-updated
// Requirement: 6638/3.2.2.2/status-added
// Requirement: 6638/3.2.2.3/status-updated
// Requirement: 6638/3.2.9/delivery-status
// Requirement: 6638/3.2.9/no-reply-status-from-organizer
// Requirement: 6638/7.3/status-on-organizer-or-attendee
// Requirement: 6638/7.3/status-value-form
// Requirement: 6638/7.3/status-only-for-addressed-attendees
// Requirement: 6638/7.3/status-for-addressed-organizer
/** SCHEDULE-STATUS on the sender's own copy (RFC 6638 §3.2.9). */
export function setScheduleStatus(
  sender: Holder,
  effect: Pick<SendEffect, 'method'>,
  statuses: ReadonlyMap<CalendarAddress, string>,
): void {
  const { object } = sender.held
  if (object === undefined || statuses.size === 0) return
  const isReply = effect.method === 'REPLY'
  const name = isReply ? 'ORGANIZER' : 'ATTENDEE'
  const components = object.components.map((each) => {
    const held = each.properties.filter((property) => property.name === name)
    let changed = false
    const made = held.map((property) => {
      const status =
        statuses.get(addressOf(property)) ?? statuses.get(calendarAddress(property.value))
      if (status === undefined) return property
      const marked = withParameter(property, 'SCHEDULE-STATUS', status)
      changed ||= marked !== property
      return marked
    })
    return changed ? withProperties(each, name, made) : each
  })
  if (components.every((each, index) => each === object.components[index])) return
  sender.held = { ...sender.held, object: withComponents(object, components) }
}

/**
 * An Organizer's new version with what the server noted of deliveries: the client may have read its
 * own before a mail came back. Where the client sends by itself, its word stands (RFC 6638 §7.3).
 */
export function withHeldStatuses(
  object: CalendarObject,
  held: CalendarObject | undefined,
): CalendarObject {
  if (held === undefined) return object
  const before = new Map(held.components.map((each) => [instanceOf(each), each]))
  const components = object.components.map((each) => {
    const known = before.get(instanceOf(each))
    return known === undefined || !isSchedulingComponent(each) ? each : withStatusesOf(each, known)
  })
  const isSame = components.every((each, index) => each === object.components[index])
  return isSame ? object : withComponents(object, components)
}

function instanceOf(of: Component): string {
  return `${of.name} ${rawValue(of, 'RECURRENCE-ID') ?? ''}`
}

function withStatusesOf(of: Component, held: Component): Component {
  const statuses = new Map(
    allProperties(held, 'ATTENDEE').map((each) => [addressOf(each), statusesOf(each)]),
  )
  let changed = false
  const attendees = allProperties(of, 'ATTENDEE').map((each) => {
    const known = statuses.get(addressOf(each))
    if (known === undefined || known.length === 0 || !isSentByServer(each)) return each
    if (statusesOf(each).join() === known.join()) return each
    changed = true
    return withParameter(each, 'SCHEDULE-STATUS', ...known)
  })
  return changed ? withProperties(of, 'ATTENDEE', attendees) : of
}

function statusesOf(of: Property): readonly string[] {
  return of.parameters.find(({ name }) => name === 'SCHEDULE-STATUS')?.values ?? []
}

function isSentByServer(of: Property): boolean {
  return (parameterValue(of, 'SCHEDULE-AGENT') ?? 'SERVER').toUpperCase() === 'SERVER'
}

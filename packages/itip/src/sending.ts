/** The messages that are sent in answer to one received. */
import type { CalendarObject, Component, InstanceKey, Property } from '@parley/icalendar'
import { component, firstProperty, property } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { addressOf, addressUri } from './address.ts'
import { findAttendee } from './attendee.ts'
import type { Context } from './context.ts'
import type { SendEffect } from './effect.ts'
import type { ComponentName, Method } from './message.ts'
import { componentNames } from './message.ts'
import { isSchedulingComponent } from './read.ts'
import { withoutScheduleParameters } from './schedule-parameters.ts'
import { view } from './view.ts'
import { complete, dtstamp, stamped, withSentBy, write } from './write.ts'

type Sending = {
  readonly method: Method
  readonly uid: string
  readonly keys: readonly InstanceKey[]
  readonly components: readonly Component[]
  readonly recipients: readonly CalendarAddress[]
  readonly zonesFrom?: CalendarObject | undefined
}

export function sendEffect(of: Sending, context: Context): SendEffect {
  const { method, uid, keys, components, recipients, zonesFrom } = of
  return {
    kind: 'send',
    method,
    componentName: nameOf(components[0]),
    uid,
    keys,
    originator: context.self.address,
    sentBy: context.actingAs,
    recipients,
    message: write(method, components, context, zonesFrom),
    changes: [],
  }
}

function nameOf(of: Component | undefined): ComponentName {
  return componentNames.find((each) => each === of?.name) ?? 'VEVENT'
}

/** What the recipient may see of the object, as a REQUEST; undefined where he sees nothing. */
export function requestEffect(
  object: CalendarObject,
  of: {
    readonly uid: string
    readonly recipient: CalendarAddress
    readonly keys: readonly InstanceKey[]
    readonly comment?: string
  },
  context: Context,
): SendEffect | undefined {
  const seen = view(object, of.recipient, { ...context, keys: of.keys })
  const scheduled = seen?.components.filter(isSchedulingComponent) ?? []
  if (scheduled.length === 0) return undefined
  const { nowSeconds } = context
  const components = scheduled.map((each) =>
    withOrganizerSentBy(stamped(complete(each), { nowSeconds, comment: of.comment }), context),
  )
  const { uid, keys, recipient } = of
  return sendEffect(
    { method: 'REQUEST', uid, keys, components, recipients: [recipient], zonesFrom: seen },
    context,
  )
}

function withOrganizerSentBy(of: Component, context: Context): Component {
  const organizer = firstProperty(of, 'ORGANIZER')
  if (organizer === undefined || context.actingAs === undefined) return of
  const made = withSentBy(organizer, context)
  return { ...of, properties: of.properties.map((each) => (each === organizer ? made : each)) }
}

/** Tells somebody that what he asks about, or means to come to, is cancelled. */
export function cancelledEffect(
  target: Component,
  of: {
    readonly uid: string
    readonly recipient: CalendarAddress
    readonly key: InstanceKey
    readonly sequence: number
    readonly zonesFrom: CalendarObject | undefined
  },
  context: Context,
): SendEffect {
  const { uid, recipient, key, sequence, zonesFrom } = of
  const properties = [property('STATUS', 'CANCELLED')]
  const listed = [property('ATTENDEE', addressUri(recipient))]
  const components = [bareComponent(target, listed, { sequence, properties }, context)]
  return sendEffect(
    { method: 'CANCEL', uid, keys: [key], components, recipients: [recipient], zonesFrom },
    context,
  )
}

/**
 * A component with what names it and nothing more: UID, RECURRENCE-ID, SEQUENCE, ORGANIZER and the
 * given ATTENDEEs, stamped now. CANCEL, DECLINECOUNTER and REFRESH need no more.
 */
export function bareComponent(
  of: Component,
  attendees: readonly Property[],
  given: { readonly sequence: number | undefined; readonly properties?: readonly Property[] },
  context: Context,
): Component {
  const organizer = firstProperty(of, 'ORGANIZER')
  const recurrenceId = firstProperty(of, 'RECURRENCE-ID')
  const properties: Property[] = [
    property('UID', firstProperty(of, 'UID')?.value ?? ''),
    dtstamp(context.nowSeconds),
    ...(recurrenceId === undefined ? [] : [recurrenceId]),
    ...(given.sequence === undefined ? [] : [property('SEQUENCE', String(given.sequence))]),
    ...(organizer === undefined ? [] : [withoutScheduleParameters(organizer)]),
    ...attendees.map(withoutScheduleParameters),
    ...(given.properties ?? []),
  ]
  return component(of.name, properties)
}

/**
 * An Attendee asks the Organizer for the present state (RFC 5546 §3.2.6): the answer to a message
 * that shows that something was missed. Undefined where the message does not list our user, for
 * only Attendees are answered (§6.1.6).
 */
export function refreshEffect(
  uid: string,
  of: Component,
  context: Context,
): SendEffect | undefined {
  const organizer = firstProperty(of, 'ORGANIZER')
  const own = findAttendee(of, context.self)
  if (organizer === undefined || own === undefined) return undefined
  const self = withSentBy(property('ATTENDEE', addressUri(addressOf(own))), context)
  const whole = { ...of, properties: of.properties.filter((each) => each.name !== 'RECURRENCE-ID') }
  const asked = bareComponent(whole, [self], { sequence: undefined }, context)
  const recipients = [addressOf(organizer)]
  return sendEffect(
    { method: 'REFRESH', uid, keys: [''], components: [asked], recipients },
    context,
  )
}

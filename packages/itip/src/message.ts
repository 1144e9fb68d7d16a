/** Scheduling messages: what is exchanged (RFC 5546 §1.4, §3). One union member per component. */
import type { CalendarObject, Component } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'

/** The eight methods (RFC 5546 §1.4). */
export const methods = [
  'PUBLISH',
  'REQUEST',
  'REPLY',
  'ADD',
  'CANCEL',
  'REFRESH',
  'COUNTER',
  'DECLINECOUNTER',
] as const
/** A METHOD in the RFC's spelling (RFC 5546 §1.4). */
export type Method = (typeof methods)[number]

/** The components that are scheduled, in the order of RFC 5546 §3.2 to §3.5. */
export const componentNames = ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'] as const
/** The name of a component that is scheduled. */
export type ComponentName = (typeof componentNames)[number]

type MessageOf<Name extends ComponentName, M extends Method> = {
  readonly kind: 'message'
  readonly method: M
  readonly componentName: Name
  readonly uid: string
  /** As the message says; some Exchange replies have none (quirk `reply-without-organizer`). */
  readonly organizer: CalendarAddress | undefined
  /** The scheduling components, in their order: master and overridden ones of one UID. */
  readonly components: readonly Component[]
  /** The whole calendar object, with its VTIMEZONEs. */
  readonly object: CalendarObject
}

/** RFC 5546 §3.2: a VEVENT has all eight methods. */
export type EventMessage = MessageOf<'VEVENT', Method>
/** RFC 5546 §3.4: a VTODO has all eight methods. */
export type TodoMessage = MessageOf<'VTODO', Method>
/** RFC 5546 §3.5: a journal is published, added to and cancelled, never answered. */
export type JournalMessage = MessageOf<'VJOURNAL', 'PUBLISH' | 'ADD' | 'CANCEL'>
/** RFC 5546 §3.3. */
export type FreeBusyMessage = MessageOf<'VFREEBUSY', 'PUBLISH' | 'REQUEST' | 'REPLY'>
/** What is exchanged about one UID. Made by `read`; `write` makes its calendar object. */
export type Message = EventMessage | TodoMessage | JournalMessage | FreeBusyMessage

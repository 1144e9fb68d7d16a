/** Scheduling messages: what is exchanged (RFC 5546 §1.4, §3). One union member per component. */
import type { CalendarObject, Component } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'

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
export type Method = (typeof methods)[number]

export const componentNames = ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'] as const
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

export type EventMessage = MessageOf<'VEVENT', Method>
export type TodoMessage = MessageOf<'VTODO', Method>
/** RFC 5546 §3.5: a journal is published, added to and cancelled, never answered. */
export type JournalMessage = MessageOf<'VJOURNAL', 'PUBLISH' | 'ADD' | 'CANCEL'>
/** RFC 5546 §3.3. */
export type FreeBusyMessage = MessageOf<'VFREEBUSY', 'PUBLISH' | 'REQUEST' | 'REPLY'>
export type Message = EventMessage | TodoMessage | JournalMessage | FreeBusyMessage

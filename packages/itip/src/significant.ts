/** What differs between two versions, and what it means (RFC 5546 §2.1.4, RFC 6638 §3.2.8). */
import type { InstanceKey, Property } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'

/** What changed for one instance ('' = the series). */
export type InstanceChange = {
  readonly key: InstanceKey
  readonly kind: 'added' | 'changed' | 'cancelled' | 'removed' | 'restored'
  readonly properties: readonly PropertyChange[]
  /** The SEQUENCE of this component must rise (§2.1.4). */
  readonly raisesSequence: boolean
  /** Answers to this component start over: the time moved (6638 §3.2.8). */
  readonly resetsParticipation: boolean
  readonly attendeesAdded: readonly CalendarAddress[]
  readonly attendeesRemoved: readonly CalendarAddress[]
}

export type PropertyChange = {
  readonly name: string
  readonly before: readonly Property[]
  readonly after: readonly Property[]
}

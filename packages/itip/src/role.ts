/** Which part a calendar user has in what he holds (RFC 5546 §1.3). */
import type { Component } from '@parley/icalendar'
import { firstProperty } from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from './address.ts'
import { isAddressOf, isPropertyOf } from './address.ts'
import { findAttendee } from './attendee.ts'
import { isSchedulingComponent } from './read.ts'
import type { HeldState } from './state.ts'

/**
 * `organizer` and `attendee` as RFC 5546 §1.3; `owner`: nobody is invited and nobody organizes, it
 * is the user's own; `other`: it is organized, and the user is not in it.
 */
export type ItipRole = 'organizer' | 'attendee' | 'owner' | 'other'

/** The user's part in the object held; `owner` where nothing is held. */
export function roleOf(held: HeldState, user: CalendarUser): ItipRole {
  if (held.object === undefined) return 'owner'
  return roleIn(held.object.components.filter(isSchedulingComponent), user)
}

// Requirement: 6638/3.1/organizer-object
// Requirement: 6638/3.1/attendee-object
// Requirement: 5546/1.3/initiator-is-organizer
// Requirement: 5546/1.3/listed-is-attendee
// Requirement: 5546/1.3/unlisted-is-other-cu
/** The user's part in these components of one UID. An Organizer who attends is the Organizer. */
export function roleIn(components: readonly Component[], user: CalendarUser): ItipRole {
  let organized = false
  let attends = false
  for (const each of components) {
    const organizer = firstProperty(each, 'ORGANIZER')
    if (organizer !== undefined) {
      if (isPropertyOf(user, organizer)) return 'organizer'
      organized = true
    }
    attends ||= findAttendee(each, user) !== undefined
  }
  return attends ? 'attendee' : organized ? 'other' : 'owner'
}

/**
 * Did our user send this himself, as the Organizer? Then it came back to him, or someone speaks in
 * his name; his copy is the source of such messages and never takes anything from them.
 */
export function isOwnMessage(
  held: readonly Component[],
  organizer: CalendarAddress | undefined,
  user: CalendarUser,
): boolean {
  if (held.length > 0) return roleIn(held, user) === 'organizer'
  return organizer !== undefined && isAddressOf(user, organizer)
}

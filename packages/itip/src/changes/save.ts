/** The user's new version of the whole calendar object (RFC 6638 §3.2). */
import type { CalendarObject, Component } from '@parley/icalendar'
import { rawValue } from '@parley/icalendar'
import { addressOf, isPropertyOf } from '../address.ts'
import type { SaveChange } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { isSchedulingComponent } from '../read.ts'
import type { ItipRole } from '../role.ts'
import { roleIn } from '../role.ts'
import { isSameComponent } from '../same.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { withAnsweredInstances } from './answered-instances.ts'
import { attendeeTransition } from './attendee-save.ts'
import { stay } from './decision.ts'
import { organizerTransition } from './organizer.ts'
import { settledObject } from './organizer-version.ts'

// Requirement: 6638/3.2/behaviour-by-owner-part
export function save(held: HeldState, change: SaveChange, context: Context): Transition {
  const components = change.object.components.filter(isSchedulingComponent)
  if (components.length === 0 || components.some((each) => rawValue(each, 'UID') !== held.uid)) {
    throw new TypeError(`the object to save holds components of another UID than ${held.uid}`)
  }
  const before = partIn(held.object, context)
  const after = roleIn(components, context.self)
  if (before === 'organizer') return saveAsOrganizer(held, change, context, after)
  // An Attendee stays one whatever the new version says (RFC 6638 §3.2.2.1).
  if (before === 'attendee') return attendeeTransition(held, change, context)
  if (!sameOrganizer(components)) {
    return stay(held, because('6638/3.2.4.2/same-organizer-in-all-components'))
  }
  // What was published is numbered like what is sent to Attendees (RFC 5546 §4.1.2).
  const isPublished = after === 'owner' && held.ledger.revisions.has('')
  if (after === 'organizer' || isPublished) {
    return organizerTransition(held, change.object, context, change)
  }
  if (after === 'attendee') return attendeeTransition(held, change, context)
  const reason =
    after === 'owner'
      ? because('6638/3.1/no-organizer-no-scheduling')
      : because('6638/3.1/owner-not-addressed-no-scheduling')
  return { state: stored(held, change.object), effects: [], explanation: [reason] }
}

function saveAsOrganizer(
  held: HeldState,
  change: SaveChange,
  context: Context,
  after: ItipRole,
): Transition {
  const components = change.object.components.filter(isSchedulingComponent)
  if (after === 'organizer') {
    if (!sameOrganizer(components)) {
      return stay(held, because('6638/3.2.4.2/same-organizer-in-all-components'))
    }
    const object =
      change.silent === true
        ? change.object
        : withAnsweredInstances(held.object, change.object, context)
    return organizerTransition(held, object, context, change)
  }
  if (after === 'owner') {
    // No ORGANIZER any more: everybody invited is told that it is off.
    const off = organizerTransition(held, undefined, context, {
      silent: change.silent,
      reasons: [because('6638/3.2.3.1/scheduling-becomes-plain-removes')],
    })
    return { ...off, state: stored(off.state, change.object) }
  }
  return stay(held, because('6638/11.2/organizer-is-calendar-owner'))
}

function partIn(object: CalendarObject | undefined, { self }: Context): ItipRole {
  return object === undefined
    ? 'owner'
    : roleIn(object.components.filter(isSchedulingComponent), self)
}

/** Every ORGANIZER given is one and the same (RFC 6638 §3.2.4.2). */
function sameOrganizer(components: readonly Component[]): boolean {
  const named = components.flatMap((each) =>
    each.properties.filter(({ name }) => name === 'ORGANIZER'),
  )
  const [first] = named
  if (first === undefined) return true
  const user = { address: addressOf(first), aliases: [] }
  return named.every((each) => isPropertyOf(user, each))
}

function stored(held: HeldState, object: CalendarObject): HeldState {
  const made = settledObject(object, new Map())
  if (held.object !== undefined && isSameComponent(held.object, made)) return held
  return { ...held, object: made }
}

/** The Organizer calls something off: all, some instances, or some Attendees (RFC 5546 §3.2.5). */
import type { CalendarObject, Component, InstanceKey } from '@parley/icalendar'
import { property, withProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { findAttendee, withoutAttendee } from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import type { ComponentName } from '../message.ts'
import { cancelSection } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, hasInstance, instanceAsComponent, partsOf, putTogether } from '../parts.ts'
import { roleOf } from '../role.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { cancelPublished, hasGuests } from './cancel-published.ts'
import { cutBefore } from './cut.ts'
import { stay } from './decision.ts'
import { organizerTransition } from './organizer.ts'
import { withoutInstances } from './without-instances.ts'

type CancelChange = Extract<Change, { readonly kind: 'cancel' }>

export function cancel(held: HeldState, change: CancelChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const section = cancelSection((componentsOf(parts)[0]?.name ?? 'VEVENT') as ComponentName)
  if (held.object === undefined || roleOf(held, context.self) !== 'organizer') {
    return stay(held, because(`5546/${section}/organizer-cancels`))
  }
  const keys = change.keys?.filter((key) => key !== '')
  const missing = keys?.filter((key) => !hasInstance(parts, key)) ?? []
  if (missing.length > 0)
    return stay(held, because(`5546/${section}/unknown-instance`, { keys: missing }))
  if (!componentsOf(parts).some(hasGuests) || componentsOf(parts)[0]?.name === 'VJOURNAL') {
    return cancelPublished(held, parts, { ...change, keys: keys ?? [] }, context)
  }
  const wanted = wantedObject(parts, held.object, change, keys)
  return organizerTransition(held, wanted, context, { comment: change.comment })
}

function wantedObject(
  parts: Parts,
  object: CalendarObject,
  change: CancelChange,
  keys: readonly InstanceKey[] | undefined,
): CalendarObject {
  if (change.attendees !== undefined) return withoutGuests(parts, object, change.attendees, keys)
  if (keys === undefined || keys.length === 0) return calledOff(parts, object)
  const [first] = [...keys].sort()
  if (change.thisAndFuture === true && first !== undefined) return cutBefore(parts, object, first)
  return withoutInstances(parts, object, keys)
}

/** All of it: kept, as cancelled. */
function calledOff(parts: Parts, object: CalendarObject): CalendarObject {
  const components = componentsOf(parts).map((each) =>
    isCancelled(each) ? each : withProperty(each, property('STATUS', 'CANCELLED')),
  )
  return putTogether(object, components)
}

/** Attendees off everything, or off some instances, which get components of their own. */
function withoutGuests(
  parts: Parts,
  object: CalendarObject,
  addresses: readonly CalendarAddress[],
  keys: readonly InstanceKey[] | undefined,
): CalendarObject {
  const without = (of: Component): Component =>
    addresses.reduce((made, each) => withoutAttendee(made, each), of)
  if (keys === undefined || keys.length === 0) {
    const left = componentsOf(parts).map(without)
    return putTogether(object, left)
  }
  const made = new Map(parts.overridden)
  for (const key of keys) {
    const of = parts.overridden.get(key) ?? instanceAsComponent(parts, key)
    if (of !== undefined && addresses.some((each) => findAttendee(of, each)))
      made.set(key, without(of))
  }
  return putTogether(object, componentsOf({ master: parts.master, overridden: made }))
}

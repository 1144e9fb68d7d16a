/** The publisher calls off what has no Attendees (RFC 5546 §4.1.3, §3.5.3). */
import type { Component, InstanceKey } from '@parley/icalendar'
import { property, withProperties } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import type { ComponentName } from '../message.ts'
import { cancelSection } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, instanceAsComponent } from '../parts.ts'
import { bareComponent, sendEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { organizerTransition } from './organizer.ts'
import { nextSequence } from './organizer-version.ts'
import { withoutInstances } from './without-instances.ts'

type Cancelling = {
  readonly keys: readonly InstanceKey[]
  /** Where it was published to. */
  readonly attendees?: readonly CalendarAddress[]
  readonly comment?: string
}

export function hasGuests(of: Component): boolean {
  return of.properties.some(({ name }) => name === 'ATTENDEE')
}

// Requirement: 5546/3.5.3/whole-without-recurrence-id
// Requirement: 5546/3.5.3/instance-with-recurrence-id
// Requirement: 5546/3.5.3/several-instances
// Requirement: 5546/3.5.3/sequence-raised
// Requirement: 5546/3.5.3/uid-of-original
/** Nobody is listed, so those to be told are named by the change. */
export function cancelPublished(
  held: HeldState,
  parts: Parts,
  { keys, attendees = [] }: Cancelling,
  context: Context,
): Transition {
  const { object } = held
  if (object === undefined) return organizerTransition(held, undefined, context)
  const sequence = nextSequence(held, parts)
  const targets =
    keys.length === 0
      ? [parts.master ?? componentsOf(parts)[0]]
      : keys.map((key) => parts.overridden.get(key) ?? instanceAsComponent(parts, key))
  const properties = [property('STATUS', 'CANCELLED')]
  const components = targets.flatMap((each) =>
    each === undefined ? [] : [bareComponent(each, [], { sequence, properties }, context)],
  )
  const wanted =
    keys.length === 0
      ? { ...object, components: object.components.map(calledOff) }
      : withoutInstances(parts, object, keys)
  const name = (componentsOf(parts)[0]?.name ?? 'VEVENT') as ComponentName
  const made = organizerTransition(held, wanted, context, {
    raise: parts.master === undefined ? [...parts.overridden.keys()] : [''],
    reasons: [because(`5546/${cancelSection(name)}/organizer-cancels`, { recipients: attendees })],
  })
  if (attendees.length === 0) return made
  const effect = sendEffect(
    {
      method: 'CANCEL',
      uid: held.uid,
      keys: keys.length === 0 ? [''] : keys,
      components,
      recipients: attendees,
      zonesFrom: object,
    },
    context,
  )
  return { ...made, effects: [...made.effects, effect] }
}

function calledOff(of: Component): Component {
  if (of.name === 'VTIMEZONE') return of
  return withProperties(of, 'STATUS', [property('STATUS', 'CANCELLED')])
}

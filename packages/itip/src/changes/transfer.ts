/** Another Calendar User becomes Organizer (RFC 5546 §3.2.2.4, §4.2.11). */
import type { Component } from '@parley/icalendar'
import {
  firstProperty,
  parameterValue,
  property,
  withParameter,
  withProperty,
} from '@parley/icalendar'
import { addressUri, calendarAddress, isAddressOf } from '../address.ts'
import { findAttendee, withAttendee } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { componentsOf, partsOf, putTogether } from '../parts.ts'
import { roleOf } from '../role.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { partsInOrder } from './attendance.ts'
import { stay } from './decision.ts'
import { organizerTransition } from './organizer.ts'

type TransferChange = Extract<Change, { readonly kind: 'transfer-organizer' }>

// Requirement: 5546/3.2.2.4/new-organizer-raises-sequence
/**
 * The Organizer hands over to somebody, or an Attendee on whom all agreed takes over: the whole is
 * sent anew under the new ORGANIZER with a raised SEQUENCE. Answers stay.
 */
export function transferOrganizer(
  held: HeldState,
  change: TransferChange,
  context: Context,
): Transition {
  const parts = partsOf(held.object, context)
  const role = roleOf(held, context.self)
  const to = calendarAddress(change.to)
  const takesOver = role === 'attendee' && isAddressOf(context.self, to)
  const handsOver = role === 'organizer' && !isAddressOf(context.self, to)
  if (!takesOver && !handsOver) {
    return stay(held, because('5546/3.2.2.4/organizer-change-needs-consent', { to }))
  }
  const components = componentsOf(parts).map((each) =>
    withNewOrganizer(each, to, handsOver, context),
  )
  return organizerTransition(held, putTogether(held.object, components), context, {
    raise: partsInOrder(parts).map(([key]) => key),
    handsOver,
    reasons: [
      because('5546/3.2.2.4/new-organizer-sends-request', { to }),
      because('5546/4.2.11/replacement-raises-sequence'),
    ],
  })
}

function withNewOrganizer(
  of: Component,
  to: ReturnType<typeof calendarAddress>,
  handsOver: boolean,
  { self }: Context,
): Component {
  const line = findAttendee(of, to)
  const name = line && parameterValue(line, 'CN')
  const made = property('ORGANIZER', line?.value ?? addressUri(to))
  const organizer = name === undefined ? made : withParameter(made, 'CN', name)
  const led = withProperty(of, organizer)
  if (!handsOver || findAttendee(of, self) !== undefined) return led
  // Who organized goes on attending.
  const former = firstProperty(of, 'ORGANIZER')
  const mine = property('ATTENDEE', former?.value ?? addressUri(self.address))
  return withAttendee(led, withParameter(mine, 'PARTSTAT', 'ACCEPTED'))
}

/** An Attendee asks for the present state (RFC 5546 §3.2.6, §3.4.6). */
import { property, textProperty, withoutProperties } from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import type { ComponentName } from '../message.ts'
import { sectionOf } from '../outcome.ts'
import { componentsOf, partsOf } from '../parts.ts'
import { roleOf } from '../role.ts'
import { bareComponent, sendEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { withSentBy } from '../write.ts'
import { become, stay } from './decision.ts'
import { organizerIn } from './letters.ts'

type RefreshChange = Extract<Change, { readonly kind: 'refresh' }>

// Requirement: 5546/1.4/refresh-asks-latest
// Requirement: 5546/3.2.6/attendee-is-requester
// Requirement: 5546/3.4.6/uid-of-original
// Requirement: 5546/3.2.6/uid-of-request
export function refresh(held: HeldState, change: RefreshChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const [first] = componentsOf(parts)
  const organizer = organizerIn(parts)
  if (first === undefined || organizer === undefined || roleOf(held, context.self) !== 'attendee') {
    return stay(held, because('5546/1.4/attendee-methods', { method: 'REFRESH' }))
  }
  if (first.name !== 'VEVENT' && first.name !== 'VTODO') {
    return stay(
      held,
      because('5546/3/component-supports-method', { component: first.name, method: 'REFRESH' }),
    )
  }
  const isTodo = first.name === 'VTODO'
  const mine = componentsOf(parts).flatMap((each) => findAttendee(each, context.self) ?? [])[0]
  const self = withSentBy(property('ATTENDEE', mine?.value ?? context.self.address), context)
  const { comment } = change
  const properties = comment === undefined || isTodo ? [] : [textProperty('COMMENT', comment)]
  const whole = withoutProperties(first, 'RECURRENCE-ID')
  const asked = bareComponent(whole, [self], { sequence: undefined, properties }, context)
  // The table of §3.4.6 has no ORGANIZER.
  const components = [isTodo ? withoutProperties(asked, 'ORGANIZER') : asked]
  const recipients = [addressOf(organizer)]
  const effect = sendEffect(
    { method: 'REFRESH', uid: held.uid, keys: [''], components, recipients },
    context,
  )
  const section = sectionOf('refresh', first.name as ComponentName)
  return become(held, [effect], because(`5546/${section}/attendee-asks-latest`))
}

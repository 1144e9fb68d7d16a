/** The Organizer asks Attendees for their present status (RFC 5546 §3.2.2.7, §3.4.2.5). */
import { withParameter } from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { organizerOf } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import type { ComponentName } from '../message.ts'
import { sectionOf } from '../outcome.ts'
import { componentsOf, partsOf, putTogether } from '../parts.ts'
import { roleOf } from '../role.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { isOrganizerAsAttendee } from './attendance.ts'
import { stay } from './decision.ts'
import { organizerTransition } from './organizer.ts'

type ReconfirmChange = Extract<Change, { readonly kind: 'reconfirm' }>

// Requirement: 5546/2.1.4/organizer-may-ask-again
// Requirement: 5546/3.2.2.7/sequence-unchanged
// Requirement: 5546/3.4.2.5/sequence-unchanged
// Requirement: 5546/3.4.2.2/reconfirm-shows-status
/** RSVP=TRUE on those asked, by default on all; SEQUENCE stays. */
export function reconfirm(held: HeldState, change: ReconfirmChange, context: Context): Transition {
  const components = componentsOf(partsOf(held.object, context))
  const [first] = components
  if (first === undefined || roleOf(held, context.self) !== 'organizer') {
    return stay(held, because('5546/1.4/organizer-methods', { method: 'REQUEST' }))
  }
  const wanted = change.attendees && new Set(change.attendees)
  const asked = new Set<ReturnType<typeof addressOf>>()
  const made = components.map((of) => {
    const organizer = organizerOf(of)
    const properties = of.properties.map((each) => {
      if (each.name !== 'ATTENDEE' || isOrganizerAsAttendee(each, context.self, organizer))
        return each
      const address = addressOf(each)
      if (wanted !== undefined && !wanted.has(address)) return each
      asked.add(address)
      return withParameter(each, 'RSVP', 'TRUE')
    })
    return { ...of, properties }
  })
  if (asked.size === 0)
    return stay(
      held,
      because(
        `5546/${sectionOf('request', first.name as ComponentName)}/no-attendees-nothing-sent`,
      ),
    )
  const section = sectionOf('status', first.name as ComponentName)
  return organizerTransition(held, putTogether(held.object, made), context, {
    comment: change.comment,
    resend: [...asked],
    reasons: [because(`5546/${section}/organizer-asks-status`, { addresses: [...asked] })],
  })
}

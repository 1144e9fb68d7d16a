/** An Attendee passes an invitation on (RFC 5546 §3.2.2.6, §3.4.2.4). */
import type { Component, Property } from '@parley/icalendar'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import type { ComponentName } from '../message.ts'
import { sectionOf } from '../outcome.ts'
import { componentsOf, partsOf } from '../parts.ts'
import { roleOf } from '../role.ts'
import { sendEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { sharedComponent } from '../view.ts'
import { complete } from '../write.ts'
import { partsInOrder } from './attendance.ts'
import { become, stay } from './decision.ts'

type ForwardChange = Extract<Change, { readonly kind: 'forward' }>

// Requirement: 5546/4.2.8/forwarding-does-not-replace
// Requirement: 6047/2.2.3/forwarding-not-restricted
/**
 * The REQUEST goes on as it came: DTSTAMP and SEQUENCE as held, nobody added, and no comment put
 * in, for a forwarded REQUEST is not to be changed. Whoever gets it may answer the Organizer.
 */
export function forward(held: HeldState, change: ForwardChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const [first] = componentsOf(parts)
  const role = roleOf(held, context.self)
  if (first === undefined || (role !== 'attendee' && role !== 'other')) {
    return stay(held, because('5546/1.4/attendee-requests-only-to-delegate'))
  }
  if (first.name !== 'VEVENT' && first.name !== 'VTODO') {
    return stay(held, because('5546/3/component-supports-method', { method: 'REQUEST' }))
  }
  const section = sectionOf('forwarding', first.name as ComponentName)
  const forbidden = componentsOf(parts).some(forbidsForwarding)
  if (context.policy.forwarding === 'refuse' || forbidden) {
    return stay(held, because(`5546/${section}/attendee-may-forward`, { allowed: false }))
  }
  const recipients = change.to.map(calendarAddress)
  const components = partsInOrder(parts).map(([key, each]) =>
    complete(asSent(each, held.ledger.offered.get(key))),
  )
  const effect = sendEffect(
    {
      method: 'REQUEST',
      uid: held.uid,
      keys: [''],
      components,
      recipients,
      zonesFrom: held.object,
    },
    context,
  )
  return become(
    held,
    [effect],
    because(`5546/${section}/forward-unchanged`, { to: recipients }),
    because('5546/4.2.8/forwarder-does-not-add'),
  )
}

function forbidsForwarding(of: Component): boolean {
  return rawValue(of, 'X-MICROSOFT-DONOTFORWARDMEETING')?.toUpperCase() === 'TRUE'
}

const personal: ReadonlySet<string> = new Set([
  'CATEGORIES',
  'CLASS',
  'COMMENT',
  'COMPLETED',
  'PERCENT-COMPLETE',
  'TRANSP',
])

/** As the Organizer sent it: his TRANSP, CATEGORIES and the like, where they are known. */
function asSent(of: Component, offered: readonly Property[] | undefined): Component {
  const shared = sharedComponent(of)
  if (offered === undefined) return shared
  const isOwn = ({ name }: Property): boolean => personal.has(name) || name === 'EXDATE'
  const others = shared.properties.filter((each) => !isOwn(each))
  return { ...shared, properties: [...others, ...offered.filter(isOwn)] }
}

/** What is held, sent to anybody (RFC 5546 §3.2.1, §3.4.1, §3.5.1). */
import { firstProperty, property, withoutProperties, withProperty } from '@parley/icalendar'
import { addressUri } from '../address.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import type { ComponentName } from '../message.ts'
import { publishSection } from '../outcome.ts'
import { componentsOf, partsOf } from '../parts.ts'
import { revisionOf } from '../revision.ts'
import { roleOf } from '../role.ts'
import { sendEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { sharedComponent } from '../view.ts'
import { complete, stamped, withSentBy } from '../write.ts'
import { partsInOrder } from './attendance.ts'
import { become, stay } from './decision.ts'

type PublishChange = Extract<Change, { readonly kind: 'publish' }>

// Requirement: 5546/3.7.2/organizer-authorizes-update
/** Without Attendees; with the user as ORGANIZER, who may change it later (RFC 5546 §3.7.2). */
export function publish(held: HeldState, change: PublishChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const role = roleOf(held, context.self)
  const [first] = componentsOf(parts)
  if (first === undefined || role === 'attendee' || role === 'other') {
    return stay(held, because('5546/1.4/organizer-methods', { method: 'PUBLISH' }))
  }
  if (change.recipients.length === 0) return stay(held, because('5546/2.1.4/nothing-changed'))
  const { nowSeconds } = context
  const self = withSentBy(property('ORGANIZER', addressUri(context.self.address)), context)
  const components = componentsOf(parts).map((each) => {
    const bare = withoutProperties(sharedComponent(each), 'ATTENDEE')
    const named = firstProperty(bare, 'ORGANIZER') ? bare : withProperty(bare, self)
    return complete(stamped(named, { nowSeconds }))
  })
  const revisions = new Map(held.ledger.revisions)
  for (const [key, each] of partsInOrder(parts))
    revisions.set(key, { ...revisionOf(each), dtstampSeconds: nowSeconds })
  const { recipients } = change
  const effect = sendEffect(
    {
      method: 'PUBLISH',
      uid: held.uid,
      keys: [''],
      components,
      recipients,
      zonesFrom: held.object,
    },
    context,
  )
  const section = publishSection(first.name as ComponentName)
  const reason = because(`5546/${section}/attendees-absent`, { recipients })
  return become(withLedger(held, { revisions }), [effect], reason)
}

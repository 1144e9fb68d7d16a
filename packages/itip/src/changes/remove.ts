/** The user deletes what he holds (RFC 6638 §3.2.1.3, §3.2.2.4). */
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import { partsOf } from '../parts.ts'
import { revisionOf } from '../revision.ts'
import { roleOf } from '../role.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { partsInOrder } from './attendance.ts'
import { declineOnRemoval } from './attendee-save.ts'
import { stay } from './decision.ts'
import { organizerTransition } from './organizer.ts'

type DeleteChange = Extract<Change, { readonly kind: 'delete' }>

export function remove(held: HeldState, change: DeleteChange, context: Context): Transition {
  if (held.object === undefined) return stay(held, because('5546/2.1.4/nothing-changed'))
  const role = roleOf(held, context.self)
  if (role === 'organizer') return organizerTransition(held, undefined, context, change)
  const gone = forgotten(held, context)
  if (role === 'attendee') {
    const { effects, explanation } = declineOnRemoval(held, change, context)
    return { state: gone, effects, explanation }
  }
  const reason =
    role === 'owner'
      ? because('6638/3.1/no-organizer-no-scheduling')
      : because('6638/3.1/owner-not-addressed-no-scheduling')
  return { state: gone, effects: [], explanation: [reason] }
}

/** Nothing is held but the mark that keeps a late duplicate from bringing it back. */
function forgotten(held: HeldState, context: Context): HeldState {
  const cancelled = new Map(held.ledger.cancelled)
  for (const [key, each] of partsInOrder(partsOf(held.object, context))) {
    cancelled.set(key, held.ledger.revisions.get(key) ?? revisionOf(each))
  }
  return { ...withLedger(held, { cancelled }), object: undefined }
}

/** A change that is no PUT: an answer, a counter-proposal, a delegation, … in one transaction. */

import { parseCalendar } from '@parley/icalendar'
import type { CalendarAddress, Change, Transition } from '@parley/itip'
import { type Principal, resourcesByUid } from '@parley/store'
import type { Parts } from '../parts.ts'
import { change } from './deliver.ts'
import { clearDesk, type Holder, holderOf, openDesk, seat } from './desk.ts'
import { locksFor } from './store-object.ts'

export type Acting = {
  readonly principal: Principal
  readonly uid: string
  readonly requestId: string
  /** Set where someone acts for the principal: becomes SENT-BY. */
  readonly actingAs?: CalendarAddress
}

export type Changed = { readonly transition: Transition; readonly holder: Holder }

/** The principal changes what it holds of that UID; all that follows is saved with it. */
export async function changeHeld(parts: Parts, acting: Acting, what: Change): Promise<Changed> {
  const { principal, uid } = acting
  const [seen] = await parts.store.read((tables) => resourcesByUid(tables, [principal.id], uid))
  const locks = await locksFor(parts, uid, seen && parseCalendar(seen.text).objects[0])
  const done = await parts.store.write(locks, async (tables) => {
    const desk = openDesk(parts, tables, acting)
    await seat(desk, [principal])
    const holder = holderOf(desk, principal)
    const transition = await change(desk, holder, what, acting.actingAs)
    await clearDesk(desk)
    return { transition, holder, outboxGrew: desk.outbox.length > 0 }
  })
  if (done.outboxGrew) await parts.store.announce('outbox')
  if (done.holder.saved !== undefined) await parts.store.announce(done.holder.saved.collectionId)
  return done
}

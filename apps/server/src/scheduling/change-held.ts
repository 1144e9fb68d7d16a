/** A change that is no PUT: an answer, a counter-proposal, a delegation, … in one transaction. */

import type { CalendarAddress, Change, HeldState, Transition } from '@parley/itip'
import type { Principal } from '@parley/store'
import type { Parts } from '../parts.ts'
import { announceChanges, changesOf } from './announce.ts'
import { change } from './deliver.ts'
import { clearDesk, type Desk, type Holder, holderOf, openDesk, seat } from './desk.ts'

type Acting = {
  readonly principal: Principal
  readonly uid: string
  readonly requestId: string
  /** Set where someone acts for the principal: becomes SENT-BY. */
  readonly actingAs?: CalendarAddress
  /** Where a new resource goes; absent: the default calendar. */
  readonly place?: { readonly collectionId: string; readonly name: string }
  /** Looks at the decision before it is saved; what it throws undoes everything. */
  readonly judge?: (transition: Transition) => void
  /** Decides, and saves nothing. */
  readonly preview?: boolean
}

export type Changed = {
  readonly before: HeldState
  readonly transition: Transition
  readonly holder: Holder
  readonly desk: Desk
}

/** The change, or what makes it of what is held by then. What it throws undoes everything. */
export type Decision = Change | ((desk: Desk, holder: Holder) => Change | Promise<Change>)

/** The principal changes what it holds of that UID; all that follows is saved with it. */
export async function changeHeld(parts: Parts, acting: Acting, what: Decision): Promise<Changed> {
  const { principal, uid } = acting
  try {
    const done = await parts.store.write([`uid:${uid}`], async (tables) => {
      const desk = openDesk(parts, tables, acting)
      await seat(desk, [principal])
      const holder = holderOf(desk, principal)
      if (acting.place !== undefined) holder.place = acting.place
      const before = holder.held
      const wanted = typeof what === 'function' ? await what(desk, holder) : what
      const transition = await change(desk, holder, wanted, acting.actingAs)
      acting.judge?.(transition)
      if (wanted.kind === 'delete') holder.held = { ...holder.held, object: undefined }
      const changed: Changed = { before, transition, holder, desk }
      if (acting.preview === true) throw new Previewed(changed)
      await clearDesk(desk)
      return changed
    })
    await announceChanges(parts, changesOf(done.desk))
    return done
  } catch (thrown) {
    if (thrown instanceof Previewed) return thrown.changed
    throw thrown
  }
}

/** Leaves the transaction without a trace. */
class Previewed extends Error {
  readonly changed: Changed
  constructor(changed: Changed) {
    super('a preview saves nothing')
    this.changed = changed
  }
}

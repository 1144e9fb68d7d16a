/** The transition when our own calendar user changes something. */
import type { Change } from './change.ts'
import { cancel } from './changes/cancel.ts'
import { remove } from './changes/remove.ts'
import { reply } from './changes/reply.ts'
import { save } from './changes/save.ts'
import type { Context } from './context.ts'
import type { HeldState } from './state.ts'
import type { Transition } from './transition.ts'

export function originate(held: HeldState, change: Change, context: Context): Transition {
  switch (change.kind) {
    case 'save':
      return save(held, change, context)
    case 'cancel':
      return cancel(held, change, context)
    case 'reply':
      return reply(held, change, context)
    case 'delete':
      return remove(held, change, context)
    default:
      throw new TypeError(`no such change: ${change.kind}`)
  }
}

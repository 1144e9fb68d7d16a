/** The transition when our own calendar user changes something. */
import type { Change } from './change.ts'
import { add } from './changes/add.ts'
import { answerBusyTime, publishBusyTime, requestBusyTime } from './changes/busy-time.ts'
import { cancel } from './changes/cancel.ts'
import { counter } from './changes/counter.ts'
import { acceptCounter, declineCounter } from './changes/counters.ts'
import { delegate } from './changes/delegate.ts'
import { forward } from './changes/forward.ts'
import { publish } from './changes/publish.ts'
import { acceptQuestion, decideUninvited, dismissQuestion } from './changes/questions.ts'
import { reconfirm } from './changes/reconfirm.ts'
import { refresh } from './changes/refresh.ts'
import { remove } from './changes/remove.ts'
import { reply } from './changes/reply.ts'
import { save } from './changes/save.ts'
import { split } from './changes/split.ts'
import { transferOrganizer } from './changes/transfer.ts'
import type { Context } from './context.ts'
import { forMeeting } from './guest-list.ts'
import type { HeldState } from './state.ts'
import type { Transition } from './transition.ts'

/**
 * What a calendar user's change does to what he holds, and what others are told of it.
 *
 * State, effects and explanation come back; nothing else happens. Each message is one `send` effect
 * for all who may see the same. Where somebody is told nothing, the explanation says why. A change
 * that the user may not make, or about something not held, changes nothing; the same state object
 * comes back.
 *
 * Shapes: `held` is about one UID; `nothingHeld(uid)` where nothing is held yet. Errors: saving an
 * object of another UID is a `TypeError`. Cost: linear in Attendees and in bytes.
 *
 * @example
 * const { state, effects } = originate(nothingHeld(uid), { kind: 'save', object }, context)
 */
export function originate(held: HeldState, change: Change, given: Context): Transition {
  const context = forMeeting(held.object, given)
  switch (change.kind) {
    case 'save':
      return save(held, change, context)
    case 'delete':
      return remove(held, change, context)
    case 'cancel':
      return cancel(held, change, context)
    case 'add':
      return add(held, change, context)
    case 'publish':
      return publish(held, change, context)
    case 'reconfirm':
      return reconfirm(held, change, context)
    case 'accept-counter':
      return acceptCounter(held, change, context)
    case 'decline-counter':
      return declineCounter(held, change, context)
    case 'split':
      return split(held, change, context)
    case 'transfer-organizer':
      return transferOrganizer(held, change, context)
    case 'reply':
      return reply(held, change, context)
    case 'counter':
      return counter(held, change, context)
    case 'delegate':
      return delegate(held, change, context)
    case 'forward':
      return forward(held, change, context)
    case 'refresh':
      return refresh(held, change, context)
    case 'admit-uninvited':
      return decideUninvited(held, change.question, 'accept', context)
    case 'refuse-uninvited':
      return decideUninvited(held, change.question, 'refuse', context)
    case 'accept-question':
      return acceptQuestion(held, change.question, context)
    case 'dismiss-question':
      return dismissQuestion(held, change.question)
    case 'request-busy-time':
      return requestBusyTime(held, change, context)
    case 'answer-busy-time':
      return answerBusyTime(held, change, context)
    case 'publish-busy-time':
      return publishBusyTime(held, change, context)
  }
}

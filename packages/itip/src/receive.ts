/** The transition when a message arrives. */
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'
import type { Reason } from './explanation.ts'
import { because } from './explanation.ts'
import { forMeeting } from './guest-list.ts'
import type { Message } from './message.ts'
import { receiveAdd } from './methods/add.ts'
import { receiveCancel } from './methods/cancel.ts'
import { receiveCounter } from './methods/counter.ts'
import { receiveDeclineCounter } from './methods/decline-counter.ts'
import { receiveBusyTime } from './methods/free-busy.ts'
import { receivePublish } from './methods/publish.ts'
import { raiseQuestion } from './methods/question.ts'
import { receiveRefresh } from './methods/refresh.ts'
import { receiveReply } from './methods/reply.ts'
import { receiveRequest } from './methods/request.ts'
import type { Outcome } from './outcome.ts'
import { notify, unchanged } from './outcome.ts'
import type { HeldState } from './state.ts'
import type { ReceivedTransition } from './transition.ts'
import type { Violation } from './validate.ts'
import { validateUnder } from './validate.ts'

// Requirement: 6047/2.2.1/verify-before-acting
/**
 * What a message does to what one calendar user holds about its UID.
 *
 * First the message is held against the tables (`validateUnder`), then its originator is judged
 * (`authorize`), then it is classified and, where it is news, applied. State, effects and
 * explanation come back; nothing else happens. The same message received again changes nothing, and
 * the same state object comes back.
 *
 * Shapes: `held.uid` is the message's; `nothingHeld(uid)` where nothing is held yet. Errors: another
 * UID is a `TypeError`; a message that is at fault is a result like any other.
 *
 * @example
 * const { state, effects, explanation } = receive(nothingHeld(message.uid), message, context)
 */
export function receive(held: HeldState, message: Message, given: Context): ReceivedTransition {
  const context = forMeeting(held.object, given)
  // Requirement: 5546/3.5.2/uid-of-original
  if (held.uid !== message.uid) throw new TypeError('the message is about another UID')
  const found = context.violations ?? validateUnder(context.policy, message)
  const violations = found.map((each) =>
    isSettled(each, message, context) ? tolerated(each) : each,
  )
  const fault = violations.find((each) => each.level === 'error')
  if (fault !== undefined) return { ...refused(held, message, faultOf(fault)), violations }
  const refusal = authorize(held, message, context)
  if (refusal !== undefined) {
    return { ...unauthorized(held, message, context, refusal), violations }
  }
  return { ...byMethod(held, message, context), violations }
}

/**
 * Several Attendees in a REPLY say no harm where the transport tells which of them speaks: only his
 * own line counts.
 */
function isSettled(
  { level, path }: Violation,
  message: Message,
  { originator, policy }: Context,
): boolean {
  if (policy.refusedQuirks.includes('reply-lists-others')) return false
  if (level !== 'error' || message.method !== 'REPLY' || originator === undefined) return false
  return path[2] === 'ATTENDEE' && path[3] !== undefined && path[3] !== 0
}

function tolerated(violation: Violation): Violation {
  return { ...violation, level: 'warning', quirk: 'reply-lists-others' }
}

function faultOf({ requirement, expected, found, path }: Violation): Reason {
  return because(requirement, { path: path.join('/'), expected, found })
}

function refused(held: HeldState, message: Message, reason: Reason): Outcome {
  return unchanged(held, 'invalid', reason, [notify('not-applied', message.organizer, [])])
}

// Requirement: 6047/3/unauthorized-ignored
/** A message about something held waits for a person; about nothing held it is let go. */
function unauthorized(
  held: HeldState,
  message: Message,
  context: Context,
  reason: Reason,
): Outcome {
  if (held.object !== undefined && context.policy.unconfirmedOriginator !== 'refuse') {
    return raiseQuestion(held, 'unauthorized', message, context, 'unauthorized', [reason])
  }
  const told = notify('not-applied', context.originator?.address ?? message.organizer, [])
  return unchanged(held, 'unauthorized', reason, [told])
}

function byMethod(held: HeldState, message: Message, context: Context): Outcome {
  if (message.componentName === 'VFREEBUSY') return receiveBusyTime(held, message, context)
  switch (message.method) {
    case 'PUBLISH':
      return receivePublish(held, message, context)
    case 'REQUEST':
      return receiveRequest(held, message, context)
    case 'REPLY':
      return receiveReply(held, message, context)
    case 'ADD':
      return receiveAdd(held, message, context)
    case 'CANCEL':
      return receiveCancel(held, message, context)
    case 'REFRESH':
      return receiveRefresh(held, message, context)
    case 'COUNTER':
      return receiveCounter(held, message, context)
    case 'DECLINECOUNTER':
      return receiveDeclineCounter(held, message, context)
  }
}

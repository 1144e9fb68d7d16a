/** A person has decided on what a message asked. */
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { withoutQuestion } from '../ledger.ts'
import type { Policy } from '../policy.ts'
import { read } from '../read.ts'
import { receive } from '../receive.ts'
import type { HeldState, PendingQuestion, QuestionKind } from '../state.ts'
import type { Transition } from '../transition.ts'
import { become, stay } from './decision.ts'

/** The message is received again, by a policy that says what the person said. */
export function acceptQuestion(held: HeldState, id: string, context: Context): Transition {
  const question = find(held, id)
  if (question === undefined || question.question === 'busy-time') return stay(held, unknown(id))
  return decided(held, question, { ...context.policy, ...acceptance[question.question] }, context)
}

/** Let go: nothing is applied and nobody is told. */
export function dismissQuestion(held: HeldState, id: string): Transition {
  if (find(held, id) === undefined) return stay(held, unknown(id))
  return become(
    withoutQuestion(held, id),
    [],
    because('5546/2.1/organizer-holds-master', { question: id }),
  )
}

/** The Organizer admits an uninvited Attendee, or turns him away (RFC 5546 §3.2.2.6). */
export function decideUninvited(
  held: HeldState,
  id: string,
  decision: 'accept' | 'refuse',
  context: Context,
): Transition {
  const question = find(held, id)
  if (question?.question !== 'admit-uninvited') return stay(held, unknown(id))
  return decided(held, question, { ...context.policy, uninvitedAttendees: decision }, context)
}

const acceptance: Readonly<Record<Exclude<QuestionKind, 'busy-time'>, Partial<Policy>>> = {
  'admit-uninvited': { uninvitedAttendees: 'accept' },
  'counter-proposal': { counterProposals: 'accept' },
  'new-organizer': { organizerChange: 'accept' },
  unauthorized: { unconfirmedOriginator: 'apply' },
  'unknown-sender': { newInvitations: 'add', unconfirmedOriginator: 'apply' },
}

function decided(
  held: HeldState,
  question: PendingQuestion,
  policy: Policy,
  context: Context,
): Transition {
  const state = withoutQuestion(held, question.id)
  const message = read(question.message).messages.find(({ uid }) => uid === held.uid)
  if (message === undefined) return become(state, [], unknown(question.id))
  const made = receive(state, message, {
    ...vouched(question, context),
    policy,
    isDecided: true,
  })
  return { state: made.state, effects: made.effects, explanation: made.explanation }
}

/**
 * The person vouches for whoever spoke; where the transport contradicted the message, for what the
 * message itself says.
 */
function vouched({ question, from }: PendingQuestion, context: Context): Context {
  const { originator: _, ...rest } = context
  if (from === undefined || question === 'unauthorized' || question === 'unknown-sender')
    return rest
  return { ...rest, originator: { address: from, proven: true } }
}

export function find(held: HeldState, id: string): PendingQuestion | undefined {
  return held.ledger.questions.find((each) => each.id === id)
}

export function unknown(id: string): ReturnType<typeof because> {
  return because('5546/2.1.5/duplicate-ignored', { question: id })
}

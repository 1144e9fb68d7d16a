/** A person is asked, once for each message. */
import { rawValue } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import type { Classification } from '../classify.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { withQuestion } from '../ledger.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, explanationOf, unchanged } from '../outcome.ts'
import type { HeldState, QuestionKind } from '../state.ts'

/** The same message raises the same question: made of all that tells two messages apart. */
function questionId(
  question: QuestionKind,
  message: Message,
  from: CalendarAddress | undefined,
): string {
  const parts = message.components.map((each) =>
    ['RECURRENCE-ID', 'SEQUENCE', 'DTSTAMP'].map((name) => rawValue(each, name) ?? '').join(' '),
  )
  return [question, message.method, from ?? '', ...parts.sort()].join('|')
}

/** Keeps the message with the question; nothing else changes until a person has decided. */
export function raiseQuestion(
  held: HeldState,
  question: QuestionKind,
  message: Message,
  context: Context,
  classification: Classification,
  reasons: readonly Reason[],
  about?: CalendarAddress,
): Outcome {
  const from = about ?? context.originator?.address ?? message.organizer
  const id = questionId(question, message, from)
  const state = withQuestion(held, { id, question, from, message: message.object })
  const explanation = explanationOf(reasons, because('5546/2.1/organizer-holds-master'))
  if (state === held) return unchanged(held, classification, explanation)
  return changed(state, classification, explanation, [{ kind: 'ask', question, id, about: from }])
}

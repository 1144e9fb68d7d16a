/** Busy time is published, asked for, answered (RFC 5546 §3.3). */
import type { Component } from '@parley/icalendar'
import { firstProperty, withComponents } from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { clampRevision } from '../ledger.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, commentOf, notify, unchanged } from '../outcome.ts'
import { putTogether } from '../parts.ts'
import { isSchedulingComponent } from '../read.ts'
import { compareRevisions, revisionOf } from '../revision.ts'
import type { HeldState } from '../state.ts'
import { replyKey } from '../state.ts'
import { answerIn } from './answer.ts'
import { raiseQuestion } from './question.ts'

export function receiveBusyTime(held: HeldState, message: Message, context: Context): Outcome {
  if (message.method === 'PUBLISH') return receivePublished(held, message, context)
  if (message.method === 'REQUEST') return receiveAsked(held, message, context)
  return receiveAnswered(held, message, context)
}

// Requirement: 5546/3.3.1/several-components-allowed
/** The latest that was published takes the place of what is held. */
function receivePublished(held: HeldState, message: Message, context: Context): Outcome {
  const latest = message.components
    .map((each) => clampRevision(revisionOf(each), context.nowSeconds))
    .reduce((one, other) => (compareRevisions(one, other) >= 0 ? one : other), {
      sequence: 0,
      dtstampSeconds: 0,
    })
  const known = held.ledger.revisions.get('')
  if (known !== undefined && compareRevisions(latest, known) <= 0) {
    const isSame = compareRevisions(latest, known) === 0
    return isSame
      ? unchanged(held, 'duplicate', because('5546/2.1.5/duplicate-ignored'))
      : unchanged(held, 'obsolete', because('5546/2.1.5/older-discarded'))
  }
  const revisions = new Map(held.ledger.revisions).set('', latest)
  const object = putTogether(held.object, message.components, message.object)
  const state = { ...held, object, ledger: { ...held.ledger, revisions } }
  const reason = because('5546/3.3.1/anyone-may-publish', { organizer: message.organizer ?? '' })
  return changed(state, 'busy-time-published', reason, [
    notify('busy-time-received', message.organizer, []),
  ])
}

/** A person or a program decides what is told; the answer is the change `answer-busy-time`. */
function receiveAsked(held: HeldState, message: Message, context: Context): Outcome {
  const isListed = message.components.some((each) => findAttendee(each, context.self) !== undefined)
  if (!isListed) return unchanged(held, 'not-for-me', because('5546/3.3.2/recipient-not-listed'))
  const reason = because('5546/3.3.2/asks-for-busy-time', { from: message.organizer ?? '' })
  const about = message.organizer
  const outcome = raiseQuestion(
    held,
    'busy-time',
    message,
    context,
    'busy-time-requested',
    [reason, because('5546/3.3.2/nothing-is-scheduled')],
    about,
  )
  return outcome.state === held ? { ...outcome, classification: 'duplicate' } : outcome
}

/** Each Attendee's answer is kept beside the question, his latest in the place of his earlier. */
function receiveAnswered(held: HeldState, message: Message, context: Context): Outcome {
  const { object } = held
  if (object === undefined) {
    return unchanged(held, 'unknown', because('5546/3.3.3/uid-of-request', { uid: message.uid }))
  }
  let components: readonly Component[] = object.components
  const replies = new Map(held.ledger.replies)
  const answered: string[] = []
  for (const component of message.components) {
    const answer = answerIn(component, [], context)
    if (answer === undefined) continue
    const { address, revision, partStat } = answer
    const mark = replies.get(replyKey(address, ''))
    if (mark !== undefined && compareRevisions(revision, mark.revision) <= 0) continue
    replies.set(replyKey(address, ''), { address, key: '', revision, partStat })
    const asked = components.find((each) => isSchedulingComponent(each))
    const others = components.filter((each) => each === asked || !isAnswerOf(each, address))
    components = [...others, component]
    answered.push(address)
  }
  const [who] = answered
  if (who === undefined) {
    return unchanged(held, 'duplicate', because('5546/2.1.5/duplicate-reply-ignored'))
  }
  const state = {
    ...held,
    object: withComponents(object, components),
    ledger: { ...held.ledger, replies },
  }
  const reason = because('5546/3.3.3/answers-requester', { from: answered })
  const about = message.components[0] && firstProperty(message.components[0], 'ATTENDEE')
  const comment = commentOf(message.components)
  return changed(state, 'busy-time-answered', reason, [
    notify('busy-time-received', about && addressOf(about), [], { comment }),
  ])
}

function isAnswerOf(component: Component, address: string): boolean {
  if (!isSchedulingComponent(component)) return false
  const attendees = component.properties.filter((each) => each.name === 'ATTENDEE')
  const [only] = attendees
  return attendees.length === 1 && only !== undefined && addressOf(only) === address
}

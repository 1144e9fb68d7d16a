/** An uninvited Attendee answers (RFC 5546 §3.2.3, §3.2.2.6, §5.2.2). */
import type { Component, Property } from '@parley/icalendar'
import { parameterValues, property, withParameter } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf, addressUri } from '../address.ts'
import { delegatedFrom, findAttendee, withAttendee } from '../attendee.ts'
import { nextSequence } from '../changes/organizer-version.ts'
import { because } from '../explanation.ts'
import type { Outcome } from '../outcome.ts'
import { changed, notify, sectionOf, unchanged } from '../outcome.ts'
import { componentsOf, instanceOfKey, partKeyOf, putTogether } from '../parts.ts'
import { compareRevisions } from '../revision.ts'
import { bareComponent, requestEffect, sendEffect } from '../sending.ts'
import { replyKey } from '../state.ts'
import { withSequence } from '../write.ts'
import type { Answer } from './answer.ts'
import { answerIn, withAnswer } from './answer.ts'
import { aboveCancel } from './delegation.ts'
import { raiseQuestion } from './question.ts'
import type { Replying } from './replying.ts'
import { targetOf } from './replying.ts'

// Requirement: 5546/4.2.8/uninvited-has-no-claim
// Requirement: 5546/4.2.8/organizer-may-add-forwarded
/** Admits, asks or turns away, as the policy says. */
export function receiveUninvited(work: Replying, component: Component): Outcome {
  const { held, message, context, parts } = work
  const answer = answerIn(component, componentsOf(parts), context)
  if (answer === undefined)
    return unchanged(held, 'invalid', because('5546/3.2.3/attendee-is-replier'))
  const section = sectionOf('forwarding', message.componentName)
  const { address, partStat } = answer
  const facts = { address, partStat, policy: context.policy.uninvitedAttendees }
  const key = instanceOfKey(partKeyOf(answer.component, parts, work.zones))
  const mark = held.ledger.replies.get(replyKey(address, key))
  if (mark !== undefined && compareRevisions(answer.revision, mark.revision) <= 0) {
    const reason = because('5546/2.1.5/late-reply-discarded', { address })
    return unchanged(held, 'obsolete', reason)
  }
  const delegator = delegatorIn(work, answer)
  const isOpen = context.policy.uninvitedAttendees !== 'accept' && context.isDecided !== true
  if (delegator !== undefined && isOpen) {
    // Held until the Delegator's REPLY names him, or a person admits him.
    const reason = because('5546/5.2.2/delegate-reply-accepted-or-held', { ...facts, delegator })
    return raiseQuestion(
      held,
      'admit-uninvited',
      message,
      context,
      'delegates-reply',
      [reason],
      address,
    )
  }
  switch (context.policy.uninvitedAttendees) {
    case 'ask': {
      const reason = because(`5546/${section}/organizer-decides-on-uninvited`, facts)
      return raiseQuestion(
        held,
        'admit-uninvited',
        message,
        context,
        'uninvited-reply',
        [reason],
        address,
      )
    }
    case 'refuse':
      return refuse(work, answer)
    case 'accept': {
      if (partStat !== 'DECLINED') return admit(work, answer)
      const reason = because(`5546/${section}/uninvited-not-admitted`, facts)
      return unchanged(held, 'uninvited-reply', reason)
    }
  }
}

/** The invited Attendee whose Delegate he says he is. */
function delegatorIn({ parts }: Replying, { line }: Answer): CalendarAddress | undefined {
  return delegatedFrom(line).find((address) =>
    componentsOf(parts).some((each) => findAttendee(each, address) !== undefined),
  )
}

function admit(work: Replying, answer: Answer): Outcome {
  const { held, parts, message, context } = work
  const { address, partStat } = answer
  const key = instanceOfKey(partKeyOf(answer.component, parts, work.zones))
  const target = targetOf(work, key)
  const name = message.componentName
  if (target === undefined) {
    const reason = because(`5546/${sectionOf('reply', name)}/unknown-instance`, { address, key })
    return unchanged(held, 'unknown', reason)
  }
  const made = aboveCancel(work, key, withAttendee(target, admitted(answer)))
  const overridden = new Map(parts.overridden)
  if (key !== '') overridden.set(key, made)
  const master = key === '' ? made : parts.master
  const object = putTogether(held.object, componentsOf({ master, overridden }))
  const replies = new Map(held.ledger.replies)
  const { revision } = answer
  replies.set(replyKey(address, key), { address, key, revision, partStat })
  const state = { ...held, object, ledger: { ...held.ledger, replies } }
  const request = requestEffect(
    object,
    { uid: message.uid, recipient: address, keys: [key] },
    context,
  )
  const told = notify('attendee-admitted', address, [key], { comment: answer.comment })
  const section = sectionOf('forwarding', name)
  const reason = because(`5546/${section}/uninvited-admitted`, { address, partStat })
  const sent = because(`5546/${section}/admitted-uninvited-gets-request`, { address })
  return request === undefined
    ? changed(state, 'uninvited-reply', reason, [told])
    : changed(state, 'uninvited-reply', [reason, sent], [told, request])
}

/** His ATTENDEE with what he may say of himself; the rest is the Organizer's to set (§3.2.2.6). */
function admitted(answer: Answer): Property {
  let made: Property = property('ATTENDEE', answer.line.value)
  for (const name of ['CN', 'CUTYPE', 'MEMBER', 'EMAIL', 'LANGUAGE', 'DELEGATED-FROM']) {
    made = withParameter(made, name, ...parameterValues(answer.line, name))
  }
  return withAnswer(made, answer)
}

// Requirement: 5546/3.4.3/uninvited-may-be-cancelled
function refuse(work: Replying, answer: Answer): Outcome {
  const { held, message, context, parts } = work
  const section = sectionOf('forwarding', message.componentName)
  const { address, partStat } = answer
  const key = instanceOfKey(partKeyOf(answer.component, parts, work.zones))
  const facts = { address, partStat, key }
  const reason = because(`5546/${section}/uninvited-not-admitted`, facts)
  const target = targetOf(work, key) ?? parts.master ?? componentsOf(parts)[0]
  // Put on record, so that the same REPLY is not answered twice.
  const replies = new Map(held.ledger.replies)
  replies.set(replyKey(address, key), { address, key, revision: answer.revision, partStat })
  const ledger = { ...held.ledger, replies }
  if (target === undefined || !isOpen.has(partStat) || attendsOthers(work, answer, key)) {
    return changed({ ...held, ledger }, 'uninvited-reply', reason, [])
  }
  const listed = property('ATTENDEE', addressUri(addressOf(answer.line)))
  // Every CANCEL raises SEQUENCE: whoever is invited after all is invited above it.
  const sequence = nextSequence(held, parts)
  const components = [bareComponent(target, [listed], { sequence }, context)]
  const raised = componentsOf(parts).map((each) =>
    each === target ? withSequence(each, sequence) : each,
  )
  const revision = { sequence, dtstampSeconds: context.nowSeconds }
  const revisions = new Map(held.ledger.revisions).set(key, revision)
  const object = putTogether(held.object, raised)
  const state = { ...held, object, ledger: { ...ledger, revisions } }
  const { uid } = message
  const recipients = [address]
  const sent = because(`5546/${section}/refused-uninvited-may-be-cancelled`, facts)
  const effect = sendEffect({ method: 'CANCEL', uid, keys: [key], components, recipients }, context)
  return changed(state, 'uninvited-reply', [reason, sent], [effect])
}

/** He means to come, or had somebody else come: he must hear that nothing comes of it. */
const isOpen: ReadonlySet<string> = new Set(['ACCEPTED', 'TENTATIVE', 'DELEGATED'])

/** A CANCEL of the whole would take from him the instances to which he is invited. */
function attendsOthers({ parts }: Replying, { address }: Answer, key: string): boolean {
  if (key !== '') return false
  return componentsOf(parts).some((each) => findAttendee(each, address) !== undefined)
}

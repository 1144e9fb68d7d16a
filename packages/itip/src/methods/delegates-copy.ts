/** The Delegator gets a copy of his Delegate's REPLY (RFC 5546 §3.2.2.3). */
import type { Component } from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { delegatedTo, findAttendee, withAttendeeInPlaceOf, withPartStat } from '../attendee.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, commentOf, notify, sectionOf, unchanged } from '../outcome.ts'
import type { PartKey, Parts } from '../parts.ts'
import { componentsOf, instanceOfKey, partKeyOf, putTogether, zonesFor } from '../parts.ts'
import { compareRevisions } from '../revision.ts'
import type { HeldState } from '../state.ts'
import { replyKey } from '../state.ts'
import { answerIn } from './answer.ts'

/** Notes the Delegate's answer in the Delegator's copy; nobody else's REPLY changes anything. */
export function receiveCopyOfReply(
  held: HeldState,
  parts: Parts,
  message: Message,
  context: Context,
): Outcome {
  const section = sectionOf('reply', message.componentName)
  const ignored = unchanged(held, 'not-for-me', because(`5546/${section}/recipient-not-organizer`))
  const [component] = message.components
  const answer = component && answerIn(component, componentsOf(parts), context)
  if (component === undefined || answer === undefined) return ignored
  const zones = zonesFor(message.object, context)
  const key = instanceOfKey(partKeyOf(component, parts, zones))
  const target = key === '' ? parts.master : parts.overridden.get(key)
  const self = target && findAttendee(target, context.self)
  if (target === undefined || self === undefined) return ignored
  const line = findAttendee(target, answer.address)
  const isDelegate = delegatedTo(self).includes(answer.address)
  if (line === undefined || !isDelegate) return ignored
  const who = addressOf(line)
  const mark = held.ledger.replies.get(replyKey(who, key))
  if (mark !== undefined && compareRevisions(answer.revision, mark.revision) <= 0) {
    return unchanged(held, 'duplicate', because('5546/2.1.5/duplicate-reply-ignored'))
  }
  const made = withAttendeeInPlaceOf(target, line, withPartStat(line, answer.partStat))
  const replies = new Map(held.ledger.replies)
  const { revision, partStat } = answer
  replies.set(replyKey(who, key), { address: who, key, revision, partStat })
  const object = putTogether(held.object, componentsOf(placed(parts, key, made)))
  const state = { ...held, object, ledger: { ...held.ledger, replies } }
  const topic = sectionOf('delegation', message.componentName)
  const reason = because(`5546/${topic}/delegate-may-reply-to-delegator`, { delegate: who })
  const comment = commentOf([component])
  return changed(state, 'delegates-reply', reason, [
    notify('attendee-replied', who, [key], { comment }),
  ])
}

function placed(
  parts: Parts,
  key: PartKey,
  made: Component,
): {
  readonly master: Component | undefined
  readonly overridden: ReadonlyMap<PartKey, Component>
} {
  if (key === '') return { master: made, overridden: parts.overridden }
  return { master: parts.master, overridden: new Map(parts.overridden).set(key, made) }
}

/** A calendar user receives a PUBLISH (RFC 5546 §3.2.1, §3.4.1, §3.5.1). */
import type { Component } from '@parley/icalendar'
import { allProperties, withProperties } from '@parley/icalendar'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, commentOf, explanationOf, notify, publishSection, unchanged } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, partsOf } from '../parts.ts'
import { isOwnMessage } from '../role.ts'
import { significantChanges } from '../significant.ts'
import type { HeldState } from '../state.ts'
import { install } from './install.ts'
import type { Incoming } from './order.ts'
import { incomingOf, judge } from './order.ts'
import { raiseQuestion } from './question.ts'

// Requirement: 5546/1.4/publish-without-interaction
// Requirement: 5546/4.1/published-incorporated
// Requirement: 5546/3.2.1/anyone-may-keep
// Requirement: 5546/3.5.1/organizer-may-follow-up
// Requirement: 5546/3.2.1/organizer-may-follow-up
// Requirement: 5546/3.4.1/organizer-may-follow-up
export function receivePublish(held: HeldState, message: Message, context: Context): Outcome {
  const parts = partsOf(held.object, context)
  if (isOwnMessage(componentsOf(parts), message.organizer, context.self)) {
    return unchanged(held, 'not-for-me', because('5546/2.1/own-message-ignored'))
  }
  const incoming = incomingOf(message, parts, context).map((each) => withInvitation(each, parts))
  const judged = incoming.map((each) => ({ each, ...judge(each, held.ledger, parts) }))
  const news = judged.filter(({ judgement }) => judgement === 'apply').map(({ each }) => each)
  const reasons = judged.map(({ reason }) => reason)
  const section = publishSection(message.componentName)
  if (news.length === 0) {
    const worst = judged.find(({ judgement }) => judgement !== 'duplicate') ?? judged[0]
    const judgement = worst?.judgement
    const classification =
      judgement === undefined || judgement === 'apply' ? 'duplicate' : judgement
    return unchanged(held, classification, worst?.reason ?? because('5546/2.1.5/duplicate-ignored'))
  }
  if (parts.object === undefined && context.policy.newInvitations === 'ask') {
    const reason = because('5546/6.1.5/automatic-entry-is-risky', { uid: message.uid })
    return raiseQuestion(held, 'unknown-sender', message, context, 'published', [reason])
  }
  const carried = new Set(incoming.map((each) => each.key))
  const { state } = install(held, parts, message, { carried, news }, context)
  const isNew = parts.object === undefined
  const changes = isNew ? [] : significantChanges(held.object, state.object, context)
  const keys = news.map((each) => each.key)
  const facts = { uid: message.uid, keys }
  const why =
    isInvitation(parts) && section === '3.2.1'
      ? because('5546/3.2.1/publish-keeps-invitation', facts)
      : because(`5546/${section}/no-reply-due`, facts)
  const comment = commentOf(news.map((each) => each.component))
  const told = notify('published', message.organizer, keys, { changes, comment })
  return changed(state, 'published', explanationOf([why, ...reasons], why), [told])
}

function isInvitation(parts: Parts): boolean {
  return componentsOf(parts).some((each) => each.properties.some(({ name }) => name === 'ATTENDEE'))
}

/** A PUBLISH says nothing of Attendees: those of an invitation stay as they are held. */
function withInvitation(each: Incoming, parts: Parts): Incoming {
  const held: Component | undefined = parts.overridden.get(each.key) ?? parts.master
  const attendees = held === undefined ? [] : allProperties(held, 'ATTENDEE')
  if (attendees.length === 0) return each
  return { ...each, component: withProperties(each.component, 'ATTENDEE', attendees) }
}

/** The Organizer receives a REFRESH (RFC 5546 §3.2.6, §3.4.6, §6.1.6). */
import type { Component, InstanceKey } from '@parley/icalendar'
import { firstProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import type { Context } from '../context.ts'
import type { SendEffect } from '../effect.ts'
import { because } from '../explanation.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { notify, sectionOf, unchanged } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, hasInstance, instanceOfKey, partKeyOf, partsOf, zonesFor } from '../parts.ts'
import { revisionOf } from '../revision.ts'
import { roleIn } from '../role.ts'
import { cancelledEffect, requestEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import { answerIn, invitedLine } from './answer.ts'

// Requirement: 5546/4.4.8/refresh-answer-holds-overrides
// Requirement: 5546/4.4.8/refresh-answer-holds-additions
// Requirement: 5546/3.2.2.2/answers-refresh
// Requirement: 5546/3.4.2.2/answers-refresh
// Requirement: 5546/3.2.6/instance-may-be-asked
// Requirement: 5546/3.4.6/instance-may-be-asked
/** Sends the Attendee the present state, or the CANCEL of what is no more; nothing changes here. */
export function receiveRefresh(held: HeldState, message: Message, context: Context): Outcome {
  const section = sectionOf('refresh', message.componentName)
  const parts = partsOf(held.object, context)
  const isOrganizer = roleIn(componentsOf(parts), context.self) === 'organizer'
  const [asked] = message.components
  if (held.object === undefined || !isOrganizer || asked === undefined) {
    return unchanged(held, 'unknown', because(`5546/${section}/unknown-uid`, { uid: message.uid }))
  }
  const who = requester(asked, parts, context)
  if (who === undefined) {
    // Who asks, or asked, without being invited gets nothing; to answer is to invite them.
    // Requirement: 5546/6.2.2/former-attendee-refresh-asked
    const from = context.originator?.address ?? addressOfRequester(asked)
    const facts = { originator: from ?? '' }
    const reasons = [
      because('5546/6.1.6/refresh-only-for-attendees', facts),
      because('5546/6.2.2/refresh-asked', facts),
    ] as const
    return unchanged(held, 'unauthorized', reasons, [notify('not-applied', from, [])])
  }
  if (context.policy.refresh === 'ignore') {
    const facts = { address: who, policy: 'ignore' }
    const reason = because(`5546/${section}/organizer-answers-latest`, facts)
    return unchanged(held, 'refresh', reason)
  }
  const zones = zonesFor(message.object, context)
  const key = instanceOfKey(partKeyOf(asked, parts, zones))
  // What the series does not have cannot be shown: then the whole tells what it does have.
  const wanted = hasInstance(parts, key) ? key : ''
  const told = notify('refresh-answered', who, [wanted])
  const cancel = cancelFor(parts, wanted, who, message, context)
  if (cancel !== undefined) {
    const reason = because(`5546/${section}/cancelled-answered-by-cancel`, { address: who })
    return unchanged(held, 'refresh', reason, [cancel, told])
  }
  const of = { uid: message.uid, recipient: who, keys: [wanted] }
  const request = requestEffect(held.object, of, context)
  const reason = because(`5546/${section}/organizer-answers-latest`, { address: who, key: wanted })
  return unchanged(held, 'refresh', reason, request === undefined ? [told] : [request, told])
}

function addressOfRequester(asked: Component): CalendarAddress | undefined {
  const line = firstProperty(asked, 'ATTENDEE')
  return line && addressOf(line)
}

/** By the address under which he is invited; undefined for anyone else. */
function requester(asked: Component, parts: Parts, context: Context): CalendarAddress | undefined {
  const answer = answerIn(asked, componentsOf(parts), context)
  for (const each of componentsOf(parts)) {
    const line =
      answer === undefined
        ? context.originator && findAttendee(each, context.originator.address)
        : invitedLine(each, answer, context)
    if (line !== undefined) return addressOf(line)
  }
  return undefined
}

function cancelFor(
  parts: Parts,
  key: InstanceKey,
  who: CalendarAddress,
  message: Message,
  context: Context,
): SendEffect | undefined {
  const whole = parts.master ?? componentsOf(parts)[0]
  const target = key === '' ? whole : (parts.overridden.get(key) ?? whole)
  if (target === undefined || !isCancelled(target)) return undefined
  const { sequence } = revisionOf(target)
  const of = { uid: message.uid, recipient: who, key, sequence, zonesFrom: parts.object }
  return cancelledEffect(target, of, context)
}

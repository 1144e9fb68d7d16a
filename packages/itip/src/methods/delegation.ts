/** What a delegation does to the Organizer's copy (RFC 5546 §3.2.2.3, §4.2.5 to §4.2.7). */
import type { Component, InstanceKey, Property } from '@parley/icalendar'
import {
  allProperties,
  parameter,
  parameterValue,
  parameterValues,
  property,
  withParameter,
} from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf, addressUri, calendarAddress } from '../address.ts'
import {
  attendeesByAddress,
  delegatedFrom,
  delegatedTo,
  findAttendee,
  withAttendee,
  withAttendeeInPlaceOf,
  withNeedsAction,
  withoutAttendee,
} from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import { isGuest, withDelegated, withDelegator } from '../changes/delegates.ts'
import { nextSequence } from '../changes/organizer-version.ts'
import type { Facts } from '../explanation.ts'
import { because } from '../explanation.ts'
import { sectionOf } from '../outcome.ts'
import { revisionOf } from '../revision.ts'
import { bareComponent, cancelledEffect, sendEffect } from '../sending.ts'
import { withSequence } from '../write.ts'
import type { Answer } from './answer.ts'
import type { Replying } from './replying.ts'
import { place } from './replying.ts'

/** Delegates that one Attendee may name. */
export const maxDelegates = 20

/** Why a delegation cannot stand: nobody is named, or it comes back to the one who delegates. */
export function checkDelegation(
  target: Component,
  delegator: CalendarAddress,
  answer: Answer,
): Facts | undefined {
  if (answer.partStat !== 'DELEGATED') return undefined
  const delegates = delegatedTo(answer.line)
  if (delegates.length === 0) return { delegator, delegates }
  if (delegates.length > maxDelegates) return { delegator, delegates: delegates.length }
  const attendees = attendeesByAddress(target)
  const seen = new Set<CalendarAddress>()
  const ahead = [...delegates]
  for (let each = ahead.pop(); each !== undefined; each = ahead.pop()) {
    if (each === delegator) return { delegator, delegates, circle: true }
    if (seen.has(each)) continue
    seen.add(each)
    const line = attendees.get(each)
    if (line !== undefined) for (const next of delegatedTo(line)) ahead.push(next)
  }
  return undefined
}

type Settling = {
  readonly key: InstanceKey
  readonly answer: Answer
  /** Who answered, by the address held. */
  readonly who: CalendarAddress
  /** How he stood before. */
  readonly before: Property
}

// Requirement: 5546/2.1.2/delegate-attends-instead
// Requirement: 5546/3.2.2.3/delegate-replaces-delegator
/** After an answer was put in: Delegates come, go, or give the invitation back. */
export function settleDelegation(work: Replying, given: Settling): void {
  const delegates = given.answer.partStat === 'DELEGATED' ? delegatedTo(given.answer.line) : []
  for (const each of delegates) admitDelegate(work, given, each)
  for (const each of delegatedTo(given.before)) {
    if (!delegates.includes(each)) dismissDelegate(work, given, each)
  }
  if (given.answer.partStat === 'DECLINED') giveBack(work, given)
}

function targetIn(work: Replying, key: InstanceKey): Component | undefined {
  return key === '' ? work.master : work.overridden.get(key)
}

function admitDelegate(work: Replying, given: Settling, delegate: CalendarAddress): void {
  const target = targetIn(work, given.key)
  if (target === undefined) return
  const held = findAttendee(target, delegate)
  work.delegates = withDelegated(work.delegates, { address: delegate, key: given.key }, held)
  const line = withDelegator(held ?? newDelegate(given, delegate), given.who)
  const made = withAttendee(target, line)
  place(work, given.key, made)
  const above = aboveCancel(work, given.key, made)
  if (held === undefined && above !== made) {
    place(work, given.key, above)
    work.updated.push({ recipient: delegate, key: given.key })
  }
  const section = sectionOf('delegation', work.message.componentName)
  const facts = { delegator: given.who, delegate, key: given.key }
  work.reasons.push(because(`5546/${section}/delegate-admitted`, facts))
  work.admitted.push(delegate)
}

/**
 * An instance to which somebody comes anew, at the latest SEQUENCE: he may have been told under it
 * that he is off the series.
 */
export function aboveCancel(
  { held, parts }: Replying,
  key: InstanceKey,
  made: Component,
): Component {
  const latest = nextSequence(held, parts) - 1
  return key === '' || revisionOf(made).sequence >= latest ? made : withSequence(made, latest)
}

/** As the REPLY describes him, but for his status: only he says that. */
function newDelegate({ answer, before }: Settling, delegate: CalendarAddress): Property {
  const described = allProperties(answer.component, 'ATTENDEE').find(
    (each) => addressOf(each) === delegate,
  )
  const role = parameterValue(before, 'ROLE')
  const base =
    described ??
    property('ATTENDEE', addressUri(delegate), role === undefined ? [] : [parameter('ROLE', role)])
  return withNeedsAction(withParameter({ ...base, source: undefined }, 'DELEGATED-FROM'))
}

/** The Delegator thought better of it: the Delegate no longer attends in his place (§3.2.5). */
function dismissDelegate(work: Replying, given: Settling, delegate: CalendarAddress): void {
  const target = targetIn(work, given.key)
  const line = target && findAttendee(target, delegate)
  if (target === undefined || line === undefined) return
  const froms = parameterValues(line, 'DELEGATED-FROM').filter(
    (each) => calendarAddress(each) !== given.who,
  )
  const stays = isGuest(work.delegates, { address: delegate, key: given.key }, work.master)
  if (froms.length > 0 || delegatedFrom(line).length === 0 || stays) {
    const made = withParameter(line, 'DELEGATED-FROM', ...froms)
    place(work, given.key, withAttendeeInPlaceOf(target, line, made))
    return
  }
  callOff(work, given.key, target, delegate)
  const section = work.message.componentName === 'VTODO' ? '3.4.5' : '3.2.5'
  work.reasons.push(because(`5546/${section}/removed-attendee-cancelled`, { delegate }))
}

/** Takes him off an instance or the series, and tells him by a CANCEL that raises SEQUENCE. */
export function callOff(
  work: Replying,
  key: InstanceKey,
  target: Component,
  address: CalendarAddress,
): void {
  const sequence = revisionOf(target).sequence + 1
  place(work, key, withSequence(withoutAttendee(target, address), sequence))
  const listed = property('ATTENDEE', addressUri(address))
  const components = [bareComponent(target, [listed], { sequence }, work.context)]
  const recipients = [address]
  const { uid } = work.message
  const zonesFrom = work.held.object
  work.effects.push(
    sendEffect(
      { method: 'CANCEL', uid, keys: [key], components, recipients, zonesFrom },
      work.context,
    ),
  )
  if (key === '') keepInInstances(work, address, sequence + 1)
}

/** Instances that he attends all the same are said again, above the CANCEL of the series. */
function keepInInstances(work: Replying, delegate: CalendarAddress, sequence: number): void {
  for (const [key, each] of work.overridden) {
    if (findAttendee(each, delegate) === undefined || isCancelled(each)) continue
    place(work, key, withSequence(each, Math.max(sequence, revisionOf(each).sequence)))
    work.updated.push({ recipient: delegate, key })
  }
}

/**
 * What was handed on is cancelled: the REQUEST that brought it to them may come after all, and nobody
 * else would tell them.
 */
export function tellOfCancellation(
  work: Replying,
  key: InstanceKey,
  recipients: readonly CalendarAddress[],
  of: { readonly target: Component; readonly sequence: number },
): void {
  const { uid, componentName, object: zonesFrom } = work.message
  if (recipients.length > maxDelegates) return
  const section = componentName === 'VTODO' ? '3.4.5' : '3.2.5'
  for (const recipient of recipients) {
    const given = { uid, recipient, key, sequence: of.sequence, zonesFrom }
    work.effects.push(cancelledEffect(of.target, given, work.context))
    work.reasons.push(because(`5546/${section}/each-affected-attendee`, { recipient }))
  }
}

// Requirement: 5546/4.2.7/delegator-told-of-decline
// Requirement: 5546/4.2.7/delegator-may-choose-again
/**
 * The Delegate declined: the Delegator has the invitation again and is told so (§4.2.5, §4.2.7).
 */
function giveBack(work: Replying, given: Settling): void {
  const target = targetIn(work, given.key)
  if (target === undefined) return
  for (const delegator of delegatedFrom(given.before)) {
    const made = targetIn(work, given.key) ?? target
    const line = findAttendee(made, delegator)
    if (line === undefined || !delegatedTo(line).includes(given.who)) continue
    const again = withNeedsAction(withParameter(line, 'DELEGATED-TO'))
    place(work, given.key, withAttendeeInPlaceOf(made, line, again))
    work.reasons.push(because('5546/4.2.5/declined-delegation-returns', { delegator }))
    work.updated.push({ recipient: delegator, key: given.key })
  }
}

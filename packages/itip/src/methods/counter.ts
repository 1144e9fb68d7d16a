/** The Organizer receives a COUNTER (RFC 5546 §3.2.7, §3.4.7). */
import type { Component, InstanceKey } from '@parley/icalendar'
import { firstProperty, instanceKey, rawValue, timeOf, withProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import { attendeeAddresses, findAttendee } from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import { acceptCounter, declineCounter } from '../changes/counters.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { clampRevision, withCounter, withLedger } from '../ledger.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { changed, commentOf, notify, sectionOf, unchanged } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import {
  componentsOf,
  hasInstance,
  instanceAsComponent,
  instanceOf,
  instanceOfKey,
  partKeyOf,
  partsOf,
  zonesFor,
} from '../parts.ts'
import { compareRevisions, revisionOf } from '../revision.ts'
import { roleIn } from '../role.ts'
import type { CounterProposal, HeldState } from '../state.ts'
import { tolerates } from '../tables/quirks.ts'
import { answerIn, invitedLine } from './answer.ts'

/** The proposal waits for the Organizer, is declined at once, or is out of date. */
export function receiveCounter(held: HeldState, message: Message, context: Context): Outcome {
  const section = sectionOf('counter', message.componentName)
  const parts = partsOf(held.object, context)
  const isOrganizer = roleIn(componentsOf(parts), context.self) === 'organizer'
  const [component] = message.components
  if (!isOrganizer || component === undefined) {
    return unchanged(held, 'unknown', because(`5546/${section}/unknown-uid`, { uid: message.uid }))
  }
  const key = keyOf(component, parts, message, context)
  const target = targetOf(parts, key)
  if (target === undefined || !hasInstance(parts, key)) {
    return unchanged(held, 'unknown', because(`5546/${section}/unknown-uid`, { key }))
  }
  const from = proposer(component, target, parts, context)
  if (from === undefined) {
    const originator = context.originator?.address ?? ''
    const reason = because(`5546/${section}/only-from-attendee`, { originator, key })
    return unchanged(held, 'unauthorized', reason, [
      notify('not-applied', context.originator?.address, [key]),
    ])
  }
  const revision = clampRevision(revisionOf(component), context.nowSeconds)
  const id = counterId(from, key, revision)
  const earlier = held.ledger.counters.filter((each) => each.from === from && each.key === key)
  const latest = earlier.at(-1)
  if (latest !== undefined && compareRevisions(revision, latest.revision) <= 0) {
    const isSame = earlier.some((each) => each.id === id)
    const reason = because('5546/2.1.5/later-reply-dtstamp-breaks-tie', { from, key })
    return unchanged(held, isSame ? 'duplicate' : 'obsolete', reason)
  }
  const proposal = {
    id,
    from,
    key,
    revision,
    component: named(component, target),
    state: 'pending' as const,
  }
  return take(held, message, proposal, target, context)
}

/** `counterId(address, key, revision)`: the same message gives the same id. */
export function counterId(
  from: CalendarAddress,
  key: InstanceKey,
  revision: { readonly sequence: number; readonly dtstampSeconds: number },
): string {
  return [from, key, revision.sequence, revision.dtstampSeconds].join('|')
}

function take(
  held: HeldState,
  message: Message,
  proposal: CounterProposal,
  target: Component,
  context: Context,
): Outcome {
  const section = sectionOf('counter', message.componentName)
  const { from, key } = proposal
  const facts = { from, key, sequence: proposal.revision.sequence }
  const comment = commentOf([proposal.component])
  const told = notify('counter-received', from, [key], { comment, changes: [] })
  if (isOutdated(held, key, proposal, target)) {
    const kept = keep(held, { ...proposal, state: 'superseded' })
    return changed(kept, 'counter', because(`5546/${section}/outdated-counter`, facts), [told])
  }
  const state = keep(held, proposal)
  const { id } = proposal
  if (context.policy.counterProposals === 'refuse' || forbidsCounter(target)) {
    const made = declineCounter(state, { kind: 'decline-counter', counter: id }, context)
    const reason = because(`5546/${section}/rejected-by-declinecounter`, facts)
    return changed(made.state, 'counter', [reason, ...made.explanation], made.effects)
  }
  if (context.policy.counterProposals === 'accept') {
    const made = acceptCounter(state, { kind: 'accept-counter', counter: id }, context)
    return changed(made.state, 'counter', made.explanation, [told, ...made.effects])
  }
  const waiting = because(`5546/${section}/counter-awaits-organizer`, facts)
  return changed(state, 'counter', waiting, [
    { kind: 'ask', question: 'counter-proposal', id, about: from, counter: proposal },
    told,
  ])
}

// Requirement: 5546/3.2.7/later-counter-replaces
// Requirement: 5546/3.4.7/later-counter-replaces
/** A later proposal of the same Attendee for the same instance takes the place of the earlier. */
function keep(held: HeldState, made: CounterProposal): HeldState {
  const counters = held.ledger.counters.map((each) => {
    const isReplaced = each.from === made.from && each.key === made.key && each.state === 'pending'
    return isReplaced ? { ...each, state: 'superseded' as const } : each
  })
  return withLedger(held, { counters: withCounter(counters, made) })
}

/** Exchange names the old start in place of RECURRENCE-ID (quirk `counter-keeps-original-time`). */
function keyOf(of: Component, parts: Parts, message: Message, context: Context): InstanceKey {
  const zones = zonesFor(message.object, context)
  const key = instanceOfKey(partKeyOf(of, parts, zones))
  const original = firstProperty(of, 'X-MS-OLK-ORIGINALSTART')
  const time = original && timeOf(original)
  if (key !== '' || time === undefined || parts.master === undefined) return key
  if (!tolerates(context.policy, 'counter-keeps-original-time')) return key
  const named = instanceKey(parts.set(), time)
  return instanceOf(parts, named) === undefined ? key : named
}

function targetOf(parts: Parts, key: InstanceKey): Component | undefined {
  if (key === '') return parts.master
  return parts.overridden.get(key) ?? (instanceOf(parts, key) && instanceAsComponent(parts, key))
}

/** The proposal names the instance that it is about, whatever the message did. */
function named(component: Component, target: Component): Component {
  const recurrenceId = firstProperty(target, 'RECURRENCE-ID')
  return recurrenceId === undefined ? component : withProperty(component, recurrenceId)
}

/**
 * Who proposes: the originator if he is invited. Where the transport does not say, the one
 * ATTENDEE of the message beside the Organizer.
 */
function proposer(
  of: Component,
  target: Component,
  parts: Parts,
  context: Context,
): CalendarAddress | undefined {
  const { originator, self } = context
  if (originator !== undefined) {
    for (const address of [originator.address, ...(originator.aliases ?? [])]) {
      const line = findAttendee(target, address)
      if (line !== undefined) return addressOf(line)
    }
    const answer = answerIn(of, componentsOf(parts), context)
    const line = answer && invitedLine(target, answer, context)
    return line && addressOf(line)
  }
  const organizers = findAttendee(of, self)
  const others = attendeeAddresses(of).filter(
    (each) => organizers === undefined || each !== addressOf(organizers),
  )
  const [only] = others
  const line = only === undefined || others.length > 1 ? undefined : findAttendee(target, only)
  return line && addressOf(line)
}

/** The time moved after what he countered: his proposal is about something else. */
function isOutdated(
  held: HeldState,
  key: InstanceKey,
  { revision }: CounterProposal,
  target: Component,
): boolean {
  if (isCancelled(target)) return true
  const { answersFrom } = held.ledger
  const from = answersFrom.get(key) ?? answersFrom.get('')
  return revision.sequence < (from ?? 0)
}

function forbidsCounter(target: Component): boolean {
  return rawValue(target, 'X-MICROSOFT-DISALLOW-COUNTER')?.toUpperCase() === 'TRUE'
}

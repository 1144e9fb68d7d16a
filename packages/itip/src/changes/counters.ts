/** The Organizer decides on a counter-proposal (RFC 5546 §3.2.7, §3.2.8). */
import type { Component, Property } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  property,
  textProperty,
  withProperties,
} from '@parley/icalendar'
import { addressOf, addressUri } from '../address.ts'
import { findAttendee, withAttendee, withNeedsAction } from '../attendee.ts'
import type { Change } from '../change.ts'
import { propertyChanges } from '../compare.ts'
import type { Context } from '../context.ts'
import type { SendEffect } from '../effect.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import type { ComponentName } from '../message.ts'
import { sectionOf } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, hasInstance, instanceAsComponent, partsOf, putTogether } from '../parts.ts'
import { roleOf } from '../role.ts'
import { bareComponent, sendEffect } from '../sending.ts'
import type { CounterProposal, HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { become, stay } from './decision.ts'
import { organizerTransition } from './organizer.ts'

type Decision = Extract<Change, { readonly kind: 'accept-counter' | 'decline-counter' }>

// Requirement: 5546/3.2.7/accepted-change-sent
// Requirement: 5546/3.4.7/accepted-change-sent
export function acceptCounter(held: HeldState, change: Decision, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const counter = pending(held, change, context)
  const target = counter && targetOf(parts, counter)
  if (counter === undefined || target === undefined) return stay(held, unknown(held, change))
  const { key, from } = counter
  const proposed = withProposal(target, counter.component, parts)
  const overridden = new Map(parts.overridden)
  if (key !== '') overridden.set(key, proposed)
  const master = key === '' ? proposed : parts.master
  const object = putTogether(held.object, componentsOf({ master, overridden }))
  const rivals = held.ledger.counters.filter(
    (each) => each.state === 'pending' && each.key === key && each.id !== counter.id,
  )
  const counters = held.ledger.counters.map((each) =>
    each.id === counter.id
      ? { ...each, state: 'accepted' as const }
      : rivals.includes(each)
        ? { ...each, state: 'declined' as const }
        : each,
  )
  const section = sectionOf('counter', target.name as ComponentName)
  const moved = organizerTransition(withLedger(held, { counters }), object, context, {
    comment: change.comment,
    raise: [key],
    reasons: [because(`5546/${section}/accepted-by-reschedule`, { from, key })],
  })
  const declines = rivals.map((each) => declineEffect(held, parts, each, undefined, context))
  const declined = rivals.map((each) =>
    because(`5546/${section}/rejected-by-declinecounter`, { from: each.from, key }),
  )
  const [first, ...rest] = moved.explanation
  return {
    ...moved,
    effects: [...moved.effects, ...declines],
    explanation: [first, ...rest, ...declined],
  }
}

export function declineCounter(held: HeldState, change: Decision, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const counter = pending(held, change, context)
  const target = counter && targetOf(parts, counter)
  if (counter === undefined || target === undefined) return stay(held, unknown(held, change))
  const counters = held.ledger.counters.map((each) =>
    each.id === counter.id ? { ...each, state: 'declined' as const } : each,
  )
  const effect = declineEffect(held, parts, counter, change.comment, context)
  const section = sectionOf('declinecounter', target.name as ComponentName)
  const facts = { to: counter.from, key: counter.key }
  return become(
    withLedger(held, { counters }),
    [effect],
    because(`5546/${section}/organizer-rejects`, facts),
    because('5546/2.1.4/declinecounter-keeps-sequence', { sequence: counter.revision.sequence }),
  )
}

function pending(held: HeldState, change: Decision, context: Context): CounterProposal | undefined {
  if (roleOf(held, context.self) !== 'organizer') return undefined
  return held.ledger.counters.find((each) => each.id === change.counter && each.state === 'pending')
}

function unknown(held: HeldState, { counter }: Decision): ReturnType<typeof because> {
  const known = held.ledger.counters.find((each) => each.id === counter)
  return because('5546/3.2.8/no-counter-pending', { counter, state: known?.state ?? 'unknown' })
}

function targetOf(parts: Parts, { key }: CounterProposal): Component | undefined {
  if (key === '') return parts.master
  const own = parts.overridden.get(key)
  return own ?? (hasInstance(parts, key) ? instanceAsComponent(parts, key) : undefined)
}

const times: readonly string[] = ['DTSTART', 'DTEND', 'DUE', 'DURATION']
/** Never taken from a proposal: who is who, how it stands, and what came with the message. */
const kept: ReadonlySet<string> = new Set(['ATTENDEE', 'COMMENT', 'ORGANIZER', 'STATUS'])

/**
 * The component as proposed. What the proposal does not mention stays. Exchange writes its own
 * words into SUMMARY and DESCRIPTION of a COUNTER: they are no proposal.
 */
function withProposal(target: Component, proposal: Component, parts: Parts): Component {
  const changes = propertyChanges(
    { component: target, zones: parts.zones },
    { component: proposal, zones: parts.zones },
  )
  const isExchange = proposal.properties.some(({ name }) => name.startsWith('X-MS-OLK-'))
  let made = target
  if (changes.some(({ name }) => times.includes(name)) && firstProperty(proposal, 'DTSTART')) {
    for (const name of times) made = withProperties(made, name, allProperties(proposal, name))
  }
  for (const { name, after } of changes) {
    if (kept.has(name) || times.includes(name) || after.length === 0) continue
    if (isExchange && (name === 'SUMMARY' || name === 'DESCRIPTION')) continue
    made = withProperties(made, name, after)
  }
  // Further Attendees may be proposed (§3.2.7); nobody is taken off by a proposal.
  for (const each of allProperties(proposal, 'ATTENDEE')) {
    if (findAttendee(made, addressOf(each)) === undefined)
      made = withAttendee(made, withNeedsAction(each))
  }
  return made
}

// Requirement: 5546/3.2.8/attendees-listed
// Requirement: 5546/3.4.8/attendees-listed
// Requirement: 5546/3.2.8/sent-to-counterer
// Requirement: 5546/3.4.8/sent-to-counterer
// Requirement: 5546/3.2.8/sequence-of-original
// Requirement: 5546/3.4.8/sequence-of-original
// Requirement: 5546/3.2.8/uid-of-original
// Requirement: 5546/3.4.8/uid-of-original
function declineEffect(
  held: HeldState,
  parts: Parts,
  { from, key, revision }: CounterProposal,
  comment: string | undefined,
  context: Context,
): SendEffect {
  const target = targetOf(parts, { key } as CounterProposal)
  const of = target ?? componentsOf(parts)[0]
  const listed: readonly Property[] =
    of === undefined || context.policy.guestList === 'hide'
      ? [property('ATTENDEE', addressUri(from))]
      : allProperties(of, 'ATTENDEE')
  const properties = comment === undefined ? [] : [textProperty('COMMENT', comment)]
  const { sequence } = revision
  const components =
    of === undefined ? [] : [bareComponent(of, listed, { sequence, properties }, context)]
  return sendEffect(
    {
      method: 'DECLINECOUNTER',
      uid: held.uid,
      keys: [key],
      components,
      recipients: [from],
      zonesFrom: held.object,
    },
    context,
  )
}

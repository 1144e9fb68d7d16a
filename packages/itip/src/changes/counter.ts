/** An Attendee proposes another form of what he was invited to (RFC 5546 §3.2.7, §3.4.7). */
import type { Component, Duration, InstanceKey, Property, Time } from '@parley/icalendar'
import {
  durationProperty,
  firstProperty,
  rawValue,
  timeAt,
  timeOf,
  timeProperty,
  utcSeconds,
  withoutProperties,
  withProperties,
  withProperty,
} from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import type { Change, Proposal } from '../change.ts'
import { propertyChanges } from '../compare.ts'
import type { Context } from '../context.ts'
import type { SendEffect } from '../effect.ts'
import { because } from '../explanation.ts'
import { withCounter, withLedger } from '../ledger.ts'
import type { ComponentName } from '../message.ts'
import { counterId } from '../methods/counter.ts'
import { sectionOf } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { hasInstance, instanceAsComponent, partsOf } from '../parts.ts'
import { revisionOf } from '../revision.ts'
import { roleOf } from '../role.ts'
import { sendEffect } from '../sending.ts'
import type { InstanceChange } from '../significant.ts'
import type { CounterProposal, HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { sharedComponent } from '../view.ts'
import { complete, stamped } from '../write.ts'
import { become, stay } from './decision.ts'
import { organizerIn, withOrganizer } from './letters.ts'
import { silenceOf } from './reply.ts'

type CounterChange = Extract<Change, { readonly kind: 'counter' }>

// Requirement: 5546/1.4/counter-proposes-change
// Requirement: 5546/3.7.1/attendee-counters-instance
/** One COUNTER for each instance; his copy stays as the Organizer sent it. */
export function counter(held: HeldState, change: CounterChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  if (roleOf(held, context.self) !== 'attendee') {
    return stay(held, because('5546/1.4/attendee-methods', { method: 'COUNTER' }))
  }
  const silence = silenceOf(parts)
  if (silence !== undefined) return stay(held, silence)
  const keys = change.keys ?? (parts.master === undefined ? [...parts.overridden.keys()] : [''])
  let { counters } = held.ledger
  const effects: SendEffect[] = []
  for (const key of keys) {
    const of = targetOf(parts, key)
    if (of === undefined || isCancelled(of)) continue
    if (rawValue(of, 'X-MICROSOFT-DISALLOW-COUNTER')?.toUpperCase() === 'TRUE') {
      return stay(held, because('5546/3.2.7/organizer-may-forbid', { key }))
    }
    const made = proposalFor(key, of, parts, change, context)
    counters = withCounter(superseded(counters, made), made)
    const changes = [changeTo(of, made, parts)]
    effects.push({ ...letter(held, parts, made, context), changes })
  }
  const [first] = effects
  if (first === undefined) return stay(held, because('5546/3.2.7/unknown-uid', { keys }))
  const section = sectionOf('counter', first.componentName as ComponentName)
  return become(
    withLedger(held, { counters }),
    effects,
    because(`5546/${section}/attendee-counters`, { keys }),
    because(`5546/${section}/counterer-keeps-copy`),
  )
}

function targetOf(parts: Parts, key: InstanceKey): Component | undefined {
  if (key === '') return parts.master
  const own = parts.overridden.get(key)
  return own ?? (hasInstance(parts, key) ? instanceAsComponent(parts, key) : undefined)
}

// Requirement: 5546/3.2.7/complete-proposal
// Requirement: 5546/3.4.7/complete-proposal
// Requirement: 5546/3.2.7/organizer-of-original
// Requirement: 5546/3.2.7/sequence-of-original
// Requirement: 5546/3.4.7/sequence-of-original
// Requirement: 5546/3.2.7/uid-of-request
function proposalFor(
  key: InstanceKey,
  of: Component,
  parts: Parts,
  { proposal, comment }: CounterChange,
  context: Context,
): CounterProposal {
  const { nowSeconds } = context
  const mine = findAttendee(of, context.self)
  const from = mine === undefined ? context.self.address : addressOf(mine)
  const revision = { sequence: revisionOf(of).sequence, dtstampSeconds: nowSeconds }
  const whole = withProposal(sharedComponent(of), proposal, parts)
  const component = stamped(complete(withOrganizer(whole, parts)), {
    nowSeconds,
    sequence: revision.sequence,
    comment,
  })
  return { id: counterId(from, key, revision), from, key, revision, component, state: 'pending' }
}

function withProposal(of: Component, proposal: Proposal, parts: Parts): Component {
  let made = withTimes(of, proposal, parts)
  const named = new Map<string, Property[]>()
  for (const each of proposal.properties ?? []) {
    named.set(each.name, [...(named.get(each.name) ?? []), each])
  }
  for (const [name, properties] of named) made = withProperties(made, name, properties)
  return made
}

/** Another start alone moves the end along. */
function withTimes(of: Component, { start, end, duration }: Proposal, parts: Parts): Component {
  const endName = of.name === 'VTODO' ? 'DUE' : 'DTEND'
  const moved = start === undefined ? of : withProperty(of, timeProperty('DTSTART', start))
  if (duration !== undefined) return withLength(moved, endName, duration)
  if (end !== undefined) {
    return withProperty(withoutProperties(moved, 'DURATION'), timeProperty(endName, end))
  }
  const heldStart = timeIn(of, 'DTSTART')
  const heldEnd = timeIn(of, endName)
  if (start === undefined || heldStart === undefined || heldEnd === undefined) return moved
  return withProperty(moved, timeProperty(endName, endAfter(start, heldStart, heldEnd, parts)))
}

function withLength(of: Component, endName: string, duration: Duration): Component {
  return withProperty(withoutProperties(of, endName), durationProperty('DURATION', duration))
}

function endAfter(start: Time, heldStart: Time, heldEnd: Time, parts: Parts): Time {
  const zones = parts.zones()
  if (start.kind === 'DATE') {
    return {
      ...start,
      wallSeconds: start.wallSeconds + heldEnd.wallSeconds - heldStart.wallSeconds,
    }
  }
  const length = utcSeconds(heldEnd, zones) - utcSeconds(heldStart, zones)
  return timeAt(utcSeconds(start, zones) + length, start, zones)
}

function timeIn(of: Component, name: string): Time | undefined {
  const property = firstProperty(of, name)
  return property && timeOf(property)
}

function superseded(
  counters: readonly CounterProposal[],
  { key, from }: CounterProposal,
): readonly CounterProposal[] {
  return counters.map((each) =>
    each.key === key && each.from === from && each.state === 'pending'
      ? { ...each, state: 'superseded' as const }
      : each,
  )
}

/** What the proposal would change, for the words of a mail. */
function changeTo(
  of: Component,
  { key, component }: CounterProposal,
  parts: Parts,
): InstanceChange {
  const { zones } = parts
  const changes = propertyChanges({ component: of, zones }, { component, zones })
  return {
    key,
    kind: 'changed',
    properties: changes.filter(({ name }) => name !== 'ATTENDEE'),
    raisesSequence: false,
    resetsParticipation: false,
    attendeesAdded: [],
    attendeesRemoved: [],
  }
}

function letter(
  held: HeldState,
  parts: Parts,
  { key, component, from }: CounterProposal,
  context: Context,
): SendEffect {
  const organizer = organizerIn(parts)
  const recipients = organizer === undefined ? [] : [addressOf(organizer)]
  const made = sendEffect(
    {
      method: 'COUNTER',
      uid: held.uid,
      keys: [key],
      components: [component],
      recipients,
      zonesFrom: held.object,
    },
    context,
  )
  return { ...made, originator: from }
}

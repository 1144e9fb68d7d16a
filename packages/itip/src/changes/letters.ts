/** Plans → messages: one body for all who may see the same (RFC 6638 §3.2.6). */
import type { Component, Property } from '@parley/icalendar'
import { firstProperty, property, withProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import type { Context } from '../context.ts'
import type { SendEffect } from '../effect.ts'
import type { ComponentName, Method } from '../message.ts'
import type { PartKey, Parts } from '../parts.ts'
import { instanceAsComponent } from '../parts.ts'
import type { InstanceChange } from '../significant.ts'
import { seenBy, sharedComponent, viewed, viewerOf } from '../view.ts'
import { complete, stamped, withSentBy, write } from '../write.ts'
import type { Plan, Withdrawal } from './organizer-plan.ts'

export type Sending = {
  readonly uid: string
  readonly name: ComponentName
  readonly before: Parts
  /** As settled: what is sent. */
  readonly after: Parts
  readonly changes: readonly InstanceChange[]
  /** SEQUENCE of each CANCEL. */
  readonly sequence: number
  readonly comment: string | undefined
  readonly context: Context
}

type Letter = {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly plan: Plan
  readonly addresses: CalendarAddress[]
}

/** The messages of all plans; what takes away goes before what gives. */
export function lettersOf(plans: readonly Plan[], sending: Sending): readonly SendEffect[] {
  const letters = new Map<string, Letter>()
  for (const plan of plans) {
    if (plan.cancel.size > 0) put(letters, 'CANCEL', cancelSignature(plan), plan)
  }
  for (const plan of plans) {
    if (plan.request.length > 0) put(letters, 'REQUEST', requestSignature(plan), plan)
  }
  const viewer = viewerOf(sending.after)
  return [...letters.values()].flatMap((letter) => {
    const { method, plan, addresses } = letter
    if (method === 'CANCEL') return cancelEffects(plan.cancel, addresses, sending)
    const seen = viewed(viewer, { attended: plan.group.after, keys: plan.request })
    return requestEffects(seen, plan, addresses, sending)
  })
}

function put(
  letters: Map<string, Letter>,
  method: Letter['method'],
  signature: string,
  plan: Plan,
): void {
  const held = letters.get(`${method} ${signature}`)
  if (held === undefined) {
    letters.set(`${method} ${signature}`, { method, plan, addresses: [...plan.group.addresses] })
  } else for (const each of plan.group.addresses) held.addresses.push(each)
}

function cancelSignature({ cancel }: Plan): string {
  return [...cancel].map(([key, withdrawal]) => `${key} ${withdrawal}`).join(',')
}

function requestSignature({ request, group, isNew }: Plan): string {
  const whole = request.includes('') ? [...group.after].join(',') : '-'
  return `${isNew} ${request.join(',')} ${whole}`
}

function requestEffects(
  seen: readonly Component[],
  { request, isNew, group }: Plan,
  addresses: readonly CalendarAddress[],
  sending: Sending,
): readonly SendEffect[] {
  const { context, changes, comment } = sending
  const components = seen.map((each) =>
    complete(
      stamped(withOrganizer(each, sending.after, context), {
        nowSeconds: context.nowSeconds,
        comment,
      }),
    ),
  )
  const told = isNew
    ? []
    : changes.filter(
        ({ key }) => request.includes(key) || (request.includes('') && group.after.has(key)),
      )
  // An Attendee of single instances is told of those.
  const keys = request.includes('') && !group.after.has('') ? [...group.after] : request
  return sendEach('REQUEST', keys, components, { addresses, changes: told, sending })
}

/**
 * ORGANIZER as others see it; an overridden component may have left it to the master. `acting` is
 * given where the Organizer's own side speaks.
 */
export function withOrganizer(
  of: Component,
  parts: Parts,
  acting?: Pick<Context, 'self' | 'actingAs'>,
): Component {
  const named = firstProperty(of, 'ORGANIZER') ?? organizerIn(parts)
  if (named === undefined) return of
  return withProperty(of, acting === undefined ? plain(named) : withSentBy(plain(named), acting))
}

function plain(organizer: Property): Property {
  const parameters = organizer.parameters.filter(({ name }) => !name.startsWith('SCHEDULE-'))
  return parameters.length === organizer.parameters.length
    ? organizer
    : { ...organizer, parameters, source: undefined }
}

export function organizerIn({ master, overridden }: Parts): Property | undefined {
  for (const each of master === undefined ? overridden.values() : [master]) {
    const found = firstProperty(each, 'ORGANIZER')
    if (found !== undefined) return found
  }
  return undefined
}

type Addressed = {
  readonly addresses: readonly CalendarAddress[]
  readonly changes: readonly InstanceChange[]
  readonly sending: Sending
}

// Requirement: 5546/6.3/attendees-may-be-hidden
// Requirement: 5546/6.3/full-list-may-be-sent
// Requirement: 5546/3.2.5/one-or-many-messages
// Requirement: 5546/3.4.5/one-or-many-messages
// Requirement: 5546/4.2/declined-may-be-left-out
/** One effect for all, or with a hidden guest list (RFC 5546 §6.3) one for each. */
export function sendEach(
  method: Method,
  keys: readonly PartKey[],
  components: readonly Component[],
  { addresses, changes, sending }: Addressed,
): readonly SendEffect[] {
  const { context, uid, name, before, after } = sending
  const zonesFrom = after.object ?? before.object
  const organizer = organizerIn(after) ?? organizerIn(before)
  const effect = (
    recipients: readonly CalendarAddress[],
    body: readonly Component[],
    told: readonly InstanceChange[],
  ): SendEffect => ({
    kind: 'send',
    method,
    componentName: name,
    uid,
    keys,
    originator: organizer === undefined ? context.self.address : addressOf(organizer),
    sentBy: context.actingAs,
    recipients,
    message: write(method, body, context, zonesFrom),
    changes: told,
  })
  if (context.policy.guestList === 'show') return [effect(addresses, components, changes)]
  const told = changes.map(withoutGuests)
  const hide = hider(components)
  return addresses.map((each) => effect([each], hide(each), told))
}

function withoutGuests(change: InstanceChange): InstanceChange {
  const properties = change.properties.filter(({ name }) => name !== 'ATTENDEE')
  return { ...change, properties, attendeesAdded: [], attendeesRemoved: [] }
}

/**
 * The components with each ATTENDEE by himself, and with those who gave him their part or took his
 * (RFC 5546 §3.2.2.3), whom he knows. Linear in Attendees for all of them.
 */
function hider(
  components: readonly Component[],
): (address: CalendarAddress) => readonly Component[] {
  const split = components.map((each) => {
    const seen = new Map<CalendarAddress, Property[]>()
    const others: Property[] = []
    for (const one of each.properties) {
      if (one.name !== 'ATTENDEE') others.push(one)
      else for (const who of seenBy(one)) seen.set(who, [...(seen.get(who) ?? []), one])
    }
    return { component: each, seen, others }
  })
  return (address) =>
    split.map(({ component, seen, others }) => ({
      ...component,
      properties: [...others, ...(seen.get(address) ?? [])],
    }))
}

/** What a CANCEL says of the instance beside who and which: enough for a person to know it by. */
const described: ReadonlySet<string> = new Set([
  'DTSTART',
  'DTEND',
  'DUE',
  'DURATION',
  'LOCATION',
  'ORGANIZER',
  'RECURRENCE-ID',
  'RRULE',
  'SUMMARY',
  'UID',
])

// Requirement: 5546/3.2.5/instance-with-recurrence-id
// Requirement: 5546/3.4.5/instance-with-recurrence-id
// Requirement: 5546/3.2.5/several-instances
// Requirement: 5546/3.4.5/several-instances
// Requirement: 5546/3.2.5/whole-without-recurrence-id
// Requirement: 5546/3.4.5/whole-without-recurrence-id
function cancelEffects(
  cancel: ReadonlyMap<PartKey, Withdrawal>,
  addresses: readonly CalendarAddress[],
  sending: Sending,
): readonly SendEffect[] {
  const components: Component[] = []
  for (const [key, withdrawal] of cancel) {
    const of = withdrawnComponent(key, sending)
    if (of !== undefined) components.push(cancelComponent(of, withdrawal, addresses, sending))
  }
  if (components.length === 0) return []
  const changes = sending.changes.filter(({ key }) => cancel.has(key))
  return sendEach('CANCEL', [...cancel.keys()], components, { addresses, changes, sending })
}

function withdrawnComponent(key: PartKey, { before, after }: Sending): Component | undefined {
  if (key === '') return before.master ?? after.master
  return before.overridden.get(key) ?? instanceAsComponent(before, key) ?? after.overridden.get(key)
}

// Requirement: 5546/2.1.4/cancel-raises-sequence
// Requirement: 5546/3.2.5/sequence-raised
// Requirement: 5546/3.4.5/sequence-raised
// Requirement: 5546/3.2.5/attendees-of-whole-listed
// Requirement: 5546/3.4.5/attendees-of-whole-listed
// Requirement: 5546/4.2.10/removal-by-cancel
// Requirement: 5546/4.2.10/removal-omits-status
// Requirement: 5546/3.2.5/attendees-removed-listed
// Requirement: 5546/3.4.5/attendees-removed-listed
// Requirement: 5546/3.2.5/status-absent-when-uninviting
// Requirement: 5546/3.4.5/status-absent-when-uninviting
// Requirement: 5546/3.2.5/uid-of-original
// Requirement: 5546/3.4.5/uid-of-original
function cancelComponent(
  of: Component,
  withdrawal: Withdrawal,
  addresses: readonly CalendarAddress[],
  { name, before, after, sequence, comment, context }: Sending,
): Component {
  const shared = sharedComponent(of)
  const gone = new Set(addresses)
  const properties = shared.properties.filter((each) => {
    if (each.name !== 'ATTENDEE') return described.has(each.name)
    if (name === 'VJOURNAL') return false
    // Who is uninvited; of what does not take place, everybody (RFC 5546 §3.2.5).
    return withdrawal === 'cancelled' || gone.has(addressOf(each))
  })
  const kept =
    withdrawal === 'cancelled' ? [...properties, property('STATUS', 'CANCELLED')] : properties
  const parts = organizerIn(before) === undefined ? after : before
  const made = withOrganizer({ ...shared, properties: kept, components: [] }, parts, context)
  return stamped(made, { nowSeconds: context.nowSeconds, sequence, comment })
}

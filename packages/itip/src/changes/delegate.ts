/** An Attendee hands his part to somebody else (RFC 5546 §3.2.2.3, §3.4.2.3, §4.2.5). */
import type { Component, InstanceKey, Property } from '@parley/icalendar'
import { parameterValue, property, withParameter } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf, addressUri, calendarAddress, isAddressOf } from '../address.ts'
import {
  delegatedFrom,
  delegatedTo,
  findAttendee,
  isReplyExpected,
  withAttendee,
  withAttendeeInPlaceOf,
} from '../attendee.ts'
import { mayDelegate } from '../authorize.ts'
import { isCancelled } from '../carry-over.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import type { ComponentName } from '../message.ts'
import { sectionOf } from '../outcome.ts'
import type { PartKey, Parts } from '../parts.ts'
import { componentsOf, hasInstance, instanceAsComponent, partsOf, putTogether } from '../parts.ts'
import { roleOf } from '../role.ts'
import { sendEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { sharedComponent } from '../view.ts'
import { complete, stamped } from '../write.ts'
import { partsInOrder } from './attendance.ts'
import { become, stay } from './decision.ts'
import { isGuest, withDelegated, withDelegator, withoutFormerDelegates } from './delegates.ts'
import { withOrganizer } from './letters.ts'
import { silenceOf } from './reply.ts'
import { replyEffect } from './replying.ts'

type DelegateChange = Extract<Change, { readonly kind: 'delegate' }>

// Requirement: 5546/2.1.2/delegator-tells-organizer
// Requirement: 5546/5.2.2/delegator-must-reply
// Requirement: 5546/3.2.2.3/any-attendee-may-delegate
// Requirement: 5546/3.4.2.3/any-attendee-may-delegate
export function delegate(held: HeldState, change: DelegateChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  if (roleOf(held, context.self) !== 'attendee') {
    return stay(held, because('5546/1.4/attendee-requests-only-to-delegate'))
  }
  const name = componentsOf(parts)[0]?.name as ComponentName
  const section = sectionOf('delegation', name)
  const targets = targetsOf(parts, change.keys, context)
  const to = calendarAddress(change.to)
  const circle = targets.find(([, each]) => closesCircle(each, to, context))
  if (circle !== undefined || isAddressOf(context.self, to)) {
    return stay(held, because(`5546/${section}/delegation-is-consistent`, { to, circle: true }))
  }
  if (!mayDelegate(context.policy, context.self.address, [to])) {
    return stay(held, because('5546/6.2.3/delegate-must-be-allowed', { to }))
  }
  const silence = silenceOf(parts)
  if (silence !== undefined) return stay(held, silence)
  if (targets.length === 0) return stay(held, unknownInstance(name, change.keys ?? []))
  const stays = (key: InstanceKey) => (address: CalendarAddress) =>
    isGuest(held.ledger.delegates, { address, key }, parts.master)
  const made = targets.map(
    ([key, each]) => [key, delegated(each, to, stays(key), change, context)] as const,
  )
  const delegates = targets.reduce(
    (known, [key, each]) => withDelegated(known, { address: to, key }, findAttendee(each, to)),
    held.ledger.delegates,
  )
  const state = { ...withLedger(held, { delegates }), object: withMade(parts, made) }
  const answers = made.map(([key, component]) => ({
    key,
    component,
    comment: change.comment,
    others: allDelegates(component, to),
  }))
  const reply = replyEffect(held, parts, answers, context)
  const request = requestFor(state, made, to, change.comment, context)
  return become(
    state,
    reply === undefined ? [request] : [reply, request],
    because(`5546/${section}/delegator-replies-delegated`, { to }),
    because(`5546/${section}/delegator-forwards-request`, { to }),
    because('5546/2.1.4/attendee-never-raises-sequence'),
  )
}

function unknownInstance(name: ComponentName, keys: readonly InstanceKey[]): Reason {
  return because(`5546/${sectionOf('reply', name)}/unknown-instance`, { keys })
}

/** The instances named; else all that lists the Attendee and takes place. */
function targetsOf(
  parts: Parts,
  keys: readonly InstanceKey[] | undefined,
  { self }: Context,
): readonly (readonly [PartKey, Component])[] {
  const all =
    keys === undefined || keys.length === 0
      ? partsInOrder(parts)
      : keys.flatMap((key) => {
          const own = key === '' ? parts.master : parts.overridden.get(key)
          const of = own ?? (hasInstance(parts, key) ? instanceAsComponent(parts, key) : undefined)
          return of === undefined ? [] : [[key, of] as const]
        })
  return all.filter(([, each]) => findAttendee(each, self) !== undefined && !isCancelled(each))
}

// Requirement: 5546/4.2.5/delegation-depth-free
// Requirement: 5546/3.2.2.3/delegation-may-be-restricted
/** Does the part come back to somebody through whom it already went? */
function closesCircle(of: Component, to: CalendarAddress, { self }: Context): boolean {
  const mine = findAttendee(of, self)
  const seen = new Set<CalendarAddress>()
  // Those it came from, and those it would go on to.
  const behind = mine === undefined ? [] : [...delegatedFrom(mine)]
  for (let each = behind.pop(); each !== undefined; each = behind.pop()) {
    if (each === to) return true
    if (seen.has(each)) continue
    seen.add(each)
    const line = findAttendee(of, each)
    if (line !== undefined) behind.push(...delegatedFrom(line))
  }
  const ahead = [to]
  const passed = new Set<CalendarAddress>()
  for (let each = ahead.pop(); each !== undefined; each = ahead.pop()) {
    if (isAddressOf(self, each)) return true
    if (passed.has(each)) continue
    passed.add(each)
    const line = findAttendee(of, each)
    if (line !== undefined) ahead.push(...delegatedTo(line))
  }
  return false
}

// Requirement: 5546/4.2.5/delegator-marked-delegated
// Requirement: 5546/4.2.5/delegator-says-updates-wanted
// Requirement: 5546/3.2.2.3/reply-names-delegated-to
// Requirement: 5546/3.4.2.3/reply-names-delegated-to
function delegated(
  of: Component,
  to: CalendarAddress,
  stays: (delegate: CalendarAddress) => boolean,
  change: DelegateChange,
  { self }: Context,
): Component {
  const mine = findAttendee(of, self)
  if (mine === undefined) return of
  const informed = change.stayInformed === true
  let own = withParameter(mine, 'PARTSTAT', 'DELEGATED')
  own = withParameter(own, 'DELEGATED-TO', addressUri(to))
  own = withParameter(own, 'RSVP', informed ? 'TRUE' : 'FALSE')
  if (informed) own = withParameter(own, 'ROLE', 'NON-PARTICIPANT')
  const listed = withAttendeeInPlaceOf(of, mine, own)
  const released = withoutFormerDelegates(listed, mine, stays, to)
  return withAttendee(released, delegateLine(released, mine, to, change))
}

function delegateLine(
  of: Component,
  delegator: Property,
  to: CalendarAddress,
  { commonName }: DelegateChange,
): Property {
  const held = findAttendee(of, to)
  if (held !== undefined) return withDelegator(held, addressOf(delegator))
  const role = parameterValue(delegator, 'ROLE')
  let made = property('ATTENDEE', addressUri(to))
  if (role !== undefined) made = withParameter(made, 'ROLE', role)
  if (commonName !== undefined) made = withParameter(made, 'CN', commonName)
  made = withParameter(made, 'PARTSTAT', 'NEEDS-ACTION')
  // Requirement: 5546/3.4.2.3/delegate-inherits-rsvp
  // RFC 5546 §3.4.2.3: the Delegate's RSVP of a VTODO is the Delegator's.
  const asked = of.name !== 'VTODO' || isReplyExpected(delegator)
  made = withParameter(made, 'RSVP', asked ? 'TRUE' : 'FALSE')
  return withDelegator(made, addressOf(delegator))
}

// Requirement: 5546/4.2.5/delegate-marked-delegated-from
// Requirement: 5546/3.2.2.3/reply-adds-delegate
function allDelegates(of: Component, to: CalendarAddress): readonly Property[] {
  const line = findAttendee(of, to)
  return line === undefined ? [] : [line]
}

function withMade(
  parts: Parts,
  made: readonly (readonly [PartKey, Component])[],
): ReturnType<typeof putTogether> {
  let { master } = parts
  const overridden = new Map(parts.overridden)
  for (const [key, each] of made) {
    if (key === '') master = each
    else overridden.set(key, each)
  }
  return putTogether(parts.object, componentsOf({ master, overridden }))
}

// Requirement: 5546/4.2.5/delegate-gets-marked-request
// Requirement: 5546/3.4.2.3/request-holds-current-definition
/** The REQUEST as it came, with both of them marked; SEQUENCE stays (RFC 5546 §2.1.4). */
function requestFor(
  held: HeldState,
  made: readonly (readonly [PartKey, Component])[],
  to: CalendarAddress,
  comment: string | undefined,
  context: Context,
): ReturnType<typeof sendEffect> {
  const parts = partsOf(held.object, context)
  const { nowSeconds } = context
  const components = made.map(([, each]) =>
    complete(
      stamped(withOrganizer(sharedComponent(each), parts), {
        nowSeconds,
        comment,
      }),
    ),
  )
  const keys = made.map(([key]) => key)
  return sendEffect(
    {
      method: 'REQUEST',
      uid: held.uid,
      keys: keys.includes('') ? [''] : keys,
      components,
      recipients: [to],
      zonesFrom: held.object,
    },
    context,
  )
}

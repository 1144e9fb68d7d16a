/** Who attends in whose place, in the Organizer's copy and in the Delegator's own. */
import type { Component, InstanceKey, Property } from '@parley/icalendar'
import { parameterValues, withParameter } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf, addressUri, calendarAddress } from '../address.ts'
import {
  delegatedFrom,
  delegatedTo,
  findAttendee,
  withAttendeeInPlaceOf,
  withoutAttendee,
} from '../attendee.ts'
import type { Ledger } from '../state.ts'
import { replyKey } from '../state.ts'

export type Delegates = Ledger['delegates']

/** Of a Delegate on one instance, or with `''` on the series. */
export type Delegated = { readonly address: CalendarAddress; readonly key: InstanceKey }

/** The line of a Delegate, with DELEGATED-FROM beside those who delegated to him before. */
export function withDelegator(line: Property, delegator: CalendarAddress): Property {
  const from = parameterValues(line, 'DELEGATED-FROM')
  if (from.map(calendarAddress).includes(delegator)) return line
  return withParameter(line, 'DELEGATED-FROM', ...from, addressUri(delegator))
}

/** Somebody hands his part to him; `held` is his line up to now. */
export function withDelegated(
  delegates: Delegates,
  { address, key }: Delegated,
  held: Property | undefined,
): Delegates {
  // Of who is others' Delegate already it is known.
  if (held !== undefined && delegatedFrom(held).length > 0) return delegates
  return new Map(delegates).set(replyKey(address, key), held === undefined ? 'brought' : 'invited')
}

/** Is he on the list in his own right, and stays when his Delegators come themselves? */
export function isGuest(
  delegates: Delegates,
  { address, key }: Delegated,
  series: Component | undefined,
): boolean {
  const known = delegates.get(replyKey(address, key)) ?? delegates.get(replyKey(address, ''))
  if (known !== undefined) return known === 'invited'
  const line = key === '' ? undefined : series && findAttendee(series, address)
  return line !== undefined && delegatedFrom(line).length === 0
}

/**
 * The Delegator's copy without the Delegates whom only he had named; the Organizer calls them off.
 * Guests in their own right stay.
 */
export function withoutFormerDelegates(
  of: Component,
  delegator: Property,
  stays: (delegate: CalendarAddress) => boolean,
  but?: CalendarAddress,
): Component {
  const who = addressOf(delegator)
  let made = of
  for (const each of delegatedTo(delegator)) {
    const line = findAttendee(made, each)
    if (line === undefined || each === but) continue
    const from = delegatedFrom(line)
    if (from.length !== 1 || from[0] !== who) continue
    made = stays(each)
      ? withAttendeeInPlaceOf(made, line, withParameter(line, 'DELEGATED-FROM'))
      : withoutAttendee(made, each)
  }
  return made
}

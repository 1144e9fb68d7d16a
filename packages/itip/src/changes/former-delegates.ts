/** A Delegator thinks better of it. */
import type { Component, Property } from '@parley/icalendar'
import { withParameter } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import {
  delegatedFrom,
  delegatedTo,
  findAttendee,
  withAttendeeInPlaceOf,
  withoutAttendee,
} from '../attendee.ts'

/**
 * His copy without the Delegates whom only he had named; the Organizer calls them off. Of an instance,
 * guests of the `series` stay guests.
 */
export function withoutFormerDelegates(
  of: Component,
  delegator: Property,
  given: { readonly to?: CalendarAddress; readonly series?: Component | undefined } = {},
): Component {
  const who = addressOf(delegator)
  let made = of
  for (const each of delegatedTo(delegator)) {
    const line = findAttendee(made, each)
    if (line === undefined || each === given.to) continue
    const from = delegatedFrom(line)
    if (from.length !== 1 || from[0] !== who) continue
    made = isGuestOf(given.series, each)
      ? withAttendeeInPlaceOf(made, line, withParameter(line, 'DELEGATED-FROM'))
      : withoutAttendee(made, each)
  }
  return made
}

/** Is he invited to the series in his own right, not as somebody's Delegate? */
export function isGuestOf(series: Component | undefined, address: CalendarAddress): boolean {
  const line = series && findAttendee(series, address)
  return line !== undefined && delegatedFrom(line).length === 0
}

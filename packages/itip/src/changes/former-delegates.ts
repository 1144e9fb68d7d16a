/** A Delegator thinks better of it. */
import type { Component, Property } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import { delegatedFrom, delegatedTo, findAttendee, withoutAttendee } from '../attendee.ts'

/** His copy without the Delegates whom only he had named; the Organizer calls them off. */
export function withoutFormerDelegates(
  of: Component,
  delegator: Property,
  to?: CalendarAddress,
): Component {
  const who = addressOf(delegator)
  let made = of
  for (const each of delegatedTo(delegator)) {
    const line = findAttendee(made, each)
    if (line === undefined || each === to) continue
    const from = delegatedFrom(line)
    if (from.length === 1 && from[0] === who) made = withoutAttendee(made, each)
  }
  return made
}

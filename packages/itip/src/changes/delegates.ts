/** Who attends in whose place, in the Organizer's copy and in the Delegator's own. */
import type { Component, Property } from '@parley/icalendar'
import { parameterValues, withParameter } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf, addressUri, calendarAddress } from '../address.ts'
import {
  delegatedFrom,
  delegatedTo,
  findAttendee,
  withAttendee,
  withoutAttendee,
} from '../attendee.ts'

/**
 * Is he invited in his own right? Then DELEGATED-TO alone says for whom else he attends: with
 * DELEGATED-FROM he would seem to be there for the Delegator's sake only, and would have to go when
 * the Delegator comes himself (decisions/0078-a-delegate-who-is-a-guest.md).
 */
export function isGuest(attendee: Property): boolean {
  return delegatedFrom(attendee).length === 0
}

/** With DELEGATED-FROM, beside those who delegated to him before. */
export function withDelegator(line: Property, delegator: CalendarAddress): Property {
  const from = parameterValues(line, 'DELEGATED-FROM')
  if (from.map(calendarAddress).includes(delegator)) return line
  return withParameter(line, 'DELEGATED-FROM', ...from, addressUri(delegator))
}

/** A component with the Delegate, of whom `line` speaks; a guest in his own right stays as he is. */
export function withDelegate(of: Component, delegator: CalendarAddress, line: Property): Component {
  const held = findAttendee(of, addressOf(line))
  if (held !== undefined && isGuest(held)) return of
  return withAttendee(of, withDelegator(held ?? line, delegator))
}

/** The lines of those who handed their part to him. */
export function delegatorsOf(of: Component, delegate: CalendarAddress): readonly Property[] {
  return of.properties.filter(
    (each) =>
      each.name === 'ATTENDEE' &&
      each.parameters.some(({ name }) => name === 'DELEGATED-TO') &&
      delegatedTo(each).includes(delegate),
  )
}

/** The Delegator's copy without the Delegates whom only he had named; the Organizer calls them off. */
export function withoutFormerDelegates(
  of: Component,
  delegator: Property,
  but?: CalendarAddress,
): Component {
  const who = addressOf(delegator)
  let made = of
  for (const each of delegatedTo(delegator)) {
    const line = findAttendee(made, each)
    const from = line === undefined ? [] : delegatedFrom(line)
    if (each !== but && from.length === 1 && from[0] === who) made = withoutAttendee(made, each)
  }
  return made
}

/** May the guests of one meeting see one another? The Organizer's choice for it, above the policy. */
import type { CalendarObject } from '@parley/icalendar'
import { firstProperty, property, withComponents, withProperties } from '@parley/icalendar'
import type { Context } from './context.ts'
import type { Policy } from './policy.ts'
import { isSchedulingComponent } from './read.ts'

/** Stands in the Organizer's copy alone: like every X- property of its owner's it is not sent. */
const choiceName = 'X-PARLEY-GUEST-LIST'

/**
 * What the Organizer chose for this meeting: `hide` where any component says so. Undefined: nothing,
 * so that the policy decides.
 *
 * Shapes: `object` is the Organizer's own. Errors: none; a value that is neither counts as none.
 */
export function guestListOf(object: CalendarObject | undefined): Policy['guestList'] | undefined {
  let found: Policy['guestList'] | undefined
  for (const each of object?.components ?? []) {
    if (!isSchedulingComponent(each)) continue
    const said = firstProperty(each, choiceName)?.value.trim().toUpperCase()
    if (said === 'HIDE') return 'hide'
    if (said === 'SHOW') found = 'show'
  }
  return found
}

/** The calendar object with that choice in each of its scheduling components. Errors: none. */
export function withGuestList(object: CalendarObject, choice: Policy['guestList']): CalendarObject {
  const made = [property(choiceName, choice.toUpperCase())]
  const components = object.components.map((each) =>
    isSchedulingComponent(each) ? withProperties(each, choiceName, made) : each,
  )
  return withComponents(object, components)
}

/**
 * The new version with the choice of the one held, where it says nothing of it: software that drops
 * what it does not know reveals nobody.
 */
export function keepingGuestList(
  held: CalendarObject | undefined,
  object: CalendarObject,
): CalendarObject {
  const choice = guestListOf(held)
  return choice === undefined || guestListOf(object) !== undefined
    ? object
    : withGuestList(object, choice)
}

/** The context with the policy as it is for this meeting. */
export function forMeeting(object: CalendarObject | undefined, context: Context): Context {
  const guestList = guestListOf(object) ?? context.policy.guestList
  if (guestList === context.policy.guestList) return context
  return { ...context, policy: { ...context.policy, guestList } }
}

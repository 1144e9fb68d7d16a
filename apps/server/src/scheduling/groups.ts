/** A group that is invited is expanded into its members, each named as invited through it. */
import {
  allProperties,
  type CalendarObject,
  type Component,
  type Property,
  parameter,
  property,
  withComponents,
} from '@parley/icalendar'
import {
  addressOf,
  addressUri,
  calendarAddress,
  isPropertyOf,
  isSchedulingComponent,
} from '@parley/itip'
import { memberIds, type Principal, principalsById } from '@parley/store'
import { type Desk, type Holder, seat } from './desk.ts'
import { addressesIn } from './objects.ts'

const maxMembers = 500

/**
 * The Organizer's new version with an ATTENDEE, carrying MEMBER (RFC 5545 §3.2.11), for each member
 * of a group that was not invited before. Who is listed already is not listed twice; who was taken
 * out later stays out. The same object where there is no such group.
 */
export async function withGroupMembers(
  desk: Desk,
  holder: Holder,
  object: CalendarObject,
): Promise<CalendarObject> {
  const groups = new Map<string, readonly Principal[]>()
  const invited = [...desk.directory].filter(([, each]) => each?.kind === 'group')
  if (invited.length === 0) return object
  const known = new Set<string>(holder.held.object && addressesIn(holder.held.object))
  for (const [address, principal] of invited) {
    if (principal === undefined || known.has(address)) continue
    const ids = (await memberIds(desk.tables, principal.id)).slice(0, maxMembers)
    groups.set(address, await principalsById(desk.tables, ids))
  }
  if (groups.size === 0) return object
  const components = object.components.map((each) =>
    isSchedulingComponent(each) && isOrganizedBy(each, holder)
      ? expanded(each, groups, holder)
      : each,
  )
  const members = [...groups.values()]
    .flat()
    .filter((each) => each.kind !== 'group' && !each.disabled)
  for (const each of members)
    for (const address of each.addresses) desk.directory.set(calendarAddress(address), each)
  await seat(desk, members)
  return withComponents(object, components)
}

function isOrganizedBy(of: Component, { user }: Holder): boolean {
  return allProperties(of, 'ORGANIZER').some((each) => isPropertyOf(user, each))
}

function expanded(
  of: Component,
  groups: ReadonlyMap<string, readonly Principal[]>,
  { user }: Holder,
): Component {
  const listed = new Set<string>(allProperties(of, 'ATTENDEE').map(addressOf))
  for (const each of [user.address, ...user.aliases]) listed.add(each)
  const added: Property[] = []
  for (const attendee of allProperties(of, 'ATTENDEE')) {
    for (const member of groups.get(addressOf(attendee)) ?? []) {
      const [first] = member.addresses
      const isKnown = member.addresses.some((each) => listed.has(each))
      if (first === undefined || isKnown || member.kind === 'group' || member.disabled) continue
      listed.add(first)
      added.push(
        property('ATTENDEE', addressUri(first), [
          parameter('CN', member.displayName),
          parameter('MEMBER', attendee.value),
          parameter('PARTSTAT', 'NEEDS-ACTION'),
          parameter('RSVP', 'TRUE'),
        ]),
      )
    }
  }
  return added.length === 0 ? of : { ...of, properties: [...of.properties, ...added] }
}

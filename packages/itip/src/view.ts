/** What one recipient may see (RFC 6638 §3.2.6, RFC 5546 §6.3). */
import type { CalendarObject, Component, InstanceKey, Property } from '@parley/icalendar'
import {
  firstProperty,
  timeAt,
  timeOf,
  timeProperty,
  utcSeconds,
  withProperties,
  withTimezones,
} from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from './address.ts'
import { addressOf, isAddressOf } from './address.ts'
import { delegatedFrom, delegatedTo, findAttendee, isAttendeeOf } from './attendee.ts'
import { isCancelled } from './carry-over.ts'
import type { Context } from './context.ts'
import { guestListOf } from './guest-list.ts'
import type { PartKey, Parts } from './parts.ts'
import { instanceAsComponent, isRangeKey, partsOf, putTogether } from './parts.ts'
import { withoutScheduleParameters } from './schedule-parameters.ts'

/** What a view depends on: the policy on guest lists, and how times are read. */
export type ViewOptions = Pick<Context, 'policy' | 'catalog' | 'floatingTzid'> & {
  /** Only these instances; '' and absent: all that the recipient attends. */
  readonly keys?: readonly InstanceKey[]
}

// Requirement: 6638/3.2.6/only-own-instances-sent
// Requirement: 6638/3.2.6/one-instance-attendee-gets-override
// Requirement: 6638/3.2.6/excluded-attendee-gets-exdate
/**
 * The calendar object as one recipient may see it.
 *
 * Only components that list the recipient as ATTENDEE; an instance that the master component would
 * bring, but whose own component leaves the recipient out or is cancelled, is an EXDATE. Without
 * alarms, SCHEDULE- parameters and what the owner keeps to himself (`isPersonal`); where the
 * meeting (`guestListOf`) or the policy hides the guest list, with the recipient as the only
 * ATTENDEE. Undefined where there is nothing to see. Errors: none. Cost: linear in properties.
 *
 * @example
 * view(object, calendarAddress('b@example.com'), context)
 */
export function view(
  object: CalendarObject,
  recipient: CalendarUser | CalendarAddress,
  options: ViewOptions,
): CalendarObject | undefined {
  const parts = partsOf(object, options)
  const attended = new Set<PartKey>()
  if (parts.master && findAttendee(parts.master, recipient)) attended.add('')
  for (const [key, each] of parts.overridden) if (findAttendee(each, recipient)) attended.add(key)
  const guestList = guestListOf(object) ?? options.policy.guestList
  const only = guestList === 'hide' ? recipient : undefined
  const seen = viewed(viewerOf(parts), { attended, keys: options.keys ?? [''], only })
  if (seen.length === 0) return undefined
  return withTimezones(putTogether(object, seen), options.catalog)
}

/** Views of one object for many recipients: what they share is made once. */
type Viewer = {
  readonly parts: Parts
  readonly shared: Map<Component, Component>
}

export function viewerOf(parts: Parts): Viewer {
  return { parts, shared: new Map() }
}

type Viewed = {
  /** The components that list the recipient. */
  readonly attended: ReadonlySet<PartKey>
  /** What is wanted; with '' everything. */
  readonly keys: readonly PartKey[]
  /** The one ATTENDEE to show. */
  readonly only?: CalendarUser | CalendarAddress | undefined
}

/** The components of a view. */
export function viewed(viewer: Viewer, wanted: Viewed): readonly Component[] {
  const { master } = viewer.parts
  const whole = wanted.keys.includes('')
  const seen: Component[] = []
  if (whole && master !== undefined && wanted.attended.has('') && !isCancelled(master)) {
    seen.push(withExclusions(viewer, sharedOf(viewer, master), wanted.attended))
  }
  for (const [key, each] of viewer.parts.overridden) {
    if (!wanted.attended.has(key) || isCancelled(each)) continue
    if (whole || wanted.keys.includes(key)) seen.push(sharedOf(viewer, each))
  }
  if (!whole && wanted.attended.has('')) {
    for (const key of wanted.keys) {
      if (viewer.parts.overridden.has(key)) continue
      const instance = instanceAsComponent(viewer.parts, key)
      if (instance !== undefined) seen.push(sharedComponent(instance))
    }
  }
  return wanted.only === undefined ? seen : seen.map((each) => withOnly(each, wanted.only))
}

/** The master component without the instances that the recipient does not attend. */
function withExclusions(
  { parts }: Viewer,
  master: Component,
  attended: ReadonlySet<PartKey>,
): Component {
  const excluded: Property[] = []
  for (const [key, each] of parts.overridden) {
    if (isRangeKey(key) || (attended.has(key) && !isCancelled(each))) continue
    const exdate = exdateOf(parts, each)
    if (exdate !== undefined) excluded.push(exdate)
  }
  if (excluded.length === 0) return master
  return { ...master, properties: [...master.properties, ...excluded] }
}

/** An EXDATE for the instance that a component overrides, in the form of the master's DTSTART. */
function exdateOf(parts: Parts, overridden: Component): Property | undefined {
  const recurrenceId = firstProperty(overridden, 'RECURRENCE-ID')
  const time = recurrenceId && timeOf(recurrenceId)
  if (time === undefined) return undefined
  const start = parts.master && firstProperty(parts.master, 'DTSTART')
  const like = start && timeOf(start)
  if (like === undefined || like.kind !== time.kind) return timeProperty('EXDATE', time)
  return timeProperty('EXDATE', timeAt(utcSeconds(time, parts.zones()), like, parts.zones()))
}

function sharedOf(viewer: Viewer, of: Component): Component {
  const held = viewer.shared.get(of)
  if (held !== undefined) return held
  const made = sharedComponent(of)
  viewer.shared.set(of, made)
  return made
}

/** The component without what its owner keeps to himself. */
export function sharedComponent(of: Component): Component {
  const properties: Property[] = []
  for (const each of of.properties) {
    if (isPersonal(each.name)) continue
    const isParty = each.name === 'ATTENDEE' || each.name === 'ORGANIZER'
    properties.push(isParty ? withoutScheduleParameters(each) : each)
  }
  const components = of.components.filter(({ name }) => name !== 'VALARM' && !name.startsWith('X-'))
  return { ...of, properties, components }
}

/** X- properties that say something about what was agreed, not about one user's software. */
const sharedExtensions: readonly string[] = [
  'X-ALT-DESC',
  'X-APPLE-STRUCTURED-LOCATION',
  'X-GOOGLE-CONFERENCE',
  'X-MICROSOFT-CDO-',
  'X-MICROSOFT-DISALLOW-COUNTER',
  'X-MICROSOFT-DONOTFORWARDMEETING',
  'X-MICROSOFT-LOCATIONS',
  'X-MICROSOFT-ONLINEMEETING',
  'X-MICROSOFT-SKYPETEAMS',
]

/** Is a property its owner's own business: COLOR, REQUEST-STATUS, X- properties but for a few? */
export function isPersonal(name: string): boolean {
  if (name === 'COLOR' || name === 'REQUEST-STATUS') return true
  return name.startsWith('X-') && !sharedExtensions.some((each) => name.startsWith(each))
}

/** Whom a hidden guest list shows this ATTENDEE to: himself, his Delegators, his Delegates. */
export function seenBy(attendee: Property): ReadonlySet<CalendarAddress> {
  const who = new Set([addressOf(attendee)])
  if (attendee.parameters.length === 0) return who
  for (const each of delegatedFrom(attendee)) who.add(each)
  for (const each of delegatedTo(attendee)) who.add(each)
  return who
}

/** The component with the ATTENDEEs that one recipient knows: a hidden guest list. */
function withOnly(of: Component, only: CalendarUser | CalendarAddress | undefined): Component {
  if (only === undefined) return of
  const knows = (address: CalendarAddress): boolean =>
    typeof only === 'string' ? address === only : isAddressOf(only, address)
  const own = findAttendee(of, only)
  const known = of.properties.filter(
    (each) =>
      each.name === 'ATTENDEE' && !isAttendeeOf(each, only) && [...seenBy(each)].some(knows),
  )
  return withProperties(of, 'ATTENDEE', own === undefined ? known : [own, ...known])
}

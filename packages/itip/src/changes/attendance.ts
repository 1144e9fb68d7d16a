/** Who attends what, before and after a change: Attendees in groups that are told the same. */
import type { Component, Property } from '@parley/icalendar'
import { parameterValue } from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from '../address.ts'
import { addressOf, calendarAddress, isAddressOf } from '../address.ts'
import { isReplyExpected, organizerOf, partStatOf } from '../attendee.ts'
import type { PartKey, Parts } from '../parts.ts'
import type { ScheduleAgent } from '../schedule-parameters.ts'
import { forcesSend, scheduleAgentOf } from '../schedule-parameters.ts'
import type { InstanceChange } from '../significant.ts'

/** What is alike for all Attendees of a group. */
type Attendance = {
  /** Components that list them. */
  readonly before: ReadonlySet<PartKey>
  readonly after: ReadonlySet<PartKey>
  readonly agentBefore: ScheduleAgent
  readonly agentAfter: ScheduleAgent
  /** Told even where nothing changed for them. */
  readonly forced: boolean
  /** Components in which their own part (ROLE, …) became another. */
  readonly altered: ReadonlySet<PartKey>
  /** Components that they delegated and want to hear no more of (RFC 5546 §4.2.5). */
  readonly leftOut: ReadonlySet<PartKey>
}

export type Group = Attendance & { readonly addresses: readonly CalendarAddress[] }

/** Keys are kept in one string, each with a comma behind it: most entries have the same one or two. */
type Entry = {
  before: string
  after: string
  altered: string
  leftOut: string
  agentBefore: ScheduleAgent
  agentAfter: ScheduleAgent
  forced: boolean
}

// Requirement: 6638/3.2.1/no-message-to-organizer-as-attendee
// Requirement: 6638/3.2.1.1/inspect-each-attendee
// Requirement: 6638/3.2.1.2/inspect-before-and-after
// Requirement: 6638/3.2.1.3/inspect-each-attendee
// Requirement: 5546/1.3/role-does-not-steer
/**
 * The Attendees of both versions but for the Organizer, in groups, in the order in which they are
 * listed. Cost: linear in ATTENDEE properties.
 */
export function groupsOf(
  before: Parts,
  after: Parts,
  changes: readonly InstanceChange[],
  options: {
    readonly self: CalendarUser
    readonly resend?: ReadonlySet<CalendarAddress>
    /** The Organizer named is a recipient too: somebody else hands the part over to him. */
    readonly handsOver?: boolean
  },
): readonly Group[] {
  const entries = new Map<CalendarAddress, Entry>()
  for (const [key, each] of partsInOrder(before)) {
    forEachGuest(each, options, entries, (attendee, entry) => {
      entry.before += `${key},`
      // One agent for one Attendee (RFC 6638 §7.1); where they differ, better no message than two.
      if (entry.agentBefore === 'SERVER') entry.agentBefore = scheduleAgentOf(attendee)
    })
  }
  for (const [key, each] of partsInOrder(after)) {
    forEachGuest(each, options, entries, (attendee, entry) => {
      entry.after += `${key},`
      if (entry.agentAfter === 'SERVER') entry.agentAfter = scheduleAgentOf(attendee)
      entry.forced ||= forcesSend(attendee, 'REQUEST')
      if (isLeftOut(attendee)) entry.leftOut += `${key},`
    })
  }
  for (const [key, address] of altered(changes)) {
    const entry = entries.get(address)
    if (entry !== undefined) entry.altered += `${key},`
  }
  for (const each of options.resend ?? []) {
    const entry = entries.get(each)
    if (entry !== undefined) entry.forced = true
  }
  return grouped(entries)
}

export function partsInOrder(parts: Parts): readonly (readonly [PartKey, Component])[] {
  const { master, overridden } = parts
  return master === undefined ? [...overridden] : [['', master], ...overridden]
}

// Requirement: 5546/2.1.3/organizer-apart-from-attendees
/** Is this ATTENDEE the Organizer, who needs no message (RFC 5546 §2.1.3)? */
export function isOrganizerAsAttendee(
  attendee: Property,
  self: CalendarUser,
  organizer: CalendarAddress | undefined,
  address: CalendarAddress = addressOf(attendee),
): boolean {
  if (address === organizer || isAddressOf(self, address)) return true
  // A value that is no mail address may still be one of the user's.
  return !attendee.value.includes('@') && isAddressOf(self, calendarAddress(attendee.value))
}

function forEachGuest(
  of: Component,
  { self, handsOver }: { readonly self: CalendarUser; readonly handsOver?: boolean },
  entries: Map<CalendarAddress, Entry>,
  visit: (attendee: Property, entry: Entry) => void,
): void {
  const organizer = handsOver === true ? undefined : organizerOf(of)
  for (const each of of.properties) {
    if (each.name !== 'ATTENDEE') continue
    const address = addressOf(each)
    if (isOrganizerAsAttendee(each, self, organizer, address)) continue
    const held = entries.get(address)
    const entry = held ?? emptyEntry()
    if (held === undefined) entries.set(address, entry)
    visit(each, entry)
  }
}

function emptyEntry(): Entry {
  return {
    before: '',
    after: '',
    altered: '',
    leftOut: '',
    agentBefore: 'SERVER',
    agentAfter: 'SERVER',
    forced: false,
  }
}

// Requirement: 5546/3.2.2.3/delegator-may-stay-informed
/** A Delegator hears of updates with RSVP=TRUE (RFC 5546 §4.2.5) or as NON-PARTICIPANT (§3.2.2.3). */
// Requirement: 5546/4.2.5/delegator-rsvp-true-gets-updates
function isLeftOut(attendee: Property): boolean {
  if (attendee.parameters.length === 0 || partStatOf(attendee) !== 'DELEGATED') return false
  const role = parameterValue(attendee, 'ROLE')?.toUpperCase()
  return !isReplyExpected(attendee) && role !== 'NON-PARTICIPANT'
}

// Requirement: 5546/3.2.2.6/organizer-may-change-parameters
// Requirement: 5546/3.4.2.4/organizer-may-change-parameters
function* altered(
  changes: readonly InstanceChange[],
): Iterable<readonly [PartKey, CalendarAddress]> {
  for (const { key, properties, attendeesAdded } of changes) {
    const added = new Set(attendeesAdded)
    for (const each of properties) {
      if (each.name !== 'ATTENDEE') continue
      for (const attendee of each.after) {
        const address = addressOf(attendee)
        if (!added.has(address)) yield [key, address]
      }
    }
  }
}

function grouped(entries: ReadonlyMap<CalendarAddress, Entry>): readonly Group[] {
  const groups = new Map<string, { readonly entry: Entry; readonly addresses: CalendarAddress[] }>()
  let last: { readonly entry: Entry; readonly addresses: CalendarAddress[] } | undefined
  for (const [address, entry] of entries) {
    // Most are like the one before: no need to write out what they have in common.
    if (last !== undefined && isAlike(last.entry, entry)) {
      last.addresses.push(address)
      continue
    }
    const agents = `${entry.agentBefore}|${entry.agentAfter}|${entry.forced}`
    const signature = `${entry.before}|${entry.after}|${entry.altered}|${entry.leftOut}|${agents}`
    last = groups.get(signature) ?? { entry, addresses: [] }
    last.addresses.push(address)
    groups.set(signature, last)
  }
  return [...groups.values()].map(({ entry, addresses }) => ({
    before: keysIn(entry.before),
    after: keysIn(entry.after),
    altered: keysIn(entry.altered),
    leftOut: keysIn(entry.leftOut),
    agentBefore: entry.agentBefore,
    agentAfter: entry.agentAfter,
    forced: entry.forced,
    addresses,
  }))
}

function isAlike(one: Entry, other: Entry): boolean {
  return (
    one.before === other.before &&
    one.after === other.after &&
    one.altered === other.altered &&
    one.leftOut === other.leftOut &&
    one.agentBefore === other.agentBefore &&
    one.agentAfter === other.agentAfter &&
    one.forced === other.forced
  )
}

function keysIn(text: string): ReadonlySet<PartKey> {
  return new Set(text.split(',').slice(0, -1))
}

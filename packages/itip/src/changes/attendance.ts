/** Who attends what, before and after a change: Attendees in groups that are told the same. */
import type { Component, Property } from '@parley/icalendar'
import { parameterValue } from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from '../address.ts'
import { addressOf, isPropertyOf } from '../address.ts'
import { isReplyExpected, organizerOf, partStatOf } from '../attendee.ts'
import type { PartKey, Parts } from '../parts.ts'
import type { ScheduleAgent } from '../schedule-parameters.ts'
import { forcesSend, scheduleAgentOf } from '../schedule-parameters.ts'
import type { InstanceChange } from '../significant.ts'

/** What is alike for all Attendees of a group. */
export type Attendance = {
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

type Entry = {
  readonly before: PartKey[]
  readonly after: PartKey[]
  readonly altered: PartKey[]
  readonly leftOut: PartKey[]
  agentBefore: ScheduleAgent
  agentAfter: ScheduleAgent
  forced: boolean
}

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
    for (const [attendee, entry] of listed(each, options, entries)) {
      entry.before.push(key)
      entry.agentBefore = scheduleAgentOf(attendee)
    }
  }
  for (const [key, each] of partsInOrder(after)) {
    for (const [attendee, entry] of listed(each, options, entries)) {
      entry.after.push(key)
      entry.agentAfter = scheduleAgentOf(attendee)
      entry.forced ||= forcesSend(attendee, 'REQUEST')
      if (isLeftOut(attendee)) entry.leftOut.push(key)
    }
  }
  for (const [key, address] of altered(changes)) entries.get(address)?.altered.push(key)
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

/** Is this ATTENDEE the Organizer, who needs no message (RFC 5546 §2.1.3)? */
export function isOrganizerAsAttendee(
  attendee: Property,
  self: CalendarUser,
  organizer: CalendarAddress | undefined,
): boolean {
  return addressOf(attendee) === organizer || isPropertyOf(self, attendee)
}

function* listed(
  of: Component,
  { self, handsOver }: { readonly self: CalendarUser; readonly handsOver?: boolean },
  entries: Map<CalendarAddress, Entry>,
): Iterable<readonly [Property, Entry]> {
  const organizer = handsOver === true ? undefined : organizerOf(of)
  for (const each of of.properties) {
    if (each.name !== 'ATTENDEE' || isOrganizerAsAttendee(each, self, organizer)) continue
    const address = addressOf(each)
    const entry = entries.get(address) ?? emptyEntry()
    entries.set(address, entry)
    yield [each, entry]
  }
}

function emptyEntry(): Entry {
  return {
    before: [],
    after: [],
    altered: [],
    leftOut: [],
    agentBefore: 'SERVER',
    agentAfter: 'SERVER',
    forced: false,
  }
}

/** A Delegator hears of updates with RSVP=TRUE (RFC 5546 §4.2.5) or as NON-PARTICIPANT (§3.2.2.3). */
function isLeftOut(attendee: Property): boolean {
  if (attendee.parameters.length === 0 || partStatOf(attendee) !== 'DELEGATED') return false
  const role = parameterValue(attendee, 'ROLE')?.toUpperCase()
  return !isReplyExpected(attendee) && role !== 'NON-PARTICIPANT'
}

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

/** The key of the series is '': a list of it alone is not the empty list. */
function quoted(key: PartKey): string {
  return `'${key}'`
}

function grouped(entries: ReadonlyMap<CalendarAddress, Entry>): readonly Group[] {
  const groups = new Map<string, { entry: Entry; addresses: CalendarAddress[] }>()
  for (const [address, entry] of entries) {
    const signature = [
      entry.before.map(quoted).join(),
      entry.after.map(quoted).join(),
      entry.altered.map(quoted).join(),
      entry.leftOut.map(quoted).join(),
      entry.agentBefore,
      entry.agentAfter,
      entry.forced,
    ].join('|')
    const held = groups.get(signature)
    if (held === undefined) groups.set(signature, { entry, addresses: [address] })
    else held.addresses.push(address)
  }
  return [...groups.values()].map(({ entry, addresses }) => ({
    before: new Set(entry.before),
    after: new Set(entry.after),
    altered: new Set(entry.altered),
    leftOut: new Set(entry.leftOut),
    agentBefore: entry.agentBefore,
    agentAfter: entry.agentAfter,
    forced: entry.forced,
    addresses,
  }))
}

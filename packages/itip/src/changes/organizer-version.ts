/** The Organizer's new version as it is kept: SEQUENCE, DTSTAMP and participation status set right. */
import type { CalendarObject, Component, Property } from '@parley/icalendar'
import { allProperties, firstProperty, withParameter, withProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import {
  attendeesByAddress,
  isReplyExpected,
  organizerOf,
  partStatOf,
  withNeedsAction,
} from '../attendee.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import type { PartKey, Parts } from '../parts.ts'
import { hasInstance } from '../parts.ts'
import { revisionOf } from '../revision.ts'
import { forcesSend, scheduleAgentOf, withoutForceSend } from '../schedule-parameters.ts'
import type { InstanceChange } from '../significant.ts'
import type { HeldState } from '../state.ts'
import { stamped, withSequence } from '../write.ts'
import { isOrganizerAsAttendee, partsInOrder } from './attendance.ts'

export type Version = {
  readonly held: HeldState
  readonly before: Parts
  readonly after: Parts
  readonly changes: readonly InstanceChange[]
  /** Components whose SEQUENCE rises. */
  readonly raised: ReadonlySet<PartKey>
  /** Components said again above the CANCEL of the series: one more than that. */
  readonly outlasting: ReadonlySet<PartKey>
  /** The number that it rises to. */
  readonly sequence: number
  /** An import: what it says of Attendees stands. */
  readonly silent: boolean
}

// Requirement: 5546/2.1.4/organizer-raises-sequence
// Requirement: 5545/3.8.4.4/recurrence-id-fixed-per-sequence
/**
 * One more than any SEQUENCE of this UID so far, on any instance, so that what is said of the
 * series never falls behind what was said of an instance (the RFC's own examples, §4.4, count so).
 */
export function nextSequence(held: HeldState, before: Parts): number {
  let highest = -1
  for (const [, each] of partsInOrder(before)) {
    highest = Math.max(highest, revisionOf(each).sequence)
  }
  const { revisions, cancelled } = held.ledger
  for (const { sequence } of revisions.values()) highest = Math.max(highest, sequence)
  for (const { sequence } of cancelled.values()) highest = Math.max(highest, sequence)
  return Math.max(highest, 0) + 1
}

// Requirement: 5546/2.1.4/other-change-may-raise-sequence
// Requirement: 5546/2.1.4/jeopardizing-change-raises-sequence
// Requirement: 6638/3.2.5/sequence-per-itip
/** The number that this change raises SEQUENCE to: the client's own, where that is higher. */
export function raisedSequence(
  held: HeldState,
  before: Parts,
  after: Parts,
  raised: ReadonlySet<PartKey>,
): number {
  let next = nextSequence(held, before)
  for (const [key, each] of partsInOrder(after)) {
    if (raised.has(key)) next = Math.max(next, revisionOf(each).sequence)
  }
  return next
}

/** The components as they are kept and sent, with the reasons for what was set otherwise. */
export function settled(
  version: Version,
  context: Context,
): { readonly components: ReadonlyMap<Component, Component>; readonly reasons: readonly Reason[] } {
  const components = new Map<Component, Component>()
  const overruled = new Set<CalendarAddress>()
  const reset = new Set<CalendarAddress>()
  const changes = new Map(version.changes.map((each) => [each.key, each]))
  for (const [key, each] of partsInOrder(version.after)) {
    const prior = priorOf(version, key)
    const change = changes.get(key)
    const attended = withAnswers(each, { version, context, prior, change, overruled, reset })
    const numbered = numberedIn(version, key, attended, prior)
    const isNews = change !== undefined || version.raised.has(key) || version.outlasting.has(key)
    const made = isNews
      ? stamped(numbered, { nowSeconds: context.nowSeconds })
      : withStampOf(numbered, ownOf(version.before, key))
    components.set(each, withoutForceSend(made, 'REQUEST'))
  }
  const reasons: Reason[] = []
  const addresses = (of: Set<CalendarAddress>): { addresses: readonly string[] } => ({
    addresses: [...of],
  })
  if (reset.size > 0) {
    reasons.push(because('6638/3.2.8/reschedule-resets-partstat', addresses(reset)))
  }
  if (overruled.size > 0) {
    reasons.push(because('6638/3.2.1/organizer-leaves-partstat-alone', addresses(overruled)))
  }
  return { components, reasons }
}

function ownOf(parts: Parts, key: PartKey): Component | undefined {
  return key === '' ? parts.master : parts.overridden.get(key)
}

/** Without news, DTSTAMP goes on saying when what is held was last made known. */
function withStampOf(of: Component, held: Component | undefined): Component {
  const stamp = held && firstProperty(held, 'DTSTAMP')
  const own = firstProperty(of, 'DTSTAMP')
  return stamp === undefined || own?.value === stamp.value ? of : withProperty(of, stamp)
}

/** What stood for the instance before: its own component, or the master. */
function priorOf({ before }: Version, key: PartKey): Component | undefined {
  if (key === '') return before.master
  const own = before.overridden.get(key)
  return own ?? (hasInstance(before, key) ? before.master : undefined)
}

// Requirement: 5546/2.1.4/minor-change-keeps-sequence
function numberedIn(
  { before, held, raised, outlasting, sequence }: Version,
  key: PartKey,
  of: Component,
  prior: Component | undefined,
): Component {
  const own = revisionOf(of).sequence
  if (outlasting.has(key)) return withSequence(of, sequence + 1)
  if (raised.has(key)) return own === sequence ? of : withSequence(of, sequence)
  // What was called off under this UID or instance is called again above its CANCEL.
  const mark = held.ledger.cancelled.get(key) ?? held.ledger.cancelled.get('')
  const floor =
    prior === undefined ? (mark ? nextSequence(held, before) : 0) : revisionOf(prior).sequence
  return own >= floor ? of : withSequence(of, floor)
}

type Answering = {
  readonly version: Version
  readonly context: Context
  readonly prior: Component | undefined
  readonly change: InstanceChange | undefined
  readonly overruled: Set<CalendarAddress>
  readonly reset: Set<CalendarAddress>
}

/**
 * Participation status is the Attendees': what the held version says of an Attendee stands, and a
 * new one has not answered yet. Where the time moved, answers start over.
 */
function withAnswers(of: Component, answering: Answering): Component {
  const { version, context, prior } = answering
  if (version.silent) return of
  const organizer = organizerOf(of)
  const heldOf = finder(prior)
  let altered = false
  const properties = of.properties.map((each) => {
    if (each.name !== 'ATTENDEE') return each
    const address = addressOf(each)
    const held = heldOf(each, address)
    if (scheduleAgentOf(each) !== 'SERVER') return each
    if (isOrganizerAsAttendee(each, context.self, organizer, address)) return each
    const answered = withHeldAnswer(each, held, address, answering)
    const made = answeredAnew(answered, address, answering)
    if (made !== each) altered = true
    return made
  })
  return altered ? { ...of, properties } : of
}

/** Finds what is held of each Attendee; asked in the order held, it makes no index. */
function finder(
  prior: Component | undefined,
): (attendee: Property, address: CalendarAddress) => Property | undefined {
  const inOrder = prior === undefined ? [] : allProperties(prior, 'ATTENDEE')
  let next = 0
  let index: ReadonlyMap<CalendarAddress, Property> | undefined
  return (attendee, address) => {
    const expected = inOrder[next]
    if (expected?.value === attendee.value) {
      next++
      return expected
    }
    if (prior === undefined) return undefined
    index ??= attendeesByAddress(prior)
    return index.get(address)
  }
}

// Requirement: 5546/2.1.1/initial-needs-action
function withHeldAnswer(
  attendee: Property,
  held: Property | undefined,
  address: CalendarAddress,
  { overruled }: Answering,
): Property {
  const partStat = held === undefined ? 'NEEDS-ACTION' : partStatOf(held)
  const said = partStatOf(attendee)
  if (said === partStat) return attendee
  // Requirement: 6638/3.2.8/organizer-may-reset-partstat
  // The Organizer may ask anew (RFC 6638 §3.2.8), and says so by forcing a message.
  if (said === 'NEEDS-ACTION' && forcesSend(attendee, 'REQUEST')) return attendee
  if (said !== 'NEEDS-ACTION') overruled.add(address)
  if (held === undefined) return withParameter(attendee, 'PARTSTAT', 'NEEDS-ACTION')
  const rsvp = isReplyExpected(held) ? ['TRUE'] : []
  return withParameter(withParameter(attendee, 'PARTSTAT', partStat), 'RSVP', ...rsvp)
}

function answeredAnew(
  attendee: Property,
  address: CalendarAddress,
  { change, reset }: Answering,
): Property {
  if (change?.resetsParticipation !== true) return attendee
  const partStat = partStatOf(attendee)
  // Whoever delegated has handed his part over: the Delegate is asked.
  if (partStat === 'DELEGATED' || partStat === 'NEEDS-ACTION') return attendee
  reset.add(address)
  return withNeedsAction(attendee)
}

/** The calendar object with the settled components in their places, and without METHOD. */
export function settledObject(
  object: CalendarObject,
  components: ReadonlyMap<Component, Component>,
): CalendarObject {
  const made = object.components.map((each) => components.get(each) ?? each)
  const isPlain = allProperties(object, 'METHOD').length === 0
  const same = isPlain && made.every((each, i) => each === object.components[i])
  if (same) return object
  const properties = object.properties.filter((each) => each.name !== 'METHOD')
  return { ...object, properties, components: made }
}

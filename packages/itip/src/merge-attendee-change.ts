/** What an Attendee may change in his copy, and what stays the Organizer's (RFC 6638 §3.2.2.1). */
import type { CalendarObject, Component, InstanceKey, Property } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  instanceKey,
  parameterValues,
  timeProperty,
  timesOf,
  withParameter,
  withProperties,
} from '@parley/icalendar'
import type { CalendarUser } from './address.ts'
import { addressOf } from './address.ts'
import {
  attendeesByAddress,
  findAttendee,
  partStatOf,
  withAttendee,
  withAttendeeInPlaceOf,
} from './attendee.ts'
import { propertyChanges } from './compare.ts'
import type { Context } from './context.ts'
import type { Reason } from './explanation.ts'
import { because } from './explanation.ts'
import type { PartKey, Parts } from './parts.ts'
import {
  componentsOf,
  hasInstance,
  instanceAsComponent,
  instanceOf,
  partsOf,
  putTogether,
} from './parts.ts'
import type { RequirementId } from './requirement-ids.ts'
import { isSameComponent, isSameProperty } from './same.ts'
import { scheduleAgentOf } from './schedule-parameters.ts'
import { withNamedInstance } from './unnamed-instance.ts'

/** The three versions that a merge needs (RFC 6638 §3.2.2.1). */
export type AttendeeVersions = {
  /** As held now. */
  readonly server: CalendarObject
  /** As the Attendee's client wants it. */
  readonly client: CalendarObject
  /** As the client last saw it. What it did not touch there, it does not want changed. */
  readonly lastKnown: CalendarObject
}

/** What came of an Attendee's change (RFC 6638 §3.2.2.1): taken over, or left and reported. */
export type AttendeeMerge = {
  /** The server's version with what the Attendee may change. The same object if that is nothing. */
  readonly object: CalendarObject
  /** What was taken over: facts `key` and `property`. */
  readonly changes: readonly Reason[]
  /** What was left as it is, because only the Organizer changes it. */
  readonly refused: readonly Reason[]
}

/** The Attendee's own properties, and the requirement that lets him have them. */
const own: ReadonlyMap<string, RequirementId> = new Map<string, RequirementId>([
  ['TRANSP', '6638/3.2.2.1/attendee-may-change-transp'],
  ['PERCENT-COMPLETE', '6638/3.2.2.1/attendee-may-change-percent-complete'],
  ['COMPLETED', '6638/3.2.2.1/attendee-may-change-completed'],
  ['CREATED', '6638/3.2.2.1/attendee-may-change-timestamps'],
  ['DTSTAMP', '6638/3.2.2.1/attendee-may-change-timestamps'],
  ['LAST-MODIFIED', '6638/3.2.2.1/attendee-may-change-timestamps'],
  ['COMMENT', '5546/3.2.3/attendee-may-comment'],
  ['CATEGORIES', '5546/3.2.2.2/personal-properties-kept'],
  ['CLASS', '5546/3.2.2.2/personal-properties-kept'],
  ['COLOR', '5546/3.2.2.2/personal-properties-kept'],
])

// Requirement: 5546/2.1/attendee-makes-no-direct-change
// Requirement: 5546/2.1.1/organizer-sets-status
// Requirement: 5546/3.2.3/change-needs-counter
/**
 * Merges an Attendee's new version into the one held.
 *
 * Taken over where the client changed it since `lastKnown`: his own PARTSTAT, alarms, TRANSP,
 * COMMENT, PERCENT-COMPLETE, COMPLETED, CATEGORIES, CLASS, COLOR, X- properties, time stamps,
 * further EXDATEs, overridden components that differ in nothing else, SCHEDULE- parameters of
 * ORGANIZER. All else stays as the server has it, and is reported.
 *
 * Shapes: three versions of one UID. Errors: none. Cost: linear in properties.
 *
 * @example
 * const { object, refused } = mergeAttendeeChange({ server, client, lastKnown: server }, context)
 */
export function mergeAttendeeChange(
  { server, client, lastKnown }: AttendeeVersions,
  context: Pick<Context, 'self' | 'catalog' | 'floatingTzid'>,
): AttendeeMerge {
  const held = partsOf(server, context)
  const merging: Merging = {
    server: held,
    client: withNamedInstance(partsOf(client, context), held),
    known: server === lastKnown ? held : partsOf(lastKnown, context),
    self: context.self,
    changes: [],
    refused: [],
  }
  const master = mergedMaster(merging)
  const overridden = mergedInstances(merging, master)
  const components = componentsOf({ master, overridden })
  const made = withHead(putTogether(server, components), client)
  const same = isSameComponent(made, server)
  return {
    object: same ? server : made,
    changes: merging.changes,
    refused: merging.refused,
  }
}

type Merging = {
  readonly server: Parts
  readonly client: Parts
  readonly known: Parts
  readonly self: CalendarUser
  readonly changes: Reason[]
  readonly refused: Reason[]
}

function mergedMaster(merging: Merging): Component | undefined {
  const { server, client, known } = merging
  if (server.master === undefined) {
    if (client.master !== undefined) refuse(merging, '', 'RRULE')
    return undefined
  }
  if (client.master === undefined) {
    refuse(merging, '', 'UID')
    return server.master
  }
  const made = merged('', server.master, client.master, known.master ?? server.master, merging)
  return withExclusions(made, merging)
}

// Requirement: 6638/3.2.2.1/attendee-may-override-instances
function mergedInstances(
  merging: Merging,
  master: Component | undefined,
): ReadonlyMap<PartKey, Component> {
  const { server, client, known } = merging
  const overridden = new Map<PartKey, Component>()
  for (const [key, held] of server.overridden) {
    const wanted = client.overridden.get(key)
    if (wanted !== undefined) {
      overridden.set(key, merged(key, held, wanted, known.overridden.get(key) ?? held, merging))
    } else if (!isDropped(key, merging, master)) overridden.set(key, held)
  }
  for (const [key, wanted] of client.overridden) {
    if (server.overridden.has(key)) continue
    const base = hasInstance(server, key) ? instanceAsComponent(server, key) : undefined
    if (base === undefined) refuse(merging, key, 'RECURRENCE-ID')
    else overridden.set(key, merged(key, base, wanted, base, merging))
  }
  return overridden
}

/** An overridden component goes with the EXDATE of its instance, or where there is no series. */
function isDropped(key: PartKey, merging: Merging, master: Component | undefined): boolean {
  const { client, known } = merging
  // The client has not seen it yet.
  if (!known.overridden.has(key)) return false
  // A series that is not held says nothing of what is.
  if (master === undefined && client.master !== undefined) return false
  const excluded = master === undefined || instanceOf(client, key) === undefined
  if (excluded) allow(merging, key, 'EXDATE', '6638/3.2.2.1/attendee-may-exclude-instances')
  else refuse(merging, key, 'RECURRENCE-ID')
  return excluded
}

function merged(
  key: PartKey,
  server: Component,
  client: Component,
  known: Component,
  merging: Merging,
): Component {
  let made = withOwnProperties(key, server, client, known, merging)
  made = withOwnAnswer(key, made, client, known, merging)
  made = withOrganizerParameters(made, client)
  made = withClientStatuses(made, client)
  made = withAlarms(key, made, client, known, merging)
  report(key, client, known, merging)
  return made
}

function withOwnProperties(
  key: PartKey,
  server: Component,
  client: Component,
  known: Component,
  merging: Merging,
): Component {
  const names = new Set<string>(own.keys())
  for (const { name } of [...client.properties, ...known.properties]) {
    if (name.startsWith('X-')) names.add(name)
  }
  let made = server
  for (const name of names) {
    const wanted = allProperties(client, name)
    if (sameProperties(wanted, allProperties(known, name))) continue
    made = withProperties(made, name, wanted)
    allow(merging, key, name, own.get(name) ?? '5546/3.2.2.2/personal-properties-kept')
  }
  return made
}

function withOwnAnswer(
  key: PartKey,
  made: Component,
  client: Component,
  known: Component,
  merging: Merging,
): Component {
  const wanted = findAttendee(client, merging.self)
  const held = findAttendee(made, merging.self)
  if (wanted === undefined) return made
  const was = findAttendee(known, merging.self)
  const partStat = partStatOf(wanted)
  if (was !== undefined && partStatOf(was) === partStat) return made
  // Delegating is more than a status: see the change 'delegate'.
  if (partStat === 'DELEGATED') return made
  allow(merging, key, 'ATTENDEE', '6638/3.2.2.1/attendee-may-change-partstat')
  if (held === undefined) return withAttendee(made, wanted)
  const answered = withParameter(held, 'PARTSTAT', partStat)
  return withAttendeeInPlaceOf(
    made,
    held,
    withParameter(answered, 'RSVP', ...parameterValues(wanted, 'RSVP')),
  )
}

/** SCHEDULE- parameters on ORGANIZER are the Attendee's client's (RFC 6638 §7). */
function withOrganizerParameters(made: Component, client: Component): Component {
  const wanted = firstProperty(client, 'ORGANIZER')
  const held = firstProperty(made, 'ORGANIZER')
  if (wanted === undefined || held === undefined) return made
  let organizer = held
  for (const name of ['SCHEDULE-AGENT', 'SCHEDULE-FORCE-SEND']) {
    organizer = withParameter(organizer, name, ...parameterValues(wanted, name))
  }
  organizer = withClientStatus(organizer, wanted)
  return organizer === held ? made : withProperties(made, 'ORGANIZER', [organizer])
}

// Requirement: 6638/3.2.2.1/attendee-may-change-client-status
/** A client that sends by itself writes down how delivery went, here to other Attendees. */
function withClientStatuses(made: Component, client: Component): Component {
  if (!made.properties.some((each) => each.name === 'ATTENDEE' && isClients(each))) return made
  const written = attendeesByAddress(client)
  const properties = made.properties.map((each) => {
    const wanted = each.name === 'ATTENDEE' ? written.get(addressOf(each)) : undefined
    return wanted === undefined ? each : withClientStatus(each, wanted)
  })
  const same = properties.every((each, i) => each === made.properties[i])
  return same ? made : { ...made, properties }
}

// Requirement: 6638/7.3/client-may-set-attendee-status
// Requirement: 6638/7.3/client-may-set-organizer-status
function withClientStatus(held: Property, wanted: Property): Property {
  if (!isClients(held)) return held
  return withParameter(held, 'SCHEDULE-STATUS', ...parameterValues(wanted, 'SCHEDULE-STATUS'))
}

function isClients(of: Property): boolean {
  return scheduleAgentOf(of) === 'CLIENT'
}

function withAlarms(
  key: PartKey,
  made: Component,
  client: Component,
  known: Component,
  merging: Merging,
): Component {
  const wanted = alarmsOf(client)
  const was = alarmsOf(known)
  const same =
    wanted.length === was.length &&
    wanted.every((each, i) => {
      const twin = was[i]
      return twin !== undefined && isSameComponent(each, twin)
    })
  if (same) return made
  allow(merging, key, 'VALARM', '6638/3.2.2.1/attendee-may-change-alarms')
  const others = made.components.filter(({ name }) => name !== 'VALARM')
  return { ...made, components: [...others, ...wanted] }
}

function alarmsOf(of: Component): readonly Component[] {
  return of.components.filter(({ name }) => name === 'VALARM')
}

/** What the client changed and may not. */
function report(key: PartKey, client: Component, known: Component, merging: Merging): void {
  const { client: from, known: to } = merging
  const changes = propertyChanges(
    { component: known, zones: to.zones },
    { component: client, zones: from.zones },
  )
  for (const { name } of changes) {
    if (own.has(name) || name.startsWith('X-') || name === 'EXDATE') continue
    refuse(merging, key, name)
  }
}

/** Further EXDATEs are taken over, in the form of the series; none is taken away. */
function withExclusions(master: Component, merging: Merging): Component {
  const { server, client, known } = merging
  const held = exdates(server)
  const seen = exdates(known)
  const wanted = exdates(client)
  for (const key of seen) if (!wanted.has(key)) refuse(merging, '', 'EXDATE')
  let made = master
  for (const key of wanted) {
    if (held.has(key) || seen.has(key)) continue
    const time = instanceOf(server, key)?.recurrenceId
    if (time === undefined) continue
    allow(merging, key, 'EXDATE', '6638/3.2.2.1/attendee-may-exclude-instances')
    made = { ...made, properties: [...made.properties, timeProperty('EXDATE', time)] }
  }
  return made
}

function exdates(parts: Parts): ReadonlySet<InstanceKey> {
  const keys = new Set<InstanceKey>()
  if (parts.master === undefined) return keys
  for (const each of allProperties(parts.master, 'EXDATE')) {
    for (const time of timesOf(each)) keys.add(instanceKey(parts.set(), time))
  }
  return keys
}

// Requirement: 6638/3.2.2.1/attendee-may-change-calscale
// Requirement: 6638/3.2.2.1/attendee-may-change-prodid
/** PRODID and CALSCALE are the client's (RFC 6638 §3.2.2.1). */
function withHead(made: CalendarObject, client: CalendarObject): CalendarObject {
  const scale = allProperties(client, 'CALSCALE')
  const producer = allProperties(client, 'PRODID')
  const head = withProperties(made, 'CALSCALE', scale)
  return producer.length === 0 ? head : withProperties(head, 'PRODID', producer)
}

function sameProperties(one: readonly Property[], other: readonly Property[]): boolean {
  return one.length === other.length && one.every((each, i) => isSameProperty(each, other[i]))
}

function allow(merging: Merging, key: PartKey, name: string, requirement: RequirementId): void {
  merging.changes.push(because(requirement, { key, property: name }))
}

function refuse(merging: Merging, key: PartKey, name: string): void {
  const requirement: RequirementId =
    name === 'ATTENDEE'
      ? '5546/2.1.1/reply-changes-own-partstat'
      : '6638/3.2.2.1/organizer-owns-key-properties'
  merging.refused.push(because(requirement, { key, property: name }))
}

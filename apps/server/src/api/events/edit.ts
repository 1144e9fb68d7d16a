/** Components as JSON says they are to be: a new one, or one changed in some of its properties. */
import {
  allProperties,
  type Component,
  component,
  durationOf,
  firstProperty,
  type Property,
  parameter,
  property,
  rawValue,
  type Time,
  textListProperty,
  textProperty,
  timeOf,
  timeProperty,
  utcSeconds,
  withoutProperties,
  withParameter,
  withProperties,
  withProperty,
  zonesOf,
} from '@parley/icalendar'
import { addressOf, addressUri, type CalendarAddress, isAddressOf } from '@parley/itip'
import type { Principal } from '@parley/store'
import type { Parts } from '../../parts.ts'
import { userOf } from '../../people.ts'
import { invalid } from '../problem.ts'
import { timeFrom } from '../times.ts'
import type { Directory } from './directory.ts'
import type { EventFields } from './schemas.ts'

export type Editing = {
  readonly parts: Pick<Parts, 'catalog' | 'clock'>
  readonly owner: Principal
  readonly directory: Directory
}

/** The component with the fields that are given; the others as they were. */
export function edited(of: Component, fields: EventFields, editing: Editing): Component {
  let made = withTexts(of, fields)
  made = withTimes(made, fields, editing)
  made = withFlags(made, fields)
  if (fields.rule !== undefined) {
    made = withProperties(
      made,
      'RRULE',
      fields.rule === null ? [] : [property('RRULE', fields.rule)],
    )
  }
  if (fields.attendees !== undefined) made = withGuests(made, fields.attendees, editing)
  return fields.alarms === undefined ? made : withAlarms(made, fields.alarms)
}

const texts = [
  ['title', 'SUMMARY'],
  ['description', 'DESCRIPTION'],
  ['location', 'LOCATION'],
  ['color', 'COLOR'],
] as const

function withTexts(of: Component, fields: EventFields): Component {
  let made = of
  for (const [field, name] of texts) {
    const value = fields[field]
    if (value === undefined) continue
    const empty = value === null || value === ''
    made = empty ? withoutProperties(made, name) : withProperty(made, textProperty(name, value))
  }
  for (const [field, name] of [
    ['url', 'URL'],
    ['conference', 'CONFERENCE'],
  ] as const) {
    const value = fields[field]
    if (value === undefined) continue
    const parameters = name === 'CONFERENCE' ? [parameter('VALUE', 'URI')] : []
    made = withProperties(made, name, value === null ? [] : [property(name, value, parameters)])
  }
  return made
}

function withFlags(of: Component, fields: EventFields): Component {
  const { status, busy, visibility, categories, guestsMayPropose, guestsMayForward } = fields
  let made = of
  const set = (name: string, value: string): void => {
    made = withProperty(made, property(name, value))
  }
  const flag = (name: string, allowed: boolean | undefined): void => {
    if (allowed === undefined) return
    if (allowed) made = withoutProperties(made, name)
    else set(name, 'TRUE')
  }
  if (status !== undefined) set('STATUS', status.toUpperCase())
  if (busy !== undefined) set('TRANSP', busy ? 'OPAQUE' : 'TRANSPARENT')
  if (visibility !== undefined) set('CLASS', visibility.toUpperCase())
  if (categories !== undefined) {
    const list = categories.length === 0 ? [] : [textListProperty('CATEGORIES', categories)]
    made = withProperties(made, 'CATEGORIES', list)
  }
  flag('X-MICROSOFT-DISALLOW-COUNTER', guestsMayPropose)
  flag('X-MICROSOFT-DONOTFORWARDMEETING', guestsMayForward)
  return made
}

const defaultLength = { DATE: 86_400, 'DATE-TIME': 3_600 } as const

/** Another start alone moves the end along; the end of a day is the day after. */
function withTimes(of: Component, fields: EventFields, { parts, owner }: Editing): Component {
  const { start, end, zone } = fields
  if (start === undefined && end === undefined && zone === undefined) return of
  const held = timeIn(of, 'DTSTART')
  const tzid = zone ?? (held?.kind === 'DATE-TIME' ? held.tzid : undefined) ?? owner.tzid
  const begins = start === undefined ? inZone(held, zone) : timeFrom(start, tzid, 'start')
  if (begins === undefined) throw invalid('start', 'an event starts')
  const endZone = zone ?? timeIn(of, 'DTEND')?.tzid ?? tzid
  const ends = end === undefined ? endMoved(of, held, begins, zone) : timeFrom(end, endZone, 'end')
  if (ends.kind !== begins.kind) throw invalid('end', 'a date ends a date, a time ends a time')
  const zones = zonesOf(component('VCALENDAR', []), parts.catalog, owner.tzid)
  if (utcSeconds(ends, zones) < utcSeconds(begins, zones)) throw invalid('end', 'before the start')
  if (ends.kind === 'DATE' && ends.wallSeconds <= begins.wallSeconds) {
    throw invalid('end', 'an all-day event ends on a later day')
  }
  const moved = withProperty(withoutProperties(of, 'DURATION'), timeProperty('DTSTART', begins))
  return withProperty(moved, timeProperty('DTEND', ends))
}

function inZone(held: Time | undefined, zone: string | undefined): Time | undefined {
  return held?.kind === 'DATE-TIME' && zone !== undefined ? { ...held, tzid: zone } : held
}

function endMoved(
  of: Component,
  held: Time | undefined,
  begins: Time,
  zone: string | undefined,
): Time {
  const end = timeIn(of, 'DTEND')
  const sameKind = held !== undefined && held.kind === begins.kind
  if (sameKind && end?.kind === held.kind) {
    const wallSeconds = begins.wallSeconds + end.wallSeconds - held.wallSeconds
    const ownZone = end.tzid === held.tzid ? begins.tzid : (zone ?? end.tzid)
    return { ...begins, wallSeconds, tzid: ownZone }
  }
  const given = firstProperty(of, 'DURATION')
  const duration = sameKind && given !== undefined ? durationOf(given) : undefined
  const length =
    duration === undefined ? defaultLength[begins.kind] : duration.days * 86_400 + duration.seconds
  return { ...begins, wallSeconds: begins.wallSeconds + length }
}

export function timeIn(of: Component, name: string): Time | undefined {
  const found = firstProperty(of, name)
  return found && timeOf(found)
}

type Guest = NonNullable<EventFields['attendees']>[number]

const roleNames = {
  chair: 'CHAIR',
  required: 'REQ-PARTICIPANT',
  optional: 'OPT-PARTICIPANT',
  informed: 'NON-PARTICIPANT',
} as const

/** Those there before keep their line, and so their answer; who is new is asked. */
function withGuests(of: Component, guests: readonly Guest[], editing: Editing): Component {
  const user = userOf(editing.owner)
  const others = guests.filter((each) => !isAddressOf(user, each.address))
  const held = allProperties(of, 'ATTENDEE')
  if (others.length === 0) return withoutProperties(of, 'ATTENDEE', 'ORGANIZER')
  const isNew = firstProperty(of, 'ORGANIZER') === undefined
  const own = held.find((each) => isAddressOf(user, addressOf(each)))
  const attends = isNew || own !== undefined || others.length < guests.length
  const name = parameter('CN', editing.owner.displayName)
  const lines = new Map<CalendarAddress, Property>()
  if (attends) {
    lines.set(
      user.address,
      own ??
        property('ATTENDEE', addressUri(user.address), [
          name,
          parameter('ROLE', 'CHAIR'),
          parameter('PARTSTAT', 'ACCEPTED'),
        ]),
    )
  }
  const before = new Map(held.map((each) => [addressOf(each), each]))
  for (const guest of others) {
    const line = lineFor(guest, before.get(guest.address), editing.directory)
    if (!lines.has(guest.address)) lines.set(guest.address, line)
  }
  const listed = withProperties(of, 'ATTENDEE', [...lines.values()])
  if (!isNew) return listed
  return withProperty(listed, property('ORGANIZER', addressUri(user.address), [name]))
}

function lineFor(
  { address, name, role }: Guest,
  held: Property | undefined,
  directory: Directory,
): Property {
  if (held !== undefined) {
    const named = name === undefined ? held : withParameter(held, 'CN', name)
    return role === undefined ? named : withParameter(named, 'ROLE', roleNames[role])
  }
  const known = directory.get(address)
  const said = name ?? known?.displayName
  return property('ATTENDEE', addressUri(address), [
    ...(said === undefined ? [] : [parameter('CN', said)]),
    ...(known === undefined || known.kind === 'user'
      ? []
      : [parameter('CUTYPE', known.kind.toUpperCase())]),
    parameter('ROLE', roleNames[role ?? 'required']),
    parameter('PARTSTAT', 'NEEDS-ACTION'),
    parameter('RSVP', 'TRUE'),
  ])
}

function withAlarms(of: Component, alarms: NonNullable<EventFields['alarms']>): Component {
  const summary = rawValue(of, 'SUMMARY') ?? 'Reminder'
  const made = alarms.map(({ trigger, words }) =>
    component('VALARM', [
      property('ACTION', 'DISPLAY'),
      property('TRIGGER', trigger),
      words === undefined ? property('DESCRIPTION', summary) : textProperty('DESCRIPTION', words),
    ]),
  )
  const others = of.components.filter((each) => each.name !== 'VALARM')
  return { ...of, components: [...others, ...made] }
}

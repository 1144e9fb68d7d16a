/** Whole calendar objects from what JSON says: a new event, one instance of it, all of a series. */
import {
  allProperties,
  type CalendarObject,
  type Component,
  component,
  firstProperty,
  formatRule,
  instanceAt,
  instanceComponent,
  isRecurring,
  keyOfComponent,
  parseRule,
  property,
  type RecurrenceSet,
  rawValue,
  recurrenceSet,
  type Time,
  textProperty,
  timeProperty,
  timesOf,
  timesProperty,
  withComponents,
  withProperties,
  withProperty,
  withTimezones,
  zonesOf,
} from '@parley/icalendar'
import { addressOf, type CalendarAddress, isSchedulingComponent, withGuestList } from '@parley/itip'
import { ApiProblem, invalid, notFound } from '../problem.ts'
import { timeFrom } from '../times.ts'
import { type Editing, edited, timeIn } from './edit.ts'
import type { EventFields } from './schemas.ts'

export const productId = '-//Parley//Server//EN'
const daySeconds = 86_400
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export function newObject(uid: string, fields: EventFields, editing: Editing): CalendarObject {
  const now = editing.parts.clock()
  const stamp: Time = { kind: 'DATE-TIME', wallSeconds: now, tzid: 'UTC' }
  const bare = component('VEVENT', [textProperty('UID', uid), timeProperty('DTSTAMP', stamp)])
  return complete(
    component(
      'VCALENDAR',
      [property('VERSION', '2.0'), property('PRODID', productId)],
      [edited(bare, fields, editing)],
    ),
    editing,
  )
}

export function setOfObject(object: CalendarObject, { parts, owner }: Editing): RecurrenceSet {
  const zones = zonesOf(object, parts.catalog, owner.tzid)
  return recurrenceSet(object.components.filter(isSchedulingComponent), zones)
}

function complete(object: CalendarObject, { parts }: Editing): CalendarObject {
  return withTimezones(object, parts.catalog)
}

/** Whether guests see one another is said of the meeting, not of one instance. */
export function withChoice(object: CalendarObject, { guestList }: EventFields): CalendarObject {
  return guestList === undefined ? object : withGuestList(object, guestList)
}

/** With one instance as it is to be; the others stay. */
export function withInstance(
  object: CalendarObject,
  key: string,
  fields: EventFields,
  editing: Editing,
): CalendarObject {
  if (fields.rule !== undefined) throw invalid('rule', 'one instance has no rule')
  const set = setOfObject(object, editing)
  const plain = instanceComponent(set, key)
  if (plain === undefined) throw notFound('instance')
  const made = edited(plain, fields, editing)
  const others = object.components.filter(
    (each) => !isSchedulingComponent(each) || keyOfComponent(set, each) !== key,
  )
  return complete(withComponents(object, [...others, made]), editing)
}

/** Without one instance, which is no more (RFC 5545 §3.8.5.1). */
export function withoutInstance(
  object: CalendarObject,
  key: string,
  editing: Editing,
): CalendarObject {
  const set = setOfObject(object, editing)
  const instance = instanceAt(set, key)
  if (instance === undefined) throw notFound('instance')
  const kept = object.components.filter(
    (each) => !isSchedulingComponent(each) || keyOfComponent(set, each) !== key,
  )
  const made = kept.map((each) =>
    each === set.master
      ? { ...each, properties: [...each.properties, timeProperty('EXDATE', instance.recurrenceId)] }
      : each,
  )
  return complete(withComponents(object, made), editing)
}

/** Without that instance and those after it. */
export function cutBefore(object: CalendarObject, key: string, editing: Editing): CalendarObject {
  const set = setOfObject(object, editing)
  const instance = instanceAt(set, key)
  const rule = set.master && parseRule(rawValue(set.master, 'RRULE') ?? '')
  if (instance === undefined || set.master === undefined) throw notFound('instance')
  if (rule === undefined) throw invalid('instance', 'the event has no rule to end')
  const last = instance.recurrenceId
  const until: Time =
    last.kind === 'DATE'
      ? { ...last, wallSeconds: last.wallSeconds - daySeconds }
      : { kind: 'DATE-TIME', wallSeconds: instance.startSeconds - 1, tzid: 'UTC' }
  const ended = formatRule({ ...rule, count: undefined, until })
  const kept = object.components.filter(
    (each) => !isSchedulingComponent(each) || keyOfComponent(set, each) < key,
  )
  const made = kept.map((each) =>
    each === set.master ? withProperty(each, property('RRULE', ended)) : each,
  )
  return complete(withComponents(object, made), editing)
}

/**
 * All of it. Times are those of the instance named, or of the series; where they move, instances with
 * components of their own and exclusions move along, and those that the rule no longer has go.
 */
export function withAll(
  object: CalendarObject,
  fields: EventFields,
  editing: Editing,
  key: string | undefined,
): CalendarObject {
  const set = setOfObject(object, editing)
  const { master } = set
  if (master === undefined) {
    throw new ApiProblem(422, 'no-series', 'Only some instances are held: change them one by one.')
  }
  const shifted = key === undefined ? fields : forMaster(set, key, fields, editing)
  const whole = edited(rotated(master, shifted, editing), shifted, editing)
  if (!isRecurring(set)) return complete(replaced(object, master, whole), editing)
  const from = timeIn(master, 'DTSTART')
  const to = timeIn(whole, 'DTSTART')
  if (from === undefined || to === undefined) throw invalid('start', 'the series has no start')
  const move = mover(from, to)
  const stands =
    from.wallSeconds === to.wallSeconds && from.kind === to.kind && from.tzid === to.tzid
  const moved = stands ? whole : withExclusions(whole, master, move)
  const alone = recurrenceSet([moved], zonesOf(object, editing.parts.catalog, editing.owner.tzid))
  const overridden = set.overridden.flatMap((each) => {
    const own = instanceAt(set, keyOfComponent(set, each))
    if (own === undefined) return []
    const at = move(own.recurrenceId)
    if (!hasStart(alone, at)) return []
    return [overrideMoved(each, own.recurrenceId, at, likewise(each, master, fields, editing))]
  })
  const others = object.components.filter((each) => !isSchedulingComponent(each))
  return complete(withComponents(object, [...others, moved, ...overridden]), editing)
}

function replaced(object: CalendarObject, held: Component, made: Component): CalendarObject {
  return withComponents(
    object,
    object.components.map((each) => (each === held ? made : each)),
  )
}

/** Start and end of an instance, said of the series. */
function forMaster(
  set: RecurrenceSet,
  key: string,
  fields: EventFields,
  { owner }: Editing,
): EventFields {
  const instance = instanceAt(set, key)
  const first = set.master && timeIn(set.master, 'DTSTART')
  if (instance === undefined || first === undefined) throw notFound('instance')
  if (fields.start === undefined && fields.end === undefined) return fields
  const tzid = fields.zone ?? first.tzid ?? owner.tzid
  const back = first.wallSeconds - instance.recurrenceId.wallSeconds
  const said = (text: string | undefined, field: string): Partial<EventFields> => {
    if (text === undefined) return {}
    const time = timeFrom(text, tzid, field)
    const local = time.tzid === 'UTC' && first.tzid !== 'UTC'
    if (local) throw invalid(field, 'say the time on the clock of the series')
    const at = new Date((time.wallSeconds + back) * 1000).toISOString()
    return { [field]: time.kind === 'DATE' ? at.slice(0, 10) : at.slice(0, 19) }
  }
  return { ...fields, ...said(fields.start, 'start'), ...said(fields.end, 'end') }
}

/** A weekly rule that names days goes along to the other days. */
function rotated(master: Component, fields: EventFields, { owner }: Editing): Component {
  const held = timeIn(master, 'DTSTART')
  const rule = parseRule(rawValue(master, 'RRULE') ?? '')
  if (fields.start === undefined || fields.rule !== undefined) return master
  if (held === undefined || rule === undefined || rule.byDay.length === 0) return master
  const to = timeFrom(fields.start, fields.zone ?? held.tzid ?? owner.tzid, 'start')
  const days = Math.floor(to.wallSeconds / daySeconds) - Math.floor(held.wallSeconds / daySeconds)
  if (days % 7 === 0) return master
  if (rule.freq !== 'WEEKLY') throw invalid('rule', 'say the rule too: it names days of the week')
  const byDay = rule.byDay.map(({ ordinal, weekday }) => ({
    ordinal,
    weekday: weekdays[(((weekdays.indexOf(weekday) + days) % 7) + 7) % 7] ?? weekday,
  }))
  return withProperty(master, property('RRULE', formatRule({ ...rule, byDay })))
}

type Mover = (time: Time) => Time

function mover(from: Time, to: Time): Mover {
  const delta = to.wallSeconds - from.wallSeconds
  return (time) => {
    const wall = time.wallSeconds + delta
    if (to.kind === 'DATE') {
      return { ...to, wallSeconds: Math.floor(wall / daySeconds) * daySeconds }
    }
    return { ...to, wallSeconds: wall }
  }
}

function withExclusions(whole: Component, master: Component, move: Mover): Component {
  let made = whole
  for (const name of ['EXDATE', 'RDATE']) {
    const held = allProperties(master, name)
    const times = held.flatMap((each) => timesOf(each).map(move))
    if (times.length === 0) continue
    made = withProperties(made, name, [timesProperty(name, times)])
  }
  return made
}

function hasStart(set: RecurrenceSet, time: Time): boolean {
  const id = timeProperty('RECURRENCE-ID', time)
  return instanceAt(set, keyOfComponent(set, component('VEVENT', [id]))) !== undefined
}

/** An instance that was moved by itself stays where it was moved to. */
function overrideMoved(of: Component, was: Time, at: Time, changed: Component): Component {
  const named = withProperty(changed, timeProperty('RECURRENCE-ID', at))
  const start = timeIn(of, 'DTSTART')
  if (start === undefined || start.wallSeconds !== was.wallSeconds) return named
  const end = timeIn(of, 'DTEND')
  const begun = withProperty(named, timeProperty('DTSTART', at))
  if (end === undefined) return begun
  const wallSeconds = at.wallSeconds + end.wallSeconds - start.wallSeconds
  return withProperty(begun, timeProperty('DTEND', { ...at, wallSeconds }))
}

const inherited = [
  ['title', 'SUMMARY'],
  ['description', 'DESCRIPTION'],
  ['location', 'LOCATION'],
  ['url', 'URL'],
  ['conference', 'CONFERENCE'],
  ['status', 'STATUS'],
  ['busy', 'TRANSP'],
  ['visibility', 'CLASS'],
  ['color', 'COLOR'],
] as const

/** What an instance has as the series had it becomes what the series becomes. */
function likewise(
  of: Component,
  master: Component,
  fields: EventFields,
  editing: Editing,
): Component {
  const own: Record<string, unknown> = {}
  for (const [field, name] of inherited) {
    if (fields[field] !== undefined && rawValue(of, name) === rawValue(master, name)) {
      own[field] = fields[field]
    }
  }
  if (fields.attendees !== undefined) own['attendees'] = guestsFor(of, master, fields.attendees)
  return edited(of, own as EventFields, editing)
}

/** Who came to the series comes to the instance; who left it leaves. */
function guestsFor(
  of: Component,
  master: Component,
  wanted: NonNullable<EventFields['attendees']>,
): NonNullable<EventFields['attendees']> {
  const before = addressesOf(master)
  const now = new Set(wanted.map((each) => each.address))
  const staying = [...addressesOf(of)].filter((each) => now.has(each) || !before.has(each))
  const coming = wanted.filter((each) => !before.has(each.address))
  return [...staying.map((address) => ({ address })), ...coming]
}

function addressesOf(of: Component): ReadonlySet<CalendarAddress> {
  return new Set(allProperties(of, 'ATTENDEE').map(addressOf))
}

/** For an object of one's own, without guests: as if there were an Organizer, and back. */
export function isUnscheduled(object: CalendarObject): boolean {
  return !object.components.some((each) => firstProperty(each, 'ORGANIZER') !== undefined)
}

/** Calendar objects as JSON. */
import {
  allComponents,
  allProperties,
  type CalendarObject,
  type Component,
  firstProperty,
  type Instance,
  instanceAt,
  instanceKey,
  integerOf,
  isRecurring,
  keyOfComponent,
  type Property,
  parameterValue,
  parameterValues,
  type RecurrenceSet,
  rawValue,
  recurrenceSet,
  textListOf,
  textOf,
  timeAt,
  timesOf,
  zonesOf,
} from '@parley/icalendar'
import {
  addressOf,
  type CalendarUser,
  delegatedFrom,
  delegatedTo,
  findAttendee,
  guestListOf,
  isPropertyOf,
  isReplyExpected,
  isSchedulingComponent,
  type Ledger,
  partStatOf,
  roleOf,
  sentByOf,
} from '@parley/itip'
import type { CalendarResource, Principal } from '@parley/store'
import type { Parts } from '../../parts.ts'
import { userOf } from '../../people.ts'
import { instantOf, textOfTime } from '../times.ts'
import { attachmentsOf } from './attachments.ts'
import type { ComponentOut, EventOut, InstanceOut, RoleWord, StatusWord } from './schemas.ts'

/** A calendar object read for one of its users. */
export type Reading = {
  readonly user: CalendarUser
  readonly set: RecurrenceSet
  readonly object: CalendarObject
  readonly ledger: Ledger | undefined
}

export function readingOf(
  parts: Pick<Parts, 'catalog'>,
  owner: Principal,
  object: CalendarObject,
  ledger?: Ledger,
): Reading {
  const zones = zonesOf(object, parts.catalog, owner.tzid)
  const set = recurrenceSet(object.components.filter(isSchedulingComponent), zones)
  return { user: userOf(owner), set, object, ledger }
}

const statuses: ReadonlyMap<string, StatusWord> = new Map(
  (
    [
      'needs-action',
      'accepted',
      'declined',
      'tentative',
      'delegated',
      'completed',
      'in-process',
    ] as const
  ).map((each) => [each.toUpperCase(), each]),
)

export function statusWord(partStat: string): StatusWord {
  return statuses.get(partStat.toUpperCase()) ?? 'other'
}

const roles: ReadonlyMap<string, RoleWord> = new Map([
  ['CHAIR', 'chair'],
  ['REQ-PARTICIPANT', 'required'],
  ['OPT-PARTICIPANT', 'optional'],
  ['NON-PARTICIPANT', 'informed'],
] as const)

const kinds = new Map([
  ['INDIVIDUAL', 'person'],
  ['GROUP', 'group'],
  ['ROOM', 'room'],
  ['RESOURCE', 'resource'],
] as const)

export function text(of: Component, name: string): string | undefined {
  const found = firstProperty(of, name)
  return found === undefined || found.value === '' ? undefined : textOf(found)
}

function eventStatus(of: Component): InstanceOut['status'] {
  const status = rawValue(of, 'STATUS')?.toUpperCase()
  return status === 'CANCELLED' ? 'cancelled' : status === 'TENTATIVE' ? 'tentative' : 'confirmed'
}

function personOf(of: Property): { address: string; name?: string } {
  const name = parameterValue(of, 'CN')
  return { address: addressOf(of), ...(name !== undefined && { name }) }
}

type Times = Pick<ComponentOut, 'start' | 'end' | 'zone' | 'allDay' | 'startsAt' | 'endsAt'>

export function timesOfInstance(of: Instance, { set }: Reading): Times {
  const end = timeAt(of.endSeconds, of.start, set.zones)
  const { tzid } = of.start
  return {
    start: textOfTime(of.start),
    end: textOfTime(end),
    ...(tzid !== undefined && { zone: tzid }),
    allDay: of.start.kind === 'DATE',
    startsAt: instantOf(of.startSeconds),
    endsAt: instantOf(of.endSeconds),
  }
}

/** One line of a calendar view. */
export function instanceJson(
  of: Instance,
  reading: Reading,
  resource: Pick<CalendarResource, 'id' | 'collectionId' | 'uid'>,
  role: InstanceOut['role'],
): InstanceOut {
  const { component } = of
  const mine = findAttendee(component, reading.user)
  const organizer = firstProperty(component, 'ORGANIZER')
  const location = text(component, 'LOCATION')
  const color = text(component, 'COLOR')
  return {
    event: resource.id,
    instance: isRecurring(reading.set) ? of.key : '',
    calendar: resource.collectionId,
    uid: resource.uid,
    title: text(component, 'SUMMARY') ?? '',
    ...(location !== undefined && { location }),
    ...timesOfInstance(of, reading),
    status: eventStatus(component),
    busy: rawValue(component, 'TRANSP')?.toUpperCase() !== 'TRANSPARENT',
    ...(color !== undefined && { color }),
    recurring: isRecurring(reading.set),
    changed: of.overridden,
    role,
    ...(mine !== undefined && { myStatus: statusWord(partStatOf(mine)) }),
    ...(organizer !== undefined && { organizer: personOf(organizer) }),
    guests: component.properties.reduce((sum, each) => sum + (each.name === 'ATTENDEE' ? 1 : 0), 0),
  }
}

export function roleIn({ object, user }: Reading): InstanceOut['role'] {
  return roleOf({ uid: '', object, ledger: undefined as never }, user)
}

export function eventJson(
  reading: Reading,
  resource: CalendarResource,
  given: { readonly owner: Principal; readonly mayWrite: boolean; readonly instance?: string },
): EventOut | undefined {
  const { set } = reading
  const first = set.master ?? set.overridden[0]
  const shownOf = given.instance === undefined ? first : instanceAt(set, given.instance)?.component
  if (first === undefined || shownOf === undefined) return undefined
  const key = given.instance ?? (set.master === undefined ? keyOfComponent(set, first) : '')
  const shown = componentJson(reading, shownOf, key)
  const excluded = set.master === undefined ? [] : allProperties(set.master, 'EXDATE')
  return {
    id: resource.id,
    uid: resource.uid,
    calendar: resource.collectionId,
    owner: given.owner.name,
    etag: resource.etag,
    role: roleIn(reading),
    mayWrite: given.mayWrite,
    recurring: isRecurring(set),
    shown,
    changed: set.overridden.map((each) => componentJson(reading, each, keyOfComponent(set, each))),
    excluded: excluded.flatMap((each) => timesOf(each).map((time) => instanceKey(set, time))),
  }
}

export function componentJson(reading: Reading, of: Component, key: string): ComponentOut {
  const { set } = reading
  // A component of the series shows the series' own start; an instance, its own.
  const instance = instanceAt(set, key) ?? instanceOfMaster(reading, of)
  const rule = rawValue(of, 'RRULE')
  const organizer = firstProperty(of, 'ORGANIZER')
  const sentBy = organizer && sentByOf(organizer)
  const sequence = firstProperty(of, 'SEQUENCE')
  const guestList = guestListOf(reading.object)
  const flag = (name: string): boolean => rawValue(of, name)?.toUpperCase() === 'TRUE'
  const optional = Object.fromEntries(
    (
      [
        ['description', text(of, 'DESCRIPTION')],
        ['location', text(of, 'LOCATION')],
        ['url', rawValue(of, 'URL')],
        ['conference', rawValue(of, 'CONFERENCE')],
        ['rule', rule],
        ['color', text(of, 'COLOR')],
      ] as const
    ).filter(([, value]) => value !== undefined),
  )
  return {
    instance: key,
    title: text(of, 'SUMMARY') ?? '',
    ...optional,
    ...(instance === undefined ? noTimes : timesOfInstance(instance, reading)),
    status: eventStatus(of),
    busy: rawValue(of, 'TRANSP')?.toUpperCase() !== 'TRANSPARENT',
    visibility: visibilityOf(of),
    categories: allProperties(of, 'CATEGORIES').flatMap((each) => [...textListOf(each)]),
    sequence: (sequence && integerOf(sequence)) ?? 0,
    ...(organizer !== undefined && {
      organizer: { ...personOf(organizer), ...(sentBy !== undefined && { sentBy }) },
    }),
    attendees: allProperties(of, 'ATTENDEE').map((each) => guestJson(reading, each, key)),
    attachments: attachmentsOf(of),
    alarms: allComponents(of, 'VALARM').map((each) => ({
      trigger: rawValue(each, 'TRIGGER') ?? '',
      action: rawValue(each, 'ACTION') ?? 'DISPLAY',
      words: text(each, 'DESCRIPTION') ?? '',
    })),
    guestsMayPropose: !flag('X-MICROSOFT-DISALLOW-COUNTER'),
    guestsMayForward: !flag('X-MICROSOFT-DONOTFORWARDMEETING'),
    ...(guestList !== undefined && { guestList }),
  }
}

const noTimes: Times = { start: '', end: '', allDay: false, startsAt: '', endsAt: '' }

/** The first instance of the series, as if nothing replaced or excluded it. */
function instanceOfMaster({ set }: Reading, of: Component): Instance | undefined {
  const bare = { ...of, properties: of.properties.filter(({ name }) => !recurrence.has(name)) }
  const alone = recurrenceSet([bare], set.zones)
  return instanceAt(alone, firstKeyOf(alone))
}
const recurrence = new Set(['RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'])

function firstKeyOf(set: RecurrenceSet): string {
  const start = set.master && firstProperty(set.master, 'DTSTART')
  return start === undefined ? '' : instanceKey(set, start)
}

function visibilityOf(of: Component): ComponentOut['visibility'] {
  const found = rawValue(of, 'CLASS')?.toUpperCase()
  return found === 'PRIVATE' ? 'private' : found === 'CONFIDENTIAL' ? 'confidential' : 'public'
}

/** RFC 6638 §7.3: one code, or several in quotes. */
export function scheduleStatusOf(of: Property): string[] {
  return parameterValues(of, 'SCHEDULE-STATUS').flatMap((each) => each.split(','))
}

function guestJson(
  { user, ledger }: Reading,
  of: Property,
  key: string,
): ComponentOut['attendees'][number] {
  const address = addressOf(of)
  const cutype = parameterValue(of, 'CUTYPE')?.toUpperCase() ?? 'INDIVIDUAL'
  const role = parameterValue(of, 'ROLE')?.toUpperCase() ?? 'REQ-PARTICIPANT'
  const to = delegatedTo(of)
  const from = delegatedFrom(of)
  const sentBy = sentByOf(of)
  const scheduleStatus = scheduleStatusOf(of)
  const said = ledger?.replies.get(`${address} ${key}`) ?? ledger?.replies.get(`${address} `)
  return {
    ...personOf(of),
    role: roles.get(role) ?? 'required',
    kind: kinds.get(cutype as 'ROOM') ?? 'unknown',
    status: statusWord(partStatOf(of)),
    asked: isReplyExpected(of),
    isMe: isPropertyOf(user, of),
    ...(to.length > 0 && { delegatedTo: [...to] }),
    ...(from.length > 0 && { delegatedFrom: [...from] }),
    ...(sentBy !== undefined && { sentBy }),
    ...(scheduleStatus.length > 0 && { scheduleStatus }),
    ...(said?.comment !== undefined && { comment: said.comment }),
  }
}

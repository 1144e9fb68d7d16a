/** When a calendar object takes up time, as rows that time-range and free-busy queries read. */
import { codeOfEvent, kindOf } from '@parley/busytime'
import {
  type CalendarObject,
  type Component,
  durationOf,
  firstInstance,
  firstProperty,
  type Instance,
  isRecurring,
  lastInstance,
  periodsOf,
  recurrenceSet,
  serializeText,
  timeOf,
  utcSeconds,
  type ZoneCatalog,
  type Zones,
  zonesOf,
} from '@parley/icalendar'
import { type CalendarUser, isPropertyOf } from '@parley/itip'
import type { Timing } from '@parley/store'

/** Before and after all that calendars hold: for what has no time of its own. */
const beginning = -62_135_596_800
const daySeconds = 86_400

type TimingOwner = { readonly user: CalendarUser; readonly tzid: string }

/** One row for each event that does not recur; one, with what expands it, for a recurrence set. */
export function timingOfObject(
  object: CalendarObject,
  owner: TimingOwner,
  catalog: ZoneCatalog,
): readonly Timing[] {
  const single = singleEventOf(object, owner.tzid, catalog)
  if (single !== undefined) {
    const { component, startSeconds, endSeconds } = single
    const busyType = busyTypeOf(component, owner)
    return [{ startSeconds, endSeconds, busyType, recurrence: undefined }]
  }
  const zones = zonesOf(object, catalog, owner.tzid)
  const events = object.components.filter((each) => each.name === 'VEVENT')
  const others = object.components.filter((each) =>
    ['VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY'].includes(each.name),
  )
  return [
    ...timingOfEvents(object, events, owner, zones),
    ...others.map((each) => spanOf(each, zones)),
  ]
}

type Single = {
  readonly components: readonly Component[]
  readonly tzid: string
  readonly catalog: ZoneCatalog
  readonly found: Instance | undefined
}

/** What was last found of an event: many hold the same one, and most of them in the same zone. */
const singles = new WeakMap<Component, Single>()

/** The one event in an object that holds nothing else, if it does not recur. */
function singleEventOf(
  object: CalendarObject,
  tzid: string,
  catalog: ZoneCatalog,
): Instance | undefined {
  const { components } = object
  const event = components.at(-1)
  if (event?.name !== 'VEVENT') return undefined
  const known = singles.get(event)
  const isKnown =
    known?.tzid === tzid &&
    known.catalog === catalog &&
    known.components.length === components.length &&
    known.components.every((each, index) => each === components[index])
  if (isKnown) return known.found
  const isAlone = components.every((each) => each === event || each.name === 'VTIMEZONE')
  const set = isAlone ? recurrenceSet([event], zonesOf(object, catalog, tzid)) : undefined
  const found = set === undefined || isRecurring(set) ? undefined : firstInstance(set)
  singles.set(event, { components, tzid, catalog, found })
  return found
}

function timingOfEvents(
  object: CalendarObject,
  events: readonly Component[],
  owner: TimingOwner,
  zones: Zones,
): readonly Timing[] {
  if (events.length === 0) return []
  const set = recurrenceSet(events, zones)
  const first = firstInstance(set)
  if (first === undefined) return []
  const types = new Set(events.map((each) => busyTypeOf(each, owner)))
  const strongest = (['BUSY', 'BUSY-UNAVAILABLE', 'BUSY-TENTATIVE'] as const).find((each) =>
    types.has(each),
  )
  return [
    {
      startSeconds: first.startSeconds,
      endSeconds: lastInstance(set)?.endSeconds,
      busyType: strongest ?? 'FREE',
      recurrence: serializeText(stripped(object, events, owner)),
    },
  ]
}

function busyTypeOf(event: Component, owner: TimingOwner): Timing['busyType'] {
  const kind = kindOf(codeOfEvent(event, owner.user))
  return kind === 'unknown' ? 'FREE' : kind
}

const timeNames = new Set([
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'STATUS',
  'TRANSP',
  'ORGANIZER',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'X-MICROSOFT-CDO-INTENDEDSTATUS',
])

/** The object with nothing in it but what says when, and for whom, it takes up time. */
function stripped(
  object: CalendarObject,
  events: readonly Component[],
  owner: TimingOwner,
): CalendarObject {
  const zones = object.components.filter((each) => each.name === 'VTIMEZONE')
  const bare = events.map((each) => ({
    ...each,
    components: [],
    properties: each.properties.filter(
      (property) =>
        timeNames.has(property.name) ||
        (property.name === 'ATTENDEE' && isPropertyOf(owner.user, property)),
    ),
  }))
  return { ...object, properties: [], components: [...zones, ...bare] }
}

/** From the first to the last moment that a to-do, a journal entry or a free-busy object is about. */
function spanOf(of: Component, zones: Zones): Timing {
  const busyType = 'FREE'
  const free = { busyType, recurrence: undefined } as const
  if (firstProperty(of, 'RRULE') !== undefined || firstProperty(of, 'RDATE') !== undefined) {
    const set = recurrenceSet([of], zones)
    const start = firstInstance(set)?.startSeconds ?? beginning
    return { ...free, startSeconds: start, endSeconds: lastInstance(set)?.endSeconds }
  }
  const moments = ['DTSTART', 'DTEND', 'DUE', 'COMPLETED', 'CREATED'].flatMap((name) => {
    const found = firstProperty(of, name)
    const time = found && timeOf(found)
    return time === undefined ? [] : [utcSeconds(time, zones)]
  })
  for (const each of of.properties.filter(({ name }) => name === 'FREEBUSY')) {
    for (const period of periodsOf(each)) moments.push(utcSeconds(period.start, zones))
  }
  const hasTime = ['DTSTART', 'DUE', 'FREEBUSY'].some(
    (name) => firstProperty(of, name) !== undefined,
  )
  if (moments.length === 0 || !hasTime) {
    return { ...free, startSeconds: beginning, endSeconds: undefined }
  }
  const length = firstProperty(of, 'DURATION')
  const duration = length && durationOf(length)
  const extra = duration === undefined ? 0 : duration.days * daySeconds + duration.seconds
  const start = Math.min(...moments)
  return {
    ...free,
    startSeconds: start,
    endSeconds: Math.max(...moments) + Math.max(extra, daySeconds),
  }
}

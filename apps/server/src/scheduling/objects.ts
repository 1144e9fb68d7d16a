/** What a client may store: read, limited, and judged before anything is decided (RFC 4791 §5.3.2.1). */
import { broken, conditions, type DavProblem } from '@parley/caldav'
import {
  allProperties,
  type CalendarObject,
  type Component,
  countInstances,
  firstProperty,
  parseCalendar,
  rawValue,
  recurrenceSet,
  serializeText,
  timeOf,
  zonesOf,
} from '@parley/icalendar'
import { addressOf, type CalendarAddress } from '@parley/itip'
import type { Collection } from '@parley/store'
import { withMissingZones } from '../dav/time-zones.ts'
import type { Parts } from '../parts.ts'

export type StorableObject = {
  readonly kind: 'storable'
  readonly object: CalendarObject
  readonly text: string
  /** The text as it came; `text` has the VTIMEZONEs that it left out. */
  readonly sent: string
  readonly uid: string
  readonly component: string
}

const storable = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'])
const maxUidLength = 1000

/** The body of a PUT as an object that the collection takes; else the precondition that it breaks. */
export function readStorable(
  parts: Pick<Parts, 'config' | 'catalog'>,
  body: Uint8Array,
  collection: Pick<Collection, 'components'>,
): StorableObject | DavProblem {
  const { limits } = parts.config
  if (body.byteLength > limits.resourceBytes) {
    return broken(403, conditions.maxResourceSize, `More than ${limits.resourceBytes} bytes.`)
  }
  const { objects, violations } = parseCalendar(body)
  const [object, more] = objects
  if (object === undefined || more !== undefined) {
    return broken(403, conditions.validCalendarData, 'One VCALENDAR was expected.')
  }
  const severe = violations.find((each) => each.path.length === 0)
  if (object.components.length === 0 && severe !== undefined) {
    return broken(403, conditions.validCalendarData, `Line ${severe.line}: ${severe.expected}.`)
  }
  const main = object.components.filter((each) => storable.has(each.name))
  const sent = new TextDecoder().decode(body)
  const whole = withMissingZones(object, parts.catalog)
  const text = whole === object ? sent : serializeText(whole)
  return judgeParts(parts, { object: whole, text, sent }, main, collection)
}

function judgeParts(
  parts: Pick<Parts, 'config' | 'catalog'>,
  { object, text, sent }: Pick<StorableObject, 'object' | 'text' | 'sent'>,
  main: readonly Component[],
  collection: Pick<Collection, 'components'>,
): StorableObject | DavProblem {
  const invalid = (words: string): DavProblem => broken(403, conditions.validCalendarObject, words)
  const [first] = main
  if (first === undefined) return invalid('There is no VEVENT, VTODO, VJOURNAL or VFREEBUSY in it.')
  if (rawValue(object, 'METHOD') !== undefined) return invalid('A stored object has no METHOD.')
  if (main.some((each) => each.name !== first.name))
    return invalid('All components must be of one kind.')
  const uid = rawValue(first, 'UID')?.trim()
  if (uid === undefined || uid === '') return invalid('There is no UID.')
  if (uid.length > maxUidLength) return invalid('The UID is too long.')
  if (main.some((each) => rawValue(each, 'UID')?.trim() !== uid))
    return invalid('All UIDs must be the same.')
  const masters = main.filter((each) => rawValue(each, 'RECURRENCE-ID') === undefined)
  if (masters.length > 1) return invalid('There are two master components.')
  if (!collection.components.includes(first.name)) {
    return broken(403, conditions.supportedComponent, `This calendar takes no ${first.name}.`)
  }
  if (first.name === 'VEVENT' && main.some((each) => rawValue(each, 'DTSTART') === undefined)) {
    return broken(403, conditions.validCalendarData, 'A VEVENT has no DTSTART.')
  }
  const wrongTime = main.map(unfitTime).find((each) => each !== undefined)
  if (wrongTime !== undefined) return wrongTime
  return limited(parts, { kind: 'storable', object, text, sent, uid, component: first.name }, main)
}

// Requirement: 6638/3.2.4.2/same-organizer-in-all-components
// Requirement: 6638/11.1/large-operations-limited
function limited(
  { config: { limits }, catalog }: Pick<Parts, 'config' | 'catalog'>,
  made: StorableObject,
  main: readonly Component[],
): StorableObject | DavProblem {
  const most = Math.max(...main.map((each) => countOf(each, 'ATTENDEE')))
  if (most > limits.attendeesPerInstance) {
    return broken(
      403,
      conditions.maxAttendees,
      `More than ${limits.attendeesPerInstance} Attendees.`,
    )
  }
  const organizers = new Set(main.flatMap(organizerOf))
  if (organizers.size > 1) {
    return broken(403, conditions.sameOrganizer, 'All components must have the same ORGANIZER.')
  }
  const tooMany = broken(403, conditions.maxInstances, `More than ${limits.instances} instances.`)
  if (main.length > limits.instances) return tooMany
  if (hasAnEnd(main)) {
    const set = recurrenceSet(main, zonesOf(made.object, catalog))
    if (countInstances(set, limits.instances + 1) > limits.instances) return tooMany
  }
  return made
}

/** Has it instances that can be counted? A rule without an end has as many as there are days. */
function hasAnEnd(main: readonly Component[]): boolean {
  const rules = main.flatMap((each) => allProperties(each, 'RRULE'))
  if (rules.some((each) => !/COUNT=|UNTIL=/i.test(each.value))) return false
  return rules.length > 0 || main.some((each) => countOf(each, 'RDATE') > 0)
}

/** The first moment of the year 1: `min-date-time` (RFC 4791 §5.2.6). */
const earliestSeconds = -62_135_596_800

/** By these an object is found: one that nobody can read, or that no calendar shows, is not taken. */
function unfitTime(of: Component): DavProblem | undefined {
  for (const name of ['DTSTART', 'DTEND', 'DUE', 'RECURRENCE-ID']) {
    const found = firstProperty(of, name)
    if (found === undefined) continue
    const time = timeOf(found)
    if (time === undefined)
      return broken(403, conditions.validCalendarData, `A ${name} is no time.`)
    if (time.wallSeconds < earliestSeconds) {
      return broken(403, conditions.minDateTime, `A ${name} is before the year 1.`)
    }
  }
  return undefined
}

function countOf(of: Component, name: string): number {
  let count = 0
  for (const each of of.properties) if (each.name === name) count++
  return count
}

function organizerOf(of: Component): readonly CalendarAddress[] {
  return of.properties.filter((each) => each.name === 'ORGANIZER').map(addressOf)
}

/** Everyone that the object names. */
export function addressesIn(object: CalendarObject): readonly CalendarAddress[] {
  const addresses = new Set<CalendarAddress>()
  for (const component of object.components) {
    for (const each of component.properties) {
      if (each.name === 'ATTENDEE' || each.name === 'ORGANIZER') addresses.add(addressOf(each))
    }
  }
  return [...addresses]
}

/** POST to the Outbox: whose time is busy when (RFC 6638 §5). */

import { type BusyTime, freeBusyComponent, type Window } from '@parley/busytime'
import {
  broken,
  conditions,
  type DavProblem,
  isProblem,
  problem,
  type RecipientResponse,
  scheduleResponse,
} from '@parley/caldav'
import {
  allProperties,
  type Component,
  component,
  firstProperty,
  parseCalendar,
  property,
  rawValue,
  serializeText,
  timeOf,
  utcSeconds,
  zonesOf,
} from '@parley/icalendar'
import { addressOf, isPropertyOf } from '@parley/itip'
import {
  memberIds,
  type Principal,
  principalsByAddress,
  principalsById,
  type Tables,
} from '@parley/store'
import { userOf } from '../people.ts'
import { admits, namesOf, someChoose } from '../scheduling/admission.ts'
import { maxWindowSeconds } from '../scheduling/free-busy.ts'
import { knownBusyTimes } from '../scheduling/known-busy-times.ts'
import { type Answer, problemAnswer, xmlAnswer } from './answer.ts'
import { findHere, type Here, lacking } from './here.ts'
import type { ObjectRequest } from './objects.ts'

const maxRecipients = 500

// Requirement: 6638/5/busy-time-by-post
// Requirement: 6638/5.1/status-200
// Requirement: 6638/5.1/status-403
// Requirement: 6638/6.2.4/schedule-send-freebusy
// Requirement: 6638/11.3/user-may-ask-freebusy
// Requirement: 6638/A.2/send-freebusy-methods
export async function postToOutbox(request: ObjectRequest): Promise<Answer> {
  const { parts } = request
  const answer = await parts.store.read(async (tables) => {
    const here = await findHere(parts, tables, request)
    if (isProblem(here)) return here
    return freeBusyFor(here, tables, request)
  })
  return isProblem(answer) ? problemAnswer(answer) : answer
}

async function freeBusyFor(
  here: Here,
  tables: Tables,
  { header, body }: Pick<ObjectRequest, 'header' | 'body'>,
): Promise<Answer | DavProblem> {
  const { collection, owner, place } = here
  // Requirement: 6638/5.1/status-404
  if (place.kind === 'collection' && collection === undefined) {
    return problem(404, 'There is no Outbox here.')
  }
  // Requirement: 6638/5/target-is-outbox
  if (place.kind !== 'collection' || collection?.kind !== 'outbox' || owner === undefined) {
    return problem(405, 'Only an Outbox takes a POST.')
  }
  // Requirement: 6638/5.2/need-privileges
  const refused = lacking(here, 'write')
  if (refused !== undefined) return refused
  const type = header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== undefined && type !== 'text/calendar') {
    // Requirement: 6638/5.2/supported-calendar-data
    return broken(403, conditions.supportedCalendarData, 'Only text/calendar is taken.')
  }
  const read = readRequest(here, owner, body)
  if (isProblem(read)) return read
  const { asked, window } = read
  const attendees = allProperties(asked, 'ATTENDEE')
  const people = await principalsByAddress(tables, attendees.map(addressOf))
  const all = await withMembers(tables, [...new Set(people.values())])
  const busy = await knownBusyTimes(here.parts, tables, all, window)
  const asker = someChoose(all) ? await namesOf(tables, owner) : []
  const responses = attendees.map((attendee): RecipientResponse => {
    const principal = people.get(addressOf(attendee))
    if (principal !== undefined && !admits(principal, 'busyTime', asker)) {
      return {
        recipient: attendee.value,
        requestStatus: '3.8;No authority',
        calendarData: undefined,
      }
    }
    const times = principal && busy.get(principal.id)
    if (principal === undefined || times === undefined || principal.disabled) {
      return {
        recipient: attendee.value,
        requestStatus: '3.7;Invalid calendar user',
        calendarData: undefined,
      }
    }
    return {
      recipient: attendee.value,
      requestStatus: '2.0;Success',
      calendarData: replyText(here, asked, principal, times),
    }
  })
  return xmlAnswer(200, scheduleResponse(responses))
}

/** A group is busy as a group: its calendars are its members'. Here only who has calendars counts. */
async function withMembers(
  tables: Tables,
  people: readonly Principal[],
): Promise<readonly Principal[]> {
  const groups = people.filter((each) => each.kind === 'group')
  const ids = new Set<string>()
  for (const group of groups) for (const id of await memberIds(tables, group.id)) ids.add(id)
  const members = await principalsById(tables, [...ids])
  return [...new Map([...people, ...members].map((each) => [each.id, each])).values()]
}

type Asked = { readonly asked: Component; readonly window: Window }

// Requirement: 6638/5/body-is-vfreebusy-request
// Requirement: 6638/5/organizer-owns-outbox
// Requirement: 6638/5.1/status-400
// Requirement: 6638/5.2/max-resource-size
// Requirement: 6638/5.2/valid-calendar-data
// Requirement: 6638/5.2.1/valid-scheduling-message
// Requirement: 6638/5.2.2/valid-organizer
// Requirement: 6638/11.1/limits-enforced
// Requirement: 6638/11.3/organizer-owns-target-outbox
function readRequest(here: Here, owner: Principal, body: Uint8Array): Asked | DavProblem {
  const invalid = (words: string): DavProblem =>
    broken(400, conditions.validSchedulingMessage, words)
  if (body.byteLength > here.parts.config.limits.resourceBytes) {
    return broken(403, conditions.maxResourceSize, 'The request is too long.')
  }
  const { objects } = parseCalendar(body)
  const [object] = objects
  const asked = object?.components.find((each) => each.name === 'VFREEBUSY')
  if (object === undefined || asked === undefined) {
    return broken(403, conditions.validCalendarData, 'A VFREEBUSY was expected.')
  }
  if (rawValue(object, 'METHOD')?.toUpperCase() !== 'REQUEST')
    return invalid('The METHOD is REQUEST.')
  const organizer = firstProperty(asked, 'ORGANIZER')
  if (organizer === undefined || !isPropertyOf(userOf(owner), organizer)) {
    return broken(403, conditions.validOrganizer, 'The ORGANIZER is the owner of this Outbox.')
  }
  if (allProperties(asked, 'ATTENDEE').length > maxRecipients) {
    return broken(403, conditions.maxAttendees, `More than ${maxRecipients} Attendees.`)
  }
  const zones = zonesOf(object, here.parts.catalog, owner.tzid)
  const seconds = (name: string): number | undefined => {
    const found = firstProperty(asked, name)
    const time = found && timeOf(found)
    return time && utcSeconds(time, zones)
  }
  const fromSeconds = seconds('DTSTART')
  const toSeconds = seconds('DTEND')
  if (fromSeconds === undefined || toSeconds === undefined || toSeconds <= fromSeconds) {
    return invalid('DTSTART and a later DTEND say which time is asked for.')
  }
  return {
    asked,
    window: { fromSeconds, toSeconds: Math.min(toSeconds, fromSeconds + maxWindowSeconds) },
  }
}

// Requirement: 6638/5/success-carries-busy-time
function replyText(here: Here, asked: Component, principal: Principal, busy: BusyTime): string {
  const organizer = firstProperty(asked, 'ORGANIZER')
  const made = freeBusyComponent(busy, {
    uid: rawValue(asked, 'UID') ?? here.parts.newId(),
    dtstampSeconds: here.parts.clock(),
    organizer: organizer === undefined ? userOf(principal).address : addressOf(organizer),
    attendee: userOf(principal).address,
  })
  const head = [
    property('VERSION', '2.0'),
    property('PRODID', '-//Parley//Server//EN'),
    property('METHOD', 'REPLY'),
  ]
  return serializeText(component('VCALENDAR', head, [made]))
}

/** `--demo`: three people, a room, and the coming week's meetings, so that there is something to look at. */

import { isProblem, readConditions } from '@parley/caldav'
import {
  component,
  formatTime,
  parameter,
  property,
  resolveZone,
  serializeCalendar,
  textProperty,
  timeProperty,
  wallSeconds as wallSecondsOf,
  withTimezones,
  zonesOf,
} from '@parley/icalendar'
import type { Change } from '@parley/itip'
import { collectionByName, type Principal, principalByName } from '@parley/store'
import type { Parts } from '../parts.ts'
import { createPrincipal, type NewPrincipal, userOf } from '../people.ts'
import { changeHeld } from '../scheduling/change-held.ts'
import { readStorable } from '../scheduling/objects.ts'
import { storeObject } from '../scheduling/store-object.ts'
import { setPassword } from './people.ts'

const tzid = 'Europe/Berlin'
const password = 'demo-demo'
const daySeconds = 86_400

const people: readonly NewPrincipal[] = [
  { name: 'ann', kind: 'user', displayName: 'Ann Archer', addresses: ['ann@demo.example'], tzid },
  {
    name: 'bob',
    kind: 'user',
    displayName: 'Bob Baker',
    addresses: ['bob@demo.example', 'robert@demo.example'],
    tzid,
  },
  {
    name: 'carol',
    kind: 'user',
    displayName: 'Carol Chen',
    addresses: ['carol@demo.example'],
    tzid: 'America/New_York',
  },
  {
    name: 'blue-room',
    kind: 'room',
    displayName: 'Blue Room',
    addresses: ['blue-room@demo.example'],
    tzid,
    settings: { capacity: 6, features: ['screen', 'whiteboard'] },
  },
]

type Meeting = {
  readonly title: string
  readonly organizer: string
  readonly guests: readonly string[]
  /** Days after the coming Monday. */
  readonly day: number
  readonly hour: number
  readonly minutes: number
  readonly rule?: string
  readonly answers?: readonly Answer[]
}

type Answer = {
  readonly by: string
  readonly partStat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE'
  readonly comment?: string
  /** For one instance only: days after the first. */
  readonly daysOn?: number
  /** Not this time: so many hours later. */
  readonly hoursLater?: number
}

const meetings: readonly Meeting[] = [
  {
    title: 'Standup',
    organizer: 'ann',
    guests: ['bob', 'carol'],
    day: 0,
    hour: 15,
    minutes: 15,
    rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    answers: [
      { by: 'bob', partStat: 'ACCEPTED' },
      { by: 'carol', partStat: 'ACCEPTED' },
      { by: 'carol', partStat: 'DECLINED', daysOn: 2, comment: 'At the dentist.' },
    ],
  },
  {
    title: 'Design review',
    organizer: 'bob',
    guests: ['ann', 'blue-room'],
    day: 1,
    hour: 10,
    minutes: 60,
    answers: [{ by: 'ann', partStat: 'ACCEPTED' }],
  },
  { title: 'Lunch', organizer: 'carol', guests: ['ann'], day: 2, hour: 18, minutes: 60 },
  {
    title: 'Planning',
    organizer: 'ann',
    guests: ['bob', 'carol', 'blue-room'],
    day: 3,
    hour: 16,
    minutes: 90,
    answers: [
      { by: 'bob', partStat: 'TENTATIVE', comment: 'If my train is on time.' },
      { by: 'carol', partStat: 'TENTATIVE', hoursLater: 1, comment: 'Could we begin later?' },
    ],
  },
  // The room is taken at that time: it says so.
  {
    title: 'Workshop',
    organizer: 'carol',
    guests: ['bob', 'blue-room'],
    day: 3,
    hour: 17,
    minutes: 60,
  },
  {
    title: 'One to one',
    organizer: 'bob',
    guests: ['carol'],
    day: 4,
    hour: 15,
    minutes: 30,
    rule: 'FREQ=WEEKLY;INTERVAL=2',
    answers: [{ by: 'carol', partStat: 'ACCEPTED' }],
  },
]

/** Lines to show. A server that has the demonstration already keeps it as it is. */
export async function addDemo(parts: Parts): Promise<string[]> {
  const there = await parts.store.read((tables) => principalByName(tables, 'ann'))
  if (there === undefined) {
    for (const each of people) await addPerson(parts, each)
    for (const each of meetings) {
      await addMeeting(parts, each)
      for (const answer of each.answers ?? []) await addAnswer(parts, each, answer)
    }
  }
  return ['Demonstration: sign in as ann, bob or carol', `  password  ${password}`]
}

async function addPerson(parts: Parts, made: NewPrincipal): Promise<void> {
  await parts.store.write([], async (tables) => {
    const principal = await createPrincipal(tables, parts, made)
    if (made.kind === 'user') await setPassword(tables, parts, principal, password)
  })
}

async function addMeeting(parts: Parts, meeting: Meeting): Promise<void> {
  const { organizer, collection, guests } = await parts.store.read(async (tables) => {
    const found = (await principalByName(tables, meeting.organizer)) as Principal
    const invited = await Promise.all(meeting.guests.map((each) => principalByName(tables, each)))
    return {
      organizer: found,
      collection: await collectionByName(tables, found.id, 'calendar'),
      guests: invited.flatMap((each) => (each === undefined ? [] : [each])),
    }
  })
  if (collection === undefined) return
  const name = `${slugOf(meeting)}.ics`
  const given = readStorable(parts, bytesOf(parts, meeting, organizer, guests), collection)
  if (isProblem(given)) throw new Error(given.words)
  await storeObject(
    parts,
    {
      owner: organizer,
      collection,
      name,
      conditions: readConditions(() => undefined),
      actingAs: undefined,
      requestId: 'demo',
    },
    given,
  )
}

async function addAnswer(parts: Parts, meeting: Meeting, answer: Answer): Promise<void> {
  const principal = await parts.store.read((tables) => principalByName(tables, answer.by))
  if (principal === undefined) return
  const { partStat, comment, daysOn, hoursLater } = answer
  const start = startOf(parts, meeting)
  const said = comment === undefined ? {} : { comment }
  const keys = daysOn === undefined ? {} : { keys: [formatTime(at(start + daysOn * daySeconds))] }
  const later = start + (hoursLater ?? 0) * 3600
  const change: Change =
    hoursLater === undefined
      ? { kind: 'reply', partStat, ...said, ...keys }
      : {
          kind: 'counter',
          proposal: { start: at(later), end: at(later + meeting.minutes * 60) },
          ...said,
        }
  await changeHeld(parts, { principal, uid: uidOf(meeting), requestId: 'demo' }, change)
}

function slugOf({ title }: Meeting): string {
  return title.toLowerCase().replaceAll(' ', '-')
}

function uidOf(meeting: Meeting): string {
  return `${slugOf(meeting)}@demo.example`
}

function at(wallSeconds: number): { kind: 'DATE-TIME'; wallSeconds: number; tzid: string } {
  return { kind: 'DATE-TIME', wallSeconds, tzid }
}

/** Wall seconds in the zone of the demonstration. */
function startOf(parts: Parts, { day, hour }: Meeting): number {
  const zone = resolveZone(zonesOf(component('VCALENDAR', []), parts.catalog, tzid), tzid)
  const today = Math.floor(wallSecondsOf(parts.clock(), zone) / daySeconds)
  // Day 0 of 1970 was a Thursday; a Monday has begun already counts for the next week.
  const monday = today + ((4 - today + 7 * 10_000) % 7)
  return (monday + day) * daySeconds + hour * 3600
}

function bytesOf(
  parts: Parts,
  meeting: Meeting,
  organizer: Principal,
  guests: readonly Principal[],
): Uint8Array {
  const start = startOf(parts, meeting)
  const stamp = { kind: 'DATE-TIME', wallSeconds: parts.clock(), tzid: 'UTC' } as const
  const event = component('VEVENT', [
    property('UID', uidOf(meeting)),
    property('DTSTAMP', formatTime(stamp)),
    textProperty('SUMMARY', meeting.title),
    timeProperty('DTSTART', at(start)),
    timeProperty('DTEND', at(start + meeting.minutes * 60)),
    ...(meeting.rule === undefined ? [] : [property('RRULE', meeting.rule)]),
    property('ORGANIZER', `mailto:${userOf(organizer).address}`, [
      parameter('CN', organizer.displayName),
    ]),
    ...[organizer, ...guests].map((each) => attendee(each, each === organizer)),
  ])
  const head = [property('VERSION', '2.0'), property('PRODID', '-//Parley//Demo//EN')]
  return serializeCalendar(withTimezones(component('VCALENDAR', head, [event]), parts.catalog))
}

function attendee(of: Principal, isOrganizer: boolean): ReturnType<typeof property> {
  const parameters = [
    parameter('CN', of.displayName),
    ...(of.kind === 'room' ? [parameter('CUTYPE', 'ROOM')] : []),
    parameter('PARTSTAT', isOrganizer ? 'ACCEPTED' : 'NEEDS-ACTION'),
    ...(isOrganizer ? [] : [parameter('RSVP', 'TRUE')]),
  ]
  return property('ATTENDEE', `mailto:${userOf(of).address}`, parameters)
}

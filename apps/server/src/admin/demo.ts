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
import { collectionByName, type Principal, principalByName } from '@parley/store'
import type { Parts } from '../parts.ts'
import { createPrincipal, type NewPrincipal, userOf } from '../people.ts'
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
  },
  {
    title: 'Design review',
    organizer: 'bob',
    guests: ['ann', 'blue-room'],
    day: 1,
    hour: 10,
    minutes: 60,
  },
  { title: 'Lunch', organizer: 'carol', guests: ['ann'], day: 2, hour: 12, minutes: 60 },
  {
    title: 'Planning',
    organizer: 'ann',
    guests: ['bob', 'carol', 'blue-room'],
    day: 3,
    hour: 16,
    minutes: 90,
  },
  {
    title: 'One to one',
    organizer: 'bob',
    guests: ['carol'],
    day: 4,
    hour: 15,
    minutes: 30,
    rule: 'FREQ=WEEKLY;INTERVAL=2',
  },
]

/** Lines to show. A server that has the demonstration already keeps it as it is. */
export async function addDemo(parts: Parts): Promise<string[]> {
  const there = await parts.store.read((tables) => principalByName(tables, 'ann'))
  if (there === undefined) {
    for (const each of people) await addPerson(parts, each)
    for (const each of meetings) await addMeeting(parts, each)
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
  const name = `${meeting.title.toLowerCase().replaceAll(' ', '-')}.ics`
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

function bytesOf(
  parts: Parts,
  meeting: Meeting,
  organizer: Principal,
  guests: readonly Principal[],
): Uint8Array {
  const empty = component('VCALENDAR', [])
  const zone = resolveZone(zonesOf(empty, parts.catalog, tzid), tzid)
  const today = Math.floor(wallSecondsOf(parts.clock(), zone) / daySeconds)
  const monday = today + ((4 - today + 7 * 10_000) % 7)
  const start = (monday + meeting.day) * daySeconds + meeting.hour * 3600
  const at = (wallSeconds: number) => ({ kind: 'DATE-TIME', wallSeconds, tzid }) as const
  const stamp = { kind: 'DATE-TIME', wallSeconds: parts.clock(), tzid: 'UTC' } as const
  const event = component('VEVENT', [
    property('UID', `${meeting.title.toLowerCase().replaceAll(' ', '-')}@demo.example`),
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

/** People and rooms as a command line names them, and what is known of their time. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type CompiledAvailability,
  type CompiledCalendars,
  compileAvailability,
  compileCalendars,
  type Weekday,
  type Window,
  workingHours,
} from '@parley/busytime'
import {
  type CalendarObject,
  component,
  type ZoneCatalog,
  type Zones,
  zonesOf,
} from '@parley/icalendar'
import { type CalendarUser, calendarUser } from '@parley/itip'
import type { Call } from '../command.ts'
import { misused } from '../failure.ts'
import { checked, nowOf, zoneOf } from '../identity.ts'
import { filesBelow, readInput } from '../input.ts'
import { typedTime } from '../times.ts'

/** Of someone without a folder nothing is known. */
export type NamedPerson = {
  readonly user: CalendarUser
  readonly tzid: string
  readonly calendars: CompiledCalendars | undefined
  /** The calendars' own, else the hours of the command line. */
  readonly availability: CompiledAvailability | undefined
}

/** A room is named like a person, with its seats and features in the place of the zone. */
export type NamedRoom = NamedPerson & {
  readonly seats: number | undefined
  readonly features: readonly string[]
}

export type Setting = {
  readonly tzid: string
  readonly window: Window
  readonly catalog: ZoneCatalog
  readonly zones: Zones
  readonly hours: { readonly from: string; readonly to: string } | undefined
}

const calendarFile = /\.(ics|ifb|ical|icalendar|vcs)$/i
const daySeconds = 86_400
const maxDays = 92

/** The window in whole days of the zone, and what all people share. */
export function settingOf(call: Call, catalog: ZoneCatalog, defaultDays: number): Setting {
  const { options } = call
  const tzid = zoneOf(call)
  const zones = zonesOf(component('VCALENDAR', []), catalog, tzid)
  const days = Number(options.text('days') ?? defaultDays)
  if (!Number.isSafeInteger(days) || days < 1 || days > maxDays)
    throw misused(`--days is a number from 1 to ${maxDays}`)
  const start = options.text('start')
  const from =
    start === undefined
      ? Temporal.Instant.fromEpochMilliseconds(nowOf(call) * 1000).toZonedDateTimeISO(tzid)
      : dayOf(start, tzid)
  const first = from.startOfDay()
  const toSeconds = first.add({ days }).startOfDay().epochMilliseconds / 1000
  const window = { fromSeconds: first.epochMilliseconds / 1000, toSeconds }
  return { tzid, window, catalog, zones, hours: hoursOf(options.text('hours')) }
}

function dayOf(text: string, tzid: string): Temporal.ZonedDateTime {
  const { wallSeconds } = typedTime('start', text, tzid)
  const day = new Date(Math.floor(wallSeconds / daySeconds) * daySeconds * 1000)
  return Temporal.PlainDate.from(day.toISOString().slice(0, 10)).toZonedDateTime(tzid)
}

function hoursOf(text: string | undefined): Setting['hours'] {
  if (text === undefined) return undefined
  const match = /^(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?$/.exec(text.trim())
  if (match === null) throw misused(`--hours ${text}: not hours like 9-17 or 08:30-17:00`)
  const clock = (hour = '', minute = '00'): string => `${hour.padStart(2, '0')}:${minute}`
  return { from: clock(match[1], match[2]), to: clock(match[3], match[4]) }
}

/**
 * `ADDRESS=DIR`, `ADDRESS=DIR,ZONE`, `DIR` (the folder's name is the address), or `ADDRESS` alone, of
 * whom nothing is known.
 */
export async function personNamed(
  text: string,
  setting: Setting,
  call: Call,
): Promise<NamedPerson> {
  const { user, folder, more } = namedBy(text)
  const [zone, ...further] = more
  if (further.length > 0) throw misused(`${text}: a person has one time zone`)
  const tzid = zone === undefined ? setting.tzid : zoneCalled(zone)
  return personIn(folder, { user, tzid }, setting, call)
}

/** `ADDRESS=DIR,8,screen`: as a person; numbers are seats, words are features. */
export async function roomNamed(text: string, setting: Setting, call: Call): Promise<NamedRoom> {
  const { user, folder, more } = namedBy(text)
  const seats = more.find((each) => /^\d+$/.test(each))
  const features = more.filter((each) => !/^\d+$/.test(each))
  const room = await personIn(folder, { user, tzid: setting.tzid }, setting, call)
  return { ...room, seats: seats === undefined ? undefined : Number(seats), features }
}

/** The calendar user whose calendars lie in that folder; of one without a folder nothing is known. */
export async function personIn(
  folder: string | undefined,
  { user, tzid }: Pick<NamedPerson, 'user' | 'tzid'>,
  setting: Setting,
  call: Call,
): Promise<NamedPerson> {
  if (folder === undefined) return { user, tzid, calendars: undefined, availability: undefined }
  const objects = await objectsIn(folder, call)
  const horizon = {
    fromSeconds: setting.window.fromSeconds - 5 * daySeconds,
    toSeconds: setting.window.toSeconds + 5 * daySeconds,
  }
  const calendars = compileCalendars([{ objects }], { user, tzid }, setting.catalog, horizon)
  const own = calendars.availability
  const availability = own.levels.length > 0 || own.tooComplex ? own : hoursFor(tzid, setting)
  return { user, tzid, calendars, availability }
}

function namedBy(text: string): {
  readonly user: CalendarUser
  readonly folder: string | undefined
  readonly more: readonly string[]
} {
  const equals = text.indexOf('=')
  const { place, more } = placeAndMore(text.slice(equals + 1))
  if (equals >= 0) {
    const user = calendarUser(checked('person', text.slice(0, equals)))
    return { user, folder: place, more }
  }
  return existsSync(place)
    ? { user: calendarUser(basename(place)), folder: place, more }
    : { user: calendarUser(checked('person', place)), folder: undefined, more }
}

function zoneCalled(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw misused(`${text}: no such time zone; they are called like Europe/Berlin`)
  }
}

/** A folder's name may hold commas itself: the longest that is there counts. */
function placeAndMore(text: string): { readonly place: string; readonly more: readonly string[] } {
  const parts = text.split(',')
  for (let kept = parts.length; kept > 1; kept--) {
    const place = parts.slice(0, kept).join(',')
    if (existsSync(place)) return { place, more: parts.slice(kept) }
  }
  return { place: parts[0] ?? '', more: parts.slice(1) }
}

function hoursFor(zone: string, { hours, zones }: Setting): CompiledAvailability | undefined {
  if (hours === undefined) return undefined
  const days: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR']
  return compileAvailability([{ component: workingHours({ zone, days, ...hours }), zones }])
}

/** Calendar files only: mails in an outbox below the folder are not on the calendar. */
async function objectsIn(place: string, { world }: Call): Promise<readonly CalendarObject[]> {
  const objects: CalendarObject[] = []
  for (const file of filesBelow(place)) {
    if (file !== place && !calendarFile.test(file)) continue
    const { calendars } = await readInput(file, world)
    objects.push(...calendars.map((each) => each.object))
  }
  return objects
}

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
  /** What follows a second comma: seats of a room. */
  readonly seats: number | undefined
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
export const maxDays = 92

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
 * whom nothing is known. A room has its seats in the place of the zone.
 */
export async function personNamed(
  text: string,
  setting: Setting,
  call: Call,
): Promise<NamedPerson> {
  const equals = text.indexOf('=')
  const { place, more } = placeAndMore(text.slice(equals + 1))
  const folder = equals >= 0 || existsSync(place) ? place : undefined
  const named = equals >= 0 ? text.slice(0, equals) : folder === undefined ? text : basename(place)
  const seats = /^\d+$/.test(more) ? Number(more) : undefined
  const tzid = more === '' || seats !== undefined ? setting.tzid : zoneCalled(more)
  const address = folder !== undefined && equals < 0 ? named : checked('person', named)
  const user = calendarUser(address)
  if (folder === undefined)
    return { user, tzid, calendars: undefined, availability: undefined, seats }
  const objects = await objectsIn(folder, call)
  const horizon = {
    fromSeconds: setting.window.fromSeconds - 5 * daySeconds,
    toSeconds: setting.window.toSeconds + 5 * daySeconds,
  }
  const calendars = compileCalendars([{ objects }], { user, tzid }, setting.catalog, horizon)
  const own = calendars.availability
  const availability = own.levels.length > 0 || own.tooComplex ? own : hoursFor(tzid, setting)
  return { user, tzid, calendars, availability, seats }
}

function zoneCalled(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw misused(`${text}: no such time zone; they are called like Europe/Berlin`)
  }
}

function placeAndMore(text: string): { readonly place: string; readonly more: string } {
  const comma = text.lastIndexOf(',')
  if (comma < 0 || existsSync(text)) return { place: text, more: '' }
  return { place: text.slice(0, comma), more: text.slice(comma + 1) }
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

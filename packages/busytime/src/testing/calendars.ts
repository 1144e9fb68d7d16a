/** People and calendars for tests. */
import type { CalendarObject } from '@parley/icalendar'
import {
  parseCalendar,
  parseTime,
  utcSeconds,
  type ZoneCatalog,
  zoneCatalog,
  zonesOf,
} from '@parley/icalendar'
import type { CalendarUser, Context } from '@parley/itip'
import { calendarUser, defaultPolicy } from '@parley/itip'
import type { BusyTime, Window } from '../busy-time.ts'
import { kindPeriodsOf } from '../busy-time.ts'

export const catalog: ZoneCatalog = zoneCatalog()
export const berlin = 'Europe/Berlin'
export const bob: CalendarUser = calendarUser('bob@example.com')

/** A calendar object of components as text, line by line; the version and PRODID are added. */
export function object(...lines: readonly string[]): CalendarObject {
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test',
    ...lines,
    'END:VCALENDAR',
    '',
  ].join('\r\n')
  const [made] = parseCalendar(text).objects
  if (made === undefined) throw new TypeError('the test gave no calendar object')
  return made
}

/** A VEVENT of an hour in Berlin; a line of the same property replaces the one given here. */
export function vevent(uid: string, ...lines: readonly string[]): readonly string[] {
  return ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT']
}

/** 'YYYYMMDDTHHMM' on the clock of a zone, as UTC seconds. */
export function at(text: string, tzid: string = berlin): number {
  const time = parseTime(`${text}00`, tzid)
  if (time === undefined) throw new TypeError(`no time: ${text}`)
  return utcSeconds(time, zonesOf(object(), catalog, berlin))
}

export function window(from: string, to: string, tzid: string = berlin): Window {
  return { fromSeconds: at(from, tzid), toSeconds: at(to, tzid) }
}

/** Busy time as 'KIND hours from the start of the window to hours': easy to read in an assertion. */
export function hours(of: BusyTime): readonly string[] {
  const hour = (seconds: number): number => (seconds - of.fromSeconds) / 3600
  return kindPeriodsOf(of).map(
    ({ kind, startSeconds, endSeconds }) => `${kind} ${hour(startSeconds)}-${hour(endSeconds)}`,
  )
}

export function context(self: CalendarUser, nowSeconds: number): Context {
  return {
    nowSeconds,
    self,
    policy: defaultPolicy,
    catalog,
    floatingTzid: berlin,
    productId: '-//Parley//test',
  }
}

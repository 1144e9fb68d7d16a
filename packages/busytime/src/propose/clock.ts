/** Days and hours on the clocks of time zones. */
import type { Zones } from '@parley/icalendar'
import { resolveZone, utcSeconds, wallSeconds } from '@parley/icalendar'
import type { Window } from '../busy-time.ts'
import type { FullQuery, Hours, Weekday } from './query.ts'

const daySeconds = 86_400
/** 1970-01-01 was a Thursday. */
const weekdays: readonly Weekday[] = ['TH', 'FR', 'SA', 'SU', 'MO', 'TU', 'WE']

/** '09:30' is 34200; '24:00' is the end of the day. Errors: `TypeError` for anything else. */
export function secondsOfDay(text: string): number {
  const match = /^(\d\d):([0-5]\d)$/.exec(text)
  const seconds = match === null ? Number.NaN : Number(match[1]) * 3600 + Number(match[2]) * 60
  if (!(seconds <= daySeconds)) throw new TypeError('a time of day is HH:MM, up to 24:00')
  return seconds
}

/** Those hours of every day that meets the window, in UTC seconds. */
export function dailyPeriods(
  zones: Zones,
  tzid: string,
  hours: { readonly from: number; readonly to: number },
  window: Window,
): readonly { readonly start: number; readonly end: number }[] {
  const zone = resolveZone(zones, tzid)
  const first = Math.floor(wallSeconds(window.fromSeconds, zone) / daySeconds) - 1
  const last = Math.floor(wallSeconds(window.toSeconds, zone) / daySeconds)
  const periods: { start: number; end: number }[] = []
  for (let day = first; day <= last; day++) {
    const at = (seconds: number): number =>
      utcSeconds({ kind: 'DATE-TIME', wallSeconds: day * daySeconds + seconds, tzid }, zones)
    const start = at(hours.from)
    const end = at(hours.to)
    if (end > window.fromSeconds && start < window.toSeconds) periods.push({ start, end })
  }
  return periods
}

export function lunchOf(query: FullQuery): { from: number; to: number } | undefined {
  const { avoidLunch } = query.preferences
  if (avoidLunch === undefined || avoidLunch === false) return undefined
  return hoursOf(avoidLunch === true ? { from: '12:00', to: '13:00' } : avoidLunch)
}

export function hoursOf(hours: Hours): { from: number; to: number } {
  return { from: secondsOfDay(hours.from), to: secondsOfDay(hours.to) }
}

/** What the wish for days, hours and an early date costs at a start, told apart. */
type ClockCost = { readonly otherDay: number; readonly otherHours: number; later: number }

/** Resolves the query's zone and hours once; the result is asked for every start. */
export function clockCosts(query: FullQuery): (startSeconds: number) => ClockCost {
  const { days, hours, earliest } = query.preferences
  const { weights, durationSeconds, window } = query
  const zone = resolveZone(query.zones, query.tzid)
  const wished = hours && hoursOf(hours)
  return (startSeconds) => {
    const wall = wallSeconds(startSeconds, zone)
    const day = Math.floor(wall / daySeconds)
    const second = wall - day * daySeconds
    const weekday = weekdays[((day % 7) + 7) % 7] ?? 'TH'
    const within =
      wished === undefined || (second >= wished.from && second + durationSeconds <= wished.to)
    const since = startSeconds - window.fromSeconds
    return {
      otherDay: days === undefined || days.includes(weekday) ? 0 : weights.otherDay,
      otherHours: within ? 0 : weights.otherHours,
      later: earliest === false ? 0 : Math.floor((since * weights.laterPerDay) / daySeconds),
    }
  }
}

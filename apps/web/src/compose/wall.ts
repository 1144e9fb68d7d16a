/** Times on a clock on the wall, as `2027-03-01T10:00`, and the moments they are. */
import {
  parseAbsolute,
  parseDate,
  parseDateTime,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date'

/** The moment at which a clock of the zone shows that. */
export function instantMs(wall: string, zone: string): number {
  return toZoned(parseDateTime(wall), zone).toDate().getTime()
}

/** What a clock of the zone shows at a moment. */
export function wallOf(ms: number, zone: string): string {
  const at = parseAbsolute(new Date(ms).toISOString(), zone)
  return toCalendarDateTime(at).toString().slice(0, 16)
}

/** From a day, a time on the wall, or a moment; undefined where it is none of these. */
export function wallIn(text: string, zone: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00`
  try {
    if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return wallOf(Date.parse(text), zone)
    return toCalendarDateTime(parseDateTime(text)).toString().slice(0, 16)
  } catch {
    return undefined
  }
}

export function addDays(wall: string, days: number): string {
  return `${parseDate(wall.slice(0, 10)).add({ days })}${wall.slice(10)}`
}

export function nextHour(nowMs: number, zone: string): string {
  return wallOf(Math.floor(nowMs / 3_600_000 + 1) * 3_600_000, zone)
}

type Timed = {
  readonly start: string
  readonly end: string
  readonly zone: string
  readonly allDay: boolean
}

/** From its first to its last moment; of an all-day event, midnight to midnight. */
export function spanOf({ start, end, zone, allDay }: Timed): { startMs: number; endMs: number } {
  if (!allDay) return { startMs: instantMs(start, zone), endMs: instantMs(end, zone) }
  return {
    startMs: instantMs(`${start.slice(0, 10)}T00:00`, zone),
    endMs: instantMs(`${addDays(end, 1).slice(0, 10)}T00:00`, zone),
  }
}

/** How long it is on the clock, in minutes; of whole days, whole days. */
export function minutesOf({ start, end, allDay }: Timed): number {
  const wall = (text: string): number =>
    Date.parse(`${text.slice(0, allDay ? 10 : 16)}${allDay ? '' : 'Z'}`)
  return (wall(end) - wall(start)) / 60_000 + (allDay ? 1440 : 0)
}

/** With another start, and as long as before. */
export function startingAt<T extends Timed>(of: T, start: string): T {
  const minutes = minutesOf(of) - (of.allDay ? 1440 : 0)
  const at = of.allDay ? `${start.slice(0, 10)}T00:00` : start
  const end = wallOf(Date.parse(`${at}:00Z`) + minutes * 60_000, 'UTC')
  return { ...of, start: of.allDay ? at : start, end }
}

/** Moved to begin at a moment. */
export function startingAtMoment<T extends Timed>(of: T, instant: string): T {
  return startingAt(of, wallOf(Date.parse(instant), of.zone))
}

/** The whole days around a time: what is read of them serves every time on the same day. */
export function daysAround(
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  zone: string,
): { readonly from: string; readonly to: string } {
  const midnight = (ms: number, days: number): string =>
    new Date(instantMs(`${addDays(wallOf(ms, zone), days).slice(0, 10)}T00:00`, zone)).toISOString()
  return { from: midnight(startMs, 0), to: midnight(endMs, 1) }
}

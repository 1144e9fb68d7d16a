/** Where something was dragged to, as the server takes it: on the clock of the event's own zone. */
import { parseAbsolute, parseDate, toCalendarDateTime } from '@internationalized/date'
import type { Line } from './entries.ts'

export type Place = { readonly allDay: boolean; readonly start: Date; readonly end: Date | null }
export type Times = { readonly start: string; readonly end: string; readonly zone?: string }

/**
 * A drag keeps the event's zone: who sees it in another zone moves it there too. What was a day and
 * becomes a time begins in the reader's zone; an all-day event's days are the same everywhere.
 */
export function timesAt(
  line: Pick<Line, 'allDay' | 'zone' | 'start' | 'end'>,
  { allDay, start, end }: Place,
  readerZone: string,
): Times {
  if (allDay) {
    const first = dayIn(start, readerZone)
    const last = end === null ? nextDay(first) : dayIn(end, readerZone)
    return { start: first, end: last > first ? last : nextDay(first) }
  }
  const until = end ?? new Date(start.getTime() + 3_600_000)
  const zone = line.allDay ? readerZone : zoneOf(line, readerZone)
  return {
    start: wallIn(start, zone),
    end: wallIn(until, zone),
    ...(line.allDay && { zone: readerZone }),
  }
}

/** `…Z` is written for events in UTC: their clock stays so. */
function zoneOf({ zone, start }: Pick<Line, 'zone' | 'start'>, readerZone: string): string {
  if (start.endsWith('Z')) return 'UTC'
  return zone !== undefined && isZone(zone) ? zone : readerZone
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export function wallIn(instant: Date, zone: string): string {
  const at = toCalendarDateTime(parseAbsolute(instant.toISOString(), zone))
  const text = at.toString().slice(0, 19)
  return zone === 'UTC' ? `${text}Z` : text
}

export function dayIn(instant: Date, zone: string): string {
  return wallIn(instant, zone).slice(0, 10)
}

export function nextDay(day: string): string {
  return parseDate(day).add({ days: 1 }).toString()
}

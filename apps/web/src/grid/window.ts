/** The days that the grid shows, as moments: where hours stand, and how the chosen time moves. */
import {
  type CalendarDate,
  endOfWeek,
  fromAbsolute,
  startOfWeek,
  toCalendarDate,
  toZoned,
} from '@internationalized/date'

export type Zoom = 'day' | 'days' | 'week'

export type GridDay = {
  readonly date: CalendarDate
  readonly startMs: number
  readonly endMs: number
}

export type GridWindow = {
  readonly zone: string
  readonly startMs: number
  readonly endMs: number
  readonly days: readonly GridDay[]
  /** Where labels of hours stand. */
  readonly ticks: readonly number[]
}

const quarterMs = 900_000
const hoursPerTick = { day: 1, days: 3, week: 6 } as const

/** Days from `first` on; a week is the reader's week. */
export function gridWindow(
  first: CalendarDate,
  { zoom, zone, locale }: { zoom: Zoom; zone: string; locale: string },
): GridWindow {
  const from = zoom === 'week' ? startOfWeek(first, locale) : first
  const count =
    zoom === 'week' ? endOfWeek(first, locale).compare(from) + 1 : zoom === 'day' ? 1 : 3
  const days = Array.from({ length: count }, (_, index): GridDay => {
    const date = from.add({ days: index })
    return { date, startMs: midnight(date, zone), endMs: midnight(date.add({ days: 1 }), zone) }
  })
  const startMs = days[0]?.startMs ?? 0
  const endMs = days.at(-1)?.endMs ?? startMs
  const ticks = days.flatMap((each) => ticksOf(each, hoursPerTick[zoom]))
  return { zone, startMs, endMs, days, ticks }
}

function ticksOf({ startMs, endMs }: GridDay, hours: number): number[] {
  const made: number[] = []
  for (let at = startMs; at < endMs; at += hours * 3_600_000) made.push(at)
  return made
}

function midnight(date: CalendarDate, zone: string): number {
  return toZoned(date, zone).toDate().getTime()
}

/** The day of a moment in a zone. */
export function dayOf(ms: number, zone: string): CalendarDate {
  return toCalendarDate(fromAbsolute(ms, zone))
}

/** How far along the window a moment stands, in per cent; beyond its ends it is cut. */
export function alongOf(
  ms: number,
  { startMs, endMs }: Pick<GridWindow, 'startMs' | 'endMs'>,
): number {
  return (100 * (Math.min(Math.max(ms, startMs), endMs) - startMs)) / (endMs - startMs)
}

/** To the quarter of an hour; meetings of whole days to midnight. */
export function snapped(ms: number, { zone, minutes }: { zone: string; minutes: number }): number {
  if (isWholeDays(minutes)) return midnight(dayOf(ms, zone), zone)
  return Math.floor(ms / quarterMs) * quarterMs
}

function isWholeDays(minutes: number): boolean {
  return minutes > 0 && minutes % 1440 === 0
}

type Pressed = { readonly key: string; readonly shiftKey: boolean }

/**
 * Where an arrow key takes the chosen time: a quarter of an hour, with Shift a day; Page Up and Page
 * Down a week. Days go by the clock, over the nights when it is changed too. Undefined for other keys.
 */
export function movedBy(
  { key, shiftKey }: Pressed,
  ms: number,
  { zone, minutes }: { zone: string; minutes: number },
): number | undefined {
  const sign = key === 'ArrowRight' || key === 'ArrowUp' || key === 'PageDown' ? 1 : -1
  if (key.startsWith('Page')) return byDays(ms, 7 * sign, zone)
  if (!key.startsWith('Arrow')) return undefined
  if (shiftKey || isWholeDays(minutes)) return byDays(ms, sign, zone)
  return ms + sign * quarterMs
}

function byDays(ms: number, days: number, zone: string): number {
  return fromAbsolute(ms, zone).add({ days }).toDate().getTime()
}

export type Interval = { readonly startMs: number; readonly endMs: number }

/** Everyone's day as rows of signs, a sign for each half hour. */
import { type BusyKind, type BusyTime, kindOf, strongestIn, type Window } from '@parley/busytime'
import type { Paint } from '../terminal/paint.ts'
import { clipped, padded, plain } from '../terminal/paint.ts'

const signs: Readonly<Record<BusyKind, string>> = {
  FREE: '.',
  unknown: '?',
  'BUSY-TENTATIVE': '~',
  'BUSY-UNAVAILABLE': '-',
  BUSY: '#',
}
export const legend = '. free   ~ tentative   # busy   - outside hours or away   ? unknown'
const cellSeconds = 1800
const nameWidth = 24

type GridRow = { readonly name: string; readonly busy: BusyTime }

/** The days of the window, each with its date, its hours and a row for each person. */
export function grid(
  rows: readonly GridRow[],
  window: Window,
  tzid: string,
  paint: Paint,
  marked?: Window,
): string {
  const lines: string[] = []
  for (const day of daysOf(window, tzid)) {
    lines.push(padded(paint.bold(dayName(day.fromSeconds, tzid)), nameWidth) + hourLine(day, tzid))
    for (const { name, busy } of rows)
      lines.push(padded(clipped(plain(name), nameWidth - 2), nameWidth) + cells(busy, day, paint))
    if (
      marked !== undefined &&
      marked.fromSeconds < day.toSeconds &&
      marked.toSeconds > day.fromSeconds
    )
      lines.push(' '.repeat(nameWidth) + paint.bold(markLine(marked, day)))
    lines.push('')
  }
  return lines.join('\n')
}

function daysOf(window: Window, tzid: string): readonly Window[] {
  const days: Window[] = []
  for (let from = window.fromSeconds; from < window.toSeconds; ) {
    const start = zoned(from, tzid)
    const next = start.add({ days: 1 }).startOfDay().epochMilliseconds / 1000
    days.push({ fromSeconds: from, toSeconds: Math.min(next, window.toSeconds) })
    from = next
  }
  return days
}

function zoned(seconds: number, tzid: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(tzid)
}

function dayName(seconds: number, tzid: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  return zoned(seconds, tzid).toLocaleString('en-GB', options)
}

/** The hour stands above its first half; every third one is named. */
function hourLine(day: Window, tzid: string): string {
  let line = ''
  for (let at = day.fromSeconds; at < day.toSeconds; at += cellSeconds) {
    const { hour, minute } = zoned(at, tzid)
    if (minute === 0 && hour % 3 === 0) line = line.trimEnd().padEnd(cellOf(at, day)) + hour
  }
  return line
}

function cellOf(seconds: number, day: Window): number {
  return Math.round((seconds - day.fromSeconds) / cellSeconds)
}

function cells(of: BusyTime, day: Window, paint: Paint): string {
  const colours = {
    '.': paint.green,
    '?': paint.magenta,
    '~': paint.yellow,
    '-': paint.dim,
    '#': paint.red,
  }
  let line = ''
  for (let at = day.fromSeconds; at < day.toSeconds; at += cellSeconds) {
    const sign = signs[kindOf(strongestIn(of, at, Math.min(at + cellSeconds, day.toSeconds)))]
    line += colours[sign as keyof typeof colours](sign)
  }
  return line
}

function markLine(marked: Window, day: Window): string {
  const from = Math.max(0, Math.floor((marked.fromSeconds - day.fromSeconds) / cellSeconds))
  const to = Math.min(
    Math.ceil((marked.toSeconds - day.fromSeconds) / cellSeconds),
    cellOf(day.toSeconds, day),
  )
  return ' '.repeat(from) + '^'.repeat(Math.max(1, to - from))
}

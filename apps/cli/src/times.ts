/** Times as people type them, and as they read them. */
import type { Duration, Time } from '@parley/icalendar'
import { dateParts, ianaZoneOf, wallSecondsOf } from '@parley/icalendar'
import { misused } from './failure.ts'
import { plain } from './terminal/paint.ts'

const isoTime = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(Z|[+-]\d\d:?\d\d)?)?$/i

/**
 * Reads `2026-03-01`, `2026-03-01T10:00`, `20260301T100000Z` or `2026-03-01T10:00+01:00`. A local
 * time is in `tzid`; an offset makes it UTC.
 */
export function typedTime(option: string, text: string, tzid: string | undefined): Time {
  const match = isoTime.exec(text.trim())
  const wrong = (): Error =>
    misused(`--${option} ${text}: not a time like 2026-03-01T10:00 or 2026-03-01`)
  if (match === null) throw wrong()
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((each) => Number(each ?? 0))
  const parts = { year, month, day, hour, minute, second } as Parameters<typeof wallSecondsOf>[0]
  const wallSeconds = wallSecondsOf(parts)
  const made = dateParts(wallSeconds)
  if (made.year !== year || made.month !== month || made.day !== day || made.hour !== hour) {
    throw wrong()
  }
  if (match[4] === undefined) return { kind: 'DATE', wallSeconds, tzid: undefined }
  const offset = match[7]
  if (offset === undefined) return { kind: 'DATE-TIME', wallSeconds, tzid }
  return { kind: 'DATE-TIME', wallSeconds: wallSeconds - offsetOf(offset), tzid: 'UTC' }
}

function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0
  const seconds = Number(text.slice(1, 3)) * 3600 + Number(text.slice(-2)) * 60
  return text.startsWith('-') ? -seconds : seconds
}

/** Reads `--now`: UTC seconds; a local time is in `zone`. */
export function typedInstant(option: string, text: string, zone: string): number {
  const time = typedTime(option, text, zone)
  if (time.tzid === 'UTC') return time.wallSeconds
  const { year, month, day, hour, minute, second } = dateParts(time.wallSeconds)
  const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second })
  return Math.floor(wall.toZonedDateTime(zone).epochMilliseconds / 1000)
}

/** Reads `1h30m`, `45m`, `2d`, `PT1H30M`. */
export function typedLength(option: string, text: string): Duration {
  const match =
    /^P?(?:(\d{1,5})w)?\s*(?:(\d{1,5})d)?\s*T?(?:(\d{1,6})h)?\s*(?:(\d{1,7})m(?:in)?)?\s*(?:(\d{1,8})s)?$/i.exec(
      text.trim(),
    )
  const [weeks, days, hours, minutes, seconds] = (match ?? [])
    .slice(1, 6)
    .map((each) => Number(each ?? 0))
  const made: Duration = {
    days: (weeks ?? 0) * 7 + (days ?? 0),
    seconds: (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0),
  }
  if (match === null || made.days + made.seconds === 0) {
    throw misused(`--${option} ${text}: not a length like 1h30m, 45m, 2d or PT1H30M`)
  }
  return made
}

const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const daySeconds = 86_400

/** `Sun 1 Mar 2026` */
export function dayWords(wallSeconds: number): string {
  const { year, month, day } = dateParts(wallSeconds)
  const days = Math.floor(wallSeconds / daySeconds)
  return `${weekdays[((days % 7) + 7) % 7]} ${day} ${months[month - 1]} ${year}`
}

/** `10:00` */
export function clockWords(wallSeconds: number): string {
  const { hour, minute, second } = dateParts(wallSeconds)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`
}

/** With a space before; Windows' names of zones are told as IANA's. */
function zoneWords({ tzid }: Time): string {
  return tzid === undefined ? '' : ` ${ianaZoneOf(tzid) ?? plain(tzid)}`
}

/** `Sun 1 Mar 2026, 10:00–11:30 Europe/Berlin`, `Sun 1 Mar 2026 – Tue 3 Mar 2026` (whole days). */
export function spanWords(start: Time, end: Time | undefined): string {
  const zone = zoneWords(start)
  if (start.kind === 'DATE') {
    const last = (end?.wallSeconds ?? 0) - daySeconds
    const first = dayWords(start.wallSeconds)
    return last > start.wallSeconds ? `${first} – ${dayWords(last)}` : `${first}, all day`
  }
  const begin = `${dayWords(start.wallSeconds)}, ${clockWords(start.wallSeconds)}`
  if (end === undefined || end.wallSeconds === start.wallSeconds) return `${begin}${zone}`
  if (end.tzid !== start.tzid) {
    return `${begin}${zone} – ${dayWords(end.wallSeconds)}, ${clockWords(end.wallSeconds)}${zoneWords(end)}`
  }
  const sameDay =
    Math.floor(start.wallSeconds / daySeconds) === Math.floor(end.wallSeconds / daySeconds)
  const until = sameDay
    ? clockWords(end.wallSeconds)
    : ` ${dayWords(end.wallSeconds)}, ${clockWords(end.wallSeconds)}`
  return `${begin}${sameDay ? '–' : ' –'}${until}${zone}`
}

/** Days counted from 1970-01-01 in the proleptic Gregorian calendar, by integer arithmetic. */

export const daySeconds = 86_400
/** The first wall second that a four-digit year cannot write any more: 10000-01-01T00:00:00. */
export const horizonSeconds = 253_402_300_800

/** Days before each month, in a common year and in a leap year; the thirteenth ends the year. */
export const monthOffsets: readonly (readonly number[])[] = [
  [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365],
  [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366],
]

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** The day on which a year begins. */
export function yearStart(year: number): number {
  const before = year - 1
  return (
    before * 365 +
    Math.floor(before / 4) -
    Math.floor(before / 100) +
    Math.floor(before / 400) -
    719_162
  )
}

export function yearOfDay(day: number): number {
  const guess = Math.floor((day + 719_162) / 365.2425) + 1
  if (yearStart(guess) > day) return guess - 1
  return yearStart(guess + 1) <= day ? guess + 1 : guess
}

/** Monday is 0, Sunday is 6. */
export function weekdayOf(day: number): number {
  const weekday = (day + 3) % 7
  return weekday < 0 ? weekday + 7 : weekday
}

type Civil = { readonly year: number; readonly month: number; readonly day: number }

export function civilOf(day: number): Civil {
  const year = yearOfDay(day)
  const offsets = monthOffsets[isLeapYear(year) ? 1 : 0] ?? []
  const within = day - yearStart(year)
  let month = Math.floor(within / 32)
  if ((offsets[month + 1] ?? 0) <= within) month++
  return { year, month: month + 1, day: within - (offsets[month] ?? 0) + 1 }
}

/** `20260301`. */
export function dayText(day: number): string {
  const { year, month, day: ofMonth } = civilOf(day)
  if (!(year >= 0)) return '00000101'
  if (year > 9999) return '99991231'
  return `${padded(year, 4)}${padded(month, 2)}${padded(ofMonth, 2)}`
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

/**
 * `20260301T090000`, with a Z after it when `utc` says so. Made of codes at once: it names each
 * instance, and a text joined from parts costs ten times the memory.
 */
export function wallText(wall: number, utc: boolean = false): string {
  const day = Math.floor(wall / daySeconds)
  const { year, month, day: ofMonth } = civilOf(day)
  if (!(year >= 0 && year <= 9999)) return `${dayText(day)}T000000${utc ? 'Z' : ''}`
  const second = wall - day * daySeconds
  const hour = Math.floor(second / 3600)
  const minute = Math.floor(second / 60) % 60
  const century = Math.floor(year / 100)
  const text = String.fromCharCode(
    zero + Math.floor(century / 10),
    zero + (century % 10),
    zero + (Math.floor(year / 10) % 10),
    zero + (year % 10),
    zero + Math.floor(month / 10),
    zero + (month % 10),
    zero + Math.floor(ofMonth / 10),
    zero + (ofMonth % 10),
    84,
    zero + Math.floor(hour / 10),
    zero + (hour % 10),
    zero + Math.floor(minute / 10),
    zero + (minute % 10),
    zero + (Math.floor(second / 10) % 6),
    zero + (second % 10),
    90,
  )
  return utc ? text : text.slice(0, -1)
}
const zero = 48

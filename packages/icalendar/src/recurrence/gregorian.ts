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

export type Civil = { readonly year: number; readonly month: number; readonly day: number }

export function civilOf(day: number): Civil {
  const year = yearOfDay(day)
  const offsets = monthOffsets[isLeapYear(year) ? 1 : 0] ?? []
  const within = day - yearStart(year)
  let month = Math.floor(within / 32)
  if ((offsets[month + 1] ?? 0) <= within) month++
  return { year, month: month + 1, day: within - (offsets[month] ?? 0) + 1 }
}

const pairs: readonly string[] = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'))

/** `20260301`. */
export function dayText(day: number): string {
  const { year, month, day: ofMonth } = civilOf(day)
  if (year < 0 || year > 9999) return year < 0 ? '00000101' : '99991231'
  return `${pairs[Math.floor(year / 100)]}${pairs[year % 100]}${pairs[month]}${pairs[ofMonth]}`
}

/** `20260301T090000`. */
export function wallText(wall: number): string {
  const day = Math.floor(wall / daySeconds)
  const second = wall - day * daySeconds
  const hour = Math.floor(second / 3600)
  const minute = Math.floor((second - hour * 3600) / 60)
  return `${dayText(day)}T${pairs[hour]}${pairs[minute]}${pairs[second - hour * 3600 - minute * 60]}`
}

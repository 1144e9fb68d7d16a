/** Arithmetic on the proleptic Gregorian calendar, in whole numbers. */

/** Date and time of day on one clock, as numbers. */
export type DateParts = {
  readonly year: number
  /** From 1. */
  readonly month: number
  /** From 1. */
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export const daySeconds = 86_400

/** Days from 1970-01-01 to that day. The day may lie outside of its month. */
export function daysOf(year: number, month: number, day: number): number {
  // Years here begin in March, so that a leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

/**
 * Seconds from 1970-01-01T00:00:00 to that moment on the same clock.
 *
 * @example
 * wallSecondsOf({ year: 1970, month: 1, day: 2, hour: 1, minute: 0, second: 0 }) // 90000
 */
export function wallSecondsOf(parts: DateParts): number {
  const { year, month, day, hour, minute, second } = parts
  return daysOf(year, month, day) * daySeconds + hour * 3600 + minute * 60 + second
}

/**
 * The date and time that those seconds are.
 *
 * @example
 * dateParts(90000) // { year: 1970, month: 1, day: 2, hour: 1, minute: 0, second: 0 }
 */
export function dateParts(wallSeconds: number): DateParts {
  const days = Math.floor(wallSeconds / daySeconds)
  const rest = wallSeconds - days * daySeconds
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
  }
}

/** How many days the month has, counted from 1, in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Has the year a 29 February, in the Gregorian calendar? */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/**
 * Calendars as a rule sees them: years made of months made of days (RFC 7529 §3).
 *
 * Days are counted from 1970-01-01. The Gregorian calendar is arithmetic; others are asked of
 * Temporal a year at a time and remembered within the scale.
 */
import { isLeapYear, monthOffsets, yearOfDay, yearStart } from './gregorian.ts'

export type YearLayout = {
  readonly year: number
  /** Its first day. */
  readonly start: number
  readonly length: number
  /** Twice the month's number, and one more for the leap month after it (`5L` is 11). */
  readonly codes: readonly number[]
  /** Days before each month; one more entry ends the year. */
  readonly offsets: readonly number[]
}

export type Scale = {
  readonly id: string
  yearOf(day: number): number
  layout(year: number): YearLayout
  /** Counts months across years. */
  monthNumber(year: number, index: number): number
  monthAt(number: number): { readonly year: number; readonly index: number }
  /** What looking at one year costs, in periods of a rule's budget. */
  readonly yearCost: number
}

const gregorianCodes: readonly number[] = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]

export const gregorian: Scale = {
  id: 'gregory',
  yearOf: yearOfDay,
  layout(year) {
    const leap = isLeapYear(year) ? 1 : 0
    const offsets = monthOffsets[leap] ?? []
    return { year, start: yearStart(year), length: 365 + leap, codes: gregorianCodes, offsets }
  },
  monthNumber: (year, index) => year * 12 + index,
  monthAt(number) {
    const year = Math.floor(number / 12)
    return { year, index: number - year * 12 }
  },
  yearCost: 1,
}

/** CLDR's names and aliases (RFC 7529 §5), by what Temporal calls them. */
const temporalCalendars: ReadonlyMap<string, string> = new Map([
  ['CHINESE', 'chinese'],
  ['COPTIC', 'coptic'],
  ['DANGI', 'dangi'],
  ['ETHIOPIC', 'ethiopic'],
  ['ETHIOPIC-AMETE-ALEM', 'ethioaa'],
  ['ETHIOAA', 'ethioaa'],
  ['HEBREW', 'hebrew'],
  ['INDIAN', 'indian'],
  ['ISLAMIC', 'islamic-umalqura'],
  ['ISLAMIC-CIVIL', 'islamic-civil'],
  ['ISLAMICC', 'islamic-civil'],
  ['ISLAMIC-RGSA', 'islamic-umalqura'],
  ['ISLAMIC-TBLA', 'islamic-tbla'],
  ['ISLAMIC-UMALQURA', 'islamic-umalqura'],
  ['PERSIAN', 'persian'],
])
/** Their months and days are those of the Gregorian calendar; only the years' numbers differ. */
const likeGregorian: ReadonlySet<string> = new Set([
  'GREGORIAN',
  'GREGORY',
  'ISO8601',
  'BUDDHIST',
  'JAPANESE',
  'ROC',
])

/** The calendar of an RSCALE value; undefined when we do not know it. */
export function scaleOf(rscale: string | undefined): Scale | undefined {
  // Requirement: 7529/4/rscale-names-calendar
  // Requirement: 7529/5/alias-is-calendar
  // Requirement: 7529/5/deprecated-names-replaced
  if (rscale === undefined || likeGregorian.has(rscale)) return gregorian
  const calendar = temporalCalendars.get(rscale)
  return calendar === undefined ? undefined : temporalScale(calendar)
}

const epoch = new Temporal.PlainDate(1970, 1, 1)
/** Temporal's own bounds, a year inside. */
const maxDay = 99_999_000

function temporalScale(calendar: string): Scale {
  // Requirement: 7529/3/start-gives-seed
  // Requirement: 7529/4/ranges-by-calendar
  const layouts = new Map<number, YearLayout>()
  const origin = Temporal.PlainDate.from('1970-01-01').withCalendar(calendar).year
  /** Months before each year from `origin` on, and before it. */
  const later = [0]
  const earlier = [0]
  const layout = (year: number): YearLayout => {
    const held = layouts.get(year)
    if (held !== undefined) return held
    const made = layoutOf(calendar, year)
    layouts.set(year, made)
    return made
  }
  const monthsBefore = (year: number): number => {
    const [known, step] = year >= origin ? [later, 1] : [earlier, -1]
    const distance = Math.abs(year - origin)
    while (known.length <= distance) {
      const at = origin + step * (known.length - (step > 0 ? 1 : 0))
      known.push((known.at(-1) ?? 0) + step * layout(at).codes.length)
    }
    return known[distance] ?? 0
  }
  return {
    id: calendar,
    yearOf: (day) =>
      epoch.add({ days: Math.max(-maxDay, Math.min(maxDay, day)) }).withCalendar(calendar).year,
    layout,
    monthNumber: (year, index) => monthsBefore(year) + index,
    monthAt(number) {
      let year = origin + Math.floor(number / 12.4)
      while (monthsBefore(year) > number) year--
      while (monthsBefore(year + 1) <= number) year++
      return { year, index: number - monthsBefore(year) }
    },
    yearCost: 100,
  }
}

function layoutOf(calendar: string, year: number): YearLayout {
  const first = Temporal.PlainDate.from({ calendar, year, month: 1, day: 1 })
  const start = epoch.until(first.withCalendar('iso8601'), { largestUnit: 'day' }).days
  const codes: number[] = []
  const offsets = [0]
  for (let month = 1; month <= first.monthsInYear; month++) {
    const date = month === 1 ? first : first.with({ month })
    codes.push(Number(date.monthCode.slice(1, 3)) * 2 + (date.monthCode.endsWith('L') ? 1 : 0))
    offsets.push((offsets.at(-1) ?? 0) + date.daysInMonth)
  }
  return { year, start, length: offsets.at(-1) ?? 0, codes, offsets }
}

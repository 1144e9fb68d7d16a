/** Times as the JSON API writes them: `2027-03-01`, `2027-03-01T10:00:00` on a clock, `…Z`. */
import { dateParts, ianaZoneOf, type Time, wallSecondsOf } from '@parley/icalendar'
import { z } from 'zod'
import { invalid } from './problem.ts'

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z)?)?$/

/** A date, a time on the clock of a zone that stands beside it, or a moment with Z. */
export const whenSchema: z.ZodType<string, string> = z
  .string()
  .max(20)
  .regex(pattern, 'a date (2027-03-01), a time (2027-03-01T10:00) or a moment (…Z)')
  .refine(isReal, 'no such day or time')

/** Moments and days: from when, to when. */
export const momentSchema: z.ZodType<number, string> = z
  .string()
  .max(40)
  .transform((text, context) => {
    const whole = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(
      text,
    )
    const made = whole ? Date.parse(text) : Number.NaN
    if (Number.isNaN(made)) {
      context.addIssue({ code: 'custom', message: 'a moment such as 2027-03-01T10:00:00Z' })
      return z.NEVER
    }
    return Math.floor(made / 1000)
  })

export const zoneSchema: z.ZodType<string, string> = z
  .string()
  .max(64)
  .refine((each) => ianaZoneOf(each) !== undefined, 'no time zone of that name')

export const instantSchema: z.ZodType<string, string> = z.iso.datetime()

function isReal(text: string): boolean {
  const found = pattern.exec(text)
  if (found === null) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((each) => Number(each ?? 0))
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return false
  const wall = wallSecondsOf({ year, month, day: 1, hour: 0, minute: 0, second: 0 })
  const parts = dateParts(wall + (day - 1) * 86_400)
  return day >= 1 && parts.month === month
}

/** `field` names what is at fault where the time needs a zone and has none. */
export function timeFrom(text: string, zone: string | undefined, field: string): Time {
  const found = pattern.exec(text)
  if (found === null) throw invalid(field, 'no time')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((each) => Number(each ?? 0))
  const wallSeconds = wallSecondsOf({ year, month, day, hour, minute, second })
  if (found[4] === undefined) return { kind: 'DATE', wallSeconds, tzid: undefined }
  if (found[7] === 'Z') return { kind: 'DATE-TIME', wallSeconds, tzid: 'UTC' }
  return { kind: 'DATE-TIME', wallSeconds, tzid: zone }
}

export function textOfTime(time: Time): string {
  const { year, month, day, hour, minute, second } = dateParts(time.wallSeconds)
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  if (time.kind === 'DATE') return date
  const clock = `${two(hour)}:${two(minute)}:${two(second)}`
  return `${date}T${clock}${time.tzid === 'UTC' ? 'Z' : ''}`
}

export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '')
}

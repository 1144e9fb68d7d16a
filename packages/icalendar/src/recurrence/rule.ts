/** The RECUR value (RFC 5545 §3.3.10, RFC 7529 §4) as data. */
import { formatTime, parseTime, type Time } from '../values/time.ts'

/** FREQ of a recurrence rule (RFC 5545 §3.3.10). */
export type Frequency =
  | 'SECONDLY'
  | 'MINUTELY'
  | 'HOURLY'
  | 'DAILY'
  | 'WEEKLY'
  | 'MONTHLY'
  | 'YEARLY'
/** A day of the week in a recurrence rule (RFC 5545 §3.3.10). */
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'

/** `-1SU`; without a number `ordinal` is 0 and every such day of the period is meant. */
export type ByDay = { readonly ordinal: number; readonly weekday: Weekday }
/** A month of the rule's calendar; `5L` is the leap month after the fifth (RFC 7529 §4.2). */
export type ByMonth = { readonly month: number; readonly leap: boolean }

/** An RRULE or EXRULE as numbers (RFC 5545 §3.3.10; RSCALE and SKIP: RFC 7529). */
export type RecurrenceRule = {
  readonly freq: Frequency
  readonly interval: number
  readonly count: number | undefined
  readonly until: Time | undefined
  readonly bySecond: readonly number[]
  readonly byMinute: readonly number[]
  readonly byHour: readonly number[]
  readonly byDay: readonly ByDay[]
  readonly byMonthDay: readonly number[]
  readonly byYearDay: readonly number[]
  readonly byWeekNo: readonly number[]
  readonly byMonth: readonly ByMonth[]
  readonly bySetPos: readonly number[]
  readonly weekStart: Weekday
  /** In upper case; undefined without RSCALE, which means the Gregorian calendar. */
  readonly rscale: string | undefined
  readonly skip: 'OMIT' | 'BACKWARD' | 'FORWARD'
}

export const frequencies: readonly Frequency[] = [
  'SECONDLY',
  'MINUTELY',
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
]
export const weekdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** More numbers in one part than this are not read; no part has as many different ones. */
export const maxPartValues = 1_000

/**
 * Reads a recurrence rule.
 *
 * Parts come in any order and any case. A number out of its range is kept and matches nothing; what
 * is not a number is left out. `ruleViolations` reports both. Errors: undefined without a valid FREQ.
 *
 * @example
 * parseRule('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10')?.count // 10
 */
export function parseRule(text: string): RecurrenceRule | undefined {
  const parts = partsOf(text)
  const freq = frequencies.find((each) => each === parts.get('FREQ'))
  if (freq === undefined) return undefined
  const numbers = (name: string) => numbersOf(parts.get(name))
  const rscale = parts.get('RSCALE')
  return {
    freq,
    interval: positive(parts.get('INTERVAL')) ?? 1,
    count: wholeOf(parts.get('COUNT')),
    until: untilOf(parts.get('UNTIL')),
    bySecond: numbers('BYSECOND'),
    byMinute: numbers('BYMINUTE'),
    byHour: numbers('BYHOUR'),
    byDay: listOf(parts.get('BYDAY'), byDayOf),
    byMonthDay: numbers('BYMONTHDAY'),
    byYearDay: numbers('BYYEARDAY'),
    byWeekNo: numbers('BYWEEKNO'),
    byMonth: listOf(parts.get('BYMONTH'), byMonthOf),
    bySetPos: numbers('BYSETPOS'),
    weekStart: weekdays.find((each) => each === parts.get('WKST')) ?? 'MO',
    rscale: rscale === undefined || rscale === '' ? undefined : rscale,
    skip: rscale === undefined ? 'OMIT' : skipOf(parts.get('SKIP')),
  }
}

/** Writes a rule, FREQ first (RSCALE before it, where there is one: RFC 7529 §4 lets it lead). */
export function formatRule(rule: RecurrenceRule): string {
  // Requirement: 5545/3.3.10/freq-written-first
  const parts: string[] = []
  const add = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') parts.push(`${name}=${value}`)
  }
  add('FREQ', rule.freq)
  add('RSCALE', rule.rscale)
  add('UNTIL', rule.until === undefined ? undefined : formatTime(rule.until))
  add('COUNT', rule.count)
  add('INTERVAL', rule.interval === 1 ? undefined : rule.interval)
  add('BYSECOND', rule.bySecond.join())
  add('BYMINUTE', rule.byMinute.join())
  add('BYHOUR', rule.byHour.join())
  add('BYDAY', rule.byDay.map((each) => `${each.ordinal || ''}${each.weekday}`).join())
  add('BYMONTHDAY', rule.byMonthDay.join())
  add('BYYEARDAY', rule.byYearDay.join())
  add('BYWEEKNO', rule.byWeekNo.join())
  add('BYMONTH', rule.byMonth.map((each) => `${each.month}${each.leap ? 'L' : ''}`).join())
  add('BYSETPOS', rule.bySetPos.join())
  add('WKST', rule.weekStart === 'MO' ? undefined : rule.weekStart)
  add('SKIP', rule.skip === 'OMIT' ? undefined : rule.skip)
  return parts.join(';')
}

/** The parts by name, the first of each. */
export function partsOf(text: string): ReadonlyMap<string, string> {
  // Requirement: 5545/3.3.10/parts-in-any-order
  const parts = new Map<string, string>()
  for (const part of text.toUpperCase().split(';', 64)) {
    const equals = part.indexOf('=')
    const name = part.slice(0, equals).trim()
    if (equals > 0 && !parts.has(name)) parts.set(name, part.slice(equals + 1).trim())
  }
  return parts
}

const nothing: readonly never[] = []

function listOf<T>(text: string | undefined, read: (item: string) => T | undefined): readonly T[] {
  if (text === undefined || text === '') return nothing
  return text
    .split(',', maxPartValues)
    .map((item) => read(item.trim()))
    .filter((each) => each !== undefined)
}

function numbersOf(text: string | undefined): readonly number[] {
  return listOf(text, (item) => (/^[+-]?\d{1,5}$/.test(item) ? Number(item) : undefined))
}

function byDayOf(item: string): ByDay | undefined {
  const found = /^([+-]?\d{1,3})?\s?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item)
  const weekday = weekdays.find((each) => each === found?.[2])
  return weekday === undefined ? undefined : { ordinal: Number(found?.[1] ?? 0), weekday }
}

function byMonthOf(item: string): ByMonth | undefined {
  const found = /^\+?(\d{1,2})(L?)$/.exec(item)
  return found === null ? undefined : { month: Number(found[1]), leap: found[2] === 'L' }
}

function wholeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\+?\d{1,15}$/.test(text) ? Number(text) : undefined
}

export function positive(text: string | undefined): number | undefined {
  const value = wholeOf(text)
  return value === 0 ? undefined : value
}

export function untilOf(text: string | undefined): Time | undefined {
  return text === undefined ? undefined : parseTime(text)
}

function skipOf(text: string | undefined): RecurrenceRule['skip'] {
  return text === 'BACKWARD' || text === 'FORWARD' ? text : 'OMIT'
}

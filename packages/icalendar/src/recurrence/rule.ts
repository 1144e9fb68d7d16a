/** The RECUR value (RFC 5545 §3.3.10, RFC 7529 §4) as data. */
import type { Property } from '../model.ts'
import { formatTime, parseTime, type Time } from '../values/time.ts'
import { excerpt, type RequirementId, type Violation } from '../violation.ts'

export type Frequency =
  | 'SECONDLY'
  | 'MINUTELY'
  | 'HOURLY'
  | 'DAILY'
  | 'WEEKLY'
  | 'MONTHLY'
  | 'YEARLY'
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'

/** `-1SU`; without a number `ordinal` is 0 and every such day of the period is meant. */
export type ByDay = { readonly ordinal: number; readonly weekday: Weekday }
/** A month of the rule's calendar; `5L` is the leap month after the fifth (RFC 7529 §4.2). */
export type ByMonth = { readonly month: number; readonly leap: boolean }

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
const maxPartValues = 1_000

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

function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  for (const part of text.trim().toUpperCase().split(';', 64)) {
    const equals = part.indexOf('=')
    const name = part.slice(0, equals).trim()
    if (equals > 0 && !parts.has(name)) parts.set(name, part.slice(equals + 1).trim())
  }
  return parts
}

function listOf<T>(text: string | undefined, read: (item: string) => T | undefined): readonly T[] {
  if (text === undefined || text === '') return []
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

function positive(text: string | undefined): number | undefined {
  const value = wholeOf(text)
  return value === 0 ? undefined : value
}

function untilOf(text: string | undefined): Time | undefined {
  return text === undefined ? undefined : parseTime(text)
}

function skipOf(text: string | undefined): RecurrenceRule['skip'] {
  return text === 'BACKWARD' || text === 'FORWARD' ? text : 'OMIT'
}

type Fault = readonly [requirement: RequirementId, expected: string, found: string]

/**
 * What RFC 5545 §3.3.10 and RFC 7529 §4 say against a rule, in the order of its parts.
 *
 * `start` is the DTSTART beside it. The rule is read all the same, as `parseRule` says.
 */
export function ruleViolations(
  of: Property,
  start: Time | undefined,
  path: readonly (string | number)[],
): readonly Violation[] {
  const rule = parseRule(of.value)
  const faults: Fault[] = [...textFaults(of.value)]
  if (rule !== undefined) {
    faults.push(...rangeFaults(rule), ...combinationFaults(rule))
    if (start !== undefined) faults.push(...startFaults(rule, start))
  }
  return faults.map(([requirement, expected, found]) => ({
    kind: 'violation',
    requirement,
    path,
    line: of.source?.line ?? 0,
    expected,
    found: excerpt(found),
  }))
}

const partNames = new Set(
  'FREQ UNTIL COUNT INTERVAL BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS WKST RSCALE SKIP'.split(
    ' ',
  ),
)

function textFaults(text: string): readonly Fault[] {
  const faults: Fault[] = []
  const parts = partsOf(text)
  if (!frequencies.some((each) => each === parts.get('FREQ')))
    faults.push(['5545/3.3.10/freq-once', 'FREQ with one of its seven values', text])
  const names = text
    .toUpperCase()
    .split(';', 64)
    .map((part) => (part.split('=', 1)[0] ?? '').trim())
  if (new Set(names).size < names.length)
    faults.push(['5545/3.3.10/parts-once', 'each part once', text])
  for (const [name, value] of parts) {
    if (!partNames.has(name)) continue
    if (name === 'INTERVAL' && positive(value) === undefined)
      faults.push(['5545/3.3.10/interval-default-1', 'a positive INTERVAL', `INTERVAL=${value}`])
    if (name === 'COUNT' && positive(value) === undefined)
      faults.push(['5545/3.3.10/count-includes-dtstart', 'a positive COUNT', `COUNT=${value}`])
    if (name.startsWith('BY') && !isList(name, value))
      faults.push(['5545/3.3.10/by-part-ranges', `numbers that ${name} takes`, `${name}=${value}`])
    if (name === 'UNTIL' && untilOf(value) === undefined)
      faults.push(['5545/3.3.10/until-inclusive', 'a DATE or DATE-TIME', `UNTIL=${value}`])
  }
  if (parts.has('SKIP') && !parts.has('RSCALE'))
    faults.push(['7529/4/skip-needs-rscale', 'SKIP beside RSCALE only', text])
  return faults
}

function isList(name: string, value: string): boolean {
  const form =
    name === 'BYDAY'
      ? /^(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)$/
      : name === 'BYMONTH'
        ? /^\d{1,2}L?$/
        : /^[+-]?\d{1,3}$/
  return value.split(',', maxPartValues).every((item) => form.test(item))
}

/** Least and greatest absolute value of each part, and whether it may be negative. */
const ranges: readonly (readonly [keyof RecurrenceRule, string, number, number, boolean])[] = [
  ['bySecond', 'BYSECOND', 0, 60, false],
  ['byMinute', 'BYMINUTE', 0, 59, false],
  ['byHour', 'BYHOUR', 0, 23, false],
  ['byMonthDay', 'BYMONTHDAY', 1, 31, true],
  ['byYearDay', 'BYYEARDAY', 1, 366, true],
  ['byWeekNo', 'BYWEEKNO', 1, 53, true],
  ['bySetPos', 'BYSETPOS', 1, 366, true],
]

function rangeFaults(rule: RecurrenceRule): readonly Fault[] {
  const faults: Fault[] = []
  for (const [part, name, least, most, negative] of ranges) {
    const values = rule[part] as readonly number[]
    const calendarPart = part !== 'bySecond' && part !== 'byMinute' && part !== 'byHour'
    if (rule.rscale !== undefined && calendarPart) continue
    const wrong = values.find(
      (value) => Math.abs(value) < least || Math.abs(value) > most || (value < 0 && !negative),
    )
    if (wrong !== undefined)
      faults.push([
        part === 'byWeekNo' ? '5545/3.3.10/byweekno-range' : '5545/3.3.10/by-part-ranges',
        `${name} from ${least} to ${most}`,
        `${name}=${wrong}`,
      ])
  }
  const month = rule.byMonth.find((each) => each.month < 1 || each.month > 12 || each.leap)
  if (rule.rscale === undefined && month !== undefined)
    faults.push(['5545/3.3.10/by-part-ranges', 'BYMONTH from 1 to 12', `BYMONTH=${month.month}`])
  return faults
}

function combinationFaults(rule: RecurrenceRule): readonly Fault[] {
  const { freq, byDay, byWeekNo, byMonthDay, byYearDay, bySetPos } = rule
  const faults: Fault[] = []
  const ordinal = byDay.some((each) => each.ordinal !== 0)
  const add = (wrong: boolean, requirement: RequirementId, expected: string) => {
    if (wrong) faults.push([requirement, expected, formatRule(rule)])
  }
  add(
    rule.until !== undefined && rule.count !== undefined,
    '5545/3.3.10/until-or-count',
    'not both',
  )
  add(
    ordinal && freq !== 'MONTHLY' && freq !== 'YEARLY',
    '5545/3.3.10/byday-ordinal-monthly-yearly-only',
    `BYDAY without numbers in a ${freq} rule`,
  )
  add(
    ordinal && freq === 'YEARLY' && byWeekNo.length > 0,
    '5545/3.3.10/byday-ordinal-not-with-byweekno',
    'BYDAY without numbers beside BYWEEKNO',
  )
  add(
    freq === 'WEEKLY' && byMonthDay.length > 0,
    '5545/3.3.10/bymonthday-not-weekly',
    'no BYMONTHDAY in a WEEKLY rule',
  )
  add(
    byYearDay.length > 0 && (freq === 'DAILY' || freq === 'WEEKLY' || freq === 'MONTHLY'),
    '5545/3.3.10/byyearday-not-daily-to-monthly',
    `no BYYEARDAY in a ${freq} rule`,
  )
  add(
    byWeekNo.length > 0 && freq !== 'YEARLY',
    '5545/3.3.10/byweekno-yearly-only',
    `no BYWEEKNO in a ${freq} rule`,
  )
  add(
    bySetPos.length > 0 && !hasByPart(rule),
    '5545/3.3.10/bysetpos-needs-by-part',
    'another BY part beside BYSETPOS',
  )
  return faults
}

function hasByPart(rule: RecurrenceRule): boolean {
  return [
    rule.bySecond,
    rule.byMinute,
    rule.byHour,
    rule.byDay,
    rule.byMonthDay,
    rule.byYearDay,
    rule.byWeekNo,
    rule.byMonth,
  ].some((part) => part.length > 0)
}

function startFaults(rule: RecurrenceRule, start: Time): readonly Fault[] {
  const faults: Fault[] = []
  const { until } = rule
  if (start.kind === 'DATE' && rule.bySecond.length + rule.byMinute.length + rule.byHour.length > 0)
    faults.push([
      '5545/3.3.10/by-time-not-with-date',
      'no BYHOUR, BYMINUTE, BYSECOND',
      formatRule(rule),
    ])
  if (until === undefined) return faults
  const found = `UNTIL=${formatTime(until)}`
  if (until.kind !== start.kind)
    faults.push(['5545/3.3.10/until-same-type-as-dtstart', `UNTIL as a ${start.kind}`, found])
  else if (until.kind === 'DATE-TIME' && start.tzid === undefined && until.tzid !== undefined)
    faults.push(['5545/3.3.10/until-local-for-local', 'UNTIL as a local time', found])
  else if (until.kind === 'DATE-TIME' && start.tzid !== undefined && until.tzid === undefined)
    faults.push(['5545/3.3.10/until-utc-for-zoned', 'UNTIL in UTC', found])
  return faults
}

/** Recurrence rules in words (RFC 5545 §3.3.10). */
import { type ByDay, formatRule, type RecurrenceRule, type Weekday } from '@parley/icalendar'
import { cleanLine } from '../clean.ts'
import type { Texts } from '../texts/texts.ts'

/**
 * Says a rule in words: `every 2 weeks on Tuesday and Thursday, 10 times`.
 *
 * Covers what calendar programs offer; any other rule is given as it stands, and said to be one of
 * its own. UNTIL is given as the day it falls on in its own zone. Errors: none.
 */
export function ruleInWords(
  rule: RecurrenceRule,
  texts: Texts,
  locale: string = texts.locale,
): string {
  const said = { rule, texts, locale }
  const days = daysText(said)
  if (days === undefined || hasOtherParts(rule)) {
    return texts.rule.other(cleanLine(formatRule(rule), 200))
  }
  const { every, times, until } = texts.rule
  const head = [every(rule.freq, rule.interval), ...days].join(' ')
  const ends = [
    ...(rule.count === undefined ? [] : [times(rule.count)]),
    ...(rule.until === undefined ? [] : [until(dayText(rule.until.wallSeconds, locale))]),
  ]
  return [head, ...ends].join(', ')
}

type Said = { readonly rule: RecurrenceRule; readonly texts: Texts; readonly locale: string }

/** What no words are kept for. */
function hasOtherParts(rule: RecurrenceRule): boolean {
  const clock = [rule.bySecond, rule.byMinute, rule.byHour]
  const foreign = rule.rscale !== undefined && rule.rscale !== 'GREGORIAN'
  const leap = rule.byMonth.some((each) => each.leap || each.month < 1 || each.month > 12)
  return foreign || leap || rule.byWeekNo.length > 0 || clock.some((each) => each.length > 0)
}

/** The parts after the frequency, or undefined where there are no words for their combination. */
function daysText(said: Said): readonly string[] | undefined {
  const { rule, texts, locale } = said
  const months = rule.byMonth.map(({ month }) => monthName(month, locale))
  const inMonths = months.length === 0 ? [] : [texts.rule.inMonths(listText(months, locale))]
  const parts = [rule.byDay, rule.byMonthDay, rule.byYearDay].filter((each) => each.length > 0)
  if (parts.length > 1) return undefined
  if (rule.byDay.length > 0) {
    const weekdays = weekdaysText(said)
    return weekdays === undefined ? undefined : [weekdays, ...inMonths]
  }
  if (rule.bySetPos.length > 0) return undefined
  const { onDates, dayOfMonth, dayOfYear } = texts.rule
  if (rule.byMonthDay.length > 0) {
    return [onDates(listText(rule.byMonthDay.map(dayOfMonth), locale)), ...inMonths]
  }
  if (rule.byYearDay.length > 0) {
    return [onDates(listText(rule.byYearDay.map(dayOfYear), locale)), ...inMonths]
  }
  return inMonths
}

const workdays = 'MO,TU,WE,TH,FR'

function weekdaysText({ rule, texts, locale }: Said): string | undefined {
  const { onWeekdays, onWorkdays, onDates, ordinalWeekday } = texts.rule
  const places = withPositions(rule)
  if (places === undefined) return undefined
  const names = places.map(({ ordinal, weekday }) =>
    ordinal === 0
      ? weekdayName(weekday, locale)
      : ordinalWeekday(ordinal, weekdayName(weekday, locale)),
  )
  if (places.some(({ ordinal }) => ordinal !== 0)) return onDates(listText(names, locale))
  const key = places.map(({ weekday }) => weekday).join(',')
  return key === workdays ? onWorkdays : onWeekdays(listText(names, locale))
}

/** `BYDAY=TU;BYSETPOS=2` says the same as `BYDAY=2TU`; other uses of BYSETPOS have no words. */
function withPositions({ freq, byDay, bySetPos }: RecurrenceRule): readonly ByDay[] | undefined {
  const [day] = byDay
  if (bySetPos.length === 0) return byDay
  if (freq !== 'MONTHLY' || byDay.length !== 1 || day === undefined || day.ordinal !== 0) {
    return undefined
  }
  return bySetPos.map((ordinal) => ({ ...day, ordinal }))
}

function listText(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)
}

const weekdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const firstMonday = 4 * 86_400 // 5 January 1970

function weekdayName(weekday: Weekday, locale: string): string {
  const wall = firstMonday + weekdays.indexOf(weekday) * 86_400
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long' }).format(wall * 1_000)
}

function monthName(month: number, locale: string): string {
  const wall = (month - 1) * 31 * 86_400 // some day of that month in 1970
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' }).format(wall * 1_000)
}

function dayText(wallSeconds: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' })
  return format.format(wallSeconds * 1_000)
}

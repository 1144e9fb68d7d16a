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

function weekdaysText(said: Said): string | undefined {
  const { rule, texts, locale } = said
  const { onWeekdays, onWorkdays, onDates, ordinalWeekday } = texts.rule
  if (rule.bySetPos.length > 0) {
    const name = positionedName(said)
    if (name === undefined) return undefined
    return onDates(
      listText(
        rule.bySetPos.map((each) => ordinalWeekday(each, name)),
        locale,
      ),
    )
  }
  const names = rule.byDay.map(({ ordinal, weekday }) =>
    ordinal === 0
      ? weekdayName(weekday, locale)
      : ordinalWeekday(ordinal, weekdayName(weekday, locale)),
  )
  if (rule.byDay.some(({ ordinal }) => ordinal !== 0)) return onDates(listText(names, locale))
  return setOf(rule.byDay) === 'workdays' ? onWorkdays : onWeekdays(listText(names, locale))
}

/** `BYDAY=TU;BYSETPOS=2` is the second Tuesday; the last of MO to FR is the last working day. */
function positionedName({ rule, texts, locale }: Said): string | undefined {
  const { freq, byDay, byMonth } = rule
  const ofMonth = freq === 'MONTHLY' || (freq === 'YEARLY' && byMonth.length === 1)
  const [day] = byDay
  if (!ofMonth || day === undefined || byDay.some(({ ordinal }) => ordinal !== 0)) return undefined
  if (byDay.length === 1) return weekdayName(day.weekday, locale)
  const set = setOf(byDay)
  return set === undefined ? undefined : texts.rule[set === 'workdays' ? 'workday' : 'day']
}

function setOf(byDay: readonly ByDay[]): 'workdays' | 'all' | undefined {
  const days = new Set(byDay.map(({ weekday }) => weekday))
  if (days.size === 7) return 'all'
  return days.size === 5 && !days.has('SA') && !days.has('SU') ? 'workdays' : undefined
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

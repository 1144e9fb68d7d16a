/** Repeat rules in words. */
import { useMemo } from 'react'
import { type Language, type Reader, useReader } from '../app/languages.ts'
import { type Rule, type RuleDay, readRule, type Weekday, weekdays, workdays } from './rule.ts'
import { type DayKind, type RuleLanguage, ruleLanguages } from './rule-language.ts'

type Spoken = {
  /** The wall clock at which the series starts: `2027-03-01T10:00:00`. */
  readonly start: string
  /** For the day on which it ends; UTC where there is none. */
  readonly zone?: string | undefined
  readonly locale: string
  readonly language: Language
}

/**
 * A rule as a sentence; one that has no words is told as it stands.
 *
 * @example
 * ruleWords('FREQ=WEEKLY;BYDAY=MO', { start: '2027-03-01', locale: 'en', language: 'en' })
 * // 'Every week on Monday'
 */
export function ruleWords(text: string, of: Spoken): string {
  const language = ruleLanguages[of.language]
  const rule = readRule(text)
  const said = rule && sentenceOf(rule, of, language)
  return said ?? language.ownRule(text)
}

/** `useRuleWords()(rule, { start, zone })`, in the reader's language. */
export function useRuleWords(): (rule: string, of: Pick<Spoken, 'start' | 'zone'>) => string {
  const { locale, language } = useReader()
  return useMemo(
    () => (rule, of) => ruleWords(rule, { ...of, locale, language }),
    [locale, language],
  )
}

function sentenceOf(rule: Rule, of: Spoken, language: RuleLanguage): string | undefined {
  const names = namesFor(of)
  const end = endOf(rule, of, language)
  const isEach = rule.interval === 1
  const every = language.every[rule.freq](rule.interval)
  const weekly = rule.freq === 'WEEKLY' || (rule.freq === 'DAILY' && rule.byDay.length > 0)
  const months = rule.byMonth.map(names.month)
  const inMonths = months.length === 0 ? undefined : language.inMonths(names.list(months))
  if (weekly) {
    if (rule.byMonthDay.length + rule.bySetPos.length > 0) return undefined
    if (rule.byDay.some((each) => each.ordinal !== 0)) return undefined
    if (rule.freq === 'DAILY' && !isEach) return undefined
    const days = rule.byDay.length === 0 ? [weekdayOf(of.start)] : sorted(rule.byDay)
    const isWorkdays = isEach && isSame(days, workdays)
    const on = isWorkdays
      ? undefined
      : language.onWeekdays(days, days.map(names.weekday), names.list)
    return language.whole({
      every: isWorkdays ? language.everyWorkday : language.every.WEEKLY(rule.interval),
      isEach,
      on,
      months: inMonths,
      end,
    })
  }
  if (rule.freq === 'DAILY') {
    if (rule.byMonthDay.length + rule.bySetPos.length > 0) return undefined
    return language.whole({ every, isEach, on: undefined, months: inMonths, end })
  }
  const isDate = rule.freq === 'YEARLY' && rule.byDay.length + rule.bySetPos.length === 0
  if (isDate) {
    const on = dateOf(rule, of, language)
    return on && language.whole({ every, isEach, on, months: undefined, end })
  }
  if (rule.freq === 'YEARLY' && rule.byMonth.length === 0) return undefined
  const on = inMonthOf(rule, of, language)
  return on && language.whole({ every, isEach, on, months: inMonths, end })
}

/** Of a year: one date in one month, or that of the start. */
function dateOf(rule: Rule, { start, locale }: Spoken, language: RuleLanguage): string | undefined {
  if (rule.byMonth.length > 1 || rule.byMonthDay.length > 1) return undefined
  if (rule.byMonthDay.length === 1 && rule.byMonth.length === 0) return undefined
  const month = rule.byMonth[0] ?? Number(start.slice(5, 7))
  const day = rule.byMonthDay[0] ?? Number(start.slice(8, 10))
  if (day < 0) return undefined
  return language.onDate(namesFor({ locale }).date(month, day))
}

function inMonthOf(rule: Rule, of: Spoken, language: RuleLanguage): string | undefined {
  const { byDay, byMonthDay, bySetPos } = rule
  const { list, weekday } = namesFor(of)
  if (byDay.length === 0) {
    if (bySetPos.length > 0) return undefined
    const days = byMonthDay.length === 0 ? [Number(of.start.slice(8, 10))] : byMonthDay
    return language.onMonthDays(days, list)
  }
  if (byMonthDay.length > 0) return undefined
  if (bySetPos.length > 0) {
    if (byDay.some((each) => each.ordinal !== 0)) return undefined
    const days = sorted(byDay)
    const kind = kindOf(days)
    const [only] = days
    const name = kind ? language.dayKinds[kind] : days.length === 1 && only && weekday(only)
    return name ? language.onNth(bySetPos, name, list) : undefined
  }
  const [first] = byDay
  if (first === undefined || byDay.some((each) => each.ordinal === 0)) return undefined
  if (byDay.some((each) => each.weekday !== first.weekday)) return undefined
  const ordinals = byDay.map((each) => each.ordinal)
  return language.onNth(ordinals, weekday(first.weekday), list)
}

function kindOf(days: readonly Weekday[]): DayKind | undefined {
  if (days.length === 7) return 'day'
  if (isSame(days, workdays)) return 'workday'
  return isSame(days, ['SA', 'SU']) ? 'weekend' : undefined
}

function endOf(rule: Rule, { locale, zone }: Spoken, language: RuleLanguage): string | undefined {
  if (rule.count !== undefined) return language.times(rule.count)
  const { until } = rule
  if (until === undefined) return undefined
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`
  const clock = until.slice(9, 15)
  const time = clock === '' ? '00:00:00' : clock.replace(/(..)(..)(..)/, '$1:$2:$3')
  const timeZone = until.endsWith('Z') && zone !== undefined ? zone : 'UTC'
  const format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' })
  return language.until(format.format(new Date(`${day}T${time}Z`)))
}

type Names = {
  readonly weekday: (of: Weekday) => string
  readonly month: (of: number) => string
  readonly date: (month: number, day: number) => string
  readonly list: (items: readonly string[]) => string
}

const held = new Map<string, Names>()

/** Formats are costly to make, and a page says many rules. */
export function namesFor({ locale }: Pick<Reader, 'locale'>): Names {
  const made = held.get(locale) ?? makeNames(locale)
  held.set(locale, made)
  return made
}

function makeNames(locale: string): Names {
  const list = new Intl.ListFormat(locale)
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long' })
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' })
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' })
  return {
    // The first of March 2027 is a Monday.
    weekday: (of) => day.format(Date.UTC(2027, 2, 1 + weekdays.indexOf(of))),
    month: (of) => month.format(Date.UTC(2027, of - 1, 1)),
    date: (of, at) => date.format(Date.UTC(2028, of - 1, at)),
    list: (items) => list.format(items),
  }
}

function weekdayOf(start: string): Weekday {
  return weekdays[(new Date(`${start.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'MO'
}

function sorted(days: readonly RuleDay[]): readonly Weekday[] {
  return weekdays.filter((each) => days.some(({ weekday }) => weekday === each))
}

function isSame(days: readonly Weekday[], others: readonly Weekday[]): boolean {
  return days.length === others.length && days.every((each) => others.includes(each))
}

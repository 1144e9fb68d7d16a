/** Repeat rules (RFC 5545 §3.3.10) as data, as far as the page has words and controls for them. */

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]
export type Freq = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
export type RuleDay = { readonly ordinal: number; readonly weekday: Weekday }

export type Rule = {
  readonly freq: Freq
  readonly interval: number
  /** `ordinal` 0: every such day. */
  readonly byDay: readonly RuleDay[]
  readonly byMonthDay: readonly number[]
  readonly byMonth: readonly number[]
  readonly bySetPos: readonly number[]
  readonly count?: number | undefined
  /** As the rule writes it: `20270630` or `20270630T215959Z`. */
  readonly until?: string | undefined
  readonly weekStart?: Weekday | undefined
}

const freqs: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] satisfies Freq[]
export const workdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR']

/**
 * The rule as data; undefined where it says what there are no controls for, as hours or week numbers.
 *
 * @example
 * readRule('FREQ=WEEKLY;BYDAY=MO,WE')?.byDay.length // 2
 */
export function readRule(text: string): Rule | undefined {
  const parts = new Map<string, string>()
  for (const each of text.toUpperCase().split(';')) {
    const [name = '', value = ''] = each.split('=')
    if (name !== '') parts.set(name, value)
  }
  if ([...parts.keys()].some((each) => !known.has(each))) return undefined
  const freq = parts.get('FREQ') ?? ''
  const byDay = (parts.get('BYDAY')?.split(',') ?? []).map(dayOf)
  const numbers = ['BYMONTHDAY', 'BYMONTH', 'BYSETPOS'].map((name) => numbersIn(parts.get(name)))
  const [byMonthDay, byMonth, bySetPos] = numbers
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : undefined
  if (!freqs.includes(freq) || !Number.isInteger(interval) || interval < 1) return undefined
  if (byDay.includes(undefined) || !byMonthDay || !byMonth || !bySetPos) return undefined
  return {
    freq: freq as Freq,
    interval,
    byDay: byDay as RuleDay[],
    byMonthDay,
    byMonth,
    bySetPos,
    count,
    until: parts.get('UNTIL'),
    weekStart: weekdays.find((each) => each === parts.get('WKST')),
  }
}

const known: ReadonlySet<string> = new Set([
  'FREQ',
  'INTERVAL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYSETPOS',
  'COUNT',
  'UNTIL',
  'WKST',
])

function dayOf(text: string): RuleDay | undefined {
  const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text)
  return found === null
    ? undefined
    : { ordinal: Number(found[1] ?? 0), weekday: found[2] as Weekday }
}

function numbersIn(text: string | undefined): readonly number[] | undefined {
  const made = text === undefined ? [] : text.split(',').map(Number)
  return made.every((each) => Number.isInteger(each) && each !== 0) ? made : undefined
}

export function writeRule(of: Rule): string {
  const { freq, interval, byDay, byMonthDay, byMonth, bySetPos, count, until, weekStart } = of
  const days = byDay.map(({ ordinal, weekday }) => `${ordinal === 0 ? '' : ordinal}${weekday}`)
  const parts = [
    `FREQ=${freq}`,
    interval === 1 ? '' : `INTERVAL=${interval}`,
    days.length === 0 ? '' : `BYDAY=${days.join(',')}`,
    byMonthDay.length === 0 ? '' : `BYMONTHDAY=${byMonthDay.join(',')}`,
    byMonth.length === 0 ? '' : `BYMONTH=${byMonth.join(',')}`,
    bySetPos.length === 0 ? '' : `BYSETPOS=${bySetPos.join(',')}`,
    count === undefined ? '' : `COUNT=${count}`,
    until === undefined ? '' : `UNTIL=${until}`,
    weekStart === undefined || weekStart === 'MO' ? '' : `WKST=${weekStart}`,
  ]
  return parts.filter((each) => each !== '').join(';')
}

/** A bare rule, to be filled. */
export function every(freq: Freq, more: Partial<Rule> = {}): Rule {
  return { freq, interval: 1, byDay: [], byMonthDay: [], byMonth: [], bySetPos: [], ...more }
}

/** What a date is in its month: the 3rd Thursday, perhaps the last. `start`: `2027-03-18…`. */
export function placeInMonth(start: string): {
  readonly day: number
  readonly month: number
  readonly weekday: Weekday
  readonly ordinal: number
  readonly isLast: boolean
} {
  const date = new Date(`${start.slice(0, 10)}T00:00:00Z`)
  const day = date.getUTCDate()
  const month = date.getUTCMonth() + 1
  const length = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate()
  const weekday = weekdays[(date.getUTCDay() + 6) % 7] ?? 'MO'
  return { day, month, weekday, ordinal: Math.ceil(day / 7), isLast: day + 7 > length }
}

export type Preset = { readonly id: string; readonly rule: Rule | undefined }

/** What is usually wanted of a meeting on that date; `none` first, each rule once. */
export function presets(start: string): readonly Preset[] {
  const { day, month, weekday, ordinal, isLast } = placeInMonth(start)
  const on = [{ ordinal: 0, weekday }]
  const made: Preset[] = [
    { id: 'none', rule: undefined },
    { id: 'daily', rule: every('DAILY') },
    {
      id: 'workdays',
      rule: every('WEEKLY', { byDay: workdays.map((each) => ({ ordinal: 0, weekday: each })) }),
    },
    { id: 'weekly', rule: every('WEEKLY', { byDay: on }) },
    { id: 'fortnightly', rule: every('WEEKLY', { interval: 2, byDay: on }) },
    { id: 'monthly', rule: every('MONTHLY', { byMonthDay: [day] }) },
    ...(ordinal <= 4
      ? [{ id: 'monthly-nth', rule: every('MONTHLY', { byDay: [{ ordinal, weekday }] }) }]
      : []),
    ...(isLast
      ? [{ id: 'monthly-last', rule: every('MONTHLY', { byDay: [{ ordinal: -1, weekday }] }) }]
      : []),
    { id: 'yearly', rule: every('YEARLY', { byMonth: [month], byMonthDay: [day] }) },
  ]
  return made
}

/** What the RFCs say against a recurrence rule. */
import type { Property } from '../model.ts'
import { formatTime, type Time } from '../values/time.ts'
import { excerpt, type RequirementId, type Violation, violation } from '../violation.ts'
import { planOf } from './plan.ts'
import {
  formatRule,
  frequencies,
  maxPartValues,
  parseRule,
  partsOf,
  positive,
  type RecurrenceRule,
  untilOf,
} from './rule.ts'
import { scaleOf } from './scale.ts'
import { yieldsStart } from './walls.ts'

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
    // What a faulty rule yields is anybody's guess.
    if (start !== undefined && faults.length === 0) faults.push(...fitFaults(rule, start))
  }
  const line = of.source?.line ?? 0
  return faults.map(([requirement, expected, found]) =>
    violation(requirement, path, line, expected, excerpt(found)),
  )
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
  const rscale = parts.get('RSCALE')
  if (rscale !== undefined && scaleOf(rscale) === undefined)
    faults.push([
      '7529/6/unknown-rscale-not-recurring',
      'a calendar that we know',
      `RSCALE=${rscale}`,
    ])
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

/** DTSTART beside a rule that does not yield it. */
function fitFaults(rule: RecurrenceRule, start: Time): readonly Fault[] {
  const plan = planOf(rule, start.wallSeconds, start.kind === 'DATE')
  if (plan === undefined || yieldsStart(plan)) return []
  const found = `${formatTime(start)} beside ${formatRule(rule)}`
  return [['5545/3.8.5.1/dtstart-fits-rule', 'a DTSTART that the rule yields', found]]
}

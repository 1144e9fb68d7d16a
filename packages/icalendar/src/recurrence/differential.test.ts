/**
 * Rules against two other engines. Where they differ, the difference is one of a list, each with the
 * section that settles it; a row that no rule shows any more fails too.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { RRuleTemporal } from 'rrule-temporal'
import { component, parameter, property } from '../model.ts'
import { zoneCatalog } from '../zones/iana.ts'
import { zonesOf } from '../zones/zones.ts'
import { wallText } from './gregorian.ts'
import { parseRule, type RecurrenceRule, weekdays } from './rule.ts'
import { instancesBetween, recurrenceSet } from './set.ts'

const zones = zonesOf(component('VCALENDAR', []), zoneCatalog())
const most = 20

function ours(start: string, rule: string, tzid: string, limit = most): readonly string[] {
  const zone = start.length === 8 ? parameter('VALUE', 'DATE') : parameter('TZID', tzid)
  const event = component('VEVENT', [property('DTSTART', start, [zone]), property('RRULE', rule)])
  const set = recurrenceSet([event], zones, { maxEmptyPeriods: 15_000 })
  const window = { fromSeconds: -1e9, toSeconds: 1.5e10, limit }
  return instancesBetween(set, window).map((each) => wallText(each.start.wallSeconds))
}

/** Their instances, as many as ours; undefined where the library gives up by its own limit. */
function rruleTemporal(start: string, rule: string, tzid: string): readonly string[] | undefined {
  const theirs = new RRuleTemporal({
    rruleString: `DTSTART;TZID=${tzid}:${start.padEnd(15, 'T000000')}\nRRULE:${rule}`,
  })
  const found: string[] = []
  try {
    theirs.all((date, i) => {
      const text = date.toPlainDateTime().toString({ smallestUnit: 'second' })
      if (i < most) found.push(text.replace(/[-:]/g, ''))
      return i < most - 1
    })
  } catch (error) {
    if (String(error).includes('Maximum')) return undefined
    throw error
  }
  return found
}

type Difference = {
  readonly rules: string
  readonly section: string
  readonly when: (rule: RecurrenceRule) => boolean
  readonly example: { readonly start: string; readonly rule: string }
}
const has = (part: readonly unknown[]) => part.length > 0

/** What rrule-temporal does otherwise, in Europe/Berlin. Ours follows the section. */
const differences: readonly Difference[] = [
  {
    rules: 'step through real hours or minutes, where the section computes local start times',
    section:
      'RFC 5545 §3.3.10, the paragraph on local start times that do not exist or occur twice',
    when: ({ freq }) => freq === 'HOURLY' || freq === 'MINUTELY',
    example: { start: '20000205T011500', rule: 'FREQ=HOURLY;INTERVAL=3;BYMONTHDAY=5,30' },
  },
  {
    rules: 'forget that BYDAY limits what BYYEARDAY gave',
    section: 'RFC 5545 §3.3.10, note 2',
    when: ({ freq, byYearDay, byDay }) => freq === 'YEARLY' && has(byYearDay) && has(byDay),
    example: { start: '20020108T031500', rule: 'FREQ=YEARLY;BYYEARDAY=8,-195,-210;BYDAY=TU' },
  },
  {
    rules: 'forget that BYDAY with a number limits what BYMONTHDAY gave',
    section: 'RFC 5545 §3.3.10, note 2',
    when: ({ freq, byMonthDay, byDay }) =>
      freq === 'YEARLY' && has(byMonthDay) && byDay.some((each) => each.ordinal !== 0),
    example: { start: '19990109T000000', rule: 'FREQ=YEARLY;BYMONTHDAY=-19,22,9;BYDAY=1TU,SA' },
  },
  {
    rules: 'drop weekdays without a number that stand beside one with a number',
    section: 'RFC 5545 §3.3.10: without an integer modifier all such days are meant',
    when: ({ freq, byDay }) =>
      freq === 'YEARLY' &&
      byDay.some((each) => each.ordinal !== 0) &&
      byDay.some((each) => each.ordinal === 0),
    example: { start: '19990103T000400', rule: 'FREQ=YEARLY;BYDAY=1TH,MO,SU' },
  },
  {
    rules: 'add days that BYMONTHDAY or BYYEARDAY beside BYWEEKNO does not name',
    section: 'RFC 5545 §3.3.10, order of evaluation: BYWEEKNO, BYYEARDAY, BYMONTHDAY',
    when: ({ byWeekNo, byMonthDay, byYearDay }) =>
      has(byWeekNo) && (has(byMonthDay) || has(byYearDay)),
    example: { start: '20050508T114500', rule: 'FREQ=YEARLY;BYWEEKNO=7,-1,19;BYYEARDAY=128' },
  },
  {
    rules: 'count INTERVAL by calendar years, where weeks are of their own year',
    section: 'RFC 5545 §3.3.10: week one of the calendar year, and DTSTART is the first instance',
    when: ({ interval, byWeekNo }) => interval > 1 && has(byWeekNo),
    example: {
      start: '20001230T220300',
      rule: 'FREQ=YEARLY;INTERVAL=2;WKST=FR;BYWEEKNO=1;BYDAY=MO,SA',
    },
  },
]

const some = <T>(of: fc.Arbitrary<T>, length: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([] as T[]) },
    { weight: 2, arbitrary: fc.uniqueArray(of, { minLength: 1, maxLength: length }) },
  )
const rarely = <T>(of: fc.Arbitrary<T[]>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant([] as T[]) }, { weight: 1, arbitrary: of })
const signed = (end: number) =>
  fc.tuple(fc.integer({ min: 1, max: end }), fc.boolean()).map(([n, minus]) => (minus ? -n : n))

/** Rules that break no MUST of §3.3.10. */
const legalRule = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', 'MINUTELY'),
    interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 4 })),
    byDay: some(
      fc.tuple(fc.oneof(fc.constant(0), fc.constant(0), signed(4)), fc.constantFrom(...weekdays)),
      3,
    ),
    byMonthDay: some(signed(31), 3),
    byYearDay: rarely(some(signed(366), 3)),
    byWeekNo: rarely(some(signed(53), 3)),
    byMonth: some(fc.integer({ min: 1, max: 12 }), 3),
    byHour: some(fc.integer({ min: 0, max: 23 }), 2),
    byMinute: some(fc.integer({ min: 0, max: 59 }), 2),
    bySetPos: some(signed(3), 2),
    weekStart: fc.constantFrom(...weekdays),
  })
  .map(({ freq, interval, byDay, weekStart, ...by }) => {
    const parts = [`FREQ=${freq}`, `INTERVAL=${interval}`, `WKST=${weekStart}`]
    const add = (name: string, values: readonly unknown[], wanted = true) => {
      if (wanted && values.length > 0) parts.push(`${name}=${values.join()}`)
    }
    const weeks = freq === 'YEARLY' && by.byWeekNo.length > 0
    const numbered = (freq === 'MONTHLY' || freq === 'YEARLY') && !weeks
    add('BYMONTH', by.byMonth)
    add('BYWEEKNO', by.byWeekNo, weeks)
    add('BYYEARDAY', by.byYearDay, ['YEARLY', 'HOURLY', 'MINUTELY'].includes(freq))
    add('BYMONTHDAY', by.byMonthDay, freq !== 'WEEKLY')
    add(
      'BYDAY',
      byDay.map(([number, day]) => `${numbered && number !== 0 ? number : ''}${day}`),
    )
    add('BYHOUR', by.byHour)
    add('BYMINUTE', by.byMinute)
    add('BYSETPOS', by.bySetPos, parts.length > 3)
    return parts.join(';')
  })

/** Rules with a DTSTART that they yield: without one the set is not defined (§3.8.5.1). */
function samples(count: number, tzid: string) {
  const quarters = fc.integer({ min: 1_018_000, max: 1_158_000 })
  return fc
    .sample(fc.tuple(legalRule, quarters), { seed: 3310, numRuns: count })
    .flatMap(([rule, quarter]) => {
      const start = ours(wallText(quarter * 900), rule, tzid, 2)[1]
      return start === undefined ? [] : [{ rule, start }]
    })
}

describe('beside rrule-temporal, a rule', () => {
  it('yields the same in Europe/Berlin, but for the differences listed', () => {
    const unknown: string[] = []
    let same = 0
    for (const { rule, start } of samples(2_000, 'Europe/Berlin')) {
      const mine = ours(start, rule, 'Europe/Berlin')
      const theirs = rruleTemporal(start, rule, 'Europe/Berlin')
      if (theirs === undefined) continue
      const parsed = parseRule(rule)
      if (String(mine) === String(theirs)) same++
      else if (!differences.some((each) => parsed !== undefined && each.when(parsed)))
        unknown.push(`${start} ${rule}: ${mine.find((each, i) => each !== theirs[i])}`)
    }
    assert.deepEqual(unknown, [])
    assert.ok(same > 1_400, `${same} are the same`)
  })

  it('of hours or minutes yields the same in UTC', () => {
    let same = 0
    for (const { rule, start } of samples(1_000, 'UTC')) {
      if (!/HOURLY|MINUTELY/.test(rule)) continue
      const theirs = rruleTemporal(start, rule, 'UTC')
      if (theirs === undefined) continue
      assert.deepEqual(ours(start, rule, 'UTC'), theirs, `${start} ${rule}`)
      same++
    }
    assert.ok(same > 150, `${same} are the same`)
  })

  for (const { rules, section, example, when } of differences)
    it(`differs where they ${rules} (${section})`, () => {
      const parsed = parseRule(example.rule)
      assert.ok(parsed !== undefined && when(parsed))
      const mine = ours(example.start, example.rule, 'Europe/Berlin')
      assert.notDeepEqual(rruleTemporal(example.start, example.rule, 'Europe/Berlin'), mine)
    })

  it('differs where they do not know the Ethiopic calendar (RFC 7529 §4.3.2)', () => {
    const rule = 'RSCALE=ETHIOPIC;FREQ=MONTHLY;BYMONTH=13'
    const mine = ours('20130906', rule, 'UTC').slice(0, 3)
    assert.deepEqual(mine, ['20130906T000000', '20140906T000000', '20150906T000000'])
    assert.notDeepEqual(rruleTemporal('20130906', rule, 'UTC')?.slice(0, 3), mine)
  })

  it('differs where they leave out days that SKIP moves (RFC 7529 §4.1, SKIP after BYMONTHDAY)', () => {
    const rule = 'RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD'
    const mine = ours('20140131', rule, 'UTC').slice(0, 3)
    assert.deepEqual(mine, ['20140131T000000', '20140228T000000', '20140331T000000'])
    assert.notDeepEqual(rruleTemporal('20140131', rule, 'UTC')?.slice(0, 3), mine)
  })

  for (const rule of [
    'RSCALE=CHINESE;FREQ=YEARLY',
    'RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD',
    'RSCALE=HEBREW;FREQ=MONTHLY',
  ])
    it(`yields the same for ten instances: ${rule}`, () => {
      const mine = ours('20140208', rule, 'UTC').slice(0, 10)
      assert.deepEqual(mine, rruleTemporal('20140208', rule, 'UTC')?.slice(0, 10))
    })
})

function icalJs(start: string, rule: string): readonly string[] {
  const time = ICAL.Time.fromString(
    start.replace(/^(....)(..)(..)T(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6'),
    undefined as never,
  )
  const iterator = ICAL.Recur.fromString(rule).iterator(time)
  const found: string[] = []
  for (let i = 0; i < most; i++) {
    const next = iterator.next() as { toString(): string } | null
    if (next === null) break
    found.push(next.toString().replace(/[-:]/g, ''))
  }
  return found
}

/** What ical.js does otherwise, without any zone. Ours follows the section. */
const icalDifferences: readonly (Difference & { readonly gives: string })[] = [
  {
    rules: 'take every Monday for the 20th',
    section: 'RFC 5545 §3.8.5.3, every 20th Monday of the year',
    when: ({ freq, byDay }) => freq === 'YEARLY' && has(byDay),
    example: { start: '19970519T090000', rule: 'FREQ=YEARLY;BYDAY=20MO' },
    gives: '19980518T090000',
  },
  {
    rules: 'move 29 February to 1 March',
    section: 'RFC 5545 §3.3.10: an invalid date is ignored',
    when: ({ freq }) => freq === 'YEARLY',
    example: { start: '20120229T090000', rule: 'FREQ=YEARLY' },
    gives: '20160229T090000',
  },
  {
    rules: 'ignore BYSETPOS in a WEEKLY rule',
    section: 'RFC 5545 §3.3.10: BYSETPOS, with a WEEKLY rule for example',
    when: ({ freq, bySetPos }) => freq !== 'MONTHLY' && has(bySetPos),
    example: { start: '20260302T090000', rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1' },
    gives: '20260309T090000',
  },
]

describe('beside ical.js, a rule', () => {
  it('of days, weeks or months with one BY part yields the same', () => {
    const parts = fc.oneof(
      fc
        .uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 4 })
        .map((days) => `WEEKLY;BYDAY=${days.join()}`),
      fc.integer({ min: 1, max: 28 }).map((day) => `MONTHLY;BYMONTHDAY=${day}`),
      fc
        .tuple(signed(4), fc.constantFrom(...weekdays))
        .map(([number, day]) => `MONTHLY;BYDAY=${number}${day}`),
      fc.integer({ min: 1, max: 12 }).map((month) => `DAILY;BYMONTH=${month}`),
      fc.constant('DAILY'),
      fc.constant('WEEKLY'),
    )
    const interval = fc.integer({ min: 1, max: 3 })
    const quarters = fc.integer({ min: 1_018_000, max: 1_158_000 })
    fc.assert(
      fc.property(parts, interval, quarters, (part, step, quarter) => {
        const rule = `FREQ=${part}${part.includes('BYMONTH=') ? '' : `;INTERVAL=${step}`}`
        const start = ours(wallText(quarter * 900), rule, 'UTC')[1] ?? ''
        assert.deepEqual(ours(start, rule, 'UTC'), icalJs(start, rule), `${start} ${rule}`)
      }),
      { seed: 3310, numRuns: 500 },
    )
  })

  for (const { rules, section, example, gives } of icalDifferences)
    it(`differs where they ${rules} (${section})`, () => {
      assert.equal(ours(example.start, example.rule, 'UTC')[1], gives)
      assert.notEqual(icalJs(example.start, example.rule)[1], gives)
    })
})

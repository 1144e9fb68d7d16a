import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { property } from '../model.ts'
import { parseTime } from '../values/time.ts'
import { formatRule, parseRule } from './rule.ts'
import { ruleViolations } from './rule-violations.ts'

const path = ['VCALENDAR', 0, 'VEVENT', 0, 'RRULE', 0]

/** Ids of what is said against a rule beside a DTSTART. */
function faults(rule: string, start = '20260302T090000', tzid?: string): readonly string[] {
  const found = ruleViolations(property('RRULE', rule), parseTime(start, tzid), path)
  for (const each of found)
    assert.deepEqual([each.path, each.kind, each.line], [path, 'violation', 0])
  return found.map((each) => each.requirement)
}

describe('a recurrence rule', () => {
  // Requirement: 5545/3.3.10/parts-in-any-order
  it('is read in any order, any case, and with spaces', () => {
    const rule = parseRule(' byday=+1mo, -1su;count=3;Freq=monthly ')
    assert.equal(rule?.freq, 'MONTHLY')
    assert.equal(rule?.count, 3)
    assert.deepEqual(rule?.byDay, [
      { ordinal: 1, weekday: 'MO' },
      { ordinal: -1, weekday: 'SU' },
    ])
  })
  it('is not read without FREQ', () => {
    for (const text of ['', 'COUNT=3', 'FREQ=', 'FREQ=FORTNIGHTLY', 'DAILY'])
      assert.equal(parseRule(text), undefined)
  })
  // Requirement: 5545/3.3.10/freq-written-first
  it('is written with FREQ first and without defaults', () => {
    const text = 'BYMONTH=5L;RSCALE=hebrew;SKIP=FORWARD;INTERVAL=1;WKST=MO;FREQ=YEARLY'
    const rule = parseRule(text)
    assert.equal(rule && formatRule(rule), 'FREQ=YEARLY;RSCALE=HEBREW;BYMONTH=5L;SKIP=FORWARD')
  })
  it('writes UNTIL in its form', () => {
    for (const until of ['20261231', '20261231T090000', '20261231T090000Z']) {
      const rule = parseRule(`FREQ=DAILY;UNTIL=${until}`)
      assert.equal(rule && formatRule(rule), `FREQ=DAILY;UNTIL=${until}`)
    }
  })
})

describe('against a rule', () => {
  it('that keeps the RFC, nothing is said', () => {
    for (const [rule, start] of [
      ['FREQ=DAILY;COUNT=3'],
      ['FREQ=MONTHLY;BYDAY=1MO,-1SU;BYSETPOS=1'],
      ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=SU', '20260518T090000'],
      ['RSCALE=ETHIOPIC;FREQ=YEARLY;BYMONTH=13;SKIP=OMIT', '20260907T090000'],
      ['FREQ=WEEKLY;X-OTHER=1'],
    ] as const)
      assert.deepEqual(faults(rule, start), [], rule)
  })

  const rows: readonly (readonly [string, string, string?, string?])[] = [
    ['COUNT=3', '5545/3.3.10/freq-once'],
    ['FREQ=DAILY;COUNT=3;COUNT=4', '5545/3.3.10/parts-once'],
    ['FREQ=DAILY;UNTIL=20270101T000000;COUNT=4', '5545/3.3.10/until-or-count'],
    ['FREQ=DAILY;INTERVAL=0', '5545/3.3.10/interval-default-1'],
    ['FREQ=DAILY;COUNT=0', '5545/3.3.10/count-includes-dtstart'],
    ['FREQ=DAILY;UNTIL=soon', '5545/3.3.10/until-inclusive'],
    ['FREQ=DAILY;UNTIL=20270101', '5545/3.3.10/until-same-type-as-dtstart'],
    ['FREQ=DAILY;UNTIL=20270101T000000Z', '5545/3.3.10/until-local-for-local'],
    [
      'FREQ=DAILY;UNTIL=20270101T000000',
      '5545/3.3.10/until-utc-for-zoned',
      '20260302T090000',
      'Asia/Tokyo',
    ],
    ['FREQ=DAILY;BYHOUR=9', '5545/3.3.10/by-time-not-with-date', '20260302'],
    ['FREQ=DAILY;BYHOUR=24', '5545/3.3.10/by-part-ranges'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', '5545/3.3.10/by-part-ranges'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', '5545/3.3.10/by-part-ranges'],
    ['FREQ=MONTHLY;BYDAY=1XX', '5545/3.3.10/by-part-ranges'],
    ['FREQ=YEARLY;BYMONTH=13', '5545/3.3.10/by-part-ranges'],
    ['FREQ=YEARLY;BYWEEKNO=54', '5545/3.3.10/byweekno-range'],
    ['FREQ=MONTHLY;BYWEEKNO=5', '5545/3.3.10/byweekno-yearly-only'],
    ['FREQ=WEEKLY;BYDAY=1MO', '5545/3.3.10/byday-ordinal-monthly-yearly-only'],
    ['FREQ=YEARLY;BYWEEKNO=5;BYDAY=1MO', '5545/3.3.10/byday-ordinal-not-with-byweekno'],
    ['FREQ=WEEKLY;BYMONTHDAY=5', '5545/3.3.10/bymonthday-not-weekly'],
    ['FREQ=MONTHLY;BYYEARDAY=5', '5545/3.3.10/byyearday-not-daily-to-monthly'],
    ['FREQ=MONTHLY;BYSETPOS=1', '5545/3.3.10/bysetpos-needs-by-part'],
    ['FREQ=MONTHLY;BYMONTHDAY=3', '5545/3.8.5.1/dtstart-fits-rule'],
    ['FREQ=YEARLY;SKIP=FORWARD', '7529/4/skip-needs-rscale'],
    ['RSCALE=KLINGON;FREQ=YEARLY', '7529/6/unknown-rscale-not-recurring'],
  ]
  for (const [rule, requirement, start, tzid] of rows)
    it(`${rule} stands ${requirement}`, () =>
      assert.deepEqual(faults(rule, start, tzid), [requirement]))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { daySeconds } from './gregorian.ts'
import { planOf } from './plan.ts'
import { parseRule } from './rule.ts'
import { scaleOf } from './scale.ts'
import { budgetOf, visitWalls } from './walls.ts'

const calendars = {
  CHINESE: 'chinese',
  COPTIC: 'coptic',
  DANGI: 'dangi',
  ETHIOPIC: 'ethiopic',
  HEBREW: 'hebrew',
  INDIAN: 'indian',
  ISLAMICC: 'islamic-civil',
  'ISLAMIC-UMALQURA': 'islamic-umalqura',
  PERSIAN: 'persian',
}

function datesOf(rule: string, start: string, most: number): readonly Temporal.PlainDate[] {
  const parsed = parseRule(rule)
  const first = Temporal.PlainDate.from(start)
  const day = first.since('1970-01-01', { largestUnit: 'day' }).days
  const plan = parsed === undefined ? undefined : planOf(parsed, day * daySeconds, true)
  assert.ok(plan)
  const found = [first]
  visitWalls(
    plan,
    day * daySeconds,
    9e9,
    (wall) =>
      found.push(Temporal.PlainDate.from('1970-01-01').add({ days: wall / daySeconds })) < most,
    budgetOf(10_000),
  )
  return found
}

describe('a rule with RSCALE', () => {
  for (const [rscale, calendar] of Object.entries(calendars)) {
    it(`keeps month and day of ${rscale} from year to year`, () => {
      const dates = datesOf(`RSCALE=${rscale};FREQ=YEARLY`, '2021-05-07', 30)
      const wanted = Temporal.PlainDate.from('2021-05-07').withCalendar(calendar)
      assert.equal(dates.length, 30)
      for (const [i, date] of dates.entries()) {
        const { year, monthCode, day } = date.withCalendar(calendar)
        assert.deepEqual([year, monthCode, day], [wanted.year + i, wanted.monthCode, wanted.day])
      }
    })

    it(`counts every month of ${rscale}, leap months too`, () => {
      const dates = datesOf(`RSCALE=${rscale};FREQ=MONTHLY;BYMONTHDAY=1`, '2021-05-07', 200).slice(
        1,
      )
      let wanted = Temporal.PlainDate.from('2021-05-07').withCalendar(calendar).with({ day: 1 })
      for (const date of dates) {
        wanted = wanted.add({ months: 1 })
        assert.equal(date.toString(), wanted.withCalendar('iso8601').toString())
      }
    })
  }

  it('sends a leap month that the year lacks back with SKIP=BACKWARD', () => {
    const rule = 'RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=BACKWARD'
    const months = datesOf(rule, '2014-02-08', 4).map(
      (date) => date.withCalendar('hebrew').monthCode,
    )
    assert.deepEqual(months, ['M05L', 'M05', 'M05L', 'M05'])
  })

  it('leaves a leap month that the year lacks out without SKIP', () => {
    const rule = 'RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8'
    const years = datesOf(rule, '2014-02-08', 4).map((date) => date.withCalendar('hebrew').year)
    assert.deepEqual(years, [5774, 5776, 5779, 5782])
  })

  // Requirement: 7529/4/rscale-names-calendar
  // Requirement: 7529/5/alias-is-calendar
  // Requirement: 7529/5/deprecated-names-replaced
  it('reads deprecated and alias names, and no others', () => {
    assert.equal(scaleOf('ISLAMICC')?.id, 'islamic-civil')
    assert.equal(scaleOf('ETHIOPIC-AMETE-ALEM')?.id, 'ethioaa')
    assert.equal(scaleOf('GREGORIAN')?.id, 'gregory')
    assert.equal(scaleOf('KLINGON'), undefined)
  })
})

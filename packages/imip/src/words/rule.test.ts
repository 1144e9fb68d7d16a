import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseRule } from '@parley/icalendar'
import fc from 'fast-check'
import { german } from '../texts/de.ts'
import { english } from '../texts/en.ts'
import type { Texts } from '../texts/texts.ts'
import { ruleInWords } from './rule.ts'

function said(text: string, texts: Texts): string {
  const rule = parseRule(text)
  if (rule === undefined) throw new Error(`no rule: ${text}`)
  return ruleInWords(rule, texts)
}

describe('a recurrence rule in words', () => {
  const rows = [
    { rule: 'FREQ=DAILY', en: 'every day', de: 'jeden Tag' },
    {
      rule: 'FREQ=DAILY;INTERVAL=3;COUNT=5',
      en: 'every 3 days, 5 times',
      de: 'alle 3 Tage, 5-mal',
    },
    {
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
      en: 'every 2 weeks on Tuesday and Thursday',
      de: 'alle 2 Wochen am Dienstag und Donnerstag',
    },
    {
      rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      en: 'every week from Monday to Friday',
      de: 'jede Woche von Montag bis Freitag',
    },
    {
      rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T090000Z',
      en: 'every week on Monday, until 31 December 2026',
      de: 'jede Woche am Montag, bis 31. Dezember 2026',
    },
    { rule: 'FREQ=MONTHLY;BYMONTHDAY=3', en: 'every month on day 3', de: 'jeden Monat am 3.' },
    {
      rule: 'FREQ=MONTHLY;BYMONTHDAY=-1',
      en: 'every month on the last day',
      de: 'jeden Monat am letzten Tag',
    },
    {
      rule: 'FREQ=MONTHLY;BYDAY=2TU',
      en: 'every month on the second Tuesday',
      de: 'jeden Monat am zweiten Dienstag',
    },
    {
      rule: 'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1',
      en: 'every month on the last Friday',
      de: 'jeden Monat am letzten Freitag',
    },
    {
      rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      en: 'every month on the last working day',
      de: 'jeden Monat am letzten Arbeitstag',
    },
    {
      rule: 'FREQ=YEARLY;BYMONTH=10;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=2',
      en: 'every year on the second day in October',
      de: 'jedes Jahr am zweiten Tag im Oktober',
    },
    {
      rule: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14',
      en: 'every year on day 14 in March',
      de: 'jedes Jahr am 14. im März',
    },
    {
      rule: 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      en: 'every year on the fourth Thursday in November',
      de: 'jedes Jahr am vierten Donnerstag im November',
    },
    {
      rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
      en: 'by a rule of its own (FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20)',
      de: 'nach eigener Regel (FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20)',
    },
  ]
  for (const { rule, en, de } of rows) {
    it(`${rule} is “${en}”`, () => {
      assert.equal(said(rule, english), en)
      assert.equal(said(rule, german), de)
    })
  }

  it('is never empty and never throws', () => {
    const part = fc.constantFrom(
      'BYDAY=-53SU',
      'BYDAY=99MO',
      'BYMONTH=13',
      'BYMONTH=5L',
      'BYMONTHDAY=0',
      'BYYEARDAY=-366',
      'BYSETPOS=3',
      'BYHOUR=9,25',
      'COUNT=0',
      'INTERVAL=0',
      'UNTIL=99991231',
      'RSCALE=CHINESE',
    )
    const freq = fc.constantFrom(
      'SECONDLY',
      'MINUTELY',
      'HOURLY',
      'DAILY',
      'WEEKLY',
      'MONTHLY',
      'YEARLY',
    )
    fc.assert(
      fc.property(freq, fc.array(part), (name, parts) => {
        const rule = parseRule([`FREQ=${name}`, ...parts].join(';'))
        if (rule === undefined) return
        for (const texts of [english, german]) assert.ok(ruleInWords(rule, texts).length > 5)
      }),
    )
  })
})

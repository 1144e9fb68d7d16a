import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { languages } from '../app/languages.ts'
import { presets, readRule, writeRule } from './rule.ts'
import { ruleWords } from './rule-words.ts'

const locales = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', es: 'es-ES', ja: 'ja-JP' } as const
// The third and not the last Thursday.
const start = '2027-03-18T10:00:00'

function said(rule: string, at = start): readonly string[] {
  return languages.map((language) =>
    ruleWords(rule, { start: at, zone: 'Europe/Berlin', locale: locales[language], language }),
  )
}

describe('a repeat rule in words', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['FREQ=DAILY', ['Every day', 'Jeden Tag', 'Chaque jour', 'Cada día', '毎日']],
    [
      'FREQ=DAILY;INTERVAL=3;COUNT=5',
      [
        'Every 3 days, 5 times',
        'Alle 3 Tage, 5-mal',
        'Tous les 3 jours, 5 fois',
        'Cada 3 días, 5 veces',
        '3日ごと、5回',
      ],
    ],
    [
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      [
        'Every weekday, Monday to Friday',
        'Jeden Werktag, Montag bis Freitag',
        'Chaque jour ouvré, du lundi au vendredi',
        'Cada día laborable, de lunes a viernes',
        '平日（月曜日から金曜日）毎日',
      ],
    ],
    [
      'FREQ=WEEKLY',
      [
        'Every week on Thursday',
        'Jede Woche am Donnerstag',
        'Chaque semaine, le jeudi',
        'Cada semana, los jueves',
        '毎週木曜日',
      ],
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO;UNTIL=20270630T215959Z',
      [
        'Every 2 weeks on Monday and Saturday, until 30 June 2027',
        'Alle 2 Wochen am Montag und Samstag, bis 30. Juni 2027',
        'Toutes les 2 semaines, le lundi et le samedi, jusqu’au 30 juin 2027',
        'Cada 2 semanas, los lunes y sábados, hasta el 30 de junio de 2027',
        '2週間ごとの月曜日、土曜日、2027年6月30日まで',
      ],
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=18',
      [
        'Every month on the 18th',
        'Jeden Monat am 18.',
        'Chaque mois, le 18',
        'Cada mes, el día 18',
        '毎月18日',
      ],
    ],
    [
      'FREQ=MONTHLY;BYDAY=3TH',
      [
        'Every month on the third Thursday',
        'Jeden Monat am dritten Donnerstag',
        'Chaque mois, le troisième jeudi',
        'Cada mes, el tercer jueves',
        '毎月第3木曜日',
      ],
    ],
    [
      'FREQ=MONTHLY;BYDAY=1MO,3MO',
      [
        'Every month on the first and third Monday',
        'Jeden Monat am ersten und dritten Montag',
        'Chaque mois, le premier et le troisième lundi',
        'Cada mes, el primer y tercer lunes',
        '毎月第1月曜日、第3月曜日',
      ],
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      [
        'Every month on the last weekday',
        'Jeden Monat am letzten Werktag',
        'Chaque mois, le dernier jour ouvré',
        'Cada mes, el último día laborable',
        '毎月最終平日',
      ],
    ],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,-1',
      [
        'Every 3 months on the 1st and last day',
        'Alle 3 Monate am 1. und letzten Tag',
        'Tous les 3 mois, le 1er et le dernier jour',
        'Cada 3 meses, el día 1 y el último día',
        '3か月ごとの1日、末日',
      ],
    ],
    [
      'FREQ=YEARLY',
      [
        'Every year on 18 March',
        'Jedes Jahr am 18. März',
        'Chaque année, le 18 mars',
        'Cada año, el 18 de marzo',
        '毎年3月18日',
      ],
    ],
    [
      'FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH',
      [
        'Every year on the last Thursday in November',
        'Jedes Jahr am letzten Donnerstag im November',
        'Chaque année, le dernier jeudi en novembre',
        'Cada año, el último jueves en noviembre',
        '毎年の11月の最終木曜日',
      ],
    ],
  ]
  for (const [rule, sentences] of rows) {
    it(`says ${rule} in every language`, () => assert.deepEqual(said(rule), sentences))
  }

  it('tells a rule that it has no words for as it stands', () => {
    for (const rule of ['FREQ=YEARLY;BYWEEKNO=20', 'FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=9,17']) {
      for (const sentence of said(rule)) assert.match(sentence, new RegExp(rule))
    }
  })

  it('has words for every preset, on every day of a leap year', () => {
    for (let day = 0; day < 366; day += 1) {
      const at = new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(0, 10)
      for (const { rule } of presets(at)) {
        if (rule === undefined) continue
        const text = writeRule(rule)
        assert.deepEqual(writeRule(readRule(text) ?? rule), text)
        for (const sentence of said(text, at)) assert.doesNotMatch(sentence, /FREQ|undefined/)
      }
    }
  })
})

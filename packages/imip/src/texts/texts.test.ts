import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseRule } from '@parley/icalendar'
import { componentNames } from '@parley/itip'
import { composed, effectOf, eventLines, review } from '../../fixtures/build.ts'
import { ruleInWords } from '../words/rule.ts'
import type { StoryKind } from '../words/story.ts'
import { allTexts, chooseLanguage } from './choose.ts'
import { english } from './en.ts'
import type { Texts } from './texts.ts'

const kinds = Object.keys(english.subjects) as readonly StoryKind[]

for (const texts of allTexts) {
  describe(`the texts in ${texts.language}`, () => {
    it('say who did what, of whatever, and tell single dates from all of them', () => {
      for (const kind of kinds) {
        for (const component of componentNames) {
          const said = texts.opening({ kind, who: 'Zoë', component, dates: 0 })
          assert.ok(said.includes('Zoë') && said.length > 8, `${kind}: ${said}`)
          assert.doesNotMatch(said, /undefined|NaN/)
        }
      }
      for (const kind of ['cancelled-dates', 'accepted', 'update'] as const) {
        const about = (dates: number): string =>
          texts.opening({ kind, who: 'Zoë', component: 'VEVENT', dates })
        assert.notEqual(about(1), about(0))
        assert.match(about(3), /3/)
      }
    })

    it('have words of their own for what a mail must tell apart', () => {
      const apart = ['accepted', 'declined', 'tentative', 'cancelled', 'invitation', 'counter']
      const subjects = apart.map((kind) => texts.subjects[kind as StoryKind])
      assert.equal(new Set(subjects).size, apart.length)
      assert.equal(new Set(Object.values(texts.labels)).size >= 15, true)
      if (texts !== english) assert.notEqual(texts.answerPage, english.answerPage)
    })

    it('write a mail whose dates follow the language', () => {
      const effect = effectOf('REQUEST', eventLines('REQUEST', ...review))
      const { text, subject, language } = composed(effect, { languages: [texts.language] })
      assert.ok(subject.startsWith(`${texts.subjects.invitation}: `), subject)
      assert.ok(text.includes(texts.labels.when))
      assert.match(text, /Europe\/Berlin, UTC\+01:00/)
      assert.equal(language, texts.locale)
    })
  })
}

describe('a rule in words', () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10',
      'toutes les 2 semaines le mardi et jeudi, 10 fois',
      'cada 2 semanas en martes y jueves, 10 veces',
      '2週間ごと 火曜日、木曜日, 10回',
    ],
    ['FREQ=DAILY', 'chaque jour', 'cada día', '毎日'],
    [
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      'chaque semaine du lundi au vendredi',
      'cada semana de lunes a viernes',
      '毎週 月曜日から金曜日',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1FR',
      'chaque mois : le dernier vendredi',
      'cada mes : el último viernes',
      '毎月 最終金曜日',
    ],
  ]
  for (const [rule, fr, es, ja] of rows) {
    it(`reads ${rule} in French, Spanish and Japanese`, () => {
      const parsed = parseRule(rule)
      assert.ok(parsed)
      const said = (language: string): string =>
        ruleInWords(parsed, allTexts.find((each) => each.language === language) as Texts)
      assert.deepEqual([said('fr'), said('es'), said('ja')], [fr, es, ja])
    })
  }
})

describe('the language of a reader', () => {
  it('is the first that there are texts for', () => {
    const rows = [
      [['fr-CA', 'en'], 'fr'],
      [['pt', 'es-MX'], 'es'],
      [['ja'], 'ja'],
      [['tlh'], 'en'],
    ] as const
    for (const [tags, language] of rows) assert.equal(chooseLanguage(tags).texts.language, language)
  })
})

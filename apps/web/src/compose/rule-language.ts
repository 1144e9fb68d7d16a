/** How each language says a repeat rule. Names of days and months come from Intl. */
import type { Words } from '../app/languages.ts'
import type { Freq, Weekday } from './rule.ts'

/** Any day, Monday to Friday, Saturday or Sunday, or one day of the week by its name. */
export type DayKind = 'day' | 'workday' | 'weekend'

/** The parts of a sentence, as far as a rule has them. */
export type Sentence = {
  readonly every: string
  readonly isEach: boolean
  readonly on: string | undefined
  readonly months: string | undefined
  readonly end: string | undefined
}

export type RuleLanguage = {
  readonly never: string
  readonly every: Readonly<Record<Freq, (interval: number) => string>>
  readonly everyWorkday: string
  /** Of a week: names of days, listed. */
  readonly onWeekdays: (days: readonly Weekday[], names: readonly string[], list: Lister) => string
  /** Of a month: its days by number; -1 is the last. */
  readonly onMonthDays: (days: readonly number[], list: Lister) => string
  /** `on the first and third Monday`. */
  readonly onNth: (ordinals: readonly number[], day: string, list: Lister) => string
  readonly dayKinds: Readonly<Record<DayKind, string>>
  readonly onDate: (date: string) => string
  readonly inMonths: (months: string) => string
  readonly times: (count: number) => string
  readonly until: (date: string) => string
  readonly whole: (sentence: Sentence) => string
  readonly ownRule: (rule: string) => string
}

export type Lister = (items: readonly string[]) => string

function spaced({ every, on, months, end }: Sentence): string {
  const said = [every, on, months].filter((each) => each !== undefined).join(' ')
  return end === undefined ? said : `${said}, ${end}`
}

/** French and Spanish part what follows `chaque mois` by a comma. */
function parted({ every, on, months, end }: Sentence): string {
  const said = [every, [on, months].filter((each) => each !== undefined).join(' '), end ?? '']
  return said.filter((each) => each !== '').join(', ')
}

/** Days are masculine in French and Spanish, so one form of each ordinal does. */
function nth(names: readonly string[], last: string, beforeLast: (n: number) => string) {
  return (ordinal: number): string => {
    if (ordinal === -1) return last
    return ordinal < 0 ? beforeLast(-ordinal) : (names[ordinal - 1] ?? `${ordinal}.`)
  }
}

const english = nth(
  ['first', 'second', 'third', 'fourth', 'fifth'],
  'last',
  (n) => `${n === 2 ? 'second' : n === 3 ? 'third' : `${n}th`} to last`,
)
const german = nth(['ersten', 'zweiten', 'dritten', 'vierten', 'fünften'], 'letzten', (n) =>
  n === 2 ? 'vorletzten' : n === 3 ? 'drittletzten' : `${n}.-letzten`,
)
const french = nth(
  ['premier', 'deuxième', 'troisième', 'quatrième', 'cinquième'],
  'dernier',
  (n) => (n === 2 ? 'avant-dernier' : `${n}e avant la fin`),
)
const spanish = nth(['primer', 'segundo', 'tercer', 'cuarto', 'quinto'], 'último', (n) =>
  n === 2 ? 'penúltimo' : `${n}.º desde el final`,
)

function suffixed(day: number): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(day)
  return `${day}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' }[rule]}`
}

export const ruleLanguages: Words<RuleLanguage> = {
  en: {
    never: 'Does not repeat',
    every: {
      DAILY: (n) => (n === 1 ? 'Every day' : `Every ${n} days`),
      WEEKLY: (n) => (n === 1 ? 'Every week' : `Every ${n} weeks`),
      MONTHLY: (n) => (n === 1 ? 'Every month' : `Every ${n} months`),
      YEARLY: (n) => (n === 1 ? 'Every year' : `Every ${n} years`),
    },
    everyWorkday: 'Every weekday, Monday to Friday',
    onWeekdays: (_, names, list) => `on ${list(names)}`,
    onMonthDays: (days, list) =>
      `on the ${list(
        days.map((each) =>
          each === -1
            ? 'last day'
            : each < 0
              ? `${suffixed(-each)} day before the end`
              : suffixed(each),
        ),
      )}`,
    onNth: (ordinals, day, list) => `on the ${list(ordinals.map(english))} ${day}`,
    dayKinds: { day: 'day', workday: 'weekday', weekend: 'weekend day' },
    onDate: (date) => `on ${date}`,
    inMonths: (months) => `in ${months}`,
    times: (count) => (count === 1 ? 'once' : `${count} times`),
    until: (date) => `until ${date}`,
    whole: spaced,
    ownRule: (rule) => `By a rule of its own (${rule})`,
  },
  de: {
    never: 'Wiederholt sich nicht',
    every: {
      DAILY: (n) => (n === 1 ? 'Jeden Tag' : `Alle ${n} Tage`),
      WEEKLY: (n) => (n === 1 ? 'Jede Woche' : `Alle ${n} Wochen`),
      MONTHLY: (n) => (n === 1 ? 'Jeden Monat' : `Alle ${n} Monate`),
      YEARLY: (n) => (n === 1 ? 'Jedes Jahr' : `Alle ${n} Jahre`),
    },
    everyWorkday: 'Jeden Werktag, Montag bis Freitag',
    onWeekdays: (_, names, list) => `am ${list(names)}`,
    onMonthDays: (days, list) =>
      `am ${list(
        days.map((each) =>
          each === -1 ? 'letzten Tag' : each < 0 ? `${-each}. Tag vor dem Ende` : `${each}.`,
        ),
      )}`,
    onNth: (ordinals, day, list) => `am ${list(ordinals.map(german))} ${day}`,
    dayKinds: { day: 'Tag', workday: 'Werktag', weekend: 'Wochenendtag' },
    onDate: (date) => `am ${date}`,
    inMonths: (months) => `im ${months}`,
    times: (count) => (count === 1 ? 'einmal' : `${count}-mal`),
    until: (date) => `bis ${date}`,
    whole: spaced,
    ownRule: (rule) => `Nach einer eigenen Regel (${rule})`,
  },
  fr: {
    never: 'Ne se répète pas',
    every: {
      DAILY: (n) => (n === 1 ? 'Chaque jour' : `Tous les ${n} jours`),
      WEEKLY: (n) => (n === 1 ? 'Chaque semaine' : `Toutes les ${n} semaines`),
      MONTHLY: (n) => (n === 1 ? 'Chaque mois' : `Tous les ${n} mois`),
      YEARLY: (n) => (n === 1 ? 'Chaque année' : `Tous les ${n} ans`),
    },
    everyWorkday: 'Chaque jour ouvré, du lundi au vendredi',
    onWeekdays: (_, names, list) => list(names.map((each) => `le ${each}`)),
    onMonthDays: (days, list) =>
      list(
        days.map((each) =>
          each === -1
            ? 'le dernier jour'
            : each < 0
              ? `le ${-each}e jour avant la fin`
              : `le ${each === 1 ? '1er' : each}`,
        ),
      ),
    onNth: (ordinals, day, list) => `${list(ordinals.map((each) => `le ${french(each)}`))} ${day}`,
    dayKinds: { day: 'jour', workday: 'jour ouvré', weekend: 'jour de week-end' },
    onDate: (date) => `le ${date}`,
    inMonths: (months) => `en ${months}`,
    times: (count) => (count === 1 ? 'une fois' : `${count} fois`),
    until: (date) => `jusqu’au ${date}`,
    whole: parted,
    ownRule: (rule) => `Selon une règle particulière (${rule})`,
  },
  es: {
    never: 'No se repite',
    every: {
      DAILY: (n) => (n === 1 ? 'Cada día' : `Cada ${n} días`),
      WEEKLY: (n) => (n === 1 ? 'Cada semana' : `Cada ${n} semanas`),
      MONTHLY: (n) => (n === 1 ? 'Cada mes' : `Cada ${n} meses`),
      YEARLY: (n) => (n === 1 ? 'Cada año' : `Cada ${n} años`),
    },
    everyWorkday: 'Cada día laborable, de lunes a viernes',
    onWeekdays: (days, names, list) =>
      `los ${list(
        names.map((each, at) => (days[at] === 'SA' || days[at] === 'SU' ? `${each}s` : each)),
      )}`,
    onMonthDays: (days, list) =>
      list(
        days.map((each) =>
          each === -1
            ? 'el último día'
            : each < 0
              ? `el ${-each}.º día antes del final`
              : `el día ${each}`,
        ),
      ),
    onNth: (ordinals, day, list) => `el ${list(ordinals.map(spanish))} ${day}`,
    dayKinds: { day: 'día', workday: 'día laborable', weekend: 'día del fin de semana' },
    onDate: (date) => `el ${date}`,
    inMonths: (months) => `en ${months}`,
    times: (count) => (count === 1 ? 'una vez' : `${count} veces`),
    until: (date) => `hasta el ${date}`,
    whole: parted,
    ownRule: (rule) => `Según una regla propia (${rule})`,
  },
  ja: {
    never: '繰り返さない',
    every: {
      DAILY: (n) => (n === 1 ? '毎日' : `${n}日ごと`),
      WEEKLY: (n) => (n === 1 ? '毎週' : `${n}週間ごと`),
      MONTHLY: (n) => (n === 1 ? '毎月' : `${n}か月ごと`),
      YEARLY: (n) => (n === 1 ? '毎年' : `${n}年ごと`),
    },
    everyWorkday: '平日（月曜日から金曜日）毎日',
    onWeekdays: (_, names, list) => list(names),
    onMonthDays: (days, list) =>
      list(
        days.map((each) =>
          each === -1 ? '末日' : each < 0 ? `末日から${-each}日目` : `${each}日`,
        ),
      ),
    onNth: (ordinals, day, list) =>
      list(
        ordinals.map((each) =>
          each === -1
            ? `最終${day}`
            : each < 0
              ? `最後から${-each}番目の${day}`
              : `第${each}${day}`,
        ),
      ),
    dayKinds: { day: '日', workday: '平日', weekend: '週末の日' },
    onDate: (date) => date,
    inMonths: (months) => months,
    times: (count) => `${count}回`,
    until: (date) => `${date}まで`,
    whole: ({ every, isEach, on, months, end }) => {
      const rest = `${months === undefined ? '' : `${months}の`}${on ?? ''}`
      const said =
        rest === '' ? every : isEach && months === undefined ? every + rest : `${every}の${rest}`
      return end === undefined ? said : `${said}、${end}`
    },
    ownRule: (rule) => `独自の規則（${rule}）`,
  },
}

import type { Words } from '../app/languages.ts'

type Repeat = {
  readonly label: string
  readonly custom: string
  readonly every: string
  readonly unit: string
  readonly days: string
  readonly weeks: string
  readonly months: string
  readonly years: string
  readonly onDays: string
  readonly inMonth: string
  readonly endsLabel: string
  readonly endsNever: string
  readonly endsOn: string
  readonly endsAfter: string
  readonly lastDay: string
  readonly times: string
  readonly kept: string
}

export const repeatWords: Words<Repeat> = {
  en: {
    label: 'Repeats',
    custom: 'Another rule …',
    every: 'Every',
    unit: 'Unit',
    days: 'days',
    weeks: 'weeks',
    months: 'months',
    years: 'years',
    onDays: 'On these days',
    inMonth: 'Which day of the month',
    endsLabel: 'Ends',
    endsNever: 'Never',
    endsOn: 'On a day',
    endsAfter: 'After so many times',
    lastDay: 'Last day',
    times: 'Times',
    kept: 'This rule stays as it is unless you choose another.',
  },
  de: {
    label: 'Wiederholung',
    custom: 'Andere Regel …',
    every: 'Alle',
    unit: 'Einheit',
    days: 'Tage',
    weeks: 'Wochen',
    months: 'Monate',
    years: 'Jahre',
    onDays: 'An diesen Tagen',
    inMonth: 'Welcher Tag des Monats',
    endsLabel: 'Ende',
    endsNever: 'Nie',
    endsOn: 'An einem Tag',
    endsAfter: 'Nach so vielen Malen',
    lastDay: 'Letzter Tag',
    times: 'Anzahl',
    kept: 'Diese Regel bleibt, solange Sie keine andere wählen.',
  },
  fr: {
    label: 'Répétition',
    custom: 'Autre règle …',
    every: 'Tous les',
    unit: 'Unité',
    days: 'jours',
    weeks: 'semaines',
    months: 'mois',
    years: 'ans',
    onDays: 'Ces jours-là',
    inMonth: 'Quel jour du mois',
    endsLabel: 'Fin',
    endsNever: 'Jamais',
    endsOn: 'À une date',
    endsAfter: 'Après tant de fois',
    lastDay: 'Dernier jour',
    times: 'Nombre de fois',
    kept: 'Cette règle reste telle quelle sauf si vous en choisissez une autre.',
  },
  es: {
    label: 'Repetición',
    custom: 'Otra regla …',
    every: 'Cada',
    unit: 'Unidad',
    days: 'días',
    weeks: 'semanas',
    months: 'meses',
    years: 'años',
    onDays: 'Estos días',
    inMonth: 'Qué día del mes',
    endsLabel: 'Fin',
    endsNever: 'Nunca',
    endsOn: 'En una fecha',
    endsAfter: 'Después de tantas veces',
    lastDay: 'Último día',
    times: 'Veces',
    kept: 'Esta regla se queda como está si no elige otra.',
  },
  ja: {
    label: '繰り返し',
    custom: 'カスタム…',
    every: '間隔',
    unit: '単位',
    days: '日ごと',
    weeks: '週間ごと',
    months: 'か月ごと',
    years: '年ごと',
    onDays: '曜日',
    inMonth: '月のどの日',
    endsLabel: '終了',
    endsNever: 'なし',
    endsOn: '日付',
    endsAfter: '回数',
    lastDay: '最終日',
    times: '回数',
    kept: '別の規則を選ばない限り、この規則のままです。',
  },
}

import type { Words } from '../app/languages.ts'
import type { Verdict } from './suggested.ts'

/** Of whom a reason speaks: names, already listed as the language lists them, and how many. */
export type Named = { readonly names: string; readonly count: number }

type Suggestions = {
  readonly title: string
  readonly within: string
  readonly horizons: Readonly<Record<'week' | 'fortnight' | 'month', string>>
  readonly skipTentative: string
  readonly none: string
  readonly choose: (time: string) => string
  readonly chosen: string
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly people: Readonly<Record<PeopleKind, (of: Named) => string>>
  readonly outsideHours: (name: string, minutes: number) => string
  readonly otherDay: string
  readonly otherHours: string
  readonly later: (days: number) => string
  readonly rooms: Readonly<Record<'free' | 'unknown' | 'tentative', (name: string) => string>>
  readonly noRoom: Readonly<
    Record<'busy' | 'too-small' | 'feature-missing', (name: string) => string>
  >
  readonly noRoomAtAll: string
}

export type PeopleKind =
  | 'free'
  | 'missing'
  | 'tentative'
  | 'unknown'
  | 'optional-free'
  | 'optional-busy'
  | 'optional-tentative'
  | 'optional-unknown'
  | 'lunch'

export const suggestionWords: Words<Suggestions> = {
  en: {
    title: 'Suggested times',
    within: 'Within',
    horizons: { week: 'A week', fortnight: 'Two weeks', month: 'A month' },
    skipTentative: 'Leave tentative engagements alone',
    none: 'There is no time at which all can meet. Look further ahead, make it shorter, or let someone be optional.',
    choose: (time) => `Choose ${time}`,
    chosen: 'Chosen',
    verdicts: {
      free: 'Everyone is free',
      unknown: 'Not all is known',
      tentative: 'Something tentative is in the way',
      partial: 'Someone cannot come',
      busy: 'Does not work',
    },
    people: {
      free: ({ names, count }) => `${names} ${count === 1 ? 'is' : 'are'} free`,
      missing: ({ names }) => `${names} cannot come`,
      tentative: ({ names, count }) =>
        `${names} ${count === 1 ? 'has' : 'have'} something tentative then`,
      unknown: ({ names }) => `Nothing is known of ${names}`,
      'optional-free': ({ names, count }) =>
        `${names} (optional) ${count === 1 ? 'is' : 'are'} free`,
      'optional-busy': ({ names }) => `${names} (optional) cannot come`,
      'optional-tentative': ({ names, count }) =>
        `${names} (optional) ${count === 1 ? 'has' : 'have'} something tentative then`,
      'optional-unknown': ({ names }) => `Nothing is known of ${names} (optional)`,
      lunch: ({ names }) => `Over lunch for ${names}`,
    },
    outsideHours: (name, minutes) => `${minutes} min outside the working hours of ${name}`,
    otherDay: 'At the weekend',
    otherHours: 'Early or late in the day',
    later: (days) =>
      days === 1 ? 'A day later than the first day' : `${days} days later than the first day`,
    rooms: {
      free: (name) => `${name} is free`,
      unknown: (name) => `Nothing is known of ${name}`,
      tentative: (name) => `${name} is held tentatively`,
    },
    noRoom: {
      busy: (name) => `${name} is taken`,
      'too-small': (name) => `${name} is too small`,
      'feature-missing': (name) => `${name} lacks what is needed`,
    },
    noRoomAtAll: 'No room fits',
  },
  de: {
    title: 'Vorgeschlagene Zeiten',
    within: 'Innerhalb von',
    horizons: { week: 'einer Woche', fortnight: 'zwei Wochen', month: 'einem Monat' },
    skipTentative: 'Vorbehaltliche Termine nicht antasten',
    none: 'Es gibt keine Zeit, zu der alle können. Suchen Sie weiter in der Zukunft, kürzen Sie den Termin oder laden Sie jemanden optional ein.',
    choose: (time) => `${time} wählen`,
    chosen: 'Gewählt',
    verdicts: {
      free: 'Alle sind frei',
      unknown: 'Nicht alles ist bekannt',
      tentative: 'Etwas Vorbehaltliches steht im Weg',
      partial: 'Jemand kann nicht kommen',
      busy: 'Geht nicht',
    },
    people: {
      free: ({ names, count }) => `${names} ${count === 1 ? 'ist' : 'sind'} frei`,
      missing: ({ names, count }) => `${names} ${count === 1 ? 'kann' : 'können'} nicht kommen`,
      tentative: ({ names, count }) =>
        `${names} ${count === 1 ? 'hat' : 'haben'} dann etwas mit Vorbehalt`,
      unknown: ({ names }) => `Über ${names} ist nichts bekannt`,
      'optional-free': ({ names, count }) =>
        `${names} (optional) ${count === 1 ? 'ist' : 'sind'} frei`,
      'optional-busy': ({ names, count }) =>
        `${names} (optional) ${count === 1 ? 'kann' : 'können'} nicht kommen`,
      'optional-tentative': ({ names, count }) =>
        `${names} (optional) ${count === 1 ? 'hat' : 'haben'} dann etwas mit Vorbehalt`,
      'optional-unknown': ({ names }) => `Über ${names} (optional) ist nichts bekannt`,
      lunch: ({ names }) => `Mittagszeit für ${names}`,
    },
    outsideHours: (name, minutes) => `${minutes} Min. außerhalb der Arbeitszeit von ${name}`,
    otherDay: 'Am Wochenende',
    otherHours: 'Früh oder spät am Tag',
    later: (days) =>
      days === 1 ? 'Einen Tag nach dem ersten Tag' : `${days} Tage nach dem ersten Tag`,
    rooms: {
      free: (name) => `${name} ist frei`,
      unknown: (name) => `Über ${name} ist nichts bekannt`,
      tentative: (name) => `${name} ist mit Vorbehalt belegt`,
    },
    noRoom: {
      busy: (name) => `${name} ist belegt`,
      'too-small': (name) => `${name} ist zu klein`,
      'feature-missing': (name) => `${name} fehlt die nötige Ausstattung`,
    },
    noRoomAtAll: 'Kein Raum passt',
  },
  fr: {
    title: 'Horaires proposés',
    within: 'D’ici',
    horizons: { week: 'une semaine', fortnight: 'deux semaines', month: 'un mois' },
    skipTentative: 'Ne pas toucher aux engagements provisoires',
    none: 'Aucun horaire ne convient à tous. Cherchez plus loin, raccourcissez la réunion ou rendez quelqu’un facultatif.',
    choose: (time) => `Choisir ${time}`,
    chosen: 'Choisi',
    verdicts: {
      free: 'Tout le monde est libre',
      unknown: 'Tout n’est pas connu',
      tentative: 'Un engagement provisoire gêne',
      partial: 'Quelqu’un ne peut pas venir',
      busy: 'Impossible',
    },
    people: {
      free: ({ names, count }) => `${names} ${count === 1 ? 'est libre' : 'sont libres'}`,
      missing: ({ names, count }) => `${names} ne ${count === 1 ? 'peut' : 'peuvent'} pas venir`,
      tentative: ({ names, count }) =>
        `${names} ${count === 1 ? 'a' : 'ont'} alors un engagement provisoire`,
      unknown: ({ names }) => `Rien de connu pour ${names}`,
      'optional-free': ({ names, count }) =>
        `${names} (facultatif) ${count === 1 ? 'est libre' : 'sont libres'}`,
      'optional-busy': ({ names, count }) =>
        `${names} (facultatif) ne ${count === 1 ? 'peut' : 'peuvent'} pas venir`,
      'optional-tentative': ({ names, count }) =>
        `${names} (facultatif) ${count === 1 ? 'a' : 'ont'} alors un engagement provisoire`,
      'optional-unknown': ({ names }) => `Rien de connu pour ${names} (facultatif)`,
      lunch: ({ names }) => `À l’heure du déjeuner pour ${names}`,
    },
    outsideHours: (name, minutes) => `${minutes} min hors des heures de travail de ${name}`,
    otherDay: 'Le week-end',
    otherHours: 'Tôt ou tard dans la journée',
    later: (days) =>
      days === 1 ? 'Un jour après le premier jour' : `${days} jours après le premier jour`,
    rooms: {
      free: (name) => `${name} est libre`,
      unknown: (name) => `Rien de connu pour ${name}`,
      tentative: (name) => `${name} est retenue provisoirement`,
    },
    noRoom: {
      busy: (name) => `${name} est prise`,
      'too-small': (name) => `${name} est trop petite`,
      'feature-missing': (name) => `${name} n’a pas l’équipement voulu`,
    },
    noRoomAtAll: 'Aucune salle ne convient',
  },
  es: {
    title: 'Horas sugeridas',
    within: 'En el plazo de',
    horizons: { week: 'una semana', fortnight: 'dos semanas', month: 'un mes' },
    skipTentative: 'No tocar los compromisos provisionales',
    none: 'No hay ninguna hora en la que todos puedan. Busque más adelante, acorte la reunión o haga que alguien sea opcional.',
    choose: (time) => `Elegir ${time}`,
    chosen: 'Elegida',
    verdicts: {
      free: 'Todos están libres',
      unknown: 'No se sabe todo',
      tentative: 'Hay algo provisional de por medio',
      partial: 'Alguien no puede venir',
      busy: 'No es posible',
    },
    people: {
      free: ({ names, count }) => `${names} ${count === 1 ? 'está libre' : 'están libres'}`,
      missing: ({ names, count }) => `${names} no ${count === 1 ? 'puede' : 'pueden'} venir`,
      tentative: ({ names, count }) =>
        `${names} ${count === 1 ? 'tiene' : 'tienen'} entonces algo provisional`,
      unknown: ({ names }) => `Nada se sabe de ${names}`,
      'optional-free': ({ names, count }) =>
        `${names} (opcional) ${count === 1 ? 'está libre' : 'están libres'}`,
      'optional-busy': ({ names, count }) =>
        `${names} (opcional) no ${count === 1 ? 'puede' : 'pueden'} venir`,
      'optional-tentative': ({ names, count }) =>
        `${names} (opcional) ${count === 1 ? 'tiene' : 'tienen'} entonces algo provisional`,
      'optional-unknown': ({ names }) => `Nada se sabe de ${names} (opcional)`,
      lunch: ({ names }) => `A la hora de comer de ${names}`,
    },
    outsideHours: (name, minutes) => `${minutes} min fuera del horario laboral de ${name}`,
    otherDay: 'En fin de semana',
    otherHours: 'Muy temprano o muy tarde',
    later: (days) =>
      days === 1 ? 'Un día después del primero' : `${days} días después del primero`,
    rooms: {
      free: (name) => `${name} está libre`,
      unknown: (name) => `Nada se sabe de ${name}`,
      tentative: (name) => `${name} está reservada provisionalmente`,
    },
    noRoom: {
      busy: (name) => `${name} está ocupada`,
      'too-small': (name) => `${name} es demasiado pequeña`,
      'feature-missing': (name) => `A ${name} le falta lo necesario`,
    },
    noRoomAtAll: 'Ninguna sala sirve',
  },
  ja: {
    title: '候補の時間',
    within: '検索期間',
    horizons: { week: '1週間', fortnight: '2週間', month: '1か月' },
    skipTentative: '仮の予定を避ける',
    none: '全員が集まれる時間がありません。期間を延ばすか、時間を短くするか、参加を任意にしてください。',
    choose: (time) => `${time}を選ぶ`,
    chosen: '選択中',
    verdicts: {
      free: '全員空いています',
      unknown: '一部の予定が不明です',
      tentative: '仮の予定と重なります',
      partial: '参加できない人がいます',
      busy: '開催できません',
    },
    people: {
      free: ({ names }) => `${names}は空いています`,
      missing: ({ names }) => `${names}は参加できません`,
      tentative: ({ names }) => `${names}に仮の予定があります`,
      unknown: ({ names }) => `${names}の予定は不明です`,
      'optional-free': ({ names }) => `${names}（任意）は空いています`,
      'optional-busy': ({ names }) => `${names}（任意）は参加できません`,
      'optional-tentative': ({ names }) => `${names}（任意）に仮の予定があります`,
      'optional-unknown': ({ names }) => `${names}（任意）の予定は不明です`,
      lunch: ({ names }) => `${names}の昼休みにかかります`,
    },
    outsideHours: (name, minutes) => `${name}の勤務時間から${minutes}分外れます`,
    otherDay: '週末です',
    otherHours: '早朝または夜間です',
    later: (days) => `最初の日から${days}日後です`,
    rooms: {
      free: (name) => `${name}は空いています`,
      unknown: (name) => `${name}の予約状況は不明です`,
      tentative: (name) => `${name}は仮予約されています`,
    },
    noRoom: {
      busy: (name) => `${name}は使用中です`,
      'too-small': (name) => `${name}は狭すぎます`,
      'feature-missing': (name) => `${name}には必要な設備がありません`,
    },
    noRoomAtAll: '条件に合う会議室がありません',
  },
}

import type { Texts } from './texts.ts'

const accusatives = {
  VEVENT: 'diesen Termin',
  VTODO: 'diese Aufgabe',
  VJOURNAL: 'diesen Eintrag',
  VFREEBUSY: 'diese belegten Zeiten',
} as const

const others = 'Alle anderen Tage bleiben, wie sie sind.'

/** The words of a mail in German. */
export const german: Texts = {
  language: 'de',
  locale: 'de-DE',
  subjects: {
    invitation: 'Einladung',
    assignment: 'Aufgabe',
    'passed-on': 'Weitergegebene Einladung',
    update: 'Geändert',
    rescheduled: 'Neue Zeit',
    cancelled: 'Abgesagt',
    'cancelled-dates': 'Abgesagt an diesem Tag',
    removed: 'Nicht mehr eingeladen',
    'removed-from-dates': 'Nicht mehr eingeladen an diesem Tag',
    accepted: 'Zugesagt',
    declined: 'Abgelehnt',
    tentative: 'Mit Vorbehalt',
    delegated: 'Vertretung',
    'in-process': 'In Arbeit',
    completed: 'Erledigt',
    unanswered: 'Noch keine Antwort',
    counter: 'Neuer Vorschlag',
    'counter-declined': 'Vorschlag abgelehnt',
    added: 'Weiterer Tag',
    refresh: 'Bitte um den neuesten Stand',
    published: 'Für Ihren Kalender',
    'busy-time-asked': 'Anfrage nach belegten Zeiten',
    'busy-time': 'Belegte Zeiten',
  },
  foreignPrefixes: ['AW', 'WG', 'Antw', 'Aktualisierte Einladung'],
  untitled: 'ohne Titel',
  opening: ({ kind, who, component, dates }) => {
    const it = accusatives[component]
    const only = dates === 1 ? 'nur diesen Tag' : `nur diese ${dates} Tage`
    const part = dates === 0 ? '' : ` Es geht um ${only}. ${others}`
    const answer = dates === 0 ? '' : ` Die Antwort gilt für ${only}.`
    switch (kind) {
      case 'invitation':
        return `${who} lädt Sie ein.${dates === 0 ? '' : ` Die Einladung gilt für ${only}.`}`
      case 'assignment':
        return `${who} bittet Sie, diese Aufgabe zu übernehmen.`
      case 'passed-on':
        return `${who} gibt diese Einladung an Sie weiter.`
      case 'update':
        return `${who} hat ${it} geändert.${part}`
      case 'rescheduled':
        return `${who} hat ${it} verlegt.${part}`
      case 'cancelled':
        return `${who} hat ${it} abgesagt.`
      case 'cancelled-dates':
        return `${who} hat ${it} abgesagt, und zwar ${only}. ${others}`
      case 'removed':
        return `${who} hat Sie von der Liste der Eingeladenen genommen.`
      case 'removed-from-dates':
        return `${who} hat Sie für ${only} von der Liste der Eingeladenen genommen. ${others}`
      case 'accepted':
        return `${who} hat zugesagt.${answer}`
      case 'declined':
        return `${who} hat abgelehnt.${answer}`
      case 'tentative':
        return `${who} kommt vielleicht.${answer}`
      case 'delegated':
        return `${who} lässt sich vertreten.${answer}`
      case 'in-process':
        return `${who} arbeitet an dieser Aufgabe.`
      case 'completed':
        return `${who} hat diese Aufgabe erledigt.`
      case 'unanswered':
        return `${who} hat sich noch nicht entschieden.${answer}`
      case 'counter':
        return `${who} schlägt eine Änderung vor. Noch ist nichts geändert.${dates === 0 ? '' : ` Der Vorschlag gilt für ${only}.`}`
      case 'counter-declined':
        return `${who} hat Ihren Vorschlag abgelehnt. Es bleibt bei dem, was vereinbart war.`
      case 'added':
        return `${who} hat ${it} erweitert. ${others}`
      case 'refresh':
        return `${who} bittet um den neuesten Stand.`
      case 'published':
        return `${who} schickt Ihnen ${it} für Ihren Kalender. Eine Antwort wird nicht erwartet.`
      case 'busy-time-asked':
        return `${who} fragt, wann Sie belegt sind.`
      case 'busy-time':
        return `${who} teilt belegte Zeiten mit.`
    }
  },
  onBehalf: (who, principal) => `${who} (für ${principal})`,
  closing: (kind) => {
    switch (kind) {
      case 'invitation':
      case 'assignment':
      case 'passed-on':
      case 'rescheduled':
        return 'Antworten können Sie mit Ihrem Kalenderprogramm: es öffnet die angehängte Datei invite.ics.'
      case 'counter':
        return 'Annehmen oder ablehnen können Sie diesen Vorschlag mit Ihrem Kalenderprogramm.'
      case 'update':
      case 'cancelled':
      case 'cancelled-dates':
      case 'removed':
      case 'removed-from-dates':
      case 'added':
      case 'published':
        return 'Ihr Kalenderprogramm übernimmt das aus der angehängten Datei invite.ics.'
      default:
        return undefined
    }
  },
  poll: {
    subject: 'Wann können Sie?',
    calledOff: 'Umfrage abgesagt',
    opening: (who) => `${who} fragt, wann Sie können.`,
    openingCalledOff: (who) => `${who} hat diese Umfrage abgesagt.`,
    votePage: 'Sagen Sie, welche dieser Zeiten Ihnen passen',
  },
  answerPage: 'Ohne Kalenderprogramm antworten',
  unsubscribePage: 'Keine weiteren Mails von dieser Person erhalten',
  labels: {
    what: 'Was',
    when: 'Wann',
    start: 'Beginn',
    due: 'Fällig',
    repeats: 'Wiederholung',
    where: 'Wo',
    link: 'Link',
    status: 'Stand',
    progress: 'Fortschritt',
    comment: 'Kommentar',
    people: 'Personen',
    invited: 'Neu eingeladen',
    removed: 'Nicht mehr eingeladen',
    cancelledDates: 'Abgesagte Tage',
    changedDates: 'Geänderter Tag',
    addedDates: 'Weitere Tage',
    busy: 'Belegt',
    details: 'Näheres',
  },
  was: 'bisher',
  now: 'derzeit',
  allDay: 'ganztägig',
  floating: 'Ortszeit, wo immer Sie sind',
  organizer: 'lädt ein',
  partStats: {
    'NEEDS-ACTION': 'noch keine Antwort',
    ACCEPTED: 'zugesagt',
    DECLINED: 'abgelehnt',
    TENTATIVE: 'mit Vorbehalt',
    DELEGATED: 'lässt sich vertreten',
    COMPLETED: 'erledigt',
    'IN-PROCESS': 'in Arbeit',
  },
  optional: 'freiwillig',
  others: (count) => (count === 1 ? 'und eine weitere Person' : `und ${count} weitere`),
  noValue: 'keine Angabe',
  statuses: {
    TENTATIVE: 'unter Vorbehalt',
    CONFIRMED: 'fest',
    CANCELLED: 'abgesagt',
    'NEEDS-ACTION': 'offen',
    'IN-PROCESS': 'in Arbeit',
    COMPLETED: 'erledigt',
    DRAFT: 'Entwurf',
    FINAL: 'endgültig',
  },
  percent: (value) => `${value} %`,
  rule: {
    every: (unit, interval) => {
      const { one, many } = units[unit]
      return interval === 1 ? one : `alle ${interval} ${many}`
    },
    onWeekdays: (names) => `am ${names}`,
    onWorkdays: 'von Montag bis Freitag',
    workday: 'Arbeitstag',
    day: 'Tag',
    ordinalWeekday: (ordinal, weekday) => `${ordinalWord(ordinal)} ${weekday}`,
    onDates: (dates) => `am ${dates}`,
    dayOfMonth: (day) => (day > 0 ? `${day}.` : `${ordinalWord(day)} Tag`),
    dayOfYear: (day) => `${day > 0 ? `${day}.` : ordinalWord(day)} Tag des Jahres`,
    inMonths: (months) => `im ${months}`,
    times: (count) => (count === 1 ? 'einmal' : `${count}-mal`),
    until: (date) => `bis ${date}`,
    other: (rule) => `nach eigener Regel (${rule})`,
  },
}

const units = {
  SECONDLY: { one: 'jede Sekunde', many: 'Sekunden' },
  MINUTELY: { one: 'jede Minute', many: 'Minuten' },
  HOURLY: { one: 'jede Stunde', many: 'Stunden' },
  DAILY: { one: 'jeden Tag', many: 'Tage' },
  WEEKLY: { one: 'jede Woche', many: 'Wochen' },
  MONTHLY: { one: 'jeden Monat', many: 'Monate' },
  YEARLY: { one: 'jedes Jahr', many: 'Jahre' },
} as const

const words = ['ersten', 'zweiten', 'dritten', 'vierten', 'fünften']

function ordinalWord(ordinal: number): string {
  if (ordinal === -1) return 'letzten'
  if (ordinal === -2) return 'vorletzten'
  if (ordinal < 0) return `${-ordinal}.-letzten`
  return words[ordinal - 1] ?? `${ordinal}.`
}

import type { Texts } from './texts.ts'

const nouns = {
  VEVENT: 'cet événement',
  VTODO: 'cette tâche',
  VJOURNAL: 'cette note',
  VFREEBUSY: 'ces plages occupées',
} as const

const others = 'Les autres dates restent inchangées.'

/** The words of a mail in French. */
export const french: Texts = {
  language: 'fr',
  locale: 'fr-FR',
  subjects: {
    invitation: 'Invitation',
    assignment: 'Tâche',
    'passed-on': 'Invitation transmise',
    update: 'Modifié',
    rescheduled: 'Nouvel horaire',
    cancelled: 'Annulé',
    'cancelled-dates': 'Annulé à cette date',
    removed: 'Invitation retirée',
    'removed-from-dates': 'Invitation retirée à cette date',
    accepted: 'Accepté',
    declined: 'Refusé',
    tentative: 'Peut-être',
    delegated: 'Délégué',
    'in-process': 'En cours',
    completed: 'Terminé',
    unanswered: 'Pas encore de réponse',
    counter: 'Nouvelle proposition',
    'counter-declined': 'Proposition refusée',
    added: 'Date ajoutée',
    refresh: 'Demande de la dernière version',
    published: 'Pour votre agenda',
    'busy-time-asked': 'Demande de disponibilités',
    'busy-time': 'Plages occupées',
  },
  foreignPrefixes: ['Re', 'RE', 'TR', 'Réf', 'Invitation mise à jour', 'Événement annulé'],
  untitled: 'sans titre',
  opening: ({ kind, who, component, dates }) => {
    const it = nouns[component]
    const only = dates === 1 ? 'cette seule date' : `ces ${dates} dates seulement`
    const part = dates === 0 ? '' : ` Cela concerne ${only}. ${others}`
    const answer = dates === 0 ? '' : ` La réponse concerne ${only}.`
    switch (kind) {
      case 'invitation':
        return `${who} vous invite.${dates === 0 ? '' : ` L’invitation concerne ${only}.`}`
      case 'assignment':
        return `${who} vous demande de prendre en charge cette tâche.`
      case 'passed-on':
        return `${who} vous transmet cette invitation.`
      case 'update':
        return `${who} a modifié ${it}.${part}`
      case 'rescheduled':
        return `${who} a déplacé ${it}.${part}`
      case 'cancelled':
        return `${who} a annulé ${it}.`
      case 'cancelled-dates':
        return `${who} a annulé ${it} pour ${only}. ${others}`
      case 'removed':
        return `${who} vous a retiré de la liste des invités.`
      case 'removed-from-dates':
        return `${who} vous a retiré de la liste des invités pour ${only}. ${others}`
      case 'accepted':
        return `${who} a accepté.${answer}`
      case 'declined':
        return `${who} a refusé.${answer}`
      case 'tentative':
        return `${who} viendra peut-être.${answer}`
      case 'delegated':
        return `${who} se fait représenter.${answer}`
      case 'in-process':
        return `${who} travaille à cette tâche.`
      case 'completed':
        return `${who} a terminé cette tâche.`
      case 'unanswered':
        return `${who} ne s’est pas encore décidé.${answer}`
      case 'counter':
        return `${who} propose une modification. Rien ne change sans l’accord de l’organisateur.${dates === 0 ? '' : ` La proposition concerne ${only}.`}`
      case 'counter-declined':
        return `${who} a refusé votre proposition. Ce qui était convenu reste valable.`
      case 'added':
        return `${who} a complété ${it}. ${others}`
      case 'refresh':
        return `${who} demande la dernière version.`
      case 'published':
        return `${who} vous envoie ${it} pour votre agenda. Aucune réponse n’est attendue.`
      case 'busy-time-asked':
        return `${who} demande quand vous êtes occupé.`
      case 'busy-time':
        return `${who} indique ses plages occupées.`
    }
  },
  onBehalf: (who, principal) => `${who} (pour ${principal})`,
  closing: (kind) => {
    switch (kind) {
      case 'invitation':
      case 'assignment':
      case 'passed-on':
      case 'rescheduled':
        return 'Vous pouvez répondre avec votre agenda : il ouvre le fichier joint invite.ics.'
      case 'counter':
        return 'Vous pouvez accepter ou refuser cette proposition avec votre agenda.'
      case 'update':
      case 'cancelled':
      case 'cancelled-dates':
      case 'removed':
      case 'removed-from-dates':
      case 'added':
      case 'published':
        return 'Votre agenda reprend ces données du fichier joint invite.ics.'
      default:
        return undefined
    }
  },
  poll: {
    subject: 'Quand pouvez-vous venir ?',
    calledOff: 'Sondage annulé',
    opening: (who) => `${who} demande quand vous pouvez venir.`,
    openingCalledOff: (who) => `${who} a annulé ce sondage.`,
    votePage: 'Indiquer les dates qui vous conviennent',
  },
  answerPage: 'Répondre sans agenda',
  unsubscribePage: 'Ne plus recevoir de messages de cette personne',
  labels: {
    what: 'Quoi',
    when: 'Quand',
    start: 'Début',
    due: 'Échéance',
    repeats: 'Répétition',
    where: 'Où',
    link: 'Lien',
    status: 'État',
    progress: 'Avancement',
    comment: 'Commentaire',
    people: 'Personnes',
    invited: 'Nouveaux invités',
    removed: 'Plus invités',
    cancelledDates: 'Dates annulées',
    changedDates: 'Date modifiée',
    addedDates: 'Dates ajoutées',
    busy: 'Occupé',
    details: 'Détails',
  },
  was: 'avant',
  now: 'actuellement',
  allDay: 'toute la journée',
  floating: 'heure locale, où que vous soyez',
  organizer: 'organise',
  partStats: {
    'NEEDS-ACTION': 'pas encore de réponse',
    ACCEPTED: 'accepté',
    DECLINED: 'refusé',
    TENTATIVE: 'peut-être',
    DELEGATED: 'se fait représenter',
    COMPLETED: 'terminé',
    'IN-PROCESS': 'en cours',
  },
  optional: 'facultatif',
  others: (count) => (count === 1 ? 'et une autre' : `et ${count} autres`),
  noValue: 'aucune indication',
  statuses: {
    TENTATIVE: 'sous réserve',
    CONFIRMED: 'confirmé',
    CANCELLED: 'annulé',
    'NEEDS-ACTION': 'à faire',
    'IN-PROCESS': 'en cours',
    COMPLETED: 'terminé',
    DRAFT: 'brouillon',
    FINAL: 'définitif',
  },
  percent: (value) => `${value} %`,
  rule: {
    every: (unit, interval) => {
      const { one, many } = units[unit]
      return interval === 1 ? one : many.replace('#', `${interval}`)
    },
    onWeekdays: (names) => `le ${names}`,
    onWorkdays: 'du lundi au vendredi',
    workday: 'jour ouvré',
    day: 'jour',
    ordinalWeekday: (ordinal, weekday) => `le ${ordinalWord(ordinal)} ${weekday}`,
    onDates: (dates) => `: ${dates}`,
    dayOfMonth: (day) =>
      day > 0 ? `le ${day === 1 ? '1er' : day} du mois` : `le ${ordinalWord(day)} jour du mois`,
    dayOfYear: (day) => `le ${ordinalWord(day)} jour de l’année`,
    inMonths: (months) => `en ${months}`,
    times: (count) => (count === 1 ? 'une fois' : `${count} fois`),
    until: (date) => `jusqu’au ${date}`,
    other: (rule) => `selon une règle particulière (${rule})`,
  },
}

const units = {
  SECONDLY: { one: 'chaque seconde', many: 'toutes les # secondes' },
  MINUTELY: { one: 'chaque minute', many: 'toutes les # minutes' },
  HOURLY: { one: 'chaque heure', many: 'toutes les # heures' },
  DAILY: { one: 'chaque jour', many: 'tous les # jours' },
  WEEKLY: { one: 'chaque semaine', many: 'toutes les # semaines' },
  MONTHLY: { one: 'chaque mois', many: 'tous les # mois' },
  YEARLY: { one: 'chaque année', many: 'tous les # ans' },
} as const

const words = ['premier', 'deuxième', 'troisième', 'quatrième', 'cinquième']

function ordinalWord(ordinal: number): string {
  if (ordinal === -1) return 'dernier'
  if (ordinal === -2) return 'avant-dernier'
  if (ordinal < 0) return `${-ordinal}e avant la fin`
  return words[ordinal - 1] ?? `${ordinal}e`
}

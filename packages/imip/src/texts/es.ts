import type { Texts } from './texts.ts'

const nouns = {
  VEVENT: 'este evento',
  VTODO: 'esta tarea',
  VJOURNAL: 'esta nota',
  VFREEBUSY: 'este horario ocupado',
} as const

const others = 'Las demás fechas no cambian.'

/** The words of a mail in Spanish. */
export const spanish: Texts = {
  language: 'es',
  locale: 'es-ES',
  subjects: {
    invitation: 'Invitación',
    assignment: 'Tarea',
    'passed-on': 'Invitación transferida',
    update: 'Modificado',
    rescheduled: 'Nueva hora',
    cancelled: 'Cancelado',
    'cancelled-dates': 'Cancelado en esta fecha',
    removed: 'Invitación retirada',
    'removed-from-dates': 'Invitación retirada en esta fecha',
    accepted: 'Aceptado',
    declined: 'Rechazado',
    tentative: 'Quizás',
    delegated: 'Delegado',
    'in-process': 'En curso',
    completed: 'Terminado',
    unanswered: 'Aún sin respuesta',
    counter: 'Nueva propuesta',
    'counter-declined': 'Propuesta rechazada',
    added: 'Fecha añadida',
    refresh: 'Petición de la última versión',
    published: 'Para su calendario',
    'busy-time-asked': 'Consulta de disponibilidad',
    'busy-time': 'Horario ocupado',
  },
  foreignPrefixes: ['Re', 'RV', 'Rv', 'Fwd', 'Invitación actualizada', 'Evento cancelado'],
  untitled: 'sin título',
  opening: ({ kind, who, component, dates }) => {
    const it = nouns[component]
    const only = dates === 1 ? 'solo esta fecha' : `solo estas ${dates} fechas`
    const part = dates === 0 ? '' : ` Se trata de ${only}. ${others}`
    const answer = dates === 0 ? '' : ` La respuesta vale para ${only}.`
    switch (kind) {
      case 'invitation':
        return `${who} le invita.${dates === 0 ? '' : ` La invitación vale para ${only}.`}`
      case 'assignment':
        return `${who} le pide que se encargue de esta tarea.`
      case 'passed-on':
        return `${who} le transfiere esta invitación.`
      case 'update':
        return `${who} ha modificado ${it}.${part}`
      case 'rescheduled':
        return `${who} ha cambiado la hora de ${it}.${part}`
      case 'cancelled':
        return `${who} ha cancelado ${it}.`
      case 'cancelled-dates':
        return `${who} ha cancelado ${it}, ${only}. ${others}`
      case 'removed':
        return `${who} le ha quitado de la lista de invitados.`
      case 'removed-from-dates':
        return `${who} le ha quitado de la lista de invitados, ${only}. ${others}`
      case 'accepted':
        return `${who} ha aceptado.${answer}`
      case 'declined':
        return `${who} ha rechazado la invitación.${answer}`
      case 'tentative':
        return `${who} quizás asista.${answer}`
      case 'delegated':
        return `${who} envía a otra persona.${answer}`
      case 'in-process':
        return `${who} está trabajando en esta tarea.`
      case 'completed':
        return `${who} ha terminado esta tarea.`
      case 'unanswered':
        return `${who} aún no se ha decidido.${answer}`
      case 'counter':
        return `${who} propone un cambio. Nada cambia hasta que el organizador esté de acuerdo.${dates === 0 ? '' : ` La propuesta vale para ${only}.`}`
      case 'counter-declined':
        return `${who} ha rechazado su propuesta. Lo acordado sigue en pie.`
      case 'added':
        return `${who} ha ampliado ${it}. ${others}`
      case 'refresh':
        return `${who} pide la última versión.`
      case 'published':
        return `${who} le envía ${it} para su calendario. No se espera respuesta.`
      case 'busy-time-asked':
        return `${who} pregunta cuándo está ocupado.`
      case 'busy-time':
        return `${who} comunica su horario ocupado.`
    }
  },
  onBehalf: (who, principal) => `${who} (por ${principal})`,
  closing: (kind) => {
    switch (kind) {
      case 'invitation':
      case 'assignment':
      case 'passed-on':
      case 'rescheduled':
        return 'Puede responder con su programa de calendario: abre el archivo adjunto invite.ics.'
      case 'counter':
        return 'Puede aceptar o rechazar esta propuesta con su programa de calendario.'
      case 'update':
      case 'cancelled':
      case 'cancelled-dates':
      case 'removed':
      case 'removed-from-dates':
      case 'added':
      case 'published':
        return 'Su programa de calendario lo toma del archivo adjunto invite.ics.'
      default:
        return undefined
    }
  },
  poll: {
    subject: '¿Cuándo puede venir?',
    calledOff: 'Encuesta cancelada',
    opening: (who) => `${who} pregunta cuándo puede venir.`,
    openingCalledOff: (who) => `${who} ha cancelado esta encuesta.`,
    votePage: 'Indicar qué fechas le convienen',
  },
  answerPage: 'Responder sin programa de calendario',
  unsubscribePage: 'No recibir más mensajes de esta persona',
  labels: {
    what: 'Qué',
    when: 'Cuándo',
    start: 'Comienzo',
    due: 'Vence',
    repeats: 'Repetición',
    where: 'Dónde',
    link: 'Enlace',
    status: 'Estado',
    progress: 'Progreso',
    comment: 'Comentario',
    people: 'Personas',
    invited: 'Nuevos invitados',
    removed: 'Ya no invitados',
    cancelledDates: 'Fechas canceladas',
    changedDates: 'Fecha modificada',
    addedDates: 'Fechas añadidas',
    busy: 'Ocupado',
    details: 'Detalles',
  },
  was: 'antes',
  now: 'ahora',
  allDay: 'todo el día',
  floating: 'hora local, esté donde esté',
  organizer: 'organiza',
  partStats: {
    'NEEDS-ACTION': 'aún sin respuesta',
    ACCEPTED: 'aceptado',
    DECLINED: 'rechazado',
    TENTATIVE: 'quizás',
    DELEGATED: 'envía a otra persona',
    COMPLETED: 'terminado',
    'IN-PROCESS': 'en curso',
  },
  optional: 'opcional',
  others: (count) => (count === 1 ? 'y otra persona' : `y otras ${count}`),
  noValue: 'sin indicar',
  statuses: {
    TENTATIVE: 'provisional',
    CONFIRMED: 'confirmado',
    CANCELLED: 'cancelado',
    'NEEDS-ACTION': 'pendiente',
    'IN-PROCESS': 'en curso',
    COMPLETED: 'terminado',
    DRAFT: 'borrador',
    FINAL: 'definitivo',
  },
  percent: (value) => `${value} %`,
  rule: {
    every: (unit, interval) => {
      const { one, many } = units[unit]
      return interval === 1 ? one : `cada ${interval} ${many}`
    },
    onWeekdays: (names) => `en ${names}`,
    onWorkdays: 'de lunes a viernes',
    workday: 'día laborable',
    day: 'día',
    ordinalWeekday: (ordinal, weekday) => `el ${ordinalWord(ordinal)} ${weekday}`,
    onDates: (dates) => `: ${dates}`,
    dayOfMonth: (day) => (day > 0 ? `el día ${day}` : `el ${ordinalWord(day)} día`),
    dayOfYear: (day) => `el ${ordinalWord(day)} día del año`,
    inMonths: (months) => `en ${months}`,
    times: (count) => (count === 1 ? 'una vez' : `${count} veces`),
    until: (date) => `hasta el ${date}`,
    other: (rule) => `según una regla propia (${rule})`,
  },
}

const units = {
  SECONDLY: { one: 'cada segundo', many: 'segundos' },
  MINUTELY: { one: 'cada minuto', many: 'minutos' },
  HOURLY: { one: 'cada hora', many: 'horas' },
  DAILY: { one: 'cada día', many: 'días' },
  WEEKLY: { one: 'cada semana', many: 'semanas' },
  MONTHLY: { one: 'cada mes', many: 'meses' },
  YEARLY: { one: 'cada año', many: 'años' },
} as const

const words = ['primer', 'segundo', 'tercer', 'cuarto', 'quinto']

function ordinalWord(ordinal: number): string {
  if (ordinal === -1) return 'último'
  if (ordinal === -2) return 'penúltimo'
  if (ordinal < 0) return `${-ordinal}.º por el final`
  return words[ordinal - 1] ?? `${ordinal}.º`
}

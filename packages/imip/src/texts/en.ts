import type { Texts } from './texts.ts'

const nouns = {
  VEVENT: 'this event',
  VTODO: 'this task',
  VJOURNAL: 'this note',
  VFREEBUSY: 'this busy time',
} as const

/** The words of a mail in English. */
export const english: Texts = {
  language: 'en',
  locale: 'en-GB',
  subjects: {
    invitation: 'Invitation',
    assignment: 'Task',
    'passed-on': 'Invitation passed on',
    update: 'Updated',
    rescheduled: 'New time',
    cancelled: 'Cancelled',
    'cancelled-dates': 'Cancelled on this date',
    removed: 'No longer invited',
    'removed-from-dates': 'No longer invited on this date',
    accepted: 'Accepted',
    declined: 'Declined',
    tentative: 'Tentative',
    delegated: 'Delegated',
    'in-process': 'In progress',
    completed: 'Completed',
    unanswered: 'No answer yet',
    counter: 'New proposal',
    'counter-declined': 'Proposal declined',
    added: 'Added date',
    refresh: 'Request for the latest version',
    published: 'For your calendar',
    'busy-time-asked': 'Request for busy time',
    'busy-time': 'Busy time',
  },
  foreignPrefixes: ['Re', 'Fwd', 'FW', 'Updated invitation', 'Canceled', 'Canceled event'],
  untitled: 'untitled',
  opening: ({ kind, who, component, dates }) => {
    const it = nouns[component]
    const only = dates === 1 ? 'this date only' : `these ${dates} dates only`
    const part = dates === 0 ? '' : ` This is about ${only}; all other dates stay as they are.`
    switch (kind) {
      case 'invitation':
        return `${who} invites you.${dates === 0 ? '' : ` The invitation is for ${only}.`}`
      case 'assignment':
        return `${who} asks you to take on this task.`
      case 'passed-on':
        return `${who} passes this invitation on to you.`
      case 'update':
        return `${who} changed ${it}.${part}`
      case 'rescheduled':
        return `${who} moved ${it} to a new time.${part}`
      case 'cancelled':
        return `${who} cancelled ${it}.`
      case 'cancelled-dates':
        return `${who} cancelled ${it} on ${only}. All other dates stay as they are.`
      case 'removed':
        return `${who} took you off the list of people for ${it}.`
      case 'removed-from-dates':
        return `${who} took you off the list of people for ${only}. All other dates stay as they are.`
      case 'accepted':
        return `${who} accepted.${answer(dates, only)}`
      case 'declined':
        return `${who} declined.${answer(dates, only)}`
      case 'tentative':
        return `${who} may come.${answer(dates, only)}`
      case 'delegated':
        return `${who} sends somebody else.${answer(dates, only)}`
      case 'in-process':
        return `${who} is working on this task.`
      case 'completed':
        return `${who} completed this task.`
      case 'unanswered':
        return `${who} has not decided yet.${answer(dates, only)}`
      case 'counter':
        return `${who} proposes a change to ${it}. Nothing is changed until the organizer agrees.${dates === 0 ? '' : ` The proposal is for ${only}.`}`
      case 'counter-declined':
        return `${who} declined your proposal. What was agreed before stays as it is.`
      case 'added':
        return `${who} added to ${it}. All other dates stay as they are.`
      case 'refresh':
        return `${who} asks for the latest version of ${it}.`
      case 'published':
        return `${who} sends you ${it} for your calendar. No answer is expected.`
      case 'busy-time-asked':
        return `${who} asks when you are busy.`
      case 'busy-time':
        return `${who} tells you when they are busy.`
    }
  },
  onBehalf: (who, principal) => `${who} (for ${principal})`,
  closing: (kind) => {
    switch (kind) {
      case 'invitation':
      case 'assignment':
      case 'passed-on':
      case 'rescheduled':
        return 'You can answer with your calendar program: it opens the attached file invite.ics.'
      case 'counter':
        return 'You can accept or decline this proposal with your calendar program.'
      case 'update':
      case 'cancelled':
      case 'cancelled-dates':
      case 'removed':
      case 'removed-from-dates':
      case 'added':
      case 'published':
        return 'Your calendar program takes this over from the attached file invite.ics.'
      default:
        return undefined
    }
  },
  poll: {
    subject: 'When can you come?',
    calledOff: 'Poll called off',
    opening: (who) => `${who} asks when you can come.`,
    openingCalledOff: (who) => `${who} called this poll off.`,
    votePage: 'Say which of these times suit you',
  },
  answerPage: 'Answer without a calendar program',
  unsubscribePage: 'Receive no more mails from this person',
  labels: {
    what: 'What',
    when: 'When',
    start: 'Start',
    due: 'Due',
    repeats: 'Repeats',
    where: 'Where',
    link: 'Link',
    status: 'Status',
    progress: 'Progress',
    comment: 'Comment',
    people: 'People',
    invited: 'Newly invited',
    removed: 'No longer invited',
    cancelledDates: 'Cancelled dates',
    changedDates: 'Changed date',
    addedDates: 'Added dates',
    busy: 'Busy',
    details: 'Details',
  },
  was: 'was',
  now: 'now',
  allDay: 'all day',
  floating: 'local time wherever you are',
  organizer: 'organizer',
  partStats: {
    'NEEDS-ACTION': 'no answer yet',
    ACCEPTED: 'accepted',
    DECLINED: 'declined',
    TENTATIVE: 'tentative',
    DELEGATED: 'sends somebody else',
    COMPLETED: 'completed',
    'IN-PROCESS': 'in progress',
  },
  optional: 'optional',
  others: (count) => (count === 1 ? 'and one other' : `and ${count} others`),
  noValue: 'none',
  statuses: {
    TENTATIVE: 'tentative',
    CONFIRMED: 'confirmed',
    CANCELLED: 'cancelled',
    'NEEDS-ACTION': 'to do',
    'IN-PROCESS': 'in progress',
    COMPLETED: 'completed',
    DRAFT: 'draft',
    FINAL: 'final',
  },
  percent: (value) => `${value} %`,
  rule: {
    every: (unit, interval) => {
      const name = units[unit]
      return interval === 1 ? `every ${name}` : `every ${interval} ${name}s`
    },
    onWeekdays: (names) => `on ${names}`,
    onWorkdays: 'from Monday to Friday',
    workday: 'working day',
    day: 'day',
    ordinalWeekday: (ordinal, weekday) => `the ${ordinalWord(ordinal)} ${weekday}`,
    onDates: (dates) => `on ${dates}`,
    dayOfMonth: (day) => (day > 0 ? `day ${day}` : `the ${ordinalWord(day)} day`),
    dayOfYear: (day) =>
      day > 0 ? `day ${day} of the year` : `the ${ordinalWord(day)} day of the year`,
    inMonths: (months) => `in ${months}`,
    times: (count) => (count === 1 ? 'once' : `${count} times`),
    until: (date) => `until ${date}`,
    other: (rule) => `by a rule of its own (${rule})`,
  },
}

function answer(dates: number, only: string): string {
  return dates === 0 ? '' : ` The answer is for ${only}.`
}

const units = {
  SECONDLY: 'second',
  MINUTELY: 'minute',
  HOURLY: 'hour',
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
} as const

const words = ['first', 'second', 'third', 'fourth', 'fifth']

function ordinalWord(ordinal: number): string {
  if (ordinal === -1) return 'last'
  if (ordinal < 0) return `${ordinalWord(-ordinal)} to last`
  const suffix = ordinal % 100 > 10 && ordinal % 100 < 14 ? 'th' : (suffixes[ordinal % 10] ?? 'th')
  return words[ordinal - 1] ?? `${ordinal}${suffix}`
}

const suffixes = ['th', 'st', 'nd', 'rd']

/** A room's booking policy as the form has it, and as the API takes it. */
import type { Body } from '../api/client.ts'

export type Booking = NonNullable<Body<'PATCH /admin/principals/:name'>['booking']>
export type Weekday = NonNullable<Booking['hours']>['days'][number]
export type Answer = NonNullable<Booking['answer']>
/** Who may: everyone, nobody, or the addresses named. */
export type Who = 'all' | 'none' | 'some'

export const answers = ['if-free', 'keeper', 'accept', 'decline'] as const
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** What holds where nothing is set: the engine's own defaults. */
export const defaults = {
  answer: 'if-free',
  allowConflicts: false,
  maxConflicts: 0,
  maxConflictPercent: 0,
  allowRecurring: true,
  horizonDays: 180,
  beyondHorizon: 'decline',
  minDurationSeconds: 0,
  maxDurationSeconds: 86_400,
  mayBook: 'all',
  mayRequest: [],
  mayRequestOutOfPolicy: [],
  keepers: [],
  keeps: { subject: 'organizer', comments: false, attachments: false, privateFlag: false },
  additionalComment: '',
  saysWhy: true,
} as const satisfies Booking

export type WholeBooking = Required<Omit<Booking, 'hours'>> & {
  /** Undefined: at any time. */
  readonly hours: Booking['hours'] | undefined
}

/** What the API says, with what it leaves out filled in. */
export function wholeBooking(held: Readonly<Record<string, unknown>>): WholeBooking {
  return { ...defaults, hours: undefined, ...(held as Booking) }
}

/** As the API takes it: no key stands for what is not set. */
export function bookingOf({ hours, additionalComment, ...rest }: WholeBooking): Booking {
  return {
    ...rest,
    ...(hours !== undefined && { hours }),
    ...(additionalComment.trim() !== '' && { additionalComment: additionalComment.trim() }),
  }
}

export function answerOf(held: Readonly<Record<string, unknown>>): Answer {
  return wholeBooking(held).answer
}

export function whoOf(of: 'all' | readonly string[]): Who {
  if (of === 'all') return 'all'
  return of.length === 0 ? 'none' : 'some'
}

/** One address a line; commas do as well. */
export function addressesIn(text: string): readonly string[] {
  const found = text.split(/[\s,;]+/).filter((each) => each !== '')
  return [...new Set(found.map((each) => each.replace(/^mailto:/i, '')))]
}

export function linesOf(addresses: readonly string[]): string {
  return addresses.map((each) => each.replace(/^mailto:/i, '')).join('\n')
}

export function namesIn(text: string): readonly string[] {
  const found = text.split(/[,;\n]+/).map((each) => each.trim())
  return [...new Set(found.filter((each) => each !== ''))]
}

/** What a language has to say in a mail. One file per language; everything else is common to all. */
import type { ComponentName } from '@parley/itip'
import type { StoryKind } from '../words/story.ts'

/** All words of a mail in one language. Dates, lists and numbers come from `Intl`. */
export type Texts = {
  /** Primary tag (RFC 5646): 'en'. */
  readonly language: string
  /** For dates and lists where the reader's own region is not known. */
  readonly locale: string
  /** What the subject begins with: 'Invitation'. */
  readonly subjects: Readonly<Record<StoryKind, string>>
  /** What else stands before titles in this language ('Re'), taken off before ours is put on. */
  readonly foreignPrefixes: readonly string[]
  readonly untitled: string
  /** The first sentence: who did what. `dates`: how many single dates it is about; 0 is the whole. */
  readonly opening: (story: {
    readonly kind: StoryKind
    readonly who: string
    readonly component: ComponentName
    readonly dates: number
  }) => string
  readonly onBehalf: (who: string, principal: string) => string
  /** What the reader may do about it, or undefined. */
  readonly closing: (kind: StoryKind) => string | undefined
  /** Of a poll: several times are offered, and voted on. */
  readonly poll: {
    readonly subject: string
    readonly calledOff: string
    readonly opening: (who: string) => string
    readonly openingCalledOff: (who: string) => string
    /** Before the address of the page on which to vote. */
    readonly votePage: string
  }
  /** Before the address of the page on which to answer. */
  readonly answerPage: string
  readonly unsubscribePage: string
  readonly labels: Readonly<Record<Label, string>>
  /** Before an old value in plain text: 'was'. */
  readonly was: string
  /** Before what holds now, beside a proposal: 'now'. */
  readonly now: string
  readonly allDay: string
  readonly floating: string
  readonly organizer: string
  readonly partStats: Readonly<Record<string, string>>
  readonly optional: string
  readonly others: (count: number) => string
  readonly noValue: string
  readonly statuses: Readonly<Record<string, string>>
  readonly percent: (value: number) => string
  readonly rule: RuleTexts
}

/** The rows of a mail's table: what, when, where, …. */
export type Label =
  | 'what'
  | 'when'
  | 'start'
  | 'due'
  | 'repeats'
  | 'where'
  | 'link'
  | 'status'
  | 'progress'
  | 'comment'
  | 'people'
  | 'invited'
  | 'removed'
  | 'cancelledDates'
  | 'changedDates'
  | 'addedDates'
  | 'busy'
  | 'details'

/** The words of a recurrence rule in one language. */
export type RuleTexts = {
  readonly every: (
    unit: 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY',
    interval: number,
  ) => string
  readonly onWeekdays: (names: string) => string
  /** Monday to Friday. */
  readonly onWorkdays: string
  readonly workday: string
  readonly day: string
  /** `ordinal` counts from 1, or from -1 at the end. */
  readonly ordinalWeekday: (ordinal: number, weekday: string) => string
  readonly onDates: (dates: string) => string
  readonly dayOfMonth: (day: number) => string
  readonly dayOfYear: (day: number) => string
  readonly inMonths: (months: string) => string
  readonly times: (count: number) => string
  readonly until: (date: string) => string
  /** A rule that has no words here. */
  readonly other: (rule: string) => string
}

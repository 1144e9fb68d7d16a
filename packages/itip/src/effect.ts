/** What a transition wants done. Plain data: the caller saves it with the state, then acts on it. */
import type { CalendarObject, InstanceKey } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import type { ComponentName, Method } from './message.ts'
import type { InstanceChange } from './significant.ts'
import type { CounterProposal, QuestionKind } from './state.ts'

/** Something to be done after the state is saved: `send`, `ask` or `notify`. */
export type Effect = SendEffect | AskEffect | NotifyEffect

/** One message body for all the recipients who may see the same. */
export type SendEffect = {
  readonly kind: 'send'
  readonly method: Method
  readonly componentName: ComponentName
  readonly uid: string
  /** Instances that the message is about; '' is the series. */
  readonly keys: readonly InstanceKey[]
  readonly originator: CalendarAddress
  readonly sentBy: CalendarAddress | undefined
  readonly recipients: readonly CalendarAddress[]
  readonly message: CalendarObject
  /** Against what these recipients were last told: for the words of a mail. Empty when new. */
  readonly changes: readonly InstanceChange[]
}

/** A person must decide; the answer comes back as a change to `originate`. */
export type AskEffect = {
  readonly kind: 'ask'
  readonly question: QuestionKind
  /** Of the pending question in the ledger. */
  readonly id: string
  readonly about: CalendarAddress | undefined
  readonly counter?: CounterProposal
}

/** A person is told of something that is already so. Nothing waits for an answer. */
export type NotifyEffect = {
  readonly kind: 'notify'
  readonly notice: Notice
  readonly about: CalendarAddress | undefined
  readonly keys: readonly InstanceKey[]
  readonly changes: readonly InstanceChange[]
  readonly comment: string | undefined
}

/** What a person is told has happened. */
export type Notice =
  | 'invited'
  | 'published'
  | 'updated'
  | 'rescheduled'
  | 'reconfirm'
  | 'cancelled'
  | 'removed' // no longer an Attendee
  | 'instance-added'
  | 'delegated-to-me'
  | 'forwarded-to-me'
  | 'organizer-changed'
  | 'attendee-replied'
  | 'attendee-delegated'
  | 'attendee-admitted'
  | 'counter-received'
  | 'counter-accepted'
  | 'counter-declined'
  | 'refresh-answered'
  | 'busy-time-received'
  | 'not-applied' // the message was refused or out of date; the explanation says why

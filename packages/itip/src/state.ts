/** What one calendar user holds about one UID. */
import type { CalendarObject, Component, InstanceKey, Property } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import type { Revision } from './revision.ts'

/** All that one calendar user holds about one UID. Save it whole, and with the effects. */
export type HeldState = {
  readonly uid: string
  /**
   * The calendar object as this user holds it: without METHOD, with VTIMEZONEs. Undefined when
   * only the ledger is left (deleted, or never stored).
   */
  readonly object: CalendarObject | undefined
  readonly ledger: Ledger
}

/** What must be remembered beside the calendar object, never inside it. */
export type Ledger = {
  /** The revision last applied, per instance; '' is the series (RFC 5546 §2.1.5). */
  readonly revisions: ReadonlyMap<InstanceKey, Revision>
  /** The Organizer's: each Attendee's latest answer per instance. Key: `replyKey(address, key)`. */
  readonly replies: ReadonlyMap<string, ReplyMark>
  /**
   * The Organizer's: the SEQUENCE of the last change after which answers started over, per
   * instance; a REPLY to a lower SEQUENCE no longer counts (RFC 5546 §2.1.5, RFC 6638 §3.2.8).
   */
  readonly answersFrom: ReadonlyMap<InstanceKey, number>
  /**
   * The Attendee's: what the Organizer last sent of that which an Attendee may set himself (TRANSP,
   * CATEGORIES, …), so that an update tells the two apart. See `carry-over.ts`.
   */
  readonly offered: ReadonlyMap<InstanceKey, readonly Property[]>
  /**
   * The mark of what was cancelled or deleted, so that a late duplicate does not bring
   * it back. A key that ends in `/` stands for that instance and all after it.
   */
  readonly cancelled: ReadonlyMap<InstanceKey, Revision>
  /**
   * The Organizer's and the Delegator's: is a Delegate on the list in his own right, or brought there
   * by delegation alone? Who is brought goes when the Delegator comes himself. Key: `replyKey`.
   */
  readonly delegates: ReadonlyMap<string, 'invited' | 'brought'>
  /** The Organizer's: counter-proposals received. The Attendee's: those he sent. */
  readonly counters: readonly CounterProposal[]
  /** Questions that wait for a person, with the message that raised them. */
  readonly questions: readonly PendingQuestion[]
  /** Ids of questions that a person has answered: the same message does not ask them again. */
  readonly settled: readonly string[]
}

// Requirement: 5546/6.2.2/former-attendees-kept
export type ReplyMark = {
  readonly address: CalendarAddress
  readonly key: InstanceKey
  /** SEQUENCE and DTSTAMP of the REPLY: SEQUENCE tells which revision was answered. */
  readonly revision: Revision
  readonly partStat: string
  /** What he wrote to the Organizer. */
  readonly comment?: string
  /** VTODO: how far he is, 0 to 100. */
  readonly percentComplete?: number
  /** VTODO: when he was done, UTC seconds. */
  readonly completedSeconds?: number
}

/** A COUNTER (RFC 5546 §3.2.7) received by the Organizer, or sent by the Attendee. */
export type CounterProposal = {
  /** `counterId(address, key, revision)`: the same message gives the same id. */
  readonly id: string
  readonly from: CalendarAddress
  readonly key: InstanceKey
  readonly revision: Revision
  readonly component: Component
  readonly state: 'pending' | 'accepted' | 'declined' | 'superseded'
}

/** A question that waits for a person, with the message that raised it. */
export type PendingQuestion = {
  /** Stable: the same message raises the same question once. */
  readonly id: string
  readonly question: QuestionKind
  readonly from: CalendarAddress | undefined
  readonly message: CalendarObject
}

/** What a person is asked. The answers are changes: `accept-question`, `dismiss-question`, …. */
export type QuestionKind =
  | 'admit-uninvited' // the Organizer: an uninvited Attendee answered (5546 §3.2.3)
  | 'counter-proposal' // the Organizer: an Attendee proposes a change (§3.2.7)
  | 'new-organizer' // an Attendee: another Organizer claims the event (§3.2.2.4)
  | 'unauthorized' // the originator is not who may say this (§6.1)
  | 'busy-time' // someone asks for busy time (§3.3.2): answer with the change 'answer-busy-time'
  | 'unknown-sender' // an invitation from a stranger waits apart

/** The ledger of who has neither sent nor received anything about a UID. */
export const emptyLedger: Ledger = {
  revisions: new Map(),
  replies: new Map(),
  answersFrom: new Map(),
  offered: new Map(),
  cancelled: new Map(),
  delegates: new Map(),
  counters: [],
  questions: [],
  settled: [],
}

/** A user who holds nothing yet about this UID. */
export function nothingHeld(uid: string): HeldState {
  return { uid, object: undefined, ledger: emptyLedger }
}

// Requirement: 5546/3.7.1/per-instance-state-optional
export function replyKey(address: CalendarAddress, key: InstanceKey): string {
  return `${address} ${key}`
}

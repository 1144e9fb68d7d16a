/** All that a transition is told beside state and message: time, identity, policy. */
import type { ZoneCatalog } from '@parley/icalendar'
import type { CalendarAddress, CalendarUser } from './address.ts'
import type { Policy } from './policy.ts'
import type { Violation } from './validate.ts'

/** Time, identity, policy: all that a decision may depend on beside state and message. */
export type Context = {
  /** UTC seconds: becomes DTSTAMP of what is sent. */
  readonly nowSeconds: number
  /** Whose state this is. */
  readonly self: CalendarUser
  readonly policy: Policy
  readonly catalog: ZoneCatalog
  /** The user's own zone, for floating times. */
  readonly floatingTzid: string
  /** PRODID of what is sent. */
  readonly productId: string
  /** Someone who acts for `self`: written as SENT-BY. */
  readonly actingAs?: CalendarAddress
  /** Who speaks, as far as the transport could tell. Absent: the transport tells nothing. */
  readonly originator?: Originator
  /** What `validateUnder` found, where many receive one message: it is not looked through again. */
  readonly violations?: readonly Violation[]
  /** A person has just decided on the question that the message raised: it is not asked again. */
  readonly isDecided?: boolean
}

/** Who speaks, and how well that is known (RFC 5546 §6.1, RFC 6047 §2.2.1). */
export type Originator = {
  readonly address: CalendarAddress
  /** Other addresses known to mean the same user, from a directory. */
  readonly aliases?: readonly CalendarAddress[]
  /** Did the transport prove it (a signature, a session), or does the message merely claim it? */
  readonly proven: boolean
}

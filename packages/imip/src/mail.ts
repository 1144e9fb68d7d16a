/** A mail as read: who speaks to whom, and the calendar objects it carries. */
import type { CalendarObject, Violation as CalendarViolation } from '@parley/icalendar'
import type { Message, Violation as MessageViolation } from '@parley/itip'
import type { RequirementId } from './requirement-ids.ts'

/** A mail as read: envelope, calendar objects, and what could not be read. */
export type MailMessage = {
  readonly envelope: MailEnvelope
  /** In the order of the mail; one that stands in several places is here once. */
  readonly calendars: readonly MailCalendar[]
  /** Parts that might hold a calendar object and could not be read, or were not to be. */
  readonly unread: readonly UnreadPart[]
  /** Where the mail breaks RFC 6047, in the order of its parts. */
  readonly violations: readonly MailViolation[]
}

/** What the transport knew. Nothing in it proves who the originator is (RFC 6047 §2.3). */
export type MailEnvelope = {
  /** Of all From fields: more than one address is a reason to distrust the mail. */
  readonly from: readonly Mailbox[]
  readonly sender: Mailbox | undefined
  readonly replyTo: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  /** Without angle brackets, as are the next two. */
  readonly messageId: string | undefined
  readonly inReplyTo: string | undefined
  readonly references: readonly string[]
  /** UTC seconds. */
  readonly dateSeconds: number | undefined
  readonly subject: string
  /** RFC 3834: 'auto-replied', 'auto-generated'; undefined when absent. */
  readonly autoSubmitted: string | undefined
  readonly listId: string | undefined
  /** Content-Language, the first (RFC 3282). */
  readonly language: string | undefined
  /** Of a multipart/report (RFC 6522): 'delivery-status' means a mail of ours came back. */
  readonly reportType: string | undefined
}

/** Name and address of a header field (RFC 5322 §3.4). */
export type Mailbox = {
  /** '' when there is none. */
  readonly name: string
  readonly address: string
}

/** A calendar object found in a mail, with its messages and where it stood (RFC 6047 §2.4). */
export type MailCalendar = {
  readonly object: CalendarObject
  /** What iTIP makes of it: one message for each UID; none without a METHOD. */
  readonly messages: readonly Message[]
  /** The method that counts, in upper case: the object's, else the header's. */
  readonly method: string | undefined
  readonly methodInHeader: string | undefined
  readonly methodInObject: string | undefined
  /** Why that method counts. */
  readonly methodReason: MailReason
  /** Every place that holds it; the first is the one that was read. */
  readonly places: readonly [CalendarPlace, ...CalendarPlace[]]
  /** The part's bytes, transfer encoding undone, nothing else touched. */
  readonly bytes: Uint8Array
  /** Where the calendar object breaks RFC 5545. */
  readonly violations: readonly CalendarViolation[]
  /** Why something in it is no message (RFC 5546); what messages break, `validate` says. */
  readonly messageViolations: readonly MessageViolation[]
}

/** A part of the mail that holds a calendar object. */
export type CalendarPlace = {
  /** IMAP's part number: '1.3'. */
  readonly path: string
  readonly contentType: string
  readonly charset: string | undefined
  readonly fileName: string | undefined
  /** Recognised by what it begins with, not by its content type. */
  readonly byContent: boolean
  /** Inside a multipart/signed. Nothing here has checked the signature. */
  readonly signed: boolean
  /** How many nested mails (message/rfc822) it lies in: above 0 it was forwarded or came back. */
  readonly nesting: number
}

/** A part of a mail that is closed to us, and why. */
export type UnreadPart = {
  readonly path: string
  readonly contentType: string
  readonly fileName: string | undefined
  readonly why: UnreadReason
}

/** Why a part was not read. */
export type UnreadReason =
  | 'winmail.dat' // TNEF: the sender's Exchange hides the invitation in Microsoft's own format
  | 'encrypted'
  | 'signed-opaque' // S/MIME with the content inside the signature
  | 'transfer-encoding' // one that nobody knows
  | 'no-calendar-object' // says text/calendar and holds none
  | 'other-alternative' // another calendar object of the same multipart/alternative was taken
  | 'maxBytes'
  | 'maxParts'
  | 'maxDepth'
  | 'maxCalendars'

/** Why something was decided: facts for the edge to make sentences of. */
export type MailReason = {
  readonly requirement: RequirementId
  readonly facts: Readonly<Record<string, string>>
}

/** One thing that a mail breaks of RFC 6047. */
export type MailViolation = {
  readonly kind: 'violation'
  readonly requirement: RequirementId
  /** Part number, then what in it: ['1.3', 'Content-Type', 'method']. */
  readonly path: readonly (string | number)[]
  readonly expected: string
  readonly found: string
}

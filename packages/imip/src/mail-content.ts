/** A mail to be sent, as data: headers, texts and the calendar object. `mailBytes` writes it. */
import type { ComponentName, Method } from '@parley/itip'
import type { Mailbox } from './mail.ts'

/** A mail as data (RFC 6047 §2.4): what `composeMail` makes and `mailBytes` writes. */
export type MailContent = {
  readonly from: Mailbox
  /** Who hands the mail over, where that is not who it is from. */
  readonly sender: Mailbox | undefined
  readonly replyTo: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly subject: string
  /** Without angle brackets, as are the next two. */
  readonly messageId: string
  readonly inReplyTo: string | undefined
  readonly references: readonly string[]
  /** UTC seconds. */
  readonly dateSeconds: number
  /** Of the texts: 'en', 'de-AT'. */
  readonly language: string
  /** RFC 3834. Undefined where a person caused the mail. */
  readonly autoSubmitted: 'auto-generated' | 'auto-replied' | undefined
  /** Never empty. */
  readonly text: string
  readonly html: string
  /** Undefined in a mail that only leads to a page. */
  readonly calendar: CalendarContent | undefined
  readonly attachments: readonly MailAttachment[]
  /** Further header fields, List-Unsubscribe for one. */
  readonly headers: readonly MailHeader[]
}

/** The calendar object of a mail, as its part of text/calendar carries it. */
export type CalendarContent = {
  readonly method: Method
  readonly componentName: ComponentName
  /** UTF-8, with CRLF; written byte for byte. */
  readonly bytes: Uint8Array
  readonly fileName: string
}

/** A header field beyond those that every mail has. */
export type MailHeader = { readonly name: string; readonly value: string }

/** A file that goes along with the invitation. */
export type MailAttachment = {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
  /** Without angle brackets: what `ATTACH:cid:…` in the calendar object refers to (RFC 6047 §5.1). */
  readonly contentId?: string
}

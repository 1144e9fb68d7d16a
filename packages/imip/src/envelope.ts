/**
 * The envelope of a mail, from its header fields (RFC 5322 §3.6). Organizer and Attendee are never
 * inferred from it: they stand in the calendar object.
 */
// Requirement: 6047/2.3/address-from-calendar-object
// Requirement: 6047/2.3/sender-may-differ-from-organizer
// Requirement: 6047/2/reply-to-not-reliable
import { addressParser } from 'postal-mime'
import type { Mailbox, MailEnvelope } from './mail.ts'
import { parseMailDate } from './mail-date.ts'
import { decodedWords, type HeaderField, headerValue } from './mime/header.ts'
import type { MimePart } from './mime/part.ts'

export function readEnvelope(mail: MimePart, maxAddresses: number): MailEnvelope {
  const { fields, contentType } = mail
  const text = (name: string): string | undefined => headerValue(fields, name)
  const boxes = (name: string): readonly Mailbox[] => mailboxes(fields, name, maxAddresses)
  const date = text('date')
  const reportType = contentType.parameters.get('report-type')?.toLowerCase()
  return {
    from: boxes('from'),
    sender: boxes('sender')[0],
    replyTo: boxes('reply-to'),
    to: boxes('to'),
    cc: boxes('cc'),
    messageId: messageIds(text('message-id'))[0],
    inReplyTo: messageIds(text('in-reply-to'))[0],
    references: messageIds(text('references')),
    dateSeconds: date === undefined ? undefined : parseMailDate(date),
    subject: decodedWords(text('subject') ?? ''),
    autoSubmitted: text('auto-submitted')?.split(/[;\s]/, 1)[0]?.toLowerCase(),
    listId: text('list-id'),
    language: text('content-language')?.split(',', 1)[0]?.trim(),
    reportType: contentType.value === 'multipart/report' ? (reportType ?? '') : undefined,
  }
}

/** Of every field of that name: two From fields must not hide one another. */
function mailboxes(
  fields: readonly HeaderField[],
  name: string,
  maxAddresses: number,
): readonly Mailbox[] {
  const found: Mailbox[] = []
  for (const field of fields) {
    if (field.name !== name) continue
    for (const each of addressParser(field.value, { flatten: true })) {
      if (found.length >= maxAddresses) return found
      const address = each.address ?? ''
      if (address !== '') found.push({ name: each.name, address })
    }
  }
  return found
}

/** What stands in angle brackets; some write a bare id, or too many brackets. */
function messageIds(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  return text
    .split(/[\s,]+/)
    .map((each) => each.replace(/^<+|>+$/g, ''))
    .filter((each) => each !== '')
}

/** A mail written as bytes. The only file that needs Node: nodemailer builds the MIME tree. */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mailbox } from './mail.ts'
import type { CalendarContent, MailContent } from './mail-content.ts'
import { formatMailDate } from './mail-date.ts'

/** What of nodemailer is used here. */
type Composer = new (
  mail: Record<string, unknown>,
) => {
  compile(): { build(): Promise<Uint8Array> }
}
type Host = { readonly Buffer: { from(bytes: Uint8Array): Uint8Array } }

const NodemailerComposer = MailComposer as unknown as Composer
const { Buffer } = globalThis as unknown as Host

/**
 * Writes multipart/mixed(multipart/alternative(text/plain, text/html, text/calendar),
 * application/ics, attachments), the shape that mail programs recognise as an invitation.
 *
 * The same content gives the same bytes: boundaries come from the Message-ID, and no clock is read.
 * The calendar object is in base64, so that its lines arrive byte for byte (RFC 6047 §2.5); its
 * alternative part has neither Content-Disposition nor Content-ID, which would hide it.
 *
 * Errors: rejects with TypeError when a Message-ID or an address cannot stand in a header.
 */
// Requirement: 5546/3/method-property-matches-transport
// Requirement: 6047/2.4/beside-other-content
// Requirement: 6047/2.4/text-for-people
// Requirement: 6047/2.5/transfer-encoding-when-not-ascii
// Requirement: 6047/2.6/content-disposition-file-name
export async function mailBytes(content: MailContent): Promise<Uint8Array> {
  checkIds(content)
  const { calendar } = content
  const composer = new NodemailerComposer({
    ...headers(content),
    ...boundary(content.messageId),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
    alternatives: [
      textPart('text/plain; charset=utf-8', content.text),
      textPart('text/html; charset=utf-8', content.html),
      ...(calendar === undefined ? [] : [bytesPart(typeOf(calendar), calendar.bytes)]),
    ],
    attachments: [
      ...(calendar === undefined
        ? []
        : [{ ...bytesPart('application/ics', calendar.bytes), filename: calendar.fileName }]),
      ...content.attachments.map(({ fileName, contentType, bytes, contentId }) => ({
        ...bytesPart(contentType, bytes),
        filename: fileName,
        ...(contentId === undefined ? {} : { headers: { 'Content-Id': `<${contentId}>` } }),
      })),
    ],
  })
  return new Uint8Array(await composer.compile().build())
}

function typeOf({ method, componentName }: CalendarContent): string {
  return `text/calendar; method=${method}; component=${componentName}; charset=utf-8`
}

function headers(content: MailContent): Record<string, unknown> {
  const { sender, inReplyTo, autoSubmitted } = content
  const more = {
    ...(autoSubmitted === undefined ? {} : { 'Auto-Submitted': autoSubmitted }),
    ...Object.fromEntries(content.headers.map(({ name, value }) => [name, value])),
  }
  return {
    from: mailbox(content.from),
    ...(sender === undefined ? {} : { sender: mailbox(sender) }),
    ...(content.replyTo.length === 0 ? {} : { replyTo: content.replyTo.map(mailbox) }),
    to: content.to.map(mailbox),
    subject: content.subject,
    messageId: `<${content.messageId}>`,
    ...(inReplyTo === undefined ? {} : { inReplyTo: `<${inReplyTo}>` }),
    ...(content.references.length === 0
      ? {}
      : { references: content.references.map((each) => `<${each}>`).join(' ') }),
    date: formatMailDate(content.dateSeconds),
    headers: { 'Content-Language': content.language, ...more },
  }
}

function mailbox({ name, address }: Mailbox): Record<string, string> {
  return { name, address }
}

/** Quoted-printable, so that `=_` of the boundaries cannot occur in a text. */
function textPart(contentType: string, content: string): Record<string, unknown> {
  return { contentType, content, contentTransferEncoding: 'quoted-printable' }
}

function bytesPart(contentType: string, bytes: Uint8Array): Record<string, unknown> {
  return { contentType, content: Buffer.from(bytes), contentTransferEncoding: 'base64' }
}

function boundary(messageId: string): Record<string, string> {
  return {
    boundaryPrefix: '=_parley',
    baseBoundary: messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 40),
  }
}

function checkIds({
  headers: more,
  messageId,
  inReplyTo,
  references,
  from,
  sender,
  replyTo,
  to,
}: MailContent): void {
  const ids = [messageId, ...(inReplyTo === undefined ? [] : [inReplyTo]), ...references]
  for (const id of ids) {
    if (!/^[^\s<>]+$/.test(id)) throw new TypeError('a Message-ID has no white space or brackets')
  }
  for (const { name, value } of more) {
    if (!/^[A-Za-z-]+$/.test(name) || /[\r\n]/.test(value)) {
      throw new TypeError('not a header field')
    }
  }
  const mailboxes = [from, ...(sender === undefined ? [] : [sender]), ...replyTo, ...to]
  for (const { address } of mailboxes) {
    if (/[\s<>,;]|^$/.test(address)) throw new TypeError('not a mail address')
  }
}

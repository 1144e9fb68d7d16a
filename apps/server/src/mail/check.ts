/** The self-test: a mail to ourselves, through everything that mails go through. */
import { parseCalendar } from '@parley/icalendar'
import { composeMail, readMail } from '@parley/imip'
import { calendarAddress } from '@parley/itip'
import { mailInById, mailsIn } from '@parley/store'
import type { Parts } from '../parts.ts'
import { mailFolder, serviceAddress } from './addresses.ts'
import { type Authenticator, makeAuthenticator } from './in/authenticate.ts'
import { messageIdOf } from './out/compose.ts'
import { type NextHop, openNextHop } from './out/next-hop.ts'

export type Finding = { readonly ok: boolean; readonly words: string }

export type CheckOptions = {
  readonly waitMs?: number
  readonly authenticate?: Authenticator
  readonly hop?: NextHop
}

const lookEveryMs = 250

/** What works, in the order of the way that a mail takes; it ends with the first thing that does not. */
export async function checkMail(
  parts: Parts,
  options: CheckOptions = {},
): Promise<readonly Finding[]> {
  const { config } = parts
  const address = serviceAddress(config)
  const hop = options.hop ?? openNextHop(config)
  const entryId = parts.newId()
  const bytes = await checkingMail(parts, entryId, address)
  const mail = { id: entryId, envelopeFrom: address, to: address, from: address, bytes }
  const sent = await hop.send(mail).finally(() => hop.close())
  if (sent.kind === 'written') {
    return [
      { ok: true, words: `Mails are written as files to ${mailFolder(config)}.` },
      { ok: false, words: 'No mail server is configured (mail.smtp): nobody receives anything.' },
    ]
  }
  if (sent.kind !== 'accepted') {
    return [{ ok: false, words: `The mail server did not take a mail to ${address}: ${sent.why}` }]
  }
  const findings: Finding[] = [
    { ok: true, words: `The mail server took a mail to ${address}: ${sent.response}` },
  ]
  if (config.mail.lmtp === undefined && config.mail.imap === undefined) {
    const words = 'No way in is configured (mail.lmtp, mail.imap): answers by mail do not count.'
    return [...findings, { ok: false, words }]
  }
  const came = await arrived(parts, messageIdOf(parts, entryId), options.waitMs ?? 60_000)
  if (came === undefined) {
    const words = `It did not come back: is the server running, and is ${address} delivered to it?`
    return [...findings, { ok: false, words }]
  }
  return [
    ...findings,
    { ok: true, words: 'It came back.' },
    ...(await judged(parts, came, options)),
  ]
}

async function checkingMail(parts: Parts, entryId: string, address: string): Promise<Uint8Array> {
  const [message] = parseCalendar(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Parley//Server//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      `UID:${entryId}`,
      'DTSTAMP:20260101T000000Z',
      'DTSTART:20260101T000000Z',
      'SUMMARY:Self-test of mail – Grüße',
      `ORGANIZER:mailto:${address}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  ).objects
  if (message === undefined) throw new Error('the self-test has no calendar object')
  const to = calendarAddress(address)
  const content = composeMail(
    {
      kind: 'send',
      method: 'PUBLISH',
      componentName: 'VEVENT',
      uid: entryId,
      keys: [''],
      originator: to,
      sentBy: undefined,
      recipients: [to],
      message,
      changes: [],
    },
    {
      from: { name: parts.config.mail.name, address },
      messageId: messageIdOf(parts, entryId),
      dateSeconds: parts.clock(),
      autoSubmitted: 'auto-generated',
      headers: [{ name: checkHeader, value: 'yes' }],
      catalog: parts.catalog,
    },
  )
  const { mailBytes } = await import('@parley/imip/mail-bytes')
  return mailBytes(content)
}

/** Marks the mail of a self-test: its bytes are kept when it comes back. */
export const checkHeader = 'X-Parley-Check'

async function arrived(
  parts: Parts,
  messageId: string,
  waitMs: number,
): Promise<Uint8Array | undefined> {
  for (let waited = 0; waited <= waitMs; waited += lookEveryMs) {
    const bytes = await parts.store.read(async (tables) => {
      const recent = await mailsIn(tables, { limit: 200 })
      const found = recent.find((each) => each.messageId === messageId)
      return found && (await mailInById(tables, found.id))?.bytes
    })
    if (bytes !== undefined) return new Uint8Array(Buffer.from(bytes, 'base64'))
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  return undefined
}

async function judged(
  parts: Parts,
  bytes: Uint8Array,
  options: CheckOptions,
): Promise<readonly Finding[]> {
  const mail = readMail(bytes)
  const [calendar] = mail.calendars
  const isWhole =
    calendar?.method === 'PUBLISH' &&
    calendar.methodInHeader === 'PUBLISH' &&
    calendar.places.length === 2 &&
    mail.violations.length === 0 &&
    Buffer.from(calendar.bytes).includes('Grüße')
  const authenticate = options.authenticate ?? makeAuthenticator(parts.config)
  const found = await authenticate(bytes, mail, { via: 'check' })
  const { said } = found
  return [
    {
      ok: isWhole,
      words: isWhole
        ? 'Its parts arrived as they were sent.'
        : 'A mail server on the way changed its parts: invitations may not be recognised.',
    },
    {
      ok: found.dkimAligned,
      words: found.dkimAligned
        ? `DKIM passes (${said['dkim']}).`
        : `DKIM does not pass (${said['dkim'] ?? 'none'}): other organisations may not believe us.`,
    },
    {
      ok: found.dmarc === 'pass',
      words: `DMARC: ${said['dmarc'] ?? 'none'}; SPF: ${said['spf'] ?? 'none'}.`,
    },
  ]
}

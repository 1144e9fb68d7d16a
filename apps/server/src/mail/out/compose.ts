/** The mail of a posting: its bytes, who it is from, and where failures are reported. */
import { type CalendarObject, firstProperty, parseCalendar } from '@parley/icalendar'
import {
  type ComposeOptions,
  composeMail,
  composePoll,
  isMailAddress,
  type Mailbox,
  type MailContent,
  type MailHeader,
} from '@parley/imip'
import {
  type CalendarAddress,
  calendarAddress,
  isSchedulingComponent,
  type Method,
  type SendEffect,
  sentByOf,
} from '@parley/itip'
import type { Parts } from '../../parts.ts'
import { isBookable } from '../../people.ts'
import { isOwnDomain, messageIdDomain, serviceAddress, withDetail } from '../addresses.ts'
import { answerUrl, unsubscribeUrl } from '../rsvp/paths.ts'
import type { Smime } from '../smime/smime.ts'
import type { Tokens } from '../tokens.ts'
import type { Posting } from './claim.ts'
import type { OutgoingMail } from './next-hop.ts'
import { pollLetterOf } from './poll-letter.ts'

export type Composed = { readonly mail: OutgoingMail; readonly messageId: string }

/** Undefined: nobody can be written to at that address. */
export async function composePosting(
  parts: Parts,
  { tokens, smime }: { readonly tokens: Tokens; readonly smime: Smime },
  posting: Posting,
): Promise<Composed | undefined> {
  const { entry } = posting
  if (!isMailAddress(entry.recipient)) return undefined
  const messageId = messageIdOf(parts, entry.id)
  const content = contentOf(parts, tokens, posting, messageId)
  if (content === undefined) return undefined
  const { mailBytes } = await import('@parley/imip/mail-bytes')
  return {
    messageId,
    mail: {
      id: entry.id,
      to: entry.recipient,
      from: content.from.address,
      envelopeFrom: withDetail(serviceAddress(parts.config), tokens.make('bounce', entry.id)),
      bytes: await smime.seal(await mailBytes(content), {
        originator: entry.originator,
        recipient: entry.recipient,
      }),
    },
  }
}

function contentOf(
  parts: Parts,
  tokens: Tokens,
  posting: Posting,
  messageId: string,
): MailContent | undefined {
  const [message] = parseCalendar(posting.letter.text).objects
  if (message === undefined) return undefined
  const poll = pollLetterOf(message, posting)
  if (poll !== undefined) {
    return composePoll(poll, optionsFor(parts, tokens, posting, { name: '', messageId }))
  }
  const effect = effectOf(message, posting)
  if (effect === undefined) return undefined
  const name = nameIn(message, posting.entry.recipient)
  const told = { name, messageId, sentBy: effect.sentBy }
  return composeMail(effect, optionsFor(parts, tokens, posting, told))
}

/** Made of the outbox entry's id: a mail that a crash doubles has the same Message-ID both times. */
export function messageIdOf(parts: Pick<Parts, 'config'>, entryId: string): string {
  return `${entryId}@${messageIdDomain(parts.config)}`
}

function effectOf(message: CalendarObject, { entry, letter }: Posting): SendEffect | undefined {
  const component = message.components.find(isSchedulingComponent)
  if (component === undefined) return undefined
  const originator = calendarAddress(entry.originator)
  return {
    kind: 'send',
    method: entry.method as Method,
    componentName: component.name as SendEffect['componentName'],
    uid: entry.uid,
    keys: letter.keys,
    originator,
    sentBy: sentByIn(message, originator),
    recipients: [calendarAddress(entry.recipient)],
    message,
    changes: letter.changes,
  }
}

function sentByIn(
  message: CalendarObject,
  originator: CalendarAddress,
): CalendarAddress | undefined {
  for (const component of message.components) {
    for (const each of component.properties) {
      if (each.name !== 'ORGANIZER' && each.name !== 'ATTENDEE') continue
      if (calendarAddress(each.value) === originator) return sentByOf(each)
    }
  }
  return undefined
}

/** `name`: the recipient's. */
type Told = {
  readonly name: string
  readonly messageId: string
  readonly sentBy?: CalendarAddress | undefined
}

function optionsFor(
  parts: Parts,
  tokens: Tokens,
  posting: Posting,
  { name, messageId, sentBy }: Told,
): ComposeOptions {
  const { entry, sender, thread, peer } = posting
  const { firstMessageId, lastMessageId } = thread
  const language = peer?.language ?? ''
  const references = [...new Set([firstMessageId, lastMessageId])].filter((id) => id !== undefined)
  const links = linksFor(parts, tokens, posting)
  return {
    ...headersFrom(parts, tokens, posting, sentBy),
    to: [{ name, address: entry.recipient }],
    messageId,
    ...(firstMessageId !== undefined && { inReplyTo: firstMessageId, references }),
    dateSeconds: entry.createdSeconds,
    ...(language !== '' && { languages: [language] }),
    floatingTzid: sender.tzid,
    ...autoSubmitted(posting),
    ...(links !== undefined && { links, headers: unsubscribeHeaders(links.unsubscribe) }),
    catalog: parts.catalog,
  }
}

/** A room answers by itself (RFC 3834); people's mails are people's. */
function autoSubmitted({ sender, entry }: Posting): Pick<ComposeOptions, 'autoSubmitted'> {
  if (!isBookable(sender)) return {}
  return { autoSubmitted: entry.method === 'REPLY' ? 'auto-replied' : 'auto-generated' }
}

// Requirement: 6047/2.3/sender-may-differ-from-organizer
/**
 * Who it is from. Of an own domain: the user, and who sent it for him (RFC 5322 §3.6.2). Of a foreign one, as whom we may not send: the service,
 * and answers go to an address that says whose they are, and to the user.
 */
function headersFrom(
  parts: Parts,
  tokens: Tokens,
  { entry, sender, thread }: Posting,
  sentBy: CalendarAddress | undefined,
): Pick<ComposeOptions, 'from' | 'sender' | 'replyTo'> {
  const { config } = parts
  const user: Mailbox = { name: sender.displayName, address: entry.originator }
  if (isOwnDomain(config, entry.originator)) {
    const assistant = sentBy !== undefined && isMailAddress(sentBy) ? sentBy : undefined
    return { from: user, ...(assistant && { sender: { name: '', address: assistant } }) }
  }
  const service = serviceAddress(config)
  const via = `${sender.displayName} (${config.mail.name})`
  return {
    from: { name: via, address: service },
    replyTo: [
      { name: via, address: withDetail(service, tokens.make('reply', thread.id)) },
      ...(isMailAddress(user.address) ? [user] : []),
    ],
  }
}

const organizersMethods: ReadonlySet<string> = new Set(['REQUEST', 'ADD'])

type Links = { readonly answer?: string; readonly unsubscribe: string }

/** Outside recipients of an Organizer's message can answer on a page. */
function linksFor(parts: Parts, tokens: Tokens, { entry, thread }: Posting): Links | undefined {
  const { links } = parts.config.mail
  const toAttendee = organizersMethods.has(entry.method) || entry.method === 'CANCEL'
  if (!links.enabled || thread.revoked || !toAttendee) return undefined
  const token = tokens.make('answer', thread.id)
  const unsubscribe = unsubscribeUrl(parts.config, token)
  if (entry.method === 'CANCEL') return { unsubscribe }
  return { answer: answerUrl(parts.config, token), unsubscribe }
}

/** RFC 2369, RFC 8058: mail programs offer it as a button. */
function unsubscribeHeaders(url: string): readonly MailHeader[] {
  const oneClick = url.startsWith('https:')
  return [
    { name: 'List-Unsubscribe', value: `<${url}>` },
    ...(oneClick ? [{ name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
  ]
}

function nameIn(message: CalendarObject, address: string): string {
  for (const component of message.components.filter(isSchedulingComponent)) {
    const organizer = firstProperty(component, 'ORGANIZER')
    for (const each of [...component.properties, ...(organizer ? [organizer] : [])]) {
      if (each.name !== 'ATTENDEE' && each.name !== 'ORGANIZER') continue
      if (calendarAddress(each.value) !== address) continue
      return each.parameters.find(({ name }) => name === 'CN')?.values[0] ?? ''
    }
  }
  return ''
}

import { serializeCalendar, type ZoneCatalog, zonesOf } from '@parley/icalendar'
import type { SendEffect } from '@parley/itip'
import { cleanName, isMailAddress } from './clean.ts'
import type { Mailbox } from './mail.ts'
import type { MailAttachment, MailContent, MailHeader } from './mail-content.ts'
import { allTexts, chooseLanguage, type Language } from './texts/choose.ts'
import type { Texts } from './texts/texts.ts'
import { documentOf, type MailDocument } from './words/document.ts'
import { htmlText } from './words/html.ts'
import type { Names } from './words/people.ts'
import { plainText } from './words/plain.ts'
import { type Story, storyOf } from './words/story.ts'
import { subjectOf } from './words/subject.ts'
import { type Clock, clockFor } from './words/times.ts'

/** What a mail needs beside the effect: who, when, and the reader's language and zone. */
export type ComposeOptions = {
  readonly from: Mailbox
  readonly sender?: Mailbox
  readonly replyTo?: readonly Mailbox[]
  /** Default: all recipients of the effect that have a mail address. */
  readonly to?: readonly Mailbox[]
  /** Without angle brackets, as are the next two. */
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references?: readonly string[]
  /** UTC seconds. */
  readonly dateSeconds: number
  /** The reader's, the best first: ['de-AT', 'en']. Absent: not known. */
  readonly languages?: readonly string[]
  /** The reader's zone, when known: an IANA id. */
  readonly readerTzid?: string
  /** Of floating times in the calendar object. Default UTC. */
  readonly floatingTzid?: string
  readonly autoSubmitted?: 'auto-generated' | 'auto-replied'
  readonly attachments?: readonly MailAttachment[]
  readonly headers?: readonly MailHeader[]
  /** Pages for readers without a calendar program: to answer, and to hear no more. */
  readonly links?: { readonly answer?: string; readonly unsubscribe?: string }
  readonly catalog: ZoneCatalog
  /** Languages that there are texts for; the first is for readers whose language is not known. */
  readonly texts?: readonly [Texts, ...Texts[]]
}

/**
 * Makes the mail that carries a message: headers, texts for people and the calendar object, as data.
 * `mailBytes` (from `@parley/imip/mail-bytes`) writes it.
 *
 * One call serves all recipients of the effect; call it once per recipient to speak each one's
 * language and zone. Times are given in the event's zone, always with its name, and in the reader's
 * too when that is known and another. Without a known language, dates are YYYY-MM-DD. What changed
 * stands with the old value struck through. RFC 6047 §2.4.
 *
 * Errors: TypeError when nobody has a mail address, or the effect's message lacks its component.
 */
export function composeMail(effect: SendEffect, options: ComposeOptions): MailContent {
  const { texts, locale, story, clock } = wordsFor(effect, options)
  const document = documentOf(story, clock, options.links)
  const to = options.to ?? recipientsOf(effect, story.names)
  if (to.length === 0) throw new TypeError('no recipient has a mail address')
  return {
    ...headOf(options, to),
    subject: subjectOf(story, clock),
    language: locale ?? texts.language,
    text: plainText(document),
    html: htmlText(document),
    calendar: {
      method: effect.method,
      componentName: effect.componentName,
      bytes: serializeCalendar(effect.message),
      fileName: 'invite.ics',
    },
    attachments: options.attachments ?? [],
  }
}

type Head = Omit<MailContent, 'subject' | 'language' | 'text' | 'html' | 'calendar' | 'attachments'>

/** What a mail of any kind takes from its options; names are fit to stand in headers. */
export function headOf(options: ComposeOptions, to: readonly Mailbox[]): Head {
  return {
    from: clean(options.from),
    sender: options.sender === undefined ? undefined : clean(options.sender),
    replyTo: (options.replyTo ?? []).map(clean),
    to: to.map(clean),
    messageId: options.messageId,
    inReplyTo: options.inReplyTo,
    references: options.references ?? [],
    dateSeconds: options.dateSeconds,
    autoSubmitted: options.autoSubmitted,
    headers: options.headers ?? [],
  }
}

type ReaderOptions = Pick<
  ComposeOptions,
  'languages' | 'readerTzid' | 'floatingTzid' | 'catalog' | 'texts'
>

/**
 * What a mail of this message would say, as data: for pages that show the same.
 *
 * Errors: TypeError when the effect's message lacks its component.
 */
export function mailDocument(effect: SendEffect, options: ReaderOptions): MailDocument {
  const { story, clock } = wordsFor(effect, options)
  return documentOf(story, clock)
}

type Words = Language & { readonly story: Story; readonly clock: Clock }

function wordsFor(effect: SendEffect, options: ReaderOptions): Words {
  const { catalog, floatingTzid, readerTzid } = options
  const language = chooseLanguage(options.languages ?? [], options.texts ?? allTexts)
  const zones = zonesOf(effect.message, catalog, floatingTzid)
  return {
    ...language,
    story: storyOf(effect),
    clock: clockFor({ ...language, zones, readerTzid }),
  }
}

function recipientsOf({ recipients }: SendEffect, names: Names): readonly Mailbox[] {
  return recipients
    .filter(isMailAddress)
    .map((address) => ({ name: names.get(address) ?? '', address }))
}

function clean({ name, address }: Mailbox): Mailbox {
  return { name: cleanName(name), address }
}

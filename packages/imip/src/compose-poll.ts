import { type CalendarObject, component, zonesOf } from '@parley/icalendar'
import { cleanBlock, cleanLine, cleanName } from './clean.ts'
import { type ComposeOptions, headOf } from './compose-mail.ts'
import type { Mailbox } from './mail.ts'
import type { MailContent } from './mail-content.ts'
import { allTexts, chooseLanguage } from './texts/choose.ts'
import type { Texts } from './texts/texts.ts'
import { componentRows, type Line, textLines } from './words/component-rows.ts'
import type { MailDocument, Row } from './words/document.ts'
import { htmlText } from './words/html.ts'
import { plainText } from './words/plain.ts'
import { type Clock, clockFor } from './words/times.ts'

/** A poll as its voters are told of it. */
export type PollLetter = {
  readonly isCalledOff: boolean
  readonly organizer: Mailbox
  readonly title: string
  readonly description: string | undefined
  /** What can be voted for, with the VTIMEZONEs that their times need. */
  readonly candidates: CalendarObject
}

const maxTitleLength = 300
const maxDetailsLength = 10_000

/**
 * Makes the mail that tells somebody of a poll (VPOLL) and leads to the page on which to vote: texts
 * for people, and no calendar object, since hardly any mail program knows VPOLL.
 *
 * Times stand in the candidates' own zones, with their names. `links.answer` is the page to vote on.
 *
 * Errors: TypeError when `to` is missing.
 */
export function composePoll(letter: PollLetter, options: ComposeOptions): MailContent {
  const { to } = options
  if (to === undefined || to.length === 0) throw new TypeError('a poll is told to somebody')
  const { texts, locale } = chooseLanguage(options.languages ?? [], options.texts ?? allTexts)
  const { catalog, floatingTzid, readerTzid } = options
  const zones = zonesOf(letter.candidates, catalog, floatingTzid)
  const clock = clockFor({ texts, locale, zones, readerTzid })
  const document = documentOf(letter, clock, options.links)
  const { poll } = texts
  const title = cleanLine(letter.title, maxTitleLength) || texts.untitled
  return {
    ...headOf(options, to),
    subject: `${letter.isCalledOff ? poll.calledOff : poll.subject}: ${title}`,
    language: locale ?? texts.language,
    text: plainText(document),
    html: htmlText(document),
    calendar: undefined,
    attachments: [],
  }
}

function documentOf(
  letter: PollLetter,
  clock: Clock,
  links: ComposeOptions['links'] = {},
): MailDocument {
  const { texts } = clock
  const { isCalledOff, organizer, title, description } = letter
  const who = `${cleanName(organizer.name)} <${organizer.address}>`.trim()
  const row = (label: string, lines: readonly Line[]): Row => ({
    label,
    lines,
    was: [],
    wasWord: texts.was,
  })
  const options = isCalledOff ? [] : candidatesOf(letter, clock)
  const rows = [
    row(texts.labels.what, textLines([cleanLine(title, maxTitleLength) || texts.untitled])),
    ...options.map((lines, index) => row(`${index + 1}`, lines)),
    row(texts.labels.details, textLines([cleanBlock(description ?? '', maxDetailsLength)])),
  ]
  return {
    language: texts.language,
    opening: isCalledOff ? texts.poll.openingCalledOff(who) : texts.poll.opening(who),
    rows: rows.filter((each) => each.lines.length > 0),
    closing: undefined,
    links: linesOf(texts, links),
  }
}

function linesOf(texts: Texts, links: NonNullable<ComposeOptions['links']>): readonly Line[] {
  const line = (label: string, href: string | undefined): readonly Line[] =>
    href === undefined ? [] : [{ label, text: href, href }]
  return [
    ...line(texts.poll.votePage, links.answer),
    ...line(texts.unsubscribePage, links.unsubscribe),
  ]
}

const said = ['when', 'start', 'due', 'where'] as const

/** Of each candidate when, and where. */
function candidatesOf({ candidates }: PollLetter, clock: Clock): readonly (readonly Line[])[] {
  return candidates.components
    .filter(({ name }) => name !== 'VTIMEZONE')
    .map((each) => componentRows(component(each.name, each.properties), clock))
    .map((rows) => said.flatMap((label) => rows.get(label) ?? []))
}

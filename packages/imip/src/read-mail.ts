import {
  allProperties,
  type CalendarObject,
  type ParseLimits,
  parseCalendar,
  rawValue,
  serializeText,
  withoutProperties,
} from '@parley/icalendar'
import { type Message, type Violation as MessageViolation, read } from '@parley/itip'
import { type Candidate, contentIds, findCandidates, unreadPart } from './candidate.ts'
import { checkPart, mailReason, mailViolation } from './check-part.ts'
import { readEnvelope } from './envelope.ts'
import { defaultMailLimits, type MailLimits } from './limits.ts'
import type { MailCalendar, MailMessage, MailReason, MailViolation, UnreadPart } from './mail.ts'
import { type MimePart, readParts } from './mime/part.ts'

/** Limits of reading a mail. */
export type ReadMailOptions = {
  readonly limits?: Partial<MailLimits>
  /** For the calendar objects inside. */
  readonly parseLimits?: Partial<ParseLimits>
}

/**
 * Reads a mail: its envelope, and every calendar object in whatever part holds one (RFC 6047 §2.4).
 *
 * A calendar object that stands in several parts is returned once, with all its places. Which METHOD
 * counts: the calendar object's; the header's only where the object has none. What cannot be read
 * (winmail.dat, encryption, a limit) is named in `unread`.
 *
 * Errors: none; bytes that are no mail give a mail without calendars.
 */
export function readMail(bytes: Uint8Array, options: ReadMailOptions = {}): MailMessage {
  const limits = { ...defaultMailLimits, ...options.limits }
  const tooLong = bytes.length > limits.maxBytes
  const mail = readParts(tooLong ? bytes.subarray(0, limits.maxHeaderBytes) : bytes, limits)
  const envelope = readEnvelope(mail, limits.maxAddresses)
  if (tooLong) {
    return { envelope, calendars: [], unread: [unreadPart(mail, 'maxBytes')], violations: [] }
  }
  return { envelope, ...readCalendars(mail, limits, options.parseLimits ?? {}) }
}

type Calendars = Pick<MailMessage, 'calendars' | 'unread' | 'violations'>

function readCalendars(
  mail: MimePart,
  limits: MailLimits,
  parseLimits: Partial<ParseLimits>,
): Calendars {
  const { candidates, unread: closed } = findCandidates(mail)
  const unread: UnreadPart[] = [...closed]
  const found: FoundCalendar[] = []
  const ids = contentIds(mail)
  for (const candidate of candidates) {
    if (found.length >= limits.maxCalendars) {
      unread.push(unreadPart(candidate.part, 'maxCalendars'))
      continue
    }
    const room = limits.maxCalendars - found.length
    const read = parseCandidate(candidate, { limits: parseLimits, ids, room })
    if (read.total === 0) unread.push(unreadPart(candidate.part, 'no-calendar-object'))
    if (read.total > room) unread.push(unreadPart(candidate.part, 'maxCalendars'))
    found.push(...read.found)
  }
  const folded = foldDuplicates(found)
  const chosen = chooseAlternatives(folded.found)
  return {
    calendars: chosen.found.map(toCalendar),
    unread: [...unread, ...chosen.unread],
    violations: [
      ...chosen.found.flatMap((each) => each.violations),
      ...folded.violations,
      ...chosen.violations,
    ],
  }
}

type FoundCalendar = Omit<
  MailCalendar,
  'messages' | 'method' | 'methodReason' | 'violations' | 'messageViolations'
> & {
  readonly candidate: Candidate
  /** The object without METHOD, written out: equal for duplicates. */
  readonly text: string
  readonly revision: string
  readonly parsed: MailCalendar['violations']
  readonly violations: readonly MailViolation[]
}

/** Reads as many calendar objects as there is room for; `total` says how many the part holds. */
function parseCandidate(
  candidate: Candidate,
  told: {
    readonly limits: Partial<ParseLimits>
    readonly ids: ReadonlySet<string>
    readonly room: number
  },
): { readonly found: readonly FoundCalendar[]; readonly total: number } {
  const { part, place, bytes } = candidate
  const charset = place.charset === undefined ? {} : { charset: place.charset }
  const parsed = parseCalendar(bytes, { limits: told.limits, ...charset })
  const methodInHeader = methodName(part.contentType.parameters.get('method'))
  const found = parsed.objects.slice(0, told.room).map((object, i): FoundCalendar => {
    const methodInObject = methodName(rawValue(object, 'METHOD'))
    const methods = { methodInHeader, methodInObject }
    return {
      object,
      ...methods,
      candidate,
      places: [place],
      bytes,
      text: serializeText(withoutProperties(object, 'METHOD')),
      revision: revisionText(object, methodInObject ?? methodInHeader),
      parsed: parsed.violations.filter(({ path }) =>
        i === 0 ? path[1] === 0 || path.length === 0 : path[1] === i,
      ),
      violations: checkPart({
        candidate,
        object,
        isFirst: i === 0,
        contentIds: told.ids,
        ...methods,
      }),
    }
  })
  return { found, total: parsed.objects.length }
}

function methodName(text: string | undefined): string | undefined {
  const name = text?.trim().toUpperCase() ?? ''
  return name === '' ? undefined : name
}

type Settled = {
  readonly found: readonly FoundCalendar[]
  readonly unread: readonly UnreadPart[]
  readonly violations: readonly MailViolation[]
}

/** One calendar object in several parts is one: the best part is kept and the others are named. */
function foldDuplicates(found: readonly FoundCalendar[]): Settled {
  const byText = new Map<string, FoundCalendar>()
  const violations: MailViolation[] = []
  for (const each of found) {
    const key = duplicateOf(each, byText) ?? each.text
    const held = byText.get(key)
    if (held === undefined) {
      byText.set(key, each)
      continue
    }
    const [best, other] = rank(each) > rank(held) ? [each, held] : [held, each]
    byText.set(key, { ...best, places: [...best.places, ...other.places] })
    const [method, otherMethod] = [best.methodInObject, other.methodInObject]
    if (method !== undefined && otherMethod !== undefined && method !== otherMethod) {
      const at = [other.places[0].path, 'VCALENDAR', 'METHOD']
      violations.push(mailViolation('6047/2.4/alternatives-are-the-same', at, method, otherMethod))
    }
  }
  return { found: [...byText.values()], unread: [], violations }
}

/**
 * The key of a calendar object that this one repeats. Word for word; or, where one of the two is
 * an attachment of another type, the same revision of the same components: some products write
 * the attachment a little differently.
 */
function duplicateOf(
  found: FoundCalendar,
  held: ReadonlyMap<string, FoundCalendar>,
): string | undefined {
  if (held.has(found.text)) return found.text
  const isPart = (each: FoundCalendar): boolean => each.places[0].contentType === 'text/calendar'
  for (const [key, each] of held) {
    if (found.revision !== '' && isPart(each) !== isPart(found) && each.revision === found.revision)
      return key
  }
  return undefined
}

/** Names, UIDs, recurrence ids and revisions of the components; the Attendee where it is one's reply. */
function revisionText(object: CalendarObject, method: string | undefined): string {
  const speaks = method === 'REPLY' || method === 'COUNTER' || method === 'REFRESH'
  const rows = object.components
    .filter(({ name }) => name !== 'VTIMEZONE')
    .map((each) => {
      const attendees = allProperties(each, 'ATTENDEE').map(({ value }) => value.toLowerCase())
      const names = ['UID', 'RECURRENCE-ID', 'SEQUENCE', 'DTSTAMP', 'DTSTART']
      const values = names.map((name) => rawValue(each, name) ?? '')
      return [each.name, ...values, ...(speaks ? attendees : [])].join(' ')
    })
  return rows.sort().join('\n')
}

/** A text/calendar part with a method first, then one whose object has a METHOD. */
function rank({ places: [place], methodInHeader, methodInObject }: FoundCalendar): number {
  const isImip = place.contentType === 'text/calendar' && methodInHeader !== undefined
  return (place.byContent ? 0 : 1) + (methodInObject === undefined ? 0 : 2) + (isImip ? 4 : 0)
}

/** Differing calendar objects in one multipart/alternative are no choice to offer: the best is taken. */
// Requirement: 6047/2.4/choose-among-alternatives
function chooseAlternatives(found: readonly FoundCalendar[]): Settled {
  const best = new Map<string, FoundCalendar>()
  for (const each of found) {
    const { alternative } = each.candidate
    if (alternative === undefined) continue
    const held = best.get(alternative)
    const samePart = held !== undefined && held.candidate === each.candidate
    if (!samePart && (held === undefined || rank(each) > rank(held))) best.set(alternative, each)
  }
  const passed = found.filter(({ candidate }) => {
    const taken = candidate.alternative === undefined ? undefined : best.get(candidate.alternative)
    return taken !== undefined && taken.candidate !== candidate
  })
  return {
    found: found.filter((each) => !passed.includes(each)),
    unread: passed.map(({ candidate }) => unreadPart(candidate.part, 'other-alternative')),
    violations: passed.map(({ places: [place] }) =>
      mailViolation(
        '6047/2.4/alternatives-are-the-same',
        [place.path],
        'the same calendar object as the other alternative',
        'another calendar object',
      ),
    ),
  }
}

/** The object's own METHOD counts: it is what the originator wrote, and what a signature covers. */
function toCalendar(found: FoundCalendar): MailCalendar {
  const { object, methodInHeader, methodInObject, places, bytes, parsed } = found
  const method = methodInObject ?? methodInHeader
  const { messages, violations } = messagesOf(object, method)
  return {
    object,
    messages,
    method,
    methodInHeader,
    methodInObject,
    methodReason: methodReason(methodInHeader, methodInObject),
    places,
    bytes,
    violations: parsed,
    messageViolations: violations,
  }
}

type Messages = {
  readonly messages: readonly Message[]
  readonly violations: readonly MessageViolation[]
}

/** Without any METHOD it is a calendar object to be kept, and no message: nothing is wrong with it. */
// Requirement: 6047/2.4/no-method-is-not-imip
// Requirement: 6047/4.4/same-method-components-together
function messagesOf(object: CalendarObject, method: string | undefined): Messages {
  return method === undefined ? { messages: [], violations: [] } : read(object, { method })
}

function methodReason(inHeader: string | undefined, inObject: string | undefined): MailReason {
  const facts = { methodInHeader: inHeader ?? '', methodInObject: inObject ?? '' }
  if (inHeader === undefined) return mailReason('6047/2.4/no-method-is-not-imip', facts)
  if (inHeader === inObject) return mailReason('6047/2.1/media-type-text-calendar', facts)
  return mailReason('6047/2.4/method-parameter-equals-method', facts)
}

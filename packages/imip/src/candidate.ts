/** Which parts of a mail may hold a calendar object, and which are closed to us. */
import type { CalendarPlace, UnreadPart, UnreadReason } from './mail.ts'
import { decodedWords, headerValue } from './mime/header.ts'
import { allParts, decodedBody, type MimePart } from './mime/part.ts'
import { decodeTransfer } from './mime/transfer-encoding.ts'

/** A part to be parsed. */
export type Candidate = {
  readonly part: MimePart
  readonly place: CalendarPlace
  readonly bytes: Uint8Array
  /** Path of the multipart/alternative around it. */
  readonly alternative: string | undefined
}

type Candidates = {
  readonly candidates: readonly Candidate[]
  readonly unread: readonly UnreadPart[]
}

type Surroundings = {
  readonly signed: boolean
  readonly nesting: number
  readonly alternative: string | undefined
}

/** In the order of the mail, in whatever multipart (RFC 6047 §2.4). */
// Requirement: 6047/2.4/find-parts-in-any-multipart
// Requirement: 6047/2.4/read-all-parts-of-mixed
// Requirement: 6047/2.4/different-methods-in-mixed
export function findCandidates(mail: MimePart): Candidates {
  const candidates: Candidate[] = []
  const unread: UnreadPart[] = []
  const visit = (part: MimePart, around: Surroundings): void => {
    const closed = part.unread ?? closedReason(part)
    if (closed !== undefined) unread.push(unreadPart(part, closed))
    if (part.parts.length === 0 && closed === undefined) {
      const found = candidateOf(part, around)
      if (found !== undefined && 'why' in found) unread.push(found)
      else if (found !== undefined) candidates.push(found)
    }
    const inside = surroundingsIn(part, around)
    for (const each of part.parts) visit(each, inside)
  }
  visit(mail, { signed: false, nesting: 0, alternative: undefined })
  return { candidates, unread }
}

function surroundingsIn(part: MimePart, around: Surroundings): Surroundings {
  const type = part.contentType.value
  if (type === 'multipart/signed') return { ...around, signed: true }
  if (type === 'multipart/alternative') return { ...around, alternative: part.path }
  if (!type.startsWith('message/')) return around
  return { signed: false, nesting: around.nesting + 1, alternative: undefined }
}

const calendarTypes: ReadonlySet<string> = new Set([
  'text/calendar',
  'application/ics',
  'application/calendar',
  'text/x-calendar',
])

function candidateOf(part: MimePart, around: Surroundings): Candidate | UnreadPart | undefined {
  const type = part.contentType.value
  const declared = calendarTypes.has(type)
  if (!declared && /^(image|audio|video|font|multipart)\//.test(type)) return undefined
  const beginning = decodeTransfer(part.body.subarray(0, maxPreface), part.transferEncoding)
  if (beginning === undefined) return declared ? unreadPart(part, 'transfer-encoding') : undefined
  if (isTnef(beginning)) return unreadPart(part, 'winmail.dat')
  // The file name decides nothing (RFC 6047 §2.6): another type counts for what it begins with.
  // Requirement: 6047/2.6/content-type-decides
  const start = declared ? 0 : startOfCalendar(beginning, type === 'text/plain')
  if (start < 0) return undefined
  const body = decodedBody(part) ?? beginning
  const place: CalendarPlace = {
    path: part.path,
    contentType: type,
    charset: part.contentType.parameters.get('charset'),
    fileName: fileNameOf(part),
    byContent: !declared,
    signed: around.signed,
    nesting: around.nesting,
  }
  return { part, place, bytes: body.subarray(start), alternative: around.alternative }
}

export function unreadPart(part: MimePart, why: UnreadReason): UnreadPart {
  return { path: part.path, contentType: part.contentType.value, fileName: fileNameOf(part), why }
}

function fileNameOf(part: MimePart): string | undefined {
  const name =
    part.disposition?.parameters.get('filename') ?? part.contentType.parameters.get('name')
  return name === undefined ? undefined : decodedWords(name)
}

/** RFC 8551 §3.2 and MS-OXTNEF §2.1.1, by content type; the signature of TNEF is looked for apart. */
function closedReason(part: MimePart): UnreadReason | undefined {
  const { value, parameters } = part.contentType
  if (value === 'application/ms-tnef' || value === 'application/vnd.ms-tnef') return 'winmail.dat'
  if (value === 'multipart/encrypted') return 'encrypted'
  if (value !== 'application/pkcs7-mime' && value !== 'application/x-pkcs7-mime') return undefined
  return parameters.get('smime-type') === 'signed-data' ? 'signed-opaque' : 'encrypted'
}

function isTnef(body: Uint8Array): boolean {
  return body[0] === 0x78 && body[1] === 0x9f && body[2] === 0x3e && body[3] === 0x22
}

const begin = 'BEGIN:VCALENDAR'
/** Bytes of a part, still encoded, in which it must begin. */
const maxPreface = 64 * 1024

/** Where a calendar object begins: at the start, or in a text at the start of some line. */
function startOfCalendar(body: Uint8Array, anyLine: boolean): number {
  let at = 0
  while (at < body.length) {
    if (isBlank(body[at])) at++
    else if (beginsWith(body, at)) return at
    else if (!anyLine) return -1
    else {
      const end = body.indexOf(10, at)
      if (end < 0) return -1
      at = end + 1
    }
  }
  return -1
}

/** White space, and the three bytes of a byte order mark. */
function isBlank(byte: number | undefined): boolean {
  return byte === 32 || (byte !== undefined && byte >= 9 && byte <= 13) || isMark(byte)
}

function isMark(byte: number | undefined): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf
}

function beginsWith(body: Uint8Array, at: number): boolean {
  for (let i = 0; i < begin.length; i++) {
    const byte = body[at + i] ?? 0
    const upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
    if (upper !== begin.charCodeAt(i)) return false
  }
  return true
}

/** Content-IDs of all parts, without angle brackets. */
export function contentIds(mail: MimePart): ReadonlySet<string> {
  const found = new Set<string>()
  for (const part of allParts(mail)) {
    const id = headerValue(part.fields, 'content-id')
    if (id !== undefined) found.add(id.replace(/^<|>$/g, ''))
  }
  return found
}

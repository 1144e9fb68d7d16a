/**
 * The tree of parts of a mail (RFC 2045, RFC 2046), with every body as the bytes it came as.
 *
 * postal-mime would decode the text of a part and so break a content line whose fold splits a
 * UTF-8 sequence; so the tree is read here, in one pass over the lines, and postal-mime is used for
 * encoded words and address lists.
 */
import type { MailLimits, PartLimitName } from '../limits.ts'
import {
  type HeaderField,
  headerValue,
  type ParameterizedValue,
  readFields,
  readParameterized,
} from './header.ts'
import { encodeUtf8 } from './host.ts'
import { decodeTransfer } from './transfer-encoding.ts'

export type MimePart = {
  /** Numbered as IMAP does (RFC 9051 §6.4.5.1): '1.2'; '' is the mail itself when it is multipart. */
  readonly path: string
  readonly fields: readonly HeaderField[]
  readonly contentType: ParameterizedValue
  readonly disposition: ParameterizedValue | undefined
  /** In lower case; '' when not given. */
  readonly transferEncoding: string
  /** Still in its transfer encoding. Empty for a multipart. */
  readonly body: Uint8Array
  readonly parts: readonly MimePart[]
  /** Set where a limit kept what is inside from being read. */
  readonly unread: PartLimitName | undefined
}

/** A line that parts a multipart; `level` is the index of its boundary among those in force. */
type Delimiter = { readonly level: number; readonly closing: boolean }

type Cursor = {
  readonly bytes: Uint8Array
  readonly limits: MailLimits
  /** Shared by all cursors of one mail. */
  readonly count: { parts: number }
  at: number
}

/** Reads the tree. Never throws; a limit that is met is named on the part that met it. */
export function readParts(bytes: Uint8Array, limits: MailLimits): MimePart {
  const cursor = { bytes, limits, count: { parts: 0 }, at: startOfMail(bytes) }
  return readEntity(cursor, [], { path: '', depth: 0, isMail: true }).part
}

/** Every part, outer before inner, in the order of the mail. */
export function* allParts(part: MimePart): Generator<MimePart> {
  yield part
  for (const each of part.parts) yield* allParts(each)
}

/** The body with its transfer encoding undone; undefined where nobody knows that encoding. */
export function decodedBody(part: MimePart): Uint8Array | undefined {
  return decodeTransfer(part.body, part.transferEncoding)
}

/** Passes over the line that an mbox begins a mail with, and over empty lines. */
function startOfMail(bytes: Uint8Array): number {
  let at = 0
  while (bytes[at] === 13 || bytes[at] === 10) at++
  const mbox = [70, 114, 111, 109, 32] // 'From '
  return mbox.every((byte, i) => bytes[at + i] === byte) ? lineAfter(bytes, at) : at
}

function lineAfter(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(10, at)
  return end < 0 ? bytes.length : end + 1
}

/** Where an entity stands. `isMail`: it is a whole mail, not a part of a multipart. */
type Place = { readonly path: string; readonly depth: number; readonly isMail: boolean }
type Read = { readonly part: MimePart; readonly end: Delimiter | undefined }
type Boundaries = readonly Uint8Array[]

/** Reads header and body up to a delimiter of any multipart around it, or to the end. */
function readEntity(cursor: Cursor, boundaries: Boundaries, place: Place): Read {
  cursor.count.parts++
  const header = readHeader(cursor, boundaries)
  const empty = describe(header.fields, place.isMail ? inside(place.path, 1) : place.path)
  if (header.end !== undefined) return { part: empty, end: header.end }

  const type = empty.contentType.value
  const boundary = empty.contentType.parameters.get('boundary') ?? ''
  const isMultipart = type.startsWith('multipart/') && boundary !== ''
  const isMessage = type === 'message/rfc822' || type === 'message/global'
  const isDeep = place.depth >= cursor.limits.maxDepth
  if (isMultipart && !isDeep) {
    const { parts, unread, end } = readMultipart(cursor, boundaries, encodeUtf8(boundary), place)
    return { part: { ...empty, path: place.path, parts, unread }, end }
  }
  const content = { path: empty.path, depth: place.depth + 1, isMail: true }
  if (isMessage && !isDeep && isPlain(empty)) {
    const { part, end } = readEntity(cursor, boundaries, content)
    return { part: { ...empty, parts: [part] }, end }
  }
  const { body, end } = readBody(cursor, boundaries)
  const leaf = { ...empty, body }
  if (isDeep && (isMultipart || isMessage)) return { part: { ...leaf, unread: 'maxDepth' }, end }
  const decoded = isMessage ? decodedBody(leaf) : undefined
  if (decoded === undefined) return { part: leaf, end }
  const within = { ...cursor, bytes: decoded, at: startOfMail(decoded) }
  return { part: { ...empty, parts: [readEntity(within, [], content).part] }, end }
}

function inside(path: string, index: number): string {
  return path === '' ? `${index}` : `${path}.${index}`
}

function describe(fields: readonly HeaderField[], path: string): MimePart {
  const disposition = headerValue(fields, 'content-disposition')
  return {
    path,
    fields,
    contentType: readParameterized(headerValue(fields, 'content-type') ?? 'text/plain'),
    disposition: disposition === undefined ? undefined : readParameterized(disposition),
    transferEncoding: readParameterized(headerValue(fields, 'content-transfer-encoding') ?? '')
      .value,
    body: new Uint8Array(0),
    parts: [],
    unread: undefined,
  }
}

/** A nested mail stands as it is, and is not to be encoded (RFC 2046 §5.2.1). */
function isPlain({ transferEncoding }: MimePart): boolean {
  return transferEncoding !== 'base64' && transferEncoding !== 'quoted-printable'
}

/** Passes over lines up to a delimiter, and takes the parts one by one. */
function readMultipart(
  cursor: Cursor,
  around: Boundaries,
  boundary: Uint8Array,
  place: Place,
): { parts: readonly MimePart[]; unread: PartLimitName | undefined; end: Delimiter | undefined } {
  const boundaries = [...around, boundary]
  const own = around.length
  const parts: MimePart[] = []
  let end = readBody(cursor, boundaries).end // the preamble
  while (end !== undefined && end.level === own && !end.closing) {
    if (cursor.count.parts >= cursor.limits.maxParts)
      return { parts, unread: 'maxParts', end: undefined }
    const child = {
      path: inside(place.path, parts.length + 1),
      depth: place.depth + 1,
      isMail: false,
    }
    const read = readEntity(cursor, boundaries, child)
    parts.push(read.part)
    end = read.end
  }
  if (end !== undefined && end.level === own) end = readBody(cursor, around).end // the epilogue
  return { parts, unread: undefined, end }
}

/** Reads up to the empty line. A delimiter before it ends the entity. */
function readHeader(
  cursor: Cursor,
  boundaries: Boundaries,
): { readonly fields: readonly HeaderField[]; readonly end: Delimiter | undefined } {
  const { bytes, limits } = cursor
  const start = cursor.at
  let end: Delimiter | undefined
  let stop = start
  while (cursor.at < bytes.length && end === undefined) {
    stop = cursor.at
    cursor.at = lineAfter(bytes, stop)
    if (bytes[stop] === 10 || (bytes[stop] === 13 && bytes[stop + 1] === 10)) break
    end = delimiterAt(cursor, stop, boundaries)
    if (end === undefined) stop = cursor.at
  }
  const block = bytes.subarray(start, Math.min(stop, start + limits.maxHeaderBytes))
  return { fields: readFields(block), end }
}

/** Reads up to a delimiter; the line break before that belongs to it (RFC 2046 §5.1.1). */
function readBody(
  cursor: Cursor,
  boundaries: Boundaries,
): { readonly body: Uint8Array; readonly end: Delimiter | undefined } {
  const { bytes } = cursor
  const start = cursor.at
  while (cursor.at < bytes.length && boundaries.length > 0) {
    const lineStart = cursor.at
    cursor.at = lineAfter(bytes, lineStart)
    const end = delimiterAt(cursor, lineStart, boundaries)
    if (end === undefined) continue
    let stop = lineStart
    if (stop > start && bytes[stop - 1] === 10) stop--
    if (stop > start && bytes[stop - 1] === 13) stop--
    return { body: bytes.subarray(start, stop), end }
  }
  cursor.at = bytes.length
  return { body: bytes.subarray(start), end: undefined }
}

const dash = 45

/** Is the line from `start` to the cursor a delimiter, and whose? The innermost multipart first. */
function delimiterAt(cursor: Cursor, start: number, boundaries: Boundaries): Delimiter | undefined {
  const { bytes } = cursor
  if (bytes[start] !== dash || bytes[start + 1] !== dash) return undefined
  let end = cursor.at
  while (end > start && isBlank(bytes[end - 1])) end--
  for (let level = boundaries.length - 1; level >= 0; level--) {
    const boundary = boundaries[level] as Uint8Array
    const rest = end - start - 2 - boundary.length
    if (rest !== 0 && rest !== 2) continue
    if (!boundary.every((byte, i) => bytes[start + 2 + i] === byte)) continue
    if (rest === 0) return { level, closing: false }
    if (bytes[end - 1] === dash && bytes[end - 2] === dash) return { level, closing: true }
  }
  return undefined
}

function isBlank(byte: number | undefined): boolean {
  return byte === 10 || byte === 13 || byte === 32 || byte === 9
}

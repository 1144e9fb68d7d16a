/** The S/MIME layer of a mail as MIME sees it (RFC 8551 §3): what is signed, what is closed. */
import { defaultMailLimits } from './limits.ts'
import {
  headerValue,
  type ParameterizedValue,
  readFields,
  readParameterized,
} from './mime/header.ts'
import { encodeUtf8 } from './mime/host.ts'
import { decodedBody, readParts } from './mime/part.ts'

/** Header fields that are about the mail, and the entity that is its content (RFC 2045 §2.4). */
export type SplitMail = {
  /** Whole lines, each with its line break; no empty line after them. */
  readonly head: Uint8Array
  /** Content fields, an empty line, and the body. */
  readonly content: Uint8Array
}

/** A mail whose whole content is signed or encrypted. */
export type SecuredContent =
  | {
      readonly kind: 'signed-apart'
      /** Byte for byte, as the signature covers it. */
      readonly content: Uint8Array
      readonly signature: Uint8Array
    }
  /** `smimeType`: 'signed-data', 'enveloped-data', …; '' where the mail does not say. */
  | { readonly kind: 'pkcs7'; readonly smimeType: string; readonly bytes: Uint8Array }

/**
 * The signed or encrypted content of a mail; undefined where it has none. Only what covers the whole
 * mail counts: of a signature further inside nobody knows what else stands around it.
 *
 * Errors: none. Bounds: `defaultMailLimits`.
 */
export function securedContent(bytes: Uint8Array): SecuredContent | undefined {
  if (bytes.length > defaultMailLimits.maxBytes) return undefined
  const { content } = splitMail(bytes)
  const type = contentTypeOf(content)
  if (type.value === 'multipart/signed') return signedApart(content, type)
  if (type.value !== 'application/pkcs7-mime' && type.value !== 'application/x-pkcs7-mime') {
    return undefined
  }
  const body = decodedBody(readParts(content, defaultMailLimits))
  const smimeType = type.parameters.get('smime-type')?.toLowerCase() ?? ''
  return body && { kind: 'pkcs7', smimeType, bytes: body }
}

/** The mail with another content: the fields about the mail stay. */
export function withContent(bytes: Uint8Array, content: Uint8Array): Uint8Array {
  return joined([splitMail(bytes).head, content])
}

/** Parts the fields about the mail from its content; lines stay byte for byte. */
export function splitMail(bytes: Uint8Array): SplitMail {
  const head: Uint8Array[] = []
  const content: Uint8Array[] = []
  let at = 0
  let last = head
  while (at < bytes.length) {
    const end = lineEnd(bytes, at)
    const line = bytes.subarray(at, end)
    if (isEmpty(line)) break
    if (line[0] !== 32 && line[0] !== 9) last = isContentField(line) ? content : head
    last.push(line)
    at = end
  }
  return { head: joined(head), content: joined([...content, bytes.subarray(at)]) }
}

function isContentField(line: Uint8Array): boolean {
  const name = readFields(line.subarray(0, 1_000))[0]?.name ?? ''
  return name.startsWith('content-')
}

function contentTypeOf(content: Uint8Array): ParameterizedValue {
  const head = content.subarray(0, defaultMailLimits.maxHeaderBytes)
  const lines: Uint8Array[] = []
  for (let at = 0; at < head.length; ) {
    const end = lineEnd(head, at)
    const line = head.subarray(at, end)
    if (isEmpty(line)) break
    lines.push(line)
    at = end
  }
  return readParameterized(headerValue(readFields(joined(lines)), 'content-type') ?? 'text/plain')
}

/** RFC 1847 §2.1: exactly two parts, what is signed and its signature. */
function signedApart(
  content: Uint8Array,
  { parameters }: ParameterizedValue,
): SecuredContent | undefined {
  const protocol = parameters.get('protocol')?.toLowerCase() ?? ''
  const boundary = parameters.get('boundary') ?? ''
  if (!/^application\/(x-)?pkcs7-signature$/.test(protocol) || boundary === '') return undefined
  const delimiter = encodeUtf8(`--${boundary}`)
  const starts: { readonly line: number; readonly after: number }[] = []
  for (let at = 0; at < content.length && starts.length < 3; ) {
    const end = lineEnd(content, at)
    if (isDelimiter(content.subarray(at, end), delimiter)) starts.push({ line: at, after: end })
    at = end
  }
  const [first, second, third] = starts
  if (first === undefined || second === undefined || third === undefined) return undefined
  const signature = readParts(beforeBreak(content, second.after, third.line), defaultMailLimits)
  if (!/^application\/(x-)?pkcs7-signature$/.test(signature.contentType.value)) return undefined
  const body = decodedBody(signature)
  return (
    body && {
      kind: 'signed-apart',
      content: beforeBreak(content, first.after, second.line),
      signature: body,
    }
  )
}

/** `--boundary` or `--boundary--`, with white space after it. */
function isDelimiter(line: Uint8Array, delimiter: Uint8Array): boolean {
  if (!delimiter.every((byte, i) => line[i] === byte)) return false
  let end = line.length
  while (end > 0 && isBlank(line[end - 1])) end--
  if (end === delimiter.length) return true
  return end === delimiter.length + 2 && line[end - 1] === 45 && line[end - 2] === 45
}

/** The line break before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
function beforeBreak(bytes: Uint8Array, start: number, delimiter: number): Uint8Array {
  let end = delimiter
  if (end > start && bytes[end - 1] === 10) end--
  if (end > start && bytes[end - 1] === 13) end--
  return bytes.subarray(start, Math.max(start, end))
}

function lineEnd(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(10, at)
  return end < 0 ? bytes.length : end + 1
}

function isEmpty(line: Uint8Array): boolean {
  return line[0] === 10 || (line[0] === 13 && line[1] === 10)
}

function isBlank(byte: number | undefined): boolean {
  return byte === 10 || byte === 13 || byte === 32 || byte === 9
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const made = new Uint8Array(pieces.reduce((total, each) => total + each.length, 0))
  let at = 0
  for (const each of pieces) {
    made.set(each, at)
    at += each.length
  }
  return made
}

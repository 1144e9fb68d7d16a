import { decoderOf, decodeUtf8, decodeWindows1252, encodeUtf8 } from './encoding.ts'
import { breakLength } from './unfold.ts'

/** Bytes as valid UTF-8 with the same lines, and the same decoded. */
export type Utf8 = {
  readonly bytes: Uint8Array
  readonly text: string
  /** Numbers of the lines that were not in the charset and were read as windows-1252. */
  readonly brokenLines: readonly number[]
  /** Whether the charset that the transport declared has a decoder. */
  readonly charsetKnown: boolean
}

const lineFeed = 10
const space = 32
const htab = 9

/**
 * Makes UTF-8 of what came. Without a charset, and under `us-ascii`, UTF-8 is taken to be meant.
 *
 * A line that is not UTF-8 is read as windows-1252, where each byte is a character of its own: no
 * byte is lost, and the lines around it stay what they are. Lines are unfolded before they are
 * decoded, since a fold may split a sequence (RFC 5545 §3.1).
 */
export function toUtf8(bytes: Uint8Array, charset: string | undefined): Utf8 {
  const label = charset?.trim().toLowerCase()
  const utf16 = utf16Label(bytes, label)
  if (utf16 !== undefined) return whole(decoderOf(utf16)?.(bytes) ?? '')
  const byLabel = label === undefined || meansUtf8.has(label) ? undefined : decoderOf(label)
  if (byLabel !== undefined) return lineByLine(bytes, (line) => byLabel(line))
  const charsetKnown = label === undefined || meansUtf8.has(label)
  const text = decodeUtf8(bytes)
  if (text !== undefined) return { bytes, text, brokenLines: [], charsetKnown }
  return { ...lineByLine(bytes, decodeUtf8), charsetKnown }
}

const meansUtf8: ReadonlySet<string> = new Set(['', 'utf-8', 'utf8', 'us-ascii', 'ascii'])

function utf16Label(bytes: Uint8Array, label: string | undefined): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return label?.startsWith('utf-16') ? label : undefined
}

function whole(text: string): Utf8 {
  const bytes = encodeUtf8(text)
  return { bytes, text, brokenLines: [], charsetKnown: true }
}

/** Unfolds and decodes each line. Its folds follow it as empty ones, so that lines keep their numbers. */
function lineByLine(bytes: Uint8Array, decode: (line: Uint8Array) => string | undefined): Utf8 {
  const brokenLines: number[] = []
  const texts: string[] = []
  const unfolded = new Uint8Array(bytes.length)
  let at = 0
  let lineNumber = 1
  while (at < bytes.length) {
    let folds = -1
    let length = 0
    do {
      if (folds >= 0) at += 1 // the space or tab that a fold begins with
      for (; at < bytes.length; at++) {
        const byte = bytes[at] as number
        if (byte === lineFeed || byte === 13) break
        unfolded[length++] = byte
      }
      if (at < bytes.length) at += breakLength(bytes, at)
      folds += 1
    } while (bytes[at] === space || bytes[at] === htab)
    const line = unfolded.subarray(0, length)
    const text = decode(line)
    if (text === undefined) brokenLines.push(lineNumber)
    texts.push(text ?? decodeWindows1252(line), '\r\n '.repeat(folds), '\r\n')
    lineNumber += folds + 1
  }
  return { ...whole(texts.join('')), brokenLines }
}

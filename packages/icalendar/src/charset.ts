import { decoderOf, decodeUtf8, decodeWindows1252, encodeUtf8 } from './encoding.ts'
import { breakLength } from './unfold.ts'

/** Valid UTF-8 with the same lines as what came, and the same decoded. */
type Utf8 = {
  readonly bytes: Uint8Array
  readonly text: string
  /** Numbers of the lines that were not in the charset and were read as windows-1252. */
  readonly brokenLines: readonly number[]
  /** Whether the charset that the transport declared has a decoder. */
  readonly charsetKnown: boolean
}

/**
 * Makes UTF-8 of what came. Without a charset, and under `us-ascii`, UTF-8 is taken to be meant.
 *
 * Where the whole is no valid UTF-8, each line is unfolded before it is decoded, since a fold may
 * split a sequence (RFC 5545 §3.1). A line that still is not UTF-8 is read as windows-1252, where
 * each byte is a character of its own: no byte is lost, and the lines around it stay what they are.
 */
export function toUtf8(bytes: Uint8Array, charset: string | undefined): Utf8 {
  const label = charset?.trim().toLowerCase()
  const utf16 = utf16Label(bytes, label)
  if (utf16 !== undefined) return whole(decoderOf(utf16)?.(bytes) ?? '', [])
  const meansUtf8 = label === undefined || utf8Labels.has(label)
  const decoder = meansUtf8 ? undefined : decoderOf(label)
  if (decoder !== undefined) return lineByLine(bytes, decoder)
  const text = decodeUtf8(bytes)
  const made = text === undefined ? lineByLine(bytes, decodeUtf8) : { bytes, text, brokenLines: [] }
  return { ...made, charsetKnown: meansUtf8 }
}

const utf8Labels: ReadonlySet<string> = new Set(['', 'utf-8', 'utf8', 'us-ascii', 'ascii'])

function utf16Label(bytes: Uint8Array, label: string | undefined): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return label?.startsWith('utf-16') ? label : undefined
}

function whole(text: string, brokenLines: readonly number[]): Utf8 {
  return { bytes: encodeUtf8(text), text, brokenLines, charsetKnown: true }
}

/** Each line unfolded and decoded. Its folds follow it, empty, so that lines keep their numbers. */
// Requirement: 5545/3.1/fold-inside-character-restored
function lineByLine(bytes: Uint8Array, decode: (line: Uint8Array) => string | undefined): Utf8 {
  const brokenLines: number[] = []
  const texts: string[] = []
  const unfolded = new Uint8Array(bytes.length)
  let number = 1
  let at = 0
  while (at < bytes.length) {
    let length = 0
    let folds = -1
    do {
      if (folds >= 0) at += 1
      for (; at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13; at++) {
        unfolded[length++] = bytes[at] as number
      }
      if (at < bytes.length) at += breakLength(bytes, at)
      folds += 1
    } while (bytes[at] === 0x20 || bytes[at] === 0x09)
    const line = unfolded.subarray(0, length)
    const text = decode(line)
    if (text === undefined) brokenLines.push(number)
    texts.push(text ?? decodeWindows1252(line), '\r\n '.repeat(folds), '\r\n')
    number += folds + 1
  }
  return whole(texts.join(''), brokenLines)
}

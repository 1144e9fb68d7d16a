import { decoderOf, decodeUtf8, decodeWindows1252, encodeUtf8 } from './encoding.ts'
import { type Lines, unfold } from './unfold.ts'

/** Unfolded lines as valid UTF-8, and the same as text. */
export type DecodedLines = {
  readonly lines: Lines
  readonly text: string
  /** Numbers of the lines that were not in the charset and were read as windows-1252. */
  readonly brokenLines: readonly number[]
  /** Whether the charset that the transport declared has a decoder. */
  readonly charsetKnown: boolean
}

/**
 * Unfolds and decodes what came. Without a charset, and under `us-ascii`, UTF-8 is taken to be meant.
 *
 * A line that is not UTF-8 is read as windows-1252, where each byte is a character of its own: no
 * byte is lost, and the lines around it stay what they are.
 */
export function decodeLines(
  came: Uint8Array,
  charset: string | undefined,
  maxLines: number,
): DecodedLines {
  const label = charset?.trim().toLowerCase()
  const utf16 = utf16Label(came, label)
  const bytes = utf16 === undefined ? came : encodeUtf8(decoderOf(utf16)?.(came) ?? '')
  const lines = unfold(bytes, maxLines)
  const meansUtf8 = utf16 !== undefined || label === undefined || utf8Labels.has(label)
  const decoder = meansUtf8 ? undefined : decoderOf(label)
  if (decoder !== undefined) return decodeEach(lines, decoder)
  const charsetKnown = meansUtf8
  const text = decodeUtf8(lines.bytes)
  if (text !== undefined) return { lines, text, brokenLines: [], charsetKnown }
  return { ...decodeEach(lines, decodeUtf8), charsetKnown }
}

const utf8Labels: ReadonlySet<string> = new Set(['', 'utf-8', 'utf8', 'us-ascii', 'ascii'])

function utf16Label(bytes: Uint8Array, label: string | undefined): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return label?.startsWith('utf-16') ? label : undefined
}

/** Decodes line by line, and makes valid UTF-8 of the result. */
function decodeEach(came: Lines, decode: (line: Uint8Array) => string | undefined): DecodedLines {
  const brokenLines: number[] = []
  const texts: string[] = []
  const byteEnds: number[] = []
  const textEnds: number[] = []
  const encoded: Uint8Array[] = []
  let from = 0
  let byteEnd = 0
  let textEnd = 0
  for (let i = 0; i < came.byteEnds.length; i++) {
    const end = came.byteEnds[i] ?? 0
    const line = came.bytes.subarray(from, end)
    const decoded = decode(line)
    if (decoded === undefined) brokenLines.push(came.numbers[i] ?? 0)
    const text = decoded ?? decodeWindows1252(line)
    const utf8 = encodeUtf8(text)
    texts.push(text)
    encoded.push(utf8)
    byteEnd += utf8.length
    textEnd += text.length
    byteEnds.push(byteEnd)
    textEnds.push(textEnd)
    from = end
  }
  const bytes = new Uint8Array(byteEnd)
  encoded.forEach((each, i) => {
    bytes.set(each, (byteEnds[i] ?? 0) - each.length)
  })
  const lines = { ...came, bytes, byteEnds, textEnds }
  return { lines, text: texts.join(''), brokenLines, charsetKnown: true }
}

/**
 * Content lines out of bytes (RFC 5545 §3.1): one pass over the bytes finds where each unfolded line
 * begins and ends, in the bytes and in the text decoded from them. Any of CRLF, LF, CR, and the
 * CR CR LF that some transports make, ends a line.
 */
export type Lines = {
  /** Valid UTF-8, so that no fold stands inside a sequence. */
  readonly bytes: Uint8Array
  /** The same, decoded: line texts are slices of it. */
  readonly text: string
  /** Where the next line begins: in `bytes`, in `text`, and counted in lines from 1. */
  byteAt: number
  textAt: number
  lineAt: number
  /** The line read last: its number, the string it stands in, and where. */
  line: number
  within: string
  start: number
  end: number
  /** Its length in UTF-8. */
  octets: number
  /** Whether it holds a control character other than HTAB. */
  controls: boolean
}

const lf = 10
const cr = 13
const space = 32
const htab = 9
const del = 127

export function linesOf(bytes: Uint8Array, text: string): Lines {
  const bom = text.charCodeAt(0) === 0xfeff
  return {
    bytes,
    text,
    byteAt: bom ? 3 : 0,
    textAt: bom ? 1 : 0,
    lineAt: 1,
    line: 0,
    within: text,
    start: 0,
    end: 0,
    octets: 0,
    controls: false,
  }
}

/** Moves on to the next unfolded line; false at the end of the bytes. */
export function nextLine(lines: Lines): boolean {
  const { bytes, text } = lines
  const size = bytes.length
  let at = lines.byteAt
  if (at >= size) return false
  // Bytes ahead of characters: a character is a slice of the text, found by its byte less this.
  let shift = at - lines.textAt
  let controls = false
  let joined = ''
  let octets = 0
  let from = at
  let start = lines.textAt
  let physical = 1
  for (;;) {
    let byte = 0
    while (at < size) {
      byte = bytes[at] as number
      if (byte < space) {
        if (byte === lf || byte === cr) break
        if (byte !== htab) controls = true
      } else if (byte >= del) {
        if (byte >= 0xc0) shift += byte >= 0xe0 ? 2 : 1
        else if (byte === del) controls = true
      }
      at += 1
    }
    octets += at - from
    const end = at - shift
    if (at < size) at += breakLength(bytes, at)
    const next = at < size ? bytes[at] : 0
    if (next !== space && next !== htab) {
      const folded = physical > 1
      lines.within = folded ? joined + text.slice(start, end) : text
      lines.start = folded ? 0 : start
      lines.end = folded ? lines.within.length : end
      break
    }
    joined += text.slice(start, end)
    physical += 1
    at += 1
    from = at
    start = at - shift
  }
  lines.octets = octets
  lines.controls = controls
  lines.line = lines.lineAt
  lines.lineAt += physical
  lines.byteAt = at
  lines.textAt = at - shift
  return true
}

/** Octets of the line break that begins there. */
export function breakLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === lf) return 1
  if (bytes[at + 1] === lf) return 2
  return bytes[at + 1] === cr && bytes[at + 2] === lf ? 3 : 1
}

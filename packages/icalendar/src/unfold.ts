/**
 * Content lines out of bytes (RFC 5545 §3.1).
 *
 * Lines are unfolded before anything is decoded, since a fold may split a UTF-8 sequence. Any of
 * CRLF, LF, CR, and the CR CR LF that some transports make, ends a line.
 */
export type Lines = {
  /** All lines, unfolded, without their breaks, one after the other. */
  readonly bytes: Uint8Array
  /** Where each line ends in `bytes`. It begins where the one before it ends. */
  readonly byteEnds: readonly number[]
  /** Where each line ends in the text decoded from `bytes`. */
  readonly textEnds: readonly number[]
  /** The number, from 1, of the line in the bytes as they came where each unfolded line begins. */
  readonly numbers: readonly number[]
  /** Positions in these lists of lines that hold a control character other than tab. */
  readonly withControls: readonly number[]
  /** Whether there were more lines than were to be read. */
  readonly truncated: boolean
}

const lf = 10
const cr = 13
const space = 32
const tab = 9
const del = 127

/** Reads `maxLines` lines at most, each fold counted. */
export function unfold(from: Uint8Array, maxLines: number): Lines {
  const size = from.length
  const bytes = new Uint8Array(size)
  const byteEnds: number[] = []
  const textEnds: number[] = []
  const numbers: number[] = []
  const withControls: number[] = []
  let at = from[0] === 0xef && from[1] === 0xbb && from[2] === 0xbf ? 3 : 0
  let to = 0
  // Bytes ahead of UTF-16 units, so that a position in the text is one in the bytes less this.
  let ahead = 0
  let physical = 0
  let number = 1
  let controls = false
  while (at < size && physical < maxLines) {
    while (at < size) {
      const byte = from[at] as number
      if (byte < space) {
        if (byte === lf || byte === cr) break
        if (byte !== tab) controls = true
      } else if (byte >= del) {
        if (byte >= 0xc0) ahead += byte >= 0xe0 ? 2 : 1
        else if (byte === del) controls = true
      }
      bytes[to++] = byte
      at += 1
    }
    physical += 1
    if (at < size) {
      at += breakLength(from, at)
      const next = from[at]
      if (next === space || next === tab) {
        at += 1
        // A fold at the very end still belongs to the line before it.
        if (at < size) continue
      }
    }
    if (controls) withControls.push(byteEnds.length)
    byteEnds.push(to)
    textEnds.push(to - ahead)
    numbers.push(number)
    number = physical + 1
    controls = false
  }
  return {
    bytes: bytes.subarray(0, to),
    byteEnds,
    textEnds,
    numbers,
    withControls,
    truncated: at < size,
  }
}

/** Octets of the line break that begins there. */
function breakLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === lf) return 1
  if (bytes[at + 1] === lf) return 2
  return bytes[at + 1] === cr && bytes[at + 2] === lf ? 3 : 1
}

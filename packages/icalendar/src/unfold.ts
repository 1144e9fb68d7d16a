/**
 * Content lines out of bytes (RFC 5545 §3.1), one after the other, in one pass: each is found in the
 * bytes and in the text decoded from them. Any of CRLF, LF, CR, and the CR CR LF that some transports
 * make, ends a line.
 */
export type Lines = {
  /** Valid UTF-8, so that no fold stands inside a sequence. */
  readonly allBytes: Uint8Array
  /** The same, decoded. */
  readonly allText: string
  /** Where the next line begins: in the bytes, in the text, and counted in lines from 1. */
  nextByte: number
  nextUnit: number
  nextLine: number
  /** Room for the bytes of a line that was folded. */
  room: Uint8Array
  /** The line read last: its number, from 1. */
  line: number
  /** Its bytes, from `start` to `end`: those of all lines, or where it was folded, `room`. */
  bytes: Uint8Array
  start: number
  end: number
  /** The text that it stands in, likewise, and where. */
  text: string
  textStart: number
  textEnd: number
  /** Whether it holds a control character other than tab. */
  controls: boolean
}

const lf = 10
const cr = 13
const space = 32
const tab = 9
const del = 127

const noRoom = new Uint8Array(0)

export function linesOf(allBytes: Uint8Array, allText: string): Lines {
  const bom = allText.charCodeAt(0) === 0xfeff
  return {
    allBytes,
    allText,
    nextByte: bom ? 3 : 0,
    nextUnit: bom ? 1 : 0,
    nextLine: 1,
    room: noRoom,
    line: 0,
    bytes: allBytes,
    start: 0,
    end: 0,
    text: allText,
    textStart: 0,
    textEnd: 0,
    controls: false,
  }
}

/** Moves on to the next unfolded line; false at the end of the bytes. */
export function readLine(lines: Lines): boolean {
  const { allBytes } = lines
  const size = allBytes.length
  const start = lines.nextByte
  if (start >= size) return false
  // Bytes ahead of UTF-16 units: a position in the text is one in the bytes less this.
  let ahead = start - lines.nextUnit
  let controls = false
  let at = start
  for (; at < size; at++) {
    const byte = allBytes[at] as number
    if (byte < space) {
      if (byte === lf || byte === cr) break
      if (byte !== tab) controls = true
    } else if (byte >= del) {
      if (byte >= 0xc0) ahead += byte >= 0xe0 ? 2 : 1
      else if (byte === del) controls = true
    }
  }
  lines.line = lines.nextLine
  lines.controls = controls
  lines.bytes = allBytes
  lines.start = start
  lines.end = at
  lines.text = lines.allText
  lines.textStart = lines.nextUnit
  lines.textEnd = at - ahead
  if (at < size) at += breakLength(allBytes, at)
  lines.nextByte = at
  lines.nextUnit = at - ahead
  lines.nextLine += 1
  if (at < size) {
    const next = allBytes[at]
    if (next === space || next === tab) readFolds(lines)
  }
  return true
}

/** Adds the folds that follow to the line read last. */
// Requirement: 5545/3.1/unfold-before-reading
// Requirement: 5545/3.1/unfolding-removes-break-and-space
function readFolds(lines: Lines): void {
  const { allBytes, allText } = lines
  const size = allBytes.length
  let { controls, room } = lines
  let ahead = lines.nextByte - lines.nextUnit
  let at = lines.nextByte
  let text = allText.slice(lines.textStart, lines.textEnd)
  let to = lines.end - lines.start
  if (room.length < to + 512) room = new Uint8Array(to * 2 + 512)
  for (let i = 0; i < to; i++) room[i] = allBytes[lines.start + i] as number
  while (at < size && (allBytes[at] === space || allBytes[at] === tab)) {
    at += 1
    const from = at - ahead
    for (; at < size; at++) {
      const byte = allBytes[at] as number
      if (byte < space) {
        if (byte === lf || byte === cr) break
        if (byte !== tab) controls = true
      } else if (byte >= del) {
        if (byte >= 0xc0) ahead += byte >= 0xe0 ? 2 : 1
        else if (byte === del) controls = true
      }
      if (to === room.length) room = enlarged(room)
      room[to++] = byte
    }
    text += allText.slice(from, at - ahead)
    if (at < size) at += breakLength(allBytes, at)
    lines.nextLine += 1
  }
  lines.controls = controls
  lines.room = room
  lines.bytes = room
  lines.start = 0
  lines.end = to
  lines.text = text
  lines.textStart = 0
  lines.textEnd = text.length
  lines.nextByte = at
  lines.nextUnit = at - ahead
}

function enlarged(room: Uint8Array): Uint8Array {
  const larger = new Uint8Array(room.length * 2)
  larger.set(room)
  return larger
}

/** Octets of the line break that begins there. */
export function breakLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === lf) return 1
  if (bytes[at + 1] === lf) return 2
  return bytes[at + 1] === cr && bytes[at + 2] === lf ? 3 : 1
}

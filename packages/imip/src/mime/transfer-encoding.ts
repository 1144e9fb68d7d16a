/** Content-Transfer-Encoding undone, byte for byte (RFC 2045 §6). Damaged input gives what it holds. */

/** The decoded bytes, or undefined where nobody knows the encoding. */
export function decodeTransfer(body: Uint8Array, encoding: string): Uint8Array | undefined {
  switch (encoding) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return body
    case 'base64':
      return decodeBase64(body)
    case 'quoted-printable':
      return decodeQuotedPrintable(body)
    default:
      return undefined
  }
}

const padding = 61 // =
const skip = 255
const sextets = sextetTable()

function sextetTable(): Uint8Array {
  const table = new Uint8Array(256).fill(skip)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let i = 0; i < 64; i++) table[alphabet.charCodeAt(i)] = i
  return table
}

/** Passes over what is not in the alphabet; padding in the middle ends one run and begins the next. */
function decodeBase64(body: Uint8Array): Uint8Array {
  const made = new Uint8Array(Math.ceil((body.length * 3) / 4))
  let length = 0
  let bits = 0
  let held = 0
  for (const byte of body) {
    const sextet = sextets[byte] ?? skip
    if (byte === padding) {
      bits = 0
      held = 0
    } else if (sextet !== skip) {
      held = ((held << 6) | sextet) & 0xffff
      bits += 6
      if (bits >= 8) {
        bits -= 8
        made[length++] = (held >> bits) & 0xff
      }
    }
  }
  return made.subarray(0, length)
}

const equals = 61
const cr = 13
const lf = 10

/** A `=` that begins nothing stands for itself. White space that transport left before a line end goes. */
function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const made = new Uint8Array(body.length)
  let length = 0
  let kept = 0 // `made` up to here is not white space at the end of a line
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number
    if (byte === lf || (byte === cr && body[at + 1] === lf)) length = kept
    if (byte !== equals) {
      made[length++] = byte
      if (byte !== 32 && byte !== 9) kept = length
      continue
    }
    const lineEnd = softBreak(body, at + 1)
    const value = (hexValue(body[at + 1]) << 4) | hexValue(body[at + 2])
    if (lineEnd > 0) at = lineEnd - 1
    else if (value >= 0) {
      made[length++] = value
      at += 2
    } else made[length++] = equals
    kept = length
  }
  return made.subarray(0, length)
}

/** Where the line after a soft line break begins; 0 when this is none. */
function softBreak(body: Uint8Array, from: number): number {
  let at = from
  while (body[at] === 32 || body[at] === 9) at++
  if (at >= body.length) return at
  if (body[at] === lf) return at + 1
  return body[at] === cr && body[at + 1] === lf ? at + 2 : 0
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** Hostile variants of calendar files, the same ones for one seed and number. */

export type Random = () => number

/** Numbers from 0 up to 1, decided by the seed (a linear congruence, well stirred). */
export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

const pieces: readonly Uint8Array[] = [
  ...['\r\n ', '\n\t', '\r', '\r\n', '\n', ' ', ';', ':', ',', '"', '=', '^', '\\', '\\n', '^n'],
  ...['BEGIN:', 'END:', 'BEGIN:VCALENDAR\r\n', 'END:VCALENDAR\r\n', 'BEGIN:VEVENT\r\n'],
  ...['END:VEVENT\r\n', 'BEGIN:VALARM\r\n', 'RECURRENCE-ID:20260119T143000Z\r\n', '\0', '\u007f'],
  ...['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n', 'RRULE:FREQ=SECONDLY\r\n', 'FREQ=YEARLY'],
  ...['INTERVAL=99999999', 'COUNT=2147483647', 'BYDAY=-53SU,53MO', 'BYSETPOS=-366', 'BYMONTH=5L'],
  ...[
    'RSCALE=CHINESE',
    'RSCALE=HEBREW;SKIP=FORWARD',
    'BYWEEKNO=53',
    'BYYEARDAY=366,-366',
    'WKST=TH',
  ],
  ...['TZID=Nowhere', 'TZID=America/New_York', 'VALUE=DATE', 'VALUE=PERIOD', 'RANGE=THISANDFUTURE'],
  ...['00000000T000000Z', '99991231T235959Z', '20240229', '20260329T023000', '-P99999D', 'PT0S'],
  ...[
    'DTSTART:',
    'DTEND:',
    'DURATION:',
    'RDATE;VALUE=PERIOD:',
    'EXDATE:',
    '-0000',
    '+2359',
    '\ufeff',
  ],
  ...['é', '€', '😀', '2147483648', '-1', '1e9', 'NaN'],
].map((text) => new TextEncoder().encode(text))
const bad: readonly Uint8Array[] = [
  new Uint8Array([0xff]),
  new Uint8Array([0xc3]),
  new Uint8Array([0xf0, 0x9f]),
  new Uint8Array([0x80]),
  new Uint8Array([0xff, 0xfe]),
]

/** One of the files with some mutations. */
export function mutated(files: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = pick(files, random)
  const steps = 1 + Math.floor(random() * random() * 24)
  for (let step = 0; step < steps; step++) bytes = mutatedOnce(bytes, files, random)
  return bytes.subarray(0, maxBytes)
}

const maxBytes = 200_000

function mutatedOnce(bytes: Uint8Array, files: readonly Uint8Array[], random: Random): Uint8Array {
  const at = Math.floor(random() * (bytes.length + 1))
  const length = Math.floor(random() * random() * Math.min(400, bytes.length - at + 1))
  const kind = random()
  if (kind < 0.4) return spliced(bytes, at, 0, pick(random() < 0.15 ? bad : pieces, random))
  if (kind < 0.55) return spliced(bytes, at, length, new Uint8Array())
  if (kind < 0.65) return spliced(bytes, at, Math.min(length, 12), pick(pieces, random))
  if (kind < 0.75) return spliced(bytes, at, 0, repeated(bytes.subarray(at, at + length), random))
  if (kind < 0.85) {
    const changed = bytes.slice()
    if (at < changed.length) changed[at] = Math.floor(random() * 256)
    return changed
  }
  if (kind < 0.88) return bytes.subarray(0, at)
  const other = pick(files, random)
  const from = Math.floor(random() * other.length)
  return spliced(bytes, at, length, other.subarray(from, from + Math.floor(random() * 600)))
}

function repeated(part: Uint8Array, random: Random): Uint8Array {
  const times = 1 + Math.floor(random() ** 6 * 200)
  const made = new Uint8Array(part.length * times)
  for (let i = 0; i < times; i++) made.set(part, i * part.length)
  return made
}

function spliced(bytes: Uint8Array, at: number, gone: number, more: Uint8Array): Uint8Array {
  const made = new Uint8Array(bytes.length - Math.min(gone, bytes.length - at) + more.length)
  made.set(bytes.subarray(0, at))
  made.set(more, at)
  made.set(bytes.subarray(at + gone), at + more.length)
  return made
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new TypeError('nothing to pick from')
  return item
}

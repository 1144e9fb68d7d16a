/** Fifty people with five hundred events each, fifty of them recurring for ever: the same for every library. */
export type BenchEvent = {
  readonly uid: string
  readonly tzid: string
  /** 'YYYYMMDDTHHMMSS' on the clock of the zone. */
  readonly start: string
  readonly minutes: number
  readonly rule: string | undefined
}

export const tzids: readonly string[] = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Europe/London',
]

/** Four weeks, over the change to daylight saving time in Europe. */
const fromSeconds: number = Date.UTC(2026, 2, 9) / 1000
export const window: { readonly fromSeconds: number; readonly toSeconds: number } = {
  fromSeconds,
  toSeconds: fromSeconds + 28 * 86_400,
}

/** A series starts between 2 and 12 years before the window. */
export function eventsOf(person: number, events = 500, endless = 50): readonly BenchEvent[] {
  const random = generator(person + 1)
  const tzid = tzids[person % tzids.length] ?? 'UTC'
  return Array.from({ length: events }, (_, i) => {
    const recurs = i < endless
    const year = recurs ? 2014 + random(10) : 2026
    const day = [year, 1 + random(12), 1 + random(28)].map(two).join('')
    const start = `${day}T${two(7 + random(11))}${two(random(4) * 15)}00`
    const rules = ['FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY', 'FREQ=DAILY']
    const kind = i % 10 === 0 ? 3 : random(3)
    return {
      uid: `${person}-${i}`,
      tzid,
      start,
      minutes: 30,
      rule: recurs ? rules[kind] : undefined,
    }
  })
}

export function icalendarOf(events: readonly BenchEvent[]): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Parley//bench']
  for (const { uid, tzid, start, minutes, rule } of events) {
    lines.push('BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z')
    lines.push(`DTSTART;TZID=${tzid}:${start}`, `DURATION:PT${minutes}M`, 'SUMMARY:Meeting')
    if (rule !== undefined) lines.push(`RRULE:${rule}`)
    lines.push('END:VEVENT')
  }
  return [...lines, 'END:VCALENDAR', ''].join('\r\n')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** The same numbers in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (state >> 8) % below
  }
}

/** Calendar objects as clients write them. */

type EventText = {
  readonly uid: string
  readonly start?: string
  readonly end?: string
  readonly summary?: string
  readonly organizer?: string
  /** `bob@example.com` or `bob@example.com;PARTSTAT=ACCEPTED`. */
  readonly attendees?: readonly string[]
  /** Further content lines. */
  readonly lines?: readonly string[]
}

export function eventText(of: EventText): string {
  return calendarText(eventLines(of))
}

export function eventLines(of: EventText): readonly string[] {
  const { organizer, attendees = [] } = of
  return [
    'BEGIN:VEVENT',
    `UID:${of.uid}`,
    'DTSTAMP:20260301T080000Z',
    `DTSTART:${of.start ?? '20270301T100000Z'}`,
    ...(of.end === '' ? [] : [`DTEND:${of.end ?? '20270301T110000Z'}`]),
    `SUMMARY:${of.summary ?? 'Lunch'}`,
    ...(organizer === undefined ? [] : [`ORGANIZER:mailto:${organizer}`]),
    ...attendees.map((each) => {
      const [address, ...parameters] = each.split(';')
      return ['ATTENDEE', ...parameters].join(';').concat(`:mailto:${address}`)
    }),
    ...(of.lines ?? []),
    'END:VEVENT',
  ]
}

export function calendarText(lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines, 'END:VCALENDAR', '']
    .map((each) => each)
    .join('\r\n')
}

/** The unfolded content lines whose name begins so. */
export function linesOf(text: string, name: string): readonly string[] {
  return text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((each) => each.startsWith(name))
}

/** The participation status of that address in the first component that lists it. */
export function statusOf(text: string, address: string): string | undefined {
  const line = linesOf(text, 'ATTENDEE').find((each) => each.toLowerCase().includes(address))
  if (line === undefined) return undefined
  return /PARTSTAT=([A-Z-]+)/i.exec(line)?.[1] ?? 'NEEDS-ACTION'
}

/** The object with that Attendee's answer in it, as a calendar app stores it. */
export function answeredText(text: string, address: string, partStat: string): string {
  return text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map((line) =>
      line.startsWith('ATTENDEE') && line.endsWith(`:mailto:${address}`)
        ? `ATTENDEE;PARTSTAT=${partStat}:mailto:${address}`
        : line,
    )
    .join('\r\n')
}

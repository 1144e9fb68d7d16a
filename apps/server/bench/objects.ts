/** What the benchmark stores: calendar objects as calendar apps write them. */

export type MeetingText = {
  readonly uid: string
  readonly organizer?: string
  readonly attendees?: readonly string[]
  /** Whole UTC seconds. */
  readonly startSeconds: number
  readonly minutes?: number
  readonly rule?: string
  readonly summary?: string
}

export function utc(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

export function meetingText(of: MeetingText): string {
  const end = of.startSeconds + (of.minutes ?? 30) * 60
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Benchmark//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${of.uid}`,
    `DTSTAMP:${utc(Math.floor(Date.now() / 1000))}`,
    `DTSTART:${utc(of.startSeconds)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${of.summary ?? 'A meeting'}`,
    'DESCRIPTION:What there is to talk about\\, and for how long.',
    'LOCATION:Room 1',
    ...(of.rule === undefined ? [] : [`RRULE:${of.rule}`]),
    ...(of.organizer === undefined
      ? []
      : [`ORGANIZER:mailto:${of.organizer}`, `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${of.organizer}`]),
    ...(of.attendees ?? []).map(
      (each) => `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${each}`,
    ),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
  return lines.join('\r\n')
}

export function busyRequest(
  organizer: string,
  attendees: readonly string[],
  { fromSeconds, toSeconds }: { fromSeconds: number; toSeconds: number },
): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Benchmark//EN',
    'METHOD:REQUEST',
    'BEGIN:VFREEBUSY',
    'UID:busy-time',
    `DTSTAMP:${utc(Math.floor(Date.now() / 1000))}`,
    `DTSTART:${utc(fromSeconds)}`,
    `DTEND:${utc(toSeconds)}`,
    `ORGANIZER:mailto:${organizer}`,
    ...attendees.map((each) => `ATTENDEE:mailto:${each}`),
    'END:VFREEBUSY',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

/** The object with that Attendee's answer in it. */
export function answered(text: string, address: string, partStat: string): string {
  return text
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .map((line) =>
      line.startsWith('ATTENDEE') && line.toLowerCase().endsWith(address.toLowerCase())
        ? `ATTENDEE;PARTSTAT=${partStat}:mailto:${address}`
        : line,
    )
    .join('\r\n')
}

/** Instances as FullCalendar takes them, with what their look says: pure. */
import type { EventInput } from '@fullcalendar/react'
import type { Answer } from '../api/client.ts'

export type Line = Answer<'GET /events'>['instances'][number]
export type Calendar = Answer<'GET /calendars'>['calendars'][number]

/** How one stands to it; what is neither open nor given up looks plain. */
export type Standing = 'plain' | 'tentative' | 'open' | 'declined' | 'cancelled'

export function keyOf({ event, instance }: Pick<Line, 'event' | 'instance'>): string {
  return `${event} ${instance}`
}

export function standingOf({ status, myStatus, role }: Line): Standing {
  if (status === 'cancelled') return 'cancelled'
  if (role === 'attendee' && myStatus === 'needs-action') return 'open'
  if (myStatus === 'declined') return 'declined'
  if (myStatus === 'tentative' || status === 'tentative') return 'tentative'
  return 'plain'
}

/** Only who organizes it, or whose alone it is, moves it; others propose. */
export function mayMove(line: Line, calendar: Calendar | undefined): boolean {
  if (calendar === undefined || calendar.access === 'read') return false
  return line.status !== 'cancelled' && (line.role === 'organizer' || line.role === 'owner')
}

export type Entry = { readonly line: Line; readonly calendar: Calendar | undefined }

type Shown = {
  readonly calendars: readonly Calendar[]
  readonly hidden: ReadonlySet<string>
  readonly hideDeclined: boolean
}

/** What is to be seen, in the form in which it is drawn. */
export function entriesOf(
  lines: readonly Line[],
  { calendars, hidden, hideDeclined }: Shown,
): EventInput[] {
  const byId = new Map(calendars.map((each) => [each.id, each]))
  const colours = new Map(calendars.map((each, index) => [each.id, colourOf(each, index)]))
  return lines.flatMap((line): EventInput[] => {
    if (hidden.has(line.calendar)) return []
    const standing = standingOf(line)
    if (hideDeclined && standing === 'declined') return []
    const calendar = byId.get(line.calendar)
    return [
      {
        id: keyOf(line),
        title: line.title,
        start: line.allDay ? line.start : line.startsAt,
        end: line.allDay ? line.end : line.endsAt,
        allDay: line.allDay,
        editable: mayMove(line, calendar),
        color: colours.get(line.calendar) ?? usualColours[0],
        extendedProps: { line, calendar } satisfies Entry,
      },
    ]
  })
}

export const usualColours = [
  '#0b7a72',
  '#3b62c4',
  '#b4561f',
  '#8a3fa8',
  '#4d7c1f',
  '#b8324f',
  '#8a6d00',
  '#1c7ba6',
] as const

/** The calendar's own; without one, those of the row one after another. */
export function colourOf({ color }: Calendar, index: number): string {
  if (color !== undefined && /^#[0-9a-f]{6}/i.test(color)) return color.slice(0, 7)
  return usualColours[index % usualColours.length] ?? usualColours[0]
}

/** For tests only: calendar objects and time zones of their own, line by line. */
import type { CalendarObject } from '../model.ts'
import { parseCalendar } from '../parse.ts'

export function calendar(...lines: readonly string[]): CalendarObject {
  const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const [object] = parseCalendar(text).objects
  if (object === undefined) throw new TypeError('no calendar object')
  return object
}

export function observance(
  name: string,
  start: string,
  from: string,
  to: string,
  ...more: string[]
): readonly string[] {
  return [
    `BEGIN:${name}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    ...more,
    `END:${name}`,
  ]
}

export function vtimezone(tzid: string, ...lines: readonly string[]): readonly string[] {
  return ['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...lines, 'END:VTIMEZONE']
}

/** As Outlook writes Central Europe, from 1601 on. */
export const outlook = (tzid: string): readonly string[] =>
  vtimezone(
    tzid,
    ...observance(
      'STANDARD',
      '16011028T030000',
      '+0200',
      '+0100',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    ),
    ...observance(
      'DAYLIGHT',
      '16010325T020000',
      '+0100',
      '+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    ),
  )

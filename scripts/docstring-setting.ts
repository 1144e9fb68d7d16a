/** What examples in docstrings speak of without saying where it comes from. */
import type { CalendarObject, RecurrenceSet, ZoneCatalog } from '@parley/icalendar'
import { parseCalendar, recurrenceSet, zoneCatalog, zonesOf } from '@parley/icalendar'
import type { Context, Message } from '@parley/itip'
import { calendarUser, defaultPolicy, read } from '@parley/itip'

function parsed(hour: string, method: string): CalendarObject {
  const [made] = parseCalendar(`BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Example//EN\r
${method}BEGIN:VEVENT\r
UID:1@example.com\r
DTSTAMP:20260201T080000Z\r
DTSTART:20260302T${hour}0000Z\r
DURATION:PT1H\r
RRULE:FREQ=WEEKLY\r
SUMMARY:Review\r
ORGANIZER:mailto:a@example.com\r
ATTENDEE:mailto:b@example.com\r
END:VEVENT\r
END:VCALENDAR\r
`).objects
  if (made === undefined) throw new TypeError('no calendar object')
  return made
}

export const uid = '1@example.com'
export const catalog: ZoneCatalog = zoneCatalog()
export const object: CalendarObject = parsed('09', '')
export const calendar: CalendarObject = object
export const before: CalendarObject = object
export const after: CalendarObject = parsed('10', '')
export const server: CalendarObject = object
export const client: CalendarObject = after
export const message: Message = messageOf(parsed('09', 'METHOD:REQUEST\r\n'))
export const set: RecurrenceSet = recurrenceSet(object.components, zonesOf(object, catalog))
export const monday: number = Date.UTC(2026, 2, 2) / 1000
export const context: Context = {
  nowSeconds: monday,
  self: calendarUser('b@example.com'),
  policy: defaultPolicy,
  catalog,
  floatingTzid: 'Europe/Berlin',
  productId: '-//Example//EN',
}

function messageOf(of: CalendarObject): Message {
  const [made] = read(of).messages
  if (made === undefined) throw new TypeError('no message')
  return made
}

/** When can three people in three time zones and a room meet? Two calendars are known, one is not. */
import assert from 'node:assert/strict'
import {
  compileAvailability,
  compileCalendars,
  type Person,
  personWithCalendars,
  proposeTimes,
  type TimeQuery,
  workingHours,
} from '@parley/busytime'
import { parseCalendar, zoneCatalog, zonesOf } from '@parley/icalendar'
import { calendarUser } from '@parley/itip'

const catalog = zoneCatalog()
const nothing = parseCalendar('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n').objects
const standup = parseCalendar(`BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
UID:standup\r
DTSTART;TZID=Europe/Berlin:20260105T140000\r
DURATION:PT45M\r
RRULE:FREQ=DAILY\r
END:VEVENT\r
END:VCALENDAR\r
`).objects
const zones = zonesOf(nothing[0] ?? assert.fail(), catalog)
const monday = Date.UTC(2026, 2, 2) / 1000
const window = { fromSeconds: monday, toSeconds: monday + 5 * 86_400 }

function person(name: string, zone: string, objects = nothing): Person {
  const user = calendarUser(`${name}@example.com`)
  const hours = workingHours({ zone, days: ['MO', 'TU', 'WE', 'TH'], from: '09:00', to: '17:00' })
  const availability = compileAvailability([{ component: hours, zones }])
  const calendars = compileCalendars([{ objects }], { user, tzid: zone }, catalog)
  return personWithCalendars(user, calendars, { window, tzid: zone, availability })
}

const room = { address: calendarUser('den@example.com').address, capacity: 4, features: ['screen'] }
const query: TimeQuery = {
  organizer: person('anna', 'Europe/Berlin', standup),
  required: [person('ben', 'America/New_York')],
  optional: [{ ...person('cleo', 'Asia/Kolkata'), busy: undefined }],
  rooms: { candidates: [{ ...room, busy: person('den', 'Europe/Berlin').busy }] },
  durationSeconds: 3600,
  window,
  preferences: { avoidLunch: true },
  limit: 3,
  zones,
  tzid: 'Europe/Berlin',
}
for (const { startSeconds, verdict, cost, reasons } of proposeTimes(query)) {
  console.log(new Date(startSeconds * 1000).toISOString(), verdict, cost)
  for (const reason of reasons) console.log('  ', JSON.stringify(reason))
}
assert.equal(proposeTimes(query)[0]?.verdict, 'free')

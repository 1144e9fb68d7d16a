/** Bytes from outside: nothing throws, nothing hangs, unknown never becomes free. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCalendar, zonesOf } from '@parley/icalendar'
import fc from 'fast-check'
import { compileAvailability } from './availability.ts'
import { compileCalendars, freeBusyTime } from './calendars.ts'
import { readFreeBusy } from './free-busy.ts'
import { readPoll } from './poll/read.ts'
import { tallyPoll } from './poll/tally.ts'
import { berlin, bob, catalog, window } from './testing/calendars.ts'
import { validateInboxAvailability } from './validate-availability.ts'

const names = [
  'VEVENT',
  'VFREEBUSY',
  'VAVAILABILITY',
  'AVAILABLE',
  'VPOLL',
  'PARTICIPANT',
  'VOTE',
  'VVOTER',
]
const properties = [
  'UID:1',
  'METHOD:REPLY',
  'DTSTAMP:20260101T000000Z',
  'DTSTART:20260310T090000Z',
  'DTSTART;VALUE=DATE:20260310',
  'DTSTART;TZID=Nowhere/At all:20260310T090000',
  'DTSTART:99999999T999999',
  'DTEND:20260310T080000Z',
  'DTEND:20260311T080000Z',
  'DURATION:P99999999999W',
  'DURATION:-PT1H',
  'DURATION:PT1H',
  'RRULE:FREQ=SECONDLY',
  'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'RRULE:FREQ=YEARLY;BYSETPOS=400;BYDAY=MO',
  'RDATE:20260310T100000Z,nonsense',
  'EXDATE:20260310T090000Z',
  'RECURRENCE-ID:20260310T090000Z',
  'RECURRENCE-ID;RANGE=THISANDFUTURE:20260310T090000Z',
  'FREEBUSY:20260310T080000Z/PT1H,x/y',
  'FREEBUSY;FBTYPE=X-ODD:20260310T080000Z/19700101T000000Z',
  'PRIORITY:-5',
  'PRIORITY:99999999999999999999',
  'BUSYTYPE:',
  'STATUS:',
  'TRANSP:',
  'ORGANIZER:',
  'ORGANIZER:mailto:a@example.com',
  'ATTENDEE:mailto:bob@example.com',
  'CALENDAR-ADDRESS:mailto:bob@example.com',
  'PARTICIPANT-TYPE:VOTER',
  'POLL-ITEM-ID:1',
  'POLL-ITEM-ID:x',
  'RESPONSE:50',
  'RESPONSE:1e9',
  'VOTER;RESPONSE=50:mailto:bob@example.com',
  'POLL-WINNER:NaN',
  'X-MICROSOFT-CDO-BUSYSTATUS:ODD',
]
const property = fc.constantFrom(...properties)
const inner = fc
  .tuple(fc.constantFrom(...names), fc.array(property, { maxLength: 6 }))
  .map(([name, lines]) => [`BEGIN:${name}`, ...lines, `END:${name}`])
const outer = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(property, { maxLength: 10 }),
    fc.array(inner, { maxLength: 4 }),
  )
  .map(([name, lines, more]) => [`BEGIN:${name}`, ...lines, ...more.flat(), `END:${name}`])
const text = fc
  .tuple(
    fc.constantFrom('REQUEST', 'REPLY', 'POLLSTATUS', 'x'),
    fc.array(outer, { minLength: 1, maxLength: 4 }),
  )
  .map(([method, components]) =>
    ['BEGIN:VCALENDAR', `METHOD:${method}`, ...components.flat(), 'END:VCALENDAR', ''].join('\r\n'),
  )

describe('whatever comes', () => {
  it('is read without an error, in time, into busy time that is well formed', () => {
    const asked = window('20260309T0000', '20260316T0000')
    fc.assert(
      fc.property(text, (bytes) => {
        const started = cpuMs()
        const { objects } = parseCalendar(bytes)
        const calendars = compileCalendars([{ objects }], { user: bob, tzid: berlin }, catalog)
        const made = freeBusyTime(calendars, asked)
        made.starts.forEach((start, i) => {
          assert.ok(start < (made.ends[i] ?? 0) && start >= asked.fromSeconds)
          assert.ok((made.ends[i] ?? 0) <= asked.toSeconds)
        })
        for (const object of objects) {
          readFreeBusy(object.components, asked)
          const zones = zonesOf(object, catalog)
          compileAvailability(object.components.map((component) => ({ component, zones })))
          validateInboxAvailability(object)
          for (const { poll } of readPoll(object).messages) tallyPoll(poll)
        }
        assert.ok(cpuMs() - started < 10_000)
      }),
      { numRuns: 300 },
    )
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

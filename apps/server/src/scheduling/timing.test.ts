/** Timing rows are those of the object, its zones and its owner, though many hold the same event. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CalendarObject, parseCalendar, zoneCatalog } from '@parley/icalendar'
import { calendarUser } from '@parley/itip'
import { timingOfObject } from './timing.ts'

const catalog = zoneCatalog()
const noon = Date.UTC(2026, 5, 1, 12) / 1000
const hour = 3600

function objectOf(...lines: readonly string[]): CalendarObject {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR', '']
  return parseCalendar(text.join('\r\n')).objects[0] ?? assert.fail()
}

function eventOf(...lines: readonly string[]): readonly string[] {
  return ['BEGIN:VEVENT', 'UID:e', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT']
}

function zoneAt(offset: string): readonly string[] {
  const standard = ['DTSTART:19700101T000000', `TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`]
  return [
    'BEGIN:VTIMEZONE',
    'TZID:Ours',
    ...['BEGIN:STANDARD', ...standard, 'END:STANDARD'],
    'END:VTIMEZONE',
  ]
}

const ann = (tzid: string) => ({ user: calendarUser('ann@example.com'), tzid })
const starts = (object: CalendarObject, tzid = 'UTC') =>
  timingOfObject(object, ann(tzid), catalog).map((each) => each.startSeconds)

describe('the timing of one event', () => {
  it('is in the zone of each who holds it, where it floats', () => {
    const object = objectOf(...eventOf('DTSTART:20260601T120000'))
    for (let round = 0; round < 2; round++) {
      assert.deepEqual(starts(object), [noon])
      assert.deepEqual(starts(object, 'Europe/Berlin'), [noon - 2 * hour])
      assert.deepEqual(starts(object, 'America/New_York'), [noon + 4 * hour])
    }
  })

  it('is in the zone that the object brings along, whichever object the event is in', () => {
    const lines = eventOf('DTSTART;TZID=Ours:20260601T120000')
    const early = objectOf(...zoneAt('+0300'), ...lines)
    const late = objectOf(...zoneAt('-0300'))
    const other = { ...late, components: [...late.components, ...early.components.slice(-1)] }
    for (let round = 0; round < 2; round++) {
      assert.deepEqual(starts(early), [noon - 3 * hour])
      assert.deepEqual(starts(other), [noon + 3 * hour])
    }
  })

  it('is busy for whoever comes, and free for whoever does not', () => {
    const people = ['ann', 'bob'].map((name, index) => ({
      user: calendarUser(`${name}@example.com`),
      tzid: 'UTC',
      partStat: ['ACCEPTED', 'DECLINED'][index],
    }))
    const attendees = people.map(
      ({ user, partStat }) => `ATTENDEE;PARTSTAT=${partStat}:mailto:${user.address}`,
    )
    const object = objectOf(
      ...eventOf('DTSTART:20260601T120000Z', 'ORGANIZER:mailto:carol@example.com', ...attendees),
    )
    const types = people.map((each) => timingOfObject(object, each, catalog)[0]?.busyType)
    assert.deepEqual(types, ['BUSY', 'FREE'])
  })

  it('has what expands it where it recurs, and a row for each thing beside it', () => {
    const series = objectOf(...eventOf('DTSTART:20260601T120000Z', 'RRULE:FREQ=DAILY;COUNT=3'))
    const [row] = timingOfObject(series, ann('UTC'), catalog)
    assert.match(row?.recurrence ?? '', /RRULE:FREQ=DAILY;COUNT=3/)
    assert.equal(row?.endSeconds, noon + 2 * 24 * hour)
    const todo = ['BEGIN:VTODO', 'UID:e', 'DUE:20260601T120000Z', 'END:VTODO']
    assert.equal(starts(objectOf(...todo, ...eventOf('DTSTART:20260601T120000Z'))).length, 2)
  })
})

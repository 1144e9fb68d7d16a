import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { property, withProperty } from '@parley/icalendar'
import { mergeAttendeeChange } from './merge-attendee-change.ts'
import { attendee, calendar, context, makeEvent, textOfObject } from './testing.ts'

const bob = context('bob')
const second = '20260309T090000Z'
const guests = (partStat: string, cid = 'NEEDS-ACTION'): readonly string[] => [
  attendee('bob', `PARTSTAT=${partStat}`),
  attendee('cid', `PARTSTAT=${cid}`),
]
const event = (more = '', attendees = guests('NEEDS-ACTION')): string =>
  makeEvent({ attendees, more: `RRULE:FREQ=WEEKLY;COUNT=10\n${more}` })
const instance = (more = '', attendees = guests('NEEDS-ACTION')): string =>
  makeEvent({
    start: second,
    end: '20260309T100000Z',
    attendees,
    more: `RECURRENCE-ID:${second}\n${more}`,
  })
const alarm = 'BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:-PT5M\nEND:VALARM'

function merge(
  server: CalendarObject,
  client: CalendarObject,
  lastKnown = server,
): { text: string; same: boolean; changes: readonly string[]; refused: readonly string[] } {
  const made = mergeAttendeeChange({ server, client, lastKnown }, bob)
  const names = (of: typeof made.changes): readonly string[] =>
    of.map(({ facts }) => `${facts['key']} ${facts['property']}`.trim())
  return {
    text: textOfObject(made.object),
    same: made.object === server,
    changes: names(made.changes),
    refused: names(made.refused),
  }
}

describe("an Attendee's version", () => {
  it('that changes nothing gives the same object', () => {
    assert.equal(merge(calendar([event()]), calendar([event()])).same, true)
  })

  const allowed: readonly (readonly [string, string, readonly string[]])[] = [
    ['his answer', event('', guests('ACCEPTED')), ['ATTENDEE']],
    ['TRANSP', event('TRANSP:TRANSPARENT'), ['TRANSP']],
    ['an alarm', event(alarm), ['VALARM']],
    ['a comment', event('COMMENT:Late'), ['COMMENT']],
    ['categories and colour', event('CATEGORIES:Mine\nCOLOR:red'), ['CATEGORIES', 'COLOR']],
    ['a private property', event('X-MINE:1'), ['X-MINE']],
    ['how far he is', event('PERCENT-COMPLETE:50'), ['PERCENT-COMPLETE']],
    ['when he was done', event('COMPLETED:20260302T120000Z'), ['COMPLETED']],
    [
      'time stamps',
      event('CREATED:20260101T000000Z\nLAST-MODIFIED:20260102T000000Z'),
      ['CREATED', 'LAST-MODIFIED'],
    ],
    ['an exclusion', event(`EXDATE:${second}`), [`${second} EXDATE`]],
  ]
  for (const [words, client, changes] of allowed) {
    it(`has ${words}`, () => {
      const made = merge(calendar([event()]), calendar([client]))
      assert.deepEqual(made.changes, changes)
      assert.deepEqual(made.refused, [])
      assert.equal(made.same, false)
    })
  }

  const refused: readonly (readonly [string, string, readonly string[]])[] = [
    ['the title', event('SUMMARY:Mine'), ['SUMMARY']],
    ['the place', event('LOCATION:Bar'), ['LOCATION']],
    ['the guests', event('', [...guests('NEEDS-ACTION'), attendee('zoe')]), ['ATTENDEE']],
    ['the Organizer', `ORGANIZER:mailto:bob@example.com\n${event()}`, ['ORGANIZER']],
    [
      'the rule',
      makeEvent({ attendees: guests('NEEDS-ACTION'), more: 'RRULE:FREQ=DAILY' }),
      ['RRULE'],
    ],
  ]
  for (const [words, client, names] of refused) {
    it(`has not ${words}`, () => {
      const made = merge(calendar([event()]), calendar([client]))
      assert.deepEqual(made.refused, names)
      assert.equal(made.same, true)
    })
  }

  it("leaves another Attendee's answer as it is", () => {
    const made = merge(
      calendar([event()]),
      calendar([event('', guests('NEEDS-ACTION', 'ACCEPTED'))]),
    )
    assert.equal(made.same, true)
  })

  it('keeps what came in since he last looked', () => {
    const known = calendar([event()])
    const server = calendar([event('LOCATION:Hall', guests('NEEDS-ACTION', 'ACCEPTED'))])
    const made = merge(server, calendar([event('', guests('TENTATIVE'))]), known)
    assert.match(made.text, /LOCATION:Hall/)
    assert.match(made.text, /PARTSTAT=ACCEPTED:mailto:cid/)
    assert.match(made.text, /PARTSTAT=TENTATIVE.*:mailto:bob/)
    assert.deepEqual(made.refused, [])
  })

  it('has the PRODID and the CALSCALE of his client', () => {
    const client = calendar([event()])
    const head = withProperty(client, property('PRODID', '-//Mine//EN'))
    const made = merge(calendar([event()]), withProperty(head, property('CALSCALE', 'GREGORIAN')))
    // Requirement: 6638/3.2.2.1/attendee-may-change-prodid
    assert.match(made.text, /PRODID:-\/\/Mine\/\/EN/)
    // Requirement: 6638/3.2.2.1/attendee-may-change-calscale
    assert.match(made.text, /CALSCALE:GREGORIAN/)
    assert.deepEqual(made.refused, [])
  })

  it('has the SCHEDULE-STATUS of those to whom his client writes, and of no others', () => {
    const version = (status: string): CalendarObject =>
      calendar([
        event('', [
          attendee('bob'),
          attendee('cid', 'SCHEDULE-AGENT=CLIENT', status),
          attendee('dan', status),
        ]),
      ])
    const plain = version('CN=One')
    const made = merge(plain, version('SCHEDULE-STATUS=2.0'))
    // Requirement: 6638/3.2.2.1/attendee-may-change-client-status
    // Requirement: 6638/7.3/client-may-set-attendee-status
    assert.match(made.text, /SCHEDULE-STATUS="?2\.0"?:mailto:cid/)
    assert.doesNotMatch(made.text, /SCHEDULE-STATUS="?2\.0"?:mailto:dan/)
    const organizer = (more: string): CalendarObject =>
      calendar([`ORGANIZER;SCHEDULE-AGENT=CLIENT${more}:mailto:ann@example.com\n${event()}`])
    const written = merge(organizer(''), organizer(';SCHEDULE-STATUS=1.1'))
    // Requirement: 6638/7.3/client-may-set-organizer-status
    assert.match(written.text, /ORGANIZER.*SCHEDULE-STATUS="?1\.1"?:mailto:ann/)
    assert.deepEqual(written.refused, [])
  })

  // Requirement: 6638/3.2.2.1/attendee-may-override-instances
  it('may answer an instance on its own, and change nothing else of it', () => {
    const made = merge(
      calendar([event()]),
      calendar([event(), instance('LOCATION:Bar', guests('DECLINED'))]),
    )
    assert.match(made.text, new RegExp(`RECURRENCE-ID:${second}`))
    assert.match(made.text, /PARTSTAT=DECLINED:mailto:bob/)
    assert.doesNotMatch(made.text, /Bar/)
    assert.deepEqual(made.refused, [`${second} LOCATION`])
  })

  it('may not invent an instance', () => {
    const stray = makeEvent({
      attendees: guests('ACCEPTED'),
      more: 'RECURRENCE-ID:20260310T090000Z',
    })
    const made = merge(calendar([event()]), calendar([event(), stray]))
    assert.deepEqual(made.refused, ['20260310T090000Z RECURRENCE-ID'])
    assert.equal(made.same, true)
  })

  it('may drop an instance with its EXDATE, and not without', () => {
    const server = calendar([event(), instance('LOCATION:Hall')])
    const gone = merge(server, calendar([event(`EXDATE:${second}`)]))
    assert.doesNotMatch(gone.text, /RECURRENCE-ID/)
    const kept = merge(server, calendar([event()]))
    assert.equal(kept.same, true)
    assert.deepEqual(kept.refused, [`${second} RECURRENCE-ID`])
  })

  it('does not bring an excluded instance back', () => {
    const made = merge(calendar([event(`EXDATE:${second}`)]), calendar([event()]))
    assert.equal(made.same, true)
    assert.deepEqual(made.refused, ['EXDATE'])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Component, parseCalendar, sameCalendar, sameModel } from './index.ts'

function event(...lines: readonly string[]): Component {
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR']
  const [object] = parseCalendar(text.join('\n')).objects
  assert.ok(object)
  return object
}

const rows: readonly {
  readonly it: string
  readonly a: readonly string[]
  readonly b: readonly string[]
  readonly same: boolean
}[] = [
  { it: 'ignores PRODID and DTSTAMP', a: ['DTSTAMP:1', 'PRODID:a'], b: ['DTSTAMP:2'], same: true },
  {
    it: 'ignores order of properties and of parameters',
    a: ['X;A=1;B=2:3', 'Y:4'],
    b: ['Y:4', 'X;B=2;A=1:3'],
    same: true,
  },
  {
    it: 'ignores values that say a default',
    a: ['SEQUENCE:0', 'TRANSP:opaque', 'ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=false:mailto:a@b'],
    b: ['ATTENDEE;PARTSTAT=NEEDS-ACTION;CUTYPE=INDIVIDUAL:MAILTO:A@b'],
    same: true,
  },
  {
    it: 'ignores a VALUE that says the default type',
    a: ['DTSTART;VALUE=DATE-TIME:20260101T000000Z'],
    b: ['DTSTART:20260101T000000Z'],
    same: true,
  },
  { it: 'ignores how TEXT is escaped', a: ['SUMMARY:a\\Nb\\:'], b: ['SUMMARY:a\\nb:'], same: true },
  {
    it: 'ignores order within a list and a rule',
    a: ['CATEGORIES:a,b', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20260101,20260102'],
    b: ['CATEGORIES:b,a', 'RRULE:COUNT=2;FREQ=DAILY', 'EXDATE:20260102,20260101'],
    same: true,
  },
  { it: 'sees another text', a: ['SUMMARY:a'], b: ['SUMMARY:A'], same: false },
  { it: 'sees another SEQUENCE', a: ['SEQUENCE:0'], b: ['SEQUENCE:1'], same: false },
  { it: 'sees a property twice', a: ['COMMENT:a', 'COMMENT:a'], b: ['COMMENT:a'], same: false },
  { it: 'sees another parameter', a: ['X;A=1:1'], b: ['X;A=2:1'], same: false },
  { it: 'sees another time zone', a: ['DTSTART;TZID=A:1'], b: ['DTSTART;TZID=B:1'], same: false },
  {
    it: 'sees a comma that is escaped',
    a: ['CATEGORIES:a\\,b'],
    b: ['CATEGORIES:a,b'],
    same: false,
  },
]

describe('sameCalendar', () => {
  for (const row of rows) {
    it(row.it, () => {
      assert.equal(sameCalendar(event(...row.a), event(...row.b)), row.same)
      assert.equal(sameCalendar(event(...row.b), event(...row.a)), row.same)
    })
  }
})

describe('sameModel', () => {
  it('looks at names, parameters and raw values, in their order', () => {
    const made = event('X;A=1;B=2:3', 'Y:4')
    assert.ok(sameModel([made], [event('X;A=1;B=2:3', 'Y:4')]))
    for (const lines of [
      ['Y:4', 'X;A=1;B=2:3'],
      ['X;B=2;A=1:3', 'Y:4'],
      ['X;A=1:3', 'Y:4'],
      ['X;A=1;B=2,2:3', 'Y:4'],
      ['X;A=1;B=2:3', 'Y:5'],
      ['X;A=1;B=2:3', 'Z:4'],
      ['X;A=1;B=2:3'],
    ]) {
      assert.ok(!sameModel([made], [event(...lines)]), lines.join())
    }
    assert.ok(!sameModel([made], [made, made]))
  })
})

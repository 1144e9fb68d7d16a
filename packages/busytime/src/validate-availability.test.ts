import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { component, serializeText, withTimezones } from '@parley/icalendar'
import { catalog, object } from './testing/calendars.ts'
import {
  sharedAvailability,
  validateAvailability,
  validateInboxAvailability,
} from './validate-availability.ts'
import { workingHours } from './working-hours.ts'

const head = ['UID:v', 'DTSTAMP:20111005T133225Z']

function vavailability(...lines: readonly string[]): readonly string[] {
  return ['BEGIN:VAVAILABILITY', ...lines, 'END:VAVAILABILITY']
}

function available(...lines: readonly string[]): readonly string[] {
  return ['BEGIN:AVAILABLE', ...lines, 'END:AVAILABLE']
}

const start = 'DTSTART:20111002T090000Z'
const rows: readonly { it: string; lines: readonly string[]; breaks: readonly string[] }[] = [
  {
    it: 'that is right',
    lines: [...head, ...available(...head, start, 'DURATION:PT1H')],
    breaks: [],
  },
  {
    it: 'without DTSTAMP, with two UIDs',
    lines: ['UID:v', 'UID:w'],
    breaks: ['7953/3.1/dtstamp-and-uid-once', '7953/3.1/dtstamp-and-uid-once'],
  },
  {
    it: 'with DTEND and DURATION',
    lines: [...head, start, 'DTEND:20111003T090000Z', 'DURATION:P1D'],
    breaks: ['7953/3.1/dtend-or-duration'],
  },
  {
    it: 'with DURATION alone',
    lines: [...head, 'DURATION:P1D'],
    breaks: ['7953/3.1/duration-needs-dtstart'],
  },
  {
    it: 'with an AVAILABLE that does not start',
    lines: [...head, ...available(...head)],
    breaks: ['7953/3.1/available-needs-dtstart'],
  },
  {
    it: 'with a date and a floating time',
    lines: [...head, 'DTSTART;VALUE=DATE:20111002', 'DTEND:20111003T090000'],
    breaks: ['7953/3.1/times-utc-or-zoned', '7953/3.1/times-utc-or-zoned'],
  },
  {
    it: 'without its VTIMEZONE',
    lines: [...head, 'DTSTART;TZID=Europe/Berlin:20111002T090000'],
    breaks: ['7953/3.1/vtimezone-for-each-tzid'],
  },
  {
    it: 'that ends before it starts',
    lines: [...head, start, 'DTEND:20111001T090000Z'],
    breaks: ['7953/7.2.2/dtend-not-before-dtstart'],
  },
  {
    it: 'of too many parts',
    lines: [...head, ...Array.from({ length: 1001 }, () => available(...head, start)).flat()],
    breaks: ['7953/8/complexity-limited'],
  },
]

describe('a VAVAILABILITY', () => {
  for (const row of rows) {
    it(`${row.it} is told so`, () => {
      const found = validateAvailability(object(...vavailability(...row.lines)))
      assert.deepEqual(
        found.map((each) => each.requirement),
        row.breaks,
      )
    })
  }

  it('made of working hours is right, once it has its VTIMEZONE', () => {
    const hours = workingHours({ zone: 'Europe/Berlin', days: ['MO'], from: '09:00', to: '17:00' })
    const made = withTimezones(component('VCALENDAR', [], [hours]), catalog)
    assert.deepEqual(validateInboxAvailability(made), [])
  })

  it('stands alone in the property of the Inbox', () => {
    const breaks = (...lines: readonly string[]) =>
      validateInboxAvailability(object(...lines)).map((each) => each.requirement)
    const one = vavailability(...head)
    assert.deepEqual(breaks(...one), [])
    for (const wrong of [[], [...one, ...one], [...one, 'BEGIN:VEVENT', 'UID:1', 'END:VEVENT']])
      assert.ok(breaks(...wrong).includes('7953/7.2.4/property-holds-one-availability'))
  })

  it('can be shared without telling what and where', () => {
    // Requirement: 7953/9/nonessential-properties-removable
    const text = ['SUMMARY:At the dentist', 'LOCATION:Town', 'DESCRIPTION:Tooth', 'X-NOTE:x']
    const [made] = object(
      ...vavailability(...head, ...text, 'PRIORITY:5', ...available(...head, start, ...text)),
    ).components
    const shown = serializeText(
      component('VCALENDAR', [], made === undefined ? [] : [sharedAvailability(made)]),
    )
    assert.doesNotMatch(shown, /dentist|Town|Tooth|NOTE/)
    assert.match(shown, /PRIORITY:5[\s\S]*DTSTART:20111002T090000Z/)
  })
})

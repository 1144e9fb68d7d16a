import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { component, zonesOf } from '@parley/icalendar'
import { read } from '@parley/itip'
import {
  availabilityTime,
  compileAvailability,
  maxAvailabilityBlocks,
  withAvailability,
} from './availability.ts'
import type { Window } from './busy-time.ts'
import { busyTimeOf, compileCalendars, freeBusyTime } from './calendars.ts'
import { berlin, bob, catalog, hours, object, vevent, window } from './testing/calendars.ts'
import { workingHours } from './working-hours.ts'

const montreal = 'America/Montreal'
const denver = 'America/Denver'

function vavailability(
  lines: readonly string[],
  ...available: readonly (readonly string[])[]
): readonly string[] {
  const inner = available.flatMap((each, i) => [
    'BEGIN:AVAILABLE',
    `UID:a${i}`,
    'DTSTAMP:20111005T133225Z',
    ...each,
    'END:AVAILABLE',
  ])
  return [
    'BEGIN:VAVAILABILITY',
    'UID:v',
    'DTSTAMP:20111005T133225Z',
    ...lines,
    ...inner,
    'END:VAVAILABILITY',
  ]
}

function weekdays(zone: string, from: string, to: string, day = '20111002'): readonly string[] {
  return [
    `DTSTART;TZID=${zone}:${day}T${from}00`,
    `DTEND;TZID=${zone}:${day}T${to}00`,
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  ]
}

function told(asked: Window, ...lines: readonly string[]): readonly string[] {
  const calendars = compileCalendars(
    [{ objects: [object(...lines)] }],
    { user: bob, tzid: montreal },
    catalog,
  )
  return hours(freeBusyTime(calendars, asked))
}

describe('the examples of RFC 7953 §5.1', () => {
  // Requirement: 7953/3/busy-outside-available
  // Requirement: 7953/5/start-free
  // Requirement: 7953/5/busytype-marked-first
  // Requirement: 7953/5/available-marked-free
  // Requirement: 7953/5/components-overlaid-last
  // Requirement: 7953/7.1/free-busy-query-aggregates
  // Requirement: 7953/7.2.5/calendars-included
  it('gives the table of §5.1.1 for a Monday (the RFC names a Sunday, 6 November 2011)', () => {
    const monday = window('20111107T0000', '20111108T0000', montreal)
    const lines = [
      ...vevent('meeting', 'DTSTART;TZID=America/Montreal:20111107T120000', 'DURATION:PT2H'),
      ...vavailability(
        [`DTSTART;TZID=${montreal}:20111002T000000`],
        weekdays(montreal, '0800', '1800'),
      ),
    ]
    assert.deepEqual(told(monday, ...lines), [
      'BUSY-UNAVAILABLE 0-8',
      'BUSY 12-14',
      'BUSY-UNAVAILABLE 18-24',
    ])
  })

  it('gives the table of §5.1.2, the meeting put on the day of the table', () => {
    // Requirement: 7953/4/higher-priority-overrides
    // Requirement: 7953/4/covered-lower-priority-ignored
    // Requirement: 7953/4/no-priority-is-lowest
    const monday = window('20111024T0000', '20111025T0000', montreal)
    const lines = [
      ...vevent('lunch', 'DTSTART;TZID=America/Denver:20111024T120000', 'DURATION:PT2H'),
      ...vavailability(
        [`DTSTART;TZID=${montreal}:20111002T000000`],
        weekdays(montreal, '0800', '1800'),
      ),
      ...vavailability(
        [
          `DTSTART;TZID=${denver}:20111023T000000`,
          `DTEND;TZID=${denver}:20111030T000000`,
          'PRIORITY:1',
        ],
        weekdays(denver, '0800', '1800', '20111023'),
      ),
    ]
    assert.deepEqual(told(monday, ...lines), [
      'BUSY-UNAVAILABLE 0-10',
      'BUSY 14-16',
      'BUSY-UNAVAILABLE 20-24',
    ])
    const month = window('20111017T0000', '20111114T0000', montreal)
    const inMonth = told(month, ...lines)
    assert.ok(
      inMonth.includes('BUSY 182-184'),
      'a wider question gives the same answer for the day',
    )
    assert.ok(
      !inMonth.some((each) => each.endsWith('-176')),
      'the office frees nothing of the week in Denver',
    )
  })

  it('follows the traveling worker of §3.1 through three blocks', () => {
    const blocks = [
      ...vavailability(
        [`DTSTART;TZID=${montreal}:20111002T000000`, `DTEND;TZID=${montreal}:20111023T030000`],
        weekdays(montreal, '0900', '1700'),
      ),
      ...vavailability(
        [`DTSTART;TZID=${denver}:20111023T000000`, `DTEND;TZID=${denver}:20111030T000000`],
        weekdays(denver, '0900', '1700', '20111023'),
      ),
      ...vavailability(
        [`DTSTART;TZID=${montreal}:20111030T030000`],
        weekdays(montreal, '0900', '1700', '20111030'),
      ),
    ]
    const day = (date: string, next: string) =>
      told(window(`${date}T0000`, `${next}T0000`, montreal), ...blocks)
    assert.deepEqual(day('20111017', '20111018'), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 17-24',
    ])
    assert.deepEqual(day('20111024', '20111025'), [
      'BUSY-UNAVAILABLE 0-11',
      'BUSY-UNAVAILABLE 19-24',
    ])
    assert.deepEqual(day('20111031', '20111101'), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 17-24',
    ])
  })

  it('knows the office and the branch of §3.1 until they end', () => {
    // Requirement: 7953/3.1/available-may-recur
    const lines = vavailability(
      [`DTSTART;TZID=${montreal}:20111002T000000`, `DTEND;TZID=${montreal}:20111202T000000`],
      [
        `DTSTART;TZID=${montreal}:20111003T090000`,
        `DTEND;TZID=${montreal}:20111003T170000`,
        'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH',
      ],
      [
        `DTSTART;TZID=${montreal}:20111007T090000`,
        `DTEND;TZID=${montreal}:20111007T120000`,
        'RRULE:FREQ=WEEKLY',
      ],
    )
    const thursday = window('20111013T0000', '20111015T0000', montreal)
    assert.deepEqual(told(thursday, ...lines), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 17-33',
      'BUSY-UNAVAILABLE 36-48',
    ])
    assert.deepEqual(told(window('20111205T0000', '20111206T0000', montreal), ...lines), [])
  })
})

describe('availability', () => {
  const tuesday = window('20260310T0000', '20260311T0000')
  const morning = ['DTSTART;TZID=Europe/Berlin:20260310T090000', 'DURATION:PT3H']
  const noon = ['DTSTART;TZID=Europe/Berlin:20260310T110000', 'DURATION:PT3H']

  it('takes BUSYTYPE for what is covered, unavailable by default and for what nobody knows', () => {
    // Requirement: 7953/3.2/busytype-values
    // Requirement: 7953/3.2/busytype-default-unavailable
    assert.deepEqual(told(tuesday, ...vavailability(['BUSYTYPE:BUSY'], morning)), [
      'BUSY 0-9',
      'BUSY 12-24',
    ])
    assert.deepEqual(told(tuesday, ...vavailability(['BUSYTYPE:BUSY-TENTATIVE'])), [
      'BUSY-TENTATIVE 0-24',
    ])
    assert.deepEqual(told(tuesday, ...vavailability(['BUSYTYPE:X-AWAY'])), [
      'BUSY-UNAVAILABLE 0-24',
    ])
    assert.deepEqual(told(tuesday, ...vavailability([])), ['BUSY-UNAVAILABLE 0-24'])
  })

  it('has no bound where DTSTART or the end is missing', () => {
    // Requirement: 7953/3.1/no-dtstart-unbounded
    // Requirement: 7953/3.1/no-end-unbounded
    // Requirement: 7953/7.2.2/time-range-table
    const from = ['DTSTART;TZID=Europe/Berlin:20260310T060000']
    assert.deepEqual(told(tuesday, ...vavailability(from)), ['BUSY-UNAVAILABLE 6-24'])
    assert.deepEqual(told(tuesday, ...vavailability(['DTEND:20260310T050000Z'])), [
      'BUSY-UNAVAILABLE 0-6',
    ])
    assert.deepEqual(told(tuesday, ...vavailability([...from, 'DURATION:PT2H'])), [
      'BUSY-UNAVAILABLE 6-8',
    ])
    // Requirement: 7953/5/outside-range-ignored
    assert.deepEqual(told(tuesday, ...vavailability(['DTEND:20260309T050000Z'])), [])
    assert.deepEqual(
      told(tuesday, ...vavailability(['DTSTART:20260309T050000Z', 'DTEND:20260308T050000Z'])),
      [],
    )
  })

  it('frees no more than its own range', () => {
    const lines = vavailability(
      ['DTSTART;TZID=Europe/Berlin:20260310T100000', 'DTEND;TZID=Europe/Berlin:20260310T200000'],
      morning,
    )
    const base = vavailability([], ['DTSTART;TZID=Europe/Berlin:20260310T080000', 'DURATION:PT1H'])
    assert.deepEqual(
      told(
        tuesday,
        ...base,
        ...lines.map((each) => (each === 'UID:v' ? 'UID:w\r\nPRIORITY:5' : each)),
      ),
      ['BUSY-UNAVAILABLE 0-8', 'BUSY-UNAVAILABLE 9-10', 'BUSY-UNAVAILABLE 12-24'],
    )
  })

  it('lets the busier type and every AVAILABLE stand within one priority, in any order', () => {
    // Requirement: 7953/4/equal-priority-by-busytype
    const one = vavailability(['BUSYTYPE:BUSY-TENTATIVE', 'PRIORITY:5'], morning)
    const other = vavailability(['BUSYTYPE:BUSY', 'PRIORITY:5'], noon)
    const expected = ['BUSY 0-9', 'BUSY 14-24']
    assert.deepEqual(told(tuesday, ...one, ...other), expected)
    assert.deepEqual(told(tuesday, ...other, ...one), expected)
  })

  it('orders priorities 0, 9 to 1', () => {
    const none = vavailability(['BUSYTYPE:BUSY'])
    const nine = vavailability(['PRIORITY:9', 'BUSYTYPE:BUSY-TENTATIVE'])
    const one = vavailability(['PRIORITY:1', 'BUSYTYPE:BUSY-UNAVAILABLE'], morning)
    assert.deepEqual(told(tuesday, ...nine, ...none), ['BUSY-TENTATIVE 0-24'])
    assert.deepEqual(told(tuesday, ...one, ...nine, ...none), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 12-24',
    ])
  })

  it('takes in the availability of the Inbox', () => {
    // Requirement: 7953/7.2.5/inbox-availability-included
    const calendars = compileCalendars([], { user: bob, tzid: berlin }, catalog)
    const inboxObject = object(...vavailability([], morning))
    const inbox = compileAvailability([
      {
        component: inboxObject.components[0] ?? component('VAVAILABILITY', []),
        zones: zonesOf(inboxObject, catalog),
      },
    ])
    assert.deepEqual(hours(freeBusyTime(calendars, tuesday, inbox)), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 12-24',
    ])
    assert.equal(withAvailability(inbox, inbox).levels[0]?.length, 2)
    assert.deepEqual(hours(busyTimeOf(calendars, tuesday)), [])
  })

  it('goes in no scheduling message', () => {
    // Requirement: 7953/6/no-scheduling-messages
    assert.deepEqual(read(object('METHOD:REQUEST', ...vavailability([], morning))).messages, [])
  })

  it('is unknown where it is more than the limits allow', () => {
    // Requirement: 7953/8/complexity-limited
    const zones = zonesOf(object(), catalog)
    const many = Array.from({ length: maxAvailabilityBlocks + 1 }, () => ({
      component: component('VAVAILABILITY', []),
      zones,
    }))
    assert.deepEqual(hours(availabilityTime(compileAvailability(many), tuesday)), ['unknown 0-24'])
    const endless = vavailability(
      [],
      ['DTSTART:20260101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY;INTERVAL=2'],
    )
    assert.ok(told(tuesday, ...endless).some((each) => each.startsWith('unknown')))
  })
})

describe('working hours', () => {
  const zones = zonesOf(object(), catalog)
  const week = ['MO', 'TU', 'WE', 'TH', 'FR'] as const

  function of(made: Parameters<typeof workingHours>[0], asked: Window): readonly string[] {
    return hours(
      availabilityTime(compileAvailability([{ component: workingHours(made), zones }]), asked),
    )
  }

  it('keep their clock across the change to daylight saving time', () => {
    const made = { zone: berlin, days: [...week], from: '09:00', to: '17:00' }
    assert.deepEqual(of(made, window('20260327T0000', '20260328T0000')), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 17-24',
    ])
    assert.deepEqual(of(made, window('20260330T0000', '20260331T0000')), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 17-24',
    ])
    assert.deepEqual(of(made, window('20260328T0000', '20260329T0000')), ['BUSY-UNAVAILABLE 0-24'])
  })

  it('may have a break, a shorter day and a night shift', () => {
    const made = {
      zone: berlin,
      days: ['MO'] as const,
      from: '09:00',
      to: '12:00',
      also: [
        { days: ['MO'] as const, from: '13:00', to: '17:00' },
        { days: ['TU'] as const, from: '22:00', to: '06:00' },
      ],
    }
    assert.deepEqual(of(made, window('20260309T0000', '20260310T0000')), [
      'BUSY-UNAVAILABLE 0-9',
      'BUSY-UNAVAILABLE 12-13',
      'BUSY-UNAVAILABLE 17-24',
    ])
    assert.deepEqual(of(made, window('20260310T0000', '20260312T0000')), [
      'BUSY-UNAVAILABLE 0-22',
      'BUSY-UNAVAILABLE 30-48',
    ])
  })

  it('refuse a time of day that is none', () => {
    assert.throws(
      () => workingHours({ zone: berlin, days: ['MO'], from: '9', to: '17:00' }),
      TypeError,
    )
    assert.throws(
      () => workingHours({ zone: berlin, days: ['MO'], from: '09:00', to: '25:00' }),
      TypeError,
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarUser } from '@parley/itip'
import { busyTimeOf, compileCalendars, joinCalendars, withHorizon } from './calendars.ts'
import type { UnansweredPolicy } from './event.ts'
import { berlin, bob, catalog, hours, object, vevent, window } from './testing/calendars.ts'

const day = window('20260310T0000', '20260311T0000')
const nine = [
  'DTSTART;TZID=Europe/Berlin:20260310T090000',
  'DTEND;TZID=Europe/Berlin:20260310T100000',
]
const invited = ['ORGANIZER:mailto:alice@example.com', 'ATTENDEE:mailto:alice@example.com']

function busyOf(
  lines: readonly string[],
  options: {
    transparent?: boolean
    unanswered?: UnansweredPolicy
    ignored?: readonly string[]
  } = {},
): readonly string[] {
  const { transparent = false, unanswered = 'BUSY-TENTATIVE', ignored = [] } = options
  const calendar = { objects: [object(...lines)], transparent }
  const compiled = compileCalendars([calendar], { user: bob, tzid: berlin, unanswered }, catalog)
  return hours(busyTimeOf(compiled, day, new Set(ignored)))
}

type Row = {
  readonly it: string
  readonly lines: readonly string[]
  readonly busy: readonly string[]
}

const rows: readonly Row[] = [
  { it: 'counts an event as busy', lines: [], busy: ['BUSY 9-10'] },
  { it: 'frees a transparent event', lines: ['TRANSP:TRANSPARENT'], busy: [] },
  { it: 'frees a cancelled event', lines: ['STATUS:CANCELLED'], busy: [] },
  {
    it: 'takes STATUS:TENTATIVE for tentative',
    lines: ['STATUS:TENTATIVE'],
    busy: ['BUSY-TENTATIVE 9-10'],
  },
  {
    it: 'frees what the user declined',
    lines: [...invited, 'ATTENDEE;PARTSTAT=DECLINED:mailto:BOB@example.com'],
    busy: [],
  },
  {
    it: 'frees what the user delegated',
    lines: [...invited, 'ATTENDEE;PARTSTAT=DELEGATED:mailto:bob@example.com'],
    busy: [],
  },
  {
    it: 'takes the tentative answer of the user for tentative',
    lines: [...invited, 'ATTENDEE;PARTSTAT=TENTATIVE:mailto:bob@example.com'],
    busy: ['BUSY-TENTATIVE 9-10'],
  },
  {
    it: 'takes an unanswered invitation for tentative',
    lines: [...invited, 'ATTENDEE:mailto:bob@example.com'],
    busy: ['BUSY-TENTATIVE 9-10'],
  },
  {
    it: 'takes an accepted invitation for busy',
    lines: [...invited, 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com'],
    busy: ['BUSY 9-10'],
  },
  {
    it: 'ignores what others answered',
    lines: [
      'ORGANIZER:mailto:alice@example.com',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:carol@example.com',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com',
    ],
    busy: ['BUSY 9-10'],
  },
  {
    it: 'asks no answer of the Organizer',
    lines: ['ORGANIZER:mailto:bob@example.com', 'ATTENDEE:mailto:bob@example.com'],
    busy: ['BUSY 9-10'],
  },
  {
    it: 'takes out of office for unavailable',
    lines: ['X-MICROSOFT-CDO-BUSYSTATUS:OOF'],
    busy: ['BUSY-UNAVAILABLE 9-10'],
  },
  {
    it: 'frees FREE and WORKINGELSEWHERE',
    lines: ['X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'],
    busy: [],
  },
  {
    it: 'takes the intended status once accepted',
    lines: [
      ...invited,
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com',
      'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE',
      'X-MICROSOFT-CDO-INTENDEDSTATUS:OOF',
    ],
    busy: ['BUSY-UNAVAILABLE 9-10'],
  },
  {
    it: 'takes a leftover BUSYSTATUS of TENTATIVE for busy once accepted',
    lines: [
      ...invited,
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com',
      'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE',
    ],
    busy: ['BUSY 9-10'],
  },
]

describe('the busy time of calendars', () => {
  for (const row of rows) {
    it(row.it, () => assert.deepEqual(busyOf(vevent('1', ...nine, ...row.lines)), row.busy))
  }

  it('leaves out a transparent calendar', () => {
    // Requirement: 6638/9.1/transparent-calendar-free
    assert.deepEqual(busyOf(vevent('1', ...nine), { transparent: true }), [])
    // Requirement: 6638/9.1/opaque-calendar-counts
    // Requirement: 6638/9.1/calendar-opaque-by-default
    const compiled = compileCalendars(
      [{ objects: [object(...vevent('1', ...nine))] }],
      { user: bob, tzid: berlin },
      catalog,
    )
    assert.deepEqual(hours(busyTimeOf(compiled, day)), ['BUSY 9-10'])
  })

  it('lets an owner count unanswered invitations as free or busy', () => {
    const lines = vevent('1', ...nine, ...invited, 'ATTENDEE:mailto:bob@example.com')
    assert.deepEqual(busyOf(lines, { unanswered: 'FREE' }), [])
    assert.deepEqual(busyOf(lines, { unanswered: 'BUSY' }), ['BUSY 9-10'])
  })

  it('knows the user by an alias', () => {
    const user = calendarUser('robert@example.org', ['bob@example.com'])
    const lines = vevent(
      '1',
      ...nine,
      ...invited,
      'ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com',
    )
    const compiled = compileCalendars(
      [{ objects: [object(...lines)] }],
      { user, tzid: berlin },
      catalog,
    )
    assert.deepEqual(hours(busyTimeOf(compiled, day)), [])
  })

  it('puts an all-day event on the days of the user', () => {
    const lines = vevent('1', 'DTSTART;VALUE=DATE:20260310')
    assert.deepEqual(busyOf(lines), ['BUSY 0-24'])
    const compiled = compileCalendars(
      [{ objects: [object(...lines)] }],
      { user: bob, tzid: 'America/New_York' },
      catalog,
    )
    assert.deepEqual(hours(busyTimeOf(compiled, day)), ['BUSY 5-24'])
  })

  it('reads a floating time in the zone of the user', () => {
    assert.deepEqual(busyOf(vevent('1', 'DTSTART:20260310T090000', 'DURATION:PT1H')), ['BUSY 9-10'])
  })

  it('takes no time for an event without length', () => {
    assert.deepEqual(busyOf(vevent('1', 'DTSTART;TZID=Europe/Berlin:20260310T090000')), [])
  })

  it('takes no time for a VTODO or VJOURNAL', () => {
    const inner = ['UID:1', 'DTSTAMP:20260101T000000Z', ...nine]
    assert.deepEqual(
      busyOf(['BEGIN:VTODO', ...inner, 'END:VTODO', 'BEGIN:VJOURNAL', ...inner, 'END:VJOURNAL']),
      [],
    )
  })

  it('follows a series with moved, cancelled, declined and excluded instances', () => {
    const rule = [
      'DTSTART;TZID=Europe/Berlin:20260301T090000',
      'DTEND;TZID=Europe/Berlin:20260301T100000',
      'RRULE:FREQ=DAILY',
    ]
    const moved = [
      'RECURRENCE-ID;TZID=Europe/Berlin:20260310T090000',
      'DTSTART;TZID=Europe/Berlin:20260310T140000',
      'DURATION:PT1H',
    ]
    const cancelled = ['RECURRENCE-ID:20260310T080000Z', ...nine, 'STATUS:CANCELLED']
    assert.deepEqual(busyOf(vevent('1', ...rule)), ['BUSY 9-10'])
    assert.deepEqual(busyOf([...vevent('1', ...rule), ...vevent('1', ...moved)]), ['BUSY 14-15'])
    assert.deepEqual(busyOf([...vevent('1', ...rule), ...vevent('1', ...cancelled)]), [])
    assert.deepEqual(busyOf(vevent('1', ...rule, 'EXDATE;TZID=Europe/Berlin:20260310T090000')), [])
    const declined = [
      ...nine,
      'RECURRENCE-ID:20260310T080000Z',
      ...invited,
      'ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com',
    ]
    assert.deepEqual(busyOf([...vevent('1', ...rule), ...vevent('1', ...declined)]), [])
  })

  it('counts a single instance to which the user was invited without the series', () => {
    assert.deepEqual(busyOf(vevent('1', 'RECURRENCE-ID:20260310T080000Z', ...nine)), ['BUSY 9-10'])
  })

  it('merges what overlaps, the stronger kind on top, and clips to the window', () => {
    const lines = [
      ...vevent(
        '1',
        'DTSTART;TZID=Europe/Berlin:20260309T220000',
        'DTEND;TZID=Europe/Berlin:20260310T020000',
      ),
      ...vevent('2', ...nine, 'STATUS:TENTATIVE'),
      ...vevent('3', 'DTSTART;TZID=Europe/Berlin:20260310T093000', 'DURATION:PT1H'),
      ...vevent('4', 'DTSTART;TZID=Europe/Berlin:20260310T103000', 'DURATION:PT1H'),
    ]
    assert.deepEqual(busyOf(lines), ['BUSY 0-2', 'BUSY-TENTATIVE 9-9.5', 'BUSY 9.5-11.5'])
  })

  it('leaves out a meeting that is to be moved', () => {
    const lines = [
      ...vevent('1', ...nine),
      ...vevent('2', 'DTSTART:20260310T110000Z', 'DURATION:PT1H'),
    ]
    assert.deepEqual(busyOf(lines, { ignored: ['1'] }), ['BUSY 12-13'])
  })

  it('counts the busy time that a VFREEBUSY in a calendar tells', () => {
    const lines = [
      'BEGIN:VFREEBUSY',
      'UID:1',
      'DTSTAMP:20260101T000000Z',
      'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260310T080000Z/PT2H,20260310T120000Z/20260310T130000Z',
      'END:VFREEBUSY',
    ]
    assert.deepEqual(busyOf(lines), ['BUSY-UNAVAILABLE 9-11', 'BUSY-UNAVAILABLE 13-14'])
  })

  it('calls the rest unknown when a series yields more instances than the limit', () => {
    const lines = vevent(
      '1',
      'DTSTART:20260309T230000Z',
      'DURATION:PT1S',
      'RRULE:FREQ=SECONDLY;INTERVAL=2',
    )
    const last = busyOf(lines).at(-1)
    assert.match(last ?? '', /^unknown .*-24$/)
  })

  it('is the same with a horizon and without, within it and beyond', () => {
    const rule = [
      'DTSTART;TZID=Europe/Berlin:20260301T090000',
      'DURATION:PT26H',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,FR',
    ]
    const lines = [...vevent('1', ...rule), ...vevent('2', ...nine)]
    const owner = { user: bob, tzid: berlin }
    const all = [{ objects: [object(...lines)] }]
    const plain = compileCalendars(all, owner, catalog)
    const ready = compileCalendars(all, owner, catalog, window('20260305T0000', '20260320T0000'))
    for (const asked of [
      day,
      window('20260306T0800', '20260320T0000'),
      window('20260301T0000', '20260401T0000'),
    ]) {
      assert.deepEqual(busyTimeOf(ready, asked), busyTimeOf(plain, asked))
      assert.deepEqual(
        busyTimeOf(ready, asked, new Set(['1'])),
        busyTimeOf(plain, asked, new Set(['1'])),
      )
    }
  })

  it('is the same of one calendar and of several that are joined, expanded or not', () => {
    const event = (uid: string, hour: string) =>
      vevent(uid, `DTSTART;TZID=Europe/Berlin:20260310T${hour}0000`, 'DURATION:PT1H')
    const weekly = ['DTSTART:20260303T100000Z', 'DURATION:PT30M', 'RRULE:FREQ=WEEKLY']
    const parts = [
      [...event('1', '18'), ...vevent('2', ...weekly)],
      [...vevent('3', ...nine, 'RRULE:FREQ=DAILY')],
      [...event('4', '07')],
      ['BEGIN:VFREEBUSY', 'UID:5', 'FREEBUSY:20260310T120000Z/PT1H', 'END:VFREEBUSY'],
    ]
    const owner = { user: bob, tzid: berlin }
    const compiled = (...lines: readonly string[]) =>
      compileCalendars([{ objects: [object(...lines)] }], owner, catalog)
    const whole = hours(busyTimeOf(compiled(...parts.flat()), day))
    assert.equal(whole.length, 5)
    const month = window('20260301T0000', '20260401T0000')
    const each = parts.map((lines) => compiled(...lines))
    const ready = each.map((one) => withHorizon(one, month))
    for (const all of [each, ready, [...ready.slice(0, 1), ...each.slice(1)]]) {
      const joined = joinCalendars(all, day)
      assert.deepEqual(hours(busyTimeOf(joined, day)), whole)
      assert.deepEqual(hours(busyTimeOf(withHorizon(joined, month), day)), whole)
      assert.equal(joined.expanded === undefined, all !== ready)
    }
    assert.equal(withHorizon(compiled(...parts.flat()), month, 26).expanded, undefined)
    assert.ok(withHorizon(compiled(...parts.flat()), month, 27).expanded)
  })
})

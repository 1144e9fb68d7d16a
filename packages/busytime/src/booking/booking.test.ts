import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CalendarObject, component, rawValue } from '@parley/icalendar'
import { calendarAddress, calendarUser } from '@parley/itip'
import { compileCalendars } from '../calendars.ts'
import { at, berlin, catalog, context, object, vevent } from '../testing/calendars.ts'
import { type BookingDecision, decideBooking } from './decide.ts'
import { keptOfBooking } from './keep.ts'
import { type BookingPolicy, defaultBookingPolicy } from './policy.ts'

const den = calendarUser('den@example.com', [], 'The den')
const keeper = calendarAddress('keeper@example.com')
const now = at('20260301T0800')
const people = [
  'ORGANIZER;CN=Alice:mailto:alice@example.com',
  'ATTENDEE:mailto:alice@example.com',
  'ATTENDEE:mailto:bob@example.com',
  'ATTENDEE;CUTYPE=ROOM:mailto:den@example.com',
]

function request(...lines: readonly string[]): CalendarObject {
  const time = lines.some((each) => each.startsWith('DTSTART'))
    ? []
    : ['DTSTART;TZID=Europe/Berlin:20260310T090000']
  const length = lines.some((each) => each.startsWith('DURATION')) ? [] : ['DURATION:PT1H']
  return object(...vevent('new', ...people, ...time, ...length, ...lines))
}

/** Times of 10 March and after that the room has given away: '20260310T0900'. */
function taken(...starts: readonly string[]): CalendarObject {
  return object(
    ...starts.flatMap((start, i) =>
      vevent(
        `held-${i}`,
        ...people.slice(0, 2),
        'ATTENDEE;PARTSTAT=ACCEPTED:mailto:den@example.com',
        `DTSTART;TZID=Europe/Berlin:${start}00`,
        'DURATION:PT1H',
      ),
    ),
  )
}

function decide(
  asked: CalendarObject,
  held: readonly CalendarObject[] = [],
  more: Partial<BookingPolicy> = {},
): BookingDecision {
  const calendars = compileCalendars([{ objects: held }], { user: den, tzid: berlin }, catalog)
  return decideBooking(asked, calendars, { ...defaultBookingPolicy, ...more }, context(den, now))
}

function kinds(of: BookingDecision): readonly string[] {
  return of.reasons.map((each) => each.kind)
}

describe('a room', () => {
  it('accepts a free time', () => {
    const made = decide(request())
    assert.equal(made.partStat, 'ACCEPTED')
    assert.deepEqual(made.changes, [{ kind: 'reply', partStat: 'ACCEPTED' }])
  })

  it('declines a time given away, and says which', () => {
    const made = decide(request(), [taken('20260310T0930')])
    assert.equal(made.partStat, 'DECLINED')
    assert.deepEqual(made.reasons, [{ kind: 'conflicts', keys: ['20260310T080000Z'], of: 1 }])
  })

  it('takes a time given away tentatively for taken', () => {
    const held = object(
      ...vevent(
        'held',
        ...people.slice(0, 2),
        'ATTENDEE;PARTSTAT=TENTATIVE:mailto:den@example.com',
        'DTSTART:20260310T080000Z',
        'DURATION:PT1H',
      ),
    )
    assert.equal(decide(request(), [held]).partStat, 'DECLINED')
  })

  it('is free where it declined before, and where the meeting itself stood', () => {
    const declined = object(
      ...vevent(
        'held',
        ...people.slice(0, 2),
        'ATTENDEE;PARTSTAT=DECLINED:mailto:den@example.com',
        'DTSTART:20260310T080000Z',
        'DURATION:PT1H',
      ),
    )
    assert.equal(decide(request(), [declined]).partStat, 'ACCEPTED')
    assert.equal(
      decide(request('DTSTART;TZID=Europe/Berlin:20260310T093000'), [request()]).partStat,
      'ACCEPTED',
    )
  })

  it('takes meetings that follow each other without a gap', () => {
    assert.equal(decide(request(), [taken('20260310T0800', '20260310T1000')]).partStat, 'ACCEPTED')
  })

  it('declines a time that an event without UID takes, whatever else the request holds', () => {
    const unnamed = taken('20260310T0900')
    const [event] = unnamed.components
    assert.ok(event)
    const properties = event.properties.filter((each) => each.name !== 'UID')
    const held = { ...unnamed, components: [{ ...event, properties }] }
    const asked = request()
    const withZone = { ...asked, components: [component('VTIMEZONE', []), ...asked.components] }
    assert.deepEqual(kinds(decide(asked, [held])), ['conflicts'])
    assert.deepEqual(kinds(decide(withZone, [held])), ['conflicts'])
  })

  it('declines everything, accepts everything, or allows conflicts, as its policy says', () => {
    const held = [taken('20260310T0900')]
    assert.deepEqual(kinds(decide(request(), [], { answer: 'decline' })), ['declines-everything'])
    assert.equal(decide(request(), held, { answer: 'accept' }).partStat, 'ACCEPTED')
    assert.equal(decide(request(), held, { allowConflicts: true }).partStat, 'ACCEPTED')
  })

  it('leaves it to its keepers, holding the time; without keepers it declines', () => {
    const made = decide(request(), [], { answer: 'keeper', keepers: [keeper] })
    assert.equal(made.partStat, 'TENTATIVE')
    assert.deepEqual(made.keepers, [keeper])
    assert.equal(decide(request(), [], { answer: 'keeper' }).partStat, 'DECLINED')
  })

  it('declines a request in the past, or that names no time', () => {
    assert.deepEqual(kinds(decide(request('DTSTART;TZID=Europe/Berlin:20260210T090000'))), [
      'in-the-past',
    ])
    assert.deepEqual(
      kinds(decide(object(...vevent('x', 'DTSTART:20260310T080000Z', 'DURATION:PT1H')))),
      ['no-instances'],
    )
  })

  it('adds the words of its policy to each answer', () => {
    const made = decide(request(), [], { additionalComment: 'Please wipe the board.' })
    assert.deepEqual(made.changes, [
      { kind: 'reply', partStat: 'ACCEPTED', comment: 'Please wipe the board.' },
    ])
  })
})

describe('the rules of a room', () => {
  const broken: readonly {
    it: string
    lines: readonly string[]
    policy: Partial<BookingPolicy>
    kind: string
  }[] = [
    { it: 'a shortest time', lines: [], policy: { minDurationSeconds: 7200 }, kind: 'too-short' },
    {
      it: 'a longest time',
      lines: ['DURATION:PT9H'],
      policy: { maxDurationSeconds: 8 * 3600 },
      kind: 'too-long',
    },
    {
      it: 'a horizon',
      lines: ['DTSTART;TZID=Europe/Berlin:20261010T090000'],
      policy: {},
      kind: 'beyond-horizon',
    },
    {
      it: 'hours',
      lines: [],
      policy: { hours: { zone: 'America/New_York', days: ['TU'], from: '08:00', to: '18:00' } },
      kind: 'outside-hours',
    },
    { it: 'seats', lines: [], policy: { capacity: 1 }, kind: 'too-many-people' },
    {
      it: 'no series',
      lines: ['RRULE:FREQ=DAILY;COUNT=3'],
      policy: { allowRecurring: false },
      kind: 'recurring-not-allowed',
    },
    {
      it: 'who may book',
      lines: [],
      policy: { mayBook: [calendarAddress('*@example.org')] },
      kind: 'not-allowed-to-book',
    },
  ]
  for (const row of broken) {
    it(`decline what breaks them: ${row.it}`, () => {
      const made = decide(request(...row.lines), [], row.policy)
      assert.equal(made.partStat, 'DECLINED')
      assert.deepEqual(kinds(made), [row.kind])
    })
  }

  it('let people book by address and by domain', () => {
    assert.equal(
      decide(request(), [], { mayBook: [calendarAddress('*@example.com')] }).partStat,
      'ACCEPTED',
    )
    assert.equal(
      decide(request(), [], { mayBook: [calendarAddress('alice@example.com')] }).partStat,
      'ACCEPTED',
    )
  })

  it('let others ask the keepers, and some ask them for what the rules decline, but never for a conflict', () => {
    const nobody = { mayBook: [], keepers: [keeper] } as const
    assert.equal(decide(request(), [], { ...nobody, mayRequest: 'all' }).partStat, 'TENTATIVE')
    const appeal = { keepers: [keeper], mayRequestOutOfPolicy: 'all', capacity: 1 } as const
    const made = decide(request(), [], appeal)
    assert.equal(made.partStat, 'TENTATIVE')
    assert.deepEqual(kinds(made), ['too-many-people'])
    assert.equal(decide(request(), [taken('20260310T0900')], appeal).partStat, 'DECLINED')
  })
})

describe('a series', () => {
  const weekly = 'RRULE:FREQ=WEEKLY;COUNT=10'
  const held = [taken('20260317T0900', '20260331T0900')]

  it('is declined for one conflict by default', () => {
    assert.equal(decide(request(weekly), [taken('20260317T0900')]).partStat, 'DECLINED')
  })

  it('is accepted with some instances declined, within count and percentage', () => {
    const made = decide(request(weekly), held, { maxConflicts: 3, maxConflictPercent: 20 })
    assert.equal(made.partStat, 'ACCEPTED')
    assert.deepEqual(made.declined, ['20260317T080000Z', '20260331T070000Z'])
    assert.deepEqual(made.changes, [
      { kind: 'reply', partStat: 'ACCEPTED' },
      { kind: 'reply', partStat: 'DECLINED', keys: ['20260317T080000Z', '20260331T070000Z'] },
    ])
    assert.equal(
      decide(request(weekly), held, { maxConflicts: 1, maxConflictPercent: 100 }).partStat,
      'DECLINED',
    )
    assert.equal(
      decide(request(weekly), held, { maxConflicts: 9, maxConflictPercent: 10 }).partStat,
      'DECLINED',
    )
  })

  it('without end is declined, or accepted up to the horizon', () => {
    const endless = request('RRULE:FREQ=WEEKLY')
    assert.equal(decide(endless).partStat, 'DECLINED')
    const cut = decide(endless, [], { beyondHorizon: 'cut', horizonDays: 30 })
    assert.equal(cut.partStat, 'ACCEPTED')
    assert.deepEqual(kinds(cut), ['free', 'beyond-horizon'])
  })

  it('that meets itself conflicts with itself', () => {
    const made = decide(request('RRULE:FREQ=DAILY;COUNT=3', 'DURATION:PT30H'), [], {
      maxDurationSeconds: 0,
    })
    assert.deepEqual(kinds(made), ['conflicts'])
  })

  it('that never stops is answered at once', () => {
    const started = cpuMs()
    assert.equal(decide(request('RRULE:FREQ=SECONDLY', 'DURATION:PT1S')).partStat, 'DECLINED')
    assert.ok(cpuMs() - started < 10_000)
  })
})

describe('what a room keeps of a meeting', () => {
  const full = request(
    'SUMMARY:Layoffs',
    'DESCRIPTION:List',
    'ATTACH:https://example.com/list',
    'CLASS:PRIVATE',
  )

  it('is the time and who booked it, by default', () => {
    const [kept] = keptOfBooking(full, defaultBookingPolicy).components
    assert.equal(kept && rawValue(kept, 'SUMMARY'), 'Alice')
    assert.deepEqual(
      ['DESCRIPTION', 'ATTACH', 'CLASS'].filter(
        (name) => kept && rawValue(kept, name) !== undefined,
      ),
      [],
    )
    assert.equal(kept && rawValue(kept, 'DTSTART'), '20260310T090000')
  })

  it('is all, or no subject, as its policy says', () => {
    const all = { subject: 'keep', comments: true, attachments: true, privateFlag: true } as const
    assert.deepEqual(
      keptOfBooking(full, { ...defaultBookingPolicy, keeps: all }).components[0],
      full.components[0],
    )
    const none = keptOfBooking(full, {
      ...defaultBookingPolicy,
      keeps: { ...all, subject: 'remove' },
    })
    assert.equal(none.components[0] && rawValue(none.components[0], 'SUMMARY'), undefined)
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { serializeText } from '@parley/icalendar'
import { calendarAddress, type PendingQuestion } from '@parley/itip'
import {
  busy,
  busyTimeBuilder,
  kindPeriodsOf,
  tentative,
  unavailable,
  unknown,
} from './busy-time.ts'
import { busyTimeOf, compileCalendars } from './calendars.ts'
import {
  answerBusyTime,
  askedWindow,
  freeBusyComponent,
  maxAskedSeconds,
  ownerOfFreeBusy,
  readFreeBusy,
  splitUnavailable,
} from './free-busy.ts'
import { berlin, bob, catalog, hours, object, vevent, window } from './testing/calendars.ts'

const day = window('20260310T0000', '20260311T0000', 'UTC')
const header = {
  uid: 'q1',
  dtstampSeconds: day.fromSeconds,
  organizer: calendarAddress('alice@example.com'),
  attendee: bob.address,
}

function vfreebusy(...lines: readonly string[]) {
  return object('BEGIN:VFREEBUSY', 'UID:q1', 'DTSTAMP:20260309T000000Z', ...lines, 'END:VFREEBUSY')
    .components
}

const covers = ['DTSTART:20260310T000000Z', 'DTEND:20260311T000000Z']

describe('a VFREEBUSY that is read', () => {
  it('may list its periods in one property or in several, with ends or durations', () => {
    // Requirement: 5546/3.3/both-forms-read
    const one = vfreebusy(
      ...covers,
      'FREEBUSY:20260310T080000Z/PT1H,20260310T100000Z/20260310T110000Z',
    )
    const several = vfreebusy(
      ...covers,
      'FREEBUSY:20260310T080000Z/20260310T090000Z',
      'FREEBUSY;FBTYPE=BUSY:20260310T100000Z/PT1H',
    )
    assert.deepEqual(hours(readFreeBusy(one, day)), ['BUSY 8-9', 'BUSY 10-11'])
    assert.deepEqual(readFreeBusy(several, day), readFreeBusy(one, day))
  })

  it('is unknown beyond what it covers', () => {
    // Requirement: 5546/3.3/free-time-inferred
    const morning = vfreebusy(
      'DTSTART:20260310T060000Z',
      'DTEND:20260310T120000Z',
      'FREEBUSY:20260310T080000Z/PT1H',
    )
    assert.deepEqual(hours(readFreeBusy(morning, day)), [
      'unknown 0-6',
      'BUSY 8-9',
      'unknown 12-24',
    ])
  })

  it('without DTSTART and DTEND covers its periods, or what was asked', () => {
    const bare = vfreebusy('FREEBUSY:20260310T080000Z/PT1H')
    assert.deepEqual(hours(readFreeBusy(bare, day)), ['unknown 0-8', 'BUSY 8-9', 'unknown 9-24'])
    assert.deepEqual(hours(readFreeBusy(bare, day, day)), ['BUSY 8-9'])
  })

  it('tells nothing where its REQUEST-STATUS says that it failed', () => {
    // Requirement: 5546/3.3.3/failure-answered
    const failed = vfreebusy(...covers, 'REQUEST-STATUS:3.8;No authority')
    assert.deepEqual(hours(readFreeBusy(failed, day)), ['unknown 0-24'])
    assert.deepEqual(
      hours(readFreeBusy(vfreebusy(...covers, 'REQUEST-STATUS:2.0;Success'), day)),
      [],
    )
  })

  it('may come in several components, such as one for each week', () => {
    const both = [
      ...vfreebusy(
        'DTSTART:20260310T000000Z',
        'DTEND:20260310T120000Z',
        'FREEBUSY:20260310T080000Z/PT1H',
      ),
      ...vfreebusy(
        'DTSTART:20260310T120000Z',
        'DTEND:20260311T000000Z',
        'FREEBUSY;FBTYPE=FREE:20260310T140000Z/PT1H',
      ),
    ]
    assert.deepEqual(hours(readFreeBusy(both, day)), ['BUSY 8-9'])
  })

  it('names its owner in ATTENDEE, or where it is published in ORGANIZER', () => {
    const [reply] = vfreebusy(
      'ORGANIZER:mailto:alice@example.com',
      'ATTENDEE:mailto:bob@example.com',
    )
    const [published] = vfreebusy('ORGANIZER:mailto:bob@example.com')
    assert.equal(reply && ownerOfFreeBusy(reply), 'bob@example.com')
    assert.equal(published && ownerOfFreeBusy(published), 'bob@example.com')
  })
})

describe('a VFREEBUSY that is written', () => {
  const builder = busyTimeBuilder(day)
  builder.add(day.fromSeconds + 3600, day.fromSeconds + 7200, busy)
  builder.add(day.fromSeconds + 7200, day.fromSeconds + 9000, tentative)
  builder.add(day.fromSeconds + 20_000, day.fromSeconds + 30_000, unavailable)
  builder.add(day.fromSeconds + 40_000, day.fromSeconds + 50_000, unknown)
  const made = builder.finish()

  it('has ascending periods in UTC that do not overlap, and reads back as it was, unknown as tentative', () => {
    // Requirement: 5546/3.3/periods-ascending
    // Requirement: 5546/3.3/no-duplicate-periods
    // Requirement: 5546/3.3.3/fbtypes-do-not-overlap
    const written = freeBusyComponent(made, header)
    const back = kindPeriodsOf(readFreeBusy([written], day))
    assert.deepEqual(
      back,
      kindPeriodsOf(made).map((each) =>
        each.kind === 'unknown' ? { ...each, kind: 'BUSY-TENTATIVE' } : each,
      ),
    )
  })

  it('says nothing of what its periods are made of', () => {
    // Requirement: 7953/9/busy-time-tells-nothing-else
    const lines = vevent(
      '1',
      'DTSTART:20260310T080000Z',
      'DURATION:PT1H',
      'SUMMARY:Secret',
      'LOCATION:Den',
      'DESCRIPTION:Text',
    )
    const calendars = compileCalendars(
      [{ objects: [object(...lines)] }],
      { user: bob, tzid: berlin },
      catalog,
    )
    const written = freeBusyComponent(busyTimeOf(calendars, day), header)
    const names = written.properties.map((each) => each.name)
    assert.deepEqual(names, [
      'UID',
      'DTSTAMP',
      'ORGANIZER',
      'ATTENDEE',
      'DTSTART',
      'DTEND',
      'FREEBUSY',
    ])
    assert.doesNotMatch(serializeText({ ...object(), components: [written] }), /Secret|Den|Text/)
  })
})

describe('a pending question about busy time', () => {
  const message = object(
    'METHOD:REQUEST',
    'BEGIN:VFREEBUSY',
    'UID:q1',
    'DTSTAMP:20260309T000000Z',
    'ORGANIZER:mailto:alice@example.com',
    'ATTENDEE:mailto:bob@example.com',
    'DTSTART:20260310T000000Z',
    'DTEND:20460311T000000Z',
    'END:VFREEBUSY',
  )
  const question: PendingQuestion = {
    id: 'busy-time/1',
    question: 'busy-time',
    from: calendarAddress('alice@example.com'),
    message,
  }

  it('says which time it asks about, within a limit', () => {
    // Requirement: 5546/3.3.2/range-bounds-answer
    const asked = askedWindow(question)
    assert.equal(asked?.fromSeconds, day.fromSeconds)
    assert.equal(asked?.toSeconds, day.fromSeconds + maxAskedSeconds)
  })

  it('is answered by a change for the engine', () => {
    const builder = busyTimeBuilder(day)
    builder.add(day.fromSeconds, day.fromSeconds + 60, busy)
    const change = answerBusyTime(question, builder.finish())
    assert.equal(change.question, 'busy-time/1')
    assert.deepEqual(
      change.busy.map((each) => [each.busyType, each.period.start.tzid]),
      [['BUSY', 'UTC']],
    )
  })
})

describe('BUSY-UNAVAILABLE of others', () => {
  it('can be taken apart from engagements as time outside hours', () => {
    const told = readFreeBusy(
      vfreebusy(
        ...covers,
        'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260310T000000Z/PT8H',
        'FREEBUSY:20260310T090000Z/PT1H',
      ),
      day,
    )
    const split = splitUnavailable(told)
    assert.deepEqual(hours(split.busy), ['BUSY 9-10'])
    assert.deepEqual(hours(split.outsideHours), ['BUSY-UNAVAILABLE 0-8'])
  })
})

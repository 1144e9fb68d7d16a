import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allProperties, type Component, firstProperty, rawValue } from '../model.ts'
import { parseCalendar } from '../parse.ts'
import { serializeText } from '../serialize.ts'
import { parseTime } from '../values/time.ts'
import { zoneCatalog } from '../zones/iana.ts'
import { zonesOf } from '../zones/zones.ts'
import { instanceComponent } from './instance-component.ts'
import {
  countInstances,
  firstInstance,
  instanceAt,
  instanceKey,
  keyOfComponent,
  lastInstance,
} from './seek.ts'
import { instancesBetween, isRecurring, type RecurrenceSet, recurrenceSet } from './set.ts'

const catalog = zoneCatalog()
const always = { fromSeconds: -1e11, toSeconds: 1e12 }

function setOf(floatingTzid: string, ...events: readonly (readonly string[])[]): RecurrenceSet {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', 'UID:1', ...event, 'END:VEVENT'])
  const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const [object] = parseCalendar(text).objects
  assert.ok(object)
  return recurrenceSet(object.components, zonesOf(object, catalog, floatingTzid))
}
const berlin = (...lines: readonly string[]) => setOf('Europe/Berlin', lines)
const keys = (set: RecurrenceSet, limit = 100) =>
  instancesBetween(set, { ...always, limit }).map((each) => each.key)
const starts = (set: RecurrenceSet, limit = 100) =>
  instancesBetween(set, { ...always, limit }).map((each) => iso(each.startSeconds))
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace(/[-:]|\.000/g, '')
const time = (text: string, tzid?: string) => {
  const read = parseTime(text, tzid)
  assert.ok(read)
  return read
}

describe('local times that do not occur or occur twice', () => {
  it('a rule passes over a local time in a gap and does not count it (5545/3.3.10/nonexistent-time-ignored)', () => {
    const set = berlin('DTSTART;TZID=Europe/Berlin:20260327T023000', 'RRULE:FREQ=DAILY;COUNT=4')
    assert.deepEqual(starts(set), [
      '20260327T013000Z',
      '20260328T013000Z',
      '20260330T003000Z',
      '20260331T003000Z',
    ])
  })

  it('COUNT over many years leaves out each gap', () => {
    const set = berlin('DTSTART;TZID=Europe/Berlin:20260101T023000', 'RRULE:FREQ=DAILY;COUNT=3650')
    const counted = instancesBetween(set, always)
    assert.equal(counted.length, 3650)
    // Ten gaps, each a day more; three leap days.
    assert.equal(counted.at(-1)?.key, '20360108T013000Z')
    assert.equal(lastInstance(set)?.key, '20360108T013000Z')
  })

  it('DTSTART in a gap is read with the offset before it (5545/3.3.5/gap-uses-offset-before)', () => {
    const set = berlin('DTSTART;TZID=Europe/Berlin:20260329T023000', 'RRULE:FREQ=DAILY;COUNT=2')
    assert.deepEqual(starts(set), ['20260329T013000Z', '20260330T003000Z'])
  })

  it('an RDATE in a gap is read with the offset before it', () => {
    const set = berlin(
      'DTSTART;TZID=Europe/Berlin:20260320T090000',
      'RDATE;TZID=Europe/Berlin:20260329T023000',
    )
    assert.deepEqual(starts(set), ['20260320T080000Z', '20260329T013000Z'])
  })

  it('a local time that occurs twice is the first (5545/3.3.5/overlap-first)', () => {
    const set = berlin('DTSTART;TZID=Europe/Berlin:20261024T023000', 'RRULE:FREQ=DAILY;COUNT=3')
    assert.deepEqual(starts(set), ['20261024T003000Z', '20261025T003000Z', '20261026T013000Z'])
  })

  it('hours are counted on the wall clock: one is missing, one is single', () => {
    const gap = berlin('DTSTART;TZID=Europe/Berlin:20260329T000000', 'RRULE:FREQ=HOURLY;COUNT=4')
    assert.deepEqual(starts(gap), [
      '20260328T230000Z',
      '20260329T000000Z',
      '20260329T010000Z',
      '20260329T020000Z',
    ])
    const overlap = berlin(
      'DTSTART;TZID=Europe/Berlin:20261025T010000',
      'RRULE:FREQ=HOURLY;COUNT=3',
    )
    assert.deepEqual(starts(overlap), ['20261024T230000Z', '20261025T000000Z', '20261025T020000Z'])
  })

  it('DTEND gives an exact length, DURATION a nominal one (RFC 5545 §3.8.5.3)', () => {
    const rule = 'RRULE:FREQ=WEEKLY;COUNT=2'
    const start = 'DTSTART;TZID=Europe/Berlin:20260321T120000'
    const hours = (set: RecurrenceSet) =>
      instancesBetween(set, always).map((each) => (each.endSeconds - each.startSeconds) / 3600)
    assert.deepEqual(
      hours(berlin(start, 'DTEND;TZID=Europe/Berlin:20260322T120000', rule)),
      [24, 24],
    )
    assert.deepEqual(hours(berlin(start, 'DURATION:P1D', rule)), [24, 23])
    assert.deepEqual(hours(berlin(start, 'DURATION:PT24H', rule)), [24, 24])
  })
})

describe('UNTIL', () => {
  const start = 'DTSTART;TZID=America/New_York:20260301T200000'
  const last = (until: string) =>
    lastInstance(berlin(start, `RRULE:FREQ=DAILY;UNTIL=${until}`))?.key
  it('as a UTC time is inclusive', () => {
    assert.equal(last('20260306T010000Z'), '20260306T010000Z')
    assert.equal(last('20260306T005959Z'), '20260305T010000Z')
  })
  it('as a DATE includes that local day', () => assert.equal(last('20260305'), '20260306T010000Z'))
  it('as a local time is read in the zone of DTSTART', () => {
    assert.equal(last('20260305T200000'), '20260306T010000Z')
    assert.equal(last('20260305T195959'), '20260305T010000Z')
  })
  it('as a UTC time beside an all-day DTSTART bounds its dates', () => {
    const set = berlin('DTSTART;VALUE=DATE:20260301', 'RRULE:FREQ=DAILY;UNTIL=20260303T230000Z')
    assert.deepEqual(keys(set), ['20260301', '20260302', '20260303'])
  })
  it('before DTSTART leaves DTSTART', () => assert.equal(last('20250101'), '20260302T010000Z'))
})

describe('EXDATE, RDATE', () => {
  it('EXDATE in any form takes an instance out', () => {
    for (const exdate of [
      'EXDATE;TZID=Europe/Berlin:20260303T090000',
      'EXDATE:20260303T080000Z',
      'EXDATE;TZID=America/New_York:20260303T030000',
      'EXDATE:20260303T090000',
      'EXDATE;VALUE=DATE:20260303',
    ]) {
      const set = berlin(
        'DTSTART;TZID=Europe/Berlin:20260302T090000',
        'RRULE:FREQ=DAILY;COUNT=3',
        exdate,
      )
      assert.deepEqual(keys(set), ['20260302T080000Z', '20260304T080000Z'], exdate)
    }
  })
  it('an excluded DTSTART still counts (5545/3.8.5.1/exdate-of-dtstart-keeps-dtstart)', () => {
    const set = berlin(
      'DTSTART:20260302T090000Z',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE:20260302T090000Z',
    )
    assert.deepEqual(keys(set), ['20260303T090000Z', '20260304T090000Z'])
    assert.equal(firstInstance(set)?.key, '20260303T090000Z')
    assert.equal(countInstances(set, 10), 2)
  })
  it('an RDATE that is a PERIOD has its own length and is found by it', () => {
    const set = berlin(
      'DTSTART:20260302T090000Z',
      'DTEND:20260302T100000Z',
      'RDATE;VALUE=PERIOD:20260305T090000Z/PT5H,20260306T090000Z/20260306T120000Z',
    )
    const [found] = instancesBetween(set, {
      fromSeconds: time('20260305T130000Z').wallSeconds,
      toSeconds: time('20260305T140000Z').wallSeconds,
    })
    assert.equal(found?.key, '20260305T090000Z')
    const single = instanceComponent(set, '20260306T090000Z')
    assert.equal(single && rawValue(single, 'DTEND'), '20260306T120000Z')
  })
  it('what RRULE and RDATE both yield exists once', () => {
    const set = berlin(
      'DTSTART:20260302T090000Z',
      'RRULE:FREQ=DAILY;COUNT=2',
      'RDATE:20260303T090000Z',
    )
    assert.deepEqual(keys(set), ['20260302T090000Z', '20260303T090000Z'])
  })
})

const series = [
  'DTSTART;TZID=Europe/Berlin:20260302T090000',
  'DTEND;TZID=Europe/Berlin:20260302T100000',
  'RRULE:FREQ=WEEKLY',
  'SUMMARY:old',
]

describe('overridden components', () => {
  const moved = [
    'RECURRENCE-ID:20260309T080000Z',
    'DTSTART:20260310T120000Z',
    'DTEND:20260310T130000Z',
  ]
  it('stand in for their instance wherever they were moved', () => {
    const set = setOf('UTC', series, moved)
    const week = instancesBetween(set, {
      fromSeconds: Date.UTC(2026, 2, 9) / 1000,
      toSeconds: Date.UTC(2026, 2, 16) / 1000,
    })
    assert.deepEqual(
      week.map((each) => [each.key, iso(each.startSeconds), each.overridden]),
      [['20260309T080000Z', '20260310T120000Z', true]],
    )
    assert.equal(keyOfComponent(set, set.overridden[0] as Component), '20260309T080000Z')
    assert.equal(keyOfComponent(set, set.master as Component), '')
  })
  it('without a master are instances by themselves', () => {
    const set = setOf('UTC', moved)
    assert.deepEqual(keys(set), ['20260309T080000Z'])
    assert.equal(isRecurring(set), true)
    assert.equal(firstInstance(set)?.startSeconds, time('20260310T120000Z').wallSeconds)
  })
  it('whose instance EXDATE names are out', () => {
    const set = setOf('UTC', [...series, 'EXDATE:20260309T080000Z'], moved)
    assert.equal(instanceAt(set, '20260309T080000Z'), undefined)
  })
  it('moved before all others come first', () => {
    const set = setOf('UTC', series, ['RECURRENCE-ID:20260309T080000Z', 'DTSTART:20260101T120000Z'])
    assert.equal(firstInstance(set)?.key, '20260309T080000Z')
  })
})

describe('RANGE=THISANDFUTURE', () => {
  const later = [
    'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T090000',
    'DTSTART;TZID=Europe/Berlin:20260317T110000',
    'DTEND;TZID=Europe/Berlin:20260317T113000',
    'SUMMARY:new',
  ]
  const single = ['RECURRENCE-ID:20260323T080000Z', 'DTSTART:20260323T080000Z', 'SUMMARY:single']
  const third = [
    'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260406T090000',
    'DTSTART;TZID=Europe/Berlin:20260406T080000',
    'SUMMARY:newest',
  ]
  const set = setOf('UTC', series, third, later, single)
  it('moves later instances by the same difference, spares single ones, ends at the next', () => {
    const found = instancesBetween(set, { ...always, limit: 8 })
    assert.deepEqual(
      found.map((each) => [each.key, iso(each.startSeconds), rawValue(each.component, 'SUMMARY')]),
      [
        ['20260302T080000Z', '20260302T080000Z', 'old'],
        ['20260309T080000Z', '20260309T080000Z', 'old'],
        ['20260316T080000Z', '20260317T100000Z', 'new'],
        ['20260323T080000Z', '20260323T080000Z', 'single'],
        ['20260330T070000Z', '20260331T090000Z', 'new'],
        ['20260406T070000Z', '20260406T060000Z', 'newest'],
        ['20260413T070000Z', '20260413T060000Z', 'newest'],
        ['20260420T070000Z', '20260420T060000Z', 'newest'],
      ],
    )
    assert.equal((found[4]?.endSeconds ?? 0) - (found[4]?.startSeconds ?? 0), 1800)
  })
  it('is found where it was moved to, twenty years on', () => {
    const from = Date.UTC(2046, 2, 5) / 1000
    const [found] = instancesBetween(set, { fromSeconds: from, toSeconds: from + 7 * 86_400 })
    assert.equal(found && iso(found.startSeconds), '20460305T070000Z')
    assert.equal(found?.key, '20460305T080000Z')
  })
  it('gives later instances its properties, moved, under their own recurrence id', () => {
    const made = instanceComponent(set, '20260330T070000Z')
    assert.ok(made)
    assert.equal(
      serializeText(made).replaceAll('\r\n', '\n'),
      `BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000
DTSTART;TZID=Europe/Berlin:20260331T110000
DTEND;TZID=Europe/Berlin:20260331T113000
SUMMARY:new
END:VEVENT
`,
    )
  })
  it('stands alone without RANGE at its own instance', () => {
    const made = instanceComponent(set, '20260316T080000Z')
    const id = made && firstProperty(made, 'RECURRENCE-ID')
    assert.deepEqual(
      id?.parameters.map((each) => each.name),
      ['TZID'],
    )
  })
})

describe('recurrence ids', () => {
  it('in UTC, in any zone, floating or as a DATE name one instance of a zoned series', () => {
    const set = setOf('UTC', series)
    for (const id of [
      time('20260330T070000Z'),
      time('20260330T090000', 'Europe/Berlin'),
      time('20260330T030000', 'America/New_York'),
      time('20260330T090000', 'W. Europe Standard Time'),
      time('20260330T090000'),
      time('20260330'),
    ])
      assert.equal(instanceKey(set, id), '20260330T070000Z')
    assert.equal(instanceAt(set, '20260330T070000Z')?.key, '20260330T070000Z')
    assert.equal(instanceAt(set, '20260331T070000Z'), undefined)
    assert.equal(instanceAt(set, 'nonsense'), undefined)
  })
  it('of an all-day series are dates, also as midnights in UTC or of a zone', () => {
    const set = setOf('Europe/Berlin', ['DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=WEEKLY'])
    for (const id of [
      time('20260330'),
      time('20260330T000000Z'),
      time('20260329T220000Z'),
      time('20260330T000000', 'America/New_York'),
      time('20260330T040000Z'),
      time('20260330T000000'),
    ])
      assert.equal(instanceKey(set, id), '20260330')
  })
  it('of a floating series are wall times', () => {
    const set = setOf('Europe/Berlin', ['DTSTART:20260302T090000', 'RRULE:FREQ=WEEKLY'])
    for (const id of [time('20260330T090000'), time('20260330T070000Z'), time('20260330')])
      assert.equal(instanceKey(set, id), '20260330T090000')
  })
  it('that cannot be read name nothing', () => {
    const set = setOf('UTC', series, ['RECURRENCE-ID:soon', 'DTSTART:20260302T090000Z'])
    const key = keyOfComponent(set, set.overridden[0] as Component)
    assert.equal(key, '?soon')
    assert.equal(instanceAt(set, key), undefined)
  })
})

describe('one instance as a component', () => {
  it('has its own times and a recurrence id, and no rule', () => {
    const set = setOf('UTC', [...series, 'EXDATE:20260309T080000Z', 'RDATE:20260401T080000Z'])
    const made = instanceComponent(set, '20260330T070000Z')
    assert.ok(made)
    for (const name of ['RRULE', 'RDATE', 'EXDATE'])
      assert.equal(firstProperty(made, name), undefined)
    assert.equal(rawValue(made, 'DTSTART'), '20260330T090000')
    assert.equal(rawValue(made, 'DTEND'), '20260330T100000')
    assert.equal(rawValue(made, 'RECURRENCE-ID'), '20260330T090000')
    assert.equal(allProperties(made, 'RECURRENCE-ID').length, 1)
    assert.equal(instanceComponent(set, ''), set.master)
    assert.equal(instanceComponent(set, '20260309T080000Z'), undefined)
  })
  it('of a set that does not recur is the component itself', () => {
    const set = setOf('UTC', ['DTSTART:20260302T090000Z'])
    assert.equal(isRecurring(set), false)
    assert.equal(instanceComponent(set, '20260302T090000Z'), set.master)
    assert.equal(instanceAt(set, '')?.key, '20260302T090000Z')
  })
  it('of a VTODO moves DUE', () => {
    const text =
      'BEGIN:VCALENDAR\nBEGIN:VTODO\nDTSTART:20260302T090000Z\nDUE:20260303T090000Z\nRRULE:FREQ=DAILY\nEND:VTODO\nEND:VCALENDAR\n'
    const [object] = parseCalendar(text).objects
    assert.ok(object)
    const set = recurrenceSet(object.components, zonesOf(object, catalog))
    const made = instanceComponent(set, '20260310T090000Z')
    assert.equal(made && rawValue(made, 'DUE'), '20260311T090000Z')
  })
})

describe('a set without times', () => {
  it('has no instances', () => {
    const set = setOf('UTC', ['SUMMARY:nothing'])
    assert.deepEqual(keys(set), [])
    assert.equal(firstInstance(set), undefined)
    assert.equal(lastInstance(set), undefined)
    assert.equal(countInstances(set, 5), 0)
  })
})

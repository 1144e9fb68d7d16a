import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '../model.ts'
import { instanceComponent } from './instance-component.ts'
import { countInstances, firstInstance, lastInstance } from './seek.ts'
import { instancesBetween, type RecurrenceSet } from './set.ts'
import { always, berlin, keys, setOf, starts, time } from './testing.ts'

describe('local times that do not occur or occur twice', () => {
  // Requirement: 5545/3.3.10/nonexistent-time-ignored
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

  // Requirement: 5545/3.3.5/gap-uses-offset-before
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

  // Requirement: 5545/3.3.5/overlap-first
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

  // Requirement: 5545/3.8.5.3/end-gives-exact-duration
  // Requirement: 5545/3.8.5.3/duration-is-nominal
  // Requirement: 5545/3.3.6/days-are-nominal
  // Requirement: 5545/3.3.6/largest-units-first
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

describe('an instance', () => {
  const length = (set: RecurrenceSet) => {
    const [found] = instancesBetween(set, always)
    return found && found.endSeconds - found.startSeconds
  }
  // Requirement: 5545/3.6.1/date-without-end-one-day
  it('of a DATE without an end lasts its day, however long that is', () => {
    assert.equal(length(berlin('DTSTART;VALUE=DATE:20260328')), 24 * 3600)
    assert.equal(length(berlin('DTSTART;VALUE=DATE:20260329')), 23 * 3600)
  })
  // Requirement: 5545/3.6.1/end-is-exclusive
  it('holds its start and not its end', () => {
    const set = berlin('DTSTART:20260328T090000Z', 'DTEND:20260328T100000Z')
    const at = time('20260328T090000Z').wallSeconds
    const found = (from: number, to: number) =>
      instancesBetween(set, { fromSeconds: at + from, toSeconds: at + to }).length
    assert.deepEqual(
      [found(0, 1), found(3599, 3600), found(3600, 3601), found(-1, 0)],
      [1, 1, 0, 0],
    )
  })
  // Requirement: 5545/3.6.1/time-without-end-no-length
  it('of a time without an end lasts no time, and is found where it stands', () => {
    const set = berlin('DTSTART:20260328T090000Z')
    const at = time('20260328T090000Z').wallSeconds
    assert.equal(length(set), 0)
    assert.equal(instancesBetween(set, { fromSeconds: at, toSeconds: at + 1 }).length, 1)
    assert.equal(instancesBetween(set, { fromSeconds: at + 1, toSeconds: at + 9 }).length, 0)
    assert.equal(instancesBetween(set, { fromSeconds: at - 9, toSeconds: at }).length, 0)
  })
  it('that ends before it starts lasts no time', () => {
    assert.equal(length(berlin('DTSTART:20260328T090000Z', 'DTEND:20260328T080000Z')), 0)
    assert.equal(length(berlin('DTSTART:20260328T090000Z', 'DURATION:-PT1H')), 0)
  })
  // Requirement: 5545/3.3.10/by-time-with-date-ignored
  it('of an all-day series has no time, whatever BYHOUR says', () => {
    const set = berlin('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9,12')
    assert.deepEqual(keys(set), ['20260302', '20260303'])
  })
  // Requirement: 5545/3.3.5/second-60-as-59
  it('at second 60 is at second 59', () => {
    const set = berlin('DTSTART:20260302T090000Z', 'RRULE:FREQ=DAILY;COUNT=2;BYSECOND=60')
    assert.deepEqual(keys(set), ['20260302T090000Z', '20260302T090059Z'])
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
  // Requirement: 5545/3.8.5.1/dtstart-first-instance
  it('before DTSTART leaves DTSTART', () => assert.equal(last('20250101'), '20260302T010000Z'))
})

describe('EXDATE, RDATE', () => {
  // Requirement: 5545/3.8.5.1/exdate-takes-precedence
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
  // Requirement: 5545/3.8.5.1/exdate-of-dtstart-keeps-dtstart
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
  // Requirement: 5545/3.8.5.3/instance-duration-overridden
  // Requirement: 5545/5/rdate-period-wins
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
  // Requirement: 5545/3.8.5.2/rdate-adds-instances
  // Requirement: 5545/3.8.5.1/duplicate-instances-once
  it('what RRULE and RDATE both yield exists once', () => {
    const set = berlin(
      'DTSTART:20260302T090000Z',
      'RRULE:FREQ=DAILY;COUNT=2',
      'RDATE:20260303T090000Z',
    )
    assert.deepEqual(keys(set), ['20260302T090000Z', '20260303T090000Z'])
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

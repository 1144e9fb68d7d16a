import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { component, parameter, property } from '../model.ts'
import { zoneCatalog } from '../zones/iana.ts'
import { zonesOf } from '../zones/zones.ts'
import { instanceComponent } from './instance-component.ts'
import { countInstances, firstInstance, instanceAt, lastInstance } from './seek.ts'
import { instancesBetween, type RecurrenceSet, recurrenceSet } from './set.ts'

const zones = zonesOf(component('VCALENDAR', []), zoneCatalog())
const always = { fromSeconds: -1e11, toSeconds: 1e12 }

function setOf(rule: string, overridden?: string): RecurrenceSet {
  const start = property('DTSTART', '20260302T090000', [parameter('TZID', 'Europe/Berlin')])
  const events = [component('VEVENT', [start, property('RRULE', rule)])]
  if (overridden !== undefined)
    events.push(component('VEVENT', [property('RECURRENCE-ID', overridden), start]))
  return recurrenceSet(events, zones)
}

describe('a hostile or sparse rule', () => {
  const rules = [
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=99999999',
    'FREQ=DAILY;INTERVAL=999999999999999',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;INTERVAL=120;BYSECOND=31',
    'FREQ=MINUTELY;INTERVAL=1440;BYHOUR=3',
    'FREQ=HOURLY;INTERVAL=24;BYHOUR=3',
    'FREQ=SECONDLY;COUNT=999999999999999',
    'FREQ=SECONDLY;BYMONTH=1;COUNT=999999999',
    'FREQ=SECONDLY;BYSETPOS=2;BYSECOND=1',
    `FREQ=YEARLY;BYSETPOS=-1;BYHOUR=${[...Array(24).keys()]};BYMINUTE=${[...Array(60).keys()]};BYSECOND=${[...Array(60).keys()]}`,
    'FREQ=WEEKLY;BYMONTH=13',
    'RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=31',
    'RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=77',
    'RSCALE=CHINESE;FREQ=DAILY;BYMONTH=77',
    'FREQ=YEARLY;BYHOUR=99',
  ]
  for (const rule of rules)
    it(`ends promptly: ${rule.slice(0, 60)}`, () => {
      const begun = cpuMs()
      const set = setOf(rule)
      assert.equal(firstInstance(set)?.key, '20260302T080000Z')
      lastInstance(set)
      countInstances(set, 1000)
      instancesBetween(set, { ...always, limit: 10 })
      instancesBetween(set, { fromSeconds: 4e9, toSeconds: 4e9 + 86_400, limit: 10 })
      instanceAt(set, '20460302T080000Z')
      assert.ok(cpuMs() - begun < 10_000, `${cpuMs() - begun} ms`)
    })
  it('of seconds steps over months that BYMONTH bars', () => {
    const set = setOf('FREQ=SECONDLY;BYMONTH=1;BYMONTHDAY=5;BYHOUR=7;BYMINUTE=8;BYSECOND=9,10')
    const keys = instancesBetween(set, { ...always, limit: 4 }).map((each) => each.key)
    assert.deepEqual(keys.slice(1), ['20270105T060809Z', '20270105T060810Z', '20280105T060809Z'])
  })
  it('in a calendar nobody knows does not recur, and drops its overridden components', () => {
    const set = setOf('RSCALE=KLINGON;FREQ=DAILY', '20260303T080000Z')
    const keys = instancesBetween(set, always).map((each) => each.key)
    // Requirement: 7529/6/orphaned-overrides-rejected
    assert.deepEqual(keys, ['20260302T080000Z'])
  })
  it('of seconds, moved by a THISANDFUTURE, is sought from its end', () => {
    const start = property('DTSTART', '20260302T090000Z')
    const rule = property('RRULE', 'FREQ=SECONDLY;UNTIL=99991231T235959Z')
    const id = property('RECURRENCE-ID', '20260302T090500Z', [parameter('RANGE', 'THISANDFUTURE')])
    const events = [component('VEVENT', [start, rule]), component('VEVENT', [id, start])]
    const set = recurrenceSet(events, zones)
    assert.equal(lastInstance(set)?.key, '99991231T235959Z')
    assert.equal(firstInstance(set)?.key, '20260302T090000Z')
  })
  // Requirement: 5545/3.3.10/no-bound-is-forever
  it('of too many instances is answered up to the limit', () => {
    const set = setOf('FREQ=SECONDLY')
    assert.equal(instancesBetween(set, always).length, set.limits.maxInstances)
    const few = recurrenceSet([set.master ?? component('VEVENT', [])], zones, { maxInstances: 5 })
    assert.equal(instancesBetween(few, always).length, 5)
    assert.equal(countInstances(few, 100), 5)
  })
})

describe('components of any content', () => {
  const values = fc.constantFrom(
    '20260302T090000Z',
    '20260302T090000',
    '20260302',
    '00000101',
    '00010101T000000',
    '99991231T235959Z',
    '99991231',
    '20260229',
    'P999999999W',
    '-P1D',
    'PT999999999H',
    '20260302T090000Z/P999999999D',
    '99991231T000000/PT1H',
    'FREQ=DAILY',
    'FREQ=YEARLY;INTERVAL=999999999999999',
    'FREQ=SECONDLY;UNTIL=99991231T235959Z',
    'RSCALE=CHINESE;FREQ=MONTHLY;COUNT=999999',
    'RSCALE=HEBREW;FREQ=YEARLY;SKIP=FORWARD;BYMONTHDAY=-99;BYYEARDAY=999',
    'FREQ=WEEKLY;COUNT=3;BYSETPOS=-1,0,1',
    '',
    '☃',
  )
  const names = fc.constantFrom(
    ...['DTSTART', 'DTSTART', 'DTEND', 'DUE', 'DURATION', 'RRULE', 'RRULE'],
    ...['RDATE', 'EXDATE', 'RECURRENCE-ID'],
  )
  const parameters = fc.constantFrom(
    [],
    [parameter('TZID', 'Europe/Berlin')],
    [parameter('TZID', 'Pacific/Apia')],
    [parameter('TZID', 'UTC')],
    [parameter('TZID', 'x')],
    [parameter('RANGE', 'THISANDFUTURE')],
  )
  const properties = fc.array(
    fc.tuple(names, values, parameters).map(([name, value, list]) => property(name, value, list)),
    { maxLength: 8 },
  )
  it('make a set that answers every question', () => {
    const limits = { maxEmptyPeriods: 500, maxCounted: 500, maxInstances: 20 }
    fc.assert(
      fc.property(fc.array(properties, { minLength: 1, maxLength: 3 }), (events) => {
        const components = events.map((each) => component('VEVENT', each))
        const set = recurrenceSet(components, zones, limits)
        const found = [
          ...instancesBetween(set, always),
          ...instancesBetween(set, { fromSeconds: 4e9, toSeconds: 4.1e9 }),
        ]
        for (const each of [firstInstance(set), lastInstance(set), ...found]) {
          if (each === undefined) continue
          assert.ok(each.endSeconds >= each.startSeconds)
          assert.equal(instanceAt(set, each.key)?.startSeconds, each.startSeconds, each.key)
          assert.ok(instanceComponent(set, each.key))
        }
        assert.ok(countInstances(set, 50) <= 20)
      }),
      { seed: 5545, numRuns: 1_000 },
    )
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

it('of more rules than the limit the first ones count', () => {
  const start = property('DTSTART', '20260302T090000Z')
  const days = ['MO', 'TU', 'WE'].map((day) =>
    property('RRULE', `FREQ=WEEKLY;COUNT=2;BYDAY=${day}`),
  )
  const count = (maxRules: number) =>
    instancesBetween(
      recurrenceSet([component('VEVENT', [start, ...days])], zones, { maxRules }),
      always,
    ).length
  assert.deepEqual([1, 2, 3].map(count), [2, 3, 4])
})

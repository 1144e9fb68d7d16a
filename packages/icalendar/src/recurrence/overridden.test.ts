import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allProperties, type Component, firstProperty, rawValue } from '../model.ts'
import { serializeText } from '../serialize.ts'
import { instanceComponent } from './instance-component.ts'
import { firstInstance, instanceAt, instanceKey, keyOfComponent } from './seek.ts'
import { instancesBetween, isRecurring } from './set.ts'
import { always, iso, keys, setOf, time } from './testing.ts'

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
  // Requirement: 5545/3.8.4.4/recurrence-id-names-original-start
  // Requirement: 5545/3.8.4.4/no-recurrence-id-is-whole-set
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
  // Requirement: 5545/3.2.13/range-this-and-future
  // Requirement: 5545/3.8.4.4/range-shifts-by-difference
  // Requirement: 5545/3.8.4.4/range-changes-duration
  // Requirement: 5545/3.8.4.4/range-by-recurrence-id
  // Requirement: 5545/3.8.4.4/range-spares-overridden
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
  // Requirement: 5545/3.8.4.4/same-type-as-dtstart
  // Requirement: 5545/3.8.4.4/local-when-dtstart-local
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
  it('moves DUE too', () => {
    const lines = ['DTSTART:20260302T090000Z', 'DUE:20260303T090000Z', 'RRULE:FREQ=DAILY']
    const set = setOf('UTC', lines)
    const made = instanceComponent(set, '20260310T090000Z')
    assert.equal(made && rawValue(made, 'DUE'), '20260311T090000Z')
  })
})

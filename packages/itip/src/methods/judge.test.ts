import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { component } from '@parley/icalendar'
import { partsOf } from '../parts.ts'
import type { Revision } from '../revision.ts'
import { emptyLedger, type Ledger } from '../state.ts'
import { calendar, context, makeEvent, message } from '../testing.ts'
import { type Incoming, incomingOf, isAfter, judge, outdates, widerCancellation } from './order.ts'

const bob = context('bob')
const second = '20260309T090000Z'
const third = '20260316T090000Z'
const nothing = partsOf(undefined, bob)

function revision(sequence: number, dtstampSeconds: number): Revision {
  return { sequence, dtstampSeconds }
}
function incoming(key: string, of: Revision): Incoming {
  return { key, revision: of, component: component('VEVENT', []) }
}
function ledger(
  revisions: readonly (readonly [string, Revision])[],
  cancelled: readonly (readonly [string, Revision])[] = [],
): Ledger {
  return { ...emptyLedger, revisions: new Map(revisions), cancelled: new Map(cancelled) }
}

describe('the judgement on an incoming revision', () => {
  const series = ledger([['', revision(2, 50)]])
  const both = ledger([
    ['', revision(2, 50)],
    [second, revision(4, 60)],
  ])
  const gone = ledger([], [['', revision(2, 50)]])
  const oneGone = ledger([['', revision(2, 50)]], [[second, revision(2, 60)]])
  const restGone = ledger([['', revision(2, 50)]], [[`${second}/`, revision(2, 60)]])
  const rows: readonly (readonly [string, string, Revision, Ledger, string])[] = [
    [
      'news where nothing is held',
      '',
      revision(0, 1),
      emptyLedger,
      'apply instances-ordered-apart',
    ],
    ['higher SEQUENCE', '', revision(3, 1), series, 'apply higher-sequence-obsoletes'],
    ['later DTSTAMP', '', revision(2, 51), series, 'apply later-dtstamp-breaks-tie'],
    ['the same', '', revision(2, 50), series, 'duplicate duplicate-ignored'],
    ['earlier DTSTAMP', '', revision(2, 49), series, 'obsolete older-discarded'],
    ['lower SEQUENCE', '', revision(1, 99), series, 'obsolete older-discarded'],
    [
      'an instance beside its series',
      second,
      revision(2, 50),
      series,
      'apply instances-ordered-apart',
    ],
    [
      'an instance, SEQUENCE below its series, DTSTAMP above',
      second,
      revision(1, 51),
      series,
      'apply instances-ordered-apart',
    ],
    [
      'an instance, both below its series',
      second,
      revision(1, 49),
      series,
      'obsolete older-discarded',
    ],
    [
      'an instance against its own revision, not its series',
      second,
      revision(3, 99),
      both,
      'obsolete older-discarded',
    ],
    ['an instance again', second, revision(4, 60), both, 'duplicate duplicate-ignored'],
    [
      'the series after its CANCEL',
      '',
      revision(2, 50),
      gone,
      'cancelled-before cancelled-stays-cancelled',
    ],
    ['the series made anew', '', revision(3, 60), gone, 'apply instances-ordered-apart'],
    [
      'an instance of a cancelled series',
      second,
      revision(2, 50),
      gone,
      'cancelled-before cancelled-stays-cancelled',
    ],
    [
      'an instance made anew in a cancelled series',
      second,
      revision(3, 60),
      gone,
      'apply instances-ordered-apart',
    ],
    [
      'an instance after its CANCEL',
      second,
      revision(2, 60),
      oneGone,
      'cancelled-before cancelled-stays-cancelled',
    ],
    ['an instance made anew', second, revision(2, 61), oneGone, 'apply instances-ordered-apart'],
    [
      'an instance made anew by a clock that is behind',
      second,
      revision(3, 59),
      oneGone,
      'apply instances-ordered-apart',
    ],
    [
      'another instance than the cancelled one',
      third,
      revision(2, 60),
      oneGone,
      'apply instances-ordered-apart',
    ],
    [
      'a later instance of a cancelled range',
      third,
      revision(2, 60),
      restGone,
      'cancelled-before cancelled-stays-cancelled',
    ],
  ]
  for (const [words, key, of, held, expected] of rows) {
    it(`on ${words} is: ${expected.split(' ')[0]}`, () => {
      const { judgement, reason } = judge(incoming(key, of), held, nothing)
      assert.equal(`${judgement} ${reason.requirement.split('/').at(-1)}`, expected)
      assert.equal(reason.facts['key'], key)
      assert.deepEqual([reason.facts['sequence'], reason.facts['dtstamp']], Object.values(of))
    })
  }

  it('says what it was compared with', () => {
    for (const each of [revision(3, 1), revision(2, 51), revision(1, 1)]) {
      const { facts } = judge(incoming('', each), series, nothing).reason
      assert.deepEqual([facts['heldSequence'], facts['heldDtstamp']], [2, 50])
    }
    const { facts } = judge(incoming(second, revision(1, 1)), series, nothing).reason
    assert.deepEqual([facts['heldSequence'], facts['heldDtstamp']], [2, 50])
  })

  it('goes by the component held where the ledger has no row', () => {
    const own = makeEvent({ sequence: 5, more: `RECURRENCE-ID:${second}` })
    const series = makeEvent({ sequence: 3, more: 'RRULE:FREQ=WEEKLY' })
    const parts = partsOf(calendar([series, own]), bob)
    const judged = (key: string, sequence: number): string =>
      judge(incoming(key, revision(sequence, 0)), emptyLedger, parts).judgement
    assert.deepEqual([judged(second, 4), judged(second, 6)], ['obsolete', 'apply'])
    assert.deepEqual([judged('', 2), judged('', 4)], ['obsolete', 'apply'])
  })
})

describe('of series and instance', () => {
  it('the series outdates only with both numbers, or where one of the two has no DTSTAMP', () => {
    assert.equal(outdates(revision(2, 50), revision(1, 50)), true)
    assert.equal(outdates(revision(2, 50), revision(1, 51)), false)
    assert.equal(outdates(revision(2, 50), revision(2, 1)), false)
    assert.equal(outdates(revision(2, 0), revision(1, 51)), true)
    assert.equal(outdates(revision(2, 50), revision(1, 0)), true)
    assert.equal(outdates(revision(3, 50), revision(2, 50)), true)
  })

  it('no cancellation is wider than that of the series', () => {
    const held = ledger([], [['', revision(2, 50)]])
    assert.equal(widerCancellation('', revision(0, 0), held), undefined)
    assert.deepEqual(widerCancellation(second, revision(0, 0), held), revision(2, 50))
  })

  it('an instance comes after a cancellation only if it is later', () => {
    assert.equal(isAfter(revision(2, 50), revision(2, 50)), false)
    assert.equal(isAfter(revision(1, 99), revision(2, 50)), false)
    assert.equal(isAfter(revision(2, 51), revision(2, 50)), true)
    assert.equal(isAfter(revision(3, 50), revision(2, 50)), true)
    assert.equal(isAfter(revision(3, 49), revision(2, 50)), false)
    assert.equal(isAfter(revision(3, 0), revision(2, 50)), true)
    assert.equal(isAfter(revision(3, 50), revision(2, 0)), true)
  })
})

describe('the components of a message', () => {
  it('are one for each instance: the later of two', () => {
    const twice = message('REQUEST', [
      makeEvent({ sequence: 1, more: 'LOCATION:Hall' }),
      makeEvent({ sequence: 2, more: 'LOCATION:Bar' }),
      makeEvent({ sequence: 1, more: 'LOCATION:Roof' }),
    ])
    const found = incomingOf(twice, nothing, bob)
    assert.deepEqual(
      found.map(({ key, revision }) => [key, revision.sequence]),
      [['', 2]],
    )
  })

  it('name a range as RFC 5545 does, however it is spelt', () => {
    for (const spelt of ['THISANDFUTURE', 'RANGE=THISANDFUTURE']) {
      const id = spelt.includes('=') ? spelt : `${spelt}=`
      const ranged = message('REQUEST', [makeEvent({ more: `RECURRENCE-ID;${id}:${second}` })])
      const [only] = incomingOf(ranged, nothing, bob)
      assert.equal(only?.key, `${second}/`, spelt)
      const made = only?.component.properties.find(({ name }) => name === 'RECURRENCE-ID')
      assert.deepEqual(made?.parameters, [{ name: 'RANGE', values: ['THISANDFUTURE'] }])
    }
  })

  it('name instances in the form of the series that is held', () => {
    const held = partsOf(calendar([makeEvent({ more: 'RRULE:FREQ=WEEKLY' })]), bob)
    const zoned = makeEvent({ more: `RECURRENCE-ID:${second}` })
    assert.deepEqual(
      incomingOf(message('REQUEST', [zoned]), held, bob).map(({ key }) => key),
      [second],
    )
  })

  it('name instances in the form of the series that is held, not in their own', () => {
    const allDay = makeEvent({ start: '20260302', end: '20260303', more: 'RRULE:FREQ=WEEKLY' })
      .replace('DTSTART:', 'DTSTART;VALUE=DATE:')
      .replace('DTEND:', 'DTEND;VALUE=DATE:')
    const held = partsOf(calendar([allDay]), bob)
    const own = message('REQUEST', [makeEvent({ more: 'RECURRENCE-ID:20260309T000000Z' })])
    const keysAgainst = (parts: typeof held): readonly string[] =>
      incomingOf(own, parts, bob).map(({ key }) => key)
    assert.deepEqual(keysAgainst(held), ['20260309'])
    assert.deepEqual(keysAgainst(nothing), ['20260309T000000Z'])
  })

  it('name instances by the zones that came along, where nothing is held', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Office',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n')
    const inOffice = (text: string): string => text.replace(/(DTSTART|DTEND):/g, '$1;TZID=Office:')
    const start = '20260302T090000'
    const end = '20260302T100000'
    const series = inOffice(makeEvent({ start, end, more: 'RRULE:FREQ=WEEKLY' }))
    const more = 'RECURRENCE-ID;VALUE=DATE:20260309'
    const instance = inOffice(makeEvent({ start, end, more }))
    const found = incomingOf(message('REQUEST', [zone, series, instance]), nothing, bob)
    assert.deepEqual(
      found.map(({ key }) => key),
      ['', '20260309T060000Z'],
    )
  })

  it('are no range for having a zone', () => {
    const more = 'RECURRENCE-ID;TZID=Europe/Berlin:20260309T100000'
    const [only] = incomingOf(message('REQUEST', [makeEvent({ more })]), nothing, bob)
    assert.equal(only?.key, second)
  })

  it('count a DTSTAMP far ahead as a day ahead', () => {
    const ahead = message('REQUEST', [makeEvent({ dtstamp: '20990101T000000Z' })])
    const [only] = incomingOf(ahead, nothing, bob)
    assert.equal(only?.revision.dtstampSeconds, bob.nowSeconds + 86_400)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { component, property } from '@parley/icalendar'
import fc from 'fast-check'
import { compareRevisions, obsoletes, type Revision, revisionOf } from './revision.ts'

const revision = (sequence: number, dtstampSeconds: number): Revision => ({
  sequence,
  dtstampSeconds,
})
const any = fc.record({ sequence: fc.nat(3), dtstampSeconds: fc.nat(3) })

describe('of two revisions', () => {
  const rows: readonly (readonly [string, Revision, Revision, number])[] = [
    ['the higher SEQUENCE is later', revision(2, 0), revision(1, 99), 1],
    ['the higher SEQUENCE is later, whatever the DTSTAMP', revision(2, 5), revision(1, 5), 1],
    ['the later DTSTAMP breaks a tie', revision(1, 6), revision(1, 5), 1],
    ['equal ones are neither later nor earlier', revision(1, 5), revision(1, 5), 0],
    ['the lower SEQUENCE is earlier', revision(0, 9), revision(1, 5), -1],
  ]
  for (const [words, one, other, expected] of rows) {
    it(words, () => {
      assert.equal(Math.sign(compareRevisions(one, other)), expected)
      assert.equal(obsoletes(one, other), expected > 0)
    })
  }

  it('at most one obsoletes the other', () => {
    fc.assert(
      fc.property(any, any, (one, other) => {
        const isSame =
          one.sequence === other.sequence && one.dtstampSeconds === other.dtstampSeconds
        const count = [obsoletes(one, other), obsoletes(other, one)].filter(Boolean).length
        assert.equal(count, isSame ? 0 : 1)
      }),
    )
  })
})

describe('the revision of a component', () => {
  it('is its SEQUENCE and its DTSTAMP in UTC seconds', () => {
    const made = component('VEVENT', [
      property('SEQUENCE', '7'),
      property('DTSTAMP', '20260201T120000Z'),
    ])
    assert.deepEqual(revisionOf(made), revision(7, Date.UTC(2026, 1, 1, 12) / 1000))
  })

  it('counts from 0 where SEQUENCE or DTSTAMP is missing or unreadable', () => {
    assert.deepEqual(revisionOf(component('VEVENT', [])), revision(0, 0))
    const made = component('VEVENT', [property('SEQUENCE', 'x'), property('DTSTAMP', 'x')])
    assert.deepEqual(revisionOf(made), revision(0, 0))
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf, changeOf, guestsIn, newDraft } from './draft.ts'
import { daysAround, minutesOf, spanOf, startingAt, startingAtMoment } from './wall.ts'

const zone = 'Europe/Berlin'
const nowMs = Date.parse('2027-03-01T09:20:00Z')
const of = (query: string): ReturnType<typeof newDraft> =>
  newDraft(new URLSearchParams(query), { zone, nowMs })

describe('a draft', () => {
  it('begins at the next full hour, for an hour', () => {
    const { start, end } = of('')
    assert.deepEqual([start, end], ['2027-03-01T11:00', '2027-03-01T12:00'])
  })

  it('takes moments, wall clock and days from the address', () => {
    assert.equal(of('start=2027-03-02T08:00:00Z&end=2027-03-02T08:30:00Z').end, '2027-03-02T09:30')
    assert.equal(of('start=2027-03-02T08:00').start, '2027-03-02T08:00')
    const days = of('start=2027-03-02&end=2027-03-05')
    assert.deepEqual([days.allDay, days.end.slice(0, 10)], [true, '2027-03-04'])
    assert.equal(of('start=nonsense').start, '2027-03-01T11:00')
  })

  it('stays as long when it is moved, over a change of clocks too', () => {
    const night = of('start=2027-03-27T22:00&end=2027-03-28T06:00')
    assert.equal(minutesOf(night), 480)
    assert.equal(startingAt(night, '2027-03-28T22:00').end, '2027-03-29T06:00')
    assert.equal(startingAtMoment(night, '2027-03-29T20:00:00Z').end, '2027-03-30T06:00')
  })

  it('of whole days ends with its last day, which the API calls the day after', () => {
    const days = of('start=2027-03-02&end=2027-03-05')
    assert.equal(bodyOf(days).end, '2027-03-05')
    const { startMs, endMs } = spanOf(days)
    assert.equal(endMs - startMs, 3 * 86_400_000)
    assert.equal(minutesOf(days), 3 * 1440)
  })

  it('is read of by whole days, of 23 hours too', () => {
    const span = spanOf(of('start=2027-03-28T10:00&end=2027-03-28T11:00'))
    assert.deepEqual(daysAround(span, zone), {
      from: '2027-03-27T23:00:00.000Z',
      to: '2027-03-28T22:00:00.000Z',
    })
  })

  it('sends what was changed and nothing else, times always with their zone', () => {
    const before = of('start=2027-03-02T08:00')
    assert.deepEqual(changeOf(before, { ...before, title: 'Plan ' }), { title: 'Plan' })
    assert.deepEqual(changeOf(before, startingAt(before, '2027-03-02T09:00')), {
      start: '2027-03-02T09:00',
      end: '2027-03-02T10:00',
      zone,
    })
    assert.deepEqual(changeOf(before, before), {})
  })
})

describe('addresses that are pasted', () => {
  it('come with names, several at once, without what is no address', () => {
    assert.deepEqual(
      guestsIn('Bob Baker <bob@example.com>; eve@example.org, nobody\nmailto:f@g.example'),
      [
        { address: 'bob@example.com', name: 'Bob Baker' },
        { address: 'eve@example.org' },
        { address: 'f@g.example' },
      ],
    )
  })
})

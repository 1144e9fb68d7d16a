import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hourMarks, placed, shownWindow } from './strip-layout.ts'

const hourMs = 3_600_000
const day = { startMs: 0, endMs: 24 * hourMs }
const from = (start: number, end: number) => ({ startMs: start * hourMs, endMs: end * hourMs })

describe('the strip of a day', () => {
  it('shows the usual hours, and more where something is early or late', () => {
    assert.deepEqual(shownWindow(day, [from(9, 10)]), from(8, 18))
    assert.deepEqual(shownWindow(day, [from(6.5, 7), from(21, 22.5)]), from(6, 23))
    assert.deepEqual(shownWindow(day, [from(-5, 30)]), from(0, 24))
  })

  it('puts what overlaps into rows, and reuses a row that is free again', () => {
    const all = placed([from(9, 11), from(10, 12), from(11, 12)], from(8, 18))
    assert.deepEqual(
      all.map((each) => [each.lane, Math.round(each.left), Math.round(each.width)]),
      [
        [0, 10, 20],
        [1, 20, 20],
        [0, 30, 10],
      ],
    )
  })

  it('marks every second hour', () => {
    assert.deepEqual(
      hourMarks(from(8, 18)).map((each) => each / hourMs),
      [8, 10, 12, 14, 16, 18],
    )
  })
})

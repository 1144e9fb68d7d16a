import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { BusyCode, BusyTime } from './busy-time.ts'
import {
  busy,
  busyPeriodsOf,
  busyTimeBuilder,
  clipBusyTime,
  codeOf,
  combineBusyTime,
  kindPeriodsOf,
  strongestIn,
  tentative,
  unavailable,
  unknown,
  withoutBusyTime,
} from './busy-time.ts'

const window = { fromSeconds: 100, toSeconds: 200 }
type Period = { readonly start: number; readonly length: number; readonly code: BusyCode }
const code = fc.constantFrom<BusyCode>(unknown, tentative, unavailable, busy)
const period = fc.record({ start: fc.integer({ min: 60, max: 220 }), length: fc.nat(40), code })
const periods = fc.array(period, { maxLength: 30 })

function made(of: readonly Period[]): BusyTime {
  const builder = busyTimeBuilder(window)
  for (const { start, length, code: each } of of) builder.add(start, start + length, each)
  return builder.finish()
}

/** The slow reading: every second by itself. */
function seconds(of: readonly Period[]): readonly number[] {
  return Array.from({ length: 100 }, (_, i) => {
    const at = window.fromSeconds + i
    const met = of.filter(({ start, length }) => start <= at && at < start + length)
    return met.reduce((most, each) => Math.max(most, each.code), 0)
  })
}

function secondsOf(of: BusyTime): readonly number[] {
  return Array.from({ length: 100 }, (_, i) => {
    const at = window.fromSeconds + i
    return strongestIn(of, at, at + 1)
  })
}

describe('busy time', () => {
  it('holds at each second the strongest of the periods', () => {
    fc.assert(fc.property(periods, (all) => assert.deepEqual(secondsOf(made(all)), seconds(all))))
  })

  it('is ascending, without overlap, and merges neighbours of one kind', () => {
    fc.assert(
      fc.property(periods, (all) => {
        const list = kindPeriodsOf(made(all))
        list.forEach((each, i) => {
          assert.ok(each.startSeconds < each.endSeconds)
          const next = list[i + 1]
          if (next === undefined) return
          assert.ok(each.endSeconds <= next.startSeconds)
          assert.ok(each.endSeconds < next.startSeconds || each.kind !== next.kind)
        })
      }),
    )
  })

  it('does not depend on the order of the periods', () => {
    fc.assert(fc.property(periods, (all) => assert.deepEqual(made(all), made(all.toReversed()))))
  })

  it('takes away another busy time second by second', () => {
    fc.assert(
      fc.property(periods, periods, (all, mask) => {
        const hidden = seconds(mask)
        const left = seconds(all).map((each, i) => (hidden[i] === 0 ? each : 0))
        assert.deepEqual(secondsOf(withoutBusyTime(made(all), made(mask))), left)
      }),
    )
  })

  it('combines several as if their periods were one list', () => {
    fc.assert(
      fc.property(periods, periods, (one, other) =>
        assert.deepEqual(
          combineBusyTime(window, [made(one), made(other)]),
          made([...one, ...other]),
        ),
      ),
    )
  })

  it('is unknown beyond the window it was made for', () => {
    const wider = clipBusyTime(made([]), { fromSeconds: 50, toSeconds: 250 })
    assert.deepEqual(kindPeriodsOf(wider), [
      { startSeconds: 50, endSeconds: 100, kind: 'unknown' },
      { startSeconds: 200, endSeconds: 250, kind: 'unknown' },
    ])
    assert.equal(strongestIn(made([]), 90, 110), unknown)
  })

  it('tells others BUSY-TENTATIVE where it is unknown, and never nothing', () => {
    const [only] = busyPeriodsOf(made([{ start: 120, length: 10, code: unknown }]))
    assert.equal(only?.busyType, 'BUSY-TENTATIVE')
  })

  it('reads a number that is no code as unknown', () => {
    assert.equal(codeOf(9), unknown)
    assert.equal(codeOf(undefined), unknown)
  })

  it('takes years before 1970', () => {
    const early = { fromSeconds: -1e10, toSeconds: 0 }
    const builder = busyTimeBuilder(early)
    builder.add(-5_000_000_000, -4_999_999_000, busy)
    assert.deepEqual(kindPeriodsOf(builder.finish()), [
      { startSeconds: -5_000_000_000, endSeconds: -4_999_999_000, kind: 'BUSY' },
    ])
  })

  it('refuses a window that ends before it starts', () => {
    assert.throws(() => busyTimeBuilder({ fromSeconds: 2, toSeconds: 1 }), TypeError)
    assert.throws(() => busyTimeBuilder({ fromSeconds: 0, toSeconds: Infinity }), TypeError)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wallSecondsOf } from '@parley/icalendar'
import { Failure } from './failure.ts'
import { spanWords, typedInstant, typedLength, typedTime } from './times.ts'

const at = (hour: number, minute = 0): number =>
  wallSecondsOf({ year: 2026, month: 3, day: 1, hour, minute, second: 0 })

describe('typedTime', () => {
  const rows = [
    ['2026-03-01', { kind: 'DATE', wallSeconds: at(0), tzid: undefined }],
    ['20260301', { kind: 'DATE', wallSeconds: at(0), tzid: undefined }],
    ['2026-03-01T10:30', { kind: 'DATE-TIME', wallSeconds: at(10, 30), tzid: 'Europe/Berlin' }],
    ['2026-03-01 10:30', { kind: 'DATE-TIME', wallSeconds: at(10, 30), tzid: 'Europe/Berlin' }],
    ['20260301T103000', { kind: 'DATE-TIME', wallSeconds: at(10, 30), tzid: 'Europe/Berlin' }],
    ['20260301T103000Z', { kind: 'DATE-TIME', wallSeconds: at(10, 30), tzid: 'UTC' }],
    ['2026-03-01T10:30+01:00', { kind: 'DATE-TIME', wallSeconds: at(9, 30), tzid: 'UTC' }],
  ] as const
  for (const [text, time] of rows) {
    it(`reads ${text}`, () => assert.deepEqual(typedTime('start', text, 'Europe/Berlin'), time))
  }
  for (const text of ['tomorrow', '2026-02-30', '2026-13-01', '2026-03-01T25:00', '', '10:00']) {
    it(`refuses ${JSON.stringify(text)}, naming it`, () => {
      assert.throws(
        () => typedTime('start', text, 'UTC'),
        (error) =>
          error instanceof Failure &&
          error.exitCode === 2 &&
          error.message.includes(`--start ${text}`),
      )
    })
  }
})

describe('typedInstant', () => {
  it('takes a local time in the zone', () => {
    assert.equal(typedInstant('now', '2026-03-01T10:00', 'Europe/Berlin'), at(9))
  })
})

describe('typedLength', () => {
  const rows = [
    ['1h30m', { days: 0, seconds: 5400 }],
    ['45m', { days: 0, seconds: 2700 }],
    ['2d', { days: 2, seconds: 0 }],
    ['1w', { days: 7, seconds: 0 }],
    ['PT1H30M', { days: 0, seconds: 5400 }],
    ['P1DT2H', { days: 1, seconds: 7200 }],
  ] as const
  for (const [text, length] of rows) {
    it(`reads ${text}`, () => assert.deepEqual(typedLength('duration', text), length))
  }
  for (const text of ['', 'P', '0m', 'soon', '1h30', '-1h']) {
    it(`refuses ${JSON.stringify(text)}`, () =>
      assert.throws(() => typedLength('duration', text), Failure))
  }
})

describe('spanWords', () => {
  const time = (wallSeconds: number) =>
    ({ kind: 'DATE-TIME', wallSeconds, tzid: 'Europe/Berlin' }) as const
  const day = (wallSeconds: number) => ({ kind: 'DATE', wallSeconds, tzid: undefined }) as const
  it('says the day once', () => {
    assert.equal(
      spanWords(time(at(10)), time(at(11, 30))),
      'Sun 1 Mar 2026, 10:00–11:30 Europe/Berlin',
    )
  })
  it('says both days across midnight', () => {
    assert.equal(
      spanWords(time(at(23)), time(at(25))),
      'Sun 1 Mar 2026, 23:00 – Mon 2 Mar 2026, 01:00 Europe/Berlin',
    )
  })
  it('takes the end of whole days as exclusive', () => {
    assert.equal(spanWords(day(at(0)), day(at(24))), 'Sun 1 Mar 2026, all day')
    assert.equal(spanWords(day(at(0)), day(at(72))), 'Sun 1 Mar 2026 – Tue 3 Mar 2026')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alarmIn } from './alarms.ts'
import { objectOf, zonesFor } from './testing.ts'

function goesOff(alarm: readonly string[], from: string, more: readonly string[] = []): boolean {
  const object = objectOf(
    'BEGIN:VEVENT',
    'UID:a',
    'DTSTART:20260310T100000Z',
    'DTEND:20260310T120000Z',
    ...more,
    'BEGIN:VALARM',
    ...alarm,
    'END:VALARM',
    'END:VEVENT',
  )
  const [event] = object.components
  const [found] = event?.components ?? []
  assert.ok(event && found)
  const at = Date.parse(from) / 1000
  return alarmIn(found, event, { fromSeconds: at, toSeconds: at + 60 }, zonesFor(object))
}

describe('an alarm (RFC 4791 §9.9)', () => {
  it('goes off before the start, or after the end where it says so', () => {
    assert.equal(goesOff(['TRIGGER:-PT15M'], '2026-03-10T09:45Z'), true)
    assert.equal(goesOff(['TRIGGER:-PT15M'], '2026-03-10T09:44Z'), false)
    assert.equal(goesOff(['TRIGGER;RELATED=END:PT5M'], '2026-03-10T12:05Z'), true)
  })

  it('goes off at a time of its own', () => {
    assert.equal(goesOff(['TRIGGER;VALUE=DATE-TIME:20260101T000000Z'], '2026-01-01T00:00Z'), true)
  })

  it('goes off again as often as it repeats', () => {
    const repeating = ['TRIGGER:-PT15M', 'REPEAT:2', 'DURATION:PT5M']
    assert.equal(goesOff(repeating, '2026-03-10T09:55Z'), true)
    assert.equal(goesOff(repeating, '2026-03-10T10:00Z'), false)
  })

  it('goes off for every instance of a series', () => {
    assert.equal(goesOff(['TRIGGER:-PT1H'], '2026-03-17T09:00Z', ['RRULE:FREQ=WEEKLY']), true)
    assert.equal(goesOff(['TRIGGER:-PT1H'], '2026-03-16T09:00Z', ['RRULE:FREQ=WEEKLY']), false)
  })

  it('without a trigger that can be read never goes off', () => {
    assert.equal(goesOff([], '2026-03-10T10:00Z'), false)
    assert.equal(goesOff(['TRIGGER:soon'], '2026-03-10T10:00Z'), false)
  })

  it('that repeats a thousand million times is judged promptly', () => {
    const began = process.hrtime.bigint()
    goesOff(['TRIGGER:PT0S', 'REPEAT:1000000000', 'DURATION:PT1S'], '2026-03-10T10:00Z')
    assert.ok(process.hrtime.bigint() - began < 500_000_000n)
  })
})

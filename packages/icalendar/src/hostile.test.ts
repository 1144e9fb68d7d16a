/** Bytes made to cost much: reading and writing them stays linear (RFC 5545 §7). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  parseCalendar,
  parseDuration,
  periodsOf,
  property,
  serializeText,
  textListOf,
  textOf,
  timesOf,
  validateValues,
} from './index.ts'

const inCalendar = (text: string) => `BEGIN:VCALENDAR\r\n${text}\r\nEND:VCALENDAR\r\n`

const shapes: Readonly<Record<string, (size: number) => string>> = {
  'folds of nothing': (size) => `X:${'\r\n '.repeat(size)}`,
  'folds of one character': (size) => `X:${'\r\n a'.repeat(size)}`,
  'folds in a parameter': (size) => `X;A=${'\r\n a'.repeat(size)}:1`,
  'one long value': (size) => `X:${'a'.repeat(size)}`,
  'one long name': (size) => 'X'.repeat(size),
  commas: (size) => `X;A=${','.repeat(size)}:1`,
  'commas in a value': (size) => `RDATE:${','.repeat(size)}`,
  parameters: (size) => `X${';A=b'.repeat(size)}:1`,
  'stray semicolons': (size) => `X${';'.repeat(size)}:1`,
  'quotes without end': (size) => `X;A=${'",'.repeat(size)}`,
  'quotes on each line': (size) => 'X;A="\r\n'.repeat(size),
  'an odd number of quotes': (size) => `X;A=${'"'.repeat(size * 2 + 1)}:1`,
  carets: (size) => `X;A=${'^'.repeat(size)}:1`,
  backslashes: (size) => `SUMMARY:${'\\'.repeat(size)}`,
  'components that never end': (size) => 'BEGIN:A\r\n'.repeat(size),
  'ends without begin': (size) => 'END:A\r\n'.repeat(size),
  'calendars within calendars': (size) => 'BEGIN:VCALENDAR\r\n'.repeat(Math.min(size, 9000)),
  'many components': (size) => 'BEGIN:A\r\nbad\r\nEND:A\r\n'.repeat(size / 4),
  'lines that are none': (size) => 'bad\r\n'.repeat(size),
  'properties and components in turn': (size) => 'X:1\r\nBEGIN:A\r\nEND:A\r\n'.repeat(size / 4),
  'empty lines': (size) => '\r\n'.repeat(size),
  'carriage returns': (size) => '\r'.repeat(size),
  spaces: (size) => ' '.repeat(size),
}

/** Least time of some runs: what the work takes when nothing disturbs it. */
function leastMs(work: () => void, runs = 3): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const start = cpuMs()
    work()
    least = Math.min(least, cpuMs() - start)
  }
  return least
}

/** Whether ten times the work takes well under a hundred times as long, in the best of some tries. */
function growsLinearly(few: () => void, many: () => void): boolean {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (leastMs(many, 1) < Math.max(leastMs(few), 3) * 40) return true
  }
  return false
}

function readAndWrite(text: string): void {
  const { objects } = parseCalendar(text)
  const written = serializeText(objects)
  for (const object of objects) validateValues(object)
  assert.ok(written.length <= text.length * 3 + 10_000)
}

describe('hostile bytes', () => {
  for (const [name, make] of Object.entries(shapes)) {
    it(`${name}: ten times as many take no hundred times as long`, () => {
      const few = inCalendar(make(10_000))
      const many = inCalendar(make(100_000))
      const work = (text: string) => () => readAndWrite(text)
      assert.ok(growsLinearly(work(few), work(many)))
    })
  }

  it('values are read in time linear in their length', () => {
    const size = 300_000
    const work = [
      () => timesOf(property('RDATE', '20260101,'.repeat(size / 9))),
      () => periodsOf(property('FREEBUSY', '/'.repeat(size))),
      () => textListOf(property('CATEGORIES', '\\,,'.repeat(size / 3))),
      () => textOf(property('SUMMARY', '\\'.repeat(size))),
      () => parseDuration(`P${'1'.repeat(size)}`),
    ]
    for (const each of work) assert.ok(leastMs(each, 1) < 1000)
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { roundTrip } from './index.ts'

const identical = 'BEGIN:VCALENDAR\r\nX:é\r\nEND:VCALENDAR\r\n'

const rows: readonly (readonly [string, string, ReturnType<typeof roundTrip>])[] = [
  ['the same bytes are identical', identical, 'identical'],
  ['other line breaks are equivalent', identical.replaceAll('\r\n', '\n'), 'equivalent'],
  ['other folds are equivalent', identical.replace('X:', 'X\r\n :'), 'equivalent'],
  ['an END that was missing is equivalent', 'BEGIN:VCALENDAR\nX:1\n', 'equivalent'],
  ['an END without BEGIN is equivalent', `${identical}END:VEVENT\r\n`, 'equivalent'],
  ['an empty line is equivalent', identical.replace('X:', '\r\nX:'), 'equivalent'],
  [
    'properties between components without a VCALENDAR are equivalent',
    'BEGIN:VEVENT\nEND:VEVENT\nX:1\nBEGIN:VTODO\nEND:VTODO\nX:2\n',
    'equivalent',
  ],
  ['lines outside of any component do not count', `Hello\r\n${identical}`, 'equivalent'],
  ['what a limit cuts off is lossy', `BEGIN:VCALENDAR\n${'BEGIN:A\n'.repeat(40)}X:1\n`, 'lossy'],
]

describe('roundTrip', () => {
  for (const [title, text, expected] of rows) {
    it(title, () => {
      assert.equal(roundTrip(text), expected)
      assert.equal(roundTrip(new TextEncoder().encode(text)), expected)
    })
  }
})

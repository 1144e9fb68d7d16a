import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatMailDate, parseMailDate } from './mail-date.ts'

describe('the date of a mail', () => {
  const rows = [
    { text: 'Tue, 03 Mar 2026 10:00:00 +0100', seconds: 1_772_528_400 },
    { text: '3 Mar 2026 09:00 GMT', seconds: 1_772_528_400 },
    { text: 'Tue, 3 Mar 26 04:00:00 EST (comment)', seconds: 1_772_528_400 },
    { text: 'Thu, 1 Jan 1970 00:00:00 -0000', seconds: 0 },
    { text: 'yesterday', seconds: undefined },
    { text: '32 Mar 2026 09:00:00 +0000', seconds: undefined },
    { text: '3 Foo 2026 09:00:00 +0000', seconds: undefined },
  ]
  for (const { text, seconds } of rows) {
    it(`${text} is ${seconds}`, () => assert.equal(parseMailDate(text), seconds))
  }

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const text = formatMailDate(seconds)
        assert.equal(parseMailDate(text), seconds)
        assert.equal(text, new Date(seconds * 1_000).toUTCString().replace('GMT', '+0000'))
      }),
    )
  })
})

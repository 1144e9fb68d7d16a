import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cleanBlock, cleanLine, cleanName, isMailAddress } from './clean.ts'

// Characters that steer what reads them, and some that do not.
const unit = fc.constantFrom(...'a \t\r\n\0\u0007\u0085\u2028\u2029\u202e\u2066\ufeff\ud800ü', '😀')

describe('text made fit for a header', () => {
  it('is one line whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        assert.doesNotMatch(cleanLine(text, 100), /[\p{Cc}\u2028\u2029\u202a-\u202e]/u)
        assert.ok(cleanLine(text, 100).length <= 101)
      }),
    )
  })

  it('keeps one space where a header would have been injected', () => {
    assert.equal(cleanLine('Review\r\nBcc: x@example.com', 100), 'Review Bcc: x@example.com')
  })

  it('is cut at a limit, and says so', () => {
    assert.equal(cleanLine('abcdef', 3), 'abc…')
  })
})

describe('a block of text', () => {
  it('keeps line breaks and loses other control characters', () => {
    assert.equal(cleanBlock('a\r\nb\u0007\tc\u202e', 100), 'a\nb\tc')
  })
})

describe('a display name', () => {
  const rows = [
    { it: 'stays what it is', name: 'Doe, Alice (Ops)', is: 'Doe, Alice (Ops)' },
    { it: 'never holds an address', name: 'ceo@example.com', is: '' },
    { it: 'loses an address beside a name', name: 'Alice <alice@example.com>', is: 'Alice' },
    { it: 'loses an address in full-width letters', name: 'a＠b.example Alice', is: 'Alice' },
    { it: 'loses quotes and brackets', name: '"Alice" <>', is: 'Alice' },
  ]
  for (const row of rows) it(row.it, () => assert.equal(cleanName(row.name), row.is))
})

describe('a mail address', () => {
  it('has one @ and nothing that ends it early', () => {
    assert.ok(isMailAddress('a.b+c@example.com'))
    for (const bad of [
      '',
      'a',
      'a@b c',
      'a@b>',
      'a@b\r\nBcc: c@d',
      '/principals/a',
      'a@b,c@d',
      '"a"@b',
    ])
      assert.equal(isMailAddress(bad), false, bad)
  })
})

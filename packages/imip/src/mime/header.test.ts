import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodedWords, readFields, readParameterized } from './header.ts'

describe('a value with parameters', () => {
  const rows = [
    {
      it: 'reads bare and quoted ones',
      text: 'Text/Calendar; Method=REQUEST; charset="utf-8"',
      is: { method: 'REQUEST', charset: 'utf-8' },
    },
    {
      it: 'keeps semicolons and escapes in quotes',
      text: 'a/b; name="x;\\"y\\".ics"',
      is: { name: 'x;"y".ics' },
    },
    {
      it: 'passes over comments',
      text: 'a/b (one (two)); (three) method=REPLY (four)',
      is: { method: 'REPLY' },
    },
    {
      it: 'takes the first of two',
      text: 'a/b; method=REPLY; method=CANCEL',
      is: { method: 'REPLY' },
    },
    {
      it: 'joins continuations with a charset',
      text: "a/b; name*0*=iso-8859-1'de'%FCb; name*1=er; name*2*=%20x",
      is: { name: 'über x' },
    },
    {
      it: 'decodes a single extended one',
      text: "a/b; filename*=utf-8''%E2%82%AC.ics",
      is: { filename: '€.ics' },
    },
    {
      it: 'passes over what is no parameter',
      text: 'a/b; ; =x; junk; method=ADD',
      is: { method: 'ADD' },
    },
    { it: 'ends an open quote at the end', text: 'a/b; name="x', is: { name: 'x' } },
  ]
  for (const row of rows) {
    it(row.it, () => {
      assert.deepEqual(Object.fromEntries(readParameterized(row.text).parameters), row.is)
    })
  }

  it('has its value in lower case, without comments', () => {
    assert.equal(readParameterized(' (x) Text/Calendar(y); a=b').value, 'text/calendar')
    assert.equal(readParameterized('base64').value, 'base64')
    assert.equal(readParameterized('').value, '')
  })

  it('does not take long over hostile text', () => {
    const started = cpuMs()
    for (const piece of ['(', '"', '\\', ';', '=', 'a*0=', ';a*0*=%'])
      readParameterized(`a/b;${piece.repeat(100_000)}`)
    assert.ok(cpuMs() - started < 10_000)
  })
})

describe('header fields', () => {
  it('are unfolded, and their names are in lower case', () => {
    const block = new TextEncoder().encode('Subject: a\r\n  b\nno field\nX-Y:\tz\n')
    assert.deepEqual(readFields(block), [
      { name: 'subject', value: 'a  b' },
      { name: 'x-y', value: 'z' },
    ])
  })

  it('in raw UTF-8 or windows-1252 are read', () => {
    assert.equal(readFields(new TextEncoder().encode('S: ü'))[0]?.value, 'ü')
    assert.equal(readFields(Uint8Array.from([83, 58, 0xfc]))[0]?.value, 'ü')
  })

  it('have encoded words decoded', () => {
    assert.equal(decodedWords('=?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?B?IGRh?='), 'Grüße da')
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

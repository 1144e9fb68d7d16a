import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeTransfer } from './transfer-encoding.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const decoded = (text: string, encoding: string): string =>
  new TextDecoder().decode(decodeTransfer(bytesOf(text), encoding))

describe('a transfer encoding', () => {
  const rows = [
    {
      it: 'is undone for base64 in lines',
      text: 'QUJD\r\nREU=\r\n',
      encoding: 'base64',
      is: 'ABCDE',
    },
    { it: 'passes over what is not base64', text: 'QU!JD', encoding: 'base64', is: 'ABC' },
    { it: 'goes on after padding in the middle', text: 'QQ==Qg==', encoding: 'base64', is: 'AB' },
    { it: 'joins soft line breaks', text: 'a=\r\nb= \nc', encoding: 'quoted-printable', is: 'abc' },
    { it: 'keeps line ends', text: 'a\r\nb\nc', encoding: 'quoted-printable', is: 'a\r\nb\nc' },
    {
      it: 'drops white space before line ends',
      text: 'a \t\r\nb',
      encoding: 'quoted-printable',
      is: 'a\r\nb',
    },
    {
      it: 'keeps white space that is encoded',
      text: 'a=20\r\nb',
      encoding: 'quoted-printable',
      is: 'a \r\nb',
    },
    { it: 'lets a lone = stand', text: 'a=zb=', encoding: 'quoted-printable', is: 'a=zb' },
    { it: 'decodes hex in either case', text: '=c3=BC', encoding: 'quoted-printable', is: 'ü' },
    { it: 'is nothing for 8bit', text: 'ü=20', encoding: '8bit', is: 'ü=20' },
  ]
  for (const row of rows) {
    it(row.it, () => assert.equal(decoded(row.text, row.encoding), row.is))
  }

  it('is unknown for uuencode', () => {
    assert.equal(decodeTransfer(bytesOf('x'), 'x-uuencode'), undefined)
  })

  it('of base64 gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString('base64')
        assert.deepEqual(decodeTransfer(bytesOf(text), 'base64'), bytes)
      }),
    )
  })
})

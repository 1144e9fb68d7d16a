import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isPlainFileName, nameOfUid, safeWords } from './names.ts'

describe('nameOfUid', () => {
  it('lets a harmless UID stand for itself', () => {
    assert.equal(nameOfUid('6f2c@north.example'), '6f2c@north.example')
  })
  const hostile = [
    '../../etc/passwd',
    '..',
    '',
    '/absolute',
    'C:\\windows',
    'con',
    'nul.ics',
    '.hidden',
    'a\u0000b',
    'x'.repeat(5000),
    'name ',
    'trailing.',
    '\u202egnp.exe',
    'Ünïcode',
  ]
  for (const uid of hostile) {
    it(`keeps ${JSON.stringify(uid.slice(0, 20))} inside its folder`, () => {
      const name = nameOfUid(uid)
      assert.ok(isPlainFileName(name), name)
      assert.ok(name.length <= 70, name)
      assert.ok(name.includes('~'), name)
    })
  }
  it('tells UIDs apart that differ in case only, on disks that do not', () => {
    assert.notEqual(nameOfUid('ABC').toLowerCase(), nameOfUid('abc').toLowerCase())
  })
  it('never gives two UIDs one name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        const names = [nameOfUid(one), nameOfUid(other)].map((each) => each.toLowerCase())
        assert.equal(names[0] === names[1], one === other)
        assert.ok(names.every(isPlainFileName))
      }),
    )
  })
  it('does not let a UID pose as the name of another', () => {
    const taken = nameOfUid('../x')
    assert.notEqual(nameOfUid(taken), taken)
  })
})

describe('safeWords', () => {
  it('keeps what is safe of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.ok(isPlainFileName(`1-${safeWords(text, 30)}.eml`))
      }),
    )
  })
})

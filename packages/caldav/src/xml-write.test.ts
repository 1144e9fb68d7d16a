import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dav, document, element, escapeXml, multistatus, readXml, textElement } from './index.ts'

const anyCharacter = fc
  .oneof(
    fc.integer({ min: 0, max: 0xff }),
    fc.constantFrom(0xd7ff, 0xe000, 0xfffd, 0xfffe, 0xffff, 0x1f600),
  )
  .map((code) => String.fromCodePoint(code))

describe('XML for others', () => {
  it('brings any text through, but for what XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const read = readXml(document(dav('a'), escapeXml(text)))
        assert.ok(read.kind === 'element', JSON.stringify(text))
        const kept = text.replaceAll(/[\p{Cc}\ufffe\uffff]/gu, (each) =>
          /[\t\n\r\u007f-\u009f]/.test(each) ? each : '\ufffd',
        )
        assert.equal(read.text, kept)
      }),
    )
  })

  it('declares a namespace that it has no prefix for', () => {
    const read = readXml(document(dav('a'), element('{urn:other}b', '', { k: '"<&' })))
    assert.ok(read.kind === 'element')
    assert.equal(read.children[0]?.name, '{urn:other}b')
    assert.equal(read.children[0]?.attributes.get('k'), '"<&')
  })
})

describe('a multistatus', () => {
  const found = { name: dav('a'), status: 200, xml: textElement(dav('a'), '1') } as const
  const missing = { name: dav('b'), status: 404 } as const

  it('groups properties by status', () => {
    const text = multistatus([{ href: '/x y/', properties: [found, missing] }])
    assert.equal(text.match(/<D:propstat>/g)?.length, 2)
    assert.match(text, /<D:a>1<\/D:a><\/D:prop><D:status>HTTP\/1.1 200 OK/)
    assert.match(text, /<D:b\/><\/D:prop><D:status>HTTP\/1.1 404 Not Found/)
  })

  it('leaves out what was not found where little is wanted (RFC 8144 §2.1)', () => {
    const text = multistatus([{ href: '/', properties: [missing] }], { minimal: true })
    assert.doesNotMatch(text, /404/)
    assert.match(text, /<D:propstat><D:prop\/><D:status>HTTP\/1.1 200 OK/)
  })

  it('carries a status of its own, an error in it, and a sync token', () => {
    const text = multistatus([{ href: '/x', status: 507, error: element(dav('e')) }], {
      syncToken: 'urn:t',
    })
    assert.match(text, /<D:status>HTTP\/1.1 507 Insufficient Storage<\/D:status><D:error><D:e\/>/)
    assert.match(text, /<D:sync-token>urn:t<\/D:sync-token><\/D:multistatus>/)
  })
})

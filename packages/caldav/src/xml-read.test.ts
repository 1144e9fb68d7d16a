import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { childOf, dav, defaultXmlLimits, readBody, readXml, rewrite } from './index.ts'

function problemOf(text: string): string {
  const read = readXml(text)
  assert.equal(read.kind, 'xml-problem', `taken: ${text.slice(0, 60)}`)
  return read.kind === 'xml-problem' ? read.what : ''
}

describe('XML from outside', () => {
  it('has its namespaces resolved, whatever the prefixes', () => {
    for (const text of [
      '<propfind xmlns="DAV:"><prop><a xmlns="urn:x"/></prop></propfind>',
      '<d:propfind xmlns:d="DAV:"><d:prop><x:a xmlns:x="urn:x"/></d:prop></d:propfind>',
    ]) {
      const read = readXml(text)
      assert.ok(read.kind === 'element')
      assert.equal(read.name, '{DAV:}propfind')
      assert.equal(childOf(read, dav('prop'))?.children[0]?.name, '{urn:x}a')
    }
  })

  it('keeps text, entities and CDATA, and attributes without a namespace', () => {
    const read = readXml('<a k="1&amp;2" xmlns:x="urn:x" x:k="no">b&#65;<![CDATA[<c>]]></a>')
    assert.ok(read.kind === 'element')
    assert.equal(read.text, 'bA<c>')
    assert.deepEqual([...read.attributes], [['k', '1&2']])
  })

  const bad: readonly (readonly [string, string])[] = [
    ['is empty', ''],
    ['is text', 'hello'],
    ['is not closed', '<a><b></a>'],
    ['ends half-way', '<a><b'],
    ['has two roots', '<a/><b/>'],
    ['has an attribute twice', '<a k="1" k="2"/>'],
    ['has a prefix that is bound to nothing', '<x:a/>'],
    ['has an entity that is not known', '<a>&nope;</a>'],
    ['has a bare ampersand', '<a>fish & chips</a>'],
    ['has a less-than sign in an attribute', '<a k="<"/>'],
    ['has a control character', '<a>\u0001</a>'],
    ['has a document type', '<!DOCTYPE a><a/>'],
    [
      'has a document type that reads files',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
  ]
  for (const [what, text] of bad) it(`is refused where it ${what}`, () => void problemOf(text))

  it('is refused before an entity bomb goes off', () => {
    const entities = Array.from(
      { length: 12 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    )
    const bomb = `<!DOCTYPE a [<!ENTITY e0 "ha">${entities.join('')}]><a>&e12;</a>`
    const began = process.hrtime.bigint()
    assert.match(problemOf(bomb), /document types/)
    assert.ok(process.hrtime.bigint() - began < 100_000_000n)
  })

  it('is refused where it nests too deep, without being read to its end', () => {
    const deep = '<a>'.repeat(500_000)
    assert.match(problemOf(deep), /nested deeper than 40/)
  })

  it('is refused past each limit', () => {
    assert.match(problemOf(`<a>${'<b/>'.repeat(defaultXmlLimits.maxElements)}</a>`), /elements/)
    assert.match(problemOf(`<a>${'x'.repeat(defaultXmlLimits.maxBytes)}</a>`), /bytes/)
    const attributes = Array.from({ length: 50 }, (_, index) => `k${index}=""`).join(' ')
    assert.match(problemOf(`<a ${attributes}/>`), /attributes/)
  })

  it('never makes the reader throw', () => {
    const pieces = fc.constantFrom(
      '<a',
      '>',
      '/>',
      '</a>',
      '&',
      ';',
      '"',
      "'",
      '<!',
      ']]>',
      '<?',
      'x',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        assert.ok(['element', 'xml-problem'].includes(readXml(parts.join('')).kind))
      }),
    )
  })

  it('is written back as it was understood', () => {
    const text = '<x:a xmlns:x="urn:x" k="&quot;1&quot;"><x:b>a &lt; b &amp; c</x:b></x:a>'
    const read = readXml(text)
    assert.ok(read.kind === 'element')
    const again = readXml(rewrite(read))
    assert.deepEqual(again, read)
  })

  it('may be missing as a whole', () => {
    assert.equal(readBody(' \r\n'), undefined)
    const wrong = readBody('<a>')
    assert.ok(wrong?.kind === 'dav-problem')
    assert.equal(wrong.status, 400)
  })
})

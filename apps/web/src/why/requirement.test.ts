import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { citedOf, factsOf } from './requirement.ts'

describe('a requirement', () => {
  it('is cited by its document and section', () => {
    assert.deepEqual(citedOf('5546/2.1.5/x'), { source: 'RFC 5546', section: '2.1.5' })
    assert.deepEqual(citedOf('vpoll/2/x'), { source: 'VPOLL', section: '2' })
    assert.deepEqual(citedOf(''), { source: '', section: '' })
  })

  it('shows the facts that have words, and none of our own ids', () => {
    const facts = { address: 'mailto:bob@example.com', entry: '17', deep: { a: 1 }, all: ['a', 2] }
    assert.deepEqual(factsOf(facts), [
      { name: 'address', value: 'bob@example.com' },
      { name: 'all', value: 'a, 2' },
    ])
  })
})

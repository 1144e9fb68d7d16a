import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { whyOf } from './why.ts'

describe('why a mail was not taken', () => {
  for (const [state, reason, word] of [
    ['failed', 'nobody here is meant', 'nobody'],
    ['failed', 'what may be a scheduling message cannot be read: encrypted', 'unreadable'],
    ['failed', 'TypeError: something', 'fault'],
    ['failed', 'constructor', 'fault'],
    ['refused', 'several-authors', 'several-authors'],
    ['refused', 'a loop: 101 hops', 'loop'],
    ['waiting', 'new (dmarc)', 'waits'],
  ] as const) {
    it(`is told of ${state} (${reason}) as ${word}`, () => {
      assert.equal(whyOf({ state, reason }), word)
    })
  }
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { makeCache } from './cache.ts'

describe('a bounded memory', () => {
  it('answers what was put in last, or nothing', () => {
    const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
    const steps = fc.array(fc.tuple(keys, fc.option(fc.nat(), { nil: undefined })))
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 6 }), (all, limit) => {
        const cache = makeCache<number>(limit)
        const truth = new Map<string, number>()
        for (const [key, value] of all) {
          if (value === undefined) {
            const found = cache.get(key)
            assert.ok(found === undefined || found === truth.get(key))
            continue
          }
          cache.set(key, value)
          truth.set(key, value)
        }
      }),
    )
  })

  it('keeps what is used, and no more than its limit', () => {
    const cache = makeCache<number>(10)
    cache.set('used', 0)
    for (let count = 1; count <= 100; count++) {
      cache.set(`${count}`, count)
      assert.equal(cache.get('used'), 0)
    }
    const held = Array.from({ length: 100 }, (_, index) => cache.get(`${index + 1}`))
    assert.ok(held.filter((each) => each !== undefined).length <= 10)
  })
})

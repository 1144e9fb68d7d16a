/** Queries built once ask the same as those built each time. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openStore, type Store, setSetting } from './index.ts'
import { kept } from './kept.ts'
import type { Tables } from './tables.ts'

describe('a query built once', () => {
  let store: Store
  before(async () => {
    store = await openStore({ kind: 'sqlite', file: ':memory:' })
    await store.write([], async (tables) => {
      for (let index = 0; index < 9; index++) await setSetting(tables, `n${index}`, `${index % 3}`)
    })
  })
  after(() => store.close())

  const build = (tables: Tables, names: readonly string[], value: string, limit: number) =>
    tables
      .selectFrom('setting')
      .select('name')
      .where('name', 'in', names)
      .where('name', '!=', 'n7')
      .where('value', '=', value)
      .orderBy('name')
      .limit(limit)

  it('binds lists of any length, single values and what is always the same', async () => {
    const ask = kept(build)
    for (let length = 1; length <= 9; length++) {
      for (const value of ['0', '1']) {
        const names = Array.from({ length }, (_, index) => `n${index}`)
        const [once, anew] = await store.read(async (tables) => [
          await ask(tables, names, value, 2),
          await build(tables, names, value, 2).execute(),
        ])
        assert.deepEqual(once, anew)
      }
    }
  })

  it('is built once for each size of its lists, in powers of two', async () => {
    let built = 0
    const ask = kept((tables, names: readonly string[]) => {
      built++
      return build(tables, names, '0', 9)
    })
    for (let length = 1; length <= 8; length++) {
      const names = Array.from({ length }, (_, index) => `n${index}`)
      await store.read((tables) => ask(tables, names))
    }
    assert.equal(built, 4)
  })
})

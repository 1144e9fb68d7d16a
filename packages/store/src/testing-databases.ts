/** For tests only: SQLite in a folder of its own, and a real PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe } from 'node:test'
import { startPostgres, type TestPostgres } from '@parley/testkit/postgres'
import {
  insertCollection,
  insertPrincipal,
  openStore,
  type Store,
  type StoreOptions,
} from './index.ts'
import { calendar, person } from './testing.ts'

/** Where a new database is to be: another one each time. */
export type Fresh<Options extends StoreOptions = StoreOptions> = () => Promise<Options>
type Sqlite = Extract<StoreOptions, { readonly kind: 'sqlite' }>
type Postgres = Extract<StoreOptions, { readonly kind: 'postgres' }>

export type Databases = { readonly sqlite: Fresh<Sqlite>; readonly postgres: Fresh<Postgres> }

/** Tests against databases that are gone afterwards. */
export function withDatabases(title: string, tests: (fresh: Databases) => void): void {
  describe(title, () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-store-'))
    let postgres: TestPostgres
    let files = 0
    before(async () => {
      postgres = await startPostgres()
    })
    after(async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    tests({
      sqlite: async () => ({ kind: 'sqlite', file: join(folder, `${files++}.db`) }),
      postgres: async () => ({ kind: 'postgres', url: await postgres.freshUrl() }),
    })
  })
}

/** The same tests on either database. */
export function onBothDatabases(title: string, contract: (fresh: Fresh) => void): void {
  withDatabases(title, ({ sqlite, postgres }) => {
    describe('on SQLite', () => contract(sqlite))
    describe('on PostgreSQL', () => contract(postgres))
  })
}

/** A new store with Ann, Bob and Carol, and a calendar `work` for the first two. */
export async function storeWithPeople(fresh: Fresh): Promise<Store> {
  const store = await openStore(await fresh())
  await store.write([], async (tables) => {
    for (const each of ['ann', 'bob', 'carol']) await insertPrincipal(tables, person(each))
    await insertCollection(tables, calendar('ann', 'work'))
    await insertCollection(tables, calendar('bob', 'work'))
  })
  return store
}

/** A store that an older version made opens with all that it held, on both databases. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import {
  changesSince,
  deletePrincipal,
  ledgersWaiting,
  openStore,
  recurrencesOf,
  resourceByName,
  resourcesByUid,
  type StoreOptions,
  searchTrace,
  timingOf,
} from './index.ts'
import { migrations } from './migrations.ts'
import { openPostgres, postgresDialect } from './postgres.ts'
import { openSqlite, sqliteTables } from './sqlite.ts'
import { newStatistics } from './statistics.ts'
import type { Schema, Tables } from './tables.ts'
import { withDatabases } from './testing-databases.ts'

withDatabases('a store that an older version made', (fresh) => {
  it('keeps resources, timing, ledgers and change log on SQLite', async () => {
    const options = await fresh.sqlite()
    await makeOlder(sqliteTables(openSqlite(options), newStatistics()))
    await holdsAll(options)
  })

  it('keeps resources, timing, ledgers and change log on PostgreSQL', async () => {
    const options = await fresh.postgres()
    const pool = openPostgres(options, () => undefined)
    await makeOlder(new Kysely<Schema>({ dialect: postgresDialect(pool, newStatistics()) }))
    await holdsAll(options)
  })
})

async function makeOlder(db: Tables): Promise<void> {
  const older = Object.entries(migrations).filter(([name]) => name < '004')
  const provider = { getMigrations: async () => Object.fromEntries(older) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  assert.equal(error, undefined)
  const rows = [
    `principal values ('p', 'ann', 'user', 'Ann', 'UTC', 'en', 0, 0, '{}')`,
    `collection values ('c', 'p', 'work', 'calendar', 'Work', 'VEVENT', 0, 1, '{}', 4, 0)`,
    `collection values ('i', 'p', 'inbox', 'inbox', 'Inbox', '', 1, 0, '{}', 1, 0)`,
    `resource values ('r', 'c', 'p', 'here.ics', 'here', 'VEVENT', '"e"', null, 1, 4, 'text')`,
    `resource values ('m', 'i', 'p', 'm.ics', 'here', 'VEVENT', '"m"', null, 1, 4, 'mail')`,
    `timing values ('r', 'c', 'p', 100, 200, 'BUSY', null)`,
    `timing values ('r', 'c', 'p', 300, 900000, 'BUSY', null)`,
    `timing values ('r', 'c', 'p', 500, 9999999999999, 'FREE', 'weekly')`,
    `held values ('p', 'here', '{"questions":[{"kind":"unknown-sender"}]}', 'r')`,
    `held values ('p', 'gone', '{"questions":[]}', null)`,
    `trace values ('t', 7, 'p', 'here', 'in', 'REQUEST', 'bob', 'new', '[]', 'q')`,
    `change values ('c', 'here.ics', 3, 0)`,
    `change values ('c', 'gone.ics', 4, 1)`,
    `change values ('i', 'm.ics', 1, 0)`,
  ]
  for (const row of rows) await sql.raw(`insert into ${row}`).execute(db)
  await db.destroy()
}

async function holdsAll(options: StoreOptions): Promise<void> {
  const store = await openStore(options)
  await store.read(async (tables) => {
    assert.equal((await resourceByName(tables, 'c', 'here.ics'))?.text, 'text')
    const since = (token: number) =>
      changesSince(tables, { collectionId: 'c', since: token, limit: 10 })
    assert.deepEqual((await since(2))?.changes, [
      { name: 'here.ics', deleted: false, etag: '"e"' },
      { name: 'gone.ics', deleted: true, etag: undefined },
    ])
    assert.deepEqual((await since(3))?.changes, [
      { name: 'gone.ics', deleted: true, etag: undefined },
    ])
    assert.deepEqual(
      (await since(0))?.changes.map((each) => each.name),
      ['here.ics'],
    )
    const inbox = await changesSince(tables, { collectionId: 'i', since: 0, limit: 10 })
    assert.deepEqual(
      inbox?.changes.map((each) => each.name),
      ['m.ics'],
    )
    const busy = await timingOf(tables, ['p'], { fromSeconds: 0, toSeconds: 1000 })
    assert.deepEqual(
      busy.map((each) => [each.resourceId, each.uid, each.startSeconds, each.endSeconds]),
      [
        ['r', 'here', 100, 200],
        ['r', 'here', 300, 900_000],
      ],
    )
    assert.deepEqual([...(await recurrencesOf(tables, ['r']))], [['r', 'weekly']])
    const lengths = await tables.selectFrom('timing').select('span').orderBy('span').execute()
    assert.deepEqual(
      lengths.map((each) => each.span),
      [0, 1, 3],
      'by how long they take, and what recurs by itself',
    )
    const calendars = await resourcesByUid(tables, ['p'], 'here')
    assert.deepEqual(
      calendars.map((each) => each.id),
      ['r'],
      'an Inbox item is not what a calendar holds',
    )
    const [decision] = await searchTrace(tables, { ownerId: 'p', limit: 10 })
    assert.deepEqual([decision?.atSeconds, decision?.peer, decision?.requestId], [7, 'bob', 'q'])
    const waiting = await ledgersWaiting(tables, { ownerId: 'p', limit: 10 })
    assert.deepEqual(
      waiting.map((each) => each.uid),
      ['here'],
    )
  })
  await store.write([], (tables) => deletePrincipal(tables, 'p'))
  for (const table of ['resource', 'timing', 'held'] as const) {
    const left = await store.read((tables) => tables.selectFrom(table).selectAll().execute())
    assert.deepEqual(left, [], `${table} goes with its owner`)
  }
  await store.close()
}

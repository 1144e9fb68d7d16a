/** Opens a store, and runs work in it: one transaction at a time, all or nothing. */

import type { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import type pg from 'pg'
import { lock } from './locks.ts'
import { migrations } from './migrations.ts'
import type { PostgresOptions } from './postgres.ts'
import {
  openSqlite,
  openSqliteReader,
  reserveLog,
  type SqliteOptions,
  sqliteTables,
} from './sqlite.ts'
import { newStatistics, type Statistics } from './statistics.ts'
import type { Schema, Tables } from './tables.ts'
import { readTurns, writeTurns } from './turns.ts'

/** Which database, and who is told of broken connections. */
export type StoreOptions = (SqliteOptions | PostgresOptions) & {
  /** Told of connections that break while nobody uses them. */
  readonly onError?: (error: Error) => void
}

/** The store: consistent looks, transactions, and a bell between processes. */
export type Store = {
  readonly kind: 'sqlite' | 'postgres'
  /** One consistent look. `work` waits for nothing but `tables`: a write in it may wait for its end. */
  read<T>(work: (tables: Tables) => Promise<T>): Promise<T>
  /**
   * One transaction. `locks` name what no other transaction may decide about meanwhile: a UID, a
   * room. Conflicts are retried, so `work` may run several times and must only act through `tables`.
   */
  write<T>(locks: readonly string[], work: (tables: Tables) => Promise<T>): Promise<T>
  readonly statistics: Statistics
  /** Tells this process and the others that something waits: `outbox`, or a collection's id. */
  announce(topic: string): Promise<void>
  onAnnounced(listener: (topic: string) => void): () => void
  /** Takes the room on disk that writing will need, for whoever will write much; takes some 50 ms. */
  reserve(): void
  /** For backup and check. */
  readonly sqlite: DatabaseSync | undefined
  close(): Promise<void>
}

const maxTries = 12
const channel = 'parley'

/** How one kind of database is looked at and written to, and how processes call each other. */
type Access = Pick<Store, 'kind' | 'read' | 'announce' | 'reserve' | 'close' | 'sqlite'> & {
  write<T>(locks: readonly string[], work: (tables: Tables) => Promise<T>): Promise<T>
}

/** Opens the database and brings its schema up to date; several processes may do so at once. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const statistics = newStatistics()
  const listeners = new Set<(topic: string) => void>()
  const tell = (topic: string): void => {
    for (const listener of listeners) listener(topic)
  }
  const access =
    options.kind === 'sqlite'
      ? await accessSqlite(options, statistics, tell)
      : await accessPostgres(options, statistics, tell)
  statistics.queries = 0
  return {
    ...access,
    statistics,
    write: (locks, work) => retrying(() => access.write(locks, work), statistics),
    onAnnounced(listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** One connection writes, in turn; another looks at what is committed meanwhile. */
async function accessSqlite(
  options: SqliteOptions,
  statistics: Statistics,
  tell: (topic: string) => void,
): Promise<Access> {
  const sqlite = openSqlite(options)
  const db = sqliteTables(sqlite, statistics)
  const { write, lookBetween } = writeTurns(sqlite, statistics)
  await retrying(() => write(() => migrate(db)), statistics)
  // What lies in memory is seen by one connection only.
  const own = options.file === ':memory:'
  const reader = own ? sqlite : openSqliteReader(options)
  const views = own ? db : sqliteTables(reader, statistics)
  const look = own ? write : readTurns(reader)
  return {
    kind: 'sqlite',
    sqlite,
    async read(work) {
      if (!sqlite.isOpen) throw new Error('the database is closed')
      // SQLite forgets what one connection has read as soon as another writes.
      return lookBetween(() => work(db)) ?? look(() => work(views))
    },
    write: (_locks, work) => write(() => work(db)),
    announce: async (topic) => tell(topic),
    reserve(): void {
      if (!own && sqlite.isOpen) reserveLog(options)
    },
    async close(): Promise<void> {
      for (const each of [reader, sqlite]) if (each.isOpen) each.close()
    },
  }
}

async function accessPostgres(
  options: PostgresOptions & Pick<StoreOptions, 'onError'>,
  statistics: Statistics,
  tell: (topic: string) => void,
): Promise<Access> {
  const { openPostgres, postgresDialect } = await import('./postgres.ts')
  const onError = options.onError ?? (() => undefined)
  const pool = openPostgres(options, onError)
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool, statistics) })
  await migrate(db)
  const stopListening = await listen(pool, tell, onError)
  return {
    kind: 'postgres',
    sqlite: undefined,
    read: (work) => readSnapshot(db, work),
    async write(locks, work) {
      statistics.transactions++
      const done = await db.transaction().execute(async (tables) => {
        if (locks.length > 0) await lock(tables, locks)
        return work(tables)
      })
      statistics.syncs++
      return done
    },
    async announce(topic: string): Promise<void> {
      await sql`select pg_notify(${channel}, ${topic})`.execute(db)
    },
    reserve: () => undefined,
    async close(): Promise<void> {
      await stopListening()
      await db.destroy()
    },
  }
}

/** What is up to date already is seen in one query. */
async function migrate(db: Kysely<Schema>): Promise<void> {
  const names = Object.keys(migrations)
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`
    .execute(db)
    .catch(() => ({ rows: [] }))
  if (names.every((name) => rows.some((each) => each.name === name))) return
  const { Migrator } = await import('kysely/migration')
  const provider = { getMigrations: async () => ({ ...migrations }) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error !== undefined) throw error
}

function readSnapshot<T>(db: Tables, work: (tables: Tables) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute(work)
}

async function retrying<T>(work: () => Promise<T>, statistics: Statistics): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries >= triesFor(error)) throw error
      statistics.retries++
      await pause(Math.random() * 5 * 2 ** Math.min(tries, 6))
    }
  }
}

/**
 * How often work that ended so may be tried: serialization failures, deadlocks and SQLite's busy pass;
 * a row that another made first is found the second time, or is in the way for good.
 */
function triesFor(error: unknown): number {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown }
  if (code === '23505') return 2
  const passes = code === '40001' || code === '40P01'
  return passes || errcode === 5 || errcode === 6 || errcode === 517 ? maxTries : 1
}

async function listen(
  pool: pg.Pool,
  tell: (topic: string) => void,
  onError: (error: Error) => void,
): Promise<() => Promise<void>> {
  let closing = false
  let client: pg.PoolClient | undefined
  async function connect(): Promise<void> {
    const made = await pool.connect()
    made.on('notification', (message) => tell(message.payload ?? ''))
    made.once('error', (error) => {
      if (closing) return
      if (client === made) client = undefined
      made.release(error)
      again()
    })
    await made.query(`listen ${channel}`)
    client = made
  }
  function again(): void {
    if (closing) return
    const reconnect = (): Promise<void> =>
      connect().catch((error) => {
        onError(error)
        again()
      })
    setTimeout(reconnect, 1000).unref()
  }
  await connect()
  return async () => {
    closing = true
    client?.release(true)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Opens a store, and runs work in it: one transaction at a time, all or nothing. */

import type { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type pg from 'pg'
import { lock } from './locks.ts'
import { migrations } from './migrations.ts'
import { openPostgres, type PostgresOptions, postgresDialect } from './postgres.ts'
import { openSqlite, type SqliteOptions, sqliteDialect } from './sqlite.ts'
import { newStatistics, type Statistics } from './statistics.ts'
import type { Schema, Tables } from './tables.ts'

/** Which database, and who is told of broken connections. */
export type StoreOptions = (SqliteOptions | PostgresOptions) & {
  /** Told of connections that break while nobody uses them. */
  readonly onError?: (error: Error) => void
}

/** The store: consistent looks, transactions, and a bell between processes. */
export type Store = {
  readonly kind: 'sqlite' | 'postgres'
  /** One consistent look. */
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
  /** For backup and check. */
  readonly sqlite: DatabaseSync | undefined
  close(): Promise<void>
}

const maxTries = 12
const channel = 'parley'

/** Opens the database and brings its schema up to date; several processes may do so at once. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const statistics = newStatistics()
  const onError = options.onError ?? (() => undefined)
  const sqlite = options.kind === 'sqlite' ? openSqlite(options) : undefined
  const pool = options.kind === 'postgres' ? openPostgres(options, onError) : undefined
  const dialect =
    sqlite !== undefined
      ? sqliteDialect(sqlite, statistics)
      : postgresDialect(pool as pg.Pool, statistics)
  const db = new Kysely<Schema>({ dialect })
  await migrate(db, sqlite)
  const listeners = new Set<(topic: string) => void>()
  const tell = (topic: string): void => {
    for (const listener of listeners) listener(topic)
  }
  const stopListening = pool === undefined ? undefined : await listen(pool, tell, onError)
  statistics.queries = 0

  return {
    kind: options.kind,
    statistics,
    sqlite,
    read: (work) => (sqlite !== undefined ? db.connection().execute(work) : readSnapshot(db, work)),
    write: (locks, work) => writeRetrying(db, sqlite === undefined ? locks : [], work, statistics),
    async announce(topic: string): Promise<void> {
      if (pool === undefined) tell(topic)
      else await sql`select pg_notify(${channel}, ${topic})`.execute(db)
    },
    onAnnounced(listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close(): Promise<void> {
      await stopListening?.()
      await db.destroy()
    },
  }
}

async function migrate(db: Kysely<Schema>, sqlite: DatabaseSync | undefined): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  })
  for (let tries = 1; ; tries++) {
    const { error } = await migrator.migrateToLatest()
    if (error === undefined) return
    if (sqlite === undefined || tries >= maxTries) throw error
    await pause(20 * tries)
  }
}

function readSnapshot<T>(db: Tables, work: (tables: Tables) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute(work)
}

async function writeRetrying<T>(
  db: Tables,
  locks: readonly string[],
  work: (tables: Tables) => Promise<T>,
  statistics: Statistics,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      statistics.transactions++
      return await db.transaction().execute(async (tables) => {
        if (locks.length > 0) await lock(tables, locks)
        return work(tables)
      })
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
    client = await pool.connect()
    client.on('notification', (message) => tell(message.payload ?? ''))
    client.on('error', (error) => {
      onError(error)
      client?.release(error)
      client = undefined
      if (!closing) setTimeout(() => connect().catch(onError), 1000).unref()
    })
    await client.query(`listen ${channel}`)
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

/** `node:sqlite` as Kysely's SQLite dialect wants it, with prepared statements kept. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Dialect, SqliteDialect } from 'kysely'
import type { Statistics } from './statistics.ts'

const keptStatements = 500

/** A store in one file, for one process. */
export type SqliteOptions = {
  readonly kind: 'sqlite'
  /** A path, or ':memory:'. */
  readonly file: string
  /** FULL: what was answered survives a power cut. NORMAL: it survives a crash of the process. */
  readonly synchronous?: 'FULL' | 'NORMAL'
}

export function openSqlite(options: SqliteOptions): DatabaseSync {
  const database = new DatabaseSync(options.file, { timeout: 10_000 })
  // A decision about many people touches a page of each: small pages make it fewer bytes.
  database.exec('pragma page_size = 2048')
  database.exec('pragma journal_mode = WAL')
  database.exec(`pragma synchronous = ${options.synchronous ?? 'FULL'}`)
  database.exec('pragma foreign_keys = ON')
  // Pages that are changed again and again are written back once for many transactions.
  database.exec('pragma wal_autocheckpoint = 8000')
  database.exec('pragma cache_size = -16000')
  database.exec('pragma temp_store = MEMORY')
  return database
}

export function sqliteDialect(database: DatabaseSync, statistics: Statistics): Dialect {
  const kept = new Map<string, { statement: StatementSync; reads: boolean }>()
  function prepare(sql: string): { statement: StatementSync; reads: boolean } {
    const found = kept.get(sql)
    if (found !== undefined) return found
    if (kept.size >= keptStatements) kept.clear()
    const statement = database.prepare(sql)
    const made = { statement, reads: statement.columns().length > 0 }
    kept.set(sql, made)
    return made
  }
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(sql: string) {
        const { statement, reads } = prepare(sql === 'begin' ? 'begin immediate' : sql)
        statistics.queries++
        return {
          reader: reads,
          all: (parameters: readonly unknown[]) => statement.all(...parameters.map(bindable)),
          run(parameters: readonly unknown[]) {
            return statement.run(...parameters.map(bindable))
          },
          iterate: (parameters: readonly unknown[]) =>
            statement.iterate(...parameters.map(bindable)),
        }
      },
    },
  })
}

/** node:sqlite would bind what it does not know as NULL without a word. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value
  throw new TypeError(`SQLite cannot store a ${typeof value}`)
}

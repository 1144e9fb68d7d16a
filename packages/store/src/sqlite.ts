/** `node:sqlite` as Kysely's SQLite dialect wants it, with prepared statements kept. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
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
  // Whoever waits for another process does so without stopping this one (`turns.ts`).
  database.exec('pragma busy_timeout = 5')
  database.exec(`pragma synchronous = ${options.synchronous ?? 'FULL'}`)
  database.exec('pragma foreign_keys = ON')
  // Pages that are changed again and again are written back once for many transactions.
  database.exec('pragma wal_autocheckpoint = 8000')
  database.exec('pragma cache_size = -16000')
  database.exec('pragma temp_store = MEMORY')
  return database
}

/** Sees what is committed, while the other connection decides. */
export function openSqliteReader(options: SqliteOptions): DatabaseSync {
  const database = new DatabaseSync(options.file, { readOnly: true, timeout: 10_000 })
  database.exec('pragma cache_size = -16000')
  database.exec('pragma temp_store = MEMORY')
  return database
}

/** Whoever uses it takes turns on it (`turns.ts`): nothing here waits for anything. */
export function sqliteDialect(database: DatabaseSync, statistics: Statistics): Dialect {
  return {
    createDriver: () => driverOf(database, statistics),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SharedAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

/** One connection that several may hold at once. */
class SharedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function driverOf(database: DatabaseSync, statistics: Statistics): Driver {
  const connection = connectionOf(database, statistics)
  const turnsAreElsewhere = async (): Promise<void> => {
    throw new TypeError('transactions on SQLite are begun by the store')
  }
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: turnsAreElsewhere,
    commitTransaction: turnsAreElsewhere,
    rollbackTransaction: turnsAreElsewhere,
    destroy: async () => database.close(),
  }
}

function connectionOf(database: DatabaseSync, statistics: Statistics): DatabaseConnection {
  const kept = new Map<string, { statement: StatementSync; reads: boolean }>()
  function prepared(text: string): { statement: StatementSync; reads: boolean } {
    const found = kept.get(text)
    if (found !== undefined) return found
    if (kept.size >= keptStatements) kept.clear()
    const statement = database.prepare(text)
    const made = { statement, reads: statement.columns().length > 0 }
    kept.set(text, made)
    return made
  }
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { statement, reads } = prepared(sql)
      statistics.queries++
      const bound = parameters.map(bindable)
      if (reads) return { rows: statement.all(...bound) as Row[] }
      const { changes } = statement.run(...bound)
      return { rows: [], numAffectedRows: BigInt(changes) }
    },
    // biome-ignore lint/correctness/useYield: Kysely asks for a generator
    async *streamQuery(): AsyncIterableIterator<never> {
      throw new TypeError('rows are not streamed from SQLite')
    },
  }
}

/** node:sqlite would bind what it does not know as NULL without a word. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value
  throw new TypeError(`SQLite cannot store a ${typeof value}`)
}

/** `node:sqlite` as Kysely's SQLite dialect wants it, with prepared statements kept. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type KyselyConfig,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Statistics } from './statistics.ts'
import type { Schema, Tables } from './tables.ts'

const keptStatements = 500
/** So long does the write-ahead log grow before its pages are written back and it is begun anew. */
const logPages = 8000

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
  database.exec(`pragma wal_autocheckpoint = ${logPages}`)
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

/**
 * Makes the write-ahead log as long as it will ever be: a sync of a file that grows takes twice as long.
 * What fills it is never committed. Waits for nobody: where another writes, or no room is left, the log
 * grows as it is needed.
 */
export function reserveLog(options: SqliteOptions): void {
  const database = new DatabaseSync(options.file)
  try {
    // A transaction that is larger than the cache lies in the log before its end.
    database.exec('pragma cache_size = 20; begin immediate; create table reserve (filler)')
    const { page_size: pageBytes } = database.prepare('pragma page_size').get() ?? {}
    const fill = database.prepare('insert into reserve values (zeroblob(?))')
    for (let pages = 0; pages < logPages; pages += 100) fill.run(100 * Number(pageBytes))
    database.exec('rollback')
  } catch {
    // The log is as good as it was.
  } finally {
    database.close()
  }
}

/** Whoever uses it takes turns on it (`turns.ts`), and closes it: nothing here waits for anything. */
export function sqliteTables(database: DatabaseSync, statistics: Statistics): Tables {
  const connection = connectionOf(database, statistics)
  const dialect: Dialect = {
    createDriver: () => driverOf(connection),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SharedAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
  return new SqliteTables({ dialect }, connection)
}

/** What is compiled already goes straight to the one connection there is. */
class SqliteTables extends Kysely<Schema> {
  readonly #connection: DatabaseConnection

  constructor(config: KyselyConfig, connection: DatabaseConnection) {
    super(config)
    this.#connection = connection
  }

  override executeQuery<Row>(
    query: CompiledQuery<Row> | Compilable<Row>,
  ): Promise<QueryResult<Row>> {
    return this.#connection.executeQuery<Row>('compile' in query ? query.compile() : query)
  }
}

/** One connection that several may hold at once. */
class SharedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function driverOf(connection: DatabaseConnection): Driver {
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
    destroy: async () => undefined,
  }
}

/** A statement that is run once for each row: so many of the parameters at a time. */
export type RowsQuery = Omit<CompiledQuery, 'parameters'> & {
  readonly parameters: readonly SQLInputValue[]
  readonly parametersOfRow: number
}

/** A statement, and the names of what it answers: none where it answers no rows. */
type Prepared = { readonly statement: StatementSync; readonly columns: readonly string[] }

function connectionOf(database: DatabaseSync, statistics: Statistics): DatabaseConnection {
  const kept = new Map<string, Prepared>()
  function prepared(text: string): Prepared {
    const found = kept.get(text)
    if (found !== undefined) return found
    if (kept.size >= keptStatements) kept.clear()
    const statement = database.prepare(text)
    // Objects that SQLite's binding makes take twice as long to make and to read as those made here.
    statement.setReturnArrays(true)
    const made = { statement, columns: statement.columns().map((each) => each.name) }
    kept.set(text, made)
    return made
  }
  return {
    async executeQuery<Row>(query: CompiledQuery | RowsQuery): Promise<QueryResult<Row>> {
      const { statement, columns } = prepared(query.sql)
      statistics.queries++
      if ('parametersOfRow' in query) {
        const { parameters, parametersOfRow } = query
        for (let from = 0; from < parameters.length; from += parametersOfRow) {
          statement.run(...parameters.slice(from, from + parametersOfRow))
        }
        return { rows: [] }
      }
      const bound = query.parameters.map(bindable)
      if (columns.length > 0) {
        const rows = statement.all(...bound) as unknown as readonly (readonly unknown[])[]
        return { rows: rows.map((values) => rowOf(columns, values) as Row) }
      }
      const { changes } = statement.run(...bound)
      return { rows: [], numAffectedRows: BigInt(changes) }
    },
    // biome-ignore lint/correctness/useYield: Kysely asks for a generator
    async *streamQuery(): AsyncIterableIterator<never> {
      throw new TypeError('rows are not streamed from SQLite')
    },
  }
}

function rowOf(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let index = 0; index < columns.length; index++) row[columns[index] ?? ''] = values[index]
  return row
}

/** node:sqlite would bind what it does not know as NULL without a word. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value
  throw new TypeError(`SQLite cannot store a ${typeof value}`)
}

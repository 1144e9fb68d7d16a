/** `pg` as Kysely's PostgreSQL dialect wants it, with hot statements named so that they are prepared. */
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Statistics } from './statistics.ts'

/** A store on PostgreSQL, shared by any number of processes. */
export type PostgresOptions = {
  readonly kind: 'postgres'
  readonly url: string
  readonly poolSize?: number
}

const keptNames = 400
const bigintType = 20

export function openPostgres(options: PostgresOptions, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === bigintType ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  })
  pool.on('error', onError)
  // One that breaks while it is used says so twice: to who used it, and here. Unheard, it ends the process.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

export function postgresDialect(pool: pg.Pool, statistics: Statistics): Dialect {
  const names = new Map<string, string>()
  function nameOf(text: string): string | undefined {
    const found = names.get(text)
    if (found !== undefined || names.size >= keptNames) return found
    const made = `q${names.size}`
    names.set(text, made)
    return made
  }
  return new PostgresDialect({
    pool: {
      end: () => pool.end(),
      options: {},
      async connect(): Promise<PostgresPoolClient> {
        const client = await pool.connect()
        return {
          release: () => client.release(),
          query: (text: string, values: readonly unknown[] = []) => {
            statistics.queries++
            const name = /^(select|insert|update|delete)/.test(text) ? nameOf(text) : undefined
            return client.query(
              name === undefined
                ? { text, values: [...values] }
                : { name, text, values: [...values] },
            )
          },
        } as unknown as PostgresPoolClient
      },
    },
  })
}

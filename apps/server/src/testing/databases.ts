/** Both databases, for tests that must hold on either: one PostgreSQL for a whole test file. */
import { after, describe } from 'node:test'
import { startPostgres, type TestPostgres } from '@parley/testkit/postgres'
import { startTestServer, type TestOptions, type TestServer } from './start.ts'

export type Open = (options?: TestOptions) => Promise<TestServer>

/** Runs the tests on SQLite and on PostgreSQL; `open` starts a server on a database of its own. */
export function onBothDatabases(title: string, tests: (open: Open) => void): void {
  describe(`${title} on SQLite`, () => tests((options) => startTestServer(options)))
  describe(`${title} on PostgreSQL`, () => {
    let postgres: Promise<TestPostgres> | undefined
    tests(async (options) => {
      postgres ??= startPostgres()
      const url = await (await postgres).freshUrl()
      return startTestServer({ ...options, database: { url, poolSize: 8 } })
    })
    // Hooks run in their order: the servers end before their database does.
    after(async () => (await postgres)?.stop())
  })
}

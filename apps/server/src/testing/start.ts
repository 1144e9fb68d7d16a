/** Servers for tests: on a free port, with people who sign in fast, on either database. */
import { argon2Sync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addCredential } from '@parley/store'
import type { DNSResolver } from 'mailauth'
import { pino } from 'pino'
import { type Config, isConfigProblem, parseConfig } from '../config.ts'
import type { Parts } from '../parts.ts'
import { createPrincipal, type NewPrincipal } from '../people.ts'
import { type RunningServer, startServer } from '../server.ts'
import { type DavClient, davClient } from './dav-client.ts'

export type TestServer = RunningServer & {
  /** Signs in as NAME with the password `NAME-secret`. */
  as(name: string): DavClient
  /** Stops the server and removes its folder. */
  end(): Promise<void>
}

export type TestOptions = {
  /** Absent: a file of its own. */
  readonly database?: Config['database']
  readonly config?: Readonly<Record<string, unknown>>
  readonly people?: readonly NewPrincipal[]
  readonly clock?: () => number
  /** DNS without a network, for what comes in by mail. */
  readonly resolver?: DNSResolver
}

export function person(name: string, more: Partial<NewPrincipal> = {}): NewPrincipal {
  return {
    name,
    kind: 'user',
    displayName: name.charAt(0).toUpperCase() + name.slice(1),
    addresses: [`${name}@example.com`],
    tzid: 'Europe/Berlin',
    ...more,
  }
}

/** Ann, Bob, Carol, and a room that books itself. */
export const usualPeople: readonly NewPrincipal[] = [
  person('ann'),
  person('bob', { addresses: ['bob@example.com', 'robert@example.com'] }),
  person('carol'),
  person('room', { kind: 'room', displayName: 'The Room' }),
]

export async function startTestServer(options: TestOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-server-'))
  const config = testConfig({
    ...options.config,
    database: options.database ?? { file: join(folder, 'parley.db'), synchronous: 'NORMAL' },
  })
  const server = await startServer(config, {
    log: pino({ level: process.env['PARLEY_TEST_LOG'] ?? 'silent' }),
    ...(options.clock !== undefined && { clock: options.clock }),
    ...(options.resolver !== undefined && { resolver: options.resolver }),
  })
  await addPeople(server.parts, options.people ?? usualPeople)
  return {
    ...server,
    as: (name) => davClient(server.url, name),
    async end(): Promise<void> {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function testConfig(given: Readonly<Record<string, unknown>>): Config {
  const config = parseConfig(
    {
      domains: ['example.com'],
      listen: { port: 0 },
      log: { level: 'silent' },
      mail: { paused: true },
      ...given,
    },
    'test',
  )
  if (isConfigProblem(config)) throw new Error(config.lines.join('\n'))
  return config
}

export async function addPeople(
  parts: Pick<Parts, 'store' | 'newId'>,
  people: readonly NewPrincipal[],
): Promise<void> {
  await parts.store.write([], async (tables) => {
    for (const each of people) {
      const { id } = await createPrincipal(tables, parts, each)
      await addCredential(tables, {
        id: parts.newId(),
        principalId: id,
        kind: 'password',
        hash: cheapHash(`${each.name}-secret`),
        label: '',
        createdSeconds: 0,
        lastUsedSeconds: undefined,
      })
    }
  })
}

/** A true argon2id hash with so little work in it that tests do not wait for it. */
function cheapHash(password: string): string {
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', {
    message: password,
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: 8,
    passes: 1,
  })
  return `argon2id$8$1$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

/** Puts the parts together, starts and stops them. */
import { randomUUID } from 'node:crypto'
import { zoneCatalog } from '@parley/icalendar'
import { openStore } from '@parley/store'
import pino, { type Logger } from 'pino'
import { type App, makeApp } from './app.ts'
import { makeCache } from './cache.ts'
import type { Config } from './config.ts'
import { makeMetrics } from './operations/metrics.ts'
import type { Parts } from './parts.ts'
import { type FollowUp, startFollowUp } from './scheduling/follow-up.ts'

export type RunningServer = {
  readonly parts: Parts
  readonly app: App
  readonly followUp: FollowUp
  /** Where it listens: `http://127.0.0.1:8088`. */
  readonly url: string
  /** Takes no more requests, finishes those under way, closes the store. */
  stop(): Promise<void>
}

export type StartOptions = {
  readonly log?: Logger
  /** For tests: whole UTC seconds. */
  readonly clock?: () => number
}

export async function openParts(config: Config, options: StartOptions = {}): Promise<Parts> {
  const log = options.log ?? makeLog(config)
  const database = config.database
  const onError = (error: Error): void => log.warn({ err: error }, 'a database connection broke')
  const store = await openStore(
    'file' in database
      ? { kind: 'sqlite', ...database, onError }
      : { kind: 'postgres', ...database, onError },
  )
  return {
    config,
    store,
    log,
    catalog: zoneCatalog(),
    metrics: makeMetrics(),
    clock: options.clock ?? (() => Math.floor(Date.now() / 1000)),
    newId: randomUUID,
    compiled: makeCache(20_000),
  }
}

export async function startServer(
  config: Config,
  options: StartOptions = {},
): Promise<RunningServer> {
  const parts = await openParts(config, options)
  try {
    const app = await makeApp(parts)
    await app.http.listen({ host: config.listen.host, port: config.listen.port })
    const followUp = startFollowUp(parts)
    return {
      parts,
      app,
      followUp,
      url: urlOf(app, config),
      async stop(): Promise<void> {
        await app.http.close()
        await followUp.stop()
        await parts.store.close()
      },
    }
  } catch (error) {
    await parts.store.close()
    throw error
  }
}

/** Addresses, titles and bodies are never logged; ids, methods and requirement ids are. */
function makeLog(config: Config): Logger {
  return pino({
    level: config.log.level,
    base: null,
    serializers: {
      err: (error: Error) => ({ name: error.name, message: error.message, stack: error.stack }),
    },
  })
}

function urlOf(app: App, config: Config): string {
  const address = app.http.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.listen.port
  const host = config.listen.host.includes(':') ? `[${config.listen.host}]` : config.listen.host
  return `${config.tls === undefined ? 'http' : 'https'}://${host}:${port}`
}

/** What people type to reach this server. */
export function addressOfServer(config: Config): string {
  const { host, port } = config.listen
  return config.publicUrl ?? `${config.tls === undefined ? 'http' : 'https'}://${host}:${port}`
}

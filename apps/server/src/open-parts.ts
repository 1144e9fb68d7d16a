/** Opens the store and puts the parts together that a server and its administration share. */
import { zoneCatalog } from '@parley/icalendar'
import { openStore } from '@parley/store'
import type { Logger } from 'pino'
import { makeCache } from './cache.ts'
import type { Config } from './config.ts'
import { makeNewId } from './ids.ts'
import { makeLog } from './operations/log.ts'
import { makeMetrics } from './operations/metrics.ts'
import type { Parts } from './parts.ts'

export type StartOptions = {
  readonly log?: Logger
  /** For tests: whole UTC seconds. */
  readonly clock?: () => number
}

export async function openParts(config: Config, options: StartOptions = {}): Promise<Parts> {
  const log = options.log ?? makeLog(config.log.level)
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
    newId: makeNewId(),
    compiled: makeCache(20_000),
    series: makeCache(2_000),
    busy: makeCache(5_000),
  }
}

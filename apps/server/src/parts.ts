/** What every part of the server is given: the store, the clock, the settings. */
import type { ZoneCatalog } from '@parley/icalendar'
import type { Store } from '@parley/store'
import type { Logger } from 'pino'
import type { Cache } from './cache.ts'
import type { Config } from './config.ts'
import type { Metrics } from './operations/metrics.ts'
import type { KnownBusyTime } from './scheduling/known-busy-times.ts'
import type { KnownSeries } from './scheduling/series.ts'

export type Parts = {
  readonly config: Config
  readonly store: Store
  readonly catalog: ZoneCatalog
  readonly log: Logger
  readonly metrics: Metrics
  /** Whole UTC seconds. */
  readonly clock: () => number
  readonly newId: () => string
  /** What free-busy made of recurring resources, by resource: can be lost at any time. */
  readonly compiled: Cache<KnownSeries>
  /** All that recurs in a calendar, by calendar and stretch: can be lost at any time. */
  readonly series: Cache<KnownSeries>
  /** Busy time by person and stretch: can be lost at any time. */
  readonly busy: Cache<KnownBusyTime>
}

/** Counts for metrics and for tests that limit the work of a request. */
export type Statistics = {
  queries: number
  transactions: number
  /** How often the disk was waited for: several transactions may share one. */
  syncs: number
  retries: number
}

export function newStatistics(): Statistics {
  return { queries: 0, transactions: 0, syncs: 0, retries: 0 }
}

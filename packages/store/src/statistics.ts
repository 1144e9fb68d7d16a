/** Counts for metrics and for tests that limit the work of a request. */
export type Statistics = { queries: number; transactions: number; retries: number }

export function newStatistics(): Statistics {
  return { queries: 0, transactions: 0, retries: 0 }
}

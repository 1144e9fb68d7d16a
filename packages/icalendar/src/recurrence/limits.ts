import type { CountLimits } from './count.ts'

/** Bounds on the work that a hostile recurrence can cause. Each has a name and a default. */
export type RecurrenceLimits = CountLimits & {
  /** Instances that one question is answered with. */
  readonly maxInstances: number
  /** RRULEs of one component; the RFC has one. Further ones are not read. */
  readonly maxRules: number
}

/** The limits of expanding where the caller sets none. */
export const defaultRecurrenceLimits: RecurrenceLimits = {
  maxEmptyPeriods: 100_000,
  maxCounted: 100_000,
  maxInstances: 100_000,
  maxRules: 16,
}

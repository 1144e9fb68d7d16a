/** What waits to be delivered, and trying again what failed. */
import { type OutboxEntry, outboxInState, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { AdminProblem } from './people.ts'

export type Queue = {
  readonly depth: Readonly<Record<OutboxEntry['state'], number>>
  /** Those not done, the most pressing first. */
  readonly entries: readonly OutboxEntry[]
}

export async function readQueue(parts: Parts, limit: number): Promise<Queue> {
  return parts.store.read(async (tables) => {
    const rows = await tables
      .selectFrom('outbox')
      .select((select) => ['state', select.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute()
    const depth = { waiting: 0, claimed: 0, done: 0, failed: 0 }
    for (const { state, count } of rows) {
      if (state in depth) depth[state as keyof typeof depth] = Number(count)
    }
    const entries = await outboxInState(tables, ['failed', 'claimed', 'waiting'], limit)
    return { depth, entries }
  })
}

/** Due at once, with all attempts ahead; `all` is whatever failed. How many. */
export async function retryQueue(parts: Parts, which: string): Promise<number> {
  const count = await parts.store.write([], (tables) => retry(tables, which, parts.clock()))
  if (count === 0 && which !== 'all') {
    throw new AdminProblem(`Nothing that waits or failed has the id ${which}.`)
  }
  if (count > 0) await parts.store.announce('outbox')
  return count
}

async function retry(tables: Tables, which: string, nowSeconds: number): Promise<number> {
  let query = tables
    .updateTable('outbox')
    .set({ state: 'waiting', due_seconds: nowSeconds, attempts: 0 })
    .where('state', 'in', which === 'all' ? ['failed'] : ['failed', 'waiting'])
  if (which !== 'all') query = query.where('id', '=', which)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return Number(numUpdatedRows)
}

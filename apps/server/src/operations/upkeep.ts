/** Once a day: forgets what has been kept for as long as the configuration says. */
import {
  pruneChanges,
  pruneMail,
  pruneOutbox,
  pruneSessions,
  pruneSharedTexts,
  pruneThreads,
  pruneTrace,
  type Tables,
} from '@parley/store'
import type { Parts } from '../parts.ts'

const daySeconds = 86_400
/** How often a process asks whether the day's work is done: several share one database. */
const lookEveryMs = 3_600_000
/** Counts of failed sign-ins slow nobody down any more after this. */
const failureSeconds = daySeconds
const mark = 'upkeep'

export type Upkeep = {
  /** Does it now, unless this day's work is done or another process is at it. */
  run(): Promise<boolean>
  stop(): Promise<void>
}

export function startUpkeep(parts: Parts): Upkeep {
  let running: Promise<boolean> = Promise.resolve(false)
  function run(): Promise<boolean> {
    running = running.then(async () => {
      try {
        return await upkeepIfDue(parts)
      } catch (error) {
        parts.log.error({ err: error }, 'upkeep failed')
        return false
      }
    })
    return running
  }
  const timer = setInterval(() => void run(), lookEveryMs)
  timer.unref()
  void run()
  return {
    run,
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    },
  }
}

async function upkeepIfDue(parts: Parts): Promise<boolean> {
  const now = parts.clock()
  const ours = await parts.store.write([mark], (tables) => takeMark(tables, now))
  if (!ours) return false
  await keepUp(parts)
  return true
}

/** The day's work is ours if nobody took it within the last day. */
async function takeMark(tables: Tables, nowSeconds: number): Promise<boolean> {
  const row = await tables
    .selectFrom('setting')
    .select('value')
    .where('name', '=', mark)
    .executeTakeFirst()
  if (row !== undefined && Number(row.value) > nowSeconds - daySeconds) return false
  const value = String(nowSeconds)
  await tables
    .insertInto('setting')
    .values({ name: mark, value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
  return true
}

/** Each kind in a transaction of its own, so that requests pass between them. */
export async function keepUp(parts: Parts): Promise<void> {
  const { store, config, log } = parts
  const now = parts.clock()
  const { traceDays, outboxDays, mailDays, changesKept } = config.limits
  const startedMs = performance.now()
  await store.write([], (tables) => pruneTrace(tables, now - traceDays * daySeconds))
  await store.write([], (tables) => pruneOutbox(tables, now - outboxDays * daySeconds))
  await store.write([], (tables) => pruneMail(tables, now - mailDays * daySeconds))
  await store.write([], (tables) => pruneThreads(tables, now - mailDays * daySeconds))
  await store.write([], (tables) => pruneSessions(tables, { nowSeconds: now }))
  await store.write([], pruneSharedTexts)
  await store.write([], async (tables) => {
    await tables
      .deleteFrom('failed_sign_in')
      .where('last_seconds', '<', now - failureSeconds)
      .execute()
  })
  const long = await store.read((tables) =>
    tables
      .selectFrom('collection')
      .select('id')
      .whereRef('sync_token', '>', (where) =>
        where(where.ref('oldest_token'), '+', Math.ceil(changesKept * 1.1)),
      )
      .execute(),
  )
  for (const { id } of long) {
    await store.write([], (tables) => pruneChanges(tables, id, changesKept))
  }
  log.info({ collections: long.length, ms: Math.round(performance.now() - startedMs) }, 'upkeep')
}

/** Whether it lives, whether it can serve, and what it counts: for machines that watch it. */
import { outboxDepth } from '@parley/store'
import type { FastifyInstance } from 'fastify'
import type { Parts } from '../parts.ts'

const states = ['waiting', 'claimed', 'done', 'failed'] as const
/** Who asks whether it is ready waits no longer than this for a database that is away. */
const patienceMs = 2_000

export function addHealth(http: FastifyInstance, parts: Parts): void {
  http.get('/health/live', async (_request, reply) => reply.type('text/plain').send('live\n'))
  http.get('/health/ready', async (request, reply) => {
    const fault = await databaseFault(parts)
    if (fault === undefined) return reply.type('text/plain').send('ready\n')
    request.log.warn({ err: fault }, 'not ready')
    return reply.code(503).type('text/plain').send('the database does not answer\n')
  })
  http.get('/metrics', async (request, reply) => {
    if (!parts.config.metrics.from.includes(request.ip)) return reply.code(403).send()
    const depth = await depthOfOutbox(parts)
    parts.metrics.databaseUp.set(depth === undefined ? 0 : 1)
    for (const state of states) {
      if (depth !== undefined) parts.metrics.outbox.set({ state }, depth.get(state) ?? 0)
    }
    return reply
      .type(parts.metrics.registry.contentType)
      .send(await parts.metrics.registry.metrics())
  })
}

/** Undefined: it answers. */
export async function databaseFault(parts: Pick<Parts, 'store'>): Promise<Error | undefined> {
  const answer = parts.store.read((tables) =>
    tables.selectFrom('setting').select('name').limit(1).execute(),
  )
  try {
    await inTime(answer)
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error('the database does not answer')
  }
}

/** How many entries are in each state; undefined: the database is away. */
export async function depthOfOutbox(
  parts: Pick<Parts, 'store'>,
): Promise<Awaited<ReturnType<typeof outboxDepth>> | undefined> {
  try {
    return await inTime(parts.store.read((tables) => outboxDepth(tables)))
  } catch {
    return undefined
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database takes too long')), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

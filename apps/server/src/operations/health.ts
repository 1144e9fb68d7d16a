/** Health and metrics. */
import { outboxDepth } from '@parley/store'
import type { FastifyInstance } from 'fastify'
import type { Parts } from '../parts.ts'

const states = ['waiting', 'claimed', 'done', 'failed'] as const

export function addHealth(http: FastifyInstance, parts: Parts): void {
  http.get('/health/live', async (_request, reply) => reply.type('text/plain').send('live\n'))
  http.get('/health/ready', async (request, reply) => {
    try {
      await parts.store.read((tables) =>
        tables.selectFrom('setting').select('name').limit(1).execute(),
      )
      return reply.type('text/plain').send('ready\n')
    } catch (error) {
      request.log.warn({ err: error }, 'not ready')
      return reply.code(503).type('text/plain').send('the database does not answer\n')
    }
  })
  http.get('/metrics', async (request, reply) => {
    if (!parts.config.metrics.from.includes(request.ip)) return reply.code(403).send()
    const depth = await parts.store.read((tables) => outboxDepth(tables))
    for (const state of states) parts.metrics.outbox.set({ state }, depth.get(state) ?? 0)
    return reply
      .type(parts.metrics.registry.contentType)
      .send(await parts.metrics.registry.metrics())
  })
}

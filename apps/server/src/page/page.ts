/** The page at `/` for a person with a browser: what this is, and how to add the account. */
import type { FastifyInstance } from 'fastify'
import type { Parts } from '../parts.ts'
import { addressOfServer } from '../config.ts'

export function addPage(http: FastifyInstance, parts: Parts): void {
  http.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page(parts)))
}

function page(parts: Parts): string {
  const url = addressOfServer(parts.config)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Parley</title><p>${url}</p></html>`
}

/** The web app's files, and its first page at each of its addresses. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Where `npm run web` puts it; the same place from the sources and from `dist`. */
const builtFolder = join(import.meta.dirname, '../../../web/dist')

/** The addresses at which the app shows something (apps/web/src/app/rooms.tsx). */
const pages = [
  '/',
  '/calendar',
  '/connect',
  '/events/*',
  '/invitations',
  '/new',
  '/polls',
  '/polls/*',
  '/sent',
  '/settings',
  '/settings/*',
  '/admin',
  '/admin/*',
]

export async function addWeb(http: FastifyInstance, folder: string = builtFolder): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return addNotBuilt(http)
  await http.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['.vite/**', '**/*.br', '**/*.gz', 'index.html'],
    // What is in `assets` carries a hash of its content in its name.
    setHeaders: (reply, path) => {
      const kept = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      reply.header('cache-control', kept)
    },
  })
  for (const url of pages) {
    http.get(url, { exposeHeadRoute: true }, (_request: FastifyRequest, reply: FastifyReply) =>
      reply.header('cache-control', 'no-cache').sendFile('index.html'),
    )
  }
}

function addNotBuilt(http: FastifyInstance): void {
  http.get('/', (_request, reply) =>
    reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send('The web app is not built: run `npm run web`, then start the server again.\n'),
  )
}

/** Puts the routes of the JSON API on the server: who asks, what they sent, what they get. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AdminProblem } from '../admin/people.ts'
import { sessionOf } from '../dav/session.ts'
import type { Parts } from '../parts.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { lacksCsrfToken, type WhoAsks, whoAsks } from '../sign-in/who-asks.ts'
import { makeLive } from './live.ts'
import { ApiProblem, forbidden, fromZod, problemBody } from './problem.ts'
import type { Call, Route } from './route.ts'
import { apiRoutes } from './routes.ts'
import { slowed } from './slowed.ts'

export const apiRoot = '/api'
/** The longest body that a route takes; calendar files are longer, and go by CalDAV. */
const maxBodyBytes = 1_000_000

/** Faults of the world, as the whole server tells them apart: status and words. */
export type WorldFault = (error: unknown) => { readonly status: number; readonly words: string }

export type ApiParts = Pick<Call, 'inbound'> & { readonly worldFault: WorldFault }

export async function addApi(
  http: FastifyInstance,
  parts: Parts,
  signIn: SignIn,
  { worldFault, inbound }: ApiParts,
): Promise<void> {
  const live = makeLive(parts, signIn)
  const provider = parts.config.signIn.openIdConnect
  const openId = provider && (await import('../sign-in/openid.ts')).makeOpenId(parts, provider)
  const given = { parts, signIn, live, openId, inbound }
  http.addHook('preClose', async () => live.close())
  await http.register(
    async (api) => {
      api.setErrorHandler((error, request, reply) =>
        answerProblem(problemOf(error, worldFault, request), request, reply),
      )
      api.setNotFoundHandler((request, reply) =>
        answerProblem(new ApiProblem(404, 'not-found', 'There is no such route.'), request, reply),
      )
      for (const route of apiRoutes) {
        api.route({
          method: route.method,
          url: route.path,
          bodyLimit: maxBodyBytes,
          handler: (request, reply) => answer(given, route, request, reply),
        })
      }
    },
    { prefix: apiRoot },
  )
}

async function answer(
  given: Pick<Call, 'parts' | 'signIn' | 'live' | 'openId' | 'inbound'>,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store')
  const asking = await whoAsks(given.parts, given.signIn, request, { cookies: true })
  if (route.access !== 'anyone') admit(route, asking, request)
  const call = {
    ...given,
    asking,
    params: read(route.params, request.params, 'path'),
    query: read(route.query, request.query, 'query'),
    body: read(route.body, route.body === undefined ? undefined : jsonOf(request), 'body'),
    requestId: request.id,
    request,
    reply,
    ...(asking.kind === 'principal' && { session: sessionOf(asking.principal) }),
  } as Call<never, never, never>
  const made = await route.run(call)
  if (reply.sent || made === reply) return reply
  if (made === undefined) return reply.code(route.status ?? 204).send()
  reply.code(route.status ?? 200).type('application/json; charset=utf-8')
  return reply.send(JSON.stringify(made))
}

function admit(route: Route, asking: WhoAsks, request: FastifyRequest): void {
  if (asking.kind === 'slowed') throw slowed(asking.seconds)
  if (asking.kind === 'stranger') {
    throw new ApiProblem(401, 'not-signed-in', 'Sign in with your name and a password.')
  }
  if (lacksCsrfToken(asking, request)) {
    throw new ApiProblem(403, 'csrf', 'Send the token of the session in X-CSRF-Token.')
  }
  if (route.access === 'admin' && !asking.principal.isAdmin) {
    throw forbidden('Only administrators may do this.')
  }
}

function read(schema: z.ZodType | undefined, given: unknown, where: string): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(given ?? {})
  if (!parsed.success) throw fromZod(parsed.error, where)
  return parsed.data
}

/** JSON only: a browser asks before it sends that from another site. */
function jsonOf(request: FastifyRequest): unknown {
  const { body } = request
  if (!(body instanceof Uint8Array) || body.byteLength === 0) return {}
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new ApiProblem(415, 'not-json', 'Send application/json.')
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new ApiProblem(400, 'not-json', 'The body is not JSON.')
  }
}

function problemOf(error: unknown, worldFault: WorldFault, request: FastifyRequest): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (error instanceof AdminProblem) return new ApiProblem(422, 'refused', error.message)
  const { statusCode } = (error ?? {}) as { statusCode?: number }
  if (statusCode === 413) return new ApiProblem(413, 'too-large', 'The body is too long.')
  const { status, words } = worldFault(error)
  if (status >= 500) request.log.error({ err: error }, 'a request failed')
  const retryAfterSeconds = status === 503 ? 5 : undefined
  return new ApiProblem(
    status,
    status === 503 ? 'away' : status >= 500 ? 'server-error' : 'bad-request',
    words,
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  )
}

function answerProblem(
  problem: ApiProblem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(problem.retryAfterSeconds))
  }
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, request.id)))
}

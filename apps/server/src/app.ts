/** The HTTP server: routes, limits, sign-in, errors, and what is measured and logged. */
import { readFileSync } from 'node:fs'
import fastifyCookie from '@fastify/cookie'
import { problem } from '@parley/caldav'
import type { Principal } from '@parley/store'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { type ApiParts, addApi } from './api/serve.ts'
import { problemAnswer } from './dav/answer.ts'
import { answerRequest, davHeader, davMethods } from './dav/answer-request.ts'
import { davRoot } from './dav/paths.ts'
import { sessionOf } from './dav/session.ts'
import { addAnswerPages } from './mail/rsvp/routes.ts'
import { addHealth } from './operations/health.ts'
import { worldFaultOf } from './operations/world-fault.ts'
import type { Parts } from './parts.ts'
import { makeSignIn, type SignIn } from './sign-in/sign-in.ts'
import { whoAsks } from './sign-in/who-asks.ts'
import { browserRules } from './web/browser-rules.ts'
import { addWeb } from './web/web.ts'

export type App = { readonly http: FastifyInstance; readonly signIn: SignIn }

/** Methods that HTTP servers do not know by themselves; of some, only to say that they are not taken. */
const extraMethods = [
  'LOCK',
  'UNLOCK',
  'PROPFIND',
  'PROPPATCH',
  'REPORT',
  'MKCALENDAR',
  'MKCOL',
  'COPY',
  'MOVE',
  'ACL',
]

/** What comes and goes is checked by zod (`api/serve.ts`): Fastify's own compilers stay unloaded. */
function noSchemas(): never {
  throw new TypeError('routes of Fastify have no schemas here')
}

export async function makeApp(parts: Parts, inbound: ApiParts['inbound']): Promise<App> {
  const { limits, listen, tls } = parts.config
  const pace = { connectionsCheckingInterval: limits.requestSeconds * 500 }
  const http = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    trustProxy: listen.proxies.length === 0 ? false : [...listen.proxies],
    requestTimeout: limits.requestSeconds * 1000,
    // Later than a request's own limit, so that whoever stops half-way is told 408 before it ends.
    connectionTimeout: limits.requestSeconds * 2000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 16_000, ignoreTrailingSlash: true },
    genReqId: () => parts.newId(),
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    schemaController: {
      compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas },
    },
    ...(tls === undefined
      ? { http: pace }
      : { https: { ...pace, cert: readFileSync(tls.certificate), key: readFileSync(tls.key) } }),
  }) as unknown as FastifyInstance
  for (const method of extraMethods) http.addHttpMethod(method, { hasBody: true })
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  await http.register(fastifyCookie)
  const rules = browserRules(tls !== undefined)
  http.addHook('onRequest', (_request, reply, done) => {
    reply.headers(rules)
    done()
  })
  // Before any route: what is registered earlier would keep Fastify's own answers.
  http.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain').send('There is nothing here.\n'),
  )
  http.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  measure(http, parts)
  endUnfinished(http, limits.requestSeconds)
  const signIn = makeSignIn(parts)
  addDav(http, parts, signIn)
  await addApi(http, parts, signIn, { worldFault, inbound })
  addHealth(http, parts)
  addAnswerPages(http, parts)
  await addWeb(http)
  return { http, signIn }
}

function measure(http: FastifyInstance, parts: Parts): void {
  http.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const status = String(reply.statusCode)
    parts.metrics.requests.inc({ method, status })
    parts.metrics.requestSeconds.observe({ method }, reply.elapsedTime / 1000)
    // Ids, methods and numbers only: paths carry names, and bodies carry lives.
    request.log.info(
      { method, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 },
      'answered',
    )
  })
}

const tooSlow = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** A body that does not come to its end. (Of headers, Node itself sees to that.) */
function endUnfinished(http: FastifyInstance, seconds: number): void {
  http.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    const hasBody = 'transfer-encoding' in raw.headers || Number(raw.headers['content-length']) > 0
    if (hasBody && !raw.complete) {
      const timer = setTimeout(() => {
        if (raw.complete) return
        raw.socket.write(tooSlow)
        raw.socket.destroySoon()
      }, seconds * 1000)
      raw.once('close', () => clearTimeout(timer))
    }
    done()
  })
}

/** Faults of the world: the caller learns what to do, the log learns what it was. */
function worldFault(error: unknown): { readonly status: number; readonly words: string } {
  const { statusCode } = (error ?? {}) as { statusCode?: number }
  const status = statusCode !== undefined && statusCode < 500 ? statusCode : statusOf(error)
  return { status, words: wordsFor(status) }
}

/** Disk full: 507. Database away: 503. What we did not foresee: 500. */
function statusOf(error: unknown): number {
  const fault = worldFaultOf(error)
  return fault === 'full' ? 507 : fault === 'away' ? 503 : 500
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status } = worldFault(error)
  if (status >= 500) request.log.error({ err: error }, 'a request failed')
  const words = status === 413 ? 'The body is too long.' : wordsFor(status)
  if (status === 503) reply.header('retry-after', '5')
  const answer = problemAnswer(problem(status, words))
  return reply.code(status).headers(answer.headers).send(answer.body)
}

function wordsFor(status: number): string {
  if (status === 503) return 'The database is away just now: try again in some seconds.'
  if (status === 507) return 'There is no room left to store this.'
  return status >= 500
    ? 'The server failed; its log tells more under this request.'
    : 'The request cannot be read.'
}

const refusedMethods = ['LOCK', 'UNLOCK', 'PATCH', 'TRACE'] as const

function addDav(http: FastifyInstance, parts: Parts, signIn: SignIn): void {
  const methods = [...davMethods, ...refusedMethods]
  http.route({
    method: methods,
    url: '/.well-known/caldav',
    handler: (_request, reply) => reply.code(301).header('location', davRoot).send(),
  })
  const handler = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    answerDav(parts, signIn, request, reply)
  http.route({ method: methods, url: davRoot, handler })
  http.route({ method: methods, url: `${davRoot}*`, handler })
  // Apple's and others' first question goes to the root.
  http.route({ method: ['PROPFIND', 'OPTIONS', 'REPORT'], url: '/', handler })
}

async function answerDav(
  parts: Parts,
  signIn: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('dav', davHeader(parts.config))
  const principal = await principalOf(parts, signIn, request, reply)
  if (principal === undefined) return reply
  const header = (name: string): string | undefined => {
    const value = request.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }
  const answer = await answerRequest(parts, {
    method: request.method,
    path: request.url,
    header,
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
    session: sessionOf(principal),
    requestId: request.id,
  })
  reply.code(answer.status).headers(answer.headers)
  if (answer.status === 405) reply.header('allow', davMethods.join(', '))
  if (request.method === 'HEAD') {
    return reply.header('content-length', Buffer.byteLength(answer.body)).send()
  }
  return reply.send(answer.body === '' ? undefined : answer.body)
}

/** The principal; undefined when the reply has been sent already. */
async function principalOf(
  parts: Parts,
  signIn: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Principal | undefined> {
  const asking = await whoAsks(parts, signIn, request, { cookies: false })
  if (asking.kind === 'principal') return asking.principal
  if (asking.kind === 'slowed') {
    reply.code(429).header('retry-after', String(Math.ceil(asking.seconds)))
    reply.type('text/plain').send('Too many failed attempts: wait, then try again.\n')
    return undefined
  }
  reply.code(401).header('www-authenticate', 'Basic realm="Parley", charset="UTF-8"')
  const answer = problemAnswer(problem(401, 'Sign in with your name and a password.'))
  reply.headers(answer.headers).send(answer.body)
  return undefined
}

/** Signing in with an OpenID Connect provider: to it, and back from it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Attempt } from '../sign-in/openid.ts'
import { notFound } from './problem.ts'
import { type OpenCall, openRoute, type Route } from './route.ts'
import { isSecure, setSessionCookie } from './session.ts'

const cookieName = 'parley-openid'
const cookiePath = '/api/sign-in/openid'
const maxSeconds = 600

const ways = openRoute(
  {
    method: 'GET',
    path: '/sign-in',
    tag: 'sign-in',
    summary: 'Which ways of signing in there are',
    answer: z.object({ password: z.boolean(), openIdConnect: z.boolean() }),
  },
  async (call) => ({ password: true, openIdConnect: call.openId !== undefined }),
)

/** A path of this server, and nothing that a browser takes for another one. */
const nextSchema = z
  .string()
  .max(1_000)
  .regex(/^\/(?![/\\])[^\\\r\n]*$/, 'a path on this server')
  .default('/')

const begin = openRoute(
  {
    method: 'GET',
    path: '/sign-in/openid',
    tag: 'sign-in',
    summary: 'Sends the browser to the OpenID Connect provider',
    query: z.strictObject({ next: nextSchema }),
  },
  async (call) => {
    const { location, attempt } = await openIdOf(call).begin({
      redirectUri: callbackUrl(call).href,
      next: call.query.next,
    })
    const kept = Buffer.from(JSON.stringify(attempt)).toString('base64url')
    call.reply.setCookie(cookieName, kept, {
      path: cookiePath,
      httpOnly: true,
      // The provider sends the browser back by a link: `strict` would leave the cookie behind.
      sameSite: 'lax',
      secure: isSecure(call.parts),
      maxAge: maxSeconds,
    })
    return call.reply.redirect(location.href, 303)
  },
)

const finish = openRoute(
  {
    method: 'GET',
    path: '/sign-in/openid/callback',
    tag: 'sign-in',
    summary: 'Where the provider sends the browser back to',
    query: z.record(z.string().max(100), z.union([z.string(), z.array(z.string())])),
  },
  async (call) => {
    const openId = openIdOf(call)
    const attempt = attemptOf(call.request)
    call.reply.clearCookie(cookieName, { path: cookiePath })
    if (attempt === undefined) return refused(call, 'expired')
    const url = callbackUrl(call)
    url.search = new URL(call.request.url, url).search
    try {
      const principal = await openId.finish(url, attempt)
      if (principal === undefined) return refused(call, 'unknown')
      setSessionCookie(call.parts, call.reply, await call.signIn.startSession(principal))
      return call.reply.redirect(attempt.next, 303)
    } catch (error) {
      // Not the error itself: it may hold tokens.
      const name = error instanceof Error ? error.name : 'unknown'
      call.request.log.warn({ error: name }, 'an OpenID Connect answer was refused')
      return refused(call, 'refused')
    }
  },
)

type AnyCall = OpenCall<unknown, unknown, unknown>

function openIdOf(call: AnyCall): NonNullable<AnyCall['openId']> {
  if (call.openId === undefined) throw notFound('way to sign in')
  return call.openId
}

/** Behind a proxy the public address is the configured one. */
function callbackUrl({ parts, request }: AnyCall): URL {
  const base = parts.config.publicUrl ?? `${request.protocol}://${request.host}`
  return new URL(`${base.replace(/\/+$/, '')}${cookiePath}/callback`)
}

/** The page says in words why. */
function refused({ parts, reply }: AnyCall, why: string): FastifyReply {
  parts.metrics.signInFailures.inc()
  return reply.redirect(`/?sign-in=${why}`, 303)
}

const attemptSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: nextSchema,
})

function attemptOf(request: FastifyRequest): Attempt | undefined {
  const kept = request.cookies[cookieName]
  if (kept === undefined) return undefined
  try {
    return attemptSchema.parse(JSON.parse(Buffer.from(kept, 'base64url').toString()))
  } catch {
    return undefined
  }
}

export const openIdRoutes: readonly Route[] = [ways, begin, finish]

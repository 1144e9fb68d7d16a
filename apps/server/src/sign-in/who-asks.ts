/** Who sends a request: a trusted proxy's user, someone with a password, or the owner of a session. */
import { timingSafeEqual } from 'node:crypto'
import type {} from '@fastify/cookie'
import type { Principal } from '@parley/store'
import type { FastifyRequest } from 'fastify'
import type { Parts } from '../parts.ts'
import type { SignedInSession, SignIn } from './sign-in.ts'

export type WhoAsks =
  | {
      readonly kind: 'principal'
      readonly principal: Principal
      readonly session: SignedInSession | undefined
    }
  | { readonly kind: 'stranger'; readonly triedToSignIn: boolean }
  /** Too many failures: seconds to wait. */
  | { readonly kind: 'slowed'; readonly seconds: number }

export const sessionCookie = 'parley-session'
const csrfHeader = 'x-csrf-token'

// Requirement: 6638/11/http-authentication
// Requirement: 6638/11.4/unauthenticated-cannot-schedule
/** `cookies` false: only what every request carries by itself, as calendar apps do. */
export async function whoAsks(
  parts: Parts,
  signIn: SignIn,
  request: FastifyRequest,
  { cookies }: { readonly cookies: boolean },
): Promise<WhoAsks> {
  const proxyHeader = parts.config.signIn.proxy?.header.toLowerCase()
  const named = proxyHeader === undefined ? undefined : request.headers[proxyHeader]
  const from = request.socket.remoteAddress ?? ''
  const proxied = await signIn.proxied(typeof named === 'string' ? named : undefined, from)
  if (proxied !== undefined) return { kind: 'principal', principal: proxied, session: undefined }
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const result = await signIn.basic(authorization, request.ip)
    if (result.kind === 'slowed') return result
    return result.kind === 'signed-in'
      ? { kind: 'principal', principal: result.principal, session: undefined }
      : { kind: 'stranger', triedToSignIn: true }
  }
  const cookie = cookies ? request.cookies[sessionCookie] : undefined
  const session = cookie === undefined ? undefined : await signIn.session(cookie)
  return session === undefined
    ? { kind: 'stranger', triedToSignIn: false }
    : { kind: 'principal', principal: session.principal, session }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser sends cookies by itself: what changes something must carry the session's token too. */
export function lacksCsrfToken(asking: WhoAsks, request: FastifyRequest): boolean {
  if (asking.kind !== 'principal' || asking.session === undefined) return false
  if (safeMethods.has(request.method)) return false
  const given = Buffer.from(String(request.headers[csrfHeader] ?? ''))
  const wanted = Buffer.from(asking.session.session.csrf)
  return given.length !== wanted.length || !timingSafeEqual(given, wanted)
}

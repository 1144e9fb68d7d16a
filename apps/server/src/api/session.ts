/** Signing in and out for browsers, and who one is. */
import { delegatorsOf, type Principal, principalsById, type Tables } from '@parley/store'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import type { StartedSession } from '../sign-in/sign-in.ts'
import { lacksCsrfToken, sessionCookie } from '../sign-in/who-asks.ts'
import { ApiProblem } from './problem.ts'
import { openRoute, type Route, route } from './route.ts'
import { accessSchema } from './schemas.ts'
import { slowed } from './slowed.ts'

export const meOut = z.object({
  name: z.string(),
  displayName: z.string(),
  addresses: z.array(z.string()),
  zone: z.string(),
  locale: z.string(),
  isAdmin: z.boolean(),
  /** For whom one may read or act. */
  actsFor: z.array(z.object({ name: z.string(), displayName: z.string(), access: accessSchema })),
  /** Of a session: to be sent in X-CSRF-Token with whatever changes something. */
  csrf: z.string().optional(),
})
type Me = z.input<typeof meOut>

export async function meJson(
  tables: Tables,
  principal: Principal,
  csrf: string | undefined,
): Promise<Me> {
  const delegations = await delegatorsOf(tables, principal.id)
  const access = new Map(delegations.map((each) => [each.ownerId, each.access]))
  const owners = await principalsById(tables, [...access.keys()])
  return {
    name: principal.name,
    displayName: principal.displayName,
    addresses: [...principal.addresses],
    zone: principal.tzid,
    locale: principal.locale,
    isAdmin: principal.isAdmin,
    actsFor: owners.map(({ id, name, displayName }) => ({
      name,
      displayName,
      access: access.get(id) ?? 'read',
    })),
    ...(csrf !== undefined && { csrf }),
  }
}

export function setSessionCookie(parts: Parts, reply: FastifyReply, of: StartedSession): void {
  reply.setCookie(sessionCookie, of.cookie, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(parts),
    maxAge: of.seconds,
  })
}

/** Behind a proxy that ends TLS, the public address says so. */
export function isSecure({ config }: Pick<Parts, 'config'>): boolean {
  return config.tls !== undefined || config.publicUrl?.startsWith('https:') === true
}

const signIn = openRoute(
  {
    method: 'POST',
    path: '/session',
    tag: 'sign-in',
    summary: 'Signs in with name or address and password; sets a cookie',
    body: z.strictObject({
      name: z.string().min(1).max(320),
      password: z.string().min(1).max(1_000),
    }),
    answer: meOut,
  },
  async (call) => {
    const { name, password } = call.body
    const result = await call.signIn.password(name, password, call.request.ip)
    if (result.kind === 'slowed') throw slowed(result.seconds)
    if (result.kind === 'refused') {
      throw new ApiProblem(401, 'wrong-password', 'Name and password do not belong together.')
    }
    const started = await call.signIn.startSession(result.principal)
    setSessionCookie(call.parts, call.reply, started)
    return call.parts.store.read((tables) => meJson(tables, result.principal, started.csrf))
  },
)

const signOut = openRoute(
  {
    method: 'DELETE',
    path: '/session',
    tag: 'sign-in',
    summary: 'Signs out',
  },
  async (call) => {
    if (lacksCsrfToken(call.asking, call.request)) {
      throw new ApiProblem(403, 'csrf', 'Send the token of the session in X-CSRF-Token.')
    }
    const cookie = call.request.cookies[sessionCookie]
    if (cookie !== undefined) await call.signIn.endSession(cookie)
    call.reply.clearCookie(sessionCookie, { path: '/' })
    return undefined
  },
)

const me = route(
  {
    method: 'GET',
    path: '/me',
    tag: 'sign-in',
    summary: 'Who one is',
    answer: meOut,
  },
  async (call) => {
    const { asking } = call
    const csrf = asking.kind === 'principal' ? asking.session?.session.csrf : undefined
    return call.parts.store.read((tables) => meJson(tables, call.session.principal, csrf))
  },
)

export const sessionRoutes: readonly Route[] = [signIn, signOut, me]

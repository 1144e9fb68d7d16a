/** One route of the JSON API as data: where, who may, what goes in and out, and what does it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Session } from '../dav/session.ts'
import type { Inbound } from '../mail/in/receive-mail.ts'
import type { Parts } from '../parts.ts'
import type { OpenId } from '../sign-in/openid.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { WhoAsks } from '../sign-in/who-asks.ts'
import type { Live } from './live.ts'

type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `anyone`: without signing in. `user`: whoever is signed in. `admin`: administrators. */
export type Access = 'anyone' | 'user' | 'admin'

export type OpenCall<Params, Query, Body> = {
  readonly parts: Parts
  readonly signIn: SignIn
  readonly asking: WhoAsks
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly requestId: string
  readonly live: Live
  /** Undefined: no provider is configured. */
  readonly openId: OpenId | undefined
  /** What takes mails in; opened for those few who need it. */
  readonly inbound: () => Promise<Inbound>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Call<Params = unknown, Query = unknown, Body = unknown> = OpenCall<
  Params,
  Query,
  Body
> & { readonly session: Session }

type None = z.ZodUndefined

type Shape<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = {
  readonly method: RouteMethod
  /** Fastify's way of writing it: `/events/:event`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Default 200, or 204 where nothing is answered. */
  readonly status?: number
  readonly answer?: A
}

export type Route = Omit<Shape<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, never> & {
  readonly access: Access
  readonly run: (call: Call<never, never, never>) => Promise<unknown>
}

/** A route for those who are signed in; the types of the handler follow from the schemas. */
export function route<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
  A extends z.ZodType = None,
>(
  shape: Shape<P, Q, B, A> & { readonly access?: 'user' | 'admin' },
  run: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A> | FastifyReply>,
): Route {
  return { access: 'user', ...shape, run: run as Route['run'] }
}

/** A route for anyone. */
export function openRoute<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
  A extends z.ZodType = None,
>(
  shape: Shape<P, Q, B, A>,
  run: (
    call: OpenCall<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<z.input<A> | FastifyReply>,
): Route {
  return { ...shape, access: 'anyone', run: run as unknown as Route['run'] }
}

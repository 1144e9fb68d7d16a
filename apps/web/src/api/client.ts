/** Calls the JSON API: typed routes in, answers out, problems as thrown `ApiProblem`s. */
import type { Routes } from './routes.ts'

export type { Routes } from './routes.ts'
export type RouteName = keyof Routes
export type Answer<Name extends RouteName> = Routes[Name]['answer']
type Part<Name extends RouteName, Key extends string> = Key extends keyof Routes[Name]
  ? Routes[Name][Key]
  : never
export type Body<Name extends RouteName> = Part<Name, 'body'>
export type Query<Name extends RouteName> = NonNullable<Part<Name, 'query'>>

/** What a route takes; nothing where it takes nothing. */
type Given<Name extends RouteName> = Omit<Routes[Name], 'answer'>
type Options = { readonly signal?: AbortSignal; readonly keepalive?: boolean }

/** A refusal, as RFC 9457 tells it; `offline` where no answer came. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: readonly { readonly field: string; readonly detail: string }[]
  readonly requestId: string | undefined

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? String(status))
    this.status = status
    this.code = body.code ?? 'unknown'
    this.fields = body.errors ?? []
    this.requestId = body.requestId
  }
}

type ProblemBody = {
  readonly title?: string
  readonly detail?: string
  readonly code?: string
  readonly errors?: readonly { readonly field: string; readonly detail: string }[]
  readonly requestId?: string
}

/** The session's token, sent with whatever changes something; kept in memory alone. */
let csrfToken: string | undefined

export function keepCsrfToken(token: string | undefined): void {
  csrfToken = token
}

/**
 * Calls one route.
 *
 * @example
 * const { instances } = await call('GET /events', { query: { from, to } })
 */
export async function call<Name extends RouteName>(
  name: Name,
  ...[given, options]: Record<never, never> extends Given<Name>
    ? [given?: Given<Name>, options?: Options]
    : [given: Given<Name>, options?: Options]
): Promise<Answer<Name>> {
  const [method = 'GET', path = ''] = name.split(' ')
  const { params, query, body } = (given ?? {}) as {
    params?: Record<string, string>
    query?: Record<string, string | number | undefined>
    body?: unknown
  }
  const response = await ask(urlOf(path, params, query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method !== 'GET' && csrfToken !== undefined && { 'x-csrf-token': csrfToken }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...options,
  })
  if (!response.ok) throw new ApiProblem(response.status, await problemIn(response))
  if (response.status === 204) return undefined as Answer<Name>
  return (await response.json()) as Answer<Name>
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new ApiProblem(0, { code: 'offline' })
  }
}

export function urlOf(
  path: string,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(params[key] ?? ''),
  )
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  )
  return `/api${filled}${pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`}`
}

async function problemIn(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody
  } catch {
    return { title: response.statusText }
  }
}

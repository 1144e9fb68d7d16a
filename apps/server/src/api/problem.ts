/** What a caller gets instead of an answer: problem details that name the field at fault (RFC 9457). */
import type { DavProblem } from '@parley/caldav'
import { localOf } from '@parley/caldav'
import type { z } from 'zod'

type FieldFault = { readonly field: string; readonly detail: string }

/** Thrown inside a request: ends it, rolls its transaction back, and becomes the answer. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly faults: readonly FieldFault[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { readonly faults?: readonly FieldFault[]; readonly retryAfterSeconds?: number } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.faults = more.faults ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

export function notFound(what: string): ApiProblem {
  return new ApiProblem(404, 'not-found', `There is no such ${what}.`)
}

export function forbidden(detail: string): ApiProblem {
  return new ApiProblem(403, 'forbidden', detail)
}

export function invalid(field: string, detail: string): ApiProblem {
  return new ApiProblem(422, 'invalid', `${field}: ${detail}`, { faults: [{ field, detail }] })
}

export function fromDav(problem: DavProblem): ApiProblem {
  const code = problem.condition === undefined ? 'refused' : localOf(problem.condition)
  const status = problem.status === 412 ? 412 : problem.status === 403 ? 422 : problem.status
  return new ApiProblem(status, code, problem.words)
}

/** Every fault of a body, a query or a path at once. */
export function fromZod(error: z.ZodError, where: string): ApiProblem {
  const faults = error.issues.slice(0, 50).map((issue) => ({
    field: issue.path.map(String).join('.') || where,
    detail: issue.message,
  }))
  const [first] = faults
  const detail =
    first === undefined ? `The ${where} is not valid.` : `${first.field}: ${first.detail}`
  return new ApiProblem(422, 'invalid', detail, { faults })
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many requests',
  500: 'Server error',
  503: 'Away',
  507: 'Out of space',
}

type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly requestId: string
  readonly errors?: readonly FieldFault[]
}

export function problemBody(of: ApiProblem, requestId: string): ProblemBody {
  return {
    type: `urn:parley:problem:${of.code}`,
    title: titles[of.status] ?? 'Refused',
    status: of.status,
    code: of.code,
    detail: of.message,
    requestId,
    ...(of.faults.length > 0 && { errors: of.faults }),
  }
}

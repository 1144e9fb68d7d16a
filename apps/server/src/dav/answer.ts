/** What a DAV request is answered with, before it becomes HTTP. */
import { type DavProblem, problemBody } from '@parley/caldav'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const xmlType = 'application/xml; charset=utf-8'

export function xmlAnswer(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Answer {
  return { status, headers: { 'content-type': xmlType, ...headers }, body }
}

export function emptyAnswer(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: '' }
}

export function problemAnswer(problem: DavProblem): Answer {
  return xmlAnswer(problem.status, problemBody(problem))
}

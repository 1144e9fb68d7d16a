/** One DAV request from its parts to its answer. */
import {
  type DavProblem,
  type HeaderReader,
  isProblem,
  problem,
  readBody,
  readDepth,
  readMkcalendar,
  readMkcol,
  readPrefer,
  readPropfind,
  readProppatch,
  readReport,
  readTimezonesWish,
} from '@parley/caldav'
import type { Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { type Answer, emptyAnswer, problemAnswer } from './answer.ts'
import { makeCalendar, proppatch } from './collections.ts'
import { findHere, type Here } from './here.ts'
import { copyOrMove, deleteAt, getObject, type ObjectRequest, putObject } from './objects.ts'
import { postToOutbox } from './outbox-post.ts'
import { maxPath, placeOf } from './paths.ts'
import { propfind } from './propfind.ts'
import { report } from './reports.ts'
import type { Session } from './session.ts'
import { changeAcl } from './sharing.ts'

type DavRequest = {
  readonly method: string
  readonly path: string
  readonly header: HeaderReader
  readonly body: Uint8Array
  readonly session: Session
  readonly requestId: string
}

export const davMethods = [
  'OPTIONS',
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'COPY',
  'MOVE',
  'POST',
  'PROPFIND',
  'PROPPATCH',
  'REPORT',
  'MKCALENDAR',
  'MKCOL',
  'ACL',
] as const

// Requirement: 6638/2/calendar-access-required
// Requirement: 6638/2/dav-header-auto-schedule
const taken: ReadonlySet<string> = new Set(davMethods)

// Requirement: 7953/7.2.1/dav-header-availability
/** What OPTIONS tells (RFC 4791 §5.1, RFC 6638 §2, RFC 5689, RFC 6578). */
const features =
  '1, 3, access-control, extended-mkcol, calendar-access, calendar-auto-schedule, ' +
  'calendar-availability, calendar-proxy, calendarserver-principal-property-search'

/** Time zones go by reference only where clients are told from where to get them (RFC 7809 §3.1.2). */
export function davHeader({ timeZoneServices }: Parts['config']): string {
  return timeZoneServices.length === 0 ? features : `${features}, calendar-no-timezone`
}

export async function answerRequest(parts: Parts, request: DavRequest): Promise<Answer> {
  const place = placeOf(request.path)
  if (request.method === 'OPTIONS') {
    return emptyAnswer(200, { dav: davHeader(parts.config), allow: davMethods.join(', ') })
  }
  if (request.path.length > maxPath) {
    return problemAnswer(problem(414, `A path has at most ${maxPath} characters.`))
  }
  const encoding = request.header('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && request.body.byteLength > 0) {
    return problemAnswer(problem(415, 'Bodies are sent as they are, not packed.'))
  }
  if (!taken.has(request.method)) {
    return problemAnswer(problem(405, `${request.method} is not taken here.`))
  }
  if (place === undefined) return problemAnswer(problem(404, 'There is nothing here.'))
  const timezones = readTimezonesWish(request.header)
  const whole: ObjectRequest = { parts, place, timezones, ...request }
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return getObject(whole)
    case 'PUT':
      return putObject(whole)
    case 'DELETE':
      return deleteAt(whole)
    case 'COPY':
      return copyOrMove(whole, false)
    case 'MOVE':
      return copyOrMove(whole, true)
    case 'POST':
      return postToOutbox(whole)
    default:
      return answerXml(whole, request.method)
  }
}

async function answerXml(request: ObjectRequest, method: string): Promise<Answer> {
  const text = new TextDecoder().decode(request.body)
  const body = readBody(text)
  if (isProblem(body)) return problemAnswer(body)
  const work = workOf(request, method, body)
  if (isProblem(work)) return problemAnswer(work)
  const { parts } = request
  const inTransaction = async (tables: Tables): Promise<Answer | DavProblem> => {
    const here = await findHere(parts, tables, request)
    return isProblem(here) ? here : work.run(here, tables)
  }
  const done = work.writes
    ? await parts.store.write([], inTransaction)
    : await parts.store.read(inTransaction)
  return isProblem(done) ? problemAnswer(done) : done
}

type Work = {
  readonly writes: boolean
  readonly run: (here: Here, tables: Tables) => Promise<Answer | DavProblem>
}

/** The body is read before anything is looked up, so that a bad one costs no query. */
function workOf(
  { header }: ObjectRequest,
  method: string,
  body: ReturnType<typeof readBody>,
): Work | DavProblem {
  if (isProblem(body)) return body
  const prefer = readPrefer(header)
  switch (method) {
    case 'PROPFIND': {
      const request = readPropfind(body)
      const depth = readDepth(header('depth'), 'infinity')
      if (isProblem(request)) return request
      if (depth === undefined) return problem(400, 'Depth is 0, 1 or infinity.')
      return {
        writes: false,
        run: (here, tables) => propfind(here, tables, { request, depth, prefer }),
      }
    }
    case 'REPORT': {
      const wanted = readReport(body)
      const depth = readDepth(header('depth'), 0)
      if (isProblem(wanted)) return wanted
      if (depth === undefined) return problem(400, 'Depth is 0, 1 or infinity.')
      return {
        writes: false,
        run: (here, tables) => report(here, tables, wanted, { prefer, depth }),
      }
    }
    case 'PROPPATCH': {
      const updates = readProppatch(body)
      if (isProblem(updates)) return updates
      return { writes: true, run: (here, tables) => proppatch(here, tables, updates) }
    }
    case 'MKCALENDAR':
    case 'MKCOL': {
      const wanted = method === 'MKCOL' ? readMkcol(body) : readMkcalendar(body)
      if (isProblem(wanted)) return wanted
      return { writes: true, run: (here, tables) => makeCalendar(here, tables, wanted) }
    }
    case 'ACL':
      return { writes: true, run: (here, tables) => changeAcl(here, tables, body) }
    default:
      return problem(405, `${method} is not taken here.`)
  }
}

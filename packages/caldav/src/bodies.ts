/** Request bodies that are no report: PROPFIND, PROPPATCH, MKCALENDAR, MKCOL. */
import { caldav, dav, type XmlName } from './names.ts'
import { type DavProblem, problem } from './problem.ts'
import { childOf, defaultXmlLimits, readXml, type XmlElement, type XmlLimits } from './xml-read.ts'

/** Which properties are asked for (RFC 4918 §9.1). */
export type PropertyRequest =
  | { readonly kind: 'all'; readonly include: readonly XmlName[] }
  | { readonly kind: 'names' }
  | { readonly kind: 'some'; readonly properties: readonly XmlElement[] }

/** What a PROPPATCH or a MKCALENDAR sets and takes away, in its order (RFC 4918 §9.2). */
export type PropertyUpdate = {
  readonly kind: 'set' | 'remove'
  readonly name: XmlName
  readonly value: XmlElement
}

const decoderLimit = 8_000_000

/** A body as XML; undefined when it is empty. */
export function readBody(
  text: string,
  limits: XmlLimits = defaultXmlLimits,
): XmlElement | DavProblem | undefined {
  if (text.trim() === '') return undefined
  if (text.length > decoderLimit) return problem(413, 'The body is too long.')
  const read = readXml(text, limits)
  if (read.kind === 'element') return read
  return problem(400, `The body is no XML that is taken here: ${read.what}.`)
}

/** An empty body asks for all. */
export function readPropfind(body: XmlElement | undefined): PropertyRequest | DavProblem {
  if (body === undefined) return { kind: 'all', include: [] }
  if (body.name !== dav('propfind')) return unexpected(body, 'propfind')
  return readPropertyRequest(body)
}

/** The `prop`, `allprop` or `propname` of a PROPFIND or a report; none at all: nothing is asked. */
export function readPropertyRequest(body: XmlElement): PropertyRequest {
  const some = childOf(body, dav('prop'))
  if (some !== undefined) return { kind: 'some', properties: some.children }
  if (childOf(body, dav('propname')) !== undefined) return { kind: 'names' }
  if (childOf(body, dav('allprop')) !== undefined) {
    const include = childOf(body, dav('include'))?.children ?? []
    return { kind: 'all', include: include.map((each) => each.name) }
  }
  return { kind: 'some', properties: [] }
}

/** Reads the body of a PROPPATCH (RFC 4918 §9.2). */
export function readProppatch(
  body: XmlElement | undefined,
): readonly PropertyUpdate[] | DavProblem {
  if (body === undefined) return problem(400, 'A PROPPATCH needs a body.')
  if (body.name !== dav('propertyupdate')) return unexpected(body, 'propertyupdate')
  return readUpdates(body)
}

/** What MKCALENDAR (RFC 4791 §5.3.1) or extended MKCOL (RFC 5689) makes. */
export type MakeCollection = {
  readonly method: 'MKCALENDAR' | 'MKCOL'
  readonly isCalendar: boolean
  readonly updates: readonly PropertyUpdate[]
}

/** MKCALENDAR (RFC 4791 §5.3.1). */
export function readMkcalendar(body: XmlElement | undefined): MakeCollection | DavProblem {
  if (body === undefined) return { method: 'MKCALENDAR', isCalendar: true, updates: [] }
  if (body.name !== caldav('mkcalendar')) return unexpected(body, 'mkcalendar')
  return { method: 'MKCALENDAR', isCalendar: true, updates: readUpdates(body) }
}

/** Extended MKCOL (RFC 5689): a calendar is made when the resource type says so. */
export function readMkcol(body: XmlElement | undefined): MakeCollection | DavProblem {
  if (body === undefined) return { method: 'MKCOL', isCalendar: false, updates: [] }
  if (body.name !== dav('mkcol')) return unexpected(body, 'mkcol')
  const updates = readUpdates(body)
  const type = updates.find((each) => each.name === dav('resourcetype'))
  const types = new Set(type?.value.children.map((each) => each.name))
  return {
    method: 'MKCOL',
    isCalendar: types.has(dav('collection')) && types.has(caldav('calendar')),
    updates: updates.filter((each) => each !== type),
  }
}

function readUpdates(body: XmlElement): readonly PropertyUpdate[] {
  return body.children.flatMap((action) => {
    const kind =
      action.name === dav('set') ? 'set' : action.name === dav('remove') ? 'remove' : undefined
    if (kind === undefined) return []
    return (childOf(action, dav('prop'))?.children ?? []).map((value) => ({
      kind,
      name: value.name,
      value,
    }))
  })
}

/** The problem of a body with another root than the request needs. */
export function unexpected(found: XmlElement, wanted: string): DavProblem {
  return problem(400, `The body's root is ${found.name}; ${wanted} was expected.`)
}

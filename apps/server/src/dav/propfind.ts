/** PROPFIND: the properties of a place and of what is directly in it (RFC 4918 §9.1). */
import {
  broken,
  conditions,
  type DavProblem,
  type Depth,
  element,
  multistatus,
  type Preferences,
  type PropertyRequest,
  type PropertyResult,
  type ResponseItem,
} from '@parley/caldav'
import {
  type Collection,
  collectionsOf,
  listResources,
  type Principal,
  searchPrincipals,
  type Tables,
} from '@parley/store'
import { type Answer, xmlAnswer } from './answer.ts'
import { type Here, lacking } from './here.ts'
import { collectionPath, type Place, principalPath, proxyPath } from './paths.ts'
import { hrefOf, namesAt, propertyAt } from './properties.ts'
import type { Subject } from './property-rows.ts'
import { allows, levelAt } from './session.ts'

type Propfind = {
  readonly request: PropertyRequest
  readonly depth: Depth
  readonly prefer: Preferences
}

export async function propfind(
  here: Here,
  tables: Tables,
  { request, depth, prefer }: Propfind,
): Promise<Answer | DavProblem> {
  const refused = await visible(here)
  if (refused !== undefined) return refused
  if (depth === 'infinity') {
    return broken(403, conditions.finiteDepth, 'Ask with Depth 0 or 1.')
  }
  const items: ResponseItem[] = []
  if (!(prefer.depthNoroot && depth === 1)) items.push(await describe(here, tables, request))
  if (depth === 1) {
    for (const child of await children(here, tables)) {
      items.push(await describe(child, tables, request))
    }
  }
  const headers = prefer.minimal ? { 'preference-applied': 'return=minimal' } : {}
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal }), headers)
}

/** Who may not read is told that there is nothing, or what is lacking. */
async function visible(here: Here): Promise<DavProblem | undefined> {
  const { place, collection, resource, level } = here
  if (place.kind === 'collection' || place.kind === 'object') {
    if (collection === undefined) return notHere
    if (place.kind === 'object' && resource === undefined) {
      return allows(level, 'read') ? notHere : lacking(here, 'read')
    }
    if (collection.kind === 'inbox' || collection.kind === 'outbox') return lacking(here, 'read')
    return allows(level, 'read') ? undefined : lacking(here, 'read')
  }
  return place.kind === 'home' ? lacking(here, 'free-busy') : undefined
}

const notHere: DavProblem = {
  kind: 'dav-problem',
  status: 404,
  condition: undefined,
  content: '',
  words: 'There is nothing here.',
}

/** The properties that are asked for, of one subject. */
export async function describe(
  of: Subject,
  tables: Tables,
  request: PropertyRequest,
): Promise<ResponseItem> {
  const properties: PropertyResult[] = []
  if (request.kind === 'names') {
    for (const name of namesAt(of, true)) properties.push({ name, status: 200, xml: element(name) })
    return { href: hrefOf(of), properties }
  }
  if (request.kind === 'all') {
    for (const name of new Set([...namesAt(of, false), ...request.include])) {
      const xml = await propertyAt(of, tables, name, undefined)
      if (xml !== undefined) properties.push({ name, status: 200, xml })
    }
    return { href: hrefOf(of), properties }
  }
  for (const asked of request.properties) {
    const xml = await propertyAt(of, tables, asked.name, asked)
    properties.push(
      xml === undefined
        ? { name: asked.name, status: 404 }
        : { name: asked.name, status: 200, xml },
    )
  }
  return { href: hrefOf(of), properties }
}

/** What is directly inside a place, as far as the session may see it. */
export async function children(here: Here, tables: Tables): Promise<readonly Subject[]> {
  const { place, owner } = here
  switch (place.kind) {
    case 'principals': {
      const limit = here.parts.config.limits.results
      const people = await searchPrincipals(tables, { limit })
      return people.map((each) => principalSubject(here, each))
    }
    case 'principal':
      return (['read', 'write'] as const).map((access) => ({
        ...here,
        place: { kind: 'proxy', name: place.name, access },
        path: proxyPath(place.name, access),
      }))
    case 'home':
      return owner === undefined ? [] : homeChildren(here, tables, owner)
    case 'collection': {
      if (here.collection === undefined || here.collection.kind === 'outbox') return []
      const heads = await listResources(tables, here.collection.id)
      return heads.map((head) => ({ ...here, head }))
    }
    default:
      return []
  }
}

function principalSubject(here: Here, owner: Principal): Subject {
  const place: Place = { kind: 'principal', name: owner.name }
  return { ...here, place, path: principalPath(owner.name), owner, level: 'read' }
}

/** The collections of a home that the session may read. */
async function homeChildren(
  here: Here,
  tables: Tables,
  owner: Principal,
): Promise<readonly Subject[]> {
  const own = await collectionsOf(tables, [owner.id])
  const subjects: Subject[] = []
  for (const collection of own) {
    const level = await levelAt(here.session, tables, owner.id, collection)
    if (allows(level, 'read')) subjects.push(collectionSubject(here, owner, collection, level))
  }
  return subjects
}

function collectionSubject(
  here: Here,
  owner: Principal,
  collection: Collection,
  level: Here['level'],
): Subject {
  const place: Place = { kind: 'collection', name: owner.name, collection: collection.name }
  const path = collectionPath(owner.name, collection.name)
  return { ...here, place, path, owner, collection, resource: undefined, level }
}

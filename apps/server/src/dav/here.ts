/** The resource that a request is about, found in the store, with what the session may do there. */
import {
  broken,
  conditions,
  type DavProblem,
  dav,
  element,
  href,
  problem,
  type TimezonesWish,
} from '@parley/caldav'
import {
  type CalendarResource,
  type Collection,
  collectionByName,
  type Principal,
  principalByName,
  resourceByName,
  type Tables,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { admits, namesOf, someChoose } from '../scheduling/admission.ts'
import type { Place } from './paths.ts'
import { allows, type Level, levelAt, type Session } from './session.ts'

export type Here = {
  readonly parts: Parts
  readonly session: Session
  readonly place: Place
  readonly path: string
  readonly timezones?: TimezonesWish | undefined
  readonly owner: Principal | undefined
  readonly collection: Collection | undefined
  readonly resource: CalendarResource | undefined
  readonly level: Level
  /** May the session send scheduling messages in the owner's name (RFC 6638 §6.2)? */
  readonly maySend?: boolean
}

// Requirement: 6638/11.4/nothing-private-exposed
/**
 * Finds what the place names; a part that is missing is undefined, who may not know of it is told 404.
 * The resource is not looked for where `isWritten`: what it is then, its transaction finds out.
 */
export async function findHere(
  parts: Parts,
  tables: Tables,
  given: Pick<Here, 'session' | 'place' | 'path' | 'timezones'> & { readonly isWritten?: boolean },
): Promise<Here | DavProblem> {
  const { session, place, path, timezones } = given
  const there = { parts, session, place, path, timezones }
  const empty = { ...there, owner: undefined, collection: undefined, resource: undefined }
  if (!('name' in place)) return { ...empty, level: 'read' }
  const own = session.principal.name === place.name
  const owner = own ? session.principal : await principalByName(tables, place.name)
  if (owner === undefined) return problem(404, 'Nobody has that name here.')
  if (place.kind === 'principal' || place.kind === 'proxy') {
    return { ...empty, owner, level: own ? 'all' : 'read' }
  }
  if (place.kind === 'home')
    return { ...empty, owner, level: await levelWith(session, tables, owner) }
  const collection = await collectionByName(tables, owner.id, place.collection)
  const level = await levelWith(session, tables, owner, collection)
  if (place.kind === 'collection' || collection === undefined) {
    return { ...empty, owner, collection, level }
  }
  const maySend = own || allows(await levelAt(session, tables, owner.id), 'write')
  const isRead = given.isWritten !== true && allows(level, 'read')
  const resource = isRead ? await resourceByName(tables, collection.id, place.object) : undefined
  return { ...empty, owner, collection, resource, level, maySend }
}

/** Who may not ask for somebody's busy time may not read it off a calendar either. */
async function levelWith(
  session: Session,
  tables: Tables,
  owner: Principal,
  collection?: Collection,
): Promise<Level> {
  const level = await levelAt(session, tables, owner.id, collection)
  if (level !== 'free-busy' || !someChoose([owner])) return level
  const asker = await namesOf(tables, session.principal)
  return admits(owner, 'busyTime', asker) ? level : 'none'
}

/** Undefined where the session may; else the refusal, which names what it lacks (RFC 3744 §7.1.1). */
export function lacking(here: Here, wanted: Level): DavProblem | undefined {
  if (allows(here.level, wanted)) return undefined
  const privilege = wanted === 'read' ? 'read' : wanted === 'all' ? 'all' : 'write'
  const content = element(
    dav('resource'),
    href(here.path) + element(dav('privilege'), element(dav(privilege))),
  )
  return broken(403, conditions.needPrivileges, 'You may not do this here.', content)
}

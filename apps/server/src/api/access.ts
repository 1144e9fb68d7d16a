/** What a request names, found in the store as far as the session may know of it. */

import { parseCalendar } from '@parley/icalendar'
import { type CalendarAddress, ledgerFromJson } from '@parley/itip'
import {
  type CalendarResource,
  type Collection,
  collectionById,
  heldLedgers,
  type Principal,
  principalById,
  principalByName,
  resourceById,
  type Tables,
} from '@parley/store'
import { allows, type Level, levelAt, type Session } from '../dav/session.ts'
import { userOf } from '../people.ts'
import { type Reading, readingOf } from './events/to-json.ts'
import { forbidden, notFound } from './problem.ts'
import type { Call } from './route.ts'

type Asking = Pick<Call, 'parts' | 'session'>

export type FoundCalendar = {
  readonly collection: Collection
  readonly owner: Principal
  readonly level: Level
}

export type FoundEvent = FoundCalendar & {
  readonly resource: CalendarResource
  readonly reading: Reading
}

/** Who may not even read it is told that it is not there. */
export async function findCalendar(
  { session }: Asking,
  tables: Tables,
  id: string,
  wanted: Level,
): Promise<FoundCalendar> {
  const collection = await collectionById(tables, id)
  const owner = collection && (await principalById(tables, collection.ownerId))
  if (collection === undefined || owner === undefined) throw notFound('calendar')
  const level = await levelAt(session, tables, owner.id, collection)
  if (!allows(level, 'read')) throw notFound('calendar')
  if (!allows(level, wanted)) throw forbidden('This calendar is not yours to change so.')
  return { collection, owner, level }
}

export async function findEvent(
  asking: Asking,
  tables: Tables,
  id: string,
  wanted: Level,
): Promise<FoundEvent> {
  const resource = await resourceById(tables, id)
  if (resource === undefined) throw notFound('event')
  const collection = await collectionById(tables, resource.collectionId)
  const owner = await principalById(tables, resource.ownerId)
  if (collection?.kind !== 'calendar' || owner === undefined) throw notFound('event')
  const level = await levelAt(asking.session, tables, owner.id, collection)
  if (!allows(level, 'read')) throw notFound('event')
  if (!allows(level, wanted)) throw forbidden('You may read this event, not change it.')
  const [object] = parseCalendar(resource.text).objects
  if (object === undefined) throw notFound('event')
  const held = (await heldLedgers(tables, [owner.id], resource.uid)).get(owner.id)
  const ledger = held && ledgerFromJson(JSON.parse(held.ledger))
  const reading = readingOf(asking.parts, owner, object, ledger)
  return { collection, owner, level, resource, reading }
}

/** For whom the session asks: itself, or someone whose delegate it is. */
export async function findPrincipal(
  { session }: Asking,
  tables: Tables,
  name: string | undefined,
  wanted: Level,
): Promise<Principal> {
  const self = session.principal
  if (name === undefined || name === self.name) return self
  const found = await principalByName(tables, name)
  const level = found === undefined ? 'free-busy' : await levelAt(session, tables, found.id)
  if (found === undefined || !allows(level, 'read')) throw notFound('person to act for')
  if (!allows(level, wanted)) throw forbidden(`You may read for ${name}, not act.`)
  return found
}

/** Set where someone acts for the owner: becomes SENT-BY. */
export function actingAs(session: Session, owner: Principal): CalendarAddress | undefined {
  return session.principal.id === owner.id ? undefined : userOf(session.principal).address
}

/** Import, export, and handing an Organizer's meetings to another. */
import { isProblem, readConditions } from '@parley/caldav'
import {
  type CalendarObject,
  component,
  parseCalendar,
  serializeCalendar,
  withComponents,
} from '@parley/icalendar'
import { isSchedulingComponent, roleOf } from '@parley/itip'
import { collectionByName, listResources, resourceByName, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { changeHeld } from '../scheduling/change-held.ts'
import { readStorable } from '../scheduling/objects.ts'
import { storeObject } from '../scheduling/store-object.ts'
import { AdminProblem, requirePrincipal } from './people.ts'

export type ImportReport = {
  readonly stored: number
  readonly problems: readonly string[]
}

/** Stores what a calendar file holds, one resource a UID, and tells nobody (user-pains I1, I2). */
export async function importCalendar(
  parts: Parts,
  given: { readonly name: string; readonly calendar: string; readonly bytes: Uint8Array },
): Promise<ImportReport> {
  const { owner, collection } = await parts.store.read(async (tables) => {
    const found = await requirePrincipal(tables, given.name)
    return { owner: found, collection: await collectionByName(tables, found.id, given.calendar) }
  })
  if (collection?.kind !== 'calendar') {
    throw new AdminProblem(`${given.name} has no calendar called ${given.calendar}.`)
  }
  const problems: string[] = []
  let stored = 0
  for (const [index, object] of parseCalendar(given.bytes).objects.flatMap(byUid).entries()) {
    const bytes = serializeCalendar(object)
    const readable = readStorable(parts, bytes, collection)
    if (isProblem(readable)) {
      problems.push(`object ${index + 1}: ${readable.words}`)
      continue
    }
    const target = {
      owner,
      collection,
      name: `import-${parts.newId()}.ics`,
      conditions: readConditions(() => undefined),
      actingAs: undefined,
      requestId: 'import',
    }
    const result = await storeObject(parts, target, readable, true)
    if (isProblem(result)) problems.push(`object ${index + 1}: ${result.words}`)
    else stored++
  }
  return { stored, problems }
}

/** One calendar object for each UID, with the time zones, without METHOD. */
function byUid(object: CalendarObject): readonly CalendarObject[] {
  const zones = object.components.filter((each) => each.name === 'VTIMEZONE')
  const main = object.components.filter(isSchedulingComponent)
  const groups = Map.groupBy(
    main,
    (each) => each.properties.find(({ name }) => name === 'UID')?.value ?? '',
  )
  const properties = object.properties.filter(({ name }) => name !== 'METHOD')
  return [...groups.values()].map((each) => ({
    ...object,
    properties,
    components: [...zones, ...each],
  }))
}

/** Everything of one calendar as one calendar object. */
export async function exportCalendar(
  parts: Parts,
  given: { readonly name: string; readonly calendar: string },
): Promise<Uint8Array> {
  const objects = await parts.store.read(async (tables) => {
    const owner = await requirePrincipal(tables, given.name)
    const collection = await collectionByName(tables, owner.id, given.calendar)
    if (collection === undefined)
      throw new AdminProblem(`${given.name} has no calendar called ${given.calendar}.`)
    return readAll(tables, collection.id)
  })
  const zones = new Map(
    objects.flatMap((each) =>
      each.components
        .filter(({ name }) => name === 'VTIMEZONE')
        .map(
          (zone) =>
            [zone.properties.find(({ name }) => name === 'TZID')?.value ?? '', zone] as const,
        ),
    ),
  )
  const main = objects.flatMap((each) => each.components.filter(({ name }) => name !== 'VTIMEZONE'))
  const empty = component('VCALENDAR', objects[0]?.properties ?? [])
  return serializeCalendar(withComponents(empty, [...zones.values(), ...main]))
}

async function readAll(tables: Tables, collectionId: string): Promise<readonly CalendarObject[]> {
  const objects: CalendarObject[] = []
  for (const { name } of await listResources(tables, collectionId)) {
    const resource = await resourceByName(tables, collectionId, name)
    const [object] = resource === undefined ? [] : parseCalendar(resource.text).objects
    if (object !== undefined) objects.push(object)
  }
  return objects
}

/** All meetings that one organizes become another's: everyone is told by a REQUEST (5546 §3.2.2.4). */
export async function transferMeetings(
  parts: Parts,
  given: { readonly from: string; readonly to: string },
): Promise<number> {
  const { from, to, uids } = await parts.store.read(async (tables) => {
    const leaving = await requirePrincipal(tables, given.from)
    const coming = await requirePrincipal(tables, given.to)
    const rows = await tables
      .selectFrom('resource')
      .select(['uid', 'body'])
      .where('owner_id', '=', leaving.id)
      .execute()
    const held = rows.filter(({ uid, body }) => {
      const [object] = parseCalendar(body).objects
      return roleOf({ uid, object, ledger: undefined as never }, userOf(leaving)) === 'organizer'
    })
    return { from: leaving, to: coming, uids: [...new Set(held.map((each) => each.uid))] }
  })
  for (const uid of uids) {
    await changeHeld(
      parts,
      { principal: from, uid, requestId: 'transfer' },
      {
        kind: 'transfer-organizer',
        to: userOf(to).address,
      },
    )
  }
  return uids.length
}

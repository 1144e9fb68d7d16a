/** Calendar object resources with their timing, and the ledgers beside them. */
import { noteChange } from './collections.ts'
import type { CalendarResource, HeldLedger, Timing } from './rows.ts'
import { endless, type Schema, type Tables } from './tables.ts'

type Row = Schema['resource']

/** Stores a resource, new or in place of the one of its id; its timing and the change log follow. */
export async function saveResource(
  tables: Tables,
  resource: CalendarResource,
  timing: readonly Timing[],
): Promise<void> {
  const row = rowOf(resource)
  const { id: _, ...rest } = row
  await tables
    .insertInto('resource')
    .values(row)
    .onConflict((on) => on.column('id').doUpdateSet(rest))
    .execute()
  await tables.deleteFrom('timing').where('resource_id', '=', resource.id).execute()
  const rows = timing.map((each) => ({
    resource_id: resource.id,
    collection_id: resource.collectionId,
    owner_id: resource.ownerId,
    start_seconds: each.startSeconds,
    end_seconds: each.endSeconds ?? endless,
    busy_type: each.busyType,
    recurrence: each.recurrence ?? null,
  }))
  for (let from = 0; from < rows.length; from += 100) {
    await tables
      .insertInto('timing')
      .values(rows.slice(from, from + 100))
      .execute()
  }
  await noteChange(tables, resource.collectionId, resource.name, false)
}

/** A new text that changes neither time nor place of the resource: an answer noted, a status set. */
export async function updateResourceText(
  tables: Tables,
  resource: CalendarResource,
): Promise<void> {
  const { id, etag, schedule_tag, modified_seconds, size_bytes, body } = rowOf(resource)
  await tables
    .updateTable('resource')
    .set({ etag, schedule_tag, modified_seconds, size_bytes, body })
    .where('id', '=', id)
    .execute()
  await noteChange(tables, resource.collectionId, resource.name, false)
}

export async function deleteResource(tables: Tables, resource: CalendarResource): Promise<void> {
  await tables.deleteFrom('resource').where('id', '=', resource.id).execute()
  await noteChange(tables, resource.collectionId, resource.name, true)
}

export async function resourceByName(
  tables: Tables,
  collectionId: string,
  name: string,
): Promise<CalendarResource | undefined> {
  const [found] = await resourcesByName(tables, collectionId, [name])
  return found
}

export async function resourcesByName(
  tables: Tables,
  collectionId: string,
  names: readonly string[],
): Promise<readonly CalendarResource[]> {
  if (names.length === 0) return []
  const rows = await tables
    .selectFrom('resource')
    .selectAll()
    .where('collection_id', '=', collectionId)
    .where('name', 'in', names)
    .execute()
  return rows.map(resourceOf)
}

/** Where these owners hold that UID. */
export async function resourcesByUid(
  tables: Tables,
  ownerIds: readonly string[],
  uid: string,
): Promise<readonly CalendarResource[]> {
  if (ownerIds.length === 0) return []
  const rows = await tables
    .selectFrom('resource')
    .innerJoin('collection', 'collection.id', 'resource.collection_id')
    .selectAll('resource')
    .where('resource.owner_id', 'in', ownerIds)
    .where('resource.uid', '=', uid)
    .where('collection.kind', '=', 'calendar')
    .execute()
  return rows.map(resourceOf)
}

/** Everything but the text: what listings and collection PROPFINDs need. */
export type ResourceHead = Omit<CalendarResource, 'text'>

export async function listResources(
  tables: Tables,
  collectionId: string,
): Promise<readonly ResourceHead[]> {
  const rows = await tables
    .selectFrom('resource')
    .select([
      'id',
      'collection_id',
      'owner_id',
      'name',
      'uid',
      'component',
      'etag',
      'schedule_tag',
      'modified_seconds',
      'size_bytes',
    ])
    .where('collection_id', '=', collectionId)
    .orderBy('name')
    .execute()
  return rows.map((row) => headOf(row))
}

export type TimeRange = { readonly fromSeconds: number; readonly toSeconds: number }

/**
 * Resources of a collection that may have an instance in the range: exact for what does not recur,
 * candidates for what does. Without a range, all of that component.
 */
export async function resourcesInRange(
  tables: Tables,
  collectionId: string,
  range: TimeRange | undefined,
  component: string | undefined,
): Promise<readonly CalendarResource[]> {
  let query = tables.selectFrom('resource').selectAll().where('collection_id', '=', collectionId)
  if (component !== undefined) query = query.where('component', '=', component)
  if (range !== undefined) {
    query = query.where('id', 'in', (from) =>
      from
        .selectFrom('timing')
        .select('resource_id')
        .where('collection_id', '=', collectionId)
        .where('end_seconds', '>=', range.fromSeconds)
        .where('start_seconds', '<', range.toSeconds),
    )
  }
  return (await query.orderBy('name').execute()).map(resourceOf)
}

export type OwnedTiming = Timing & {
  readonly ownerId: string
  readonly collectionId: string
  readonly resourceId: string
  readonly etag: string
}

/** The timing rows that may make these owners busy in the range; transparent calendars left out. */
export async function timingOf(
  tables: Tables,
  ownerIds: readonly string[],
  range: TimeRange,
): Promise<readonly OwnedTiming[]> {
  if (ownerIds.length === 0) return []
  const rows = await tables
    .selectFrom('timing')
    .innerJoin('collection', 'collection.id', 'timing.collection_id')
    .innerJoin('resource', 'resource.id', 'timing.resource_id')
    .selectAll('timing')
    .select('resource.etag')
    .where('timing.owner_id', 'in', ownerIds)
    .where('timing.end_seconds', '>', range.fromSeconds)
    .where('timing.start_seconds', '<', range.toSeconds)
    .where('timing.busy_type', '!=', 'FREE')
    .where('collection.transparent', '=', 0)
    .where('collection.kind', '=', 'calendar')
    .execute()
  return rows.map((row) => ({
    ownerId: row.owner_id,
    collectionId: row.collection_id,
    resourceId: row.resource_id,
    etag: row.etag,
    startSeconds: row.start_seconds,
    endSeconds: row.end_seconds >= endless ? undefined : row.end_seconds,
    busyType: row.busy_type as Timing['busyType'],
    recurrence: row.recurrence ?? undefined,
  }))
}

export async function heldLedgers(
  tables: Tables,
  ownerIds: readonly string[],
  uid: string,
): Promise<ReadonlyMap<string, HeldLedger>> {
  if (ownerIds.length === 0) return new Map()
  const rows = await tables
    .selectFrom('held')
    .selectAll()
    .where('owner_id', 'in', ownerIds)
    .where('uid', '=', uid)
    .execute()
  return new Map(rows.map((row) => [row.owner_id, ledgerOf(row)]))
}

export async function saveLedger(tables: Tables, held: HeldLedger): Promise<void> {
  const { ledger } = held
  const resource_id = held.resourceId ?? null
  await tables
    .insertInto('held')
    .values({ owner_id: held.ownerId, uid: held.uid, ledger, resource_id })
    .onConflict((on) => on.columns(['owner_id', 'uid']).doUpdateSet({ ledger, resource_id }))
    .execute()
}

function ledgerOf(row: Schema['held']): HeldLedger {
  const resourceId = row.resource_id ?? undefined
  return { ownerId: row.owner_id, uid: row.uid, ledger: row.ledger, resourceId }
}

function resourceOf(row: Row): CalendarResource {
  return { ...headOf(row), text: row.body }
}

function headOf(row: Omit<Row, 'body'>): ResourceHead {
  return {
    id: row.id,
    collectionId: row.collection_id,
    ownerId: row.owner_id,
    name: row.name,
    uid: row.uid,
    component: row.component,
    etag: row.etag,
    scheduleTag: row.schedule_tag ?? undefined,
    modifiedSeconds: row.modified_seconds,
    sizeBytes: row.size_bytes,
  }
}

function rowOf(resource: CalendarResource): Row {
  return {
    id: resource.id,
    collection_id: resource.collectionId,
    owner_id: resource.ownerId,
    name: resource.name,
    uid: resource.uid,
    component: resource.component,
    etag: resource.etag,
    schedule_tag: resource.scheduleTag ?? null,
    modified_seconds: resource.modifiedSeconds,
    size_bytes: resource.sizeBytes,
    body: resource.text,
  }
}

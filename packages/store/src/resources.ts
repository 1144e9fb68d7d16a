/** Calendar object resources with their timing, and the ledgers beside them. */
import { noteChanges } from './collections.ts'
import { type Insertion, insertRows } from './insert-rows.ts'
import type { CalendarResource, HeldLedger, Timing } from './rows.ts'
import { endless, type Schema, type Tables } from './tables.ts'

type Row = Schema['resource']

/** All that one decision stores of resources and ledgers. */
export type ResourceBatch = {
  /** New, or in place of the one of the same id. No timing given: the time has not changed. */
  readonly saved: readonly {
    readonly resource: CalendarResource
    readonly timing?: readonly Timing[]
    /** Never stored before: there is no timing to replace. */
    readonly isNew?: boolean
  }[]
  readonly deleted: readonly ResourceHead[]
  readonly ledgers: readonly HeldLedger[]
}

/** A statement for many rows, whatever their number: each at most this many rows. */
const rowsAtOnce = 100

/** Stores a batch in a handful of statements, however many resources; the change log follows. */
export async function saveBatch(tables: Tables, batch: ResourceBatch): Promise<void> {
  const { saved, deleted, ledgers } = batch
  await insertRows(
    tables,
    intoResource,
    saved.map((each) => rowOf(each.resource)),
  )
  const timed = saved.filter((each) => each.timing !== undefined)
  await replaceTiming(tables, timed)
  for (const some of chunks(deleted)) {
    const ids = some.map((each) => each.id)
    await tables.deleteFrom('resource').where('id', 'in', ids).execute()
  }
  await noteChanges(tables, [
    ...saved.map(({ resource }) => ({ ...resource, deleted: false })),
    ...deleted.map((each) => ({ ...each, deleted: true })),
  ])
  await insertRows(tables, intoHeld, ledgers.map(heldRowOf))
}

const intoResource: Insertion<'resource'> = {
  table: 'resource',
  columns: [
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
    'body',
  ],
  key: ['id'],
}
const intoHeld: Insertion<'held'> = {
  table: 'held',
  columns: ['owner_id', 'uid', 'ledger', 'resource_id'],
  key: ['owner_id', 'uid'],
}
const intoTiming: Insertion<'timing'> = {
  table: 'timing',
  columns: [
    'resource_id',
    'collection_id',
    'owner_id',
    'start_seconds',
    'end_seconds',
    'busy_type',
    'recurrence',
  ],
}

/** Puts a resource under another name, or into another calendar of its owner; nothing else changes. */
export async function moveResource(
  tables: Tables,
  resource: CalendarResource,
  to: { readonly collectionId: string; readonly name: string },
): Promise<void> {
  await tables
    .updateTable('resource')
    .set({ collection_id: to.collectionId, name: to.name })
    .where('id', '=', resource.id)
    .execute()
  await tables
    .updateTable('timing')
    .set({ collection_id: to.collectionId })
    .where('resource_id', '=', resource.id)
    .execute()
  await noteChanges(tables, [
    { ...resource, deleted: true },
    { ...to, deleted: false },
  ])
}

async function replaceTiming(tables: Tables, timed: ResourceBatch['saved']): Promise<void> {
  const replaced = timed.filter((each) => each.isNew !== true)
  for (const some of chunks(replaced)) {
    const ids = some.map((each) => each.resource.id)
    await tables.deleteFrom('timing').where('resource_id', 'in', ids).execute()
  }
  const rows = timed.flatMap(({ resource, timing = [] }) =>
    timing.map((each) => ({
      resource_id: resource.id,
      collection_id: resource.collectionId,
      owner_id: resource.ownerId,
      start_seconds: each.startSeconds,
      end_seconds: each.endSeconds ?? endless,
      busy_type: each.busyType,
      recurrence: each.recurrence ?? null,
    })),
  )
  await insertRows(tables, intoTiming, rows)
}

function heldRowOf(ledger: HeldLedger): Schema['held'] {
  return {
    owner_id: ledger.ownerId,
    uid: ledger.uid,
    ledger: ledger.ledger,
    resource_id: ledger.resourceId ?? null,
  }
}

function* chunks<T>(of: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < of.length; from += rowsAtOnce) yield of.slice(from, from + rowsAtOnce)
}

/** The resource of that path segment in a collection. */
export async function resourceByName(
  tables: Tables,
  collectionId: string,
  name: string,
): Promise<CalendarResource | undefined> {
  const [found] = await resourcesByName(tables, collectionId, [name])
  return found
}

/** The resources of these path segments that exist, in one statement. */
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

/** What is in a collection, without the texts. */
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

/** A stretch of time in UTC seconds, the end exclusive. */
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
        .where('owner_id', '=', (owner) =>
          owner.selectFrom('collection').select('owner_id').where('id', '=', collectionId),
        )
        .where('end_seconds', '>=', range.fromSeconds)
        .where('start_seconds', '<', range.toSeconds),
    )
  }
  return (await query.orderBy('name').execute()).map(resourceOf)
}

/** When a resource takes up time, with whose it is. */
export type OwnedTiming = Timing & {
  readonly ownerId: string
  readonly collectionId: string
  readonly resourceId: string
  readonly etag: string
  readonly uid: string
}

/**
 * The timing rows that may make these owners busy in the range: of one collection, or of all that
 * are not transparent.
 */
export async function timingOf(
  tables: Tables,
  ownerIds: readonly string[],
  range: TimeRange,
  collectionId?: string,
): Promise<readonly OwnedTiming[]> {
  if (ownerIds.length === 0) return []
  let query = tables
    .selectFrom('timing')
    .innerJoin('collection', 'collection.id', 'timing.collection_id')
    .innerJoin('resource', 'resource.id', 'timing.resource_id')
    .selectAll('timing')
    .select(['resource.etag', 'resource.uid'])
    .where('timing.owner_id', 'in', ownerIds)
    .where('timing.end_seconds', '>', range.fromSeconds)
    .where('timing.start_seconds', '<', range.toSeconds)
    .where('timing.busy_type', '!=', 'FREE')
    .where('collection.kind', '=', 'calendar')
  query =
    collectionId === undefined
      ? query.where('collection.transparent', '=', 0)
      : query.where('timing.collection_id', '=', collectionId)
  return (await query.execute()).map((row) => ({
    ownerId: row.owner_id,
    collectionId: row.collection_id,
    resourceId: row.resource_id,
    etag: row.etag,
    uid: row.uid,
    startSeconds: row.start_seconds,
    endSeconds: row.end_seconds >= endless ? undefined : row.end_seconds,
    busyType: row.busy_type as Timing['busyType'],
    recurrence: row.recurrence ?? undefined,
  }))
}

/** The ledgers of several owners about one UID, by owner. */
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

function ledgerOf(row: Schema['held']): HeldLedger {
  const resourceId = row.resource_id ?? undefined
  return { ownerId: row.owner_id, uid: row.uid, ledger: row.ledger, resourceId }
}

/** A resource from its row. */
export function resourceOf(row: Row): CalendarResource {
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

/** Calendar object resources with their timing, and the ledgers beside them. */
import type { SelectQueryBuilder } from 'kysely'
import { noteDeletions, numberOf, type TakenToken, takeTokens } from './collections.ts'
import { type Insertion, insertRows } from './insert-rows.ts'
import { kept } from './kept.ts'
import type { CalendarResource, HeldLedger, Timing } from './rows.ts'
import { endless, type Schema, type Tables } from './tables.ts'
import { spanOf, type TimeRange, timedWithin } from './timing.ts'

type Row = Schema['resource']
/** As it is read: with what lies in other tables. */
type ReadRow = Row & { readonly collection_id: string; readonly shared: string | null }

/** All that one decision stores of resources and ledgers. */
export type ResourceBatch = {
  /** New, or in place of the one of the same id. No timing given: the time has not changed. */
  readonly saved: readonly {
    readonly resource: CalendarResource
    readonly timing?: readonly Timing[]
    /** Never stored before. */
    readonly isNew?: boolean
    /** A scheduling message, which is new: what calendars hold does not include it. */
    readonly inInbox?: boolean
  }[]
  readonly deleted: readonly ResourceHead[]
  readonly ledgers: readonly HeldLedger[]
}

/** A statement for many rows, whatever their number: each at most this many rows. */
const rowsAtOnce = 100

/** Stores a batch in a handful of statements, however many resources, with their sync tokens. */
export async function saveBatch(tables: Tables, batch: ResourceBatch): Promise<void> {
  const { saved, deleted, ledgers } = batch
  const places = await takeTokens(tables, [...saved.map((each) => each.resource), ...deleted])
  const shared = await shareTexts(tables, saved)
  const placed = saved.map((each, index) => ({ ...each, ...placeAt(places, index) }))
  const row = (each: Placed): Row => rowOf(each, shared.get(each.resource.text))
  await insertRows(tables, ofNew, placed.filter(isNew).map(row))
  await insertRows(tables, intoResource, placed.filter((each) => !isNew(each)).map(row))
  await replaceTiming(tables, placed)
  for (const some of chunks(deleted)) await deleteByIds(tables, idsOf(some))
  await noteDeletions(
    tables,
    deleted.map((each, index) => ({ ...each, ...placeAt(places, saved.length + index) })),
  )
  await insertRows(tables, intoHeld, ledgers.map(heldRowOf))
}

function placeAt(places: readonly (TakenToken | undefined)[], index: number): TakenToken {
  const place = places[index]
  if (place === undefined) throw new TypeError('a resource is in no collection')
  return place
}

const deleteByIds = kept((tables, ids: readonly string[]) =>
  tables.deleteFrom('resource').where('id', 'in', ids),
)

function idsOf(resources: readonly { readonly id: string }[]): readonly string[] {
  return resources.map((each) => each.id)
}

/** The ids of those texts that several resources of the batch have; each is written once. */
async function shareTexts(
  tables: Tables,
  saved: ResourceBatch['saved'],
): Promise<ReadonlyMap<string, number>> {
  const once = new Set<string>()
  const several = new Set<string>()
  for (const { resource } of saved) (once.has(resource.text) ? several : once).add(resource.text)
  const shared = new Map<string, number>()
  for (const text of several) {
    const [row] = await insertShared(tables, text)
    if (row !== undefined) shared.set(text, row.id)
  }
  return shared
}

const insertShared = kept((tables, body: string) =>
  tables.insertInto('shared_text').values({ body }).returning('id'),
)

/** Forgets shared texts that no resource has any more. Looks at each resource once. */
export async function pruneSharedTexts(tables: Tables): Promise<void> {
  await tables
    .deleteFrom('shared_text')
    .where('id', 'not in', (from) =>
      from
        .selectFrom('resource')
        .select('shared_text_id')
        .$narrowType<{ shared_text_id: number }>()
        .where('shared_text_id', 'is not', null),
    )
    .execute()
}

const intoResource: Insertion<'resource'> = {
  table: 'resource',
  columns: [
    'id',
    'collection_number',
    'owner_id',
    'name',
    'uid',
    'component',
    'etag',
    'schedule_tag',
    'modified_seconds',
    'size_bytes',
    'body',
    'shared_text_id',
    'token',
    'in_inbox',
  ],
  key: ['id'],
}
/** Nothing is looked for that could be in the way. */
const ofNew: Insertion<'resource'> = { table: 'resource', columns: intoResource.columns }
const intoHeld: Insertion<'held'> = {
  table: 'held',
  columns: ['owner_id', 'uid', 'ledger', 'resource_id', 'waits'],
  key: ['uid', 'owner_id'],
}
const intoTiming: Insertion<'timing'> = {
  table: 'timing',
  columns: [
    'collection_number',
    'span',
    'start_seconds',
    'resource_id',
    'part',
    'end_seconds',
    'busy_type',
    'uid',
    'version',
    'recurrence',
  ],
}

/** Puts a resource under another name, or into another calendar of its owner; nothing else changes. */
export async function moveResource(
  tables: Tables,
  resource: CalendarResource,
  to: { readonly collectionId: string; readonly name: string },
): Promise<void> {
  const places = await takeTokens(tables, [to, resource])
  const { token, collectionNumber } = placeAt(places, 0)
  await tables
    .updateTable('resource')
    .set({ collection_number: collectionNumber, name: to.name, token })
    .where('id', '=', resource.id)
    .execute()
  await tables
    .updateTable('timing')
    .set({ collection_number: collectionNumber })
    .where('resource_id', '=', resource.id)
    .execute()
  await noteDeletions(tables, [{ ...resource, ...placeAt(places, 1) }])
}

function isNew({ isNew, inInbox }: ResourceBatch['saved'][number]): boolean {
  return isNew === true || inInbox === true
}

type Placed = ResourceBatch['saved'][number] & TakenToken

async function replaceTiming(tables: Tables, saved: readonly Placed[]): Promise<void> {
  const timed = saved.filter((each) => each.timing !== undefined)
  const replaced = timed.filter((each) => !isNew(each))
  for (const some of chunks(replaced)) {
    await deleteTiming(
      tables,
      some.map((each) => each.resource.id),
    )
  }
  const rows = timed.flatMap(({ resource, timing = [], collectionNumber }) =>
    timing.map((each, part) => {
      const endSeconds = each.endSeconds ?? endless
      return {
        collection_number: collectionNumber,
        span: spanOf(endSeconds - each.startSeconds, each.recurrence !== undefined),
        start_seconds: each.startSeconds,
        resource_id: resource.id,
        part,
        end_seconds: endSeconds,
        busy_type: each.busyType,
        uid: resource.uid,
        version: each.recurrence === undefined ? null : resource.etag,
        recurrence: each.recurrence ?? null,
      }
    }),
  )
  await insertRows(tables, intoTiming, rows)
}

const deleteTiming = kept((tables, ids: readonly string[]) =>
  tables.deleteFrom('timing').where('resource_id', 'in', ids),
)

function heldRowOf(ledger: HeldLedger): Schema['held'] {
  return {
    owner_id: ledger.ownerId,
    uid: ledger.uid,
    ledger: ledger.ledger,
    resource_id: ledger.resourceId ?? null,
    waits: isWaitingIn(ledger.ledger) ? 1 : 0,
  }
}

/** Does a question, or a counter-proposal that nobody decided about, wait in a ledger as it is written? */
export function isWaitingIn(ledger: string): boolean {
  return /"questions":\[\{|"state":"pending"/.test(ledger)
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
  return (await byNames(tables, collectionId, names)).map(resourceOf)
}

const byNames = kept((tables, collectionId: string, names: readonly string[]) =>
  withTexts(tables)
    .where('resource.collection_number', '=', numberOf(tables, collectionId))
    .where('resource.name', 'in', names),
)

/** Resources with their texts, wherever these lie; `resourceOf` reads a row. */
export function withTexts(tables: Tables): SelectQueryBuilder<Schema, 'resource', ReadRow> {
  return tables
    .selectFrom('resource')
    .selectAll('resource')
    .select((from) => [
      from
        .selectFrom('collection')
        .select('collection.id')
        .whereRef('collection.number', '=', 'resource.collection_number')
        .$asScalar()
        .$notNull()
        .as('collection_id'),
      from
        .selectFrom('shared_text')
        .select('shared_text.body')
        .whereRef('shared_text.id', '=', 'resource.shared_text_id')
        .as('shared'),
    ])
}

/** Where these owners hold that UID in their calendars. */
export async function resourcesByUid(
  tables: Tables,
  ownerIds: readonly string[],
  uid: string,
): Promise<readonly CalendarResource[]> {
  if (ownerIds.length === 0) return []
  return (await byUid(tables, ownerIds, uid)).map(resourceOf)
}

const byUid = kept((tables, ownerIds: readonly string[], uid: string) =>
  withTexts(tables)
    .where('resource.owner_id', 'in', ownerIds)
    .where('resource.uid', '=', uid)
    .where((where) => where('resource.in_inbox', '=', where.lit(0))),
)

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
      'owner_id',
      'name',
      'uid',
      'component',
      'etag',
      'schedule_tag',
      'modified_seconds',
      'size_bytes',
    ])
    .where('collection_number', '=', numberOf(tables, collectionId))
    .orderBy('name')
    .execute()
  return rows.map((row) => headOf({ ...row, collection_id: collectionId }))
}

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
  const number = numberOf(tables, collectionId)
  let query = withTexts(tables)
  if (component !== undefined) query = query.where('resource.component', '=', component)
  query =
    range === undefined
      ? query.where('resource.collection_number', '=', number)
      : query.where('resource.id', 'in', timedWithin(tables, number, range))
  return (await query.orderBy('resource.name').execute()).map(resourceOf)
}

/** The ledgers of several owners about one UID, by owner. */
export async function heldLedgers(
  tables: Tables,
  ownerIds: readonly string[],
  uid: string,
): Promise<ReadonlyMap<string, HeldLedger>> {
  if (ownerIds.length === 0) return new Map()
  const rows = await ledgers(tables, ownerIds, uid)
  return new Map(rows.map((row) => [row.owner_id, ledgerOf(row)]))
}

const ledgers = kept((tables, ownerIds: readonly string[], uid: string) =>
  tables.selectFrom('held').selectAll().where('owner_id', 'in', ownerIds).where('uid', '=', uid),
)

function ledgerOf(row: Schema['held']): HeldLedger {
  const resourceId = row.resource_id ?? undefined
  return { ownerId: row.owner_id, uid: row.uid, ledger: row.ledger, resourceId }
}

/** A resource from its row, and its shared text, if it has one. */
export function resourceOf(row: ReadRow): CalendarResource {
  return { ...headOf(row), text: row.shared ?? row.body }
}

function headOf(
  row: Omit<
    ReadRow,
    'collection_number' | 'body' | 'shared' | 'shared_text_id' | 'token' | 'in_inbox'
  >,
): ResourceHead {
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

function rowOf({ resource, token, collectionNumber, inInbox }: Placed, sharedTextId?: number): Row {
  return {
    id: resource.id,
    collection_number: collectionNumber,
    owner_id: resource.ownerId,
    name: resource.name,
    uid: resource.uid,
    component: resource.component,
    etag: resource.etag,
    schedule_tag: resource.scheduleTag ?? null,
    modified_seconds: resource.modifiedSeconds,
    size_bytes: resource.sizeBytes,
    body: sharedTextId === undefined ? resource.text : '',
    shared_text_id: sharedTextId ?? null,
    token: inInbox === true ? -token : token,
    in_inbox: inInbox === true ? 1 : 0,
  }
}

/** Collections, their shares, and the log of what changed in them (RFC 6578). */
import { type SelectQueryBuilder, sql } from 'kysely'
import { remembered, renewDirectory } from './directory.ts'
import { type Insertion, insertRows } from './insert-rows.ts'
import { kept } from './kept.ts'
import type { Access, Change, Collection, CollectionKind, Share } from './rows.ts'
import { isPostgres, type Schema, type Tables } from './tables.ts'

type Row = Schema['collection']

/** Adds a collection. */
export async function insertCollection(tables: Tables, collection: Collection): Promise<void> {
  const row = { ...rowOf(collection), oldest_token: 0 }
  // PostgreSQL counts by itself; here there is one writer.
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from collection)`
  const values = isPostgres(tables) ? row : { ...row, number }
  await tables.insertInto('collection').values(values).execute()
  await renewDirectory(tables)
}

/** Selects the number of the collection of that id. */
export function numberOf(
  tables: Tables,
  id: string,
): SelectQueryBuilder<Schema, 'collection', { readonly number: number }> {
  return tables.selectFrom('collection').select('number').where('id', '=', id)
}

/** Replaces what a collection says of itself; its change log goes on. */
export async function updateCollection(tables: Tables, collection: Collection): Promise<void> {
  const { id, sync_token: _, ...rest } = rowOf(collection)
  await tables.updateTable('collection').set(rest).where('id', '=', id).execute()
  await renewDirectory(tables)
}

/** Removes a collection with all that is in it. */
export async function deleteCollection(tables: Tables, id: string): Promise<void> {
  await tables.deleteFrom('collection').where('id', '=', id).execute()
  await renewDirectory(tables)
}

/** The collection of that id. */
export async function collectionById(tables: Tables, id: string): Promise<Collection | undefined> {
  const row = await tables
    .selectFrom('collection')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && collectionOf(row)
}

/** The owner's collection of that path segment. */
export async function collectionByName(
  tables: Tables,
  ownerId: string,
  name: string,
): Promise<Collection | undefined> {
  const [row] = await byName(tables, ownerId, name)
  return row && collectionOf(row)
}

const byName = kept((tables, ownerId: string, name: string) =>
  tables
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('name', '=', name),
)

/** The collections of several owners, in one statement. */
export async function collectionsOf(
  tables: Tables,
  ownerIds: readonly string[],
): Promise<readonly Collection[]> {
  if (ownerIds.length === 0) return []
  return (await byOwners(tables, ownerIds)).map(collectionOf)
}

const byOwners = kept((tables, ownerIds: readonly string[]) =>
  tables
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', 'in', ownerIds)
    .orderBy('owner_id')
    .orderBy('name'),
)

/** A collection without its sync token, which changes with everything in it. */
export type Place = Omit<Collection, 'syncToken'>

/** Where things are delivered, by owner: the calendars and Inboxes. */
export const placesOf: (
  tables: Tables,
  ownerIds: readonly string[],
) => Promise<ReadonlyMap<string, readonly Place[]>> = remembered(async (tables, ownerIds) =>
  Map.groupBy(await calendarsAndInboxesOf(tables, ownerIds), (each) => each.ownerId),
)

/** The calendars and Inboxes of several owners as they are now, in one statement. */
export async function calendarsAndInboxesOf(
  tables: Tables,
  ownerIds: readonly string[],
): Promise<readonly Collection[]> {
  if (ownerIds.length === 0) return []
  return (await placesByOwners(tables, ownerIds)).map(collectionOf)
}

const placesByOwners = kept((tables, ownerIds: readonly string[]) =>
  tables
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', 'in', ownerIds)
    .where('kind', '!=', 'outbox')
    .orderBy('owner_id')
    .orderBy('name'),
)

/** A change to be put into a collection's log. */
export type NotedChange = {
  readonly collectionId: string
  readonly name: string
}

/** The sync token that a change got, and its collection's number. */
export type TakenToken = { readonly token: number; readonly collectionNumber: number }

/**
 * Raises the sync tokens of collections: each change gets one of its own, in the order given; what is
 * in a collection that is not there gets none. Collections are taken in one order, so that transactions
 * do not wait for each other in rings.
 */
export async function takeTokens(
  tables: Tables,
  changes: readonly NotedChange[],
): Promise<readonly (TakenToken | undefined)[]> {
  if (changes.length === 0) return []
  const counts = new Map<string, number>()
  for (const { collectionId } of changes) {
    counts.set(collectionId, (counts.get(collectionId) ?? 0) + 1)
  }
  if (isPostgres(tables)) await lockCollections(tables, [...counts.keys()])
  const next = new Map<string, { token: number; readonly collectionNumber: number }>()
  for (const [count, same] of Map.groupBy(counts, ([, each]) => each)) {
    const ids = same.map(([id]) => id)
    for (const { id, number, sync_token } of await raiseTokens(tables, count, ids)) {
      next.set(id, { token: sync_token - count, collectionNumber: number })
    }
  }
  return changes.map(({ collectionId }) => {
    const last = next.get(collectionId)
    if (last === undefined) return undefined
    last.token++
    return { ...last }
  })
}

const raiseTokens = kept((tables, count: number, ids: readonly string[]) =>
  tables
    .updateTable('collection')
    .set((set) => ({ sync_token: set('sync_token', '+', count) }))
    .where('id', 'in', ids)
    .returning(['id', 'number', 'sync_token']),
)

/** Notes names that are gone. */
export async function noteDeletions(
  tables: Tables,
  deletions: readonly (NotedChange & { readonly token: number })[],
): Promise<void> {
  const rows = deletions.map(({ collectionId, name, token }) => ({
    collection_id: collectionId,
    name,
    token,
  }))
  await insertRows(tables, intoDeletion, rows)
}

const intoDeletion: Insertion<'deletion'> = {
  table: 'deletion',
  columns: ['collection_id', 'name', 'token'],
  key: ['collection_id', 'name'],
}

/** An UPDATE of many rows takes them in no order that one could rely on. */
async function lockCollections(tables: Tables, ids: readonly string[]): Promise<void> {
  await tables
    .selectFrom('collection')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** What changed in a collection since a token (RFC 6578 §3). */
export type Changes = {
  readonly changes: readonly Change[]
  /** To ask from next time. */
  readonly token: number
  /** More changes wait behind `limit`. */
  readonly truncated: boolean
}

/**
 * What changed after `since`, oldest first. Undefined: the token is not known (any more), and the
 * client must begin anew (RFC 6578 §3.2, `valid-sync-token`).
 */
export async function changesSince(
  tables: Tables,
  { collectionId, since, limit }: { collectionId: string; since: number; limit: number },
): Promise<Changes | undefined> {
  const [collection] = await tokensOf(tables, collectionId)
  if (collection === undefined) return undefined
  if (since > collection.sync_token) return undefined
  if (since > 0 && since < collection.oldest_token) return undefined
  const stored =
    collection.kind === 'inbox'
      ? (await inInboxSince(tables, collectionId, -since, limit + 1)).map(withToken)
      : await storedSince(tables, collectionId, since, limit + 1)
  // A name that is there again is not gone; whoever begins anew knows of none that is.
  const gone = since === 0 ? [] : await goneSince(tables, collectionId, since, limit + 1)
  const rows = [...stored, ...gone].sort((one, other) => one.token - other.token)
  const truncated = rows.length > limit
  const told = truncated ? rows.slice(0, limit) : rows
  return {
    changes: told.map(({ name, etag }) => ({
      name,
      deleted: etag === null,
      etag: etag ?? undefined,
    })),
    token: truncated ? (told.at(-1)?.token ?? since) : collection.sync_token,
    truncated,
  }
}

const tokensOf = kept((tables, collectionId: string) =>
  tables
    .selectFrom('collection')
    .select(['kind', 'sync_token', 'oldest_token'])
    .where('id', '=', collectionId),
)

type Told = { readonly name: string; readonly token: number; readonly etag: string | null }

const storedSince = kept((tables, collectionId: string, since: number, limit: number) =>
  storedIn(tables, collectionId).where('token', '>', since).orderBy('token').limit(limit),
)

/** Whose tokens are less than zero (`tables.ts`). */
const inInboxSince = kept((tables, collectionId: string, before: number, limit: number) =>
  storedIn(tables, collectionId).where('token', '<', before).orderBy('token', 'desc').limit(limit),
)

function storedIn(tables: Tables, collectionId: string) {
  return tables
    .selectFrom('resource')
    .select(['name', 'token', 'etag'])
    .where('collection_number', '=', numberOf(tables, collectionId))
    .$castTo<Told>()
}

function withToken(told: Told): Told {
  return { ...told, token: -told.token }
}

const goneSince = kept((tables, collectionId: string, since: number, limit: number) =>
  tables
    .selectFrom('deletion')
    .leftJoin('resource', (join) =>
      join
        .on('resource.collection_number', '=', numberOf(tables, collectionId))
        .onRef('resource.name', '=', 'deletion.name'),
    )
    .select(['deletion.name', 'deletion.token', 'resource.etag'])
    .where('deletion.collection_id', '=', collectionId)
    .where('deletion.token', '>', since)
    .where('resource.id', 'is', null)
    .orderBy('deletion.token')
    .limit(limit),
)

/** Forgets deletions older than the newest `keep` changes; older tokens are then unknown. */
export async function pruneChanges(
  tables: Tables,
  collectionId: string,
  keep: number,
): Promise<void> {
  const collection = await collectionById(tables, collectionId)
  if (collection === undefined || collection.syncToken <= keep) return
  const oldest = collection.syncToken - keep
  await tables
    .deleteFrom('deletion')
    .where('collection_id', '=', collectionId)
    .where('token', '<=', oldest)
    .execute()
  await tables
    .updateTable('collection')
    .set({ oldest_token: oldest })
    .where('id', '=', collectionId)
    .execute()
}

/** With whom a collection is shared. */
export async function sharesOf(tables: Tables, collectionId: string): Promise<readonly Share[]> {
  const rows = await tables
    .selectFrom('share')
    .selectAll()
    .where('collection_id', '=', collectionId)
    .orderBy('principal_id')
    .execute()
  return rows.map(shareOf)
}

/** What is shared with these principals. */
export async function sharesWith(
  tables: Tables,
  principalIds: readonly string[],
): Promise<readonly Share[]> {
  if (principalIds.length === 0) return []
  const rows = await tables
    .selectFrom('share')
    .selectAll()
    .where('principal_id', 'in', principalIds)
    .orderBy('collection_id')
    .execute()
  return rows.map(shareOf)
}

/** Shares, changes or (with no access) takes back. */
export async function setShare(
  tables: Tables,
  { collectionId, principalId, access }: Omit<Share, 'access'> & { access: Access | undefined },
): Promise<void> {
  await tables
    .deleteFrom('share')
    .where('collection_id', '=', collectionId)
    .where('principal_id', '=', principalId)
    .execute()
  if (access === undefined) return
  const row = { collection_id: collectionId, principal_id: principalId, access }
  await tables.insertInto('share').values(row).execute()
}

function shareOf(row: Schema['share']): Share {
  const access = row.access as Access
  return { collectionId: row.collection_id, principalId: row.principal_id, access }
}

function collectionOf(row: Omit<Row, 'number'>): Collection {
  return {
    id: row.id,
    ownerId: row.owner_id,
    name: row.name,
    kind: row.kind as CollectionKind,
    displayName: row.display_name,
    components: row.components === '' ? [] : row.components.split(','),
    transparent: row.transparent === 1,
    isDefault: row.is_default === 1,
    properties: row.properties,
    syncToken: row.sync_token,
  }
}

function rowOf(collection: Collection): Omit<Row, 'oldest_token' | 'number'> {
  return {
    id: collection.id,
    owner_id: collection.ownerId,
    name: collection.name,
    kind: collection.kind,
    display_name: collection.displayName,
    components: collection.components.join(','),
    transparent: collection.transparent ? 1 : 0,
    is_default: collection.isDefault ? 1 : 0,
    properties: collection.properties,
    sync_token: collection.syncToken,
  }
}

/** Collections, their shares, and the log of what changed in them (RFC 6578). */
import { type Insertion, insertRows } from './insert-rows.ts'
import type { Access, Change, Collection, CollectionKind, Share } from './rows.ts'
import { isPostgres, type Schema, type Tables } from './tables.ts'

type Row = Schema['collection']

/** Adds a collection. */
export async function insertCollection(tables: Tables, collection: Collection): Promise<void> {
  await tables
    .insertInto('collection')
    .values({ ...rowOf(collection), oldest_token: 0 })
    .execute()
}

/** Replaces what a collection says of itself; its change log goes on. */
export async function updateCollection(tables: Tables, collection: Collection): Promise<void> {
  const { id, sync_token: _, ...rest } = rowOf(collection)
  await tables.updateTable('collection').set(rest).where('id', '=', id).execute()
}

/** Removes a collection with all that is in it. */
export async function deleteCollection(tables: Tables, id: string): Promise<void> {
  await tables.deleteFrom('collection').where('id', '=', id).execute()
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
  const row = await tables
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row && collectionOf(row)
}

/** The collections of several owners, in one statement. */
export async function collectionsOf(
  tables: Tables,
  ownerIds: readonly string[],
): Promise<readonly Collection[]> {
  if (ownerIds.length === 0) return []
  const rows = await tables
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', 'in', ownerIds)
    .orderBy('owner_id')
    .orderBy('name')
    .execute()
  return rows.map(collectionOf)
}

/** A change to be put into a collection's log. */
export type NotedChange = {
  readonly collectionId: string
  readonly name: string
  readonly deleted: boolean
}

/**
 * Notes what changed: each change has a token of its own, and the log holds each name's latest only.
 * Collections are taken in one order, so that transactions do not wait for each other in rings.
 */
export async function noteChanges(tables: Tables, changes: readonly NotedChange[]): Promise<void> {
  if (changes.length === 0) return
  const latest = new Map(changes.map((each) => [`${each.collectionId} ${each.name}`, each]))
  const byCollection = Map.groupBy(latest.values(), (each) => each.collectionId)
  const byCount = Map.groupBy(byCollection, ([, each]) => each.length)
  const rows: Schema['change'][] = []
  if (isPostgres(tables)) await lockCollections(tables, [...byCollection.keys()])
  for (const [count, collections] of byCount) {
    const ids = collections.map(([id]) => id)
    const raised = await tables
      .updateTable('collection')
      .set((set) => ({ sync_token: set('sync_token', '+', count) }))
      .where('id', 'in', ids)
      .returning(['id', 'sync_token'])
      .execute()
    for (const { id, sync_token } of raised) {
      for (const [index, { name, deleted }] of (byCollection.get(id) ?? []).entries()) {
        const token = sync_token - count + 1 + index
        rows.push({ collection_id: id, name, token, deleted: deleted ? 1 : 0 })
      }
    }
  }
  await insertRows(tables, intoChange, rows)
}

const intoChange: Insertion<'change'> = {
  table: 'change',
  columns: ['collection_id', 'name', 'token', 'deleted'],
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
  const collection = await tables
    .selectFrom('collection')
    .select(['sync_token', 'oldest_token'])
    .where('id', '=', collectionId)
    .executeTakeFirst()
  if (collection === undefined) return undefined
  if (since > collection.sync_token) return undefined
  if (since > 0 && since < collection.oldest_token) return undefined
  let query = tables
    .selectFrom('change')
    .leftJoin('resource', (join) =>
      join
        .onRef('resource.collection_id', '=', 'change.collection_id')
        .onRef('resource.name', '=', 'change.name'),
    )
    .select(['change.name', 'change.deleted', 'change.token', 'resource.etag'])
    .where('change.collection_id', '=', collectionId)
    .where('change.token', '>', since)
    .orderBy('change.token')
    .limit(limit + 1)
  if (since === 0) query = query.where('change.deleted', '=', 0)
  const rows = await query.execute()
  const truncated = rows.length > limit
  const kept = truncated ? rows.slice(0, limit) : rows
  return {
    changes: kept.map(({ name, deleted, etag }) => ({
      name,
      deleted: deleted === 1,
      etag: etag ?? undefined,
    })),
    token: truncated ? (kept.at(-1)?.token ?? since) : collection.sync_token,
    truncated,
  }
}

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
    .deleteFrom('change')
    .where('collection_id', '=', collectionId)
    .where('deleted', '=', 1)
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

function collectionOf(row: Row): Collection {
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

function rowOf(collection: Collection): Omit<Row, 'oldest_token'> {
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

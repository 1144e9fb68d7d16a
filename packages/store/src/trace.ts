/** The decision trace: what came, what was decided, by which rule, what went out. */
import { type Insertion, insertRows } from './insert-rows.ts'
import type { TraceEntry } from './rows.ts'
import type { Schema, Tables } from './tables.ts'

type Row = Schema['trace']

/** Notes decisions, so that each can be explained later. */
const intoTrace: Insertion<'trace'> = {
  table: 'trace',
  columns: [
    'id',
    'at_seconds',
    'owner_id',
    'uid',
    'direction',
    'method',
    'peer',
    'classification',
    'reasons',
    'request_id',
  ],
}

/** Notes decisions, so that each can be explained later. */
export async function addTrace(tables: Tables, entries: readonly TraceEntry[]): Promise<void> {
  await insertRows(tables, intoTrace, entries.map(rowOf))
}

/** Which decisions are looked for; absent fields do not limit. */
export type TraceSearch = {
  readonly ownerId?: string
  readonly uid?: string
  readonly peer?: string
  readonly fromSeconds?: number
  readonly toSeconds?: number
  readonly limit: number
}

/** Newest first. */
export async function searchTrace(
  tables: Tables,
  search: TraceSearch,
): Promise<readonly TraceEntry[]> {
  let query = tables
    .selectFrom('trace')
    .selectAll()
    .orderBy('at_seconds', 'desc')
    .orderBy('id', 'desc')
    .limit(search.limit)
  if (search.ownerId !== undefined) query = query.where('owner_id', '=', search.ownerId)
  if (search.uid !== undefined) query = query.where('uid', '=', search.uid)
  if (search.peer !== undefined) query = query.where('peer', '=', search.peer)
  if (search.fromSeconds !== undefined) query = query.where('at_seconds', '>=', search.fromSeconds)
  if (search.toSeconds !== undefined) query = query.where('at_seconds', '<', search.toSeconds)
  return (await query.execute()).map(entryOf)
}

/** Decisions of that owner about these UIDs, oldest first; the newest where there are too many. */
export async function traceAbout(
  tables: Tables,
  about: { readonly ownerId: string; readonly uids: readonly string[]; readonly limit: number },
): Promise<readonly TraceEntry[]> {
  if (about.uids.length === 0) return []
  const rows = await tables
    .selectFrom('trace')
    .selectAll()
    .where('uid', 'in', about.uids)
    .where('owner_id', '=', about.ownerId)
    .orderBy('at_seconds', 'desc')
    .orderBy('id', 'desc')
    .limit(about.limit)
    .execute()
  return rows.map(entryOf).reverse()
}

/** Forgets decisions older than that. */
export async function pruneTrace(tables: Tables, beforeSeconds: number): Promise<void> {
  await tables.deleteFrom('trace').where('at_seconds', '<', beforeSeconds).execute()
}

function entryOf(row: Row): TraceEntry {
  return {
    id: row.id,
    atSeconds: row.at_seconds,
    ownerId: row.owner_id,
    uid: row.uid,
    direction: row.direction as TraceEntry['direction'],
    method: row.method,
    peer: row.peer,
    classification: row.classification,
    reasons: row.reasons,
    requestId: row.request_id,
  }
}

function rowOf(entry: TraceEntry): Row {
  return {
    id: entry.id,
    at_seconds: entry.atSeconds,
    owner_id: entry.ownerId,
    uid: entry.uid,
    direction: entry.direction,
    method: entry.method,
    peer: entry.peer,
    classification: entry.classification,
    reasons: entry.reasons,
    request_id: entry.requestId,
  }
}

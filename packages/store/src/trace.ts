/** The decision trace: what came, what was decided, by which rule, what went out. */
import type { Insertable, Selectable } from 'kysely'
import { type Insertion, insertRows } from './insert-rows.ts'
import type { TraceEntry } from './rows.ts'
import type { Schema, Tables } from './tables.ts'

type Row = Selectable<Schema['trace']>

const intoTrace: Insertion<'trace'> = {
  table: 'trace',
  columns: [
    'at_seconds',
    'owner_ids',
    'uid',
    'direction',
    'method',
    'peer',
    'classification',
    'reasons',
    'request_id',
  ],
}

/** A decision to be noted; the store gives it an id. */
export type NewTraceEntry = Omit<TraceEntry, 'id'>

/** Notes decisions, so that each can be explained later: those that many came to alike in one row. */
export async function addTrace(tables: Tables, entries: readonly NewTraceEntry[]): Promise<void> {
  const rows: { entry: NewTraceEntry; ownerIds: Set<string> }[] = []
  const alike = new Map<string, (typeof rows)[number]>()
  for (const entry of entries) {
    const { ownerId } = entry
    const key = keyOf(entry)
    const known = alike.get(key)
    // Nobody's decisions change their order: whoever is in that row already gets another.
    if (known !== undefined && !known.ownerIds.has(ownerId)) {
      known.ownerIds.add(ownerId)
      continue
    }
    const row = { entry, ownerIds: new Set([ownerId]) }
    rows.push(row)
    alike.set(key, row)
  }
  await insertRows(
    tables,
    intoTrace,
    rows.map(({ entry, ownerIds }) => rowOf(entry, ownerIds)),
  )
}

/** The same for what is the same of all but the owner. */
function keyOf({ atSeconds, uid, direction, method, peer, ...of }: NewTraceEntry): string {
  const { classification, requestId, reasons } = of
  return [atSeconds, uid, direction, method, peer, classification, requestId, reasons].join('\n')
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
  const { ownerId, limit } = search
  let query = newestFirst(tables).limit(limit)
  if (ownerId !== undefined) query = query.where('owner_ids', 'like', among(ownerId))
  if (search.uid !== undefined) query = query.where('uid', '=', search.uid)
  if (search.peer !== undefined) query = query.where('peer', '=', search.peer)
  if (search.fromSeconds !== undefined) query = query.where('at_seconds', '>=', search.fromSeconds)
  if (search.toSeconds !== undefined) query = query.where('at_seconds', '<', search.toSeconds)
  const rows = await query.execute()
  return rows.flatMap((row) => entriesOf(row, ownerId)).slice(0, limit)
}

/** Decisions of that owner about these UIDs, oldest first; the newest where there are too many. */
export async function traceAbout(
  tables: Tables,
  about: { readonly ownerId: string; readonly uids: readonly string[]; readonly limit: number },
): Promise<readonly TraceEntry[]> {
  const { ownerId, uids, limit } = about
  if (uids.length === 0) return []
  const rows = await newestFirst(tables)
    .where('uid', 'in', uids)
    .where('owner_ids', 'like', among(ownerId))
    .limit(limit)
    .execute()
  return rows.flatMap((row) => entriesOf(row, ownerId)).reverse()
}

function newestFirst(tables: Tables) {
  return tables
    .selectFrom('trace')
    .selectAll()
    .orderBy('at_seconds', 'desc')
    .orderBy('number', 'desc')
}

/** Ids stand between spaces. */
function among(ownerId: string): string {
  return `% ${ownerId} %`
}

/** Forgets decisions older than that. */
export async function pruneTrace(tables: Tables, beforeSeconds: number): Promise<void> {
  await tables.deleteFrom('trace').where('at_seconds', '<', beforeSeconds).execute()
}

/** What a row says of that owner, or of each whom it is about. */
function entriesOf(row: Row, only?: string): readonly TraceEntry[] {
  const owners = row.owner_ids.trim().split(' ')
  return owners.flatMap((ownerId, index) =>
    only === undefined || only === ownerId ? [entryOf(row, ownerId, index)] : [],
  )
}

function entryOf(row: Row, ownerId: string, index: number): TraceEntry {
  return {
    id: `${row.number}.${index}`,
    atSeconds: row.at_seconds,
    ownerId,
    uid: row.uid,
    direction: row.direction as TraceEntry['direction'],
    method: row.method,
    peer: row.peer,
    classification: row.classification,
    reasons: row.reasons,
    requestId: row.request_id,
  }
}

function rowOf(entry: NewTraceEntry, ownerIds: ReadonlySet<string>): Insertable<Schema['trace']> {
  return {
    at_seconds: entry.atSeconds,
    owner_ids: ` ${[...ownerIds].join(' ')} `,
    uid: entry.uid,
    direction: entry.direction,
    method: entry.method,
    peer: entry.peer,
    classification: entry.classification,
    reasons: entry.reasons,
    request_id: entry.requestId,
  }
}

/** What waits to be delivered: written in the transaction that decides it, claimed in batches. */
import { type Insertion, insertRows } from './insert-rows.ts'
import { kept } from './kept.ts'
import type { OutboxEntry, OutboxKind, OutboxState } from './rows.ts'
import { isPostgres, type Schema, type Tables } from './tables.ts'

type Row = Schema['outbox']

/** Puts entries into the outbox; call it in the transaction that saves the state. */
export async function enqueue(tables: Tables, entries: readonly OutboxEntry[]): Promise<void> {
  await insertRows(tables, intoOutbox, entries.map(rowOf))
}

const intoOutbox: Insertion<'outbox'> = {
  table: 'outbox',
  columns: [
    'id',
    'kind',
    'state',
    'created_seconds',
    'due_seconds',
    'attempts',
    'owner_id',
    'uid',
    'originator',
    'recipient',
    'method',
    'payload',
    'last_error',
  ],
}

/** Which outbox entries a worker wants, and for how long it has them to itself. */
export type Claim = {
  readonly kind: OutboxKind
  readonly nowSeconds: number
  /** A claim not settled by then is claimable again: its process died. */
  readonly leaseSeconds: number
  readonly limit: number
  readonly kindOfDatabase: 'sqlite' | 'postgres'
}

/** Takes entries that are due; no two claimers get the same one. Run in a transaction. */
export async function claimDue(tables: Tables, claim: Claim): Promise<readonly OutboxEntry[]> {
  const { kind, nowSeconds, limit } = claim
  const due = await (claim.kindOfDatabase === 'postgres' ? dueUnlocked : dueEntries)(
    tables,
    kind,
    nowSeconds,
    limit,
  )
  const ids = due.map((each) => each.id)
  if (ids.length === 0) return []
  const rows = await tables
    .updateTable('outbox')
    .set((set) => ({
      state: 'claimed',
      due_seconds: claim.nowSeconds + claim.leaseSeconds,
      attempts: set('attempts', '+', 1),
    }))
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  return rows.map(entryOf).sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Is there an entry to be claimed? Costs less than a claim: it takes no turn at writing. */
export async function isAnyDue(
  tables: Tables,
  of: Pick<Claim, 'kind' | 'nowSeconds'>,
): Promise<boolean> {
  return (await dueEntries(tables, of.kind, of.nowSeconds, 1)).length > 0
}

type Asked = [kind: string, nowSeconds: number, limit: number]
const dueEntries = kept((tables, ...asked: Asked) => dueQuery(tables, ...asked))
const dueUnlocked = kept((tables, ...asked: Asked) =>
  dueQuery(tables, ...asked)
    .forUpdate()
    .skipLocked(),
)

function dueQuery(tables: Tables, ...[kind, nowSeconds, limit]: Asked) {
  return tables
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', ['waiting', 'claimed'])
    .where('due_seconds', '<=', nowSeconds)
    .where('kind', '=', kind)
    .orderBy('due_seconds')
    .orderBy('id')
    .limit(limit)
}

/** What came of a claimed entry. */
export type Settlement = {
  readonly id: string
  readonly state: OutboxState
  readonly dueSeconds: number
  readonly lastError: string | undefined
}

/** Says what came of a claimed entry: done, failed, or due again later. */
export async function settle(tables: Tables, settled: Settlement): Promise<void> {
  await tables
    .updateTable('outbox')
    .set({
      state: settled.state,
      due_seconds: settled.dueSeconds,
      last_error: settled.lastError ?? null,
    })
    .where('id', '=', settled.id)
    .execute()
}

/** Says that these claimed entries are delivered, in one statement. */
export async function settleDone(tables: Tables, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const done = { state: 'done', due_seconds: 0, last_error: null }
  await tables.updateTable('outbox').set(done).where('id', 'in', ids).execute()
}

/**
 * Does such an entry about that UID wait, and is it due by then? On PostgreSQL nobody claims it before
 * this transaction ends: what waits is done with knowledge of what is decided here.
 */
export async function isWaiting(
  tables: Tables,
  of: Pick<OutboxEntry, 'ownerId' | 'uid' | 'method'> & { readonly bySeconds: number },
): Promise<boolean> {
  const ask = isPostgres(tables) ? waitingLocked : waitingOf
  return (await ask(tables, of.ownerId, of.uid, of.method, of.bySeconds)).length > 0
}

type Wanted = [ownerId: string, uid: string, method: string, bySeconds: number]
const waitingOf = kept((tables, ...wanted: Wanted) => waitingQuery(tables, ...wanted))
const waitingLocked = kept((tables, ...wanted: Wanted) =>
  waitingQuery(tables, ...wanted).forUpdate(),
)

function waitingQuery(tables: Tables, ...[ownerId, uid, method, bySeconds]: Wanted) {
  return tables
    .selectFrom('outbox')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('uid', '=', uid)
    .where('method', '=', method)
    .where('state', '=', 'waiting')
    .where('due_seconds', '<=', bySeconds)
    .limit(1)
}

/** The entries about one UID of one owner. */
export async function outboxOf(
  tables: Tables,
  ownerId: string,
  uid: string,
): Promise<readonly OutboxEntry[]> {
  const rows = await tables
    .selectFrom('outbox')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('uid', '=', uid)
    .orderBy('created_seconds')
    .orderBy('id')
    .execute()
  return rows.map(entryOf)
}

/** The entries of one owner, the newest first. */
export async function outboxOfOwner(
  tables: Tables,
  { ownerId, limit }: { readonly ownerId: string; readonly limit: number },
): Promise<readonly OutboxEntry[]> {
  const rows = await tables
    .selectFrom('outbox')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('kind', '!=', 'webhook')
    .orderBy('created_seconds', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(entryOf)
}

/** The outbox entry of that id. */
export async function outboxById(tables: Tables, id: string): Promise<OutboxEntry | undefined> {
  const row = await tables.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  return row && entryOf(row)
}

/** The outbox entries of these ids that exist. */
export async function outboxByIds(
  tables: Tables,
  ids: readonly string[],
): Promise<readonly OutboxEntry[]> {
  if (ids.length === 0) return []
  const rows = await tables.selectFrom('outbox').selectAll().where('id', 'in', ids).execute()
  return rows.map(entryOf)
}

/** Entries in these states, those due first before others, at most `limit`. */
export async function outboxInState(
  tables: Tables,
  states: readonly OutboxState[],
  limit: number,
): Promise<readonly OutboxEntry[]> {
  const rows = await tables
    .selectFrom('outbox')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('due_seconds')
    .limit(limit)
    .execute()
  return rows.map(entryOf)
}

/** How many entries are in each state. */
export async function outboxDepth(tables: Tables): Promise<ReadonlyMap<OutboxState, number>> {
  const rows = await tables
    .selectFrom('outbox')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return new Map(rows.map((row) => [row.state as OutboxState, Number(row.count)]))
}

/** Forgets what was done before that time. */
export async function pruneOutbox(tables: Tables, beforeSeconds: number): Promise<void> {
  await tables
    .deleteFrom('outbox')
    .where('state', '=', 'done')
    .where('created_seconds', '<', beforeSeconds)
    .execute()
}

function entryOf(row: Row): OutboxEntry {
  return {
    id: row.id,
    kind: row.kind as OutboxKind,
    state: row.state as OutboxState,
    createdSeconds: row.created_seconds,
    dueSeconds: row.due_seconds,
    attempts: row.attempts,
    ownerId: row.owner_id,
    uid: row.uid,
    originator: row.originator,
    recipient: row.recipient,
    method: row.method,
    payload: row.payload,
    lastError: row.last_error ?? undefined,
  }
}

function rowOf(entry: OutboxEntry): Row {
  return {
    id: entry.id,
    kind: entry.kind,
    state: entry.state,
    created_seconds: entry.createdSeconds,
    due_seconds: entry.dueSeconds,
    attempts: entry.attempts,
    owner_id: entry.ownerId,
    uid: entry.uid,
    originator: entry.originator,
    recipient: entry.recipient,
    method: entry.method,
    payload: entry.payload,
    last_error: entry.lastError ?? null,
  }
}

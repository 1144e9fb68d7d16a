/** Polls (VPOLL): what each user holds about each, beside the calendars. */
import type { Schema, Tables } from './tables.ts'

/** What one user holds of one poll. */
export type PollRow = {
  readonly ownerId: string
  readonly uid: string
  /** The poll as the text of a calendar object; undefined: only the ledger is left. */
  readonly text: string | undefined
  readonly ledger: string
  readonly modifiedSeconds: number
}

/** What these owners hold of the poll of that UID, by owner. */
export async function pollsByUid(
  tables: Tables,
  ownerIds: readonly string[],
  uid: string,
): Promise<ReadonlyMap<string, PollRow>> {
  if (ownerIds.length === 0) return new Map()
  const rows = await tables
    .selectFrom('poll')
    .selectAll()
    .where('owner_id', 'in', ownerIds)
    .where('uid', '=', uid)
    .execute()
  return new Map(rows.map((row) => [row.owner_id, pollOf(row)]))
}

/** What each of these owners holds of the poll named with it. */
export async function pollsOfOwners(
  tables: Tables,
  keys: readonly Pick<PollRow, 'ownerId' | 'uid'>[],
): Promise<readonly PollRow[]> {
  if (keys.length === 0) return []
  const wanted = new Set(keys.map(({ ownerId, uid }) => `${ownerId} ${uid}`))
  const rows = await tables
    .selectFrom('poll')
    .selectAll()
    .where('owner_id', 'in', [...new Set(keys.map((each) => each.ownerId))])
    .where('uid', 'in', [...new Set(keys.map((each) => each.uid))])
    .execute()
  return rows.map(pollOf).filter(({ ownerId, uid }) => wanted.has(`${ownerId} ${uid}`))
}

/** Those changed last first. */
export async function pollsOf(
  tables: Tables,
  ownerId: string,
  limit: number,
): Promise<readonly PollRow[]> {
  const rows = await tables
    .selectFrom('poll')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('modified_seconds', 'desc')
    .orderBy('uid')
    .limit(limit)
    .execute()
  return rows.map(pollOf)
}

/** Saves what users hold of a poll. */
export async function savePolls(tables: Tables, polls: readonly PollRow[]): Promise<void> {
  for (let from = 0; from < polls.length; from += 100) {
    await tables
      .insertInto('poll')
      .values(polls.slice(from, from + 100).map(rowOf))
      .onConflict((on) =>
        on.columns(['owner_id', 'uid']).doUpdateSet((set) => ({
          body: set.ref('excluded.body'),
          ledger: set.ref('excluded.ledger'),
          modified_seconds: set.ref('excluded.modified_seconds'),
        })),
      )
      .execute()
  }
}

function pollOf(row: Schema['poll']): PollRow {
  return {
    ownerId: row.owner_id,
    uid: row.uid,
    text: row.body ?? undefined,
    ledger: row.ledger,
    modifiedSeconds: row.modified_seconds,
  }
}

function rowOf(poll: PollRow): Schema['poll'] {
  return {
    owner_id: poll.ownerId,
    uid: poll.uid,
    body: poll.text ?? null,
    ledger: poll.ledger,
    modified_seconds: poll.modifiedSeconds,
  }
}

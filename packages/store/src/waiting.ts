/** What waits for a person: invitations without an answer, questions, counter-proposals. */
import { resourceOf, withTexts } from './resources.ts'
import type { CalendarResource, HeldLedger } from './rows.ts'
import type { Tables } from './tables.ts'
import { timedAfter } from './timing.ts'

/** The resource of that id. */
export async function resourceById(
  tables: Tables,
  id: string,
): Promise<CalendarResource | undefined> {
  const [found] = await resourcesById(tables, [id])
  return found
}

/** The resources of these ids that exist. */
export async function resourcesById(
  tables: Tables,
  ids: readonly string[],
): Promise<readonly CalendarResource[]> {
  if (ids.length === 0) return []
  const rows = await withTexts(tables).where('resource.id', 'in', ids).execute()
  return rows.map(resourceOf)
}

/**
 * Scheduling object resources of that owner that are not yet over, those changed last first:
 * candidates for an answer.
 */
export async function scheduledFrom(
  tables: Tables,
  { ownerId, fromSeconds, limit }: { ownerId: string; fromSeconds: number; limit: number },
): Promise<readonly CalendarResource[]> {
  const rows = await withTexts(tables)
    .where('resource.schedule_tag', 'is not', null)
    .where('resource.id', 'in', timedAfter(tables, ownerId, fromSeconds))
    .orderBy('resource.modified_seconds', 'desc')
    .orderBy('resource.id')
    .limit(limit)
    .execute()
  return rows.map(resourceOf)
}

/** Ledgers of that owner in which a question or a counter-proposal waits. */
export async function ledgersWaiting(
  tables: Tables,
  { ownerId, limit }: { ownerId: string; limit: number },
): Promise<readonly HeldLedger[]> {
  const rows = await tables
    .selectFrom('held')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('waits', '=', 1)
    .orderBy('uid')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ownerId: row.owner_id,
    uid: row.uid,
    ledger: row.ledger,
    resourceId: row.resource_id ?? undefined,
  }))
}

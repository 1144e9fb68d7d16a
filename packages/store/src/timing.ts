/** When resources take up time: compact rows, read in place of calendar texts. */
import { kept } from './kept.ts'
import type { TimeRange } from './resources.ts'
import type { Timing } from './rows.ts'
import { endless, type Tables } from './tables.ts'

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
  const { fromSeconds, toSeconds } = range
  const rows =
    collectionId === undefined
      ? await busyAnywhere(tables, ownerIds, fromSeconds, toSeconds)
      : await busyThere(tables, ownerIds, fromSeconds, toSeconds, collectionId)
  return rows.map((row) => ({
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

type Asked = [ownerIds: readonly string[], fromSeconds: number, toSeconds: number]
const busyAnywhere = kept((tables, ...asked: Asked) =>
  busyTiming(tables, ...asked).where('collection.transparent', '=', 0),
)
const busyThere = kept((tables, ...[owners, from, to, collectionId]: [...Asked, string]) =>
  busyTiming(tables, owners, from, to).where('timing.collection_id', '=', collectionId),
)

function busyTiming(tables: Tables, ...[ownerIds, fromSeconds, toSeconds]: Asked) {
  return tables
    .selectFrom('timing')
    .innerJoin('collection', 'collection.id', 'timing.collection_id')
    .innerJoin('resource', 'resource.id', 'timing.resource_id')
    .selectAll('timing')
    .select(['resource.etag', 'resource.uid'])
    .where('timing.owner_id', 'in', ownerIds)
    .where('timing.end_seconds', '>', fromSeconds)
    .where('timing.start_seconds', '<', toSeconds)
    .where('timing.busy_type', '!=', 'FREE')
    .where('collection.kind', '=', 'calendar')
}

/** When resources take up time: compact rows, read in place of calendar texts. */
import type { SelectQueryBuilder } from 'kysely'
import { kept } from './kept.ts'
import type { Timing } from './rows.ts'
import { endless, type Schema, spans, type Tables } from './tables.ts'

/** A stretch of time in UTC seconds, the end exclusive. */
export type TimeRange = { readonly fromSeconds: number; readonly toSeconds: number }

/** When a resource takes up time, with whose it is. */
export type OwnedTiming = Omit<Timing, 'recurrence'> & {
  readonly ownerId: string
  readonly resourceId: string
  readonly uid: string
  /** Of what recurs, which `recurrencesOf` tells: another one where that has changed. */
  readonly version: string | undefined
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
  const calendars = await calendarsOf(tables, ownerIds)
  const owners = new Map<number, string>()
  for (const { id, number, owner_id, transparent } of calendars) {
    const isAsked = collectionId === undefined ? transparent === 0 : id === collectionId
    if (isAsked) owners.set(number, owner_id)
  }
  if (owners.size === 0) return []
  const { fromSeconds, toSeconds } = range
  const [short, long] = spans
  const starts = [fromSeconds - short.maxSeconds, fromSeconds - long.maxSeconds] as const
  const rows = await busyRows(tables, [...owners.keys()], fromSeconds, toSeconds, ...starts)
  return rows.map((row) => ({
    ownerId: owners.get(row.collection_number) ?? '',
    resourceId: row.resource_id,
    uid: row.uid,
    startSeconds: row.start_seconds,
    endSeconds: row.end_seconds >= endless ? undefined : row.end_seconds,
    busyType: row.busy_type as Timing['busyType'],
    version: row.version ?? undefined,
  }))
}

const calendarsOf = kept((tables, ownerIds: readonly string[]) =>
  tables
    .selectFrom('collection')
    .select(['id', 'number', 'owner_id', 'transparent'])
    .where('owner_id', 'in', ownerIds)
    .where('kind', '=', 'calendar'),
)

type Asked = [
  calendars: readonly number[],
  fromSeconds: number,
  toSeconds: number,
  shortFromSeconds: number,
  longFromSeconds: number,
]

/** What takes a day at most, or a month, and begins early enough to reach the range; all else that does. */
const busyRows = kept((tables, ...[calendars, from, to, shortFrom, longFrom]: Asked) => {
  const rows = (span: number) =>
    tables
      .selectFrom('timing')
      .select(['collection_number', 'start_seconds', 'end_seconds', 'busy_type'])
      .select(['resource_id', 'uid', 'version'])
      .where('collection_number', 'in', calendars)
      .where('span', '=', span)
      .where('start_seconds', '<', to)
      .where('end_seconds', '>', from)
      .where('busy_type', '!=', 'FREE')
  return rows(0)
    .where('start_seconds', '>=', shortFrom)
    .unionAll(rows(1).where('start_seconds', '>=', longFrom))
    .unionAll(rows(2))
})

/** What recurs, by resource: a calendar text of that and nothing else. */
export async function recurrencesOf(
  tables: Tables,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < resourceIds.length; from += idsAtOnce) {
    const rows = await recurrenceRows(tables, resourceIds.slice(from, from + idsAtOnce))
    for (const { resource_id, recurrence } of rows) found.set(resource_id, recurrence)
  }
  return found
}

const idsAtOnce = 512

const recurrenceRows = kept((tables, resourceIds: readonly string[]) =>
  tables
    .selectFrom('timing')
    .select(['resource_id', 'recurrence'])
    .where('resource_id', 'in', resourceIds)
    .where('recurrence', 'is not', null)
    .$castTo<{ readonly resource_id: string; readonly recurrence: string }>(),
)

/** Under which of the `spans` a row lies that takes so long. */
export function spanOf(seconds: number): number {
  return spans.find((each) => seconds <= each.maxSeconds)?.span ?? 2
}

/** The ids of what takes up time in a range, in the calendars that `numbers` selects; both ends count. */
export function timedWithin(
  tables: Tables,
  numbers: SelectQueryBuilder<Schema, 'collection', { readonly number: number }>,
  { fromSeconds, toSeconds }: TimeRange,
): SelectQueryBuilder<Schema, 'timing', { readonly resource_id: string }> {
  const ids = ({ span, maxSeconds }: (typeof spans)[0]) =>
    tables
      .selectFrom('timing')
      .select('resource_id')
      .where('collection_number', 'in', numbers)
      .where('span', '=', span)
      .where('start_seconds', '>=', Math.max(fromSeconds - maxSeconds, -endless))
      .where('start_seconds', '<', toSeconds)
      .where('end_seconds', '>=', fromSeconds)
  const [short, long, rest] = spans
  return ids(short).unionAll(ids(long)).unionAll(ids(rest))
}

/** The ids of what that owner's calendars hold and what is not over by then. */
export function timedAfter(
  tables: Tables,
  ownerId: string,
  fromSeconds: number,
): SelectQueryBuilder<Schema, 'timing', { readonly resource_id: string }> {
  const numbers = tables
    .selectFrom('collection')
    .select('number')
    .where('owner_id', '=', ownerId)
    .where('kind', '=', 'calendar')
  return timedWithin(tables, numbers, { fromSeconds, toSeconds: endless })
}

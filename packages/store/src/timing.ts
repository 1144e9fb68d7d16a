/** When resources take up time: compact rows, read in place of calendar texts. */
import { type SelectQueryBuilder, sql } from 'kysely'
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
 * The timing rows that may make these owners busy in the range, in whichever calendars are not
 * transparent.
 */
export async function timingOf(
  tables: Tables,
  ownerIds: readonly string[],
  range: TimeRange,
): Promise<readonly OwnedTiming[]> {
  const calendars = await busyCalendarsOf(tables, ownerIds)
  if (calendars.length === 0) return []
  const owners = new Map(calendars.map((each) => [each.number, each.ownerId]))
  const rows = await busyRows(tables, ...askedOf([...owners.keys()], range))
  return rows.map((row) => ({
    ownerId: owners.get(row.collection_number) ?? '',
    resourceId: row.resource_id,
    uid: row.uid,
    ...stretchOf(row),
    version: row.version ?? undefined,
  }))
}

/** A calendar that makes its owner busy, and the number that its timing rows lie under. */
export type BusyCalendar = { readonly number: number; readonly ownerId: string }

/** The calendars that make these owners busy: one of them, or all that are not transparent. */
export async function busyCalendarsOf(
  tables: Tables,
  ownerIds: readonly string[],
  collectionId?: string,
): Promise<readonly BusyCalendar[]> {
  if (ownerIds.length === 0) return []
  const calendars = await calendarsOf(tables, ownerIds)
  return calendars.flatMap(({ id, number, owner_id, transparent }) => {
    const isAsked = collectionId === undefined ? transparent === 0 : id === collectionId
    return isAsked ? [{ number, ownerId: owner_id }] : []
  })
}

const calendarsOf = kept((tables, ownerIds: readonly string[]) =>
  tables
    .selectFrom('collection')
    .select(['id', 'number', 'owner_id', 'transparent'])
    .where('owner_id', 'in', ownerIds)
    .where('kind', '=', 'calendar'),
)

/** When something takes up time that does not recur. */
export type SingleTiming = Omit<Timing, 'recurrence'> & { readonly uid: string }

/** What does not recur and takes up time in the range, by calendar. */
export async function singlesOf(
  tables: Tables,
  calendars: readonly number[],
  range: TimeRange,
): Promise<ReadonlyMap<number, readonly SingleTiming[]>> {
  const singles = new Map<number, SingleTiming[]>()
  if (calendars.length === 0) return singles
  for (const row of await singleRows(tables, ...askedOf(calendars, range))) {
    const single = { uid: row.uid, ...stretchOf(row) }
    const others = singles.get(row.collection_number)
    if (others === undefined) singles.set(row.collection_number, [single])
    else others.push(single)
  }
  return singles
}

/** What recurs and is not over by then, by calendar: the versions of it all, as one. */
export async function seriesVersionsOf(
  tables: Tables,
  calendars: readonly number[],
  fromSeconds: number,
): Promise<ReadonlyMap<number, string>> {
  if (calendars.length === 0) return new Map()
  const rows = await versionRows(tables, calendars, fromSeconds)
  return new Map(rows.map((row) => [row.collection_number, row.versions]))
}

/** A resource that recurs, and which version of it: `recurrencesOf` tells how it recurs. */
export type SeriesTiming = {
  readonly calendar: number
  readonly resourceId: string
  readonly version: string
}

/** What recurs and is not over by then. */
export async function seriesOf(
  tables: Tables,
  calendars: readonly number[],
  fromSeconds: number,
): Promise<readonly SeriesTiming[]> {
  if (calendars.length === 0) return []
  const rows = await seriesRows(tables, calendars, fromSeconds)
  return rows.map((row) => ({
    calendar: row.collection_number,
    resourceId: row.resource_id,
    version: row.version,
  }))
}

type Asked = [
  calendars: readonly number[],
  fromSeconds: number,
  toSeconds: number,
  shortFromSeconds: number,
  longFromSeconds: number,
]

function askedOf(calendars: readonly number[], range: TimeRange): Asked {
  const { fromSeconds, toSeconds } = range
  const [short, long] = spans
  const starts = [fromSeconds - short.maxSeconds, fromSeconds - long.maxSeconds] as const
  return [calendars, fromSeconds, toSeconds, ...starts]
}

type TimingRows<Row> = SelectQueryBuilder<Schema, 'timing', Row>

const busyRows = kept((tables, ...asked: Asked) => {
  const rows = (span: number) => busyIn(tables, asked, span).select(['resource_id', 'version'])
  return beginningSoon(asked, rows).unionAll(rows(3))
})

const singleRows = kept((tables, ...asked: Asked) =>
  beginningSoon(asked, (span) => busyIn(tables, asked, span)),
)

function busyIn(tables: Tables, [calendars, from, to]: Asked, span: number) {
  return tables
    .selectFrom('timing')
    .select(['collection_number', 'start_seconds', 'end_seconds', 'busy_type', 'uid'])
    .where('collection_number', 'in', calendars)
    .where('span', '=', span)
    .where('start_seconds', '<', to)
    .where('end_seconds', '>', from)
    .where('busy_type', '!=', 'FREE')
}

/** What takes a day at most, or a month, and begins early enough to reach the range; all that takes longer. */
function beginningSoon<Row>(
  [, , , shortFrom, longFrom]: Asked,
  rows: (span: number) => TimingRows<Row>,
) {
  return rows(0)
    .where('start_seconds', '>=', shortFrom)
    .unionAll(rows(1).where('start_seconds', '>=', longFrom))
    .unionAll(rows(2))
}

/** Nothing but what the index of series holds. */
function seriesAfter(tables: Tables, calendars: readonly number[], fromSeconds: number) {
  return tables
    .selectFrom('timing')
    .where('collection_number', 'in', calendars)
    .where('end_seconds', '>', fromSeconds)
    .where('version', 'is not', null)
}

const seriesRows = kept((tables, calendars: readonly number[], fromSeconds: number) =>
  seriesAfter(tables, calendars, fromSeconds)
    .select(['collection_number', 'resource_id', 'version'])
    .$narrowType<{ version: string }>(),
)

/** In whichever order the database comes by them: in another one they are only read once more. */
const versionRows = kept((tables, calendars: readonly number[], fromSeconds: number) =>
  seriesAfter(tables, calendars, fromSeconds)
    .select(['collection_number', sql<string>`string_agg(version, ' ')`.as('versions')])
    .groupBy('collection_number'),
)

function stretchOf(row: Pick<Schema['timing'], 'start_seconds' | 'end_seconds' | 'busy_type'>) {
  return {
    startSeconds: row.start_seconds,
    endSeconds: row.end_seconds >= endless ? undefined : row.end_seconds,
    busyType: row.busy_type as Timing['busyType'],
  }
}

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
export function spanOf(seconds: number, recurs: boolean): number {
  const [, , rest, series] = spans
  if (recurs) return series.span
  return spans.find((each) => seconds <= each.maxSeconds)?.span ?? rest.span
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
  const [short, long, rest, series] = spans
  return ids(short).unionAll(ids(long)).unionAll(ids(rest)).unionAll(ids(series))
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

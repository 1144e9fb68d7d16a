/** Which resources a stretch of time is about, found from their timing rows. */
import { numberOf } from './collections.ts'
import { kept } from './kept.ts'
import { resourceOf, withTexts } from './resources.ts'
import type { CalendarResource } from './rows.ts'
import { endless, spans, type Tables } from './tables.ts'
import type { TimeRange } from './timing.ts'

/** A resource, and the one stretch of time that it takes up. */
export type TimedResource = {
  readonly resource: CalendarResource
  /** Undefined: it recurs, has several times, or no end. Its text tells when. */
  readonly span: TimeRange | undefined
}

/** Resources of a collection, of that component, that may have an instance in the range, by name. */
export async function timedResources(
  tables: Tables,
  collectionId: string,
  { fromSeconds, toSeconds }: TimeRange,
  component: string,
): Promise<readonly TimedResource[]> {
  const [short, long, rest, series] = spans.map(({ maxSeconds }) => fromSeconds - maxSeconds)
  const asked = [collectionId, component, fromSeconds, toSeconds] as const
  const rows = await rowsWithin(tables, ...asked, short ?? 0, long ?? 0, rest ?? 0, series ?? 0)
  return rows.flatMap((row, index) => {
    // Rows of one resource stand together: their names are the same.
    if (row.id === rows[index - 1]?.id) return []
    const isOnly = row.id !== rows[index + 1]?.id
    const isPlain = isOnly && row.version === null && row.end_seconds < endless
    const span = { fromSeconds: row.start_seconds, toSeconds: row.end_seconds }
    return [{ resource: resourceOf(row), span: isPlain ? span : undefined }]
  })
}

type Asked = [
  collectionId: string,
  component: string,
  fromSeconds: number,
  toSeconds: number,
  shortFromSeconds: number,
  longFromSeconds: number,
  restFromSeconds: number,
  seriesFromSeconds: number,
]

/** What takes so long at most begins so long before the range at most. */
const rowsWithin = kept((tables, ...[id, component, from, to, ...starts]: Asked) => {
  const rows = (span: number, start: number) =>
    withTexts(tables)
      .innerJoin('timing', 'timing.resource_id', 'resource.id')
      .select(['timing.start_seconds', 'timing.end_seconds', 'timing.version'])
      .where('timing.collection_number', '=', numberOf(tables, id))
      .where('timing.span', '=', span)
      .where('timing.start_seconds', '>=', start)
      .where('timing.start_seconds', '<', to)
      .where('timing.end_seconds', '>=', from)
      .where('resource.component', '=', component)
  const [shortFrom, longFrom, restFrom, seriesFrom] = starts
  return rows(0, shortFrom)
    .unionAll(rows(1, longFrom))
    .unionAll(rows(2, restFrom))
    .unionAll(rows(3, seriesFrom))
    .orderBy('name')
})

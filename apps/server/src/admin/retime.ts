/** A principal's addresses or zone changed: when their resources take up time is worked out anew. */
import { parseCalendar } from '@parley/icalendar'
import { type Principal, resourcesByName, saveBatch, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { timingOfObject } from '../scheduling/timing.ts'

const atOnce = 200

/** The change log notes them, so that nothing that is kept by sync token goes stale. */
export async function retime(
  tables: Tables,
  parts: Pick<Parts, 'catalog'>,
  principal: Principal,
): Promise<void> {
  const owner = { user: userOf(principal), tzid: principal.tzid }
  const heads = await tables
    .selectFrom('resource')
    .innerJoin('collection', 'collection.number', 'resource.collection_number')
    .select(['collection.id', 'resource.name'])
    .where('collection.owner_id', '=', principal.id)
    .where('collection.kind', '=', 'calendar')
    .execute()
  const byCollection = Map.groupBy(heads, (each) => each.id)
  for (const [collectionId, held] of byCollection) {
    for (let from = 0; from < held.length; from += atOnce) {
      const names = held.slice(from, from + atOnce).map((each) => each.name)
      const resources = await resourcesByName(tables, collectionId, names)
      const saved = resources.flatMap((resource) => {
        const [object] = parseCalendar(resource.text).objects
        return object === undefined
          ? []
          : [{ resource, timing: timingOfObject(object, owner, parts.catalog) }]
      })
      await saveBatch(tables, { saved, deleted: [], ledgers: [] })
    }
  }
}

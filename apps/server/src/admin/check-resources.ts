/** Each resource against its own text, its timing, its ledger, and those it was delivered to. */
import { type CalendarObject, parameterValue, parseCalendar } from '@parley/icalendar'
import { addressOf, isSchedulingComponent } from '@parley/itip'
import {
  type Principal,
  principalsByAddress,
  principalsById,
  spanOf,
  type Tables,
  withTexts,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { etagOf } from '../scheduling/desk.ts'
import { timingOfObject } from '../scheduling/timing.ts'
import { goneMark } from './people.ts'

const pageSize = 500
const endless = 9_999_999_999_999

export async function checkResources(
  parts: Parts,
  broken: string[],
  progress: (done: number) => void,
): Promise<number> {
  let after = ''
  for (let done = 0; ; ) {
    const page = await parts.store.read((tables) => readPage(tables, after))
    const told: Told[] = []
    for (const row of page.rows) {
      const owner = page.owners.get(row.owner_id)
      const [object] = parseCalendar(row.body).objects
      const fault = faultOf(parts, { row, owner, object, timing: page.timings.get(row.id) ?? [] })
      if (fault !== undefined) broken.push(`resource ${row.id}: ${fault}`)
      else if (object !== undefined && row.kind === 'calendar')
        told.push(...deliveredTo(row, object))
    }
    await checkDelivered(parts, broken, told)
    done += page.rows.length
    progress(done)
    const last = page.rows.at(-1)
    if (last === undefined) return done
    after = last.id
  }
}

type Row = {
  readonly id: string
  readonly uid: string
  readonly body: string
  readonly etag: string
  readonly component: string
  readonly schedule_tag: string | null
  readonly size_bytes: number
  readonly owner_id: string
  readonly collection_number: number
  readonly collection_owner: string
  readonly kind: string
  readonly in_inbox: number
  readonly ledger_of: string | null
  readonly ledger_resource: string | null
}

type TimingRow = {
  readonly resource_id: string
  readonly collection_number: number
  readonly span: number
  readonly uid: string
  readonly version: string | null
  readonly start_seconds: number
  readonly end_seconds: number
  readonly busy_type: string
  readonly recurrence: string | null
}

type Page = {
  readonly rows: readonly Row[]
  readonly owners: ReadonlyMap<string, Principal>
  readonly timings: ReadonlyMap<string, readonly TimingRow[]>
}

async function readPage(tables: Tables, after: string): Promise<Page> {
  const rows = await withTexts(tables)
    .innerJoin('collection', 'collection.number', 'resource.collection_number')
    .leftJoin('held', (join) =>
      join.onRef('held.owner_id', '=', 'resource.owner_id').onRef('held.uid', '=', 'resource.uid'),
    )
    .select([
      'collection.kind',
      'collection.owner_id as collection_owner',
      'held.owner_id as ledger_of',
      'held.resource_id as ledger_resource',
    ])
    .where('resource.id', '>', after)
    .orderBy('resource.id')
    .limit(pageSize)
    .execute()
  const ids = rows.map((each) => each.id)
  const timing =
    ids.length === 0
      ? []
      : await tables.selectFrom('timing').selectAll().where('resource_id', 'in', ids).execute()
  const owners = await principalsById(tables, [...new Set(rows.map((each) => each.owner_id))])
  return {
    rows: rows.map(({ shared, ...row }) => ({ ...row, body: shared ?? row.body })),
    owners: new Map(owners.map((each) => [each.id, each])),
    timings: Map.groupBy(timing, (each) => each.resource_id),
  }
}

type Looked = {
  readonly row: Row
  readonly owner: Principal | undefined
  readonly object: CalendarObject | undefined
  readonly timing: readonly TimingRow[]
}

function faultOf(parts: Parts, { row, owner, object, timing }: Looked): string | undefined {
  if (owner === undefined) return 'its owner is gone'
  if (row.collection_owner !== row.owner_id) return "it is in another's collection"
  if ((row.in_inbox === 1) !== (row.kind === 'inbox')) {
    return row.in_inbox === 1 ? 'it counts as an Inbox item' : 'it does not count as an Inbox item'
  }
  if (object === undefined) return 'its text is no calendar object'
  if (row.kind !== 'calendar') return undefined
  const main = object.components.filter(isSchedulingComponent)
  const uids = main.flatMap((each) =>
    each.properties.filter(({ name }) => name === 'UID').map(({ value }) => value.trim()),
  )
  if (!uids.includes(row.uid)) return 'its UID is not that of its text'
  if (!main.some((each) => each.name === row.component)) return 'its text holds no such component'
  if (row.etag !== etagOf(row.body)) return 'its ETag is not that of its text'
  if (row.size_bytes !== Buffer.byteLength(row.body)) return 'its size is not that of its text'
  const scheduled = main.some((each) => each.properties.some(({ name }) => name === 'ORGANIZER'))
  if (scheduled && row.schedule_tag === null) return 'it has no Schedule-Tag'
  if (row.ledger_of !== null && row.ledger_resource !== row.id) return 'its ledger does not know it'
  return timingFault(parts, { row, owner, object, timing })
}

function timingFault(
  parts: Parts,
  { row, owner, object, timing }: Looked & { owner: Principal; object: CalendarObject },
): string | undefined {
  if (timing.some((each) => each.collection_number !== row.collection_number)) {
    return 'its timing is filed under another collection'
  }
  if (timing.some((each) => each.uid !== row.uid)) return 'its timing has another UID'
  if (timing.some((each) => (each.recurrence === null) !== (each.version === null))) {
    return 'its timing does not tell whether it recurs'
  }
  const span = (each: TimingRow): number =>
    spanOf(each.end_seconds - each.start_seconds, each.version !== null)
  if (timing.some((each) => each.span !== span(each))) {
    return 'its timing is filed under another length'
  }
  const wanted = timingOfObject(object, { user: userOf(owner), tzid: owner.tzid }, parts.catalog)
  const found = timing.map((each) => shapeOf({ ...each, recurs: each.recurrence !== null }))
  const expected = wanted.map((each) =>
    shapeOf({
      start_seconds: each.startSeconds,
      end_seconds: each.endSeconds ?? endless,
      busy_type: each.busyType,
      recurs: each.recurrence !== undefined,
    }),
  )
  const [is, should] = [found, expected].map((each) => each.sort().join(', '))
  return is === should ? undefined : `its timing is ${is || 'missing'}, and ${should} is right`
}

function shapeOf(
  of: Pick<TimingRow, 'start_seconds' | 'end_seconds' | 'busy_type'> & { recurs: boolean },
): string {
  const end = of.end_seconds >= endless ? '' : of.end_seconds
  return `${of.start_seconds}–${end} ${of.busy_type}${of.recurs ? ' recurring' : ''}`
}

/** What an Organizer's copy says of deliveries within this server. */
type Told = { readonly row: Row; readonly address: string }

function deliveredTo(row: Row, object: CalendarObject): readonly Told[] {
  const addresses = new Set<string>()
  for (const { properties } of object.components) {
    for (const line of properties) {
      if (line.name !== 'ATTENDEE') continue
      if (parameterValue(line, 'SCHEDULE-STATUS')?.startsWith('1.2') === true) {
        addresses.add(addressOf(line))
      }
    }
  }
  return [...addresses].map((address) => ({ row, address }))
}

/** Who was told holds something about that UID: a resource, or the mark of having had one. */
async function checkDelivered(
  parts: Parts,
  broken: string[],
  told: readonly Told[],
): Promise<void> {
  if (told.length === 0) return
  await parts.store.read(async (tables) => {
    for (let from = 0; from < told.length; from += pageSize) {
      const some = told.slice(from, from + pageSize)
      const people = await principalsByAddress(tables, [
        ...new Set(some.map((each) => each.address)),
      ])
      const gone = await goneAddresses(tables, some)
      const held = await heldBy(tables, some, [...people.values()])
      for (const { row, address } of some) {
        const principal = people.get(address)
        if (principal === undefined || principal.kind === 'group' || gone.has(address)) continue
        if (principal.id === row.owner_id || held.has(`${principal.id} ${row.uid}`)) continue
        broken.push(
          `resource ${row.id}: it was delivered to ${principal.name}, who holds nothing of it`,
        )
      }
    }
  })
}

async function goneAddresses(tables: Tables, told: readonly Told[]): Promise<ReadonlySet<string>> {
  const marks = new Map(told.map(({ address }) => [goneMark(address), address]))
  const rows = await tables
    .selectFrom('setting')
    .select('name')
    .where('name', 'in', [...marks.keys()])
    .execute()
  return new Set(rows.map(({ name }) => marks.get(name) ?? ''))
}

async function heldBy(
  tables: Tables,
  told: readonly Told[],
  people: readonly Principal[],
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const uids = [...new Set(told.map(({ row }) => row.uid))]
  const ids = people.map((each) => each.id)
  const held = new Set<string>()
  for (const table of ['held', 'resource'] as const) {
    const rows = await tables
      .selectFrom(table)
      .select(['owner_id', 'uid'])
      .where('uid', 'in', uids)
      .where('owner_id', 'in', ids)
      .execute()
    for (const each of rows) held.add(`${each.owner_id} ${each.uid}`)
  }
  return held
}

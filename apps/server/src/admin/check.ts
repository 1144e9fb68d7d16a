/** `parley admin check`: every invariant of the data, each broken one in a sentence. */
import { parseCalendar } from '@parley/icalendar'
import { isSchedulingComponent, ledgerFromJson } from '@parley/itip'
import { type Principal, principalsById, type Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { etagOf } from '../scheduling/desk.ts'
import { timingOfObject } from '../scheduling/timing.ts'

const pageSize = 500

export type CheckReport = {
  readonly resources: number
  readonly ledgers: number
  readonly broken: readonly string[]
}

/** Looks at everything, page by page; `progress` is told how far. */
export async function checkStore(
  parts: Parts,
  progress: (done: number) => void = () => undefined,
): Promise<CheckReport> {
  const broken: string[] = []
  const resources = await checkResources(parts, broken, progress)
  const ledgers = await checkLedgers(parts, broken)
  await parts.store.read(async (tables) => {
    await checkChanges(tables, broken)
    await checkHomes(tables, broken)
    await checkUids(tables, broken)
    await checkOutbox(tables, broken)
  })
  return { resources, ledgers, broken }
}

async function checkResources(
  parts: Parts,
  broken: string[],
  progress: (done: number) => void,
): Promise<number> {
  let after = ''
  for (let done = 0; ; ) {
    const page = await parts.store.read(async (tables) => {
      const rows = await tables
        .selectFrom('resource')
        .innerJoin('collection', 'collection.id', 'resource.collection_id')
        .selectAll('resource')
        .select('collection.kind')
        .where('resource.id', '>', after)
        .orderBy('resource.id')
        .limit(pageSize)
        .execute()
      const owners = await principalsById(tables, [...new Set(rows.map((each) => each.owner_id))])
      const timing =
        rows.length === 0
          ? []
          : await tables
              .selectFrom('timing')
              .selectAll()
              .where(
                'resource_id',
                'in',
                rows.map((each) => each.id),
              )
              .execute()
      return { rows, owners: new Map(owners.map((each) => [each.id, each])), timing }
    })
    const timings = Map.groupBy(page.timing, (each) => each.resource_id)
    for (const row of page.rows) {
      const fault = faultOf(parts, row, page.owners.get(row.owner_id), timings.get(row.id) ?? [])
      if (fault !== undefined) broken.push(`resource ${row.id}: ${fault}`)
    }
    done += page.rows.length
    progress(done)
    const last = page.rows.at(-1)
    if (last === undefined) return done
    after = last.id
  }
}

type Row = {
  readonly body: string
  readonly uid: string
  readonly etag: string
  readonly kind: string
  readonly size_bytes: number
}
type TimingRow = { readonly start_seconds: number; readonly busy_type: string }

function faultOf(
  parts: Parts,
  row: Row,
  owner: Principal | undefined,
  timing: readonly TimingRow[],
): string | undefined {
  if (owner === undefined) return 'its owner is gone'
  const { objects, violations } = parseCalendar(row.body)
  const [object] = objects
  if (object === undefined) return `its text is no calendar object (${violations.length} faults)`
  if (row.kind !== 'calendar') return undefined
  const main = object.components.filter(isSchedulingComponent)
  const uids = new Set(
    main.flatMap((each) =>
      each.properties.filter(({ name }) => name === 'UID').map(({ value }) => value.trim()),
    ),
  )
  if (!uids.has(row.uid)) return 'its UID is not that of its text'
  if (row.etag !== etagOf(row.body)) return 'its ETag is not that of its text'
  if (row.size_bytes !== Buffer.byteLength(row.body)) return 'its size is not that of its text'
  const wanted = timingOfObject(object, { user: userOf(owner), tzid: owner.tzid }, parts.catalog)
  const shape = (rows: readonly { start: number; busy: string }[]): string =>
    rows
      .map((each) => `${each.start} ${each.busy}`)
      .sort()
      .join(', ')
  const found = shape(timing.map((each) => ({ start: each.start_seconds, busy: each.busy_type })))
  const expected = shape(wanted.map((each) => ({ start: each.startSeconds, busy: each.busyType })))
  return found === expected
    ? undefined
    : `its timing is ${found || 'missing'}, and ${expected} is right`
}

async function checkLedgers(parts: Parts, broken: string[]): Promise<number> {
  const rows = await parts.store.read((tables) =>
    tables
      .selectFrom('held')
      .leftJoin('resource', 'resource.id', 'held.resource_id')
      .select(['held.owner_id', 'held.uid', 'held.ledger', 'held.resource_id'])
      .select([
        'resource.id as found',
        'resource.uid as found_uid',
        'resource.owner_id as found_owner',
      ])
      .execute(),
  )
  for (const row of rows) {
    const where = `ledger of ${row.owner_id} about ${row.uid}`
    if (ledgerFromJson(JSON.parse(row.ledger)) === undefined)
      broken.push(`${where}: cannot be read`)
    if (row.resource_id === null) continue
    if (row.found === null) broken.push(`${where}: its resource is gone`)
    else if (row.found_uid !== row.uid || row.found_owner !== row.owner_id) {
      broken.push(`${where}: its resource is another's`)
    }
  }
  return rows.length
}

/** Every resource has its latest change in the log, at a token that the collection has reached. */
async function checkChanges(tables: Tables, broken: string[]): Promise<void> {
  const missing = await tables
    .selectFrom('resource')
    .leftJoin('change', (join) =>
      join
        .onRef('change.collection_id', '=', 'resource.collection_id')
        .onRef('change.name', '=', 'resource.name'),
    )
    .select(['resource.id', 'change.deleted'])
    .where((where) =>
      where.or([where('change.token', 'is', null), where('change.deleted', '=', 1)]),
    )
    .execute()
  for (const { id } of missing) broken.push(`resource ${id}: the change log does not know it`)
  const ahead = await tables
    .selectFrom('change')
    .innerJoin('collection', 'collection.id', 'change.collection_id')
    .select(['change.collection_id', 'change.name'])
    .whereRef('change.token', '>', 'collection.sync_token')
    .execute()
  for (const { collection_id, name } of ahead) {
    broken.push(`collection ${collection_id}: the change of ${name} is ahead of its token`)
  }
}

/** Everyone but groups has an Inbox, an Outbox, and one calendar where invitations arrive. */
async function checkHomes(tables: Tables, broken: string[]): Promise<void> {
  const people = await tables.selectFrom('principal').select(['id', 'name', 'kind']).execute()
  const collections = await tables
    .selectFrom('collection')
    .select(['owner_id', 'kind', 'is_default'])
    .execute()
  const byOwner = Map.groupBy(collections, (each) => each.owner_id)
  for (const { id, name, kind } of people) {
    if (kind === 'group') continue
    const own = byOwner.get(id) ?? []
    const count = (wanted: string): number => own.filter((each) => each.kind === wanted).length
    if (count('inbox') !== 1) broken.push(`${name} has ${count('inbox')} Inboxes`)
    if (count('outbox') !== 1) broken.push(`${name} has ${count('outbox')} Outboxes`)
    const defaults = own.filter((each) => each.kind === 'calendar' && each.is_default === 1).length
    if (defaults !== 1) broken.push(`${name} has ${defaults} default calendars`)
  }
}

/** One UID is held once per user. */
async function checkUids(tables: Tables, broken: string[]): Promise<void> {
  const doubled = await tables
    .selectFrom('resource')
    .innerJoin('collection', 'collection.id', 'resource.collection_id')
    .select(['resource.owner_id', 'resource.uid'])
    .where('collection.kind', '=', 'calendar')
    .groupBy(['resource.owner_id', 'resource.uid'])
    .having((having) => having.fn.countAll(), '>', 1)
    .execute()
  for (const { owner_id, uid } of doubled) broken.push(`${owner_id} holds ${uid} more than once`)
}

/** Nobody is told the same thing twice. */
async function checkOutbox(tables: Tables, broken: string[]): Promise<void> {
  const doubled = await tables
    .selectFrom('outbox')
    .select(['uid', 'recipient', 'method'])
    .where('kind', '=', 'mail')
    .groupBy(['uid', 'recipient', 'method', 'payload'])
    .having((having) => having.fn.countAll(), '>', 1)
    .execute()
  for (const { uid, method } of doubled) broken.push(`the outbox holds a ${method} of ${uid} twice`)
}

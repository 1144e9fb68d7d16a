/** What holds between the tables: the change log, everyone's homes, UIDs, addresses, the outbox. */
import type { Tables } from '@parley/store'
import type { Parts } from '../parts.ts'

export async function checkTables(parts: Parts, broken: string[]): Promise<void> {
  await parts.store.read(async (tables) => {
    await checkChanges(tables, broken)
    await checkTokens(tables, broken)
    await checkPeople(tables, broken)
    await checkUids(tables, broken)
    await checkOutbox(tables, broken)
  })
}

/** Every resource has its latest change in the log, and nothing is in the log that is not there. */
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
  const ghosts = await tables
    .selectFrom('change')
    .leftJoin('resource', (join) =>
      join
        .onRef('resource.collection_id', '=', 'change.collection_id')
        .onRef('resource.name', '=', 'change.name'),
    )
    .select(['change.collection_id', 'change.name'])
    .where('change.deleted', '=', 0)
    .where('resource.id', 'is', null)
    .execute()
  for (const { collection_id, name } of ghosts) {
    broken.push(`collection ${collection_id}: the change log knows ${name}, which is not there`)
  }
}

/** Tokens count up, one for each change, to that of the collection. */
async function checkTokens(tables: Tables, broken: string[]): Promise<void> {
  const ahead = await tables
    .selectFrom('change')
    .innerJoin('collection', 'collection.id', 'change.collection_id')
    .select(['change.collection_id', 'change.name'])
    .whereRef('change.token', '>', 'collection.sync_token')
    .execute()
  for (const { collection_id, name } of ahead) {
    broken.push(`collection ${collection_id}: the change of ${name} is ahead of its token`)
  }
  const doubled = await tables
    .selectFrom('change')
    .select(['collection_id', 'token'])
    .groupBy(['collection_id', 'token'])
    .having((having) => having.fn.countAll(), '>', 1)
    .execute()
  for (const { collection_id, token } of doubled) {
    broken.push(`collection ${collection_id}: two changes have the token ${token}`)
  }
}

/** Everyone but groups has an address, an Inbox, an Outbox, and one calendar for invitations. */
async function checkPeople(tables: Tables, broken: string[]): Promise<void> {
  const people = await tables.selectFrom('principal').select(['id', 'name', 'kind']).execute()
  const addresses = await tables.selectFrom('address').select('principal_id').execute()
  const addressed = new Set(addresses.map((each) => each.principal_id))
  const collections = await tables
    .selectFrom('collection')
    .select(['owner_id', 'kind', 'is_default'])
    .execute()
  const byOwner = Map.groupBy(collections, (each) => each.owner_id)
  for (const { id, name, kind } of people) {
    if (!addressed.has(id)) broken.push(`${name} has no address`)
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

const states = ['waiting', 'claimed', 'done', 'failed']

/** Nobody is told the same thing twice, and every entry is in a state that somebody looks for. */
async function checkOutbox(tables: Tables, broken: string[]): Promise<void> {
  const doubled = await tables
    .selectFrom('outbox')
    .select(['uid', 'recipient', 'method'])
    .where('kind', '=', 'mail')
    .groupBy(['uid', 'recipient', 'method', 'payload'])
    .having((having) => having.fn.countAll(), '>', 1)
    .execute()
  for (const { uid, method } of doubled) broken.push(`the outbox holds a ${method} of ${uid} twice`)
  const lost = await tables
    .selectFrom('outbox')
    .select(['id', 'state'])
    .where('state', 'not in', states)
    .execute()
  for (const { id, state } of lost) broken.push(`outbox entry ${id}: its state is ${state}`)
}

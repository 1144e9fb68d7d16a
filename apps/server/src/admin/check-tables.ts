/** What holds between the tables: the change log, everyone's homes, UIDs, addresses, the outbox. */
import type { Tables } from '@parley/store'
import type { Parts } from '../parts.ts'

export async function checkTables(parts: Parts, broken: string[]): Promise<void> {
  await parts.store.read(async (tables) => {
    await checkTokens(tables, broken)
    await checkTexts(tables, broken)
    await checkPeople(tables, broken)
    await checkUids(tables, broken)
    await checkOutbox(tables, broken)
  })
}

/** Tokens count up, one for each change, to that of the collection; of what is there, and what is gone. */
async function checkTokens(tables: Tables, broken: string[]): Promise<void> {
  const changes = tables
    .selectFrom('resource')
    .innerJoin('collection', 'collection.number', 'resource.collection_number')
    .select(['collection.id', 'collection.sync_token', 'resource.name'])
    // In an Inbox they count down.
    .select((of) =>
      of
        .case()
        .when('resource.in_inbox', '=', 1)
        .then(of.neg('resource.token'))
        .else(of.ref('resource.token'))
        .end()
        .as('token'),
    )
    .unionAll(
      tables
        .selectFrom('deletion')
        .innerJoin('collection', 'collection.id', 'deletion.collection_id')
        .select(['collection.id', 'collection.sync_token', 'deletion.name', 'deletion.token']),
    )
  const wrong = await tables
    .selectFrom(changes.as('changed'))
    .select(['id', 'name'])
    .where((where) =>
      where.or([where('token', '<', 1), where('token', '>', where.ref('sync_token'))]),
    )
    .execute()
  for (const { id, name } of wrong) {
    broken.push(`collection ${id}: the change of ${name} is not within its tokens`)
  }
  const doubled = await tables
    .selectFrom(changes.as('changed'))
    .select(['id', 'token'])
    .groupBy(['id', 'token'])
    .having((having) => having.fn.countAll(), '>', 1)
    .execute()
  for (const { id, token } of doubled) {
    broken.push(`collection ${id}: two changes have the token ${token}`)
  }
}

/** A text that several share is there. */
async function checkTexts(tables: Tables, broken: string[]): Promise<void> {
  const missing = await tables
    .selectFrom('resource')
    .leftJoin('shared_text', 'shared_text.id', 'resource.shared_text_id')
    .select('resource.id')
    .where('resource.shared_text_id', 'is not', null)
    .where('shared_text.id', 'is', null)
    .execute()
  for (const { id } of missing) broken.push(`resource ${id}: the text that it shares is gone`)
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
    .innerJoin('collection', 'collection.number', 'resource.collection_number')
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

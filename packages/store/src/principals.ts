/** Principals: people, groups, rooms and resources, with their addresses, members and delegates. */
import { remembered, renewDirectory } from './directory.ts'
import { kept } from './kept.ts'
import type { Access, Delegate, Principal, PrincipalKind } from './rows.ts'
import type { Schema, Tables } from './tables.ts'

type Row = Schema['principal']

/** Adds a principal. */
export async function insertPrincipal(tables: Tables, principal: Principal): Promise<void> {
  await tables.insertInto('principal').values(rowOf(principal)).execute()
  await replaceAddresses(tables, principal.id, principal.addresses)
  await renewDirectory(tables)
}

/** Replaces a principal's row. */
export async function updatePrincipal(tables: Tables, principal: Principal): Promise<void> {
  const { id, ...rest } = rowOf(principal)
  await tables.updateTable('principal').set(rest).where('id', '=', id).execute()
  await replaceAddresses(tables, id, principal.addresses)
  await renewDirectory(tables)
}

/** Removes a principal with all that is theirs. */
export async function deletePrincipal(tables: Tables, id: string): Promise<void> {
  await tables.deleteFrom('principal').where('id', '=', id).execute()
  await renewDirectory(tables)
}

async function replaceAddresses(
  tables: Tables,
  id: string,
  addresses: readonly string[],
): Promise<void> {
  await tables.deleteFrom('address').where('principal_id', '=', id).execute()
  const rows = addresses.map((address, position) => ({ address, principal_id: id, position }))
  if (rows.length > 0) await tables.insertInto('address').values(rows).execute()
}

/** The principal of that id. */
export async function principalById(tables: Tables, id: string): Promise<Principal | undefined> {
  return (await principals(tables, [id])).get(id)
}

/** The principals of these ids that exist. */
export async function principalsById(
  tables: Tables,
  ids: readonly string[],
): Promise<readonly Principal[]> {
  const found = await principals(tables, ids)
  return [...found.values()].sort((one, other) => compare(one.name, other.name))
}

const principals = remembered(
  async (tables, ids) =>
    new Map(principalsFrom(await byIds(tables, ids)).map((each) => [each.id, each])),
)

const byIds = kept((tables, ids: readonly string[]) =>
  withAddresses(tables).where('principal.id', 'in', ids),
)

/** Whose credential that is, if it is there. */
export async function principalByCredential(
  tables: Tables,
  credentialId: string,
): Promise<Principal | undefined> {
  return (await owners(tables, [credentialId])).get(credentialId)
}

const owners = remembered(async (tables, [credentialId = '']) => {
  const [found] = principalsFrom(await byCredential(tables, credentialId))
  return new Map(found && [[credentialId, found]])
})

const byCredential = kept((tables, credentialId: string) =>
  withAddresses(tables)
    .innerJoin('credential', 'credential.principal_id', 'principal.id')
    .where('credential.id', '=', credentialId),
)

/** The principal of that login. */
export async function principalByName(
  tables: Tables,
  name: string,
): Promise<Principal | undefined> {
  return (await named(tables, [name])).get(name)
}

const named = remembered(async (tables, [name = '']) => {
  const [found] = principalsFrom(await byName(tables, name))
  return new Map(found && [[name, found]])
})

const byName = kept((tables, name: string) =>
  withAddresses(tables).where('principal.name', '=', name),
)

/** Who has these addresses, by address; addresses that are nobody's are not in the answer. */
export async function principalsByAddress(
  tables: Tables,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Principal>> {
  return addressed(tables, addresses)
}

const addressed = remembered(async (tables, addresses) => {
  const rows = await byAddresses(tables, addresses)
  const wanted = new Set(addresses)
  const byAddress = new Map<string, Principal>()
  for (const principal of principalsFrom(rows)) {
    for (const each of principal.addresses) if (wanted.has(each)) byAddress.set(each, principal)
  }
  return byAddress
})

const byAddresses = kept((tables, addresses: readonly string[]) =>
  withAddresses(tables).where('principal.id', 'in', (named) =>
    named.selectFrom('address').select('principal_id').where('address', 'in', addresses),
  ),
)

/** A row for each address, or one without where there is none; in no order, because sorting costs more here. */
function withAddresses(tables: Tables) {
  return tables
    .selectFrom('principal')
    .leftJoin('address', 'address.principal_id', 'principal.id')
    .selectAll('principal')
    .select(['address.address', 'address.position'])
}

type AddressRow = Row & { readonly address: string | null; readonly position: number | null }

/** In the order of their names, each with its addresses in theirs. */
function principalsFrom(rows: readonly AddressRow[]): readonly Principal[] {
  const inOrder = rows.toSorted(
    (one, other) => compare(one.name, other.name) || (one.position ?? 0) - (other.position ?? 0),
  )
  const found = new Map<string, { row: Row; addresses: string[] }>()
  for (const row of inOrder) {
    const known = found.get(row.id)
    const addresses = row.address === null ? [] : [row.address]
    if (known === undefined) found.set(row.id, { row, addresses })
    else known.addresses.push(...addresses)
  }
  return [...found.values()].map(({ row, addresses }) => principalOf(row, addresses))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** Which principals are looked for. */
export type PrincipalSearch = {
  /** Part of a name or an address; absent: everyone. */
  readonly text?: string
  readonly kinds?: readonly PrincipalKind[]
  readonly limit: number
}

/** Principals by a part of their name or address, in the order of their names. */
export async function searchPrincipals(
  tables: Tables,
  { text, kinds, limit }: PrincipalSearch,
): Promise<readonly Principal[]> {
  let query = tables.selectFrom('principal').selectAll().orderBy('name').limit(limit)
  if (kinds !== undefined) query = query.where('kind', 'in', kinds)
  if (text !== undefined && text !== '') {
    const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '')}%`
    query = query.where((where) =>
      where.or([
        where('name', 'like', pattern),
        where(where.fn<string>('lower', ['display_name']), 'like', pattern),
        where(
          'id',
          'in',
          where.selectFrom('address').select('principal_id').where('address', 'like', pattern),
        ),
      ]),
    )
  }
  return complete(tables, await query.execute())
}

/** The members of a group. */
export async function memberIds(tables: Tables, groupId: string): Promise<readonly string[]> {
  const rows = await tables
    .selectFrom('membership')
    .select('member_id')
    .where('group_id', '=', groupId)
    .orderBy('member_id')
    .execute()
  return rows.map((each) => each.member_id)
}

/** The groups that a principal is a member of. */
export async function groupIds(tables: Tables, memberId: string): Promise<readonly string[]> {
  const rows = await tables
    .selectFrom('membership')
    .select('group_id')
    .where('member_id', '=', memberId)
    .orderBy('group_id')
    .execute()
  return rows.map((each) => each.group_id)
}

/** Sets the members of a group. */
export async function replaceMembers(
  tables: Tables,
  groupId: string,
  members: readonly string[],
): Promise<void> {
  await tables.deleteFrom('membership').where('group_id', '=', groupId).execute()
  const rows = members.map((member_id) => ({ group_id: groupId, member_id }))
  if (rows.length > 0) await tables.insertInto('membership').values(rows).execute()
}

/** Delegations that this principal gives or holds. */
export async function delegatesOf(tables: Tables, ownerId: string): Promise<readonly Delegate[]> {
  const rows = await tables
    .selectFrom('delegation')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('delegate_id')
    .execute()
  return rows.map(delegateOf)
}

/** Those for whom this principal may act. */
export async function delegatorsOf(
  tables: Tables,
  delegateId: string,
): Promise<readonly Delegate[]> {
  const rows = await tables
    .selectFrom('delegation')
    .selectAll()
    .where('delegate_id', '=', delegateId)
    .orderBy('owner_id')
    .execute()
  return rows.map(delegateOf)
}

/** Gives, changes or (with no access) takes back a delegation. */
export async function setDelegate(
  tables: Tables,
  { ownerId, delegateId, access }: Omit<Delegate, 'access'> & { access: Access | undefined },
): Promise<void> {
  await tables
    .deleteFrom('delegation')
    .where('owner_id', '=', ownerId)
    .where('delegate_id', '=', delegateId)
    .execute()
  if (access === undefined) return
  const row = { owner_id: ownerId, delegate_id: delegateId, access }
  await tables.insertInto('delegation').values(row).execute()
}

function delegateOf(row: Schema['delegation']): Delegate {
  return { ownerId: row.owner_id, delegateId: row.delegate_id, access: row.access as Access }
}

/** Rows with the addresses that belong to them. */
async function complete(tables: Tables, rows: readonly Row[]): Promise<readonly Principal[]> {
  if (rows.length === 0) return []
  const addresses = await tables
    .selectFrom('address')
    .select(['principal_id', 'address'])
    .where(
      'principal_id',
      'in',
      rows.map((each) => each.id),
    )
    .orderBy('principal_id')
    .orderBy('position')
    .execute()
  const byId = Map.groupBy(addresses, (each) => each.principal_id)
  return rows.map((row) => principalOf(row, byId.get(row.id)?.map((each) => each.address) ?? []))
}

function principalOf(row: Row, addresses: readonly string[]): Principal {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as PrincipalKind,
    displayName: row.display_name,
    addresses,
    tzid: row.tzid,
    locale: row.locale,
    isAdmin: row.is_admin === 1,
    disabled: row.disabled === 1,
    settings: row.settings,
  }
}

function rowOf(principal: Principal): Row {
  return {
    id: principal.id,
    name: principal.name,
    kind: principal.kind,
    display_name: principal.displayName,
    tzid: principal.tzid,
    locale: principal.locale,
    is_admin: principal.isAdmin ? 1 : 0,
    disabled: principal.disabled ? 1 : 0,
    settings: principal.settings,
  }
}

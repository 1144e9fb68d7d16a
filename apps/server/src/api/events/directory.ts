/** Who of those named in a request is known here; members of groups in their place. */
import type { CalendarAddress } from '@parley/itip'
import {
  memberIds,
  type Principal,
  principalsByAddress,
  principalsById,
  type Tables,
} from '@parley/store'

export type Directory = {
  readonly principals: ReadonlyMap<string, Principal>
  /** Of groups, by address. */
  readonly members: ReadonlyMap<string, readonly Principal[]>
}

export const nobody: Directory = { principals: new Map(), members: new Map() }

export async function directoryOf(
  tables: Tables,
  addresses: readonly CalendarAddress[],
): Promise<Directory> {
  if (addresses.length === 0) return nobody
  const principals = await principalsByAddress(tables, addresses)
  const members = new Map<string, readonly Principal[]>()
  for (const [address, principal] of principals) {
    if (principal.kind !== 'group') continue
    const all = await principalsById(tables, await memberIds(tables, principal.id))
    members.set(
      address,
      all.filter((each) => each.kind !== 'group' && !each.disabled),
    )
  }
  return { principals, members }
}

/** Everyone that a request brings in, groups resolved. */
export function everyoneIn(directory: Directory): readonly CalendarAddress[] {
  const people = [...directory.principals.values(), ...[...directory.members.values()].flat()]
  return people.flatMap((each) => each.addresses as readonly CalendarAddress[])
}

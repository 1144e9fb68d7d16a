/** Who of those named in a request is known here. */
import type { CalendarAddress } from '@parley/itip'
import { memberIds, type Principal, principalsById, type Tables } from '@parley/store'
import { userOf } from '../../people.ts'

export type Directory = ReadonlyMap<string, Principal>

/** With the members of groups in their place. */
export async function withMembers(
  tables: Tables,
  addresses: readonly CalendarAddress[],
  directory: Directory,
): Promise<readonly CalendarAddress[]> {
  const all = new Set<CalendarAddress>()
  for (const address of addresses) {
    const principal = directory.get(address)
    if (principal?.kind !== 'group') {
      all.add(address)
      continue
    }
    const members = await principalsById(tables, await memberIds(tables, principal.id))
    for (const each of members) {
      if (each.kind !== 'group' && !each.disabled) all.add(userOf(each).address)
    }
  }
  return [...all]
}

/** Who is asked in a poll: of a group its members. */
import type { PollDraft } from '@parley/busytime'
import { type Principal, principalsByAddress, type Tables } from '@parley/store'
import type { z } from 'zod'
import { userOf } from '../../people.ts'
import { withMembers } from '../events/directory.ts'
import type { pollDraft } from './schemas.ts'

type Wanted = z.output<typeof pollDraft>['voters']

/** The Organizer is asked only where they say so themselves, not as one of a group. */
export async function votersFrom(
  tables: Tables,
  wanted: Wanted,
  organizer: Principal,
): Promise<PollDraft['voters']> {
  const given = new Map(wanted.map((each) => [each.address, each]))
  const directory = await principalsByAddress(tables, [...given.keys()])
  const asked = await withMembers(tables, [...given.keys()], directory)
  const known = await principalsByAddress(tables, asked)
  const self = userOf(organizer).address
  return asked
    .filter((address) => given.has(address) || address !== self)
    .map((address) => {
      const named = given.get(address)
      const name = named === undefined ? known.get(address)?.displayName : named.name
      const stayInformed = named?.stayInformed ?? false
      return { address, stayInformed, ...(name !== undefined && { commonName: name }) }
    })
}

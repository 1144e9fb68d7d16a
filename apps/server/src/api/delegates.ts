/** Who reads or acts for someone, as both they and administrators see it. */
import { delegatesOf, principalsById, type Tables } from '@parley/store'
import { z } from 'zod'
import { accessSchema } from './schemas.ts'

export const delegateOut = z.object({
  name: z.string(),
  displayName: z.string(),
  access: accessSchema,
})

export async function delegatesJson(
  tables: Tables,
  ownerId: string,
): Promise<z.input<typeof delegateOut>[]> {
  const held = await delegatesOf(tables, ownerId)
  const access = new Map(held.map((each) => [each.delegateId, each.access]))
  const people = await principalsById(tables, [...access.keys()])
  return people.map(({ id, name, displayName }) => ({
    name,
    displayName,
    access: access.get(id) ?? 'read',
  }))
}

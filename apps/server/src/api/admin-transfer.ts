/** Handing somebody's meetings to another, some at a time, so that the progress can be told. */
import type { Principal, Tables } from '@parley/store'
import { z } from 'zod'
import { meetingsOf, organizedBy, transferMeetings } from '../admin/transfer.ts'
import type { Parts } from '../parts.ts'
import { addressesIn } from '../scheduling/objects.ts'
import { named } from './admin.ts'
import { type Route, route } from './route.ts'
import { nameSchema } from './schemas.ts'

const maxAtOnce = 1_000
const params = z.strictObject({ name: nameSchema })

const meetings = route(
  {
    method: 'GET',
    path: '/admin/principals/:name/meetings',
    tag: 'admin',
    access: 'admin',
    summary:
      'How many meetings somebody organizes that are not over, and how many guests they have',
    params,
    answer: z.object({ meetings: z.number(), guests: z.number() }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const organizer = await named(tables, call.params.name)
      return countOf(tables, call.parts, organizer)
    }),
)

async function countOf(
  tables: Tables,
  parts: Pick<Parts, 'clock'>,
  organizer: Principal,
): Promise<{ meetings: number; guests: number }> {
  const found = await meetingsOf(tables, parts, organizer)
  const own = new Set(organizer.addresses)
  const guests = new Set<string>()
  for (const { object } of found) {
    for (const each of addressesIn(object)) {
      if (!own.has(each.replace(/^mailto:/, ''))) guests.add(each)
    }
  }
  return { meetings: found.length, guests: guests.size }
}

const transfer = route(
  {
    method: 'POST',
    path: '/admin/principals/:name/transfer',
    tag: 'admin',
    access: 'admin',
    summary: 'Hands meetings that someone organizes to another; guests are told',
    params,
    body: z.strictObject({
      to: nameSchema,
      /** No more than so many now; ask again while some are left. Default: all. */
      limit: z.number().int().min(1).max(maxAtOnce).optional(),
    }),
    answer: z.object({ meetings: z.number(), left: z.number() }),
  },
  async ({ parts, params: { name }, body: { to, limit } }) => {
    const from = await parts.store.read((tables) => named(tables, name))
    const done = await transferMeetings(parts, {
      ...{ from: name, to },
      ...(limit !== undefined && { limit }),
    })
    const left = await parts.store.read((tables) => organizedBy(tables, parts, from))
    return { meetings: done, left: left.length }
  },
)

export const transferRoutes: readonly Route[] = [meetings, transfer]

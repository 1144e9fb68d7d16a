/** The Inbox: the scheduling messages that arrived, as they came (RFC 6638 §2.2). */
import { firstProperty, parseCalendar, rawValue } from '@parley/icalendar'
import { addressOf, isSchedulingComponent } from '@parley/itip'
import { collectionByName, resourceById, resourcesInRange, saveBatch } from '@parley/store'
import { z } from 'zod'
import { findPrincipal } from './access.ts'
import { text } from './events/to-json.ts'
import { notFound } from './problem.ts'
import { type Route, route } from './route.ts'
import { idSchema, limitSchema, nameSchema } from './schemas.ts'
import { instantOf, instantSchema } from './times.ts'

const itemOut = z.object({
  id: z.string(),
  uid: z.string(),
  method: z.string(),
  title: z.string(),
  organizer: z.string().optional(),
  comment: z.string().optional(),
  arrivedAt: instantSchema,
})

const list = route(
  {
    method: 'GET',
    path: '/inbox',
    tag: 'waiting',
    summary: 'Scheduling messages that arrived, newest first',
    query: z.strictObject({ for: nameSchema.optional(), limit: limitSchema(500, 100) }),
    answer: z.object({ items: z.array(itemOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const owner = await findPrincipal(call, tables, call.query.for, 'read')
      const inbox = await collectionByName(tables, owner.id, 'inbox')
      const all =
        inbox === undefined ? [] : await resourcesInRange(tables, inbox.id, undefined, undefined)
      const newest = all.toSorted((one, other) => other.modifiedSeconds - one.modifiedSeconds)
      return { items: newest.slice(0, call.query.limit).map(itemJson) }
    }),
)

function itemJson(of: {
  id: string
  uid: string
  text: string
  modifiedSeconds: number
}): z.input<typeof itemOut> {
  const [object] = parseCalendar(of.text).objects
  const main = object?.components.find(isSchedulingComponent)
  const organizer = main && firstProperty(main, 'ORGANIZER')
  const comment = main && text(main, 'COMMENT')
  return {
    id: of.id,
    uid: of.uid,
    method: (object && rawValue(object, 'METHOD')?.toUpperCase()) ?? '',
    title: (main && text(main, 'SUMMARY')) ?? '',
    ...(organizer !== undefined && { organizer: addressOf(organizer) }),
    ...(comment !== undefined && { comment }),
    arrivedAt: instantOf(of.modifiedSeconds),
  }
}

const remove = route(
  {
    method: 'DELETE',
    path: '/inbox/:item',
    tag: 'waiting',
    summary: 'Takes a message out of the Inbox; nothing else changes',
    params: z.strictObject({ item: idSchema }),
    query: z.strictObject({ for: nameSchema.optional() }),
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const owner = await findPrincipal(call, tables, call.query.for, 'write')
      const inbox = await collectionByName(tables, owner.id, 'inbox')
      const item = await resourceById(tables, call.params.item)
      if (item === undefined || item.collectionId !== inbox?.id) throw notFound('message')
      await saveBatch(tables, { saved: [], deleted: [item], ledgers: [] })
    })
    return undefined
  },
)

export const inboxRoutes: readonly Route[] = [list, remove]

/** Downloads of what stands within an event. */
import { allProperties, instanceAt } from '@parley/icalendar'
import { z } from 'zod'
import { findEvent } from '../access.ts'
import { notFound } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { idSchema } from '../schemas.ts'
import { isWithin, nameOf } from './attachments.ts'
import { instanceQuery } from './schemas.ts'

const readAttachment = route(
  {
    method: 'GET',
    path: '/events/:event/attachments/:number',
    tag: 'events',
    summary: 'A file that stands within the event',
    params: z.strictObject({ event: idSchema, number: z.coerce.number().int().min(0).max(1_000) }),
    query: instanceQuery,
  },
  async (call) => {
    const { reading } = await call.parts.store.read((tables) =>
      findEvent(call, tables, call.params.event, 'read'),
    )
    const { set } = reading
    const { instance } = call.query
    const of =
      instance === undefined
        ? (set.master ?? set.overridden[0])
        : instanceAt(set, instance)?.component
    const found = of && allProperties(of, 'ATTACH')[call.params.number]
    if (found === undefined || !isWithin(found)) throw notFound('attachment')
    const name = encodeURIComponent(nameOf(found, call.params.number)).replaceAll("'", '%27')
    return call.reply
      .type('application/octet-stream')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Buffer.from(found.value, 'base64'))
  },
)

export const attachmentRoutes: readonly Route[] = [readAttachment]

/** Answer links that went out by mail: whoever organizes an event can end them. */
import { revokeThreads } from '@parley/store'
import { z } from 'zod'
import { findEvent } from './access.ts'
import { eventParams } from './events/schemas.ts'
import { type Route, route } from './route.ts'
import { addressSchema } from './schemas.ts'

const revoke = route(
  {
    method: 'POST',
    path: '/events/:event/links/revoke',
    tag: 'events',
    summary: 'Ends answer links and reply addresses at once: those of one guest, or of all',
    params: eventParams,
    body: z.strictObject({ guest: addressSchema.optional() }),
    answer: z.object({ revoked: z.number() }),
  },
  (call) =>
    call.parts.store.write([], async (tables) => {
      const { owner, resource } = await findEvent(call, tables, call.params.event, 'write')
      const { guest } = call.body
      const which = { ownerId: owner.id, uid: resource.uid }
      return {
        revoked: await revokeThreads(tables, {
          ...which,
          ...(guest !== undefined && { recipient: guest }),
        }),
      }
    }),
)

export const linkRoutes: readonly Route[] = [revoke]

/** Programs that want to hear of answers, proposals, invitations. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { settingsOf, type Webhook, webhookEvents } from '../people.ts'
import { isAllowedTarget } from '../scheduling/webhook-delivery.ts'
import { ApiProblem, notFound } from './problem.ts'
import { type Route, route } from './route.ts'
import { idSchema } from './schemas.ts'
import { changeSettings } from './settings.ts'
import { instantOf, instantSchema } from './times.ts'

const maxWebhooks = 20

const webhookOut = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  createdAt: instantSchema,
})

function webhookJson({ id, url, events, createdSeconds }: Webhook): z.input<typeof webhookOut> {
  return { id, url, events: [...events], createdAt: instantOf(createdSeconds) }
}

const list = route(
  {
    method: 'GET',
    path: '/webhooks',
    tag: 'webhooks',
    summary: 'One’s webhooks',
    answer: z.object({ webhooks: z.array(webhookOut) }),
  },
  async (call) => ({
    webhooks: (settingsOf(call.session.principal).webhooks ?? []).map(webhookJson),
  }),
)

const create = route(
  {
    method: 'POST',
    path: '/webhooks',
    tag: 'webhooks',
    summary: 'A new webhook; its secret, which signs what is sent, is shown once',
    body: z.strictObject({
      url: z
        .url()
        .max(2_000)
        .refine(isAllowedTarget, 'https, or http on this machine; no name or password in it'),
      events: z.array(z.enum(webhookEvents)).min(1).max(10).default(['answered']),
    }),
    status: 201,
    answer: webhookOut.extend({ secret: z.string() }),
  },
  async (call) => {
    const made: Webhook = {
      id: call.parts.newId(),
      url: call.body.url,
      events: call.body.events,
      secret: randomBytes(32).toString('base64url'),
      createdSeconds: call.parts.clock(),
    }
    await changeSettings(call.parts, call.session.principal.id, (held) => {
      const webhooks = held.webhooks ?? []
      if (webhooks.length >= maxWebhooks) {
        throw new ApiProblem(507, 'too-many', `There are ${maxWebhooks} already.`)
      }
      return { ...held, webhooks: [...webhooks, made] }
    })
    return { ...webhookJson(made), secret: made.secret }
  },
)

const remove = route(
  {
    method: 'DELETE',
    path: '/webhooks/:id',
    tag: 'webhooks',
    summary: 'Ends a webhook; what waits for it is not sent',
    params: z.strictObject({ id: idSchema }),
  },
  async (call) => {
    await changeSettings(call.parts, call.session.principal.id, (held) => {
      const webhooks = held.webhooks ?? []
      const left = webhooks.filter((each) => each.id !== call.params.id)
      if (left.length === webhooks.length) throw notFound('webhook')
      return { ...held, webhooks: left }
    })
    return undefined
  },
)

export const webhookRoutes: readonly Route[] = [list, create, remove]

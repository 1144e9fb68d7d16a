/** Mails that came in and were not taken: kept for those whom they were for, and administrators. */
import { calendarAddress, isAddressOf } from '@parley/itip'
import {
  type MailIn,
  mailInById,
  mailsIn,
  mailsInDepth,
  type Principal,
  removeMailIn,
  type Tables,
} from '@parley/store'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { withoutDetail } from '../mail/addresses.ts'
import { receiveAgain } from '../mail/in/receive-mail.ts'
import { userOf } from '../people.ts'
import { findPrincipal } from './access.ts'
import { ApiProblem, notFound } from './problem.ts'
import { type Route, route } from './route.ts'
import { idSchema, limitSchema, nameSchema } from './schemas.ts'
import { instantOf, instantSchema } from './times.ts'

const stateSchema = z.enum(['done', 'waiting', 'ignored', 'refused', 'failed'])

const mailOut = z.object({
  id: z.string(),
  at: instantSchema,
  /** `failed`: not understood, or for nobody here. `refused`: not believed. `waiting`: asks somebody. */
  state: stateSchema,
  reason: z.string(),
  via: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  messageId: z.string(),
  attempts: z.number(),
})

/** Of so many that were not taken, the newest, a person's own are looked for. */
const maxLookedAt = 2_000

function mailJson(of: MailIn): z.input<typeof mailOut> {
  const { id, state, reason, via, messageId, attempts } = of
  return {
    ...{ id, state, reason, via, messageId, attempts },
    at: instantOf(of.receivedSeconds),
    from: of.sender,
    to: [...recipientsOf(of)],
  }
}

/** Whom the envelope named, or the mail's header where there was none. */
function recipientsOf({ facts }: MailIn): readonly string[] {
  const { recipients, to } = JSON.parse(facts) as Readonly<Record<string, unknown>>
  const found = Array.isArray(recipients) ? recipients : Array.isArray(to) ? to : []
  return found.filter((each) => typeof each === 'string')
}

function isFor(principal: Principal, mail: MailIn): boolean {
  const user = userOf(principal)
  return recipientsOf(mail).some((each) =>
    [each, withoutDetail(each).address].some((one) => isAddressOf(user, calendarAddress(one))),
  )
}

const forQuery = z.strictObject({ for: nameSchema.optional() })
const mailParams = z.strictObject({ mail: idSchema })

const own = route(
  {
    method: 'GET',
    path: '/mails',
    tag: 'waiting',
    summary: 'Mails to oneself that were not taken: not understood, or not believed; newest first',
    query: forQuery,
    answer: z.object({ mails: z.array(mailOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const owner = await findPrincipal(call, tables, call.query.for, 'read')
      const search = { states: ['failed', 'refused'], limit: maxLookedAt } as const
      const found = await mailsIn(tables, search)
      return { mails: found.filter((each) => isFor(owner, each)).map(mailJson) }
    }),
)

const ownOriginal = route(
  {
    method: 'GET',
    path: '/mails/:mail/original',
    tag: 'waiting',
    summary: 'A mail to oneself that was not taken, as it came',
    params: mailParams,
    query: forQuery,
  },
  async (call) => {
    const mail = await call.parts.store.read(async (tables) => {
      const owner = await findPrincipal(call, tables, call.query.for, 'read')
      const found = await kept(tables, call.params.mail)
      if (!isFor(owner, found)) throw notFound('mail')
      return found
    })
    return sendOriginal(call.reply, mail)
  },
)

const list = route(
  {
    method: 'GET',
    path: '/admin/mails',
    tag: 'admin',
    access: 'admin',
    summary:
      'Mails that came in, newest first: without a state, those that failed, were refused or wait',
    query: z.strictObject({ state: stateSchema.optional(), limit: limitSchema(1_000, 100) }),
    answer: z.object({ counts: z.record(z.string(), z.number()), mails: z.array(mailOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const { state, limit } = call.query
      const states = state === undefined ? (['failed', 'refused', 'waiting'] as const) : [state]
      return {
        counts: Object.fromEntries(await mailsInDepth(tables)),
        mails: (await mailsIn(tables, { states, limit })).map(mailJson),
      }
    }),
)

const original = route(
  {
    method: 'GET',
    path: '/admin/mails/:mail/original',
    tag: 'admin',
    access: 'admin',
    summary: 'A mail that was not taken, as it came',
    params: mailParams,
  },
  async (call) => {
    const mail = await call.parts.store.read((tables) => kept(tables, call.params.mail))
    return sendOriginal(call.reply, mail)
  },
)

const again = route(
  {
    method: 'POST',
    path: '/admin/mails/:mail/again',
    tag: 'admin',
    access: 'admin',
    summary: 'Takes a mail that failed once more',
    params: mailParams,
    answer: z.object({ state: z.string(), reason: z.string() }),
  },
  async (call) => {
    const { mail: id } = call.params
    const { state } = await call.parts.store.read((tables) => kept(tables, id))
    if (state !== 'failed') {
      throw new ApiProblem(409, 'decided', 'It was read, and decided on: that stays as it is.')
    }
    const receipt = await receiveAgain(await call.inbound(), id)
    if (receipt === undefined) throw notFound('mail')
    return { state: receipt.state, reason: receipt.reason }
  },
)

const discard = route(
  {
    method: 'DELETE',
    path: '/admin/mails/:mail',
    tag: 'admin',
    access: 'admin',
    summary: 'Discards a mail that failed or was refused, for good',
    params: mailParams,
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const { id } = await kept(tables, call.params.mail)
      await removeMailIn(tables, id)
    })
    return undefined
  },
)

type KeptMail = MailIn & { readonly bytes: string }

/** Only what failed or was refused keeps its bytes: nothing else can be fetched or discarded. */
async function kept(tables: Tables, id: string): Promise<KeptMail> {
  const found = await mailInById(tables, id)
  if (found?.bytes === undefined) throw notFound('mail')
  if (found.state !== 'failed' && found.state !== 'refused') throw notFound('mail')
  return { ...found, bytes: found.bytes }
}

/** Downloaded, never shown: what is in it is somebody else's. */
function sendOriginal(reply: FastifyReply, { id, bytes }: KeptMail): FastifyReply {
  return reply
    .type('message/rfc822')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `attachment; filename="mail-${id}.eml"`)
    .send(Buffer.from(bytes, 'base64'))
}

export const mailRoutes: readonly Route[] = [own, ownOriginal, list, original, again, discard]

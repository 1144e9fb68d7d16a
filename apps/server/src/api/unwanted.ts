/** Senders whose invitations somebody does not want: what they send from then on is not taken. */
import { z } from 'zod'
import { userOf } from '../people.ts'
import { ApiProblem, invalid, notFound } from './problem.ts'
import { type Route, route } from './route.ts'
import { addressSchema } from './schemas.ts'
import { changeSettings } from './settings.ts'

const maxUnwanted = 500

const params = z.strictObject({ address: addressSchema })

const add = route(
  {
    method: 'PUT',
    path: '/me/unwanted-senders/:address',
    tag: 'account',
    summary: 'Reports a sender: new invitations from there are not taken, and nothing answers them',
    params,
  },
  async (call) => {
    const { address } = call.params
    const self = userOf(call.session.principal)
    if ([self.address, ...self.aliases].includes(address)) throw invalid('address', 'your own')
    await changeSettings(call.parts, call.session.principal.id, (held) => {
      const others = (held.unwantedSenders ?? []).filter((each) => each !== address)
      if (others.length >= maxUnwanted) {
        throw new ApiProblem(507, 'too-many', `There are ${maxUnwanted} already.`)
      }
      return { ...held, unwantedSenders: [...others, address] }
    })
    return undefined
  },
)

const remove = route(
  {
    method: 'DELETE',
    path: '/me/unwanted-senders/:address',
    tag: 'account',
    summary: 'Takes invitations of a sender again',
    params,
  },
  async (call) => {
    await changeSettings(call.parts, call.session.principal.id, (held) => {
      const before = held.unwantedSenders ?? []
      const left = before.filter((each) => each !== call.params.address)
      if (left.length === before.length) throw notFound('reported sender')
      return { ...held, unwantedSenders: left }
    })
    return undefined
  },
)

export const unwantedRoutes: readonly Route[] = [add, remove]

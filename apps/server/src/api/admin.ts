/** Administration: people, groups, rooms, their addresses, members, delegates, passwords. */
import {
  memberIds,
  type Principal,
  principalByName,
  principalsById,
  replaceMembers,
  searchPrincipals,
  setDelegate,
  type Tables,
} from '@parley/store'
import { z } from 'zod'
import { addPrincipal, changePrincipal, removePrincipal, setPassword } from '../admin/people.ts'
import { settingsOf } from '../people.ts'
import { fields, principalJson, principalOut, settingsFrom, someFields } from './admin-schemas.ts'
import { delegateOut, delegatesJson } from './delegates.ts'
import { ApiProblem, notFound } from './problem.ts'
import { type Route, route } from './route.ts'
import { accessSchema, flagSchema, kindSchema, limitSchema, nameSchema } from './schemas.ts'

const maxMembers = 5_000

const list = route(
  {
    method: 'GET',
    path: '/admin/principals',
    tag: 'admin',
    access: 'admin',
    summary: 'People, groups and rooms',
    query: z.strictObject({
      text: z.string().max(100).default(''),
      kind: kindSchema.optional(),
      limit: limitSchema(1_000, 200),
    }),
    answer: z.object({ principals: z.array(principalOut) }),
  },
  async (call) => {
    const { text, kind, limit } = call.query
    const found = await call.parts.store.read((tables) =>
      searchPrincipals(tables, { text, limit, ...(kind !== undefined && { kinds: [kind] }) }),
    )
    return { principals: found.map((each) => principalJson(each)) }
  },
)

const nameParams = z.strictObject({ name: nameSchema })

export async function named(tables: Tables, name: string): Promise<Principal> {
  const found = await principalByName(tables, name)
  if (found === undefined) throw notFound('person, group or room')
  return found
}

const read = route(
  {
    method: 'GET',
    path: '/admin/principals/:name',
    tag: 'admin',
    access: 'admin',
    summary: 'One person, group or room',
    params: nameParams,
    answer: principalOut,
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const found = await named(tables, call.params.name)
      if (found.kind !== 'group') return principalJson(found)
      const members = await principalsById(tables, await memberIds(tables, found.id))
      return principalJson(
        found,
        members.map((each) => each.name),
      )
    }),
)

const create = route(
  {
    method: 'POST',
    path: '/admin/principals',
    tag: 'admin',
    access: 'admin',
    summary: 'A new person, group or room',
    body: fields.extend({
      name: nameSchema,
      kind: kindSchema,
      password: z.string().min(8).max(1_000).optional(),
    }),
    status: 201,
    answer: principalOut,
  },
  async (call) => {
    const { body } = call
    return call.parts.store.write(['principals'], async (tables) => {
      if ((await principalByName(tables, body.name)) !== undefined) {
        throw new ApiProblem(409, 'name-taken', `${body.name} is taken.`)
      }
      const { name, kind, displayName, addresses, zone, locale, isAdmin } = body
      const made = await addPrincipal(tables, call.parts, {
        ...{ name, kind, displayName, addresses, tzid: zone },
        ...(locale !== undefined && { locale }),
        ...(isAdmin !== undefined && { isAdmin }),
        settings: settingsFrom({}, body),
      })
      if (body.password !== undefined) {
        await setPassword(tables, call.parts, made, body.password)
      }
      return principalJson(made)
    })
  },
)

const change = route(
  {
    method: 'PATCH',
    path: '/admin/principals/:name',
    tag: 'admin',
    access: 'admin',
    summary: 'Changes a person, group or room',
    params: nameParams,
    body: someFields.extend({ disabled: z.boolean().optional() }),
    answer: principalOut,
  },
  async (call) => {
    const { body, params } = call
    const isSelf = params.name === call.session.principal.name
    if (isSelf && (body.disabled === true || body.isAdmin === false)) {
      throw new ApiProblem(409, 'yourself', 'Let another administrator do that.')
    }
    const changed = await call.parts.store.write(['principals'], async (tables) => {
      await named(tables, params.name)
      return changePrincipal(tables, call.parts, params.name, (held) => ({
        ...held,
        displayName: body.displayName ?? held.displayName,
        addresses: body.addresses ?? held.addresses,
        tzid: body.zone ?? held.tzid,
        locale: body.locale ?? held.locale,
        isAdmin: body.isAdmin ?? held.isAdmin,
        disabled: body.disabled ?? held.disabled,
        settings: JSON.stringify(settingsFrom(settingsOf(held), body)),
      }))
    })
    call.signIn.forget()
    return principalJson(changed)
  },
)

const remove = route(
  {
    method: 'DELETE',
    path: '/admin/principals/:name',
    tag: 'admin',
    access: 'admin',
    summary: 'Removes a person, group or room with all it has; transfer its meetings first',
    params: nameParams,
    query: z.strictObject({ confirm: flagSchema }),
  },
  async (call) => {
    if (!call.query.confirm) throw new ApiProblem(409, 'confirm', 'Say confirm=true.')
    if (call.params.name === call.session.principal.name) {
      throw new ApiProblem(409, 'yourself', 'Let another administrator do that.')
    }
    await call.parts.store.write(['principals'], async (tables) => {
      await named(tables, call.params.name)
      await removePrincipal(tables, call.params.name)
    })
    call.signIn.forget()
    return undefined
  },
)

const password = route(
  {
    method: 'PUT',
    path: '/admin/principals/:name/password',
    tag: 'admin',
    access: 'admin',
    summary: 'Sets somebody’s password; every session of theirs ends',
    params: nameParams,
    body: z.strictObject({ password: z.string().min(8).max(1_000) }),
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const found = await named(tables, call.params.name)
      await setPassword(tables, call.parts, found, call.body.password)
    })
    call.signIn.forget()
    return undefined
  },
)

const members = route(
  {
    method: 'PUT',
    path: '/admin/principals/:name/members',
    tag: 'admin',
    access: 'admin',
    summary: 'Says who is in a group',
    params: nameParams,
    body: z.strictObject({ members: z.array(nameSchema).max(maxMembers) }),
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const group = await named(tables, call.params.name)
      if (group.kind !== 'group') throw new ApiProblem(409, 'no-group', 'Only groups have members.')
      const ids: string[] = []
      for (const name of new Set(call.body.members)) ids.push((await named(tables, name)).id)
      await replaceMembers(tables, group.id, ids)
    })
    return undefined
  },
)

const delegateParams = z.strictObject({ name: nameSchema, delegate: nameSchema })

const delegate = route(
  {
    method: 'PUT',
    path: '/admin/principals/:name/delegates/:delegate',
    tag: 'admin',
    access: 'admin',
    summary: 'Lets someone read, or read and act, for a person or a room',
    params: delegateParams,
    body: z.strictObject({ access: accessSchema }),
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const owner = await named(tables, call.params.name)
      const other = await named(tables, call.params.delegate)
      const { access } = call.body
      await setDelegate(tables, { ownerId: owner.id, delegateId: other.id, access })
    })
    return undefined
  },
)

const delegates = route(
  {
    method: 'GET',
    path: '/admin/principals/:name/delegates',
    tag: 'admin',
    access: 'admin',
    summary: 'Who reads or acts for a person or a room',
    params: nameParams,
    answer: z.object({ delegates: z.array(delegateOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const owner = await named(tables, call.params.name)
      return { delegates: await delegatesJson(tables, owner.id) }
    }),
)

const removeDelegate = route(
  {
    method: 'DELETE',
    path: '/admin/principals/:name/delegates/:delegate',
    tag: 'admin',
    access: 'admin',
    summary: 'Ends a delegation',
    params: delegateParams,
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const owner = await named(tables, call.params.name)
      const other = await named(tables, call.params.delegate)
      await setDelegate(tables, { ownerId: owner.id, delegateId: other.id, access: undefined })
    })
    return undefined
  },
)

export const adminRoutes: readonly Route[] = [
  list,
  read,
  create,
  change,
  remove,
  password,
  members,
  delegates,
  delegate,
  removeDelegate,
]

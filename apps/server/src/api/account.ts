/** One's own account: profile, password, app passwords, delegates. */
import { credentialsOf, delegatesOf, principalByName, setDelegate } from '@parley/store'
import { z } from 'zod'
import { addAppPassword, changePrincipal, revokeCredential, setPassword } from '../admin/people.ts'
import { delegateOut, delegatesJson } from './delegates.ts'
import { ApiProblem, notFound } from './problem.ts'
import { type Route, route } from './route.ts'
import { accessSchema, idSchema, nameSchema } from './schemas.ts'
import { meJson, meOut, setSessionCookie } from './session.ts'
import { slowed } from './slowed.ts'
import { instantOf, instantSchema, zoneSchema } from './times.ts'

const maxAppPasswords = 50
const maxDelegates = 100

const profile = route(
  {
    method: 'PATCH',
    path: '/me',
    tag: 'account',
    summary: 'Changes one’s shown name, time zone and language',
    body: z.strictObject({
      displayName: z.string().min(1).max(200).optional(),
      zone: zoneSchema.optional(),
      locale: z
        .string()
        .max(35)
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as de or pt-BR')
        .optional(),
    }),
    answer: meOut,
  },
  async (call) =>
    call.parts.store.write([], async (tables) => {
      const { displayName, zone, locale } = call.body
      const { name } = call.session.principal
      const made = await changePrincipal(tables, call.parts, name, (held) => ({
        ...held,
        displayName: displayName ?? held.displayName,
        tzid: zone ?? held.tzid,
        locale: locale ?? held.locale,
      }))
      return meJson(tables, made, undefined)
    }),
)

const password = route(
  {
    method: 'POST',
    path: '/me/password',
    tag: 'account',
    summary: 'Changes one’s password; every other session ends',
    body: z.strictObject({
      current: z.string().min(1).max(1_000),
      wanted: z.string().min(8).max(1_000),
    }),
    answer: meOut,
  },
  async (call) => {
    const { principal } = call.session
    const checked = await call.signIn.password(principal.name, call.body.current, call.request.ip)
    if (checked.kind === 'slowed') throw slowed(checked.seconds)
    if (checked.kind === 'refused') {
      throw new ApiProblem(403, 'wrong-password', 'That is not your password now.', {
        faults: [{ field: 'current', detail: 'not your password' }],
      })
    }
    await call.parts.store.write([], (tables) =>
      setPassword(tables, call.parts, principal, call.body.wanted),
    )
    call.signIn.forget()
    const hadSession = call.asking.kind === 'principal' && call.asking.session !== undefined
    const started = hadSession ? await call.signIn.startSession(principal) : undefined
    if (started !== undefined) setSessionCookie(call.parts, call.reply, started)
    return call.parts.store.read((tables) => meJson(tables, principal, started?.csrf))
  },
)

const appPasswordOut = z.object({
  id: z.string(),
  label: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.optional(),
})

const appPasswords = route(
  {
    method: 'GET',
    path: '/me/app-passwords',
    tag: 'account',
    summary: 'Passwords of one’s devices and programs',
    answer: z.object({ appPasswords: z.array(appPasswordOut) }),
  },
  async (call) => {
    const held = await call.parts.store.read((tables) =>
      credentialsOf(tables, call.session.principal.id),
    )
    return {
      appPasswords: held
        .filter((each) => each.kind === 'app')
        .map(({ id, label, createdSeconds, lastUsedSeconds }) => ({
          id,
          label,
          createdAt: instantOf(createdSeconds),
          ...(lastUsedSeconds !== undefined && { lastUsedAt: instantOf(lastUsedSeconds) }),
        })),
    }
  },
)

const newAppPassword = route(
  {
    method: 'POST',
    path: '/me/app-passwords',
    tag: 'account',
    summary: 'A password for one device or program, shown once',
    body: z.strictObject({ label: z.string().min(1).max(100) }),
    status: 201,
    answer: z.object({ id: z.string(), password: z.string() }),
  },
  async (call) =>
    call.parts.store.write([], async (tables) => {
      const { principal } = call.session
      if ((await credentialsOf(tables, principal.id)).length >= maxAppPasswords) {
        throw new ApiProblem(507, 'too-many', `There are ${maxAppPasswords} already.`)
      }
      return addAppPassword(tables, call.parts, principal, call.body.label)
    }),
)

const revoke = route(
  {
    method: 'DELETE',
    path: '/me/app-passwords/:id',
    tag: 'account',
    summary: 'Revokes an app password at once',
    params: z.strictObject({ id: idSchema }),
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const { principal } = call.session
      const held = await credentialsOf(tables, principal.id)
      const isApp = held.some((each) => each.id === call.params.id && each.kind === 'app')
      if (!isApp) throw notFound('app password')
      await revokeCredential(tables, principal, call.params.id)
    })
    call.signIn.forget()
    return undefined
  },
)

const delegates = route(
  {
    method: 'GET',
    path: '/me/delegates',
    tag: 'account',
    summary: 'Who reads or acts for one',
    answer: z.object({ delegates: z.array(delegateOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => ({
      delegates: await delegatesJson(tables, call.session.principal.id),
    })),
)

const delegateParams = z.strictObject({ name: nameSchema })

const addDelegate = route(
  {
    method: 'PUT',
    path: '/me/delegates/:name',
    tag: 'account',
    summary: 'Lets someone read, or read and act, for one',
    params: delegateParams,
    body: z.strictObject({ access: accessSchema }),
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const self = call.session.principal
      const found = await principalByName(tables, call.params.name)
      if (found === undefined || found.id === self.id) throw notFound('person')
      if ((await delegatesOf(tables, self.id)).length >= maxDelegates) {
        throw new ApiProblem(507, 'too-many', `There are ${maxDelegates} delegates already.`)
      }
      const { access } = call.body
      await setDelegate(tables, { ownerId: self.id, delegateId: found.id, access })
    })
    return undefined
  },
)

const removeDelegate = route(
  {
    method: 'DELETE',
    path: '/me/delegates/:name',
    tag: 'account',
    summary: 'Ends a delegation',
    params: delegateParams,
  },
  async (call) => {
    await call.parts.store.write([], async (tables) => {
      const found = await principalByName(tables, call.params.name)
      if (found === undefined) throw notFound('person')
      const ownerId = call.session.principal.id
      await setDelegate(tables, { ownerId, delegateId: found.id, access: undefined })
    })
    return undefined
  },
)

export const accountRoutes: readonly Route[] = [
  profile,
  password,
  appPasswords,
  newAppPassword,
  revoke,
  delegates,
  addDelegate,
  removeDelegate,
]

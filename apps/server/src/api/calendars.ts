/** Calendars: those one can read, new ones, changed, deleted, shared. */
import {
  type Access,
  type Collection,
  collectionById,
  collectionsOf,
  deleteCollection,
  insertCollection,
  listResources,
  type Principal,
  principalById,
  principalByName,
  principalsById,
  setShare,
  sharesOf,
  type Tables,
  updateCollection,
} from '@parley/store'
import { z } from 'zod'
import { type Level, levelAt } from '../dav/session.ts'
import { newCollection } from '../people.ts'
import { changeHeld } from '../scheduling/change-held.ts'
import { actingAs, type FoundCalendar, findCalendar, findPrincipal } from './access.ts'
import { ApiProblem, notFound } from './problem.ts'
import { type Call, type Route, route } from './route.ts'
import { accessSchema, idSchema, nameSchema, titleSchema } from './schemas.ts'

const maxCalendars = 200
const maxShares = 500

const calendarOut = z.object({
  id: z.string(),
  /** Path segment in CalDAV. */
  path: z.string(),
  name: z.string(),
  owner: z.object({ name: z.string(), displayName: z.string() }),
  color: z.string().optional(),
  description: z.string().optional(),
  /** Nothing in it makes its owner busy. */
  transparent: z.boolean(),
  isDefault: z.boolean(),
  access: z.enum(['read', 'write', 'all']),
})
type CalendarOut = z.input<typeof calendarOut>

type VisibleCalendar = FoundCalendar & { readonly level: Exclude<Level, 'free-busy'> }

/** One's own calendars, those of whom one is a delegate, and those that were shared. */
export async function visibleCalendars(
  { session }: Pick<Call, 'session'>,
  tables: Tables,
): Promise<readonly VisibleCalendar[]> {
  const { delegators, shares } = await session.rights(tables)
  const owned = await collectionsOf(tables, [session.principal.id, ...delegators.keys()])
  const known = new Set(owned.map((each) => each.id))
  const shared: Collection[] = []
  for (const id of shares.keys()) {
    const found = known.has(id) ? undefined : await collectionById(tables, id)
    if (found !== undefined) shared.push(found)
  }
  const calendars = [...owned, ...shared].filter((each) => each.kind === 'calendar')
  const ids = [...new Set(calendars.map((each) => each.ownerId))]
  const owners = new Map((await principalsById(tables, ids)).map((each) => [each.id, each]))
  const visible: VisibleCalendar[] = []
  for (const collection of calendars) {
    const owner = owners.get(collection.ownerId)
    const level = await levelAt(session, tables, collection.ownerId, collection)
    if (owner !== undefined && level !== 'free-busy') visible.push({ collection, owner, level })
  }
  const own = ({ owner }: VisibleCalendar): number => (owner.id === session.principal.id ? 0 : 1)
  return visible.sort((one, other) => own(one) - own(other))
}

type Properties = { readonly color?: string; readonly description?: string }

function propertiesOf(collection: Collection): Properties {
  return JSON.parse(collection.properties)
}

function calendarJson({ collection, owner, level }: FoundCalendar): CalendarOut {
  const { color, description } = propertiesOf(collection)
  return {
    id: collection.id,
    path: collection.name,
    name: collection.displayName,
    owner: { name: owner.name, displayName: owner.displayName },
    ...(color !== undefined && { color }),
    ...(description !== undefined && { description }),
    transparent: collection.transparent,
    isDefault: collection.isDefault,
    access: level === 'write' || level === 'all' ? level : 'read',
  }
}

const list = route(
  {
    method: 'GET',
    path: '/calendars',
    tag: 'calendars',
    summary: 'All calendars that can be read',
    answer: z.object({ calendars: z.array(calendarOut) }),
  },
  async (call) => {
    const visible = await call.parts.store.read((tables) => visibleCalendars(call, tables))
    return { calendars: visible.map(calendarJson) }
  },
)

const fields = z.strictObject({
  name: titleSchema.min(1).max(200),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i, 'a colour such as #3366cc')
    .optional(),
  description: z.string().max(5_000).optional(),
  transparent: z.boolean().optional(),
})

const create = route(
  {
    method: 'POST',
    path: '/calendars',
    tag: 'calendars',
    summary: 'A new calendar',
    body: fields.extend({ for: nameSchema.optional() }),
    status: 201,
    answer: calendarOut,
  },
  async (call) =>
    call.parts.store.write([], async (tables) => {
      const owner = await findPrincipal(call, tables, call.body.for, 'all')
      if ((await collectionsOf(tables, [owner.id])).length >= maxCalendars) {
        throw new ApiProblem(507, 'too-many', `There are ${maxCalendars} calendars already.`)
      }
      const made = newCollection(call.parts, owner.id, {
        name: call.parts.newId(),
        kind: 'calendar',
        displayName: call.body.name,
        isDefault: false,
        transparent: call.body.transparent ?? false,
        properties: JSON.stringify(propertiesFrom({}, call.body)),
      })
      await insertCollection(tables, made)
      return calendarJson({ collection: made, owner, level: 'all' })
    }),
)

function propertiesFrom(
  held: Properties,
  given: { color?: string | undefined; description?: string | undefined },
): Properties {
  const { color, description } = given
  return {
    ...held,
    ...(color !== undefined && { color }),
    ...(description !== undefined && { description }),
  }
}

const calendarParams = z.strictObject({ calendar: idSchema })

const change = route(
  {
    method: 'PATCH',
    path: '/calendars/:calendar',
    tag: 'calendars',
    summary: 'Changes a calendar’s name, colour, description; makes it the default',
    params: calendarParams,
    body: fields.partial().extend({ isDefault: z.literal(true).optional() }),
    answer: calendarOut,
  },
  async (call) =>
    call.parts.store.write([], async (tables) => {
      const { body } = call
      const wanted = body.isDefault === true ? 'all' : 'write'
      const found = await findCalendar(call, tables, call.params.calendar, wanted)
      const made: Collection = {
        ...found.collection,
        displayName: body.name ?? found.collection.displayName,
        transparent: body.transparent ?? found.collection.transparent,
        isDefault: body.isDefault ?? found.collection.isDefault,
        properties: JSON.stringify(propertiesFrom(propertiesOf(found.collection), body)),
      }
      if (body.isDefault === true) await takeDefault(tables, found)
      await updateCollection(tables, made)
      return calendarJson({ ...found, collection: made })
    }),
)

async function takeDefault(tables: Tables, { owner, collection }: FoundCalendar): Promise<void> {
  for (const each of await collectionsOf(tables, [owner.id])) {
    if (each.isDefault && each.id !== collection.id) {
      await updateCollection(tables, { ...each, isDefault: false })
    }
  }
}

const remove = route(
  {
    method: 'DELETE',
    path: '/calendars/:calendar',
    tag: 'calendars',
    summary: 'Deletes a calendar with its events, each as if by itself: guests are told',
    params: calendarParams,
  },
  async (call) => {
    const { store } = call.parts
    const { found, heads } = await store.read(async (tables) => {
      const calendar = await findCalendar(call, tables, call.params.calendar, 'all')
      return { found: calendar, heads: await listResources(tables, calendar.collection.id) }
    })
    if (found.collection.isDefault || found.collection.kind !== 'calendar') {
      throw new ApiProblem(409, 'default-calendar', 'Invitations arrive in this calendar.')
    }
    const sentBy = actingAs(call.session, found.owner)
    for (const { uid } of heads) {
      const acting = {
        principal: found.owner,
        uid,
        requestId: call.requestId,
        ...(sentBy !== undefined && { actingAs: sentBy }),
      }
      await changeHeld(call.parts, acting, { kind: 'delete' })
    }
    await store.write([], (tables) => deleteCollection(tables, found.collection.id))
    return undefined
  },
)

const shareOut = z.object({
  name: z.string(),
  displayName: z.string(),
  access: accessSchema,
})

const shares = route(
  {
    method: 'GET',
    path: '/calendars/:calendar/shares',
    tag: 'calendars',
    summary: 'With whom a calendar is shared',
    params: calendarParams,
    answer: z.object({ shares: z.array(shareOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const { collection } = await findCalendar(call, tables, call.params.calendar, 'all')
      const held = await sharesOf(tables, collection.id)
      const made: z.input<typeof shareOut>[] = []
      for (const { principalId, access } of held) {
        const principal = await principalById(tables, principalId)
        if (principal === undefined) continue
        made.push({ name: principal.name, displayName: principal.displayName, access })
      }
      return { shares: made }
    }),
)

const shareParams = z.strictObject({ calendar: idSchema, name: nameSchema })

const share = route(
  {
    method: 'PUT',
    path: '/calendars/:calendar/shares/:name',
    tag: 'calendars',
    summary: 'Shares a calendar with a person or a group',
    params: shareParams,
    body: z.strictObject({ access: accessSchema }),
  },
  (call) => changeShare(call, call.body.access),
)

const unshare = route(
  {
    method: 'DELETE',
    path: '/calendars/:calendar/shares/:name',
    tag: 'calendars',
    summary: 'Shares a calendar no longer with someone',
    params: shareParams,
  },
  (call) => changeShare(call, undefined),
)

async function changeShare(
  call: Call<z.output<typeof shareParams>, unknown, unknown>,
  access: Access | undefined,
): Promise<undefined> {
  await call.parts.store.write([], async (tables) => {
    const { collection, owner } = await findCalendar(call, tables, call.params.calendar, 'all')
    const principal: Principal | undefined = await principalByName(tables, call.params.name)
    if (principal === undefined || principal.id === owner.id) throw notFound('person to share with')
    if ((await sharesOf(tables, collection.id)).length >= maxShares && access !== undefined) {
      throw new ApiProblem(507, 'too-many', `It is shared with ${maxShares} already.`)
    }
    const principalId = principal.id
    await setShare(tables, { collectionId: collection.id, principalId, access })
  })
  return undefined
}

export const calendarRoutes: readonly Route[] = [
  list,
  create,
  change,
  remove,
  shares,
  share,
  unshare,
]

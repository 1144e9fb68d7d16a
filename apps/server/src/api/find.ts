/** Finding: people by name, rooms, who is busy when, and when all can meet. */
import { kindPeriodsOf, proposeTimes, type TimeQuery, type Window } from '@parley/busytime'
import { component, zonesOf } from '@parley/icalendar'
import type { CalendarAddress } from '@parley/itip'
import { type Principal, principalsByAddress, searchPrincipals, type Tables } from '@parley/store'
import { z } from 'zod'
import { settingsOf, userOf } from '../people.ts'
import { namesOf } from '../scheduling/admission.ts'
import { busyTimes } from '../scheduling/free-busy.ts'
import { peopleFor, roomsFor } from '../scheduling/people-time.ts'
import { findPrincipal } from './access.ts'
import { addresses, busyRoute, windowOf } from './busy.ts'
import { proposalJson, proposalOut } from './counters.ts'
import { withMembers } from './events/directory.ts'
import { invalid } from './problem.ts'
import { type Call, type Route, route } from './route.ts'
import { flagSchema, kindSchema, limitSchema, nameSchema } from './schemas.ts'
import { momentSchema, zoneSchema } from './times.ts'

const personOut = z.object({
  name: z.string(),
  displayName: z.string(),
  address: z.string(),
  kind: kindSchema,
})

const people = route(
  {
    method: 'GET',
    path: '/principals',
    tag: 'find',
    summary: 'People, groups and rooms by part of a name or an address',
    query: z.strictObject({
      text: z.string().max(100).default(''),
      kind: kindSchema.optional(),
      limit: limitSchema(100, 20),
    }),
    answer: z.object({ principals: z.array(personOut) }),
  },
  async (call) => {
    const { text, kind, limit } = call.query
    const found = await call.parts.store.read((tables) =>
      searchPrincipals(tables, { text, limit, ...(kind !== undefined && { kinds: [kind] }) }),
    )
    const shown = found.filter((each) => !each.disabled)
    return {
      principals: shown.map((each) => ({
        name: each.name,
        displayName: each.displayName,
        address: userOf(each).address,
        kind: each.kind,
      })),
    }
  },
)

const roomOut = z.object({
  name: z.string(),
  displayName: z.string(),
  address: z.string(),
  kind: kindSchema,
  capacity: z.number().optional(),
  features: z.array(z.string()),
  /** In the whole time asked for; absent where no time was. */
  free: z.boolean().optional(),
})

const maxRooms = 500

const rooms = route(
  {
    method: 'GET',
    path: '/rooms',
    tag: 'find',
    summary: 'Rooms and resources by seats, features, and whether they are free',
    query: z.strictObject({
      seats: z.coerce.number().int().min(1).max(100_000).optional(),
      /** Parted by commas: a room has all of them. */
      features: z.string().max(1_000).optional(),
      text: z.string().max(100).default(''),
      from: momentSchema.optional(),
      to: momentSchema.optional(),
      onlyFree: flagSchema.optional(),
    }),
    answer: z.object({ rooms: z.array(roomOut) }),
  },
  async (call) => {
    const { seats, text, from, to, onlyFree } = call.query
    const window = from === undefined || to === undefined ? undefined : windowOf(from, to)
    const wanted = call.query.features?.split(',').filter((each) => each !== '') ?? []
    const found = await call.parts.store.read(async (tables) => {
      const kinds = ['room', 'resource'] as const
      const all = await searchPrincipals(tables, { text, kinds, limit: maxRooms })
      const fit = all.filter((each) => !each.disabled && fits(each, seats, wanted))
      const busy =
        window === undefined ? undefined : await busyTimes(call.parts, tables, fit, window)
      return fit.map((room) => {
        const times = busy?.get(room.id)
        return roomJson(room, times && kindPeriodsOf(times).every((each) => each.kind === 'FREE'))
      })
    })
    return { rooms: onlyFree === true ? found.filter((each) => each.free !== false) : found }
  },
)

function fits(room: Principal, seats: number | undefined, wanted: readonly string[]): boolean {
  const { capacity, features = [] } = settingsOf(room)
  const enough = seats === undefined || capacity === undefined || capacity >= seats
  return enough && wanted.every((each) => features.includes(each))
}

function roomJson(room: Principal, free: boolean | undefined): z.input<typeof roomOut> {
  const { capacity, features } = settingsOf(room)
  return {
    name: room.name,
    displayName: room.displayName,
    address: userOf(room).address,
    kind: room.kind,
    ...(capacity !== undefined && { capacity }),
    features: [...(features ?? [])],
    ...(free !== undefined && { free }),
  }
}

const clock = z.string().regex(/^\d{2}:\d{2}$/, 'a time of day such as 09:00')
const hours = z.strictObject({ from: clock, to: clock })
const weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])

const findBody = z.strictObject({
  for: nameSchema.optional(),
  required: addresses.default([]),
  optional: addresses.default([]),
  rooms: z
    .strictObject({
      /** Absent: every room. */
      among: addresses.optional(),
      count: z.number().int().min(1).max(20).default(1),
      seats: z.number().int().min(1).max(100_000).optional(),
      features: z.array(z.string().max(100)).max(50).default([]),
    })
    .optional(),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(14 * 24 * 60),
  from: momentSchema,
  to: momentSchema,
  zone: zoneSchema.optional(),
  everyMinutes: z
    .number()
    .int()
    .min(5)
    .max(24 * 60)
    .default(15),
  bufferMinutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60)
    .default(0),
  minAttendance: z.number().int().min(1).max(500).optional(),
  touchTentative: z.boolean().default(true),
  /** Meetings that may be in the way: the one that is moved. */
  ignoredUids: z.array(z.string().max(1_000)).max(20).default([]),
  hours: hours.optional(),
  days: z.array(weekday).max(7).optional(),
  avoidLunch: z.boolean().optional(),
  limit: z.number().int().min(1).max(100).default(10),
})

const findTime = route(
  {
    method: 'POST',
    path: '/find-time',
    tag: 'find',
    summary: 'Times at which all can meet, the best first, each with its reasons',
    body: findBody,
    answer: z.object({ times: z.array(proposalOut) }),
  },
  async (call) => {
    const query = await call.parts.store.read((tables) => queryFrom(call, tables))
    return { times: proposeTimes(query).map(proposalJson) }
  },
)

type FindCall = Call<undefined, undefined, z.output<typeof findBody>>

async function queryFrom(call: FindCall, tables: Tables): Promise<TimeQuery> {
  const { parts, body } = call
  const window = windowOf(body.from, body.to)
  const owner = await findPrincipal(call, tables, body.for, 'read')
  const self = userOf(owner).address
  const directory = await principalsByAddress(tables, [...body.required, ...body.optional])
  const others = async (wanted: readonly CalendarAddress[]): Promise<CalendarAddress[]> =>
    (await withMembers(tables, wanted, directory)).filter((each) => each !== self)
  const required = await others(body.required)
  const optional = await others(body.optional)
  const known = await principalsByAddress(tables, [self, ...required, ...optional])
  const given = {
    directory: known,
    window,
    ignoredUids: new Set(body.ignoredUids),
    asker: await namesOf(tables, owner),
  }
  const [organizer] = await peopleFor(parts, tables, [self], given)
  if (organizer === undefined) throw invalid('for', 'nobody')
  const tzid = body.zone ?? owner.tzid
  const { hours: wanted, days, avoidLunch } = body
  return {
    organizer,
    required: await peopleFor(parts, tables, required, given),
    optional: await peopleFor(parts, tables, optional, given),
    ...(body.rooms !== undefined && {
      rooms: {
        candidates: await candidatesOf(call, tables, window),
        count: body.rooms.count,
        features: body.rooms.features,
        ...(body.rooms.seats !== undefined && { seats: body.rooms.seats }),
      },
    }),
    durationSeconds: body.minutes * 60,
    window,
    granularitySeconds: body.everyMinutes * 60,
    bufferBeforeSeconds: body.bufferMinutes * 60,
    bufferAfterSeconds: body.bufferMinutes * 60,
    ...(body.minAttendance !== undefined && { minAttendance: body.minAttendance }),
    touchTentative: body.touchTentative,
    preferences: {
      ...(wanted !== undefined && { hours: wanted }),
      ...(days !== undefined && { days }),
      ...(avoidLunch !== undefined && { avoidLunch }),
    },
    limit: body.limit,
    zones: zonesOf(component('VCALENDAR', []), parts.catalog, tzid),
    tzid,
  }
}

async function candidatesOf(
  call: FindCall,
  tables: Tables,
  window: Window,
): ReturnType<typeof roomsFor> {
  const among = call.body.rooms?.among
  const kinds = ['room', 'resource'] as const
  const all =
    among === undefined
      ? await searchPrincipals(tables, { kinds: ['room'], limit: maxRooms })
      : [...(await principalsByAddress(tables, among)).values()]
  const able = all.filter((each) => kinds.some((kind) => kind === each.kind) && !each.disabled)
  const ignoredUids = new Set(call.body.ignoredUids)
  return roomsFor(call.parts, tables, able, { window, ignoredUids })
}

export const findRoutes: readonly Route[] = [people, rooms, busyRoute, findTime]

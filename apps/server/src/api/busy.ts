/** When people and rooms are busy, and outside which hours they would rather not meet. */
import { type BusyTime, kindPeriodsOf, type Window } from '@parley/busytime'
import type { CalendarAddress } from '@parley/itip'
import { type Principal, principalsByAddress, type Tables } from '@parley/store'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { namesOf } from '../scheduling/admission.ts'
import { maxWindowSeconds } from '../scheduling/free-busy.ts'
import { peopleFor } from '../scheduling/people-time.ts'
import { withMembers } from './events/directory.ts'
import { invalid } from './problem.ts'
import { type Route, route } from './route.ts'
import { addressSchema, kindSchema } from './schemas.ts'
import { instantOf, instantSchema, momentSchema } from './times.ts'

const maxPeople = 500
export const addresses: z.ZodType<CalendarAddress[], string[]> = z
  .array(addressSchema)
  .max(maxPeople)

const periodOut = z.object({ startsAt: instantSchema, endsAt: instantSchema })

const busyOut = z.object({
  address: z.string(),
  name: z.string().optional(),
  /** Absent for those elsewhere. */
  kind: kindSchema.optional(),
  known: z.boolean(),
  busy: z.array(periodOut.extend({ kind: z.string() })),
  /** Outside the hours that a person set. */
  outside: z.array(periodOut),
  /** Of a group, which is not busy itself; they follow in the list. */
  members: z.array(z.string()).optional(),
})

const busyBody = z.strictObject({
  people: z.array(addressSchema).min(1).max(maxPeople),
  from: momentSchema,
  to: momentSchema,
  /** Meetings that are not to count: the one that is moved. */
  ignoredUids: z.array(z.string().max(1_000)).max(20).default([]),
})

export const busyRoute: Route = route(
  {
    method: 'POST',
    path: '/busy',
    tag: 'find',
    summary: 'When people and rooms are busy; of those elsewhere nothing is known',
    body: busyBody,
    answer: z.object({ people: z.array(busyOut) }),
  },
  (call) =>
    call.parts.store.read(async (tables) => {
      const asker = await namesOf(tables, call.session.principal)
      return busyOf(call.parts, tables, { ...call.body, asker })
    }),
)

type BusyAnswer = { readonly people: z.input<typeof busyOut>[] }

async function busyOf(
  parts: Parts,
  tables: Tables,
  {
    people: asked,
    from,
    to,
    ignoredUids,
    asker,
  }: z.output<typeof busyBody> & { asker: readonly string[] },
): Promise<BusyAnswer> {
  const window = windowOf(from, to)
  const named = await principalsByAddress(tables, asked)
  const members = new Map<CalendarAddress, readonly CalendarAddress[]>()
  for (const address of asked) {
    if (named.get(address)?.kind !== 'group') continue
    members.set(address, (await withMembers(tables, [address], named)).slice(0, maxPeople))
  }
  const all = [...new Set([...asked, ...[...members.values()].flat()])].slice(0, maxPeople)
  const directory = await principalsByAddress(tables, all)
  const able = all.filter((each) => isAble(directory.get(each)))
  const given = { directory, window, ignoredUids: new Set(ignoredUids), asker }
  const timed = await peopleFor(parts, tables, able, given)
  const times = new Map(timed.map((each) => [each.address, each]))
  return {
    people: all.map((address) => {
      const principal = directory.get(address)
      const own = principal && times.get(userOf(principal).address)
      const of = members.get(address)
      return {
        address,
        ...(principal !== undefined && { name: principal.displayName, kind: principal.kind }),
        known: own?.busy !== undefined,
        busy: periodsIn(own?.busy, window).map(({ kind, ...period }) => ({
          ...period,
          kind: kind.toLowerCase(),
        })),
        outside: periodsIn(own?.outsideHours, window).map(({ startsAt, endsAt }) => ({
          startsAt,
          endsAt,
        })),
        ...(of !== undefined && { members: [...of] }),
      }
    }),
  }
}

function isAble(principal: Principal | undefined): boolean {
  return principal !== undefined && principal.kind !== 'group' && !principal.disabled
}

type Period = { readonly startsAt: string; readonly endsAt: string; readonly kind: string }

/** What is not free, cut to the window. */
function periodsIn(of: BusyTime | undefined, { fromSeconds, toSeconds }: Window): Period[] {
  if (of === undefined) return []
  return kindPeriodsOf(of)
    .filter((each) => each.kind !== 'FREE')
    .filter((each) => each.endSeconds > fromSeconds && each.startSeconds < toSeconds)
    .map((each) => ({
      startsAt: instantOf(Math.max(each.startSeconds, fromSeconds)),
      endsAt: instantOf(Math.min(each.endSeconds, toSeconds)),
      kind: each.kind,
    }))
}

export function windowOf(fromSeconds: number, toSeconds: number): Window {
  if (toSeconds <= fromSeconds) throw invalid('to', 'later than from')
  if (toSeconds - fromSeconds > maxWindowSeconds) throw invalid('to', 'at most 400 days after from')
  return { fromSeconds, toSeconds }
}

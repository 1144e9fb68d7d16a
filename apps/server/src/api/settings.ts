/** One's settings: policies, reminders, working hours. */
import { workingHours } from '@parley/busytime'
import {
  component,
  parseCalendar,
  parseDuration,
  property,
  serializeText,
  withTimezones,
} from '@parley/icalendar'
import { type Principal, principalById, type Tables, updatePrincipal } from '@parley/store'
import { z } from 'zod'
import { policySchema } from '../config.ts'
import type { Parts } from '../parts.ts'
import { policyOf, type Settings, settingsOf } from '../people.ts'
import { productId } from './events/draft.ts'
import { invalid } from './problem.ts'
import { type Route, route } from './route.ts'
import { zoneSchema } from './times.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 09:00')
const weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])
const hoursBlock = z.strictObject({
  days: z.array(weekday).min(1).max(7),
  from: clock,
  to: clock,
})
const hoursSchema = hoursBlock.extend({
  zone: zoneSchema,
  also: z.array(hoursBlock).max(20).optional(),
})

export const ownPolicy = policySchema.extend({
  defaultAlarms: z
    .array(
      z
        .string()
        .max(30)
        .refine((each) => parseDuration(each) !== undefined, 'a duration'),
    )
    .max(20)
    .optional(),
})

const settingsOut = z.object({
  /** What one has set. */
  policy: z.record(z.string(), z.unknown()),
  /** What holds: one's own settings over the server's. */
  effectivePolicy: z.record(z.string(), z.unknown()),
  workingHours: hoursSchema.optional(),
  /** A VAVAILABILITY (RFC 7953) as text; made from the working hours, or set by a calendar app. */
  availability: z.string().optional(),
  /** Whose invitations are not taken. */
  unwantedSenders: z.array(z.string()),
})

function settingsJson(parts: Parts, principal: Principal): z.input<typeof settingsOut> {
  const { policy = {}, availability, workingHours: hours, ...more } = settingsOf(principal)
  const stands = hours !== undefined && availability === availabilityText(parts, hours)
  return {
    policy: { ...policy },
    effectivePolicy: { ...policyOf(parts, principal) },
    ...(stands && { workingHours: hours as z.input<typeof hoursSchema> }),
    ...(availability !== undefined && { availability }),
    unwantedSenders: [...(more.unwantedSenders ?? [])],
  }
}

type Hours = NonNullable<Settings['workingHours']>

/** The same hours give the same text. */
function availabilityText(parts: Pick<Parts, 'catalog'>, hours: Hours): string {
  const head = [property('VERSION', '2.0'), property('PRODID', productId)]
  const object = component('VCALENDAR', head, [workingHours(hours)])
  return serializeText(withTimezones(object, parts.catalog))
}

const read = route(
  {
    method: 'GET',
    path: '/me/settings',
    tag: 'account',
    summary: 'One’s settings, and what holds where one has set nothing',
    answer: settingsOut,
  },
  async (call) => settingsJson(call.parts, call.session.principal),
)

const change = route(
  {
    method: 'PATCH',
    path: '/me/settings',
    tag: 'account',
    summary: 'Changes policies, working hours, availability; null takes away',
    body: z.strictObject({
      /** The whole of one's own policy. */
      policy: ownPolicy.optional(),
      workingHours: hoursSchema.nullable().optional(),
      availability: z.string().max(100_000).nullable().optional(),
    }),
    answer: settingsOut,
  },
  async (call) => {
    const { policy, workingHours: hours, availability } = call.body
    if (typeof availability === 'string') judgeAvailability(availability)
    const changed = await changeSettings(call.parts, call.session.principal.id, (held) => {
      const { workingHours: _, availability: was, ...rest } = held
      const kept = availability === undefined ? was : (availability ?? undefined)
      const text = hours ? availabilityText(call.parts, hours as Hours) : kept
      const gone = hours === null && availability === undefined
      const saved = hours ?? (hours === null || availability !== undefined ? undefined : _)
      return {
        ...rest,
        ...(policy !== undefined && { policy: policy as Settings['policy'] }),
        ...(text !== undefined && !gone && { availability: text }),
        ...(saved !== undefined && { workingHours: saved as Hours }),
      } as Settings
    })
    return settingsJson(call.parts, changed)
  },
)

function judgeAvailability(text: string): void {
  const [object] = parseCalendar(text).objects
  if (object?.components.some((each) => each.name === 'VAVAILABILITY') !== true) {
    throw invalid('availability', 'a VCALENDAR with a VAVAILABILITY')
  }
}

/** Reads, changes and saves the settings in one transaction. */
export async function changeSettings(
  parts: Parts,
  principalId: string,
  change: (held: Settings, tables: Tables) => Settings,
): Promise<Principal> {
  return parts.store.write([`principal:${principalId}`], async (tables) => {
    const held = await principalById(tables, principalId)
    if (held === undefined) throw new Error('a principal is gone')
    const made = { ...held, settings: JSON.stringify(change(settingsOf(held), tables)) }
    await updatePrincipal(tables, made)
    return made
  })
}

export const settingsRoutes: readonly Route[] = [read, change]

/** People, groups and rooms as an administrator sees and sets them. */
import type { BookingPolicy } from '@parley/busytime'
import type { Principal } from '@parley/store'
import { z } from 'zod'
import { bookingSchema } from '../booking-schema.ts'
import { type Settings, settingsOf } from '../people.ts'
import { addressSchema, kindSchema } from './schemas.ts'
import { ownPolicy } from './settings.ts'
import { zoneSchema } from './times.ts'

export const fields = z.strictObject({
  displayName: z.string().min(1).max(200),
  /** The first is the one it writes as; the others are aliases, `*@domain` too. */
  addresses: z
    .array(
      z.union([
        addressSchema,
        z
          .string()
          .regex(/^\*@[^\s@]+$/)
          .max(320),
      ]),
    )
    .min(1)
    .max(100),
  zone: zoneSchema,
  locale: z.string().max(35).optional(),
  isAdmin: z.boolean().optional(),
  capacity: z.number().int().min(1).max(1_000_000).nullable().optional(),
  features: z.array(z.string().min(1).max(100)).max(50).optional(),
  booking: bookingSchema.optional(),
  policy: ownPolicy.optional(),
})

export const principalOut = z.object({
  name: z.string(),
  kind: kindSchema,
  displayName: z.string(),
  addresses: z.array(z.string()),
  zone: z.string(),
  locale: z.string(),
  isAdmin: z.boolean(),
  disabled: z.boolean(),
  capacity: z.number().optional(),
  features: z.array(z.string()),
  booking: z.record(z.string(), z.unknown()),
  policy: z.record(z.string(), z.unknown()),
  members: z.array(z.string()).optional(),
})
type PrincipalOut = z.input<typeof principalOut>

export function principalJson(of: Principal, members?: readonly string[]): PrincipalOut {
  const { capacity, features, booking, policy } = settingsOf(of)
  return {
    name: of.name,
    kind: of.kind,
    displayName: of.displayName,
    addresses: [...of.addresses],
    zone: of.tzid,
    locale: of.locale,
    isAdmin: of.isAdmin,
    disabled: of.disabled,
    ...(capacity !== undefined && { capacity }),
    features: [...(features ?? [])],
    booking: { ...booking },
    policy: { ...policy },
    ...(members !== undefined && { members: [...members] }),
  }
}

export const someFields = fields.partial()
type Fields = Pick<z.output<typeof someFields>, 'capacity' | 'features' | 'booking' | 'policy'>

export function settingsFrom(held: Settings, given: Fields): Settings {
  const { capacity, features, booking, policy } = given
  const { capacity: was, ...rest } = held
  const seats = capacity === undefined ? was : (capacity ?? undefined)
  return {
    ...rest,
    ...(seats !== undefined && { capacity: seats }),
    ...(features !== undefined && { features }),
    ...(booking !== undefined && { booking: booking as Partial<BookingPolicy> }),
    ...(policy !== undefined && { policy: policy as Settings['policy'] }),
  } as Settings
}

/** Settings of people and rooms as an administrator writes them: checked, faults named by key. */
import type { z } from 'zod'
import { bookingSchema } from '../booking-schema.ts'
import { policySchema } from '../config.ts'
import type { Settings } from '../people.ts'
import { AdminProblem } from './people.ts'

/** What differs from the default booking policy. */
export function readBooking(given: unknown): NonNullable<Settings['booking']> {
  return checked(bookingSchema, given, 'booking') as NonNullable<Settings['booking']>
}

/** What differs, for one person, from the policy of the configuration. */
export function readPolicy(given: unknown): NonNullable<Settings['policy']> {
  return checked(policySchema, given, 'policy') as NonNullable<Settings['policy']>
}

function checked<T>(schema: z.ZodType<T>, given: unknown, what: string): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const [first] = read.error.issues
  const keys = first?.code === 'unrecognized_keys' ? first.keys : []
  const key = [what, ...(first?.path ?? []), ...keys.slice(0, 1)].join('.')
  const words = keys.length > 0 ? 'there is no such key' : first?.message
  throw new AdminProblem(`${key}: ${words}`)
}

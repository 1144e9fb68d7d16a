/** Settings of people and rooms as an administrator writes them: checked, faults named by key. */
import { z } from 'zod'
import { policySchema } from '../config.ts'
import type { Settings } from '../people.ts'
import { AdminProblem, requireAddress } from './people.ts'

const addresses = z.array(z.string()).transform((each) => each.map(requireAddress))
const who = z.union([z.literal('all'), addresses])

const bookingSchema = z
  .strictObject({
    answer: z.enum(['if-free', 'keeper', 'accept', 'decline']),
    allowConflicts: z.boolean(),
    maxConflicts: z.number().int().min(0),
    maxConflictPercent: z.number().min(0).max(100),
    allowRecurring: z.boolean(),
    horizonDays: z.number().int().min(0),
    beyondHorizon: z.enum(['decline', 'cut']),
    minDurationSeconds: z.number().int().min(0),
    maxDurationSeconds: z.number().int().min(0),
    hours: z.strictObject({
      from: z.string().regex(/^\d\d:\d\d$/),
      to: z.string().regex(/^\d\d:\d\d$/),
      zone: z.string(),
      days: z.array(z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])),
    }),
    mayBook: who,
    mayRequest: who,
    mayRequestOutOfPolicy: who,
    keepers: addresses,
    keeps: z.strictObject({
      subject: z.enum(['keep', 'organizer', 'remove']),
      comments: z.boolean(),
      attachments: z.boolean(),
      privateFlag: z.boolean(),
    }),
    additionalComment: z.string(),
    saysWhy: z.boolean(),
  })
  .partial()

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

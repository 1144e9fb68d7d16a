/** What an administrator may say of a room, as `BookingPolicy` of the busytime package has it. */
import { calendarAddress } from '@parley/itip'
import { z } from 'zod'

const address = z
  .string()
  .max(320)
  .regex(/^(mailto:)?[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/i, 'a mail address')
  .transform(calendarAddress)
/** `*@example.com` means everyone there. */
const who = z.union([z.literal('all'), z.array(address).max(1_000)])
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time like 09:00')

export const bookingSchema = z
  .strictObject({
    answer: z.enum(['if-free', 'keeper', 'accept', 'decline']),
    allowConflicts: z.boolean(),
    maxConflicts: z.number().int().min(0).max(10_000),
    maxConflictPercent: z.number().min(0).max(100),
    allowRecurring: z.boolean(),
    horizonDays: z.number().int().min(0).max(3_650),
    beyondHorizon: z.enum(['decline', 'cut']),
    minDurationSeconds: z.number().int().min(0),
    maxDurationSeconds: z.number().int().min(0),
    hours: z.strictObject({
      from: clock,
      to: clock,
      zone: z.string().max(100),
      days: z.array(z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])).max(7),
    }),
    mayBook: who,
    mayRequest: who,
    mayRequestOutOfPolicy: who,
    keepers: z.array(address).max(100),
    keeps: z.strictObject({
      subject: z.enum(['keep', 'organizer', 'remove']),
      comments: z.boolean(),
      attachments: z.boolean(),
      privateFlag: z.boolean(),
    }),
    additionalComment: z.string().max(2_000),
    saysWhy: z.boolean(),
  })
  .partial()

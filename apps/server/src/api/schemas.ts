/** Schemas that several routes share. */
import { calendarAddress } from '@parley/itip'
import { z } from 'zod'

export const idSchema: z.ZodString = z.string().min(1).max(64)
export const nameSchema: z.ZodString = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-z0-9][a-z0-9._@+-]*$/, 'small letters, digits and . _ @ + -')
export const titleSchema: z.ZodString = z.string().max(1_000)
export const textSchema: z.ZodString = z.string().max(100_000)
export const commentSchema: z.ZodString = z.string().max(5_000)
export const accessSchema: z.ZodEnum<{ read: 'read'; write: 'write' }> = z.enum(['read', 'write'])

/** A mail address, with or without `mailto:`; comparable from here on. */
export const addressSchema: z.ZodType<ReturnType<typeof calendarAddress>, string> = z
  .string()
  .min(3)
  .max(320)
  .regex(/^(mailto:)?[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/i, 'a mail address')
  .transform(calendarAddress)

export const kindSchema: z.ZodEnum<{
  user: 'user'
  group: 'group'
  room: 'room'
  resource: 'resource'
}> = z.enum(['user', 'group', 'room', 'resource'])

/** `true` and `false` in a query. */
export const flagSchema: z.ZodType<boolean, 'true' | 'false'> = z
  .enum(['true', 'false'])
  .transform((each) => each === 'true')

export const limitSchema = (most: number, otherwise: number): z.ZodType<number, unknown> =>
  z.coerce.number().int().min(1).max(most).default(otherwise)

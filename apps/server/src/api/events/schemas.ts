/** What events look like in JSON, going in and coming out. */
import { parseDuration, parseRule } from '@parley/icalendar'
import { z } from 'zod'
import { addressSchema, commentSchema, idSchema, textSchema, titleSchema } from '../schemas.ts'
import { instantSchema, whenSchema, zoneSchema } from '../times.ts'

const roleSchema = z.enum(['chair', 'required', 'optional', 'informed'])
export type RoleWord = z.infer<typeof roleSchema>

const guestDraft = z.strictObject({
  address: addressSchema,
  name: z.string().max(200).optional(),
  role: roleSchema.optional(),
})

const alarmSchema = z.strictObject({
  /** As RFC 5545 §3.8.6.3: `-PT15M`, `PT0S`, `-P1D`. */
  trigger: z
    .string()
    .max(30)
    .refine((each) => parseDuration(each) !== undefined, 'a duration such as -PT15M'),
  words: z.string().max(1_000).optional(),
})

/** Absent: as it is. `null`: taken away. */
const eventFields = z.strictObject({
  title: titleSchema.nullable().optional(),
  description: textSchema.nullable().optional(),
  location: titleSchema.nullable().optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable()
    .optional(),
  conference: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable()
    .optional(),
  start: whenSchema.optional(),
  end: whenSchema.optional(),
  zone: zoneSchema.optional(),
  rule: z
    .string()
    .max(500)
    .refine((each) => parseRule(each) !== undefined, 'a rule such as FREQ=WEEKLY;BYDAY=MO')
    .nullable()
    .optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).optional(),
  /** Does it make its owner busy? */
  busy: z.boolean().optional(),
  visibility: z.enum(['public', 'private', 'confidential']).optional(),
  categories: z.array(z.string().min(1).max(200)).max(100).optional(),
  color: z.string().max(50).nullable().optional(),
  /** All guests and rooms. Those already there keep their answers. */
  attendees: z.array(guestDraft).max(2_000).optional(),
  alarms: z.array(alarmSchema).max(50).optional(),
  guestsMayPropose: z.boolean().optional(),
  guestsMayForward: z.boolean().optional(),
  /** May the guests of this meeting see one another? Absent, and never said: as the settings say. */
  guestList: z.enum(['show', 'hide']).optional(),
})
export type EventFields = z.infer<typeof eventFields>

export const silentField = z.boolean().default(false)

export const newEvent = eventFields.extend({
  title: titleSchema,
  start: whenSchema,
  uid: z.string().min(1).max(200).optional(),
  /** Stores it and tells nobody. */
  silent: silentField,
})

export const rangeSchema = z.enum(['this', 'following', 'all'])

/** Which part of a series; without it, all. */
export const instanceField = z
  .string()
  .max(20)
  .regex(/^\d{8}(T\d{6}Z?)?$/, 'the key of an instance')

export const eventChange = eventFields.extend({
  instance: instanceField.optional(),
  range: rangeSchema.default('all'),
  silent: silentField,
})
export type EventChange = z.infer<typeof eventChange>

export const eventParams = z.strictObject({ event: idSchema })
export const instanceQuery = z.strictObject({ instance: instanceField.optional() })

const participationStatus = z.enum([
  'needs-action',
  'accepted',
  'declined',
  'tentative',
  'delegated',
  'completed',
  'in-process',
  'other',
])
export type StatusWord = z.infer<typeof participationStatus>

const personOut = z.object({ address: z.string(), name: z.string().optional() })

export const guestOut = personOut.extend({
  role: roleSchema,
  kind: z.enum(['person', 'group', 'room', 'resource', 'unknown']),
  status: participationStatus,
  /** Is an answer expected? */
  asked: z.boolean(),
  isMe: z.boolean(),
  delegatedTo: z.array(z.string()).optional(),
  delegatedFrom: z.array(z.string()).optional(),
  sentBy: z.string().optional(),
  /** SCHEDULE-STATUS of the last message (RFC 6638 §3.2.9). */
  scheduleStatus: z.array(z.string()).optional(),
  /** With the last answer. */
  comment: z.string().optional(),
})

const myRole = z.enum(['organizer', 'attendee', 'owner', 'other'])

/** One instance as a calendar view shows it. */
export const instanceOut = z.object({
  event: z.string(),
  /** '' where the event does not recur. */
  instance: z.string(),
  calendar: z.string(),
  uid: z.string(),
  title: z.string(),
  location: z.string().optional(),
  start: z.string(),
  end: z.string(),
  zone: z.string().optional(),
  allDay: z.boolean(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  busy: z.boolean(),
  color: z.string().optional(),
  recurring: z.boolean(),
  /** Has it properties of its own? */
  changed: z.boolean(),
  role: myRole,
  myStatus: participationStatus.optional(),
  organizer: personOut.optional(),
  guests: z.number(),
})
export type InstanceOut = z.input<typeof instanceOut>

const attachmentOut = z.object({
  /** Within the event, in its order. */
  number: z.number(),
  name: z.string(),
  type: z.string().optional(),
  /** Where it is; without it, it stands within the event and can be downloaded. */
  link: z.string().optional(),
})
export type AttachmentOut = z.input<typeof attachmentOut>

export const componentOut = z.object({
  instance: z.string(),
  title: z.string(),
  description: z.string().optional(),
  location: z.string().optional(),
  url: z.string().optional(),
  conference: z.string().optional(),
  start: z.string(),
  end: z.string(),
  zone: z.string().optional(),
  allDay: z.boolean(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  rule: z.string().optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  busy: z.boolean(),
  visibility: z.enum(['public', 'private', 'confidential']),
  categories: z.array(z.string()),
  color: z.string().optional(),
  sequence: z.number(),
  organizer: personOut.extend({ sentBy: z.string().optional() }).optional(),
  attendees: z.array(guestOut),
  attachments: z.array(attachmentOut),
  alarms: z.array(z.object({ trigger: z.string(), action: z.string(), words: z.string() })),
  guestsMayPropose: z.boolean(),
  guestsMayForward: z.boolean(),
  /** What the Organizer chose for the meeting, in his own copy alone. */
  guestList: z.enum(['show', 'hide']).optional(),
})
export type ComponentOut = z.input<typeof componentOut>

export const eventOut = z.object({
  id: z.string(),
  uid: z.string(),
  calendar: z.string(),
  /** Name of whose calendar it is in. */
  owner: z.string(),
  etag: z.string(),
  role: myRole,
  mayWrite: z.boolean(),
  recurring: z.boolean(),
  /** The series, or the one instance asked for. */
  shown: componentOut,
  /** Instances with properties of their own. */
  changed: z.array(componentOut),
  excluded: z.array(z.string()),
  /** Are its guests hidden from one another? Of one event alone, where that is known here. */
  guestsHidden: z.boolean().optional(),
})
export type EventOut = z.input<typeof eventOut>

export const reasonOut = z.object({
  requirement: z.string(),
  words: z.string(),
  facts: z.record(z.string(), z.unknown()),
})

/** Who is told what, and what it does to answers. */
const consequencesOut = z.object({
  told: z.array(
    z.object({
      method: z.string(),
      instances: z.array(z.string()),
      recipients: z.array(z.object({ address: z.string(), here: z.boolean() })),
      changes: z.array(z.string()),
    }),
  ),
  resets: z.array(z.object({ address: z.string(), instance: z.string(), was: z.string() })),
  /** What rooms and resources answered. */
  rooms: z.array(z.object({ address: z.string(), status: participationStatus })),
  reasons: z.array(reasonOut),
})
export type Consequences = z.input<typeof consequencesOut>

export const changedOut = z.object({
  /** False: nothing came of it; the reasons say why. */
  changed: z.boolean(),
  /** True: nothing was saved, nobody was told. */
  preview: z.boolean(),
  event: eventOut.optional(),
  consequences: consequencesOut,
})
export type ChangedOut = z.input<typeof changedOut>

export const previewQuery = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .default('false')
    .transform((each) => each === 'true'),
})

export const comment = commentSchema.optional()
export const keysField = z.array(instanceField).min(1).max(500).optional()

/** What polls look like in JSON. */
import { type Answer, answerOf, type HeldPoll, type Poll, tallyPoll } from '@parley/busytime'
import { component } from '@parley/icalendar'
import { isAddressOf } from '@parley/itip'
import type { Principal } from '@parley/store'
import { z } from 'zod'
import type { Parts } from '../../parts.ts'
import { userOf } from '../../people.ts'
import { componentOut, reasonOut } from '../events/schemas.ts'
import { componentJson, readingOf } from '../events/to-json.ts'
import { addressSchema, commentSchema, textSchema, titleSchema } from '../schemas.ts'
import { instantOf, instantSchema, whenSchema, zoneSchema } from '../times.ts'

export const pollParams = z.strictObject({ uid: z.string().min(1).max(1_000) })

const optionDraft = z.strictObject({
  start: whenSchema,
  end: whenSchema.optional(),
  zone: zoneSchema.optional(),
  location: titleSchema.optional(),
  title: titleSchema.optional(),
})

export const pollDraft = z.strictObject({
  title: titleSchema.min(1),
  description: textSchema.optional(),
  options: z.array(optionDraft).min(1).max(200),
  voters: z
    .array(
      z.strictObject({
        address: addressSchema,
        name: z.string().max(200).optional(),
        /** Comes to the meeting whatever the vote. */
        stayInformed: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(2_000),
  /** Votes are taken until then. */
  closesAt: whenSchema.optional(),
  /** A vote of this worth or more is an acceptance of the meeting: `yes`, `yes-not-best`. */
  accepts: z.enum(['yes', 'yes-not-best', 'maybe']).optional(),
  votesShown: z.enum(['show', 'hide']).default('show'),
})

const answerWords = ['no', 'maybe', 'yes-not-best', 'yes'] as const satisfies readonly Answer[]

export const voteBody = z.strictObject({
  votes: z
    .array(
      z.strictObject({
        option: z.number().int().min(1).max(1_000_000),
        answer: z.enum(answerWords),
        comment: commentSchema.optional(),
      }),
    )
    .min(1)
    .max(200),
  stayInformed: z.boolean().optional(),
  comment: commentSchema.optional(),
})

export const pollOut = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string().optional(),
  organizer: z.string(),
  isOrganizer: z.boolean(),
  status: z.enum(['IN-PROCESS', 'COMPLETED', 'CONFIRMED', 'SUBMITTED', 'CANCELLED']),
  /** To a voter `hide`: the votes of others are not among those of the voters. */
  votesShown: z.enum(['show', 'hide']),
  winner: z.number().optional(),
  closesAt: instantSchema.optional(),
  options: z.array(
    z.object({
      option: z.number(),
      event: componentOut,
      yes: z.number(),
      best: z.number(),
      maybe: z.number(),
      no: z.number(),
      unanswered: z.array(z.string()),
    }),
  ),
  voters: z.array(
    z.object({
      address: z.string(),
      name: z.string().optional(),
      isMe: z.boolean(),
      stayInformed: z.boolean(),
      votes: z.array(
        z.object({
          option: z.number(),
          answer: z.enum(answerWords),
          comment: z.string().optional(),
        }),
      ),
    }),
  ),
  /** Who voted without being asked: to be admitted or refused. */
  uninvited: z.array(z.string()),
})
type PollOut = z.input<typeof pollOut>

export const pollChangedOut = z.object({
  poll: pollOut.optional(),
  /** Who cannot be told of polls: rooms, groups, addresses that are not for mail. */
  unreached: z.array(z.string()),
  reasons: z.array(reasonOut),
})

/** The best option first. */
export function pollJson(
  parts: Pick<Parts, 'catalog'>,
  principal: Principal,
  held: HeldPoll,
): PollOut | undefined {
  const { poll } = held
  if (poll === undefined) return undefined
  const self = userOf(principal)
  const { description, winner, end } = poll
  return {
    uid: poll.uid,
    title: poll.summary,
    ...(description !== undefined && { description }),
    organizer: poll.organizer,
    isOrganizer: isAddressOf(self, poll.organizer),
    status: poll.status,
    votesShown: held.votesShown,
    ...(winner !== undefined && { winner }),
    ...(end?.tzid === 'UTC' && { closesAt: instantOf(end.wallSeconds) }),
    options: optionsOf(parts, principal, { poll, votesShown: held.votesShown }),
    voters: poll.voters.map(({ address, commonName, stayInformed, votes }) => ({
      address,
      ...(commonName !== undefined && { name: commonName }),
      isMe: isAddressOf(self, address),
      stayInformed,
      votes: votes.map(({ itemId, response, comment }) => ({
        option: itemId,
        answer: answerOf(response),
        ...(comment !== undefined && { comment }),
      })),
    })),
    uninvited: [...held.uninvited.keys()],
  }
}

function optionsOf(
  parts: Pick<Parts, 'catalog'>,
  principal: Principal,
  { poll, votesShown }: { readonly poll: Poll; readonly votesShown: HeldPoll['votesShown'] },
): PollOut['options'] {
  const self = userOf(principal)
  const knowsAll = votesShown === 'show' || isAddressOf(self, poll.organizer)
  const components = new Map(poll.candidates.map((each) => [each.itemId, each.component]))
  return tallyPoll(poll).flatMap((row) => {
    const of = components.get(row.itemId)
    if (of === undefined) return []
    const { itemId, yes, best, maybe, no, unanswered } = row
    const reading = readingOf(parts, principal, component('VCALENDAR', [], [of]))
    return [
      {
        option: itemId,
        event: componentJson(reading, of, ''),
        ...{ yes, best, maybe, no },
        unanswered: unanswered.filter((each) => knowsAll || isAddressOf(self, each)),
      },
    ]
  })
}

/** For tests only: a poll of Alice's for Bob and Carol, and what goes to and fro. */
import type { Component } from '@parley/icalendar'
import { parseCalendar, serializeText } from '@parley/icalendar'
import type { CalendarUser, Context } from '@parley/itip'
import { calendarUser } from '@parley/itip'
import type { HeldPoll } from '../poll/model.ts'
import { noPollHeld } from '../poll/model.ts'
import type { PollDraft } from '../poll/originate.ts'
import { originatePoll } from '../poll/originate.ts'
import { readPoll } from '../poll/read.ts'
import { receivePoll } from '../poll/receive.ts'
import type { PollEffect, PollTransition } from '../poll/transition.ts'
import { context, object, vevent } from './calendars.ts'

export const now = 1_773_000_000
export const alice: CalendarUser = calendarUser('alice@example.com', [], 'Alice')
export const bob: CalendarUser = calendarUser('bob@example.com')
export const carol: CalendarUser = calendarUser('carol@example.com')
export const mallory: CalendarUser = calendarUser('mallory@example.net')

/** An hour at 14:00 in Berlin. */
export function candidate(day: string): Component {
  const [made] = object(
    ...vevent(
      `c-${day}`,
      `DTSTART;TZID=Europe/Berlin:${day}T140000`,
      'DURATION:PT1H',
      'SUMMARY:Review',
    ),
  ).components
  if (made === undefined) throw new TypeError('no candidate')
  return made
}

export const draft: PollDraft = {
  summary: 'When do we review?',
  candidates: [candidate('20260316'), candidate('20260317'), candidate('20260318')],
  voters: [bob, carol].map(({ address }) => ({ address, stayInformed: false })),
}

/** What this user’s side knows, so many seconds after the poll was opened. */
export function as(user: CalendarUser, seconds = 0, more: Partial<Context> = {}): Context {
  return { ...context(user, now + seconds), ...more }
}

export function opened(more: Partial<PollDraft> = {}): PollTransition {
  return originatePoll(
    noPollHeld('poll-1'),
    { kind: 'open', draft: { ...draft, ...more } },
    as(alice),
  )
}

export type Sent = Extract<PollEffect, { kind: 'send' }>

export function sent(of: PollTransition, method: string): Sent {
  const found = of.effects.find(
    (each): each is Sent => each.kind === 'send' && each.method === method,
  )
  if (found === undefined) throw new TypeError(`no ${method} was sent`)
  return found
}

/** By bytes, as a transport would; `from` is who the transport says speaks. */
export function delivered(
  held: HeldPoll,
  of: Sent,
  to: CalendarUser,
  from: CalendarUser,
  seconds: number,
): PollTransition {
  const [parsed] = parseCalendar(serializeText(of.message)).objects
  const [message] = parsed === undefined ? [] : readPoll(parsed).messages
  if (message === undefined) throw new TypeError('no message was read')
  return receivePoll(
    held,
    message,
    as(to, seconds, { originator: { address: from.address, proven: true } }),
  )
}

export function votedBy(
  user: CalendarUser,
  held: HeldPoll,
  responses: readonly number[],
  seconds: number,
): PollTransition {
  const votes = responses.map((response, i) => ({ itemId: i + 1, response }))
  return originatePoll(held, { kind: 'vote', votes }, as(user, seconds))
}

export function receivedByBob(of: PollTransition, seconds = 1): HeldPoll {
  return delivered(noPollHeld('poll-1'), sent(of, 'REQUEST'), bob, alice, seconds).state
}

export function requirement(of: PollTransition): string {
  return of.explanation[0].requirement
}

/** What the Organizer or a voter does with a poll. */
import type { Component, Time } from '@parley/icalendar'
import { firstProperty, withoutProperties } from '@parley/icalendar'
import type { CalendarAddress, Context, Revision } from '@parley/itip'
import { isAddressOf } from '@parley/itip'
import { because } from '../explanation.ts'
import type { Candidate, HeldPoll, Poll, PollCompletion, Vote, Voter } from './model.ts'
import { findVoter, withVoter } from './model.ts'
import { isOpen, sendPoll } from './send.ts'
import type { PollEffect, PollTransition } from './transition.ts'
import { unchangedPoll } from './transition.ts'
import { writePoll } from './write.ts'

/** What a calendar user does to a poll: the input of `originatePoll`. */
export type PollChange =
  // the Organizer's
  | { readonly kind: 'open'; readonly draft: PollDraft }
  | { readonly kind: 'update'; readonly draft: Partial<PollDraft>; readonly comment?: string }
  | { readonly kind: 'tell-status'; readonly comment?: string }
  | { readonly kind: 'close'; readonly comment?: string }
  | { readonly kind: 'choose'; readonly itemId: number; readonly comment?: string }
  | { readonly kind: 'cancel'; readonly comment?: string }
  | { readonly kind: 'admit-voter'; readonly voter: CalendarAddress }
  | { readonly kind: 'refuse-voter'; readonly voter: CalendarAddress }
  // a voter's
  | {
      readonly kind: 'vote'
      readonly votes: readonly Vote[]
      readonly stayInformed?: boolean
      readonly comment?: string
    }
  | { readonly kind: 'refresh' }

/** What the Organizer asks; candidates are components without POLL-ITEM-ID. */
export type PollDraft = {
  readonly summary: string
  readonly description?: string
  readonly candidates: readonly Component[]
  readonly voters: readonly Pick<Voter, 'address' | 'commonName' | 'stayInformed'>[]
  readonly start?: Time
  readonly end?: Time
  readonly completion?: PollCompletion
  readonly acceptResponse?: number
  readonly votesShown?: HeldPoll['votesShown']
}

/**
 * Carries a change out: the new state and what is to be sent.
 *
 * Errors: none. A change that cannot be made (a vote after the end, a winner that is no candidate)
 * leaves the state as it is and says why.
 */
export function originatePoll(
  held: HeldPoll,
  change: PollChange,
  context: Context,
): PollTransition {
  if (change.kind === 'open') return open(held, change.draft, context)
  const { poll } = held
  if (poll === undefined)
    return unchangedPoll(held, because('vpoll/3/unknown-poll', { change: change.kind }))
  if (change.kind === 'vote') return vote(held, poll, change, context)
  if (change.kind === 'refresh') return refresh(held, poll, context)
  if (!isAddressOf(context.self, poll.organizer))
    return unchangedPoll(held, because('vpoll/3/only-organizer-conducts', { change: change.kind }))
  switch (change.kind) {
    case 'update':
      return update(held, poll, change, context)
    case 'tell-status':
      return tell(held, stamped(poll, context), context, change.comment)
    case 'close':
      return close(held, poll, context, change.comment)
    case 'choose':
      return choose(held, poll, change, context)
    case 'cancel':
      return cancel(held, poll, context, change.comment)
    case 'admit-voter':
      return admit(held, poll, change.voter)
    case 'refuse-voter':
      return refuse(held, change.voter)
  }
}

function open(held: HeldPoll, draft: PollDraft, context: Context): PollTransition {
  if (held.poll !== undefined)
    return unchangedPoll(held, because('vpoll/3/latest-revision-stands', { change: 'open' }))
  const { self, nowSeconds } = context
  const poll: Poll = {
    uid: held.uid,
    revision: { sequence: 0, dtstampSeconds: nowSeconds },
    organizer: self.address,
    status: 'IN-PROCESS',
    completion: draft.completion ?? 'CLIENT',
    pollProperties: differingProperties(draft.candidates),
    candidates: draft.candidates.map((component, i) => ({ itemId: i + 1, component })),
    voters: draft.voters.map((voter) => ({ ...voter, votes: [] })),
    ...partsOf(draft),
  }
  const state: HeldPoll = { ...held, poll, votesShown: draft.votesShown ?? 'show' }
  return {
    state,
    effects: sendPoll(state, poll, 'REQUEST', voterAddresses(poll), context),
    explanation: [
      because('vpoll/3/request-asks-for-votes', { candidates: poll.candidates.length }),
    ],
  }
}

type DraftParts = Pick<Poll, 'summary' | 'description' | 'start' | 'end' | 'acceptResponse'>

function partsOf(draft: PollDraft): DraftParts {
  const { summary, description, start, end, acceptResponse } = draft
  return {
    summary,
    ...(description === undefined ? {} : { description }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(acceptResponse === undefined ? {} : { acceptResponse }),
  }
}

function voterAddresses(poll: Poll): readonly CalendarAddress[] {
  return poll.voters.map((each) => each.address)
}

const weighedProperties = ['DTSTART', 'DTEND', 'DURATION', 'DUE', 'LOCATION', 'SUMMARY', 'RRULE']

/** Names of properties in which the candidates differ, for POLL-PROPERTIES. */
function differingProperties(candidates: readonly Component[]): readonly string[] {
  return weighedProperties.filter((name) => {
    const values = new Set(candidates.map((each) => valueText(each, name)))
    return values.size > 1
  })
}

function valueText(of: Component, name: string): string {
  const found = firstProperty(of, name)
  return found === undefined ? '' : JSON.stringify([found.parameters, found.value])
}

/**
 * A candidate that stays as it was keeps its POLL-ITEM-ID and its votes; a changed or new one gets an
 * id that was never used, so that no vote ends up on a time that the voter has not seen.
 */
// Requirement: vpoll/1/item-id-unique
function renumbered(poll: Poll, components: readonly Component[]): readonly Candidate[] {
  const text = (of: Component): string =>
    JSON.stringify(
      withoutProperties(of, 'DTSTAMP', 'SEQUENCE').properties.map((each) => [
        each.name,
        each.parameters,
        each.value,
      ]),
    )
  const known = new Map(poll.candidates.map((each) => [text(each.component), each.itemId]))
  const used = [
    ...poll.candidates.map((each) => each.itemId),
    ...poll.voters.flatMap((voter) => voter.votes.map((each) => each.itemId)),
  ]
  let next = used.reduce((most, each) => Math.max(most, each), 0)
  return components.map((component) => {
    const held = known.get(text(component))
    if (held === undefined) next++
    return { itemId: held ?? next, component }
  })
}

function update(
  held: HeldPoll,
  poll: Poll,
  { draft, comment }: Extract<PollChange, { kind: 'update' }>,
  context: Context,
): PollTransition {
  const candidates =
    draft.candidates === undefined ? poll.candidates : renumbered(poll, draft.candidates)
  const voters =
    draft.voters?.map((each) => ({ votes: findVoter(poll, each.address)?.votes ?? [], ...each })) ??
    poll.voters
  const updated: Poll = {
    ...poll,
    ...partsOf({ ...poll, ...draft, candidates: [], voters: [] }),
    revision: raised(poll, context),
    status: 'IN-PROCESS',
    completion: draft.completion ?? poll.completion,
    pollProperties: differingProperties(candidates.map((each) => each.component)),
    candidates,
    voters,
  }
  const state = { ...held, poll: updated, votesShown: draft.votesShown ?? held.votesShown }
  const staying = new Set(voterAddresses(updated))
  const removed = voterAddresses(poll).filter((each) => !staying.has(each))
  const goodbye = { ...updated, voters: poll.voters.filter((each) => !staying.has(each.address)) }
  return {
    state,
    effects: [
      ...sendPoll(state, updated, 'REQUEST', voterAddresses(updated), context, comment),
      ...sendPoll(state, goodbye, 'CANCEL', removed, context, comment),
    ],
    explanation: [
      because('vpoll/3/request-asks-for-votes', { candidates: candidates.length }),
      ...(removed.length === 0 ? [] : [because('vpoll/3/cancel-ends', { removed })]),
    ],
  }
}

/** What asks anew raises SEQUENCE. */
function raised(poll: Poll, context: Context): Revision {
  return { sequence: poll.revision.sequence + 1, dtstampSeconds: context.nowSeconds }
}

/** What only tells keeps SEQUENCE, and is later: at least one second after what was last said. */
function stamped(poll: Poll, context: Context): Poll {
  const { sequence, dtstampSeconds } = poll.revision
  const dtstamp = Math.max(context.nowSeconds, dtstampSeconds + 1)
  return { ...poll, revision: { sequence, dtstampSeconds: dtstamp } }
}

function tell(
  held: HeldPoll,
  poll: Poll,
  context: Context,
  comment: string | undefined,
): PollTransition {
  const state = { ...held, poll }
  return {
    state,
    effects: sendPoll(state, poll, 'POLLSTATUS', voterAddresses(poll), context, comment),
    explanation: [because('vpoll/3/pollstatus-tells', { status: poll.status })],
  }
}

function close(
  held: HeldPoll,
  poll: Poll,
  context: Context,
  comment: string | undefined,
): PollTransition {
  if (poll.status !== 'IN-PROCESS')
    return unchangedPoll(held, because('vpoll/2/status-values', { status: poll.status }))
  return tell(held, { ...stamped(poll, context), status: 'COMPLETED' }, context, comment)
}

function choose(
  held: HeldPoll,
  poll: Poll,
  { itemId, comment }: Extract<PollChange, { kind: 'choose' }>,
  context: Context,
): PollTransition {
  const offered = poll.candidates.some((each) => each.itemId === itemId)
  if (!offered) return unchangedPoll(held, because('vpoll/4/winner-is-candidate', { itemId }))
  if (poll.status === 'SUBMITTED' || poll.status === 'CANCELLED')
    return unchangedPoll(held, because('vpoll/2/status-values', { status: poll.status }))
  const chosen: Poll = { ...stamped(poll, context), status: 'CONFIRMED', winner: itemId }
  const told = tell(held, chosen, context, comment)
  return {
    ...told,
    explanation: [because('vpoll/4/winner-is-candidate', { itemId }), ...told.explanation],
  }
}

function cancel(
  held: HeldPoll,
  poll: Poll,
  context: Context,
  comment: string | undefined,
): PollTransition {
  if (poll.status === 'CANCELLED')
    return unchangedPoll(held, because('vpoll/3/cancelled-stays', { uid: poll.uid }))
  const ended: Poll = { ...poll, revision: raised(poll, context), status: 'CANCELLED' }
  const state = { ...held, poll: ended, cancelled: ended.revision }
  return {
    state,
    effects: sendPoll(state, ended, 'CANCEL', voterAddresses(ended), context, comment),
    explanation: [because('vpoll/3/cancel-ends', { voters: ended.voters.length })],
  }
}

function admit(held: HeldPoll, poll: Poll, address: CalendarAddress): PollTransition {
  const voter = held.uninvited.get(address)
  if (voter === undefined)
    return unchangedPoll(held, because('vpoll/2/uninvited-voter', { address }))
  const offered = new Set(poll.candidates.map((each) => each.itemId))
  const votes = voter.votes.filter((each) => offered.has(each.itemId))
  return {
    state: { ...withoutWaiting(held, address), poll: withVoter(poll, { ...voter, votes }) },
    effects: [{ kind: 'notify', notice: 'voter-voted', about: address }],
    explanation: [because('vpoll/2/votes-counted', { address, votes: votes.length })],
  }
}

function refuse(held: HeldPoll, address: CalendarAddress): PollTransition {
  const reason = because('vpoll/2/uninvited-voter', { address })
  if (!held.uninvited.has(address)) return unchangedPoll(held, reason)
  return { state: withoutWaiting(held, address), effects: [], explanation: [reason] }
}

function withoutWaiting(held: HeldPoll, address: CalendarAddress): HeldPoll {
  const uninvited = new Map(held.uninvited)
  uninvited.delete(address)
  return { ...held, uninvited }
}

function vote(
  held: HeldPoll,
  poll: Poll,
  change: Extract<PollChange, { kind: 'vote' }>,
  context: Context,
): PollTransition {
  const { self } = context
  if (!isOpen(poll, context))
    return unchangedPoll(held, because('vpoll/2/closed-poll-takes-none', { status: poll.status }))
  const listed = poll.voters.find((each) => isAddressOf(self, each.address))
  const before: Voter = listed ?? { address: self.address, stayInformed: false, votes: [] }
  const offered = new Set(poll.candidates.map((each) => each.itemId))
  const cast = change.votes.filter(
    ({ itemId, response }) => offered.has(itemId) && response >= 0 && response <= 100,
  )
  if (cast.length === 0 && change.stayInformed === undefined)
    return unchangedPoll(held, because('vpoll/2/votes-counted', { votes: 0 }))
  const votes = new Map(before.votes.map((each) => [each.itemId, each]))
  for (const each of cast) votes.set(each.itemId, { ...each, response: Math.round(each.response) })
  const stayInformed = change.stayInformed ?? before.stayInformed
  const voter: Voter = { ...before, stayInformed, votes: [...votes.values()] }
  const state = { ...held, poll: withVoter(poll, voter) }
  const organizes = isAddressOf(self, poll.organizer)
  return {
    state,
    effects: organizes ? [] : [reply(poll, voter, change.comment, context)],
    explanation: [because('vpoll/3/reply-carries-own-votes', { votes: cast.length })],
  }
}

/** The poll without its candidates, and with the voter alone. */
function reply(
  poll: Poll,
  voter: Voter,
  comment: string | undefined,
  context: Context,
): PollEffect {
  const { sequence } = poll.revision
  const revision = { sequence, dtstampSeconds: context.nowSeconds }
  return toOrganizer({ ...poll, revision, voters: [voter] }, 'REPLY', comment, context)
}

function toOrganizer(
  poll: Poll,
  method: 'REPLY' | 'REFRESH',
  comment: string | undefined,
  context: Context,
): PollEffect {
  const said = comment === undefined ? {} : { comment }
  return {
    kind: 'send',
    method,
    componentName: 'VPOLL',
    uid: poll.uid,
    originator: context.self.address,
    sentBy: context.actingAs,
    recipients: [poll.organizer],
    message: writePoll(poll, context, { method, candidates: 'none', ...said }),
  }
}

function refresh(held: HeldPoll, poll: Poll, context: Context): PollTransition {
  const own: Voter = { address: context.self.address, stayInformed: false, votes: [] }
  const revision = { ...poll.revision, dtstampSeconds: context.nowSeconds }
  const effect = toOrganizer({ ...poll, revision, voters: [own] }, 'REFRESH', undefined, context)
  return {
    state: held,
    effects: [effect],
    explanation: [because('vpoll/3/refresh-answered', { to: poll.organizer })],
  }
}

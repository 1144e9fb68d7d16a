/** What the holder of an answer link is invited to, as he may see it. */
import { type HeldPoll, type Poll, pollSeenBy } from '@parley/busytime'
import {
  type CalendarObject,
  firstProperty,
  type InstanceKey,
  instancesBetween,
  isRecurring,
  parseCalendar,
  type RecurrenceSet,
  rawValue,
  recurrenceSet,
  type Time,
  timeOf,
  type Zones,
  zonesOf,
} from '@parley/icalendar'
import {
  type CalendarAddress,
  calendarAddress,
  calendarUser,
  findAttendee,
  isSchedulingComponent,
  organizerOf,
  partStatOf,
  type SendEffect,
  view,
} from '@parley/itip'
import {
  type MailPeer,
  type MailThread,
  type Principal,
  peersOf,
  pollsByUid,
  principalById,
  resourcesByUid,
  type Tables,
  threadById,
} from '@parley/store'
import type { Parts } from '../../parts.ts'
import { policyOf } from '../../people.ts'
import { heldPollOf } from '../../scheduling/polls.ts'
import type { Tokens } from '../tokens.ts'

export type Invitation = {
  readonly thread: MailThread
  readonly owner: Principal
  readonly address: CalendarAddress
  readonly peer: MailPeer | undefined
  /** Undefined: cancelled, or no longer invited. */
  readonly event: InvitedTo | undefined
  /** Where the link is about a poll that the recipient votes in: as a voter may see it. */
  readonly poll: Poll | undefined
  readonly votesShown: HeldPoll['votesShown']
}

export type InvitedTo = {
  readonly object: CalendarObject
  readonly partStat: string
  readonly start: Time | undefined
  readonly zones: Zones
  readonly set: RecurrenceSet
  readonly isRecurring: boolean
}

/** Undefined where the token is none of ours, or its time is over. */
export async function invitationOf(
  parts: Parts,
  tokens: Tokens,
  token: string,
): Promise<Invitation | undefined> {
  const id = tokens.read('answer', token)
  if (id === undefined) return undefined
  return parts.store.read(async (tables) => {
    const thread = await threadById(tables, id)
    if (thread === undefined || thread.revoked || thread.expiresSeconds <= parts.clock()) {
      return undefined
    }
    const owner = await principalById(tables, thread.ownerId)
    if (owner === undefined || owner.disabled) return undefined
    const address = calendarAddress(thread.recipient)
    const peer = (await peersOf(tables, [address])).find((each) => each.ownerId === owner.id)
    const event = await eventOf(parts, tables, owner, thread)
    const seen = await pollOf(parts, tables, owner, thread)
    const { poll, votesShown = 'hide' } = seen ?? {}
    return { thread, owner, address, peer, event, poll, votesShown }
  })
}

async function pollOf(
  parts: Parts,
  tables: Tables,
  owner: Principal,
  { uid, recipient }: MailThread,
): Promise<HeldPoll | undefined> {
  const row = (await pollsByUid(tables, [owner.id], uid)).get(owner.id)
  const voter = calendarUser(recipient)
  return row && pollSeenBy(heldPollOf(uid, row), voter, policyOf(parts, owner))
}

async function eventOf(
  parts: Parts,
  tables: Tables,
  owner: Principal,
  thread: MailThread,
): Promise<InvitedTo | undefined> {
  const [resource] = await resourcesByUid(tables, [owner.id], thread.uid)
  const [held] = resource === undefined ? [] : parseCalendar(resource.text).objects
  return held && invitedTo(parts, owner, calendarAddress(thread.recipient), held)
}

/** As the recipient may see it; undefined where nothing is left for him. */
export function invitedTo(
  parts: Parts,
  owner: Principal,
  address: CalendarAddress,
  held: CalendarObject,
): InvitedTo | undefined {
  const { catalog } = parts
  const policy = policyOf(parts, owner)
  const object = view(held, address, { policy, catalog, floatingTzid: owner.tzid })
  const [first] = object?.components.filter(isSchedulingComponent) ?? []
  const own = first && findAttendee(first, address)
  if (object === undefined || first === undefined || own === undefined) return undefined
  if (rawValue(first, 'STATUS')?.toUpperCase() === 'CANCELLED') return undefined
  const dtstart = firstProperty(first, 'DTSTART')
  const zones = zonesOf(object, catalog, owner.tzid)
  const set = recurrenceSet(object.components.filter(isSchedulingComponent), zones)
  return {
    object,
    partStat: partStatOf(own),
    start: dtstart && timeOf(dtstart),
    zones,
    set,
    isRecurring: isRecurring(set),
  }
}

export type Upcoming = { readonly key: InstanceKey; readonly start: Time }

const maxShown = 20
const yearSeconds = 366 * 86_400

/** The next instances of a series, each in the form of its own DTSTART. */
export function upcoming(parts: Parts, event: InvitedTo): readonly Upcoming[] {
  if (!event.isRecurring) return []
  const fromSeconds = parts.clock()
  const window = { fromSeconds, toSeconds: fromSeconds + 2 * yearSeconds, limit: maxShown }
  return [...instancesBetween(event.set, window)].map(({ key, start }) => ({ key, start }))
}

/** The REQUEST that the recipient would be sent now: what pages and downloads show. */
export function effectFor({ owner, address, thread }: Invitation, event: InvitedTo): SendEffect {
  const component = event.object.components.find(isSchedulingComponent)
  return {
    kind: 'send',
    method: 'REQUEST',
    componentName: (component?.name ?? 'VEVENT') as SendEffect['componentName'],
    uid: thread.uid,
    keys: [''],
    originator: (component && organizerOf(component)) ?? calendarAddress(owner.addresses[0] ?? ''),
    sentBy: undefined,
    recipients: [address],
    message: event.object,
    changes: [],
  }
}

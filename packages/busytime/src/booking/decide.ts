/** What a room answers to a request: accepted, declined, or left to a keeper, with the reasons. */
import type { CalendarObject, Component, Instance, InstanceKey, Zones } from '@parley/icalendar'
import {
  firstProperty,
  instancesBetween,
  isRecurring,
  rawValue,
  recurrenceSet,
  resolveZone,
  wallSeconds,
  zonesOf,
} from '@parley/icalendar'
import type { CalendarAddress, Context, ReplyChange } from '@parley/itip'
import { addressOf, attendeeAddresses, findAttendee } from '@parley/itip'
import { busy, strongestIn, tentative } from '../busy-time.ts'
import { busyTimeOf, type CompiledCalendars } from '../calendars.ts'
import { secondsOfDay } from '../propose/clock.ts'
import type { Weekday } from '../propose/query.ts'
import type { BookingPolicy } from './policy.ts'

/** Why a room declines, or leaves a request to its keepers, as data. */
export type BookingReason =
  | { readonly kind: 'free' }
  | { readonly kind: 'conflicts'; readonly keys: readonly InstanceKey[]; readonly of: number }
  | { readonly kind: 'not-allowed-to-book'; readonly organizer: CalendarAddress | undefined }
  | { readonly kind: 'keeper-decides' }
  | { readonly kind: 'declines-everything' }
  | { readonly kind: 'recurring-not-allowed' }
  | { readonly kind: 'never-ends' }
  | {
      readonly kind: 'beyond-horizon'
      readonly days: number
      readonly keys: readonly InstanceKey[]
    }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'too-short'; readonly seconds: number }
  | { readonly kind: 'too-long'; readonly seconds: number }
  | { readonly kind: 'outside-hours'; readonly keys: readonly InstanceKey[] }
  | { readonly kind: 'too-many-people'; readonly people: number; readonly capacity: number }
  | { readonly kind: 'no-instances' }

/** What a room answers to a request, instance by instance, and why. */
export type BookingDecision = {
  /** `TENTATIVE`: the time is held until a keeper decides. */
  readonly partStat: 'ACCEPTED' | 'TENTATIVE' | 'DECLINED'
  /** Instances of an accepted series that are declined one by one. */
  readonly declined: readonly InstanceKey[]
  /** Asked to decide; empty when nothing is left to them. */
  readonly keepers: readonly CalendarAddress[]
  /** At least one, the deciding one first. */
  readonly reasons: readonly BookingReason[]
  /**
   * The answers, in the order in which `originate` is to make them. Their comment is the policy's; where
   * `policy.saysWhy`, the edge puts the reasons before it, in the language of who asked.
   */
  readonly changes: readonly ReplyChange[]
}

/** A series is looked at for so many instances; one with more is declined. */
const maxBookedInstances = 2_000

/**
 * Decides on a booking, purely: the same request, calendars and policy give the same answer.
 *
 * To be race-free, the caller loads the room's calendars, decides, and saves the answer in one
 * transaction. What the request itself holds already (an earlier revision of its UID) does not stand
 * in its way.
 *
 * Shapes: `request` is the calendar object as the room would hold it, with its time zones. Units:
 * `context.nowSeconds` in UTC seconds. Errors: none; a request that yields no instance is declined.
 */
export function decideBooking(
  request: CalendarObject,
  roomCalendars: CompiledCalendars,
  policy: BookingPolicy,
  context: Pick<Context, 'nowSeconds' | 'self' | 'catalog' | 'floatingTzid'>,
): BookingDecision {
  const zones = zonesOf(request, context.catalog, context.floatingTzid)
  const components = request.components.filter(
    (each) => each.name === 'VEVENT' && findAttendee(each, context.self) !== undefined,
  )
  const set = recurrenceSet(components, zones)
  const span = {
    fromSeconds: context.nowSeconds,
    toSeconds: context.nowSeconds + maxHorizonSeconds,
    limit: maxBookedInstances + 1,
  }
  const instances = instancesBetween(set, span).filter(takesTime)
  const [first] = components
  if (first === undefined || instances.length === 0)
    return declined([{ kind: components.length > 0 ? 'in-the-past' : 'no-instances' }])
  const organizer = firstProperty(first, 'ORGANIZER')
  const booking: Booking = {
    organizer: organizer && addressOf(organizer),
    people: Math.max(...components.map((each) => attendeeAddresses(each).length - 1)),
    recurring: isRecurring(set),
    instances,
    zones,
  }
  const found = rulesBroken(booking, policy, context.nowSeconds)
  const conflicts = conflictsOf(booking, roomCalendars, request)
  return withComment(decided(booking, policy, found, conflicts), policy)
}

function withComment(decision: BookingDecision, policy: BookingPolicy): BookingDecision {
  const { additionalComment: comment } = policy
  if (comment === undefined) return decision
  return { ...decision, changes: decision.changes.map((each) => ({ ...each, comment })) }
}

/** Further than this nobody looks, whatever the horizon. */
const maxHorizonSeconds = 20 * 366 * 86_400
const daySeconds = 86_400

type Booking = {
  readonly organizer: CalendarAddress | undefined
  /** Without the room. */
  readonly people: number
  readonly recurring: boolean
  readonly instances: readonly Instance[]
  readonly zones: Zones
}

function takesTime(instance: Instance): boolean {
  const { component, endSeconds, startSeconds } = instance
  return endSeconds > startSeconds && rawValue(component, 'STATUS')?.toUpperCase() !== 'CANCELLED'
}

type Broken = {
  /** These decline it all. */
  readonly rules: readonly BookingReason[]
  /** Instances beyond the horizon, where the policy cuts there. */
  readonly beyond: readonly InstanceKey[]
}

function rulesBroken(booking: Booking, policy: BookingPolicy, nowSeconds: number): Broken {
  const { instances, recurring, people } = booking
  const rules: BookingReason[] = []
  if (recurring && !policy.allowRecurring) rules.push({ kind: 'recurring-not-allowed' })
  const lengths = instances.map((each) => each.endSeconds - each.startSeconds)
  const longest = lengths.reduce((most, each) => Math.max(most, each), 0)
  const shortest = lengths.reduce((least, each) => Math.min(least, each), Infinity)
  if (policy.minDurationSeconds > 0 && shortest < policy.minDurationSeconds)
    rules.push({ kind: 'too-short', seconds: shortest })
  if (policy.maxDurationSeconds > 0 && longest > policy.maxDurationSeconds)
    rules.push({ kind: 'too-long', seconds: longest })
  if (policy.capacity !== undefined && people > policy.capacity)
    rules.push({ kind: 'too-many-people', people, capacity: policy.capacity })
  const late = instances.filter((each) => outsideHours(each, policy, booking.zones))
  if (late.length > 0) rules.push({ kind: 'outside-hours', keys: late.map((each) => each.key) })
  const horizon = nowSeconds + policy.horizonDays * daySeconds
  const beyond = instances.filter((each) => each.endSeconds > horizon).map((each) => each.key)
  const cut = policy.beyondHorizon === 'cut' && beyond.length < instances.length
  if (beyond.length > 0 && !cut)
    rules.push({ kind: 'beyond-horizon', days: policy.horizonDays, keys: beyond.slice(0, 1) })
  if (instances.length > maxBookedInstances && !cut) rules.push({ kind: 'never-ends' })
  return { rules, beyond: cut ? beyond : [] }
}

/** 1970-01-01 was a Thursday. */
const weekdays: readonly Weekday[] = ['TH', 'FR', 'SA', 'SU', 'MO', 'TU', 'WE']

function outsideHours(instance: Instance, policy: BookingPolicy, zones: Zones): boolean {
  const { hours } = policy
  if (hours === undefined) return false
  const wall = wallSeconds(instance.startSeconds, resolveZone(zones, hours.zone))
  const day = Math.floor(wall / daySeconds)
  const start = wall - day * daySeconds
  const weekday = weekdays[((day % 7) + 7) % 7] ?? 'TH'
  const end = start + instance.endSeconds - instance.startSeconds
  const within = start >= secondsOfDay(hours.from) && end <= secondsOfDay(hours.to)
  return !within || !hours.days.includes(weekday)
}

/** Instances whose time the room has given away already; tentatively held time counts. */
function conflictsOf(
  { instances }: Booking,
  calendars: CompiledCalendars,
  request: CalendarObject,
): readonly InstanceKey[] {
  const first = instances[0]
  const toSeconds = instances.reduce((most, each) => Math.max(most, each.endSeconds), 0)
  if (first === undefined) return []
  const own = new Set(request.components.flatMap((each: Component) => rawValue(each, 'UID') ?? []))
  const taken = busyTimeOf(calendars, { fromSeconds: first.startSeconds, toSeconds }, own)
  const keys: InstanceKey[] = []
  let previousEnd = -Infinity
  for (const { key, startSeconds, endSeconds } of instances) {
    const code = strongestIn(taken, startSeconds, endSeconds)
    if (code >= tentative || code === busy || startSeconds < previousEnd) keys.push(key)
    else previousEnd = Math.max(previousEnd, endSeconds)
  }
  return keys
}

function decided(
  booking: Booking,
  policy: BookingPolicy,
  broken: Broken,
  conflicts: readonly InstanceKey[],
): BookingDecision {
  const { organizer, instances } = booking
  const counts = policy.answer === 'accept' || policy.allowConflicts ? [] : conflicts
  const reasons: BookingReason[] = [...broken.rules]
  const allowed = Math.min(
    policy.maxConflicts,
    Math.floor((instances.length * policy.maxConflictPercent) / 100),
  )
  const tolerated =
    booking.recurring && counts.length <= allowed && counts.length < instances.length
  if (counts.length > 0 && !tolerated)
    reasons.push({ kind: 'conflicts', keys: counts, of: instances.length })
  if (policy.answer === 'decline') return declined([{ kind: 'declines-everything' }])
  const mayBook = matches(policy.mayBook, organizer)
  if (reasons.length > 0) {
    const appeals = matches(policy.mayRequestOutOfPolicy, organizer) && !hopeless(reasons)
    return appeals ? kept(reasons, policy) : declined(reasons)
  }
  if (!mayBook && !matches(policy.mayRequest, organizer))
    return declined([{ kind: 'not-allowed-to-book', organizer }])
  if (policy.answer === 'keeper' || !mayBook) return kept([{ kind: 'keeper-decides' }], policy)
  const gone = new Set([...counts, ...broken.beyond])
  return accepted(booking, policy, [...gone], counts, broken.beyond)
}

/** No keeper can put two meetings into one room. */
function hopeless(reasons: readonly BookingReason[]): boolean {
  return reasons.some((each) => each.kind === 'conflicts')
}

function matches(
  list: 'all' | readonly CalendarAddress[],
  address: CalendarAddress | undefined,
): boolean {
  if (list === 'all') return true
  if (address === undefined) return false
  return list.some(
    (each) => each === address || (each.startsWith('*@') && address.endsWith(each.slice(1))),
  )
}

function accepted(
  booking: Booking,
  policy: BookingPolicy,
  gone: readonly InstanceKey[],
  conflicts: readonly InstanceKey[],
  beyond: readonly InstanceKey[],
): BookingDecision {
  const reasons: BookingReason[] = [{ kind: 'free' }]
  if (conflicts.length > 0)
    reasons.push({ kind: 'conflicts', keys: conflicts, of: booking.instances.length })
  if (beyond.length > 0)
    reasons.push({ kind: 'beyond-horizon', days: policy.horizonDays, keys: beyond.slice(0, 1) })
  const yes: ReplyChange = { kind: 'reply', partStat: 'ACCEPTED' }
  const no: ReplyChange = { kind: 'reply', partStat: 'DECLINED', keys: gone }
  return {
    partStat: 'ACCEPTED',
    declined: gone,
    keepers: [],
    reasons,
    changes: gone.length === 0 ? [yes] : [yes, no],
  }
}

/** Held tentatively, so that nobody else gets the time while the keeper thinks. */
function kept(reasons: readonly BookingReason[], policy: BookingPolicy): BookingDecision {
  if (policy.keepers.length === 0) return declined(reasons)
  return {
    partStat: 'TENTATIVE',
    declined: [],
    keepers: policy.keepers,
    reasons,
    changes: [{ kind: 'reply', partStat: 'TENTATIVE' }],
  }
}

function declined(reasons: readonly BookingReason[]): BookingDecision {
  return {
    partStat: 'DECLINED',
    declined: [],
    keepers: [],
    reasons,
    changes: [{ kind: 'reply', partStat: 'DECLINED' }],
  }
}

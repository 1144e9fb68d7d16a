/** COUNTER made practical (RFC 5546 §3.2.7): against everyone's busy time, side by side, prefilled. */
import type { Component, Instance, InstanceKey, RecurrenceSet, Zones } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  instanceAt,
  instancesBetween,
  isRecurring,
  rawValue,
  recurrenceSet,
  timeAt,
  withProperties,
} from '@parley/icalendar'
import type { CalendarAddress, Change, CounterProposal, HeldState } from '@parley/itip'
import { attendeeAddresses, because, obsoletes, type Reason, revisionOf } from '@parley/itip'
import { judgeTime } from './propose/judge.ts'
import { proposeTimes } from './propose/propose.ts'
import type { TimeQuery } from './propose/query.ts'
import type { TimeProposal } from './propose/reason.ts'

/**
 * A query whose length of meeting is that of the meeting in question. The busy time of its people
 * leaves that meeting out (`ignoredUids`), or it would stand in its own way.
 */
export type CounterQuery = Omit<TimeQuery, 'durationSeconds'>

/** A counter-proposal (RFC 5546 §3.2.7) laid against everyone's busy time. */
export type CounterJudgement = {
  readonly counter: CounterProposal
  /** Each instance within the query's window as it stands, and as proposed. One for a single meeting. */
  readonly instances: readonly {
    readonly key: InstanceKey
    readonly current: TimeProposal | undefined
    readonly proposed: TimeProposal
  }[]
  /** Sums over the instances. */
  readonly currentCost: number
  readonly proposedCost: number
  /** Every instance is free for all required people and in a room, and known to be. */
  readonly free: boolean
  /** It speaks of a revision that is no more. */
  readonly outdated: boolean
  /** Properties, beside the time, that it would have otherwise; `ATTENDEE` where others are listed. */
  readonly otherProperties: readonly string[]
}

/** Of a series no more instances than these are judged. */
const maxJudgedInstances = 60

/** Every time that a calendar can name. */
const always = { fromSeconds: -1e11, toSeconds: 1e12 }

/**
 * Lays a COUNTER against everyone's busy time: the time as it stands and the time proposed, for each
 * instance, with who is free and at what cost.
 *
 * Shapes: `held` is the Organizer's; `counter` stands in its ledger, or came just now. Errors: none;
 * a COUNTER without a time that can be read has no instances and is not free.
 */
export function judgeCounter(
  held: HeldState,
  counter: CounterProposal,
  query: CounterQuery,
): CounterJudgement {
  const { zones } = query
  const components = schedulingOf(held)
  const current = recurrenceSet(components, zones)
  const before = instancesOf(current, counter.key, query)
  const governing = instanceAt(current, counter.key)?.component ?? masterOf(components)
  const after = instancesOf(proposedSet(counter, masterOf(components), zones), '', query)
  const instances = after.map((instance, i) => {
    const was = before[i]
    return {
      key: counter.key === '' ? (was?.key ?? instance.key) : counter.key,
      current: was && judgeInstance(was, query),
      proposed: judgeInstance(instance, query),
    }
  })
  return {
    counter,
    instances,
    currentCost: sum(instances.map((each) => each.current?.cost ?? 0)),
    proposedCost: sum(instances.map((each) => each.proposed.cost)),
    free: instances.length > 0 && instances.every((each) => each.proposed.verdict === 'free'),
    outdated: governing !== undefined && isOutdated(counter, governing),
    otherProperties: governing === undefined ? [] : otherProperties(counter.component, governing),
  }
}

function schedulingOf(held: HeldState): readonly Component[] {
  const all = held.object?.components ?? []
  return all.filter((each) => each.name === 'VEVENT')
}

function masterOf(components: readonly Component[]): Component | undefined {
  return components.find((each) => firstProperty(each, 'RECURRENCE-ID') === undefined)
}

function instancesOf(
  set: RecurrenceSet,
  key: InstanceKey,
  query: CounterQuery,
): readonly Instance[] {
  if (key !== '') {
    const instance = instanceAt(set, key)
    return instance === undefined ? [] : [instance]
  }
  return instancesBetween(set, { ...query.window, limit: maxJudgedInstances })
}

/** A COUNTER of one instance is one meeting; of a series, its rule stands where none is proposed. */
function proposedSet(
  { component, key }: CounterProposal,
  master: Component | undefined,
  zones: Zones,
): RecurrenceSet {
  let proposed = withProperties(component, 'RECURRENCE-ID', [])
  if (key !== '') proposed = withProperties(proposed, 'RRULE', [])
  else if (master !== undefined && firstProperty(component, 'RRULE') === undefined)
    proposed = withProperties(proposed, 'RRULE', allProperties(master, 'RRULE'))
  return recurrenceSet([proposed], zones)
}

function judgeInstance(instance: Instance, query: CounterQuery): TimeProposal {
  const durationSeconds = Math.max(1, instance.endSeconds - instance.startSeconds)
  return judgeTime({ ...query, durationSeconds }, instance.startSeconds)
}

function sum(costs: readonly number[]): number {
  return costs.reduce((total, each) => total + each, 0)
}

/** SEQUENCE in a COUNTER is that of the revision being countered. */
function isOutdated(counter: CounterProposal, held: Component): boolean {
  const sequence = revisionOf(held).sequence
  return obsoletes({ sequence, dtstampSeconds: 0 }, { ...counter.revision, dtstampSeconds: 0 })
}

const comparedProperties = ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'RRULE', 'STATUS'] as const

/** An empty text proposes nothing (RFC 5546 §3.2.7 lets SUMMARY be empty). */
function otherProperties(proposed: Component, held: Component): readonly string[] {
  const names: string[] = comparedProperties.filter((name) => {
    const value = rawValue(proposed, name)
    return value !== undefined && value !== '' && value !== rawValue(held, name)
  })
  const invited = new Set<CalendarAddress>(attendeeAddresses(held))
  const others = attendeeAddresses(proposed).some((each) => !invited.has(each))
  return others ? [...names, 'ATTENDEE'] : names
}

/**
 * What a policy of accepting when everyone is free makes of a COUNTER: it is accepted when it moves
 * the time and nothing else, to where all required people and rooms are known to be free; else a
 * person is asked. The answer is carried out with the engine's `accept-counter`.
 */
// Requirement: 5546/3.2.7/accepted-by-reschedule
export function acceptIfFree(judgement: CounterJudgement): {
  readonly answer: 'accept' | 'ask'
  readonly reason: Reason
} {
  const { counter, free, outdated, otherProperties } = judgement
  const facts = { counter: counter.id, free, otherProperties }
  if (outdated) return { answer: 'ask', reason: because('5546/3.2.7/outdated-counter', facts) }
  const plain = free && otherProperties.length === 0
  return plain
    ? { answer: 'accept', reason: because('5546/3.2.7/accepted-by-reschedule', facts) }
    : { answer: 'ask', reason: because('5546/3.2.7/counter-awaits-organizer', facts) }
}

/** The change that carries `acceptIfFree` out. */
export function acceptCounter(judgement: CounterJudgement): Change {
  return { kind: 'accept-counter', counter: judgement.counter.id }
}

/** Pending COUNTERs to one meeting or instance, beside the time as it stands; the best first. */
export function compareCounters(
  held: HeldState,
  key: InstanceKey,
  query: CounterQuery,
): readonly CounterJudgement[] {
  return held.ledger.counters
    .filter((each) => each.state === 'pending' && each.key === key)
    .map((each) => judgeCounter(held, each, query))
    .sort(
      (one, other) =>
        Number(one.outdated) - Number(other.outdated) ||
        one.proposedCost - other.proposedCost ||
        (one.counter.id < other.counter.id ? -1 : 1),
    )
}

/** A time for a COUNTER, and the change that proposes it. */
export type PrefilledCounter = {
  readonly time: TimeProposal
  readonly change: Extract<Change, { kind: 'counter' }>
}

/**
 * An Attendee's COUNTER prefilled: times as long as the meeting that are free for everyone whose busy
 * time is known, the Attendee first of all. Of the others each time says that it is unknown.
 *
 * Shapes: `held` is the Attendee's; the query's `organizer` is the Attendee, who must be free. Times
 * come in the form of the meeting's own DTSTART.
 */
export function prefillCounter(
  held: HeldState,
  key: InstanceKey,
  query: CounterQuery,
): readonly PrefilledCounter[] {
  const set = recurrenceSet(schedulingOf(held), query.zones)
  // A single meeting may be moved to days on which it is not now.
  const single = key === '' && !isRecurring(set)
  const [instance] = single
    ? instancesBetween(set, { ...always, limit: 1 })
    : instancesOf(set, key, query)
  if (instance === undefined) return []
  const durationSeconds = instance.endSeconds - instance.startSeconds
  if (durationSeconds <= 0 || instance.start.kind === 'DATE') return []
  const times = proposeTimes({ ...query, durationSeconds, touchTentative: false })
  return times
    .filter((time) => time.startSeconds !== instance.startSeconds)
    .map((time) => {
      const start = timeAt(time.startSeconds, instance.start, query.zones)
      const end = timeAt(time.endSeconds, instance.start, query.zones)
      const keys = key === '' ? {} : { keys: [key] }
      return { time, change: { kind: 'counter', ...keys, proposal: { start, end } } }
    })
}

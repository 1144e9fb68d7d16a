/** Availability (RFC 7953): VAVAILABILITY and AVAILABLE, laid over one another by priority. */
// No scheduling message carries it: nothing here is for the engine's `write`.
// Requirement: 7953/6/no-scheduling-messages
import type { Component, RecurrenceSet, Zones } from '@parley/icalendar'
import {
  durationOf,
  firstProperty,
  instancesBetween,
  integerOf,
  rawValue,
  recurrenceSet,
  timeOf,
  utcSeconds,
} from '@parley/icalendar'
import type { BusyCode, BusyTime, Window } from './busy-time.ts'
import {
  busy,
  busyTimeBuilder,
  combineBusyTime,
  tentative,
  unavailable,
  unknown,
  unknownBusyTime,
  withoutBusyTime,
} from './busy-time.ts'

/** VAVAILABILITY components made ready to be asked (RFC 7953). Made by `compileAvailability`. */
export type CompiledAvailability = {
  /** From the lowest priority to the highest; those of one priority stand together. */
  readonly levels: readonly (readonly Block[])[]
  /** More than the limits allow: nothing is said, so all of it is unknown. */
  readonly tooComplex: boolean
}

/** One VAVAILABILITY; its bounds are infinite where it has none. */
type Block = Window & {
  readonly rank: number
  readonly code: BusyCode
  readonly available: readonly RecurrenceSet[]
}

/** RFC 7953 §8 asks for limits on complexity. */
export const maxAvailabilityBlocks = 200
export const maxAvailable = 1_000
const maxAvailableInstances = 10_000

/**
 * Makes VAVAILABILITY components ready, each with the time zones of its calendar object.
 *
 * A missing PRIORITY is the lowest, as 0 is; then 9 up to 1 (RFC 7953 §4). One whose DTSTART cannot
 * be read, or that ends before it starts, says nothing.
 */
// Requirement: 7953/4/no-priority-is-lowest
// Requirement: 7953/8/complexity-limited
export function compileAvailability(
  components: readonly { readonly component: Component; readonly zones: Zones }[],
): CompiledAvailability {
  const levels = new Map<number, Block[]>()
  let available = 0
  for (const { component, zones } of components.slice(0, maxAvailabilityBlocks)) {
    const block = blockOf(component, zones)
    if (block === undefined) continue
    available += component.components.length
    const level = levels.get(block.rank)
    if (level === undefined) levels.set(block.rank, [block])
    else level.push(block)
  }
  const tooComplex = components.length > maxAvailabilityBlocks || available > maxAvailable
  const ascending = [...levels].sort(([one], [other]) => one - other)
  return { levels: ascending.map(([, level]) => level), tooComplex }
}

// Requirement: 7953/3.1/no-dtstart-unbounded
// Requirement: 7953/3.1/no-end-unbounded
// Requirement: 7953/3.1/available-may-recur
function blockOf(component: Component, zones: Zones): Block | undefined {
  const fromSeconds = boundOf(component, 'DTSTART', zones) ?? -Infinity
  const toSeconds =
    boundOf(component, 'DTEND', zones) ?? endByDuration(component, zones) ?? Infinity
  if (!(fromSeconds < toSeconds)) return undefined
  const priority = firstProperty(component, 'PRIORITY')
  const value = (priority && integerOf(priority)) ?? 0
  const byUid = new Map<string, Component[]>()
  for (const each of component.components) {
    if (each.name !== 'AVAILABLE') continue
    const uid = rawValue(each, 'UID') ?? ''
    byUid.set(uid, [...(byUid.get(uid) ?? []), each])
  }
  return {
    fromSeconds,
    toSeconds,
    rank: value >= 1 && value <= 9 ? 10 - value : 0,
    code: codeOfBusyType(rawValue(component, 'BUSYTYPE')),
    available: [...byUid.values()].map((components) => recurrenceSet(components, zones)),
  }
}

function boundOf(component: Component, name: string, zones: Zones): number | undefined {
  const property = firstProperty(component, name)
  const time = property && timeOf(property)
  return time && utcSeconds(time, zones)
}

function endByDuration(component: Component, zones: Zones): number | undefined {
  const start = firstProperty(component, 'DTSTART')
  const time = start && timeOf(start)
  const property = firstProperty(component, 'DURATION')
  const duration = property && durationOf(property)
  if (time === undefined || duration === undefined) return undefined
  const wallSeconds = time.wallSeconds + duration.days * 86_400
  return utcSeconds({ ...time, wallSeconds }, zones) + duration.seconds
}

/** A value that nobody knows blocks, as the default does (RFC 7953 §3.2). */
// Requirement: 7953/3.2/busytype-values
// Requirement: 7953/3.2/busytype-default-unavailable
function codeOfBusyType(value: string | undefined): BusyCode {
  const type = value?.trim().toUpperCase()
  return type === 'BUSY' ? busy : type === 'BUSY-TENTATIVE' ? tentative : unavailable
}

/**
 * The time in the window that availability takes away: what is left is available.
 *
 * As RFC 7953 §4 has it: level by level, what a VAVAILABILITY covers becomes busy, and its AVAILABLE
 * free again; a higher priority replaces whatever lies below it. Within one priority the busier
 * BUSYTYPE stands, and every AVAILABLE frees. (The procedure of §5 marks all AVAILABLE last, which
 * would let a lower priority free what a higher one takes: decision 0041.)
 */
// Requirement: 7953/3/busy-outside-available
// Requirement: 7953/4/equal-priority-by-busytype
// Requirement: 7953/4/higher-priority-overrides
// Requirement: 7953/4/covered-lower-priority-ignored
// Requirement: 7953/5/start-free
// Requirement: 7953/5/busytype-marked-first
// Requirement: 7953/5/outside-range-ignored
// Requirement: 7953/5/available-marked-free
export function availabilityTime(of: CompiledAvailability, window: Window): BusyTime {
  if (of.tooComplex) return unknownBusyTime(window)
  let result = busyTimeBuilder(window).finish()
  for (const level of of.levels) {
    const met = level.filter((each) => meets(each, window))
    if (met.length === 0) continue
    const covered = busyTimeBuilder(window)
    const available = busyTimeBuilder(window)
    const open = busyTimeBuilder(window)
    for (const block of met) {
      covered.add(block.fromSeconds, block.toSeconds, block.code)
      if (!addAvailable(available, block, window)) open.add(-Infinity, Infinity, unknown)
    }
    const coverage = covered.finish()
    const taken = withoutBusyTime(coverage, available.finish())
    result = combineBusyTime(window, [withoutBusyTime(result, coverage), taken, open.finish()])
  }
  return result
}

/** RFC 7953 §7.2.2: does this VAVAILABILITY meet the time range? */
// Requirement: 7953/7.2.2/time-range-table
function meets(block: Block, window: Window): boolean {
  return block.fromSeconds < window.toSeconds && block.toSeconds > window.fromSeconds
}

/** False when there were more instances than the limit. */
function addAvailable(
  builder: ReturnType<typeof busyTimeBuilder>,
  block: Block,
  window: Window,
): boolean {
  const fromSeconds = Math.max(block.fromSeconds, window.fromSeconds)
  const toSeconds = Math.min(block.toSeconds, window.toSeconds)
  const limit = maxAvailableInstances
  return block.available.every((set) => {
    const instances = instancesBetween(set, { fromSeconds, toSeconds, limit })
    for (const { startSeconds, endSeconds } of instances)
      builder.add(Math.max(startSeconds, fromSeconds), Math.min(endSeconds, toSeconds), busy)
    return instances.length < limit
  })
}

/** Laid over by what the calendars hold: RFC 7953 §5, step 4. The strongest kind stands. */
// Requirement: 7953/5/components-overlaid-last
export function overlaidBusyTime(available: BusyTime, engagements: BusyTime): BusyTime {
  return combineBusyTime(available, [available, engagements])
}

/** Nothing is said about availability: all of it is free. */
export const noAvailability: CompiledAvailability = { levels: [], tooComplex: false }

/** Both together, by priority: such as that of the calendars and that of the Inbox. */
export function withAvailability(
  one: CompiledAvailability,
  other: CompiledAvailability,
): CompiledAvailability {
  if (other === noAvailability) return one
  const levels = new Map<number, readonly Block[]>()
  for (const level of [...one.levels, ...other.levels]) {
    const rank = level[0]?.rank ?? 0
    levels.set(rank, [...(levels.get(rank) ?? []), ...level])
  }
  const ascending = [...levels].sort(([low], [high]) => low - high)
  return {
    levels: ascending.map(([, level]) => level),
    tooComplex: one.tooComplex || other.tooComplex,
  }
}

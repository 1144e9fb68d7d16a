/**
 * A time zone as a table of UTC transitions: the arithmetic between UTC and the wall clock.
 *
 * All seconds are integers. UTC seconds count from 1970-01-01T00:00:00Z; wall seconds count the same
 * way on the zone's own clock, so that `wall = utc + offset`.
 */

/** A time zone, from a VTIMEZONE (RFC 5545 §3.6.5) or by its name: a table of its transitions. */
export type Zone = {
  readonly id: string
  /** What is known so far. It grows when a moment outside its span is asked for. */
  readonly table: ZoneTable
  /** Makes the table of another span. Of a zone with a fixed offset: undefined. */
  readonly source: ZoneSource | undefined
}

type ZoneTable = {
  /** The span that the table is right for, in UTC seconds. */
  fromSeconds: number
  toSeconds: number
  /** UTC seconds, ascending. */
  transitions: readonly number[]
  /** One more than `transitions`: `offsets[i]` is in force before `transitions[i]`. */
  offsets: readonly number[]
  /** Where the last look-up ended: the next is often near. */
  at: number
}

export type Transitions = {
  readonly transitions: readonly number[]
  readonly offsets: readonly number[]
}
type ZoneSource = (fromSeconds: number, toSeconds: number) => Transitions

const yearSeconds = 31_556_952
/** Seconds around a moment within which an offset may still matter to a wall time: two days. */
const margin = 172_800
/** A first table reaches this far to either side of the moment asked for. */
const firstReach = 12 * yearSeconds

export function zoneOf(id: string, source: ZoneSource): Zone {
  const table = { fromSeconds: 0, toSeconds: 0, transitions: [], offsets: [0], at: 0 }
  return { id, table, source }
}

export function fixedZone(id: string, offset: number): Zone {
  const span = { fromSeconds: Number.NEGATIVE_INFINITY, toSeconds: Number.POSITIVE_INFINITY }
  return { id, table: { ...span, transitions: [], offsets: [offset], at: 0 }, source: undefined }
}

/** The UTC offset in force at a moment, in seconds east of UTC. */
export function offsetSeconds(zone: Zone, utc: number): number {
  const interval = intervalAt(zone, utc) // first, since it may grow the table
  return zone.table.offsets[interval] ?? 0
}

/** What the zone's wall clock shows at a moment. */
export function wallSeconds(utc: number, zone: Zone): number {
  return utc + offsetSeconds(zone, utc)
}

/**
 * The moment that a wall time means.
 *
 * A wall time that occurs twice is the first of the two; one that does not occur is read with the
 * offset in force before the gap (RFC 5545 §3.3.5), so its wall clock shows something else:
 * `wallSeconds(utcOfWall(zone, wall), zone) !== wall`.
 */
export function utcOfWall(zone: Zone, wall: number): number {
  // Requirement: 5545/3.3.5/overlap-first
  // Requirement: 5545/3.3.5/gap-uses-offset-before
  const { table } = zone
  const { transitions, offsets } = table
  if (
    transitions.length === 0 &&
    wall > table.fromSeconds + margin &&
    wall < table.toSeconds - margin
  )
    return wall - (offsets[0] ?? 0)
  const near = intervalAt(zone, wall)
  return utcNear(zone.table, near, wall)
}

function utcNear({ transitions, offsets }: ZoneTable, near: number, wall: number): number {
  const first = near > 1 ? near - 2 : 0
  const last = near + 2 < offsets.length ? near + 2 : offsets.length - 1
  for (let i = first; i <= last; i++) {
    const utc = wall - (offsets[i] ?? 0)
    const next = transitions[i]
    // Before the interval's end: either within it, or within the gap that opens it, where the
    // interval before decides.
    if (next === undefined || utc < next) {
      const since = i === 0 ? undefined : transitions[i - 1]
      return since === undefined || utc >= since || i === first ? utc : wall - (offsets[i - 1] ?? 0)
    }
  }
  return wall - (offsets[last] ?? 0)
}

/** The least span of wall times that holds every wall time shown from `from` to `to`. */
export function wallSpan(zone: Zone, from: number, to: number): { from: number; to: number } {
  let i = intervalAt(zone, from)
  const end = intervalAt(zone, to)
  const { transitions, offsets } = zone.table
  let least = from + (offsets[i] ?? 0)
  let most = least
  for (;;) {
    const offset = offsets[i] ?? 0
    const start = Math.max(from, transitions[i - 1] ?? from) + offset
    const stop = Math.min(to, transitions[i] ?? to) + offset
    if (start < least) least = start
    if (stop > most) most = stop
    if (i >= end) return { from: least, to: most }
    i++
  }
}

/** The zone's transitions from `from` to `to`, with the offset before the first of them. */
export function transitionsBetween(zone: Zone, from: number, to: number): Transitions {
  intervalAt(zone, to)
  const first = intervalAt(zone, from)
  const { transitions, offsets } = zone.table
  let last = first
  while ((transitions[last] ?? Number.POSITIVE_INFINITY) <= to) last++
  return { transitions: transitions.slice(first, last), offsets: offsets.slice(first, last + 1) }
}

/** Index of the interval between transitions that holds `utc`. */
function intervalAt(zone: Zone, utc: number): number {
  const { table } = zone
  if (utc - margin < table.fromSeconds || utc + margin >= table.toSeconds) grow(zone, utc)
  const { transitions, at } = table
  const length = transitions.length
  if (
    (at === 0 || utc >= (transitions[at - 1] ?? 0)) &&
    (at === length || utc < (transitions[at] ?? 0))
  )
    return at
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((transitions[middle] ?? 0) <= utc) low = middle + 1
    else high = middle
  }
  table.at = low
  return low
}

/** Makes the table right for `utc`. Each time it grows by its own length at least. */
function grow(zone: Zone, utc: number): void {
  const { table, source } = zone
  if (source === undefined) return
  const length = table.toSeconds - table.fromSeconds
  const reach = Math.max(firstReach, length)
  if (length === 0) {
    table.fromSeconds = utc - reach
    table.toSeconds = utc + reach
  } else if (utc - margin < table.fromSeconds)
    table.fromSeconds = Math.min(utc, table.fromSeconds) - reach
  else table.toSeconds = Math.max(utc, table.toSeconds) + reach
  const made = source(table.fromSeconds, table.toSeconds)
  table.transitions = made.transitions
  table.offsets = made.offsets
  table.at = 0
}

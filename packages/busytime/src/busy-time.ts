/** Busy time of one calendar user in a window: merged, clipped, in typed arrays. */
import type { BusyPeriod } from '@parley/itip'

/**
 * How taken a moment is, from free to taken; where several hold, the strongest stands. `unknown` is
 * ours: nobody told, and it never counts as free.
 */
export const busyKinds = ['FREE', 'unknown', 'BUSY-TENTATIVE', 'BUSY-UNAVAILABLE', 'BUSY'] as const
/** A kind of busy time: FBTYPE (RFC 5545 §3.2.9), and what is finer or not known. */
export type BusyKind = (typeof busyKinds)[number]

export const free = 0
export const unknown = 1
export const tentative = 2
export const unavailable = 3
export const busy = 4
/** A kind of busy time as a number: its place in `busyKinds`. */
export type BusyCode = 0 | 1 | 2 | 3 | 4

/** From `fromSeconds` up to, not including, `toSeconds`; UTC seconds. */
export type Window = { readonly fromSeconds: number; readonly toSeconds: number }

/**
 * Busy time within a window. The three arrays run in parallel, ascending, without overlap; periods
 * that touch differ in kind. What is not listed is free.
 */
export type BusyTime = Window & {
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly kinds: Uint8Array
}

/** Collects periods in any order; `finish` merges them. */
export type BusyTimeBuilder = {
  readonly add: (startSeconds: number, endSeconds: number, code: BusyCode) => void
  readonly finish: () => BusyTime
}

/**
 * Merges and clips periods into the busy time of a window.
 *
 * Units: UTC seconds. Errors: `TypeError` when the window ends before it starts or is not finite.
 *
 * @example
 * const builder = busyTimeBuilder({ fromSeconds: 0, toSeconds: 100 })
 * builder.add(10, 30, 4) // BUSY
 * builder.add(20, 40, 2) // BUSY-TENTATIVE
 * kindPeriodsOf(builder.finish()).map((each) => each.endSeconds) // [30, 40]
 */
export function busyTimeBuilder(window: Window): BusyTimeBuilder {
  const { fromSeconds, toSeconds } = window
  if (!(Number.isFinite(fromSeconds) && fromSeconds <= toSeconds && Number.isFinite(toSeconds)))
    throw new TypeError('a window ends after it starts')
  let edges = new Float64Array(64)
  let count = 0
  return {
    add(startSeconds, endSeconds, code) {
      const start = Math.max(startSeconds, fromSeconds)
      const end = Math.min(endSeconds, toSeconds)
      if (!(start < end) || code === free) return
      if (count + 2 > edges.length) edges = grown(edges)
      edges[count++] = (start - fromSeconds) * 16 + code * 2 + 1
      edges[count++] = (end - fromSeconds) * 16 + code * 2
    },
    finish: () => swept(window, edges.subarray(0, count).sort()),
  }
}

function grown(edges: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(edges.length * 2)
  larger.set(edges)
  return larger
}

/** Each edge holds its second, its kind and whether it opens, in one number, so that sorting is native. */
function swept(window: Window, edges: Float64Array): BusyTime {
  const starts = new Float64Array(edges.length)
  const ends = new Float64Array(edges.length)
  const kinds = new Uint8Array(edges.length)
  const open = [0, 0, 0, 0, 0]
  let length = 0
  let kind = free
  let since = 0
  for (let i = 0; i < edges.length; ) {
    const at = Math.floor((edges[i] ?? 0) / 16)
    for (; i < edges.length; i++) {
      const rest = (edges[i] ?? 0) - at * 16
      if (rest >= 16) break
      const code = rest >> 1
      open[code] = (open[code] ?? 0) + ((rest & 1) === 1 ? 1 : -1)
    }
    const now = open[4] ? 4 : open[3] ? 3 : open[2] ? 2 : open[1] ? 1 : 0
    if (now === kind) continue
    if (kind !== free) {
      starts[length] = window.fromSeconds + since
      ends[length] = window.fromSeconds + at
      kinds[length++] = kind
    }
    kind = now
    since = at
  }
  return {
    ...window,
    starts: starts.slice(0, length),
    ends: ends.slice(0, length),
    kinds: kinds.slice(0, length),
  }
}

/** Nothing is known about the window. */
export function unknownBusyTime(window: Window): BusyTime {
  const builder = busyTimeBuilder(window)
  builder.add(window.fromSeconds, window.toSeconds, unknown)
  return builder.finish()
}

/**
 * Several calendars of one user as one: the strongest kind stands (RFC 5546 Appendix A.1: periods of
 * different FBTYPE do not overlap). Where one of them does not reach, the time is unknown.
 */
export function combineBusyTime(window: Window, all: readonly BusyTime[]): BusyTime {
  const builder = busyTimeBuilder(window)
  for (const each of all) addBusyTime(builder, window, each)
  return builder.finish()
}

/** The same busy time seen through another window; unknown beyond what it covers. */
export function clipBusyTime(of: BusyTime, window: Window): BusyTime {
  if (of.fromSeconds === window.fromSeconds && of.toSeconds === window.toSeconds) return of
  return combineBusyTime(window, [of])
}

function addBusyTime(builder: BusyTimeBuilder, window: Window, of: BusyTime): void {
  builder.add(window.fromSeconds, Math.min(of.fromSeconds, window.toSeconds), unknown)
  builder.add(Math.max(of.toSeconds, window.fromSeconds), window.toSeconds, unknown)
  for (let i = firstEndingAfter(of, window.fromSeconds); i < of.starts.length; i++) {
    const start = of.starts[i] ?? 0
    if (start >= window.toSeconds) break
    builder.add(start, of.ends[i] ?? 0, codeAt(of, i))
  }
}

/** What of `of` lies outside every period of `mask`, whatever their kind. */
export function withoutBusyTime(of: BusyTime, mask: BusyTime): BusyTime {
  const builder = busyTimeBuilder(of)
  let k = 0
  for (let i = 0; i < of.starts.length; i++) {
    const end = of.ends[i] ?? 0
    let start = of.starts[i] ?? 0
    while (k < mask.ends.length && (mask.ends[k] ?? 0) <= start) k++
    for (let m = k; m < mask.starts.length && (mask.starts[m] ?? 0) < end; m++) {
      builder.add(start, mask.starts[m] ?? start, codeAt(of, i))
      start = Math.max(start, mask.ends[m] ?? start)
    }
    builder.add(start, end, codeAt(of, i))
  }
  return builder.finish()
}

/** Index of the first period that ends after that second. */
export function firstEndingAfter(of: BusyTime, seconds: number): number {
  let low = 0
  let high = of.ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((of.ends[middle] ?? 0) > seconds) high = middle
    else low = middle + 1
  }
  return low
}

/** The strongest kind between two seconds; `unknown` counts for what the window does not cover. */
export function strongestIn(of: BusyTime, fromSeconds: number, toSeconds: number): BusyCode {
  const beyond = fromSeconds < of.fromSeconds || toSeconds > of.toSeconds
  let strongest: BusyCode = beyond ? unknown : free
  for (let i = firstEndingAfter(of, fromSeconds); i < of.starts.length; i++) {
    if ((of.starts[i] ?? 0) >= toSeconds) break
    const code = codeAt(of, i)
    if (code > strongest) strongest = code
  }
  return strongest
}

function codeAt(of: BusyTime, index: number): BusyCode {
  return codeOf(of.kinds[index])
}

/** A number out of a typed array as a code; what is none is unknown. */
export function codeOf(value: number | undefined): BusyCode {
  switch (value) {
    case 0:
      return free
    case 2:
      return tentative
    case 3:
      return unavailable
    case 4:
      return busy
    default:
      return unknown
  }
}

/** The name of a busy code. */
export function kindOf(code: BusyCode): BusyKind {
  return busyKinds[code]
}

/** One period as data, for people who read it. */
export type KindPeriod = {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly kind: BusyKind
}

/** Busy time as periods with the names of their kinds, in ascending order. */
export function kindPeriodsOf(of: BusyTime): readonly KindPeriod[] {
  return Array.from(of.starts, (startSeconds, i) => ({
    startSeconds,
    endSeconds: of.ends[i] ?? startSeconds,
    kind: kindOf(codeAt(of, i)),
  }))
}

/**
 * As RFC 5545 §3.8.2.6 writes it, in ascending order. There is no FBTYPE for time that nobody knows,
 * and left out it would read as free: it is told as BUSY-TENTATIVE.
 */
export function busyPeriodsOf(of: BusyTime): readonly BusyPeriod[] {
  return kindPeriodsOf(of).map(({ startSeconds, endSeconds, kind }) => ({
    period: { start: utcTime(startSeconds), end: utcTime(endSeconds), duration: undefined },
    busyType: kind === 'unknown' ? 'BUSY-TENTATIVE' : kind,
  }))
}

function utcTime(seconds: number): BusyPeriod['period']['start'] {
  return { kind: 'DATE-TIME', wallSeconds: seconds, tzid: 'UTC' }
}

/** Where the meetings of one day stand on a strip: pure. */
export type Stretch = { readonly startMs: number; readonly endMs: number }

export type Placed<T> = {
  readonly of: T
  /** Percent of the strip's width. */
  readonly left: number
  readonly width: number
  /** Which row, where some overlap. */
  readonly lane: number
}

const hourMs = 3_600_000

/**
 * What of a day is shown: from eight to six, and more where something is outside of that.
 *
 * Shapes: `day` is the whole day; a stretch that goes beyond it counts as far as it is within.
 */
export function shownWindow(day: Stretch, shown: readonly Stretch[]): Stretch {
  const within = shown.filter((each) => each.startMs < day.endMs && each.endMs > day.startMs)
  const starts = within.map((each) => Math.max(each.startMs, day.startMs))
  const ends = within.map((each) => Math.min(each.endMs, day.endMs))
  const hour = (ms: number, round: (of: number) => number): number =>
    day.startMs + round((ms - day.startMs) / hourMs) * hourMs
  return {
    startMs: Math.min(day.startMs + 8 * hourMs, ...starts.map((each) => hour(each, Math.floor))),
    endMs: Math.min(
      day.endMs,
      Math.max(day.startMs + 18 * hourMs, ...ends.map((each) => hour(each, Math.ceil))),
    ),
  }
}

/** Those that overlap stand in rows below each other, as few as there can be. */
export function placed<T extends Stretch>(
  all: readonly T[],
  window: Stretch,
): readonly Placed<T>[] {
  const length = window.endMs - window.startMs
  const laneEnds: number[] = []
  const sorted = all
    .filter((each) => each.startMs < window.endMs && each.endMs > window.startMs)
    .toSorted((one, other) => one.startMs - other.startMs || other.endMs - one.endMs)
  return sorted.map((of) => {
    const startMs = Math.max(of.startMs, window.startMs)
    const endMs = Math.min(of.endMs, window.endMs)
    const free = laneEnds.findIndex((end) => end <= startMs)
    const lane = free === -1 ? laneEnds.length : free
    laneEnds[lane] = Math.max(endMs, startMs + 1)
    return {
      of,
      lane,
      left: ((startMs - window.startMs) / length) * 100,
      width: (Math.max(endMs - startMs, hourMs / 6) / length) * 100,
    }
  })
}

/** Every second hour of the window, or each where there are few. */
export function hourMarks(window: Stretch): readonly number[] {
  const hours = Math.round((window.endMs - window.startMs) / hourMs)
  const step = hours > 14 ? 3 : 2
  const marks: number[] = []
  for (let at = 0; at <= hours; at += step) marks.push(window.startMs + at * hourMs)
  return marks
}

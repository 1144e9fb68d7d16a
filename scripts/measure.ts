/** Measures works beside each other and prints their times as ratios to the first. */

export type Measured = { readonly name: string; readonly us: number }

/** How long each work runs before it is measured, so that the compiler is done with it. */
const warmUpMs = 500
const roundMs = 8
const rounds = 41

/**
 * Runs the works in turn, round after round, so that what disturbs the machine disturbs all of them;
 * prints a table with the median of each and its ratio to the first, which is returned too.
 */
export function measure(
  title: string,
  works: Readonly<Record<string, () => unknown>>,
): ReadonlyMap<string, Measured> {
  const entries = Object.entries(works).map(([name, work]) => ({
    name,
    work,
    repeat: repetitions(work),
    times: [] as number[],
  }))
  for (let round = 0; round < rounds; round++) {
    for (const { work, repeat, times } of entries) times.push(timeUs(work, repeat))
  }
  const measured = entries.map(({ name, times }) => ({ name, us: median(times) }))
  const first = measured[0]?.us ?? Number.NaN
  const width = Math.max(title.length, ...measured.map(({ name }) => name.length))
  console.log(`\n${title.padEnd(width)}        median     ratio`)
  for (const { name, us } of measured) {
    const ratio = (us / first).toFixed(2)
    console.log(`${name.padEnd(width)}  ${format(us).padStart(12)}  ${ratio.padStart(8)}`)
  }
  return new Map(measured.map((each) => [each.name, each]))
}

/** Warms up, and says how often to run in one round, so that it takes about `roundMs`. */
function repetitions(work: () => unknown): number {
  const end = performance.now() + warmUpMs
  let us = timeUs(work, 1)
  while (performance.now() < end) us = timeUs(work, Math.ceil(1000 / us))
  return Math.ceil((roundMs * 1000) / us)
}

let kept: unknown

function timeUs(work: () => unknown, repeat: number): number {
  const start = performance.now()
  for (let run = 0; run < repeat; run++) kept = work()
  return ((performance.now() - start) * 1000) / repeat
}

function median(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

function format(us: number): string {
  if (us < 1000) return `${us.toFixed(2)} µs`
  return us < 1_000_000 ? `${(us / 1000).toFixed(2)} ms` : `${(us / 1_000_000).toFixed(2)} s `
}

/** So that no work can be left out because nothing looks at its result. */
export function lastResult(): unknown {
  return kept
}

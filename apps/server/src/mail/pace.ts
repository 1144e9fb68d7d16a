/** How often somebody may try, per minute. Kept in memory: it slows guessing, and guards nothing else. */

export type Pace = { allows(who: string): boolean }

const windowSeconds = 60
const maxKept = 20_000

export function makePace(perWindow: number, clock: () => number): Pace {
  let window = -1
  let tries = new Map<string, number>()
  return {
    allows(who): boolean {
      const now = Math.floor(clock() / windowSeconds)
      if (now !== window || tries.size >= maxKept) {
        window = now
        tries = new Map()
      }
      const count = (tries.get(who) ?? 0) + 1
      tries.set(who, count)
      return count <= perWindow
    },
  }
}

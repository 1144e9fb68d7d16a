/** Ten thousand simulated stories; `npm run simulate` tells others, and shows one that fails. */
import { tellMany } from '@parley/testkit'
import type { ConformanceResult } from '../conformance.ts'

const groups = [
  { seed: 100_000, stories: 4000, people: 3, steps: 25 },
  { seed: 200_000, stories: 4000, people: 4, steps: 20 },
  { seed: 300_000, stories: 2000, people: 5, steps: 20 },
] as const

export async function run(): Promise<ConformanceResult> {
  const lines: string[] = []
  let [passed, failed] = [0, 0]
  for (const group of groups) {
    const seeds = await tellMany({ ...group, stopsAtFirst: false })
    passed += group.stories - seeds.length
    failed += seeds.length
    const { people, steps } = group
    for (const seed of seeds) {
      lines.push(
        `npm run simulate -- --seed ${seed} --people ${people} --steps ${steps} --stories 1`,
      )
    }
  }
  return { name: 'simulation', passed, failed, lines }
}

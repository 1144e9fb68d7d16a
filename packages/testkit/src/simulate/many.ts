/** Many stories on all processors. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { tryStory } from './run.ts'
import { tellStory } from './story.ts'

export type Many = {
  /** The first story's; each further story has the next one. */
  readonly seed: number
  readonly stories: number
  readonly people: number
  readonly steps: number
  /** Stop at the first story that fails. */
  readonly stopsAtFirst: boolean
}

/** Tells them all; the seeds that end badly come back, in order. */
export async function tellMany(many: Many): Promise<readonly number[]> {
  const workers = Math.min(availableParallelism(), Math.ceil(many.stories / 50))
  if (workers < 2) return tellEvery(many, 0, 1)
  const shares = Array.from({ length: workers }, (_, share) => tellShare(many, share, workers))
  const failed = (await Promise.all(shares)).flat().sort((a, b) => a - b)
  return many.stopsAtFirst ? failed.slice(0, 1) : failed
}

function tellShare(many: Many, share: number, of: number): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const workerData = { many, share, of }
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** Every `of`-th story, from the `share`-th on. */
export function tellEvery(many: Many, share: number, of: number): readonly number[] {
  const failed: number[] = []
  for (let told = share; told < many.stories; told += of) {
    const seed = many.seed + told
    if (tryStory(tellStory(seed, many.people, many.steps)).length === 0) continue
    failed.push(seed)
    if (many.stopsAtFirst) break
  }
  return failed
}

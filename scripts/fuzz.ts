/**
 * `npm run fuzz [-- --seconds N] [--seed N] [--only N]`: reads mutated calendar files and checks that
 * nothing throws, hangs or gets lost. What fails is kept in reports/, and `--seed` and `--only` play
 * it again. Begins with the fixtures and, where it is at hand, the corpus.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { zoneCatalog } from '@parley/icalendar'
import { checkBytes } from './fuzz/checks.ts'
import { mutated, randomOf } from './fuzz/mutate.ts'
import { optionsOf } from './options.ts'
import { root } from './registers.ts'

type Shared = {
  readonly seed: number
  readonly seconds: number
  readonly only: number | undefined
  /** Number of the case in work, how many failed, how many were tried. */
  readonly progress: Int32Array
}

/** A case that takes longer than this is said to hang. */
const hangMs = 10_000
const maxFailures = 5

const files = [
  ...globSync('packages/icalendar/fixtures/*.ics', { cwd: root }),
  ...globSync('../shared/corpus/**/*.{ics,ical}', { cwd: root }),
]
  .sort()
  .map((file) => new Uint8Array(readFileSync(join(root, file))))

if (isMainThread) await watch()
else work(workerData as Shared)

async function watch(): Promise<void> {
  const values = optionsOf(import.meta.filename, {
    seconds: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    only: { type: 'string' },
  })
  const seed = Number(values.seed)
  const seconds = Number(values.seconds)
  const only = values.only === undefined ? undefined : Number(values.only)
  if (![seed, seconds, only ?? 0].every((each) => each >= 0)) {
    console.error('fuzz: --seconds, --seed and --only take numbers')
    process.exit(2)
  }
  const corpus = existsSync(join(root, '../shared/corpus'))
  console.log(
    `fuzz: seed ${seed}, ${files.length} files, ${corpus ? 'with' : 'without'} the corpus`,
  )
  const progress = new Int32Array(new SharedArrayBuffer(12))
  const shared: Shared = { seed, seconds, only, progress }
  const worker = new Worker(new URL(import.meta.url), { workerData: shared })
  let lastCase = -1
  let since = performance.now()
  const watchdog = setInterval(() => {
    const current = Atomics.load(progress, 0)
    if (current !== lastCase) {
      lastCase = current
      since = performance.now()
    } else if (performance.now() - since > hangMs) {
      keep(shared, current, `took longer than ${hangMs} ms`)
      process.exit(1)
    }
  }, 500)
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject).on('exit', () => resolve())
  })
  clearInterval(watchdog)
  const failures = Atomics.load(progress, 1)
  console.log(`fuzz: ${Atomics.load(progress, 2)} cases, ${failures} failures`)
  process.exit(failures === 0 ? 0 : 1)
}

function work(shared: Shared): void {
  const { seconds, only, progress } = shared
  const catalog = zoneCatalog()
  const end = performance.now() + seconds * 1000
  let slowest = { number: 0, ms: 0 }
  for (let number = only ?? 0; ; number++) {
    Atomics.store(progress, 0, number)
    const bytes = caseOf(shared, number)
    const start = performance.now()
    try {
      checkBytes(bytes, catalog)
    } catch (error) {
      keep(shared, number, error instanceof Error ? (error.stack ?? error.message) : String(error))
      if (Atomics.add(progress, 1, 1) + 1 >= maxFailures) break
    }
    Atomics.add(progress, 2, 1)
    const ms = performance.now() - start
    if (ms > slowest.ms) slowest = { number, ms }
    if (only !== undefined || performance.now() > end) break
  }
  console.log(`fuzz: slowest was case ${slowest.number}, ${slowest.ms.toFixed(0)} ms`)
}

function caseOf({ seed }: Shared, number: number): Uint8Array {
  return mutated(files, randomOf(Math.imul(seed, 0x01000193) + number))
}

function keep(shared: Shared, number: number, what: string): void {
  const file = `reports/fuzz-${shared.seed}-${number}.ics`
  mkdirSync(join(root, 'reports'), { recursive: true })
  writeFileSync(join(root, file), caseOf(shared, number))
  console.error(`fuzz: case ${number}: ${what}`)
  console.error(`fuzz: kept as ${file}; again by --seed ${shared.seed} --only ${number}`)
}

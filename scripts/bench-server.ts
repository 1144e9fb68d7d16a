/**
 * `npm run bench:server [-- --url URL] [--postgres] [--quick]`: how fast a CalDAV server schedules.
 *
 * With `--url` any server is measured that has people user1 to user60 with the passwords pass1 to
 * pass60. Without, ours is started: on SQLite with syncs on, or on a PostgreSQL of its own. Before
 * each work a bare server writes 40 kB with one sync: `times` says how many of those the work takes.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@parley/testkit/postgres'
import { type Answered, exchange, findPerson, type Person } from '../apps/server/bench/client.ts'
import { peers } from '../apps/server/bench/peers.ts'
import { type Counters, type Figure, runAll } from '../apps/server/bench/works.ts'
import { optionsOf } from './options.ts'
import { root } from './registers.ts'

const values = optionsOf(import.meta.filename, {
  url: { type: 'string' },
  postgres: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
})
const personCount = 60
const warmUps = values.quick ? 30 : 300

type Measured = {
  readonly url: string
  readonly counters: () => Promise<Counters | undefined>
  readonly rssMb: () => Promise<number | undefined>
  readonly firstAnswerMs: number | undefined
  readonly stop: () => Promise<void>
}

const server = values.url === undefined ? await startOurs() : foreign(values.url)
const bare = await startBare()
console.log(
  `Medians after each work was done ${warmUps} times; a client on the same cores.\n${'work'.padEnd(44)}${'measured'.padStart(11)}        aim    sabre    Cyrus  DAViCal  queries    syncs   cpu ms  bare ms    times`,
)
if (server.firstAnswerMs !== undefined) {
  note({ work: 'first answer after start', value: server.firstAnswerMs, unit: 'ms' })
}
const idle = await server.rssMb()
if (idle !== undefined) note({ work: 'resident memory, idle', value: idle, unit: 'MB' })
const people: Person[] = []
for (let index = 1; index <= personCount; index++) {
  people.push(await findPerson(server.url, `user${index}`, `pass${index}`))
}
await runAll({
  people,
  counters: server.counters,
  bare: bare.once,
  runs: values.quick ? 30 : 100,
  warmUps,
  secondsEach: values.quick ? 1 : 4,
  eventsEach: values.quick ? 50 : 500,
  note,
})
const peak = await server.rssMb()
if (peak !== undefined) note({ work: 'resident memory, after all this', value: peak, unit: 'MB' })
await server.stop()
bare.stop()
process.exit(0)

function note({ work, value, unit, cost, bareMs }: Figure): void {
  const { aim = '', sabre = '', cyrus = '', davical = '' } = peers.get(work) ?? {}
  const shown = `${value.toFixed(unit === 'ms' ? 2 : 0)} ${unit}`
  const others = [aim, sabre, cyrus, davical].map((each) => each.padStart(9)).join('')
  const counted =
    cost === undefined
      ? ''
      : `${cost.queries.toFixed(1).padStart(9)}${cost.syncs.toFixed(2).padStart(9)}${cost.cpuMs.toFixed(2).padStart(9)}`
  const beside =
    bareMs === undefined
      ? ''
      : `${bareMs.toFixed(2).padStart(9)}${(value / bareMs).toFixed(1).padStart(9)}`
  console.log(`${work.padEnd(44)}${shown.padStart(13)}${others}${counted.padEnd(27)}${beside}`)
}

/** What the machine itself takes at that moment. */
async function startBare(): Promise<{ once: () => Promise<Answered>; stop: () => void }> {
  const child = fork(join(root, 'apps/server/bench/bare.ts'))
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return {
    once: () => exchange(new URL(url), 'PUT', 'x'.repeat(1000), {}),
    stop: () => child.disconnect(),
  }
}

function foreign(url: string): Measured {
  return {
    url,
    counters: async () => undefined,
    rssMb: async () => undefined,
    firstAnswerMs: undefined,
    stop: async () => undefined,
  }
}

/** Started twice: what compiling takes is spent once for each version, not at each start. */
async function startOurs(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const postgres = values.postgres ? await startPostgres() : undefined
  const database = (await postgres?.freshUrl()) ?? join(folder, 'bench.db')
  const first = await serveOurs(database)
  note({ work: 'first answer of the very first start', value: first.firstAnswerMs, unit: 'ms' })
  await first.stop()
  const server = await serveOurs(database)
  const idle = (await server.ask('count')).rss
  let isIdle = true
  await server.ask('people')
  return {
    url: server.url,
    firstAnswerMs: server.firstAnswerMs,
    counters: async () => {
      const { queries = 0, syncs = 0, cpuMs = 0 } = await server.ask('count')
      return { queries, syncs, cpuMs }
    },
    rssMb: async () => {
      const rss = isIdle ? idle : (await server.ask('count')).rss
      isIdle = false
      return (rss ?? 0) / 1e6
    },
    stop: async () => {
      await server.stop()
      await postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Said = {
  readonly kind: string
  readonly url?: string
  readonly queries?: number
  readonly syncs?: number
  readonly rss?: number
  readonly cpuMs?: number
}

async function serveOurs(database: string): Promise<{
  readonly url: string
  readonly firstAnswerMs: number
  readonly ask: (wanted: string) => Promise<Said>
  readonly stop: () => Promise<unknown>
}> {
  const began = performance.now()
  const child = fork(join(root, 'apps/server/bench/start.js'), [database, String(personCount)], {
    // As `npm start` does.
    execArgv: ['--max-semi-space-size=6'],
  })
  child.once('exit', (code) => {
    if (code === 0) return
    console.error(`the server ended with ${code}`)
    process.exit(1)
  })
  const hear = async (): Promise<Said> => (await once(child, 'message'))[0]
  const { url = '' } = await hear()
  await fetch(`${url}/health/live`)
  return {
    url,
    firstAnswerMs: performance.now() - began,
    ask(wanted) {
      child.send(wanted)
      return hear()
    },
    stop() {
      child.send('stop')
      return once(child, 'exit')
    },
  }
}

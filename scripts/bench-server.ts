/**
 * `npm run bench:server [-- --url URL] [--postgres] [--quick]`: how fast a CalDAV server schedules.
 *
 * With `--url` any server is measured that has people user1 to user60 with the passwords pass1 to
 * pass60. Without, ours is started: on SQLite with syncs on, or on a PostgreSQL of its own.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '@parley/testkit/postgres'
import { findPerson, type Person } from '../apps/server/bench/client.ts'
import { peers } from '../apps/server/bench/peers.ts'
import { type Counters, type Figure, runAll } from '../apps/server/bench/works.ts'
import { root } from './registers.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    postgres: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
})
const personCount = 60

type Measured = {
  readonly url: string
  readonly counters: () => Promise<Counters | undefined>
  readonly rssMb: () => Promise<number | undefined>
  readonly firstAnswerMs: number | undefined
  readonly stop: () => Promise<void>
}

const server = values.url === undefined ? await startOurs() : foreign(values.url)
console.log(
  `${'work'.padEnd(44)}${'measured'.padStart(11)}        aim    sabre    Cyrus  DAViCal  queries  commits   cpu ms`,
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
  runs: values.quick ? 30 : 100,
  secondsEach: values.quick ? 1 : 4,
  eventsEach: values.quick ? 50 : 500,
  note,
})
const peak = await server.rssMb()
if (peak !== undefined) note({ work: 'resident memory, after all this', value: peak, unit: 'MB' })
await server.stop()
process.exit(0)

function note({ work, value, unit, cost }: Figure): void {
  const { aim = '', sabre = '', cyrus = '', davical = '' } = peers.get(work) ?? {}
  const shown = `${value.toFixed(unit === 'ms' ? 2 : 0)} ${unit}`
  const others = [aim, sabre, cyrus, davical].map((each) => each.padStart(9)).join('')
  const counted =
    cost === undefined
      ? ''
      : `${cost.queries.toFixed(1).padStart(9)}${cost.commits.toFixed(1).padStart(9)}${cost.cpuMs.toFixed(2).padStart(9)}`
  console.log(`${work.padEnd(44)}${shown.padStart(13)}${others}${counted}`)
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

async function startOurs(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const postgres = values.postgres ? await startPostgres() : undefined
  const database = (await postgres?.freshUrl()) ?? join(folder, 'bench.db')
  const began = performance.now()
  const child = fork(join(root, 'apps/server/bench/serve.ts'), [database, String(personCount)])
  type Said = {
    kind: string
    url?: string
    queries?: number
    transactions?: number
    rss?: number
    cpuMs?: number
  }
  const hear = (kind: string): Promise<Said> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void =>
        reject(new Error(`the server ended with ${code}`))
      const listen = (said: Said): void => {
        if (said.kind !== kind) return
        child.off('message', listen)
        child.off('exit', ended)
        resolve(said)
      }
      child.on('message', listen)
      child.once('exit', ended)
    })
  const { url = '' } = await hear('started')
  await fetch(`${url}/health/live`)
  const firstAnswerMs = performance.now() - began
  const counted = async (): Promise<Said> => {
    const said = hear('counted')
    child.send('count')
    return said
  }
  const idleRss = ((await counted()).rss ?? 0) / 1e6
  let isIdle = true
  const ready = hear('people')
  child.send('people')
  await ready
  return {
    url,
    firstAnswerMs,
    counters: async () => {
      const { queries = 0, transactions = 0, cpuMs = 0 } = await counted()
      return { queries, transactions, cpuMs }
    },
    rssMb: async () => {
      if (!isIdle) return ((await counted()).rss ?? 0) / 1e6
      isIdle = false
      return idleRss
    },
    stop: async () => {
      child.removeAllListeners('exit')
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.send('stop')
      await ended
      await postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

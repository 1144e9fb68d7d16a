/** Processes that serve one database are killed amid load, again and again; nothing promised is lost. */
import { type ChildProcess, fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withTexts } from '@parley/store'
import { checkStore } from '../admin/check.ts'
import type { Config } from '../config.ts'
import { openParts } from '../open-parts.ts'
import type { Parts } from '../parts.ts'
import { startFollowUp } from '../scheduling/follow-up.ts'
import { statusOf } from './calendar-text.ts'
import { type Load, type Promised, startLoad } from './load.ts'
import { addPeople, person, testConfig } from './start.ts'

type KillReport = {
  readonly kills: number
  readonly promised: number
  /** Empty where all is well. */
  readonly broken: readonly string[]
}

const names = Array.from({ length: 8 }, (_, index) => `person${index}`)

/** Kills one of the processes, waits for the rest to be killed or started, and looks at everything. */
export async function killAmidLoad(
  database: Config['database'],
  options: { times: number; processes: number; note?: (line: string) => void },
): Promise<KillReport> {
  const config = testConfig({ database })
  const parts = await openParts(config)
  await addPeople(
    parts,
    names.map((each) => person(each)),
  )
  const load = startLoad(names, 6, `kill${process.pid}`)
  // The next ones are loaded already, so that much is killed in little time.
  const waiting = Array.from({ length: options.processes + 1 }, () => prepare(config))
  const next = async (): Promise<Served> => {
    const ready = waiting.shift()
    waiting.push(prepare(config))
    if (ready === undefined) throw new Error('no process waits')
    return (await ready)()
  }
  const children: Served[] = []
  for (let index = 0; index < options.processes; index++) children.push(await next())
  const aim = (): void => load.aim(children.map((each) => each.url))
  aim()
  for (let kill = 0; kill < options.times; kill++) {
    await progress(load)
    await pause(20 + Math.random() * 250)
    const index = Math.floor(Math.random() * children.length)
    const [victim] = children.splice(index, 1)
    await victim?.kill()
    children.push(await next())
    aim()
    if (kill % 20 === 19) options.note?.(`${kill + 1} kills, ${load.promised.length} promises`)
  }
  await pause(100)
  await load.stop()
  for (const each of children) await each.kill()
  for (const each of waiting) await (await (await each)()).kill()
  try {
    const broken = await brokenAfter(parts, load)
    return { kills: options.times, promised: load.promised.length, broken }
  } finally {
    await parts.store.close()
  }
}

/** Once all that waits is done: what is not as its clients were told. Empty where all is well. */
export async function brokenAfter(parts: Parts, load: Load): Promise<readonly string[]> {
  await parts.store.write([], (tables) =>
    tables.updateTable('outbox').set({ due_seconds: 0 }).where('state', '!=', 'done').execute(),
  )
  const followUp = startFollowUp(parts)
  await followUp.run(5)
  await followUp.stop()
  return [...(await checkStore(parts)).broken, ...(await missing(parts, load))]
}

const patienceMs = 10_000

/** On a machine that has much to do, too, something must have been promised before it is broken. */
async function progress(load: Load): Promise<void> {
  const before = load.promised.length
  const untilMs = performance.now() + patienceMs
  while (load.promised.length === before && performance.now() < untilMs) await pause(2)
}

type Served = { readonly url: string; kill(): Promise<void> }

/** A process with everything loaded; the function makes it serve. */
async function prepare(config: Config): Promise<() => Promise<Served>> {
  // Not as a test of its own: what the test runner hands down is left behind.
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env
  const script = join(import.meta.dirname, 'serve.ts')
  const cached = { NODE_COMPILE_CACHE: join(tmpdir(), 'parley-compiled'), ...env }
  const child = fork(script, [JSON.stringify(config)], { execArgv: [], env: cached })
  const said = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`a server ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (message) => {
        child.off('exit', ended)
        resolve(String(message))
      })
    })
  await said()
  return async () => {
    const told = said()
    child.send('serve')
    return { url: await told, kill: () => killed(child) }
  }
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** What clients were told has happened, and has not; and meetings that only some were told of. */
async function missing(parts: Parts, load: Load): Promise<readonly string[]> {
  const rows = await parts.store.read((tables) =>
    withTexts(tables)
      .innerJoin('collection', 'collection.number', 'resource.collection_number')
      .innerJoin('principal', 'principal.id', 'resource.owner_id')
      .select('principal.name as owner')
      .where('collection.kind', '=', 'calendar')
      .execute(),
  )
  const mails = await parts.store.read((tables) =>
    tables.selectFrom('outbox').select(['uid', 'method']).where('kind', '=', 'mail').execute(),
  )
  const texts = new Map(rows.map((row) => [`${row.owner} ${row.uid}`, row.shared ?? row.body]))
  const sent = new Set(mails.map((each) => `${each.method} ${each.uid}`))
  const called = new Set(
    load.promised.filter((each) => each.kind === 'deletion').map((each) => each.uid),
  )
  const faults = load.promised.flatMap((each) => faultsOf(each, texts, sent, called, load.unknown))
  for (const uid of load.unknown) {
    const holders = rows.filter((row) => row.uid === uid).length
    // Of a meeting that nobody was told about, all hold a copy or none; called off, its Attendees do.
    if (holders !== 0 && holders < 2) faults.push(`${uid}: held by ${holders}`)
  }
  return faults
}

function faultsOf(
  { kind, organizer, uid, attendees, by = '', partStat }: Promised,
  texts: ReadonlyMap<string, string>,
  sent: ReadonlySet<string>,
  called: ReadonlySet<string>,
  unknown: ReadonlySet<string>,
): readonly string[] {
  const faults: string[] = []
  const isGone = called.has(uid) || unknown.has(uid)
  const own = texts.get(`${organizer} ${uid}`)
  if (kind === 'meeting') {
    if (own === undefined && !isGone) faults.push(`${uid}: the Organizer lost it`)
    for (const each of attendees)
      if (!texts.has(`${each} ${uid}`)) faults.push(`${uid}: ${each} lost it`)
    if (!sent.has(`REQUEST ${uid}`)) faults.push(`${uid}: no mail waits`)
  }
  if (kind === 'answer' && own !== undefined && statusOf(own, `${by}@example.com`) !== partStat) {
    faults.push(`${uid}: the answer of ${by} is lost`)
  }
  if (kind === 'deletion') {
    if (own !== undefined) faults.push(`${uid}: the Organizer still holds it`)
    if (!sent.has(`CANCEL ${uid}`)) faults.push(`${uid}: no cancellation waits`)
    for (const each of attendees) {
      if (!(texts.get(`${each} ${uid}`) ?? '').includes('STATUS:CANCELLED'))
        faults.push(`${uid}: ${each} was not told`)
    }
  }
  return faults
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

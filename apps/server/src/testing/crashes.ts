/** kill -9 while mails are sent and taken in: what is lost, and what is doubled. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCalendar } from '@parley/icalendar'
import { readMail } from '@parley/imip'
import { outboxDepth } from '@parley/store'
import { createTransport } from 'nodemailer'
import { heldText, originateAs, rawMail } from '../mail/testing.ts'
import { openParts } from '../open-parts.ts'
import type { Parts } from '../parts.ts'
import { calendarText, eventLines, eventText, statusOf } from './calendar-text.ts'
import { addPeople, person, testConfig } from './start.ts'
import { startWire } from './wire.ts'

type Crashes = {
  readonly kills: number
  readonly mails: number
  readonly lost: number
  readonly doubled: number
}

type CrashOptions = {
  readonly kills: number
  readonly mails: number
  /** From 0 to 1. */
  readonly random: () => number
}

const outside = (index: number): string => `eve${index}@elsewhere.example`

/** Sends all mails, killing the sender again and again; counts what the next hop took. */
export async function crashWhileSending(options: CrashOptions): Promise<Crashes> {
  const wire = await startWire()
  const place = await preparedStore(options.mails, {
    pauseSeconds: 0,
    smtp: { host: '127.0.0.1', port: wire.port, connections: 3 },
    retrySeconds: [1],
  })
  let kills = 0
  const perKill = Math.max(1, Math.floor(options.mails / (options.kills + 1)))
  try {
    while ((await waiting(place.parts)) > 0) {
      // What a killed sender had claimed is free again when its lease is over.
      await place.parts.store.write([], async (tables) => {
        await tables
          .updateTable('outbox')
          .set({ due_seconds: 0 })
          .where('due_seconds', '>', 0)
          .execute()
      })
      const before = wire.carried.length
      const child = await startChild(place.config)
      const share = 1 + Math.floor(options.random() * perKill)
      while ((await waiting(place.parts)) > 0) {
        if (kills < options.kills && wire.carried.length - before >= share) break
        await pause(5)
      }
      if (kills < options.kills && (await waiting(place.parts)) > 0) kills++
      await kill(child)
    }
    const times = Map.groupBy(wire.carried, (each) => readMail(each.bytes).envelope.messageId)
    return {
      kills,
      mails: options.mails,
      lost: options.mails - times.size,
      doubled: wire.carried.length - times.size,
    }
  } finally {
    await place.end()
    await wire.stop()
  }
}

/** Hands answers over by LMTP as a mail server does, killing the receiver; looks at what counts. */
export async function crashWhileReceiving(options: CrashOptions): Promise<Crashes> {
  const place = await preparedStore(options.mails, {
    lmtp: { port: 0 },
    folder: '/nonexistent',
    trust: { verify: false, unproven: 'apply' },
  })
  let kills = 0
  let doubled = 0
  let child = await startChild(place.config)
  const perKill = Math.max(1, Math.floor(options.mails / (options.kills + 1)))
  try {
    let until = perKill
    for (let index = 0; index < options.mails; ) {
      // Not acknowledged: the mail server tries again.
      const handed = handOver(child.port, answerOf(index)).catch(() => undefined)
      if (kills < options.kills && index >= until) {
        until += perKill
        await pause(options.random() * 12)
        await kill(child)
        kills++
        child = await startChild(place.config)
      }
      const answer = await handed
      if (answer === undefined) continue
      if (answer.includes('duplicate')) doubled++
      index++
    }
    const text = (await heldText(place, 'ann', 'crash')) ?? ''
    const lines = text.replaceAll('\r\n ', '')
    let lost = 0
    for (let index = 0; index < options.mails; index++) {
      if (statusOf(lines, `:${outside(index)}`) !== 'ACCEPTED') lost++
    }
    return { kills, mails: options.mails, lost, doubled }
  } finally {
    await kill(child)
    await place.end()
  }
}

type Place = {
  readonly parts: Parts
  readonly config: Readonly<Record<string, unknown>>
  end(): Promise<void>
}

/** A store in which Ann has invited as many people elsewhere as mails are wanted. */
async function preparedStore(mails: number, mail: Record<string, unknown>): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'))
  const database = { file: join(folder, 'p.db'), synchronous: 'FULL' }
  const parts = await openParts(testConfig({ database, mail: { pauseSeconds: 0 } }))
  await addPeople(parts, [person('ann')])
  const organizer = 'ann@example.com'
  const attendees = Array.from({ length: mails }, (_, index) => outside(index))
  const [object] = parseCalendar(eventText({ uid: 'crash', organizer, attendees })).objects
  if (object !== undefined) await originateAs({ parts }, 'ann', 'crash', { kind: 'save', object })
  return {
    parts,
    config: { database, mail },
    async end(): Promise<void> {
      await parts.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function waiting({ store }: Parts): Promise<number> {
  const depth = await store.read((tables) => outboxDepth(tables))
  return (depth.get('waiting') ?? 0) + (depth.get('claimed') ?? 0)
}

function answerOf(index: number): Buffer {
  const text = calendarText([
    'METHOD:REPLY',
    ...eventLines({
      uid: 'crash',
      organizer: 'ann@example.com',
      attendees: [`${outside(index)};PARTSTAT=ACCEPTED`],
    }),
  ]).replace(/DTSTAMP:.*/, 'DTSTAMP:20991231T000000Z')
  return rawMail({ from: outside(index), to: 'ann@example.com', method: 'REPLY', text }).bytes
}

async function handOver(port: number, raw: Buffer): Promise<string> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    lmtp: true,
    ignoreTLS: true,
    socketTimeout: 5_000,
  })
  try {
    const envelope = { from: 'eve@elsewhere.example', to: ['ann@example.com'] }
    return (await transport.sendMail({ envelope, raw })).response
  } finally {
    transport.close()
  }
}

type Child = { readonly process: ChildProcess; readonly port: number }

async function startChild(config: Readonly<Record<string, unknown>>): Promise<Child> {
  const program = new URL('./mail-child.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [program, JSON.stringify(config)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { process: child, port: Number(line.toString()) }
}

async function kill({ process: child }: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

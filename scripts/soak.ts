/**
 * `npm run soak -- --minutes N`: good and bad requests in turn against a server of its own, and the
 * memory of its process. Ends in 1 when the memory grew, a good request failed, a bad one was not
 * refused, or the data does not hold together afterwards.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { optionsOf } from './options.ts'
import { root } from './registers.ts'

const values = optionsOf(import.meta.filename, { minutes: { type: 'string', default: '10' } })
const minutes = Number(values.minutes)
const folder = mkdtempSync(join(tmpdir(), 'parley-soak-'))
const env = {
  PATH: process.env['PATH'],
  PARLEY_PORT: '0',
  PARLEY_LOG_LEVEL: 'error',
  PARLEY_DATABASE_FILE: join(folder, 'parley.db'),
}
const authorization = `Basic ${Buffer.from('ann:demo-demo').toString('base64')}`
const calendar = '/dav/calendars/ann/calendar/'
/** The same few events over and over, so that the data does not grow. */
const uids = 50
/** More than caches, statement plans and the heap's own ups and downs. */
const allowedGrowth = 1.25

type Asked = {
  readonly method: string
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fine: readonly number[]
}

function event(i: number, summary: string): string {
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Soak//EN', 'BEGIN:VEVENT', `UID:soak-${i}`],
    ...['DTSTAMP:20260101T000000Z', `DTSTART:20270${1 + (i % 9)}01T100000Z`, 'DURATION:PT1H'],
    ...[`SUMMARY:${summary}`, 'ORGANIZER:mailto:ann@demo.example'],
    ...['ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@demo.example', 'ATTENDEE:mailto:bob@demo.example'],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
}

const caldav = 'urn:ietf:params:xml:ns:caldav'
const query = `<C:calendar-query xmlns:C="${caldav}" xmlns:D="DAV:"><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>`
const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><D:propfind xmlns:D="DAV:">&b;</D:propfind>`

function good(i: number): readonly Asked[] {
  const path = `${calendar}soak-${i % uids}.ics`
  return [
    { method: 'PUT', path, body: event(i % uids, `Round ${i}`), fine: [201, 204] },
    { method: 'GET', path, fine: [200] },
    { method: 'PROPFIND', path: calendar, headers: { depth: '1' }, fine: [207] },
    { method: 'REPORT', path: calendar, body: query, headers: { depth: '1' }, fine: [207] },
    { method: 'DELETE', path, fine: [204] },
    { method: 'GET', path: '/health/ready', fine: [200] },
  ]
}

function bad(i: number): readonly Asked[] {
  const path = `${calendar}bad.ics`
  const nested = '<a>'.repeat(3000)
  return [
    {
      method: 'PUT',
      path,
      body: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nnonsense',
      fine: [400, 403, 415],
    },
    { method: 'PUT', path, body: `${'x'.repeat(5_000_000)}`, fine: [413] },
    { method: 'PROPFIND', path: calendar, body: '<D:propfind', fine: [400] },
    { method: 'PROPFIND', path: calendar, body: bomb, fine: [400, 403] },
    { method: 'REPORT', path: calendar, body: nested, fine: [400] },
    { method: 'PROPFIND', path: '/dav/', headers: { depth: 'infinity' }, fine: [403, 207] },
    { method: 'PUT', path, body: event(0, 'x'), headers: { 'if-match': '"no"' }, fine: [403, 412] },
    { method: 'GET', path: `/dav/${'long/'.repeat(2000)}`, fine: [404, 414, 400, 431] },
    { method: 'GET', path: `/dav/calendars/ann/%ff%00/${i}`, fine: [400, 404] },
    { method: 'POST', path: '/api/nowhere', body: '{', fine: [400, 401, 404] },
  ]
}

async function ask(url: string, asked: Asked): Promise<string | undefined> {
  const { method, path, body, headers, fine } = asked
  const type = method === 'PUT' ? 'text/calendar' : 'application/xml'
  const sent = {
    method,
    headers: { authorization, 'content-type': type, ...headers },
    ...(body !== undefined && { body }),
  }
  let status: number
  try {
    const answer = await fetch(url + path, sent)
    await answer.arrayBuffer()
    status = answer.status
  } catch (error) {
    // Who goes on sending what is too long finds the door shut.
    if (fine.includes(413)) return undefined
    return `${method} ${path.slice(0, 60)}: ${error instanceof Error ? error.message : error}`
  }
  if (fine.includes(status)) return undefined
  return `${method} ${path.slice(0, 60)}: ${status}, and ${fine.join(' or ')} was expected`
}

/** Promises a body and goes away in the middle of it. */
async function hangUp(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  await once(socket, 'connect')
  const head = `PUT ${calendar}half.ics HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n`
  socket.write(`${head}content-length: 5000\r\n\r\nBEGIN:VCALENDAR\r\n`)
  socket.destroy()
}

/** In megabytes: all of the process, and what of it JavaScript uses. */
async function memoryOf(url: string): Promise<{ readonly rss: number; readonly heap: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const read = (name: string): number =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 1e6
  return { rss: read('process_resident_memory_bytes'), heap: read('nodejs_heap_size_used_bytes') }
}

async function started(): Promise<{ child: ChildProcess; url: string }> {
  const main = join(root, 'apps/server/start.js')
  const child = spawn(process.execPath, [main, '--demo'], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let said = ''
  return new Promise((resolve, reject) => {
    child.on('close', () => reject(new Error(said)))
    child.stderr.on('data', (chunk) => {
      said += chunk
      const [, url] = /listens on (\S+)/.exec(said) ?? []
      if (url !== undefined) resolve({ child, url })
    })
  })
}

async function soak(url: string): Promise<readonly string[]> {
  const faults = new Set<string>()
  const endMs = performance.now() + minutes * 60_000
  const startMs = performance.now()
  const readings: number[] = []
  let nextMs = performance.now()
  let requests = 0
  for (let i = 0; performance.now() < endMs; i++) {
    for (const asked of [...good(i), ...bad(i)]) {
      const fault = await ask(url, asked)
      if (fault !== undefined) faults.add(fault)
      requests++
    }
    await hangUp(url)
    if (performance.now() < nextMs) continue
    nextMs += Math.max(5_000, minutes * 3_000)
    const { rss, heap } = await memoryOf(url)
    readings.push(rss)
    const seconds = Math.round((performance.now() - startMs) / 1000)
    console.log(
      `${String(seconds).padStart(5)} s  ${requests} requests  RSS ${rss.toFixed(0)} MB, heap ${heap.toFixed(0)} MB`,
    )
  }
  // What it needs is known after the first quarter; from there on it stays.
  const settled = readings[Math.floor(readings.length / 4)] ?? 0
  const last = Math.min(...readings.slice(-3))
  if (last > settled * allowedGrowth) {
    faults.add(`the memory grew from ${settled.toFixed(0)} to ${last.toFixed(0)} MB`)
  }
  return [...faults]
}

const { child, url } = await started()
const faults = [...(await soak(url))]
child.kill('SIGTERM')
const [code] = await once(child, 'close')
if (code !== 0) faults.push(`the server ended in ${code}`)
const check = spawn(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'admin', 'check'], {
  env,
  stdio: 'inherit',
})
const [checked] = await once(check, 'close')
if (checked !== 0) faults.push('the data does not hold together')
rmSync(folder, { recursive: true, force: true })
for (const each of faults) console.error(each)
console.log(faults.length === 0 ? 'soak: all well' : `soak: ${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)

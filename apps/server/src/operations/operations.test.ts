import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  addThreads,
  mailsIn,
  noteSeen,
  principalByName,
  searchTrace,
  seenBefore,
  threadById,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { type RunningServer, startServer } from '../server.ts'
import { eventText } from '../testing/calendar-text.ts'
import { davClient } from '../testing/dav-client.ts'
import {
  addPeople,
  startTestServer,
  type TestServer,
  testConfig,
  usualPeople,
} from '../testing/start.ts'
import { version } from '../version.ts'
import { makeLog, scrubbed, toldError } from './log.ts'

const daySeconds = 86_400

describe('a server that is watched', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  const ask = async (path: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(server.url + path)
    return { status: answer.status, text: await answer.text() }
  }

  it('is live and ready', async () => {
    assert.deepEqual(await ask('/health/live'), { status: 200, text: 'live\n' })
    assert.deepEqual(await ask('/health/ready'), { status: 200, text: 'ready\n' })
  })

  it('counts requests, decisions and what waits, in the form of Prometheus', async () => {
    const attendees = ['bob@example.com', 'room@example.com', 'far@else.example']
    const text = eventText({ uid: 'm', organizer: 'ann@example.com', attendees })
    assert.equal(
      (await server.as('ann').put('/dav/calendars/ann/calendar/m.ics', text)).status,
      201,
    )
    const metrics = (await ask('/metrics')).text
    assert.match(metrics, /parley_requests_total\{method="PUT",status="201"\} 1/)
    assert.match(metrics, /parley_decisions_total\{[^}]*method="REQUEST"[^}]*\} 2/)
    assert.match(metrics, /parley_outbox_entries\{state="waiting"\} [1-9]/)
    assert.match(metrics, /parley_database_up 1/)
    assert.match(metrics, /parley_request_seconds_bucket/)
    assert.match(metrics, /process_resident_memory_bytes/)
  })

  it('shows its metrics to nobody else', async () => {
    const other = await startTestServer({ config: { metrics: { from: [] } } })
    const { status } = await fetch(`${other.url}/metrics`)
    await other.end()
    assert.equal(status, 403)
  })

  it('says 507 when the disk is full, stores nothing of it, and goes on afterwards', async () => {
    const { sqlite } = server.parts.store
    const pages = Number(sqlite?.prepare('pragma page_count').get()?.['page_count'])
    const text = eventText({
      uid: 'big',
      organizer: 'ann@example.com',
      attendees: ['bob@example.com'],
      lines: [`DESCRIPTION:${'long '.repeat(100_000)}`],
    })
    const put = () => server.as('ann').put('/dav/calendars/ann/calendar/big.ics', text)
    sqlite?.exec(`pragma max_page_count = ${pages + 4}`)
    const full = await put()
    assert.equal(full.status, 507, full.text)
    assert.equal((await server.as('bob').objects()).has('big.ics'), false)
    assert.equal((await server.as('ann').get('/dav/calendars/ann/calendar/big.ics')).status, 404)
    sqlite?.exec('pragma max_page_count = 1000000')
    assert.equal((await put()).status, 201)
  })
})

describe('a server whose database is away', () => {
  it('is live, and not ready; its page and its metrics still come', async () => {
    const server = await startTestServer()
    const page = async (): Promise<string> => (await fetch(`${server.url}/`)).text()
    const before = await page()
    server.parts.store.sqlite?.close()
    const status = async (path: string): Promise<number> => (await fetch(server.url + path)).status
    assert.equal(await status('/health/live'), 200)
    assert.equal(await status('/health/ready'), 503)
    assert.equal(await page(), before)
    const about = (await (await fetch(`${server.url}/api/about`)).json()) as { database: string }
    assert.equal(about.database, 'away')
    assert.match(await (await fetch(`${server.url}/metrics`)).text(), /parley_database_up 0/)
    await server.app.http.close()
    await server.followUp.stop()
  })
})

describe('the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-log-'))
  const lines: string[] = []
  let server: RunningServer
  before(async () => {
    const config = testConfig({ database: { file: join(folder, 'parley.db') } })
    const log = makeLog('debug', { write: (line: string) => void lines.push(line) })
    server = await startServer(config, { log })
    await addPeople(server.parts, usualPeople)
  })
  after(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('holds no address, no title and no body, whatever is done', async () => {
    const secret = 'Zwetschgendatschi'
    const attendees = ['bob@example.com', 'room@example.com', 'far@else.example']
    const meeting = { uid: `uid-${secret}`, organizer: 'ann@example.com', attendees }
    const text = eventText({ ...meeting, summary: secret, lines: [`DESCRIPTION:${secret}`] })
    const ann = davClient(server.url, 'ann')
    const path = `/dav/calendars/ann/calendar/${secret}.ics`
    assert.equal((await ann.put(path, text)).status, 201)
    await server.followUp.run()
    await ann.get(path)
    await ann.put(path, text.replace('SUMMARY', 'LOCATION:Cellar\r\nSUMMARY'))
    await ann.put(`${path}x`, secret)
    await ann.request('PROPFIND', '/', { body: `<broken ${secret}` })
    await ann.request('GET', `/dav/%zz/${secret}`)
    await davClient(server.url, `who-${secret}@example.com`, secret).get(path)
    await ann.request('GET', `/api/${secret}`)
    await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{ "name": "${secret}@example.com"`,
    })
    await ann.delete(path)
    // A fault of our own, quoting what it choked on.
    server.parts.log.error({ err: new Error(`cannot read "${secret}" of ann@example.com`) }, 'x')
    assert.ok(lines.length > 10)
    for (const line of lines) {
      assert.doesNotMatch(line, /@(?!\w*\/|parley\b)|Zwetschgen|Cellar|VEVENT/i, line)
      assert.equal(typeof JSON.parse(line), 'object')
    }
    const answered = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'answered')
    assert.deepEqual(Object.keys(answered[0]), [
      'level',
      'time',
      'reqId',
      'method',
      'status',
      'ms',
      'msg',
    ])
  })

  it('tells an error without what it quotes', () => {
    assert.equal(
      scrubbed('no "Lunch" for ann@example.com at /dav/calendars/ann/'),
      'no … for … at /dav/…',
    )
    const told = toldError(Object.assign(new TypeError('x "y'), { code: 'E1' }))
    assert.equal(told['name'], 'TypeError')
    assert.equal(told['message'], 'x …')
    assert.equal(told['code'], 'E1')
    assert.match(JSON.stringify(told['at']), /operations\.test/)
  })
})

describe('upkeep', () => {
  const now = 1_800_000_000
  let clock = now
  let server: TestServer
  before(async () => {
    const limits = { traceDays: 10, outboxDays: 5, mailDays: 10, changesKept: 3 }
    server = await startTestServer({ clock: () => clock, config: { limits } })
  })
  after(() => server.end())

  const traces = (parts: Parts) =>
    parts.store.read(async (tables) => (await searchTrace(tables, { limit: 100 })).length)

  const mailStates = (parts: Parts) =>
    parts.store.read(async (tables) =>
      (await mailsIn(tables, { limit: 100 })).map((each) => each.state).sort(),
    )

  it('forgets what is old by the limits, once a day', async () => {
    const { parts } = server
    const ann = server.as('ann')
    const event = (uid: string): string =>
      eventText({ uid, organizer: 'ann@example.com', attendees: ['bob@example.com'] })
    for (const uid of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await ann.put(`/dav/calendars/ann/calendar/${uid}.ics`, event(uid))
    }
    for (const uid of ['a', 'b', 'c', 'd', 'e']) {
      await ann.delete(`/dav/calendars/ann/calendar/${uid}.ics`)
    }
    assert.ok((await traces(parts)) > 0)
    const mails = {
      settled: 'From: a@x.test\r\n\r\nHello',
      failed: 'Content-Type: application/ms-tnef\r\n\r\nx',
    }
    for (const each of Object.values(mails)) {
      await server.mail.receive(Buffer.from(each), { via: 'input' })
    }
    await parts.store.write([], async (tables) => {
      await noteSeen(tables, ['old'], clock)
      const { id: ownerId } = (await principalByName(tables, 'ann')) ?? { id: '' }
      const about = { ownerId, recipient: 'x@x.test', revoked: false }
      const never = { firstMessageId: undefined, lastMessageId: undefined }
      await addThreads(tables, [
        { ...about, ...never, id: 'gone', uid: 'a', expiresSeconds: clock },
        { ...about, ...never, id: 'still', uid: 'f', expiresSeconds: clock },
        { ...about, ...never, id: 'later', uid: 'b', expiresSeconds: clock + 20 * daySeconds },
      ])
    })
    assert.deepEqual(await mailStates(parts), ['failed', 'ignored'])
    assert.equal(await server.upkeep.run(), false, 'done at the start, and not again today')
    clock += 11 * daySeconds
    assert.equal(await server.upkeep.run(), true)
    assert.equal(await traces(parts), 0)
    assert.deepEqual(await mailStates(parts), ['failed'])
    const threads = await parts.store.read((tables) =>
      Promise.all(['gone', 'still', 'later'].map((id) => threadById(tables, id))),
    )
    assert.deepEqual(
      threads.map((each) => each?.id),
      [undefined, 'still', 'later'],
    )
    assert.equal((await parts.store.read((tables) => seenBefore(tables, ['old']))).size, 0)
    const left = await parts.store.read((tables) =>
      tables
        .selectFrom('deletion')
        .innerJoin('collection', 'collection.id', 'deletion.collection_id')
        .innerJoin('principal', 'principal.id', 'collection.owner_id')
        .select('deletion.name')
        .where('principal.name', '=', 'ann')
        .where('collection.name', '=', 'calendar')
        .execute(),
    )
    assert.equal(left.length, 3)
    assert.equal(await server.upkeep.run(), false)
  })
})

describe('the version', () => {
  it('is that of the package', () => {
    const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
    assert.equal(JSON.parse(manifest).version, version)
  })
})

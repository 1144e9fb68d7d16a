/** Processes that die, disks that fill, databases that go away: nothing that was promised is lost. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { startPostgres, type TestPostgres } from '@parley/testkit/postgres'
import { checkStore } from '../admin/check.ts'
import { eventText } from '../testing/calendar-text.ts'
import { killAmidLoad } from '../testing/kill.ts'
import { startTestServer } from '../testing/start.ts'

describe('faults', () => {
  let postgres: Promise<TestPostgres> | undefined
  const freshUrl = async (): Promise<string> => {
    postgres ??= startPostgres()
    return (await postgres).freshUrl()
  }
  after(async () => (await postgres)?.stop())

  it('a process that is killed amid load takes nothing with it, on SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'))
    const database = { file: join(folder, 'parley.db'), synchronous: 'FULL' } as const
    const { broken, promised } = await killAmidLoad(database, { times: 3, processes: 1 })
    rmSync(folder, { recursive: true, force: true })
    assert.deepEqual(broken, [])
    assert.ok(promised > 0)
  })

  it('three processes on one PostgreSQL agree, whichever of them are killed', async () => {
    const database = { url: await freshUrl(), poolSize: 5 }
    const { broken, promised } = await killAmidLoad(database, { times: 2, processes: 3 })
    assert.deepEqual(broken, [])
    assert.ok(promised > 0)
  })

  it('a disk that is full is told as 507, and what was there stays', async () => {
    const server = await startTestServer()
    const ann = server.as('ann')
    const put = (uid: string, summary: string) =>
      ann.put(
        `/dav/calendars/ann/calendar/${uid}.ics`,
        eventText({ uid, summary, organizer: 'ann@example.com', attendees: ['bob@example.com'] }),
      )
    assert.equal((await put('before', 'x')).status, 201)
    const pages = server.parts.store.sqlite?.prepare('pragma page_count').get()?.['page_count']
    server.parts.store.sqlite?.exec(`pragma max_page_count = ${Number(pages) + 5}`)
    const full = await put('full', 'x'.repeat(100_000))
    assert.equal(full.status, 507, full.text)
    assert.equal((await ann.get('/dav/calendars/ann/calendar/before.ics')).status, 200)
    assert.equal((await ann.get('/dav/calendars/ann/calendar/full.ics')).status, 404)
    server.parts.store.sqlite?.exec('pragma max_page_count = 1000000')
    assert.equal((await put('full', 'x'.repeat(100_000))).status, 201)
    assert.deepEqual((await checkStore(server.parts)).broken, [])
    await server.end()
  })

  it('a database that is away is told as 503, and served again when it is back', async () => {
    const own = await startPostgres()
    const server = await startTestServer({ database: { url: await own.freshUrl(), poolSize: 3 } })
    const ann = server.as('ann')
    const put = (uid: string) =>
      ann.put(`/dav/calendars/ann/calendar/${uid}.ics`, eventText({ uid }))
    assert.equal((await put('one')).status, 201)
    await own.stop()
    const away = await put('two')
    assert.equal(away.status, 503, away.text)
    assert.equal(away.headers.get('retry-after'), '5')
    const ready = await fetch(`${server.url}/health/ready`)
    assert.equal(ready.status, 503)
    assert.equal((await fetch(`${server.url}/health/live`)).status, 200)
    await server.end()
  })
})

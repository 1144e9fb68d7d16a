/** Processes that die, disks that fill, databases that go away: nothing that was promised is lost. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { startPostgres, type TestPostgres } from '@parley/testkit/postgres'
import { checkStore } from '../admin/check.ts'
import { keepUp } from '../operations/upkeep.ts'
import { makeSignIn } from '../sign-in/sign-in.ts'
import { apiClient } from '../testing/api-client.ts'
import { eventText } from '../testing/calendar-text.ts'
import { brokenAfter, killAmidLoad } from '../testing/kill.ts'
import { startLoad } from '../testing/load.ts'
import { person, startTestServer } from '../testing/start.ts'

const names = ['ann', 'bob', 'carol', 'dave', 'erin', 'finn']

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

  it('a database of several processes is kept up too', async () => {
    const server = await startTestServer({ database: { url: await freshUrl(), poolSize: 3 } })
    await keepUp(server.parts)
    await server.end()
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

  it('a disk that is full lets those in who may read', async () => {
    const server = await startTestServer()
    const write = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('database or disk is full'), { errcode: 13 }))
    const parts = { ...server.parts, store: { ...server.parts.store, write } }
    const found = await makeSignIn(parts).password('ann', 'ann-secret', '127.0.0.1')
    assert.equal(found.kind, 'signed-in')
    await server.end()
  })

  it('a real disk that is full is told as 507 too, and serves again when there is room', async (t) => {
    const disk = mkdtempSync(join(tmpdir(), 'parley-disk-'))
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0
    if (!mounted) {
      rmSync(disk, { recursive: true, force: true })
      return t.skip('no file system can be mounted here')
    }
    const database = { file: join(disk, 'parley.db'), synchronous: 'FULL' } as const
    const server = await startTestServer({ database })
    t.after(async () => {
      await server.end()
      spawnSync('umount', [disk])
      rmSync(disk, { recursive: true, force: true })
    })
    const promised: string[] = []
    const path = (uid: string): string => `/dav/calendars/ann/calendar/${uid}.ics`
    const put = (uid: string, lines: readonly string[] = []) =>
      server.as('ann').put(path(uid), eventText({ uid, lines }))
    const fill = (name: string): void =>
      assert.throws(() => writeFileSync(join(disk, name), new Uint8Array(4_000_000)), {
        code: 'ENOSPC',
      })
    fill('filler')
    let status = 201
    for (let count = 0; status < 300 && count < 200; count++) {
      const uid = `full${count}`
      status = (await put(uid, [`DESCRIPTION:${uid.repeat(4_000)}`])).status
      if (status < 300) promised.push(uid)
    }
    assert.equal(status, 507)
    assert.equal((await fetch(`${server.url}/health/ready`)).status, 200)
    fill('rest')
    server.app.signIn.forget()
    for (const uid of promised) assert.equal((await server.as('ann').get(path(uid))).status, 200)
    rmSync(join(disk, 'filler'))
    assert.equal((await put('afterwards')).status, 201)
    assert.deepEqual((await checkStore(server.parts)).broken, [])
  })

  it('a database that is away is told as 503, and served again when it is back', async (t) => {
    const own = await startPostgres()
    const { outage } = own
    if (outage === undefined) return t.skip('the PostgreSQL of DATABASE_URL is not ours to stop')
    const database = { url: await own.freshUrl(), poolSize: 5 }
    const server = await startTestServer({ people: names.map((each) => person(each)), database })
    const load = startLoad(names, 4, 'away')
    t.after(async () => {
      await load.stop()
      await server.end()
      await own.stop()
    })
    const heard: string[] = []
    server.parts.store.onAnnounced((topic) => heard.push(topic))
    load.aim([server.url])
    for (let round = 0; round < 2; round++) {
      await until(() => load.promised.length >= 10 * (round + 1))
      await outage.begin()
      await pause(round * 2500)
      assert.equal((await fetch(`${server.url}/health/ready`)).status, 503)
      assert.equal((await fetch(`${server.url}/health/live`)).status, 200)
      const away = await server.as('ann').get('/dav/calendars/ann/calendar/x.ics')
      assert.deepEqual([away.status, away.headers.get('retry-after')], [503, '5'])
      const api = await apiClient(server.url, 'ann').get('/calendars')
      assert.deepEqual([api.status, api.body.type], [503, 'urn:parley:problem:away'])
      await outage.end()
      await until(async () => (await fetch(`${server.url}/health/ready`)).status === 200)
    }
    const before = load.promised.length
    await until(() => load.promised.length > before + 10)
    await load.stop()
    assert.deepEqual([...load.refusals], [503])
    await until(async () => {
      await server.parts.store.announce('again')
      return heard.includes('again')
    })
    assert.deepEqual(await brokenAfter(server.parts, load), [])
  })
})

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return
    await pause(50)
  }
  throw new Error('it does not come to pass')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

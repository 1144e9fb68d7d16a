/** The server as a process: what a person sees who starts it, and how it ends. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { startProblem } from './start-problem.ts'
import { eventText } from './testing/calendar-text.ts'
import { davClient } from './testing/dav-client.ts'
import { testConfig } from './testing/start.ts'

describe('the process of the server', () => {
  const main = join(import.meta.dirname, 'main.ts')
  const folder = mkdtempSync(join(tmpdir(), 'parley-process-'))
  const running = new Set<ChildProcess>()
  after(() => {
    for (const each of running) each.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  type Started = {
    readonly child: ChildProcess
    readonly url: string
    /** Standard error, and the log. */
    readonly said: () => string
    readonly log: () => string
    readonly ended: Promise<number | null>
  }

  /** Waits until it listens, or has ended. */
  async function start(
    args: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Started> {
    const file = join(folder, 'parley.db')
    const env = { PATH: process.env['PATH'], PARLEY_DATABASE_FILE: file, PARLEY_PORT: '0' }
    const child = spawn(process.execPath, [main, ...args], { env: { ...env, ...environment } })
    running.add(child)
    let said = ''
    let log = ''
    const ended = new Promise<number | null>((resolve) => {
      child.on('close', (code) => {
        running.delete(child)
        resolve(code)
      })
    })
    child.stdout.on('data', (chunk) => {
      log += chunk
    })
    const listening = new Promise<string>((resolve) => {
      child.stderr.on('data', (chunk) => {
        said += chunk
        const [, url] = /listens on (\S+)/.exec(said) ?? []
        if (url !== undefined) resolve(url)
      })
    })
    const url = await Promise.race([listening, ended.then(() => '')])
    return { child, url, said: () => said, log: () => log, ended }
  }

  describe('a first start', () => {
    it('prints the address and a password that works; the demonstration is there; under load it stops without losing a request; a second start says no password', async () => {
      const first = await start(['--demo'])
      assert.match(first.said(), /This is the first start/)
      const [, password = ''] = /name {6}admin\n {2}password {2}(\S+)/.exec(first.said()) ?? []
      const admin = davClient(first.url, 'admin', password)
      assert.equal((await admin.propfind('/dav/', '<D:current-user-principal/>')).status, 207)
      const ann = davClient(first.url, 'ann', 'demo-demo')
      assert.equal((await ann.objects()).size, 4)

      const puts = Array.from({ length: 40 }, (_, i) => {
        const text = eventText({
          uid: `load-${i}`,
          organizer: 'ann@demo.example',
          attendees: ['bob@demo.example', 'carol@demo.example'],
        })
        return ann.put(`/dav/calendars/ann/calendar/load-${i}.ics`, text).then(
          ({ status }) => status,
          () => 'refused',
        )
      })
      await Promise.race(puts)
      const stopping = performance.now()
      first.child.kill('SIGTERM')
      const statuses = await Promise.all(puts)
      assert.equal(await first.ended, 0, first.said())
      assert.ok(performance.now() - stopping < 15_000, 'it does not wait for idle connections')
      const stored = statuses.flatMap((each, i) => (each === 201 ? [i] : []))
      assert.ok(stored.length > 0)
      // Cut off is not refused: who was let in is answered.
      for (const each of statuses) assert.ok([201, 503, 'refused'].includes(each), String(each))
      for (const line of first.log().trim().split('\n'))
        assert.equal(typeof JSON.parse(line), 'object')
      assert.doesNotMatch(first.log(), /demo\.example|Standup/)

      const second = await start(['--demo'])
      assert.doesNotMatch(second.said(), /first start|admin/)
      const again = davClient(second.url, 'ann', 'demo-demo')
      const held = await again.objects()
      for (const i of stored) assert.ok(held.has(`load-${i}.ics`), `load-${i} was answered 201`)
      const bobs = [...(await davClient(second.url, 'bob', 'demo-demo').objects()).values()]
      for (const i of stored) {
        assert.ok(
          bobs.some((text) => text.includes(`UID:load-${i}\r\n`)),
          `Bob has load-${i}`,
        )
      }

      const port = new URL(second.url).port
      const third = await start([], { PARLEY_PORT: port })
      assert.equal(await third.ended, 1)
      assert.match(third.said(), /^parley-server: listen\.port: 127\.0\.0\.1:\d+ is taken[^\n]*\n$/)
      second.child.kill('SIGINT')
      assert.equal(await second.ended, 0)
    })
  })

  describe('a start that fails', () => {
    it('ends in 2 for a wrong configuration and a wrong call, one line each', async () => {
      const file = join(folder, 'wrong.json')
      writeFileSync(file, '{ "listen": { "prot": 1 } }')
      const [config, call] = await Promise.all([start(['--config', file]), start(['--nope'])])
      assert.equal(await config.ended, 2)
      assert.equal(config.said(), `parley-server: ${file}: listen.prot: there is no such key\n`)
      assert.equal(await call.ended, 2)
      assert.match(call.said(), /^parley-server: [^\n]*--nope[^\n]*\n$/)
    })

    it('ends in 1 for a database that cannot be opened, in one line', async () => {
      const inTheWay = join(folder, 'in-the-way')
      mkdirSync(inTheWay)
      const { ended, said } = await start([], { PARLEY_DATABASE_FILE: inTheWay })
      assert.equal(await ended, 1)
      assert.match(said(), /^parley-server: database\.file: [^\n]*cannot be opened[^\n]*\n$/)
    })

    const sqlite = testConfig({ database: { file: 'p.db' } })
    const postgres = testConfig({ database: { url: 'postgres://me:secret@db.example/parley' } })
    const secured = testConfig({ tls: { certificate: 'c.pem', key: 'k.pem' } })
    const rows = [
      {
        error: { code: 'ERR_SQLITE_ERROR', errcode: 26 },
        config: sqlite,
        says: 'database.file: p.db: it is no database',
      },
      {
        error: { code: 'ERR_SQLITE_ERROR', errcode: 8 },
        config: sqlite,
        says: 'database.file: p.db: it may not be written',
      },
      {
        error: { code: 'ECONNREFUSED' },
        config: postgres,
        says: 'database.url: db.example/parley: nobody answers there',
      },
      {
        error: { code: '28P01' },
        config: postgres,
        says: 'database.url: db.example/parley: the name or the password is refused',
      },
      {
        error: { code: '3D000' },
        config: postgres,
        says: 'database.url: db.example/parley: there is no such database',
      },
      {
        error: { code: 'EADDRNOTAVAIL' },
        config: sqlite,
        says: 'listen.host: this machine does not have the address 127.0.0.1',
      },
      {
        error: { code: 'EACCES', syscall: 'listen' },
        config: sqlite,
        says: 'listen.port: 0 may not be opened by this user; take one above 1023',
      },
      {
        error: { code: 'ENOENT', path: 'k.pem' },
        config: secured,
        says: 'tls.key: k.pem: no such file',
      },
      {
        error: { code: 'ERR_OSSL_PEM_NO_START_LINE' },
        config: secured,
        says: 'tls: the files are no certificate and key in PEM that belong together',
      },
      { error: new Error('odd\nmore'), config: sqlite, says: 'the server cannot start: odd' },
    ]
    for (const { error, config, says } of rows) {
      it(`says: ${says}`, () => assert.equal(startProblem(error, config), says))
    }
  })
})

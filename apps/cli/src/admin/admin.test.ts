import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { eventText, type Ran, ran, temporaryFolder } from '../testing.ts'

describe('parley admin', () => {
  const folder = temporaryFolder()
  const config = join(folder.path, 'parley.json')
  // A process of its own, as in life: two that wait for one database in one process would wait for ever.
  const main = join(import.meta.dirname, '../../../server/src/main.ts')
  let server: ChildProcess
  let url = ''

  before(async () => {
    const given = {
      database: { file: 'parley.db', synchronous: 'NORMAL' },
      listen: { port: 0 },
      log: { level: 'silent' },
      domains: ['north.example'],
    }
    writeFileSync(config, JSON.stringify(given))
    server = spawn(process.execPath, [main, '--config', config], {
      env: { PATH: process.env['PATH'] },
    })
    let said = ''
    await new Promise<void>((resolve) => {
      server.on('close', () => resolve())
      server.stderr?.on('data', (chunk) => {
        said += chunk
        url = /listens on (\S+)/.exec(said)?.[1] ?? ''
        if (url !== '') resolve()
      })
    })
    assert.notEqual(url, '', said)
  })
  after(async () => {
    server.kill()
    await once(server, 'close')
    folder.remove()
  })

  type Given = { readonly input?: string | Uint8Array }

  /** Beside the running server, as an administrator types it. */
  function admin(line: string, given: Given = {}): Promise<Ran> {
    const words = line.match(/'[^']*'|\S+/g) ?? []
    const plain = words.map((each) => each.replaceAll("'", ''))
    const environment = { PARLEY_CONFIG: config }
    return ran(['admin', ...plain], {
      environment,
      nowSeconds: () => Math.floor(Date.now() / 1000),
      ...given,
    })
  }

  async function done(line: string, given: Given = {}): Promise<string> {
    const { code, out, err } = await admin(line, given)
    assert.equal(code, 0, `${line}: ${err}${out}`)
    return out
  }

  async function json(line: string, given: Given = {}): Promise<Record<string, unknown>[]> {
    const out = await done(`${line} --json`, given)
    return out
      .trim()
      .split('\n')
      .filter((each) => each !== '')
      .map((each) => JSON.parse(each))
  }

  async function signsIn(name: string, password: string): Promise<boolean> {
    const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
    const answer = await fetch(`${url}/dav/principals/${name}/`, {
      method: 'PROPFIND',
      headers: { authorization, depth: '0' },
    })
    return answer.status === 207
  }

  describe('parley admin, beside a running server', () => {
    it('makes people, who can sign in at once', async () => {
      const [ann] = await json("user add ann --name 'Ann Archer' --admin")
      assert.deepEqual(ann?.['addresses'], ['ann@north.example'])
      assert.equal(await signsIn('ann', String(ann?.['password'])), true)
      const out = await done('user add bob --address bob@south.example --password-stdin', {
        input: 'bob-has-one\n',
      })
      assert.equal(out, 'bob is here: bob@south.example\n')
      assert.equal(await signsIn('bob', 'bob-has-one'), true)
      const [carol] = await json('user add carol --no-password')
      assert.equal('password' in (carol ?? {}), false)
      const listed = await json('user list')
      assert.deepEqual(
        listed.map((each) => each['name']),
        ['admin', 'ann', 'bob', 'carol'],
      )
      assert.match(
        await done('user list arch'),
        /^ann {2}Ann Archer {2}ann@north\.example .* administrator\n$/,
      )
    })

    it('changes them, keeps them out, lets them in again', async () => {
      const [made] = await json(
        'user change ann --address ann.archer@north.example --zone Asia/Tokyo --no-admin',
      )
      assert.deepEqual(made?.['addresses'], ['ann.archer@north.example', 'ann@north.example'])
      assert.equal(made?.['isAdmin'], false)
      const [changed] = await json('user passwd bob')
      assert.equal(await signsIn('bob', 'bob-has-one'), false)
      const password = String(changed?.['password'])
      assert.equal(await signsIn('bob', password), true)
      await done('user disable bob')
      assert.equal(await signsIn('bob', password), false)
      await done('user enable bob')
      assert.equal(await signsIn('bob', password), true)
    })

    it('gives app passwords that end when they are revoked', async () => {
      const [made] = await json('app-password add bob --label phone')
      const password = String(made?.['password'])
      assert.equal(await signsIn('bob', password), true)
      const listed = await done('app-password list bob')
      assert.match(listed, /phone/)
      assert.ok(!listed.includes(password))
      assert.doesNotMatch(await done('app-password list bob --json'), /argon2|hash/)
      await done(`app-password revoke bob ${made?.['id']}`)
      assert.equal(await signsIn('bob', password), false)
    })

    it('gives and takes aliases, delegates, members', async () => {
      await done('alias add bob robert@south.example')
      assert.match((await admin('alias add carol robert@south.example')).err, /belongs to bob/)
      await done('alias remove bob robert@south.example')
      assert.match((await admin('alias remove bob bob@south.example')).err, /One address must stay/)
      await done('delegate add ann bob --write')
      await done('delegate add ann carol --read')
      const delegates = await done('delegate list ann')
      assert.match(delegates, /bob keeps ann/)
      assert.match(delegates, /carol sees ann/)
      await done('delegate remove ann bob')
      assert.equal((await admin('delegate remove ann bob')).code, 1)
      await done('group add sales --member ann --member bob')
      assert.equal(await done('group members sales --member carol --remove bob'), 'ann\ncarol\n')
    })

    it('makes rooms and resources with what they can do', async () => {
      const policy = join(folder.path, 'booking.json')
      writeFileSync(policy, '{ "horizonDays": 90 }')
      await done(`room add blue --capacity 6 --feature screen --feature window --booking ${policy}`)
      await done("resource add van --name 'The van'")
      const [blue] = await json('room change blue --capacity 8')
      assert.equal(blue?.['capacity'], 8)
      assert.deepEqual(blue?.['features'], ['screen', 'window'])
      assert.deepEqual(blue?.['booking'], { horizonDays: 90 })
      writeFileSync(policy, '{ "horizon": 90 }')
      const { code, err } = await admin(`room change blue --booking ${policy}`)
      assert.equal(code, 1)
      assert.equal(err, 'parley admin room change: booking.horizon: there is no such key\n')
      assert.match((await admin('room change van --capacity 2')).err, /van is no room/)
      assert.equal((await json('user list --kind room')).length, 1)
    })

    it('imports without telling anybody, exports, hands over, and keeps the data whole', async () => {
      const more = ['ORGANIZER:mailto:ann@north.example', 'ATTENDEE:mailto:x@else.example']
      const later = ['RRULE:FREQ=WEEKLY', ...more]
      const input =
        eventText({ uid: 'one@north', more }) + eventText({ uid: 'two@north', more: later })
      const [report] = await json('import - --user ann --schedule', { input })
      assert.deepEqual(report, { stored: 2, present: 0, problems: [] })
      const exported = await done('export --user ann')
      assert.match(exported, /UID:one@north[\s\S]*UID:two@north/)
      assert.deepEqual((await json('queue'))[0]?.['depth'], {
        waiting: 0,
        claimed: 0,
        done: 0,
        failed: 0,
      })
      const [handed] = await json('transfer ann bob')
      assert.equal(handed?.['meetings'], 1)
      assert.match(await done('check'), /: all is well\n$/)
      const { code, out } = await admin('user remove ann')
      assert.equal(code, 1)
      assert.match(out, /Nothing was done: say --confirm/)
      await done('user remove ann --confirm')
      assert.match(await done('check'), /all is well/)
    })

    it('tells why something went out, rule by rule', async () => {
      const [entry] = await json('trace --uid two@north --user bob --since 1h')
      const reasons = entry?.['reasons'] as { requirement: string; words: string }[]
      assert.ok(reasons.length > 0)
      for (const each of reasons) assert.ok(each.words.length > 10, each.requirement)
      assert.match(
        await done('trace --since 1h'),
        /3\.2\.2\.4[\s\S]*→ mail, REQUEST to x@else\.example: /,
      )
      assert.equal((await admin('trace')).code, 2)
    })

    it('finds the server well, by a password that is made for it and revoked', async () => {
      const out = await done(`doctor ${url} --user carol`)
      assert.match(out, /✓ homes: /)
      assert.equal(await done('app-password list carol'), '')
      const wrong = await admin(`doctor ${url} --user carol --password-stdin`, { input: 'wrong' })
      assert.equal(wrong.code, 1)
      assert.match(wrong.out, /✗ principal: /)
    })

    it('backs up, and restores only when the server is stopped', async () => {
      const file = join(folder.path, 'backup.db')
      await done(`backup ${file}`)
      assert.ok(readFileSync(file).length > 100_000)
      const { code, err } = await admin(`restore ${file}`)
      assert.equal(code, 1)
      assert.match(err, /^parley admin restore: The database is in use: stop the server first\.\n$/)
      const other = join(folder.path, 'other.json')
      writeFileSync(other, '{ "database": { "file": "other.db" } }')
      const restored = await done(`restore ${file} --config ${other}`)
      assert.match(restored, /is the database now\.\n.*all is well\n$/)
      assert.match(
        await done(`restore ${file} --config ${other}`),
        /What was there before is .*\.before-restore/,
      )
    })

    it('ends in 1 and says what is broken', async () => {
      const database = new DatabaseSync(join(folder.path, 'parley.db'), { timeout: 5_000 })
      database.exec("update resource set etag = 'x' where uid = 'two@north'")
      database.close()
      const { code, out } = await admin('check')
      assert.equal(code, 1)
      assert.match(out, /✗ resource \S+: its ETag is not that of its text/)
    })
  })

  describe('a wrong line of parley admin', () => {
    const rows = [
      {
        line: `user list --config ${join(folder.path, 'absent.json')}`,
        code: 2,
        says: 'no such file',
      },
      { line: 'user remove nobody', code: 1, says: 'Nobody here has the name or address nobody.' },
      { line: 'user add x --password-stdin', code: 2, says: 'there is no password in it' },
      { line: 'user add x --address bob@south.example', code: 1, says: 'belongs to bob' },
      { line: 'user add carol', code: 1, says: 'The name carol is taken.' },
      { line: 'user change carol', code: 2, says: 'Say at least one option' },
      { line: 'delegate add carol bob', code: 2, says: 'either --read or --write' },
      { line: 'import absent.ics --user carol', code: 2, says: 'no such file' },
      { line: 'export', code: 2, says: 'Say --user NAME' },
      { line: 'queue retry 12', code: 1, says: 'Nothing that waits or failed' },
      { line: 'dns', code: 1, says: 'set publicUrl' },
    ]
    for (const { line, code, says } of rows) {
      it(`ends in ${code}, in one line: ${line.split(' --config')[0]}`, async () => {
        const found = await admin(line)
        assert.equal(found.code, code, found.err)
        assert.ok(found.err.includes(says), found.err)
        assert.equal(found.err.split('\n').length, 2, found.err)
      })
    }

    it('makes no database where there is none', async () => {
      const other = join(folder.path, 'nothing.json')
      writeFileSync(other, '{ "database": { "file": "nothing.db" } }')
      const { code, err } = await admin(`check --config ${other}`)
      assert.equal(code, 2)
      assert.match(err, /there is no database .*nothing\.db/)
    })
  })
})

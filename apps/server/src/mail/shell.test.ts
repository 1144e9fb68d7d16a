/** What `parley mail` does, and the self-test. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openParts } from '../open-parts.ts'
import { createPrincipal } from '../people.ts'
import { calendarText, eventLines } from '../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../testing/organisations.ts'
import { person, testConfig } from '../testing/start.ts'
import { checkMail } from './check.ts'
import { mailCommand } from './command.ts'
import { rawMail } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-shell-'))
const config = { domains: ['example.com'], database: { file: join(folder, 'p.db') } }
const configFile = join(folder, 'parley.json')

type Ran = { readonly code: number; readonly out: string }

async function run(args: readonly string[], input: Uint8Array = new Uint8Array()): Promise<Ran> {
  let out = ''
  const write = (text: string): void => {
    out += text
  }
  const shell = { readAll: async () => input, environment: {}, out: write, err: write }
  const code = await mailCommand([...args, '--config', configFile], shell)
  return { code, out }
}

describe('parley mail', () => {
  before(async () => {
    writeFileSync(configFile, JSON.stringify(config))
    const parts = await openParts(testConfig(config))
    await parts.store.write([], (tables) => createPrincipal(tables, parts, person('ann')))
    await parts.store.close()
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('takes a mail on standard input, once, and lists what waits', async () => {
    const text = calendarText([
      'METHOD:REQUEST',
      ...eventLines({ uid: 's', organizer: 'eve@x.test', attendees: ['ann@example.com'] }),
    ])
    const mail = rawMail({ from: 'eve@x.test', to: 'ann@example.com', method: 'REQUEST', text })
    const first = await run(['receive', '--to', 'ann@example.com'], mail.bytes)
    assert.deepEqual(first, { code: 0, out: 'waiting: new (nothing-proven)\n' })
    const second = await run(['receive', '--to', 'ann@example.com'], mail.bytes)
    assert.match(second.out, /^duplicate/)
    const listed = await run(['list'])
    assert.match(listed.out, /waiting\teve@x\.test\tnew/)
  })

  it('asks for the mail again later where the store is away', async () => {
    writeFileSync(configFile, JSON.stringify({ ...config, database: { file: folder } }))
    assert.equal((await run(['receive'], Buffer.from('From: a@b.test\r\n\r\n'))).code, 75)
    writeFileSync(configFile, JSON.stringify(config))
  })
})

describe('the self-test', () => {
  let world: World
  let alpha: Organisation
  before(async () => {
    world = await startWorld([{ domain: 'alpha.example', people: ['ann'] }])
    ;[alpha] = world.organisations as [Organisation]
  })
  after(() => world.end())
  const check = () =>
    checkMail(alpha.parts, { authenticate: alpha.mail.inbound.authenticate, waitMs: 1_000 })

  it('M19: goes the whole way and looks at what came back', async () => {
    const findings = await check()
    assert.deepEqual(
      findings.filter(({ ok }) => !ok),
      [],
    )
    const words = findings.map((each) => each.words).join('\n')
    assert.match(words, /took a mail[\s\S]*came back[\s\S]*as they were sent[\s\S]*DKIM passes/)
    assert.match(words, /DMARC: pass/)
  })

  it('says where a mail is lost, refused, or changed on the way', async () => {
    const { wire } = world
    wire.deliver = () => []
    assert.match((await check()).at(-1)?.words ?? '', /did not come back/)
    wire.refuse = () => 550
    assert.match((await check()).at(-1)?.words ?? '', /did not take/)
    wire.refuse = () => undefined
    wire.deliver = (mail) => [
      { ...mail, bytes: Buffer.from(mail.bytes.toString().replaceAll('method=PUBLISH', 'x=y')) },
    ]
    const words = (await check()).filter(({ ok }) => !ok).map((each) => each.words)
    assert.match(words.join('\n'), /changed its parts[\s\S]*DKIM does not pass/)
  })
})

/** `parley` as a process: exit codes, pipes, kills, many at once. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventText, guests, type Ran, temporaryFolder } from './testing.ts'

const main = join(import.meta.dirname, 'main.ts')
const folder = temporaryFolder()
after(() => folder.remove())

type Options = {
  readonly input?: string
  readonly killAfterMs?: number
  readonly environment?: Readonly<Record<string, string>>
}

function parley(line: readonly string[], options: Options = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const { input = '', killAfterMs, environment } = options
    const env = { ...process.env, NODE_TEST_CONTEXT: '', NO_COLOR: '', ...environment }
    const child = spawn(process.execPath, [main, ...line], { env })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
}

describe('the process', { concurrency: 3 }, () => {
  const rows = [
    { it: 'ends in 2 for a file that is not there', line: ['read', 'absent.ics'], code: 2 },
    { it: 'ends in 1 for bytes that hold no calendar', line: ['read', '-'], code: 1 },
  ]
  for (const row of rows) {
    it(row.it, async () => {
      const { code, out, err } = await parley(row.line, { input: 'nothing' })
      assert.equal(code, row.code, err)
      assert.ok(err.split('\n').length <= 2, err)
      assert.ok(!(out + err).includes('\u001b'), 'no colour through a pipe')
    })
  }

  it('reads from a pipe', async () => {
    const { code, out } = await parley(['read', '--json', '-'], {
      input: eventText({ uid: 'a@b' }),
    })
    assert.equal(code, 0)
    assert.equal(JSON.parse(out).uid, 'a@b')
  })

  it('ends quietly when who reads it stops early', async () => {
    const many = join(folder.path, 'many')
    mkdirSync(many)
    for (let i = 0; i < 200; i++) writeFileSync(join(many, `${i}.ics`), eventText({ uid: `${i}` }))
    const child = spawn(process.execPath, [main, 'read', many])
    let err = ''
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.stdout.once('data', () => child.stdout.destroy())
    await new Promise((resolve) => child.on('close', resolve))
    assert.equal(err, '')
  })
})

describe('commands at once', () => {
  const calendar = join(folder.path, 'busy')
  const anna = ['--calendar', calendar, '--as', 'anna@north.example']

  before(async () => {
    const file = join(folder.path, 'planning.ics')
    const attendees = Array.from(
      { length: 4 },
      (_, i) => `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:guest${i}@south.example`,
    )
    writeFileSync(
      file,
      eventText({ uid: 'busy@north', more: [...guests.slice(0, 1), ...attendees] }),
    )
    assert.equal((await parley(['save', '--silent', file, ...anna])).code, 0)
  })

  it('lose no answer of four that arrive together', async () => {
    const replies = Array.from({ length: 4 }, (_, i) => {
      const attendee = `ATTENDEE;PARTSTAT=ACCEPTED:mailto:guest${i}@south.example`
      const more = [...guests.slice(0, 1), attendee]
      return eventText({ uid: 'busy@north', method: 'REPLY', more })
    })
    const done = await Promise.all(
      replies.map((input) => parley(['receive', '-', ...anna], { input })),
    )
    assert.deepEqual(
      done.map((each) => each.code),
      Array<number>(4).fill(0),
      done[0]?.err ?? '',
    )
    const text = readFileSync(join(calendar, 'busy@north.ics'), 'utf8').replace(/\r\n /g, '')
    assert.equal(text.match(/PARTSTAT=ACCEPTED/g)?.length, 4)
  })
})

describe('a kill in the middle', () => {
  it('leaves the whole of a command or nothing of it', async () => {
    const calendar = join(folder.path, 'killed')
    const outbox = join(calendar, 'outbox')
    const anna = ['--calendar', calendar, '--as', 'anna@north.example']
    const began = performance.now()
    const invite = (uid: string): readonly string[] => [
      'invite',
      ...['--summary', 'Planning', '--start', '2026-03-03T10:00', '--duration', '1h'],
      ...['--attendee', 'ben@south.example', '--uid', uid, ...anna],
    ]
    assert.equal((await parley(invite('whole'))).code, 0)
    const tookMs = performance.now() - began
    for (let i = 0; i < 4; i++) {
      await parley(invite(`killed-${i}`), { killAfterMs: tookMs * (0.6 + i * 0.12) })
    }
    await sleep(5)
    // Any command that writes finishes what was begun.
    const { code, err } = await parley(invite('last'))
    assert.equal(code, 0, err)
    assert.equal(existsSync(join(calendar, '.parley/journal.json')), false)
    const held = readdirSync(calendar).filter((name) => name.endsWith('.ics'))
    const mails = readdirSync(outbox)
    assert.equal(mails.length, held.length, 'one mail for each event, or neither')
    const ledgers = readdirSync(join(calendar, '.parley/ledger'))
    for (const name of ledgers) assert.ok(held.includes(name.replace('.json', '.ics')), name)
    for (const name of [...held, ...mails]) assert.doesNotMatch(name, /unfinished/)
  })
})

/** A mail server on the same machine hands mails over on a socket file. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventLines } from '../../testing/calendar-text.ts'
import { person, startTestServer, type TestServer } from '../../testing/start.ts'
import { mailsOf, rawMail } from '../testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-lmtp-'))
const socket = join(folder, 'lmtp')

describe('LMTP on a socket file', () => {
  let server: TestServer
  before(async () => {
    writeFileSync(socket, '') // left behind by a server that was killed
    server = await startTestServer({
      people: [person('ann')],
      config: { mail: { folder, lmtp: { socket }, trust: { verify: false }, maxBytes: 20_000 } },
    })
  })
  after(async () => {
    await server.end()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Says each line once the answer to the one before it came; returns the last answers. */
  function say(lines: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const client = connect(socket)
      const left = [...lines]
      let heard = ''
      client.on('data', (data) => {
        heard = data.toString()
        const next = /^\d{3} /m.test(heard) ? left.shift() : undefined
        if (next !== undefined) client.write(next)
        if (heard.startsWith('221')) client.end()
      })
      client.on('end', () => resolve(answers.join('')))
      client.on('error', reject)
      const answers: string[] = []
      client.on('data', (data) => void answers.push(data.toString()))
    })
  }

  it('takes a mail, and says for each recipient what became of it', async () => {
    const text = calendarText([
      'METHOD:REQUEST',
      ...eventLines({ uid: 'l', organizer: 'eve@x.test', attendees: ['ann@example.com'] }),
    ])
    const mail = rawMail({ from: 'eve@x.test', to: 'ann@example.com', method: 'REQUEST', text })
    const heard = await say([
      'LHLO mta\r\n',
      'MAIL FROM:<eve@x.test>\r\n',
      'RCPT TO:<ann@example.com>\r\n',
      'RCPT TO:<nobody@example.com>\r\n',
      'DATA\r\n',
      `${mail.bytes.toString()}\r\n.\r\n`,
      'QUIT\r\n',
    ])
    assert.match(heard, /^550 5\.1\.1/m)
    assert.match(heard, /^250 2\.0\.0 waiting/m)
    assert.equal((await mailsOf(server))[0]?.state, 'waiting')
  })
  it('refuses a mail for good that is too long, also where its length was not told before', async () => {
    const heard = await say([
      'LHLO mta\r\n',
      'MAIL FROM:<eve@x.test>\r\n',
      'RCPT TO:<ann@example.com>\r\n',
      'DATA\r\n',
      `Subject: long\r\n\r\n${'x'.repeat(70)}\r\n${`${'y'.repeat(70)}\r\n`.repeat(400)}.\r\n`,
      'QUIT\r\n',
    ])
    assert.match(heard, /^552 5\.3\.4/m)
    assert.equal((await mailsOf(server)).length, 1)
  })

  it('keeps nothing of a mail whose sender goes away half-way', async () => {
    const [head = '', ...lines] = ['LHLO mta', 'MAIL FROM:<a@x.test>', 'RCPT TO:<ann@example.com>']
    await new Promise<void>((resolve, reject) => {
      const client = connect(socket)
      const left = [head, ...lines, 'DATA', 'Subject: half\r\n\r\nhalf of']
      client.on('data', (data) => {
        const next = /^\d{3} /m.test(data.toString()) ? left.shift() : undefined
        if (next !== undefined) client.write(`${next}\r\n`, () => left.length === 0 && client.end())
      })
      client.on('close', () => resolve()).on('error', reject)
    })
    assert.equal((await mailsOf(server)).length, 1)
  })
})

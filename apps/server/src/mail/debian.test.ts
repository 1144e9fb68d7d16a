/**
 * Parley among mail servers as they are out there: Postfix passes mails on and reports failures,
 * Dovecot keeps a mailbox that Parley watches by IMAP. `node scripts/mail-servers.ts` fetches them.
 */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { findMailServers, type MailServers, startMailServers } from '../testing/mail-servers.ts'
import { resolverOf } from '../testing/organisations.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'
import { checkMail } from './check.ts'
import { heldText, mailsOf, originateAs, rawMail } from './testing.ts'

const found = findMailServers()
const ann = 'ann@alpha.example'
const gus = 'gus@gamma.example'
const nobody = 'nobody@gamma.example'
const uid = 'debian'
const box = { user: 'calendar@gamma.example', password: 'secret' }

describe('Postfix and Dovecot', {
  skip: 'missing' in found && found.missing,
  timeout: 120_000,
}, () => {
  let servers: MailServers
  let alpha: TestServer
  let gamma: TestServer
  const folder = mkdtempSync(join(tmpdir(), 'parley-debian-'))

  before(async () => {
    // All mails of Gamma come into one mailbox, as a catch-all or an alias does it.
    const launch = 'launch' in found ? found.launch : []
    servers = await startMailServers(launch, {
      domain: 'gamma.example',
      users: ['calendar'],
      aliases: [gus],
    })
    const records = new Map<string, string>()
    const resolver = resolverOf(records)
    const start = (domain: string, name: string, more: Record<string, unknown>) => {
      const keyFile = join(folder, `${domain}.pem`)
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
      const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
      records.set(`s1._domainkey.${domain}`, `v=DKIM1; k=rsa; p=${key}`)
      records.set(`_dmarc.${domain}`, 'v=DMARC1; p=reject')
      const mail = {
        pauseSeconds: 0,
        trust: { strangers: 'add' },
        smtp: { host: '127.0.0.1', port: servers.smtpPort },
        dkim: [{ domain, selector: 's1', keyFile }],
        ...more,
      }
      const people = [person(name, { addresses: [`${name}@${domain}`] })]
      return startTestServer({ resolver, people, config: { domains: [domain], mail } })
    }
    alpha = await start('alpha.example', 'ann', { lmtp: { port: 0 } })
    servers.route('alpha.example', alpha.mail.lmtp?.port ?? 0)
    gamma = await start('gamma.example', 'gus', {
      imap: { host: '127.0.0.1', port: servers.imapPort, ...box },
    })
  })
  after(async () => {
    await alpha?.end()
    await gamma?.end()
    await servers?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
    for (let tries = 0; tries < 400; tries++) {
      const seen = await look()
      if (seen !== undefined && seen !== false) return seen
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('it did not come about')
  }

  async function foldersOf(): Promise<ReadonlyMap<string, number>> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: servers.imapPort,
      secure: false,
      auth: { user: box.user, pass: box.password },
      logger: false,
    })
    await client.connect()
    const counts = new Map<string, number>()
    for (const { path } of await client.list()) {
      const status = await client.status(path, { messages: true })
      counts.set(path, status === false ? 0 : (status.messages ?? 0))
    }
    await client.logout()
    return counts
  }

  it('carry an invitation into a mailbox, and the answer back', async () => {
    const text = eventText({ uid, organizer: ann, attendees: [gus, nobody] })
    const put = await alpha.as('ann').put('/dav/calendars/ann/calendar/d.ics', text)
    assert.equal(put.status, 201, put.text)
    await alpha.mail.out?.run()
    await until(() => heldText(gamma, 'gus', uid))
    const [mail] = await mailsOf(gamma)
    assert.equal(mail?.reason, 'new (dmarc)', 'its DKIM signature outlived the way')
    await originateAs(gamma, 'gus', uid, { kind: 'reply', partStat: 'ACCEPTED' })
    await gamma.mail.out?.run()
    await until(async () => statusOf((await heldText(alpha, 'ann', uid)) ?? '', gus) === 'ACCEPTED')
  })

  it('report whom they could not reach, and that becomes his status', async () => {
    const line = await until(async () => {
      const lines = linesOf((await heldText(alpha, 'ann', uid)) ?? '', 'ATTENDEE')
      return lines.find((each) => each.includes(nobody) && /SCHEDULE-STATUS="?5/.test(each))
    })
    assert.match(line, /SCHEDULE-STATUS=5\.2/)
    const report = (await mailsOf(alpha)).find((each) => each.reason.startsWith('could not'))
    assert.match(report?.reason ?? '', /could not be delivered \(5\.1\.1\)/)
  })

  it('keep mails in folders by what became of them', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: servers.smtpPort })
    const text = eventText({ uid: 'x', organizer: 'eve@x.test', attendees: [gus] })
    const request = text.replace('BEGIN:VEVENT', 'METHOD:REQUEST\r\nBEGIN:VEVENT')
    const mails = [
      rawMail({ from: 'eve@x.test', to: gus, method: 'REQUEST', text: request }),
      {
        from: 'eve@x.test',
        to: gus,
        bytes: Buffer.from(
          `From: eve@x.test\r\nTo: ${gus}\r\nContent-Type: application/ms-tnef\r\n\r\nx`,
        ),
      },
    ]
    for (const { from, to, bytes } of mails) {
      await transport.sendMail({ envelope: { from, to: [to] }, raw: bytes })
    }
    transport.close()
    // Folders are counted one after the other, while mails move: looked at until all have moved.
    const folders = await until(async () => {
      const counts = await foldersOf()
      const kept = (counts.get('Parley/Waiting') ?? 0) + (counts.get('Parley/Failed') ?? 0)
      return kept > 1 && counts.get('INBOX') === 0 && counts
    })
    assert.equal(folders.get('Parley/Waiting'), 1)
    assert.equal(folders.get('Parley/Failed'), 1)
    assert.ok((folders.get('Parley/Done') ?? 0) >= 1)
  })

  it('take part in the self-test, by LMTP and by IMAP', async () => {
    for (const { parts, mail } of [alpha, gamma]) {
      const { authenticate } = mail.inbound
      const findings = await checkMail(parts, { authenticate, waitMs: 20_000 })
      assert.deepEqual(
        findings.filter(({ ok }) => !ok).map(({ words }) => words),
        [],
      )
    }
  })
})

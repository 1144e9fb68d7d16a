/** S/MIME both ways, held against what the command `openssl` makes and takes. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readMail } from '@parley/imip'
import { calendarText, eventLines } from '../../testing/calendar-text.ts'
import {
  type Authority,
  type Certified,
  makeAuthority,
  withoutOpenssl,
} from '../../testing/certificates.ts'
import { testConfig } from '../../testing/start.ts'
import { rawMail } from '../testing.ts'
import { openSmime, type Smime } from './smime.ts'

const from = 'ann@alpha.example'
const to = 'bob@beta.example'
/** Certificates are made after this file is read, and hold from then on. */
const nowSeconds = Math.floor(Date.now() / 1000) + 3_600
const clock = (): number => nowSeconds

const text = calendarText([
  'METHOD:REQUEST',
  ...eventLines({ uid: 's', summary: 'Grüße', organizer: from, attendees: [to] }),
])
const mail = new Uint8Array(rawMail({ from, to, method: 'REQUEST', text }).bytes)

const reading = ({ address, certificateFile }: Certified) => ({ address, certificateFile })

describe('S/MIME', { skip: withoutOpenssl }, () => {
  let authority: Authority
  let ann: Certified
  let bob: Certified
  before(() => {
    authority = makeAuthority('Test Root')
    ann = authority.certify(from)
    bob = authority.certify(to)
  })
  after(() => authority.end())

  const smime = (of: Readonly<Record<string, unknown>>): Promise<Smime> =>
    openSmime(testConfig({ mail: { smime: of } }), clock)
  const sender = (more = {}): Promise<Smime> => smime({ certificates: [ann], ...more })
  const receiver = (more = {}): Promise<Smime> =>
    smime({ certificates: [bob], rootsFile: authority.rootsFile, ...more })
  const sealed = async (by: Promise<Smime>): Promise<Uint8Array> =>
    (await by).seal(mail, { originator: from, recipient: to })

  function openssl(args: readonly string[], input: Uint8Array): string {
    const file = join(authority.folder, 'in.eml')
    writeFileSync(file, input)
    const ran = spawnSync('openssl', [...args, '-in', file], { encoding: 'utf8' })
    assert.equal(ran.status, 0, ran.stderr)
    return ran.stdout
  }

  // Requirement: 6047/2.2.2/authentication-by-smime
  // Requirement: 6047/3/signing-and-encrypting-supported
  it('signs so that openssl finds signer and content genuine', async () => {
    const bytes = await sealed(sender())
    const verify = ['cms', '-verify', '-CAfile', authority.rootsFile, '-purpose', 'smimesign']
    const content = openssl(verify, bytes)
    assert.match(content, /BEGIN:VCALENDAR/)
    const read = readMail(bytes)
    assert.equal(read.calendars[0]?.method, 'REQUEST', 'read without looking at the signature')
    assert.equal(read.calendars[0]?.places[0].signed, true)
  })

  for (const key of ['rsa', 'ec'] as const) {
    // Requirement: 6047/2.2.3/encrypt-for-confidentiality
    // Requirement: 6047/3/signed-messages-encrypted
    it(`encrypts to a certificate with a key of kind ${key} so that openssl opens it`, async () => {
      const cert = authority.certify(to, { key })
      const bytes = await sealed(sender({ recipients: [reading(cert)] }))
      const { certificateFile, keyFile } = cert
      const inside = openssl(
        ['cms', '-decrypt', '-recip', certificateFile, '-inkey', keyFile],
        bytes,
      )
      assert.match(inside, /^Subject: raw\r\nContent-Type: multipart\/signed; hp="cipher";/)
      const head = Buffer.from(bytes).toString().split('\r\n\r\n', 1)[0] ?? ''
      assert.match(head, /^Subject: \[\.\.\.\]$/m)
      assert.doesNotMatch(Buffer.from(bytes).toString(), /VCALENDAR/)
      assert.equal(readMail(bytes).unread[0]?.why, 'encrypted')
    })

    it(`opens what was signed and encrypted with keys of kind ${key}`, async () => {
      const own = authority.certify(to, { key })
      const signer = authority.certify(from, { key })
      const bytes = await sealed(smime({ certificates: [signer], recipients: [reading(own)] }))
      const opened = await (await receiver({ certificates: [own] })).open(bytes)
      assert.equal(opened.encrypted, true)
      assert.deepEqual(opened.signature, { kind: 'good', addresses: [from] })
      assert.equal(Buffer.from(readMail(opened.bytes).calendars[0]?.bytes ?? []).toString(), text)
    })
  }

  const sign = (more: readonly string[], by: Certified = ann): Uint8Array => {
    const made = openssl(
      ['cms', '-sign', '-signer', by.certificateFile, '-inkey', by.keyFile, ...more],
      Buffer.from(`Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n${text}`),
    )
    return Buffer.from(`From: ${from}\nTo: ${to}\nMessage-ID: <o@x.test>\n${made}`)
  }

  const forms = [
    { it: 'apart', args: [] },
    { it: 'with the content inside', args: ['-nodetach'] },
    { it: 'with SHA-512', args: ['-md', 'sha512'] },
  ]
  for (const form of forms) {
    it(`takes what openssl signed ${form.it}`, async () => {
      const opened = await (await receiver()).open(sign(form.args))
      assert.deepEqual(opened.signature, { kind: 'good', addresses: [from] })
      assert.equal(readMail(opened.bytes).calendars[0]?.method, 'REQUEST')
    })
  }

  for (const cipher of ['-aes128', '-aes256', '-aes-256-gcm']) {
    it(`opens what openssl encrypted with ${cipher}`, async () => {
      const signed = sign(['-nodetach'])
      const body = Buffer.from(signed).toString().split('\n').slice(3).join('\n')
      const made = openssl(
        ['cms', '-encrypt', cipher, '-recip', bob.certificateFile],
        Buffer.from(body),
      )
      const whole = Buffer.from(`From: ${from}\nTo: ${to}\n${made}`)
      const opened = await (await receiver()).open(whole)
      assert.equal(opened.encrypted, true)
      assert.deepEqual(opened.signature, { kind: 'good', addresses: [from] })
    })
  }

  it('calls a signature broken where one letter of the content is another', async () => {
    const bytes = Buffer.from(await sealed(sender()))
    const changed = Buffer.from(
      bytes.toString('latin1').replace('DTSTART:2027', 'DTSTART:2028'),
      'latin1',
    )
    assert.notDeepEqual(changed, bytes)
    assert.equal((await (await receiver()).open(changed)).signature?.kind, 'broken')
  })

  it('calls a weak digest broken', async () => {
    assert.equal((await (await receiver()).open(sign(['-md', 'sha1']))).signature?.kind, 'broken')
  })

  it('believes nobody whom no root vouches for', async () => {
    const other = makeAuthority('Test Root')
    try {
      const bytes = await sealed(sender())
      const elsewhere = await smime({ rootsFile: other.rootsFile })
      assert.equal((await elsewhere.open(bytes)).signature?.kind, 'unvouched')
      const { signature } = await (await smime({})).open(bytes)
      assert.deepEqual(signature, { kind: 'unvouched', why: 'no roots are configured' })
    } finally {
      other.end()
    }
  })

  it('believes no certificate that is over, or is for servers', async () => {
    const bytes = await sealed(sender())
    const config = testConfig({ mail: { smime: { rootsFile: authority.rootsFile } } })
    const later = await openSmime(config, () => nowSeconds + 20 * 365 * 86_400)
    assert.equal((await later.open(bytes)).signature?.kind, 'unvouched')
    const server = authority.certify(from, { purpose: 'serverAuth' })
    const { signature } = await (await receiver()).open(sign([], server))
    assert.deepEqual(signature, { kind: 'unvouched', why: 'the certificate is not for mail' })
  })

  // Requirement: 6047/3/signing-can-be-disabled
  it('can be switched off, and leaves mails alone that it has no keys for', async () => {
    const off = sender({ recipients: [reading(bob)], sign: false, encrypt: false })
    assert.equal(await sealed(off), mail)
    const some = await sender()
    assert.equal(await some.seal(mail, { originator: 'carol@alpha.example', recipient: to }), mail)
  })

  // Requirement: 6047/3/signer-address-in-certificate
  it('says at the start which file is wrong', async () => {
    const { keyFile } = bob
    await assert.rejects(smime({ certificates: [{ ...ann, keyFile }] }), /is not the key/)
    const address = 'eve@alpha.example'
    await assert.rejects(smime({ certificates: [{ ...ann, address }] }), /does not name eve/)
  })

  it('never throws on mails that only look like it', async () => {
    const it = await receiver()
    const whole = Buffer.from(await sealed(sender({ recipients: [reading(bob)] })))
    for (let cut = 0; cut < whole.length; cut += 97) {
      const { signature } = await it.open(whole.subarray(0, cut))
      assert.notEqual(signature?.kind, 'good')
    }
    const bytes = Buffer.from(readFileSync(bob.certificateFile))
    const head = 'Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n'
    await it.open(Buffer.concat([Buffer.from(head), bytes]))
  })
})

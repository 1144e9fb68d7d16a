/** Two organisations that sign and encrypt to each other, and those who pretend to be one of them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readMail } from '@parley/imip'
import { calendarText, eventLines, eventText, statusOf } from '../../testing/calendar-text.ts'
import { type Authority, makeAuthority, withoutOpenssl } from '../../testing/certificates.ts'
import { type Organisation, startWorld, type World } from '../../testing/organisations.ts'
import type { Carried } from '../../testing/wire.ts'
import { heldText, ledgerOf, mailsOf, originateAs, rawMail, signed, traceOf } from '../testing.ts'
import { openSmime } from './smime.ts'

const ann = 'ann@alpha.example'
const bob = 'bob@beta.example'
const eve = 'eve@alpha.example'
const uid = 'secret'

describe('mails that are signed and encrypted', { skip: withoutOpenssl }, () => {
  let authority: Authority
  let world: World
  let alpha: Organisation
  let beta: Organisation
  /** Certificates hold from when they were made. */
  const clock = (): number => Math.floor(Date.now() / 1000) + 60
  const asEve = async (mail: Carried): Promise<Carried> => {
    const certificates = [authority.certify(eve)]
    const smime = await openSmime(
      {
        ...beta.parts.config,
        mail: { ...beta.parts.config.mail, smime: { ...none, certificates } },
      },
      clock,
    )
    const bytes = await smime.seal(mail.bytes, { originator: eve, recipient: bob })
    return { ...mail, bytes: Buffer.from(bytes) }
  }
  const none = { recipients: [], sign: true, encrypt: true, rootsFile: undefined }
  const cancel = (): Carried => {
    const lines = eventLines({ uid, organizer: ann, attendees: [bob], lines: ['SEQUENCE:9'] })
    const text = calendarText(['METHOD:CANCEL', ...lines])
    return rawMail({ from: ann, to: bob, method: 'CANCEL', text })
  }
  const lastState = async (): Promise<string> => (await mailsOf(beta))[0]?.reason ?? ''

  before(async () => {
    authority = makeAuthority('Test Root')
    const of = { ann: authority.certify(ann), bob: authority.certify(bob) }
    const { rootsFile } = authority
    const open = ({ address, certificateFile }: typeof of.ann) => ({ address, certificateFile })
    world = await startWorld(
      [
        {
          domain: 'alpha.example',
          people: ['ann'],
          mail: { smime: { certificates: [of.ann], recipients: [open(of.bob)], rootsFile } },
        },
        {
          domain: 'beta.example',
          people: ['bob'],
          mail: {
            trust: { strangers: 'add' },
            smime: { certificates: [of.bob], recipients: [open(of.ann)], rootsFile },
          },
        },
      ],
      { clock },
    )
    ;[alpha, beta] = world.organisations as [Organisation, Organisation]
  })
  after(async () => {
    await world.end()
    authority.end()
  })

  // Requirement: 5546/6.2/protected-where-sensitive
  // Requirement: 5546/6.2.1/transport-authenticates
  it('carry an invitation and its answer, and nobody on the way reads them', async () => {
    const text = eventText({ uid, summary: 'Takeover', organizer: ann, attendees: [bob] })
    const put = await alpha.as('ann').put('/dav/calendars/ann/calendar/s.ics', text)
    assert.equal(put.status, 201)
    await world.settle()
    assert.match((await heldText(beta, 'bob', uid)) ?? '', /SUMMARY:Takeover/)
    assert.match(await lastState(), /\(signed\)$/)
    await originateAs(beta, 'bob', uid, { kind: 'reply', partStat: 'ACCEPTED' })
    await world.settle()
    assert.equal(statusOf((await heldText(alpha, 'ann', uid)) ?? '', bob), 'ACCEPTED')
    assert.equal(world.wire.carried.length, 2)
    for (const { bytes } of world.wire.carried) {
      assert.doesNotMatch(bytes.toString(), /Takeover|VCALENDAR/)
      assert.deepEqual(
        readMail(bytes).unread.map(({ why }) => why),
        ['encrypted'],
      )
    }
    const told = (await traceOf(alpha, 'ann')).find((each) => each.method === 'REPLY')
    assert.match(told?.reasons ?? '', /good: bob@beta\.example/)
  })

  // Requirement: 6047/2.2.2/only-signed-can-be-authenticated
  // Requirement: 6047/2.2.2/unsigned-not-trusted
  // Requirement: 6047/3/remember-senders-security
  // Requirement: 6047/3/unsigned-after-signed-warned
  // Requirement: 6047/3/unsigned-after-signed-ignored
  it('are asked for once they were seen: an unsigned one waits, whatever DKIM says', async () => {
    // Bob has written to Ann by now: who signs is remembered of those whom one knows.
    await originateAs(alpha, 'ann', uid, { kind: 'save', object: await touched() })
    await world.settle()
    const carried = await signed(cancel(), {
      domain: 'alpha.example',
      privateKey: alpha.privateKey,
    })
    await world.wire.hand(carried)
    assert.match(await lastState(), /\(signature-missing\)$/)
    assert.doesNotMatch((await heldText(beta, 'bob', uid)) ?? '', /STATUS:CANCELLED/)
    assert.equal((await ledgerOf(beta, 'bob', uid))?.questions.length, 1)
  })

  // Requirement: 6047/3/signer-matches-calendar-user
  // Requirement: 6047/3/unmatched-signer-warned
  it('wait where the signer is another than whoever they speak for', async () => {
    const forged = await asEve(cancel())
    const carried = await signed(forged, { domain: 'alpha.example', privateKey: alpha.privateKey })
    await world.wire.hand(carried)
    assert.match(await lastState(), /\(signature-of-another\)$/)
    assert.doesNotMatch((await heldText(beta, 'bob', uid)) ?? '', /STATUS:CANCELLED/)
  })

  it('are refused where they were altered', async () => {
    const forged = await asEve(cancel())
    const text = forged.bytes.toString('latin1').replace('SUMMARY:Lunch', 'SUMMARY:Dinner')
    await world.wire.hand({ ...forged, bytes: Buffer.from(text, 'latin1') })
    assert.equal(await lastState(), 'signature-broken')
  })

  // Requirement: 6047/3/signer-is-who-signed
  it('count as their signer’s where somebody else hands them over', async () => {
    const own = await openSmime(alpha.parts.config, clock)
    const mail = cancel()
    const sealed = await own.seal(mail.bytes, { originator: ann, recipient: bob })
    const text = Buffer.from(sealed)
      .toString('latin1')
      .replace(`From: ${ann}`, 'From: desk@gamma.example')
    await world.wire.hand({ ...mail, bytes: Buffer.from(text, 'latin1') })
    assert.match(await lastState(), /\(signed\)$/)
    assert.match((await heldText(beta, 'bob', uid)) ?? '', /STATUS:CANCELLED/)
  })

  // Requirement: 6047/3/unmatched-signer-override
  it('count in spite of another signer once the person says so', async () => {
    const lines = eventLines({ uid: 'anew', organizer: ann, attendees: [bob] })
    const text = calendarText(['METHOD:REQUEST', ...lines])
    await world.wire.hand(await asEve(rawMail({ from: ann, to: bob, method: 'REQUEST', text })))
    assert.equal(await heldText(beta, 'bob', 'anew'), undefined)
    const [question] = (await ledgerOf(beta, 'bob', 'anew'))?.questions ?? []
    assert.equal(question?.question, 'unknown-sender')
    await originateAs(beta, 'bob', 'anew', {
      kind: 'accept-question',
      question: question?.id ?? '',
    })
    assert.match((await heldText(beta, 'bob', 'anew')) ?? '', /SUMMARY:Lunch/)
  })

  async function touched() {
    const { parseCalendar } = await import('@parley/icalendar')
    const text = ((await heldText(alpha, 'ann', uid)) ?? '').replace('Takeover', 'Takeover 2')
    const [object] = parseCalendar(text).objects
    if (object === undefined) throw new Error('nothing is held')
    return object
  }
})

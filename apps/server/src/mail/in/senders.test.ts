/** One sender's flood waits by itself: others are served, and none of it is lost. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventLines } from '../../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../../testing/organisations.ts'
import { type SmallImap, startSmallImap } from '../../testing/small-imap.ts'
import { person, startTestServer } from '../../testing/start.ts'
import type { Carried } from '../../testing/wire.ts'
import { ledgerOf, mailsOf, rawMail, signed } from '../testing.ts'
import { PutOff } from './senders.ts'

function invitation(uid: string, from: string, to: string): Carried {
  const event = eventLines({ uid, organizer: from, attendees: [to] })
  return rawMail({ from, to, method: 'REQUEST', text: calendarText(['METHOD:REQUEST', ...event]) })
}

describe('a flood of mails from one sender', () => {
  let world: World
  let alpha: Organisation
  let beta: Organisation
  let seconds = 1_800_000_000
  const ann = 'ann@alpha.example'
  before(async () => {
    world = await startWorld(
      [
        {
          domain: 'alpha.example',
          people: ['ann'],
          mail: { senders: { provenPerMinute: 3, unprovenPerMinute: 2 } },
        },
        { domain: 'beta.example', people: ['bob'] },
      ],
      { clock: () => seconds },
    )
    ;[alpha, beta] = world.organisations as [Organisation, Organisation]
  })
  after(() => world.end())

  const take = (mail: Carried) =>
    alpha.mail.receive(mail.bytes, { via: 'lmtp', envelopeFrom: mail.from, recipients: [mail.to] })
  const isPutOff = (error: unknown): boolean => error instanceof PutOff

  it('is put off past the limit, and taken a minute later', async () => {
    for (const uid of ['e1', 'e2']) await take(invitation(uid, 'eve@x.test', ann))
    const third = invitation('e3', 'eve@x.test', ann)
    await assert.rejects(take(third), isPutOff)
    assert.equal(await ledgerOf(alpha, 'ann', 'e3'), undefined)
    assert.equal((await mailsOf(alpha)).length, 2)
    seconds += 60
    assert.equal((await take(third)).state, 'waiting')
  })

  it('makes neither others wait nor whom it is forged to be from', async () => {
    seconds += 60
    const bob = 'bob@beta.example'
    for (const uid of ['f1', 'f2']) await take(invitation(uid, bob, ann))
    await assert.rejects(take(invitation('f3', bob, ann)), isPutOff)
    assert.equal((await take(invitation('g', 'gil@x.test', ann))).state, 'waiting')
    for (const uid of ['b1', 'b2', 'b3']) {
      const genuine = await signed(invitation(uid, bob, ann), beta)
      assert.equal((await take(genuine)).state, 'waiting')
    }
    await assert.rejects(take(await signed(invitation('b4', bob, ann), beta)), isPutOff)
  })

  it('counts with mails that are kept because nobody is meant, and without those let go', async () => {
    seconds += 60
    const nobody = (uid: string): Carried => invitation(uid, 'ned@x.test', 'calendar@alpha.example')
    const empty = calendarText(eventLines({ uid: 'n' }))
    for (let count = 0; count < 4; count++) {
      const plain = rawMail({ from: 'ned@x.test', to: ann, method: 'NONE', text: empty })
      assert.equal((await take(plain)).state, 'ignored')
    }
    for (const uid of ['n1', 'n2']) assert.equal((await take(nobody(uid))).state, 'failed')
    await assert.rejects(take(nobody('n3')), isPutOff)
    const [kept] = await mailsOf(alpha)
    assert.equal((await alpha.mail.again(kept?.id ?? ''))?.state, 'failed')
  })

  it('is told to come again by LMTP', async () => {
    seconds += 60
    for (const uid of ['l1', 'l2']) await world.wire.hand(invitation(uid, 'lou@x.test', ann))
    const answer = await world.wire.hand(invitation('l3', 'lou@x.test', ann))
    assert.match(answer, /^451 4\.7\.1 Too many/)
  })

  it('stays in the mailbox, and what came after it is taken', async () => {
    const imap: SmallImap = await startSmallImap()
    for (const uid of ['i1', 'i2', 'i3', 'i4']) {
      imap.add(invitation(uid, 'eve@x.test', 'ann@example.com').bytes)
    }
    imap.add(invitation('i5', 'gil@x.test', 'ann@example.com').bytes)
    const server = await startTestServer({
      people: [person('ann')],
      clock: () => seconds,
      config: {
        mail: {
          folder: '/nonexistent',
          trust: { verify: false },
          senders: { unprovenPerMinute: 2 },
          imap: { host: '127.0.0.1', port: imap.port, user: 'calendar', password: 'secret' },
        },
      },
    })
    const count = (folder: string): number => imap.folders.get(folder)?.size ?? 0
    await until(() => count('Parley/Waiting') === 3)
    assert.equal(count('INBOX'), 2)
    assert.equal((await ledgerOf(server, 'ann', 'i5'))?.questions.length, 1)
    seconds += 60
    imap.add(invitation('i6', 'gil@x.test', 'ann@example.com').bytes)
    await until(() => count('Parley/Waiting') === 6 && count('INBOX') === 0)
    await server.end()
    await imap.stop()
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.ok(holds())
}

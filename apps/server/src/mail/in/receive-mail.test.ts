/** Mails in: who is believed, what waits, what is let go, what is kept, and that nothing counts twice. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { notePeer } from '@parley/store'
import { calendarText, eventLines, eventText, statusOf } from '../../testing/calendar-text.ts'
import type { Carried } from '../../testing/wire.ts'
import {
  heldText,
  ledgerOf,
  mailsOf,
  originateAs,
  principalAt,
  rawMail,
  readCarried,
  signed,
} from '../testing.ts'
import { receiveMail } from './receive-mail.ts'
import { ann, bob, type Inward, startInward } from './testing.ts'

describe('mails that come in', () => {
  let world: Inward['world']
  let alpha: Inward['alpha']
  let beta: Inward['beta']
  let take: Inward['take']
  let answerTo: Inward['answerTo']
  before(async () => {
    ;({ world, alpha, beta, take, answerTo } = await startInward())
  })
  after(() => world.end())

  type Asked = {
    readonly uid: string
    readonly organizer?: string
    readonly lines?: readonly string[]
  }

  function requestText({ uid, organizer = bob, lines = [] }: Asked, to = ann): string {
    return calendarText([
      'METHOD:REQUEST',
      ...eventLines({
        uid,
        organizer,
        attendees: [organizer, to],
        lines: ['SEQUENCE:0', ...lines],
      }),
    ])
  }

  function request(asked: Asked, to = ann): Carried {
    return rawMail({ from: bob, to, method: 'REQUEST', text: requestText(asked, to) })
  }

  describe('an invitation', () => {
    it('V6: from a stranger waits apart, and nothing answers it', async () => {
      const sent = world.wire.carried.length
      const receipt = await take(await signed(request({ uid: 'stranger' }), beta))
      assert.deepEqual([receipt.state, receipt.reason], ['waiting', 'new (dmarc)'])
      assert.equal(await heldText(alpha, 'ann', 'stranger'), undefined)
      const [question] = (await ledgerOf(alpha, 'ann', 'stranger'))?.questions ?? []
      assert.equal(question?.question, 'unknown-sender')
      const inbox = await alpha.as('ann').objects('inbox')
      assert.equal(inbox.size, 0)
      await world.settle()
      assert.equal(world.wire.carried.length, sent)
      const id = question?.id ?? ''
      await originateAs(alpha, 'ann', 'stranger', { kind: 'accept-question', question: id })
      assert.match((await heldText(alpha, 'ann', 'stranger')) ?? '', /SUMMARY:Lunch/)
    })

    it('X7: from a stranger can be let go without an answer', async () => {
      await take(await signed(request({ uid: 'spam' }), beta))
      const [question] = (await ledgerOf(alpha, 'ann', 'spam'))?.questions ?? []
      const sent = world.wire.carried.length
      const id = question?.id ?? ''
      await originateAs(alpha, 'ann', 'spam', { kind: 'dismiss-question', question: id })
      await world.settle()
      assert.equal(await heldText(alpha, 'ann', 'spam'), undefined)
      assert.equal(world.wire.carried.length, sent)
    })

    it('from somebody written to before goes onto the calendar, unanswered', async () => {
      const { id } = await principalAt(alpha, 'ann')
      await alpha.parts.store.write([], (tables) => notePeer(tables, { ownerId: id, address: bob }))
      const sent = world.wire.carried.length
      const receipt = await take(await signed(request({ uid: 'known' }), beta))
      assert.equal(receipt.state, 'done')
      const text = (await heldText(alpha, 'ann', 'known')) ?? ''
      assert.equal(statusOf(text, ann), 'NEEDS-ACTION')
      await world.settle()
      assert.equal(world.wire.carried.length, sent, 'X9: no tentative answer goes out by itself')
    })

    it('waits where nobody vouches for a known sender', async () => {
      const mail = rawMail({
        from: 'eve@elsewhere.example',
        to: ann,
        method: 'REQUEST',
        text: requestText({ uid: 'unproven', organizer: 'eve@elsewhere.example' }),
      })
      const receipt = await take(mail)
      assert.deepEqual([receipt.state, receipt.reason], ['waiting', 'new (nothing-proven)'])
      assert.equal(await heldText(alpha, 'ann', 'unproven'), undefined)
    })

    it('A5: through a list is for whom it was delivered to, and waits', async () => {
      const mail = await signed(
        {
          ...rawMail({
            from: bob,
            to: 'all@lists.example',
            method: 'REQUEST',
            text: requestText({ uid: 'list' }, 'all@lists.example'),
            headers: ['List-Id: <all.lists.example>'],
          }),
          to: ann,
        },
        beta,
      )
      assert.equal((await take(mail)).state, 'waiting')
      assert.equal((await ledgerOf(alpha, 'ann', 'list'))?.questions.length, 1)
    })

    it('X1: is not cancelled by an Attendee', async () => {
      await take(await signed(request({ uid: 'kept' }), beta))
      const text = requestText({ uid: 'kept', organizer: bob })
        .replace('METHOD:REQUEST', 'METHOD:CANCEL')
        .replace('SEQUENCE:0', 'SEQUENCE:1\r\nSTATUS:CANCELLED')
      const forged = rawMail({ from: 'amy@alpha.example', to: ann, method: 'CANCEL', text })
      await take(await signed(forged, alpha))
      assert.doesNotMatch((await heldText(alpha, 'ann', 'kept')) ?? '', /CANCELLED/)
      const genuine = rawMail({ from: bob, to: ann, method: 'CANCEL', text })
      await take(await signed(genuine, beta))
      assert.match((await heldText(alpha, 'ann', 'kept')) ?? '', /STATUS:CANCELLED/)
    })

    it('by a room’s mail address is booked and answered at once, marked as automatic', async () => {
      const { id } = await principalAt(alpha, 'room')
      await alpha.parts.store.write([], (tables) => notePeer(tables, { ownerId: id, address: bob }))
      await take(await signed(request({ uid: 'booked' }, 'room@alpha.example'), beta))
      await world.settle()
      const answer = world.wire.carried.at(-1)
      assert.equal(readCarried(answer).method, 'REPLY')
      assert.match(readCarried(answer).text, /PARTSTAT=ACCEPTED/)
      assert.match(`${answer?.bytes}`, /^Auto-Submitted: auto-replied\r$/m)
    })
  })

  describe('an answer', () => {
    it('counts once, however often and by whatever way it comes', async () => {
      const text = await answerTo('twice')
      const mail = await signed(rawMail({ from: bob, to: ann, method: 'REPLY', text }), beta)
      assert.equal((await take(mail)).state, 'done')
      assert.equal((await take(mail)).state, 'duplicate')
      const onTheWay = Buffer.concat([Buffer.from('Received: by other.example\r\n'), mail.bytes])
      assert.equal((await take({ ...mail, bytes: onTheWay })).state, 'duplicate')
      assert.equal(statusOf((await heldText(alpha, 'ann', 'twice')) ?? '', bob), 'ACCEPTED')
    })

    it('is not made a double by a forgery that was sent ahead of it', async () => {
      const text = await answerTo('ahead')
      const forged = rawMail({ from: bob, to: ann, method: 'REPLY', text, messageId: 'a@beta' })
      assert.equal((await take(forged)).state, 'refused')
      assert.equal((await take(await signed(forged, beta))).state, 'done')
      assert.equal(statusOf((await heldText(alpha, 'ann', 'ahead')) ?? '', bob), 'ACCEPTED')
    })

    it('V7: is for the Organizer alone, whoever else got a copy', async () => {
      const text = await answerTo('copied')
      const mail = await signed(
        rawMail({ from: bob, to: 'amy@alpha.example', method: 'REPLY', text }),
        beta,
      )
      assert.equal((await take(mail)).state, 'done')
      assert.equal(await heldText(alpha, 'amy', 'copied'), undefined)
      assert.equal(statusOf((await heldText(alpha, 'ann', 'copied')) ?? '', bob), 'ACCEPTED')
    })

    it('M6: without an ORGANIZER is known by its UID and recipient', async () => {
      const text = (await answerTo('microsoft')).replace(/ORGANIZER.*\r\n/, '')
      const mail = await signed(rawMail({ from: bob, to: ann, method: 'REPLY', text }), beta)
      await take(mail)
      assert.equal(statusOf((await heldText(alpha, 'ann', 'microsoft')) ?? '', bob), 'ACCEPTED')
    })

    it('A4: from another address of the same person waits for the Organizer to say so', async () => {
      const text = (await answerTo('alias')).replace(bob, 'robert@beta.example')
      const from = 'robert@beta.example'
      await take(await signed(rawMail({ from, to: ann, method: 'REPLY', text }), beta))
      const [question] = (await ledgerOf(alpha, 'ann', 'alias'))?.questions ?? []
      assert.equal(question?.question, 'admit-uninvited')
      assert.equal(statusOf((await heldText(alpha, 'ann', 'alias')) ?? '', bob), 'NEEDS-ACTION')
    })

    for (const organizer of [ann, undefined]) {
      const title = organizer === undefined ? ', whether or not it names the Organizer' : ''
      it(`of a stranger’s program is proven by the address that only he was written from${title}`, async () => {
        const eve = 'eve@elsewhere.example'
        const uid = `token-${organizer ?? ''}`
        const invited = eventText({ uid, organizer: ann, attendees: [ann, eve] })
        await alpha.as('ann').put(`/dav/calendars/ann/calendar/${uid}.ics`, invited)
        await world.settle()
        const thread = await alpha.parts.store.read((tables) =>
          tables.selectFrom('mail_thread').selectAll().where('uid', '=', uid).executeTakeFirst(),
        )
        const token = alpha.mail.inbound.tokens.make('reply', thread?.id ?? '')
        const answering = { uid, attendees: [`${eve};PARTSTAT=DECLINED`] }
        const text = calendarText([
          'METHOD:REPLY',
          ...eventLines({ ...answering, ...(organizer !== undefined && { organizer }) }),
        ]).replace(/DTSTAMP:.*/, 'DTSTAMP:20991231T000000Z')
        const to = `calendar+${token}@alpha.example`
        const wrong = `calendar+${token.slice(0, -2)}00@alpha.example`
        const from = 'someone@elsewhere.example'
        const mail = rawMail({ from, to: wrong, method: 'REPLY', text })
        await take(mail)
        const status = async () => statusOf((await heldText(alpha, 'ann', uid)) ?? '', eve)
        assert.equal(await status(), 'NEEDS-ACTION')
        await take({ ...mail, to })
        assert.equal(await status(), 'DECLINED')
      })
    }

    it('is not what somebody passes on inside another mail', async () => {
      const text = await answerTo('inside')
      const inner = rawMail({ from: bob, to: ann, method: 'REPLY', text }).bytes.toString()
      const bytes = Buffer.from(
        [
          `From: ${bob}`,
          `To: ${ann}`,
          'Message-ID: <outer@raw>',
          'MIME-Version: 1.0',
          'Content-Type: multipart/mixed; boundary=b',
          '',
          '--b',
          'Content-Type: message/rfc822',
          '',
          inner,
          '--b--',
          '',
        ].join('\r\n'),
      )
      const receipt = await take(await signed({ from: bob, to: ann, bytes }, beta))
      assert.equal(receipt.reason, 'nobody here is meant')
      assert.equal(statusOf((await heldText(alpha, 'ann', 'inside')) ?? '', bob), 'NEEDS-ACTION')
    })
  })

  describe('a mail that fails', () => {
    it('is kept with its bytes and the reason, and can be taken again', async () => {
      const text = await answerTo('fails')
      const mail = await signed(rawMail({ from: bob, to: ann, method: 'REPLY', text }), beta)
      const { parts } = alpha
      const counter = parts.metrics.decisions
      const inc = counter.inc.bind(counter)
      counter.inc = () => {
        throw new Error('a fault')
      }
      const receipt = await take(mail)
      counter.inc = inc
      assert.deepEqual([receipt.state, receipt.reason], ['failed', 'Error: a fault'])
      assert.equal(statusOf((await heldText(alpha, 'ann', 'fails')) ?? '', bob), 'NEEDS-ACTION')
      const kept = (await mailsOf(alpha)).find((each) => each.id === receipt.id)
      assert.equal(Buffer.from(kept?.bytes ?? '', 'base64').equals(mail.bytes), true)
      const again = await alpha.mail.again(receipt.id ?? '')
      assert.equal(again?.state, 'done')
      assert.equal(statusOf((await heldText(alpha, 'ann', 'fails')) ?? '', bob), 'ACCEPTED')
      assert.equal(await alpha.mail.again(receipt.id ?? ''), undefined)
    })

    it('because the database went away meanwhile is not kept but asked for again', async () => {
      const text = await answerTo('lost')
      const mail = await signed(rawMail({ from: bob, to: ann, method: 'REPLY', text }), beta)
      const { inbound } = alpha.mail
      const { store } = inbound.parts
      let lost = true
      const write: typeof store.write = (locks, work) => {
        if (!lost) return store.write(locks, work)
        lost = false
        return Promise.reject(new Error('Connection terminated unexpectedly'))
      }
      const once = { ...inbound, parts: { ...inbound.parts, store: { ...store, write } } }
      const kept = (await mailsOf(alpha)).length
      await assert.rejects(receiveMail(once, mail.bytes, { via: 'input' }), /terminated/)
      assert.equal((await mailsOf(alpha)).length, kept)
      assert.equal((await receiveMail(once, mail.bytes, { via: 'input' })).state, 'done')
      assert.equal(statusOf((await heldText(alpha, 'ann', 'lost')) ?? '', bob), 'ACCEPTED')
    })

    it('is for nobody here, and is kept all the same', async () => {
      const mail = request({ uid: 'nobody' }, 'calendar@alpha.example')
      assert.equal((await take(mail)).state, 'failed')
    })
  })

  describe('LMTP', () => {
    it('tells the other mail server of recipients that are not here', async () => {
      const unknown = request({ uid: 'lmtp' }, 'nobody@alpha.example')
      await assert.rejects(world.wire.hand(unknown), /5\.1\.1 Nobody here/)
    })

    it('takes a mail for an address with a detail', async () => {
      const mail = await signed(request({ uid: 'detail' }), beta)
      assert.match(await world.wire.hand({ ...mail, to: 'ann+cal@alpha.example' }), /2\.0\.0/)
      assert.notEqual(await heldText(alpha, 'ann', 'detail'), undefined)
    })
  })
})

/**
 * Three organisations with servers, mail domains and DKIM keys of their own, real SMTP and LMTP
 * between them. One meeting is invited to, answered, countered, delegated, changed and cancelled,
 * with forged, doubled and late mails in between.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parseTime } from '@parley/icalendar'
import { calendarAddress } from '@parley/itip'
import { eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../testing/organisations.ts'
import type { Carried } from '../testing/wire.ts'
import {
  heldText,
  ledgerOf,
  mailsOf,
  originateAs,
  rawMail,
  readCarried,
  signed,
  traceOf,
} from './testing.ts'

let world: World
let alpha: Organisation
let beta: Organisation
let gamma: Organisation
const uid = 'story'
const path = '/dav/calendars/ann/calendar/story.ics'
const bob = 'bob@beta.example'
const carol = 'carol@gamma.example'
const dave = 'dave@beta.example'

describe('organisations that exchange mails', () => {
  before(async () => {
    const welcomes = { trust: { strangers: 'add' } }
    world = await startWorld([
      { domain: 'alpha.example', people: ['ann'] },
      { domain: 'beta.example', people: ['bob', 'dave'], mail: welcomes },
      { domain: 'gamma.example', people: ['carol'], mail: welcomes },
    ])
    ;[alpha, beta, gamma] = world.organisations as [Organisation, Organisation, Organisation]
  })
  after(() => world.end())

  const annsCopy = async (): Promise<string> => (await heldText(alpha, 'ann', uid)) ?? ''

  function meeting(): string {
    return eventText({
      uid,
      organizer: 'ann@alpha.example',
      attendees: ['ann@alpha.example;PARTSTAT=ACCEPTED', bob, carol],
    })
  }

  describe('a meeting of three organisations', () => {
    it('reaches everyone, and the Organizer sees that it did', async () => {
      const put = await alpha.as('ann').put(path, meeting())
      assert.equal(put.status, 201, put.text)
      assert.match(await annsCopy(), /SCHEDULE-STATUS="?1\.1/)
      await world.settle()
      assert.equal(world.wire.carried.length, 2)
      for (const address of [bob, carol]) {
        const line = linesOf(await annsCopy(), 'ATTENDEE').find((each) => each.includes(address))
        assert.match(line ?? '', /SCHEDULE-STATUS=1\.2/)
      }
      assert.equal(linesOf((await heldText(beta, 'bob', uid)) ?? '', 'SUMMARY')[0], 'SUMMARY:Lunch')
      assert.notEqual(await heldText(gamma, 'carol', uid), undefined)
    })

    it('takes an answer, which replies to the invitation', async () => {
      await originateAs(beta, 'bob', uid, { kind: 'reply', partStat: 'ACCEPTED' })
      await world.settle()
      assert.equal(statusOf(await annsCopy(), bob), 'ACCEPTED')
      const [invitation] = world.wire.carried
      const answer = world.wire.carried.at(-1)
      const id = headerOf(invitation, 'message-id')
      assert.equal(headerOf(answer, 'in-reply-to'), id)
      assert.equal(headerOf(answer, 'from'), `Bob <${bob}>`)
    })

    it('believes no forged answer, be its signature broken or missing', async () => {
      const answer = world.wire.carried.at(-1)
      const text = readCarried(answer).text.replace('PARTSTAT=ACCEPTED', 'PARTSTAT=DECLINED')
      const signature = /^DKIM-Signature:[\s\S]*?(?=\r\nContent-Language)/m.exec(
        `${answer?.bytes}`,
      )?.[0]
      assert.ok(signature)
      const forged = { from: bob, to: 'ann@alpha.example', method: 'REPLY', text }
      await world.wire.hand(rawMail({ ...forged, headers: [signature] }))
      await world.wire.hand(rawMail({ ...forged, messageId: 'unsigned@beta.example' }))
      await world.settle()
      assert.equal(statusOf(await annsCopy(), bob), 'ACCEPTED')
      const [last, other] = await mailsOf(alpha)
      for (const each of [last, other]) {
        assert.deepEqual([each?.state, each?.reason], ['refused', 'dmarc-forbids'])
        assert.notEqual(each?.bytes, undefined)
      }
      const trace = await traceOf(alpha, 'ann')
      assert.equal(trace.filter((each) => each.classification === 'mail-refused').length, 2)
    })

    it('lets nobody answer for another, whoever signs it', async () => {
      const text = readCarried(world.wire.carried.at(-1)).text
      const forBob = text.replace('PARTSTAT=ACCEPTED', 'PARTSTAT=DECLINED')
      const mail = { from: carol, to: 'ann@alpha.example', method: 'REPLY', text: forBob }
      await world.wire.hand(await signed(rawMail(mail), gamma))
      assert.equal(statusOf(await annsCopy(), bob), 'ACCEPTED')
      assert.equal((await ledgerOf(alpha, 'ann', uid))?.questions[0]?.question, 'unauthorized')
    })

    it('V2: counts only the line of whoever speaks', async () => {
      const text = readCarried(world.wire.carried.at(-1)).text
      const both = text
        .replace('PARTSTAT=ACCEPTED', 'PARTSTAT=DECLINED')
        .replace(/DTSTAMP:.*/, 'DTSTAMP:20270101T000000Z')
        .replace('END:VEVENT', `ATTENDEE;PARTSTAT=TENTATIVE:mailto:${carol}\r\nEND:VEVENT`)
      const mail = { from: carol, to: 'ann@alpha.example', method: 'REPLY', text: both }
      await world.wire.hand(await signed(rawMail(mail), gamma))
      assert.equal(statusOf(await annsCopy(), carol), 'TENTATIVE')
      assert.equal(statusOf(await annsCopy(), bob), 'ACCEPTED')
    })

    it('takes a doubled mail once', async () => {
      const answer = world.wire.carried.at(-1)
      assert.ok(answer)
      const before = await annsCopy()
      const count = (await mailsOf(alpha)).length
      await world.wire.hand(answer)
      await world.settle()
      assert.equal(await annsCopy(), before)
      assert.equal((await mailsOf(alpha)).length, count)
    })

    it('moves when a counter-proposal is accepted', async () => {
      const [start, end] = ['20270301T130000Z', '20270301T140000Z'].map((each) => parseTime(each))
      await originateAs(gamma, 'carol', uid, {
        kind: 'counter',
        proposal: { ...(start && { start }), ...(end && { end }) },
      })
      await world.settle()
      const counter = (await ledgerOf(alpha, 'ann', uid))?.counters[0]
      assert.equal(counter?.from, carol)
      await originateAs(alpha, 'ann', uid, { kind: 'accept-counter', counter: counter?.id ?? '' })
      await world.settle()
      for (const [at, name] of [
        [beta, 'bob'],
        [gamma, 'carol'],
      ] as const) {
        const text = (await heldText(at, name, uid)) ?? ''
        assert.equal(linesOf(text, 'DTSTART')[0], 'DTSTART:20270301T130000Z')
      }
      const told = readCarried(world.wire.carried.findLast((each) => each.to === bob))
      assert.match(told.subject, /New time/)
    })

    it('does not go back when the first invitation comes late', async () => {
      const [first] = world.wire.carried
      assert.ok(first)
      // As a copy that took another way: its own Message-ID was seen, so even that is new.
      await world.wire.hand(first)
      await world.settle()
      const text = (await heldText(beta, 'bob', uid)) ?? ''
      assert.equal(linesOf(text, 'DTSTART')[0], 'DTSTART:20270301T130000Z')
    })

    it('hears of a Delegate, who answers for himself', async () => {
      await originateAs(beta, 'bob', uid, { kind: 'delegate', to: calendarAddress(dave) })
      await world.settle()
      assert.equal(statusOf(await annsCopy(), bob), 'DELEGATED')
      await originateAs(beta, 'dave', uid, { kind: 'reply', partStat: 'ACCEPTED' })
      await world.settle()
      const line = linesOf(await annsCopy(), 'ATTENDEE').find((each) => each.endsWith(dave))
      assert.match(line ?? '', /PARTSTAT=ACCEPTED/)
      assert.match(line ?? '', /DELEGATED-FROM/)
    })

    it('ends for everyone when it is cancelled, with one mail to each', async () => {
      const before = world.wire.carried.length
      const gone = await alpha.as('ann').delete(path)
      assert.ok(gone.status < 300)
      await world.settle()
      for (const [at, name] of [
        [beta, 'dave'],
        [gamma, 'carol'],
      ] as const) {
        assert.match((await heldText(at, name, uid)) ?? '', /STATUS:CANCELLED/)
      }
      const cancels = world.wire.carried.slice(before)
      const to = cancels.map((each) => each.to)
      assert.equal(new Set(to).size, to.length)
      const again = await alpha.mail.out?.run()
      assert.equal(again, undefined)
      assert.equal(world.wire.carried.length, before + cancels.length)
    })

    it('stays cancelled when an old update comes after it', async () => {
      const update = world.wire.carried.findLast(
        (each) => each.to === carol && readCarried(each).method === 'REQUEST',
      )
      assert.ok(update)
      await world.wire.hand(update)
      await world.settle()
      assert.match((await heldText(gamma, 'carol', uid)) ?? '', /STATUS:CANCELLED/)
    })
  })

  function headerOf(mail: Carried | undefined, name: string): string | undefined {
    const head = mail?.bytes.toString().split('\r\n\r\n', 1)[0] ?? ''
    const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
    return lines.find((each) => each.toLowerCase().startsWith(`${name}:`))?.split(/:\s*/, 2)[1]
  }
})

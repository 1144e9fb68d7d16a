/** Mails out: retries, refusals, folding, who they are from, and where they go without a server. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { readMail } from '@parley/imip'
import { outboxOf, setDelegate, updatePrincipal } from '@parley/store'
import type { Settings } from '../../people.ts'
import { eventText, linesOf } from '../../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../../testing/organisations.ts'
import { person, startTestServer } from '../../testing/start.ts'
import { heldText, originateAs, principalAt, readCarried, traceOf } from '../testing.ts'
import { startMailOut } from './send-mail.ts'

let world: World
let alpha: Organisation
let nowSeconds = 1_800_000_000
const eve = 'eve@elsewhere.example'

describe('the outbox of mails', () => {
  before(async () => {
    const people = ['ann', 'dora', person('guest', { addresses: ['guest@foreign.example'] })]
    world = await startWorld(
      [
        {
          domain: 'alpha.example',
          people,
          mail: { pauseSeconds: 10, retrySeconds: [60, 600], giveUpAfterSeconds: 3_600 },
        },
      ],
      { clock: () => nowSeconds },
    )
    ;[alpha] = world.organisations as [Organisation]
  })
  after(() => world.end())
  beforeEach(() => {
    world.wire.refuse = () => undefined
    world.wire.carried.length = 0
  })

  async function put(
    uid: string,
    more: Parameters<typeof eventText>[0] | object = {},
    by = 'ann',
    as = by,
  ) {
    const organizer = by === 'ann' ? 'ann@alpha.example' : 'guest@foreign.example'
    const text = eventText({ uid, organizer, attendees: [organizer, eve], ...more })
    const answer = await alpha.as(as).put(`/dav/calendars/${by}/calendar/${uid}.ics`, text)
    assert.ok(answer.status < 300, answer.text)
  }

  async function setSettings(name: string, settings: Settings): Promise<void> {
    const principal = await principalAt(alpha, name)
    await alpha.parts.store.write([], (tables) =>
      updatePrincipal(tables, { ...principal, settings: JSON.stringify(settings) }),
    )
  }

  async function later(seconds: number): Promise<void> {
    nowSeconds += seconds
    await world.settle()
  }

  async function statusAt(uid: string, by = 'ann'): Promise<string | undefined> {
    const text = (await heldText(alpha, by, uid)) ?? ''
    const line = linesOf(text, 'ATTENDEE').find((each) => each.includes(eve))
    return /SCHEDULE-STATUS="?([\d.]+)/.exec(line ?? '')?.[1]
  }

  async function stepsOf(uid: string): Promise<readonly string[]> {
    const trace = (await traceOf(alpha, 'ann')).filter((each) => each.uid === uid)
    return trace.map((each) => each.classification).filter((each) => each.startsWith('mail-'))
  }

  describe('a mail to be sent', () => {
    it('waits a little, and several changes go out as one, from the first state to the last', async () => {
      await put('folded')
      await later(0)
      assert.equal(world.wire.carried.length, 0)
      assert.equal(await statusAt('folded'), '1.1')
      await put('folded', { summary: 'Dinner' })
      await later(11)
      assert.equal(world.wire.carried.length, 1)
      const mail = readCarried(world.wire.carried[0])
      assert.match(mail.subject, /^Invitation: Dinner/)
      assert.equal(await statusAt('folded'), '1.2')
      assert.deepEqual((await stepsOf('folded')).toSorted(), ['mail-handed-over', 'mail-merged'])
      await put('folded', { summary: 'Supper' })
      await later(11)
      const [, second] = world.wire.carried
      assert.match(readCarried(second).subject, /^Updated: Supper/)
      const { envelope } = readMail(second?.bytes ?? new Uint8Array())
      const first = readMail(world.wire.carried[0]?.bytes ?? new Uint8Array()).envelope
      assert.equal(envelope.inReplyTo, first.messageId)
      assert.deepEqual(envelope.references, [first.messageId])
    })

    it('X5: is never sent to someone who is invited and uninvited at once', async () => {
      await put('both')
      await alpha.as('ann').delete('/dav/calendars/ann/calendar/both.ics')
      await later(11)
      assert.equal(world.wire.carried.length, 0)
      assert.deepEqual((await stepsOf('both')).toSorted(), ['mail-merged', 'mail-never-told'])
    })

    it('N3: is tried again after a temporary failure, with growing pauses', async () => {
      world.wire.refuse = () => 451
      await put('busy')
      await later(11)
      assert.equal(await statusAt('busy'), '1.1')
      assert.deepEqual(await stepsOf('busy'), ['mail-deferred'])
      await later(30)
      assert.equal((await stepsOf('busy')).length, 1)
      await later(60)
      assert.equal((await stepsOf('busy')).length, 2)
      await later(120)
      assert.equal((await stepsOf('busy')).length, 2)
      world.wire.refuse = () => undefined
      await later(700)
      assert.equal(await statusAt('busy'), '1.2')
      assert.equal(world.wire.carried.length, 1)
    })

    it('is given up after the named time, and the Organizer sees that', async () => {
      world.wire.refuse = () => 451
      await put('lost')
      await later(11)
      for (let i = 0; i < 8; i++) await later(700)
      // Requirement: 6638/3.2.9/5.1-could-not-deliver
      assert.equal(await statusAt('lost'), '5.1')
      assert.equal((await stepsOf('lost'))[0], 'mail-given-up')
      const ann = await principalAt(alpha, 'ann')
      const [entry] = await alpha.parts.store.read((tables) => outboxOf(tables, ann.id, 'lost'))
      assert.equal(entry?.state, 'failed')
      assert.match(entry?.lastError ?? '', /451/)
    })

    it('is given up at once where the other side refuses it for good', async () => {
      world.wire.refuse = () => 550
      await put('refused')
      await later(11)
      assert.equal(await statusAt('refused'), '5.2')
      assert.deepEqual(await stepsOf('refused'), ['mail-refused'])
    })

    it('is given up at once where the address is none that a mail can go to', async () => {
      await put('odd', { attendees: ['ann@alpha.example', 'no,mail@elsewhere.example'] })
      await later(11)
      assert.deepEqual(await stepsOf('odd'), ['mail-no-address'])
      const held = linesOf((await heldText(alpha, 'ann', 'odd')) ?? '', 'ATTENDEE')
      assert.match(held.at(-1) ?? '', /SCHEDULE-STATUS=5\.2/)
      assert.deepEqual(world.wire.carried, [])
    })

    it('V1: tells nobody of the others where the guest list is hidden', async () => {
      const hidden = { attendees: ['ann@alpha.example', eve, 'mallory@elsewhere.example'] }
      await setSettings('ann', { policy: { guestList: 'hide' } })
      await put('hidden', hidden)
      await later(11)
      await put('hidden', { ...hidden, summary: 'Moved' })
      await later(11)
      for (const mail of world.wire.carried) {
        const other = mail.to === eve ? 'mallory@' : 'eve@'
        assert.ok(!readCarried(mail).text.includes(other), mail.to)
        assert.ok(!mail.bytes.toString().includes(other))
      }
      assert.equal(world.wire.carried.length, 4)
      await setSettings('ann', {})
    })

    it('M9: is from the user in an own domain, from the service in a foreign one', async () => {
      await put('own')
      await put('foreign', {}, 'guest')
      await later(11)
      const of = (uid: string) =>
        world.wire.carried.find((each) => readCarried(each).text.includes(`UID:${uid}\r`))
      const own = readMail(of('own')?.bytes ?? new Uint8Array()).envelope
      assert.deepEqual(own.from, [{ name: 'Ann', address: 'ann@alpha.example' }])
      assert.deepEqual(own.replyTo, [])
      const foreign = readMail(of('foreign')?.bytes ?? new Uint8Array()).envelope
      assert.deepEqual(foreign.from, [
        { name: 'Guest (Parley)', address: 'calendar@alpha.example' },
      ])
      assert.match(foreign.replyTo[0]?.address ?? '', /^calendar\+r[0-9a-f]{50}@alpha\.example$/)
      assert.equal(foreign.replyTo[1]?.address, 'guest@foreign.example')
      for (const each of world.wire.carried) {
        assert.match(each.from, /^calendar\+b[0-9a-f]+@alpha\.example$/)
        assert.match(each.bytes.toString(), /DKIM-Signature: .*d=alpha\.example/)
        assert.doesNotMatch(each.bytes.toString(), /^Auto-Submitted/m)
      }
    })

    // Requirement: 6047/2.3/sender-may-differ-from-organizer
    it('is from the Organizer, and names in Sender the assistant who sent it', async () => {
      const [ann, dora] = [await principalAt(alpha, 'ann'), await principalAt(alpha, 'dora')]
      await alpha.parts.store.write([], (tables) =>
        setDelegate(tables, { ownerId: ann.id, delegateId: dora.id, access: 'write' }),
      )
      await put('assisted', {}, 'ann', 'dora')
      await later(11)
      const { envelope } = readMail(world.wire.carried.at(-1)?.bytes ?? new Uint8Array())
      assert.deepEqual(envelope.from, [{ name: 'Ann', address: 'ann@alpha.example' }])
      assert.equal(envelope.sender?.address, 'dora@alpha.example')
    })

    it('is sent once where several senders work on one outbox', async () => {
      for (let i = 0; i < 20; i++) await put(`race-${i}`)
      nowSeconds += 11
      const { parts, mail } = alpha
      const second = startMailOut(parts, mail.inbound)
      await Promise.all([mail.out?.run(), second.run()])
      await second.stop()
      await world.settle()
      assert.equal(world.wire.carried.length, 20)
      const ids = world.wire.carried.map((each) => readMail(each.bytes).envelope.messageId)
      assert.equal(new Set(ids).size, 20)
    })

    it('is not sent again where the server died after the next hop took it', async () => {
      await put('died')
      const count = world.wire.carried.length
      const taken = { state: 'claimed', due_seconds: 0, last_error: 'handed over: 250 fine' }
      await alpha.parts.store.write([], async (tables) => {
        await tables.updateTable('outbox').set(taken).where('uid', '=', 'died').execute()
      })
      await later(11)
      assert.equal(world.wire.carried.length, count)
      assert.equal(await statusAt('died'), '1.2')
      await put('died', { summary: 'Supper' })
      await later(11)
      assert.equal(world.wire.carried.length, count + 1)
      const { subject } = readCarried(world.wire.carried.at(-1))
      assert.match(subject, /^Updated/, 'he was told of it, by the mail that was taken')
    })

    it('X6: is not sent where the Attendee deletes without an answer', async () => {
      await put('silent')
      await later(11)
      const count = world.wire.carried.length
      await originateAs(alpha, 'ann', 'silent', { kind: 'delete', silent: true })
      await later(11)
      assert.equal(world.wire.carried.length, count)
    })
  })

  describe('without a mail server', () => {
    it('mails lie in a folder, each once, and the status says no more than that', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'parley-mails-'))
      const server = await startTestServer({
        people: [person('ann')],
        config: { mail: { pauseSeconds: 0, folder } },
      })
      try {
        const text = eventText({ uid: 'f', organizer: 'ann@example.com', attendees: [eve] })
        await server.as('ann').put('/dav/calendars/ann/calendar/f.ics', text)
        await server.mail.out?.run()
        await server.mail.out?.run()
        const files = readdirSync(folder)
        assert.equal(files.length, 1)
        const mail = readMail(readFileSync(join(folder, files[0] ?? '')))
        assert.equal(mail.calendars[0]?.method, 'REQUEST')
        const held = (await heldText(server, 'ann', 'f')) ?? ''
        assert.match(linesOf(held, 'ATTENDEE').join(), /SCHEDULE-STATUS=1\.1/)
      } finally {
        await server.end()
        rmSync(folder, { recursive: true, force: true })
      }
    })
  })
})

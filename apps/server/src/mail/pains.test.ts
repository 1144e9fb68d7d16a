/**
 * What hurts people who schedule by mail: aliases and addresses (A), the shape of mails (M),
 * cancellations (X), privacy (V), and why something did not go out (N). `docs/mail-pains.md` says
 * which test is about which.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readMail } from '@parley/imip'
import { apiClient } from '../testing/api-client.ts'
import {
  answeredText,
  calendarText,
  eventLines,
  eventText,
  linesOf,
  statusOf,
} from '../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../testing/organisations.ts'
import { person } from '../testing/start.ts'
import { mailSteps } from './statuses.ts'
import { heldText, originateAs, rawMail, readCarried } from './testing.ts'

const ann = 'ann@alpha.example'
const bob = 'bob@beta.example'
const robert = 'robert@beta.example'
const eve = 'eve@elsewhere.example'

let world: World
let alpha: Organisation
let beta: Organisation

describe('scheduling by mail', () => {
  before(async () => {
    const welcomes = { trust: { strangers: 'add' } }
    world = await startWorld([
      {
        domain: 'alpha.example',
        people: [
          'ann',
          'carol',
          person('boss', { addresses: ['boss@alpha.example'], isAdmin: true }),
          person('team', { kind: 'group', displayName: 'Team', addresses: ['team@alpha.example'] }),
        ],
      },
      {
        domain: 'beta.example',
        people: [person('bob', { addresses: [bob, robert] }), 'dave'],
        mail: welcomes,
      },
    ])
    ;[alpha, beta] = world.organisations as [Organisation, Organisation]
  })
  after(() => world.end())

  const path = (uid: string, name = 'ann'): string => `/dav/calendars/${name}/calendar/${uid}.ics`

  async function invite(uid: string, attendees: readonly string[], more = {}): Promise<void> {
    const text = eventText({ uid, organizer: ann, attendees: [ann, ...attendees], ...more })
    const put = await alpha.as('ann').put(path(uid), text)
    assert.ok(put.status < 300, put.text)
    await world.settle()
  }

  const held = async (at: Organisation, name: string, uid: string): Promise<string> =>
    (await heldText(at, name, uid)) ?? ''

  const carriedTo = (address: string) =>
    world.wire.carried.filter((each) => each.to.toLowerCase() === address)

  describe('addresses', () => {
    it('A1: an invitation to an alias is on the calendar, and can be answered', async () => {
      await invite('alias', [robert])
      assert.match(await held(beta, 'bob', 'alias'), new RegExp(`ATTENDEE[^\\r]*${robert}`))
      await originateAs(beta, 'bob', 'alias', { kind: 'reply', partStat: 'ACCEPTED' })
      await world.settle()
      assert.equal(statusOf(await held(alpha, 'ann', 'alias'), robert), 'ACCEPTED')
    })

    it('A2: letters of another case are the same address, and come back as they were', async () => {
      await invite('case', ['Bob@BETA.example'])
      await originateAs(beta, 'bob', 'case', { kind: 'reply', partStat: 'ACCEPTED' })
      await world.settle()
      assert.match(readCarried(world.wire.carried.at(-1)).text, /mailto:Bob@BETA\.example/)
      assert.equal(statusOf(await held(alpha, 'ann', 'case'), 'bob@beta.example'), 'ACCEPTED')
    })

    it('A3: an answer is from the address that was invited', async () => {
      await invite('invited-as', [robert])
      await originateAs(beta, 'bob', 'invited-as', { kind: 'reply', partStat: 'DECLINED' })
      await world.settle()
      const answer = world.wire.carried.at(-1)
      assert.equal(readMail(answer?.bytes ?? new Uint8Array()).envelope.from[0]?.address, robert)
      assert.deepEqual(
        linesOf(readCarried(answer).text, 'ATTENDEE').map((each) =>
          each.split(':').slice(1).join(':'),
        ),
        [`mailto:${robert}`],
      )
    })

    it('A7: an ATTENDEE without mailto: is invited, and one of ours without a mail', async () => {
      const text = eventText({
        uid: 'bare',
        organizer: ann,
        attendees: [ann, bob, 'carol@alpha.example'],
      })
      const bare = text.replaceAll(/(ATTENDEE[^\r]*?)mailto:/g, '$1')
      const count = world.wire.carried.length
      assert.ok((await alpha.as('ann').put(path('bare'), bare)).status < 300)
      await world.settle()
      assert.deepEqual(
        world.wire.carried.slice(count).map((each) => each.to),
        [bob],
      )
      assert.notEqual(await held(alpha, 'carol', 'bare'), '')
      assert.notEqual(await held(beta, 'bob', 'bare'), '')
    })

    it('A6: a group is its members, each told once, and MEMBER says through whom', async () => {
      await alpha.parts.store.write([], async (tables) => {
        const rows = await tables.selectFrom('principal').select(['id', 'name']).execute()
        const idOf = (name: string): string => rows.find((each) => each.name === name)?.id ?? ''
        const membership = { group_id: idOf('team'), member_id: idOf('carol') }
        await tables.insertInto('membership').values(membership).execute()
      })
      const count = world.wire.carried.length
      await invite('group', ['team@alpha.example', 'carol@alpha.example', bob])
      const lines = linesOf(await held(alpha, 'ann', 'group'), 'ATTENDEE')
      assert.equal(lines.filter((each) => each.includes('carol@')).length, 1)
      assert.deepEqual(
        world.wire.carried.slice(count).map((each) => each.to),
        [bob],
      )
      await invite('group2', ['team@alpha.example'])
      const member = linesOf(await held(alpha, 'ann', 'group2'), 'ATTENDEE').find((each) =>
        each.includes('carol@'),
      )
      assert.match(member ?? '', /MEMBER="mailto:team@alpha\.example"/)
    })

    for (const organizer of ['mailto:iCloud', 'ann@serverhost', 'mailto:ann@serverhost']) {
      it(`A8: an ORGANIZER like ${organizer} sends nothing, says why, and can be put right`, async () => {
        const uid = `phone-${organizer.replaceAll(/\W/g, '')}`
        const text = eventText({ uid, organizer: ann, attendees: [bob] })
        const count = world.wire.carried.length
        const put = (of: string) => alpha.as('ann').put(path(uid), of)
        assert.equal((await put(text.replace(`mailto:${ann}`, organizer))).status, 201)
        await world.settle()
        assert.equal(world.wire.carried.length, count)
        const { body } = await apiClient(alpha.url, 'ann').get(`/trace?uid=${uid}`)
        const [reason] = body.trace[0].reasons
        assert.equal(reason.requirement, '6638/3.1/owner-not-addressed-no-scheduling')
        assert.match(reason.words, /neither ORGANIZER nor ATTENDEE/)
        assert.equal((await put(text)).status, 204)
        await world.settle()
        assert.equal(world.wire.carried.length, count + 1)
      })
    }
  })

  describe('mails that pass filters', () => {
    it('M12: have a text, an HTML part, a name without an address, and a signature of their From', async () => {
      const name = '"ceo@bank.example" Ann'
      await invite('clean', [bob], { lines: [] })
      const mail = carriedTo(bob).at(-1)?.bytes.toString() ?? ''
      assert.match(mail, /Content-Type: text\/plain/)
      assert.match(mail, /Content-Type: text\/html/)
      assert.match(mail, /DKIM-Signature:[\s\S]*?d=alpha\.example/)
      const { cleanName } = await import('@parley/imip')
      assert.equal(cleanName(name), 'Ann')
    })
  })

  describe('cancellations', () => {
    it('X2: a CANCEL has METHOD twice, and UID, ORGANIZER, ATTENDEE as invited, with a higher SEQUENCE', async () => {
      await invite('off', [bob])
      const before = readCarried(carriedTo(bob).at(-1))
      await alpha.as('ann').delete(path('off'))
      await world.settle()
      const mail = carriedTo(bob).at(-1)
      const cancel = readCarried(mail)
      assert.equal(cancel.method, 'CANCEL')
      assert.match(mail?.bytes.toString() ?? '', /text\/calendar; method=CANCEL/)
      for (const line of ['UID:off', `ORGANIZER:mailto:${ann}`, 'METHOD:CANCEL']) {
        assert.ok(linesOf(cancel.text, '').includes(line), line)
      }
      assert.match(cancel.text, new RegExp(`ATTENDEE[^\\r]*:mailto:${bob}`))
      const sequence = (text: string): number => Number(/SEQUENCE:(\d+)/.exec(text)?.[1] ?? 0)
      assert.ok(sequence(cancel.text) > sequence(before.text))
    })

    it('X4: a cancelled event is taken away with one deletion, which tells nobody', async () => {
      const count = world.wire.carried.length
      assert.match(await held(beta, 'bob', 'off'), /STATUS:CANCELLED/)
      const [name] = [...(await beta.as('bob').objects('calendar', 'bob', 'off')).keys()]
      assert.equal((await beta.as('bob').delete(`/dav/calendars/bob/calendar/${name}`)).status, 204)
      await world.settle()
      assert.equal(world.wire.carried.length, count)
      assert.equal(await held(beta, 'bob', 'off'), '')
    })

    it('X9: an invitation that came stands unanswered, and nothing goes out', async () => {
      await invite('silent', [bob])
      assert.equal(statusOf(await held(beta, 'bob', 'silent'), bob), 'NEEDS-ACTION')
      assert.equal(world.wire.carried.at(-1)?.to, bob)
    })
  })

  describe('privacy', () => {
    it('V8: an answer counts from somebody whom no directory shows', async () => {
      await invite('hidden', [bob])
      const found = await apiClient(alpha.url, 'ann').get('/principals?text=bob')
      assert.deepEqual(found.body.principals, [])
      await originateAs(beta, 'bob', 'hidden', { kind: 'reply', partStat: 'TENTATIVE' })
      await world.settle()
      assert.equal(statusOf(await held(alpha, 'ann', 'hidden'), bob), 'TENTATIVE')
    })
  })

  describe('why something did not go out', () => {
    it('N1: each decision not to send is told to the user and to the administrator, in words', async () => {
      const uid = 'untold'
      const lines = eventText({ uid, organizer: ann, attendees: [`${bob};SCHEDULE-AGENT=CLIENT`] })
      await alpha.as('ann').put(path(uid), lines)
      await world.settle()
      assert.equal(carriedTo(bob).filter((each) => readCarried(each).text.includes(uid)).length, 0)
      const { body } = await apiClient(alpha.url, 'ann').get(`/trace?uid=${uid}`)
      const reasons = JSON.stringify(body)
      assert.match(reasons, /6638\/3\.2\.1\.1\/client-agent-nothing-sent/)
      assert.match(reasons, /nothing is sent to an Attendee whose schedule agent is CLIENT/)
      const all = await apiClient(alpha.url, 'boss').get(`/admin/trace?uid=${uid}`)
      assert.match(JSON.stringify(all.body), /client-agent-nothing-sent/)
    })

    it('N2: a mail that was not put on the calendar has a trace that says so', async () => {
      const text = calendarText([
        'METHOD:REQUEST',
        ...eventLines({ uid: 'apart', organizer: eve, attendees: [ann] }),
      ])
      await world.wire.hand(rawMail({ from: eve, to: ann, method: 'REQUEST', text }))
      assert.equal(await heldText(alpha, 'ann', 'apart'), undefined)
      const { body } = await apiClient(alpha.url, 'ann').get('/trace?uid=apart')
      assert.match(JSON.stringify(body), /nothing-proven/)
      const waiting = await apiClient(alpha.url, 'ann').get('/waiting')
      assert.match(JSON.stringify(waiting.body.questions), /apart/)
    })

    it('N4: statuses are codes of RFC 6638 and nothing else, and none stands where nothing was sent', async () => {
      for (const { status } of Object.values(mailSteps)) {
        if (status !== undefined) assert.match(status, /^(1\.[12]|5\.[123])$/)
      }
      const text = await held(alpha, 'ann', 'untold')
      assert.doesNotMatch(text, /SCHEDULE-STATUS/)
      for (const line of linesOf(await held(alpha, 'ann', 'case'), 'ATTENDEE')) {
        const status = /SCHEDULE-STATUS=([^;:]*)/.exec(line)?.[1]
        if (status !== undefined) assert.match(status, /^"?\d\.\d+(,\d\.\d+)*"?$/)
      }
    })

    it('N5: whatever address a client begins at, it is led to where scheduling is offered', async () => {
      for (const start of ['/.well-known/caldav', '/', '/dav/']) {
        const client = alpha.as('ann')
        const asked = await client.request('PROPFIND', start, { headers: { depth: '0' } })
        const led = asked.headers.get('location')
        const at = led === null ? start : new URL(led, alpha.url).pathname
        const options = await client.request('OPTIONS', at)
        assert.match(options.headers.get('dav') ?? '', /calendar-auto-schedule/, start)
      }
    })

    it('N6: a copy that a client stores as accepted already is answered', async () => {
      await invite('answered', [bob])
      const text = await held(beta, 'bob', 'answered')
      const [name] = [...(await beta.as('bob').objects('calendar', 'bob', 'answered')).keys()]
      const away = `/dav/calendars/bob/calendar/${name}`
      await beta.as('bob').delete(away, { 'schedule-reply': 'F' })
      const put = await beta
        .as('bob')
        .put(path('again', 'bob'), answeredText(text, bob, 'ACCEPTED'))
      assert.ok(put.status < 300, put.text)
      await world.settle()
      assert.equal(statusOf(await held(alpha, 'ann', 'answered'), bob), 'ACCEPTED')
    })

    it('N7: who was told stands on the object, and in the API for each Attendee', async () => {
      world.wire.refuse = ({ to }) => (to === eve ? 550 : undefined)
      await invite('told', [bob, eve])
      world.wire.refuse = () => undefined
      const status = (address: string, text: string): string | undefined =>
        /SCHEDULE-STATUS="?([\d.]+)/.exec(
          linesOf(text, 'ATTENDEE').find((each) => each.includes(address)) ?? '',
        )?.[1]
      const text = await held(alpha, 'ann', 'told')
      assert.deepEqual([status(bob, text), status(eve, text)], ['1.2', '5.2'])
      const client = apiClient(alpha.url, 'ann')
      const sent = JSON.stringify((await client.get('/sent')).body)
      assert.match(sent, /told/)
      assert.match(sent, new RegExp(eve))
    })
  })
})

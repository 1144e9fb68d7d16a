/** People without a calendar answer on a page: no account, no script. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { resourcesByUid } from '@parley/store'
import { apiClient } from '../../testing/api-client.ts'
import { eventText, linesOf, statusOf } from '../../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../../testing/organisations.ts'
import { heldText, ledgerOf, principalAt } from '../testing.ts'

let world: World
let alpha: Organisation
let beta: Organisation
let nowSeconds = 1_800_000_000
const path = '/dav/calendars/ann/calendar/'
const eve = 'eve@elsewhere.example'

describe('the page to answer on', () => {
  before(async () => {
    world = await startWorld(
      [
        { domain: 'alpha.example', people: ['ann', 'carol'] },
        { domain: 'beta.example', people: ['ben'], mail: { links: { enabled: false } } },
      ],
      { clock: () => nowSeconds },
    )
    ;[alpha, beta] = world.organisations as [Organisation, Organisation]
  })
  after(() => world.end())

  /** Ann invites; returns the path of the page that stands in the mail. */
  async function invited(uid: string, lines: readonly string[] = []): Promise<string> {
    const text = eventText({
      uid,
      organizer: 'ann@alpha.example',
      attendees: ['ann@alpha.example;PARTSTAT=ACCEPTED', eve],
      lines,
    })
    const put = await alpha.as('ann').put(`${path}${uid}.ics`, text)
    assert.equal(put.status, 201, put.text)
    await world.settle()
    const mail = world.wire.carried.at(-1)?.bytes.toString() ?? ''
    const found = /List-Unsubscribe:\s*<https:\/\/cal\.alpha\.example(\/answer\/\w+)\/unsub/.exec(
      mail,
    )
    assert.ok(found?.[1])
    return found[1]
  }

  type Page = { readonly status: number; readonly body: string; readonly headers: Headers }

  async function ask(page: string, form?: Record<string, string>, language = 'en'): Promise<Page> {
    const answer = await fetch(alpha.url + page, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        'accept-language': language,
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form !== undefined && { body: new URLSearchParams(form).toString() }),
    })
    return { status: answer.status, body: await answer.text(), headers: answer.headers }
  }

  /** The Organizer takes the links of an event back. */
  async function revokedBy(name: string, uid: string): Promise<number> {
    const client = apiClient(alpha.url, name)
    const { id } = await principalAt(alpha, 'ann')
    const [event] = await alpha.parts.store.read((tables) => resourcesByUid(tables, [id], uid))
    const revoked = await client.post(`/events/${event?.id}/links/revoke`, { guest: eve })
    return revoked.status === 200 ? revoked.body.revoked : revoked.status
  }

  const copy = async (uid: string): Promise<string> => (await heldText(alpha, 'ann', uid)) ?? ''

  describe('an answer page', () => {
    it('shows what, when, who and the current answer, and looking at it changes nothing', async () => {
      const page = await invited('shown')
      const before = await copy('shown')
      const shown = await ask(`${page}?tz=Asia%2FTokyo`)
      assert.equal(shown.status, 200)
      for (const each of ['Ann invites you', 'Lunch', '10:00', '19:00', 'Asia/Tokyo', 'none'])
        assert.ok(shown.body.includes(each), each)
      assert.doesNotMatch(shown.body, /<script/)
      assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.equal(shown.headers.get('cache-control'), 'no-store')
      assert.equal(await copy('shown'), before)
    })

    it('speaks the reader’s language', async () => {
      const page = await invited('languages')
      for (const [language, words] of [
        ['de-AT', 'Ihre Antwort bisher'],
        ['fr', 'Votre réponse jusqu’ici'],
        ['es', 'Su respuesta hasta ahora'],
        ['ja', '現在の返答'],
        ['xx, en;q=0.5', 'Your answer so far'],
      ] as const) {
        assert.ok((await ask(page, undefined, language)).body.includes(words), language)
      }
    })

    it('takes an answer with a comment, and another after it', async () => {
      const page = await invited('answered')
      const taken = await ask(page, { answer: 'ACCEPTED', comment: 'With cake' })
      assert.equal(taken.status, 200, taken.body)
      assert.ok(taken.body.includes('accepted'))
      assert.equal(statusOf(await copy('answered'), eve), 'ACCEPTED')
      const replies = [...((await ledgerOf(alpha, 'ann', 'answered'))?.replies.values() ?? [])]
      assert.equal(replies[0]?.comment, 'With cake')
      await ask(page, { answer: 'DECLINED' })
      assert.equal(statusOf(await copy('answered'), eve), 'DECLINED')
    })

    it('answers for one instance, and the others stay as they were', async () => {
      const page = await invited('weekly', ['RRULE:FREQ=WEEKLY;COUNT=4'])
      const shown = await ask(page)
      const keys = [...shown.body.matchAll(/<option value="([^"]+Z)">/g)].map(
        (each) => each[1] ?? '',
      )
      assert.equal(keys.length, 4)
      await ask(page, { answer: 'DECLINED', key: keys[1] ?? '' })
      const text = await copy('weekly')
      const [master = '', instance = ''] = text.split('BEGIN:VEVENT').slice(1)
      assert.equal(statusOf(master, eve), 'NEEDS-ACTION')
      assert.match(linesOf(instance, 'RECURRENCE-ID')[0] ?? '', /20270308T100000Z/)
      assert.equal(statusOf(instance, eve), 'DECLINED')
    })

    it('takes a proposal of another time, in the zone that was shown', async () => {
      const page = await invited('proposed')
      const times = { start: '2027-03-01T15:00', end: '2027-03-01T16:00', zone: 'Europe/Berlin' }
      const taken = await ask(page, { answer: 'counter', ...times })
      assert.equal(taken.status, 200, taken.body)
      const [counter] = (await ledgerOf(alpha, 'ann', 'proposed'))?.counters ?? []
      assert.equal(counter?.from, eve)
      const start = counter?.component.properties.find((each) => each.name === 'DTSTART')
      assert.match(start?.value ?? '', /20270301T150000/)
      const wrong = await ask(page, { answer: 'counter', ...times, end: '2027-03-01T14:00' })
      assert.equal(wrong.status, 400)
    })

    it('gives the event as a file', async () => {
      const file = await ask(`${await invited('file')}/invite.ics`)
      assert.match(file.headers.get('content-type') ?? '', /text\/calendar/)
      assert.match(file.body, /METHOD:PUBLISH[\s\S]*SUMMARY:Lunch/)
      assert.doesNotMatch(file.body, /SCHEDULE-STATUS/)
    })

    it('ends mails from this person, by the page or by one click, and tells him so', async () => {
      const page = await invited('muted')
      assert.ok((await ask(`${page}/unsubscribe`)).body.includes('No more mails from Ann?'))
      await ask(`${page}/unsubscribe`, { 'List-Unsubscribe': 'One-Click' })
      const sent = world.wire.carried.length
      const text = (await copy('muted')).replace('SUMMARY:Lunch', 'SUMMARY:Supper')
      await alpha.as('ann').put(`${path}muted.ics`, text)
      await world.settle()
      assert.equal(world.wire.carried.length, sent)
      assert.match(await copy('muted'), /SCHEDULE-STATUS=5\.3/)
      await ask(`${page}/unsubscribe`, { mute: 'no' })
    })

    it('says the same of links that never were, are over, or were taken back', async () => {
      const page = await invited('over')
      const forged = `${page.slice(0, -1)}${page.endsWith('0') ? '1' : '0'}`
      const [wrong, short] = [await ask(forged), await ask('/answer/x')]
      assert.equal(await revokedBy('carol', 'over'), 404)
      assert.equal(await revokedBy('ann', 'over'), 1)
      const revoked = await ask(page, { answer: 'ACCEPTED' })
      const late = await invited('late')
      nowSeconds += 200 * 86_400
      const expired = await ask(late)
      nowSeconds -= 200 * 86_400
      for (const each of [wrong, short, revoked, expired]) {
        assert.equal(each.status, 404)
        assert.equal(each.body, wrong.body)
      }
      assert.equal(statusOf(await copy('over'), eve), 'NEEDS-ACTION')
    })

    it('says that an event is cancelled, and takes no answer to it', async () => {
      const page = await invited('cancelled')
      await alpha.as('ann').delete(`${path}cancelled.ics`)
      assert.ok((await ask(page)).body.includes('cancelled'))
      assert.equal((await ask(page, { answer: 'ACCEPTED' })).status, 409)
    })

    it('slows down whoever tries too often', async () => {
      nowSeconds += 3_600
      const tries: number[] = []
      for (let i = 0; i < 25; i++) tries.push((await ask('/answer/none', { answer: 'x' })).status)
      assert.deepEqual([...new Set(tries)], [404, 429])
      nowSeconds += 3_600
    })

    it('is not there where the administrator wants none, nor in the mails', async () => {
      const page = await invited('elsewhere')
      const text = eventText({ uid: 'none', organizer: 'ben@beta.example', attendees: [eve] })
      await beta.as('ben').put('/dav/calendars/ben/calendar/none.ics', text)
      await world.settle()
      const mail = world.wire.carried.at(-1)?.bytes.toString() ?? ''
      assert.match(mail, /From: Ben/)
      assert.doesNotMatch(mail, /List-Unsubscribe|\/answer\//)
      assert.equal((await fetch(beta.url + page)).status, 404)
      assert.equal((await fetch(beta.url + page, { method: 'POST', body: '' })).status, 404)
    })
  })
})

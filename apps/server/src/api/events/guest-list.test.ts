/** A guest list hidden for one meeting: in copies, Inboxes, mails, pages and answers of the API. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readCarried } from '../../mail/testing.ts'
import { type ApiAnswer, type ApiClient, apiClient } from '../../testing/api-client.ts'
import { type Organisation, startWorld, type World } from '../../testing/organisations.ts'

type Json = ApiAnswer['body']

let world: World
let alpha: Organisation
let ann: ApiClient
let bob: ApiClient
let calendar = ''
let nowSeconds = 1_798_700_000
const eve = 'eve@elsewhere.example'
const all = ['bob@alpha.example', 'carol@alpha.example', eve]

describe('a guest list hidden for one meeting', () => {
  before(async () => {
    world = await startWorld([{ domain: 'alpha.example', people: ['ann', 'bob', 'carol'] }], {
      clock: () => nowSeconds++,
    })
    ;[alpha] = world.organisations as [Organisation]
    ann = apiClient(alpha.url, 'ann')
    bob = apiClient(alpha.url, 'bob')
    calendar = (await ann.get('/calendars')).body.calendars[0].id
  })
  after(() => world.end())

  let day = 0

  /** Ann's meeting with Bob, Carol and Eve, on a day of its own. */
  async function made(more: Json = { guestList: 'hide' }): Promise<Json> {
    day += 1
    const start = `2027-03-${String(day).padStart(2, '0')}T10:00`
    const attendees = all.map((address) => ({ address }))
    const draft = { title: `Review ${day}`, start, attendees, ...more }
    const answer = await ann.post(`/calendars/${calendar}/events`, draft)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    await world.settle()
    return answer.body.event
  }

  async function copyOf(name: string, { uid }: Json): Promise<{ id: string; text: string }> {
    const client = apiClient(alpha.url, name)
    const found = await client.get('/events?from=2027-03-01T00:00:00Z&to=2027-04-01T00:00:00Z')
    const { event: id } = found.body.instances.find((each: Json) => each.uid === uid)
    const { body } = await client.get(`/events/${id}/text`)
    return { id, text: body.replaceAll('\r\n ', '') }
  }

  const named = (text: string): readonly string[] =>
    all.filter((each) => text.replaceAll('=\r\n', '').includes(each))

  async function checkHidden(event: Json): Promise<void> {
    for (const name of ['bob', 'carol']) {
      const { text } = await copyOf(name, event)
      assert.deepEqual(named(text), [`${name}@alpha.example`], `the copy of ${name}`)
      assert.doesNotMatch(text, /PARLEY-GUEST/)
      for (const [, item] of await alpha.as(name).objects('inbox')) {
        const unfolded = item.replaceAll('\r\n ', '')
        if (unfolded.includes(event.uid)) {
          assert.deepEqual(named(unfolded), [`${name}@alpha.example`], `the Inbox of ${name}`)
        }
      }
    }
    const mails = world.wire.carried.filter((each) => each.bytes.includes(event.shown.title))
    assert.notEqual(mails.length, 0)
    for (const mail of mails) {
      assert.deepEqual(named(mail.bytes.toString() + readCarried(mail).text), [mail.to])
    }
  }

  it('names to each guest nobody else, when it is sent, changed, answered and called off', async () => {
    const event = await made()
    assert.equal(event.shown.guestList, 'hide')
    assert.equal(event.shown.attendees.length, 4)
    await checkHidden(event)
    const { id } = await copyOf('bob', event)
    await bob.post(`/events/${id}/answer`, { status: 'accepted', comment: 'Gladly' })
    await alpha.followUp.run(5)
    await world.settle()
    await checkHidden(event)
    await ann.patch(`/events/${event.id}`, { location: 'Roof' })
    await world.settle()
    await checkHidden(event)
    const { text } = await copyOf('carol', event)
    assert.match(text, /LOCATION:Roof/)
    await ann.delete(`/events/${event.id}`)
    await world.settle()
    await checkHidden(event)
  })

  it('is told of on the page of a guest, though the guest’s copy does not say so', async () => {
    const event = await made()
    const { id } = await copyOf('bob', event)
    const seen = (await bob.get(`/events/${id}`)).body
    assert.deepEqual([seen.guestsHidden, seen.shown.guestList], [true, undefined])
    assert.equal((await ann.get(`/events/${event.id}`)).body.guestsHidden, true)
    const open = await made({})
    assert.equal(
      (await bob.get(`/events/${(await copyOf('bob', open)).id}`)).body.guestsHidden,
      false,
    )
    assert.equal((await ann.get(`/events/${open.id}`)).body.guestsHidden, false)
  })

  it('is the Organizer’s to choose', async () => {
    const event = await made()
    const { id } = await copyOf('bob', event)
    const refused = await bob.patch(`/events/${id}`, { guestList: 'show' })
    assert.deepEqual([refused.status, refused.body.errors[0].field], [422, 'guestList'])
    assert.equal((await ann.get(`/events/${event.id}`)).body.guestsHidden, true)
  })

  it('keeps from others what is answered once it is hidden, though they know the list', async () => {
    const statusOfBob = async (event: Json): Promise<string | undefined> =>
      /PARTSTAT=([A-Z-]+)[^\n]*:mailto:bob@/.exec((await copyOf('carol', event)).text)?.[1]
    const answered = async (change: Json): Promise<string | undefined> => {
      const event = await made({})
      assert.equal((await ann.patch(`/events/${event.id}`, change)).status, 200)
      const { id } = await copyOf('bob', event)
      await bob.post(`/events/${id}/answer`, { status: 'accepted' })
      await alpha.followUp.run(5)
      return statusOfBob(event)
    }
    assert.equal(await answered({ alarms: [] }), 'ACCEPTED')
    assert.equal(await answered({ guestList: 'hide' }), 'NEEDS-ACTION')
  })

  it('outlives a calendar app that drops what it does not know', async () => {
    const event = await made()
    const [name, text] =
      [...(await alpha.as('ann').objects('calendar'))].find(([, each]) =>
        each.includes(event.uid),
      ) ?? assert.fail()
    assert.match(text, /X-PARLEY-GUEST-LIST:HIDE/)
    const other = text
      .replace(/X-PARLEY-GUEST-LIST:HIDE\r\n/, '')
      .replace('SUMMARY:', 'LOCATION:Hall\r\nSUMMARY:')
    assert.equal(
      (await alpha.as('ann').put(`/dav/calendars/ann/calendar/${name}`, other)).status,
      204,
    )
    await world.settle()
    await checkHidden(event)
    assert.match((await copyOf('carol', event)).text, /LOCATION:Hall/)
  })

  it('is for the whole meeting where one instance is changed, and goes with the rest of a series', async () => {
    const event = await made({ rule: 'FREQ=DAILY;COUNT=4' })
    const instances = (await ann.get('/events?from=2027-03-01T00:00:00Z&to=2027-04-01T00:00:00Z'))
      .body.instances
    const keys: string[] = instances
      .filter((each: Json) => each.uid === event.uid)
      .map((each: Json) => each.instance)
    const [, second, third] = keys
    const one = { instance: second, range: 'this', guestList: 'hide', location: 'Roof' }
    await ann.patch(`/events/${event.id}`, one)
    await world.settle()
    assert.equal((await ann.get(`/events/${event.id}`)).body.guestsHidden, true)
    const rest = { instance: third, range: 'following', title: 'Rest' }
    const split = await ann.patch(`/events/${event.id}`, rest)
    assert.equal(split.status, 200, JSON.stringify(split.body))
    await world.settle()
    const { instances: later } = (
      await bob.get('/events?from=2027-03-01T00:00:00Z&to=2027-04-01T00:00:00Z')
    ).body
    const { event: id } = later.find((each: Json) => each.title === 'Rest')
    const seen = (await bob.get(`/events/${id}`)).body
    assert.equal(seen.guestsHidden, true)
    assert.deepEqual(
      seen.shown.attendees.map((each: Json) => each.address),
      ['bob@alpha.example'],
    )
  })
})

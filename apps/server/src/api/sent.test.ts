import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ApiAnswer, type ApiClient, apiClient } from '../testing/api-client.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'

type Json = ApiAnswer['body']

describe('what was sent, and who may send', () => {
  let server: TestServer
  let ann: ApiClient
  let bob: ApiClient
  let carol: ApiClient
  before(async () => {
    server = await startTestServer({
      clock: () => 1_798_700_000,
      people: [person('ann'), person('bob'), person('carol')],
    })
    ann = apiClient(server.url, 'ann')
    bob = apiClient(server.url, 'bob')
    carol = apiClient(server.url, 'carol')
  })
  after(() => server.end())

  async function invite(who: ApiClient, title: string, guests: readonly string[]): Promise<Json> {
    const calendar = (await who.get('/calendars')).body.calendars[0].id
    const attendees = guests.map((address) => ({ address }))
    const draft = { title, start: '2027-03-01T10:00', end: '2027-03-01T11:00', attendees }
    return (await who.post(`/calendars/${calendar}/events`, draft)).body.event
  }
  const sentAbout = async (who: ApiClient, title: string): Promise<Json> =>
    (await who.get('/sent')).body.meetings.find((each: Json) => each.title === title)

  it('tells of each guest where the invitation is, and what was answered', async () => {
    const made = await invite(ann, 'Plan', ['bob@example.com', 'dora@elsewhere.example'])
    const sent = await sentAbout(ann, 'Plan')
    assert.equal(sent.about.event, made.id)
    assert.deepEqual(
      sent.recipients.map((each: Json) => [each.address, each.state, each.status]),
      [
        ['bob@example.com', 'here', 'needs-action'],
        ['dora@elsewhere.example', 'waiting', 'needs-action'],
      ],
    )
    const { invitations } = (await bob.get('/waiting')).body
    await bob.post(`/events/${invitations[0].event}/answer`, { status: 'accepted' })
    const [first] = (await sentAbout(ann, 'Plan')).recipients
    assert.equal(first.status, 'accepted')
    const answer = await sentAbout(bob, 'Plan')
    assert.deepEqual(
      answer.recipients.map((each: Json) => [each.address, each.state]),
      [['ann@example.com', 'here']],
    )
  })

  it('still tells of what is gone', async () => {
    const made = await invite(ann, 'Gone', ['erik@elsewhere.example'])
    await ann.delete(`/events/${made.id}`)
    const sent = await sentAbout(ann, 'Gone')
    assert.equal(sent.about, undefined)
    assert.equal(sent.recipients[0].method, 'CANCEL')
  })

  it('says what failed, and that nobody is there', async () => {
    await invite(ann, 'Lost', ['nobody@example.com'])
    const [only] = (await sentAbout(ann, 'Lost')).recipients
    assert.deepEqual([only.state, only.scheduleStatus], ['failed', ['3.7']])
  })

  it('takes no new invitation of a reported sender, and keeps what is there up to date', async () => {
    const before = await invite(carol, 'Before', ['bob@example.com'])
    assert.equal((await bob.put('/me/unwanted-senders/Carol@example.com')).status, 204)
    assert.equal((await bob.put('/me/unwanted-senders/bob@example.com')).status, 422)
    const { unwantedSenders } = (await bob.get('/me/settings')).body
    assert.deepEqual(unwantedSenders, ['carol@example.com'])
    await invite(carol, 'After', ['bob@example.com'])
    await carol.patch(`/events/${before.id}`, { location: 'Elsewhere' })
    const titles = async (): Promise<string[]> =>
      (await bob.get('/waiting')).body.invitations.map((each: Json) => each.title)
    assert.ok(!(await titles()).includes('After'))
    assert.ok((await titles()).includes('Before'))
    const [refused] = (await sentAbout(carol, 'After')).recipients
    assert.deepEqual([refused.state, refused.scheduleStatus], ['failed', ['5.3']])
    await bob.delete('/me/unwanted-senders/carol@example.com')
    await invite(carol, 'Again', ['bob@example.com'])
    assert.ok((await titles()).includes('Again'))
  })
})

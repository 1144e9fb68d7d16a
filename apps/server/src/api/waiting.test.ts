import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { signatureOf } from '../scheduling/webhook-delivery.ts'
import { type ApiAnswer, type ApiClient, apiClient } from '../testing/api-client.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'

let server: TestServer
let ann: ApiClient
let bob: ApiClient
let carol: ApiClient
const now = 1_798_700_000

describe('what the API tells and finds', () => {
  before(async () => {
    server = await startTestServer({
      clock: () => now,
      people: [
        person('ann', { isAdmin: true }),
        person('bob', { addresses: ['bob@example.com', 'robert@example.com'] }),
        person('carol'),
        person('hall', {
          kind: 'room',
          displayName: 'Hall',
          settings: { capacity: 40, features: ['screen'] },
        }),
        person('nook', { kind: 'room', displayName: 'Nook', settings: { capacity: 3 } }),
        person('team', { kind: 'group', displayName: 'Team' }),
      ],
    })
    ann = apiClient(server.url, 'ann')
    bob = apiClient(server.url, 'bob')
    carol = apiClient(server.url, 'carol')
    await ann.put('/admin/principals/team/members', { members: ['bob', 'carol'] })
  })
  after(() => server.end())

  type Json = ApiAnswer['body']

  async function meeting(draft: Readonly<Record<string, unknown>> = {}): Promise<Json> {
    const calendar = (await ann.get('/calendars')).body.calendars[0].id
    const made = await ann.post(`/calendars/${calendar}/events`, {
      title: 'Plan',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      attendees: [{ address: 'bob@example.com' }],
      ...draft,
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body
  }

  async function invitation(who: ApiClient, uid: string): Promise<Json | undefined> {
    const { body } = await who.get('/waiting')
    return body.invitations.find((each: Json) => each.uid === uid)
  }

  describe('what waits', () => {
    it('is an invitation until it is answered, of a series or of one instance', async () => {
      const made = await meeting({ rule: 'FREQ=DAILY;COUNT=3' })
      const waiting = await invitation(bob, made.event.uid)
      assert.deepEqual(waiting.instances, [])
      await bob.post(`/events/${waiting.event}/answer`, { status: 'tentative' })
      assert.equal(await invitation(bob, made.event.uid), undefined)
      const moved = { instance: '20270302T090000Z', range: 'this', start: '2027-03-02T15:00' }
      await ann.patch(`/events/${made.event.id}`, moved)
      const again = await invitation(bob, made.event.uid)
      assert.deepEqual(again.instances, ['20270302T090000Z'])
    })

    it('tells what changed since the last answer, from the first version to the last', async () => {
      const made = await meeting({ title: 'Before', location: 'Room 1' })
      const held = await invitation(bob, made.event.uid)
      assert.deepEqual(held.changes, [])
      const path = `/events/${made.event.id}`
      await ann.patch(path, { start: '2027-03-01T12:00', end: '2027-03-01T13:30', location: null })
      await ann.patch(path, { title: 'After' })
      await ann.patch(path, { start: '2027-03-01T15:00', end: '2027-03-01T16:30' })
      const moved = await invitation(bob, made.event.uid)
      const of = (what: string): Json => moved.changes.find((each: Json) => each.what === what)
      assert.deepEqual(of('start'), {
        instance: '',
        what: 'start',
        before: '2027-03-01T09:00:00Z',
        after: '2027-03-01T14:00:00Z',
      })
      assert.deepEqual(of('title'), {
        instance: '',
        what: 'title',
        before: 'Before',
        after: 'After',
      })
      assert.deepEqual(of('location'), { instance: '', what: 'location', before: 'Room 1' })
      assert.deepEqual(
        [of('end').before, of('end').after],
        ['2027-03-01T10:00:00Z', '2027-03-01T15:30:00Z'],
      )
      await bob.post(`/events/${moved.event}/answer`, { status: 'accepted' })
      await ann.patch(path, { start: '2027-03-02T15:00', end: '2027-03-02T16:30' })
      const again = await invitation(bob, made.event.uid)
      assert.deepEqual(
        again.changes.map((each: Json) => [each.what, each.before]),
        [
          ['start', '2027-03-01T14:00:00Z'],
          ['end', '2027-03-01T15:30:00Z'],
        ],
      )
      const { trace } = (await bob.get(`/trace?uid=${made.event.uid}`)).body
      assert.ok(!JSON.stringify(trace).includes('Before'), 'the trace tells no titles')
    })

    it('forgets a change that was taken back', async () => {
      const made = await meeting({ title: 'To and fro' })
      await ann.patch(`/events/${made.event.id}`, { title: 'Other' })
      await ann.patch(`/events/${made.event.id}`, { title: 'To and fro' })
      assert.deepEqual((await invitation(bob, made.event.uid)).changes, [])
    })

    it('tells what else one has at that time, and what is tentative of it', async () => {
      const calendar = (await bob.get('/calendars')).body.calendars[0].id
      const own = (draft: Json): Promise<ApiAnswer> =>
        bob.post(`/calendars/${calendar}/events`, { title: 'Own', ...draft })
      await own({ start: '2027-06-07T10:30', end: '2027-06-07T11:30', title: 'Dentist' })
      await own({ start: '2027-06-07T08:00', end: '2027-06-07T10:00', title: 'Before it' })
      await own({ start: '2027-06-07T10:00', busy: false, title: 'Birthday' })
      await own({
        start: '2027-05-10T10:45',
        end: '2027-05-10T11:00',
        rule: 'FREQ=WEEKLY;COUNT=9',
        title: 'Weekly',
      })
      const day = { start: '2027-06-07T10:00', end: '2027-06-07T11:00' }
      await meeting({ ...day, title: 'Rival' })
      const made = await meeting(day)
      const { conflicts } = await invitation(bob, made.event.uid)
      assert.deepEqual(
        conflicts.map((each: Json) => [each.title, each.startsAt, each.certain]),
        [
          ['Rival', '2027-06-07T08:00:00Z', false],
          ['Dentist', '2027-06-07T08:30:00Z', true],
          ['Weekly', '2027-06-07T08:45:00Z', true],
        ],
      )
      const series = await meeting({
        start: '2027-05-10T10:30',
        end: '2027-05-10T11:00',
        rule: 'FREQ=WEEKLY;COUNT=2',
      })
      const found = await invitation(bob, series.event.uid)
      assert.deepEqual(
        found.conflicts.map((each: Json) => each.startsAt),
        ['2027-05-10T08:45:00Z', '2027-05-17T08:45:00Z'],
      )
    })

    it('tells what takes up whole days in days, not in hours', async () => {
      const calendar = (await bob.get('/calendars')).body.calendars[0].id
      const own = (draft: Json): Promise<ApiAnswer> =>
        bob.post(`/calendars/${calendar}/events`, draft)
      await own({ start: '2027-08-09', end: '2027-08-11', title: 'Fair', busy: true })
      await own({ start: '2027-08-09T00:00', end: '2027-08-10T00:00', title: 'Night shift' })
      const made = await meeting({ start: '2027-08-09T10:00', end: '2027-08-09T11:00' })
      const { conflicts } = await invitation(bob, made.event.uid)
      assert.deepEqual(
        conflicts.map((each: Json) => [each.title, each.allDay, each.start, each.end]),
        [
          ['Fair', true, '2027-08-09', '2027-08-11'],
          ['Night shift', false, '2027-08-09T00:00:00', '2027-08-10T00:00:00'],
        ],
      )
    })

    it('is a question: an uninvited Attendee answered, and is admitted', async () => {
      const made = await meeting()
      const held = await invitation(bob, made.event.uid)
      await bob.post(`/events/${held.event}/forward`, { to: ['carol@example.com'] })
      const passed = await invitation(carol, made.event.uid)
      assert.equal(passed.role, 'other')
      await carol.post(`/events/${passed.event}/answer`, { status: 'accepted' })
      const { questions } = (await ann.get('/waiting')).body
      const asked = questions.find((each: Json) => each.uid === made.event.uid)
      assert.equal(asked.question, 'admit-uninvited')
      assert.equal(asked.from, 'carol@example.com')
      const answer = { uid: asked.uid, question: asked.id, answer: 'accept' }
      const admitted = await ann.post('/waiting/questions', answer)
      assert.equal(admitted.status, 200, JSON.stringify(admitted.body))
      const guests = admitted.body.event.shown.attendees.map((each: Json) => each.address)
      assert.ok(guests.includes('carol@example.com'))
      assert.equal((await ann.post('/waiting/questions', answer)).status, 404)
    })

    it('is a proposal, for the Organizer and not for who made it', async () => {
      const made = await meeting({ title: 'Move me' })
      const held = await invitation(bob, made.event.uid)
      await bob.post(`/events/${held.event}/counter`, { start: '2027-03-01T14:00' })
      const mine = (await ann.get('/waiting')).body.counters
      assert.ok(mine.some((each: Json) => each.uid === made.event.uid))
      assert.deepEqual((await bob.get('/waiting')).body.counters, [])
      const [counter] = (await ann.get(`/events/${made.event.id}/counters`)).body.counters
      assert.equal(counter.instances[0].proposed.startsAt, '2027-03-01T13:00:00Z')
      assert.equal(counter.free, true)
    })

    it('is in the Inbox as it came, until it is taken out', async () => {
      const made = await meeting({ title: 'Inbox' })
      const { items } = (await bob.get('/inbox')).body
      const item = items.find((each: Json) => each.uid === made.event.uid)
      assert.equal(item.method, 'REQUEST')
      assert.equal((await carol.delete(`/inbox/${item.id}`)).status, 404)
      assert.equal((await bob.delete(`/inbox/${item.id}`)).status, 204)
    })
  })

  describe('why something went out or did not', () => {
    it('is told for each decision in the words of the registers', async () => {
      const made = await meeting({ silent: true })
      const { trace } = (await ann.get(`/events/${made.event.id}/trace`)).body
      assert.equal(trace[0].method, 'save')
      assert.ok(trace[0].reasons.every((each: Json) => each.words.length > 10))
      assert.equal((await bob.get(`/events/${made.event.id}/trace`)).status, 404)
    })

    it('is told for each guest: delivered here, or waiting to be mailed', async () => {
      const attendees = [{ address: 'bob@example.com' }, { address: 'dan@elsewhere.example' }]
      const made = await meeting({ attendees })
      const { guests } = (await ann.get(`/events/${made.event.id}/delivery`)).body
      const of = (address: string): Json => guests.find((each: Json) => each.address === address)
      assert.deepEqual(of('bob@example.com').scheduleStatus, ['1.2'])
      assert.deepEqual(of('dan@elsewhere.example').scheduleStatus, ['1.1'])
      assert.equal(of('dan@elsewhere.example').messages[0].state, 'waiting')
      const queue = (await ann.get('/admin/queue?state=waiting')).body
      const entry = queue.entries.find((each: Json) => each.uid === made.event.uid)
      assert.equal((await ann.post(`/admin/queue/${entry.id}/retry`)).status, 204)
      const found = (await ann.get(`/admin/trace?owner=bob&uid=${made.event.uid}`)).body.trace
      assert.equal(found[0].peer, 'ann@example.com')
    })
  })

  describe('finding', () => {
    it('completes people, groups and rooms', async () => {
      const { principals } = (await bob.get('/principals?text=tea')).body
      assert.deepEqual(principals, [
        { name: 'team', displayName: 'Team', address: 'team@example.com', kind: 'group' },
      ])
    })

    it('invites the members of a group', async () => {
      const made = await meeting({ attendees: [{ address: 'team@example.com' }] })
      assert.notEqual(await invitation(bob, made.event.uid), undefined)
      assert.notEqual(await invitation(carol, made.event.uid), undefined)
    })

    it('tells busy time of people here, and that nothing is known of others', async () => {
      await meeting({ start: '2027-05-03T10:00', end: '2027-05-03T11:00' })
      const { body } = await carol.post('/busy', {
        people: ['ann@example.com', 'dan@elsewhere.example'],
        from: '2027-05-03',
        to: '2027-05-04',
      })
      assert.deepEqual(body.people, [
        {
          address: 'ann@example.com',
          name: 'Ann',
          kind: 'user',
          known: true,
          busy: [
            { startsAt: '2027-05-03T08:00:00Z', endsAt: '2027-05-03T09:00:00Z', kind: 'busy' },
          ],
          outside: [],
        },
        { address: 'dan@elsewhere.example', known: false, busy: [], outside: [] },
      ])
    })

    it('tells the busy time of a group’s members, without the meeting that is moved', async () => {
      const { event } = await meeting({
        start: '2027-05-04T10:00',
        end: '2027-05-04T11:00',
        attendees: [{ address: 'bob@example.com' }],
      })
      const asked = { people: ['team@example.com'], from: '2027-05-04', to: '2027-05-05' }
      const [team, ...members] = (await carol.post('/busy', asked)).body.people
      assert.equal(team.known, false)
      assert.deepEqual(
        members.map((each: { address: string }) => each.address),
        team.members,
      )
      const busyOf = (people: { address: string; busy: unknown[] }[]): number | undefined =>
        people.find((each) => each.address === 'bob@example.com')?.busy.length
      assert.equal(busyOf(members), 1)
      const moved = await carol.post('/busy', { ...asked, ignoredUids: [event.uid] })
      assert.equal(busyOf(moved.body.people), 0)
    })

    it('proposes times with reasons and a room that is large enough', async () => {
      const { status, body } = await ann.post('/find-time', {
        required: ['team@example.com'],
        rooms: { seats: 10, features: ['screen'] },
        minutes: 60,
        from: '2027-05-03T07:00:00Z',
        to: '2027-05-03T12:00:00Z',
        limit: 3,
      })
      assert.equal(status, 200, JSON.stringify(body))
      assert.equal(body.times[0].startsAt, '2027-05-03T07:00:00Z')
      assert.equal(body.times[0].verdict, 'free')
      assert.equal(body.times[0].rooms[0].address, 'hall@example.com')
      assert.ok(!body.times.some((each: Json) => each.startsAt === '2027-05-03T08:00:00Z'))
    })

    it('lists rooms by seats and features, and whether they are free', async () => {
      await meeting({
        start: '2027-05-05T10:00',
        end: '2027-05-05T11:00',
        attendees: [{ address: 'hall@example.com' }],
      })
      const window = 'from=2027-05-05T08:00:00Z&to=2027-05-05T10:00:00Z'
      const rooms = async (query: string): Promise<Json> =>
        (await bob.get(`/rooms?${query}`)).body.rooms
      const all = await rooms(window)
      assert.deepEqual(
        all.map((each: Json) => [each.name, each.free]),
        [
          ['hall', false],
          ['nook', true],
        ],
      )
      assert.deepEqual(
        (await rooms('seats=10&features=screen')).map((each: Json) => each.name),
        ['hall'],
      )
    })
  })

  describe('webhooks', () => {
    type Call = { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }
    const calls: Call[] = []
    let statuses: number[] = []
    let target: Server
    let url: string

    before(async () => {
      target = createServer(async (request, response) => {
        let body = ''
        for await (const chunk of request) body += chunk
        calls.push({ headers: request.headers, body })
        response.writeHead(statuses.shift() ?? 204, { location: '/elsewhere' }).end()
      })
      await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
      url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/hook`
    })
    after(() => {
      target.closeAllConnections()
      target.close()
    })

    it('hear of an answer, signed', async () => {
      const hook = (await ann.post('/webhooks', { url })).body
      const listed = (await ann.get('/webhooks')).body.webhooks
      assert.equal('secret' in listed[0], false)
      const made = await meeting({ title: 'Hooked' })
      const held = await invitation(bob, made.event.uid)
      await bob.post(`/events/${held.event}/answer`, { status: 'accepted', comment: 'Yes' })
      await server.webhooks.run()
      assert.equal(calls.length, 1)
      const [{ headers, body } = { headers: {}, body: '' }] = calls
      const told = JSON.parse(body)
      assert.deepEqual(
        [told.event, told.eventId, told.title, told.from.address, told.comment, told.instances],
        [
          'answered',
          made.event.id,
          'Hooked',
          'bob@example.com',
          'Yes',
          [{ instance: '', status: 'accepted' }],
        ],
      )
      const of = { id: String(headers['webhook-id']), timestamp: now, body }
      assert.equal(headers['webhook-signature'], signatureOf(hook.secret, of))
      await ann.delete(`/webhooks/${hook.id}`)
    })

    it('are tried again after a fault, follow no redirect, and give up where told to', async () => {
      const hook = (await ann.post('/webhooks', { url })).body
      for (const [status, state] of [
        [302, 'waiting'],
        [500, 'waiting'],
        [410, 'failed'],
      ] as const) {
        calls.length = 0
        statuses = [status]
        const made = await meeting()
        const held = await invitation(bob, made.event.uid)
        await bob.post(`/events/${held.event}/answer`, { status: 'declined' })
        await server.webhooks.run()
        assert.equal(calls.length, 1, 'not to where it was redirected')
        const { entries } = (await ann.get('/admin/queue')).body
        const entry = entries.find(
          (each: Json) => each.uid === made.event.uid && each.kind === 'webhook',
        )
        assert.deepEqual(
          [entry.kind, entry.state, entry.lastError],
          ['webhook', state, `answered ${status}`],
        )
      }
      await ann.delete(`/webhooks/${hook.id}`)
    })

    it('go to TLS or to this machine only', async () => {
      for (const wrong of [
        'http://example.com/hook',
        'ftp://127.0.0.1/',
        'https://user:pass@example.com/',
        'http://127.0.0.1.example.com/',
      ]) {
        const { status, body } = await ann.post('/webhooks', { url: wrong })
        assert.equal(status, 422, wrong)
        assert.equal(body.errors[0].field, 'url')
      }
    })
  })

  describe('live changes', () => {
    it('name the calendars that changed, to those who may read them', async () => {
      const authorization = `Basic ${Buffer.from('bob:bob-secret').toString('base64')}`
      const stop = new AbortController()
      const answer = await fetch(`${server.url}/api/events-stream`, {
        headers: { authorization },
        signal: stop.signal,
      })
      assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8')
      const bobs = (await bob.get('/calendars')).body.calendars[0].id
      const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
      let text = ''
      await meeting({ attendees: [] })
      await meeting()
      while (!text.includes('event: changed')) {
        const { value } = await reader.read()
        text += new TextDecoder().decode(value)
      }
      const data = JSON.parse(/data: (\{"calendars.*)\n/.exec(text)?.[1] ?? '')
      assert.deepEqual(data, { calendars: [bobs], inbox: true, polls: false })
      stop.abort()
    })
  })
})

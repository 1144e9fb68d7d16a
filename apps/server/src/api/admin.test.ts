import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ApiAnswer, type ApiClient, apiClient } from '../testing/api-client.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'
import { apiRoutes } from './routes.ts'

let server: TestServer
let admin: ApiClient
let ann: ApiClient
let bob: ApiClient
type Json = ApiAnswer['body']

describe('administration through the API', () => {
  before(async () => {
    server = await startTestServer({
      clock: () => 1_798_700_000,
      people: [person('admin', { isAdmin: true }), person('ann'), person('bob')],
    })
    admin = apiClient(server.url, 'admin')
    ann = apiClient(server.url, 'ann')
    bob = apiClient(server.url, 'bob')
  })
  after(() => server.end())

  describe('administration', () => {
    it('makes a person who signs in, is renamed, is disabled, and goes', async () => {
      const made = await admin.post('/admin/principals', {
        name: 'eve',
        kind: 'user',
        displayName: 'Eve',
        addresses: ['Eve@Example.com', 'evelyn@example.com'],
        zone: 'Asia/Tokyo',
        password: 'eve-secret',
      })
      assert.deepEqual(made.body.addresses, ['eve@example.com', 'evelyn@example.com'])
      const eve = apiClient(server.url, 'eve')
      assert.equal((await eve.get('/me')).body.zone, 'Asia/Tokyo')
      const path = '/admin/principals/eve'
      const changed = await admin.patch(path, {
        displayName: 'Eve O.',
        addresses: ['e@example.com'],
      })
      assert.equal(changed.body.displayName, 'Eve O.')
      await admin.patch(path, { disabled: true })
      assert.equal((await eve.get('/me')).status, 401)
      assert.equal((await admin.delete(`${path}?confirm=true`)).status, 204)
      assert.equal((await admin.get(path)).status, 404)
    })

    it('makes a room whose policy holds at once', async () => {
      const room = {
        name: 'attic',
        kind: 'room',
        displayName: 'Attic',
        addresses: ['attic@example.com'],
        zone: 'Europe/Berlin',
        capacity: 4,
        features: ['view'],
        booking: { answer: 'decline' },
      }
      assert.equal((await admin.post('/admin/principals', room)).status, 201)
      const [calendar] = (await ann.get('/calendars')).body.calendars
      const draft = {
        title: 'Up',
        start: '2027-03-01T10:00',
        attendees: [{ address: 'attic@example.com' }],
      }
      const path = `/calendars/${calendar.id}/events`
      assert.equal((await ann.post(path, draft)).body.consequences.rooms[0].status, 'declined')
      await admin.patch('/admin/principals/attic', { booking: { answer: 'if-free' } })
      assert.equal((await ann.post(path, draft)).body.consequences.rooms[0].status, 'accepted')
    })

    it('refuses a name or an address that is taken, and locks nobody out of administration', async () => {
      const draft = { kind: 'user', displayName: 'X', zone: 'UTC' }
      const taken = { ...draft, name: 'xavier', addresses: ['bob@example.com'] }
      assert.equal((await admin.post('/admin/principals', taken)).status, 422)
      const again = { ...draft, name: 'bob', addresses: ['bob2@example.com'] }
      assert.equal((await admin.post('/admin/principals', again)).status, 409)
      assert.equal((await admin.patch('/admin/principals/admin', { isAdmin: false })).status, 409)
      assert.equal((await admin.delete('/admin/principals/admin?confirm=true')).status, 409)
    })

    it('lets an assistant act: the Organizer is the boss, sent by the assistant', async () => {
      const path = '/admin/principals/ann/delegates/bob'
      await admin.put(path, { access: 'write' })
      assert.deepEqual((await admin.get('/admin/principals/ann/delegates')).body.delegates, [
        { name: 'bob', displayName: 'Bob', access: 'write' },
      ])
      const acts = (await bob.get('/me')).body.actsFor
      assert.deepEqual(acts, [{ name: 'ann', displayName: 'Ann', access: 'write' }])
      const { calendars } = (await bob.get('/calendars')).body
      const anns = calendars.find((each: Json) => each.owner.name === 'ann')
      assert.equal(anns.access, 'write')
      const made = await bob.post(`/calendars/${anns.id}/events`, {
        title: 'For Ann',
        start: '2027-03-02T10:00',
        attendees: [{ address: 'admin@example.com' }],
      })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      const [invitation] = (await admin.get('/waiting')).body.invitations
      const { organizer } = (await admin.get(`/events/${invitation.event}`)).body.shown
      assert.deepEqual(organizer, {
        address: 'ann@example.com',
        name: 'Ann',
        sentBy: 'bob@example.com',
      })
      await admin.delete(path)
      assert.equal((await bob.get(`/events/${made.body.event.id}`)).status, 404)
    })

    it('hands meetings over to another Organizer, some at a time', async () => {
      const path = '/admin/principals/ann'
      const before = (await admin.get(`${path}/meetings`)).body
      assert.ok(before.meetings > 1 && before.guests > 0, JSON.stringify(before))
      const handed = await admin.post(`${path}/transfer`, { to: 'bob', limit: 1 })
      assert.deepEqual(handed.body, { meetings: 1, left: before.meetings - 1 })
      const rest = await admin.post(`${path}/transfer`, { to: 'bob' })
      assert.deepEqual(rest.body, { meetings: before.meetings - 1, left: 0 })
      const organized = (await bob.get('/events?from=2027-03-01&to=2027-03-03')).body.instances
      assert.ok(
        organized.some((each: Json) => each.title === 'For Ann' && each.role === 'organizer'),
      )
    })
  })

  describe('the server itself', () => {
    it('says how it is', async () => {
      const { body } = await admin.get('/admin/health')
      assert.partialDeepStrictEqual(body, {
        database: { answers: true },
        mail: { out: 'paused', in: [], sent: {}, received: {} },
      })
      assert.match(body.runtime, /^Node \d+/)
    })

    it('names its domains, and what it lacks for their records', async () => {
      const { body } = await admin.get('/admin/domains')
      assert.deepEqual(body.domains, [{ domain: 'example.com', records: [] }])
      assert.match(body.problem, /set publicUrl/)
    })
  })

  describe('calendars', () => {
    it('are made, changed, shared and deleted', async () => {
      const made = await ann.post('/calendars', { name: 'Choir', color: '#3366cc' })
      const path = `/calendars/${made.body.id}`
      const changed = await ann.patch(path, { name: 'Band', transparent: true })
      assert.partialDeepStrictEqual(changed.body, {
        name: 'Band',
        color: '#3366cc',
        transparent: true,
      })
      await ann.put(`${path}/shares/bob`, { access: 'read' })
      assert.deepEqual((await ann.get(`${path}/shares`)).body.shares, [
        { name: 'bob', displayName: 'Bob', access: 'read' },
      ])
      const seen = (await bob.get('/calendars')).body.calendars
      assert.ok(seen.some((each: Json) => each.name === 'Band' && each.access === 'read'))
      const event = { title: 'Song', start: '2027-03-01' }
      assert.equal((await bob.post(`${path}/events`, event)).status, 403)
      assert.equal((await ann.delete(path)).status, 204)
      assert.ok(
        !(await bob.get('/calendars')).body.calendars.some((each: Json) => each.name === 'Band'),
      )
    })

    it('keep one that invitations arrive in', async () => {
      const [first] = (await ann.get('/calendars')).body.calendars
      assert.equal((await ann.delete(`/calendars/${first.id}`)).status, 409)
      const other = (await ann.post('/calendars', { name: 'Work' })).body
      assert.equal((await ann.patch(`/calendars/${other.id}`, { isDefault: true })).status, 200)
      assert.equal((await ann.delete(`/calendars/${first.id}`)).status, 204)
    })
  })

  describe('the OpenAPI document', () => {
    it('describes every route, with what goes in, comes out, and goes wrong', async () => {
      const { body } = await apiClient(server.url).get('/openapi.json')
      assert.equal(body.openapi, '3.1.0')
      const operations = Object.entries(body.paths).flatMap(([path, of]) =>
        Object.entries(of as Json).map(([method, operation]) => ({ path, method, operation })),
      )
      assert.equal(operations.length, apiRoutes.length)
      const ids = operations.map(({ operation }) => (operation as Json).operationId)
      assert.equal(new Set(ids).size, ids.length)
      for (const { path, operation } of operations) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        const inPath = (operation as Json).parameters.filter((each: Json) => each.in === 'path')
        assert.deepEqual(
          inPath.map((each: Json) => each.name),
          named,
          path,
        )
        assert.ok('default' in (operation as Json).responses)
      }
      const answer = body.paths['/api/events/{event}/answer'].post
      const schema = answer.requestBody.content['application/json'].schema
      assert.deepEqual(schema.properties.status.enum, ['accepted', 'declined', 'tentative'])
    })
  })

  describe('faults', () => {
    it('are problem details with the request’s id', async () => {
      for (const [answer, status, code] of [
        [await ann.get('/nothing'), 404, 'not-found'],
        [await ann.get('/events?from=yesterday&to=2027-01-01'), 422, 'invalid'],
        [await ann.request('POST', '/calendars', '{"name":'), 400, 'not-json'],
        [await ann.post('/calendars', { name: 'x', colour: 'red' }), 422, 'invalid'],
        [await ann.get('/events?from=2020-01-01&to=2027-01-01'), 422, 'invalid'],
        [await ann.request('POST', '/calendars', `"${'x'.repeat(1_000_001)}"`), 413, 'too-large'],
      ] as const) {
        assert.equal(answer.status, status, JSON.stringify(answer.body))
        assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8')
        assert.equal(answer.body.code, code)
        assert.equal(answer.body.type, `urn:parley:problem:${code}`)
        assert.match(answer.body.requestId, /^[0-9a-f-]{36}$/)
      }
    })

    it('survive bodies made to harm', async () => {
      const [calendar] = (await ann.get('/calendars')).body.calendars
      const path = `/calendars/${calendar.id}/events`
      const event = { title: 'x', start: '2027-03-01T10:00' }
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
      const crowd = Array.from({ length: 2_001 }, (_, index) => ({
        address: `a${index}@x.example`,
      }))
      for (const body of [
        deep,
        '{"__proto__":{"isAdmin":true},"title":"x","start":"2027-03-01"}',
        { ...event, rule: 'FREQ=SECONDLY;COUNT=999999999' },
        { ...event, attendees: crowd },
        { ...event, title: 'x'.repeat(2_000) },
        { ...event, alarms: [{ trigger: 'PT1M\r\nATTENDEE:mailto:x@example.com' }] },
        { ...event, attendees: [{ address: 'a@b.example\r\nX-EVIL:1' }] },
      ]) {
        const { status } = await ann.post(path, body)
        assert.ok(status >= 400 && status < 500, `${status} ${JSON.stringify(body).slice(0, 80)}`)
      }
      const sly = {
        ...event,
        title: 'one\r\nATTENDEE:mailto:x@example.com',
        url: 'https://x.example/a',
      }
      const made = await ann.post(path, sly)
      const text = (await ann.get(`/events/${made.body.event.id}/text`)).body
      assert.ok(!/^ATTENDEE/m.test(text))
      const never = await ann.post(path, { ...event, rule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30' })
      assert.ok(never.status < 500)
    })
  })
})

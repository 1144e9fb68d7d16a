/** Who may what: every route and method, walked as everyone. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addMailIn } from '@parley/store'
import { type ApiAnswer, type ApiClient, apiClient } from '../testing/api-client.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'
import { apiRoutes } from './routes.ts'

/** In the order of the letters below. Ann is the owner. */
const subjects = ['stranger', 'other', 'reader', 'delegate', 'sharer', 'ann', 'admin'] as const

/** `-` sign in first, `x` there is nothing, `n` not allowed, `y` done, `o` allowed, but not in order. */
function letterOf(status: number): string {
  if (status === 401) return '-'
  if (status === 403) return 'n'
  if (status === 404) return 'x'
  return status < 400 ? 'y' : 'o'
}

let server: TestServer
let ann: ApiClient
let admin: ApiClient
const things: Record<string, string> = {}
let counter = 0

type Row = {
  /** `{event}` and the like stand for what `prepare` made. */
  readonly query?: string
  readonly body?: unknown
  /** Before each subject's turn. */
  readonly prepare?: () => Promise<void>
  readonly may: string
}

const anyone = 'yyyyyyy'
const signedIn = '-yyyyyy'
const administrators = '-nnnnny'
/** What is Ann's: who reads for her, who acts for her, with whom she shares her calendar to write. */
const readers = '-xyyyyx'
const writers = '-xnyyyx'
/** In her name: to write in a calendar is not to speak for its owner. */
const speakers = '-xnynyx'
const ownerOnly = '-xnnnyx'
/** Acting for a person is more than sharing a calendar. */
const readFor = '-xyyxyx'
const actFor = '-xnyxyx'

const instant = '2027-03-01T10:00:00Z'
const preview = 'preview=true'

async function aCalendar(): Promise<void> {
  things['calendar2'] = (await ann.post('/calendars', { name: 'Other' })).body.id
}
async function aPerson(): Promise<void> {
  const name = `temp${counter++}`
  const draft = { name, kind: 'user', displayName: name, zone: 'UTC' }
  const made = await admin.post('/admin/principals', {
    ...draft,
    addresses: [`${name}@example.com`],
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  things['person'] = name
}

const aPoll = {
  title: 'When?',
  options: [{ start: '2027-03-01T10:00' }],
  voters: [{ address: 'bob@example.com' }],
}

const rows: Readonly<Record<string, Row>> = {
  'GET /about': { may: anyone },
  'POST /session': { body: { name: 'bob', password: 'bob-secret' }, may: anyone },
  'DELETE /session': { may: anyone },
  'GET /me': { may: signedIn },
  'GET /sign-in': { may: anyone },
  'GET /sign-in/openid': { may: 'xxxxxxx' },
  'GET /sign-in/openid/callback': { may: 'xxxxxxx' },
  'PATCH /me': { body: {}, may: signedIn },
  'POST /me/password': { body: { current: '{self}-secret', wanted: 'x' }, may: '-oooooo' },
  'GET /me/app-passwords': { may: signedIn },
  'POST /me/app-passwords': { body: { label: '' }, may: '-oooooo' },
  'DELETE /me/app-passwords/:id': { may: '-xxxxxx' },
  'GET /me/delegates': { may: signedIn },
  'PUT /me/delegates/:name': { body: { access: 'read' }, may: '-xxxxxx' },
  'DELETE /me/delegates/:name': { may: '-xxxxxx' },
  'GET /me/settings': { may: signedIn },
  'PATCH /me/settings': { body: {}, may: signedIn },
  'PUT /me/unwanted-senders/:address': { may: '-oooooo' },
  'DELETE /me/unwanted-senders/:address': { may: '-xxxxxx' },
  'GET /calendars': { may: signedIn },
  'POST /calendars': { body: { name: 'More', for: 'ann' }, may: '-xnnxyx' },
  'PATCH /calendars/:calendar': { body: { name: 'Mine' }, may: writers },
  'DELETE /calendars/:calendar': { prepare: aCalendar, may: '-xnnxyx' },
  'GET /calendars/:calendar/shares': { may: ownerOnly },
  'PUT /calendars/:calendar/shares/:name': { body: { access: 'read' }, may: '-xnnnxx' },
  'DELETE /calendars/:calendar/shares/:name': { may: '-xnnnxx' },
  'GET /events': { query: `from=${instant}&to=2027-03-02`, may: signedIn },
  'GET /events/:event': { may: readers },
  'GET /events/:event/text': { may: readers },
  'GET /events/:event/attachments/:number': { may: '-xxxxxx' },
  'POST /calendars/:calendar/events': {
    query: preview,
    body: { title: 'A', start: '2027-03-01', attendees: [{ address: 'bob@example.com' }] },
    may: speakers,
  },
  'PATCH /events/:event': { query: preview, body: { alarms: [] }, may: writers },
  'DELETE /events/:event': { query: preview, may: speakers },
  'POST /events/:event/answer': { query: preview, body: { status: 'accepted' }, may: writers },
  'POST /events/:event/counter': { query: preview, body: { title: 'B' }, may: writers },
  'POST /events/:event/delegate': {
    query: preview,
    body: { to: 'carl@elsewhere.example' },
    may: writers,
  },
  'POST /events/:event/forward': {
    query: preview,
    body: { to: ['carl@elsewhere.example'] },
    may: writers,
  },
  'POST /events/:event/cancel': { query: preview, body: {}, may: speakers },
  'POST /events/:event/refresh': { query: preview, body: {}, may: writers },
  'POST /events/:event/reconfirm': { query: preview, body: {}, may: speakers },
  'POST /events/:event/links/revoke': { body: {}, may: writers },
  'POST /events/:event/attendees': {
    query: preview,
    body: { add: [{ address: 'carl@elsewhere.example' }] },
    may: speakers,
  },
  'POST /events/:event/counters/:counter/accept': { query: preview, body: {}, may: speakers },
  'POST /events/:event/counters/:counter/decline': { query: preview, body: {}, may: speakers },
  'GET /events/:event/counters': { may: readers },
  'GET /events/:event/trace': { may: writers },
  'GET /events/:event/delivery': { may: writers },
  'GET /waiting': { query: 'for=ann', may: readFor },
  'POST /waiting/questions': {
    query: preview,
    body: { for: 'ann', uid: '{uid}', question: '{question}', answer: 'accept' },
    may: actFor,
  },
  'GET /inbox': { query: 'for=ann', may: readFor },
  'DELETE /inbox/:item': { query: 'for=ann', prepare: anItem, may: actFor },
  'GET /mails': { query: 'for=ann', may: readFor },
  'GET /mails/:mail/original': { query: 'for=ann', prepare: aMail, may: readFor },
  'GET /principals': { may: signedIn },
  'GET /rooms': { may: signedIn },
  'POST /busy': {
    body: { people: ['ann@example.com'], from: instant, to: '2027-03-02' },
    may: signedIn,
  },
  'POST /find-time': {
    body: { for: 'ann', minutes: 30, from: instant, to: '2027-03-02' },
    may: readFor,
  },
  'GET /trace': { may: signedIn },
  'GET /sent': { query: 'for=ann', may: readFor },
  'GET /polls': { may: signedIn },
  'POST /polls': { body: { title: 'x' }, may: '-oooooo' },
  'GET /polls/:uid': { may: '-xxxxyx' },
  'PUT /polls/:uid': { body: aPoll, may: '-xxxxyx' },
  'POST /polls/:uid/vote': { body: { votes: [{ option: 1, answer: 'yes' }] }, may: '-xxxxyx' },
  'POST /polls/:uid/decision': { body: { kind: 'close' }, may: '-xxxxyx' },
  'POST /polls/:uid/submit': { body: { calendar: '{calendar}' }, may: '-xnnnox' },
  'GET /webhooks': { may: signedIn },
  'POST /webhooks': { body: { url: 'gopher://x' }, may: '-oooooo' },
  'DELETE /webhooks/:id': { may: '-xxxxxx' },
  'GET /events-stream': { may: signedIn },
  'GET /openapi.json': { may: anyone },
  'GET /admin/trace': { may: administrators },
  'GET /admin/mails': { may: administrators },
  'GET /admin/mails/:mail/original': { prepare: aMail, may: administrators },
  'POST /admin/mails/:mail/again': { prepare: aMail, may: administrators },
  'DELETE /admin/mails/:mail': { prepare: aMail, may: administrators },
  'GET /admin/queue': { may: administrators },
  'POST /admin/queue/:id/retry': { may: '-nnnnnx' },
  'GET /admin/health': { may: administrators },
  'GET /admin/domains': { may: administrators },
  'GET /admin/principals/:name/delegates': { may: administrators },
  'GET /admin/principals/:name/meetings': { may: administrators },
  'GET /admin/principals': { may: administrators },
  'GET /admin/principals/:name': { may: administrators },
  'POST /admin/principals': { body: {}, may: '-nnnnno' },
  'PATCH /admin/principals/:name': { body: {}, may: administrators },
  'DELETE /admin/principals/:name': {
    query: 'confirm=true',
    prepare: aPerson,
    may: administrators,
  },
  'PUT /admin/principals/:name/password': { body: { password: 'x' }, may: '-nnnnno' },
  'PUT /admin/principals/:name/members': { body: { members: [] }, may: '-nnnnno' },
  'PUT /admin/principals/:name/delegates/:delegate': {
    body: { access: 'read' },
    may: administrators,
  },
  'DELETE /admin/principals/:name/delegates/:delegate': { may: administrators },
  'POST /admin/principals/:name/transfer': { body: { to: 'other' }, may: administrators },
}

/** For Ann, and not understood. */
async function aMail(): Promise<void> {
  const mail = `mail-${counter++}`
  await server.parts.store.write([], (tables) =>
    addMailIn(tables, {
      id: mail,
      receivedSeconds: 1_798_700_000,
      via: 'lmtp',
      state: 'failed',
      reason: 'nobody here is meant',
      facts: JSON.stringify({ via: 'lmtp', recipients: ['ann@example.com'] }),
      messageId: mail,
      sender: 'eve@elsewhere.example',
      bytes: Buffer.from('Subject: Hello\r\n\r\n').toString('base64'),
      attempts: 1,
    }),
  )
  Object.assign(things, { mail })
}

async function anItem(): Promise<void> {
  const bob = apiClient(server.url, 'bob')
  const calendar = (await bob.get('/calendars')).body.calendars[0].id
  const draft = {
    title: 'To Ann',
    start: '2027-03-01',
    attendees: [{ address: 'ann@example.com' }],
  }
  await bob.post(`/calendars/${calendar}/events`, draft)
  things['item'] = (await ann.get('/inbox')).body.items[0].id
}

describe('privileges in the API', () => {
  before(async () => {
    server = await startTestServer({
      clock: () => 1_798_700_000,
      people: [
        person('bob'),
        ...subjects.slice(1).map((name) => person(name, { isAdmin: name === 'admin' })),
      ],
    })
    ann = apiClient(server.url, 'ann')
    admin = apiClient(server.url, 'admin')
    await ann.put('/me/delegates/reader', { access: 'read' })
    await ann.put('/me/delegates/delegate', { access: 'write' })
    const calendar = (await ann.get('/calendars')).body.calendars[0].id
    await ann.put(`/calendars/${calendar}/shares/sharer`, { access: 'write' })
    await fillThings(calendar)
  })
  after(() => server.end())

  /** A meeting of Ann's with Bob, who proposes another time; a stranger to it asks to come. */
  async function fillThings(calendar: string): Promise<void> {
    const draft = { title: 'Plan', start: '2027-03-01T10:00' }
    const attendees = [{ address: 'bob@example.com' }]
    const made = await ann.post(`/calendars/${calendar}/events`, { ...draft, attendees })
    const { id, uid } = made.body.event
    const bob = apiClient(server.url, 'bob')
    const copy = (await bob.get('/waiting')).body.invitations[0].event
    await bob.post(`/events/${copy}/counter`, { start: '2027-03-01T12:00' })
    await bob.post(`/events/${copy}/forward`, { to: ['admin@example.com'] })
    const passed = (await admin.get('/waiting')).body.invitations[0].event
    await admin.post(`/events/${passed}/answer`, { status: 'accepted' })
    const waiting = (await ann.get('/waiting')).body
    Object.assign(things, {
      calendar,
      event: id,
      uid,
      name: 'bob',
      delegate: 'reader',
      id: 'none',
      number: '0',
    })
    things['counter'] = waiting.counters[0].id
    things['question'] = waiting.questions[0].id
    await anItem()
    things['poll'] = (await ann.post('/polls', aPoll)).body.poll.uid
  }

  function filled(text: string, self: string): string {
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'self' ? self : (things[name] ?? ''),
    )
  }

  function pathOf(key: string, { query, prepare }: Row): string {
    const own: Record<string, string | undefined> = { ...things }
    if (key.includes('/polls/')) own['uid'] = things['poll']
    if (prepare === aCalendar) own['calendar'] = things['calendar2']
    if (prepare === aPerson) own['name'] = things['person']
    if (key.includes('/shares/:name') || key.startsWith('PUT /me/')) own['name'] = 'nobody-here'
    if (key === 'DELETE /me/delegates/:name') own['name'] = 'nobody-here'
    own['address'] = key.startsWith('PUT') ? 'nobody' : 'nobody@example.com'
    const [, path = ''] = key.split(' ')
    const made = path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(own[name] ?? ''),
    )
    return query === undefined ? made : `${made}?${query}`
  }

  describe('the JSON API', () => {
    it('has a row here for every route', () => {
      const routes = apiRoutes.map((each) => `${each.method} ${each.path}`)
      assert.deepEqual(routes.toSorted(), Object.keys(rows).toSorted())
    })

    for (const [key, row] of Object.entries(rows)) {
      it(`answers ${key} to ${row.may}`, async () => {
        let found = ''
        for (const subject of subjects) {
          await row.prepare?.()
          const client = apiClient(server.url, subject === 'stranger' ? undefined : subject)
          const body =
            row.body === undefined ? undefined : filled(JSON.stringify(row.body), subject)
          const [method = ''] = key.split(' ')
          const path = pathOf(key, row)
          // The stream of changes does not end by itself; a refusal does.
          const isEndless = path === '/events-stream' && subject !== 'stranger'
          found += letterOf(await statusOf(client, method, { path, body, isEndless }))
        }
        assert.equal(found, row.may, subjects.join(', '))
      })
    }
  })

  async function statusOf(
    client: ApiClient,
    method: string,
    asked: {
      readonly path: string
      readonly body: string | undefined
      readonly isEndless: boolean
    },
  ): Promise<number> {
    const { path, body, isEndless } = asked
    const stop = new AbortController()
    if (isEndless) setTimeout(() => stop.abort(), 50)
    try {
      const answer: ApiAnswer = await client.request(method, path, body, {}, stop.signal)
      return answer.status
    } catch (error) {
      if (stop.signal.aborted) return 200
      throw error
    }
  }
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { apiClient } from '../testing/api-client.ts'
import { davClient } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

let server: TestServer
let now = 1_798_700_000

describe('accounts', () => {
  before(async () => {
    server = await startTestServer({ clock: () => now })
  })
  after(() => server.end())

  type SignedIn = { readonly cookie: string; readonly csrf: string; readonly line: string }

  async function signIn(name: string, password = `${name}-secret`): Promise<SignedIn> {
    const answer = await apiClient(server.url).post('/session', { name, password })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const line = answer.headers.get('set-cookie') ?? ''
    return { cookie: line.split(';')[0] ?? '', csrf: answer.body.csrf, line }
  }

  describe('sessions', () => {
    it('start by password, in a cookie that scripts and other sites cannot use', async () => {
      const { cookie, line } = await signIn('ann')
      for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/'])
        assert.ok(line.includes(part), part)
      assert.ok(!line.includes('Secure'), 'without TLS the browser would not send it back')
      const me = await apiClient(server.url, undefined, { cookie }).get('/me')
      assert.equal(me.body.name, 'ann')
    })

    it('start by an address too', async () => {
      const { cookie } = await signIn('robert@example.com', 'bob-secret')
      const me = await apiClient(server.url, undefined, { cookie }).get('/me')
      assert.deepEqual(me.body.addresses, ['bob@example.com', 'robert@example.com'])
    })

    it('change nothing without the token of the session', async () => {
      const { cookie, csrf } = await signIn('ann')
      const bare = apiClient(server.url, undefined, { cookie })
      const body = { displayName: 'Ann Other' }
      assert.equal((await bare.patch('/me', body)).body.code, 'csrf')
      assert.equal((await bare.patch('/me', body, { 'x-csrf-token': 'guess' })).status, 403)
      assert.equal((await bare.delete('/session')).status, 403)
      const done = await bare.patch('/me', body, { 'x-csrf-token': csrf })
      assert.equal(done.body.displayName, 'Ann Other')
    })

    it('end when signed out', async () => {
      const { cookie, csrf } = await signIn('ann')
      const own = apiClient(server.url, undefined, { cookie, 'x-csrf-token': csrf })
      assert.equal((await own.delete('/session')).status, 204)
      assert.equal((await own.get('/me')).status, 401)
    })

    it('end after their days', async () => {
      const { cookie } = await signIn('ann')
      const own = apiClient(server.url, undefined, { cookie })
      now += 31 * 86_400
      assert.equal((await own.get('/me')).status, 401)
    })

    it('are no way into CalDAV: a browser would bring the cookie to forms of other sites', async () => {
      const { cookie } = await signIn('ann')
      const answer = await fetch(`${server.url}/dav/`, { method: 'PROPFIND', headers: { cookie } })
      assert.equal(answer.status, 401)
    })

    it('take JSON only, so that no form of another site signs anybody in', async () => {
      const answer = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: '{"name":"ann","password":"ann-secret"}',
      })
      assert.equal(answer.status, 415)
    })
  })

  describe('passwords', () => {
    it('change with the old one known, which ends the other sessions', async () => {
      const other = await signIn('carol')
      const { cookie, csrf } = await signIn('carol')
      const own = apiClient(server.url, undefined, { cookie, 'x-csrf-token': csrf })
      const wrong = await own.post('/me/password', { current: 'guess', wanted: 'longer-secret' })
      assert.equal(wrong.status, 403)
      assert.equal(wrong.body.errors[0].field, 'current')
      const right = { current: 'carol-secret', wanted: 'longer-secret' }
      assert.equal((await own.post('/me/password', right)).status, 200)
      const before = apiClient(server.url, undefined, { cookie: other.cookie })
      assert.equal((await before.get('/me')).status, 401)
      assert.equal((await apiClient(server.url, 'carol').get('/me')).status, 401)
      await signIn('carol', 'longer-secret')
    })

    it('of devices are shown once, work for CalDAV, and end when revoked', async () => {
      const ann = apiClient(server.url, 'ann')
      const made = await ann.post('/me/app-passwords', { label: 'Phone' })
      assert.match(made.body.password, /^[a-z0-9-]{20,}$/)
      const phone = davClient(server.url, 'ann', made.body.password)
      assert.equal((await phone.propfind('/dav/', '<D:displayname/>', '0')).status, 207)
      const listed = (await ann.get('/me/app-passwords')).body.appPasswords
      assert.deepEqual(
        listed.map((each: Record<string, unknown>) => [each['label'], Object.keys(each)]),
        [['Phone', ['id', 'label', 'createdAt', 'lastUsedAt']]],
      )
      assert.equal((await ann.delete(`/me/app-passwords/${made.body.id}`)).status, 204)
      assert.equal((await phone.propfind('/dav/', '<D:displayname/>', '0')).status, 401)
    })

    it('of others cannot be revoked', async () => {
      const made = await apiClient(server.url, 'ann').post('/me/app-passwords', { label: 'Tablet' })
      const tried = await apiClient(server.url, 'bob').delete(`/me/app-passwords/${made.body.id}`)
      assert.equal(tried.status, 404)
    })
  })

  describe('guessing', () => {
    it('is slowed for an account, whatever the address, and says nothing of whether it exists', async () => {
      const guess = (name: string) =>
        apiClient(server.url).post('/session', { name, password: `guess-${Math.random()}` })
      // What the server remembers of good passwords lets them in meanwhile: not now.
      now += 1_000
      const answers = new Map<string, number[]>()
      for (const name of ['bob', 'nobody-here']) {
        const statuses: number[] = []
        const words = new Set<string>()
        for (let tries = 0; tries < 7; tries++) {
          const { status, body } = await guess(name)
          statuses.push(status)
          words.add(body.detail)
        }
        answers.set(name, statuses)
        assert.equal(words.size, 2)
      }
      assert.deepEqual(answers.get('bob'), answers.get('nobody-here'))
      assert.deepEqual(answers.get('bob')?.slice(0, 6), [401, 401, 401, 401, 401, 429])
      const right = await apiClient(server.url).post('/session', {
        name: 'bob',
        password: 'bob-secret',
      })
      assert.equal(right.status, 429)
      assert.equal(Number(right.headers.get('retry-after')) >= 1, true)
      now += 1_000
      await signIn('bob')
    })

    it('is slowed for an address that tries many accounts', async () => {
      now += 1_000
      const statuses: number[] = []
      for (let tries = 0; tries < 16; tries++) {
        const body = { name: `someone-${tries}`, password: 'guess' }
        statuses.push((await apiClient(server.url).post('/session', body)).status)
      }
      assert.equal(statuses.at(-1), 429)
      now += 1_000
    })
  })

  describe('a reverse proxy', () => {
    it('is not taken for the one address that everybody comes from', async () => {
      const proxied = await startTestServer({
        config: { listen: { port: 0, proxies: ['127.0.0.1'] } },
        clock: () => now,
      })
      try {
        const from = (address: string) =>
          apiClient(proxied.url, undefined, { 'x-forwarded-for': address })
        for (let tries = 0; tries < 20; tries++) {
          const body = { name: `someone-${tries}`, password: 'guess' }
          await from('192.0.2.1').post('/session', body)
        }
        const body = { name: 'ann', password: 'ann-secret' }
        assert.equal((await from('192.0.2.1').post('/session', body)).status, 429)
        assert.equal((await from('192.0.2.2').post('/session', body)).status, 200)
      } finally {
        await proxied.end()
      }
    })

    it('names the user from its own address only', async () => {
      const config = { signIn: { proxy: { header: 'X-Remote-User', from: ['127.0.0.1'] } } }
      const trusted = await startTestServer({ config })
      const elsewhere = await startTestServer({
        config: { signIn: { proxy: { header: 'X-Remote-User', from: ['192.0.2.7'] } } },
      })
      try {
        const headers = { 'x-remote-user': 'bob' }
        assert.equal((await apiClient(trusted.url, undefined, headers).get('/me')).body.name, 'bob')
        const forwarded = { ...headers, 'x-forwarded-for': '192.0.2.7' }
        assert.equal((await apiClient(elsewhere.url, undefined, forwarded).get('/me')).status, 401)
        assert.equal((await apiClient(server.url, undefined, headers).get('/me')).status, 401)
      } finally {
        await trusted.end()
        await elsewhere.end()
      }
    })
  })

  describe('settings', () => {
    it('hold working hours, which CalDAV and finding times see as availability', async () => {
      const ann = apiClient(server.url, 'ann')
      const workingHours = { zone: 'Europe/Berlin', days: ['MO', 'TU'], from: '09:00', to: '17:00' }
      const policy = { uninvitedAttendees: 'refuse', defaultAlarms: ['-PT10M'] }
      const set = await ann.patch('/me/settings', { workingHours, policy })
      assert.deepEqual(set.body.workingHours, workingHours)
      assert.equal(set.body.effectivePolicy.uninvitedAttendees, 'refuse')
      assert.match(set.body.availability, /BEGIN:VAVAILABILITY/)
      const seen = await server
        .as('ann')
        .propfind('/dav/calendars/ann/inbox/', '<C:calendar-availability/>', '0')
      assert.match(seen.text, /BYDAY=MO,TU/)
      const cleared = await ann.patch('/me/settings', { workingHours: null })
      assert.equal(cleared.body.availability, undefined)
      assert.equal(cleared.body.policy.uninvitedAttendees, 'refuse')
    })

    it('refuse what no policy knows, by name', async () => {
      const ann = apiClient(server.url, 'ann')
      const { body } = await ann.patch('/me/settings', { policy: { refresh: 'sometimes' } })
      assert.equal(body.errors[0].field, 'policy.refresh')
    })
  })
})

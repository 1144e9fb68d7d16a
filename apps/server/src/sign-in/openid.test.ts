import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it, mock } from 'node:test'
import type Provider from 'oidc-provider'
import { person, startTestServer, type TestServer } from '../testing/start.ts'

let server: TestServer
let issuer: string
let http: Server
let provider: Provider | undefined

/** What the provider says of whoever signs in there as that name. */
const accounts = new Map([
  ['ann', { email: 'Ann@Example.com', email_verified: true }],
  ['mallory', { email: 'bob@example.com', email_verified: false }],
  ['stranger', { email: 'nobody@elsewhere.example', email_verified: true }],
])

describe('OpenID Connect', () => {
  before(async () => {
    http = createServer((request, response) => {
      if (provider === undefined) response.writeHead(503).end()
      else provider.callback()(request, response)
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    const openIdConnect = { issuer, clientId: 'parley', clientSecret: 'quiet', allowHttp: true }
    server = await startTestServer({
      config: { signIn: { openIdConnect } },
      people: [person('ann'), person('bob')],
    })
    // It says at length that it is set up for a test.
    mock.method(console, 'info', () => undefined)
    mock.method(console, 'warn', () => undefined)
    const { default: RealProvider } = await import('oidc-provider')
    provider = new RealProvider(issuer, {
      clients: [
        {
          client_id: 'parley',
          client_secret: 'quiet',
          redirect_uris: [`${server.url}/api/sign-in/openid/callback`],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      findAccount: async (_context: unknown, id: string) => ({
        accountId: id,
        claims: async () => ({ sub: id, ...accounts.get(id) }),
      }),
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
      cookies: { keys: ['only for a test'] },
    })
  })
  after(async () => {
    mock.restoreAll()
    await server.end()
    http.closeAllConnections()
    http.close()
  })

  /** A browser as far as this needs one: it follows redirects, and keeps cookies per host. */
  function browser(): {
    go(url: string, form?: Record<string, string>): Promise<Response>
    cookie(url: string, name: string): string | undefined
    forget(url: string): void
  } {
    const jars = new Map<string, Map<string, string>>()
    const jarOf = (url: string): Map<string, string> => {
      const { host } = new URL(url)
      const jar = jars.get(host) ?? new Map<string, string>()
      jars.set(host, jar)
      return jar
    }
    return {
      async go(url, form): Promise<Response> {
        const jar = jarOf(url)
        const answer = await fetch(url, {
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
        })
        for (const line of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
          if (value === '') jar.delete(name)
          else jar.set(name, value)
        }
        return answer
      },
      cookie: (url, name) => jarOf(url).get(name),
      forget: (url) => jarOf(url).clear(),
    }
  }

  /** From our door to the provider, through its two pages, and to the link back to us. */
  async function throughProvider(by: ReturnType<typeof browser>, login: string): Promise<string> {
    let answer = await by.go(`${server.url}/api/sign-in/openid?next=/week`)
    for (let step = 0; step < 12; step++) {
      const location = answer.headers.get('location')
      if (location !== null) {
        const next = new URL(location, issuer).href
        if (next.startsWith(server.url)) return next
        answer = await by.go(next)
        continue
      }
      const page = await answer.text()
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
      const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1] ?? ''
      answer = await by.go(new URL(action, issuer).href, { prompt, login, password: 'any' })
    }
    throw new Error('the provider never sends back')
  }

  describe('signing in with OpenID Connect', () => {
    it('maps the address that the provider tells to a person, and starts a session', async () => {
      const by = browser()
      const back = await throughProvider(by, 'ann')
      const answer = await by.go(back)
      assert.equal(answer.headers.get('location'), '/week')
      const me = await by.go(`${server.url}/api/me`)
      assert.partialDeepStrictEqual(await me.json(), { name: 'ann' })
    })

    it('takes the link back once, and only in the browser that began', async () => {
      const by = browser()
      const back = await throughProvider(by, 'ann')
      const other = await browser().go(back)
      assert.equal(other.headers.get('location'), '/?sign-in=expired')
      const forged = new URL(back)
      forged.searchParams.set('state', 'another')
      const twisted = await by.go(forged.href)
      assert.equal(twisted.headers.get('location'), '/?sign-in=refused')
      assert.equal(by.cookie(server.url, 'parley-session'), undefined)
      const again = await by.go(back)
      assert.equal(again.headers.get('location'), '/?sign-in=expired')
    })

    it('lets nobody in by an address that was not verified, or that is nobody’s here', async () => {
      for (const login of ['mallory', 'stranger']) {
        const by = browser()
        const answer = await by.go(await throughProvider(by, login))
        assert.equal(answer.headers.get('location'), '/?sign-in=unknown')
        assert.equal(by.cookie(server.url, 'parley-session'), undefined)
      }
    })

    it('sends nobody to another site afterwards', async () => {
      for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
        const query = new URLSearchParams({ next })
        const answer = await fetch(`${server.url}/api/sign-in/openid?${query}`, {
          redirect: 'manual',
        })
        assert.equal(answer.status, 422, next)
      }
    })
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestServer, type TestServer } from '../testing/start.ts'
import { html } from './html.ts'
import { page } from './page.ts'

describe('a template', () => {
  it('escapes what is put into it, and keeps HTML', () => {
    const hostile = `<script>"&'`
    const made = html`<p title="${hostile}">${html`<b>${hostile}</b>`}${[html`<i></i>`]}${undefined}</p>`
    const safe = '&lt;script&gt;&quot;&amp;&#39;'
    assert.equal(made.html, `<p title="${safe}"><b>${safe}</b><i></i></p>`)
  })
})

describe('the page', () => {
  const state = { database: 'SQLite', answers: true, outbox: { waiting: 3, failed: 2 } } as const

  it('tells the address to each app, and how the server does', () => {
    const text = page('https://cal.example.com', state).html
    for (const app of ['macOS', 'iPhone', 'Thunderbird', 'DAVx⁵', 'Evolution', 'Outlook']) {
      assert.ok(text.includes(app), app)
    }
    assert.match(text, /class="address">https:\/\/cal\.example\.com</)
    assert.match(text, /3, and <span class="wrong">2 that failed/)
    assert.doesNotMatch(text, /Without TLS/)
  })

  it('says so when the database is away', () => {
    const text = page('http://cal.local:8088', { ...state, answers: false, outbox: undefined }).html
    assert.match(text, /does not answer/)
    assert.match(text, /port <code>8088<\/code>/)
  })

  it('has one heading of the first level, and no link that leads nowhere', () => {
    const text = page('https://cal.example.com', state).html
    assert.equal(text.match(/<h1/g)?.length, 1)
    for (const [, target = ''] of text.matchAll(/href="#([^"]+)"/g)) {
      assert.ok(text.includes(`id="${target}"`), target)
    }
  })
})

describe('GET /', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  it('is one document without script, under a policy that would not let one run', async () => {
    const answer = await fetch(`${server.url}/`)
    const text = await answer.text()
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html; charset=utf-8$/)
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+='/)
    assert.doesNotMatch(text, /<script|<link|<img|\son\w+=|\sstyle=/i)
    assert.ok(text.includes(server.url), 'the address by which it was asked')
  })

  it('answers HEAD', async () => {
    assert.equal((await fetch(`${server.url}/`, { method: 'HEAD' })).status, 200)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestServer, type TestServer } from '../testing/start.ts'
import { browserRules } from './browser-rules.ts'

describe('what browsers are told', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  it('is told with every answer, whatever its status', async () => {
    for (const path of ['/health/live', '/dav/', '/api/v1/none', '/none']) {
      const { headers } = await fetch(`${server.url}${path}`)
      for (const [name, value] of Object.entries(browserRules(false))) {
        assert.equal(headers.get(name), value, `${path} ${name}`)
      }
    }
  })

  it('lets pages be shown in no other page, and run no scripts but their own', () => {
    const rules = browserRules(false)
    assert.match(
      rules['content-security-policy'] ?? '',
      /default-src 'self'.*frame-ancestors 'none'/,
    )
    assert.equal(rules['x-content-type-options'], 'nosniff')
  })

  it('asks for TLS ever after where there is TLS', () => {
    const name = 'strict-transport-security'
    assert.equal(browserRules(false)[name], undefined)
    assert.match(browserRules(true)[name] ?? '', /max-age=31536000/)
  })
})

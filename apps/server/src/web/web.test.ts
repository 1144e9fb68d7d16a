import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { addWeb } from './web.ts'

describe('the web app’s files', () => {
  let folder: string
  let http: FastifyInstance

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-web-'))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Parley</title>')
    writeFileSync(join(folder, 'assets/index-abc.js'), 'plain')
    writeFileSync(join(folder, 'assets/index-abc.js.gz'), 'packed')
    http = Fastify()
    await addWeb(http, folder)
  })
  after(async () => {
    await http.close()
    rmSync(folder, { recursive: true })
  })

  it('shows its first page at each address of the app, always asked for anew', async () => {
    for (const url of ['/', '/calendar', '/events/abc', '/polls/x', '/admin/people']) {
      const answer = await http.inject({ url })
      assert.equal(answer.statusCode, 200, url)
      assert.match(answer.body, /<title>Parley/)
      assert.equal(answer.headers['cache-control'], 'no-cache')
    }
  })

  it('serves every address that the app itself knows', async () => {
    const rooms = readFileSync(join(import.meta.dirname, '../../../web/src/app/rooms.tsx'), 'utf8')
    const known = [...rooms.matchAll(/<Route path="([^"]+)"[^>]*?(nest)?\s*\/?>/g)]
    assert.ok(known.length > 10, 'the addresses are found')
    for (const [, path = '', nest] of known) {
      const url = path.replaceAll(/:\w+/g, 'some-thing')
      for (const each of nest === undefined ? [url] : [url, `${url}/deeper/still`]) {
        assert.equal((await http.inject({ url: each })).statusCode, 200, each)
      }
    }
  })

  it('knows no other addresses', async () => {
    for (const url of ['/nothing', '/assets/gone.js', '/index.html', '/../package.json']) {
      assert.equal((await http.inject({ url })).statusCode, 404, url)
    }
  })

  it('sends files compressed, to be kept for ever', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const answer = await http.inject({ url: '/assets/index-abc.js', headers })
    assert.equal(answer.body, 'packed')
    assert.equal(answer.headers['content-encoding'], 'gzip')
    assert.match(String(answer.headers['content-type']), /javascript/)
    assert.match(String(answer.headers['cache-control']), /immutable/)
    assert.equal((await http.inject({ url: '/assets/index-abc.js' })).body, 'plain')
  })

  it('says how to build the app where it is not built', async () => {
    const bare = Fastify()
    await addWeb(bare, join(folder, 'nowhere'))
    const answer = await bare.inject({ url: '/' })
    assert.equal(answer.statusCode, 503)
    assert.match(answer.body, /npm run web/)
    await bare.close()
  })
})

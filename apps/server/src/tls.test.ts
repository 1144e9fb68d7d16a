/** TLS by certificate files, with a certificate made here by the command `openssl`. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { startTestServer, type TestServer } from './testing/start.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const skip = hasOpenssl ? false : 'there is no command openssl to make a certificate with'

describe('a server with a certificate', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-tls-'))
  const tls = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  let server: TestServer
  before(async () => {
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const files = ['-keyout', tls.key, '-out', tls.certificate, '-days', '2']
    execFileSync('openssl', [...made, ...named, ...files], { stdio: 'ignore' })
    server = await startTestServer({ config: { tls } })
  })
  after(async () => {
    await server.end()
    rmSync(folder, { recursive: true, force: true })
  })

  async function ask(
    path: string,
    options: RequestOptions = {},
    body = '',
  ): Promise<IncomingMessage> {
    const { port } = new URL(server.url)
    const wanted = { host: '127.0.0.1', servername: 'localhost', port, path, agent: false }
    const ca = readFileSync(tls.certificate)
    return new Promise((resolve, reject) => {
      const asked = request({ ...wanted, ca, ...options }, (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer))
      })
      asked.on('error', reject)
      asked.end(body)
    })
  }

  it('speaks TLS only, and says so to browsers', async () => {
    assert.match(server.url, /^https:/)
    const auth = 'ann:ann-secret'
    const told = await ask('/dav/principals/ann/', {
      method: 'PROPFIND',
      auth,
      headers: { depth: 0 },
    })
    assert.equal(told.statusCode, 207)
    assert.match(told.headers['strict-transport-security'] ?? '', /max-age=\d{7,}/)
    await assert.rejects(fetch(`${server.url.replace('https:', 'http:')}/health/live`))
  })

  it('is who its certificate says, and nobody else', async () => {
    await assert.rejects(ask('/health/live', { servername: 'other.example' }), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    await assert.rejects(ask('/health/live', { ca: [] }), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })

  it('takes no TLS that is older than 1.2', async () => {
    await assert.rejects(ask('/health/live', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }))
    assert.equal((await ask('/health/live', { maxVersion: 'TLSv1.2' })).statusCode, 200)
  })

  it('gives its session cookie to TLS only', async () => {
    const body = JSON.stringify({ name: 'ann', password: 'ann-secret' })
    const headers = { 'content-type': 'application/json' }
    const answer = await ask('/api/session', { method: 'POST', headers }, body)
    assert.equal(answer.statusCode, 200)
    const cookies = answer.headers['set-cookie'] ?? []
    assert.ok(cookies.length > 0)
    for (const each of cookies) assert.match(each, /; Secure/i)
  })
})

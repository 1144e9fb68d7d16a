/** Programs and pages that hear of what happens. */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { signatureOf } from '../scheduling/webhook-delivery.ts'
import { type Json, type Meetings, startMeetings } from '../testing/meetings.ts'

const now = 1_798_700_000

describe('who is told by the API', () => {
  let server: Meetings['server']
  let ann: Meetings['ann']
  let bob: Meetings['bob']
  let meeting: Meetings['meeting']
  let invitation: Meetings['invitation']
  before(async () => {
    ;({ server, ann, bob, meeting, invitation } = await startMeetings(() => now))
  })
  after(() => server.end())

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

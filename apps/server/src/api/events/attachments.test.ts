import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { apiClient } from '../../testing/api-client.ts'
import { startTestServer, type TestServer } from '../../testing/start.ts'

const event = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//test//EN',
  'BEGIN:VEVENT',
  'UID:with-files',
  'DTSTAMP:20270101T000000Z',
  'DTSTART:20270301T090000Z',
  'DTEND:20270301T100000Z',
  'ATTACH:https://files.example/plan.pdf',
  'ATTACH:javascript:alert(1)',
  "ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=text/html;X-FILENAME=../a'b.html:PGI+aGk8L2I+",
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')

describe('attachments', () => {
  let server: TestServer
  let path: string
  before(async () => {
    server = await startTestServer({ clock: () => 1_798_700_000 })
    const ann = apiClient(server.url, 'ann')
    const { path: folder } = (await ann.get('/calendars')).body.calendars[0]
    await server.as('ann').put(`/dav/calendars/ann/${folder}/a.ics`, event)
    const window = '/events?from=2027-03-01&to=2027-03-02'
    path = `/events/${(await ann.get(window)).body.instances[0].event}`
  })
  after(() => server.end())

  it('are links that a browser may follow, and files by their last name', async () => {
    const { body } = await apiClient(server.url, 'ann').get(path)
    assert.deepEqual(body.shown.attachments, [
      { number: 0, name: 'attachment-1', link: 'https://files.example/plan.pdf' },
      { number: 2, name: "a'b.html", type: 'text/html' },
    ])
  })

  it('within the event are downloaded as bytes that no browser opens', async () => {
    const headers = { authorization: `Basic ${btoa('ann:ann-secret')}` }
    const answer = await fetch(`${server.url}/api${path}/attachments/2`, { headers })
    assert.equal(answer.status, 200)
    assert.equal(await answer.text(), '<b>hi</b>')
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    const disposition = "attachment; filename*=UTF-8''a%27b.html"
    assert.equal(answer.headers.get('content-disposition'), disposition)
  })

  it('that are links, or are not there, are not downloaded', async () => {
    const ann = apiClient(server.url, 'ann')
    for (const number of [0, 1, 3]) {
      assert.equal((await ann.get(`${path}/attachments/${number}`)).status, 404)
    }
  })
})

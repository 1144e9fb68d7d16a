/** Calendar objects through HTTP: RFC 4791 §5.3, RFC 4918 §9, and what is refused. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventLines, eventText } from '../testing/calendar-text.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const home = '/dav/calendars/ann/calendar'

describe('a calendar object', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({
      config: {
        limits: {
          resourceBytes: 20_000,
          bodyBytes: 60_000,
          attendeesPerInstance: 5,
          instances: 100,
        },
      },
    })
    const ann = server.as('ann')
    await ann.request('MKCALENDAR', '/dav/calendars/ann/second/')
  })
  after(() => server.end())

  it('is stored, read, replaced and deleted, with an ETag that follows its bytes', async () => {
    const ann = server.as('ann')
    const path = `${home}/one.ics`
    const text = eventText({ uid: 'one' })
    const made = await ann.put(path, text, { 'if-none-match': '*' })
    assert.equal(made.status, 201)
    const etag = made.headers.get('etag') ?? ''
    assert.match(etag, /^"[^"]+"$/)
    assert.equal(made.headers.get('schedule-tag'), null)
    const read = await ann.get(path)
    assert.deepEqual([read.status, read.text, read.headers.get('etag')], [200, text, etag])
    assert.match(
      read.headers.get('content-type') ?? '',
      /^text\/calendar; charset=utf-8; component=vevent/,
    )
    const head = await ann.request('HEAD', path)
    assert.deepEqual(
      [head.status, head.text, head.headers.get('content-length')],
      [200, '', String(text.length)],
    )
    assert.equal((await ann.get(path, { 'if-none-match': etag })).status, 304)
    assert.equal((await ann.put(path, text, { 'if-none-match': '*' })).status, 412)
    const changed = await ann.put(path, eventText({ uid: 'one', summary: 'Two' }), {
      'if-match': etag,
    })
    assert.equal(changed.status, 204)
    assert.notEqual(changed.headers.get('etag'), etag)
    assert.equal((await ann.put(path, text, { 'if-match': etag })).status, 412)
    assert.equal((await ann.delete(path, { 'if-match': etag })).status, 412)
    assert.equal((await ann.delete(path, { if: `([${changed.headers.get('etag')}])` })).status, 204)
    assert.equal((await ann.get(path)).status, 404)
    assert.equal((await ann.delete(path)).status, 404)
  })

  it('is stored byte for byte, with what nobody knows in it', async () => {
    const ann = server.as('ann')
    const text = calendarText([
      'X-WR-CALNAME:a',
      ...eventLines({
        uid: 'odd',
        summary: 'Größe 😀',
        lines: ['X-ODD;X-P="a;b":c\\,d', 'BEGIN:X-COMP', 'X-IN:1', 'END:X-COMP'],
      }),
    ])
    const made = await ann.put(`${home}/%C3%BC%20odd.ics`, text)
    assert.equal(made.status, 201)
    assert.ok(made.headers.get('etag'))
    assert.equal((await ann.get(`${home}/%C3%BC%20odd.ics`)).text, text)
    const counted = eventText({ uid: 'counted', lines: ['COUNT:7', 'RRULE:FREQ=DAILY'] })
    assert.equal((await ann.put(`${home}/counted.ics`, counted)).status, 201)
    const again = await ann.request('PUT', `${home}/%C3%BC%20odd.ics`, {
      body: text.replace('Größe', 'Grösse'),
      headers: { 'content-type': 'text/calendar', prefer: 'return=representation' },
    })
    assert.equal(again.status, 200)
    assert.match(again.text, /Grösse/)
    assert.equal(again.headers.get('preference-applied'), 'return=representation')
  })

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['no calendar at all', 'hello', /valid-calendar-data/],
    ['nothing', '', /valid-calendar-data/],
    ['two calendars', eventText({ uid: 'a' }) + eventText({ uid: 'b' }), /valid-calendar-data/],
    [
      'a METHOD',
      eventText({ uid: 'a' }).replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:REQUEST'),
      /valid-calendar-object-resource/,
    ],
    [
      'two UIDs',
      calendarText([...eventLines({ uid: 'a' }), ...eventLines({ uid: 'b' })]),
      /valid-calendar-object-resource/,
    ],
    ['no UID', eventText({ uid: '' }), /valid-calendar-object-resource/],
    [
      'two kinds',
      calendarText([...eventLines({ uid: 'a' }), 'BEGIN:VTODO', 'UID:a', 'END:VTODO']),
      /valid-calendar-object-resource/,
    ],
    [
      'two masters',
      calendarText([...eventLines({ uid: 'a' }), ...eventLines({ uid: 'a' })]),
      /valid-calendar-object-resource/,
    ],
    [
      'only a zone',
      calendarText(['BEGIN:VTIMEZONE', 'TZID:X', 'END:VTIMEZONE']),
      /valid-calendar-object-resource/,
    ],
    ['too many bytes', eventText({ uid: 'a', summary: 'x'.repeat(21_000) }), /max-resource-size/],
    [
      'too many Attendees',
      eventText({
        uid: 'a',
        organizer: 'ann@example.com',
        attendees: ['a@x', 'b@x', 'c@x', 'd@x', 'e@x', 'f@x'],
      }),
      /max-attendees-per-instance/,
    ],
    [
      'too many instances',
      eventText({ uid: 'a', lines: ['RRULE:FREQ=DAILY;COUNT=101'] }),
      /max-instances/,
    ],
    [
      'too many instances, each named',
      eventText({ uid: 'a', lines: [`RDATE:${days(101).join(',')}`] }),
      /max-instances/,
    ],
    [
      'a time that is none',
      eventText({ uid: 'a', start: '20271399T100000Z' }),
      /valid-calendar-data/,
    ],
    ['an end that is none', eventText({ uid: 'a', end: 'tomorrow' }), /valid-calendar-data/],
    [
      'an instance that is no time',
      eventText({ uid: 'a', lines: ['RECURRENCE-ID:today'] }),
      /valid-calendar-data/,
    ],
    [
      'a time before all calendars',
      eventText({ uid: 'a', start: '00001231T100000Z', end: '' }),
      /min-date-time/,
    ],
    [
      'two Organizers',
      calendarText([
        ...eventLines({ uid: 'a', organizer: 'ann@example.com' }),
        ...eventLines({
          uid: 'a',
          organizer: 'bob@example.com',
          lines: ['RECURRENCE-ID:20270301T100000Z'],
        }),
      ]),
      /same-organizer-in-all-components/,
    ],
  ]
  // Requirement: 6638/3.2.4.2/same-organizer-in-all-components
  for (const [title, text, words] of refused) {
    // Requirement: 6638/3.2.1/organizer-subject-to-preconditions
    // Requirement: 6638/11.1/large-operations-limited
    it(`is refused with ${title}`, async () => {
      const answer = await server.as('ann').put(`${home}/refused.ics`, text)
      assert.equal(answer.status, 403)
      assert.match(answer.text, words)
      assert.equal((await server.as('ann').get(`${home}/refused.ics`)).status, 404)
    })
  }

  // Requirement: 6638/3.2.1/duplicate-uid-rejected
  // Requirement: 6638/3.2.4.1/unique-uid-across-calendars
  // Requirement: 6638/3.2.4.1/conflicting-url-reported
  // Requirement: 6638/3.2.3.3/copy-between-calendars
  it('keeps its UID, and its UID is held once', async () => {
    const ann = server.as('ann')
    await ann.put(`${home}/u.ics`, eventText({ uid: 'u' }))
    const twice = await ann.put(`${home}/v.ics`, eventText({ uid: 'u' }))
    assert.equal(twice.status, 403)
    assert.match(twice.text, /<C:no-uid-conflict><D:href>\/dav\/calendars\/ann\/calendar\/u\.ics</)
    const elsewhere = await ann.put('/dav/calendars/ann/second/v.ics', eventText({ uid: 'u' }))
    assert.match(
      elsewhere.text,
      /<C:unique-scheduling-object-resource><D:href>\/dav\/calendars\/ann\/calendar\/u\.ics</,
    )
    const other = await ann.put(`${home}/u.ics`, eventText({ uid: 'other' }))
    assert.match(other.text, /no-uid-conflict/)
    const copied = await ann.request('COPY', `${home}/u.ics`, {
      headers: { destination: '/dav/calendars/ann/second/u.ics' },
    })
    assert.equal(copied.status, 403)
    assert.match(copied.text, /unique-scheduling-object-resource/)
  })

  // Requirement: 6638/3.2.10/if-match-covers-request-uri
  // Requirement: 6638/3.2.3.4/move-between-calendars-none
  // Requirement: 6638/3.2.10/tag-on-copy-and-move
  it('moves between calendars, telling nobody', async () => {
    const ann = server.as('ann')
    await ann.put(
      `${home}/m.ics`,
      eventText({ uid: 'm', organizer: 'ann@example.com', attendees: ['bob@example.com'] }),
    )
    const inbox = await server.as('bob').objects('inbox')
    const to = (destination: string, headers = {}) =>
      ann.request('MOVE', `${home}/m.ics`, { headers: { destination, ...headers } })
    assert.equal(
      (await to('/dav/calendars/ann/second/m.ics', { 'if-schedule-tag-match': '"x"' })).status,
      412,
    )
    assert.equal((await to('/elsewhere')).status, 400)
    assert.equal((await to('http://other.example/dav/calendars/ann/second/m.ics')).status, 400)
    assert.equal((await to('/dav/calendars/ann/inbox/m.ics')).status, 403)
    assert.equal((await to('/dav/calendars/ann/nowhere/m.ics')).status, 409)
    const moved = await to(`${server.url}/dav/calendars/ann/second/m.ics`)
    assert.equal(moved.status, 201)
    assert.ok(moved.headers.get('schedule-tag'))
    assert.equal((await ann.get(`${home}/m.ics`)).status, 404)
    assert.equal((await ann.get('/dav/calendars/ann/second/m.ics')).status, 200)
    assert.deepEqual(await server.as('bob').objects('inbox'), inbox)
    await ann.put(`${home}/n.ics`, eventText({ uid: 'n' }))
    const over = (overwrite: string) =>
      ann.request('MOVE', `${home}/n.ics`, {
        headers: { destination: '/dav/calendars/ann/second/m.ics', overwrite },
      })
    assert.equal((await over('F')).status, 412)
    assert.equal((await over('T')).status, 204)
    const [mine] = (await server.as('bob').objects()).values()
    assert.match(mine ?? '', /STATUS:CANCELLED/)
  })

  const wrong: readonly (readonly [string, string, string, Record<string, string>, number])[] = [
    ['an If header that cannot be read', 'PUT', `${home}/w.ics`, { if: '((' }, 400],
    ['an If header that does not hold', 'PUT', `${home}/w.ics`, { if: '(["no"])' }, 412],
    ['a body of another kind', 'PUT', `${home}/w.ics`, { 'content-type': 'application/json' }, 403],
    ['a calendar that is not there', 'PUT', '/dav/calendars/ann/none/w.ics', {}, 409],
    ['a person who is not there', 'PUT', '/dav/calendars/zoe/calendar/w.ics', {}, 404],
    ['another’s calendar', 'PUT', '/dav/calendars/bob/calendar/w.ics', {}, 403],
    ['a calendar itself', 'PUT', `${home}/`, {}, 405],
    ['a method that is not taken', 'POST', `${home}/`, {}, 405],
    ['a lock, which nobody gets', 'LOCK', `${home}/w.ics`, {}, 405],
    ['a method of another protocol', 'PATCH', `${home}/w.ics`, {}, 405],
    ['an If header that cannot be read', 'DELETE', `${home}/kept.ics`, { if: '((' }, 400],
    ['an If header that cannot be read', 'GET', `${home}/kept.ics`, { if: '((' }, 400],
    ['an If header of a lock', 'DELETE', `${home}/kept.ics`, { if: '(<urn:x:lock>)' }, 412],
    ['an If-Match that names no tag', 'DELETE', `${home}/kept.ics`, { 'if-match': 'x' }, 412],
    ['a body that is packed', 'PUT', `${home}/w2.ics`, { 'content-encoding': 'gzip' }, 415],
    ['a Depth that is none', 'PROPFIND', `${home}/`, { depth: '2' }, 400],
    ['a calendar that is copied', 'COPY', `${home}/`, { destination: `${home}2/` }, 403],
    ['a path that is too long', 'GET', `${home}/${'x'.repeat(3000)}.ics`, {}, 414],
    ['a name that is too long', 'GET', `${home}/${'x'.repeat(300)}.ics`, {}, 404],
    ['a path with a slash in a name', 'GET', `${home}/a%2Fb.ics`, {}, 404],
    ['a path that is no UTF-8', 'GET', `${home}/%ff.ics`, {}, 400],
  ]
  for (const [title, method, path, headers, status] of wrong) {
    it(`answers ${status} to ${method} for ${title}`, async () => {
      await server.as('ann').put(`${home}/kept.ics`, eventText({ uid: 'kept' }))
      const body = method === 'GET' ? {} : { body: eventText({ uid: 'w' }) }
      const answer = await server.as('ann').request(method, path, {
        headers: { ...(method === 'PUT' && { 'content-type': 'text/calendar' }), ...headers },
        ...body,
      })
      assert.equal(answer.status, status, answer.text)
      if (status === 405) assert.match(answer.headers.get('allow') ?? '', /OPTIONS, GET, .*ACL/)
    })
  }

  it('answers 413 for a body that is too long, and 400 for XML that is wrong', async () => {
    const ann = server.as('ann')
    assert.equal((await ann.put(`${home}/big.ics`, 'x'.repeat(70_000))).status, 413)
    for (const body of [
      '<a>',
      '<!DOCTYPE a><a/>',
      '<a>'.repeat(100),
      '\u0000',
      '<D:wrong xmlns:D="DAV:"/>',
    ]) {
      for (const method of ['PROPFIND', 'PROPPATCH', 'REPORT', 'MKCALENDAR', 'ACL']) {
        const path = method === 'MKCALENDAR' ? '/dav/calendars/ann/new/' : `${home}/`
        const answer = await ann.request(method, path, { body, headers: { depth: '0' } })
        assert.ok(
          [400, 403].includes(answer.status),
          `${method} ${body.slice(0, 20)}: ${answer.status}`,
        )
      }
    }
  })

  it('is not stored where the client stops half-way and stays, who is told 408', async () => {
    const slow = await startTestServer({ config: { limits: { requestSeconds: 1 } } })
    after(() => slow.end())
    const { port } = new URL(slow.url)
    const line = `PUT ${home}/half.ics HTTP/1.1\r\nHost: x\r\n`
    const halves = [
      `${line}Authorization: Basic ${btoa('ann:ann-secret')}\r\nContent-Type: text/calendar\r\nContent-Length: 500\r\n\r\nBEGIN`,
      `${line}X-Slow: `,
    ]
    const answers = halves.map(
      (half) =>
        new Promise<string>((resolve) => {
          let got = ''
          const socket = connect(Number(port), '127.0.0.1', () => socket.write(half))
          socket.on('data', (chunk) => {
            got += chunk
          })
          socket.on('close', () => resolve(got.split('\r\n')[0] ?? ''))
        }),
    )
    for (const each of await Promise.all(answers)) {
      assert.equal(each, 'HTTP/1.1 408 Request Timeout')
    }
    assert.equal((await slow.as('ann').get(`${home}/half.ics`)).status, 404)
  })

  it('is not stored where the body stops half-way', async () => {
    const { port } = new URL(server.url)
    const text = eventText({ uid: 'half' })
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `PUT ${home}/half.ics HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${btoa('ann:ann-secret')}\r\n` +
            `Content-Type: text/calendar\r\nContent-Length: ${text.length}\r\n\r\n${text.slice(0, 100)}`,
        )
        setTimeout(() => socket.destroy(), 50)
      })
      socket.on('close', () => resolve())
      socket.on('error', () => resolve())
    })
    assert.equal((await server.as('ann').get(`${home}/half.ics`)).status, 404)
    assert.equal((await fetch(`${server.url}/health/live`)).status, 200)
  })
})

function days(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2028, 0, 1 + index)).toISOString().slice(0, 10)
    return `${day.replaceAll('-', '')}T100000Z`
  })
}

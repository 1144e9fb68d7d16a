/** Busy time by POST to the Outbox, and what lies in the Inbox (RFC 6638 §2.2, §5). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventText, linesOf } from '../testing/calendar-text.ts'
import { contentOf, type DavAnswer, unescapeXml } from '../testing/dav-client.ts'
import { person, startTestServer, type TestServer, usualPeople } from '../testing/start.ts'

const outbox = '/dav/calendars/ann/outbox/'

describe('the Outbox and the Inbox', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ people: [...usualPeople, person('dora')] })
    const bob = server.as('bob')
    const put = (name: string, of: Parameters<typeof eventText>[0]) =>
      bob.put(`/dav/calendars/bob/calendar/${name}.ics`, eventText(of))
    await put('one', { uid: 'one', start: '20270302T100000Z', end: '20270302T110000Z' })
    await put('weekly', {
      uid: 'weekly',
      start: '20260106T140000Z',
      end: '20260106T150000Z',
      lines: ['RRULE:FREQ=WEEKLY'],
    })
    await put('free', {
      uid: 'free',
      start: '20270302T120000Z',
      end: '20270302T130000Z',
      lines: ['TRANSP:TRANSPARENT'],
    })
    await put('maybe', {
      uid: 'maybe',
      start: '20270302T160000Z',
      end: '20270302T170000Z',
      lines: ['STATUS:TENTATIVE'],
    })
    await bob.request('MKCALENDAR', '/dav/calendars/bob/quiet/', {
      body: '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp></D:prop></D:set></C:mkcalendar>',
    })
    await bob.put(
      '/dav/calendars/bob/quiet/q.ics',
      eventText({ uid: 'q', start: '20270302T180000Z', end: '20270302T190000Z' }),
    )
  })
  after(() => server.end())

  const asking = (attendees: readonly string[], lines: readonly string[] = []): string =>
    calendarText([
      'METHOD:REQUEST',
      'BEGIN:VFREEBUSY',
      'UID:f',
      'DTSTAMP:20260101T000000Z',
      'DTSTART:20270302T000000Z',
      'DTEND:20270303T000000Z',
      'ORGANIZER:mailto:ann@example.com',
      ...attendees.map((each) => `ATTENDEE:${each}`),
      ...lines,
      'END:VFREEBUSY',
    ])
  const post = (body: string, name = 'ann', type = 'text/calendar'): Promise<DavAnswer> =>
    server.as(name).request('POST', outbox, { body, headers: { 'content-type': type } })
  const responses = (answer: DavAnswer): readonly string[] => {
    assert.equal(answer.status, 200, answer.text)
    return [...answer.text.matchAll(/<C:response>([\s\S]*?)<\/C:response>/g)].map(
      (match) => match[1] ?? '',
    )
  }

  // Requirement: 6638/5/busy-time-by-post
  // Requirement: 6638/5/body-is-vfreebusy-request
  // Requirement: 6638/5.1/status-200
  // Requirement: 6638/10.1/schedule-response-element
  // Requirement: 6638/10.2/response-element
  // Requirement: 6638/10.3/recipient-element
  // Requirement: 6638/10.4/request-status-element
  // Requirement: 6638/5/one-response-per-recipient
  // Requirement: 6638/5/success-carries-busy-time
  // Requirement: 6638/5/response-is-schedule-response
  // Requirement: 6638/9.1/transparent-calendar-free
  // Requirement: 6638/9.1/opaque-calendar-counts
  it('busy time comes back for each who has some, with a status for each who has not', async () => {
    const [bob = '', zed = ''] = responses(
      await post(asking(['mailto:bob@example.com', 'mailto:zed@elsewhere.org'])),
    )
    assert.match(
      bob,
      /<C:recipient><D:href>mailto:bob@example.com<\/D:href><\/C:recipient><C:request-status>2\.0;/,
    )
    const text = unescapeXml(contentOf(bob, 'C:calendar-data') ?? '')
    assert.match(text, /METHOD:REPLY/)
    assert.deepEqual(linesOf(text, 'FREEBUSY').toSorted(), [
      'FREEBUSY:20270302T100000Z/20270302T110000Z,20270302T140000Z/20270302T150000Z',
      'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270302T160000Z/20270302T170000Z',
    ])
    assert.match(zed, /<C:request-status>3\.7;/)
    assert.doesNotMatch(zed, /calendar-data/)
  })

  const wrong: readonly (readonly [string, string, number, RegExp])[] = [
    // Requirement: 6638/5.2/valid-calendar-data
    ['no calendar', 'hello', 403, /valid-calendar-data/],
    ['an event', eventText({ uid: 'x' }), 403, /valid-calendar-data/],
    // Requirement: 6638/5.2.1/valid-scheduling-message
    [
      'another METHOD',
      asking(['mailto:bob@example.com']).replace('METHOD:REQUEST', 'METHOD:REPLY'),
      400,
      /valid-scheduling-message/,
    ],
    [
      'no time',
      asking(['mailto:bob@example.com']).replace(/DT(START|END):\S+\r\n/g, ''),
      400,
      /valid-scheduling-message/,
    ],
    // Requirement: 6638/5.2.2/valid-organizer
    // Requirement: 6638/5/organizer-owns-outbox
    [
      'another’s ORGANIZER',
      asking(['mailto:bob@example.com']).replace('mailto:ann@', 'mailto:bob@'),
      403,
      /valid-organizer/,
    ],
    [
      'more people than are asked at once',
      asking(Array.from({ length: 501 }, (_, index) => `mailto:p${index}@example.com`)),
      403,
      /max-attendees-per-instance/,
    ],
  ]
  for (const [title, body, status, words] of wrong) {
    // Requirement: 6638/5/body-is-vfreebusy-request
    // Requirement: 6638/5.1/status-400
    // Requirement: 6638/11.3/organizer-owns-target-outbox
    it(`a request is refused with ${title}`, async () => {
      const answer = await post(body)
      assert.equal(answer.status, status)
      assert.match(answer.text, words)
    })
  }

  // Requirement: 6638/5.2/supported-calendar-data
  // Requirement: 6638/5.2/need-privileges
  // Requirement: 6638/5/target-is-outbox
  it('a request is refused from others, of another type, and elsewhere', async () => {
    const body = asking(['mailto:bob@example.com'])
    assert.match((await post(body, 'ann', 'application/json')).text, /supported-calendar-data/)
    const other = await post(body, 'carol')
    assert.equal(other.status, 403)
    assert.match(other.text, /need-privileges/)
    assert.equal(
      (await server.as('ann').request('POST', '/dav/calendars/ann/calendar/', { body })).status,
      405,
    )
  })

  it('a window of years is answered promptly', async () => {
    const began = performance.now()
    const body = asking(['mailto:bob@example.com']).replace('DTEND:20270303', 'DTEND:29990303')
    assert.equal((await post(body)).status, 200)
    assert.ok(performance.now() - began < 3000)
  })

  // Requirement: 6638/4.1/inbox-after-processing
  // Requirement: 6638/2.2/inbox-uid-may-repeat
  // Requirement: 6638/2.3/reports-on-inbox
  // Requirement: 6638/4/client-clears-inbox
  it('a message lies in the Inbox until its owner takes it away, which decides nothing', async () => {
    const ann = server.as('ann')
    const text = eventText({
      uid: 'in',
      organizer: 'ann@example.com',
      attendees: ['dora@example.com'],
    })
    await ann.put('/dav/calendars/ann/calendar/in.ics', text)
    await ann.put(
      '/dav/calendars/ann/calendar/in.ics',
      text.replace('SUMMARY:Lunch', 'SUMMARY:Dinner'),
    )
    const dora = server.as('dora')
    const items = await dora.objects('inbox')
    assert.equal(items.size, 2)
    for (const name of items.keys()) {
      const path = `/dav/calendars/dora/inbox/${name}`
      assert.equal((await ann.delete(path)).status, 403)
      assert.equal((await dora.delete(path, { 'if-match': '"x"' })).status, 412)
      assert.equal((await dora.delete(path)).status, 204)
    }
    assert.equal((await dora.objects('inbox')).size, 0)
    assert.equal((await dora.objects()).size, 1)
    assert.doesNotMatch((await ann.get('/dav/calendars/ann/calendar/in.ics')).text, /DECLINED/)
  })
})

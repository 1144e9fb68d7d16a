/** Time zones by reference: RFC 7809. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventLines, linesOf } from '../testing/calendar-text.ts'
import { contentOf, type DavAnswer, namespaces, responsesOf } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const home = '/dav/calendars/ann/calendar/'
const without = { 'caldav-timezones': 'F' }
const everything = { 'caldav-timezones': 'T' }

const vtimezone = (tzid: string, offset: string): readonly string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  `TZOFFSETFROM:${offset}`,
  `TZOFFSETTO:${offset}`,
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventIn(tzid: string, uid: string, zones: readonly string[] = []): string {
  const [begin = '', ...rest] = eventLines({ uid, attendees: [] }).filter(
    (each) => !/^DT(START|END)/.test(each),
  )
  return calendarText([
    ...zones,
    begin,
    `DTSTART;TZID=${tzid}:20270601T090000`,
    `DTEND;TZID=${tzid}:20270601T100000`,
    ...rest,
  ])
}

const tzids = (text: string): readonly string[] => linesOf(text, 'TZID:')

describe('time zones by reference', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({
      config: { timeZoneServices: ['https://zones.example.com/tzdist'] },
    })
  })
  after(() => server.end())

  const put = (name: string, text: string, headers = {}): Promise<DavAnswer> =>
    server.as('ann').put(`${home}${name}.ics`, text, headers)
  const get = async (name: string, headers = {}): Promise<string> =>
    (await server.as('ann').get(`${home}${name}.ics`, headers)).text

  it('are offered with the services that have the zones, and only then', async () => {
    const ann = server.as('ann')
    const options = await ann.request('OPTIONS', '/dav/calendars/ann/')
    assert.match(options.headers.get('dav') ?? '', /, calendar-no-timezone$/)
    const told = await ann.propfind('/dav/calendars/ann/', '<C:timezone-service-set/>')
    assert.match(told.text, /<D:href>https:\/\/zones.example.com\/tzdist<\/D:href>/)
    const other = await startTestServer({ people: [] })
    try {
      const { headers } = await other.as('ann').request('OPTIONS', '/dav/')
      assert.doesNotMatch(headers.get('dav') ?? '', /no-timezone/)
    } finally {
      await other.end()
    }
  })

  it('may be left out of what is stored, and are there for clients that say nothing', async () => {
    const sent = eventIn('Europe/Vienna', 'lean')
    const made = await put('lean', sent)
    assert.equal(made.status, 201)
    assert.equal(made.headers.get('etag'), null, 'what is stored is not what was sent')
    assert.deepEqual(tzids(await get('lean')), ['TZID:Europe/Vienna'])
    assert.deepEqual(tzids(await get('lean', everything)), ['TZID:Europe/Vienna'])
    assert.deepEqual(tzids(await get('lean', without)), [])
  })

  it('leave the ETag to a client that wants none back', async () => {
    const made = await put('known', eventIn('Europe/Vienna', 'known'), without)
    assert.match(made.headers.get('etag') ?? '', /^"/)
    assert.equal((await get('known', without)).includes('VTIMEZONE'), false)
    const whole = eventIn('Asia/Tokyo', 'whole', vtimezone('Asia/Tokyo', '+0900'))
    assert.match((await put('whole', whole)).headers.get('etag') ?? '', /^"/)
    assert.equal(await get('whole'), whole, 'what came whole stays as it was written')
  })

  it('are always there where no service has them', async () => {
    await put('ship', eventIn('Ship', 'ship', vtimezone('Ship', '-0930')))
    assert.deepEqual(tzids(await get('ship', without)), ['TZID:Ship'])
  })

  it('reach the guests whole', async () => {
    const guests = ['ORGANIZER:mailto:ann@example.com', 'ATTENDEE:mailto:bob@example.com']
    const text = eventIn('America/New_York', 'guests')
    await put('guests', text.replace('SUMMARY', `${guests.join('\r\n')}\r\nSUMMARY`))
    const [copy] = (await server.as('bob').objects('calendar', 'bob', 'guests')).values()
    assert.deepEqual(tzids(copy ?? ''), ['TZID:America/New_York'])
  })

  it('are as wished in reports too', async () => {
    const asked = async (headers: Record<string, string>): Promise<readonly string[]> => {
      const { text } = await server
        .as('ann')
        .report(
          home,
          `<C:calendar-multiget ${namespaces}><D:prop><C:calendar-data/></D:prop>` +
            `<D:href>${home}lean.ics</D:href></C:calendar-multiget>`,
          headers,
        )
      return tzids(contentOf(text, 'C:calendar-data') ?? '')
    }
    assert.deepEqual(await asked(without), [])
    assert.deepEqual(await asked(everything), ['TZID:Europe/Vienna'])
    assert.deepEqual(await asked({}), ['TZID:Europe/Vienna'])
  })

  it('come with PUT when the client asks for what was stored', async () => {
    const prefer = { prefer: 'return=representation' }
    const all = await put('echo', eventIn('Europe/Vienna', 'echo'), prefer)
    assert.deepEqual(tzids(all.text), ['TZID:Europe/Vienna'])
    const none = await put('echo', eventIn('Europe/Vienna', 'echo'), { ...prefer, ...without })
    assert.deepEqual(tzids(none.text), [])
  })

  // Requirement: 7953/7.2.4/property-without-vtimezone
  it('are left out of an availability too', async () => {
    const inbox = '/dav/calendars/ann/inbox/'
    const hours = calendarText([
      ...vtimezone('Asia/Tokyo', '+0900'),
      'BEGIN:VAVAILABILITY',
      'UID:hours',
      'DTSTAMP:20260101T000000Z',
      'DTSTART;TZID=Asia/Tokyo:20260105T080000',
      'END:VAVAILABILITY',
    ])
    const set = await server.as('ann').request('PROPPATCH', inbox, {
      body:
        `<D:propertyupdate ${namespaces}><D:set><D:prop><C:calendar-availability>` +
        `${hours.replaceAll('\r', '&#13;')}</C:calendar-availability></D:prop></D:set></D:propertyupdate>`,
    })
    assert.match(set.text, /200 OK/)
    const told = async (headers: Record<string, string>): Promise<string> => {
      const body = `<D:propfind ${namespaces}><D:prop><C:calendar-availability/></D:prop></D:propfind>`
      const options = { body, headers: { depth: '0', ...headers } }
      const { text } = await server.as('ann').request('PROPFIND', inbox, options)
      return contentOf(text, 'C:calendar-availability') ?? ''
    }
    assert.deepEqual(tzids(await told({})), ['TZID:Asia/Tokyo'])
    assert.deepEqual(tzids(await told(without)), [])
    assert.match(await told(without), /DTSTART;TZID=Asia\/Tokyo:20260105T080000/)
  })

  it('say by name or in full what floating times of a query mean', async () => {
    await put(
      'floating',
      calendarText(
        eventLines({ uid: 'floating', start: '20270701T003000', end: '20270701T004500' }),
      ),
    )
    const found = async (zone: string): Promise<boolean> => {
      const { text, status } = await server
        .as('ann')
        .report(
          home,
          `<C:calendar-query ${namespaces}><D:prop><D:getetag/></D:prop><C:filter>` +
            '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">' +
            '<C:time-range start="20270701T100000Z" end="20270701T101000Z"/>' +
            `</C:comp-filter></C:comp-filter></C:filter>${zone}</C:calendar-query>`,
        )
      assert.equal(status, 207, text)
      return responsesOf(text).some((each) => each.href.endsWith('floating.ics'))
    }
    const inFull = (lines: readonly string[]): string =>
      `<C:timezone>${calendarText(lines).replaceAll('\r', '&#13;')}</C:timezone>`
    assert.equal(await found('<C:timezone-id>Pacific/Marquesas</C:timezone-id>'), true)
    assert.equal(await found('<C:timezone-id>Europe/Vienna</C:timezone-id>'), false)
    assert.equal(await found(inFull(vtimezone('Ship', '-0930'))), true)
    assert.equal(await found(''), false)
    const patched = await server.as('ann').request('PROPPATCH', home, {
      body:
        `<D:propertyupdate ${namespaces}><D:set><D:prop><C:calendar-timezone>` +
        `${calendarText(vtimezone('Ship', '-0930')).replaceAll('\r', '&#13;')}` +
        '</C:calendar-timezone></D:prop></D:set></D:propertyupdate>',
    })
    assert.match(patched.text, /200 OK/)
    assert.equal(await found(''), true, 'the calendar’s own zone')
  })

  it('that nobody knows are refused by name, and without observances', async () => {
    const ask = (zone: string): Promise<DavAnswer> =>
      server
        .as('ann')
        .report(
          home,
          `<C:calendar-query ${namespaces}><D:prop><D:getetag/></D:prop>` +
            `<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>${zone}</C:calendar-query>`,
        )
    const named = await ask('<C:timezone-id>Nowhere/City</C:timezone-id>')
    assert.deepEqual([named.status, /<C:valid-timezone\/>/.test(named.text)], [403, true])
    const bare = calendarText(['BEGIN:VTIMEZONE', 'TZID:Ship', 'END:VTIMEZONE'])
    const empty = await ask(`<C:timezone>${bare}</C:timezone>`)
    assert.deepEqual([empty.status, /<C:valid-timezone\/>/.test(empty.text)], [403, true])
  })
})

/** REPORTs on calendars through HTTP: RFC 4791 §7, RFC 6578. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventLines, eventText, linesOf } from '../testing/calendar-text.ts'
import { contentOf, type DavAnswer, namespaces, responsesOf } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const home = '/dav/calendars/ann/calendar/'
const month = 'start="20270301T000000Z" end="20270401T000000Z"'

function names(answer: DavAnswer): readonly string[] {
  assert.equal(answer.status, 207, answer.text)
  return responsesOf(answer.text)
    .map((each) => each.href.split('/').at(-1) ?? '')
    .sort()
}

describe('reports on a calendar', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ config: { limits: { results: 20 } } })
    const ann = server.as('ann')
    const put = (name: string, text: string) => ann.put(`${home}${name}.ics`, text)
    await put('march', eventText({ uid: 'march', summary: 'March' }))
    await put(
      'april',
      eventText({ uid: 'april', start: '20270401T100000Z', end: '20270401T110000Z' }),
    )
    await put(
      'weekly',
      eventText({
        uid: 'weekly',
        start: '20260105T090000Z',
        end: '20260105T093000Z',
        lines: ['RRULE:FREQ=WEEKLY'],
      }),
    )
    await put(
      'past',
      eventText({
        uid: 'past',
        start: '20260105T090000Z',
        end: '20260105T093000Z',
        lines: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      }),
    )
    await put(
      'floating',
      eventText({ uid: 'floating', start: '20270301T003000', end: '20270301T004500' }),
    )
    await put(
      'todo',
      calendarText([
        'BEGIN:VTODO',
        'UID:todo',
        'DTSTAMP:20260101T000000Z',
        'DUE:20270310T100000Z',
        'END:VTODO',
      ]),
    )
    await put(
      'moved',
      calendarText([
        ...eventLines({
          uid: 'moved',
          start: '20260105T090000Z',
          end: '20260105T093000Z',
          lines: ['RRULE:FREQ=DAILY;COUNT=2'],
        }),
        ...eventLines({
          uid: 'moved',
          start: '20270315T090000Z',
          end: '20270315T093000Z',
          lines: ['RECURRENCE-ID:20260106T090000Z'],
        }),
      ]),
    )
  })
  after(() => server.end())

  const query = (
    filter: string,
    more = '',
    props = '<D:getetag/>',
    headers = {},
  ): Promise<DavAnswer> =>
    server
      .as('ann')
      .report(
        home,
        `<C:calendar-query ${namespaces}><D:prop>${props}</D:prop><C:filter><C:comp-filter name="VCALENDAR">${filter}</C:comp-filter></C:filter>${more}</C:calendar-query>`,
        headers,
      )
  const inMarch = `<C:comp-filter name="VEVENT"><C:time-range ${month}/></C:comp-filter>`

  it('find what happens in a month, recurring and moved things too', async () => {
    assert.deepEqual(names(await query(inMarch, '<C:timezone-id>UTC</C:timezone-id>')), [
      'floating.ics',
      'march.ics',
      'moved.ics',
      'weekly.ics',
    ])
    assert.deepEqual(names(await query('<C:comp-filter name="VTODO"/>')), ['todo.ics'])
  })

  it('read floating times in the zone of the query, of the calendar, of the owner', async () => {
    const berlin = names(await query(inMarch))
    assert.ok(!berlin.includes('floating.ics'))
    assert.ok(
      names(await query(inMarch, '<C:timezone-id>America/New_York</C:timezone-id>')).includes(
        'floating.ics',
      ),
    )
    const wrong = await query(inMarch, '<C:timezone-id>Atlantis</C:timezone-id>')
    assert.equal(wrong.status, 403)
    assert.match(wrong.text, /valid-timezone/)
  })

  it('combine conditions on components, properties and text', async () => {
    const summary =
      '<C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match>MARCH</C:text-match></C:prop-filter></C:comp-filter>'
    assert.deepEqual(names(await query(summary)), ['march.ics'])
    const bad = await query(
      '<C:comp-filter name="VEVENT"><C:time-range start="x"/></C:comp-filter>',
    )
    assert.equal(bad.status, 403)
    assert.match(bad.text, /valid-filter/)
    const collation = await query(
      '<C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match collation="i;x">a</C:text-match></C:prop-filter></C:comp-filter>',
    )
    assert.match(collation.text, /supported-collation/)
  })

  it('return calendar data whole, reduced, or expanded', async () => {
    const whole = await query(inMarch, '', '<C:calendar-data/>')
    assert.match(whole.text, /RRULE:FREQ=WEEKLY/)
    const expanded = await query(
      inMarch,
      '',
      `<C:calendar-data><C:expand ${month}/></C:calendar-data>`,
    )
    assert.doesNotMatch(expanded.text, /RRULE/)
    assert.match(expanded.text, /RECURRENCE-ID:20270308T090000Z/)
    const part = await query(
      inMarch,
      '',
      '<C:calendar-data><C:comp name="VCALENDAR"><C:comp name="VEVENT"><C:prop name="UID"/></C:comp></C:comp></C:calendar-data>',
    )
    assert.match(part.text, /UID:march/)
    assert.doesNotMatch(part.text, /DTSTART/)
  })

  it('stop at a limit, and say so', async () => {
    const few = await query('', '<C:limit><C:nresults>2</C:nresults></C:limit>')
    assert.equal(responsesOf(few.text).length, 3)
    assert.match(
      few.text,
      /507 Insufficient Storage<\/D:status><D:error><D:number-of-matches-within-limits\/>/,
    )
  })

  it('ask for nothing below a calendar at Depth 0', async () => {
    assert.deepEqual(names(await query('', '', '<D:getetag/>', { depth: '0' })), [])
  })

  it('fetch many by name, in one go', async () => {
    const hrefs = ['march.ics', 'none.ics', 'todo.ics']
      .map((each) => `<D:href>${home}${each}</D:href>`)
      .join('')
    const answer = await server
      .as('ann')
      .report(
        home,
        `<C:calendar-multiget ${namespaces}><D:prop><D:getetag/><C:calendar-data/></D:prop>${hrefs}<D:href>/dav/calendars/bob/calendar/x.ics</D:href></C:calendar-multiget>`,
      )
    assert.deepEqual(names(answer), ['march.ics', 'none.ics', 'todo.ics', 'x.ics'])
    assert.equal(answer.text.match(/404 Not Found/g)?.length, 2)
    assert.match(answer.text, /UID:march/)
  })

  it('tell busy time of one calendar, transparent or not', async () => {
    const ann = server.as('ann')
    await ann.request('MKCALENDAR', '/dav/calendars/ann/other/')
    await ann.put(
      '/dav/calendars/ann/other/o.ics',
      eventText({ uid: 'o', start: '20270303T100000Z', end: '20270303T110000Z' }),
    )
    const busy = async (path: string, who = ann): Promise<readonly string[]> => {
      const answer = await who.report(
        path,
        `<C:free-busy-query ${namespaces}><C:time-range start="20270301T000000Z" end="20270305T000000Z"/></C:free-busy-query>`,
      )
      assert.equal(answer.status, 200)
      return linesOf(answer.text, 'FREEBUSY').flatMap((each) =>
        each.slice(each.indexOf(':') + 1).split(','),
      )
    }
    assert.deepEqual(await busy('/dav/calendars/ann/other/'), ['20270303T100000Z/20270303T110000Z'])
    const march = await busy(home)
    assert.ok(
      march.includes('20270301T100000Z/20270301T110000Z') &&
        !march.includes('20270303T100000Z/20270303T110000Z'),
    )
    assert.deepEqual(await busy('/dav/calendars/ann/other/', server.as('bob')), [
      '20270303T100000Z/20270303T110000Z',
    ])
    // Requirement: 6638/2.3/no-free-busy-query-on-inbox
    const inbox = await ann.report(
      '/dav/calendars/ann/inbox/',
      `<C:free-busy-query ${namespaces}><C:time-range ${month}/></C:free-busy-query>`,
    )
    assert.equal(inbox.status, 403)
    assert.match(inbox.text, /supported-report/)
  })

  const sync = (token: string, more = '', path = home): Promise<DavAnswer> =>
    server
      .as('ann')
      .report(
        path,
        `<D:sync-collection ${namespaces}><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${more}<D:prop><D:getetag/></D:prop></D:sync-collection>`,
        { depth: '0' },
      )
  const tokenOf = (answer: DavAnswer): string => contentOf(answer.text, 'D:sync-token') ?? ''

  it('synchronize: everything first, then what changed and what went', async () => {
    const ann = server.as('ann')
    const first = await sync('')
    assert.equal(names(first).length, 7)
    const token = tokenOf(first)
    assert.deepEqual(names(await sync(token)), [])
    await ann.put(`${home}new.ics`, eventText({ uid: 'new' }))
    await ann.put(`${home}march.ics`, eventText({ uid: 'march', summary: 'March again' }))
    await ann.delete(`${home}april.ics`)
    const changed = await sync(token)
    assert.deepEqual(names(changed), ['april.ics', 'march.ics', 'new.ics'])
    assert.match(changed.text, /april\.ics<\/D:href><D:status>HTTP\/1.1 404/)
    assert.deepEqual(names(await sync(tokenOf(changed))), [])
    const ctag = await ann.propfind(home, '<CS:getctag/><D:sync-token/>')
    assert.equal(contentOf(ctag.text, 'D:sync-token'), tokenOf(changed))
    assert.notEqual(contentOf(ctag.text, 'CS:getctag'), token)
  })

  it('synchronize in pieces where a limit is set', async () => {
    const seen = new Set<string>()
    let token = ''
    for (let rounds = 0; rounds < 10; rounds++) {
      const answer = await sync(token, '<D:limit><D:nresults>3</D:nresults></D:limit>')
      for (const { href, xml } of responsesOf(answer.text)) {
        if (!/ (404|507) /.test(xml)) seen.add(href)
      }
      token = tokenOf(answer)
      if (!answer.text.includes('507')) break
    }
    assert.equal(seen.size, 7)
    assert.deepEqual(names(await sync(token)), [])
  })

  it('refuse a sync token that is of another calendar, of the future, or of nobody', async () => {
    const token = tokenOf(await sync(''))
    for (const each of [
      'nonsense',
      token.replace(/\d+$/, '999999'),
      token.replace(/[0-9a-f]{8}-/, '00000000-'),
    ]) {
      const answer = await sync(each)
      assert.equal(answer.status, 403)
      assert.match(answer.text, /valid-sync-token/)
    }
  })

  it('are refused to who may not read, and by name where nobody knows them', async () => {
    const bob = await server
      .as('bob')
      .report(
        home,
        `<C:calendar-query ${namespaces}><D:prop/><C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>`,
      )
    assert.equal(bob.status, 403)
    assert.match(bob.text, /need-privileges/)
    const unknown = await server.as('ann').report(home, `<D:version-tree ${namespaces}/>`)
    assert.equal(unknown.status, 403)
    assert.match(unknown.text, /supported-report/)
  })
  it('are about a calendar, and tell where there is none', async () => {
    const prop = '<D:prop><D:getetag/></D:prop>'
    const filter = '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>'
    const bodies = [
      `<C:calendar-query ${namespaces}>${prop}${filter}</C:calendar-query>`,
      `<C:calendar-multiget ${namespaces}>${prop}<D:href>x</D:href></C:calendar-multiget>`,
      `<D:sync-collection ${namespaces}><D:sync-token/>${prop}</D:sync-collection>`,
    ]
    for (const path of [
      '/dav/calendars/ann/',
      '/dav/calendars/ann/none/',
      '/dav/principals/ann/',
    ]) {
      for (const body of bodies) {
        assert.equal((await server.as('ann').report(path, body)).status, 404, `${path} ${body}`)
      }
    }
  })
})

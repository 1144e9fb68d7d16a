/** Availability on the Inbox (RFC 7953 §7, §8, §9). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, linesOf } from '../testing/calendar-text.ts'
import { contentOf, type DavAnswer, namespaces, unescapeXml } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const inbox = '/dav/calendars/ann/inbox/'
const workingHours = calendarText([
  'BEGIN:VAVAILABILITY',
  'UID:hours',
  'DTSTAMP:20260101T000000Z',
  'BEGIN:AVAILABLE',
  'UID:day',
  'DTSTAMP:20260101T000000Z',
  'DTSTART:20260105T080000Z',
  'DTEND:20260105T160000Z',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'SUMMARY:At the office',
  'END:AVAILABLE',
  'END:VAVAILABILITY',
])
const property = '<C:calendar-availability/>'

describe('availability on the Inbox', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
    assert.match((await patch('ann', workingHours)).text, /200 OK/)
  })
  after(() => server.end())

  const patch = (who: string, text: string): Promise<DavAnswer> =>
    server.as(who).request('PROPPATCH', inbox, {
      body: `<D:propertyupdate ${namespaces}><D:set><D:prop><C:calendar-availability>${text.replaceAll('\r', '&#13;')}</C:calendar-availability></D:prop></D:set></D:propertyupdate>`,
    })
  const asks = async (who: string): Promise<string> => {
    const body = calendarText([
      'METHOD:REQUEST',
      'BEGIN:VFREEBUSY',
      'UID:asked',
      'DTSTAMP:20270101T000000Z',
      'DTSTART:20270301T000000Z',
      'DTEND:20270302T000000Z',
      `ORGANIZER:mailto:${who}@example.com`,
      'ATTENDEE:mailto:ann@example.com',
      'END:VFREEBUSY',
    ])
    const headers = { 'content-type': 'text/calendar' }
    const path = `/dav/calendars/${who}/outbox/`
    return (await server.as(who).request('POST', path, { headers, body })).text
  }

  it('is announced by OPTIONS', async () => {
    const { headers } = await server.as('ann').request('OPTIONS', inbox)
    // Requirement: 7953/7.2.1/dav-header-availability
    assert.ok(headers.get('dav')?.split(', ').includes('calendar-availability'))
  })

  it('is told by name, and not in allprop', async () => {
    const named = await server.as('ann').propfind(inbox, property)
    // Requirement: 7953/7.1/inbox-property-supported
    // Requirement: 7953/7.2.4/property-supported
    assert.equal(contentOf(named.text, 'C:calendar-availability'), workingHours)
    const all = await server.as('ann').request('PROPFIND', inbox, { headers: { depth: '0' } })
    // Requirement: 7953/7.2.4/property-not-in-allprop
    assert.doesNotMatch(all.text, /calendar-availability/)
  })

  it('makes the time outside of it unavailable to those who ask', async () => {
    const lines = linesOf(unescapeXml(await asks('bob')), 'FREEBUSY')
    // Requirement: 7953/7.1/itip-requests-aggregate
    // Requirement: 7953/7.2.4/property-used-for-busy-time
    assert.deepEqual(
      lines.flatMap((each) =>
        /BUSY-UNAVAILABLE/.test(each) ? each.split(':')[1]?.split(',') : [],
      ),
      ['20270301T000000Z/20270301T080000Z', '20270301T160000Z/20270302T000000Z'],
    )
  })

  it('is seen and changed by the calendar user alone', async () => {
    // Requirement: 7953/8/only-authorized-change
    const stranger = await patch('bob', workingHours.replace('T080000Z', 'T100000Z'))
    assert.doesNotMatch(stranger.text, /200 OK/)
    const { text } = await server.as('ann').propfind(inbox, property)
    assert.equal(contentOf(text, 'C:calendar-availability'), workingHours)
    // Requirement: 7953/9/only-authorized-see
    assert.doesNotMatch((await server.as('bob').propfind(inbox, property)).text, /VAVAILABILITY/)
    assert.doesNotMatch(await asks('bob'), /office/)
  })
})

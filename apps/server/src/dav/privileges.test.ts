/** Who may what by CalDAV: every method at every kind of place, walked as everyone. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { apiClient } from '../testing/api-client.ts'
import { calendarText, eventText } from '../testing/calendar-text.ts'
import { type DavAnswer, davClient } from '../testing/dav-client.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'
import { davMethods } from './answer-request.ts'

/** In the order of the letters below. Ann is the owner. */
const subjects = ['stranger', 'other', 'reader', 'delegate', 'sharer', 'ann', 'admin'] as const

/** `-` sign in first, `x` there is nothing, `n` not allowed, `y` done, `o` allowed, but not in order. */
function letterOf(status: number): string {
  if (status === 401) return '-'
  if (status === 403) return 'n'
  if (status === 404) return 'x'
  return status < 400 ? 'y' : 'o'
}

/** An answer in several parts is refused where its part is. */
function letterOfAnswer({ status, text }: Pick<DavAnswer, 'status' | 'text'>): string {
  return status === 207 && text.includes('HTTP/1.1 403') ? 'n' : letterOf(status)
}

/** Places of Ann's, but for `root`; `{self}` is whoever asks. */
const places = {
  root: '/dav/',
  principal: '/dav/principals/ann/',
  home: '/dav/calendars/ann/',
  fresh: '/dav/calendars/ann/fresh-{self}/',
  calendar: '/dav/calendars/ann/calendar/',
  object: '/dav/calendars/ann/calendar/one.ics',
  another: '/dav/calendars/ann/calendar/another-{self}.ics',
  nothing: '/dav/calendars/ann/calendar/none.ics',
  inbox: '/dav/calendars/ann/inbox/',
  'in-inbox': '/dav/calendars/ann/inbox/one.ics',
  outbox: '/dav/calendars/ann/outbox/',
} as const
type PlaceName = keyof typeof places

/** A row for each method. */
const table: Readonly<Record<string, Partial<Record<PlaceName, string>>>> = {
  OPTIONS: { root: '-yyyyyy', object: '-yyyyyy' },
  GET: { object: '-nyyyyn', nothing: '-nxxxxn', inbox: '-xxxxxx' },
  HEAD: { object: '-nyyyyn' },
  PUT: { object: '-nnyyyn', another: '-nnyyyn', 'in-inbox': '-nnnnnn' },
  DELETE: { calendar: '-nnnnnn', object: '-nnyyyn', nothing: '-nnxxxn', inbox: '-nnnnnn' },
  COPY: { object: '-nyyynn' },
  MOVE: { object: '-nnyyyn' },
  POST: { calendar: '-oooooo', outbox: '-nnynyn' },
  PROPFIND: {
    root: '-yyyyyy',
    principal: '-yyyyyy',
    home: '-yyyyyy',
    calendar: '-nyyyyn',
    object: '-nyyyyn',
    nothing: '-nxxxxn',
    inbox: '-nyynyn',
    outbox: '-nyynyn',
  },
  PROPPATCH: { principal: '-nnnnnn', calendar: '-nnyyyn', inbox: '-nnynyn' },
  REPORT: { calendar: '-nyyyyn', inbox: '-nyynyn' },
  MKCALENDAR: { fresh: '-nnnnyn' },
  MKCOL: { fresh: '-nnnnyn' },
  ACL: { calendar: '-nnnnyn', inbox: '-nnnnyn' },
}

const xml = 'application/xml'
const askedTime = calendarText([
  'METHOD:REQUEST',
  'BEGIN:VFREEBUSY',
  'UID:ask',
  'DTSTAMP:20270101T000000Z',
  'DTSTART:20270301T000000Z',
  'DTEND:20270302T000000Z',
  'ORGANIZER:mailto:ann@example.com',
  'ATTENDEE:mailto:other@example.com',
  'END:VFREEBUSY',
])
const bodies: Readonly<Record<string, readonly [type: string, body: string]>> = {
  PUT: ['text/calendar', eventText({ uid: '{uid}' })],
  POST: ['text/calendar', askedTime],
  PROPFIND: [xml, '<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>'],
  PROPPATCH: [
    xml,
    '<propertyupdate xmlns="DAV:"><set><prop><displayname>x</displayname></prop></set></propertyupdate>',
  ],
  REPORT: [
    xml,
    '<sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>',
  ],
  MKCOL: [
    xml,
    '<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><C:calendar/></resourcetype></prop></set></mkcol>',
  ],
  ACL: [xml, '<acl xmlns="DAV:"/>'],
}

let server: TestServer
let calendarId: string

describe('privileges by CalDAV', () => {
  before(async () => {
    server = await startTestServer({
      people: subjects.slice(1).map((name) => person(name, { isAdmin: name === 'admin' })),
    })
    const ann = apiClient(server.url, 'ann')
    await ann.put('/me/delegates/reader', { access: 'read' })
    await ann.put('/me/delegates/delegate', { access: 'write' })
    calendarId = (await ann.get('/calendars')).body.calendars[0].id
    await share()
    await restore()
  })
  after(() => server.end())

  async function restore(): Promise<void> {
    await server.as('ann').put(places.object, eventText({ uid: 'one' }))
  }

  async function share(): Promise<void> {
    const path = `/calendars/${calendarId}/shares/sharer`
    await apiClient(server.url, 'ann').put(path, { access: 'write' })
  }

  async function letterFor(method: string, place: PlaceName, subject: string): Promise<string> {
    const path = places[place].replace('{self}', `${subject}-${method.toLowerCase()}`)
    const [type, body] = bodies[method] ?? []
    const headers: Record<string, string> = {
      depth: '0',
      ...(type !== undefined && { 'content-type': type }),
      // To a calendar of one's own: what is asked about is the place that it comes from.
      ...(['COPY', 'MOVE'].includes(method) && {
        destination: `${server.url}/dav/calendars/${subject}/calendar/${method}.ics`,
      }),
    }
    const uid = place === 'object' ? 'one' : `${place}-${subject}`
    const answer = await davClient(server.url, subject).request(method, path, {
      headers: { ...headers, ...(subject === 'stranger' && { authorization: '' }) },
      ...(body !== undefined && { body: body.replace('{uid}', uid) }),
    })
    const letter = letterOfAnswer(answer)
    if (letter !== 'y') return letter
    const isCopied = method === 'COPY' || method === 'MOVE'
    if (isCopied)
      await server.as(subject).delete(`/dav/calendars/${subject}/calendar/${method}.ics`)
    if (method === 'DELETE' || method === 'MOVE') await restore()
    if (method === 'ACL') await share()
    return letter
  }

  describe('CalDAV', () => {
    it('has a row here for every method', () => {
      assert.deepEqual(Object.keys(table).toSorted(), [...davMethods].toSorted())
    })

    for (const method of davMethods) {
      // Requirement: 6638/6.2/outbox-privileges-govern-sending
      // Requirement: 6638/6.2.4/schedule-send-freebusy
      // Requirement: 6638/11.3/user-may-ask-freebusy
      // Requirement: 6638/11.4/nothing-private-exposed
      // Requirement: 6638/A.2/send-freebusy-methods
      it(`lets do ${method} who may`, async () => {
        const row = table[method] ?? {}
        const found: Partial<Record<PlaceName, string>> = {}
        for (const place of Object.keys(row) as PlaceName[]) {
          let letters = ''
          for (const subject of subjects) letters += await letterFor(method, place, subject)
          found[place] = letters
        }
        assert.deepEqual(found, row, subjects.join(', '))
      })
    }
  })
})

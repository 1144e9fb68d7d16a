/** The requests of calendar apps as they write them: namespaces, headers, and what we have never heard of. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventText } from '../testing/calendar-text.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'

type Shape = {
  readonly app: string
  readonly what: string
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
  /** Each must be found in the answer. */
  readonly says?: readonly RegExp[]
}

const principal = '/dav/principals/ann/'
const homePath = '/dav/calendars/ann/'
const calendar = `${homePath}calendar/`
const xml = '<?xml version="1.0" encoding="UTF-8"?>\n'
const apple = { 'user-agent': 'macOS/15.0 (24A335) dataaccessd/1.0', brief: 't', accept: '*/*' }
const davx5 = { 'user-agent': 'DAVx5/4.4', 'content-type': 'application/xml; charset=utf-8' }
const thunderbird = {
  'content-type': 'text/xml; charset=utf-8',
  accept: 'text/xml',
  'accept-charset': 'utf-8,*;q=0.1',
}
const evolution = { 'user-agent': 'Evolution/3.54', 'content-type': 'application/xml' }

/** Default namespace DAV:, prefixes as Apple takes them. */
function applePropfind(names: readonly string[]): string {
  const spaces: Readonly<Record<string, string>> = {
    A: 'DAV:',
    B: 'urn:ietf:params:xml:ns:caldav',
    C: 'http://calendarserver.org/ns/',
    D: 'http://apple.com/ns/ical/',
    E: 'http://me.com/_namespace/',
  }
  const inner = names.map((each) => {
    const [prefix = '', name = ''] = each.split(':')
    return `<${prefix}:${name} xmlns:${prefix}="${spaces[prefix]}"/>`
  })
  return `${xml}<A:propfind xmlns:A="DAV:"><A:prop>${inner.join('')}</A:prop></A:propfind>`
}

const freeBusy = calendarText([
  'METHOD:REQUEST',
  'BEGIN:VFREEBUSY',
  'UID:free-busy',
  'DTSTAMP:20270101T000000Z',
  'DTSTART:20270301T000000Z',
  'DTEND:20270302T000000Z',
  'ORGANIZER:mailto:ann@example.com',
  'ATTENDEE:mailto:bob@example.com',
  'X-CALENDARSERVER-MASK-UID:one',
  'END:VFREEBUSY',
])

const shapes: readonly Shape[] = [
  {
    ...{ app: 'Apple', what: 'finds the server', method: 'PROPFIND', path: '/.well-known/caldav' },
    headers: { ...apple, depth: '0' },
    body: applePropfind(['A:current-user-principal', 'A:principal-URL', 'A:resourcetype']),
    status: 301,
  },
  {
    ...{ app: 'Apple', what: 'asks the principal', method: 'PROPFIND', path: principal },
    headers: { ...apple, depth: '0' },
    body: applePropfind([
      ...['B:calendar-home-set', 'B:calendar-user-address-set', 'A:current-user-principal'],
      ...['A:displayname', 'C:dropbox-home-URL', 'C:email-address-set', 'C:notification-URL'],
      ...['A:principal-collection-set', 'A:principal-URL', 'A:resource-id'],
      ...['B:schedule-inbox-URL', 'B:schedule-outbox-URL', 'A:supported-report-set'],
    ]),
    status: 207,
    says: [/dav\/calendars\/ann\/outbox\//, /mailto:ann@example.com/, /expand-property/],
  },
  {
    ...{ app: 'Apple', what: 'lists the home', method: 'PROPFIND', path: homePath },
    headers: { ...apple, depth: '1' },
    body: applePropfind([
      ...['A:add-member', 'C:allowed-sharing-modes', 'D:autoprovisioned', 'E:bulk-requests'],
      ...['D:calendar-color', 'B:calendar-description', 'B:calendar-free-busy-set'],
      ...['D:calendar-order', 'B:calendar-timezone', 'A:current-user-privilege-set'],
      ...['B:default-alarm-vevent-date', 'B:default-alarm-vevent-datetime', 'A:displayname'],
      ...['C:getctag', 'D:language-code', 'D:location-code', 'B:max-attendees-per-instance'],
      ...['A:owner', 'C:pre-publish-url', 'C:publish-url', 'C:push-transports', 'C:pushkey'],
      ...['A:quota-available-bytes', 'A:quota-used-bytes', 'D:refreshrate', 'A:resource-id'],
      ...['A:resourcetype', 'B:schedule-calendar-transp', 'B:schedule-default-calendar-URL'],
      ...['C:source', 'C:subscribed-strip-alarms', 'B:supported-calendar-component-set'],
      ...['B:supported-calendar-component-sets', 'A:supported-report-set', 'A:sync-token'],
    ]),
    status: 207,
    says: [
      /<C:schedule-inbox\/>/,
      /<CS:getctag>urn:parley/,
      /<C:comp name="VTODO"\/>/,
      /<C:schedule-default-calendar-URL><D:href>\/dav\/calendars\/ann\/calendar\/</,
    ],
  },
  {
    ...{ app: 'Apple', what: 'makes a calendar', method: 'MKCALENDAR' },
    path: `${homePath}0B9DEC8D-0D93-4E57-A5D5-2CD4C1F4A9E7/`,
    headers: apple,
    body:
      `${xml}<B:mkcalendar xmlns:B="urn:ietf:params:xml:ns:caldav"><A:set xmlns:A="DAV:"><A:prop>` +
      '<B:supported-calendar-component-set><B:comp name="VEVENT"/></B:supported-calendar-component-set>' +
      '<D:calendar-color xmlns:D="http://apple.com/ns/ical/" symbolic-color="orange">#FF9500FF</D:calendar-color>' +
      '<D:calendar-order xmlns:D="http://apple.com/ns/ical/">3</D:calendar-order>' +
      '<B:schedule-calendar-transp><B:transparent/></B:schedule-calendar-transp>' +
      '<A:displayname>Räder</A:displayname></A:prop></A:set></B:mkcalendar>',
    status: 201,
  },
  {
    ...{ app: 'Apple', what: 'sets its default alarms', method: 'PROPPATCH', path: homePath },
    headers: apple,
    body:
      `${xml}<A:propertyupdate xmlns:A="DAV:"><A:set><A:prop>` +
      '<B:default-alarm-vevent-date xmlns:B="urn:ietf:params:xml:ns:caldav">BEGIN:VALARM</B:default-alarm-vevent-date>' +
      '</A:prop></A:set></A:propertyupdate>',
    status: 207,
  },
  {
    ...{ app: 'Apple', what: 'asks for delegates', method: 'REPORT', path: principal },
    headers: { ...apple, depth: '0' },
    body:
      `${xml}<A:expand-property xmlns:A="DAV:">` +
      ['read', 'write']
        .map(
          (each) =>
            `<A:property name="calendar-proxy-${each}-for" namespace="http://calendarserver.org/ns/">` +
            '<A:property name="displayname" namespace="DAV:"/>' +
            '<A:property name="calendar-user-address-set" namespace="urn:ietf:params:xml:ns:caldav"/></A:property>',
        )
        .join('') +
      '</A:expand-property>',
    status: 207,
    says: [/calendar-proxy-write-for/],
  },
  {
    ...{ app: 'Apple', what: 'completes a guest', method: 'REPORT', path: '/dav/principals/' },
    headers: { ...apple, depth: '0' },
    body:
      `${xml}<A:principal-property-search xmlns:A="DAV:" type="INDIVIDUAL" test="anyof">` +
      '<A:property-search><A:prop><A:displayname/></A:prop><A:match match-type="starts-with">Bo</A:match></A:property-search>' +
      '<A:property-search><A:prop><C:email-address-set xmlns:C="http://calendarserver.org/ns/"/></A:prop><A:match match-type="starts-with">bo</A:match></A:property-search>' +
      '<A:prop><A:displayname/><B:calendar-user-type xmlns:B="urn:ietf:params:xml:ns:caldav"/></A:prop></A:principal-property-search>',
    status: 207,
    says: [/<D:displayname>Bob</, /INDIVIDUAL/],
  },
  {
    ...{ app: 'Apple', what: 'asks who is busy', method: 'POST', path: `${homePath}outbox/` },
    headers: {
      ...apple,
      'content-type': 'text/calendar',
      originator: 'mailto:ann@example.com',
      recipient: 'mailto:bob@example.com',
    },
    body: freeBusy,
    status: 200,
    says: [/<C:schedule-response/, /2\.0;Success/, /BEGIN:VFREEBUSY/],
  },
  {
    ...{ app: 'Thunderbird', what: 'looks at a calendar', method: 'PROPFIND', path: calendar },
    headers: { ...thunderbird, depth: '0' },
    body:
      `${xml}<D:propfind xmlns:D="DAV:" xmlns:CS="http://calendarserver.org/ns/" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>` +
      '<D:resourcetype/><D:owner/><D:current-user-principal/><D:current-user-privilege-set/>' +
      '<D:supported-report-set/><C:supported-calendar-component-set/><CS:getctag/></D:prop></D:propfind>',
    status: 207,
    says: [/<C:calendar\/>/, /<D:sync-collection\/>/, /<D:write-content\/>/],
  },
  {
    ...{ app: 'Thunderbird', what: 'syncs the first time', method: 'REPORT', path: calendar },
    headers: { ...thunderbird, depth: '1' },
    body:
      `${xml}<sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level>` +
      '<prop><getcontenttype/><getetag/></prop></sync-collection>',
    status: 207,
    says: [/lunch\.ics/, /<D:sync-token>urn:parley/, /component=vevent/],
  },
  {
    ...{ app: 'Thunderbird', what: 'fetches by full addresses', method: 'REPORT', path: calendar },
    headers: { ...thunderbird, depth: '1' },
    body:
      `${xml}<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">` +
      '<D:prop><D:getetag/><C:calendar-data/></D:prop>' +
      `<D:href>${calendar}lunch.ics</D:href><D:href>${calendar}gone.ics</D:href></C:calendar-multiget>`,
    status: 207,
    says: [/SUMMARY:Lunch/, /gone\.ics<\/D:href><D:status>HTTP\/1\.1 404/],
  },
  {
    ...{ app: 'DAVx5', what: 'lists the home', method: 'PROPFIND', path: homePath },
    headers: { ...davx5, depth: '1' },
    body:
      `${xml}<propfind xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav" xmlns:CARD="urn:ietf:params:xml:ns:carddav"><prop>` +
      '<resourcetype/><displayname/><owner/><current-user-privilege-set/>' +
      '<CAL:calendar-description/><n0:calendar-color xmlns:n0="http://apple.com/ns/ical/"/>' +
      '<CAL:calendar-timezone/><CAL:calendar-timezone-id/><CAL:supported-calendar-component-set/>' +
      '<CARD:addressbook-description/><n1:source xmlns:n1="http://calendarserver.org/ns/"/>' +
      '<n2:Topic xmlns:n2="https://bitfire.at/webdav-push"/></prop></propfind>',
    status: 207,
    says: [/TZID:Europe\/Berlin/, /addressbook-description/, /404 Not Found/],
  },
  {
    ...{ app: 'DAVx5', what: 'asks for recent events', method: 'REPORT', path: calendar },
    headers: { ...davx5, depth: '1' },
    body:
      `${xml}<CAL:calendar-query xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop><getetag/></prop>` +
      '<CAL:filter><CAL:comp-filter name="VCALENDAR"><CAL:comp-filter name="VEVENT">' +
      '<CAL:time-range start="20261201T000000Z"/></CAL:comp-filter></CAL:comp-filter></CAL:filter></CAL:calendar-query>',
    status: 207,
    says: [/lunch\.ics/],
  },
  {
    ...{ app: 'DAVx5', what: 'fetches what it found', method: 'REPORT', path: calendar },
    headers: davx5,
    body:
      `${xml}<CAL:calendar-multiget xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop>` +
      '<getcontenttype/><getetag/><CAL:schedule-tag/>' +
      '<CAL:calendar-data content-type="text/calendar" version="2.0"/></prop>' +
      `<href>${calendar}lunch.ics</href></CAL:calendar-multiget>`,
    status: 207,
    says: [/SUMMARY:Lunch/, /<C:schedule-tag>&quot;|<C:schedule-tag>"/],
  },
  {
    ...{ app: 'DAVx5', what: 'makes a calendar', method: 'MKCOL', path: `${homePath}work/` },
    headers: davx5,
    body:
      `${xml}<mkcol xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><set><prop>` +
      '<resourcetype><collection/><CAL:calendar/></resourcetype><displayname>Work</displayname>' +
      '<n0:calendar-color xmlns:n0="http://apple.com/ns/ical/">#4CAF50FF</n0:calendar-color>' +
      '<CAL:calendar-timezone-id>Europe/Vienna</CAL:calendar-timezone-id>' +
      '<CAL:supported-calendar-component-set><CAL:comp name="VEVENT"/><CAL:comp name="VTODO"/></CAL:supported-calendar-component-set>' +
      '</prop></set></mkcol>',
    status: 201,
  },
  {
    ...{ app: 'Evolution', what: 'asks what changed', method: 'PROPFIND', path: calendar },
    headers: { ...evolution, depth: '0' },
    body: `${xml}<propfind xmlns="DAV:"><prop><C:getctag xmlns:C="http://calendarserver.org/ns/"/></prop></propfind>`,
    status: 207,
    says: [/<CS:getctag>urn:parley/],
  },
  {
    ...{ app: 'Evolution', what: 'lists all events', method: 'REPORT', path: calendar },
    headers: { ...evolution, depth: '1' },
    body:
      `${xml}<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><getetag/></prop>` +
      '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter></C:calendar-query>',
    status: 207,
    says: [/lunch\.ics/],
  },
  {
    ...{ app: 'Evolution', what: 'stores what is new', method: 'PUT' },
    path: `${calendar}20270301T100000Z-1@host.ics`,
    headers: {
      'user-agent': 'Evolution/3.54',
      'content-type': 'text/calendar; charset="utf-8"',
      'if-none-match': '*',
    },
    body: eventText({ uid: 'evolution' }),
    status: 201,
  },
]

describe('requests as calendar apps write them', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ people: [person('ann'), person('bob')] })
    const text = eventText({
      uid: 'lunch',
      organizer: 'ann@example.com',
      attendees: ['bob@example.com'],
    })
    assert.equal((await server.as('ann').put(`${calendar}lunch.ics`, text)).status, 201)
  })
  after(() => server.end())

  for (const { app, what, method, path, headers = {}, body, status, says = [] } of shapes) {
    it(`${app} ${what}`, async () => {
      const sent = { headers: { ...headers }, ...(body !== undefined && { body }) }
      const answer = await server.as('ann').request(method, path, sent)
      assert.equal(answer.status, status, answer.text)
      for (const each of says) assert.match(answer.text, each)
    })
  }
})

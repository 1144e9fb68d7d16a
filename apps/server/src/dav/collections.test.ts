/** Calendars: made, described, deleted (RFC 4791 §5, RFC 5689, RFC 7809, RFC 6638 §4.3, §9). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eventText } from '../testing/calendar-text.ts'
import { contentOf, type DavAnswer, namespaces, responsesOf } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

describe('calendars', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  const mkcalendar = (path: string, props = ''): Promise<DavAnswer> =>
    server.as('ann').request('MKCALENDAR', path, {
      body: `<C:mkcalendar ${namespaces}><D:set><D:prop>${props}</D:prop></D:set></C:mkcalendar>`,
    })
  const patch = (path: string, set: string, remove = ''): Promise<DavAnswer> =>
    server.as('ann').request('PROPPATCH', path, {
      body: `<D:propertyupdate ${namespaces}><D:set><D:prop>${set}</D:prop></D:set><D:remove><D:prop>${remove}</D:prop></D:remove></D:propertyupdate>`,
    })

  it('are made with their properties', async () => {
    const made = await mkcalendar(
      '/dav/calendars/ann/work/',
      '<D:displayname>Work &amp; more</D:displayname><C:calendar-description>d</C:calendar-description><A:calendar-color>#ff0000</A:calendar-color><C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set>',
    )
    assert.equal(made.status, 201)
    const found = await server
      .as('ann')
      .propfind(
        '/dav/calendars/ann/work/',
        '<D:displayname/><C:calendar-description/><A:calendar-color/><C:supported-calendar-component-set/><D:resourcetype/>',
      )
    assert.doesNotMatch(found.text, /404/)
    assert.match(found.text, /Work &amp; more/)
    assert.match(found.text, /<C:supported-calendar-component-set><C:comp name="VTODO"\/><\/C:supp/)
    const event = await server
      .as('ann')
      .put('/dav/calendars/ann/work/x.ics', eventText({ uid: 'x' }))
    assert.equal(event.status, 403)
    assert.match(event.text, /<C:supported-calendar-component\/>/)
  })

  it('are made by extended MKCOL too, and nothing else is', async () => {
    const mkcol = (path: string, type: string, more = ''): Promise<DavAnswer> =>
      server.as('ann').request('MKCOL', path, {
        body: `<D:mkcol ${namespaces}><D:set><D:prop><D:resourcetype>${type}</D:resourcetype><D:displayname>M</D:displayname>${more}</D:prop></D:set></D:mkcol>`,
      })
    assert.equal(
      (await mkcol('/dav/calendars/ann/mk/', '<D:collection/><C:calendar/>')).status,
      201,
    )
    const plain = await mkcol('/dav/calendars/ann/plain/', '<D:collection/>')
    assert.equal(plain.status, 403)
    const told = contentOf(plain.text, 'D:mkcol-response') ?? ''
    assert.match(told, /<D:resourcetype\/>.* 403 .*<D:error><D:valid-resourcetype\/>/)
    assert.match(told, /<D:displayname\/>.* 424 /)
    const calendar = '<D:collection/><C:calendar/>'
    const token = await mkcol('/dav/calendars/ann/odd/', calendar, '<D:sync-token>1</D:sync-token>')
    assert.equal(token.status, 403)
    assert.match(
      contentOf(token.text, 'D:mkcol-response') ?? '',
      /<D:displayname\/>.* 424 .*<D:sync-token\/>.* 403 .*cannot-modify-protected-property/,
    )
    assert.equal((await mkcol('/dav/calendars/ann/mk/', calendar)).status, 405)
  })

  const refusals: readonly (readonly [string, string, string, number, RegExp])[] = [
    ['where there is one', '/dav/calendars/ann/calendar/', '', 403, /resource-must-be-null/],
    [
      'inside another',
      '/dav/calendars/ann/calendar/inner/',
      '',
      403,
      /calendar-collection-location-ok/,
    ],
    ['in the home of another', '/dav/calendars/bob/mine/', '', 403, /need-privileges/],
    [
      'for components that nobody knows',
      '/dav/calendars/ann/odd/',
      '<C:supported-calendar-component-set><C:comp name="VODD"/></C:supported-calendar-component-set>',
      207,
      /supported-calendar-component/,
    ],
    [
      'with a time zone that is none',
      '/dav/calendars/ann/odd/',
      '<C:calendar-timezone>none</C:calendar-timezone>',
      207,
      /valid-calendar-data/,
    ],
    [
      'with a property that only resources of the server have',
      '/dav/calendars/ann/odd/',
      '<D:getetag>1</D:getetag>',
      207,
      /cannot-modify-protected-property/,
    ],
    [
      'with a property of the server',
      '/dav/calendars/ann/odd/',
      '<D:sync-token>1</D:sync-token>',
      207,
      /cannot-modify-protected-property/,
    ],
  ]
  for (const [title, path, props, status, words] of refusals) {
    it(`are not made ${title}`, async () => {
      const answer = await mkcalendar(path, props)
      assert.equal(answer.status, status)
      assert.match(answer.text, words)
      const there = await server.as('ann').propfind('/dav/calendars/ann/odd/', '<D:displayname/>')
      assert.equal(there.status, 404)
    })
  }

  it('take all of a PROPPATCH or nothing', async () => {
    const path = '/dav/calendars/ann/calendar/'
    const mixed = await patch(
      path,
      '<D:displayname>New</D:displayname><D:getetag>x</D:getetag><D:owner/>',
    )
    assert.equal(mixed.status, 207)
    assert.match(mixed.text, /424 Failed Dependency/)
    assert.match(mixed.text, /<D:owner\/><\/D:prop><D:status>HTTP\/1.1 403/)
    const kept = await server.as('ann').propfind(path, '<D:displayname/>')
    assert.match(kept.text, />Calendar</)
    const set = await patch(
      path,
      '<D:displayname>New</D:displayname><X:mood xmlns:X="urn:x">good <X:b k="1">&lt;</X:b></X:mood>',
    )
    assert.doesNotMatch(set.text, /4\d\d /)
    const dead = await server.as('ann').propfind(path, '<mood xmlns="urn:x"/><D:displayname/>')
    assert.match(dead.text, /<D:displayname>New</)
    assert.match(dead.text, /<mood xmlns="urn:x">.*<b xmlns="urn:x" k="1">&lt;/)
    await patch(path, '<D:displayname>Calendar</D:displayname>', '<mood xmlns="urn:x"/>')
    assert.match((await server.as('ann').propfind(path, '<mood xmlns="urn:x"/>')).text, /404/)
    const long = await patch(path, `<mood xmlns="urn:x">${'x'.repeat(30_000)}</mood>`)
    assert.match(long.text, /507/)
  })

  it('have their time zone by value and by name, and either follows the other (RFC 7809 §3.1.5)', async () => {
    const path = '/dav/calendars/ann/calendar/'
    const zones = async (): Promise<readonly (string | undefined)[]> => {
      const { text } = await server
        .as('ann')
        .propfind(path, '<C:calendar-timezone/><C:calendar-timezone-id/>')
      return [
        /TZID:(\S+)/.exec(contentOf(text, 'C:calendar-timezone') ?? '')?.[1],
        contentOf(text, 'C:calendar-timezone-id'),
      ]
    }
    assert.deepEqual(await zones(), ['Europe/Berlin', 'Europe/Berlin'])
    await patch(path, '<C:calendar-timezone-id>America/New_York</C:calendar-timezone-id>')
    assert.deepEqual(await zones(), ['America/New_York', 'America/New_York'])
    await patch(
      path,
      '<C:calendar-timezone>BEGIN:VCALENDAR&#13;\nVERSION:2.0&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:Asia/Tokyo&#13;\nBEGIN:STANDARD&#13;\nDTSTART:19700101T000000&#13;\nTZOFFSETFROM:+0900&#13;\nTZOFFSETTO:+0900&#13;\nEND:STANDARD&#13;\nEND:VTIMEZONE&#13;\nEND:VCALENDAR&#13;\n</C:calendar-timezone>',
    )
    assert.deepEqual(await zones(), ['Asia/Tokyo', 'Asia/Tokyo'])
    const wrong = await patch(path, '<C:calendar-timezone-id>Nowhere/City</C:calendar-timezone-id>')
    assert.match(wrong.text, /valid-timezone/)
    await patch(path, '', '<C:calendar-timezone/>')
    assert.deepEqual(await zones(), ['Europe/Berlin', 'Europe/Berlin'])
    await patch(
      path,
      '<C:calendar-timezone>BEGIN:VCALENDAR&#13;\nVERSION:2.0&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:Ship&#13;\nBEGIN:STANDARD&#13;\nDTSTART:19700101T000000&#13;\nTZOFFSETFROM:-0930&#13;\nTZOFFSETTO:-0930&#13;\nEND:STANDARD&#13;\nEND:VTIMEZONE&#13;\nEND:VCALENDAR&#13;\n</C:calendar-timezone>',
    )
    assert.deepEqual(await zones(), ['Ship', 'Ship'])
    await patch(path, '', '<C:calendar-timezone/>')
  })

  // Requirement: 6638/9.1/calendar-opaque-by-default
  // Requirement: 6638/9.1/calendar-transp-defined
  // Requirement: 6638/9.1/calendar-transp-not-in-allprop
  it('are opaque until they are made transparent', async () => {
    const path = '/dav/calendars/ann/calendar/'
    const asked = (): Promise<DavAnswer> =>
      server.as('ann').propfind(path, '<C:schedule-calendar-transp/>')
    assert.match((await asked()).text, /<C:opaque\/>/)
    await patch(path, '<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>')
    assert.match((await asked()).text, /<C:transparent\/>/)
    await patch(path, '', '<C:schedule-calendar-transp/>')
    assert.match((await asked()).text, /<C:opaque\/>/)
  })

  // Requirement: 6638/4.3/default-calendar-supported
  // Requirement: 6638/4.3/default-calendar-used
  // Requirement: 6638/4.3/new-object-in-attendee-calendar
  // Requirement: 6638/9.2/default-calendar-url-on-inbox
  // Requirement: 6638/4.3/default-calendar-changeable
  // Requirement: 6638/4.3/default-calendar-is-own
  // Requirement: 6638/4.3/default-calendar-not-deleted
  // Requirement: 6638/4.3.1.1/default-calendar-needed
  // Requirement: 6638/4.3.1.2/valid-default-calendar-url
  it('receive invitations in the default one, which stays', async () => {
    const inbox = '/dav/calendars/ann/inbox/'
    const set = (href: string): Promise<DavAnswer> =>
      patch(
        inbox,
        `<C:schedule-default-calendar-URL><D:href>${href}</D:href></C:schedule-default-calendar-URL>`,
      )
    await mkcalendar('/dav/calendars/ann/other/')
    assert.match(
      (await set('/dav/calendars/bob/calendar/')).text,
      /valid-schedule-default-calendar-URL/,
    )
    assert.match(
      (await set('/dav/calendars/ann/inbox/')).text,
      /valid-schedule-default-calendar-URL/,
    )
    assert.match((await set('/dav/calendars/ann/other/')).text, /200 OK/)
    const told = await server.as('ann').propfind(inbox, '<C:schedule-default-calendar-URL/>')
    assert.match(told.text, /\/dav\/calendars\/ann\/other\//)
    await server
      .as('bob')
      .put(
        '/dav/calendars/bob/calendar/inv.ics',
        eventText({ uid: 'inv', organizer: 'bob@example.com', attendees: ['ann@example.com'] }),
      )
    assert.equal((await server.as('ann').objects('other')).size, 1)
    const deleted = await server.as('ann').delete('/dav/calendars/ann/other/')
    assert.equal(deleted.status, 403)
    assert.match(deleted.text, /default-calendar-needed/)
    await set('/dav/calendars/ann/calendar/')
  })

  it('keep availability on the Inbox (RFC 7953 §7.2.4)', async () => {
    const inbox = '/dav/calendars/ann/inbox/'
    const text =
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VAVAILABILITY\r\nUID:av\r\nDTSTAMP:20260101T000000Z\r\nBEGIN:AVAILABLE\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260105T080000Z\r\nDTEND:20260105T160000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\nEND:VCALENDAR\r\n'
    const xml = text.replaceAll('\r', '&#13;')
    assert.match(
      (await patch(inbox, `<C:calendar-availability>${xml}</C:calendar-availability>`)).text,
      /200 OK/,
    )
    const { text: told } = await server.as('ann').propfind(inbox, '<C:calendar-availability/>')
    assert.equal(contentOf(told, 'C:calendar-availability'), text)
    assert.match(
      (await patch(inbox, '<C:calendar-availability>nonsense</C:calendar-availability>')).text,
      /valid-calendar-data/,
    )
    await patch(inbox, '', '<C:calendar-availability/>')
    assert.match((await server.as('ann').propfind(inbox, '<C:calendar-availability/>')).text, /404/)
  })

  // Requirement: 6638/2.2/inbox-only-itip-objects
  // Requirement: 6638/11.2/owner-has-outbox
  // Requirement: 6638/2/server-makes-scheduling-collections
  // Requirement: 6638/2.1/outbox-resourcetype
  // Requirement: 6638/2.2/inbox-resourcetype
  it('are not the Inbox and the Outbox, which nobody makes or deletes', async () => {
    const ann = server.as('ann')
    for (const name of ['inbox', 'outbox']) {
      assert.equal((await ann.delete(`/dav/calendars/ann/${name}/`)).status, 403)
      assert.equal(
        (await ann.put(`/dav/calendars/ann/${name}/x.ics`, eventText({ uid: 'x' }))).status,
        403,
      )
      const found = await ann.propfind(`/dav/calendars/ann/${name}/`, '<D:resourcetype/>')
      assert.match(
        found.text,
        new RegExp(`<D:resourcetype><D:collection/><C:schedule-${name}/></D:resourcetype>`),
      )
    }
  })

  // Requirement: 6638/3.2.3.2/delete-collection-removes-each
  it('cancel what is in them when they are deleted', async () => {
    const ann = server.as('ann')
    await mkcalendar('/dav/calendars/ann/gone/')
    await ann.put(
      '/dav/calendars/ann/gone/g.ics',
      eventText({ uid: 'g', organizer: 'ann@example.com', attendees: ['carol@example.com'] }),
    )
    assert.equal((await server.as('carol').objects()).size, 1)
    assert.equal((await ann.delete('/dav/calendars/ann/gone/')).status, 204)
    const [text] = (await server.as('carol').objects()).values()
    assert.match(text ?? '', /STATUS:CANCELLED/)
    assert.equal((await ann.propfind('/dav/calendars/ann/gone/', '<D:displayname/>')).status, 404)
    assert.equal((await ann.delete('/dav/calendars/ann/gone/')).status, 404)
    assert.equal((await ann.delete('/dav/calendars/ann/inbox/nothing.ics')).status, 404)
  })

  it('are listed at Depth 1, and never at Depth infinity', async () => {
    const ann = server.as('ann')
    const deep = await ann.propfind('/dav/calendars/ann/', '<D:displayname/>', 'infinity')
    assert.equal(deep.status, 403)
    assert.match(deep.text, /propfind-finite-depth/)
    assert.equal((await ann.propfind('/dav/', '<D:displayname/>', '7')).status, 400)
    const quiet = await ann.request('PROPFIND', '/dav/calendars/ann/', {
      headers: { depth: '1', prefer: 'return=minimal, depth-noroot' },
      body: `<D:propfind ${namespaces}><D:prop><D:displayname/><C:calendar-description/></D:prop></D:propfind>`,
    })
    assert.doesNotMatch(quiet.text, /404/)
    assert.equal(quiet.headers.get('preference-applied'), 'return=minimal')
    assert.ok(!responsesOf(quiet.text).some((each) => each.href === '/dav/calendars/ann/'))
  })
})

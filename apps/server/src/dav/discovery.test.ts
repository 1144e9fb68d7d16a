/** What a client asks to find its way: RFC 6764, RFC 5397, RFC 3744, RFC 6638 §2, caldav-proxy. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { principalByName, replaceMembers } from '@parley/store'
import { createPrincipal } from '../people.ts'
import { eventText } from '../testing/calendar-text.ts'
import { contentOf, namespaces, responsesOf } from '../testing/dav-client.ts'
import { person, startTestServer, type TestServer, usualPeople } from '../testing/start.ts'

describe('discovery', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ people: [...usualPeople, person('dora'), person('emil')] })
  })
  after(() => server.end())

  // Requirement: 6638/2.1/outbox-outside-calendars
  // Requirement: 6638/2.2/inbox-outside-calendars
  // Requirement: 6638/2.4.1/address-set-supported
  // Requirement: 6638/2.4.2/user-type-defined
  // Requirement: 6638/2.4.2/user-type-same-as-cutype
  // Requirement: 6638/11.2/owner-has-outbox
  it('leads from the well-known place to the principal, the home and the calendars', async () => {
    const ann = server.as('ann')
    for (const path of ['/.well-known/caldav', '/.well-known/caldav/']) {
      const first = await ann.request('PROPFIND', path, { headers: { depth: '0' } })
      assert.equal(first.status, 301)
      assert.equal(first.headers.get('location'), '/dav/')
    }
    for (const path of ['/', '/dav/', '/dav', '/dav/principals/', '/dav/calendars/ann/']) {
      const found = await ann.propfind(path, '<D:current-user-principal/>')
      assert.equal(found.status, 207, path)
      assert.match(found.text, /<D:current-user-principal><D:href>\/dav\/principals\/ann\/</, path)
    }
    const principal = await ann.propfind(
      '/dav/principals/ann/',
      '<C:calendar-home-set/><C:calendar-user-address-set/><C:schedule-inbox-URL/><C:schedule-outbox-URL/><C:calendar-user-type/><D:displayname/><D:principal-URL/>',
    )
    assert.doesNotMatch(principal.text, /404/)
    assert.match(principal.text, /<D:href preferred="1">mailto:ann@example.com</)
    assert.match(principal.text, /<C:calendar-user-type>INDIVIDUAL</)
    const home = await ann.propfind('/dav/calendars/ann/', '<D:resourcetype/>', '1')
    const types = responsesOf(home.text).map(
      (each) => `${each.href} ${/<C:[\w-]+\/>/.exec(each.xml)?.[0]}`,
    )
    assert.deepEqual(types, [
      '/dav/calendars/ann/ undefined',
      '/dav/calendars/ann/calendar/ <C:calendar/>',
      '/dav/calendars/ann/inbox/ <C:schedule-inbox/>',
      '/dav/calendars/ann/outbox/ <C:schedule-outbox/>',
    ])
  })

  // Requirement: 6638/2/calendar-access-required
  // Requirement: 6638/2/dav-header-auto-schedule
  it('tells in OPTIONS what the server can do', async () => {
    const answer = await server.as('ann').request('OPTIONS', '/dav/calendars/ann/calendar/')
    assert.equal(answer.status, 200)
    const classes = answer.headers.get('dav')?.split(', ') ?? []
    for (const each of [
      '1',
      '3',
      'access-control',
      'calendar-access',
      'calendar-auto-schedule',
      'extended-mkcol',
      'calendar-proxy',
    ]) {
      assert.ok(classes.includes(each), each)
    }
    assert.match(answer.headers.get('allow') ?? '', /PROPFIND.*REPORT.*MKCALENDAR/)
  })

  // Requirement: 6638/11/http-authentication
  // Requirement: 6638/11.4/unauthenticated-cannot-schedule
  it('tells strangers nothing', async () => {
    for (const method of ['PROPFIND', 'GET', 'PUT', 'DELETE', 'REPORT', 'POST', 'MKCALENDAR']) {
      const answer = await fetch(`${server.url}/dav/calendars/ann/calendar/x.ics`, { method })
      assert.equal(answer.status, 401, method)
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic/)
    }
    for (const wrong of [
      btoa('ann:wrong'),
      btoa('ann'),
      '',
      '???',
      `${btoa('ann:ann-secret')} x`,
    ]) {
      const authorization = `Basic ${wrong}`
      const answer = await fetch(`${server.url}/dav/`, {
        method: 'PROPFIND',
        headers: { authorization },
      })
      assert.equal(answer.status, 401, wrong)
    }
  })

  // Requirement: 6638/2.1.1/outbox-url-not-in-allprop
  // Requirement: 6638/2.2.1/inbox-url-not-in-allprop
  // Requirement: 6638/2.4.1/address-set-not-in-allprop
  // Requirement: 6638/2.4.2/user-type-not-in-allprop
  it('keeps what is long out of allprop, and names it in propname', async () => {
    const ann = server.as('ann')
    const all = await ann.request('PROPFIND', '/dav/principals/ann/', { headers: { depth: '0' } })
    assert.match(all.text, /<D:displayname>Ann</)
    assert.doesNotMatch(all.text, /schedule-inbox|schedule-outbox|calendar-user/)
    const body = `<D:propfind ${namespaces}><D:propname/></D:propfind>`
    const names = await ann.request('PROPFIND', '/dav/principals/ann/', {
      headers: { depth: '0' },
      body,
    })
    assert.match(names.text, /<C:schedule-inbox-URL\/>/)
    const included = `<D:propfind ${namespaces}><D:allprop/><D:include><C:calendar-user-type/></D:include></D:propfind>`
    const more = await ann.request('PROPFIND', '/dav/principals/ann/', {
      headers: { depth: '0' },
      body: included,
    })
    assert.match(more.text, /calendar-user-type>INDIVIDUAL/)
  })

  // Requirement: 6638/2.4.1/address-set-searchable
  // Requirement: 6638/2.4.1/address-set-listed-as-searchable
  // Requirement: 6638/2.4.2/user-type-searchable
  // Requirement: 6638/2.4.2/user-type-listed-as-searchable
  it('finds people and rooms by name, address and kind', async () => {
    const ann = server.as('ann')
    const search = async (prop: string, match: string, test = ''): Promise<string[]> => {
      const answer = await ann.report(
        '/dav/principals/',
        `<D:principal-property-search ${namespaces} ${test}><D:property-search><D:prop>${prop}</D:prop>${match}</D:property-search><D:prop><D:displayname/></D:prop></D:principal-property-search>`,
        { depth: '0' },
      )
      assert.equal(answer.status, 207)
      return responsesOf(answer.text).map((each) => each.href.split('/').at(-2) ?? '')
    }
    assert.deepEqual(await search('<D:displayname/>', '<D:match>AR</D:match>'), ['carol'])
    assert.deepEqual(
      await search('<D:displayname/>', '<D:match match-type="starts-with">b</D:match>'),
      ['bob'],
    )
    assert.deepEqual(
      await search(
        '<C:calendar-user-address-set/>',
        '<D:match>mailto:robert@example.com</D:match>',
      ),
      ['bob'],
    )
    assert.deepEqual(
      await search('<C:calendar-user-type/>', '<D:match match-type="equals">ROOM</D:match>'),
      ['room'],
    )
    const listed = await ann.report(
      '/dav/principals/',
      `<D:principal-search-property-set ${namespaces}/>`,
    )
    assert.match(listed.text, /<C:calendar-user-address-set\/>/)
    assert.match(listed.text, /<C:calendar-user-type\/>/)
  })

  it('follows properties that are hrefs, and finds the principal that one is', async () => {
    const ann = server.as('ann')
    const expanded = await ann.report(
      '/dav/principals/ann/',
      `<D:expand-property ${namespaces}><D:property name="calendar-home-set" namespace="urn:ietf:params:xml:ns:caldav"><D:property name="displayname"/></D:property><D:property name="nothing"/></D:expand-property>`,
      { depth: '0' },
    )
    assert.equal(expanded.status, 207)
    assert.match(
      expanded.text,
      /<C:calendar-home-set><D:response><D:href>\/dav\/calendars\/ann\/<\/D:href>.*<D:displayname>Ann</,
    )
    const match = await ann.report(
      '/dav/principals/',
      `<D:principal-match ${namespaces}><D:self/></D:principal-match>`,
    )
    assert.deepEqual(
      responsesOf(match.text).map((each) => each.href),
      ['/dav/principals/ann/'],
    )
  })

  it('finds what is one’s own: oneself, one’s groups, and what names one as its owner', async () => {
    const match = async (name: string, path: string, what: string): Promise<readonly string[]> => {
      const body = `<D:principal-match ${namespaces}>${what}</D:principal-match>`
      const answer = await server.as(name).report(path, body, { depth: '0' })
      assert.equal(answer.status, 207)
      return responsesOf(answer.text).map((each) => each.href)
    }
    await server.parts.store.write([], async (tables) => {
      const team = await createPrincipal(tables, server.parts, person('team', { kind: 'group' }))
      const ann = await principalByName(tables, 'ann')
      await replaceMembers(tables, team.id, [ann?.id ?? ''])
    })
    const group = '/dav/principals/team/'
    const self = '/dav/principals/ann/'
    assert.deepEqual(await match('ann', '/dav/principals/', '<D:self/>'), [self, group])
    assert.deepEqual(await match('ann', group, '<D:self/>'), [group])
    assert.deepEqual(await match('emil', group, '<D:self/>'), [])
    const owner = '<D:principal-property><D:owner/></D:principal-property>'
    const [path, text] = ['/dav/calendars/ann/calendar/match.ics', eventText({ uid: 'match' })]
    await server.as('ann').put(path, text)
    for (const above of ['/', '/dav/calendars/', '/dav/calendars/ann/']) {
      const found = await match('ann', above, owner)
      for (const each of ['inbox/', 'outbox/', 'calendar/', 'calendar/match.ics']) {
        assert.ok(found.includes(`/dav/calendars/ann/${each}`), each)
      }
    }
    assert.deepEqual(await match('emil', '/dav/calendars/ann/', owner), [])
    await server.as('ann').delete(path)
  })

  // Requirement: 6638/6.1.1/schedule-deliver
  // Requirement: 6638/6.2.1/schedule-send
  // Requirement: 6638/6/privileges-in-supported-set
  // Requirement: 6638/6.3/all-contains-scheduling
  // Requirement: 6638/6.3/deliver-contains
  // Requirement: 6638/6.3/send-contains
  it('lists the privileges that there are, scheduling ones under DAV:all', async () => {
    const ann = server.as('ann')
    for (const [name, outer, inner] of [
      ['inbox', 'schedule-deliver', ['invite', 'reply']],
      ['outbox', 'schedule-send', ['invite', 'reply', 'freebusy']],
    ] as const) {
      const found = await ann.propfind(
        `/dav/calendars/ann/${name}/`,
        '<D:supported-privilege-set/><D:current-user-privilege-set/>',
      )
      const tree = contentOf(found.text, 'D:supported-privilege-set') ?? ''
      assert.match(
        tree,
        new RegExp(`^<D:supported-privilege><D:privilege><D:all/></D:privilege>.*<C:${outer}/>`),
      )
      for (const each of inner)
        assert.match(tree, new RegExp(`<C:${outer}/>.*<C:${outer}-${each}/>`))
      assert.match(
        contentOf(found.text, 'D:current-user-privilege-set') ?? '',
        new RegExp(`<C:${outer}/>`),
      )
    }
  })

  it('lets a delegate in as far as the owner says, and shows whom one acts for', async () => {
    const [ann, dora] = [server.as('ann'), server.as('dora')]
    const set = (access: string, members: string) =>
      ann.request('PROPPATCH', `/dav/principals/ann/calendar-proxy-${access}/`, {
        body: `<D:propertyupdate ${namespaces}><D:set><D:prop><D:group-member-set>${members}</D:group-member-set></D:prop></D:set></D:propertyupdate>`,
      })
    assert.equal(
      (await dora.propfind('/dav/calendars/ann/calendar/', '<D:displayname/>')).status,
      403,
    )
    const given = await set('read', '<D:href>/dav/principals/dora/</D:href>')
    assert.match(given.text, /200 OK/)
    assert.equal(
      (await dora.propfind('/dav/calendars/ann/calendar/', '<D:displayname/>')).status,
      207,
    )
    const text =
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:by-dora\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    assert.equal((await dora.put('/dav/calendars/ann/calendar/d.ics', text)).status, 403)
    const shown = await dora.propfind(
      '/dav/principals/dora/',
      '<CS:calendar-proxy-read-for/><CS:calendar-proxy-write-for/><D:group-membership/>',
    )
    assert.match(shown.text, /calendar-proxy-read-for><D:href>\/dav\/principals\/ann\//)
    assert.match(shown.text, /group-membership>.*\/dav\/principals\/ann\/calendar-proxy-read\//)
    await set('write', '<D:href>/dav/principals/dora/</D:href>')
    assert.equal((await dora.put('/dav/calendars/ann/calendar/d.ics', text)).status, 201)
    const members = await ann.propfind(
      '/dav/principals/ann/calendar-proxy-write/',
      '<D:group-member-set/>',
    )
    assert.match(members.text, /\/dav\/principals\/dora\//)
    await set('write', '')
    assert.equal(
      (await dora.propfind('/dav/calendars/ann/calendar/', '<D:displayname/>')).status,
      403,
    )
    const stranger = await dora.request('PROPPATCH', '/dav/principals/ann/calendar-proxy-write/', {
      body: `<D:propertyupdate ${namespaces}><D:set><D:prop><D:group-member-set><D:href>/dav/principals/dora/</D:href></D:group-member-set></D:prop></D:set></D:propertyupdate>`,
    })
    assert.equal(stranger.status, 403)
  })

  it('shares one calendar by ACL, and shows its home to whom it is shared with', async () => {
    const [ann, emil] = [server.as('ann'), server.as('emil')]
    const acl = (grant: string): Promise<{ status: number }> =>
      ann.request('ACL', '/dav/calendars/ann/calendar/', {
        body: `<D:acl ${namespaces}>${grant}</D:acl>`,
      })
    const ace = (privilege: string): string =>
      `<D:ace><D:principal><D:href>/dav/principals/emil/</D:href></D:principal><D:grant><D:privilege><D:${privilege}/></D:privilege></D:grant></D:ace>`
    assert.equal((await acl(ace('read'))).status, 200)
    const homes = await emil.propfind('/dav/principals/emil/', '<C:calendar-home-set/>')
    assert.match(
      homes.text,
      /calendar-home-set><D:href>\/dav\/calendars\/emil\/<\/D:href><D:href>\/dav\/calendars\/ann\//,
    )
    const listed = await emil.propfind('/dav/calendars/ann/', '<D:displayname/>', '1')
    assert.deepEqual(
      responsesOf(listed.text).map((each) => each.href),
      ['/dav/calendars/ann/', '/dav/calendars/ann/calendar/'],
    )
    assert.equal((await emil.delete('/dav/calendars/ann/calendar/d.ics')).status, 403)
    assert.equal((await acl(ace('write'))).status, 200)
    assert.equal((await emil.delete('/dav/calendars/ann/calendar/d.ics')).status, 204)
    const told = await ann.propfind('/dav/calendars/ann/calendar/', '<D:acl/>')
    assert.match(told.text, /<D:acl>.*\/dav\/principals\/emil\/.*<D:write\/>/)
    const who = await ann.report(
      '/dav/calendars/ann/calendar/',
      `<D:acl-principal-prop-set ${namespaces}><D:prop><D:displayname/></D:prop></D:acl-principal-prop-set>`,
      { depth: '0' },
    )
    assert.match(who.text, /Emil/)
    assert.equal((await acl('')).status, 200)
    assert.equal(
      (await emil.propfind('/dav/calendars/ann/calendar/', '<D:displayname/>')).status,
      403,
    )
    assert.equal(
      (
        await acl(
          '<D:ace><D:principal><D:href>/dav/principals/nobody/</D:href></D:principal><D:grant><D:privilege><D:read/></D:privilege></D:grant></D:ace>',
        )
      ).status,
      403,
    )
  })
})

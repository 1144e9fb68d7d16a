/** Inbox, Outbox, Schedule-Tag and privileges through HTTP: what RFC 6638 says beside the main stories. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  answeredText,
  calendarText,
  eventText,
  linesOf,
  statusOf,
} from '../testing/calendar-text.ts'
import { contentOf, type DavAnswer, namespaces, responsesOf } from '../testing/dav-client.ts'
import { person, startTestServer, type TestServer, usualPeople } from '../testing/start.ts'

const home = '/dav/calendars/ann/calendar'
const people = [...usualPeople, person('dora'), person('team', { kind: 'group' })]

describe('scheduling resources', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({
      people,
      config: { limits: { resourceBytes: 20_000, bodyBytes: 60_000 } },
    })
  })
  after(() => server.end())

  const meeting = (uid: string, attendees: readonly string[], lines: readonly string[] = []) =>
    eventText({ uid, organizer: 'ann@example.com', attendees, lines })
  const patch = (path: string, prop: string, name = 'ann'): Promise<DavAnswer> =>
    server.as(name).request('PROPPATCH', path, {
      body: `<D:propertyupdate ${namespaces}><D:set><D:prop>${prop}</D:prop></D:set></D:propertyupdate>`,
    })
  /** Where that person's copy lies, and what it says. */
  const copyOf = async (name: string, uid: string): Promise<{ path: string; text: string }> => {
    const [found] = await server.as(name).objects('calendar', name, uid)
    assert.ok(found, `${name} holds nothing of ${uid}`)
    return { path: `/dav/calendars/${name}/calendar/${found[0]}`, text: found[1] }
  }

  // Requirement: 6638/2.1.1/outbox-url-protected
  // Requirement: 6638/2.2.1/inbox-url-protected
  // Requirement: 6638/2.4.1/address-set-protected
  // Requirement: 6638/2.4.2/user-type-protected
  // Requirement: 6638/9.3/schedule-tag-protected
  it('have properties that only the server sets', async () => {
    await server.as('ann').put(`${home}/tag.ics`, meeting('tag', ['bob@example.com']))
    for (const [path, name] of [
      ['/dav/principals/ann/', 'schedule-outbox-URL'],
      ['/dav/principals/ann/', 'schedule-inbox-URL'],
      ['/dav/principals/ann/', 'calendar-user-address-set'],
      ['/dav/principals/ann/', 'calendar-user-type'],
      [`${home}/tag.ics`, 'schedule-tag'],
    ] as const) {
      const before = await server.as('ann').propfind(path, `<C:${name}/>`)
      const set = await patch(path, `<C:${name}>x</C:${name}>`)
      assert.match(set.text, /HTTP\/1.1 403/, name)
      const after = await server.as('ann').propfind(path, `<C:${name}/>`)
      assert.equal(after.text, before.text)
      assert.doesNotMatch(after.text, /404/)
    }
  })

  // Requirement: 6638/2.2/inbox-no-collections
  // Requirement: 6638/2.1/outbox-children-reserved
  it('have nothing made in them by clients', async () => {
    for (const name of ['inbox', 'outbox']) {
      const path = `/dav/calendars/ann/${name}/inner/`
      const made = await server.as('ann').request('MKCALENDAR', path)
      assert.equal(made.status, 403)
      assert.match(made.text, /calendar-collection-location-ok/)
      const listed = await server.as('ann').propfind(`/dav/calendars/ann/outbox/`, '', '1')
      assert.equal(responsesOf(listed.text).length, 1)
    }
  })

  // Requirement: 6638/2.1.1/no-outbox-no-sending
  // Requirement: 6638/2.2.1/no-inbox-no-reception
  it('are not those of a group, which is told through its members', async () => {
    const ann = server.as('ann')
    const found = await ann.propfind(
      '/dav/principals/team/',
      '<C:schedule-outbox-URL/><C:schedule-inbox-URL/>',
    )
    assert.match(found.text, /404/)
    assert.doesNotMatch(found.text, /outbox\/|inbox\//)
    await ann.put(`${home}/group.ics`, meeting('group', ['team@example.com;CUTYPE=GROUP']))
    const rows = await server.parts.store.read((tables) =>
      tables.selectFrom('resource').select('owner_id').where('uid', '=', 'group').execute(),
    )
    assert.equal(rows.length, 1)
  })

  // Requirement: 6638/2.3/no-dtstart-matches-time-range
  it('show in every range of time what has none', async () => {
    const ann = server.as('ann')
    await ann.put(`${home}/gone.ics`, meeting('gone', ['carol@example.com']))
    await ann.delete(`${home}/gone.ics`)
    const asked = async (range: string): Promise<readonly string[]> => {
      const answer = await server
        .as('carol')
        .report(
          '/dav/calendars/carol/inbox/',
          `<C:calendar-query ${namespaces}><D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range ${range}/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`,
        )
      assert.equal(answer.status, 207)
      return responsesOf(answer.text).map((each) => /METHOD:(\w+)/.exec(each.xml)?.[1] ?? '')
    }
    const day = 'start="20270301T000000Z" end="20270302T000000Z"'
    const other = 'start="20300301T000000Z" end="20300302T000000Z"'
    assert.deepEqual((await asked(day)).toSorted(), ['CANCEL', 'REQUEST'])
    const found = await asked(other)
    const cancel = [...(await server.as('carol').objects('inbox')).values()].find((text) =>
      text.includes('METHOD:CANCEL'),
    )
    assert.ok(cancel !== undefined)
    assert.deepEqual(found, linesOf(cancel, 'DTSTART').length === 0 ? ['CANCEL'] : [])
  })

  // Requirement: 6638/11.1/limits-enforced
  // Requirement: 6638/5.2/max-resource-size
  // Requirement: 6638/5.1/status-403
  // Requirement: 6638/5.1/status-404
  it('take no busy time request that is too long, or where there is no Outbox', async () => {
    const ann = server.as('ann')
    const headers = { 'content-type': 'text/calendar' }
    const long = calendarText(['METHOD:REQUEST', `X-LONG:${'x'.repeat(30_000)}`])
    const refused = await ann.request('POST', '/dav/calendars/ann/outbox/', { body: long, headers })
    assert.equal(refused.status, 403)
    assert.match(refused.text, /max-resource-size/)
    const nowhere = await ann.request('POST', '/dav/calendars/ann/none/', { body: long, headers })
    assert.equal(nowhere.status, 404)
  })

  // Requirement: 6638/3.2.10/tag-on-get-and-put
  // Requirement: 6638/8.2/schedule-tag-header-supported
  // Requirement: 6638/8.2/schedule-tag-is-opaque
  // Requirement: 6638/8.3/if-schedule-tag-match-supported
  // Requirement: 6638/9.3/schedule-tag-defined
  // Requirement: 6638/9.3/schedule-tag-after-copy
  // Requirement: 6638/3.2.10.2/client-may-condition-delete
  // Requirement: 6638/3.2.10.2/matching-tag-goes-on
  // Requirement: 6638/3.2.10.2/tag-mismatch-412
  it('have a Schedule-Tag, told in a header and as a property, that DELETE and MOVE may name', async () => {
    const ann = server.as('ann')
    await ann.request('MKCALENDAR', '/dav/calendars/ann/second/')
    const path = `${home}/tagged.ics`
    await ann.put(path, meeting('tagged', ['bob@example.com']))
    const tag = (await ann.get(path)).headers.get('schedule-tag') ?? ''
    assert.match(tag, /^"[^"]+"$/)
    const told = await ann.propfind(path, '<C:schedule-tag/>')
    assert.equal(contentOf(told.text, 'C:schedule-tag'), tag)
    const bobs = (await copyOf('bob', 'tagged')).path
    assert.match((await server.as('bob').get(bobs)).headers.get('schedule-tag') ?? '', /^"/)
    const there = '/dav/calendars/ann/second/tagged.ics'
    const move = (given: string) =>
      ann.request('MOVE', path, { headers: { destination: there, 'if-schedule-tag-match': given } })
    assert.equal((await move('"other"')).status, 412)
    const moved = await move(tag)
    assert.equal(moved.status, 201)
    const now = moved.headers.get('schedule-tag') ?? ''
    assert.equal((await ann.get(there)).headers.get('schedule-tag'), now)
    assert.equal((await ann.delete(there, { 'if-schedule-tag-match': '"other"' })).status, 412)
    assert.equal((await ann.delete(there, { 'if-schedule-tag-match': now })).status, 204)
  })

  // Requirement: 6638/11.4/authorization-errors-first
  it('tell what one may not, before what else is wrong', async () => {
    const ann = server.as('ann')
    const wrong = { 'if-match': '"x"', 'content-type': 'application/json' }
    for (const [method, path] of [
      ['PUT', '/dav/calendars/bob/calendar/x.ics'],
      ['DELETE', '/dav/calendars/bob/calendar/x.ics'],
      ['POST', '/dav/calendars/bob/outbox/'],
    ] as const) {
      const body = method === 'DELETE' ? {} : { body: 'nonsense' }
      const answer = await ann.request(method, path, { headers: wrong, ...body })
      assert.equal(answer.status, 403)
      assert.match(answer.text, /need-privileges/)
    }
  })

  // Requirement: 6638/6.1/inbox-privileges-ignored-elsewhere
  // Requirement: 6638/6.2/outbox-privileges-ignored-elsewhere
  it('have privileges that give nothing elsewhere', async () => {
    for (const name of ['schedule-deliver', 'schedule-send']) {
      const answer = await server.as('ann').request('ACL', `${home}/`, {
        body: `<D:acl ${namespaces}><D:ace><D:principal><D:href>/dav/principals/dora/</D:href></D:principal><D:grant><D:privilege><C:${name}/></D:privilege></D:grant></D:ace></D:acl>`,
      })
      assert.equal(answer.status, 403)
      assert.equal((await server.as('dora').propfind(`${home}/`, '<D:owner/>')).status, 403)
    }
  })

  // Requirement: 6638/6.2.3/schedule-send-reply
  // Requirement: 6638/6.2.3/writing-needs-send-reply
  // Requirement: 6638/A.2/send-reply-methods
  it('need schedule-send-reply of who answers for another in a shared calendar', async () => {
    const bob = server.as('bob')
    await server.as('ann').put(`${home}/shared.ics`, meeting('shared', ['bob@example.com']))
    await bob.request('ACL', '/dav/calendars/bob/calendar/', {
      body: `<D:acl ${namespaces}><D:ace><D:principal><D:href>/dav/principals/dora/</D:href></D:principal><D:grant><D:privilege><D:write/></D:privilege></D:grant></D:ace></D:acl>`,
    })
    const { path, text } = await copyOf('bob', 'shared')
    const answered = answeredText(text, 'bob@example.com', 'ACCEPTED')
    const refused = await server.as('dora').put(path, answered)
    assert.equal(refused.status, 403)
    assert.match(refused.text, /\/dav\/calendars\/bob\/outbox\/[\s\S]*<C:schedule-send-reply\/>/)
    const anns = (await server.as('ann').get(`${home}/shared.ics`)).text
    assert.equal(statusOf(anns, 'bob@example.com'), 'NEEDS-ACTION')
    assert.equal((await bob.put(path, answered)).status, 204)
  })

  const deliveryTo = (text: string, address: string): string | undefined =>
    /SCHEDULE-STATUS="?([\d.,]+)/.exec(
      linesOf(text, 'ATTENDEE').find((line) => line.includes(address)) ?? '',
    )?.[1]

  // Requirement: 6638/3.2.1.2/status-updated
  // Requirement: 6638/3.2.9/delivery-status
  // Requirement: 6638/3.2.9/reply-status
  // Requirement: 6638/7.3/status-on-organizer-or-attendee
  // Requirement: 6638/7.3/status-value-form
  it('say at each Attendee how the last message went, then what the answer said', async () => {
    const ann = server.as('ann')
    const path = `${home}/status.ics`
    await ann.put(path, meeting('status', ['bob@example.com', 'carol@example.com']))
    const status = async (): Promise<readonly (string | undefined)[]> => {
      const { text } = await ann.get(path)
      return ['bob@', 'carol@'].map((each) => deliveryTo(text, each))
    }
    assert.deepEqual(await status(), ['1.2', '1.2'])
    const { path: mine, text } = await copyOf('bob', 'status')
    await server.as('bob').put(mine, answeredText(text, 'bob@example.com', 'ACCEPTED'))
    assert.deepEqual(await status(), ['2.0', '1.2'])
    const held = (await ann.get(path)).text
    await ann.put(path, held.replace('20270301T110000Z', '20270301T120000Z'))
    assert.deepEqual(await status(), ['1.2', '1.2'])
  })

  // Requirement: 6638/3.2.2.2/status-added
  // Requirement: 6638/3.2.9/no-reply-status-from-organizer
  // Requirement: 6638/7.3/status-for-addressed-organizer
  it('say at the ORGANIZER how the answer to one went', async () => {
    const path = '/dav/calendars/dora/calendar/stored.ics'
    const invitation = eventText({
      uid: 'stored',
      organizer: 'zed@elsewhere.org',
      attendees: ['dora@example.com;PARTSTAT=ACCEPTED'],
    })
    assert.equal((await server.as('dora').put(path, invitation)).status, 201)
    const { text } = await server.as('dora').get(path)
    assert.match(linesOf(text, 'ORGANIZER')[0] ?? '', /SCHEDULE-STATUS="?1\.1/)
    assert.equal(deliveryTo(text, 'dora@'), undefined)
  })

  // Requirement: 6638/4.2/reply-without-object-ignored
  it('of an Organizer who has none any more take no answer', async () => {
    await server.as('ann').put(`${home}/forgotten.ics`, meeting('forgotten', ['dora@example.com']))
    const { path, text } = await copyOf('dora', 'forgotten')
    await server.parts.store.write([], async (tables) => {
      await tables
        .deleteFrom('resource')
        .where('uid', '=', 'forgotten')
        .where('name', '=', 'forgotten.ics')
        .execute()
      await tables.deleteFrom('held').where('uid', '=', 'forgotten').execute()
    })
    const put = await server
      .as('dora')
      .put(path, answeredText(text, 'dora@example.com', 'ACCEPTED'))
    assert.equal(put.status, 204)
    assert.equal((await server.as('ann').get(`${home}/forgotten.ics`)).status, 404)
    assert.equal((await server.as('ann').objects('inbox', 'ann', 'forgotten')).size, 0)
  })

  // Requirement: 6638/3.2.9/5.3-scheduling-not-allowed
  // Requirement: 6638/4/calendar-preconditions-hold
  // Requirement: 6638/4.3/no-calendar-rejects-delivery
  // Requirement: 6638/4.3/attendee-has-a-calendar
  it('bring a message to a calendar that takes its kind, and to nobody who has none', async () => {
    const [ann, carol] = [server.as('ann'), server.as('carol')]
    const make = (name: string, kind: string): Promise<DavAnswer> =>
      carol.request('MKCALENDAR', `/dav/calendars/carol/${name}/`, {
        body: `<C:mkcalendar ${namespaces}><D:set><D:prop><C:supported-calendar-component-set><C:comp name="${kind}"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>`,
      })
    const setDefault = (name: string): Promise<DavAnswer> =>
      patch(
        '/dav/calendars/carol/inbox/',
        `<C:schedule-default-calendar-URL><D:href>/dav/calendars/carol/${name}/</D:href></C:schedule-default-calendar-URL>`,
        'carol',
      )
    const task = (uid: string): string =>
      meeting(uid, ['carol@example.com']).replaceAll('VEVENT', 'VTODO').replace('DTEND:', 'DUE:')
    await make('events', 'VEVENT')
    assert.match((await setDefault('events')).text, /200 OK/)
    assert.equal((await carol.delete('/dav/calendars/carol/calendar/')).status, 204)
    await ann.put(`${home}/task1.ics`, task('task1'))
    assert.equal(deliveryTo((await ann.get(`${home}/task1.ics`)).text, 'carol@'), '5.3')
    assert.deepEqual([...(await carol.objects('inbox', 'carol', 'task1')).keys()], [])
    await make('tasks', 'VTODO')
    assert.match((await setDefault('tasks')).text, /valid-schedule-default-calendar-URL/)
    await ann.put(`${home}/task2.ics`, task('task2'))
    assert.equal(deliveryTo((await ann.get(`${home}/task2.ics`)).text, 'carol@'), '1.2')
    const held = [...(await carol.objects('tasks')).values()].flatMap((text) =>
      linesOf(text, 'UID'),
    )
    assert.deepEqual(held, ['UID:task2'])
    await ann.put(`${home}/fit.ics`, meeting('fit', ['carol@example.com']))
    const events = [...(await carol.objects('events')).values()].flatMap((text) =>
      linesOf(text, 'UID'),
    )
    assert.deepEqual(events, ['UID:fit'])
  })
})

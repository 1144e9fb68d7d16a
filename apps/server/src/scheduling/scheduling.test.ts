/** Implicit scheduling through HTTP, on both databases (RFC 6638). */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { searchTrace } from '@parley/store'
import { eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { type Open, onBothDatabases } from '../testing/databases.ts'
import { namespaces } from '../testing/dav-client.ts'
import type { TestServer } from '../testing/start.ts'
import { prepare } from './testing.ts'

onBothDatabases('scheduling', contract)

function contract(open: Open): void {
  let server: TestServer
  const { fresh, copyOf, held, inboxOf, invitation, answer } = prepare(open, (opened) => {
    server = opened
  })

  // Requirement: 6638/2.2/inbox-keeps-incoming-messages
  // Requirement: 6638/3/changes-are-examined
  // Requirement: 6638/3.2.3.1/new-scheduling-object-creates
  // Requirement: 6638/3.2.10/tag-on-get-and-put
  // Requirement: 6638/4/calendar-privileges-ignored
  // Requirement: 6638/4.1/unmatched-message-is-new
  // Requirement: 6638/7.3/status-only-for-addressed-attendees
  // Requirement: 6638/7.3/status-on-organizer-or-attendee
  // Requirement: 6638/3.2.1.1/server-agent-request
  // Requirement: 6638/3.2.1.1/status-added
  // Requirement: 6638/3.1/server-creates-attendee-object
  // Requirement: 6638/4/copy-stored-in-inbox
  // Requirement: 6638/4/incoming-processed-automatically
  // Requirement: 6638/3.2.9/1.1-sent
  // Requirement: 6638/3.2.9/3.7-unknown-calendar-user
  // Requirement: 6638/3.2.9/5.2-no-route
  it('an invitation is in every local calendar and Inbox when the PUT is answered', async () => {
    const { uid, path } = fresh()
    const put = await server
      .as('ann')
      .put(
        path('ann'),
        invitation(uid, [
          'bob@example.com',
          'carol@example.com',
          'zed@elsewhere.org',
          'nobody@example.com',
        ]).replace('SUMMARY', 'ATTENDEE:urn:uuid:odd\r\nSUMMARY'),
      )
    assert.equal(put.status, 201)
    assert.equal(put.headers.get('etag'), null)
    assert.ok(put.headers.get('schedule-tag'))
    for (const name of ['bob', 'carol']) {
      const { text } = await held(name, uid)
      assert.equal(statusOf(text, `${name}@example.com`), 'NEEDS-ACTION')
      assert.doesNotMatch(text, /SCHEDULE-|METHOD/)
      const [item] = await inboxOf(name, uid)
      assert.match(item ?? '', /METHOD:REQUEST/)
    }
    const { text: own } = await server.as('ann').get(path('ann'))
    const status = (address: string): string | undefined =>
      /SCHEDULE-STATUS="?([\d.]+)/.exec(
        linesOf(own, 'ATTENDEE').find((line) => line.includes(address)) ?? '',
      )?.[1]
    assert.deepEqual(['ann@', 'bob@', 'carol@', 'zed@', 'nobody@', 'urn:uuid'].map(status), [
      undefined,
      '1.2',
      '1.2',
      '1.1',
      '3.7',
      '5.2',
    ])
    const mails = await server.parts.store.read((tables) =>
      tables
        .selectFrom('outbox')
        .selectAll()
        .where('uid', '=', uid)
        .where('kind', '=', 'mail')
        .execute(),
    )
    assert.deepEqual(
      mails.map((each) => [each.recipient, each.method, each.state]),
      [['zed@elsewhere.org', 'REQUEST', 'waiting']],
    )
  })

  // Requirement: 6638/3.2.3.1/scheduling-stays-modifies
  // Requirement: 6638/4.1/matched-message-updates
  // Requirement: 6638/3.2.8/reschedule-resets-partstat
  // Requirement: 6638/3.2.10/attendee-tag-changes-on-update
  // Requirement: 6638/3.2.10/organizer-tag-changes-on-request
  it('a new time asks everybody again, but the Organizer', async () => {
    const { uid, path } = fresh()
    await server.as('ann').put(path('ann'), invitation(uid, ['bob@example.com']))
    await answer('bob', uid, 'ACCEPTED')
    const { text, headers } = await server.as('ann').get(path('ann'))
    const bobs = await held('bob', uid)
    const tag = (await server.as('bob').get(bobs.path)).headers.get('schedule-tag')
    const moved = await server
      .as('ann')
      .put(
        path('ann'),
        text
          .replace('20270301T100000Z', '20270302T100000Z')
          .replace('20270301T110000Z', '20270302T110000Z'),
      )
    assert.equal(moved.status, 204)
    assert.notEqual(moved.headers.get('schedule-tag'), headers.get('schedule-tag'))
    const anns = (await server.as('ann').get(path('ann'))).text
    assert.equal(statusOf(anns, 'bob@example.com'), 'NEEDS-ACTION')
    assert.equal(statusOf(anns, 'ann@example.com'), 'ACCEPTED')
    assert.match(anns, /SEQUENCE:1/)
    const later = await server.as('bob').get(bobs.path)
    assert.match(later.text, /DTSTART:20270302/)
    assert.equal(statusOf(later.text, 'bob@example.com'), 'NEEDS-ACTION')
    assert.notEqual(later.headers.get('schedule-tag'), tag)
  })

  // Requirement: 6638/3.2.10/etag-conditions-still-hold
  // Requirement: 6638/3.2.10.1/client-may-condition-put
  // Requirement: 6638/3.2.10/inconsequential-changes-merged
  // Requirement: 6638/3.2.10.1/other-attendees-kept
  // Requirement: 6638/3.2.10.1/put-tag-mismatch-412
  it('an Organizer’s PUT of what was read before an answer keeps the answer (If-Schedule-Tag-Match)', async () => {
    const { uid, path } = fresh()
    await server.as('ann').put(path('ann'), invitation(uid, ['bob@example.com']))
    const read = await server.as('ann').get(path('ann'))
    const tag = read.headers.get('schedule-tag') ?? ''
    await answer('bob', uid, 'TENTATIVE')
    const stale = read.text.replace('SUMMARY:Lunch', 'SUMMARY:Late lunch')
    const byTag = { 'if-schedule-tag-match': tag }
    assert.equal(
      (
        await server
          .as('ann')
          .put(path('ann'), stale, { 'if-match': read.headers.get('etag') ?? '' })
      ).status,
      412,
    )
    assert.equal((await server.as('ann').put(path('ann'), stale, byTag)).status, 204)
    const { text } = await server.as('ann').get(path('ann'))
    assert.equal(statusOf(text, 'bob@example.com'), 'TENTATIVE')
    assert.match((await held('bob', uid)).text, /Late lunch/)
    assert.equal((await server.as('ann').put(path('ann'), stale, byTag)).status, 412)
    assert.equal((await server.as('ann').delete(path('ann'), byTag)).status, 412)
  })

  // Requirement: 6638/3/operations-equal-itip-methods
  // Requirement: 6638/3.2.1.3/server-agent-cancel
  // Requirement: 6638/3.2.3.2/delete-resource-removes
  it('a deleted meeting is cancelled for everybody', async () => {
    const { uid, path } = fresh()
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['bob@example.com', 'zed@elsewhere.org']))
    assert.equal((await server.as('ann').delete(path('ann'))).status, 204)
    assert.match((await held('bob', uid)).text, /STATUS:CANCELLED/)
    assert.match((await inboxOf('bob', uid)).join(), /METHOD:CANCEL/)
    const mails = await server.parts.store.read((tables) =>
      tables
        .selectFrom('outbox')
        .select('method')
        .where('uid', '=', uid)
        .where('kind', '=', 'mail')
        .orderBy('method')
        .execute(),
    )
    assert.deepEqual(
      mails.map((each) => each.method),
      ['CANCEL', 'REQUEST'],
    )
  })

  // Requirement: 6638/3.2.1.2/attendee-added-request
  // Requirement: 6638/3.2.1.2/attendee-removed-cancel
  // Requirement: 6638/3.2.1.2/attendee-kept-request
  it('guests who come are invited, guests who go are cancelled, and the others keep their answers', async () => {
    const { uid, path } = fresh()
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['bob@example.com', 'carol@example.com']))
    await answer('bob', uid, 'ACCEPTED')
    const { text } = await server.as('ann').get(path('ann'))
    const lines = text.replaceAll('\r\n ', '').split('\r\n')
    const changed = lines
      .map((line) => (/^ATTENDEE.*carol@/.test(line) ? 'ATTENDEE:mailto:dora@example.com' : line))
      .join('\r\n')
    assert.equal((await server.as('ann').put(path('ann'), changed)).status, 204)
    assert.match((await held('carol', uid)).text, /STATUS:CANCELLED/)
    assert.equal(statusOf((await held('dora', uid)).text, 'dora@example.com'), 'NEEDS-ACTION')
    assert.equal(statusOf((await held('bob', uid)).text, 'bob@example.com'), 'ACCEPTED')
    assert.equal(
      statusOf((await server.as('ann').get(path('ann'))).text, 'bob@example.com'),
      'ACCEPTED',
    )
  })

  // Requirement: 6638/3.2.1.1/client-agent-nothing-sent
  // Requirement: 6638/3.2.1.1/none-agent-nothing-sent
  // Requirement: 6638/3.2.1.1/status-only-where-tried
  // Requirement: 6638/3.2.1.2/client-to-server-request
  // Requirement: 6638/3.2.1.2/none-to-server-request
  // Requirement: 6638/3.2.1.2/server-to-client-cancel
  // Requirement: 6638/3.2.1.2/server-to-none-cancel
  it('the schedule agent of an Attendee decides who tells them, and its changes tell them', async () => {
    const { uid, path } = fresh()
    const as = (bob: string, carol: string): string => {
      const agent = (of: string): string => (of === '' ? '' : `;SCHEDULE-AGENT=${of}`)
      return invitation(uid, [`bob@example.com${agent(bob)}`, `carol@example.com${agent(carol)}`])
    }
    const methods = async (name: string): Promise<string[]> =>
      (await inboxOf(name, uid)).map((text) => /METHOD:(\w+)/.exec(text)?.[1] ?? '').sort()
    await server.as('ann').put(path('ann'), as('CLIENT', 'NONE'))
    assert.deepEqual([await copyOf('bob', uid), await copyOf('carol', uid)], [undefined, undefined])
    assert.doesNotMatch((await server.as('ann').get(path('ann'))).text, /SCHEDULE-STATUS/)
    await server.as('ann').put(path('ann'), as('', 'SERVER'))
    assert.deepEqual([await methods('bob'), await methods('carol')], [['REQUEST'], ['REQUEST']])
    await server.as('ann').put(path('ann'), as('CLIENT', 'NONE'))
    assert.deepEqual(
      [await methods('bob'), await methods('carol')],
      [
        ['CANCEL', 'REQUEST'],
        ['CANCEL', 'REQUEST'],
      ],
    )
    assert.match((await held('bob', uid)).text, /STATUS:CANCELLED/)
  })

  // Requirement: 6638/3.2.7/force-send-overrides-silence
  // Requirement: 6638/7.2/force-send-not-kept
  it('a message is forced by SCHEDULE-FORCE-SEND, which is not kept', async () => {
    const { uid, path } = fresh()
    await server.as('ann').put(path('ann'), invitation(uid, ['bob@example.com']))
    assert.equal((await inboxOf('bob', uid)).length, 1)
    await server.as('ann').put(path('ann'), invitation(uid, ['bob@example.com']))
    assert.equal((await inboxOf('bob', uid)).length, 1)
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['bob@example.com;SCHEDULE-FORCE-SEND=REQUEST']))
    assert.equal((await inboxOf('bob', uid)).length, 2)
    assert.doesNotMatch((await server.as('ann').get(path('ann'))).text, /FORCE-SEND/)
  })

  // Requirement: 6638/6.2.2/schedule-send-invite
  // Requirement: 6638/11.2/user-may-send
  // Requirement: 6638/A.2/send-invite-methods
  // Requirement: 5546/6.2.3/access-can-be-restricted
  // Requirement: 6638/6.2.2/writing-needs-send-invite
  // Requirement: 6638/6.2.3/writing-needs-send-reply
  it('who may write in a calendar may send in its owner’s name only as a delegate, and is named', async () => {
    const { uid, path } = fresh()
    const acl = (grant: string) =>
      server.as('ann').request('ACL', '/dav/calendars/ann/calendar/', {
        body: `<D:acl ${namespaces}>${grant}</D:acl>`,
      })
    await acl(
      '<D:ace><D:principal><D:href>/dav/principals/dora/</D:href></D:principal><D:grant><D:privilege><D:write/></D:privilege></D:grant></D:ace>',
    )
    const dora = server.as('dora')
    const refused = await dora.put(path('ann'), invitation(uid, ['bob@example.com']))
    assert.equal(refused.status, 403)
    assert.match(
      refused.text,
      /need-privileges[\s\S]*\/dav\/calendars\/ann\/outbox\/[\s\S]*<C:schedule-send-invite\/>/,
    )
    assert.equal(await copyOf('bob', uid), undefined)
    const plain = fresh()
    assert.equal((await dora.put(plain.path('ann'), eventText({ uid: plain.uid }))).status, 201)
    await acl('')
    await server.as('ann').request('PROPPATCH', '/dav/principals/ann/calendar-proxy-write/', {
      body: `<D:propertyupdate ${namespaces}><D:set><D:prop><D:group-member-set><D:href>/dav/principals/dora/</D:href></D:group-member-set></D:prop></D:set></D:propertyupdate>`,
    })
    assert.equal((await dora.put(path('ann'), invitation(uid, ['bob@example.com']))).status, 201)
    const [item = ''] = await inboxOf('bob', uid)
    assert.match(linesOf(item, 'ORGANIZER')[0] ?? '', /SENT-BY="mailto:dora@example.com"/)
  })

  it('a group is expanded into its members, each once, and a second save brings nobody back', async () => {
    const { uid, path } = fresh()
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['team@example.com;CUTYPE=GROUP', 'bob@example.com']))
    const { text } = await server.as('ann').get(path('ann'))
    const attendees = linesOf(text, 'ATTENDEE')
    assert.deepEqual(
      attendees.map((line) => /mailto:(\w+)@example.com$/.exec(line)?.[1]),
      ['ann', 'team', 'bob', 'carol'],
    )
    assert.match(attendees[3] ?? '', /MEMBER="mailto:team@example.com"/)
    assert.equal((await inboxOf('bob', uid)).length, 1)
    assert.equal((await inboxOf('carol', uid)).length, 1)
    const without = text
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .filter((line) => !/^ATTENDEE.*carol@/.test(line))
    await server.as('ann').put(path('ann'), without.join('\r\n'))
    assert.doesNotMatch((await server.as('ann').get(path('ann'))).text, /carol@/)
    assert.match((await held('carol', uid)).text, /STATUS:CANCELLED/)
  })

  // Requirement: 6638/2.4.1/address-maps-to-principal
  // Requirement: 6638/2.4.1/principal-uri-as-address
  it('an alias in capitals is the person, and so is the principal’s path', async () => {
    const { uid, path } = fresh()
    const text = invitation(uid, ['Robert@Example.COM']).replace(
      'SUMMARY',
      'ATTENDEE:/dav/principals/carol/\r\nSUMMARY',
    )
    assert.equal((await server.as('ann').put(path('ann'), text)).status, 201)
    const mine = await held('bob', uid)
    const put = await server
      .as('bob')
      .put(
        mine.path,
        mine.text.replace(/ATTENDEE[^\r]*Robert/, 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:Robert'),
      )
    assert.equal(put.status, 204)
    assert.equal(
      statusOf((await server.as('ann').get(path('ann'))).text, 'robert@example.com'),
      'ACCEPTED',
    )
    await held('carol', uid)
  })

  // Requirement: 6638/3.2.3.1/plain-becomes-scheduling-creates
  // Requirement: 6638/3.2.3.1/scheduling-becomes-plain-removes
  // Requirement: 6638/3.2.3.1/plain-object-none
  it('a PUT that makes a meeting of an event invites, and one that makes an event of a meeting cancels', async () => {
    const { uid, path } = fresh()
    await server.as('ann').put(path('ann'), eventText({ uid }))
    assert.equal((await server.as('ann').get(path('ann'))).headers.get('schedule-tag'), null)
    await server.as('ann').put(path('ann'), invitation(uid, ['bob@example.com']))
    assert.ok((await server.as('ann').get(path('ann'))).headers.get('schedule-tag'))
    await held('bob', uid)
    await server.as('ann').put(path('ann'), eventText({ uid }))
    assert.match((await held('bob', uid)).text, /STATUS:CANCELLED/)
    assert.equal((await server.as('ann').get(path('ann'))).status, 200)
  })

  it('what is said twice changes nothing, and tells nobody', async () => {
    const { uid, path } = fresh()
    await server.as('ann').put(path('ann'), invitation(uid, ['bob@example.com']))
    const before = await held('bob', uid)
    const { text } = await server.as('ann').get(path('ann'))
    assert.equal((await server.as('ann').put(path('ann'), text)).status, 204)
    assert.deepEqual(await held('bob', uid), before)
    assert.equal((await inboxOf('bob', uid)).length, 1)
  })

  it('every decision leaves its reasons in the trace', async () => {
    const { uid, path } = fresh()
    await server.as('ann').put(path('ann'), eventText({ uid }))
    const rows = await server.parts.store.read((tables) => searchTrace(tables, { uid, limit: 10 }))
    assert.equal(rows.length, 1)
    assert.match(rows[0]?.reasons ?? '', /6638\/3\.1\/no-organizer-no-scheduling/)
  })
}

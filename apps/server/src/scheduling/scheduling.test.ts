/** Implicit scheduling through HTTP, on both databases (RFC 6638). */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { checkStore } from '../admin/check.ts'
import { eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { type Open, onBothDatabases } from '../testing/databases.ts'
import { namespaces } from '../testing/dav-client.ts'
import { person, type TestServer, usualPeople } from '../testing/start.ts'

const people = [
  ...usualPeople,
  person('dora'),
  person('team', { kind: 'group', displayName: 'Team' }),
]

onBothDatabases('scheduling', contract)

function contract(open: Open): void {
  let server: TestServer
  before(async () => {
    server = await open({ people })
    await server.parts.store.write([], async (tables) => {
      const rows = await tables.selectFrom('principal').select(['id', 'name']).execute()
      const ids = new Map(rows.map((each) => [each.name, each.id]))
      for (const name of ['bob', 'carol']) {
        const row = { group_id: ids.get('team') ?? '', member_id: ids.get(name) ?? '' }
        await tables.insertInto('membership').values(row).execute()
      }
    })
  })
  after(async () => {
    const { broken } = await checkStore(server.parts)
    assert.deepEqual(broken, [])
    await server.end()
  })

  let count = 0
  /** A name of its own for each test: the UID, and the resource of whoever makes it. */
  const fresh = (): { uid: string; path: (name: string) => string } => {
    const uid = `m${count++}-${Math.random().toString(36).slice(2)}`
    return { uid, path: (name) => `/dav/calendars/${name}/calendar/${uid}.ics` }
  }
  /** What that person holds of the UID, and where. */
  const copyOf = async (name: string, uid: string) => {
    for (const [file, text] of await server.as(name).objects()) {
      if (text.includes(`UID:${uid}\r\n`))
        return { path: `/dav/calendars/${name}/calendar/${file}`, text }
    }
    return undefined
  }
  const held = async (name: string, uid: string) => {
    const found = await copyOf(name, uid)
    assert.ok(found, `${name} holds nothing of ${uid}`)
    return found
  }
  const inboxOf = async (name: string, uid: string): Promise<string[]> =>
    [...(await server.as(name).objects('inbox')).values()].filter((text) =>
      text.includes(`UID:${uid}\r\n`),
    )
  const invitation = (uid: string, attendees: readonly string[], more = {}): string =>
    eventText({
      uid,
      organizer: 'ann@example.com',
      attendees: ['ann@example.com;PARTSTAT=ACCEPTED', ...attendees],
      ...more,
    })
  /** Bob answers as a calendar app does: his copy with another PARTSTAT. */
  const answer = async (name: string, uid: string, partStat: string, headers = {}) => {
    const { path, text } = await held(name, uid)
    const answered = text
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .map((line) =>
        line.startsWith('ATTENDEE') && line.endsWith(`${name}@example.com`)
          ? `ATTENDEE;PARTSTAT=${partStat}:mailto:${name}@example.com`
          : line,
      )
      .join('\r\n')
    return server.as(name).put(path, answered, headers)
  }

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

  // Requirement: 6638/2.2/inbox-keeps-incoming-messages
  // Requirement: 6638/3.2.2.3/status-updated
  // Requirement: 6638/3.2.10/attendee-tag-changes-on-request
  // Requirement: 6638/4.2/inbox-after-processing
  // Requirement: 6638/3.2.2.3/partstat-change-replies
  // Requirement: 6638/4.2/reply-updates-partstat
  // Requirement: 6638/4.2/reply-sets-schedule-status
  // Requirement: 6638/3.2.10/organizer-tag-kept-on-reply
  // Requirement: 6638/3.2.10/attendee-tag-kept-on-partstat
  // Requirement: 6638/4.2/reply-relayed-to-others
  it('an answer reaches the Organizer at once and the others soon, and no Schedule-Tag of theirs changes', async () => {
    const { uid, path } = fresh()
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['bob@example.com', 'carol@example.com']))
    const annsTag = (await server.as('ann').get(path('ann'))).headers.get('schedule-tag')
    const carols = await held('carol', uid)
    const carolsTag = (await server.as('carol').get(carols.path)).headers.get('schedule-tag')
    const bobs = await held('bob', uid)
    const bobsTag = (await server.as('bob').get(bobs.path)).headers.get('schedule-tag')
    const put = await answer('bob', uid, 'ACCEPTED')
    assert.equal(put.status, 204)
    const after = await server.as('bob').get(bobs.path)
    assert.notEqual(after.headers.get('schedule-tag'), bobsTag)
    assert.match(linesOf(after.text, 'ORGANIZER')[0] ?? '', /SCHEDULE-STATUS="?1\.2/)
    const anns = await server.as('ann').get(path('ann'))
    assert.equal(statusOf(anns.text, 'bob@example.com'), 'ACCEPTED')
    assert.match(
      linesOf(anns.text, 'ATTENDEE').find((line) => line.includes('bob@')) ?? '',
      /SCHEDULE-STATUS="?2\.0/,
    )
    assert.equal(anns.headers.get('schedule-tag'), annsTag)
    assert.match((await inboxOf('ann', uid)).join(), /METHOD:REPLY/)
    await server.followUp.run(5)
    const shown = await server.as('carol').get(carols.path)
    assert.equal(statusOf(shown.text, 'bob@example.com'), 'ACCEPTED')
    assert.equal(shown.headers.get('schedule-tag'), carolsTag)
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

  it('an Attendee’s PUT of what was read before another’s answer is merged too', async () => {
    const { uid, path } = fresh()
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['bob@example.com', 'carol@example.com']))
    const { path: mine, text } = await held('carol', uid)
    const tag = (await server.as('carol').get(mine)).headers.get('schedule-tag') ?? ''
    await answer('bob', uid, 'ACCEPTED')
    await server.followUp.run(5)
    const stale = text
      .replace('ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:carol', 'ATTENDEE:mailto:carol')
      .replace('ATTENDEE:mailto:carol', 'ATTENDEE;PARTSTAT=DECLINED:mailto:carol')
    const put = await server.as('carol').put(mine, stale, { 'if-schedule-tag-match': tag })
    assert.equal(put.status, 204, put.text)
    const carols = (await server.as('carol').get(mine)).text
    assert.equal(statusOf(carols, 'bob@example.com'), 'ACCEPTED')
    assert.equal(
      statusOf((await server.as('ann').get(path('ann'))).text, 'carol@example.com'),
      'DECLINED',
    )
  })

  // Requirement: 6638/3.2.4.4/attendee-changes-restricted
  // Requirement: 6638/3.1/attendee-object
  // Requirement: 6638/3.2.2.1/forbidden-change-refused
  // Requirement: 6638/3.2.2.1/attendee-may-change-alarms
  // Requirement: 6638/3.2.2.1/attendee-may-change-transp
  it('an Attendee may set alarms and transparency, and not the time, the title or other guests', async () => {
    const { uid, path } = fresh()
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['bob@example.com', 'carol@example.com']))
    const { path: mine, text } = await held('bob', uid)
    const forbidden: readonly (readonly [string, string])[] = [
      ['DTSTART:20270301T100000Z', 'DTSTART:20270301T090000Z'],
      ['SUMMARY:Lunch', 'SUMMARY:Mine'],
      ['SUMMARY:Lunch', 'SUMMARY:Lunch\r\nATTENDEE:mailto:zed@elsewhere.org'],
      ['SUMMARY:Lunch', 'SUMMARY:Lunch\r\nRRULE:FREQ=DAILY'],
    ]
    for (const [from, to] of forbidden) {
      const put = await server.as('bob').put(mine, text.replace(from, to))
      assert.equal(put.status, 403, to)
      assert.match(put.text, /<C:allowed-attendee-scheduling-object-change\/>/)
    }
    const own = text.replace(
      'END:VEVENT',
      'TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT',
    )
    assert.equal((await server.as('bob').put(mine, own)).status, 204)
    const read = (await server.as('ann').get(path('ann'))).text
    await server.as('ann').put(path('ann'), read.replace('SUMMARY:Lunch', 'SUMMARY:Brunch'))
    const kept = (await held('bob', uid)).text
    assert.match(kept, /Brunch/)
    assert.match(kept, /TRANSP:TRANSPARENT[\s\S]*TRIGGER:-PT5M/)
    assert.doesNotMatch((await held('carol', uid)).text, /VALARM|TRANSPARENT/)
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

  // Requirement: 6638/8.1/schedule-reply-values
  // Requirement: 6638/8.1/removal-declines
  // Requirement: 6638/8.1/schedule-reply-false-silent
  it('an Attendee who deletes declines, unless Schedule-Reply is F', async () => {
    const { uid, path } = fresh()
    await server
      .as('ann')
      .put(path('ann'), invitation(uid, ['bob@example.com', 'carol@example.com']))
    assert.equal((await server.as('bob').delete((await held('bob', uid)).path)).status, 204)
    assert.equal(
      (await server.as('carol').delete((await held('carol', uid)).path, { 'schedule-reply': 'F' }))
        .status,
      204,
    )
    const { text } = await server.as('ann').get(path('ann'))
    assert.equal(statusOf(text, 'bob@example.com'), 'DECLINED')
    assert.equal(statusOf(text, 'carol@example.com'), 'NEEDS-ACTION')
    assert.equal(await copyOf('bob', uid), undefined)
    // An update does not bring it back to who has declined by deleting it.
    await server.followUp.run(5)
    assert.equal(await copyOf('carol', uid), undefined)
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

  // Requirement: 6638/3.2.2.2/client-agent-no-processing
  // Requirement: 6638/3.2.2.2/attendee-may-store-invitation
  // Requirement: 6638/3.2.2.2/server-agent-normal-rules
  it('an Attendee who stores an invitation with an answer tells the Organizer, unless the client does', async () => {
    const { uid, path } = fresh()
    const invited = eventText({
      uid,
      organizer: 'zed@elsewhere.org',
      attendees: ['bob@example.com;PARTSTAT=ACCEPTED'],
    })
    const waiting = async (): Promise<string[]> =>
      (
        await server.parts.store.read((tables) =>
          tables
            .selectFrom('outbox')
            .select(['method', 'recipient'])
            .where('uid', '=', uid)
            .execute(),
        )
      ).map((each) => `${each.method} ${each.recipient}`)
    await server
      .as('bob')
      .put(path('bob'), invited.replace('ORGANIZER', 'ORGANIZER;SCHEDULE-AGENT=CLIENT'))
    assert.deepEqual(await waiting(), [])
    await server.as('bob').delete(path('bob'))
    const other = fresh()
    const put = await server.as('bob').put(other.path('bob'), invited.replaceAll(uid, other.uid))
    assert.equal(put.status, 201)
    const rows = await server.parts.store.read((tables) =>
      tables
        .selectFrom('outbox')
        .select(['method', 'recipient'])
        .where('uid', '=', other.uid)
        .execute(),
    )
    assert.deepEqual(
      rows.map((each) => `${each.method} ${each.recipient}`),
      ['REPLY zed@elsewhere.org'],
    )
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

  // Requirement: 6638/3.2.6/one-instance-attendee-gets-override
  // Requirement: 6638/3.2.2.3/exdate-declines-instance
  it('one instance is one instance: who is invited to it, who declines it, who is cancelled from it', async () => {
    const { uid, path } = fresh()
    const series = invitation(uid, ['bob@example.com'], { lines: ['RRULE:FREQ=WEEKLY;COUNT=4'] })
    const override = linesOf(
      eventText({
        uid,
        start: '20270308T140000Z',
        end: '20270308T150000Z',
        organizer: 'ann@example.com',
        attendees: ['ann@example.com;PARTSTAT=ACCEPTED', 'bob@example.com', 'carol@example.com'],
        lines: ['RECURRENCE-ID:20270308T100000Z'],
      }),
      '',
    )
    const event = override.slice(
      override.indexOf('BEGIN:VEVENT'),
      override.indexOf('END:VEVENT') + 1,
    )
    await server
      .as('ann')
      .put(path('ann'), series.replace('END:VCALENDAR', `${event.join('\r\n')}\r\nEND:VCALENDAR`))
    const carols = (await held('carol', uid)).text
    assert.equal(carols.match(/BEGIN:VEVENT/g)?.length, 1)
    assert.match(carols, /RECURRENCE-ID:20270308T100000Z/)
    assert.doesNotMatch(carols, /RRULE/)
    const bobs = await held('bob', uid)
    const put = await server
      .as('bob')
      .put(
        bobs.path,
        bobs.text.replace(
          'RRULE:FREQ=WEEKLY;COUNT=4',
          'RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20270315T100000Z',
        ),
      )
    assert.equal(put.status, 204, put.text)
    const anns = (await server.as('ann').get(path('ann'))).text
    const declined =
      anns.split('BEGIN:VEVENT').find((each) => each.includes('RECURRENCE-ID:20270315T100000Z')) ??
      ''
    assert.equal(statusOf(`BEGIN:VEVENT${declined}`, 'bob@example.com'), 'DECLINED')
    assert.equal(statusOf(anns, 'bob@example.com'), 'NEEDS-ACTION')
  })

  // Requirement: 6638/3.1/organizer-object
  // Requirement: 6638/3.2.1.2/forbidden-change-refused
  // Requirement: 6638/3.2.4.3/organizer-changes-restricted
  // Requirement: 6638/11/authenticity-verified
  // Requirement: 6638/11.4/nothing-private-exposed
  // Requirement: 6638/11.2/uid-of-other-organizer-refused
  // Requirement: 6638/11.2/organizer-is-calendar-owner
  it('nobody becomes the Organizer of another’s meeting', async () => {
    const { uid, path } = fresh()
    await server.as('ann').put(path('ann'), invitation(uid, ['bob@example.com']))
    const mine = await held('bob', uid)
    const stolen = await server
      .as('bob')
      .put(mine.path, mine.text.replace('ORGANIZER:mailto:ann@', 'ORGANIZER:mailto:bob@'))
    assert.equal(stolen.status, 403)
    const given = await server
      .as('ann')
      .put(
        path('ann'),
        invitation(uid, ['bob@example.com']).replace(
          'ORGANIZER:mailto:ann@',
          'ORGANIZER:mailto:bob@',
        ),
      )
    assert.equal(given.status, 403)
    assert.match(given.text, /allowed-organizer-scheduling-object-change/)
    // Somebody who is not invited makes an event of the same UID: it is hers, and nobody else's changes.
    await server
      .as('dora')
      .put(
        path('dora'),
        eventText({ uid, organizer: 'dora@example.com', attendees: ['bob@example.com'] }),
      )
    assert.match((await held('bob', uid)).text, /ORGANIZER[^\r]*ann@/)
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
    const rows = await server.parts.store.read((tables) =>
      tables.selectFrom('trace').selectAll().where('uid', '=', uid).execute(),
    )
    assert.equal(rows.length, 1)
    assert.match(rows[0]?.reasons ?? '', /6638\/3\.1\/no-organizer-no-scheduling/)
  })
}

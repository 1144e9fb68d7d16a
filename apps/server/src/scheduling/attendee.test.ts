/** What Attendees do with their copies, and with single instances, through HTTP, on both databases (RFC 6638 §3.2.2, §3.2.6). */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { type Open, onBothDatabases } from '../testing/databases.ts'
import type { TestServer } from '../testing/start.ts'
import { prepare } from './testing.ts'

onBothDatabases('an Attendee', contract)

function contract(open: Open): void {
  let server: TestServer
  const { fresh, copyOf, held, inboxOf, invitation, answer } = prepare(open, (opened) => {
    server = opened
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
}

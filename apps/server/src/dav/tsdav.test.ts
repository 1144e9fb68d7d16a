/** A client library that others use: discovery, create, sync, invite, answer. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { DAVClient } from 'tsdav'
import { eventText, statusOf } from '../testing/calendar-text.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

describe('tsdav', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  async function login(name: string): Promise<DAVClient> {
    const client = new DAVClient({
      serverUrl: server.url,
      credentials: { username: name, password: `${name}-secret` },
      authMethod: 'Basic',
      defaultAccountType: 'caldav',
    })
    await client.login()
    return client
  }

  it('finds calendars, makes one, stores, changes and deletes events, and synchronizes', async () => {
    const client = await login('ann')
    const [calendar, ...more] = await client.fetchCalendars()
    assert.ok(calendar)
    assert.deepEqual(more, [])
    assert.equal(calendar.displayName, 'Calendar')
    assert.ok(calendar.components?.includes('VEVENT'))
    await client.makeCalendar({
      url: `${server.url}/dav/calendars/ann/trips/`,
      props: { displayname: 'Trips' },
    })
    assert.deepEqual((await client.fetchCalendars()).map((each) => each.displayName).sort(), [
      'Calendar',
      'Trips',
    ])
    const made = await client.createCalendarObject({
      calendar,
      filename: 'one.ics',
      iCalString: eventText({ uid: 'one' }),
    })
    assert.equal(made.status, 201)
    const [found] = await client.fetchCalendarObjects({ calendar })
    assert.equal(found?.data, eventText({ uid: 'one' }).trim())
    const inRange = await client.fetchCalendarObjects({
      calendar,
      timeRange: { start: '2027-03-01T00:00:00Z', end: '2027-03-02T00:00:00Z' },
    })
    assert.equal(inRange.length, 1)
    assert.ok(found)
    const changed = await client.updateCalendarObject({
      calendarObject: { ...found, data: eventText({ uid: 'one', summary: 'Two' }) },
    })
    assert.equal(changed.status, 204)
    const stale = await client.updateCalendarObject({
      calendarObject: { ...found, data: eventText({ uid: 'one', summary: 'Three' }) },
    })
    assert.equal(stale.status, 412)
    const synced = await client.smartCollectionSync({
      collection: {
        ...calendar,
        objects: [found],
        objectMultiGet: client.calendarMultiGet.bind(client),
      },
      method: 'webdav',
      detailedResult: true,
    })
    assert.equal(synced.objects.updated.length + synced.objects.created.length, 1)
  })

  it('invites, and answers', async () => {
    const [ann, bob] = await Promise.all([login('ann'), login('bob')])
    const [anns] = (await ann.fetchCalendars()).filter((each) => each.displayName === 'Calendar')
    const [bobs] = await bob.fetchCalendars()
    assert.ok(anns && bobs)
    await ann.createCalendarObject({
      calendar: anns,
      filename: 'lunch.ics',
      iCalString: eventText({
        uid: 'lunch',
        organizer: 'ann@example.com',
        attendees: ['bob@example.com'],
      }),
    })
    const [invitation] = await bob.fetchCalendarObjects({ calendar: bobs })
    assert.ok(invitation)
    const answered = String(invitation.data).replace(
      'ATTENDEE:mailto:bob',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob',
    )
    assert.equal(
      (await bob.updateCalendarObject({ calendarObject: { ...invitation, data: answered } }))
        .status,
      204,
    )
    const objects = await ann.fetchCalendarObjects({ calendar: anns })
    const lunch = objects.find((each) => String(each.data).includes('UID:lunch'))
    assert.equal(statusOf(String(lunch?.data), 'bob@example.com'), 'ACCEPTED')
  })
})

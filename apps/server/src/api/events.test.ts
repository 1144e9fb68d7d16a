import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ApiAnswer, type ApiClient, apiClient } from '../testing/api-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

let server: TestServer
let ann: ApiClient
let bob: ApiClient
let carol: ApiClient

describe('events through the API', () => {
  before(async () => {
    server = await startTestServer({ clock: () => 1_798_700_000 })
    ann = apiClient(server.url, 'ann')
    bob = apiClient(server.url, 'bob')
    carol = apiClient(server.url, 'carol')
  })
  after(() => server.end())

  async function calendarOf(who: ApiClient): Promise<string> {
    const { body } = await who.get('/calendars')
    return body.calendars[0].id
  }

  type Draft = Readonly<Record<string, unknown>>

  async function meeting(draft: Draft = {}): Promise<ApiAnswer['body']> {
    const made = await ann.post(`/calendars/${await calendarOf(ann)}/events`, {
      title: 'Plan',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      attendees: [{ address: 'bob@example.com' }, { address: 'carol@example.com' }],
      ...draft,
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body
  }

  /** The event as someone else holds it. */
  async function copyOf(who: ApiClient, uid: string): Promise<ApiAnswer['body'] | undefined> {
    const { body } = await who.get('/events?from=2027-02-01&to=2027-06-30')
    const found = body.instances.find((each: { uid: string }) => each.uid === uid)
    return found && (await who.get(`/events/${found.event}`)).body
  }

  function statusIn(event: ApiAnswer['body'], address: string): string | undefined {
    return event.shown.attendees.find((each: { address: string }) => each.address === address)
      ?.status
  }

  describe('events', () => {
    it('invites, says who was told, and shows the answer to the Organizer', async () => {
      const made = await meeting()
      assert.deepEqual(
        made.consequences.told.flatMap((each: ApiAnswer['body']) =>
          each.recipients.map((to: { address: string }) => `${each.method} ${to.address}`),
        ),
        ['REQUEST bob@example.com', 'REQUEST carol@example.com'],
      )
      const copy = await copyOf(bob, made.event.uid)
      assert.equal(copy.role, 'attendee')
      assert.equal(copy.shown.start, '2027-03-01T10:00:00')
      assert.equal(copy.shown.zone, 'Europe/Berlin')
      const comment = 'I bring cake'
      const said = await bob.post(`/events/${copy.id}/answer`, { status: 'accepted', comment })
      assert.equal(said.status, 200)
      const held = (await ann.get(`/events/${made.event.id}`)).body
      assert.equal(statusIn(held, 'bob@example.com'), 'accepted')
      assert.equal(held.shown.attendees[1].comment, comment)
    })

    it('says before a move whose answers start over, and saves nothing', async () => {
      const made = await meeting()
      const copy = await copyOf(carol, made.event.uid)
      await carol.post(`/events/${copy.id}/answer`, { status: 'accepted' })
      const path = `/events/${made.event.id}`
      const before = (await ann.get(path)).body
      const seen = await ann.patch(`${path}?preview=true`, { start: '2027-03-01T12:00' })
      assert.equal(seen.body.preview, true)
      assert.equal(seen.body.event.shown.start, '2027-03-01T10:00:00', 'the event as it stands')
      assert.deepEqual(seen.body.consequences.resets, [
        { address: 'carol@example.com', instance: '', was: 'accepted' },
      ])
      assert.deepEqual((await ann.get(path)).body, before)
      const moved = await ann.patch(path, { start: '2027-03-01T12:00' })
      assert.equal(moved.body.event.shown.end, '2027-03-01T13:00:00')
      assert.equal(statusIn(moved.body.event, 'carol@example.com'), 'needs-action')
      assert.equal((await copyOf(carol, made.event.uid)).shown.start, '2027-03-01T12:00:00')
    })

    it('answers one instance of a series and leaves the others', async () => {
      const made = await meeting({ rule: 'FREQ=WEEKLY;COUNT=4' })
      const copy = await copyOf(bob, made.event.uid)
      const instances = ['20270308T090000Z']
      await bob.post(`/events/${copy.id}/answer`, { status: 'declined', instances })
      const held = (await ann.get(`/events/${made.event.id}?instance=20270308T090000Z`)).body
      assert.equal(statusIn(held, 'bob@example.com'), 'declined')
      const series = (await ann.get(`/events/${made.event.id}`)).body
      assert.equal(statusIn(series, 'bob@example.com'), 'needs-action')
    })

    it('changes one instance, this and following, and all of a series', async () => {
      const made = await meeting({ rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=6' })
      const path = `/events/${made.event.id}`
      const one = { instance: '20270308T090000Z', range: 'this', start: '2027-03-08T15:00' }
      assert.equal((await ann.patch(path, one)).status, 200)
      const all = await ann.patch(path, {
        instance: '20270301T090000Z',
        start: '2027-03-02T10:30',
        title: 'Plans',
      })
      assert.equal(all.status, 200, JSON.stringify(all.body))
      assert.equal(all.body.event.shown.rule, 'FREQ=WEEKLY;COUNT=6;BYDAY=TU')
      const [changed] = all.body.event.changed
      assert.equal(changed.title, 'Plans')
      assert.equal(changed.start, '2027-03-08T15:00:00')
      const rest = { instance: '20270323T093000Z', range: 'following', location: 'Roof' }
      const split = await ann.patch(path, rest)
      assert.equal(split.status, 200, JSON.stringify(split.body))
      const starts = (await bob.get('/events?from=2027-03-01&to=2027-05-01')).body.instances
        .filter((each: { title: string }) => each.title === 'Plans')
        .map((each: ApiAnswer['body']) => [each.start.slice(5, 16), each.location ?? ''])
      assert.deepEqual(starts, [
        ['03-02T10:30', ''],
        ['03-08T15:00', ''],
        ['03-16T10:30', ''],
        ['03-23T10:30', 'Roof'],
        ['03-30T10:30', 'Roof'],
        ['04-06T10:30', 'Roof'],
      ])
    })

    it('splits and cuts a series without guests', async () => {
      const made = await meeting({ title: 'Run', rule: 'FREQ=DAILY;COUNT=5', attendees: [] })
      const path = `/events/${made.event.id}`
      assert.equal(made.event.role, 'owner')
      const split = await ann.patch(path, {
        instance: '20270304T090000Z',
        range: 'following',
        title: 'Walk',
      })
      assert.equal(split.status, 200, JSON.stringify(split.body))
      await ann.delete(`${path}?instance=20270302T090000Z&range=this`)
      const titles = (await ann.get('/events?from=2027-03-01&to=2027-03-10')).body.instances
        .filter((each: { title: string }) => ['Run', 'Walk'].includes(each.title))
        .map((each: ApiAnswer['body']) => `${each.start.slice(8, 10)} ${each.title}`)
      assert.deepEqual(titles, ['01 Run', '03 Run', '04 Walk', '05 Walk'])
    })

    it('books a room in the same step, and tells of a clash', async () => {
      const room = [{ address: 'room@example.com' }]
      const when = { start: '2027-04-05T10:00', end: '2027-04-05T11:00', attendees: room }
      const first = await meeting(when)
      assert.deepEqual(first.consequences.rooms, [
        { address: 'room@example.com', status: 'accepted' },
      ])
      const second = await meeting(when)
      assert.deepEqual(second.consequences.rooms, [
        { address: 'room@example.com', status: 'declined' },
      ])
    })

    it('carries a proposal to the Organizer and back', async () => {
      const made = await meeting()
      const copy = await copyOf(bob, made.event.uid)
      const proposed = await bob.post(`/events/${copy.id}/counter`, {
        start: '2027-03-01T16:00',
        comment: 'Later?',
      })
      assert.equal(proposed.body.consequences.told[0].method, 'COUNTER')
      const pending = (await ann.get(`/events/${made.event.id}/counters`)).body
      const [counter] = pending.counters
      assert.equal(counter.from, 'bob@example.com')
      const accept = `/events/${made.event.id}/counters/${encodeURIComponent(counter.id)}/accept`
      const accepted = await ann.post(accept)
      assert.equal(accepted.body.event.shown.start, '2027-03-01T16:00:00')
      assert.equal((await copyOf(carol, made.event.uid)).shown.start, '2027-03-01T16:00:00')
    })

    it('cancels one instance for all, and deletes all', async () => {
      const made = await meeting({ rule: 'FREQ=DAILY;COUNT=3' })
      const path = `/events/${made.event.id}`
      const cancelled = await ann.delete(`${path}?instance=20270302T090000Z&range=this`)
      assert.equal(cancelled.body.consequences.told[0].method, 'CANCEL')
      const gone = await ann.delete(path)
      assert.equal(gone.status, 200)
      assert.equal((await ann.get(path)).status, 404)
      assert.equal((await copyOf(bob, made.event.uid))?.shown.status, 'cancelled')
    })

    it('stores silently where it is told to', async () => {
      const made = await meeting({ silent: true })
      assert.deepEqual(made.consequences.told, [])
      assert.equal(await copyOf(bob, made.event.uid), undefined)
    })

    it('refuses an Attendee who changes what is the Organizer’s, and names the field at fault', async () => {
      const made = await meeting()
      const copy = await copyOf(bob, made.event.uid)
      const refused = await bob.patch(`/events/${copy.id}`, { start: '2027-03-01T18:00' })
      assert.equal(refused.status, 422)
      assert.equal(refused.body.code, 'allowed-attendee-scheduling-object-change')
      const own = await bob.patch(`/events/${copy.id}`, { alarms: [{ trigger: '-PT5M' }] })
      assert.deepEqual(own.body.consequences.told, [])
      assert.equal(own.body.event.shown.alarms[0].trigger, '-PT5M')
      const wrong = await ann.patch(`/events/${made.event.id}`, { start: '2027-02-30', color: 7 })
      assert.equal(wrong.headers.get('content-type'), 'application/problem+json; charset=utf-8')
      assert.deepEqual(
        wrong.body.errors.map((each: { field: string }) => each.field),
        ['start', 'color'],
      )
    })

    it('keeps a change that was made on an older version out', async () => {
      const made = await meeting()
      const path = `/events/${made.event.id}`
      const headers = { 'if-match': made.event.etag }
      assert.equal((await ann.patch(path, { title: 'One' }, headers)).status, 200)
      assert.equal((await ann.patch(path, { title: 'Two' }, headers)).status, 412)
    })
  })
})

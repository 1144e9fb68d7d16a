/** What waits for a person, and why something went out or did not. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ApiAnswer } from '../testing/api-client.ts'
import { type Json, type Meetings, startMeetings } from '../testing/meetings.ts'

const now = 1_798_700_000

describe('what the API tells of what waits', () => {
  let server: Meetings['server']
  let ann: Meetings['ann']
  let bob: Meetings['bob']
  let carol: Meetings['carol']
  let meeting: Meetings['meeting']
  let invitation: Meetings['invitation']
  before(async () => {
    ;({ server, ann, bob, carol, meeting, invitation } = await startMeetings(() => now))
  })
  after(() => server.end())

  describe('what waits', () => {
    it('is an invitation until it is answered, of a series or of one instance', async () => {
      const made = await meeting({ rule: 'FREQ=DAILY;COUNT=3' })
      const waiting = await invitation(bob, made.event.uid)
      assert.deepEqual(waiting.instances, [])
      await bob.post(`/events/${waiting.event}/answer`, { status: 'tentative' })
      assert.equal(await invitation(bob, made.event.uid), undefined)
      const moved = { instance: '20270302T090000Z', range: 'this', start: '2027-03-02T15:00' }
      await ann.patch(`/events/${made.event.id}`, moved)
      const again = await invitation(bob, made.event.uid)
      assert.deepEqual(again.instances, ['20270302T090000Z'])
    })

    it('tells what changed since the last answer, from the first version to the last', async () => {
      const made = await meeting({ title: 'Before', location: 'Room 1' })
      const held = await invitation(bob, made.event.uid)
      assert.deepEqual(held.changes, [])
      const path = `/events/${made.event.id}`
      await ann.patch(path, { start: '2027-03-01T12:00', end: '2027-03-01T13:30', location: null })
      await ann.patch(path, { title: 'After' })
      await ann.patch(path, { start: '2027-03-01T15:00', end: '2027-03-01T16:30' })
      const moved = await invitation(bob, made.event.uid)
      const of = (what: string): Json => moved.changes.find((each: Json) => each.what === what)
      assert.deepEqual(of('start'), {
        instance: '',
        what: 'start',
        before: '2027-03-01T09:00:00Z',
        after: '2027-03-01T14:00:00Z',
      })
      assert.deepEqual(of('title'), {
        instance: '',
        what: 'title',
        before: 'Before',
        after: 'After',
      })
      assert.deepEqual(of('location'), { instance: '', what: 'location', before: 'Room 1' })
      assert.deepEqual(
        [of('end').before, of('end').after],
        ['2027-03-01T10:00:00Z', '2027-03-01T15:30:00Z'],
      )
      await bob.post(`/events/${moved.event}/answer`, { status: 'accepted' })
      await ann.patch(path, { start: '2027-03-02T15:00', end: '2027-03-02T16:30' })
      const again = await invitation(bob, made.event.uid)
      assert.deepEqual(
        again.changes.map((each: Json) => [each.what, each.before]),
        [
          ['start', '2027-03-01T14:00:00Z'],
          ['end', '2027-03-01T15:30:00Z'],
        ],
      )
      const { trace } = (await bob.get(`/trace?uid=${made.event.uid}`)).body
      assert.ok(!JSON.stringify(trace).includes('Before'), 'the trace tells no titles')
    })

    it('forgets a change that was taken back', async () => {
      const made = await meeting({ title: 'To and fro' })
      await ann.patch(`/events/${made.event.id}`, { title: 'Other' })
      await ann.patch(`/events/${made.event.id}`, { title: 'To and fro' })
      assert.deepEqual((await invitation(bob, made.event.uid)).changes, [])
    })

    it('tells what else one has at that time, and what is tentative of it', async () => {
      const calendar = (await bob.get('/calendars')).body.calendars[0].id
      const own = (draft: Json): Promise<ApiAnswer> =>
        bob.post(`/calendars/${calendar}/events`, { title: 'Own', ...draft })
      await own({ start: '2027-06-07T10:30', end: '2027-06-07T11:30', title: 'Dentist' })
      await own({ start: '2027-06-07T08:00', end: '2027-06-07T10:00', title: 'Before it' })
      await own({ start: '2027-06-07T10:00', busy: false, title: 'Birthday' })
      await own({
        start: '2027-05-10T10:45',
        end: '2027-05-10T11:00',
        rule: 'FREQ=WEEKLY;COUNT=9',
        title: 'Weekly',
      })
      const day = { start: '2027-06-07T10:00', end: '2027-06-07T11:00' }
      await meeting({ ...day, title: 'Rival' })
      const made = await meeting(day)
      const { conflicts } = await invitation(bob, made.event.uid)
      assert.deepEqual(
        conflicts.map((each: Json) => [each.title, each.startsAt, each.certain]),
        [
          ['Rival', '2027-06-07T08:00:00Z', false],
          ['Dentist', '2027-06-07T08:30:00Z', true],
          ['Weekly', '2027-06-07T08:45:00Z', true],
        ],
      )
      const series = await meeting({
        start: '2027-05-10T10:30',
        end: '2027-05-10T11:00',
        rule: 'FREQ=WEEKLY;COUNT=2',
      })
      const found = await invitation(bob, series.event.uid)
      assert.deepEqual(
        found.conflicts.map((each: Json) => each.startsAt),
        ['2027-05-10T08:45:00Z', '2027-05-17T08:45:00Z'],
      )
    })

    it('tells what takes up whole days in days, not in hours', async () => {
      const calendar = (await bob.get('/calendars')).body.calendars[0].id
      const own = (draft: Json): Promise<ApiAnswer> =>
        bob.post(`/calendars/${calendar}/events`, draft)
      await own({ start: '2027-08-09', end: '2027-08-11', title: 'Fair', busy: true })
      await own({ start: '2027-08-09T00:00', end: '2027-08-10T00:00', title: 'Night shift' })
      const made = await meeting({ start: '2027-08-09T10:00', end: '2027-08-09T11:00' })
      const { conflicts } = await invitation(bob, made.event.uid)
      assert.deepEqual(
        conflicts.map((each: Json) => [each.title, each.allDay, each.start, each.end]),
        [
          ['Fair', true, '2027-08-09', '2027-08-11'],
          ['Night shift', false, '2027-08-09T00:00:00', '2027-08-10T00:00:00'],
        ],
      )
    })

    it('is a question: an uninvited Attendee answered, and is admitted', async () => {
      const made = await meeting()
      const held = await invitation(bob, made.event.uid)
      await bob.post(`/events/${held.event}/forward`, { to: ['carol@example.com'] })
      const passed = await invitation(carol, made.event.uid)
      assert.equal(passed.role, 'other')
      await carol.post(`/events/${passed.event}/answer`, { status: 'accepted' })
      const { questions } = (await ann.get('/waiting')).body
      const asked = questions.find((each: Json) => each.uid === made.event.uid)
      assert.equal(asked.question, 'admit-uninvited')
      assert.equal(asked.from, 'carol@example.com')
      const answer = { uid: asked.uid, question: asked.id, answer: 'accept' }
      const admitted = await ann.post('/waiting/questions', answer)
      assert.equal(admitted.status, 200, JSON.stringify(admitted.body))
      const guests = admitted.body.event.shown.attendees.map((each: Json) => each.address)
      assert.ok(guests.includes('carol@example.com'))
      assert.equal((await ann.post('/waiting/questions', answer)).status, 404)
    })

    it('is a proposal, for the Organizer and not for who made it', async () => {
      const made = await meeting({ title: 'Move me' })
      const held = await invitation(bob, made.event.uid)
      await bob.post(`/events/${held.event}/counter`, { start: '2027-03-01T14:00' })
      const mine = (await ann.get('/waiting')).body.counters
      assert.ok(mine.some((each: Json) => each.uid === made.event.uid))
      assert.deepEqual((await bob.get('/waiting')).body.counters, [])
      const [counter] = (await ann.get(`/events/${made.event.id}/counters`)).body.counters
      assert.equal(counter.instances[0].proposed.startsAt, '2027-03-01T13:00:00Z')
      assert.equal(counter.free, true)
    })

    it('is in the Inbox as it came, until it is taken out', async () => {
      const made = await meeting({ title: 'Inbox' })
      const { items } = (await bob.get('/inbox')).body
      const item = items.find((each: Json) => each.uid === made.event.uid)
      assert.equal(item.method, 'REQUEST')
      assert.equal((await carol.delete(`/inbox/${item.id}`)).status, 404)
      assert.equal((await bob.delete(`/inbox/${item.id}`)).status, 204)
    })
  })

  describe('why something went out or did not', () => {
    it('is told for each decision in the words of the registers', async () => {
      const made = await meeting({ silent: true })
      const { trace } = (await ann.get(`/events/${made.event.id}/trace`)).body
      assert.equal(trace[0].method, 'save')
      assert.ok(trace[0].reasons.every((each: Json) => each.words.length > 10))
      assert.equal((await bob.get(`/events/${made.event.id}/trace`)).status, 404)
    })

    it('is told for each guest: delivered here, or waiting to be mailed', async () => {
      const attendees = [{ address: 'bob@example.com' }, { address: 'dan@elsewhere.example' }]
      const made = await meeting({ attendees })
      const { guests } = (await ann.get(`/events/${made.event.id}/delivery`)).body
      const of = (address: string): Json => guests.find((each: Json) => each.address === address)
      assert.deepEqual(of('bob@example.com').scheduleStatus, ['1.2'])
      assert.deepEqual(of('dan@elsewhere.example').scheduleStatus, ['1.1'])
      assert.equal(of('dan@elsewhere.example').messages[0].state, 'waiting')
      const queue = (await ann.get('/admin/queue?state=waiting')).body
      const entry = queue.entries.find((each: Json) => each.uid === made.event.uid)
      assert.equal((await ann.post(`/admin/queue/${entry.id}/retry`)).status, 204)
      const found = (await ann.get(`/admin/trace?owner=bob&uid=${made.event.uid}`)).body.trace
      assert.equal(found[0].peer, 'ann@example.com')
    })
  })
})

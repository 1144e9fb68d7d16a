/** Finding people, rooms, busy time, and when all can meet. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Json, type Meetings, startMeetings } from '../testing/meetings.ts'

const now = 1_798_700_000

describe('what the API finds', () => {
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

  describe('finding', () => {
    it('completes people, groups and rooms', async () => {
      const { principals } = (await bob.get('/principals?text=tea')).body
      assert.deepEqual(principals, [
        { name: 'team', displayName: 'Team', address: 'team@example.com', kind: 'group' },
      ])
    })

    it('invites the members of a group', async () => {
      const made = await meeting({ attendees: [{ address: 'team@example.com' }] })
      assert.notEqual(await invitation(bob, made.event.uid), undefined)
      assert.notEqual(await invitation(carol, made.event.uid), undefined)
    })

    it('tells busy time of people here, and that nothing is known of others', async () => {
      await meeting({ start: '2027-05-03T10:00', end: '2027-05-03T11:00' })
      const { body } = await carol.post('/busy', {
        people: ['ann@example.com', 'dan@elsewhere.example'],
        from: '2027-05-03',
        to: '2027-05-04',
      })
      assert.deepEqual(body.people, [
        {
          address: 'ann@example.com',
          name: 'Ann',
          kind: 'user',
          known: true,
          busy: [
            { startsAt: '2027-05-03T08:00:00Z', endsAt: '2027-05-03T09:00:00Z', kind: 'busy' },
          ],
          outside: [],
        },
        { address: 'dan@elsewhere.example', known: false, busy: [], outside: [] },
      ])
    })

    it('tells the busy time of a group’s members, without the meeting that is moved', async () => {
      const { event } = await meeting({
        start: '2027-05-04T10:00',
        end: '2027-05-04T11:00',
        attendees: [{ address: 'bob@example.com' }],
      })
      const asked = { people: ['team@example.com'], from: '2027-05-04', to: '2027-05-05' }
      const [team, ...members] = (await carol.post('/busy', asked)).body.people
      assert.equal(team.known, false)
      assert.deepEqual(
        members.map((each: { address: string }) => each.address),
        team.members,
      )
      const busyOf = (people: { address: string; busy: unknown[] }[]): number | undefined =>
        people.find((each) => each.address === 'bob@example.com')?.busy.length
      assert.equal(busyOf(members), 1)
      const moved = await carol.post('/busy', { ...asked, ignoredUids: [event.uid] })
      assert.equal(busyOf(moved.body.people), 0)
    })

    it('proposes times with reasons and a room that is large enough', async () => {
      const { status, body } = await ann.post('/find-time', {
        required: ['team@example.com'],
        rooms: { seats: 10, features: ['screen'] },
        minutes: 60,
        from: '2027-05-03T07:00:00Z',
        to: '2027-05-03T12:00:00Z',
        limit: 3,
      })
      assert.equal(status, 200, JSON.stringify(body))
      assert.equal(body.times[0].startsAt, '2027-05-03T07:00:00Z')
      assert.equal(body.times[0].verdict, 'free')
      assert.equal(body.times[0].rooms[0].address, 'hall@example.com')
      assert.ok(!body.times.some((each: Json) => each.startsAt === '2027-05-03T08:00:00Z'))
    })

    it('lists rooms by seats and features, and whether they are free', async () => {
      await meeting({
        start: '2027-05-05T10:00',
        end: '2027-05-05T11:00',
        attendees: [{ address: 'hall@example.com' }],
      })
      const window = 'from=2027-05-05T08:00:00Z&to=2027-05-05T10:00:00Z'
      const rooms = async (query: string): Promise<Json> =>
        (await bob.get(`/rooms?${query}`)).body.rooms
      const all = await rooms(window)
      assert.deepEqual(
        all.map((each: Json) => [each.name, each.free]),
        [
          ['hall', false],
          ['nook', true],
        ],
      )
      assert.deepEqual(
        (await rooms('seats=10&features=screen')).map((each: Json) => each.name),
        ['hall'],
      )
    })
  })
})

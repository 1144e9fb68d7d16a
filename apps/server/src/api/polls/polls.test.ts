import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarAddress } from '@parley/itip'
import { principalsByAddress, replaceMembers } from '@parley/store'
import { createPrincipal } from '../../people.ts'
import { type ApiAnswer, type ApiClient, apiClient } from '../../testing/api-client.ts'
import { person, startTestServer, type TestServer } from '../../testing/start.ts'

let server: TestServer
let ann: ApiClient
let bob: ApiClient
let carol: ApiClient
let now = 1_798_700_000
type Json = ApiAnswer['body']

describe('polls through the API', () => {
  before(async () => {
    // Each message of a poll is later than the one before it.
    server = await startTestServer({ clock: () => now++ })
    ann = apiClient(server.url, 'ann')
    bob = apiClient(server.url, 'bob')
    carol = apiClient(server.url, 'carol')
  })
  after(() => server.end())

  const draft = {
    title: 'When do we meet?',
    options: [
      { start: '2027-03-01T10:00', end: '2027-03-01T11:00' },
      { start: '2027-03-02T10:00', end: '2027-03-02T11:00', location: 'Roof' },
    ],
    voters: [{ address: 'bob@example.com' }, { address: 'carol@example.com' }],
  }

  async function opened(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const made = await ann.post('/polls', { ...draft, ...more })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return encodeURIComponent(made.body.poll.uid)
  }

  const unquoted = decodeURIComponent

  /** Of those who voted: who, and what. */
  function votesIn(poll: Json): readonly (readonly [string, Json])[] {
    return poll.voters.flatMap(({ address, votes }: Json) =>
      votes.length === 0 ? [] : [[address, votes]],
    )
  }

  describe('polls', () => {
    it('are voted on by people here, and end as one invitation', async () => {
      const uid = await opened({ accepts: 'yes' })
      const asked = (await bob.get(`/polls/${uid}`)).body
      assert.equal(asked.isOrganizer, false)
      await bob.post(`/polls/${uid}/vote`, {
        votes: [
          { option: 1, answer: 'no' },
          { option: 2, answer: 'yes' },
        ],
      })
      await carol.post(`/polls/${uid}/vote`, { votes: [{ option: 2, answer: 'maybe' }] })
      const [best] = (await ann.get(`/polls/${uid}`)).body.options
      assert.deepEqual([best.option, best.yes, best.maybe, best.no], [2, 1, 1, 0])
      await ann.post(`/polls/${uid}/decision`, { kind: 'choose', option: 2 })
      const calendar = (await ann.get('/calendars')).body.calendars[0].id
      const made = await ann.post(`/polls/${uid}/submit`, { calendar })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      assert.equal(made.body.event.shown.location, 'Roof')
      assert.equal((await bob.get(`/polls/${uid}`)).body.status, 'SUBMITTED')
      const statuses = (await ann.get(`/events/${made.body.event.id}`)).body.shown.attendees.map(
        (each: Json) => [each.address, each.status],
      )
      assert.deepEqual(statuses, [
        ['bob@example.com', 'accepted'],
        ['carol@example.com', 'needs-action'],
      ])
      assert.equal((await ann.post(`/polls/${uid}/submit`, { calendar })).status, 409)
    })

    it('say what choosing an option would do, and do nothing of it', async () => {
      // Bob's other address stands in the poll; the room comes whatever the vote.
      const voters = [
        { address: 'robert@example.com' },
        { address: 'carol@example.com' },
        { address: 'dan@elsewhere.example' },
        { address: 'room@example.com', stayInformed: true },
      ]
      const uid = await opened({ voters })
      await bob.post(`/polls/${uid}/vote`, { votes: [{ option: 2, answer: 'yes' }] })
      const calendar = (await ann.get('/calendars')).body.calendars[0].id
      const before = (await ann.get(`/polls/${uid}`)).body
      const day = '/events?from=2027-03-02T00:00:00Z&to=2027-03-03T00:00:00Z'
      const held = (await bob.get(day)).body
      const asked = { calendar, option: 2 }
      const seen = await ann.post(`/polls/${uid}/submit?preview=true`, asked)
      assert.equal(seen.status, 201, JSON.stringify(seen.body))
      const { preview, changed, consequences } = seen.body
      assert.deepEqual([preview, changed], [true, true])
      const told = consequences.told.map((each: Json) => [
        each.method,
        each.recipients.map((one: Json) => `${one.address} ${one.here}`),
      ])
      assert.deepEqual(told, [
        ['REQUEST', ['robert@example.com true', 'room@example.com true']],
        ['POLLSTATUS', ['robert@example.com true', 'carol@example.com true']],
      ])
      assert.deepEqual(consequences.rooms, [{ address: 'room@example.com', status: 'accepted' }])
      assert.deepEqual((await ann.get(`/polls/${uid}`)).body, before)
      const all = await ann.post(`/polls/${uid}/submit?preview=true`, { ...asked, invite: 'all' })
      assert.equal(all.body.consequences.told[0].recipients.length, 4)
      assert.deepEqual((await bob.get(day)).body, held)
      const made = await ann.post(`/polls/${uid}/submit`, asked)
      assert.deepEqual(made.body.consequences.told, consequences.told)
      const again = (await ann.post(`/polls/${uid}/submit?preview=true`, asked)).body
      assert.equal(again.code, 'no-winner')
    })

    it('say that a room is taken before the invitation goes out', async () => {
      const busy = { title: 'Taken', start: '2027-03-02T10:00', end: '2027-03-02T11:00' }
      const calendar = (await ann.get('/calendars')).body.calendars[0].id
      const attendees = [{ address: 'room@example.com' }]
      await ann.post(`/calendars/${calendar}/events`, { ...busy, attendees })
      const voters = [{ address: 'room@example.com', stayInformed: true }]
      const uid = await opened({ voters })
      const seen = await ann.post(`/polls/${uid}/submit?preview=true`, { calendar, option: 2 })
      assert.deepEqual(seen.body.consequences.rooms, [
        { address: 'room@example.com', status: 'declined' },
      ])
    })

    it('ask the members of a group, but not the Organizer as one of them', async () => {
      await server.parts.store.write([], async (tables) => {
        const all = await principalsByAddress(
          tables,
          ['ann', 'bob', 'carol'].map((name) => calendarAddress(`${name}@example.com`)),
        )
        const team = await createPrincipal(tables, server.parts, person('team', { kind: 'group' }))
        await replaceMembers(
          tables,
          team.id,
          [...all.values()].map((each) => each.id),
        )
      })
      const made = await ann.post('/polls', { ...draft, voters: [{ address: 'team@example.com' }] })
      assert.deepEqual(made.body.unreached, [])
      assert.deepEqual(
        made.body.poll.voters.map((each: Json) => [each.address, each.name]),
        [
          ['bob@example.com', 'Bob'],
          ['carol@example.com', 'Carol'],
        ],
      )
      const path = `/polls/${encodeURIComponent(made.body.poll.uid)}`
      assert.equal((await carol.get(path)).status, 200)
    })

    it('show voters where the vote stands while it runs, without words to the Organizer', async () => {
      const uid = await opened()
      const votes = [{ option: 2, answer: 'yes', comment: 'Between us' }]
      await bob.post(`/polls/${uid}/vote`, { votes })
      for (const seen of [
        (await carol.get(`/polls/${uid}`)).body,
        (await carol.get('/polls')).body.polls.find((each: Json) => each.uid === unquoted(uid)),
      ]) {
        assert.equal(seen.votesShown, 'show')
        assert.deepEqual(votesIn(seen), [['bob@example.com', [{ option: 2, answer: 'yes' }]]])
        const [best] = seen.options
        assert.deepEqual([best.option, best.yes, best.unanswered], [2, 1, ['carol@example.com']])
      }
      const own = (await bob.get(`/polls/${uid}`)).body
      assert.equal(votesIn(own)[0]?.[1][0].comment, 'Between us')
      const given = await carol.post(`/polls/${uid}/vote`, { votes: [{ option: 1, answer: 'no' }] })
      assert.equal(votesIn(given.body.poll).length, 2)
    })

    it('tell everyone asked at once that a vote came, and nobody where votes are hidden', async () => {
      const told: string[] = []
      const stop = server.parts.store.onAnnounced((topic) => told.push(topic))
      const count = async (more: Json): Promise<number> => {
        const uid = await opened(more)
        told.length = 0
        await bob.post(`/polls/${uid}/vote`, { votes: [{ option: 1, answer: 'yes' }] })
        return told.join(' ').match(/poll:/g)?.length ?? 0
      }
      assert.deepEqual([await count({}), await count({ votesShown: 'hide' })], [3, 2])
      stop()
    })

    it('keep votes hidden where the Organizer wants it, in every answer', async () => {
      const uid = await opened({ votesShown: 'hide' })
      const votes = [{ option: 1, answer: 'yes', comment: 'Between us' }]
      await bob.post(`/polls/${uid}/vote`, { votes })
      const check = async (): Promise<void> => {
        const vote = { votes: [{ option: 2, answer: 'maybe' }] }
        const answers = [
          await carol.get(`/polls/${uid}`),
          await carol.get('/polls'),
          await carol.post(`/polls/${uid}/vote`, vote),
          await carol.get(`/polls/${uid}`),
        ]
        for (const { body } of answers) {
          assert.doesNotMatch(JSON.stringify(body), /Between us/)
          const all: Json[] = body.polls ?? [body.poll ?? body]
          const [seen] = all.filter((each) => each.uid === unquoted(uid))
          assert.equal(seen.votesShown, 'hide')
          assert.deepEqual(
            votesIn(seen).filter(([address]) => address !== 'carol@example.com'),
            [],
          )
          for (const each of seen.options) {
            assert.deepEqual([each.yes, each.no], [0, 0])
            assert.ok(!each.unanswered.includes('bob@example.com'), 'whether he voted shows not')
          }
        }
      }
      await check()
      await ann.post(`/polls/${uid}/decision`, { kind: 'close' })
      await check()
      const late = await carol.post(`/polls/${uid}/vote`, { votes: [{ option: 1, answer: 'no' }] })
      assert.ok(late.body.reasons[0].words.length > 10)
      const own = (await ann.get(`/polls/${uid}`)).body
      assert.equal(own.options.length, 2)
      assert.equal(own.voters.flatMap((each: Json) => each.votes).length, 2)
    })

    it('are conducted by their Organizer alone, and say whom they do not reach', async () => {
      const made = await ann.post('/polls', {
        ...draft,
        voters: [
          ...draft.voters,
          { address: 'dan@elsewhere.example' },
          { address: 'room@example.com' },
        ],
      })
      assert.deepEqual(made.body.unreached, ['room@example.com'])
      const path = `/polls/${encodeURIComponent(made.body.poll.uid)}`
      await bob.post(`${path}/decision`, { kind: 'cancel' })
      assert.equal((await ann.get(path)).body.status, 'IN-PROCESS')
      await ann.post(`${path}/decision`, { kind: 'cancel' })
      assert.equal((await carol.get(path)).body.status, 'CANCELLED')
    })
  })
})

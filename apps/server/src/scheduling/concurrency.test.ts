/** What happens at the same instant: answers, bookings, invitations, on both databases. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { checkStore } from '../admin/check.ts'
import { eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { type Open, onBothDatabases } from '../testing/databases.ts'
import { person, type TestServer } from '../testing/start.ts'

const guests = Array.from({ length: 50 }, (_, index) => person(`guest${index}`))
const people = [
  person('ann'),
  person('bob'),
  person('room', { kind: 'room', displayName: 'The Room' }),
  ...guests,
]

onBothDatabases('at the same instant', contract)

function contract(open: Open): void {
  let server: TestServer
  before(async () => {
    server = await open({ people, config: { limits: { recipientsInRequest: 30 } } })
  })
  after(async () => {
    const { broken } = await checkStore(server.parts)
    assert.deepEqual(broken, [])
    await server.end()
  })
  const home = (name: string): string => `/dav/calendars/${name}/calendar`

  // Requirement: 6638/3.2.9/1.0-pending
  // Requirement: 6638/3.2.9/1.2-delivered
  it('a meeting past the limit is delivered to the first many at once, to the others right after, and says so', async () => {
    const attendees = guests.map((each) => `${each.name}@example.com`)
    const put = await server
      .as('ann')
      .put(
        `${home('ann')}/many.ics`,
        eventText({ uid: 'many', organizer: 'ann@example.com', attendees }),
      )
    assert.equal(put.status, 201)
    const statuses = async (): Promise<readonly string[]> =>
      linesOf((await server.as('ann').get(`${home('ann')}/many.ics`)).text, 'ATTENDEE').map(
        (line) => /SCHEDULE-STATUS=([\d.]+)/.exec(line)?.[1] ?? '',
      )
    await server.followUp.run(5)
    assert.deepEqual(new Set(await statuses()), new Set(['1.2']))
    for (const name of ['guest0', 'guest29', 'guest30', 'guest49']) {
      assert.equal((await server.as(name).objects()).size, 1, name)
    }
    const traced = await server.parts.store.read((tables) =>
      tables
        .selectFrom('outbox')
        .select('id')
        .where('uid', '=', 'many')
        .where('method', '=', 'REQUEST')
        .execute(),
    )
    assert.equal(traced.length, 20)
  })

  it('fifty answer one meeting, and none is lost', async () => {
    const copies = await Promise.all(
      guests.map(async ({ name }) => {
        const [[file, text] = ['', '']] = await server.as(name).objects()
        return { name, path: `${home(name)}/${file}`, text }
      }),
    )
    const answers = await Promise.all(
      copies.map(({ name, path, text }, index) => {
        const partStat = index % 2 === 0 ? 'ACCEPTED' : 'DECLINED'
        const line = new RegExp(`ATTENDEE[^\\r]*mailto:${name}@`)
        return server
          .as(name)
          .put(
            path,
            text
              .replaceAll('\r\n ', '')
              .replace(line, `ATTENDEE;PARTSTAT=${partStat}:mailto:${name}@`),
          )
      }),
    )
    assert.deepEqual([...new Set(answers.map((each) => each.status))], [204])
    const { text } = await server.as('ann').get(`${home('ann')}/many.ics`)
    const kept = guests.map(({ name }) => statusOf(text, `:mailto:${name}@`))
    assert.deepEqual(
      kept,
      guests.map((_, index) => (index % 2 === 0 ? 'ACCEPTED' : 'DECLINED')),
    )
    await server.followUp.run(5)
    const shown = (await server.as('guest7').get(copies[7]?.path ?? '')).text
    assert.deepEqual(
      guests.map(({ name }) => statusOf(shown, `:mailto:${name}@`)),
      kept,
    )
  })

  it('two book one room for one time, and one of them gets it', async () => {
    const results: string[] = []
    for (let round = 0; round < 6; round++) {
      const day = `202704${String(round + 10)}`
      const book = (name: string) =>
        server.as(name).put(
          `${home(name)}/room-${round}.ics`,
          eventText({
            uid: `room-${round}-${name}`,
            start: `${day}T100000Z`,
            end: `${day}T110000Z`,
            organizer: `${name}@example.com`,
            attendees: [`${name}@example.com;PARTSTAT=ACCEPTED`, 'room@example.com'],
          }),
        )
      const [first, second] = await Promise.all([book('ann'), book('bob')])
      assert.deepEqual([first.status, second.status], [201, 201])
      const answers = await Promise.all(
        ['ann', 'bob'].map(async (name) =>
          statusOf(
            (await server.as(name).get(`${home(name)}/room-${round}.ics`)).text,
            'room@example.com',
          ),
        ),
      )
      results.push(answers.sort().join())
    }
    assert.deepEqual(new Set(results), new Set(['ACCEPTED,DECLINED']))
  })

  it('a room is free again once its booking is cancelled, moved away or deleted', async () => {
    const book = (name: string, uid: string, hour: number) =>
      server.as(name).put(
        `${home(name)}/${uid}.ics`,
        eventText({
          uid,
          start: `20270501T${hour}0000Z`,
          end: `20270501T${hour + 1}0000Z`,
          organizer: `${name}@example.com`,
          attendees: ['room@example.com'],
        }),
      )
    const answer = async (name: string, uid: string) =>
      statusOf((await server.as(name).get(`${home(name)}/${uid}.ics`)).text, 'room@example.com')
    await book('ann', 'a1', 10)
    assert.equal(await answer('ann', 'a1'), 'ACCEPTED')
    await book('bob', 'b1', 10)
    assert.equal(await answer('bob', 'b1'), 'DECLINED')
    // Bob moves his meeting off and back: each time the room says what is true then.
    await book('bob', 'b1', 12)
    assert.equal(await answer('bob', 'b1'), 'ACCEPTED')
    await book('bob', 'b1', 10)
    assert.equal(await answer('bob', 'b1'), 'DECLINED')
    await server.as('ann').delete(`${home('ann')}/a1.ics`)
    await book('bob', 'b2', 10)
    assert.equal(await answer('bob', 'b2'), 'ACCEPTED')
  })

  it('eight invite the same ten at once, and everybody is invited to everything', async () => {
    const organizers = guests.slice(40, 48).map((each) => each.name)
    const attendees = guests.slice(0, 10).map((each) => `${each.name}@example.com`)
    const puts = await Promise.all(
      organizers.flatMap((name) =>
        [0, 1, 2].map((number) =>
          server
            .as(name)
            .put(
              `${home(name)}/e${number}.ics`,
              eventText({ uid: `e${number}-${name}`, organizer: `${name}@example.com`, attendees }),
            ),
        ),
      ),
    )
    assert.deepEqual([...new Set(puts.map((each) => each.status))], [201])
    const held = await server.parts.store.read((tables) =>
      tables
        .selectFrom('resource')
        .innerJoin('collection', 'collection.number', 'resource.collection_number')
        .select('resource.uid')
        .where('resource.uid', 'like', 'e%-guest%')
        .where('collection.kind', '=', 'calendar')
        .execute(),
    )
    assert.equal(held.length, 8 * 3 * 11)
  })
}

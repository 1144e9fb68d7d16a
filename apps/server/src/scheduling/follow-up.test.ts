/** What follows a request: what one recipient's data stops, stops nobody else. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { enqueue, outboxOf } from '@parley/store'
import { principalAt } from '../mail/testing.ts'
import { eventText, linesOf } from '../testing/calendar-text.ts'
import { person, startTestServer } from '../testing/start.ts'
import { newEntry } from './outbox-entry.ts'

it('a delivery that fails is tried again by itself, and the others arrive', async (t) => {
  const server = await startTestServer({
    people: ['ann', 'bob', 'carol', 'dora', 'emil'].map((each) => person(each)),
    config: { limits: { recipientsInRequest: 1 } },
  })
  t.after(() => server.end())
  const [ann, carol] = [await principalAt(server, 'ann'), await principalAt(server, 'carol')]
  server.parts.store.sqlite?.exec(
    `create trigger broken before insert on resource when new.owner_id = '${carol.id}'
     begin select raise(abort, 'nothing fits'); end`,
  )
  const attendees = ['bob', 'carol', 'dora', 'emil'].map((each) => `${each}@example.com`)
  const path = '/dav/calendars/ann/calendar/many.ics'
  const text = eventText({ uid: 'many', organizer: 'ann@example.com', attendees })
  await server.as('ann').put(path, text)
  await server.followUp.run()
  for (const name of ['bob', 'dora', 'emil']) {
    assert.equal((await server.as(name).objects('calendar', name, 'many')).size, 1, name)
  }
  const held = linesOf((await server.as('ann').get(path)).text, 'ATTENDEE')
  const statuses = held.map((each) => /SCHEDULE-STATUS=([\d.]+)/.exec(each)?.[1])
  assert.deepEqual(statuses, ['1.2', '1.0', '1.2', '1.2'])
  const entries = await server.parts.store.read((tables) => outboxOf(tables, ann.id, 'many'))
  const [waiting, ...more] = entries.filter((each) => each.state === 'waiting')
  assert.equal(waiting?.recipient, 'carol@example.com')
  assert.match(waiting?.lastError ?? '', /nothing fits/)
  assert.deepEqual(more, [])
})

// Requirement: 6638/3.2.9/3.7-unknown-calendar-user
it('a recipient who is gone meanwhile is told of as unknown', async (t) => {
  const server = await startTestServer({ people: [person('ann')] })
  t.after(() => server.end())
  const gone = 'gone@elsewhere.org'
  const path = '/dav/calendars/ann/calendar/one.ics'
  const given = { uid: 'one', organizer: 'ann@example.com', attendees: [gone] }
  await server.as('ann').put(path, eventText(given))
  const { id: ownerId } = await principalAt(server, 'ann')
  const method = 'REQUEST'
  const text = eventText(given).replace('VERSION:2.0', `VERSION:2.0\r\nMETHOD:${method}`)
  const about = { ownerId, uid: 'one', originator: 'ann@example.com', recipient: gone, method }
  const entry = newEntry(
    { parts: server.parts, nowSeconds: server.parts.clock() },
    { kind: 'local', ...about, payload: { type: 'message', text } },
  )
  await server.parts.store.write([], (tables) => enqueue(tables, [entry]))
  await server.followUp.run()
  const [line] = linesOf((await server.as('ann').get(path)).text, 'ATTENDEE')
  assert.equal(line, `ATTENDEE;SCHEDULE-STATUS=3.7:mailto:${gone}`)
})

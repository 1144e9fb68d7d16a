/** What follows a request: what one recipient's data stops, stops nobody else. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { outboxOf } from '@parley/store'
import { principalAt } from '../mail/testing.ts'
import { eventText, linesOf } from '../testing/calendar-text.ts'
import { person, startTestServer } from '../testing/start.ts'

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

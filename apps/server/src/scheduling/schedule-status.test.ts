/** What the server noted of deliveries stays, whatever an older copy says (RFC 6638 §7.3). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { outboxOf } from '@parley/store'
import { markStatuses } from '../mail/out/settle.ts'
import { principalAt } from '../mail/testing.ts'
import { eventText, linesOf } from '../testing/calendar-text.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const path = '/dav/calendars/ann/calendar/one.ics'

describe('SCHEDULE-STATUS', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  const guests = async (): Promise<readonly string[]> =>
    linesOf((await server.as('ann').get(path)).text, 'ATTENDEE')

  // Requirement: 6638/7.3/status-only-for-addressed-attendees
  it('stays where a client stores what it read before the mail came back', async () => {
    const attendees = ['zoe@elsewhere.org', 'bob@example.com']
    const meeting = { uid: 'one', organizer: 'ann@example.com', attendees }
    assert.equal((await server.as('ann').put(path, eventText(meeting))).status, 201)
    const { text: read } = await server.as('ann').get(path)
    const owner = await principalAt(server, 'ann')
    await server.parts.store.write([], async (tables) => {
      const [entry] = await outboxOf(tables, owner.id, 'one')
      assert.ok(entry)
      await markStatuses(server.parts, tables, [{ entry, step: 'bounced', facts: {} }])
    })
    const alarm =
      'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT'
    for (const older of [read, read.replaceAll(/;SCHEDULE-STATUS=[\d.]+/g, '')]) {
      const put = await server.as('ann').put(path, older.replace('END:VEVENT', alarm))
      assert.equal(put.status, 204)
      assert.equal(put.headers.get('etag'), null)
      assert.deepEqual(await guests(), [
        'ATTENDEE;SCHEDULE-STATUS=5.1:mailto:zoe@elsewhere.org',
        'ATTENDEE;SCHEDULE-STATUS=1.2:mailto:bob@example.com',
      ])
    }
  })

  it('is the client’s own where the client sends', async () => {
    const { text } = await server.as('ann').get(path)
    const own = text
      .replace('SCHEDULE-STATUS=1.2', 'SCHEDULE-AGENT=CLIENT;SCHEDULE-STATUS=2.0')
      .replace('SCHEDULE-STATUS=5.1', 'SCHEDULE-AGENT=NONE')
    assert.equal((await server.as('ann').put(path, own)).status, 204)
    // Both were taken out of the server's hands, and told so.
    const [zoe] = await guests()
    assert.equal(zoe, 'ATTENDEE;SCHEDULE-AGENT=NONE;SCHEDULE-STATUS=1.1:mailto:zoe@elsewhere.org')
    assert.equal((await server.as('ann').put(path, own)).status, 204)
    assert.deepEqual(await guests(), [
      'ATTENDEE;SCHEDULE-AGENT=NONE:mailto:zoe@elsewhere.org',
      'ATTENDEE;SCHEDULE-AGENT=CLIENT;SCHEDULE-STATUS=2.0:mailto:bob@example.com',
    ])
  })
})

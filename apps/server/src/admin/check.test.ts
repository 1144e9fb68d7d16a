import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Store } from '@parley/store'
import type { Parts } from '../parts.ts'
import { eventText } from '../testing/calendar-text.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'
import { type CheckReport, checkStore } from './check.ts'

describe('the check of the data', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
    const attendees = ['bob@example.com', 'room@example.com', 'x@else.example']
    const ann = server.as('ann')
    const meeting = eventText({ uid: 'meeting', organizer: 'ann@example.com', attendees })
    await ann.put('/dav/calendars/ann/calendar/meeting.ics', meeting)
    await ann.put('/dav/calendars/ann/calendar/gone.ics', eventText({ uid: 'gone' }))
    await ann.delete('/dav/calendars/ann/calendar/gone.ics')
    await ann.put(
      '/dav/calendars/ann/calendar/series.ics',
      eventText({ uid: 'series', lines: ['RRULE:FREQ=WEEKLY'] }),
    )
  })
  after(() => server.end())

  const ofAnn = "owner_id = (select id from principal where name = 'ann')"
  const ofBob = "owner_id = (select id from principal where name = 'bob')"
  const calendar = `(select id from collection where name = 'calendar' and ${ofAnn})`
  const number = `(select number from collection where id = ${calendar})`
  const mine = `uid = 'meeting' and collection_number = ${number}`
  const timingOfAnn = `collection_number in (select number from collection where ${ofAnn})`

  /** What is broken, by which statements, and what is said of it. */
  const rows: readonly { sql: string; says: RegExp }[] = [
    {
      sql: `update resource set body = 'nothing' where ${mine}`,
      says: /text is no calendar object/,
    },
    { sql: `update resource set uid = 'other' where ${mine}`, says: /UID is not that of its text/ },
    { sql: `update resource set component = 'VTODO' where ${mine}`, says: /no such component/ },
    { sql: `update resource set etag = '"x"' where ${mine}`, says: /ETag is not that of its text/ },
    {
      sql: `update resource set size_bytes = 1 where ${mine}`,
      says: /size is not that of its text/,
    },
    { sql: `update resource set schedule_tag = null where ${mine}`, says: /no Schedule-Tag/ },
    {
      sql: `update resource set owner_id = (select id from principal where name = 'bob') where ${mine}`,
      says: /it is in another's collection/,
    },
    { sql: `update resource set owner_id = 'nobody' where ${mine}`, says: /its owner is gone/ },
    {
      sql: `update timing set start_seconds = 7, span = 2 where ${timingOfAnn}`,
      says: /its timing is 7–/,
    },
    {
      sql: `update timing set end_seconds = 7, span = 0 where ${timingOfAnn}`,
      says: /its timing is \d+–7 /,
    },
    {
      sql: `update timing set busy_type = 'FREE' where ${timingOfAnn}`,
      says: /its timing is .*FREE/,
    },
    {
      sql: `update timing set recurrence = null, version = null, span = 2 where ${timingOfAnn}`,
      says: /recurring is right/,
    },
    { sql: `delete from timing where ${timingOfAnn}`, says: /its timing is missing/ },
    {
      sql: `update timing set collection_number = 99 where ${timingOfAnn}`,
      says: /filed under another coll/,
    },
    { sql: `update timing set span = 1 where ${timingOfAnn}`, says: /filed under another length/ },
    { sql: `update timing set uid = 'x' where ${timingOfAnn}`, says: /timing has another UID/ },
    {
      sql: `update timing set version = 'x' where ${timingOfAnn}`,
      says: /does not tell whether it recurs/,
    },
    { sql: `update held set resource_id = null where ${ofAnn}`, says: /ledger does not know it/ },
    { sql: `update held set resource_id = 'x' where ${ofAnn}`, says: /its resource is gone/ },
    {
      sql: `update held set resource_id = (select id from resource where ${mine}) where ${ofBob}`,
      says: /its resource is another's/,
    },
    { sql: `update resource set in_inbox = 1 where ${mine}`, says: /counts as an Inbox item/ },
    {
      sql: `update held set waits = 1 - waits where ${ofBob}`,
      says: /what waits in it is not told/,
    },
    { sql: `update held set ledger = '{' where ${ofAnn}`, says: /it cannot be read/ },
    {
      sql: `delete from held where ${ofBob}; delete from resource where ${ofBob}`,
      says: /delivered to bob, who holds nothing of it/,
    },
    { sql: `update resource set token = 0 where ${mine}`, says: /meeting\.ics is not within/ },
    {
      sql: `update resource set token = -token where in_inbox = 1 and ${ofBob}`,
      says: /\.ics is not within its tokens/,
    },
    {
      sql: `update collection set sync_token = 1 where id = ${calendar}`,
      says: /is not within its tokens/,
    },
    {
      sql: `update deletion set token = (select token from resource where ${mine})
      where collection_id = ${calendar}`,
      says: /two changes have/,
    },
    {
      sql: `update resource set shared_text_id = 99 where ${mine}`,
      says: /the text that it shares is gone/,
    },
    { sql: `delete from collection where kind = 'inbox' and ${ofAnn}`, says: /ann has 0 Inboxes/ },
    {
      sql: `delete from collection where kind = 'outbox' and ${ofAnn}`,
      says: /ann has 0 Outboxes/,
    },
    {
      sql: `update collection set is_default = 0 where ${ofAnn}`,
      says: /ann has 0 default calendars/,
    },
    { sql: `delete from address where address = 'ann@example.com'`, says: /ann has no address/ },
    {
      sql: `insert into resource select 'copy', collection_number, owner_id, 'copy.ics', uid, component, etag,
      schedule_tag, modified_seconds, size_bytes, body, token, shared_text_id, in_inbox
      from resource where ${mine}`,
      says: /holds meeting more than once/,
    },
    {
      sql: `insert into outbox select 'copy', kind, state, created_seconds, due_seconds, attempts, owner_id,
      uid, originator, recipient, method, payload, last_error from outbox where kind = 'mail'`,
      says: /the outbox holds a REQUEST of meeting twice/,
    },
    { sql: `update outbox set state = 'lost' where kind = 'mail'`, says: /its state is lost/ },
    {
      sql: `update collection set owner_id = 'x' where kind = 'inbox' and ${ofAnn}`,
      says: /table collection: a row belongs to a principal that is gone/,
    },
  ]

  describe('a check', () => {
    it('finds nothing wrong with what the server keeps, and says how far it is', async () => {
      const told: number[] = []
      const report = await checkStore(server.parts, (done, total) => told.push(done / total))
      assert.deepEqual(report.broken, [])
      assert.ok(report.resources >= 4)
      assert.ok(report.ledgers >= 3)
      assert.equal(told.at(-1), 1)
    })

    for (const { sql, says } of rows) {
      it(`says: ${says.source.replaceAll('\\', '')}`, async () => {
        const { sqlite } = server.parts.store
        assert.ok(sqlite !== undefined)
        // Without cascades, so that one thing is broken at a time.
        sqlite.exec('pragma foreign_keys = off')
        const { broken } = await checkBroken(server.parts, sql)
        sqlite.exec('pragma foreign_keys = on')
        assert.ok(broken.length > 0, 'nothing was found')
        assert.match(broken.join('\n'), says)
      })
    }

    it('leaves everything as it is', async () => {
      assert.deepEqual((await checkStore(server.parts)).broken, [])
    })
  })
})

/** What a check finds in a transaction that breaks something, and is undone. */
async function checkBroken(parts: Parts, sql: string): Promise<CheckReport> {
  const undone = new Error('undone')
  let report: CheckReport | undefined
  const broken = parts.store.write([], async (tables) => {
    parts.store.sqlite?.exec(sql)
    const store: Store = { ...parts.store, read: (work) => work(tables) }
    report = await checkStore({ ...parts, store })
    throw undone
  })
  await assert.rejects(broken, undone)
  assert.ok(report !== undefined)
  return report
}

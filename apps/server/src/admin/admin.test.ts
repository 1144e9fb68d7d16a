import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openParts } from '../open-parts.ts'
import type { Parts } from '../parts.ts'
import { eventText, statusOf } from '../testing/calendar-text.ts'
import { davClient } from '../testing/dav-client.ts'
import { person, startTestServer, type TestServer, testConfig } from '../testing/start.ts'
import { backupTo, restoreFrom } from './backup.ts'
import { checkStore } from './check.ts'
import { addDemo } from './demo.ts'
import { dnsRecords } from './dns.ts'
import { examine } from './doctor.ts'
import { exportCalendar } from './export-calendar.ts'
import { firstStart } from './first-start.ts'
import { importCalendar } from './import-calendar.ts'
import { addPrincipal } from './people.ts'
import { readQueue, retryQueue } from './queue.ts'

describe('the administration', () => {
  const now = Date.UTC(2027, 0, 1) / 1000
  let server: TestServer
  let parts: Parts
  const folder = mkdtempSync(join(tmpdir(), 'parley-admin-'))
  before(async () => {
    server = await startTestServer({
      clock: () => now,
      people: ['ann', 'bob', 'carol', 'dave', 'erin', 'frank'].map((each) => person(each)),
    })
    parts = server.parts
  })
  after(async () => {
    await server.end()
    rmSync(folder, { recursive: true, force: true })
  })

  async function wellKept(): Promise<void> {
    assert.deepEqual((await checkStore(parts)).broken, [])
  }

  const outbox = () =>
    parts.store.read((tables) =>
      tables.selectFrom('outbox').selectAll().where('kind', '=', 'mail').orderBy('id').execute(),
    )

  const file = (events: readonly string[]): Uint8Array => Buffer.from(events.join(''))

  describe('an import', () => {
    const mine = { organizer: 'dave@example.com', attendees: ['bob@example.com', 'x@else.example'] }
    const past = { start: '20200301T100000Z', end: '20200301T110000Z' }

    it('tells nobody, not even when it is taken back (user-pains I1, I2)', async () => {
      const held = (await outbox()).length
      const given = { name: 'dave', calendar: 'calendar' }
      const bytes = file([
        eventText({ uid: 'imported', ...mine }),
        eventText({ uid: 'past', ...mine, ...past }),
        eventText({ uid: 'theirs', organizer: 'x@else.example', attendees: ['dave@example.com'] }),
        'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:No start\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
      ])
      let told = 0
      const progress = (done: number, total: number): void => {
        told = done / total
      }
      const report = await importCalendar(parts, { ...given, bytes, progress })
      assert.equal(told, 1)
      assert.deepEqual([report.stored, report.present, report.problems.length], [3, 0, 1])
      const again = await importCalendar(parts, { ...given, bytes })
      assert.deepEqual([again.stored, again.present], [0, 3])
      assert.equal((await server.as('bob').objects()).has('imported.ics'), false)
      const dave = server.as('dave')
      for (const name of (await dave.objects()).keys()) {
        assert.equal((await dave.delete(`/dav/calendars/dave/calendar/${name}`)).status, 204)
      }
      assert.equal((await outbox()).length, held)
      await wellKept()
    })

    it('goes on scheduling what is to come where that is wished for', async () => {
      const held = (await outbox()).length
      const bytes = file([
        eventText({ uid: 'live', ...mine }),
        eventText({ uid: 'over', ...mine, ...past }),
      ])
      await importCalendar(parts, { name: 'dave', calendar: 'calendar', bytes, schedule: true })
      assert.equal((await outbox()).length, held, 'the import itself is silent')
      const dave = server.as('dave')
      for (const name of (await dave.objects()).keys()) {
        await dave.delete(`/dav/calendars/dave/calendar/${name}`)
      }
      const sent = (await outbox()).slice(held)
      assert.deepEqual(
        sent.map((each) => [each.method, each.uid, each.recipient]),
        [['CANCEL', 'live', 'x@else.example']],
      )
    })

    it('is refused for a calendar that is not there, and for what is no calendar', async () => {
      const given = { name: 'dave', calendar: 'nowhere', bytes: file(['x']) }
      await assert.rejects(importCalendar(parts, given), /no calendar called nowhere/)
      await assert.rejects(
        importCalendar(parts, { ...given, calendar: 'calendar' }),
        /no calendar object/,
      )
    })
  })

  describe('an export', () => {
    it('gives back, imported elsewhere, what was there', async () => {
      const carol = server.as('carol')
      const zone = (offset: string): readonly string[] => [
        'BEGIN:VTIMEZONE',
        'TZID:Custom',
        'BEGIN:STANDARD',
        'DTSTART:19700101T000000',
        `TZOFFSETFROM:${offset}`,
        `TZOFFSETTO:${offset}`,
        'END:STANDARD',
        'END:VTIMEZONE',
      ]
      const zoned = (uid: string, offset: string): string =>
        [
          ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...zone(offset), 'BEGIN:VEVENT'],
          ...[`UID:${uid}`, 'DTSTAMP:20260101T000000Z', 'DTSTART;TZID=Custom:20270501T100000'],
          ...['DURATION:PT1H', 'X-OWN;X-P=1:kept', 'END:VEVENT', 'END:VCALENDAR', ''],
        ].join('\r\n')
      const texts = [zoned('one', '+0100'), zoned('two', '+0500'), eventText({ uid: 'three' })]
      for (const [i, text] of texts.entries()) {
        assert.equal((await carol.put(`/dav/calendars/carol/calendar/${i}.ics`, text)).status, 201)
      }
      const bytes = await exportCalendar(parts, { name: 'carol' })
      const report = await importCalendar(parts, { name: 'frank', calendar: 'calendar', bytes })
      assert.deepEqual([report.stored, report.problems], [3, []])
      const timing = async (name: string) =>
        parts.store.read((tables) =>
          tables
            .selectFrom('timing')
            .innerJoin('resource', 'resource.id', 'timing.resource_id')
            .innerJoin('principal', 'principal.id', 'resource.owner_id')
            .select(['resource.uid', 'timing.start_seconds', 'timing.end_seconds'])
            .where('principal.name', '=', name)
            .orderBy('resource.uid')
            .execute(),
        )
      // One zone name that means two things is kept apart: the times are the same.
      assert.deepEqual(await timing('frank'), await timing('carol'))
      const held = [...(await server.as('frank').objects()).values()]
      assert.equal(held.filter((text) => text.includes('X-OWN;X-P=1:kept')).length, 2)
    })

    it('of nothing is an empty calendar', async () => {
      await parts.store.write([], (tables) => addPrincipal(tables, parts, person('ivy')))
      const text = Buffer.from(await exportCalendar(parts, { name: 'ivy' })).toString()
      assert.match(text, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:[^\r]+\r\nEND:VCALENDAR\r\n$/)
    })
  })

  describe('the queue', () => {
    it('shows what failed, and tries it again', async () => {
      const [one] = await outbox()
      assert.ok(one !== undefined)
      await parts.store.write([], (tables) =>
        tables
          .updateTable('outbox')
          .set({ state: 'failed', attempts: 8, last_error: 'no such host' })
          .where('id', '=', one.id)
          .execute(),
      )
      const { depth, entries } = await readQueue(parts, 100)
      assert.equal(depth.failed, 1)
      assert.equal(entries.find((each) => each.id === one.id)?.lastError, 'no such host')
      assert.equal(await retryQueue(parts, 'all'), 1)
      assert.equal(await retryQueue(parts, 'all'), 0)
      assert.equal(await retryQueue(parts, one.id), 1)
      await assert.rejects(retryQueue(parts, 'nothing'), /Nothing that waits/)
      assert.equal((await readQueue(parts, 100)).depth.failed, 0)
    })
  })

  describe('the doctor', () => {
    it('finds a server well that is, asking as a calendar app does', async () => {
      const login = { name: 'ann', password: 'ann-secret' }
      const findings = await examine(parts.config, { url: server.url, login })
      const bad = findings.filter((each) => each.verdict === 'wrong')
      assert.deepEqual(bad, [])
      assert.deepEqual(
        findings.slice(-6).map((each) => each.about),
        ['discovery', 'the root', 'sign-in', 'scheduling', 'principal', 'homes'],
      )
    })

    it('says what is wrong: a wrong password, nobody there, passwords in the clear', async () => {
      const login = { name: 'ann', password: 'wrong' }
      const refused = await examine(parts.config, { url: server.url, login })
      assert.match(refused.find((each) => each.about === 'principal')?.words ?? '', /answers 401/)
      const closed = createServer().listen(0, '127.0.0.1')
      await once(closed, 'listening')
      const { port } = closed.address() as AddressInfo
      closed.close()
      await once(closed, 'close')
      const url = `http://127.0.0.1:${port}`
      const alone = (await examine(parts.config, { url })).at(-1)
      assert.deepEqual(alone, {
        about: 'the server',
        verdict: 'wrong',
        words: 'nobody listens there',
      })
      const [clear] = await examine(parts.config, { url: 'http://cal.invalid' })
      assert.match(clear?.words ?? '', /in the clear/)
    })
  })

  describe('the DNS records', () => {
    it('name the server, its port and its path', () => {
      const config = testConfig({ publicUrl: 'https://cal.example.com:8443' })
      assert.deepEqual(dnsRecords(config, ['example.com']), [
        '_caldavs._tcp.example.com. 3600 IN SRV 0 1 8443 cal.example.com.',
        '_caldavs._tcp.example.com. 3600 IN TXT "path=/dav/"',
        '_caldav._tcp.example.com. 3600 IN SRV 0 0 0 .',
      ])
      assert.throws(() => dnsRecords(testConfig({}), ['example.com']), /set publicUrl/)
    })
  })

  describe('a backup', () => {
    it('made while others write is one moment, and is what a restore brings back', async () => {
      const backup = join(folder, 'backup.db')
      const ann = server.as('ann')
      let going = true
      let last = 0
      const writing = (async () => {
        while (going) {
          const text = eventText({
            uid: `w${last}`,
            organizer: 'ann@example.com',
            attendees: ['bob@example.com', 'carol@example.com'],
          })
          await ann.put(`/dav/calendars/ann/calendar/w${last}.ics`, text)
          last++
        }
      })()
      while (last < 5) await new Promise((resolve) => setTimeout(resolve, 5))
      assert.ok(backupTo(parts.config, backup) > 0)
      const atBackup = last
      while (last < atBackup + 5) await new Promise((resolve) => setTimeout(resolve, 5))
      going = false
      await writing
      assert.throws(() => backupTo(parts.config, backup), /is there already/)

      assert.throws(() => restoreFrom(parts.config, backup), /in use/)
      const config = testConfig({ database: { file: join(folder, 'restored.db') } })
      assert.equal(restoreFrom(config, backup), undefined)
      assert.equal(restoreFrom(config, backup), `${join(folder, 'restored.db')}.before-restore`)
      const restored = await openParts(config)
      const report = await checkStore(restored)
      assert.deepEqual(report.broken, [])
      const uids = await restored.store.read((tables) =>
        tables.selectFrom('held').select('uid').where('uid', 'like', 'w%').distinct().execute(),
      )
      assert.ok(uids.length >= 5 && uids.length <= atBackup + 1, `${uids.length}, ${atBackup}`)
      await restored.store.close()
      assert.throws(() => restoreFrom(config, import.meta.filename), /is no backup of Parley/)
      assert.throws(() => restoreFrom(config, join(folder, 'absent')), /is not there/)
    })

    it('of PostgreSQL is left to its own tools', () => {
      const config = testConfig({ database: { url: 'postgres://h/d' } })
      assert.throws(() => backupTo(config, 'x'), /pg_dump/)
      assert.throws(() => restoreFrom(config, 'x'), /pg_restore/)
    })
  })

  describe('the demonstration', () => {
    it('makes sense: the room books itself, people have answered, one has yet to', async () => {
      const empty = await startTestServer({ people: [] })
      try {
        assert.match(
          (await firstStart(empty.parts)).join('\n'),
          /name {6}admin\n {2}password {2}\S{16} /,
        )
        assert.deepEqual(await firstStart(empty.parts), [], 'once')
        assert.match((await addDemo(empty.parts)).join(' '), /demo-demo/)
        await addDemo(empty.parts)
        await empty.followUp.run()
        const copy = async (who: string, title: string): Promise<string> => {
          const held = await davClient(empty.url, who, 'demo-demo').objects()
          return [...held.values()].find((text) => text.includes(`SUMMARY:${title}`)) ?? ''
        }
        const answers = async (who: string, title: string): Promise<readonly unknown[]> => {
          const text = await copy(who, title)
          const names = ['ann', 'bob', 'carol', 'blue-room']
          return names.map((each) => statusOf(text, `${each}@demo.example`))
        }
        const [yes, no, perhaps] = ['ACCEPTED', 'DECLINED', 'TENTATIVE']
        const open = 'NEEDS-ACTION'
        assert.deepEqual(await answers('bob', 'Design review'), [yes, yes, undefined, yes])
        assert.deepEqual(await answers('ann', 'Planning'), [yes, perhaps, open, yes])
        assert.deepEqual(await answers('carol', 'Workshop'), [undefined, open, yes, no])
        assert.deepEqual(await answers('ann', 'Lunch'), [open, undefined, yes, undefined])
        assert.deepEqual(await answers('ann', 'Standup'), [yes, yes, yes, undefined])
        const standup = await copy('ann', 'Standup')
        assert.equal(standup.match(/BEGIN:VEVENT/g)?.length, 2, 'Carol is away on one day')
        const { broken } = await checkStore(empty.parts)
        assert.deepEqual(broken, [])
        const mails = await empty.parts.store.read((tables) =>
          tables.selectFrom('outbox').select('id').where('kind', '=', 'mail').execute(),
        )
        assert.deepEqual(mails, [], 'nobody outside is written to')
      } finally {
        await empty.end()
      }
    })
  })
})

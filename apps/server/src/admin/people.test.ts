import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { principalByName, resourcesByUid } from '@parley/store'
import type { Parts } from '../parts.ts'
import { eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { namespaces } from '../testing/dav-client.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'
import { checkStore } from './check.ts'
import { firstStart } from './first-start.ts'
import {
  AdminProblem,
  addPrincipal,
  changePrincipal,
  removePrincipal,
  requireAddress,
} from './people.ts'
import { readBooking } from './settings.ts'
import { transferMeetings } from './transfer.ts'

describe('the administration of people', () => {
  const now = Date.UTC(2027, 0, 1) / 1000
  let server: TestServer
  let parts: Parts
  before(async () => {
    server = await startTestServer({
      clock: () => now,
      people: ['ann', 'bob', 'carol', 'dave', 'erin', 'frank'].map((each) => person(each)),
    })
    parts = server.parts
  })
  after(async () => {
    await server.end()
  })

  async function wellKept(): Promise<void> {
    assert.deepEqual((await checkStore(parts)).broken, [])
  }

  const outbox = () =>
    parts.store.read((tables) =>
      tables.selectFrom('outbox').selectAll().where('kind', '=', 'mail').orderBy('id').execute(),
    )
  describe('people', () => {
    const add = (name: string, address: string) =>
      parts.store.write([], (tables) =>
        addPrincipal(tables, parts, person(name, { addresses: [address] })),
      )

    it('get names and addresses that are nobody else’s', async () => {
      const made = await add('Gus', 'MAILTO:Gus@Example.com')
      assert.equal(made.name, 'gus')
      assert.deepEqual(made.addresses, ['gus@example.com'])
      const rows = [
        ['gus', 'x@example.com', /taken/],
        ['other', 'gus@example.com', /belongs to gus/],
        ['gus@example.com', 'y@example.com', /belongs to gus/],
        ['a b', 'z@example.com', /cannot be a name/],
        ['fine', 'no address', /is not an address/],
      ] as const
      for (const [name, address, says] of rows) {
        await assert.rejects(add(name, address), (error) => {
          assert.ok(error instanceof AdminProblem)
          assert.match(error.message, says)
          return true
        })
      }
      assert.equal(requireAddress('urn:uuid:1'), 'urn:uuid:1')
    })

    it('who change their zone or address have their times worked out anew', async () => {
      const floating = eventText({ uid: 'float', start: '20270601T100000', end: '20270601T110000' })
      const invited = eventText({
        uid: 'invited',
        organizer: 'x@else.example',
        attendees: ['erin@example.com;PARTSTAT=DECLINED', 'e@new.example;PARTSTAT=ACCEPTED'],
      })
      const erin = server.as('erin')
      await erin.put('/dav/calendars/erin/calendar/float.ics', floating)
      await erin.put('/dav/calendars/erin/calendar/invited.ics', invited)
      const timing = async () => {
        const rows = await parts.store.read((tables) =>
          tables
            .selectFrom('timing')
            .innerJoin('resource', 'resource.id', 'timing.resource_id')
            .innerJoin('principal', 'principal.id', 'resource.owner_id')
            .select(['resource.uid', 'timing.start_seconds', 'timing.busy_type'])
            .where('principal.name', '=', 'erin')
            .execute(),
        )
        return new Map(rows.map((each) => [each.uid, each]))
      }
      const before = await timing()
      assert.equal(before.get('invited')?.busy_type, 'FREE')
      const change = (more: object) =>
        parts.store.write([], (tables) =>
          changePrincipal(tables, parts, 'erin', (of) => ({ ...of, ...more })),
        )
      await change({ tzid: 'America/New_York' })
      const moved = (await timing()).get('float')?.start_seconds ?? 0
      assert.equal(moved - (before.get('float')?.start_seconds ?? 0), 6 * 3600)
      await change({ addresses: ['e@new.example'] })
      assert.equal((await timing()).get('invited')?.busy_type, 'BUSY')
      await assert.rejects(change({ tzid: 'Mars/Base' }), /no time zone/)
      await wellKept()
    })

    it('whose address changes are busy by it at once, in what recurs too', async () => {
      const series = eventText({
        uid: 'series',
        start: '20270302T100000Z',
        end: '20270302T110000Z',
        organizer: 'x@else.example',
        attendees: ['frank@example.com;PARTSTAT=ACCEPTED', 'f@new.example;PARTSTAT=TENTATIVE'],
        lines: ['RRULE:FREQ=DAILY;COUNT=3'],
      })
      const frank = server.as('frank')
      await frank.put('/dav/calendars/frank/calendar/series.ics', series)
      const busy = async (): Promise<readonly string[]> => {
        const range = '<C:time-range start="20270301T000000Z" end="20270310T000000Z"/>'
        const query = `<C:free-busy-query ${namespaces}>${range}</C:free-busy-query>`
        return linesOf(
          (await frank.report('/dav/calendars/frank/calendar/', query)).text,
          'FREEBUSY',
        )
      }
      assert.doesNotMatch((await busy()).join(), /TENTATIVE/)
      await parts.store.write([], (tables) =>
        changePrincipal(tables, parts, 'frank', (of) => ({ ...of, addresses: ['f@new.example'] })),
      )
      assert.match((await busy()).join(), /TENTATIVE/)
      await frank.delete('/dav/calendars/frank/calendar/series.ics')
    })

    it('go with everything of theirs, and others keep what they have', async () => {
      await add('henry', 'henry@example.com')
      const attendees = ['henry@example.com', 'bob@example.com']
      const text = eventText({ uid: 'with-henry', organizer: 'ann@example.com', attendees })
      await server.as('ann').put('/dav/calendars/ann/calendar/with-henry.ics', text)
      await parts.store.write([], (tables) => removePrincipal(tables, 'henry'))
      await wellKept()
      // Another Henry knows nothing of the first one's meetings, and that is in order.
      await add('henry', 'henry@example.com')
      await wellKept()
      assert.ok((await server.as('bob').objects()).size > 0)
    })

    it('are made by a first start only where there is nobody', async () => {
      assert.deepEqual(await firstStart(parts), [])
    })
  })

  describe('settings of a room', () => {
    it('are told apart by key', () => {
      assert.deepEqual(readBooking({ answer: 'keeper', keepers: ['mailto:Ann@example.com'] }), {
        answer: 'keeper',
        keepers: ['ann@example.com'],
      })
      assert.throws(
        () => readBooking({ anser: 'x' }),
        /^Error: booking\.anser: there is no such key/,
      )
      assert.throws(() => readBooking({ horizonDays: -1 }), /booking\.horizonDays: /)
    })
  })

  describe('a transfer', () => {
    it('makes another Organizer of what is to come, answers and all, and tells everybody', async () => {
      const attendees = ['bob@example.com', 'x@else.example']
      const text = eventText({ uid: 'handed', organizer: 'ann@example.com', attendees })
      const past = { start: '20200301T100000Z', end: '20200301T110000Z' }
      const ann = server.as('ann')
      await ann.put('/dav/calendars/ann/calendar/handed.ics', text)
      await ann.put(
        '/dav/calendars/ann/calendar/long-ago.ics',
        eventText({ uid: 'long-ago', organizer: 'ann@example.com', attendees, ...past }),
      )
      const bob = server.as('bob')
      const [name = '', own = ''] =
        [...(await bob.objects())].find(([, each]) => each.includes('UID:handed')) ?? []
      const accepted = own.replace(
        /ATTENDEE([^:]*):mailto:bob/,
        'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob',
      )
      assert.equal((await bob.put(`/dav/calendars/bob/calendar/${name}`, accepted)).status, 204)
      const held = (await outbox()).length

      assert.equal(await transferMeetings(parts, { from: 'ann', to: 'carol' }), 2, 'with Henry’s')
      const copies = await parts.store.read(async (tables) => {
        const people = await Promise.all(
          ['ann', 'bob', 'carol'].map((each) => principalByName(tables, each)),
        )
        const ids = people.flatMap((each) => (each === undefined ? [] : [each.id]))
        return resourcesByUid(tables, ids, 'handed')
      })
      assert.equal(copies.length, 3)
      for (const copy of copies) {
        assert.match(linesOf(copy.text, 'ORGANIZER')[0] ?? '', /carol@example\.com$/)
        assert.equal(statusOf(copy.text, 'bob@example.com'), 'ACCEPTED')
      }
      const sent = (await outbox()).slice(held).filter((each) => each.uid === 'handed')
      assert.deepEqual(
        sent.map((each) => [each.method, each.originator, each.recipient]),
        [['REQUEST', 'carol@example.com', 'x@else.example']],
      )
      await wellKept()

      // The new Organizer can do what an Organizer does.
      const carol = server.as('carol')
      const [mine = '', theirs = ''] =
        [...(await carol.objects())].find(([, each]) => each.includes('UID:handed')) ?? []
      const moved = theirs.replace('SUMMARY:Lunch', 'SUMMARY:Dinner')
      assert.equal((await carol.put(`/dav/calendars/carol/calendar/${mine}`, moved)).status, 204)
      const bobs = [...(await bob.objects()).values()].find((each) => each.includes('UID:handed'))
      assert.match(bobs ?? '', /SUMMARY:Dinner/)
      await assert.rejects(transferMeetings(parts, { from: 'ann', to: 'ann' }), /the same/)
    })
  })
})

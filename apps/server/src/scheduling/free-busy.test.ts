/** Busy time is that of the calendars, whichever windows were asked for before, and what changed since. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  busyTimeOf,
  type CompiledCalendars,
  compileCalendars,
  kindPeriodsOf,
  type Window,
} from '@parley/busytime'
import { parseCalendar } from '@parley/icalendar'
import { resourcesInRange } from '@parley/store'
import fc from 'fast-check'
import { principalAt } from '../mail/testing.ts'
import { userOf } from '../people.ts'
import { person, startTestServer, type TestServer } from '../testing/start.ts'
import { knownBusyTimes } from './known-busy-times.ts'
import { stretchAround } from './series.ts'

const day = 86_400
const spring = Date.UTC(2026, 2, 2) / 1000

describe('busy time', () => {
  let server: TestServer
  const put = async (uid: string, ...lines: readonly string[]) => {
    const event = ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT']
    const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...event, 'END:VCALENDAR', '']
    const path = `/dav/calendars/ann/calendar/${uid}.ics`
    const { status } = await server.as('ann').put(path, text.join('\r\n'))
    assert.ok(status < 300, `${uid} ${status}`)
  }
  before(async () => {
    server = await startTestServer({ people: [person('ann')] })
    await put('once', 'DTSTART:20260310T090000Z', 'DURATION:PT3H')
    await put(
      'weekly',
      'DTSTART;TZID=Europe/Berlin:20260105T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
    )
    await put('long', 'DTSTART:20260105T000000Z', 'DURATION:P3D', 'RRULE:FREQ=MONTHLY;COUNT=9')
    await put('floating', 'DTSTART:20260301T230000', 'DURATION:PT2H', 'RRULE:FREQ=DAILY;INTERVAL=3')
    await put(
      'often',
      'DTSTART:20260401T000000Z',
      'DURATION:PT1M',
      'RRULE:FREQ=MINUTELY;INTERVAL=5',
    )
  })
  after(() => server.end())

  async function told(window: Window): Promise<unknown> {
    const ann = await principalAt(server, 'ann')
    const busy = await server.parts.store.read((tables) =>
      knownBusyTimes(server.parts, tables, [ann], window),
    )
    return kindPeriodsOf(busy.get(ann.id) ?? assert.fail())
  }

  /** From the calendar's texts, with nothing remembered. */
  async function right(window: Window): Promise<unknown> {
    const ann = await principalAt(server, 'ann')
    const texts = await server.parts.store.read(async (tables) => {
      const [calendar] = await tables
        .selectFrom('collection')
        .select('id')
        .where('owner_id', '=', ann.id)
        .where('kind', '=', 'calendar')
        .execute()
      return resourcesInRange(tables, calendar?.id ?? '', undefined, 'VEVENT')
    })
    const objects = texts.flatMap((each) => parseCalendar(each.text).objects)
    const owner = { user: userOf(ann), tzid: ann.tzid }
    const calendars = compileCalendars([{ objects }], owner, server.parts.catalog)
    return kindPeriodsOf(busyTimeOf(calendars, window))
  }

  it('is right for windows of every length, in any order', async () => {
    const windows = fc.record({
      from: fc.integer({ min: -80 * 24, max: 200 * 24 }),
      hours: fc.oneof(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 1, max: 300 * 24 })),
    })
    await fc.assert(
      fc.asyncProperty(windows, async ({ from, hours }) => {
        const fromSeconds = spring + from * 3600
        const window = { fromSeconds, toSeconds: fromSeconds + hours * 3600 }
        assert.deepEqual(await told(window), await right(window))
      }),
      { numRuns: 60 },
    )
  })

  it('is right as soon as a series changes, or an event that does not recur', async () => {
    const weeks = [0, 7, 14].map((days) => {
      const fromSeconds = spring + days * day
      return { fromSeconds, toSeconds: fromSeconds + 7 * day }
    })
    const changes = [
      [
        'weekly',
        'DTSTART;TZID=Europe/Berlin:20260105T140000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY',
      ],
      ['once', 'DTSTART:20260311T090000Z', 'DURATION:PT3H'],
      ['once', 'DTSTART:20260311T090000Z', 'DURATION:PT3H', 'TRANSP:TRANSPARENT'],
    ] as const
    for (const [uid, ...lines] of changes) {
      const before = await Promise.all(weeks.map(told))
      await put(uid, ...lines)
      const after = await Promise.all(weeks.map(told))
      assert.notDeepEqual(after, before)
      assert.deepEqual(after, await Promise.all(weeks.map(right)))
    }
  })

  it('works out all around when it is asked again, and then reads no event', async () => {
    const queriesFor = async (days: number): Promise<number> => {
      const fromSeconds = spring - 20 * day + days * day
      const before = server.parts.store.statistics.queries
      await told({ fromSeconds, toSeconds: fromSeconds + 7 * day })
      return server.parts.store.statistics.queries - before
    }
    await put('another', 'DTSTART:20260310T090000Z', 'DURATION:PT3H')
    const queries = [await queriesFor(0), await queriesFor(8), await queriesFor(4)]
    assert.ok((queries[2] ?? 0) < (queries[1] ?? 0), queries.join(' '))
    assert.equal(queries[1], queries[0])
  })

  it('remembers instances where they are few, and no more of a calendar than its rules', async () => {
    const { number } = await server.parts.store.read((tables) =>
      tables
        .selectFrom('timing')
        .select('collection_number as number')
        .where('uid', '=', 'weekly')
        .executeTakeFirstOrThrow(),
    )
    const knownAround = async (days: number): Promise<CompiledCalendars> => {
      const fromSeconds = spring + days * day
      const window = { fromSeconds, toSeconds: fromSeconds + day }
      await told(window)
      const stretch = stretchAround(window) ?? assert.fail()
      const key = `${number} ${stretch.fromSeconds} ${stretch.toSeconds}`
      return server.parts.series.get(key)?.calendars ?? assert.fail()
    }
    const few = await knownAround(5)
    assert.ok((few.expanded?.spans[0]?.starts.length ?? 0) >= 8)
    const many = await knownAround(40)
    assert.equal(many.series.length, 4)
    assert.equal(many.expanded, undefined)
  })
})

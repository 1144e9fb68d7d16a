/** What holds for every proposal, checked against a slow reading of the calendars themselves. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CalendarObject, instancesBetween, recurrenceSet, zonesOf } from '@parley/icalendar'
import { type CalendarUser, calendarUser } from '@parley/itip'
import fc from 'fast-check'
import { busy, busyTimeBuilder } from '../busy-time.ts'
import { compileCalendars } from '../calendars.ts'
import { codeOfEvent } from '../event.ts'
import { personWithCalendars } from '../person.ts'
import { berlin, catalog, object, vevent, window } from '../testing/calendars.ts'
import { judgeTime } from './judge.ts'
import { proposeTimes } from './propose.ts'
import type { Person, Room, TimeQuery } from './query.ts'

const zones = zonesOf(object(), catalog, berlin)
const asked = window('20260323T0000', '20260402T0000') // over the change to daylight saving time
const names = ['alice', 'bob', 'carol', 'dora', 'erik']

type Spec = {
  readonly day: number
  readonly slot: number
  readonly quarters: number
  readonly rule: string
  readonly line: string
  readonly zone: string
}
const spec = fc.record<Spec>({
  day: fc.integer({ min: 20, max: 31 }),
  slot: fc.integer({ min: 0, max: 95 }),
  quarters: fc.integer({ min: 0, max: 30 }),
  rule: fc.constantFrom(
    '',
    '',
    'RRULE:FREQ=DAILY',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,WE',
    'RRULE:FREQ=DAILY;COUNT=4',
  ),
  line: fc.constantFrom(
    '',
    '',
    '',
    'TRANSP:TRANSPARENT',
    'STATUS:TENTATIVE',
    'STATUS:CANCELLED',
    'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
  ),
  zone: fc.constantFrom(berlin, 'America/New_York', 'Asia/Kolkata'),
})
const calendars = fc.array(fc.array(spec, { maxLength: 6 }), { minLength: 2, maxLength: 5 })

function objectOf(specs: readonly Spec[]): CalendarObject {
  const two = (value: number): string => String(value).padStart(2, '0')
  return object(
    ...specs.flatMap(({ day, slot, quarters, rule, line, zone }, i) =>
      vevent(
        `e${i}`,
        `DTSTART;TZID=${zone}:202603${two(day)}T${two(Math.floor(slot / 4))}${two((slot % 4) * 15)}00`,
        `DURATION:PT${quarters * 15}M`,
        ...[rule, line].filter((each) => each !== ''),
      ),
    ),
  )
}

type Someone = {
  readonly user: CalendarUser
  readonly object: CalendarObject
  readonly person: Person
}

function someone(specs: readonly Spec[], index: number): Someone {
  const user = calendarUser(`${names[index] ?? index}@example.com`)
  const made = objectOf(specs)
  const compiled = compileCalendars([{ objects: [made] }], { user, tzid: berlin }, catalog)
  return { user, object: made, person: personWithCalendars(user, compiled, { window: asked }) }
}

/** Reads the calendar event by event and instance by instance: no merging, no arrays, no sweep. */
function isFreeBySlowReading({ user, object: of }: Someone, from: number, to: number): boolean {
  const own = zonesOf(of, catalog, berlin)
  return of.components.every((event) => {
    if (event.name !== 'VEVENT' || codeOfEvent(event, user) === 0) return true
    const span = { fromSeconds: from - 40 * 86_400, toSeconds: to + 40 * 86_400 }
    return instancesBetween(recurrenceSet([event], own), span).every(
      ({ startSeconds, endSeconds }) =>
        endSeconds <= from || startSeconds >= to || endSeconds === startSeconds,
    )
  })
}

const shape = fc.record({
  durationSeconds: fc.constantFrom(900, 1800, 3600, 5400),
  bufferBeforeSeconds: fc.constantFrom(0, 600, 1800),
  bufferAfterSeconds: fc.constantFrom(0, 900),
  granularitySeconds: fc.constantFrom(900, 1800),
})

function queryOf(people: readonly Person[], more: Partial<TimeQuery>): TimeQuery {
  const [organizer, ...required] = people
  if (organizer === undefined) throw new TypeError('a query has an Organizer')
  return { organizer, required, durationSeconds: 3600, window: asked, zones, tzid: berlin, ...more }
}

describe('every proposal', () => {
  it('called free is free by a slow reading of everyone’s calendars', () => {
    fc.assert(
      fc.property(calendars, shape, (all, more) => {
        const people = all.map(someone)
        for (const time of proposeTimes(
          queryOf(
            people.map((each) => each.person),
            more,
          ),
        )) {
          const from = time.startSeconds - more.bufferBeforeSeconds
          const to = time.endSeconds + more.bufferAfterSeconds
          const free = people.every((each) => isFreeBySlowReading(each, from, to))
          assert.equal(time.verdict === 'free', free)
          assert.ok(time.startSeconds >= asked.fromSeconds && time.endSeconds <= asked.toSeconds)
        }
      }),
    )
  })

  it('is there whenever some start is free by the slow reading', () => {
    fc.assert(
      fc.property(calendars, shape, (all, more) => {
        const people = all.map(someone)
        const found = proposeTimes(
          queryOf(
            people.map((each) => each.person),
            { ...more, limit: 1, preferences: { earliest: false } },
          ),
        )
        let free = false
        for (
          let start = asked.fromSeconds;
          !free && start + more.durationSeconds <= asked.toSeconds;
          start += more.granularitySeconds
        )
          free = people.every((each) =>
            isFreeBySlowReading(
              each,
              start - more.bufferBeforeSeconds,
              start + more.durationSeconds + more.bufferAfterSeconds,
            ),
          )
        assert.equal(found[0]?.verdict === 'free', free)
      }),
      { numRuns: 15 },
    )
  })

  it('costs what its reasons cost, and none left out costs less', () => {
    fc.assert(
      fc.property(calendars, shape, (all, more) => {
        const query = queryOf(
          all.map((each, i) => someone(each, i).person),
          {
            ...more,
            apartSeconds: 0,
            limit: 2000,
            preferences: { avoidLunch: true, days: ['TU'] },
          },
        )
        const times = proposeTimes(query)
        times.forEach((time, i) => {
          assert.equal(
            time.cost,
            time.reasons.reduce((sum, each) => sum + each.cost, 0),
          )
          const next = times[i + 1]
          if (next !== undefined)
            assert.ok(
              next.cost > time.cost ||
                (next.cost === time.cost && next.startSeconds > time.startSeconds),
            )
        })
      }),
      { numRuns: 20 },
    )
  })

  it('is the same in whatever order people and rooms are named', () => {
    fc.assert(
      fc.property(calendars, calendars, shape, (all, more, { durationSeconds }) => {
        const people = all.map((each, i) => someone(each, i).person)
        const rooms: Room[] = more.map((each, i) => ({
          address: calendarUser(`room${i}@example.com`).address,
          busy: someone(each, i).person.busy,
          capacity: 4 + (i % 2),
          features: [],
        }))
        const [organizer, ...others] = people
        if (organizer === undefined) return
        const given = queryOf([organizer, ...others], {
          durationSeconds,
          rooms: { candidates: rooms, seats: 3 },
        })
        const turned = queryOf([organizer, ...others.toReversed()], {
          durationSeconds,
          rooms: { candidates: rooms.toReversed(), seats: 3 },
        })
        const plain = (query: TimeQuery) =>
          proposeTimes(query).map(({ startSeconds, verdict, cost, rooms: taken }) => ({
            startSeconds,
            verdict,
            cost,
            taken,
          }))
        assert.deepEqual(plain(given), plain(turned))
      }),
      { numRuns: 30 },
    )
  })

  it('is never made better by one more busy period', () => {
    const period = fc.record({
      who: fc.nat(4),
      at: fc.integer({ min: 0, max: 200 }),
      quarters: fc.integer({ min: 1, max: 20 }),
      code: fc.constantFrom(2 as const, 3 as const, 4 as const),
    })
    fc.assert(
      fc.property(calendars, period, fc.nat(700), fc.boolean(), (all, more, slot, optional) => {
        const people = all.map((each, i) => someone(each, i).person)
        const index = more.who % people.length
        const busier = people.map((person, i) => (i === index ? withPeriod(person, more) : person))
        const start = asked.fromSeconds + slot * 900
        const ask = (of: readonly Person[]) => {
          const [organizer, ...rest] = of
          if (organizer === undefined) throw new TypeError('nobody')
          return judgeTime(
            queryOf(optional ? [organizer] : of, optional ? { optional: rest } : {}),
            start,
          )
        }
        const order = ['free', 'unknown', 'tentative', 'partial', 'busy']
        const [before, after] = [ask(people), ask(busier)]
        assert.ok(after.cost >= before.cost)
        assert.ok(order.indexOf(after.verdict) >= order.indexOf(before.verdict))
      }),
    )
  })
})

function withPeriod(
  person: Person,
  more: { at: number; quarters: number; code: 2 | 3 | 4 },
): Person {
  const { busy: held } = person
  if (held === undefined) return person
  const builder = busyTimeBuilder(held)
  held.starts.forEach((start, i) => {
    builder.add(
      start,
      held.ends[i] ?? start,
      held.kinds[i] === 2 ? 2 : held.kinds[i] === 3 ? 3 : held.kinds[i] === 1 ? 1 : busy,
    )
  })
  const start = asked.fromSeconds + more.at * 3600
  builder.add(start, start + more.quarters * 900, more.code)
  return { ...person, busy: builder.finish() }
}

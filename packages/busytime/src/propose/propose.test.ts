import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { zonesOf } from '@parley/icalendar'
import { calendarUser } from '@parley/itip'
import { availabilityTime, compileAvailability } from '../availability.ts'
import { busy, busyTimeBuilder, tentative } from '../busy-time.ts'
import { at, berlin, catalog, object, window } from '../testing/calendars.ts'
import { workingHours } from '../working-hours.ts'
import { judgeTime } from './judge.ts'
import { proposeTimes } from './propose.ts'
import type { Person, Room, TimeQuery } from './query.ts'
import { maxSlots } from './query.ts'

const zones = zonesOf(object(), catalog, berlin)
const wide = window('20260305T0000', '20260320T0000')
const tuesday = window('20260310T0800', '20260310T1800')

function person(name: string, taken: readonly string[] = [], hard = busy as 2 | 4): Person {
  return { address: calendarUser(`${name}@example.com`).address, busy: takenTime(taken, hard) }
}

/** '09-11' on that Tuesday. */
function takenTime(taken: readonly string[], code: 2 | 4 = busy): NonNullable<Person['busy']> {
  const builder = busyTimeBuilder(wide)
  for (const each of taken) {
    const [from = '', to = ''] = each.split('-')
    builder.add(at(`20260310T${from.padEnd(4, '0')}`), at(`20260310T${to.padEnd(4, '0')}`), code)
  }
  return builder.finish()
}

function working(of: Person, zone: string): Person {
  const made = workingHours({
    zone,
    days: ['MO', 'TU', 'WE', 'TH', 'FR'],
    from: '09:00',
    to: '17:00',
  })
  const outsideHours = availabilityTime(compileAvailability([{ component: made, zones }]), wide)
  return { ...of, outsideHours, tzid: zone }
}

function room(
  name: string,
  capacity: number,
  features: readonly string[] = [],
  taken: readonly string[] = [],
): Room {
  return {
    address: calendarUser(`${name}@example.com`).address,
    capacity,
    features,
    busy: takenTime(taken),
  }
}

function query(more: Partial<TimeQuery> = {}): TimeQuery {
  return {
    organizer: person('alice'),
    required: [],
    durationSeconds: 3600,
    window: tuesday,
    zones,
    tzid: berlin,
    ...more,
  }
}

function clocks(of: readonly { readonly startSeconds: number }[]): readonly string[] {
  const midnight = at('20260310T0000')
  return of.map(({ startSeconds }) => {
    const minutes = (startSeconds - midnight) / 60
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  })
}

function only(of: TimeQuery, clock: string) {
  return judgeTime(of, at(`20260310T${clock}`))
}

describe('times proposed', () => {
  it('are the earliest that suit everyone required, apart by the length of the meeting', () => {
    const made = proposeTimes(
      query({ required: [person('bob', ['08-10']), person('carol', ['1030-12'])] }),
    )
    assert.deepEqual(clocks(made).slice(0, 3), ['12:00', '13:00', '14:00'])
    assert.ok(made.every((each) => each.verdict === 'free'))
  })

  it('keep the buffers around the meeting free', () => {
    const made = proposeTimes(
      query({
        required: [person('bob', ['08-10', '12-18'])],
        bufferBeforeSeconds: 1800,
        bufferAfterSeconds: 900,
        limit: 1,
      }),
    )
    assert.deepEqual(clocks(made), ['10:30'])
    const none = proposeTimes(
      query({
        required: [person('bob', ['08-10', '12-18'])],
        bufferBeforeSeconds: 3600,
        bufferAfterSeconds: 900,
      }),
    )
    assert.deepEqual(none, [])
  })

  it('say that unknown time is unknown, and put it after free time', () => {
    const unknown: Person = { address: calendarUser('dora@example.com').address, busy: undefined }
    const made = proposeTimes(query({ required: [unknown], limit: 3 }))
    assert.equal(made.length, 3)
    assert.ok(made.every((each) => each.verdict === 'unknown'))
    assert.deepEqual(
      made[0]?.reasons.find((each) => each.kind === 'unknown'),
      { kind: 'unknown', addresses: ['dora@example.com'], cost: 100 },
    )
    const until: Person = {
      ...unknown,
      busy: busyTimeBuilder({ ...wide, toSeconds: at('20260310T1000') }).finish(),
    }
    assert.deepEqual(
      proposeTimes(query({ required: [until] }))
        .map((each) => each.verdict)
        .slice(0, 3),
      ['free', 'free', 'unknown'],
    )
  })

  it('touch a tentative engagement only where nothing is free, unless they must not', () => {
    const bob = person('bob', ['08-17'], tentative)
    const made = proposeTimes(query({ required: [bob] }))
    assert.deepEqual(clocks(made).slice(0, 2), ['17:00', '08:00'])
    assert.deepEqual(
      made.slice(0, 2).map((each) => each.verdict),
      ['free', 'tentative'],
    )
    assert.deepEqual(clocks(proposeTimes(query({ required: [bob], touchTentative: false }))), [
      '17:00',
    ])
  })

  it('let optional people weigh, and not decide', () => {
    const made = proposeTimes(query({ optional: [person('bob', ['08-17'])], limit: 2 }))
    assert.deepEqual(clocks(made), ['17:00', '08:00'])
    assert.equal(made[1]?.verdict, 'free')
    assert.ok(made[1]?.reasons.some((each) => each.kind === 'optional-busy' && each.cost > 0))
  })

  it('let one required person miss where minAttendance allows it, never the Organizer', () => {
    const people = [person('bob', ['08-18']), person('carol')]
    assert.deepEqual(proposeTimes(query({ required: people })), [])
    const [first] = proposeTimes(query({ required: people, minAttendance: 2 }))
    assert.equal(first?.verdict, 'partial')
    assert.deepEqual(
      first?.reasons.find((each) => each.kind === 'missing'),
      { kind: 'missing', addresses: ['bob@example.com'], cost: 3000 },
    )
    assert.deepEqual(
      proposeTimes(
        query({
          organizer: person('alice', ['08-18']),
          required: [person('carol')],
          minAttendance: 1,
        }),
      ),
      [],
    )
  })

  it('start on multiples of the granularity on the clock of the Organizer', () => {
    const kathmandu = proposeTimes(
      query({ tzid: 'Asia/Kathmandu', granularitySeconds: 3600, limit: 1 }),
    )
    assert.deepEqual(clocks(kathmandu), ['08:15'])
    assert.deepEqual(
      clocks(proposeTimes(query({ granularitySeconds: 1800, limit: 2, apartSeconds: 0 }))),
      ['08:00', '08:30'],
    )
  })

  it('prefer the days and hours that were wished for', () => {
    const week = window('20260309T0000', '20260314T0000')
    const [first] = proposeTimes(
      query({
        window: week,
        preferences: { days: ['WE', 'TH'], hours: { from: '14:00', to: '16:00' } },
      }),
    )
    assert.equal(first?.startSeconds, at('20260311T1400'))
    const reasons = only(
      query({ window: week, preferences: { days: ['WE'], hours: { from: '14:00', to: '16:00' } } }),
      '1530',
    ).reasons
    assert.deepEqual(
      reasons.filter((each) => each.cost > 0).map((each) => each.kind),
      ['other-day', 'other-hours', 'later'],
    )
  })

  it('avoid the lunch of each person on their own clock', () => {
    const people = [
      { ...person('bob'), tzid: 'Europe/Athens' },
      { ...person('carol'), tzid: 'Europe/Lisbon' },
    ]
    const asked = query({ required: people, preferences: { avoidLunch: true, earliest: false } })
    const lunch = (clock: string) =>
      only(asked, clock).reasons.flatMap((each) => (each.kind === 'lunch' ? each.addresses : []))
    assert.deepEqual(lunch('1100'), ['bob@example.com'])
    assert.deepEqual(lunch('1215'), ['alice@example.com', 'carol@example.com'])
    assert.deepEqual(lunch('1300'), ['carol@example.com'])
    assert.deepEqual(lunch('0900'), [])
  })

  it('are an empty list for a window too short for the meeting', () => {
    assert.deepEqual(
      proposeTimes(query({ window: { ...tuesday, toSeconds: tuesday.fromSeconds + 1800 } })),
      [],
    )
  })

  it('refuse a query that makes no sense', () => {
    assert.throws(() => proposeTimes(query({ durationSeconds: 0 })), TypeError)
    assert.throws(() => proposeTimes(query({ granularitySeconds: 0 })), TypeError)
    assert.throws(
      () => proposeTimes(query({ window: { fromSeconds: 0, toSeconds: 900 * (maxSlots + 1) } })),
      TypeError,
    )
  })
})

describe('time outside working hours', () => {
  it('costs the more the further from the hours, and says how far', () => {
    const asked = query({ organizer: working(person('alice'), berlin), window: wide })
    const outside = (text: string) =>
      judgeTime(asked, at(text)).reasons.flatMap((each) =>
        each.kind === 'outside-hours' ? each.people.map((one) => one.seconds / 3600) : [],
      )
    assert.deepEqual(outside('20260310T1600'), [])
    assert.deepEqual(outside('20260310T1630'), [0.5])
    assert.deepEqual(outside('20260310T0700'), [2])
    assert.deepEqual(outside('20260310T0030'), [8.5])
    assert.deepEqual(outside('20260314T1200'), [12])
  })

  it('is shared: an hour each for two people comes before two hours for one', () => {
    const people = [
      working(person('bob'), 'America/New_York'),
      working(person('carol'), 'Asia/Kolkata'),
    ]
    const day = window('20260310T0000', '20260311T0000')
    const asked = query({
      organizer: person('alice'),
      required: people,
      window: day,
      preferences: { earliest: false },
      limit: 1,
    })
    const [best] = proposeTimes(asked)
    const people2 =
      best?.reasons.flatMap((each) => (each.kind === 'outside-hours' ? each.people : [])) ?? []
    assert.equal(people2.length, 2)
    const [one, other] = people2.map((each) => each.seconds)
    assert.ok(Math.abs((one ?? 0) - (other ?? 0)) <= 900)
  })

  it('weighs more for whoever bore it before', () => {
    const bob = working(person('bob'), 'America/New_York')
    const carol = working(person('carol'), 'Asia/Kolkata')
    const day = window('20260310T0000', '20260311T0000')
    const ask = (bore: number) =>
      proposeTimes(
        query({
          required: [{ ...bob, borneSeconds: bore }, carol],
          window: day,
          preferences: { earliest: false },
          limit: 1,
        }),
      )
    const outside = (bore: number) =>
      ask(bore)[0]
        ?.reasons.flatMap((each) => (each.kind === 'outside-hours' ? each.people : []))
        .find((each) => each.address === bob.address)?.seconds ?? 0
    assert.ok(outside(8 * 3600) < outside(0))
  })
})

describe('rooms', () => {
  const people = ['bob', 'carol', 'dora'].map((name) => person(name))

  it('are chosen by features and seats, the smallest that fits first', () => {
    const candidates = [
      room('hall', 40, ['screen']),
      room('den', 4),
      room('studio', 6, ['screen', 'piano']),
    ]
    const [first] = proposeTimes(
      query({ required: people, rooms: { candidates, features: ['screen'] } }),
    )
    assert.deepEqual(
      first?.rooms.map((each) => [each.address, each.spareSeats]),
      [['studio@example.com', 2]],
    )
  })

  it('are taken where they are free, else the time falls away', () => {
    const candidates = [room('den', 4, [], ['08-12']), room('hall', 40, [], ['08-10', '13-18'])]
    const made = proposeTimes(query({ required: people, rooms: { candidates }, limit: 20 }))
    assert.deepEqual(clocks(made).slice(0, 3), ['10:00', '11:00', '12:00'])
    assert.equal(made[2]?.rooms[0]?.address, 'den@example.com')
    assert.deepEqual(
      only(query({ required: people, rooms: { candidates } }), '0900').reasons.find(
        (each) => each.kind === 'no-room',
      ),
      {
        kind: 'no-room',
        rooms: [
          { address: 'den@example.com', why: 'busy' },
          { address: 'hall@example.com', why: 'busy' },
        ],
        cost: 3000,
      },
    )
  })

  it('can be several at once, each seating its share', () => {
    const candidates = [room('one', 2), room('two', 2), room('tiny', 1)]
    const [first] = proposeTimes(query({ required: people, rooms: { candidates, count: 2 } }))
    assert.deepEqual(
      first?.rooms.map((each) => each.address),
      ['one@example.com', 'two@example.com'],
    )
    assert.deepEqual(
      proposeTimes(query({ required: people, rooms: { candidates, count: 3, seats: 6 } })),
      [],
    )
  })

  it('whose time is unknown come last, and are said to be unknown', () => {
    const dark: Room = { ...room('den', 4), busy: undefined }
    const [first] = proposeTimes(
      query({ required: people, rooms: { candidates: [dark, room('hall', 40, [], ['08-10'])] } }),
    )
    assert.equal(first?.rooms[0]?.address, 'hall@example.com')
    const [none] = proposeTimes(query({ required: people, rooms: { candidates: [dark] } }))
    assert.equal(none?.verdict, 'unknown')
    assert.equal(none?.rooms[0]?.state, 'unknown')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject, Component } from '@parley/icalendar'
import { allProperties, firstProperty, rawValue } from '@parley/icalendar'
import fc from 'fast-check'
import { calendarAddress } from './address.ts'
import { findAttendee, partStatOf } from './attendee.ts'
import type { Change } from './change.ts'
import type { Context } from './context.ts'
import type { SendEffect } from './effect.ts'
import { originate } from './originate.ts'
import { partsOf } from './parts.ts'
import { read } from './read.ts'
import { revisionOf } from './revision.ts'
import type { HeldState } from './state.ts'
import { nothingHeld } from './state.ts'
import { calendar, context, scheduled, sends } from './testing.ts'
import { validate } from './validate.ts'

const names = ['bob', 'cid', 'dan', 'eve'] as const
const days = ['20260302', '20260309', '20260316', '20260323'] as const
const partStats = ['NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE'] as const
const ann = context('ann')

type Guest = { readonly name: string; readonly partStat: string; readonly agent: string }
type Plan = {
  readonly hour: number
  readonly title: string
  readonly guests: readonly Guest[]
  readonly alarm: boolean
  readonly location: string | undefined
}
type Meeting = {
  readonly series: Plan
  readonly recurs: boolean
  readonly sequence: number
  readonly excluded: readonly string[]
  readonly instances: readonly (readonly [string, Plan & { readonly off: boolean }])[]
}

const guest = fc.record({
  name: fc.constantFrom(...names),
  partStat: fc.constantFrom(...partStats),
  agent: fc.constantFrom('', '', '', ';SCHEDULE-AGENT=CLIENT', ';SCHEDULE-AGENT=NONE'),
})
const plan = fc.record({
  hour: fc.integer({ min: 8, max: 11 }),
  title: fc.constantFrom('Plan', 'Review'),
  guests: fc.uniqueArray(guest, { selector: ({ name }) => name, maxLength: 4 }),
  alarm: fc.boolean(),
  location: fc.option(fc.constantFrom('Hall', 'Room 2'), { nil: undefined }),
})
const meeting: fc.Arbitrary<Meeting> = fc.record({
  series: plan,
  recurs: fc.boolean(),
  sequence: fc.integer({ min: 0, max: 3 }),
  excluded: fc.subarray([...days.slice(1)], { maxLength: 2 }),
  instances: fc.uniqueArray(
    fc.tuple(
      fc.constantFrom(...days.slice(1)),
      fc.tuple(plan, fc.boolean()).map(([one, off]) => ({ ...one, off })),
    ),
    { selector: ([day]) => day, maxLength: 2 },
  ),
})

const two = (value: number): string => String(value).padStart(2, '0')

function planLines(day: string, { hour, title, guests, alarm, location }: Plan): readonly string[] {
  return [
    `DTSTART;TZID=Europe/Vienna:${day}T${two(hour)}0000`,
    `DTEND;TZID=Europe/Vienna:${day}T${two(hour)}3000`,
    `SUMMARY:${title}`,
    ...(location === undefined ? [] : [`LOCATION:${location}`]),
    'X-SECRET:mine',
    'COLOR:red',
    'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.com',
    ...guests.map(
      ({ name, partStat, agent }) =>
        `ATTENDEE;PARTSTAT=${partStat}${agent}:mailto:${name}@example.com`,
    ),
    ...(alarm
      ? ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:x', 'TRIGGER:-PT5M', 'END:VALARM']
      : []),
  ]
}

function objectOf({ series, recurs, sequence, excluded, instances }: Meeting): CalendarObject {
  const time = `T${two(series.hour)}0000`
  const taken = new Set(instances.map(([day]) => day))
  const master = [
    `SEQUENCE:${sequence}`,
    ...(recurs ? ['RRULE:FREQ=WEEKLY;COUNT=4'] : []),
    ...(recurs
      ? excluded
          .filter((day) => !taken.has(day))
          .map((day) => `EXDATE;TZID=Europe/Vienna:${day}${time}`)
      : []),
    ...planLines(days[0], series),
  ]
  const own = (recurs ? instances : []).map(([day, one]) =>
    [
      `SEQUENCE:${sequence}`,
      `RECURRENCE-ID;TZID=Europe/Vienna:${day}${time}`,
      ...(one.off ? ['STATUS:CANCELLED'] : []),
      ...planLines(day, one),
    ].join('\n'),
  )
  return calendar([master.join('\n'), ...own])
}

function heldOf(object: CalendarObject): HeldState {
  return originate(nothingHeld('meeting'), { kind: 'save', object }, ann).state
}

function save(
  held: HeldState,
  object: CalendarObject,
  by: Context = ann,
): ReturnType<typeof originate> {
  return originate(held, { kind: 'save', object }, by)
}

function assertProper(effect: SendEffect): void {
  const { messages, violations } = read(effect.message)
  assert.deepEqual(violations, [])
  assert.equal(messages.length, 1)
  for (const message of messages) {
    const faults = validate(message).map(({ requirement, path, found }) => ({
      requirement,
      path,
      found,
    }))
    assert.deepEqual(
      faults,
      [],
      JSON.stringify(
        effect.message.components.map((each) =>
          each.properties.map(({ name, value }) => `${name}:${value}`),
        ),
        undefined,
        1,
      ),
    )
  }
}

function texts(of: Component): readonly string[] {
  return of.properties.map(({ name }) => name)
}

describe('what an Organizer sends', () => {
  it('keeps the restriction tables', () => {
    fc.assert(
      fc.property(meeting, meeting, (one, other) => {
        const first = save(nothingHeld('meeting'), objectOf(one))
        const second = save(first.state, objectOf(other))
        const third = originate(second.state, { kind: 'delete' }, ann)
        for (const each of [first, second, third]) sends(each.effects).forEach(assertProper)
      }),
    )
  })

  it('never shows what its recipients may not see', () => {
    fc.assert(
      fc.property(meeting, meeting, (one, other) => {
        const held = heldOf(objectOf(one))
        const made = save(held, objectOf(other))
        const before = partsOf(held.object, ann)
        const after = partsOf(made.state.object, ann)
        for (const { message, method, recipients } of sends(made.effects)) {
          const sent = partsOf(message, ann)
          for (const each of scheduled(message)) {
            assert.ok(!texts(each).includes('X-SECRET') && !texts(each).includes('COLOR'))
            assert.deepEqual(each.components, [])
            for (const { parameters } of each.properties) {
              assert.ok(parameters.every(({ name }) => !name.startsWith('SCHEDULE-')))
            }
          }
          const from = method === 'CANCEL' ? before : after
          const keys = [...(sent.master === undefined ? [] : ['']), ...sent.overridden.keys()]
          for (const key of keys) {
            const of = key === '' ? from.master : (from.overridden.get(key) ?? from.master)
            assert.ok(of !== undefined)
            for (const each of recipients)
              assert.ok(findAttendee(of, each), `${each} ${key} ${method}`)
          }
        }
      }),
    )
  })

  it('never goes to himself, nor to whom his client or nobody writes', () => {
    fc.assert(
      fc.property(meeting, meeting, (one, other) => {
        const made = save(heldOf(objectOf(one)), objectOf(other))
        for (const { recipients, method } of sends(made.effects)) {
          assert.ok(!recipients.includes(calendarAddress('ann@example.com')))
          if (method !== 'REQUEST') continue
          for (const each of recipients) {
            const lines = scheduled(made.state.object).flatMap((of) => findAttendee(of, each) ?? [])
            assert.ok(
              lines.some((line) => line.parameters.every(({ name }) => name !== 'SCHEDULE-AGENT')),
            )
          }
        }
      }),
    )
  })

  it('tells each at most one CANCEL and one REQUEST', () => {
    fc.assert(
      fc.property(meeting, meeting, (one, other) => {
        const made = save(heldOf(objectOf(one)), objectOf(other))
        const seen = new Set<string>()
        for (const { recipients, method } of sends(made.effects)) {
          for (const each of recipients) {
            assert.ok(!seen.has(`${method} ${each}`))
            seen.add(`${method} ${each}`)
          }
        }
      }),
    )
  })

  it('accounts for every Attendee', () => {
    fc.assert(
      fc.property(meeting, meeting, (one, other) => {
        const held = heldOf(objectOf(one))
        const made = save(held, objectOf(other))
        const named = new Set(made.explanation.flatMap(({ facts }) => facts['addresses'] ?? []))
        const listed = [held.object, made.state.object].flatMap((object) =>
          scheduled(object).flatMap((each) => allProperties(each, 'ATTENDEE')),
        )
        for (const { value } of listed) {
          const address = calendarAddress(value)
          if (address !== 'ann@example.com') assert.ok(named.has(address), address)
        }
      }),
    )
  })
})

describe('a save', () => {
  it('of what is held changes nothing and sends nothing', () => {
    fc.assert(
      fc.property(meeting, (one) => {
        const held = heldOf(objectOf(one))
        const { object } = held
        assert.ok(object)
        const again = save(held, object)
        assert.deepEqual(again.effects, [])
        assert.equal(again.state, held)
        const asFirst = save(held, objectOf(one))
        assert.deepEqual(asFirst.effects, [])
      }),
    )
  })

  it('never resets the Organizer nor lowers a SEQUENCE', () => {
    fc.assert(
      fc.property(meeting, meeting, (one, other) => {
        const held = heldOf(objectOf(one))
        const made = save(held, objectOf(other))
        const before = partsOf(held.object, ann)
        const after = partsOf(made.state.object, ann)
        for (const each of scheduled(made.state.object)) {
          const own = findAttendee(each, calendarAddress('ann@example.com'))
          assert.equal(own && partStatOf(own), 'ACCEPTED')
        }
        for (const [key, each] of [['', after.master] as const, ...after.overridden]) {
          const was = key === '' ? before.master : before.overridden.get(key)
          if (each === undefined || was === undefined) continue
          assert.ok(revisionOf(each).sequence >= revisionOf(was).sequence)
        }
      }),
    )
  })

  it('that only adds a guest leaves the answers of the others and tells the guest alone', () => {
    fc.assert(
      fc.property(meeting, fc.constantFrom(...partStats), (one, partStat) => {
        const silent = originate(
          nothingHeld('meeting'),
          { kind: 'save', object: objectOf(one), silent: true },
          ann,
        )
        const grown = objectOf({
          ...one,
          series: {
            ...one.series,
            guests: [...one.series.guests, { name: 'zoe', partStat, agent: '' }],
          },
        })
        const made = save(silent.state, grown)
        assert.deepEqual(
          sends(made.effects).map(({ method, recipients }) => [method, ...recipients]),
          [['REQUEST', 'zoe@example.com']],
        )
        for (const each of scheduled(silent.state.object)) {
          const rid = rawValue(each, 'RECURRENCE-ID')
          const now = scheduled(made.state.object).find(
            (of) => rawValue(of, 'RECURRENCE-ID') === rid,
          )
          assert.ok(now)
          for (const line of allProperties(each, 'ATTENDEE')) {
            const kept = findAttendee(now, calendarAddress(line.value))
            assert.equal(kept && partStatOf(kept), partStatOf(line))
          }
        }
      }),
    )
  })
})

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('reply' as const),
    partStat: fc.constantFrom('ACCEPTED' as const, 'DECLINED' as const, 'TENTATIVE' as const),
  }),
  fc.record({
    kind: fc.constant('delegate' as const),
    to: fc.constant(calendarAddress('eve@example.com')),
  }),
  fc.record({ kind: fc.constant('refresh' as const) }),
  fc.record({ kind: fc.constant('delete' as const) }),
  fc.record({
    kind: fc.constant('forward' as const),
    to: fc.constant([calendarAddress('zoe@example.com')]),
  }),
  fc.record({
    kind: fc.constant('counter' as const),
    proposal: fc.constant({
      start: { kind: 'DATE-TIME' as const, wallSeconds: 1_772_470_800, tzid: 'Europe/Vienna' },
    }),
  }),
)

describe('what an Attendee sends', () => {
  it('keeps the tables and SEQUENCE, and goes to the Organizer but for delegation and forwarding', () => {
    fc.assert(
      fc.property(meeting, change, (one, each) => {
        const bob = context('bob')
        const sent = sends(save(nothingHeld('meeting'), objectOf(one)).effects)
        const mine = sent.find(({ recipients }) => recipients.includes(bob.self.address))
        if (mine === undefined) return
        const object = {
          ...mine.message,
          properties: mine.message.properties.filter(({ name }) => name !== 'METHOD'),
        }
        const held = save(nothingHeld('meeting'), object, bob).state
        const made = originate(held, each, bob)
        assert.ok(each.kind === 'delete' || made.effects.length > 0, each.kind)
        for (const effect of sends(made.effects)) {
          if (effect.method === 'REPLY' && each.kind === 'delegate') {
            // RFC 5546 §3.2.2.3 adds the Delegate's ATTENDEE, against the table of §3.2.3.
          } else assertProper(effect)
          const others = each.kind === 'delegate' || each.kind === 'forward'
          if (!(others && effect.method === 'REQUEST'))
            assert.deepEqual(effect.recipients, ['ann@example.com'])
          for (const of of scheduled(effect.message)) {
            const sequence = firstProperty(of, 'SEQUENCE')
            if (sequence !== undefined) assert.equal(Number(sequence.value), one.sequence)
          }
        }
      }),
    )
  })
})

/** Busy time asked for and answered, and a room booked, through the engine by bytes on a wire. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { addressOf, calendarUser, type Effect, partStatOf } from '@parley/itip'
import { act, deliverAll, heldBy, makePerson, makeWorld, type Person } from '@parley/testkit'
import { decideBooking } from './booking/decide.ts'
import { type BookingPolicy, defaultBookingPolicy } from './booking/policy.ts'
import { type CompiledCalendars, compileCalendars, freeBusyTime } from './calendars.ts'
import { answerBusyTime, askedWindow, ownerOfFreeBusy, readFreeBusy } from './free-busy.ts'
import { at, berlin, context, hours, object, vevent, window } from './testing/calendars.ts'

const now = at('20260301T0900')
const alice = () => makePerson('alice', calendarUser('alice@example.com'), { tzid: berlin })
const bob = () => makePerson('bob', calendarUser('bob@example.com'), { tzid: berlin })
const day = window('20260310T0000', '20260311T0000')

function compiled(
  of: Person,
  objects: readonly CalendarObject[],
  catalog = context(of.user, now).catalog,
): CompiledCalendars {
  return compileCalendars([{ objects }], { user: of.user, tzid: berlin }, catalog)
}

describe('busy time between two people', () => {
  it('is asked for, answered from calendars, and read', () => {
    const [asks, answers] = [alice(), bob()]
    const world = makeWorld([asks, answers], now)
    act(world, asks, 'fb-1', {
      kind: 'request-busy-time',
      uid: 'fb-1',
      attendees: [answers.user.address],
      startSeconds: day.fromSeconds,
      endSeconds: day.toSeconds,
    })
    world.nowSeconds += 60
    deliverAll(world)
    const [question] = heldBy(answers, 'fb-1').ledger.questions
    assert.equal(question?.question, 'busy-time')
    if (question === undefined) return
    const calendars = compiled(answers, [
      object(
        ...vevent(
          '1',
          'DTSTART;TZID=Europe/Berlin:20260310T090000',
          'DURATION:PT1H',
          'SUMMARY:Secret',
        ),
      ),
    ])
    const asked = askedWindow(question)
    assert.deepEqual(asked, day)
    const answer = answerBusyTime(question, freeBusyTime(calendars, day))
    const { effects } = act(world, answers, 'fb-1', answer)
    const reply = effects.find(
      (each): each is Extract<Effect, { kind: 'send' }> => each.kind === 'send',
    )
    assert.equal(reply?.method, 'REPLY')
    const components = reply?.message.components ?? []
    assert.deepEqual(hours(readFreeBusy(components, day)), ['BUSY 9-10'])
    assert.equal(components[0] && ownerOfFreeBusy(components[0]), 'bob@example.com')
    world.nowSeconds += 60
    assert.ok(
      deliverAll(world).some((each) =>
        each.effects.some(
          (effect) => effect.kind === 'notify' && effect.notice === 'busy-time-received',
        ),
      ),
    )
  })
})

describe('a room', () => {
  /** Alice invites the room; it decides with what it holds, and answers through the engine. */
  function booked(
    policy: Partial<BookingPolicy>,
    held: readonly CalendarObject[],
    ...lines: readonly string[]
  ) {
    const organizer = alice()
    const den = makePerson('den', calendarUser('den@example.com'), { tzid: berlin })
    const world = makeWorld([organizer, den], now)
    const people = [
      'ORGANIZER:mailto:alice@example.com',
      'ATTENDEE;CUTYPE=ROOM;RSVP=TRUE:mailto:den@example.com',
    ]
    const time = ['DTSTART;TZID=Europe/Berlin:20260310T090000', 'DURATION:PT1H']
    act(world, organizer, 'm', {
      kind: 'save',
      object: object(...vevent('m', ...people, ...time, ...lines)),
    })
    world.nowSeconds += 60
    deliverAll(world)
    const request = heldBy(den, 'm').object
    if (request === undefined) throw new TypeError('the room was not asked')
    const calendars = compiled(den, [...held, request])
    const decision = decideBooking(
      request,
      calendars,
      { ...defaultBookingPolicy, ...policy },
      { ...context(den.user, now), catalog: world.catalog },
    )
    for (const change of decision.changes) {
      world.nowSeconds += 60
      act(world, den, 'm', change)
      deliverAll(world)
    }
    const components =
      heldBy(organizer, 'm').object?.components.filter((each) => each.name === 'VEVENT') ?? []
    return components.map((each) =>
      each.properties
        .filter((one) => one.name === 'ATTENDEE' && addressOf(one) === den.user.address)
        .map(partStatOf)
        .join(),
    )
  }

  const taken = object(
    ...vevent('other', 'DTSTART;TZID=Europe/Berlin:20260317T090000', 'DURATION:PT1H'),
  )

  it('accepts what is free and declines what is not, and the Organizer’s copy says so', () => {
    assert.deepEqual(booked({}, []), ['ACCEPTED'])
    assert.deepEqual(
      booked({}, [
        object(...vevent('other', 'DTSTART;TZID=Europe/Berlin:20260310T093000', 'DURATION:PT1H')),
      ]),
      ['DECLINED'],
    )
  })

  it('accepts a series but for the instances that it cannot have', () => {
    const made = booked(
      { maxConflicts: 1, maxConflictPercent: 50 },
      [taken],
      'RRULE:FREQ=WEEKLY;COUNT=4',
    )
    assert.deepEqual(made, ['ACCEPTED', 'DECLINED'])
  })
})

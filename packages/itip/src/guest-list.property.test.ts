import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allProperties, component, parseTime, serializeText, type Time } from '@parley/icalendar'
import fc from 'fast-check'
import { type CalendarAddress, calendarAddress } from './address.ts'
import { attendeeAddresses } from './attendee.ts'
import type { Change } from './change.ts'
import type { Context } from './context.ts'
import type { SendEffect } from './effect.ts'
import { guestListOf } from './guest-list.ts'
import { originate } from './originate.ts'
import type { Policy } from './policy.ts'
import { read } from './read.ts'
import { receive } from './receive.ts'
import { type HeldState, nothingHeld } from './state.ts'
import {
  address,
  attendee,
  calendar,
  context,
  makeEvent,
  namedIn,
  now,
  scheduled,
  sends,
} from './testing.ts'

const hidden = 'X-PARLEY-GUEST-LIST:HIDE'

type World = Map<string, HeldState>

/** Of every message: does it name only whom its recipient may know? */
type Check = (effect: SendEffect, recipient: CalendarAddress) => void

const everybody = ['ann', 'bob', 'cid', 'dan', 'eve', 'fay'] as const

function start(check: Check = () => {}): World {
  const world: World = new Map(everybody.map((each) => [each, nothingHeld('meeting')]))
  const series = makeEvent({ more: `RRULE:FREQ=DAILY;COUNT=4\n${hidden}` })
  play(world, 'ann', { kind: 'save', object: calendar([series]) }, { seconds: 0, check })
  return world
}

type Playing = {
  readonly seconds: number
  readonly check: Check
  /** Ann's: what she has decided once and is not asked about. */
  readonly policy?: Partial<Policy>
}

/** One change, and all that follows from it, delivered by bytes. */
function play(world: World, who: string, change: Change, playing: Playing): void {
  const { seconds, check, policy = {} } = playing
  const at = (name: string, from?: string): Context => ({
    ...context(name, {
      ...(from !== undefined && { from }),
      ...(name === 'ann' && { policy }),
    }),
    nowSeconds: now + seconds,
  })
  const held = world.get(who) ?? assert.fail()
  const made = originate(held, change, at(who))
  world.set(who, made.state)
  const queue = [...sends(made.effects)]
  for (let round = 0; queue.length > 0; round++) {
    assert.ok(round < 500, 'messages come to an end')
    const effect = queue.shift()
    if (effect === undefined || effect.uid !== 'meeting') continue
    for (const recipient of effect.recipients) {
      check(effect, recipient)
      const name = recipient.split('@')[0] ?? ''
      const before = world.get(name)
      const message = read(effect.message).messages[0]
      if (before === undefined || message === undefined) continue
      const from = effect.originator.split('@')[0] ?? ''
      const got = receive(before, message, at(name, from))
      world.set(name, got.state)
      queue.push(...sends(got.effects))
    }
  }
}

const hour = (day: number, at: number): string =>
  `202603${String(day).padStart(2, '0')}T${String(at).padStart(2, '0')}0000Z`

function time(text: string): Time {
  return parseTime(text) ?? assert.fail()
}

const some = fc.constantFrom('bob', 'cid', 'dan')
const day = fc.constantFrom(2, 3, 4, 5)
const keyOf = (on: number): string => hour(on, 9)

type Step = (world: World) => readonly [who: string, change: Change] | undefined

/** What the Organizer saves: another time, place or list, of the series or one instance. */
const saves: fc.Arbitrary<Step> = fc
  .record({
    at: fc.constantFrom(9, 11),
    place: fc.constantFrom('Hall', 'Roof'),
    who: fc.subarray(['bob', 'cid', 'dan', 'fay'], { minLength: 1 }),
    apart: fc.option(fc.record({ on: day, who: fc.subarray(['bob', 'cid', 'dan']) }), {
      nil: undefined,
    }),
    keeps: fc.boolean(),
  })
  .map(({ at, place, who, apart, keeps }) => (world) => {
    // Made anew after it was deleted, it is chosen anew.
    const says = keeps || world.get('ann')?.object === undefined
    const more = `LOCATION:${place}${says ? `\n${hidden}` : ''}`
    const list = (names: readonly string[]): readonly string[] =>
      names.map((each) => attendee(each))
    const times = { start: hour(2, at), end: hour(2, at + 1) }
    const master = makeEvent({
      ...times,
      attendees: list(who),
      more: `${more}\nRRULE:FREQ=DAILY;COUNT=4`,
    })
    const one =
      apart === undefined
        ? []
        : [
            makeEvent({
              start: hour(apart.on, 15),
              end: hour(apart.on, 16),
              attendees: list(apart.who),
              more: `RECURRENCE-ID:${hour(apart.on, at)}`,
            }),
          ]
    return ['ann', { kind: 'save', object: calendar([master, ...one]) }]
  })

const organizers: fc.Arbitrary<Step> = fc.oneof(
  saves,
  some.map(
    (each) => (): ReturnType<Step> => [
      'ann',
      { kind: 'cancel', attendees: [calendarAddress(address(each))] },
    ],
  ),
  day.map((each) => (): ReturnType<Step> => ['ann', { kind: 'cancel', keys: [keyOf(each)] }]),
  fc.constantFrom('reconfirm', 'delete').map((kind) => (): ReturnType<Step> => ['ann', { kind }]),
  fc.boolean().map((accepts) => (world: World): ReturnType<Step> => {
    const pending = world.get('ann')?.ledger.counters.find((each) => each.state === 'pending')
    const kind = accepts ? 'accept-counter' : 'decline-counter'
    return pending && ['ann', { kind, counter: pending.id }]
  }),
)

const attendees: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      who: some,
      partStat: fc.constantFrom('ACCEPTED', 'DECLINED', 'TENTATIVE'),
      on: fc.option(day, { nil: undefined }),
    })
    .map(
      ({ who, partStat, on }) =>
        (): ReturnType<Step> => [
          who,
          { kind: 'reply', partStat, ...(on !== undefined && { keys: [keyOf(on)] }) },
        ],
    ),
  fc.record({ who: some, on: day }).map(
    ({ who, on }) =>
      (): ReturnType<Step> => [
        who,
        {
          kind: 'counter',
          keys: [keyOf(on)],
          proposal: { start: time(hour(on, 17)), end: time(hour(on, 18)) },
        },
      ],
  ),
  some.map((who) => (): ReturnType<Step> => [who, { kind: 'refresh' }]),
)

const delegations: fc.Arbitrary<Step> = fc
  .record({ who: fc.constantFrom('bob', 'cid', 'eve'), to: fc.constantFrom('eve', 'fay', 'dan') })
  .map(
    ({ who, to }) =>
      (): ReturnType<Step> => [who, { kind: 'delegate', to: address(to) } as Change],
  )

type Story = { readonly steps: readonly Step[]; readonly policy: Partial<Policy> }

const policies: fc.Arbitrary<Partial<Policy>> = fc.record({
  counterProposals: fc.constantFrom('ask', 'accept', 'refuse'),
  uninvitedAttendees: fc.constantFrom('ask', 'accept', 'refuse'),
})

function playAll({ steps, policy }: Story, check: Check): World {
  const world = start(check)
  for (const [index, step] of steps.entries()) {
    const next = step(world)
    if (next === undefined) continue
    play(world, next[0], next[1], { seconds: (index + 1) * 60, check, policy })
  }
  return world
}

describe('every message of a meeting with a hidden guest list', () => {
  it('names nobody but its recipient and the Organizer, and so does every Attendee’s copy', () => {
    const said = new Set<string>()
    const steps = fc.array(fc.oneof({ weight: 2, arbitrary: organizers }, attendees), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.record({ steps, policy: policies }), (story) => {
        const world = playAll(story, (effect, recipient) => {
          said.add(effect.method)
          const named = [...namedIn(effect)]
          const known = ['ann@example.com', recipient, effect.originator]
          assert.deepEqual(
            named.filter((each) => !known.includes(each)),
            [],
            effect.method,
          )
        })
        for (const [name, { object }] of world) {
          if (name === 'ann') continue
          const listed = scheduled(object).flatMap((each) => [...attendeeAddresses(each)])
          assert.deepEqual(
            listed.filter((each) => each !== address(name)),
            [],
            name,
          )
        }
      }),
      { numRuns: 300 },
    )
    for (const each of ['REQUEST', 'CANCEL', 'DECLINECOUNTER', 'REPLY', 'COUNTER', 'REFRESH']) {
      assert.ok(said.has(each), `a ${each} was among them`)
    }
  })

  it('names Delegator and Delegate to each other at most', () => {
    let chains = 0
    const steps = fc.array(fc.oneof(organizers, attendees, { weight: 2, arbitrary: delegations }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.record({ steps, policy: policies }), (story) => {
        playAll(story, (effect, recipient) => {
          // What a Delegate passes on he was told himself.
          if (effect.originator !== 'ann@example.com') return
          for (const each of scheduled(effect.message)) {
            for (const line of allProperties(each, 'ATTENDEE')) {
              const partners = serializeText(component('X', [line])).replaceAll('\r\n ', '')
              const own = partners.includes(recipient)
              if (own && !line.value.endsWith(recipient)) chains++
              assert.ok(own, `${effect.method} to ${recipient}: ${partners}`)
            }
          }
        })
      }),
      { numRuns: 300 },
    )
    assert.ok(chains > 0, 'a Delegate learned of his Delegator')
  })

  it('is not undone by a proposal that claims to choose', () => {
    const world = start()
    const [first] = scheduled(world.get('bob')?.object)
    assert.ok(first)
    const text = makeEvent({
      start: '20260302T150000Z',
      end: '20260302T160000Z',
      attendees: [attendee('bob')],
      more: 'X-PARLEY-GUEST-LIST:SHOW',
    })
    const message = read(calendar([text], { method: 'COUNTER' })).messages[0] ?? assert.fail()
    const held = world.get('ann') ?? assert.fail()
    const asked = receive(held, message, context('ann', { from: 'bob' })).state
    const counter = asked.ledger.counters[0]?.id ?? assert.fail()
    const made = originate(asked, { kind: 'accept-counter', counter }, context('ann'))
    assert.equal(guestListOf(made.state.object), 'hide')
    for (const each of sends(made.effects)) assert.equal(namedIn(each).size, 2)
  })
})

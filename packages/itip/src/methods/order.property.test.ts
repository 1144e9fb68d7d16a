import assert from 'node:assert/strict'
import { it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import fc from 'fast-check'
import type { Context } from '../context.ts'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import { type HeldState, nothingHeld } from '../state.ts'
import { attendee, context, makeEvent, message, scheduled, textOfObject } from '../testing.ts'

const guests = [attendee('ann'), attendee('bob', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE')]

/** What the Organizer does next; each step makes a message later than all before. */
type Step =
  | { readonly kind: 'move'; readonly hour: number }
  | { readonly kind: 'retitle'; readonly title: string }
  | { readonly kind: 'move-instance'; readonly day: number; readonly hour: number }
  | { readonly kind: 'cancel-instance'; readonly day: number }
  | { readonly kind: 'cancel' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      hour: fc.integer({ min: 8, max: 17 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('retitle' as const),
      title: fc.constantFrom('Plan', 'Review', 'Lunch'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('move-instance' as const),
      day: fc.integer({ min: 0, max: 2 }),
      hour: fc.integer({ min: 8, max: 17 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cancel-instance' as const),
      day: fc.integer({ min: 0, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const) }) },
)

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** The messages of an Organizer who counts SEQUENCE for the whole UID and never repeats a time. */
function messagesOf(steps: readonly Step[]): readonly Message[] {
  let [sequence, hour, title, minute] = [0, 9, 'Plan', 0]
  const excluded = new Set<number>()
  const stamp = (): string => `20260201T${two(8 + Math.floor(minute / 60))}${two(minute++ % 60)}00Z`
  const whole = (): Message =>
    message('REQUEST', [
      makeEvent({
        start: `20260302T${two(hour)}0000Z`,
        end: `20260302T${two(hour + 1)}0000Z`,
        sequence,
        dtstamp: stamp(),
        attendees: guests,
        more: [
          `SUMMARY:${title}`,
          'RRULE:FREQ=DAILY;COUNT=3',
          ...[...excluded].map((day) => `EXDATE:2026030${2 + day}T${two(hour)}0000Z`),
        ].join('\n'),
      }),
    ])
  const made = [whole()]
  for (const each of steps) {
    switch (each.kind) {
      case 'move':
        sequence += 1
        hour = each.hour
        excluded.clear()
        made.push(whole())
        break
      case 'retitle':
        title = each.title
        made.push(whole())
        break
      case 'move-instance':
        if (excluded.has(each.day)) break
        sequence += 1
        made.push(
          message('REQUEST', [
            makeEvent({
              start: `2026030${2 + each.day}T${two(each.hour)}3000Z`,
              end: `2026030${2 + each.day}T${two(each.hour + 1)}0000Z`,
              sequence,
              dtstamp: stamp(),
              attendees: guests,
              more: `RECURRENCE-ID:2026030${2 + each.day}T${two(hour)}0000Z`,
            }),
          ]),
        )
        break
      case 'cancel-instance':
        if (excluded.has(each.day)) break
        sequence += 1
        excluded.add(each.day)
        made.push(
          message('CANCEL', [
            [
              `SEQUENCE:${sequence}`,
              `DTSTAMP:${stamp()}`,
              'STATUS:CANCELLED',
              `RECURRENCE-ID:2026030${2 + each.day}T${two(hour)}0000Z`,
              attendee('bob'),
            ].join('\n'),
          ]),
        )
        break
      case 'cancel':
        sequence += 1
        made.push(
          message('CANCEL', [
            [
              `SEQUENCE:${sequence}`,
              `DTSTAMP:${stamp()}`,
              'STATUS:CANCELLED',
              attendee('bob'),
            ].join('\n'),
          ]),
        )
        break
    }
  }
  return made
}

/** What the Attendee goes to: what was cancelled shows or not, but is no part of the outcome. */
function outcomeOf(state: HeldState): unknown {
  const going = scheduled(state.object).filter((each) => rawValue(each, 'STATUS') !== 'CANCELLED')
  const texts = going.map((each) =>
    textOfObject({ ...each, components: [] })
      .split('\n')
      .sort()
      .join('\n'),
  )
  return { going: texts.sort(), cancelled: [...state.ledger.cancelled].sort() }
}

function delivered(messages: readonly Message[], of: Context): HeldState {
  return messages.reduce(
    (state, each) => receive(state, each, of).state,
    nothingHeld('meeting') as HeldState,
  )
}

const history = fc.array(step, { maxLength: 5 })

/** Histories that once ended differently. */
const examples: [Step[], number[]][] = [
  // The CANCEL of an instance overtakes the series, which is cancelled and taken up again.
  [
    [{ kind: 'cancel-instance', day: 0 }, { kind: 'cancel' }, { kind: 'move', hour: 9 }],
    [1, 0, 1, 1, 0, 0],
  ],
]

for (const cancelledComponents of ['keep-cancelled', 'remove'] as const) {
  const bob = context('bob', { from: 'ann', policy: { cancelledComponents } })

  it(`ends in one state in whatever order the Organizer's messages come (${cancelledComponents})`, () => {
    fc.assert(
      fc.property(
        history,
        fc.array(fc.nat({ max: 99 }), { minLength: 6, maxLength: 6 }),
        (steps, ranks) => {
          const messages = messagesOf(steps)
          const order = messages
            .map((each, i) => ({ each, rank: ranks[i] ?? 0 }))
            .sort((one, other) => one.rank - other.rank)
            .map(({ each }) => each)
          assert.deepEqual(outcomeOf(delivered(order, bob)), outcomeOf(delivered(messages, bob)))
        },
      ),
      { numRuns: 400, examples },
    )
  })

  it(`does nothing for a message received before (${cancelledComponents})`, () => {
    fc.assert(
      fc.property(history, fc.nat(), (steps, pick) => {
        const messages = messagesOf(steps)
        const state = delivered(messages, bob)
        const again = receive(state, messages[pick % messages.length] ?? assert.fail(), bob)
        assert.equal(again.state, state)
        assert.deepEqual(again.effects, [])
      }),
      { numRuns: 300 },
    )
  })
}

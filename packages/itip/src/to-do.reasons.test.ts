/** Why a to-do is or is not touched by what comes, and by what is saved: the ids of requirements. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Change } from './change.ts'
import type { Context } from './context.ts'
import type { Message } from './message.ts'
import { originate } from './originate.ts'
import { receive } from './receive.ts'
import type { RequirementId } from './requirement-ids.ts'
import type { HeldState } from './state.ts'
import { nothingHeld } from './state.ts'
import { attendee, context, makersOf, requirementsOf } from './testing.ts'

const { makeEvent: makeTodo, calendar, message, holding, replyOf } = makersOf('VTODO')
const ann = context('ann')
const bob = context('bob', { from: 'ann' })
const fromBob = context('ann', { from: 'bob' })
const fromZoe = context('ann', { from: 'zoe' })
const stamp = '20260110T000000Z'
const second = '20260303T090000Z'
const daily = 'RRULE:FREQ=DAILY;COUNT=5'
const held = holding([makeTodo({ sequence: 1 })])
const series = holding([makeTodo({ sequence: 1, more: daily })])

function request(given: Parameters<typeof makeTodo>[0]): Message {
  return message('REQUEST', [makeTodo({ dtstamp: stamp, ...given })])
}

describe('why a to-do', () => {
  const guests = ['ann', 'bob', 'cid', 'dan'].map((name) => attendee(name))
  const one = (attendees: readonly string[], more = ''): string =>
    makeTodo({ start: second, attendees, more: `RECURRENCE-ID:${second}\n${more}` })
  const save = (...components: readonly string[]): Change => ({
    kind: 'save',
    object: calendar(components),
  })
  const saves: readonly (readonly [RequirementId, HeldState, Change])[] = [
    [
      '5546/3.4.2/added-attendee-invited',
      held,
      save(makeTodo({ sequence: 1, attendees: [...guests, attendee('eve')] })),
    ],
    [
      '5546/3.4.2/no-attendees-nothing-sent',
      nothingHeld('meeting'),
      save(makeTodo({ attendees: [] })),
    ],
    [
      '5546/3.4.2/personal-change-not-sent',
      held,
      save(makeTodo({ sequence: 1, more: 'COLOR:red' })),
    ],
    [
      '5546/3.4.2/only-attended-instances-sent',
      holding([makeTodo({ more: daily }), one([attendee('ann'), attendee('eve')])]),
      save(makeTodo({ more: `${daily}\nLOCATION:Hall` }), one([attendee('ann'), attendee('eve')])),
    ],
    [
      '5546/3.4.5/removed-from-instance-cancelled',
      holding([makeTodo({ attendees: guests, more: daily })]),
      save(makeTodo({ attendees: guests, more: daily }), one(guests.slice(0, 3))),
    ],
  ]
  for (const [requirement, from, change] of saves) {
    it(`goes out or not: ${requirement}`, () =>
      assert.ok(requirementsOf(originate(from, change, ann).explanation).includes(requirement)))
  }

  const extra = { sequence: 5, dtstamp: stamp, start: '20260310T090000Z' }
  const received: readonly (readonly [RequirementId, HeldState, Message, Context])[] = [
    [
      '5546/3.4.2/instance-without-master',
      nothingHeld('meeting'),
      request({ start: second, more: `RECURRENCE-ID:${second}` }),
      bob,
    ],
    [
      '5546/3.4.2.2/same-sequence-updates',
      held,
      request({ sequence: 1, more: 'LOCATION:Hall', attendees: guests }),
      bob,
    ],
    ['5546/3.4.2.4/organizer-decides-on-uninvited', held, replyOf('zoe', 'ACCEPTED'), fromZoe],
    ['5546/3.4.3/unknown-uid', nothingHeld('meeting'), replyOf('bob', 'ACCEPTED'), fromBob],
    [
      '5546/3.4.3/unknown-instance',
      series,
      replyOf('bob', 'ACCEPTED', { recurrenceId: '20260401T090000Z' }),
      fromBob,
    ],
    ['5546/3.4.4/missed-revision-refreshes', series, message('ADD', [makeTodo(extra)]), bob],
    [
      '5546/3.4.5/uninvited-by-cancel',
      held,
      message('CANCEL', [`SEQUENCE:2\nDTSTAMP:${stamp}\n${attendee('bob')}`]),
      bob,
    ],
    [
      '5546/3.4.7/outdated-counter',
      holding([makeTodo({ sequence: 1, more: 'STATUS:CANCELLED' })]),
      message('COUNTER', [makeTodo({ sequence: 1, dtstamp: stamp, end: '20260305T100000Z' })]),
      fromBob,
    ],
  ]
  for (const [requirement, from, message, context] of received) {
    it(`changes or not: ${requirement}`, () =>
      assert.ok(requirementsOf(receive(from, message, context).explanation).includes(requirement)))
  }
})

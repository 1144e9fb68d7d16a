/** What RFC 5546 §3.4 says of to-dos; what they share with events is played in `exchange/`. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allProperties, parameterValue, rawValue } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import { findAttendee } from './attendee.ts'
import type { Change } from './change.ts'
import type { Classification } from './classify.ts'
import type { Context } from './context.ts'
import type { SendEffect } from './effect.ts'
import type { Message } from './message.ts'
import { originate } from './originate.ts'
import { read } from './read.ts'
import { receive } from './receive.ts'
import type { RequirementId } from './requirement-ids.ts'
import type { HeldState } from './state.ts'
import { nothingHeld } from './state.ts'
import {
  attendee,
  componentAt,
  context,
  makersOf,
  requirementsOf,
  scheduled,
  seconds,
  sends,
  statusIn,
  textOfObject,
} from './testing.ts'

const { makeEvent: makeTodo, calendar, message, holding, replyOf } = makersOf('VTODO')
const ann = context('ann')
const bob = context('bob', { from: 'ann' })
const fromBob = context('ann', { from: 'bob' })
const stamp = '20260110T000000Z'
const second = '20260303T090000Z'
const daily = 'RRULE:FREQ=DAILY;COUNT=5'
const held = holding([makeTodo({ sequence: 1 })])
const series = holding([makeTodo({ sequence: 1, more: daily })])
const to = (name: string) => calendarAddress(`${name}@example.com`)

function valueIn(state: HeldState, name: string, recurrenceId?: string): string | undefined {
  return rawValue(componentAt(state.object, recurrenceId) ?? assert.fail(), name)
}

function messageOf(effect: SendEffect): Message {
  return read(effect.message).messages[0] ?? assert.fail()
}

function request(given: Parameters<typeof makeTodo>[0]): Message {
  return message('REQUEST', [makeTodo({ dtstamp: stamp, ...given })])
}

function only(made: { readonly effects: Parameters<typeof sends>[0] }): SendEffect {
  const [first, ...more] = sends(made.effects)
  assert.deepEqual(more, [])
  return first ?? assert.fail()
}

function by(of: Context, change: Change, from: HeldState = held) {
  return originate(from, change, of)
}

describe('a published to-do', () => {
  const plain = (given: Parameters<typeof makeTodo>[0] = {}): string =>
    makeTodo({ attendees: [], ...given })

  it('is kept and not answered; who published it changes, extends and withdraws it', () => {
    const first = receive(nothingHeld('meeting'), message('PUBLISH', [plain({ more: daily })]), bob)
    assert.deepEqual(sends(first.effects), [])
    assert.equal(requirementsOf(first.explanation)[0], '5546/3.4.1/no-reply-due')
    const messages = [
      message('PUBLISH', [plain({ sequence: 1, dtstamp: stamp, more: `${daily}\nLOCATION:Hall` })]),
      message('ADD', [plain({ sequence: 2, dtstamp: stamp, start: '20260310T090000Z' })]),
      message('CANCEL', [
        `SEQUENCE:3\nDTSTAMP:${stamp}\nSTATUS:CANCELLED\nRECURRENCE-ID:${second}`,
      ]),
    ]
    const state = messages.reduce((was, each) => receive(was, each, bob).state, first.state)
    // Requirement: 5546/3.4.1/organizer-may-follow-up
    assert.deepEqual(
      [valueIn(state, 'LOCATION'), valueIn(state, 'RDATE'), valueIn(state, 'STATUS', second)],
      ['Hall', '20260310T090000Z', 'CANCELLED'],
    )
  })
})

describe('a REQUEST for a to-do', () => {
  it('counts from the Organizer only', () => {
    const update = request({ sequence: 2, more: 'LOCATION:Hall' })
    // Requirement: 5546/3.4.2/organizer-originates
    assert.equal(receive(held, update, bob).classification, 'update')
    const stranger = receive(held, update, context('bob', { from: 'cid' }))
    assert.deepEqual(
      [stranger.state.object, stranger.classification],
      [held.object, 'unauthorized'],
    )
  })

  const accepted = holding([makeTodo({ attendees: [attendee('bob', 'PARTSTAT=ACCEPTED')] })])
  const asks = [attendee('bob', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE')]
  const rows: readonly (readonly [string, Parameters<typeof makeTodo>[0], Classification])[] = [
    ['due later', { sequence: 1, end: '20260302T120000Z' }, 'reschedule'],
    ['at another place', { sequence: 1, more: 'LOCATION:Hall' }, 'update'],
    ['with nothing new', { attendees: asks }, 'reconfirm'],
  ]
  for (const [title, given, expected] of rows) {
    // Requirement: 5546/3.4.2/known-uid-is-change
    // Requirement: 5546/3.4.2.1/reschedule-changes-time
    // Requirement: 5546/3.4.2.1/later-revision-reschedules
    // Requirement: 5546/3.4.2.2/update-keeps-time
    it(`for one that is held, ${title}, is: ${expected}`, () => {
      const { classification, state } = receive(
        accepted,
        request({ attendees: asks, ...given }),
        bob,
      )
      assert.equal(classification, expected)
      const stands = expected === 'reschedule' ? 'NEEDS-ACTION' : 'ACCEPTED'
      // Requirement: 5546/3.4.2.2/own-participation-stands
      assert.equal(statusIn(state.object, 'bob'), stands)
    })
  }

  it('leaves the alarms and categories of the one who gets it', () => {
    const own = makeTodo({ more: 'CATEGORIES:Mine\nCLASS:PRIVATE' })
    const update = request({ sequence: 1, more: 'SUMMARY:New\nCLASS:PUBLIC' })
    const { state } = receive(holding([own]), update, bob)
    // Requirement: 5546/3.4.2.2/personal-properties-kept
    assert.deepEqual(
      ['SUMMARY', 'CATEGORIES', 'CLASS'].map((name) => valueIn(state, name)),
      ['New', 'Mine', 'PRIVATE'],
    )
  })

  it('holds the whole and instances of one UID; other UIDs are other messages', () => {
    const object = calendar([
      makeTodo({ more: daily }),
      makeTodo({ more: 'UID:other' }),
      makeTodo({ more: `RECURRENCE-ID:${second}` }),
    ])
    // Requirement: 5546/3.4.2/several-only-with-same-uid
    assert.deepEqual(
      read(object, { method: 'REQUEST' }).messages.map((each) => [
        each.uid,
        each.components.length,
      ]),
      [
        ['meeting', 2],
        ['other', 1],
      ],
    )
  })

  it('for one instance stands beside the series', () => {
    const one = request({
      sequence: 2,
      start: second,
      more: `RECURRENCE-ID:${second}\nSUMMARY:One`,
    })
    const { state } = receive(series, one, bob)
    // Requirement: 5546/3.4.2/instance-request-adds-override
    assert.deepEqual(
      [valueIn(state, 'SUMMARY'), valueIn(state, 'SUMMARY', second)],
      ['Plan', 'One'],
    )
  })

  it('goes out unasked when the Organizer changes something', () => {
    const object = calendar([makeTodo({ sequence: 1, more: 'LOCATION:Hall' })])
    const made = by(ann, { kind: 'save', object })
    // Requirement: 5546/3.4.2.2/unsolicited-update-allowed
    assert.deepEqual(requirementsOf(made.explanation), ['5546/3.4.2.2/update-sent'])
  })
})

describe('how far a to-do is', () => {
  it('is told by REPLY, also when the Organizer asks again', () => {
    const asked = by(ann, { kind: 'reconfirm' })
    const copy = receive(held, messageOf(only(asked)), bob).state
    const later = context('bob', { nowSeconds: seconds('20260203T000000Z') })
    const change = { kind: 'reply', partStat: 'IN-PROCESS', percentComplete: 40 } as const
    const reply = only(by(later, change, copy))
    const [sent] = scheduled(reply.message)
    // Requirement: 5546/3.4.2/reply-carries-completion
    // Requirement: 5546/3.4.3/completion-by-reply
    assert.deepEqual(
      [statusIn(reply.message, 'bob'), sent && rawValue(sent, 'PERCENT-COMPLETE')],
      ['IN-PROCESS', '40'],
    )
    const known = receive(asked.state, messageOf(reply), { ...fromBob, nowSeconds: 2e9 }).state
    // Requirement: 5546/3.4.2.2/reconfirm-shows-status
    assert.equal(statusIn(known.object, 'bob'), 'IN-PROCESS')
    assert.equal([...known.ledger.replies.values()][0]?.percentComplete, 40)
  })
})

describe('a to-do that is delegated', () => {
  const given = (rsvp: string) => {
    const copy = holding([
      makeTodo({
        sequence: 1,
        attendees: [attendee('bob', `RSVP=${rsvp}`)],
        more: 'LOCATION:Hall',
      }),
    ])
    const made = by(bob, { kind: 'delegate', to: to('eve') }, copy)
    const sent = sends(made.effects).find((each) => each.method === 'REQUEST') ?? assert.fail()
    return { copy, made, todo: scheduled(sent.message)[0] ?? assert.fail() }
  }

  it('goes on as the Delegator last had it', () => {
    const { copy, todo } = given('TRUE')
    const was = componentAt(copy.object) ?? assert.fail()
    const own = new Set(['ATTENDEE', 'DTSTAMP'])
    // Requirement: 5546/3.4.2.3/request-holds-current-definition
    for (const { name, value } of was.properties) {
      if (!own.has(name)) assert.equal(rawValue(todo, name), value, name)
    }
  })

  it('is to be answered by the Delegate where the Delegator was to answer', () => {
    for (const rsvp of ['TRUE', 'FALSE']) {
      const eve = findAttendee(given(rsvp).todo, to('eve')) ?? assert.fail()
      // Requirement: 5546/3.4.2.3/delegate-inherits-rsvp
      assert.equal(parameterValue(eve, 'RSVP'), rsvp)
    }
  })

  it('may be answered to the Delegator too', () => {
    const { made } = given('TRUE')
    const answer = replyOf('eve', 'ACCEPTED', {
      sequence: 1,
      parameters: ['DELEGATED-FROM="mailto:bob@example.com"'],
    })
    const result = receive(made.state, answer, context('bob', { from: 'eve' }))
    assert.equal(statusIn(result.state.object, 'eve'), 'ACCEPTED')
    assert.deepEqual(requirementsOf(result.explanation), [
      '5546/3.4.2.3/delegate-may-reply-to-delegator',
    ])
  })
})

describe('a REPLY to a to-do', () => {
  it('changes nothing but the line of the one who answers', () => {
    const plain = holding([makeTodo({ sequence: 1, more: 'DESCRIPTION:Long' })])
    const { state } = receive(plain, replyOf('bob', 'DECLINED', { sequence: 1 }), fromBob)
    const lines = (of: HeldState): readonly string[] => textOfObject(of.object).split('\n')
    const before = new Set(lines(plain))
    const changed = lines(state).filter((each) => !before.has(each))
    // Requirement: 5546/3.4.3/reply-changes-only-replier
    assert.equal(changed.length, 1)
    assert.match(changed[0] ?? '', /^ATTENDEE.*PARTSTAT=DECLINED.*bob@/)
  })

  it('that says why the REQUEST failed leaves the participation status', () => {
    const failed = message('REPLY', [
      `DTSTAMP:${stamp}\nSEQUENCE:1\n${attendee('bob')}\nREQUEST-STATUS:3.1;Invalid;DUE`,
    ])
    const { state, explanation } = receive(held, failed, fromBob)
    // Requirement: 5546/3.4.3/failure-schedules-nothing
    assert.equal(statusIn(state.object, 'bob'), 'NEEDS-ACTION')
    assert.deepEqual(requirementsOf(explanation), ['5546/3.4.3/failed-request-answered'])
  })
})

describe('an ADD to a to-do', () => {
  const extra = (start: string): Message =>
    message('ADD', [makeTodo({ sequence: 2, dtstamp: stamp, start })])

  it('of a UID that is not held is answered by a REFRESH', () => {
    const result = receive(nothingHeld('meeting'), extra('20260310T090000Z'), bob)
    assert.equal(only(result).method, 'REFRESH')
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.4.4/unknown-uid-refreshes'])
  })

  it('doubles no instance that is there already', () => {
    const result = receive(series, extra(second), bob)
    assert.equal(requirementsOf(result.explanation)[0], '5546/3.4.4/instance-already-held')
    assert.equal(valueIn(result.state, 'RDATE'), undefined)
  })

  it('raises SEQUENCE', () => {
    const [component] = extra('20260310T090000Z').components
    const made = by(ann, { kind: 'add', component: component ?? assert.fail() }, series)
    // Requirement: 5546/3.4.4/sequence-raised
    assert.equal(rawValue(scheduled(only(made).message)[0] ?? assert.fail(), 'SEQUENCE'), '2')
  })
})

describe('a CANCEL of a to-do', () => {
  it('is the Organizer’s, and raises SEQUENCE', () => {
    const other = by(bob, { kind: 'cancel' })
    assert.deepEqual(
      [other.state, requirementsOf(other.explanation)],
      [held, ['5546/3.4.5/organizer-cancels']],
    )
    const sent = scheduled(only(by(ann, { kind: 'cancel' })).message)[0]
    // Requirement: 5546/3.4.5/sequence-raised
    assert.equal(sent && rawValue(sent, 'SEQUENCE'), '2')
  })

  it('of an instance and all after it ends the series before it', () => {
    const cancel = message('CANCEL', [
      `SEQUENCE:2\nDTSTAMP:${stamp}\nSTATUS:CANCELLED\nRECURRENCE-ID;RANGE=THISANDFUTURE:${second}`,
    ])
    const result = receive(series, cancel, bob)
    assert.ok(requirementsOf(result.explanation).includes('5546/3.4.5/range-cancelled'))
    assert.match(valueIn(result.state, 'RRULE') ?? '', /UNTIL|COUNT=1/)
  })

  it('of an instance that the series does not have takes nothing away', () => {
    const cancel = message('CANCEL', [
      `SEQUENCE:2\nDTSTAMP:${stamp}\nSTATUS:CANCELLED\nRECURRENCE-ID:20260401T090000Z`,
    ])
    const result = receive(series, cancel, bob)
    assert.ok(requirementsOf(result.explanation).includes('5546/3.4.5/unknown-instance'))
    assert.equal(valueIn(result.state, 'STATUS'), undefined)
  })
})

describe('a REFRESH of a to-do', () => {
  it('for one instance is answered with that instance', () => {
    const asked = message('REFRESH', [`${attendee('bob')}\nRECURRENCE-ID:${second}`])
    const answer = only(receive(series, asked, fromBob))
    // Requirement: 5546/3.4.6/instance-may-be-asked
    assert.deepEqual(
      scheduled(answer.message).map((each) => rawValue(each, 'RECURRENCE-ID')),
      [second],
    )
  })

  it('for what is cancelled is answered with a CANCEL', () => {
    const off = holding([makeTodo({ more: 'STATUS:CANCELLED' })])
    const result = receive(off, message('REFRESH', [attendee('bob')]), fromBob)
    assert.equal(only(result).method, 'CANCEL')
    assert.deepEqual(requirementsOf(result.explanation), [
      '5546/3.4.6/cancelled-answered-by-cancel',
    ])
  })
})

describe('a COUNTER of a to-do', () => {
  const counter = (dtstamp: string): Message =>
    message('COUNTER', [makeTodo({ sequence: 1, dtstamp, end: '20260305T100000Z' })])

  it('is declined at once where the policy says so', () => {
    const closed = { ...fromBob, policy: { ...ann.policy, counterProposals: 'refuse' as const } }
    const result = receive(held, counter(stamp), closed)
    assert.equal(only(result).method, 'DECLINECOUNTER')
    assert.equal(requirementsOf(result.explanation)[0], '5546/3.4.7/rejected-by-declinecounter')
  })

  it('takes the place of an earlier one', () => {
    const first = receive(held, counter(stamp), fromBob).state
    const { state } = receive(first, counter('20260111T000000Z'), fromBob)
    // Requirement: 5546/3.4.7/later-counter-replaces
    assert.deepEqual(
      state.ledger.counters.map((each) => each.state),
      ['superseded', 'pending'],
    )
  })

  it('from somebody who is not invited is not put to the Organizer', () => {
    const proposal = message('COUNTER', [
      makeTodo({ sequence: 1, dtstamp: stamp, attendees: [attendee('zoe')] }),
    ])
    const result = receive(held, proposal, context('ann', { from: 'zoe' }))
    assert.equal(result.state, held)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.4.7/only-from-attendee'])
  })
})

describe('a forwarded to-do', () => {
  it('is forwarded only where the policy lets it', () => {
    const closed = context('bob', { policy: { forwarding: 'refuse' } })
    const made = by(closed, { kind: 'forward', to: [to('zoe')] })
    const wanted: readonly RequirementId[] = ['5546/3.4.2.4/attendee-may-forward']
    assert.deepEqual([made.effects, requirementsOf(made.explanation)], [[], wanted])
    const open = only(by(context('bob'), { kind: 'forward', to: [to('zoe')] }))
    assert.equal(allProperties(scheduled(open.message)[0] ?? assert.fail(), 'ATTENDEE').length, 4)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allComponents, rawValue } from '@parley/icalendar'
import type { Classification } from '../classify.ts'
import { classify } from '../classify.ts'
import type { Message } from '../message.ts'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import { nothingHeld } from '../state.ts'
import {
  attendee,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  receiveAll,
  requirementsOf,
  scheduled,
  sends,
} from '../testing.ts'

const bob = context('bob', { from: 'ann' })

const guests = (partStat: string): readonly string[] => [
  attendee('ann', 'PARTSTAT=ACCEPTED'),
  attendee('bob', `PARTSTAT=${partStat}`, 'RSVP=TRUE'),
  attendee('cid', 'PARTSTAT=NEEDS-ACTION'),
]

describe('the class of a REQUEST', () => {
  const accepted = holding([makeEvent({ sequence: 1, attendees: guests('ACCEPTED') })])
  const update = (more: Parameters<typeof makeEvent>[0]): Message =>
    message('REQUEST', [makeEvent({ sequence: 1, attendees: guests('ACCEPTED'), ...more })])
  const stamp = '20260110T000000Z'
  const rows: readonly (readonly [string, Message, Classification])[] = [
    [
      'a higher SEQUENCE at the same time is an update',
      update({ sequence: 2, dtstamp: stamp, more: 'LOCATION:Hall' }),
      'update',
    ],
    [
      'a higher SEQUENCE at another time is a reschedule',
      update({ sequence: 2, dtstamp: stamp, end: '20260302T110000Z' }),
      'reschedule',
    ],
    [
      'a later DTSTAMP is a minor update',
      update({ dtstamp: stamp, more: 'LOCATION:Hall' }),
      'minor-update',
    ],
    [
      'Google moves the time with a later DTSTAMP alone',
      update({ dtstamp: stamp, end: '20260302T110000Z' }),
      'reschedule',
    ],
    ['RSVP=TRUE and nothing else is a question', update({ dtstamp: stamp }), 'reconfirm'],
    [
      'a lower SEQUENCE is obsolete, whatever DTSTAMP says',
      update({ sequence: 0, dtstamp: stamp }),
      'obsolete',
    ],
    ['the same SEQUENCE and DTSTAMP is a duplicate', update({}), 'duplicate'],
  ]
  for (const [title, received, expected] of rows) {
    // Requirement: 5546/2.1.4/changes-compared
    // Requirement: 5546/2.1.4/sequence-alone-not-significant
    // Requirement: 5546/3.2.2/known-uid-is-change
    // Requirement: 5546/3.2.2.1/later-revision-reschedules
    // Requirement: 5546/3.2.2.1/reschedule-changes-time
    it(title, () => assert.equal(classify(accepted, received, bob), expected))
  }
})

describe('a REQUEST for someone else', () => {
  it('is forwarded news where nothing is held', () => {
    const request = message('REQUEST', [makeEvent()])
    const result = receive(nothingHeld('meeting'), request, context('eva', { from: 'cid' }))
    assert.equal(result.classification, 'forwarded')
    // Requirement: 5546/3.7.2/unlisted-may-ignore-or-accept
    assert.ok(result.state.object)
    const asking = context('eva', { from: 'cid', policy: { newInvitations: 'ask' } })
    const waiting = receive(nothingHeld('meeting'), request, asking).state
    assert.equal(waiting.object, undefined)
    const [question] = waiting.ledger.questions
    const dismiss = { kind: 'dismiss-question', question: question?.id ?? '' } as const
    assert.deepEqual(originate(waiting, dismiss, asking).effects, [])
  })

  it('keeps extensions, registered or not', () => {
    const more = 'CONFERENCE;VALUE=URI:https://meet.example/1\nX-ROOM-CODE:7'
    const request = message('REQUEST', [makeEvent({ more })])
    const event = componentAt(receive(nothingHeld('meeting'), request, bob).state.object)
    // Requirement: 5546/3.7.3/iana-tokens-saved
    // Requirement: 5546/3.7.3/x-names-may-be-saved
    assert.deepEqual(
      ['CONFERENCE', 'X-ROOM-CODE'].map((name) => event && rawValue(event, name)),
      ['https://meet.example/1', '7'],
    )
  })

  it('is the Delegate’s where the Delegator names him', () => {
    const delegated = makeEvent({
      attendees: [
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
        attendee('eva', 'RSVP=TRUE', 'DELEGATED-FROM="mailto:cid@example.com"'),
      ],
    })
    const request = message('REQUEST', [delegated])
    for (const by of [context('eva', { from: 'cid' }), context('eva')]) {
      assert.equal(classify(nothingHeld('meeting'), request, by), 'delegated')
    }
  })

  it('takes the one off who was on the list', () => {
    const held = holding([makeEvent()])
    const without = makeEvent({ sequence: 1, attendees: [attendee('ann'), attendee('cid')] })
    const result = receive(held, message('REQUEST', [without]), bob)
    assert.equal(result.classification, 'attendee-removed')
    assert.equal(rawValue(componentAt(result.state.object) ?? assert.fail(), 'STATUS'), 'CANCELLED')
  })

  it('takes him off one instance that comes with the series', () => {
    const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=3' })
    const update = message('REQUEST', [
      makeEvent({ sequence: 1, dtstamp: '20260110T000000Z', more: 'RRULE:FREQ=DAILY;COUNT=3' }),
      makeEvent({
        sequence: 1,
        dtstamp: '20260110T000000Z',
        attendees: [attendee('ann'), attendee('cid')],
        more: 'RECURRENCE-ID:20260303T090000Z',
      }),
    ])
    const { state } = receive(holding([series]), update, bob)
    const instance = componentAt(state.object, '20260303T090000Z') ?? assert.fail()
    assert.equal(rawValue(instance, 'STATUS'), 'CANCELLED')
    assert.equal(rawValue(componentAt(state.object) ?? assert.fail(), 'STATUS'), undefined)
    assert.equal(receive(state, update, bob).state, state)
  })

  it('changes nothing where it comes back to the Organizer', () => {
    const held = holding([makeEvent()])
    const request = message('REQUEST', [makeEvent({ sequence: 3 })])
    const result = receive(held, request, context('ann', { from: 'ann' }))
    assert.equal(result.state, held)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/2.1/own-message-ignored'])
  })
})

describe('another Organizer', () => {
  const held = holding([makeEvent()])
  const replaced = message('REQUEST', [
    makeEvent({
      sequence: 1,
      dtstamp: '20260110T000000Z',
      more: 'ORGANIZER:mailto:cid@example.com',
    }),
  ])
  const by = context('bob', { from: 'cid' })

  it('is put before the Attendee', () => {
    const result = receive(held, replaced, by)
    // Requirement: 5546/6.1.3/organizer-change-unproven
    assert.equal(result.state.object, held.object)
    // Requirement: 5546/6.2.2/organizer-change-asked
    assert.deepEqual(
      result.effects.map((each) => each.kind === 'ask' && each.question),
      ['new-organizer'],
    )
    assert.equal(receive(result.state, replaced, by).state, result.state)
  })

  it('is taken where the policy says so, or where the one we know hands it over', () => {
    const accepting = context('bob', { from: 'cid', policy: { organizerChange: 'accept' } })
    for (const each of [accepting, context('bob', { from: 'ann' })]) {
      const result = receive(held, replaced, each)
      assert.equal(result.classification, 'organizer-changed')
      const event = componentAt(result.state.object) ?? assert.fail()
      assert.equal(rawValue(event, 'ORGANIZER'), 'mailto:cid@example.com')
    }
  })

  it('is refused where the policy says so', () => {
    const refusing = context('bob', { from: 'cid', policy: { organizerChange: 'refuse' } })
    assert.equal(receive(held, replaced, refusing).state, held)
  })
})

describe('a REQUEST for one instance', () => {
  const instance = message('REQUEST', [
    makeEvent({
      sequence: 1,
      dtstamp: '20260110T000000Z',
      start: '20260303T150000Z',
      end: '20260303T160000Z',
      more: 'RECURRENCE-ID:20260303T090000Z',
    }),
  ])

  it('invites to that instance alone where the series is not held', () => {
    const { state, classification } = receive(nothingHeld('meeting'), instance, bob)
    assert.equal(classification, 'new')
    assert.equal(scheduled(state.object).length, 1)
  })

  it('stands beside the series that comes later', () => {
    const series = message('REQUEST', [makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })])
    const state = receiveAll([instance, series], bob)
    assert.equal(scheduled(state.object).length, 2)
    assert.equal(
      rawValue(componentAt(state.object) ?? assert.fail(), 'DTSTART'),
      '20260302T090000Z',
    )
  })

  it('that the series does not have is kept, and the Organizer is asked for the whole', () => {
    const series = message('REQUEST', [makeEvent({ more: 'RRULE:FREQ=WEEKLY;COUNT=5' })])
    const { state } = receive(nothingHeld('meeting'), series, bob)
    const result = receive(state, instance, bob)
    const [refresh] = sends(result.effects)
    assert.deepEqual([refresh?.method, refresh?.recipients], ['REFRESH', ['ann@example.com']])
    assert.equal(scheduled(result.state.object).length, 2)
    assert.deepEqual(sends(receive(result.state, instance, bob).effects), [])
  })
})

describe('a new invitation', () => {
  const request = message('REQUEST', [makeEvent()])

  it('waits apart where the policy asks first', () => {
    const asking = context('bob', { from: 'ann', policy: { newInvitations: 'ask' } })
    const { state, effects } = receive(nothingHeld('meeting'), request, asking)
    assert.equal(state.object, undefined)
    assert.equal(state.ledger.questions.length, 1)
    assert.equal(effects[0]?.kind, 'ask')
  })

  it('gets the Attendee’s default alarms in place of the Organizer’s', () => {
    const alarmed = message('REQUEST', [
      makeEvent({ more: 'BEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT1H\nEND:VALARM' }),
    ])
    const by = context('bob', { from: 'ann', policy: { defaultAlarms: ['-PT15M'] } })
    const { state } = receive(nothingHeld('meeting'), alarmed, by)
    const alarms = allComponents(componentAt(state.object) ?? assert.fail(), 'VALARM')
    assert.deepEqual(
      alarms.map((each) => rawValue(each, 'TRIGGER')),
      ['-PT15M'],
    )
  })

  it('without DTSTAMP is stored, and a later revision is known by SEQUENCE', () => {
    const bare = (sequence: number, more: string): Message => {
      const made = message('REQUEST', [makeEvent({ sequence, more })])
      const components = made.components.map((each) => ({
        ...each,
        properties: each.properties.filter((property) => property.name !== 'DTSTAMP'),
      }))
      return { ...made, components, object: { ...made.object, components } }
    }
    const state = receiveAll([bare(0, ''), bare(1, 'LOCATION:Hall'), bare(0, 'LOCATION:Old')], bob)
    assert.equal(rawValue(componentAt(state.object) ?? assert.fail(), 'LOCATION'), 'Hall')
  })
})

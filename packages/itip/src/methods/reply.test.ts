import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parameterValue, rawValue } from '@parley/icalendar'
import fc from 'fast-check'
import { calendarAddress } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import { originate } from '../originate.ts'
import type { Policy } from '../policy.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import {
  attendee,
  calendar,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  replyOf,
  requirementsOf,
  scheduled,
  sends,
  statusIn,
  textOfObject,
} from '../testing.ts'
import { maxDelegates } from './delegation.ts'

const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })
const second = '20260303T090000Z'
const third = '20260304T090000Z'

function lineOf(
  held: HeldState,
  name: string,
  recurrenceId?: string,
): ReturnType<typeof findAttendee> {
  const component = componentAt(held.object, recurrenceId)
  return component && findAttendee(component, calendarAddress(`${name}@example.com`))
}

describe('a REPLY to the series', () => {
  const ann = context('ann', { from: 'bob' })

  // Requirement: 6638/4.2/no-request-status-is-2.0
  it('writes the participation status, takes RSVP away and notes the request status', () => {
    const { state } = receive(holding([makeEvent()]), replyOf('bob', 'ACCEPTED'), ann)
    const line = lineOf(state, 'bob') ?? assert.fail()
    assert.equal(parameterValue(line, 'PARTSTAT'), 'ACCEPTED')
    assert.equal(parameterValue(line, 'RSVP'), undefined)
    // Requirement: 5546/3.6/absent-means-success
    assert.equal(parameterValue(line, 'SCHEDULE-STATUS'), '2.0')
  })

  it('moves nothing in the object but the line of the Attendee', () => {
    const held = holding([makeEvent()])
    const { state } = receive(held, replyOf('bob', 'DECLINED'), ann)
    const before = textOfObject(held.object).split('\n')
    const after = textOfObject(state.object).split('\n')
    assert.deepEqual(
      // Requirement: 5546/3.2.3/reply-changes-only-replier
      after.filter((line) => !before.includes(line)),
      ['ATTENDEE;PARTSTAT=DECLINED;SCHEDULE-STATUS="2.0":mailto:bob@example.com'].map((line) =>
        line.replaceAll('"', ''),
      ),
    )
    assert.equal(after.length, before.length)
  })

  it('is put on record with its comment, which the Organizer is shown', () => {
    const reply = replyOf('bob', 'TENTATIVE', { more: 'COMMENT:Maybe\\, I travel' })
    const { state, effects } = receive(holding([makeEvent()]), reply, ann)
    assert.equal([...state.ledger.replies.values()][0]?.comment, 'Maybe, I travel')
    assert.deepEqual(
      effects.map((each) => each.kind === 'notify' && [each.notice, each.about, each.comment]),
      [['attendee-replied', 'bob@example.com', 'Maybe, I travel']],
    )
  })

  it('that is earlier than the one applied changes nothing', () => {
    const first = receive(
      holding([makeEvent()]),
      replyOf('bob', 'ACCEPTED', { dtstamp: '20260111T000000Z' }),
      ann,
    )
    const late = receive(
      first.state,
      replyOf('bob', 'DECLINED', { dtstamp: '20260110T000000Z' }),
      ann,
    )
    assert.equal(late.state, first.state)
    assert.equal(late.classification, 'obsolete')
    assert.deepEqual(requirementsOf(late.explanation), ['5546/2.1.5/late-reply-discarded'])
  })

  it('to a revision before the time moved is put on record and does not count', () => {
    const held = holding([makeEvent({ sequence: 2 })])
    const moved = { ...held, ledger: { ...held.ledger, answersFrom: new Map([['', 2]]) } }
    const result = receive(moved, replyOf('bob', 'ACCEPTED', { sequence: 1 }), ann)
    assert.equal(statusIn(result.state.object, 'bob'), 'NEEDS-ACTION')
    assert.equal(result.classification, 'obsolete')
    assert.equal(result.state.ledger.replies.size, 1)
    assert.equal(result.effects.length, 1)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/2.1.4/reply-to-earlier-revision'])
  })

  it('to a revision before a change that moved no time counts', () => {
    const held = holding([makeEvent({ sequence: 2 })])
    const result = receive(held, replyOf('bob', 'ACCEPTED', { sequence: 1 }), ann)
    assert.equal(statusIn(result.state.object, 'bob'), 'ACCEPTED')
  })

  it('with a SEQUENCE that the Attendee raised himself counts, and does not block his next', () => {
    const first = receive(
      holding([makeEvent()]),
      replyOf('bob', 'ACCEPTED', { sequence: 7, dtstamp: '20260110T000000Z' }),
      ann,
    )
    assert.equal(statusIn(first.state.object, 'bob'), 'ACCEPTED')
    const next = receive(
      first.state,
      replyOf('bob', 'DECLINED', { sequence: 0, dtstamp: '20260111T000000Z' }),
      ann,
    )
    assert.equal(statusIn(next.state.object, 'bob'), 'DECLINED')
  })

  it('for a UID that is not held changes nothing', () => {
    const held = { ...holding([makeEvent()]), object: undefined }
    const result = receive(held, replyOf('bob', 'ACCEPTED'), ann)
    assert.equal(result.state, held)
    assert.equal(result.classification, 'unknown')
  })

  it('for what is cancelled is only put on record', () => {
    const held = holding([makeEvent({ more: 'STATUS:CANCELLED' })])
    const result = receive(held, replyOf('bob', 'ACCEPTED'), ann)
    assert.equal(result.state.object, held.object)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.3/reply-to-cancelled'])
  })

  it('that reaches an Attendee changes nothing', () => {
    const held = holding([makeEvent()])
    const result = receive(held, replyOf('cid', 'ACCEPTED'), context('bob', { from: 'cid' }))
    assert.equal(result.state, held)
    assert.equal(result.classification, 'not-for-me')
  })

  it('that says why the REQUEST failed leaves the participation status', () => {
    const held = holding([makeEvent()])
    const text = `DTSTAMP:20260110T000000Z\n${attendee('bob')}\nREQUEST-STATUS:3.0;Invalid Property Name;FOO`
    const { state, explanation } = receive(held, message('REPLY', [text]), ann)
    const line = lineOf(state, 'bob') ?? assert.fail()
    assert.equal(parameterValue(line, 'PARTSTAT'), 'NEEDS-ACTION')
    // Requirement: 5546/3.2.3/failure-schedules-nothing
    assert.equal(parameterValue(line, 'SCHEDULE-STATUS'), '3.0')
    assert.deepEqual(requirementsOf(explanation), ['5546/3.2.3/failed-request-answered'])
  })

  // Requirement: 6638/4.2/several-statuses-listed
  // Requirement: 6638/4.2/reply-sets-schedule-status
  // Requirement: 6638/3.2.9/reply-status
  it('notes all request statuses, of each instance its own', () => {
    const component = (partStat: string, code: string, more: string): string =>
      [
        'DTSTAMP:20260110T000000Z',
        attendee('bob', `PARTSTAT=${partStat}`),
        `REQUEST-STATUS:${code};x`,
        more,
      ].join('\n')
    const reply = message('REPLY', [
      component('ACCEPTED', '2.8', 'REQUEST-STATUS:2.2;x'),
      component('DECLINED', '2.0', `RECURRENCE-ID:${second}`),
    ])
    const { state } = receive(holding([series]), reply, ann)
    const statusAt = (recurrenceId?: string): string | undefined => {
      const line = lineOf(state, 'bob', recurrenceId) ?? assert.fail()
      return parameterValue(line, 'SCHEDULE-STATUS')
    }
    assert.deepEqual([statusAt(), statusAt(second)], ['2.8,2.2', '2.0'])
  })

  // Requirement: 6638/7.1/same-agent-per-attendee
  it('of one instance keeps who sends to the Attendee, whom his client writes to', () => {
    const attendees = [attendee('bob', 'SCHEDULE-AGENT=CLIENT')]
    const held = holding([makeEvent({ attendees, more: 'RRULE:FREQ=DAILY;COUNT=5' })])
    const { state } = receive(held, replyOf('bob', 'ACCEPTED', { recurrenceId: second }), ann)
    const agents = [undefined, second].map((each) => {
      const line = lineOf(state, 'bob', each) ?? assert.fail()
      return parameterValue(line, 'SCHEDULE-AGENT')
    })
    assert.deepEqual(agents, ['CLIENT', 'CLIENT'])
  })

  it('of Exchange that names no ORGANIZER, and of Google that carries a VALARM, counts', () => {
    const bare = replyOf('bob', 'ACCEPTED')
    const [component] = bare.components
    const without = {
      ...(component ?? assert.fail()),
      properties: component?.properties.filter((each) => each.name !== 'ORGANIZER') ?? [],
      components: [
        { kind: 'component', name: 'VALARM', properties: [], components: [], source: undefined },
      ],
    } as const
    const reply = { ...bare, organizer: undefined, components: [without] }
    const result = receive(holding([makeEvent()]), reply, ann)
    assert.equal(statusIn(result.state.object, 'bob'), 'ACCEPTED')
  })
})

describe('a REPLY to one instance', () => {
  const ann = context('ann', { from: 'bob' })

  it('gives the instance an overridden component, and leaves the series', () => {
    const reply = replyOf('bob', 'DECLINED', { recurrenceId: third })
    const { state } = receive(holding([series]), reply, ann)
    // Requirement: 5546/3.7.1/instance-reply-makes-override
    // Requirement: 5546/3.7.1/per-instance-state-optional
    assert.equal(statusIn(state.object, 'bob', third), 'DECLINED')
    assert.equal(statusIn(state.object, 'bob'), 'NEEDS-ACTION')
    assert.equal(rawValue(componentAt(state.object, third) ?? assert.fail(), 'DTSTART'), third)
    assert.equal(rawValue(componentAt(state.object, third) ?? assert.fail(), 'RRULE'), undefined)
  })

  it('that the series does not have, or leaves out, changes nothing', () => {
    const held = holding([`${series}\nEXDATE:${second}`])
    for (const recurrenceId of [second, '20260401T090000Z']) {
      const result = receive(held, replyOf('bob', 'DECLINED', { recurrenceId }), ann)
      assert.equal(result.state, held)
      assert.equal(result.classification, 'unknown')
      assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.3/unknown-instance'])
    }
  })

  it('finds the instance whether it is named in UTC or in the zone of the series', () => {
    const zoned = makeEvent({ start: '20260302T090000', end: '20260302T100000' })
      .replace('DTSTART:', 'DTSTART;TZID=Europe/Vienna:')
      .replace('DTEND:', 'DTEND;TZID=Europe/Vienna:')
    const held = holding([`${zoned}\nRRULE:FREQ=DAILY;COUNT=5`])
    const inUtc = receive(
      held,
      replyOf('bob', 'DECLINED', { recurrenceId: '20260303T080000Z' }),
      ann,
    )
    assert.equal(scheduled(inUtc.state.object).length, 2)
    const text = `DTSTAMP:20260111T000000Z\nRECURRENCE-ID;TZID=Europe/Vienna:20260303T090000\n${attendee('bob', 'PARTSTAT=ACCEPTED')}`
    const inZone = receive(inUtc.state, message('REPLY', [text]), ann)
    assert.equal(scheduled(inZone.state.object).length, 2)
    assert.equal(statusIn(inZone.state.object, 'bob', '20260303T090000'), 'ACCEPTED')
  })

  it('is not undone by an answer to the series, which covers what he did not answer', () => {
    const moved = makeEvent({
      start: '20260303T150000Z',
      end: '20260303T160000Z',
      more: `RECURRENCE-ID:${second}`,
    })
    const declined = receive(
      holding([series, moved]),
      replyOf('bob', 'DECLINED', { recurrenceId: third }),
      ann,
    )
    const { state } = receive(
      declined.state,
      replyOf('bob', 'ACCEPTED', { dtstamp: '20260111T000000Z' }),
      ann,
    )
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    assert.equal(statusIn(state.object, 'bob', third), 'DECLINED')
    assert.equal(statusIn(state.object, 'bob', second), 'ACCEPTED')
  })

  it('stays asked where the instance changed after he answered the series', () => {
    const moved = makeEvent({
      start: '20260303T150000Z',
      dtstamp: '20260112T000000Z',
      more: `RECURRENCE-ID:${second}`,
    })
    const { state } = receive(
      holding([series, moved]),
      replyOf('bob', 'ACCEPTED', { dtstamp: '20260111T000000Z' }),
      ann,
    )
    assert.equal(statusIn(state.object, 'bob', second), 'NEEDS-ACTION')
  })

  it('comes in one message with others, each for its own instance', () => {
    const text = (recurrenceId: string, partStat: string): string =>
      `DTSTAMP:20260111T000000Z\nRECURRENCE-ID:${recurrenceId}\n${attendee('bob', `PARTSTAT=${partStat}`)}`
    const reply = message('REPLY', [
      `DTSTAMP:20260111T000000Z\n${attendee('bob', 'PARTSTAT=ACCEPTED')}`,
      text(second, 'DECLINED'),
      text(third, 'TENTATIVE'),
    ])
    const { state, effects } = receive(holding([series]), reply, ann)
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    assert.equal(statusIn(state.object, 'bob', second), 'DECLINED')
    assert.equal(statusIn(state.object, 'bob', third), 'TENTATIVE')
    assert.equal(effects.length, 1)
  })
})

describe('who answers', () => {
  const two = message('REPLY', [
    `DTSTAMP:20260110T000000Z\n${attendee('bob', 'PARTSTAT=ACCEPTED')}\n${attendee('cid', 'PARTSTAT=DECLINED')}`,
  ])

  it('moves the line of the one who sent it, whatever other lines say', () => {
    const { state } = receive(holding([makeEvent()]), two, context('ann', { from: 'bob' }))
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    assert.equal(statusIn(state.object, 'cid'), 'NEEDS-ACTION')
  })

  it('is nobody where two are named and the transport tells nothing', () => {
    const held = holding([makeEvent()])
    const result = receive(held, two, context('ann'))
    assert.equal(result.state, held)
    assert.equal(result.classification, 'invalid')
  })

  it('waits for a person where someone else sent it', () => {
    const held = holding([makeEvent()])
    const result = receive(
      held,
      replyOf('bob', 'DECLINED'),
      context('ann', { from: 'eve@evil.example' }),
    )
    assert.equal(result.classification, 'unauthorized')
    // Requirement: 6047/2.2.1/verify-before-acting
    // Requirement: 6047/3/unauthorized-ignored
    assert.equal(result.state.object, held.object)
    assert.equal(result.state.ledger.questions.length, 1)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/6.1.2/only-attendee-updates-self'])
  })

  it('is the Attendee for whom an assistant of the same domain answers by SENT-BY', () => {
    const reply = replyOf('bob', 'ACCEPTED', { parameters: ['SENT-BY="mailto:eva@example.com"'] })
    const { state } = receive(holding([makeEvent()]), reply, context('ann', { from: 'eva' }))
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    const line = lineOf(state, 'bob') ?? assert.fail()
    assert.equal(parameterValue(line, 'SENT-BY'), 'mailto:eva@example.com')
  })

  it('is not the one whom a stranger claims to act for', () => {
    const reply = replyOf('bob', 'DECLINED', { parameters: ['SENT-BY="mailto:eve@evil.example"'] })
    const held = holding([makeEvent()])
    const result = receive(held, reply, context('ann', { from: 'eve@evil.example' }))
    assert.equal(result.state.object, held.object)
    // Requirement: 6047/3/sent-by-decided-by-user
    const [question] = result.state.ledger.questions
    const change = { kind: 'accept-question', question: question?.id ?? '' } as const
    const decided = originate(result.state, change, context('ann'))
    assert.equal(statusIn(decided.state.object, 'bob'), 'DECLINED')
  })

  it('is found by another address that a directory knows as his', () => {
    const originator = {
      address: calendarAddress('robert@home.example'),
      aliases: [calendarAddress('bob@example.com')],
      proven: true,
    }
    const { state } = receive(holding([makeEvent()]), replyOf('robert@home.example', 'ACCEPTED'), {
      ...context('ann'),
      originator,
    })
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
  })

  it('is found by EMAIL where the line is a path, and whatever its letters’ case', () => {
    const path = makeEvent({
      attendees: [attendee('ann'), 'ATTENDEE;EMAIL=Bob@Example.com:/123/principal/'],
    })
    const { state } = receive(
      holding([path]),
      replyOf('BOB@example.COM', 'ACCEPTED'),
      context('ann'),
    )
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
  })
})

describe('an uninvited Attendee', () => {
  const reply = replyOf('eva', 'ACCEPTED', { parameters: ['CN=Eva'] })
  const held = holding([makeEvent()])

  it('is put before the Organizer, once', () => {
    const of = context('ann', { from: 'eva' })
    const result = receive(held, reply, of)
    assert.equal(result.classification, 'uninvited-reply')
    assert.equal(result.state.object, held.object)
    assert.deepEqual(
      result.effects.map((each) => each.kind === 'ask' && [each.question, each.about]),
      [['admit-uninvited', 'eva@example.com']],
    )
    assert.equal(receive(result.state, reply, of).state, result.state)
    const moved = calendar([makeEvent({ start: '20260302T080000Z' })])
    const update = originate(result.state, { kind: 'save', object: moved }, context('ann'))
    // Requirement: 5546/4.2.8/uninvited-has-no-claim
    assert.deepEqual(
      sends(update.effects).flatMap(({ recipients }) => recipients),
      ['bob@example.com', 'cid@example.com', 'dan@example.com'],
    )
  })

  it('is added and gets a REQUEST where the policy accepts', () => {
    const of = context('ann', { from: 'eva', policy: { uninvitedAttendees: 'accept' } })
    const { state, effects } = receive(held, reply, of)
    // Requirement: 5546/4.2.8/organizer-may-add-forwarded
    assert.equal(statusIn(state.object, 'eva'), 'ACCEPTED')
    const [request] = sends(effects)
    assert.equal(request?.method, 'REQUEST')
    assert.deepEqual(request?.recipients, ['eva@example.com'])
  })

  it('is turned away with a CANCEL without STATUS where the policy refuses, once', () => {
    const of = context('ann', { from: 'eva', policy: { uninvitedAttendees: 'refuse' } })
    const { state, effects } = receive(held, reply, of)
    assert.equal(statusIn(state.object, 'eva'), undefined)
    const [cancel] = sends(effects)
    assert.equal(cancel?.method, 'CANCEL')
    assert.equal(rawValue(scheduled(cancel?.message)[0] ?? assert.fail(), 'STATUS'), undefined)
    const again = receive(state, reply, of)
    assert.equal(again.state, state)
    assert.deepEqual(again.effects, [])
  })
})

// Decision 0077.
it('of a REPLY to an instance and all after it, that instance is answered', () => {
  const id = `RECURRENCE-ID;RANGE=THISANDFUTURE:${third}`
  const answer = attendee('bob', 'PARTSTAT=DECLINED')
  const reply = message('REPLY', [`DTSTAMP:20260110T000000Z\nSEQUENCE:0\n${id}\n${answer}`])
  const { state, classification } = receive(
    holding([series]),
    reply,
    context('ann', { from: 'bob' }),
  )
  assert.equal(classification, 'reply')
  assert.equal(statusIn(state.object, 'bob'), 'NEEDS-ACTION')
  assert.equal(parameterValue(lineOf(state, 'bob', third) ?? assert.fail(), 'PARTSTAT'), 'DECLINED')
  assert.equal(scheduled(state.object).length, 2)
})

describe('delegation', () => {
  const delegating = message('REPLY', [
    [
      'DTSTAMP:20260110T000000Z',
      'SEQUENCE:0',
      attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
      attendee('eva', 'CN=Eva', 'PARTSTAT=ACCEPTED', 'DELEGATED-FROM="mailto:cid@example.com"'),
    ].join('\n'),
  ])
  const accepting = (partStat: string): ReturnType<typeof message> =>
    message('REPLY', [
      [
        'DTSTAMP:20260111T000000Z',
        'SEQUENCE:0',
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
        attendee('eva', `PARTSTAT=${partStat}`, 'DELEGATED-FROM="mailto:cid@example.com"'),
      ].join('\n'),
    ])
  const fromCid = context('ann', { from: 'cid' })
  const fromEva = context('ann', { from: 'eva' })

  it('marks the Delegator and adds the Delegate, whose answer only he gives', () => {
    const result = receive(holding([makeEvent()]), delegating, fromCid)
    assert.equal(result.classification, 'delegators-reply')
    assert.equal(statusIn(result.state.object, 'cid'), 'DELEGATED')
    assert.equal(statusIn(result.state.object, 'eva'), 'NEEDS-ACTION')
    const line = lineOf(result.state, 'eva') ?? assert.fail()
    assert.equal(parameterValue(line, 'DELEGATED-FROM'), 'mailto:cid@example.com')
  })

  it('names so many Delegates at most', () => {
    const naming = (count: number): ReturnType<typeof message> => {
      const names = Array.from({ length: count }, (_, i) => `"mailto:d${i}@example.com"`)
      const line = attendee('cid', 'PARTSTAT=DELEGATED', `DELEGATED-TO=${names.join(',')}`)
      return message('REPLY', [`DTSTAMP:20260110T000000Z\nSEQUENCE:0\n${line}`])
    }
    const held = holding([makeEvent()])
    assert.equal(receive(held, naming(maxDelegates + 1), fromCid).state.object, held.object)
    const most = receive(held, naming(maxDelegates), fromCid)
    assert.equal(statusIn(most.state.object, 'cid'), 'DELEGATED')
  })

  it('lets the Delegate answer, with or without word from the transport', () => {
    for (const by of [fromEva, context('ann')]) {
      const { state } = receive(holding([makeEvent()]), delegating, fromCid)
      const result = receive(state, accepting('ACCEPTED'), by)
      assert.equal(result.classification, 'delegates-reply')
      assert.equal(statusIn(result.state.object, 'eva'), 'ACCEPTED')
      assert.equal(statusIn(result.state.object, 'cid'), 'DELEGATED')
    }
  })

  it('holds the Delegate’s answer that came first, and applies it with the Delegator’s', () => {
    const early = receive(holding([makeEvent()]), accepting('ACCEPTED'), fromEva)
    assert.equal(early.state.ledger.questions.length, 1)
    const { state, explanation } = receive(early.state, delegating, fromCid)
    assert.equal(statusIn(state.object, 'eva'), 'ACCEPTED')
    assert.equal(state.ledger.questions.length, 0)
    assert.ok(requirementsOf(explanation).includes('5546/5.2.2/held-delegate-reply-released'))
  })

  it('sends the Delegate who answered an outdated revision the latest one', () => {
    const { state } = receive(holding([makeEvent({ sequence: 2 })]), delegating, fromCid)
    const moved = { ...state, ledger: { ...state.ledger, answersFrom: new Map([['', 2]]) } }
    const { effects, explanation } = receive(moved, accepting('ACCEPTED'), fromEva)
    const [request] = sends(effects)
    assert.deepEqual([request?.method, request?.recipients], ['REQUEST', ['eva@example.com']])
    assert.ok(requirementsOf(explanation).includes('5546/5.2.2/outdated-delegate-reply-refreshes'))
  })

  it('goes back to the Delegator with an update when the Delegate declines', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const result = receive(state, accepting('DECLINED'), fromEva)
    assert.equal(statusIn(result.state.object, 'cid'), 'NEEDS-ACTION')
    const [request] = sends(result.effects)
    assert.deepEqual([request?.method, request?.recipients], ['REQUEST', ['cid@example.com']])
    // Requirement: 5546/4.2.7/delegator-told-of-decline
    assert.equal(statusIn(request?.message, 'eva'), 'DECLINED')
  })

  it('that comes back to where it started is refused', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const back = message('REPLY', [
      `DTSTAMP:20260112T000000Z\n${attendee('eva', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:cid@example.com"')}`,
    ])
    const result = receive(state, back, fromEva)
    assert.equal(result.state, state)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.2.3/delegation-is-consistent'])
  })

  it('to somebody whom the rules of the place exclude is not applied', () => {
    const held = holding([makeEvent()])
    const stranger = replyOf('cid', 'DELEGATED', {
      parameters: ['DELEGATED-TO="mailto:eva@elsewhere.example"'],
    })
    for (const [delegation, reply, isApplied] of [
      ['refuse', delegating, false],
      ['same-domain', stranger, false],
      ['same-domain', delegating, true],
      ['allow', stranger, true],
    ] as const) {
      const by = context('ann', { from: 'cid', policy: { delegation } })
      const { state, explanation } = receive(held, reply, by)
      assert.equal(statusIn(state.object, 'cid'), isApplied ? 'DELEGATED' : 'NEEDS-ACTION')
      assert.equal(
        requirementsOf(explanation).includes('5546/6.2.3/delegate-must-be-allowed'),
        !isApplied,
      )
    }
  })

  it('of what was cancelled meanwhile is answered to the Delegate by a CANCEL, once', () => {
    const ofThird = message('REPLY', [
      [
        `DTSTAMP:20260110T000000Z\nRECURRENCE-ID:${third}`,
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
      ].join('\n'),
    ])
    const cancelled = (keys: readonly string[], policy: Partial<Policy>, of = series): HeldState =>
      originate(holding([of]), { kind: 'cancel', keys }, context('ann', { policy })).state
    const keeping = { cancelledComponents: 'keep-cancelled' } as const
    for (const [held, reply, key] of [
      [cancelled([third], { cancelledComponents: 'remove' }), ofThird, third],
      [cancelled([third], keeping), ofThird, third],
      [cancelled([], keeping, makeEvent()), delegating, ''],
    ] as const) {
      const result = receive(held, reply, fromCid)
      const [cancel] = sends(result.effects)
      assert.deepEqual(
        [cancel?.method, cancel?.recipients, cancel?.keys],
        ['CANCEL', ['eva@example.com'], [key]],
      )
      const component = componentAt(cancel?.message, key === '' ? undefined : key) ?? assert.fail()
      assert.equal(rawValue(component, 'STATUS'), 'CANCELLED')
      assert.equal(rawValue(component, 'SEQUENCE'), '1')
      assert.equal(statusIn(cancel?.message, 'eva', key === '' ? undefined : key), 'NEEDS-ACTION')
      assert.equal(result.state.object, held.object)
      assert.deepEqual(receive(result.state, reply, fromCid).effects, [])
    }
  })

  it('of what was cancelled, by somebody who was never invited, reaches nobody', () => {
    const held = originate(holding([series]), { kind: 'cancel', keys: [third] }, context('ann'))
    const reply = replyOf('eva', 'DELEGATED', {
      recurrenceId: third,
      parameters: ['DELEGATED-TO="mailto:fay@example.com"'],
    })
    assert.deepEqual(sends(receive(held.state, reply, fromEva).effects), [])
  })

  it('of an instance that the series has no more is answered by a CANCEL, and so is the Delegate', () => {
    const moved = makeEvent({
      start: '20260312T090000Z',
      end: '20260312T100000Z',
      more: 'RRULE:FREQ=DAILY;COUNT=5',
    })
    const ann = context('ann')
    const { state } = originate(holding([series]), { kind: 'save', object: calendar([moved]) }, ann)
    const reply = replyOf('cid', 'DELEGATED', {
      recurrenceId: third,
      parameters: ['DELEGATED-TO="mailto:eva@example.com"'],
    })
    const coming = replyOf('eva', 'ACCEPTED', { recurrenceId: third })
    for (const result of [receive(state, reply, fromCid), receive(state, coming, fromEva)]) {
      const [cancel] = sends(result.effects)
      assert.deepEqual([cancel?.method, cancel?.recipients], ['CANCEL', ['eva@example.com']])
      assert.equal(rawValue(componentAt(cancel?.message, third) ?? assert.fail(), 'SEQUENCE'), '1')
    }
  })

  it('of one instance to a guest of the series ends without taking the guest off', () => {
    const to = (partStat: string, dtstamp: string, ...parameters: readonly string[]) =>
      replyOf('cid', partStat, { recurrenceId: third, dtstamp, parameters })
    const handedOn = to('DELEGATED', '20260110T000000Z', 'DELEGATED-TO="mailto:dan@example.com"')
    const { state } = receive(holding([series]), handedOn, fromCid)
    const result = receive(state, to('ACCEPTED', '20260111T000000Z'), fromCid)
    assert.equal(statusIn(result.state.object, 'cid', third), 'ACCEPTED')
    assert.equal(statusIn(result.state.object, 'dan', third), 'NEEDS-ACTION')
    const line = lineOf(result.state, 'dan', third) ?? assert.fail()
    assert.equal(parameterValue(line, 'DELEGATED-FROM'), undefined)
    assert.deepEqual(sends(result.effects), [])
  })

  it('that the Organizer never heard of leaves nobody waiting for what was cancelled', () => {
    const removing = context('ann', { policy: { cancelledComponents: 'remove' } })
    const { state } = originate(holding([series]), { kind: 'cancel', keys: [third] }, removing)
    const coming = replyOf('eva', 'ACCEPTED', { recurrenceId: third })
    const result = receive(state, coming, fromEva)
    assert.deepEqual(
      sends(result.effects).map((each) => [each.method, each.recipients, each.keys]),
      [['CANCEL', ['eva@example.com'], [third]]],
    )
    assert.equal(result.state.object, state.object)
    assert.deepEqual(receive(result.state, coming, fromEva).effects, [])
    const declining = replyOf('eva', 'DECLINED', { recurrenceId: third })
    assert.deepEqual(receive(state, declining, fromEva).effects, [])
    // Who she is, nobody says: to answer might reach somebody else.
    assert.deepEqual(sends(receive(state, coming, context('ann')).effects), [])
  })

  it('goes on from Delegate to Delegate', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const on = message('REPLY', [
      `DTSTAMP:20260112T000000Z\n${attendee('eva', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:fay@example.com"')}`,
    ])
    const result = receive(state, on, fromEva)
    // Requirement: 5546/4.2.5/delegation-depth-free
    assert.equal(statusIn(result.state.object, 'fay'), 'NEEDS-ACTION')
    assert.equal(statusIn(result.state.object, 'eva'), 'DELEGATED')
  })

  it('ends when the Delegator comes himself: the Delegate is sent a CANCEL', () => {
    const { state } = receive(holding([makeEvent()]), delegating, fromCid)
    const mind = replyOf('cid', 'ACCEPTED', { dtstamp: '20260112T000000Z' })
    const result = receive(state, mind, fromCid)
    assert.equal(statusIn(result.state.object, 'cid'), 'ACCEPTED')
    assert.equal(statusIn(result.state.object, 'eva'), undefined)
    const [cancel] = sends(result.effects)
    assert.deepEqual([cancel?.method, cancel?.recipients], ['CANCEL', ['eva@example.com']])
  })

  it('of one instance leaves the series', () => {
    const text = [
      `DTSTAMP:20260110T000000Z\nRECURRENCE-ID:${third}`,
      attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
    ].join('\n')
    const { state } = receive(holding([series]), message('REPLY', [text]), fromCid)
    assert.equal(statusIn(state.object, 'eva', third), 'NEEDS-ACTION')
    assert.equal(statusIn(state.object, 'eva'), undefined)
    assert.equal(statusIn(state.object, 'cid'), 'NEEDS-ACTION')
  })

  it('is noted in the Delegator’s own copy when the Delegate sends him his answer', () => {
    const copy = makeEvent({
      attendees: [
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eva@example.com"'),
        attendee('eva', 'PARTSTAT=NEEDS-ACTION', 'DELEGATED-FROM="mailto:cid@example.com"'),
      ],
    })
    const of = context('cid', { from: 'eva' })
    const result = receive(holding([copy]), accepting('ACCEPTED'), of)
    assert.equal(result.classification, 'delegates-reply')
    assert.equal(statusIn(result.state.object, 'eva'), 'ACCEPTED')
    assert.equal(receive(result.state, accepting('ACCEPTED'), of).state, result.state)
  })
})

describe('a REPLY to a VTODO', () => {
  const todo = `DTSTART:20260302T090000Z\nDUE:20260306T170000Z\nSUMMARY:Report\nPRIORITY:1\n${attendee('bob')}\n${attendee('cid')}`

  it('tells how far the Attendee is, and the whole is their mean', () => {
    const held = holding([todo], 'VTODO')
    const first = receive(
      held,
      replyOf('bob', 'IN-PROCESS', { component: 'VTODO', more: 'PERCENT-COMPLETE:75' }),
      context('ann', { from: 'bob' }),
    )
    assert.equal(
      rawValue(componentAt(first.state.object) ?? assert.fail(), 'PERCENT-COMPLETE'),
      '38',
    )
    const { state } = receive(
      first.state,
      replyOf('cid', 'COMPLETED', { component: 'VTODO', more: 'COMPLETED:20260305T120000Z' }),
      context('ann', { from: 'cid' }),
    )
    assert.equal(rawValue(componentAt(state.object) ?? assert.fail(), 'PERCENT-COMPLETE'), '88')
    const marks = [...state.ledger.replies.values()]
    assert.deepEqual(
      marks.map((each) => [each.percentComplete, each.completedSeconds !== undefined]),
      [
        [75, false],
        [undefined, true],
      ],
    )
  })
})

const names = ['bob', 'cid', 'dan'] as const
const answer = fc.record({
  name: fc.constantFrom(...names),
  partStat: fc.constantFrom('ACCEPTED', 'DECLINED', 'TENTATIVE'),
  recurrenceId: fc.constantFrom(undefined, second, third),
})

function deliver(
  answers: readonly { readonly name: string; readonly reply: ReturnType<typeof message> }[],
): HeldState {
  return answers.reduce(
    (state, { name, reply }) => receive(state, reply, context('ann', { from: name })).state,
    holding([series]),
  )
}

/** Who said what for which instance; an overridden component that says nothing new does not count. */
function answersIn(state: HeldState): unknown {
  return names.map((name) =>
    [undefined, second, third].map(
      (id) => statusIn(state.object, name, id) ?? statusIn(state.object, name),
    ),
  )
}

describe('answers', () => {
  it('end in one state in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 7 }),
        fc.array(fc.nat({ max: 99 }), { minLength: 7, maxLength: 7 }),
        (answers, ranks) => {
          const made = answers.map(({ name, partStat, recurrenceId }, i) => {
            const dtstamp = `202601${10 + i}T000000Z`
            const given = recurrenceId === undefined ? { dtstamp } : { dtstamp, recurrenceId }
            return { name, reply: replyOf(name, partStat, given), rank: ranks[i] ?? 0 }
          })
          const shuffled = [...made].sort((one, other) => one.rank - other.rank)
          assert.deepEqual(answersIn(deliver(shuffled)), answersIn(deliver(made)))
        },
      ),
    )
  })

  it('change the lines of the one who answers, and nobody else’s', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 5 }), answer, (before, last) => {
        const made = before.map(({ name, partStat, recurrenceId }, i) => {
          const dtstamp = `202601${10 + i}T000000Z`
          const given = recurrenceId === undefined ? { dtstamp } : { dtstamp, recurrenceId }
          return { name, reply: replyOf(name, partStat, given) }
        })
        const state = deliver(made)
        const dtstamp = '20260120T000000Z'
        const { name, partStat, recurrenceId } = last
        const given = recurrenceId === undefined ? { dtstamp } : { dtstamp, recurrenceId }
        const after = receive(state, replyOf(name, partStat, given), context('ann', { from: name }))
        for (const other of names) {
          if (other === name) continue
          for (const id of [undefined, second, third]) {
            const was = statusIn(state.object, other, id) ?? statusIn(state.object, other)
            const is =
              statusIn(after.state.object, other, id) ?? statusIn(after.state.object, other)
            assert.equal(is, was)
          }
        }
      }),
    )
  })
})

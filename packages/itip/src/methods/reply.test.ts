import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parameterValue, rawValue } from '@parley/icalendar'
import { receive } from '../receive.ts'
import {
  attendee,
  componentAt,
  context,
  holding,
  lineOf,
  makeEvent,
  message,
  replyOf,
  requirementsOf,
  scheduled,
  statusIn,
  textOfObject,
} from '../testing.ts'

const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })
const second = '20260303T090000Z'
const third = '20260304T090000Z'

describe('a REPLY to the series', () => {
  const ann = context('ann', { from: 'bob' })

  // Requirement: 6638/4.2/no-request-status-is-2.0
  it('writes the participation status, takes RSVP away and notes the request status', () => {
    const { state } = receive(holding([makeEvent()]), replyOf('bob', 'ACCEPTED'), ann)
    const line = lineOf(state.object, 'bob') ?? assert.fail()
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
    const line = lineOf(state.object, 'bob') ?? assert.fail()
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
      const line = lineOf(state.object, 'bob', recurrenceId) ?? assert.fail()
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
      const line = lineOf(state.object, 'bob', each) ?? assert.fail()
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
  assert.equal(
    parameterValue(lineOf(state.object, 'bob', third) ?? assert.fail(), 'PARTSTAT'),
    'DECLINED',
  )
  assert.equal(scheduled(state.object).length, 2)
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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import { findAttendee, organizerOf, partStatOf } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { originate } from '../originate.ts'
import { read } from '../read.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import { nothingHeld } from '../state.ts'
import {
  attendee,
  calendar,
  componentAt,
  context,
  makeEvent,
  message,
  scheduled,
  seconds,
  sends,
  textOfObject,
} from '../testing.ts'
import type { Transition } from '../transition.ts'
import { validate } from '../validate.ts'

const start = '20260302T090000Z'
const second = '20260309T090000Z'
const third = '20260316T090000Z'
const ann = context('ann')
const weekly = (more = ''): string => makeEvent({ more: `RRULE:FREQ=WEEKLY;COUNT=10\n${more}` })
const accepted = [
  attendee('ann', 'PARTSTAT=ACCEPTED'),
  attendee('bob', 'PARTSTAT=ACCEPTED'),
  attendee('cid', 'PARTSTAT=DECLINED'),
]
const address = (name: string): ReturnType<typeof calendarAddress> =>
  calendarAddress(`${name}@example.com`)

function held(object: CalendarObject, by: Context = ann, uid = 'meeting'): HeldState {
  return originate(nothingHeld(uid), { kind: 'save', object, silent: true }, by).state
}
function summary({ effects }: Transition): readonly string[] {
  return sends(effects).map(
    ({ method, keys, recipients }) =>
      `${method} [${keys.join(' ')}] ${recipients.map((each) => each.split('@')[0]).join(' ')}`,
  )
}
function sent({ effects }: Transition, index = 0): string {
  return textOfObject(sends(effects)[index]?.message)
}
function first({ explanation }: Transition): string {
  return explanation[0].requirement
}
function properly(transition: Transition): Transition {
  for (const each of sends(transition.effects)) {
    for (const one of read(each.message).messages) assert.deepEqual(validate(one), [])
  }
  return transition
}
/** What the first message that goes to that user does to what he holds. */
function delivered(from: Transition, to: string, holds: HeldState): ReturnType<typeof receive> {
  const effect = sends(from.effects).find(({ recipients }) => recipients.includes(address(to)))
  const made = effect && read(effect.message).messages[0]
  assert.ok(effect && made, `nothing for ${to}`)
  return receive(
    holds,
    made,
    context(to, { from: effect.originator, nowSeconds: seconds('20260202T000000Z') }),
  )
}
function proposal(from: string, more: string, dtstamp: string): ReturnType<typeof receive> {
  const text = makeEvent({ dtstamp, start: '20260302T140000Z', end: '20260302T150000Z', more })
  return receive(
    held(calendar([makeEvent()])),
    message('COUNTER', [text]),
    context('ann', { from }),
  )
}

describe('a counter-proposal', () => {
  const asked = proposal('bob', 'LOCATION:Hall', '20260131T000000Z')
  const [mine] = asked.state.ledger.counters
  const rival = receive(
    asked.state,
    message('COUNTER', [
      makeEvent({
        dtstamp: '20260131T010000Z',
        start: '20260303T090000Z',
        end: '20260303T100000Z',
      }),
    ]),
    context('ann', { from: 'cid' }),
  )

  it('accepted: the event is as proposed, all are told, the rivals are declined', () => {
    const made = properly(
      originate(rival.state, { kind: 'accept-counter', counter: mine?.id ?? '' }, ann),
    )
    assert.deepEqual(summary(made), ['REQUEST [] bob cid dan', 'DECLINECOUNTER [] cid'])
    const [event] = scheduled(made.state.object)
    assert.deepEqual(
      event && ['DTSTART', 'DTEND', 'LOCATION', 'SEQUENCE'].map((name) => rawValue(event, name)),
      ['20260302T140000Z', '20260302T150000Z', 'Hall', '1'],
    )
    assert.deepEqual(
      made.state.ledger.counters.map(({ state }) => state),
      ['accepted', 'declined'],
    )
    const again = originate(made.state, { kind: 'accept-counter', counter: mine?.id ?? '' }, ann)
    assert.equal(again.state, made.state)
  })

  it('of another place only: SEQUENCE rises all the same', () => {
    const at = makeEvent({ dtstamp: '20260131T000000Z', more: 'LOCATION:Hall' })
    const waiting = receive(
      held(calendar([makeEvent()])),
      message('COUNTER', [at]),
      context('ann', { from: 'bob' }),
    )
    const made = originate(
      waiting.state,
      { kind: 'accept-counter', counter: waiting.state.ledger.counters[0]?.id ?? '' },
      ann,
    )
    assert.match(sent(made), /SEQUENCE:1/)
  })

  it("in Exchange's words: only what is proposed is taken over", () => {
    const waiting = proposal(
      'bob',
      'SUMMARY:New Time Proposed: Plan\nX-MS-OLK-ORIGINALSTART:20260302T090000Z',
      '20260131T000000Z',
    )
    const made = originate(
      waiting.state,
      { kind: 'accept-counter', counter: waiting.state.ledger.counters[0]?.id ?? '' },
      ann,
    )
    assert.match(sent(made), /SUMMARY:Plan\n/)
    assert.match(sent(made), /DTSTART:20260302T140000Z/)
  })

  it('declined: a DECLINECOUNTER to its sender, and nothing else changes', () => {
    const made = properly(
      originate(
        rival.state,
        { kind: 'decline-counter', counter: mine?.id ?? '', comment: 'No' },
        ann,
      ),
    )
    assert.deepEqual(summary(made), ['DECLINECOUNTER [] bob'])
    assert.match(sent(made), /COMMENT:No/)
    assert.equal(made.state.object, rival.state.object)
  })

  it('that nobody made: nothing', () => {
    const made = originate(rival.state, { kind: 'accept-counter', counter: 'none' }, ann)
    assert.equal(made.state, rival.state)
    assert.equal(first(made), '5546/3.2.8/no-counter-pending')
  })

  it('goes round: proposed, accepted, and the proposer holds the new time', () => {
    const invitation = originate(
      nothingHeld('meeting'),
      { kind: 'save', object: calendar([makeEvent()]) },
      ann,
    )
    const bobs = delivered(invitation, 'bob', nothingHeld('meeting'))
    const later = {
      kind: 'DATE-TIME' as const,
      wallSeconds: seconds('20260302T140000Z'),
      tzid: 'UTC',
    }
    const bob = context('bob', { nowSeconds: seconds('20260201T130000Z') })
    const counter = properly(
      originate(bobs.state, { kind: 'counter', proposal: { start: later } }, bob),
    )
    const anns = delivered(counter, 'ann', invitation.state)
    const [waiting] = anns.state.ledger.counters
    const moved = originate(
      anns.state,
      { kind: 'accept-counter', counter: waiting?.id ?? '' },
      { ...ann, nowSeconds: seconds('20260201T140000Z') },
    )
    const after = delivered(moved, 'bob', counter.state)
    assert.match(textOfObject(after.state.object), /DTSTART:20260302T140000Z/)
    assert.equal(after.state.ledger.counters[0]?.state, 'accepted')
  })
})

describe('an added instance', () => {
  const before = held(calendar([weekly()]))
  const extra = componentAt(
    calendar([
      makeEvent({
        start: '20260305T090000Z',
        end: '20260305T100000Z',
        attendees: [attendee('bob'), attendee('eve')],
      }),
    ]),
  )

  it('goes out by ADD without RECURRENCE-ID; to who has not the series, by REQUEST', () => {
    assert.ok(extra)
    const made = properly(originate(before, { kind: 'add', component: extra }, ann))
    assert.deepEqual(summary(made), [
      'ADD [20260305T090000Z] bob',
      'REQUEST [20260305T090000Z] eve',
    ])
    assert.doesNotMatch(sent(made), /RECURRENCE-ID/)
    assert.match(sent(made), /SEQUENCE:1/)
    assert.match(textOfObject(made.state.object), /RDATE:20260305T090000Z/)
  })

  it('is there already: nothing', () => {
    const again = componentAt(calendar([makeEvent({ start: second })]))
    assert.ok(again)
    assert.equal(
      first(originate(before, { kind: 'add', component: again }, ann)),
      '5546/3.2.4/instance-already-held',
    )
  })
})

describe('publishing', () => {
  it('lists no Attendees and nothing personal', () => {
    const before = held(calendar([makeEvent({ more: 'COLOR:red' })]))
    const made = properly(originate(before, { kind: 'publish', recipients: [address('zoe')] }, ann))
    assert.deepEqual(summary(made), ['PUBLISH [] zoe'])
    assert.doesNotMatch(sent(made), /ATTENDEE|COLOR/)
  })

  it('of what nobody organizes names the publisher, and counts its changes from then on', () => {
    const plain = (hour: string): CalendarObject =>
      calendar([
        `BEGIN:VEVENT\r\nUID:meeting\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T${hour}0000Z\r\nSUMMARY:Talk\r\nEND:VEVENT`,
      ])
    const published = originate(
      held(plain('09')),
      { kind: 'publish', recipients: [address('zoe')] },
      ann,
    )
    // Requirement: 5546/3.7.2/organizer-authorizes-update
    assert.match(sent(published), /ORGANIZER:mailto:ann/)
    const moved = originate(published.state, { kind: 'save', object: plain('10') }, ann)
    assert.match(textOfObject(moved.state.object), /SEQUENCE:1/)
  })

  it('of a journal is called off by CANCEL without ATTENDEE', () => {
    const journal = calendar(['DTSTART:20260302T090000Z\nSUMMARY:Log'], { name: 'VJOURNAL' })
    const published = properly(
      originate(held(journal), { kind: 'publish', recipients: [address('zoe')] }, ann),
    )
    const made = properly(
      originate(published.state, { kind: 'cancel', attendees: [address('zoe')] }, ann),
    )
    assert.deepEqual(summary(made), ['CANCEL [] zoe'])
    assert.match(sent(made), /STATUS:CANCELLED/)
  })
})

describe('a reconfirmation', () => {
  it('asks again with RSVP=TRUE; SEQUENCE and answers stay', () => {
    const before = held(calendar([makeEvent({ attendees: accepted, sequence: 3 })]))
    const made = properly(
      originate(before, { kind: 'reconfirm', attendees: [address('bob')] }, ann),
    )
    assert.deepEqual(summary(made), ['REQUEST [] bob'])
    assert.match(sent(made), /SEQUENCE:3/)
    assert.match(sent(made), /PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:bob/)
    assert.equal(first(made), '5546/3.2.2.7/organizer-asks-status')
  })
})

describe('a split series', () => {
  const guests = makeEvent({ attendees: accepted, more: 'RRULE:FREQ=WEEKLY;COUNT=10' })
  const before = held(
    calendar([
      guests,
      makeEvent({
        start: '20260323T100000Z',
        end: '20260323T110000Z',
        attendees: accepted,
        more: 'RECURRENCE-ID:20260323T090000Z',
      }),
    ]),
  )
  const change: Change = { kind: 'split', at: third, newUid: 'rest' }

  it('ends before the instance and goes on under another UID; answers stay', () => {
    const made = properly(originate(before, change, ann))
    const [rest] = made.created ?? []
    assert.equal(rest?.uid, 'rest')
    const old = textOfObject(made.state.object)
    assert.match(old, /RRULE:.*COUNT=2/)
    assert.doesNotMatch(old, /20260323/)
    const [series, own] = scheduled(rest?.object)
    assert.ok(series && own)
    assert.deepEqual(
      ['UID', 'DTSTART', 'DTEND', 'RELATED-TO', 'RECURRENCE-ID'].map((name) =>
        rawValue(series, name),
      ),
      ['rest', third, '20260316T100000Z', 'meeting', undefined],
    )
    assert.match(rawValue(series, 'RRULE') ?? '', /COUNT=8/)
    assert.equal(rawValue(own, 'UID'), 'rest')
    const bob = findAttendee(series, address('bob'))
    assert.equal(bob && partStatOf(bob), 'ACCEPTED')
    assert.deepEqual(summary(made), ['REQUEST [] bob cid', 'REQUEST [] bob cid'])
  })

  it('with the rest at another time: answers to the rest start over', () => {
    const object = calendar([
      makeEvent({
        start: '20260317T090000Z',
        end: '20260317T100000Z',
        attendees: accepted,
        more: 'RRULE:FREQ=WEEKLY;COUNT=8',
      }),
    ])
    const made = originate(before, { ...change, object }, ann)
    const [series] = scheduled(made.created?.[0]?.object)
    const bob = series && findAttendee(series, address('bob'))
    assert.equal(bob && partStatOf(bob), 'NEEDS-ACTION')
  })

  it('at its first instance: nothing', () => {
    assert.equal(originate(before, { ...change, at: start }, ann).state, before)
  })
})

describe('another Organizer', () => {
  const before = held(calendar([makeEvent({ attendees: accepted, sequence: 2 })]))

  it('is handed the part: all are told, him too; answers stay', () => {
    const made = properly(
      originate(before, { kind: 'transfer-organizer', to: address('bob') }, ann),
    )
    assert.deepEqual(summary(made), ['REQUEST [] bob cid'])
    assert.match(sent(made), /ORGANIZER:mailto:bob/)
    // Requirement: 5546/3.2.2.4/new-organizer-raises-sequence
    assert.match(sent(made), /SEQUENCE:3/)
    assert.match(sent(made), /PARTSTAT=DECLINED:mailto:cid/)
  })

  it('takes the part over', () => {
    const bob = context('bob')
    const mine = held(calendar([makeEvent({ attendees: accepted, sequence: 2 })]), bob)
    const made = originate(mine, { kind: 'transfer-organizer', to: address('bob') }, bob)
    assert.deepEqual(summary(made), ['REQUEST [] cid', 'REQUEST [] ann'])
    const [event] = scheduled(made.state.object)
    assert.equal(event && organizerOf(event), 'bob@example.com')
  })

  it('is named by a guest who is not meant: nothing', () => {
    const cid = context('cid')
    const mine = held(calendar([makeEvent({ attendees: accepted })]), cid)
    assert.equal(
      originate(mine, { kind: 'transfer-organizer', to: address('bob') }, cid).state,
      mine,
    )
  })
})

describe('a question', () => {
  const reply = message('REPLY', [
    makeEvent({ dtstamp: '20260131T000000Z', attendees: [attendee('zoe', 'PARTSTAT=ACCEPTED')] }),
  ])
  const asked = receive(held(calendar([makeEvent()])), reply, context('ann', { from: 'zoe' }))
  const question = asked.state.ledger.questions[0]?.id ?? ''

  it('about an uninvited Attendee who is admitted: he is listed and told', () => {
    const made = originate(asked.state, { kind: 'admit-uninvited', question }, ann)
    assert.deepEqual(summary(made), ['REQUEST [] zoe'])
    assert.match(textOfObject(made.state.object), /PARTSTAT=ACCEPTED.*:mailto:zoe/)
    assert.deepEqual(made.state.ledger.questions, [])
  })

  it('about one who is turned away: a CANCEL', () => {
    const made = originate(asked.state, { kind: 'refuse-uninvited', question }, ann)
    assert.deepEqual(summary(made), ['CANCEL [] zoe'])
    assert.doesNotMatch(textOfObject(made.state.object), /zoe/)
  })

  it('let go: nobody is told, and it is asked no more', () => {
    const made = originate(asked.state, { kind: 'dismiss-question', question }, ann)
    assert.deepEqual([made.effects, made.state.ledger.questions], [[], []])
    assert.equal(
      originate(made.state, { kind: 'accept-question', question }, ann).state,
      made.state,
    )
  })

  it('is not asked again by the same message once it is answered, and is by a later one', () => {
    const zoe = context('ann', { from: 'zoe' })
    const kinds = ['dismiss-question', 'refuse-uninvited', 'accept-question'] as const
    for (const kind of kinds) {
      const answered = originate(asked.state, { kind, question }, ann).state
      assert.equal(receive(answered, reply, zoe).state, answered, kind)
    }
    const gone = originate(asked.state, { kind: 'dismiss-question', question }, ann).state
    const more = [attendee('zoe', 'PARTSTAT=ACCEPTED')]
    const later = message('REPLY', [makeEvent({ dtstamp: '20260131T000001Z', attendees: more })])
    assert.equal(receive(gone, later, zoe).state.ledger.questions.length, 1)
  })

  it('about a REQUEST that came from a stranger, vouched for: it is applied', () => {
    const bob = context('bob', { from: 'mallory' })
    const mine = held(calendar([makeEvent()]), bob)
    const update = message('REQUEST', [
      makeEvent({
        sequence: 1,
        dtstamp: '20260131T000000Z',
        start: '20260302T150000Z',
        end: '20260302T160000Z',
      }),
    ])
    const waiting = receive(mine, update, bob)
    assert.equal(waiting.classification, 'unauthorized')
    const made = originate(
      waiting.state,
      { kind: 'accept-question', question: waiting.state.ledger.questions[0]?.id ?? '' },
      bob,
    )
    assert.match(textOfObject(made.state.object), /DTSTART:20260302T150000Z/)
    assert.deepEqual(made.state.ledger.questions, [])
  })
})

describe('busy time', () => {
  const ask: Change = {
    kind: 'request-busy-time',
    uid: 'busy',
    attendees: [address('bob'), address('cid')],
    startSeconds: seconds('20260302T080000Z'),
    endSeconds: seconds('20260302T180000Z'),
  }
  const time = (text: string) =>
    ({ kind: 'DATE-TIME', wallSeconds: seconds(text), tzid: 'UTC' }) as const
  const busy = (from: string, to: string, busyType: 'BUSY' | 'BUSY-TENTATIVE' | 'FREE') => ({
    busyType,
    period: {
      start: time(`20260302T${from}0000Z`),
      end: time(`20260302T${to}0000Z`),
      duration: undefined,
    },
  })

  it('is asked for, answered, and known to who asked', () => {
    const asked = properly(originate(nothingHeld('busy'), ask, ann))
    assert.deepEqual(summary(asked), ['REQUEST [] bob cid'])
    // Requirement: 5546/3.3.2/organizer-is-requester
    assert.match(sent(asked), /ORGANIZER:mailto:ann@example.com\n/)
    const bobs = delivered(asked, 'bob', nothingHeld('busy'))
    const question = bobs.state.ledger.questions[0]?.id ?? ''
    const periods = [
      busy('09', '11', 'BUSY'),
      busy('07', '09', 'BUSY'),
      busy('10', '13', 'BUSY-TENTATIVE'),
      busy('15', '16', 'FREE'),
    ]
    const answer = properly(
      originate(
        bobs.state,
        { kind: 'answer-busy-time', question, busy: periods },
        context('bob', { nowSeconds: seconds('20260201T130000Z') }),
      ),
    )
    assert.deepEqual(summary(answer), ['REPLY [] ann'])
    // Requirement: 5546/3.3.3/one-reply-per-attendee
    // Requirement: 5546/3.3.3/attendee-is-replier
    assert.deepEqual(sent(answer).match(/ATTENDEE.*/g), ['ATTENDEE:mailto:bob@example.com'])
    // Requirement: 5546/3.3.3/organizer-is-requester
    // Requirement: 5546/3.3.3/uid-of-request
    assert.match(sent(answer), /UID:busy\n[\s\S]*ORGANIZER:mailto:ann@example.com\n/)
    assert.match(sent(answer), /FREEBUSY;FBTYPE=BUSY:20260302T080000Z\/20260302T110000Z\n/)
    assert.match(
      sent(answer),
      /FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260302T110000Z\/20260302T130000Z\n/,
    )
    const anns = delivered(answer, 'ann', asked.state)
    assert.equal(anns.classification, 'busy-time-answered')
  })

  it('is published', () => {
    const { startSeconds, endSeconds } = ask
    const made = properly(
      originate(
        nothingHeld('busy'),
        {
          kind: 'publish-busy-time',
          uid: 'busy',
          recipients: [address('zoe')],
          startSeconds,
          endSeconds,
          busy: [busy('09', '11', 'BUSY')],
        },
        ann,
      ),
    )
    assert.deepEqual(summary(made), ['PUBLISH [] zoe'])
  })
})

describe('a delegation', () => {
  it('goes round: the Organizer lists the Delegate, whose answer counts', () => {
    const invitation = originate(
      nothingHeld('meeting'),
      { kind: 'save', object: calendar([makeEvent()]) },
      ann,
    )
    const bobs = delivered(invitation, 'bob', nothingHeld('meeting'))
    const bob = context('bob', { nowSeconds: seconds('20260201T130000Z') })
    const given = originate(bobs.state, { kind: 'delegate', to: address('eve') }, bob)
    const anns = delivered(given, 'ann', invitation.state)
    const eves = delivered(given, 'eve', nothingHeld('meeting'))
    assert.equal(eves.classification, 'delegated')
    const eve = context('eve', { nowSeconds: seconds('20260201T140000Z') })
    const answer = originate(eves.state, { kind: 'reply', partStat: 'ACCEPTED' }, eve)
    assert.match(sent(answer), /DELEGATED-FROM="mailto:bob@example.com":mailto:eve/)
    const known = delivered(answer, 'ann', anns.state)
    const [event] = scheduled(known.state.object)
    assert.ok(event)
    const says = (name: string): string | undefined => {
      const line = findAttendee(event, address(name))
      return line && partStatOf(line)
    }
    assert.deepEqual([says('bob'), says('eve')], ['DELEGATED', 'ACCEPTED'])
  })
})

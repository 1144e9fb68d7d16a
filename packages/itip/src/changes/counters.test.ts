import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import { nothingHeld } from '../state.ts'
import {
  calendar,
  context,
  makeEvent,
  message,
  scheduled,
  seconds,
  textOfObject,
} from '../testing.ts'
import type { Transition } from '../transition.ts'
import { delivered, held, properly, sent, summary } from './testing.ts'

function first({ explanation }: Transition): string {
  return explanation[0].requirement
}

function proposal(from: string, more: string, dtstamp: string): ReturnType<typeof receive> {
  const text = makeEvent({ dtstamp, start: '20260302T140000Z', end: '20260302T150000Z', more })
  return receive(
    held(calendar([makeEvent()])),
    message('COUNTER', [text]),
    context('ann', { from }),
  )
}

const ann = context('ann')

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

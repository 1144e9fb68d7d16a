import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { serializeText } from '@parley/icalendar'
import { calendarUser, defaultPolicy } from '@parley/itip'
import fc from 'fast-check'
import {
  alice,
  as,
  bob,
  candidate,
  carol,
  delivered,
  draft,
  mallory,
  now,
  opened,
  receivedByBob,
  requirement,
  type Sent,
  sent,
  votedBy,
} from '../testing/polls.ts'
import type { HeldPoll } from './model.ts'
import { noPollHeld } from './model.ts'
import { originatePoll } from './originate.ts'
import { readPoll } from './read.ts'
import { receivePoll } from './receive.ts'
import { pollSeenBy } from './send.ts'
import { tallyPoll } from './tally.ts'

describe('votes', () => {
  it('travel in a REPLY with the voter’s own PARTICIPANT and no candidates', () => {
    const made = opened()
    const voted = votedBy(bob, receivedByBob(made), [100, 50, 0], 5)
    const text = serializeText(sent(voted, 'REPLY').message)
    assert.equal(text.match(/BEGIN:PARTICIPANT/g)?.length, 1)
    assert.doesNotMatch(text, /BEGIN:VEVENT/)
    assert.equal(requirement(voted), 'vpoll/3/reply-carries-own-votes')
    const counted = delivered(made.state, sent(voted, 'REPLY'), alice, bob, 6)
    assert.deepEqual(
      counted.state.poll?.voters[0]?.votes.map((each) => each.response),
      [100, 50, 0],
    )
    assert.equal(requirement(counted), 'vpoll/2/votes-counted')
  })

  it('count for their sender and nobody else', () => {
    const made = opened()
    const voted = sent(votedBy(bob, receivedByBob(made), [100, 0, 0], 5), 'REPLY')
    const forged = delivered(made.state, voted, alice, carol, 6)
    assert.equal(forged.state, made.state)
    assert.equal(requirement(forged), 'vpoll/2/own-votes-only')
  })

  it('end in one state in any order of delivery: the latest of each voter', () => {
    const made = opened()
    const held = receivedByBob(made)
    const replies = [
      [0, 0, 0],
      [100, 0, 0],
      [0, 0, 90],
    ].map((responses, i) => sent(votedBy(bob, held, responses, 5 + i), 'REPLY'))
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 0, 2], { minLength: 3 }), (order) => {
        const all = [...order, 2]
        const ended = all.reduce((state, i) => {
          const reply = replies[i]
          return reply === undefined ? state : delivered(state, reply, alice, bob, 20).state
        }, made.state)
        assert.deepEqual(
          ended.poll?.voters[0]?.votes.map((each) => each.response),
          [0, 0, 90],
        )
      }),
    )
    const late = delivered(
      delivered(made.state, replies[2] as Sent, alice, bob, 20).state,
      replies[0] as Sent,
      alice,
      bob,
      21,
    )
    assert.equal(requirement(late), 'vpoll/2/latest-votes-stand')
  })

  it('are not taken outside the time of voting, or when the poll is closed', () => {
    const end = { kind: 'DATE-TIME', wallSeconds: now + 100, tzid: 'UTC' } as const
    const made = opened({ end })
    const voted = sent(votedBy(bob, receivedByBob(made), [100, 0, 0], 50), 'REPLY')
    const late = delivered(made.state, voted, alice, bob, 100)
    assert.equal(requirement(late), 'vpoll/2/closed-poll-takes-none')
    assert.notEqual(delivered(made.state, voted, alice, bob, 99).state, made.state)
    const closed = originatePoll(made.state, { kind: 'close' }, as(alice, 60))
    assert.equal(closed.state.poll?.status, 'COMPLETED')
    assert.equal(delivered(closed.state, voted, alice, bob, 61).state, closed.state)
    assert.equal(
      requirement(votedBy(bob, receivedByBob(made), [1, 1, 1], 200)),
      'vpoll/2/closed-poll-takes-none',
    )
  })

  it('of someone uninvited wait for the Organizer, are refused, or admitted', () => {
    const made = opened()
    const own = { ...receivedByBob(made), poll: made.state.poll }
    const reply = sent(
      originatePoll(own, { kind: 'vote', votes: [{ itemId: 1, response: 100 }] }, as(mallory, 5)),
      'REPLY',
    )
    const waiting = delivered(made.state, reply, alice, mallory, 6)
    assert.deepEqual(waiting.effects, [
      { kind: 'ask', question: 'admit-voter', about: mallory.address },
    ])
    assert.equal(waiting.state.poll, made.state.poll)
    const admitted = originatePoll(
      waiting.state,
      { kind: 'admit-voter', voter: mallory.address },
      as(alice, 7),
    )
    assert.equal(admitted.state.poll?.voters.at(-1)?.votes[0]?.response, 100)
    const refused = originatePoll(
      waiting.state,
      { kind: 'refuse-voter', voter: mallory.address },
      as(alice, 7),
    )
    assert.equal(refused.state.uninvited.size, 0)
    const policy = { ...defaultPolicy, uninvitedAttendees: 'refuse' } as const
    const [message] = readPoll(reply.message).messages
    if (message === undefined) throw new TypeError('no message')
    assert.equal(
      receivePoll(
        made.state,
        message,
        as(alice, 6, { policy, originator: { address: mallory.address, proven: true } }),
      ).state,
      made.state,
    )
  })

  it('fall away with a candidate that changes, and stay with one that does not', () => {
    // Requirement: vpoll/1/item-id-unique
    const made = opened()
    const held = receivedByBob(made)
    const voted = votedBy(bob, held, [100, 80, 10], 5)
    const counted = delivered(made.state, sent(voted, 'REPLY'), alice, bob, 6).state
    const changed = originatePoll(
      counted,
      { kind: 'update', draft: { candidates: [candidate('20260316'), candidate('20260320')] } },
      as(alice, 10),
    )
    assert.deepEqual(
      changed.state.poll?.candidates.map((each) => each.itemId),
      [1, 4],
    )
    const told = delivered(voted.state, sent(changed, 'REQUEST'), bob, alice, 11).state
    assert.deepEqual(
      told.poll?.voters[0]?.votes.map((each) => each.itemId),
      [1],
    )
    const late = delivered(
      changed.state,
      sent(votedBy(bob, voted.state, [100, 80, 10], 12), 'REPLY'),
      alice,
      bob,
      13,
    ).state
    assert.deepEqual(
      new Map(tallyPoll(late.poll ?? fail()).map((each) => [each.itemId, each.sum])),
      new Map([
        [1, 100],
        [4, 0],
      ]),
    )
  })

  it('of others are not told where the Organizer hides them', () => {
    // Requirement: vpoll/2/votes-hidden
    const made = opened({ votesShown: 'hide' })
    const bobs = receivedByBob(made)
    const voted = votedBy(bob, bobs, [100, 50, 0], 5)
    const counted = delivered(made.state, sent(voted, 'REPLY'), alice, bob, 6).state
    const status = originatePoll(counted, { kind: 'tell-status' }, as(alice, 10))
    assert.doesNotMatch(serializeText(sent(status, 'POLLSTATUS').message), /RESPONSE/)
    const told = delivered(voted.state, sent(status, 'POLLSTATUS'), bob, alice, 11).state
    assert.deepEqual(
      told.poll?.voters[0]?.votes.map((each) => each.response),
      [100, 50, 0],
    )
    assert.equal(requirement(status), 'vpoll/3/pollstatus-tells')
  })

  it('are seen by a voter as the Organizer shows them, and by nobody who is not asked', () => {
    // Requirement: vpoll/2/votes-hidden
    const seen = (votesShown: 'show' | 'hide', guestList: 'show' | 'hide', who = 'carol') => {
      const made = opened({ votesShown })
      const voted = votedBy(bob, receivedByBob(made), [100, 50, 0], 5)
      const counted = delivered(made.state, sent(voted, 'REPLY'), alice, bob, 6).state
      const user = calendarUser(`${who}@example.com`)
      return pollSeenBy(counted, user, { guestList })
    }
    const responses = (held: HeldPoll | undefined): readonly (readonly number[])[] | undefined =>
      held?.poll?.voters.map(({ votes }) => votes.map((each) => each.response))
    assert.deepEqual(responses(seen('show', 'show')), [[100, 50, 0], []])
    assert.deepEqual(responses(seen('hide', 'show')), [[], []])
    assert.deepEqual(responses(seen('hide', 'show', 'bob')), [[100, 50, 0], []])
    assert.deepEqual(responses(seen('show', 'hide')), [[]])
    assert.equal(seen('show', 'hide')?.votesShown, 'hide')
    assert.equal(seen('show', 'show', 'eve'), undefined)
  })

  it('leave a voter alone in the message where the list of guests is hidden', () => {
    const policy = { ...defaultPolicy, guestList: 'hide' } as const
    const made = originatePoll(
      noPollHeld('poll-1'),
      { kind: 'open', draft },
      as(alice, 0, { policy }),
    )
    assert.equal(made.effects.length, 2)
    for (const effect of made.effects) {
      if (effect.kind !== 'send') continue
      assert.equal(serializeText(effect.message).match(/CALENDAR-ADDRESS/g)?.length, 1)
    }
  })
})

function fail(): never {
  throw new TypeError('there is no poll')
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Component, parseCalendar, rawValue, serializeText } from '@parley/icalendar'
import { type CalendarUser, type Context, calendarUser, defaultPolicy } from '@parley/itip'
import fc from 'fast-check'
import { context, object, vevent } from '../testing/calendars.ts'
import { answerOf, type HeldPoll, noPollHeld, responseOf, responseOfRank } from './model.ts'
import { originatePoll, type PollDraft } from './originate.ts'
import { readPoll, readStoredPoll } from './read.ts'
import { receivePoll } from './receive.ts'
import { pollSeenBy } from './send.ts'
import { tallyPoll } from './tally.ts'
import type { PollEffect, PollTransition } from './transition.ts'
import { writePoll } from './write.ts'

const now = 1_773_000_000
const alice = calendarUser('alice@example.com', [], 'Alice')
const bob = calendarUser('bob@example.com')
const carol = calendarUser('carol@example.com')
const mallory = calendarUser('mallory@example.net')

function candidate(day: string): Component {
  const [made] = object(
    ...vevent(
      `c-${day}`,
      `DTSTART;TZID=Europe/Berlin:${day}T140000`,
      'DURATION:PT1H',
      'SUMMARY:Review',
    ),
  ).components
  if (made === undefined) throw new TypeError('no candidate')
  return made
}

const draft: PollDraft = {
  summary: 'When do we review?',
  candidates: [candidate('20260316'), candidate('20260317'), candidate('20260318')],
  voters: [bob, carol].map(({ address }) => ({ address, stayInformed: false })),
}

function as(user: CalendarUser, seconds = 0, more: Partial<Context> = {}): Context {
  return { ...context(user, now + seconds), ...more }
}

function opened(more: Partial<PollDraft> = {}): PollTransition {
  return originatePoll(
    noPollHeld('poll-1'),
    { kind: 'open', draft: { ...draft, ...more } },
    as(alice),
  )
}

type Sent = Extract<PollEffect, { kind: 'send' }>

function sent(of: PollTransition, method: string): Sent {
  const found = of.effects.find(
    (each): each is Sent => each.kind === 'send' && each.method === method,
  )
  if (found === undefined) throw new TypeError(`no ${method} was sent`)
  return found
}

/** By bytes, as a transport would; `from` is who the transport says speaks. */
function delivered(
  held: HeldPoll,
  of: Sent,
  to: CalendarUser,
  from: CalendarUser,
  seconds: number,
): PollTransition {
  const [parsed] = parseCalendar(serializeText(of.message)).objects
  const [message] = parsed === undefined ? [] : readPoll(parsed).messages
  if (message === undefined) throw new TypeError('no message was read')
  return receivePoll(
    held,
    message,
    as(to, seconds, { originator: { address: from.address, proven: true } }),
  )
}

function votedBy(
  user: CalendarUser,
  held: HeldPoll,
  responses: readonly number[],
  seconds: number,
): PollTransition {
  const votes = responses.map((response, i) => ({ itemId: i + 1, response }))
  return originatePoll(held, { kind: 'vote', votes }, as(user, seconds))
}

function receivedByBob(of: PollTransition, seconds = 1): HeldPoll {
  return delivered(noPollHeld('poll-1'), sent(of, 'REQUEST'), bob, alice, seconds).state
}

function requirement(of: PollTransition): string {
  return of.explanation[0].requirement
}

describe('a poll', () => {
  it('goes to its voters as one REQUEST with the candidates, in UTC and zones', () => {
    const made = opened()
    const request = sent(made, 'REQUEST')
    assert.deepEqual(request.recipients, ['bob@example.com', 'carol@example.com'])
    const text = serializeText(request.message)
    assert.match(text, /BEGIN:VTIMEZONE/)
    assert.match(text, /POLL-ITEM-ID:3/)
    assert.match(text, /POLL-PROPERTIES:DTSTART/)
    assert.equal(requirement(made), 'vpoll/3/request-asks-for-votes')
    assert.equal(receivedByBob(made).poll?.candidates.length, 3)
  })

  it('is written and read back as it was', () => {
    // Requirement: vpoll/1/present-form
    const vote = fc.record(
      {
        itemId: fc.integer({ min: 1, max: 3 }),
        response: fc.integer({ min: 0, max: 100 }),
        comment: fc
          .string({ minLength: 1 })
          .filter((text) => /^[ -~]+$/.test(text) && text.trim() === text),
      },
      { noNullPrototype: true },
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(vote, { selector: (each) => each.itemId }),
        fc.boolean(),
        (votes, stayInformed) => {
          const { poll } = opened().state
          if (poll === undefined) throw new TypeError('no poll')
          const voted = {
            ...poll,
            winner: 2,
            acceptResponse: 80,
            description: 'a, b; c',
            voters: [{ address: bob.address, commonName: 'Bob, of course', stayInformed, votes }],
          }
          const [parsed] = parseCalendar(serializeText(writePoll(voted, as(alice)))).objects
          const back = parsed && readStoredPoll(parsed)
          assert.deepEqual({ ...back, candidates: [] }, { ...voted, candidates: [] })
          assert.deepEqual(
            back?.candidates.map((each) => [each.itemId, rawValue(each.component, 'DTSTART')]),
            voted.candidates.map((each) => [each.itemId, rawValue(each.component, 'DTSTART')]),
          )
        },
      ),
    )
  })

  it('changes nothing when its message comes twice, and never goes back to an older one', () => {
    const first = opened()
    const held = receivedByBob(first)
    const again = delivered(held, sent(first, 'REQUEST'), bob, alice, 2)
    assert.equal(again.state, held)
    assert.equal(requirement(again), 'vpoll/3/latest-revision-stands')
    const second = originatePoll(
      first.state,
      { kind: 'update', draft: { summary: 'New' } },
      as(alice, 10),
    )
    const updated = delivered(held, sent(second, 'REQUEST'), bob, alice, 11).state
    assert.equal(updated.poll?.summary, 'New')
    assert.equal(delivered(updated, sent(first, 'REQUEST'), bob, alice, 12).state, updated)
  })

  it('is taken from its Organizer only', () => {
    const held = receivedByBob(opened())
    const update = originatePoll(
      opened().state,
      { kind: 'update', draft: { summary: 'Mine now' } },
      as(alice, 10),
    )
    const forged = delivered(held, sent(update, 'REQUEST'), bob, mallory, 11)
    assert.equal(forged.state, held)
    assert.equal(requirement(forged), 'vpoll/3/only-organizer-conducts')
    const closed = originatePoll(held, { kind: 'close' }, as(bob, 20))
    assert.equal(closed.state, held)
    assert.equal(requirement(closed), 'vpoll/3/only-organizer-conducts')
  })

  it('stays cancelled', () => {
    const made = opened()
    const cancelled = originatePoll(made.state, { kind: 'cancel', comment: 'Off' }, as(alice, 5))
    const held = delivered(receivedByBob(made), sent(cancelled, 'CANCEL'), bob, alice, 6)
    assert.equal(held.state.poll?.status, 'CANCELLED')
    assert.equal(requirement(held), 'vpoll/3/cancel-ends')
    const late = delivered(
      delivered(noPollHeld('poll-1'), sent(cancelled, 'CANCEL'), bob, alice, 6).state,
      sent(made, 'REQUEST'),
      bob,
      alice,
      7,
    )
    assert.equal(late.state.poll, undefined)
    assert.equal(requirement(late), 'vpoll/3/cancelled-stays')
  })
})

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

describe('a poll that is decided', () => {
  it('is told with POLLSTATUS, which asks nobody again', () => {
    const made = opened()
    const chosen = originatePoll(made.state, { kind: 'choose', itemId: 2 }, as(alice, 10))
    assert.equal(chosen.state.poll?.status, 'CONFIRMED')
    assert.equal(chosen.state.poll?.revision.sequence, 0)
    const told = delivered(receivedByBob(made), sent(chosen, 'POLLSTATUS'), bob, alice, 11)
    assert.equal(told.state.poll?.winner, 2)
    assert.equal(told.state.poll?.candidates.length, 3)
    assert.deepEqual(told.effects, [
      { kind: 'notify', notice: 'poll-decided', about: alice.address },
    ])
  })

  it('has a candidate for a winner', () => {
    const made = opened()
    const chosen = originatePoll(made.state, { kind: 'choose', itemId: 9 }, as(alice, 10))
    assert.equal(chosen.state, made.state)
    assert.equal(requirement(chosen), 'vpoll/4/winner-is-candidate')
  })

  it('is answered to voters who REFRESH, and to nobody else', () => {
    const made = opened()
    const asks = originatePoll(receivedByBob(made), { kind: 'refresh' }, as(bob, 5))
    const answered = delivered(made.state, sent(asks, 'REFRESH'), alice, bob, 6)
    assert.deepEqual(sent(answered, 'REQUEST').recipients, [bob.address])
    assert.equal(requirement(answered), 'vpoll/3/refresh-answered')
    const stranger = delivered(made.state, sent(asks, 'REFRESH'), alice, mallory, 6)
    assert.ok(stranger.effects.every((each) => each.kind !== 'send'))
  })
})

describe('what is not for the recipient changes nothing', () => {
  const made = opened()
  const held = receivedByBob(made)
  const reply = sent(votedBy(bob, held, [1, 1, 1], 5), 'REPLY')

  it('such as a REPLY to a voter, or a REQUEST to someone who is no voter', () => {
    const toCarol = delivered(held, reply, carol, bob, 6)
    assert.equal(toCarol.state, held)
    assert.equal(requirement(toCarol), 'vpoll/3/right-recipient')
    assert.equal(
      requirement(delivered(noPollHeld('poll-1'), sent(made, 'REQUEST'), mallory, alice, 6)),
      'vpoll/3/right-recipient',
    )
  })

  it('such as a status of a poll that is not held', () => {
    const status = originatePoll(made.state, { kind: 'tell-status' }, as(alice, 9))
    assert.equal(
      requirement(delivered(noPollHeld('poll-1'), sent(status, 'POLLSTATUS'), bob, alice, 10)),
      'vpoll/3/unknown-poll',
    )
    assert.equal(
      requirement(originatePoll(noPollHeld('poll-1'), { kind: 'close' }, as(alice))),
      'vpoll/3/unknown-poll',
    )
  })
})

describe('RESPONSE', () => {
  it('means no, maybe, yes but not the best, and yes', () => {
    // Requirement: vpoll/2/response-meaning
    assert.deepEqual([0, 39, 40, 79, 80, 89, 90, 100].map(answerOf), [
      'no',
      'no',
      'maybe',
      'maybe',
      'yes-not-best',
      'yes-not-best',
      'yes',
      'yes',
    ])
    for (const answer of ['no', 'maybe', 'yes-not-best', 'yes'] as const)
      assert.equal(answerOf(responseOf(answer)), answer)
  })

  it('spreads a ranking from 100 to 80', () => {
    assert.deepEqual(
      [1, 2, 3].map((rank) => responseOfRank(rank, 3)),
      [100, 90, 80],
    )
    assert.equal(responseOfRank(1, 1), 100)
  })
})

describe('the count', () => {
  it('puts first whom fewest cannot attend, then most can, then the larger sum, then the first offered', () => {
    const { poll } = opened().state
    if (poll === undefined) fail()
    const voter = (user: CalendarUser, ...responses: number[]) => ({
      address: user.address,
      stayInformed: false,
      votes: responses.map((response, i) => ({ itemId: i + 1, response })),
    })
    const rows = tallyPoll({
      ...poll,
      voters: [voter(bob, 100, 50, 80), voter(carol, 0, 100, 80), voter(mallory)],
    })
    assert.deepEqual(
      rows.map((each) => [each.itemId, each.yes, each.best, each.maybe, each.no, each.sum]),
      [
        [3, 2, 0, 0, 0, 160],
        [2, 1, 1, 1, 0, 150],
        [1, 1, 1, 0, 1, 100],
      ],
    )
    assert.deepEqual(rows[0]?.unanswered, [mallory.address])
    assert.deepEqual(
      tallyPoll(poll).map((each) => each.itemId),
      [1, 2, 3],
    )
  })
})

describe('older forms', () => {
  const head = [
    'METHOD:REPLY',
    'BEGIN:VPOLL',
    'UID:poll-1',
    'DTSTAMP:20260309T000000Z',
    'ORGANIZER:mailto:alice@example.com',
    'SUMMARY:x',
  ]

  it('are read: VVOTER with VOTE', () => {
    // Requirement: vpoll/1/older-forms-read
    const [message] = readPoll(
      object(
        ...head,
        'BEGIN:VVOTER',
        'VOTER;CN=Bob;STAY-INFORMED=TRUE:mailto:bob@example.com',
        'BEGIN:VOTE',
        'POLL-ITEM-ID:2',
        'RESPONSE:75',
        'COMMENT:if I must',
        'END:VOTE',
        'END:VVOTER',
        'END:VPOLL',
      ),
    ).messages
    assert.deepEqual(message?.poll.voters, [
      {
        address: bob.address,
        commonName: 'Bob',
        stayInformed: true,
        votes: [{ itemId: 2, response: 75, comment: 'if I must' }],
      },
    ])
  })

  it('are read: VOTER in candidates, and POLL-ITEM-ID with RESPONSE beside an only VOTER', () => {
    const [inside] = readPoll(
      object(
        ...head,
        ...vevent(
          'c',
          'POLL-ITEM-ID:3',
          'VOTER;RESPONSE=90;PUBLIC-COMMENT="good":mailto:bob@example.com',
        ),
        'END:VPOLL',
      ),
    ).messages
    assert.deepEqual(inside?.poll.voters[0]?.votes, [{ itemId: 3, response: 90, comment: 'good' }])
    assert.equal(rawValue(inside?.poll.candidates[0]?.component ?? fail(), 'VOTER'), undefined)
    const [beside] = readPoll(
      object(
        ...head,
        'VOTER:mailto:bob@example.com',
        'POLL-ITEM-ID;RESPONSE=50:1',
        'POLL-ITEM-ID;RESPONSE=100:3',
        'END:VPOLL',
      ),
    ).messages
    assert.deepEqual(beside?.poll.voters[0]?.votes, [
      { itemId: 1, response: 50 },
      { itemId: 3, response: 100 },
    ])
  })

  it('leave out a RESPONSE that is none', () => {
    const [message] = readPoll(
      object(
        ...head,
        'VOTER:mailto:bob@example.com',
        'POLL-ITEM-ID;RESPONSE=101:1',
        'POLL-ITEM-ID;RESPONSE=maybe:2',
        'END:VPOLL',
      ),
    ).messages
    assert.deepEqual(message?.poll.voters[0]?.votes, [])
  })
})

describe('a poll that breaks the rules', () => {
  it('is reported: no METHOD of polls, no ORGANIZER, an id twice, too many voters', () => {
    const said = (...lines: readonly string[]) =>
      readPoll(object(...lines)).violations.map((each) => each.requirement)
    assert.deepEqual(said('METHOD:ADD', 'BEGIN:VPOLL', 'UID:1', 'END:VPOLL'), ['vpoll/3/methods'])
    assert.deepEqual(said('METHOD:REPLY', 'BEGIN:VPOLL', 'UID:1', 'END:VPOLL'), [
      'vpoll/1/required-properties',
    ])
    const organizer = ['METHOD:REPLY', 'BEGIN:VPOLL', 'UID:1', 'ORGANIZER:mailto:alice@example.com']
    assert.deepEqual(
      said(
        ...organizer,
        ...vevent('a', 'POLL-ITEM-ID:1'),
        ...vevent('b', 'POLL-ITEM-ID:1'),
        'END:VPOLL',
      ),
      ['vpoll/1/item-id-unique'],
    )
    const many = Array.from({ length: 5_001 }, (_, i) => `VOTER:mailto:v${i}@example.com`)
    assert.deepEqual(said(...organizer, ...many, 'END:VPOLL'), ['vpoll/1/limits'])
  })
})

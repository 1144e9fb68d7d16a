import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCalendar, rawValue, serializeText } from '@parley/icalendar'
import fc from 'fast-check'
import {
  alice,
  as,
  bob,
  carol,
  delivered,
  mallory,
  opened,
  receivedByBob,
  requirement,
  sent,
  votedBy,
} from '../testing/polls.ts'
import { noPollHeld } from './model.ts'
import { originatePoll } from './originate.ts'
import { readStoredPoll } from './read.ts'
import { writePoll } from './write.ts'

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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarUser } from '@parley/itip'
import { bob, carol, mallory, opened } from '../testing/polls.ts'
import { answerOf, responseOf, responseOfRank } from './model.ts'
import { tallyPoll } from './tally.ts'

function fail(): never {
  throw new TypeError('there is no poll')
}

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

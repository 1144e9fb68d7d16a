import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarAddress, type JsonValue } from '@parley/itip'
import fc from 'fast-check'
import { pollLedgerFromJson, pollLedgerToJson } from './ledger.ts'
import { type HeldPoll, noPollHeld } from './model.ts'

const count = fc.nat(1e6)
const revision = fc.record({ sequence: count, dtstampSeconds: count }, { noNullPrototype: true })
const address = fc.emailAddress().map(calendarAddress)
const vote = fc.record({ itemId: count, response: fc.nat(100) }, { noNullPrototype: true })
const voter = fc.record(
  { address, stayInformed: fc.boolean(), votes: fc.array(vote) },
  { noNullPrototype: true },
)
const held: fc.Arbitrary<HeldPoll> = fc
  .record({
    replies: fc.array(fc.tuple(address, revision)),
    uninvited: fc.array(voter),
    cancelled: fc.option(revision, { nil: undefined }),
    votesShown: fc.constantFrom('show' as const, 'hide' as const),
  })
  .map(({ replies, uninvited, ...rest }) => ({
    ...noPollHeld('poll-1'),
    ...rest,
    replies: new Map(replies),
    uninvited: new Map(uninvited.map((each) => [each.address, each])),
  }))

describe('the ledger of a poll', () => {
  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(held, (of) => {
        const json: JsonValue = JSON.parse(JSON.stringify(pollLedgerToJson(of)))
        assert.deepEqual(pollLedgerFromJson('poll-1', json), of)
      }),
    )
  })

  it('is nothing where the JSON is no ledger, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        assert.equal(pollLedgerFromJson('poll-1', json as JsonValue), undefined)
      }),
    )
    const good = { version: 1, votesShown: 'show', cancelled: false, replies: [], uninvited: [] }
    assert.ok(pollLedgerFromJson('poll-1', good) !== undefined)
    const bad: readonly JsonValue[] = [
      { ...good, replies: [{ address: 'a@b.example' }] },
      { ...good, uninvited: [{ address: 'a@b.example', votes: [{ itemId: 1, response: 101 }] }] },
      { ...good, votesShown: 'some' },
    ]
    for (const each of bad) assert.equal(pollLedgerFromJson('poll-1', each), undefined)
  })
})

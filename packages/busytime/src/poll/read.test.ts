import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import { object, vevent } from '../testing/calendars.ts'
import { bob } from '../testing/polls.ts'
import { readPoll } from './read.ts'

function fail(): never {
  throw new TypeError('there is no poll')
}

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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { property } from '@parley/icalendar'
import type { InstanceChange } from '@parley/itip'
import { type Letter, mergeLetters } from './merge.ts'

function letter(id: string, method: string, more: Partial<Letter> = {}): Letter {
  return { id, method, keys: [''], changes: [], text: id, ...more }
}

function changed(name: string, before: string, after: string): InstanceChange {
  return {
    key: '',
    kind: 'changed',
    properties: [{ name, before: [property(name, before)], after: [property(name, after)] }],
    raisesSequence: false,
    resetsParticipation: false,
    attendeesAdded: [],
    attendeesRemoved: [],
  }
}

describe('letters to one recipient about one event', () => {
  const rows = [
    {
      it: 'go out as the last REQUEST',
      letters: [letter('1', 'REQUEST'), letter('2', 'REQUEST'), letter('3', 'REQUEST')],
      sent: ['3'],
    },
    {
      it: 'are both told where the second is about one instance only',
      letters: [letter('1', 'REQUEST'), letter('2', 'REQUEST', { keys: ['20270308T100000Z'] })],
      sent: ['1', '2'],
    },
    {
      it: 'are the last answer',
      letters: [letter('1', 'REPLY'), letter('2', 'REPLY')],
      sent: ['2'],
    },
    {
      it: 'keep their order where they say different things',
      letters: [letter('1', 'REPLY'), letter('2', 'COUNTER'), letter('3', 'REPLY')],
      sent: ['1', '2', '3'],
    },
    {
      it: 'are the CANCEL where the event is off',
      letters: [letter('1', 'REQUEST'), letter('2', 'CANCEL')],
      sent: ['2'],
    },
    {
      it: 'are both told where a CANCEL takes out one instance',
      letters: [letter('1', 'REQUEST'), letter('2', 'CANCEL', { keys: ['20270308T100000Z'] })],
      sent: ['1', '2'],
    },
  ]
  for (const row of rows) {
    it(row.it, () => {
      const { letters, absorbed } = mergeLetters(row.letters, false)
      assert.deepEqual(
        letters.map(({ id }) => id),
        row.sent,
      )
      assert.equal(letters.length + absorbed.size, row.letters.length)
    })
  }

  it('X5: are none where someone never told is invited and uninvited at once', () => {
    const both = [letter('1', 'REQUEST'), letter('2', 'CANCEL')]
    assert.deepEqual(mergeLetters(both, true).letters, [])
    assert.deepEqual([...mergeLetters(both, true).absorbed.values()], ['2', ''])
  })

  it('send a CANCEL alone, which tells of something else', () => {
    assert.equal(mergeLetters([letter('1', 'CANCEL')], true).letters.length, 1)
  })

  it('tell what changed from what the recipient knew to what holds', () => {
    const { letters } = mergeLetters(
      [
        letter('1', 'REQUEST', { changes: [changed('SUMMARY', 'A', 'B')] }),
        letter('2', 'REQUEST', { changes: [changed('SUMMARY', 'B', 'C')] }),
      ],
      false,
    )
    const [summary] = letters[0]?.changes[0]?.properties ?? []
    assert.deepEqual([summary?.before[0]?.value, summary?.after[0]?.value], ['A', 'C'])
    const back = mergeLetters(
      [
        letter('1', 'REQUEST', { changes: [changed('SUMMARY', 'A', 'B')] }),
        letter('2', 'REQUEST', { changes: [changed('SUMMARY', 'B', 'A')] }),
      ],
      false,
    )
    assert.deepEqual(back.letters[0]?.changes[0]?.properties, [])
  })

  it('stay an invitation where they began with one', () => {
    const { letters } = mergeLetters(
      [letter('1', 'REQUEST'), letter('2', 'REQUEST', { changes: [changed('SUMMARY', 'A', 'B')] })],
      true,
    )
    assert.deepEqual(letters[0]?.changes, [])
  })
})

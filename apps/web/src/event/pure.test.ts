import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { leadWords, triggerOf } from './alarm.ts'
import { type GuestDelivery, outcomeOf } from './delivered.ts'
import { piecesOf } from './text-links.ts'

describe('text from outside', () => {
  it('shows its links whole, without what ends the sentence', () => {
    assert.deepEqual(piecesOf('See https://a.example/x?y=1#z, and (http://b.example/q).'), [
      { text: 'See ' },
      { text: 'https://a.example/x?y=1#z', href: 'https://a.example/x?y=1#z' },
      { text: ', and (' },
      { text: 'http://b.example/q', href: 'http://b.example/q' },
      { text: ').' },
    ])
    assert.equal(piecesOf('https://a.example/w_(x)')[0]?.href, 'https://a.example/w_(x)')
  })

  it('makes no link of anything but http and https, and loses nothing', () => {
    const text = '<a href="javascript:alert(1)">x</a> data:text/html,1 https://'
    assert.deepEqual(piecesOf(text), [{ text }])
  })
})

describe('an alarm', () => {
  for (const [text, words] of [
    ['-PT15M', 'before 15 minutes'],
    ['-PT90M', 'before 90 minutes'],
    ['-P1D', 'before 1 day'],
    ['-P1W', 'before 1 week'],
    ['PT1H', 'after 1 hour'],
  ] as const) {
    it(`of ${text} goes off ${words}`, () => {
      const found = triggerOf(text)
      assert.ok(found.kind === 'before' || found.kind === 'after')
      assert.equal(`${found.kind} ${leadWords(found.lead, 'en')}`, words)
    })
  }

  it('at the start, at a moment, or as nobody knows', () => {
    assert.deepEqual(triggerOf('PT0S'), { kind: 'start' })
    assert.deepEqual(triggerOf('20270301T090000Z'), {
      kind: 'at',
      instant: '2027-03-01T09:00:00Z',
    })
    assert.deepEqual(triggerOf('soon'), { kind: 'other' })
  })
})

describe('what became of a message', () => {
  const guest: GuestDelivery = {
    address: 'a',
    status: 'accepted',
    scheduleStatus: [],
    messages: [],
  }
  const sent = { address: 'a', method: 'REQUEST', attempts: 1 }

  it('is what the newest one says', () => {
    const messages = [
      { ...sent, state: 'failed' as const, at: '2027-03-02T10:00:00Z' },
      { ...sent, state: 'sent' as const, at: '2027-03-01T10:00:00Z' },
    ]
    assert.equal(outcomeOf({ ...guest, messages, scheduleStatus: ['1.2'] }), 'failed')
  })

  it('is what stands with the guest where nothing was queued', () => {
    for (const [code, outcome] of [
      ['1.1', 'waiting'],
      ['1.2', 'here'],
      ['2.0;Success', 'here'],
      ['3.7', 'failed'],
      ['5.1', 'failed'],
    ] as const) {
      assert.equal(outcomeOf({ ...guest, scheduleStatus: [code] }), outcome)
    }
    assert.equal(outcomeOf(guest), 'none')
  })
})

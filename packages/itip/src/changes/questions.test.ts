import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import {
  attendee,
  calendar,
  context,
  holding,
  makeEvent,
  message,
  replyOf,
  sends,
  textOfObject,
} from '../testing.ts'
import { held, summary } from './testing.ts'

const ann = context('ann')

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

it('turns away a Delegate of whom nobody spoke, once a person says so', () => {
  const held = holding([makeEvent({ attendees: [attendee('bob')] })])
  const parameters = ['DELEGATED-FROM="mailto:bob@example.com"']
  const reply = replyOf('eve', 'ACCEPTED', { parameters })
  const asked = receive(held, reply, context('ann', { from: 'eve' })).state
  const [question] = asked.ledger.questions
  assert.ok(question)
  const change = { kind: 'refuse-uninvited', question: question.id } as const
  const { state, effects } = originate(asked, change, context('ann'))
  assert.deepEqual(state.ledger.questions, [])
  assert.deepEqual(
    sends(effects).map((each) => [each.method, each.recipients]),
    [['CANCEL', ['eve@example.com']]],
  )
})

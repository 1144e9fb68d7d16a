import assert from 'node:assert/strict'
import { it } from 'node:test'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import { attendee, context, holding, makeEvent, replyOf, sends } from '../testing.ts'

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

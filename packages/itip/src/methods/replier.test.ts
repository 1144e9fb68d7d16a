/** Whose answer a REPLY is, and what becomes of one whom nobody invited. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parameterValue, rawValue } from '@parley/icalendar'
import { calendarAddress } from '../address.ts'
import { originate } from '../originate.ts'
import { receive } from '../receive.ts'
import {
  attendee,
  calendar,
  context,
  holding,
  lineOf,
  makeEvent,
  message,
  replyOf,
  requirementsOf,
  scheduled,
  sends,
  statusIn,
} from '../testing.ts'

describe('who answers', () => {
  const two = message('REPLY', [
    `DTSTAMP:20260110T000000Z\n${attendee('bob', 'PARTSTAT=ACCEPTED')}\n${attendee('cid', 'PARTSTAT=DECLINED')}`,
  ])

  it('moves the line of the one who sent it, whatever other lines say', () => {
    const { state } = receive(holding([makeEvent()]), two, context('ann', { from: 'bob' }))
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    assert.equal(statusIn(state.object, 'cid'), 'NEEDS-ACTION')
  })

  it('is nobody where two are named and the transport tells nothing', () => {
    const held = holding([makeEvent()])
    const result = receive(held, two, context('ann'))
    assert.equal(result.state, held)
    assert.equal(result.classification, 'invalid')
  })

  it('waits for a person where someone else sent it', () => {
    const held = holding([makeEvent()])
    const result = receive(
      held,
      replyOf('bob', 'DECLINED'),
      context('ann', { from: 'eve@evil.example' }),
    )
    assert.equal(result.classification, 'unauthorized')
    // Requirement: 6047/2.2.1/verify-before-acting
    // Requirement: 6047/3/unauthorized-ignored
    assert.equal(result.state.object, held.object)
    assert.equal(result.state.ledger.questions.length, 1)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/6.1.2/only-attendee-updates-self'])
  })

  it('is the Attendee for whom an assistant of the same domain answers by SENT-BY', () => {
    const reply = replyOf('bob', 'ACCEPTED', { parameters: ['SENT-BY="mailto:eva@example.com"'] })
    const { state } = receive(holding([makeEvent()]), reply, context('ann', { from: 'eva' }))
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
    const line = lineOf(state.object, 'bob') ?? assert.fail()
    assert.equal(parameterValue(line, 'SENT-BY'), 'mailto:eva@example.com')
  })

  it('is not the one whom a stranger claims to act for', () => {
    const reply = replyOf('bob', 'DECLINED', { parameters: ['SENT-BY="mailto:eve@evil.example"'] })
    const held = holding([makeEvent()])
    const result = receive(held, reply, context('ann', { from: 'eve@evil.example' }))
    assert.equal(result.state.object, held.object)
    // Requirement: 6047/3/sent-by-decided-by-user
    const [question] = result.state.ledger.questions
    const change = { kind: 'accept-question', question: question?.id ?? '' } as const
    const decided = originate(result.state, change, context('ann'))
    assert.equal(statusIn(decided.state.object, 'bob'), 'DECLINED')
  })

  it('is found by another address that a directory knows as his', () => {
    const originator = {
      address: calendarAddress('robert@home.example'),
      aliases: [calendarAddress('bob@example.com')],
      proven: true,
    }
    const { state } = receive(holding([makeEvent()]), replyOf('robert@home.example', 'ACCEPTED'), {
      ...context('ann'),
      originator,
    })
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
  })

  it('is found by EMAIL where the line is a path, and whatever its letters’ case', () => {
    const path = makeEvent({
      attendees: [attendee('ann'), 'ATTENDEE;EMAIL=Bob@Example.com:/123/principal/'],
    })
    const { state } = receive(
      holding([path]),
      replyOf('BOB@example.COM', 'ACCEPTED'),
      context('ann'),
    )
    assert.equal(statusIn(state.object, 'bob'), 'ACCEPTED')
  })
})

describe('an uninvited Attendee', () => {
  const reply = replyOf('eva', 'ACCEPTED', { parameters: ['CN=Eva'] })
  const held = holding([makeEvent()])

  it('is put before the Organizer, once', () => {
    const of = context('ann', { from: 'eva' })
    const result = receive(held, reply, of)
    assert.equal(result.classification, 'uninvited-reply')
    assert.equal(result.state.object, held.object)
    assert.deepEqual(
      result.effects.map((each) => each.kind === 'ask' && [each.question, each.about]),
      [['admit-uninvited', 'eva@example.com']],
    )
    assert.equal(receive(result.state, reply, of).state, result.state)
    const moved = calendar([makeEvent({ start: '20260302T080000Z' })])
    const update = originate(result.state, { kind: 'save', object: moved }, context('ann'))
    // Requirement: 5546/4.2.8/uninvited-has-no-claim
    assert.deepEqual(
      sends(update.effects).flatMap(({ recipients }) => recipients),
      ['bob@example.com', 'cid@example.com', 'dan@example.com'],
    )
  })

  it('is added and gets a REQUEST where the policy accepts', () => {
    const of = context('ann', { from: 'eva', policy: { uninvitedAttendees: 'accept' } })
    const { state, effects } = receive(held, reply, of)
    // Requirement: 5546/4.2.8/organizer-may-add-forwarded
    assert.equal(statusIn(state.object, 'eva'), 'ACCEPTED')
    const [request] = sends(effects)
    assert.equal(request?.method, 'REQUEST')
    assert.deepEqual(request?.recipients, ['eva@example.com'])
  })

  it('is turned away with a CANCEL without STATUS where the policy refuses, once', () => {
    const of = context('ann', { from: 'eva', policy: { uninvitedAttendees: 'refuse' } })
    const { state, effects } = receive(held, reply, of)
    assert.equal(statusIn(state.object, 'eva'), undefined)
    const [cancel] = sends(effects)
    assert.equal(cancel?.method, 'CANCEL')
    assert.equal(rawValue(scheduled(cancel?.message)[0] ?? assert.fail(), 'STATUS'), undefined)
    const again = receive(state, reply, of)
    assert.equal(again.state, state)
    assert.deepEqual(again.effects, [])
  })
})

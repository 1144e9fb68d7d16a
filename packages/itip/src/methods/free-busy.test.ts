import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import { nothingHeld } from '../state.ts'
import { attendee, context, lines, message, requirementsOf, scheduled } from '../testing.ts'
import { validate } from '../validate.ts'

const range = 'DTSTART:20260302T000000Z\nDTEND:20260303T000000Z'

function busy(method: string, text: string): Message {
  return message(method, [`${range}\n${text}`], { name: 'VFREEBUSY' })
}

describe('busy time', () => {
  it('that is published is kept, the latest in the place of the earlier', () => {
    const bob = context('bob', { from: 'ann' })
    const one = busy('PUBLISH', 'DTSTAMP:20260101T000000Z\nFREEBUSY:20260302T090000Z/PT1H')
    const two = busy('PUBLISH', 'DTSTAMP:20260102T000000Z\nFREEBUSY:20260302T110000Z/PT1H')
    const first = receive(nothingHeld('meeting'), one, bob)
    assert.equal(first.classification, 'busy-time-published')
    const second = receive(first.state, two, bob)
    assert.equal(scheduled(second.state.object).length, 1)
    assert.equal(receive(second.state, two, bob).state, second.state)
    const late = receive(second.state, one, bob)
    assert.equal(late.state, second.state)
    assert.equal(late.classification, 'obsolete')
  })

  it('that is published may come in several parts, each of its own source and range', () => {
    const part = (hour: string, more = 'ORGANIZER:mailto:ann@example.com'): string =>
      `${range}\nDTSTAMP:20260101T000000Z\n${more}\nFREEBUSY:20260302T${hour}0000Z/PT1H`
    const parts = message('PUBLISH', [part('09'), part('11')], { name: 'VFREEBUSY' })
    const bob = context('bob', { from: 'ann' })
    // Requirement: 5546/3.3.1/several-components-allowed
    assert.equal(scheduled(receive(nothingHeld('meeting'), parts, bob).state.object).length, 2)
    const bare = lines(part('11'), 'VFREEBUSY').replace(/(DTSTART|DTEND|ORGANIZER).*\r\n/g, '')
    const faulty = message('PUBLISH', [part('09'), bare], { name: 'VFREEBUSY' })
    // Requirement: 5546/3.3.1/each-names-source-and-range
    assert.deepEqual(
      validate(faulty).map((each) => each.path),
      ['DTSTART', 'DTEND', 'ORGANIZER'].map((name) => ['VFREEBUSY', 1, name]),
    )
  })

  it('that is asked for is put before the one who is asked, once', () => {
    const bob = context('bob', { from: 'ann' })
    const request = busy('REQUEST', `${attendee('bob')}\n${attendee('cid')}`)
    const { state, effects, classification } = receive(nothingHeld('meeting'), request, bob)
    assert.equal(classification, 'busy-time-requested')
    assert.equal(state.object, undefined)
    assert.deepEqual(
      effects.map((each) => each.kind === 'ask' && [each.question, each.about]),
      [['busy-time', 'ann@example.com']],
    )
    const again = receive(state, request, bob)
    assert.equal(again.state, state)
    assert.deepEqual(again.effects, [])
  })

  it('that is asked of others is not told', () => {
    const held = nothingHeld('meeting')
    const result = receive(held, busy('REQUEST', attendee('cid')), context('bob', { from: 'ann' }))
    assert.equal(result.state, held)
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.3.2/recipient-not-listed'])
  })

  it('that was answered is kept beside the question, each Attendee’s latest', () => {
    const asked = busy('REQUEST', `${attendee('bob')}\n${attendee('cid')}`)
    const held = { ...nothingHeld('meeting'), object: asked.object }
    const answerOf = (name: string, dtstamp: string): Message =>
      busy('REPLY', `${attendee(name)}\nDTSTAMP:${dtstamp}\nFREEBUSY:20260302T090000Z/PT1H`)
    const answers = [
      ['bob', '20260102T000000Z'],
      ['cid', '20260102T000000Z'],
      ['bob', '20260103T000000Z'],
      ['bob', '20260102T000000Z'],
    ] as const
    const state = answers.reduce(
      (each, [name, dtstamp]) =>
        receive(each, answerOf(name, dtstamp), context('ann', { from: name })).state,
      held as typeof held | ReturnType<typeof nothingHeld>,
    )
    assert.equal(scheduled(state.object).length, 3)
  })
})

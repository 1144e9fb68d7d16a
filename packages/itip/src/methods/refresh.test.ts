import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import {
  attendee,
  context,
  holding,
  makeEvent,
  message,
  requirementsOf,
  scheduled,
  sends,
} from '../testing.ts'

const ann = context('ann', { from: 'bob' })
const series = makeEvent({ sequence: 2, more: 'RRULE:FREQ=DAILY;COUNT=5' })
const moved = makeEvent({
  sequence: 3,
  start: '20260303T150000Z',
  end: '20260303T160000Z',
  more: 'RECURRENCE-ID:20260303T090000Z',
})

function refreshOf(name: string, more = ''): Message {
  return message('REFRESH', [`${attendee(name)}\n${more}`])
}

describe('a REFRESH', () => {
  it('is answered with the latest of all, at its SEQUENCE, and changes nothing', () => {
    const held = holding([series, moved])
    const result = receive(held, refreshOf('bob'), ann)
    const [request] = sends(result.effects)
    assert.equal(result.state, held)
    assert.equal(request?.method, 'REQUEST')
    assert.deepEqual(request?.recipients, ['bob@example.com'])
    assert.deepEqual(
      scheduled(request?.message).map((each) => rawValue(each, 'SEQUENCE')),
      ['2', '3'],
    )
  })

  it('for one instance is answered with that instance', () => {
    const asked = refreshOf('bob', 'RECURRENCE-ID:20260304T090000Z')
    const [request] = sends(receive(holding([series, moved]), asked, ann).effects)
    const [instance, ...rest] = scheduled(request?.message)
    // Requirement: 5546/3.2.6/instance-may-be-asked
    assert.equal(rawValue(instance ?? assert.fail(), 'DTSTART'), '20260304T090000Z')
    assert.deepEqual(rest, [])
  })

  it('for what is cancelled is answered with a CANCEL', () => {
    const held = holding([makeEvent({ sequence: 1, more: 'STATUS:CANCELLED' })])
    const [cancel] = sends(receive(held, refreshOf('bob'), ann).effects)
    assert.equal(cancel?.method, 'CANCEL')
    const component = scheduled(cancel?.message)[0] ?? assert.fail()
    assert.deepEqual(
      ['STATUS', 'SEQUENCE'].map((name) => rawValue(component, name)),
      ['CANCELLED', '1'],
    )
  })

  it('from someone who is not invited is not answered', () => {
    const result = receive(holding([series]), refreshOf('eva'), context('ann', { from: 'eva' }))
    assert.deepEqual(result.effects, [])
    assert.equal(result.classification, 'unauthorized')
    assert.deepEqual(requirementsOf(result.explanation), ['5546/6.1.6/refresh-only-for-attendees'])
  })

  it('that names an invited Attendee whom the originator is not is not answered', () => {
    const result = receive(
      holding([series]),
      refreshOf('bob'),
      context('ann', { from: 'eve@evil.example' }),
    )
    assert.deepEqual(sends(result.effects), [])
  })

  it('for a UID that is not held is not answered', () => {
    const held = { ...holding([series]), object: undefined }
    const result = receive(held, refreshOf('bob'), ann)
    assert.deepEqual(result.effects, [])
    assert.deepEqual(requirementsOf(result.explanation), ['5546/3.2.6/unknown-uid'])
  })
})

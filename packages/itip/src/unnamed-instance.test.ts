import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { originate } from './originate.ts'
import { attendee, calendar, context, holding, makeEvent, sends, statusIn } from './testing.ts'

const id = 'RECURRENCE-ID:20260304T090000Z'
const held = holding([
  makeEvent({
    start: '20260304T110000Z',
    end: '20260304T120000Z',
    attendees: [attendee('bob', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE')],
    more: id,
  }),
])

describe('an answer without RECURRENCE-ID to the one instance held', () => {
  for (const [where, start, end] of [
    ['where the instance stands', '20260304T110000Z', '20260304T120000Z'],
    ['where the series has it', '20260304T090000Z', '20260304T100000Z'],
  ] as const) {
    it(`is an answer to that instance, ${where}`, () => {
      const attendees = [attendee('bob', 'PARTSTAT=ACCEPTED')]
      const object = calendar([makeEvent({ start, end, attendees })])
      const { state, effects } = originate(held, { kind: 'save', object }, context('bob'))
      assert.equal(statusIn(state.object, 'bob', '20260304T090000Z'), 'ACCEPTED')
      assert.deepEqual(
        sends(effects).map((each) => [each.method, each.keys]),
        [['REPLY', ['20260304T090000Z']]],
      )
    })
  }

  it('is nothing where it stands at another time', () => {
    const attendees = [attendee('bob', 'PARTSTAT=ACCEPTED')]
    const object = calendar([makeEvent({ start: '20260310T090000Z', attendees })])
    const { state, effects } = originate(held, { kind: 'save', object }, context('bob'))
    assert.equal(statusIn(state.object, 'bob', '20260304T090000Z'), 'NEEDS-ACTION')
    assert.deepEqual(sends(effects), [])
  })
})

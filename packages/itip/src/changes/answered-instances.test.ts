import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { originate } from '../originate.ts'
import type { HeldState } from '../state.ts'
import { attendee, calendar, context, holding, makeEvent, sends, statusIn } from '../testing.ts'

const rule = 'RRULE:FREQ=DAILY;COUNT=5'
const guests = (bob: string): readonly string[] => [
  attendee('bob', `PARTSTAT=${bob}`),
  attendee('cid', 'PARTSTAT=ACCEPTED'),
]
const declined = '20260304T090000Z'

/** A series that bob accepted but for one instance, which he declined. */
function held(more = ''): HeldState {
  const instance = {
    start: '20260304T090000Z',
    end: '20260304T100000Z',
    attendees: guests('DECLINED'),
    more: `RECURRENCE-ID:${declined}\n${more}`,
  }
  return holding([makeEvent({ more: rule, attendees: guests('ACCEPTED') }), makeEvent(instance)])
}

describe("an Organizer's version from before an instance was answered", () => {
  it('leaves the answer, and tells nobody', () => {
    const object = calendar([makeEvent({ more: rule, attendees: guests('ACCEPTED') })])
    const { state, effects } = originate(held(), { kind: 'save', object }, context('ann'))
    assert.equal(statusIn(state.object, 'bob', declined), 'DECLINED')
    assert.equal(statusIn(state.object, 'cid', declined), 'ACCEPTED')
    assert.deepEqual(sends(effects), [])
  })

  it('brings its news to the instance as well', () => {
    const more = `${rule}\nLOCATION:Hall`
    const object = calendar([makeEvent({ more, attendees: guests('ACCEPTED') })])
    const { state, effects } = originate(held(), { kind: 'save', object }, context('ann'))
    assert.equal(statusIn(state.object, 'bob', declined), 'DECLINED')
    assert.deepEqual(
      sends(effects).map((each) => each.keys),
      [['']],
    )
  })

  it('takes the instance away where it excludes it', () => {
    const more = `${rule}\nEXDATE:${declined}`
    const object = calendar([makeEvent({ more, attendees: guests('ACCEPTED') })])
    const { state, effects } = originate(held(), { kind: 'save', object }, context('ann'))
    assert.equal(statusIn(state.object, 'bob', declined), undefined)
    assert.deepEqual(
      sends(effects).map((each) => each.method),
      ['CANCEL'],
    )
  })

  it('takes away what the Organizer once changed in the instance', () => {
    const object = calendar([makeEvent({ more: rule, attendees: guests('ACCEPTED') })])
    const before = held('LOCATION:Elsewhere')
    const { state } = originate(before, { kind: 'save', object }, context('ann'))
    assert.equal(statusIn(state.object, 'bob', declined), undefined)
  })
})

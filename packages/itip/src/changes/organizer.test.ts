import assert from 'node:assert/strict'
import { it } from 'node:test'
import { originate } from '../originate.ts'
import { read } from '../read.ts'
import { receive } from '../receive.ts'
import { attendee, calendar, context, holding, makeEvent, scheduled, sends } from '../testing.ts'

it('keeps in an instance who is taken off the series, whatever comes first', () => {
  const bob = attendee('bob', 'PARTSTAT=ACCEPTED')
  const cid = attendee('cid', 'PARTSTAT=ACCEPTED')
  const rule = 'RRULE:FREQ=DAILY;COUNT=5'
  const instance = makeEvent({
    start: '20260304T150000Z',
    end: '20260304T160000Z',
    sequence: 1,
    attendees: [bob, cid],
    more: 'RECURRENCE-ID:20260304T090000Z',
  })
  const held = holding([makeEvent({ attendees: [bob, cid], more: rule }), instance])
  const object = calendar([makeEvent({ attendees: [bob], more: rule }), instance])
  const { effects } = originate(held, { kind: 'save', object }, context('ann'))
  const letters = sends(effects).filter((each) =>
    each.recipients.some((to) => to.startsWith('cid')),
  )
  assert.deepEqual(
    letters.map((each) => each.method),
    ['CANCEL', 'REQUEST'],
  )
  for (const order of [letters, letters.toReversed()]) {
    const state = order.reduce(
      (copy, { message }) =>
        read(message).messages.reduce(
          (made, each) => receive(made, each, context('cid', { from: 'ann' })).state,
          copy,
        ),
      held,
    )
    const statuses = scheduled(state.object).map(
      (each) => each.properties.find(({ name }) => name === 'STATUS')?.value,
    )
    assert.deepEqual(statuses, ['CANCELLED', undefined])
  }
})

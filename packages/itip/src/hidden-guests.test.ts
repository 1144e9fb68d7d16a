import assert from 'node:assert/strict'
import { it } from 'node:test'
import { attendeeAddresses } from './attendee.ts'
import { originate } from './originate.ts'
import { attendee, calendar, context, holding, makeEvent, scheduled, sends } from './testing.ts'
import { view } from './view.ts'

it('shows a Delegator and a Delegate to each other, and to nobody else', () => {
  const guests = [
    attendee('bob', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:eve@example.com"', 'RSVP=TRUE'),
    attendee('cid'),
    attendee('eve', 'DELEGATED-FROM="mailto:bob@example.com"'),
  ]
  const ann = context('ann', { policy: { guestList: 'hide' } })
  const held = holding([makeEvent({ attendees: guests })])
  const object = calendar([makeEvent({ attendees: guests, more: 'LOCATION:Hall' })])
  const seen = {
    'bob@example.com': ['bob@example.com', 'eve@example.com'],
    'cid@example.com': ['cid@example.com'],
    'eve@example.com': ['bob@example.com', 'eve@example.com'],
  }
  for (const effect of sends(originate(held, { kind: 'save', object }, ann).effects)) {
    const [to = ''] = effect.recipients
    const [event] = scheduled(effect.message)
    const wanted = Object.entries(seen).find(([address]) => address === to)?.[1]
    assert.deepEqual(event && attendeeAddresses(event).toSorted(), wanted)
    const [viewed] = scheduled(view(object, effect.recipients[0] ?? assert.fail(), ann))
    assert.deepEqual(viewed && attendeeAddresses(viewed).toSorted(), wanted)
  }
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { receive } from './receive.ts'
import { attendee, context, holding, makeEvent, message, statusIn } from './testing.ts'

describe('a delegation that the Organizer does not show', () => {
  const mine = attendee('bob', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:cid@example.com"')
  const held = holding([makeEvent({ attendees: [mine, attendee('cid')] })])
  const bob = context('bob', { from: 'ann' })
  const update = (...attendees: readonly string[]): string | undefined => {
    const event = makeEvent({ attendees, dtstamp: '20260105T000000Z' })
    return statusIn(receive(held, message('REQUEST', [event]), bob).state.object, 'bob')
  }

  it('stands, for the answer may be on its way', () => {
    assert.equal(update(attendee('bob')), 'DELEGATED')
  })

  it('is taken back where the Delegate declined', () => {
    assert.equal(update(attendee('bob'), attendee('cid', 'PARTSTAT=DECLINED')), 'NEEDS-ACTION')
  })

  it('is taken back where the part would come back through others', () => {
    const to = (name: string): string => `DELEGATED-TO="mailto:${name}@example.com"`
    const around = [
      attendee('bob'),
      attendee('cid', 'PARTSTAT=DELEGATED', to('dan')),
      attendee('dan', 'PARTSTAT=DELEGATED', to('bob')),
    ]
    assert.equal(update(...around), 'NEEDS-ACTION')
  })

  it('is taken back where the Delegate had given him the part', () => {
    assert.equal(update(attendee('bob', 'DELEGATED-FROM="mailto:cid@example.com"')), 'NEEDS-ACTION')
  })
})

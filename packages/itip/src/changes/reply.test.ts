import assert from 'node:assert/strict'
import { it } from 'node:test'
import { parameterValue } from '@parley/icalendar'
import { originate } from '../originate.ts'
import {
  attendee,
  context,
  holding,
  makeEvent,
  requirementsOf,
  scheduled,
  sends,
  statusIn,
} from '../testing.ts'

it('writes down what an Organizer who attends does, and tells nobody', () => {
  const attendees = [attendee('ann', 'PARTSTAT=NEEDS-ACTION'), attendee('bob')]
  const held = holding([makeEvent({ attendees })])
  const change = { kind: 'reply', partStat: 'TENTATIVE' } as const
  const { state, effects, explanation } = originate(held, change, context('ann'))
  assert.equal(statusIn(state.object, 'ann'), 'TENTATIVE')
  assert.deepEqual(sends(effects), [])
  assert.deepEqual(requirementsOf(explanation), ['5546/2.1.3/organizer-needs-no-message'])
})

it('leaves all as it is where the Organizer does not attend', () => {
  const held = holding([makeEvent({ attendees: [attendee('bob')] })])
  const { state } = originate(held, { kind: 'reply', partStat: 'ACCEPTED' }, context('ann'))
  assert.equal(state, held)
})

it('answers the instances to which he is invited, not the series that was passed on to him', () => {
  const held = holding([
    makeEvent({ attendees: [attendee('cid')], more: 'RRULE:FREQ=DAILY;COUNT=5' }),
    makeEvent({
      attendees: [attendee('cid'), attendee('bob')],
      start: '20260304T110000Z',
      more: 'RECURRENCE-ID:20260304T090000Z',
    }),
  ])
  const change = { kind: 'reply', partStat: 'ACCEPTED' } as const
  const { effects } = originate(held, change, context('bob'))
  assert.deepEqual(
    sends(effects).map((each) => each.keys),
    [['20260304T090000Z']],
  )
})

it('answers for himself where he is invited as one of a group, and names the group', () => {
  const lineOf = (guests: readonly string[], by = context('eva')) => {
    const held = holding([makeEvent({ attendees: guests })])
    const { effects } = originate(held, { kind: 'reply', partStat: 'ACCEPTED' }, by)
    const [component] = scheduled(sends(effects)[0]?.message)
    return component?.properties.find(
      ({ name, value }) => name === 'ATTENDEE' && /eva@/.test(value),
    )
  }
  const made = (type: string, own: readonly string[] = []) => {
    const line = lineOf([attendee('staff', `CUTYPE=${type}`), ...own])
    return ['CUTYPE', 'MEMBER', 'PARTSTAT'].map((name) => line && parameterValue(line, name))
  }
  // Requirement: 5546/3.7.2/group-address-allowed
  // Requirement: 5546/3.7.2/group-sought-next
  for (const type of ['GROUP', 'UNKNOWN']) {
    // Requirement: 5546/3.7.2/group-member-adds-attendee
    // Requirement: 5546/3.7.2/group-member-is-individual
    // Requirement: 5546/3.7.2/group-member-names-group
    assert.deepEqual(made(type), ['INDIVIDUAL', 'mailto:staff@example.com', 'ACCEPTED'])
  }
  // Requirement: 5546/3.7.2/individual-sought-first
  assert.deepEqual(made('GROUP', [attendee('eva')]), [undefined, undefined, 'ACCEPTED'])
})

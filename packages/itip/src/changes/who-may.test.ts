import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarAddress } from '../address.ts'
import type { Change } from '../change.ts'
import { originate } from '../originate.ts'
import type { RequirementId } from '../requirement-ids.ts'
import { componentAt, context, holding, makeEvent } from '../testing.ts'

const held = holding([makeEvent({ more: 'RRULE:FREQ=WEEKLY;COUNT=5' })])
const component = componentAt(held.object) ?? assert.fail()
const to = calendarAddress('eve@example.com')

const rows: readonly {
  readonly it: string
  readonly by: string
  readonly change: Change
  readonly requirement: RequirementId
}[] = [
  {
    it: 'lets no Attendee add an instance',
    by: 'bob',
    change: { kind: 'add', component },
    requirement: '5546/1.4/organizer-methods',
  },
  {
    it: 'lets no Attendee publish what he was invited to',
    by: 'bob',
    change: { kind: 'publish', recipients: [to] },
    requirement: '5546/1.4/organizer-methods',
  },
  {
    it: 'lets no Attendee ask others for their status',
    by: 'bob',
    change: { kind: 'reconfirm' },
    requirement: '5546/1.4/organizer-methods',
  },
  {
    it: 'lets no Attendee cancel',
    by: 'bob',
    change: { kind: 'cancel' },
    requirement: '5546/3.2.5/organizer-cancels',
  },
  {
    it: 'lets no Organizer propose to himself',
    by: 'ann',
    change: { kind: 'counter', proposal: {} },
    requirement: '5546/1.4/attendee-methods',
  },
  {
    it: 'lets no Organizer ask himself for the latest',
    by: 'ann',
    change: { kind: 'refresh' },
    requirement: '5546/1.4/attendee-methods',
  },
  {
    it: 'lets no Organizer delegate',
    by: 'ann',
    change: { kind: 'delegate', to },
    requirement: '5546/1.4/attendee-requests-only-to-delegate',
  },
  {
    it: 'lets nobody who is not invited delegate',
    by: 'zoe',
    change: { kind: 'delegate', to },
    requirement: '5546/1.4/attendee-requests-only-to-delegate',
  },
  {
    it: 'lets no Organizer forward: he invites',
    by: 'ann',
    change: { kind: 'forward', to: [to] },
    requirement: '5546/1.4/attendee-requests-only-to-delegate',
  },
]

describe('a change that is not the user’s to make', () => {
  for (const row of rows) {
    it(row.it, () => {
      const made = originate(held, row.change, context(row.by))
      assert.equal(made.state, held)
      assert.deepEqual(made.effects, [])
      assert.equal(made.explanation[0].requirement, row.requirement)
    })
  }
})

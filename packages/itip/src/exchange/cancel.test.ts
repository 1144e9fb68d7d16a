import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rawValue } from '@parley/icalendar'
import type { Change } from '../change.ts'
import type { SendEffect } from '../effect.ts'
import { receive } from '../receive.ts'
import { componentAt, context, scheduled, sends } from '../testing.ts'
import {
  ann,
  bob,
  component,
  delivered,
  exchangeOf,
  guests,
  objectOf,
  only,
  second,
  third,
  to,
  values,
} from './testing.ts'

for (const name of ['VEVENT', 'VTODO'] as const)
  describe(name, () => {
    const { replyOf, held, by } = exchangeOf(name)

    describe('a CANCEL', () => {
      const cancel = (change: Omit<Extract<Change, { kind: 'cancel' }>, 'kind'> = {}): SendEffect =>
        only(by(ann, { kind: 'cancel', ...change }), 'CANCEL')

      it('of the whole names its UID and no instance, and lists the Attendees', () => {
        const sent = component(cancel())
        // Requirement: 5546/3.2.5/whole-without-recurrence-id
        // Requirement: 5546/3.4.5/whole-without-recurrence-id
        // Requirement: 5546/3.2.5/uid-of-original
        // Requirement: 5546/3.4.5/uid-of-original
        assert.deepEqual(values(sent, 'UID', 'RECURRENCE-ID'), ['meeting', undefined])
        // Requirement: 5546/3.2.5/attendees-of-whole-listed
        // Requirement: 5546/3.4.5/attendees-of-whole-listed
        assert.deepEqual(guests(sent), ['ann', 'bob', 'cid', 'dan'])
      })

      it('of instances names each by its RECURRENCE-ID', () => {
        const sent = scheduled(cancel({ keys: [second, third] }).message)
        // Requirement: 5546/3.2.5/instance-with-recurrence-id
        // Requirement: 5546/3.4.5/instance-with-recurrence-id
        // Requirement: 5546/3.2.5/several-instances
        // Requirement: 5546/3.4.5/several-instances
        assert.deepEqual(
          sent.map((each) => rawValue(each, 'RECURRENCE-ID')),
          [second, third],
        )
      })

      it('that takes Attendees off lists those, and has no STATUS', () => {
        const made = by(ann, { kind: 'cancel', attendees: [to('cid')] })
        const sent = component(only(made, 'CANCEL'))
        // Requirement: 5546/3.2.5/attendees-removed-listed
        // Requirement: 5546/3.4.5/attendees-removed-listed
        assert.deepEqual(guests(sent), ['cid'])
        // Requirement: 5546/4.2.10/removal-by-cancel
        assert.deepEqual(only(made, 'CANCEL').recipients, [to('cid')])
        assert.deepEqual(guests(componentAt(objectOf(made.state)) ?? assert.fail()), [
          'ann',
          'bob',
          'dan',
        ])
        // Requirement: 5546/3.2.5/status-absent-when-uninviting
        // Requirement: 5546/3.4.5/status-absent-when-uninviting
        // Requirement: 5546/4.2.10/removal-omits-status
        assert.deepEqual(values(sent, 'STATUS'), [undefined])
      })

      it('is one for all, or one for each where the guest list is hidden', () => {
        const hidden = context('ann', { policy: { guestList: 'hide' } })
        // Requirement: 5546/3.2.5/one-or-many-messages
        // Requirement: 5546/3.4.5/one-or-many-messages
        // Requirement: 5546/6.3/full-list-may-be-sent
        assert.deepEqual(cancel().recipients, [to('bob'), to('cid'), to('dan')])
        assert.deepEqual(guests(component(cancel())), ['ann', 'bob', 'cid', 'dan'])
        // Requirement: 5546/6.3/attendees-may-be-hidden
        assert.deepEqual(
          sends(by(hidden, { kind: 'cancel' }).effects).map((each) => [
            each.recipients,
            guests(component(each)),
          ]),
          ['bob', 'cid', 'dan'].map((name) => [[to(name)], [name]]),
        )
      })

      it('turns an uninvited Attendee away', () => {
        const refusing = context('ann', { from: 'zoe', policy: { uninvitedAttendees: 'refuse' } })
        const sent = only(
          receive(held, replyOf('zoe', 'ACCEPTED', { sequence: 2 }), refusing),
          'CANCEL',
        )
        // Requirement: 5546/3.4.3/uninvited-may-be-cancelled
        assert.deepEqual([sent.recipients, guests(component(sent))], [[to('zoe')], ['zoe']])
      })

      it('is not answered', () => {
        const copy = delivered(cancel(), 'bob', held)
        // Requirement: 5546/3.2.5/cancelled-needs-no-reply
        // Requirement: 5546/3.4.5/cancelled-needs-no-reply
        assert.deepEqual(sends(copy.effects), [])
        const answer = by(bob, { kind: 'reply', partStat: 'DECLINED' }, copy.state)
        assert.deepEqual(answer.effects, [])
      })
    })
  })

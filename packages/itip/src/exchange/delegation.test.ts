import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Component } from '@parley/icalendar'
import { parameterValue, property, withProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { calendarAddress } from '../address.ts'
import { findAttendee } from '../attendee.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import { nothingHeld } from '../state.ts'
import { context, lineOf, scheduled, seconds, sends, statusIn } from '../testing.ts'
import {
  ann,
  bob,
  calendarOf,
  component,
  delivered,
  exchangeOf,
  guests,
  objectOf,
  only,
  to,
} from './testing.ts'

for (const name of ['VEVENT', 'VTODO'] as const)
  describe(name, () => {
    const { replyOf, weekly, held, by, saved } = exchangeOf(name)

    describe('a delegation', () => {
      const copy = delivered(only(saved(weekly), 'REQUEST'), 'bob', nothingHeld('meeting')).state
      const given = by(bob, { kind: 'delegate', to: to('eve') }, copy)
      const told = delivered(only(given, 'REPLY'), 'ann', held)
      const line = (of: Component, name: string) => findAttendee(of, to(name)) ?? assert.fail(name)
      /** Who hears of the next change. */
      const updated = (known: HeldState): readonly CalendarAddress[] => {
        const [event] = scheduled(known.object)
        const place = property('LOCATION', 'Elsewhere')
        const object = calendarOf(objectOf(known), withProperty(event ?? assert.fail(), place))
        return only(by(ann, { kind: 'save', object }, known), 'REQUEST').recipients
      }

      it('is any Attendee’s to make, and the Organizer hears of it from the Delegator', () => {
        const reply = only(given, 'REPLY')
        // Requirement: 5546/3.2.2.3/any-attendee-may-delegate
        // Requirement: 5546/3.4.2.3/any-attendee-may-delegate
        // Requirement: 5546/2.1.2/delegator-tells-organizer
        // Requirement: 5546/5.2.2/delegator-must-reply
        assert.deepEqual([reply.originator, reply.recipients], [to('bob'), [to('ann')]])
        const marks = (of: Component, name: string): readonly (string | undefined)[] =>
          ['PARTSTAT', 'DELEGATED-TO', 'DELEGATED-FROM', 'RSVP'].map((parameter) =>
            parameterValue(line(of, name), parameter),
          )
        const request = only(given, 'REQUEST')
        assert.deepEqual(request.recipients, [to('eve')])
        for (const each of [component(reply), component(request)]) {
          // Requirement: 5546/4.2.5/delegator-marked-delegated
          // Requirement: 5546/4.2.5/delegate-gets-marked-request
          const mine = ['DELEGATED', 'mailto:eve@example.com', undefined, 'FALSE']
          assert.deepEqual(marks(each, 'bob'), mine)
          // Requirement: 5546/4.2.5/delegate-marked-delegated-from
          const hers = ['NEEDS-ACTION', undefined, 'mailto:bob@example.com', 'TRUE']
          assert.deepEqual(marks(each, 'eve'), hers)
        }
        // Requirement: 5546/3.2.2.3/reply-names-delegated-to
        // Requirement: 5546/3.4.2.3/reply-names-delegated-to
        assert.equal(
          parameterValue(line(component(reply), 'bob'), 'DELEGATED-TO'),
          'mailto:eve@example.com',
        )
        // Requirement: 5546/3.2.2.3/reply-adds-delegate
        assert.deepEqual(guests(component(reply)), ['bob', 'eve'])
      })

      it('lets the Delegate attend in the place of the Delegator', () => {
        // Requirement: 5546/2.1.2/delegate-attends-instead
        // Requirement: 5546/3.2.2.3/delegate-replaces-delegator
        assert.deepEqual(
          ['bob', 'eve'].map((name) => statusIn(told.state.object, name)),
          ['DELEGATED', 'NEEDS-ACTION'],
        )
        assert.deepEqual(updated(told.state), [to('cid'), to('dan'), to('eve')])
        const two = replyOf('bob', 'DELEGATED', {
          sequence: 2,
          parameters: ['DELEGATED-TO="mailto:eve@example.com","mailto:fay@example.com"'],
        })
        const both = receive(held, two, context('ann', { from: 'bob' })).state.object
        assert.deepEqual(
          ['eve', 'fay'].map((name) => statusIn(both, name)),
          ['NEEDS-ACTION', 'NEEDS-ACTION'],
        )
      })

      it('leaves the Delegator informed where he wants to be', () => {
        const informed = by(bob, { kind: 'delegate', to: to('eve'), stayInformed: true }, copy)
        const own = line(component(only(informed, 'REPLY')), 'bob')
        // Requirement: 5546/3.2.2.3/delegator-may-stay-informed
        assert.equal(parameterValue(own, 'ROLE'), 'NON-PARTICIPANT')
        // Requirement: 5546/4.2.5/delegator-says-updates-wanted
        assert.equal(parameterValue(own, 'RSVP'), 'TRUE')
        const known = delivered(only(informed, 'REPLY'), 'ann', held).state
        // Requirement: 5546/4.2.5/delegator-rsvp-true-gets-updates
        assert.deepEqual(updated(known), [to('bob'), to('cid'), to('dan'), to('eve')])
      })

      it('is the Delegator’s to make again once the Delegate declined', () => {
        const eves = delivered(only(given, 'REQUEST'), 'eve', nothingHeld('meeting')).state
        const reply = only(
          by(context('eve'), { kind: 'reply', partStat: 'DECLINED' }, eves),
          'REPLY',
        )
        const returned = delivered(reply, 'ann', told.state, '01')
        const again = delivered(only(returned, 'REQUEST'), 'bob', given.state, '02').state
        // Requirement: 5546/4.2.7/delegator-may-choose-again
        assert.deepEqual(
          ['bob', 'eve'].map((name) => statusIn(again.object, name)),
          ['NEEDS-ACTION', 'DECLINED'],
        )
        const other = by(bob, { kind: 'delegate', to: to('fay') }, again)
        assert.deepEqual(only(other, 'REQUEST').recipients, [to('fay')])
        const later = context('bob', { nowSeconds: seconds('20260203T000000Z') })
        const own = only(by(later, { kind: 'reply', partStat: 'ACCEPTED' }, again), 'REPLY')
        assert.equal(
          statusIn(delivered(own, 'ann', returned.state, '03').state.object, 'bob'),
          'ACCEPTED',
        )
      })

      it('is made only where the rules of the place allow it', () => {
        const near = context('bob', { policy: { delegation: 'same-domain' } })
        const far = by(
          near,
          { kind: 'delegate', to: calendarAddress('eve@elsewhere.example') },
          copy,
        )
        assert.deepEqual([far.state, far.effects], [copy, []])
        assert.equal(sends(by(near, { kind: 'delegate', to: to('eve') }, copy).effects).length, 2)
      })

      it('to a guest in his own right ends with him a guest, for whoever holds it', () => {
        const handed = by(bob, { kind: 'delegate', to: to('cid') }, copy)
        const heard = delivered(only(handed, 'REPLY'), 'ann', held)
        const later = context('bob', { nowSeconds: seconds('20260203T000000Z') })
        const back = by(later, { kind: 'reply', partStat: 'ACCEPTED' }, handed.state)
        const known = delivered(only(back, 'REPLY'), 'ann', heard.state)
        for (const { object } of [back.state, known.state]) {
          assert.equal(statusIn(object, 'bob'), 'ACCEPTED')
          assert.equal(statusIn(object, 'cid'), 'NEEDS-ACTION')
          const line = lineOf(object, 'cid') ?? assert.fail()
          assert.equal(parameterValue(line, 'DELEGATED-FROM'), undefined)
        }
        assert.deepEqual(sends(known.effects), [])
      })

      it('does not go back to whom it came from', () => {
        const eves = delivered(only(given, 'REQUEST'), 'eve', nothingHeld('meeting')).state
        const back = by(context('eve'), { kind: 'delegate', to: to('bob') }, eves)
        // Requirement: 5546/3.2.2.3/delegation-may-be-restricted
        assert.deepEqual([back.state, back.effects], [eves, []])
      })

      it('makes the Delegate answer the Organizer, and name the Delegator', () => {
        const eves = delivered(only(given, 'REQUEST'), 'eve', nothingHeld('meeting')).state
        const reply = only(
          by(context('eve'), { kind: 'reply', partStat: 'ACCEPTED' }, eves),
          'REPLY',
        )
        // Requirement: 5546/3.2.2.3/delegate-replies-to-organizer
        // Requirement: 5546/3.4.2.3/delegate-replies-to-organizer
        assert.deepEqual(reply.recipients, [to('ann')])
        // Requirement: 5546/3.4.3/delegate-names-delegator
        // Requirement: 5546/3.2.2.3/delegate-names-delegator
        // Requirement: 5546/3.4.2.3/delegate-names-delegator
        assert.equal(
          parameterValue(line(component(reply), 'eve'), 'DELEGATED-FROM'),
          'mailto:bob@example.com',
        )
        const known = delivered(reply, 'ann', told.state, '01')
        // Requirement: 5546/3.2.3/delegate-reply
        // Requirement: 5546/3.4.3/delegate-reply
        assert.equal(known.classification, 'delegates-reply')
        assert.equal(statusIn(known.state.object, 'eve'), 'ACCEPTED')
      })
    })
  })

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parameterValue, rawValue, withParameter } from '@parley/icalendar'
import { findAttendee, withAttendee } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Message } from '../message.ts'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import { nothingHeld } from '../state.ts'
import {
  attendee,
  componentAt,
  context,
  holding as holdingOf,
  message as messageIn,
  scheduled,
  sends,
  statusIn,
} from '../testing.ts'
import {
  ann,
  bob,
  calendarOf,
  component,
  delivered,
  exchangeOf,
  guests,
  messageOf,
  objectOf,
  only,
  second,
  to,
  values,
} from './testing.ts'

for (const name of ['VEVENT', 'VTODO'] as const)
  describe(name, () => {
    const { makeEvent, message, replyOf, weekly, held, master, by, saved } = exchangeOf(name)

    describe('a REPLY', () => {
      it('names what it answers, and says the rest as it was', () => {
        const sent = component(only(by(bob, { kind: 'reply', partStat: 'ACCEPTED' }), 'REPLY'))
        // Requirement: 5546/3.2.3/uid-of-request
        // Requirement: 5546/3.4.3/uid-of-request
        // Requirement: 5546/3.2.3/sequence-of-request
        // Requirement: 5546/3.4.3/sequence-of-request
        // Requirement: 5546/2.1.5/reply-names-revision
        assert.deepEqual(values(sent, 'UID', 'SEQUENCE'), ['meeting', '2'])
        const own = new Set(['ATTENDEE', 'DTSTAMP', 'REQUEST-STATUS'])
        // Requirement: 5546/3.2.3/optional-properties-unchanged
        for (const { name, value } of sent.properties) {
          if (!own.has(name)) assert.equal(value, rawValue(master, name), name)
        }
        // Requirement: 5546/3.2.3/attendee-is-replier
        // Requirement: 5546/3.4.3/attendee-is-replier
        assert.deepEqual(guests(sent), ['bob'])
      })

      it('of an instance names the instance, and is put in there alone', () => {
        const change: Change = { kind: 'reply', partStat: 'DECLINED', keys: [second] }
        const reply = only(by(bob, change), 'REPLY')
        const known = delivered(reply, 'ann', held)
        // Requirement: 5546/3.7.1/instance-by-recurrence-id
        // Requirement: 5546/3.7.1/attendee-answers-instance
        // Requirement: 5546/2.1.5/correlate-by-recurrence-id
        assert.deepEqual(values(component(reply), 'RECURRENCE-ID'), [second])
        assert.equal(statusIn(known.state.object, 'bob', second), 'DECLINED')
        assert.equal(statusIn(known.state.object, 'bob'), 'NEEDS-ACTION')
      })

      it('is not how something else is changed: that takes a COUNTER', () => {
        const wanted = weekly.replace('SUMMARY:Plan', 'SUMMARY:Mine').concat('\nSTATUS:CONFIRMED')
        const made = saved(wanted, bob, held)
        // Requirement: 5546/2.1/attendee-makes-no-direct-change
        // Requirement: 5546/3.2.3/change-needs-counter
        // Requirement: 5546/2.1.1/organizer-sets-status
        assert.deepEqual(sends(made.effects), [])
        assert.deepEqual(
          values(componentAt(made.state.object) ?? assert.fail(), 'SUMMARY', 'STATUS'),
          ['Plan', undefined],
        )
      })

      it('may come from somebody who acts for the Attendee', () => {
        const acting = context('bob', { actingAs: to('sec') })
        const reply = only(by(acting, { kind: 'reply', partStat: 'ACCEPTED' }), 'REPLY')
        const line = findAttendee(component(reply), to('bob')) ?? assert.fail()
        assert.equal(parameterValue(line, 'SENT-BY'), 'mailto:sec@example.com')
        const known = receive(held, messageOf(reply), context('ann', { from: 'sec' }))
        // Requirement: 5546/3.2.3/sent-by-may-reply
        assert.equal(statusIn(known.state.object, 'bob'), 'ACCEPTED')
      })

      it('may come from somebody to whom the invitation was forwarded', () => {
        const request = only(by(bob, { kind: 'forward', to: [to('zoe')] }), 'REQUEST')
        const copy = delivered(request, 'zoe', nothingHeld('meeting')).state
        // Requirement: 6047/2.2.3/forwarding-not-restricted
        assert.deepEqual(request.recipients, [to('zoe')])
        // Requirement: 5546/4.2.8/forwarding-does-not-replace
        assert.deepEqual(guests(component(request)), guests(master))
        const reply = only(
          by(context('zoe'), { kind: 'reply', partStat: 'ACCEPTED' }, copy),
          'REPLY',
        )
        // Requirement: 5546/3.2.2.6/uninvited-may-reply
        // Requirement: 5546/3.4.2.4/uninvited-may-reply
        assert.deepEqual([reply.recipients, guests(component(reply))], [[to('ann')], ['zoe']])
      })
    })

    describe('an Attendee who was admitted', () => {
      it('has the part that the Organizer gives him, and hears of it', () => {
        const accepting = context('ann', { from: 'zoe', policy: { uninvitedAttendees: 'accept' } })
        const chair = replyOf('zoe', 'ACCEPTED', { sequence: 2, parameters: ['ROLE=CHAIR'] })
        const { state } = receive(held, chair, accepting)
        const [event] = scheduled(state.object)
        const zoe = findAttendee(event ?? assert.fail(), to('zoe')) ?? assert.fail()
        assert.equal(parameterValue(zoe, 'ROLE'), undefined)
        const lesser = withParameter(zoe, 'ROLE', 'OPT-PARTICIPANT')
        const object = calendarOf(objectOf(state), withAttendee(event ?? assert.fail(), lesser))
        const request = only(by(ann, { kind: 'save', object }, state), 'REQUEST')
        // Requirement: 5546/3.2.2.6/organizer-may-change-parameters
        // Requirement: 5546/3.4.2.4/organizer-may-change-parameters
        assert.deepEqual(request.recipients, [to('zoe')])
        const line = findAttendee(component(request), to('zoe')) ?? assert.fail()
        assert.equal(parameterValue(line, 'ROLE'), 'OPT-PARTICIPANT')
      })
    })

    describe('what is meant for others', () => {
      const gone = `SEQUENCE:3\nDTSTAMP:20260110T000000Z\n${attendee('cid')}`
      const journal = 'DTSTART:20260302T090000Z\nSUMMARY:Log'
      const rows: readonly (readonly [string, HeldState, Message])[] = [
        ['a REPLY', held, replyOf('cid', 'ACCEPTED', { sequence: 2 })],
        ['a REFRESH', held, message('REFRESH', [attendee('cid')])],
        ['a COUNTER', held, message('COUNTER', [makeEvent({ sequence: 2 })])],
        ['a DECLINECOUNTER', held, message('DECLINECOUNTER', [gone])],
        ['a CANCEL that takes others off', held, message('CANCEL', [gone])],
        [
          'a CANCEL of a VJOURNAL that lists others',
          holdingOf([journal], 'VJOURNAL'),
          messageIn('CANCEL', [gone], { name: 'VJOURNAL' }),
        ],
      ]
      for (const [title, holds, received] of rows) {
        it(`${title} changes nothing for somebody who has no part in it`, () => {
          const made = receive(holds, received, context('zoe'))
          // Requirement: 5546/2.1/not-addressed-to-us
          assert.equal(made.state, holds)
          assert.deepEqual(made.effects, [])
        })
      }
    })
  })

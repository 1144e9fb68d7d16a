import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allProperties, parameterValue } from '@parley/icalendar'
import { findAttendee } from '../attendee.ts'
import { receive } from '../receive.ts'
import { nothingHeld } from '../state.ts'
import { attendee, componentAt, context, scheduled, statusIn } from '../testing.ts'
import {
  ann,
  bob,
  component,
  delivered,
  exchangeOf,
  guests,
  messageOf,
  objectOf,
  only,
  to,
  values,
} from './testing.ts'

for (const name of ['VEVENT', 'VTODO'] as const)
  describe(name, () => {
    const { makeEvent, calendar, holding, held, by, saved } = exchangeOf(name)

    describe('an invitation', () => {
      it('makes who sends it the Organizer, and those it lists Attendees who have not answered', () => {
        const plain = makeEvent({
          attendees: [attendee('bob'), attendee('cid', 'PARTSTAT=ACCEPTED')],
        })
        const made = saved(plain)
        const sent = component(only(made, 'REQUEST'))
        // Requirement: 5546/1.3/initiator-is-organizer
        assert.deepEqual(values(sent, 'ORGANIZER'), ['mailto:ann@example.com'])
        // Requirement: 5546/2.1.1/initial-needs-action
        for (const name of ['bob', 'cid']) {
          assert.equal(statusIn(only(made, 'REQUEST').message, name), 'NEEDS-ACTION')
        }
        // Requirement: 5546/2.1.3/organizer-apart-from-attendees
        assert.deepEqual(guests(sent), ['bob', 'cid'])
        assert.deepEqual(guests(componentAt(objectOf(made.state)) ?? assert.fail()), ['bob', 'cid'])
      })

      it('without STATUS says nothing of how the whole stands; to say it is a change', () => {
        const made = saved(makeEvent())
        // Requirement: 5546/2.1.1/status-has-no-default
        assert.deepEqual(values(component(only(made, 'REQUEST')), 'STATUS'), [undefined])
        const confirmed = saved(makeEvent({ more: 'STATUS:CONFIRMED' }), ann, made.state)
        assert.deepEqual(values(component(only(confirmed, 'REQUEST')), 'STATUS', 'SEQUENCE'), [
          'CONFIRMED',
          '1',
        ])
      })

      it('leaves out who declined, where the Organizer takes them off as he confirms it', () => {
        const attendees = [
          attendee('bob', 'PARTSTAT=ACCEPTED'),
          attendee('cid', 'PARTSTAT=DECLINED'),
        ]
        const before = holding([makeEvent({ attendees })])
        const rest = makeEvent({ attendees: attendees.slice(0, 1), more: 'STATUS:CONFIRMED' })
        const request = only(saved(rest, ann, before), 'REQUEST')
        // Requirement: 5546/4.2/declined-may-be-left-out
        assert.deepEqual([request.recipients, guests(component(request))], [[to('bob')], ['bob']])
      })

      it('goes to all alike, whatever their ROLE', () => {
        const roles = ['CHAIR', 'REQ-PARTICIPANT', 'OPT-PARTICIPANT', 'NON-PARTICIPANT']
        const attendees = roles.map((role) => attendee(role.toLowerCase(), `ROLE=${role}`))
        const made = saved(makeEvent({ attendees }))
        // Requirement: 5546/1.3/role-does-not-steer
        assert.deepEqual(
          only(made, 'REQUEST').recipients,
          roles.map((role) => to(role.toLowerCase())),
        )
        const chair = context('chair')
        const copy = delivered(only(made, 'REQUEST'), 'chair', nothingHeld('meeting')).state
        assert.equal(by(chair, { kind: 'cancel' }, copy).state, copy)
        assert.deepEqual(
          only(by(chair, { kind: 'reply', partStat: 'ACCEPTED' }, copy), 'REPLY').recipients,
          [to('ann')],
        )
      })

      it('is answered, and the Organizer knows how that Attendee stands', () => {
        const made = saved(makeEvent())
        const copy = delivered(only(made, 'REQUEST'), 'bob', nothingHeld('meeting'))
        // Requirement: 5546/1.4/request-expects-reply
        const reply = only(by(bob, { kind: 'reply', partStat: 'TENTATIVE' }, copy.state), 'REPLY')
        // Requirement: 5546/3.2.2/attendee-replies-to-organizer
        // Requirement: 5546/3.4.2/attendee-replies-to-organizer
        assert.deepEqual(reply.recipients, [to('ann')])
        const known = delivered(reply, 'ann', made.state)
        // Requirement: 5546/1.4/reply-carries-participation
        assert.equal(statusIn(known.state.object, 'bob'), 'TENTATIVE')
        // Requirement: 5546/2.1.1/partstat-per-attendee
        assert.deepEqual(
          ['cid', 'dan'].map((name) => statusIn(known.state.object, name)),
          ['NEEDS-ACTION', 'NEEDS-ACTION'],
        )
        // Requirement: 5546/2.1.1/organizer-sets-status
        assert.deepEqual(values(componentAt(known.state.object) ?? assert.fail(), 'STATUS'), [
          undefined,
        ])
      })

      it('that somebody else sent for the Organizer is answered to the Organizer', () => {
        const acting = context('ann', { actingAs: to('sec') })
        const made = saved(
          makeEvent({ attendees: [attendee('chi', 'ROLE=CHAIR'), attendee('bob')] }),
          acting,
        )
        const request = only(made, 'REQUEST')
        const organizer = allProperties(component(request), 'ORGANIZER')[0] ?? assert.fail()
        // Requirement: 5546/2.1.3/sent-by-acts-for-other
        assert.equal(parameterValue(organizer, 'SENT-BY'), 'mailto:sec@example.com')
        const sec = context('bob', { from: 'sec' })
        // Requirement: 5546/3.2.2.5/sent-by-may-request
        const copy = receive(nothingHeld('meeting'), messageOf(request), sec).state
        assert.ok(copy.object)
        const reply = only(by(bob, { kind: 'reply', partStat: 'ACCEPTED' }, copy), 'REPLY')
        // Requirement: 5546/2.1.3/responses-go-to-organizer
        // Requirement: 5546/3.2.2.5/replies-still-to-organizer
        assert.deepEqual(reply.recipients, [to('ann')])
      })
    })

    describe('an ADD', () => {
      it('brings an instance to the series of its UID', () => {
        const times = { start: '20260305T090000Z', end: '20260305T100000Z' }
        const [extra] = scheduled(calendar([makeEvent({ ...times, more: 'UID:draft' })]))
        const add = only(by(ann, { kind: 'add', component: extra ?? assert.fail() }), 'ADD')
        // Requirement: 5546/3.2.4/uid-of-original
        // Requirement: 5546/3.4.4/uid-of-original
        assert.deepEqual(values(component(add), 'UID'), ['meeting'])
        const copy = delivered(add, 'bob', held)
        // Requirement: 5546/1.4/add-brings-instances
        assert.equal(copy.classification, 'instance-added')
        assert.deepEqual(values(componentAt(copy.state.object) ?? assert.fail(), 'RDATE'), [
          '20260305T090000Z',
        ])
      })
    })

    describe('a question how Attendees stand', () => {
      const answered = [
        attendee('ann', 'PARTSTAT=ACCEPTED'),
        attendee('bob', 'PARTSTAT=ACCEPTED'),
        attendee('cid', 'PARTSTAT=DECLINED'),
      ]
      const known = holding([makeEvent({ sequence: 2, attendees: answered })])
      const asked = only(by(ann, { kind: 'reconfirm' }, known), 'REQUEST')

      it('is a REQUEST at the same SEQUENCE with RSVP=TRUE for all', () => {
        // Requirement: 5546/3.2.2.7/sequence-unchanged
        // Requirement: 5546/3.4.2.5/sequence-unchanged
        assert.deepEqual(values(component(asked), 'SEQUENCE'), ['2'])
        // Requirement: 5546/2.1.4/organizer-may-ask-again
        for (const name of ['bob', 'cid']) {
          const line = findAttendee(component(asked), to(name)) ?? assert.fail()
          assert.equal(parameterValue(line, 'RSVP'), 'TRUE')
        }
      })

      it('is answered though the answer is the one given before', () => {
        const silent = by(bob, { kind: 'reply', partStat: 'ACCEPTED' }, known)
        assert.deepEqual(silent.effects, [])
        const copy = delivered(asked, 'bob', known)
        assert.equal(copy.classification, 'reconfirm')
        assert.equal(statusIn(copy.state.object, 'bob'), 'ACCEPTED')
        const reply = only(by(bob, { kind: 'reply', partStat: 'ACCEPTED' }, copy.state), 'REPLY')
        // Requirement: 5546/3.2.2.7/recipient-replies-status
        // Requirement: 5546/3.4.2.5/recipient-replies-status
        assert.equal(statusIn(reply.message, 'bob'), 'ACCEPTED')
      })
    })
  })

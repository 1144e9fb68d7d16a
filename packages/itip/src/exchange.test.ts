import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject, Component } from '@parley/icalendar'
import {
  allProperties,
  parameterValue,
  property,
  rawValue,
  withParameter,
  withProperty,
} from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { calendarAddress } from './address.ts'
import { attendeeAddresses, findAttendee, withAttendee } from './attendee.ts'
import type { Change } from './change.ts'
import type { Context } from './context.ts'
import type { SendEffect } from './effect.ts'
import type { Message } from './message.ts'
import { originate } from './originate.ts'
import { read } from './read.ts'
import { receive } from './receive.ts'
import type { HeldState } from './state.ts'
import { nothingHeld } from './state.ts'
import {
  attendee,
  componentAt,
  context,
  holding as holdingOf,
  makersOf,
  message as messageIn,
  scheduled,
  seconds,
  sends,
  statusIn,
} from './testing.ts'
import type { Transition } from './transition.ts'

const ann = context('ann')
const bob = context('bob')
const second = '20260309T090000Z'
const third = '20260316T090000Z'
const to = (name: string): CalendarAddress => calendarAddress(`${name}@example.com`)

function only({ effects }: Pick<Transition, 'effects'>, method: string): SendEffect {
  const [first, ...more] = sends(effects).filter((each) => each.method === method)
  assert.deepEqual(more, [])
  return first ?? assert.fail(`no ${method}`)
}
function component(of: SendEffect | undefined): Component {
  return scheduled(of?.message)[0] ?? assert.fail()
}
function values(of: Component, ...names: readonly string[]): readonly (string | undefined)[] {
  return names.map((name) => rawValue(of, name))
}
function guests(of: Component): readonly string[] {
  return attendeeAddresses(of).map((each) => each.split('@')[0] ?? '')
}
function messageOf({ message }: SendEffect): Message {
  return read(message).messages[0] ?? assert.fail()
}
/** What the message does to what its recipient holds. */
function delivered(sent: SendEffect, name: string, holds: HeldState, hour = '00') {
  const nowSeconds = seconds(`20260202T${hour}0000Z`)
  return receive(holds, messageOf(sent), context(name, { from: sent.originator, nowSeconds }))
}
function calendarOf(object: CalendarObject, event: Component): CalendarObject {
  return { ...object, components: [event] }
}
function objectOf(state: HeldState): CalendarObject {
  return state.object ?? assert.fail()
}

// What is negotiated of events is negotiated of to-dos alike (RFC 5546 §3.2, §3.4).
for (const name of ['VEVENT', 'VTODO'] as const)
  describe(name, () => {
    const { makeEvent, calendar, message, holding, replyOf } = makersOf(name)
    const weekly = makeEvent({ sequence: 2, more: 'RRULE:FREQ=WEEKLY;COUNT=10\nLOCATION:Hall' })
    const held = holding([weekly])
    const master = componentAt(held.object) ?? assert.fail()

    function by(of: Context, change: Change, from: HeldState = held): Transition {
      return originate(from, change, of)
    }
    function saved(event: string, of: Context = ann, from = nothingHeld('meeting')): Transition {
      return by(of, { kind: 'save', object: calendar([event]) }, from)
    }

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

    describe('what an Attendee asks and proposes', () => {
      const time = {
        kind: 'DATE-TIME' as const,
        wallSeconds: seconds('20260302T140000Z'),
        tzid: 'UTC',
      }
      const counter = only(by(bob, { kind: 'counter', proposal: { start: time } }), 'COUNTER')

      it('is a REFRESH that names the UID and himself, which brings the latest', () => {
        const refresh = only(by(bob, { kind: 'refresh' }), 'REFRESH')
        // Requirement: 5546/3.4.6/uid-of-original
        // Requirement: 5546/3.2.6/uid-of-request
        assert.deepEqual(values(component(refresh), 'UID'), ['meeting'])
        // Requirement: 5546/3.2.6/attendee-is-requester
        assert.deepEqual(guests(component(refresh)), ['bob'])
        const answer = only(delivered(refresh, 'ann', held), 'REQUEST')
        // Requirement: 5546/1.4/refresh-asks-latest
        // Requirement: 5546/3.2.2.2/answers-refresh
        // Requirement: 5546/3.4.2.2/answers-refresh
        assert.deepEqual(answer.recipients, [to('bob')])
        assert.deepEqual(values(component(answer), 'SEQUENCE', 'LOCATION'), ['2', 'Hall'])
      })

      it('is a COUNTER with all that is proposed', () => {
        const sent = component(counter)
        // Requirement: 5546/1.4/counter-proposes-change
        assert.deepEqual(
          [counter.recipients, values(sent, 'DTSTART')],
          [[to('ann')], ['20260302T140000Z']],
        )
        // Requirement: 5546/3.2.7/complete-proposal
        // Requirement: 5546/3.4.7/complete-proposal
        const own = new Set(['DTSTAMP', 'DTSTART', 'DTEND', 'DUE'])
        for (const { name } of master.properties) {
          if (!own.has(name)) assert.deepEqual(values(sent, name), values(master, name))
        }
        // Requirement: 5546/3.2.7/uid-of-request
        // Requirement: 5546/3.2.7/sequence-of-original
        // Requirement: 5546/3.4.7/sequence-of-original
        // Requirement: 5546/3.2.7/organizer-of-original
        assert.deepEqual(values(sent, 'UID', 'SEQUENCE', 'ORGANIZER'), [
          'meeting',
          '2',
          'mailto:ann@example.com',
        ])
      })

      it('is a COUNTER for one instance alone', () => {
        const change: Change = { kind: 'counter', keys: [second], proposal: { start: time } }
        const sent = component(only(by(bob, change), 'COUNTER'))
        // Requirement: 5546/3.7.1/attendee-counters-instance
        assert.deepEqual(values(sent, 'RECURRENCE-ID', 'DTSTART', 'RRULE'), [
          second,
          '20260302T140000Z',
          undefined,
        ])
      })

      it('is accepted: everyone whom it concerns gets the new time', () => {
        const waiting = delivered(counter, 'ann', held)
        const [proposal] = waiting.state.ledger.counters
        const change: Change = { kind: 'accept-counter', counter: proposal?.id ?? '' }
        const request = only(by(ann, change, waiting.state), 'REQUEST')
        // Requirement: 5546/3.2.7/accepted-change-sent
        // Requirement: 5546/3.4.7/accepted-change-sent
        assert.deepEqual(request.recipients, [to('bob'), to('cid'), to('dan')])
        assert.deepEqual(values(component(request), 'DTSTART'), ['20260302T140000Z'])
      })

      it('is declined by a DECLINECOUNTER to him, about that COUNTER', () => {
        const waiting = delivered(counter, 'ann', held)
        const [proposal] = waiting.state.ledger.counters
        const change: Change = { kind: 'decline-counter', counter: proposal?.id ?? '' }
        const decline = only(by(ann, change, waiting.state), 'DECLINECOUNTER')
        // Requirement: 5546/3.2.8/sent-to-counterer
        // Requirement: 5546/3.4.8/sent-to-counterer
        assert.deepEqual(decline.recipients, [to('bob')])
        // Requirement: 5546/3.2.8/uid-of-original
        // Requirement: 5546/3.4.8/uid-of-original
        // Requirement: 5546/3.2.8/sequence-of-original
        // Requirement: 5546/3.4.8/sequence-of-original
        assert.deepEqual(values(component(decline), 'UID', 'SEQUENCE'), ['meeting', '2'])
        // Requirement: 5546/3.2.8/attendees-listed
        // Requirement: 5546/3.4.8/attendees-listed
        assert.deepEqual(guests(component(decline)), guests(master))
        const proposed = by(bob, { kind: 'counter', proposal: { start: time } }).state
        const known = delivered(decline, 'bob', proposed)
        // Requirement: 5546/1.4/declinecounter-rejects-proposal
        assert.equal(known.state.ledger.counters[0]?.state, 'declined')
        assert.equal(known.state.object, proposed.object)
      })

      it('is nothing where there is nothing to counter, or the Organizer wants none', () => {
        const none = by(bob, { kind: 'counter', keys: ['20260310T090000Z'], proposal: {} })
        assert.deepEqual(
          [none.state, none.explanation[0].requirement],
          [held, '5546/3.2.7/unknown-uid'],
        )
        const closed = holding([weekly.concat('\nX-MICROSOFT-DISALLOW-COUNTER:TRUE')])
        const refused = by(bob, { kind: 'counter', proposal: { start: time } }, closed)
        assert.deepEqual(
          [refused.state, refused.effects, refused.explanation[0].requirement],
          [closed, [], '5546/3.2.7/organizer-may-forbid'],
        )
        const stray = delivered(counter, 'ann', nothingHeld('meeting'))
        assert.deepEqual([stray.state.object, stray.classification], [undefined, 'unknown'])
      })
    })

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

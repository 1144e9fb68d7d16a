import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Change } from '../change.ts'
import { nothingHeld } from '../state.ts'
import { seconds } from '../testing.ts'
import {
  ann,
  bob,
  component,
  delivered,
  exchangeOf,
  guests,
  only,
  second,
  to,
  values,
} from './testing.ts'

for (const name of ['VEVENT', 'VTODO'] as const)
  describe(name, () => {
    const { holding, weekly, held, master, by } = exchangeOf(name)

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
  })

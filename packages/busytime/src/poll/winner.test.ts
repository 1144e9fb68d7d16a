import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  allProperties,
  type Component,
  firstProperty,
  parameterValue,
  rawValue,
} from '@parley/icalendar'
import { calendarUser, type SendEffect, type Transition } from '@parley/itip'
import { context, object, vevent } from '../testing/calendars.ts'
import { type HeldPoll, noPollHeld, type Poll } from './model.ts'
import { originatePoll } from './originate.ts'
import { answerByVote, submitWinner } from './winner.ts'

const alice = calendarUser('alice@example.com', [], 'Alice')
const names = ['yes', 'maybe', 'no', 'silent', 'informed']
const voters = names.map((name) => ({
  address: calendarUser(`${name}@example.com`).address,
  stayInformed: name === 'informed',
}))
const alices = context(alice, 1_773_000_000)

function decided(more: Partial<Poll> = {}): HeldPoll {
  const candidates = object(
    ...vevent('a', 'DTSTART;TZID=Europe/Berlin:20260316T140000', 'DURATION:PT1H'),
    ...vevent('b', 'DTSTART;TZID=Europe/Berlin:20260317T140000', 'DURATION:PT1H', 'LOCATION:Den'),
  ).components
  const draft = { summary: 'Review', candidates, voters }
  const { state } = originatePoll(noPollHeld('poll-1'), { kind: 'open', draft }, alices)
  const responses = new Map([
    ['yes', 95],
    ['maybe', 50],
    ['no', 0],
    ['informed', 0],
  ])
  const { poll } = state
  if (poll === undefined) throw new TypeError('no poll')
  const voted = poll.voters.map((voter) => {
    const response = responses.get(voter.address.split('@')[0] ?? '')
    return response === undefined ? voter : { ...voter, votes: [{ itemId: 2, response }] }
  })
  const chosen = originatePoll(
    { ...state, poll: { ...poll, voters: voted, ...more } },
    { kind: 'choose', itemId: 2 },
    alices,
  )
  return chosen.state
}

function requests(of: Transition | undefined): readonly SendEffect[] {
  return of?.effects.filter((each): each is SendEffect => each.kind === 'send') ?? []
}

function event(of: Transition | undefined): Component {
  const found = of?.state.object?.components.find((each) => each.name === 'VEVENT')
  if (found === undefined) throw new TypeError('no event was made')
  return found
}

function attendees(of: Transition | undefined): readonly (string | undefined)[] {
  return allProperties(event(of), 'ATTENDEE').map((each) =>
    each.value.replace('mailto:', '').replace('@example.com', ''),
  )
}

describe('the winner of a poll', () => {
  it('goes out as one REQUEST that points back to the poll', () => {
    const made = submitWinner(decided(), { uid: 'event-1' }, alices)
    const [request, ...others] = requests(made.winner)
    assert.equal(request?.method, 'REQUEST')
    assert.deepEqual(others, [])
    const related = firstProperty(event(made.winner), 'RELATED-TO')
    assert.equal(related?.value, 'poll-1')
    assert.equal(related && parameterValue(related, 'RELTYPE'), 'POLL')
    assert.equal(rawValue(event(made.winner), 'UID'), 'event-1')
    assert.equal(rawValue(event(made.winner), 'LOCATION'), 'Den')
    assert.equal(rawValue(event(made.winner), 'SUMMARY'), 'Review')
    assert.equal(made.explanation[0].requirement, 'vpoll/4/winner-related-to-poll')
  })

  it('invites who said yes or maybe, and who wants to stay informed', () => {
    // Requirement: vpoll/4/stay-informed-attends
    assert.deepEqual(attendees(submitWinner(decided(), { uid: 'e' }, alices).winner), [
      'yes',
      'maybe',
      'informed',
    ])
    assert.deepEqual(
      attendees(submitWinner(decided(), { uid: 'e', invite: 'yes' }, alices).winner),
      ['yes', 'informed'],
    )
    assert.deepEqual(
      attendees(submitWinner(decided(), { uid: 'e', invite: 'all' }, alices).winner),
      names,
    )
  })

  it('asks everyone, and is accepted unasked by a voter whose RESPONSE reaches ACCEPT-RESPONSE', () => {
    // Requirement: vpoll/4/accept-response
    const held = decided({ acceptResponse: 80 })
    const made = event(submitWinner(held, { uid: 'e' }, alices).winner)
    const statuses = allProperties(made, 'ATTENDEE').map((each) => parameterValue(each, 'PARTSTAT'))
    assert.deepEqual(statuses, ['NEEDS-ACTION', 'NEEDS-ACTION', 'NEEDS-ACTION'])
    const answer = (of: HeldPoll, name: string, to = made) =>
      answerByVote(of, to, { self: calendarUser(`${name}@example.com`) })
    assert.deepEqual(answer(held, 'yes'), { kind: 'reply', partStat: 'ACCEPTED' })
    assert.equal(answer(held, 'maybe'), undefined)
    assert.equal(answer(decided(), 'yes'), undefined)
    assert.equal(answer({ ...held, uid: 'other' }, 'yes'), undefined)
    const forged = {
      ...made,
      properties: made.properties.map((each) =>
        each.name === 'ORGANIZER' ? { ...each, value: 'mailto:mallory@example.net' } : each,
      ),
    }
    assert.equal(answer(held, 'yes', forged), undefined)
  })

  it('is submitted once, after it was chosen, by the Organizer', () => {
    const first = submitWinner(decided(), { uid: 'e' }, alices)
    assert.equal(first.state.poll?.status, 'SUBMITTED')
    assert.ok(first.effects.some((each) => each.kind === 'send' && each.method === 'POLLSTATUS'))
    const second = submitWinner(first.state, { uid: 'f' }, alices)
    assert.equal(second.winner, undefined)
    assert.equal(second.explanation[0].requirement, 'vpoll/4/submitted-once')
    const bob = context(calendarUser('yes@example.com'), 1_773_000_100)
    assert.equal(
      submitWinner(decided(), { uid: 'e' }, bob).explanation[0].requirement,
      'vpoll/3/only-organizer-conducts',
    )
  })

  it('leaves a poll alone that was cancelled, and says what its status allows', () => {
    const first = submitWinner(decided(), { uid: 'e' }, alices)
    const again = originatePoll(first.state, { kind: 'close' }, alices)
    assert.equal(again.state, first.state)
    assert.equal(again.explanation[0].requirement, 'vpoll/2/status-values')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CalendarObject, withoutProperties, withProperty, zonesOf } from '@parley/icalendar'
import {
  type CounterProposal,
  calendarAddress,
  calendarUser,
  emptyLedger,
  type HeldState,
} from '@parley/itip'
import { busy, busyTimeBuilder, tentative } from './busy-time.ts'
import {
  acceptCounter,
  acceptIfFree,
  type CounterQuery,
  compareCounters,
  judgeCounter,
  prefillCounter,
} from './counter.ts'
import type { Person } from './propose/query.ts'
import { at, berlin, catalog, object, vevent, window } from './testing/calendars.ts'

const wide = window('20260301T0000', '20260401T0000')
const zones = zonesOf(object(), catalog, berlin)
const people = [
  'ORGANIZER:mailto:alice@example.com',
  ...['alice', 'bob', 'carol'].map((name) => `ATTENDEE:mailto:${name}@example.com`),
]
const nine = [
  'DTSTART;TZID=Europe/Berlin:20260310T090000',
  'DTEND;TZID=Europe/Berlin:20260310T100000',
]

function person(name: string, taken: readonly [string, string][] = [], code: 2 | 4 = busy): Person {
  const builder = busyTimeBuilder(wide)
  for (const [from, to] of taken) builder.add(at(from), at(to), code)
  return { address: calendarAddress(`${name}@example.com`), busy: builder.finish() }
}

function query(required: readonly Person[], organizer = person('alice')): CounterQuery {
  return {
    organizer,
    required,
    window: window('20260310T0800', '20260311T1800'),
    zones,
    tzid: berlin,
  }
}

function held(...lines: readonly string[]): HeldState {
  const made = object(...vevent('m', ...people, 'SUMMARY:Review', 'SEQUENCE:1', ...lines))
  return { uid: 'm', object: made, ledger: emptyLedger }
}

/** A COUNTER of the meeting with these lines. */
function counter(
  name: string,
  lines: readonly string[],
  more: Partial<CounterProposal> = {},
): CounterProposal {
  const [component] = object(
    ...vevent('m', ...people, 'SUMMARY:Review', 'SEQUENCE:1', ...lines),
  ).components
  if (component === undefined) throw new TypeError('no component')
  const from = calendarUser(`${name}@example.com`).address
  return {
    id: `counter/${name}`,
    from,
    key: '',
    revision: { sequence: 1, dtstampSeconds: 0 },
    component,
    state: 'pending',
    ...more,
  }
}

const eleven = [
  'DTSTART;TZID=Europe/Berlin:20260310T110000',
  'DTEND;TZID=Europe/Berlin:20260310T120000',
]
const fourteen = ['DTSTART;TZID=America/New_York:20260310T090000', 'DURATION:PT1H']

describe('a counter-proposal', () => {
  it('is laid beside the time as it stands, against everyone', () => {
    const bob = person('bob', [['20260310T0900', '20260310T1000']])
    const judged = judgeCounter(
      held(...nine),
      counter('bob', fourteen),
      query([bob, person('carol')]),
    )
    assert.deepEqual(
      judged.instances.map((each) => [each.current?.verdict, each.proposed.verdict]),
      [['busy', 'free']],
    )
    assert.equal(judged.instances[0]?.proposed.startSeconds, at('20260310T1400'))
    assert.equal(judged.free, true)
  })

  it('is accepted unasked only when all required are known to be free', () => {
    const answer = (of: readonly Person[], organizer?: Person) =>
      acceptIfFree(judgeCounter(held(...nine), counter('bob', eleven), query(of, organizer))).answer
    const taken: [string, string][] = [['20260310T1100', '20260310T1115']]
    assert.equal(answer([person('bob'), person('carol')]), 'accept')
    assert.equal(answer([person('bob'), person('carol', taken)]), 'ask')
    assert.equal(answer([person('bob'), person('carol', taken, tentative)]), 'ask')
    assert.equal(answer([person('bob'), { ...person('carol'), busy: undefined }]), 'ask')
    assert.equal(answer([person('bob')], person('alice', taken)), 'ask')
  })

  it('is asked about when it would change more than the time, or speaks of an older revision', () => {
    const judge = (lines: readonly string[], more: Partial<CounterProposal> = {}) =>
      acceptIfFree(
        judgeCounter(held(...nine), counter('bob', [...eleven, ...lines], more), query([])),
      )
    assert.equal(judge(['LOCATION:Elsewhere']).answer, 'ask')
    assert.equal(judge(['ATTENDEE:mailto:dora@example.com']).answer, 'ask')
    assert.equal(
      judge(['ATTENDEE:mailto:dora@example.com']).reason.requirement,
      '5546/3.2.7/counter-awaits-organizer',
    )
    assert.equal(
      judge([], { revision: { sequence: 0, dtstampSeconds: 9 } }).reason.requirement,
      '5546/3.2.7/outdated-counter',
    )
    // Requirement: 5546/3.2.7/accepted-by-reschedule
    assert.equal(judge([]).reason.requirement, '5546/3.2.7/accepted-by-reschedule')
  })

  it('without a time, or with an empty SUMMARY, is no change of anything else', () => {
    const bare = counter('bob', eleven)
    const empty = {
      ...bare,
      component: withProperty(bare.component, {
        ...bare.component.properties[0],
        name: 'SUMMARY',
        value: '',
      } as never),
    }
    assert.deepEqual(judgeCounter(held(...nine), empty, query([])).otherProperties, [])
    const timeless = { ...bare, component: withoutProperties(bare.component, 'DTSTART', 'DTEND') }
    assert.equal(judgeCounter(held(...nine), timeless, query([])).free, false)
  })

  it('of one instance is judged as that instance', () => {
    const series = held(...nine, 'RRULE:FREQ=DAILY;COUNT=5')
    const lines = [
      'RECURRENCE-ID:20260311T080000Z',
      'DTSTART;TZID=Europe/Berlin:20260311T150000',
      'DURATION:PT1H',
    ]
    const judged = judgeCounter(
      series,
      counter('bob', lines, { key: '20260311T080000Z' }),
      query([]),
    )
    assert.deepEqual(
      judged.instances.map((each) => [
        each.key,
        each.current?.startSeconds,
        each.proposed.startSeconds,
      ]),
      [['20260311T080000Z', at('20260311T0900'), at('20260311T1500')]],
    )
  })

  it('of a series is judged instance by instance', () => {
    const series = held(...nine, 'RRULE:FREQ=DAILY;COUNT=5')
    const carol = person('carol', [['20260311T1100', '20260311T1130']])
    const judged = judgeCounter(
      series,
      counter('bob', [...eleven, 'RRULE:FREQ=DAILY;COUNT=5']),
      query([carol]),
    )
    assert.deepEqual(
      judged.instances.map((each) => each.proposed.verdict),
      ['free', 'busy'],
    )
    assert.equal(judged.free, false)
  })
})

describe('several counter-proposals', () => {
  it('to one meeting stand side by side, the best first, the outdated last', () => {
    const carol = person('carol', [['20260310T1100', '20260310T1130']])
    const counters = [
      counter('bob', eleven),
      counter('carol', fourteen),
      counter('dora', ['DTSTART;TZID=Europe/Berlin:20260310T080000', 'DURATION:PT1H'], {
        revision: { sequence: 0, dtstampSeconds: 0 },
      }),
      counter('erik', fourteen, { state: 'declined' }),
    ]
    const state = { ...held(...nine), ledger: { ...emptyLedger, counters } }
    const judged = compareCounters(state, '', query([carol]))
    assert.deepEqual(
      judged.map((each) => each.counter.from),
      ['carol@example.com', 'bob@example.com', 'dora@example.com'],
    )
    const [best] = judged
    assert.deepEqual(best && acceptCounter(best), {
      kind: 'accept-counter',
      counter: 'counter/carol',
    })
  })
})

describe('a counter-proposal to be written', () => {
  it('is prefilled with times free for everyone whose time is known, in the form of the meeting', () => {
    const carol = person('carol', [['20260310T0800', '20260310T1500']])
    const dora = { ...person('dora'), busy: undefined }
    const made = prefillCounter(held(...nine), '', {
      ...query([carol, dora], person('bob', [['20260310T1500', '20260310T1600']])),
      limit: 2,
    })
    assert.deepEqual(
      made.map((each) => each.time.startSeconds),
      [at('20260310T1600'), at('20260310T1700')],
    )
    assert.ok(made.every((each) => each.time.verdict === 'unknown'))
    assert.deepEqual(made[0]?.change.proposal.start, {
      kind: 'DATE-TIME',
      wallSeconds: Date.UTC(2026, 2, 10, 16) / 1000,
      tzid: berlin,
    })
  })

  it('is prefilled also for days on which the meeting is not', () => {
    const friday = { ...query([person('bob')]), window: window('20260313T0800', '20260313T1800') }
    const [first] = prefillCounter(held(...nine), '', friday)
    assert.equal(first?.time.startSeconds, at('20260313T0800'))
  })

  it('touches nobody’s tentative engagement, and does not propose the time as it stands', () => {
    const carol = person('carol', [['20260310T0800', '20260311T1700']], tentative)
    const made = prefillCounter(held(...nine), '', query([carol]))
    assert.deepEqual(
      made.map((each) => each.time.startSeconds),
      [at('20260311T1700')],
    )
    assert.ok(
      prefillCounter(held(...nine), '', query([])).every(
        (each) => each.time.startSeconds !== at('20260310T0900'),
      ),
    )
  })

  it('names the instance that it is for, and has nothing for what is not held', () => {
    const series = held(...nine, 'RRULE:FREQ=DAILY;COUNT=5')
    const [first] = prefillCounter(series, '20260311T080000Z', query([]))
    assert.deepEqual(first?.change.keys, ['20260311T080000Z'])
    assert.deepEqual(
      prefillCounter({ ...series, object: undefined as CalendarObject | undefined }, '', query([])),
      [],
    )
    assert.deepEqual(prefillCounter(held('DTSTART;VALUE=DATE:20260310'), '', query([])), [])
  })
})

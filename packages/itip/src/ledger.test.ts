import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { calendarAddress } from './address.ts'
import {
  clampRevision,
  ledgerFromJson,
  ledgerToJson,
  maxCounters,
  maxQuestions,
  maxSettled,
  withCounter,
  withoutQuestion,
  withQuestion,
} from './ledger.ts'
import { receive } from './receive.ts'
import { emptyLedger, type Ledger, nothingHeld } from './state.ts'
import {
  attendee,
  componentAt,
  context,
  holding,
  makeEvent,
  message,
  now,
  replyOf,
} from './testing.ts'

/** A ledger in which every part holds something, made by messages. */
function fullLedger(): Ledger {
  const ann = context('ann', { from: 'bob' })
  const todo = `DTSTART:20260302T090000Z\nDUE:20260303T090000Z\nSUMMARY:Report\nPRIORITY:1\n${attendee('bob')}`
  const replied = receive(
    holding([todo], 'VTODO'),
    replyOf('bob', 'IN-PROCESS', { component: 'VTODO', more: 'PERCENT-COMPLETE:20\nCOMMENT:Soon' }),
    ann,
  ).state.ledger
  const asked = receive(
    holding([makeEvent()]),
    replyOf('eva', 'ACCEPTED'),
    context('ann', { from: 'eva' }),
  )
  const counter = message('COUNTER', [
    makeEvent({ start: '20260302T093000Z', attendees: [attendee('bob', 'CN="Bob; B"')] }),
  ])
  const countered = receive(asked.state, counter, ann).state.ledger
  const invited = receive(
    nothingHeld('meeting'),
    message('REQUEST', [makeEvent({ more: 'TRANSP:OPAQUE' })]),
    context('bob', { from: 'ann' }),
  ).state.ledger
  return {
    revisions: invited.revisions,
    replies: replied.replies,
    answersFrom: new Map([['', 2]]),
    offered: invited.offered,
    cancelled: new Map([['20260302T090000Z', { sequence: 1, dtstampSeconds: 2 }]]),
    delegates: new Map([['eve@example.com 20260302T090000Z', 'brought']]),
    counters: countered.counters,
    questions: countered.questions,
    settled: ['admit-uninvited|REPLY|eve@example.com'],
  }
}

/** As written: where something stood in the bytes is not remembered. */
function plain(ledger: Ledger): unknown {
  return ledgerToJson(ledger)
}

describe('a ledger as JSON', () => {
  it('comes back as it was', () => {
    const ledger = fullLedger()
    const sizes = Object.values(ledger).map((each) => ('size' in each ? each.size : each.length))
    assert.ok(sizes.every((size) => size > 0))
    const json = JSON.parse(JSON.stringify(ledgerToJson(ledger)))
    const back = ledgerFromJson(json) ?? assert.fail()
    assert.deepEqual(plain(back), plain(ledger))
    assert.deepEqual([...back.replies], [...ledger.replies])
    assert.deepEqual([...back.revisions], [...ledger.revisions])
    assert.deepEqual([...back.cancelled], [...ledger.cancelled])
    assert.deepEqual([...back.delegates], [...ledger.delegates])
    assert.deepEqual(back.settled, ledger.settled)
  })

  it('holds nothing but the revisions while there is nothing else to tell', () => {
    assert.deepEqual(ledgerToJson(emptyLedger), { revisions: [] })
    assert.deepEqual(ledgerFromJson({ revisions: [] }), emptyLedger)
  })

  it('is undefined where the JSON is not a ledger, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        assert.equal(ledgerFromJson(json), undefined)
      }),
    )
    const good = JSON.stringify(ledgerToJson(fullLedger()))
    fc.assert(
      fc.property(
        fc.nat({ max: good.length - 1 }),
        fc.constantFrom('0', '"', '[', 'x'),
        (at, put) => {
          const bad = good.slice(0, at) + put + good.slice(at + 1)
          let json: unknown
          try {
            json = JSON.parse(bad)
          } catch {
            return
          }
          const back = ledgerFromJson(json)
          assert.ok(back === undefined || back.revisions instanceof Map)
        },
      ),
    )
  })

  it('of a depth beyond reason is no ledger', () => {
    let deep: unknown = ['VEVENT', [], []]
    for (let depth = 0; depth < 1_000; depth++) deep = ['VEVENT', [], [deep]]
    const question = { id: 'one', question: 'unauthorized', message: deep }
    const json = { ...(ledgerToJson(emptyLedger) as object), questions: [question] }
    assert.equal(ledgerFromJson(json), undefined)
  })
})

describe('a revision as it is remembered', () => {
  it('is at most a day ahead of the clock', () => {
    const ahead = { sequence: 1, dtstampSeconds: now + 10 * 86_400 }
    assert.deepEqual(clampRevision(ahead, now), { sequence: 1, dtstampSeconds: now + 86_400 })
    const soon = { sequence: 1, dtstampSeconds: now + 60 }
    assert.equal(clampRevision(soon, now), soon)
  })

  it('of a clock years ahead does not hold up what comes two days later', () => {
    const bob = context('bob', { from: 'ann' })
    const wrong = message('REQUEST', [makeEvent({ dtstamp: '20400101T000000Z' })])
    const right = message('REQUEST', [
      makeEvent({ dtstamp: '20260203T130000Z', more: 'LOCATION:Hall' }),
    ])
    const { state } = receive(nothingHeld('meeting'), wrong, bob)
    const later = receive(state, right, { ...bob, nowSeconds: now + 2 * 86_400 })
    assert.equal(later.classification, 'minor-update')
  })
})

it('keeps a limited number of counter-proposals, pending ones longest', () => {
  const component = componentAt(holding([makeEvent()]).object) ?? assert.fail()
  const made = (id: number, state: 'pending' | 'declined'): Ledger['counters'][number] => ({
    id: String(id),
    from: calendarAddress('bob@example.com'),
    key: '',
    revision: { sequence: 0, dtstampSeconds: id },
    component,
    state,
  })
  let counters: Ledger['counters'] = [made(0, 'pending'), made(1, 'declined')]
  for (let id = 2; id < maxCounters + 1; id++)
    counters = withCounter(counters, made(id, 'declined'))
  assert.equal(counters.length, maxCounters)
  assert.deepEqual(
    counters.slice(0, 2).map((each) => each.id),
    ['0', '2'],
  )
})

it('remembers a limited number of answered questions, the latest ones', () => {
  let held = nothingHeld('meeting')
  for (let id = 0; id <= maxSettled; id++) held = withoutQuestion(held, String(id))
  const { settled } = held.ledger
  assert.deepEqual([settled.length, settled[0]], [maxSettled, '1'])
})

it('keeps a limited number of questions, the first ones', () => {
  let held = nothingHeld('meeting')
  const ask = (id: number): void => {
    const { object } = replyOf('eva', 'ACCEPTED')
    held = withQuestion(held, {
      id: `${id}`,
      question: 'unauthorized',
      from: undefined,
      message: object,
    })
  }
  for (let id = 0; id <= maxQuestions; id++) ask(id)
  const full = held
  ask(-1)
  assert.equal(held, full)
  assert.equal(held.ledger.questions.length, maxQuestions)
})

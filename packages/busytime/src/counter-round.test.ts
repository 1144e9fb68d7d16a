/** A whole round of counter-proposals among five people with their calendars, by bytes on a wire. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type CalendarObject,
  formatTime,
  type InstanceKey,
  instanceAt,
  instancesBetween,
  parseTime,
  recurrenceSet,
  timeAt,
  zonesOf,
} from '@parley/icalendar'
import { type Change, calendarUser, findAttendee, partStatOf, revisionOf } from '@parley/itip'
import {
  act,
  deliverAll,
  heldBy,
  makePerson,
  makeWorld,
  type Person as Player,
  type World,
} from '@parley/testkit'
import { compileAvailability } from './availability.ts'
import { compileCalendars } from './calendars.ts'
import {
  acceptCounter,
  acceptIfFree,
  type CounterQuery,
  compareCounters,
  prefillCounter,
} from './counter.ts'
import { personWithCalendars } from './person.ts'
import { proposeTimes } from './propose/propose.ts'
import type { Person } from './propose/query.ts'
import { at, berlin, object, vevent, window } from './testing/calendars.ts'
import { workingHours } from './working-hours.ts'

const uid = 'review@example.com'
const week = window('20260309T0800', '20260313T1800')
const names = ['alice', 'bob', 'carol', 'dora', 'erik'] as const
type Name = (typeof names)[number]

/** What each has in the calendar besides the meeting: 'YYYYMMDDTHHMM' and hours. */
const engagements: Readonly<Record<Name, readonly (readonly [string, number])[]>> = {
  alice: [['20260309T0800', 10]],
  bob: [['20260309T0800', 4]],
  carol: [['20260309T1300', 5]],
  dora: [['20260310T0800', 1]],
  erik: [],
}

type Round = {
  readonly world: World
  readonly players: ReadonlyMap<Name, Player>
  readonly calendars: Map<Name, CalendarObject[]>
}

function round(): Round {
  const players = new Map<Name, Player>(
    names.map((name) => [
      name,
      makePerson(name, calendarUser(`${name}@example.com`), { tzid: berlin }),
    ]),
  )
  const calendars = new Map<Name, CalendarObject[]>(
    names.map((name) => [
      name,
      engagements[name].map(([start, hours], i) => engagement(`${name}-${i}`, start, hours)),
    ]),
  )
  return { world: makeWorld([...players.values()], at('20260305T0900')), players, calendars }
}

function engagement(id: string, start: string, hours: number): CalendarObject {
  return object(...vevent(id, `DTSTART;TZID=${berlin}:${start}00`, `DURATION:PT${hours}H`))
}

function player({ players }: Round, name: Name): Player {
  const found = players.get(name)
  if (found === undefined) throw new TypeError(`no ${name}`)
  return found
}

/** What is known of someone's time, the meeting itself left out; of Erik nothing is known. */
function known(of: Round, name: Name, elsewhere = true): Person {
  const { user } = player(of, name)
  if (name === 'erik' && elsewhere) return { address: user.address, busy: undefined }
  const held = heldBy(player(of, name), uid).object
  const objects = [...(of.calendars.get(name) ?? []), ...(held === undefined ? [] : [held])]
  const compiled = compileCalendars([{ objects }], { user, tzid: berlin }, of.world.catalog)
  const zones = zonesOf(object(), of.world.catalog, berlin)
  const office = workingHours({
    zone: berlin,
    days: ['MO', 'TU', 'WE', 'TH', 'FR'],
    from: '08:00',
    to: '18:00',
  })
  const availability = compileAvailability([{ component: office, zones }])
  return personWithCalendars(user, compiled, {
    window: week,
    tzid: berlin,
    availability,
    ignoredUids: new Set([uid]),
  })
}

function query(of: Round, self: Name, others: readonly Name[]): CounterQuery {
  const zones = zonesOf(object(), of.world.catalog, berlin)
  const required = others.map((name) => known(of, name))
  return {
    organizer: known(of, self, false),
    required,
    window: week,
    zones,
    tzid: berlin,
    limit: 3,
  }
}

function play(of: Round, name: Name, change: Change): void {
  of.world.nowSeconds += 60
  act(of.world, player(of, name), uid, change)
  of.world.nowSeconds += 60
  deliverAll(of.world)
}

function invite(of: Round, startSeconds: number, ...lines: readonly string[]): void {
  const zones = zonesOf(object(), of.world.catalog, berlin)
  const like = parseTime('20260310T090000', berlin)
  if (like === undefined) throw new TypeError('no time')
  const start = formatTime(timeAt(startSeconds, like, zones))
  const people = names.slice(1).map((name) => `ATTENDEE;RSVP=TRUE:mailto:${name}@example.com`)
  const made = vevent(
    uid,
    'ORGANIZER:mailto:alice@example.com',
    ...people,
    'SUMMARY:Review',
    `DTSTART;TZID=${berlin}:${start}`,
    'DURATION:PT1H',
    ...lines,
  )
  play(of, 'alice', { kind: 'save', object: object(...made) })
}

/** Start and revision of the meeting, or of one instance of it, in someone's copy. */
function copy(
  of: Round,
  name: Name,
  key?: InstanceKey,
): { start: number | undefined; sequence: number; set: ReturnType<typeof recurrenceSet> } {
  const { object: held } = heldBy(player(of, name), uid)
  if (held === undefined) throw new TypeError(`${name} holds nothing`)
  const set = recurrenceSet(
    held.components.filter((each) => each.name === 'VEVENT'),
    zonesOf(held, of.world.catalog, berlin),
  )
  const instance = key === undefined ? instancesBetween(set, week)[0] : instanceAt(set, key)
  return {
    start: instance?.startSeconds,
    sequence: instance === undefined ? -1 : revisionOf(instance.component).sequence,
    set,
  }
}

function answers(of: Round, key?: InstanceKey): readonly string[] {
  const { set } = copy(of, 'alice')
  const instance = key === undefined ? instancesBetween(set, week)[0] : instanceAt(set, key)
  return names.slice(1).map((name) => {
    const attendee = instance && findAttendee(instance.component, player(of, name).user)
    return attendee === undefined ? 'none' : partStatOf(attendee)
  })
}

function letters(of: Round, change: Change): readonly string[] {
  const happening = act(of.world, player(of, 'alice'), uid, change)
  of.world.nowSeconds += 60
  deliverAll(of.world)
  return happening.effects.flatMap((each) =>
    each.kind === 'send'
      ? [`${each.method} to ${each.recipients.map((one) => one.split('@')[0]).join(', ')}`]
      : [],
  )
}

describe('a round of counter-proposals among five people', () => {
  it('goes from a proposed time over two COUNTERs to everyone’s updated copy', () => {
    const of = round()
    // Alice asks for a time; Erik's calendar is not known, and it is said.
    const [proposal] = proposeTimes({
      ...query(of, 'alice', ['bob', 'carol', 'dora', 'erik']),
      durationSeconds: 3600,
    })
    assert.equal(proposal?.verdict, 'unknown')
    assert.equal(proposal?.startSeconds, at('20260310T0900'))
    invite(of, proposal?.startSeconds ?? 0)
    for (const name of ['bob', 'carol', 'dora'] as const)
      play(of, name, { kind: 'reply', partStat: 'ACCEPTED' })
    assert.deepEqual(answers(of), ['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'NEEDS-ACTION'])

    // Something comes up for Carol; Erik cannot at all that day, and says when he could.
    of.calendars.get('carol')?.push(engagement('late', '20260310T0900', 3))
    const [carols] = prefillCounter(
      heldBy(player(of, 'carol'), uid),
      '',
      query(of, 'carol', ['alice', 'bob', 'dora']),
    )
    assert.equal(carols?.time.startSeconds, at('20260310T1200'))
    if (carols === undefined) return
    play(of, 'carol', carols.change)
    of.calendars.get('erik')?.push(engagement('away', '20260310T0800', 10))
    const [eriks] = prefillCounter(
      heldBy(player(of, 'erik'), uid),
      '',
      query(of, 'erik', ['alice', 'bob', 'carol', 'dora']),
    )
    assert.equal(eriks?.time.startSeconds, at('20260311T0800'))
    if (eriks === undefined) return
    play(of, 'erik', eriks.change)
    assert.equal(
      copy(of, 'alice').start,
      at('20260310T0900'),
      'a COUNTER changes nothing by itself',
    )

    // Both lie side by side; Erik's calendar has been shared meanwhile.
    const asked = {
      ...query(of, 'alice', ['bob', 'carol', 'dora']),
      required: ['bob', 'carol', 'dora', 'erik'].map((name) => known(of, name as Name, false)),
    }
    const judged = compareCounters(heldBy(player(of, 'alice'), uid), '', asked)
    assert.deepEqual(
      judged.map((each) => [each.counter.from, each.instances[0]?.proposed.verdict, each.free]),
      [
        ['erik@example.com', 'free', true],
        ['carol@example.com', 'busy', false],
      ],
    )
    const [best] = judged
    assert.ok(best !== undefined && acceptIfFree(best).answer === 'accept')

    // One step: a REQUEST to all, a DECLINECOUNTER to the other.
    const sent = letters(of, acceptCounter(best))
    assert.deepEqual(sent.toSorted(), [
      'DECLINECOUNTER to carol',
      'REQUEST to bob, carol, dora, erik',
    ])
    for (const name of names) {
      assert.equal(copy(of, name).start, at('20260311T0800'), `${name} has the new time`)
      assert.equal(copy(of, name).sequence, 1)
    }
    assert.deepEqual(answers(of), Array(4).fill('NEEDS-ACTION'))
    assert.ok(
      heldBy(player(of, 'alice'), uid).ledger.counters.every((each) => each.state !== 'pending'),
    )
    for (const name of names.slice(1)) play(of, name, { kind: 'reply', partStat: 'ACCEPTED' })
    assert.deepEqual(answers(of), Array(4).fill('ACCEPTED'))
  })

  it('moves one instance of a series and leaves the others where they are', () => {
    const of = round()
    invite(of, at('20260309T1900'), 'RRULE:FREQ=DAILY;COUNT=5')
    for (const name of names.slice(1)) play(of, name, { kind: 'reply', partStat: 'ACCEPTED' })
    const key = '20260311T180000Z'
    const [proposal] = prefillCounter(
      heldBy(player(of, 'bob'), uid),
      key,
      query(of, 'bob', ['alice', 'carol', 'dora']),
    )
    assert.equal(proposal?.time.startSeconds, at('20260310T0900'))
    if (proposal === undefined) return
    play(of, 'bob', proposal.change)
    const [judged] = compareCounters(
      heldBy(player(of, 'alice'), uid),
      key,
      query(of, 'alice', ['bob', 'carol', 'dora']),
    )
    assert.equal(judged?.free, true)
    if (judged === undefined) return
    assert.deepEqual(letters(of, acceptCounter(judged)), ['REQUEST to bob, carol, dora, erik'])
    for (const name of names) {
      assert.equal(copy(of, name, key).start, at('20260310T0900'))
      assert.equal(copy(of, name, '20260310T180000Z').start, at('20260310T1900'))
    }
    assert.deepEqual(answers(of, key), Array(4).fill('NEEDS-ACTION'))
    assert.deepEqual(answers(of, '20260312T180000Z'), Array(4).fill('ACCEPTED'))
  })
})

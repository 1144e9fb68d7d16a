/** What people of a story change: one row an action. */
import {
  allProperties,
  type Component,
  firstProperty,
  type InstanceKey,
  property,
  timeOf,
  timeProperty,
  withProperties,
  withProperty,
} from '@parley/icalendar'
import {
  addressOf,
  attendeeAddresses,
  type CalendarAddress,
  type Change,
  findAttendee,
  type HeldState,
  partStatOf,
} from '@parley/itip'
import type { Person } from '../person.ts'
import { guest, timeIn, withDetails } from '../scenario/details.ts'
import { edited, editedEverywhere, withoutTimes } from '../scenario/objects.ts'
import { livingInstances, masterOf, recurs } from './held.ts'
import type { Random } from './random.ts'
import type { Action } from './story.ts'

/** Who does it to what; `key` and `other` are picked anew for each step. */
export type Scene = {
  readonly nowSeconds: number
  readonly person: Person
  readonly held: HeldState
  readonly key: InstanceKey
  readonly other: CalendarAddress
  readonly dice: Random
}

type Row = {
  readonly by: 'organizer' | 'attendee' | 'anyone'
  /** Undefined where it makes no sense just now. */
  readonly change: (scene: Scene) => Change | undefined
}

export const changes: Readonly<Record<Exclude<Action, 'organize' | 'deliver' | 'restart'>, Row>> = {
  rename: {
    by: 'organizer',
    change: ({ held, nowSeconds }) => {
      const name = property('SUMMARY', `Name ${nowSeconds}`)
      return { kind: 'save', object: editedEverywhere(held, (of) => withProperty(of, name)) }
    },
  },
  move: {
    by: 'organizer',
    change: ({ held, dice }) =>
      masterOf(held) && { kind: 'save', object: edited(held, '', later(dice)) },
  },
  'move-instance': {
    by: 'organizer',
    change: ({ held, key, dice }) => ({ kind: 'save', object: edited(held, key, later(dice)) }),
  },
  'cancel-instance': { by: 'organizer', change: ({ key }) => ({ kind: 'cancel', keys: [key] }) },
  cancel: { by: 'organizer', change: () => ({ kind: 'cancel' }) },
  delete: { by: 'organizer', change: () => ({ kind: 'delete' }) },
  'add-instance': { by: 'organizer', change: added },
  invite: {
    by: 'organizer',
    change: ({ held, other }) => ({
      kind: 'save',
      object: editedEverywhere(held, (of) => withGuest(of, other)),
    }),
  },
  'invite-to-instance': {
    by: 'organizer',
    change: ({ held, key, other }) =>
      recurs(held)
        ? { kind: 'save', object: edited(held, key, (of) => withGuest(of, other)) }
        : undefined,
  },
  uninvite: {
    by: 'organizer',
    change: ({ held, other }) => ({
      kind: 'save',
      object: editedEverywhere(held, (of) => without(of, other)),
    }),
  },
  'uninvite-from-part': {
    by: 'organizer',
    change: ({ held, key, other, dice }) => {
      const part = dice.chance(0.5) && masterOf(held) ? '' : key
      return recurs(held)
        ? { kind: 'save', object: edited(held, part, (of) => without(of, other)) }
        : undefined
    },
  },
  judge: {
    by: 'organizer',
    change: ({ held, dice }) => {
      const counter = held.ledger.counters.find((each) => each.state === 'pending')
      const kind = dice.chance(0.5) ? 'accept-counter' : 'decline-counter'
      return counter && { kind, counter: counter.id }
    },
  },
  admit: {
    by: 'organizer',
    change: ({ held, dice }) => {
      const asked = held.ledger.questions.find((each) => each.question === 'admit-uninvited')
      const kind = dice.chance(0.7) ? 'admit-uninvited' : 'refuse-uninvited'
      return asked && { kind, question: asked.id }
    },
  },
  split: {
    by: 'organizer',
    change: ({ held, key, nowSeconds }) =>
      recurs(held) ? { kind: 'split', at: key, newUid: `m${nowSeconds}s@example.com` } : undefined,
  },
  answer: { by: 'attendee', change: ({ dice }) => ({ kind: 'reply', partStat: anyAnswer(dice) }) },
  'answer-instance': {
    by: 'attendee',
    change: ({ key, dice }) => ({ kind: 'reply', partStat: anyAnswer(dice), keys: [key] }),
  },
  exclude: { by: 'attendee', change: excluded },
  counter: { by: 'attendee', change: countered },
  delegate: { by: 'attendee', change: ({ other }) => ({ kind: 'delegate', to: other }) },
  'delegate-instance': {
    by: 'attendee',
    change: ({ other, key, held }) =>
      recurs(held) ? { kind: 'delegate', to: other, keys: [key] } : undefined,
  },
  'take-back': { by: 'attendee', change: takenBack },
  'cancel-onward': {
    by: 'organizer',
    change: ({ key, held }) =>
      recurs(held) ? { kind: 'cancel', keys: [key], thisAndFuture: true } : undefined,
  },
  forward: { by: 'attendee', change: ({ other }) => ({ kind: 'forward', to: [other] }) },
  refresh: { by: 'attendee', change: () => ({ kind: 'refresh' }) },
  'set-alarm': { by: 'anyone', change: personal },
}

function withGuest(of: Component, address: CalendarAddress): Component {
  if (attendeeAddresses(of).includes(address)) return of
  return { ...of, properties: [...of.properties, guest(`mailto:${address}`)] }
}

function without(of: Component, gone: CalendarAddress): Component {
  const properties = of.properties.filter(
    (each) => each.name !== 'ATTENDEE' || addressOf(each) !== gone,
  )
  return { ...of, properties }
}

function anyAnswer(dice: Random): 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' {
  return (['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const)[dice.below(3)] ?? 'ACCEPTED'
}

/** Some hours later, or days where it lasts all day. */
function later(dice: Random): (of: Component) => Component {
  return (of) => {
    const start = firstProperty(of, 'DTSTART')
    const time = start && timeOf(start)
    if (time === undefined) return of
    const wallSeconds = time.wallSeconds + (1 + dice.below(3)) * unitOf(time.kind)
    return withProperty(of, timeProperty('DTSTART', { ...time, wallSeconds }))
  }
}

function unitOf(kind: 'DATE' | 'DATE-TIME'): number {
  return kind === 'DATE' ? 86_400 : 3600
}

function countered({ held, key, dice }: Scene): Change | undefined {
  const instance = held.object && livingInstances(held.object).find((each) => each.key === key)
  if (instance === undefined) return undefined
  const unit = unitOf(instance.start.kind)
  const wallSeconds = instance.start.wallSeconds + (1 + dice.below(4)) * unit
  const start = { ...instance.start, wallSeconds }
  const end = { ...start, wallSeconds: wallSeconds + unit }
  const isWhole = masterOf(held) !== undefined && !recurs(held)
  return { kind: 'counter', proposal: { start, end }, ...(!isWhole && { keys: [key] }) }
}

/** Who handed his part to somebody comes himself after all. */
function takenBack({ held, person, dice }: Scene): Change | undefined {
  const master = masterOf(held)
  const mine = master && findAttendee(master, person.user)
  return mine !== undefined && partStatOf(mine) === 'DELEGATED'
    ? { kind: 'reply', partStat: anyAnswer(dice), keys: [''] }
    : undefined
}

function added({ held, person, dice }: Scene): Change | undefined {
  const master = masterOf(held)
  const start = master && firstProperty(master, 'DTSTART')
  if (master === undefined || start === undefined) return undefined
  const day = `2026-04-${10 + dice.below(18)}`
  const isWholeDay = timeOf(start)?.kind === 'DATE'
  const time = timeIn(isWholeDay ? day : `${day}T09:00`, person.tzid)
  const component = withProperty(withoutTimes(master), timeProperty('DTSTART', time))
  return { kind: 'add', component }
}

/** The Attendee's calendar app takes one instance out. */
function excluded({ held, key }: Scene): Change | undefined {
  const instance = held.object && livingInstances(held.object).find((each) => each.key === key)
  if (instance === undefined || !recurs(held)) return undefined
  const date = timeProperty('EXDATE', instance.recurrenceId)
  const object = edited(held, '', (of) =>
    withProperties(of, 'EXDATE', [...allProperties(of, 'EXDATE'), date]),
  )
  return { kind: 'save', object }
}

/** What nobody else may see or take away: an alarm, and a property of his own. */
function personal({ held }: Scene): Change {
  const details = [
    { line: 0, name: 'alarm', value: '-PT10M' },
    { line: 0, name: 'x/own-note', value: 'mine' },
  ]
  const object = editedEverywhere(held, (of) =>
    of.components.some((each) => each.name === 'VALARM') ? of : withDetails(of, details, 'UTC'),
  )
  return { kind: 'save', object }
}

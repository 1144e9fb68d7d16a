/** One step of a story, done by a person of the world as far as it makes sense at that moment. */
import {
  type CalendarObject,
  type Component,
  firstProperty,
  formatTime,
  type Instance,
  type InstanceKey,
  instancesBetween,
  property,
  timeOf,
  timeProperty,
  withProperty,
} from '@parley/icalendar'
import {
  addressOf,
  attendeeAddresses,
  type CalendarAddress,
  type Change,
  type HeldState,
  roleOf,
} from '@parley/itip'
import { type Person, restart } from '../person.ts'
import { guest, timeIn, withDetails } from '../scenario/details.ts'
import {
  blank,
  edited,
  editedEverywhere,
  isScheduling,
  newObject,
  setOf,
} from '../scenario/objects.ts'
import { act, type Happening, type World } from '../world.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import type { Step } from './story.ts'
import { badWire, deliverSome } from './wire.ts'

const stepSeconds = 97
const hour = 3600

/** Performs it; returns what happened, with nothing where the step has no sense just now. */
export function perform(world: World, step: Step): readonly Happening[] {
  world.nowSeconds += stepSeconds
  const people = [...world.people.values()]
  const person = people[step.actor % people.length]
  const dice = random(step.pick)
  if (person === undefined) return []
  if (step.action === 'deliver') return deliverSome(world, 1 + dice.below(8), dice, badWire)
  if (step.action === 'restart') {
    restart(person)
    return []
  }
  if (step.action === 'organize') return [organize(world, person, dice)]
  const held = choose(person, step, dice)
  const change = held && changeOf(world, person, held, step, dice)
  return held === undefined || change === undefined ? [] : [act(world, person, held.uid, change)]
}

function organize(world: World, person: Person, dice: Random): Happening {
  const uid = `m${world.nowSeconds}@example.com`
  const day = String(3 + dice.below(5)).padStart(2, '0')
  const repeat = ['', 'FREQ=DAILY;COUNT=5', 'FREQ=WEEKLY;COUNT=4'][dice.below(3)] ?? ''
  const details = [
    { line: 0, name: 'start', value: `2026-03-${day}T1${dice.below(8)}:00` },
    { line: 0, name: 'duration', value: 'PT1H' },
    ...(repeat === '' ? [] : [{ line: 0, name: 'repeat', value: repeat }]),
  ]
  const made = withDetails(blank(uid, 'VEVENT', stamp(world)), details, person.tzid)
  const guests = someOthers(world, person, dice)
  const parties = [
    property('ORGANIZER', `mailto:${person.user.address}`),
    ...guests.map((each) => guest(`mailto:${each.user.address}`)),
  ]
  const object = newObject('VEVENT', { ...made, properties: [...made.properties, ...parties] })
  return act(world, person, uid, { kind: 'save', object })
}

function stamp(world: World): string {
  return formatTime({ kind: 'DATE-TIME', wallSeconds: world.nowSeconds, tzid: 'UTC' })
}

function someOthers(world: World, person: Person, dice: Random): readonly Person[] {
  const others = [...world.people.values()].filter((each) => each !== person)
  const some = others.filter(() => dice.chance(0.6))
  return some.length > 0 ? some : others.slice(0, 1)
}

const organizersActions = new Set<string>([
  'move',
  'rename',
  'move-instance',
  'cancel-instance',
  'cancel',
  'add-instance',
  'invite',
  'uninvite',
  'judge',
  'admit',
  'split',
])

/** One of the meetings that the person may do this with. */
function choose(person: Person, { action }: Step, dice: Random): HeldState | undefined {
  const wanted = organizersActions.has(action) ? 'organizer' : 'attendee'
  const fitting = [...person.held.values()].filter(
    (held) =>
      isAlive(held) &&
      (roleOf(held, person.user) === wanted || (action === 'set-alarm' && held.object)),
  )
  return fitting[dice.below(fitting.length)]
}

export function isAlive(held: HeldState): boolean {
  return held.object?.components.some((each) => isScheduling(each) && !isCancelled(each)) === true
}

export function isCancelled(of: Component): boolean {
  return firstProperty(of, 'STATUS')?.value === 'CANCELLED'
}

export function livingInstances(object: CalendarObject): readonly Instance[] {
  const range = { fromSeconds: 0, toSeconds: 4e9, limit: 200 }
  return instancesBetween(setOf(object), range).filter((each) => !isCancelled(each.component))
}

function pickKey(held: HeldState, dice: Random): InstanceKey | undefined {
  if (held.object === undefined) return undefined
  const keys = livingInstances(held.object).map((each) => each.key)
  return keys[dice.below(keys.length)]
}

function hasMaster(held: HeldState): boolean {
  return (
    held.object?.components.some(
      (each) => isScheduling(each) && firstProperty(each, 'RECURRENCE-ID') === undefined,
    ) === true
  )
}

function changeOf(
  world: World,
  person: Person,
  held: HeldState,
  { action }: Step,
  dice: Random,
): Change | undefined {
  const key = pickKey(held, dice)
  const others = someOthers(world, person, dice)
  const other = others[dice.below(others.length)]?.user.address
  if (key === undefined || other === undefined) return undefined
  switch (action) {
    case 'rename': {
      const name = property('SUMMARY', `Name ${world.nowSeconds}`)
      return { kind: 'save', object: editedEverywhere(held, (of) => withProperty(of, name)) }
    }
    case 'move':
      return hasMaster(held) ? { kind: 'save', object: edited(held, '', later(dice)) } : undefined
    case 'move-instance':
      return { kind: 'save', object: edited(held, key, later(dice)) }
    case 'cancel-instance':
      return { kind: 'cancel', keys: [key] }
    case 'cancel':
      return { kind: 'cancel' }
    case 'add-instance':
      return added(held, person, dice)
    case 'invite':
      return {
        kind: 'save',
        object: editedEverywhere(held, (of) =>
          attendeeAddresses(of).includes(other)
            ? of
            : { ...of, properties: [...of.properties, guest(`mailto:${other}`)] },
        ),
      }
    case 'uninvite':
      return { kind: 'save', object: editedEverywhere(held, (of) => without(of, other)) }
    case 'judge': {
      const counter = held.ledger.counters.find((each) => each.state === 'pending')
      const kind = dice.chance(0.5) ? 'accept-counter' : 'decline-counter'
      return counter && { kind, counter: counter.id }
    }
    case 'admit': {
      const asked = held.ledger.questions.find((each) => each.question === 'admit-uninvited')
      const kind = dice.chance(0.7) ? 'admit-uninvited' : 'refuse-uninvited'
      return asked && { kind, question: asked.id }
    }
    case 'split':
      return hasMaster(held) && firstKey(held) !== key
        ? { kind: 'split', at: key, newUid: `m${world.nowSeconds}s@example.com` }
        : undefined
    case 'answer':
      return { kind: 'reply', partStat: anyAnswer(dice) }
    case 'answer-instance':
      return { kind: 'reply', partStat: anyAnswer(dice), keys: [key] }
    case 'counter':
      return countered(held, key, dice)
    case 'delegate':
      return { kind: 'delegate', to: other }
    case 'forward':
      return { kind: 'forward', to: [other] }
    case 'set-alarm':
      return withAlarm(held)
    default:
      return undefined
  }
}

function without(of: Component, gone: CalendarAddress): Component {
  const properties = of.properties.filter(
    (each) => each.name !== 'ATTENDEE' || addressOf(each) !== gone,
  )
  return { ...of, properties }
}

function firstKey(held: HeldState): InstanceKey | undefined {
  return held.object && livingInstances(held.object)[0]?.key
}

function anyAnswer(dice: Random): 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' {
  return (['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const)[dice.below(3)] ?? 'ACCEPTED'
}

function later(dice: Random): (of: Component) => Component {
  return (of) => {
    const start = firstProperty(of, 'DTSTART')
    const time = start && timeOf(start)
    if (time === undefined) return of
    const wallSeconds = time.wallSeconds + (1 + dice.below(3)) * hour
    return withProperty(of, timeProperty('DTSTART', { ...time, wallSeconds }))
  }
}

function countered(held: HeldState, key: InstanceKey, dice: Random): Change | undefined {
  const instance = held.object && livingInstances(held.object).find((each) => each.key === key)
  if (instance === undefined || held.object === undefined) return undefined
  const wallSeconds = instance.start.wallSeconds + (1 + dice.below(4)) * hour
  const start = { ...instance.start, wallSeconds }
  const end = { ...start, wallSeconds: wallSeconds + hour }
  const recurs = livingInstances(held.object).length > 1 || !hasMaster(held)
  return { kind: 'counter', proposal: { start, end }, ...(recurs && { keys: [key] }) }
}

function added(held: HeldState, person: Person, dice: Random): Change | undefined {
  const master = held.object?.components.find(
    (each) => isScheduling(each) && firstProperty(each, 'RECURRENCE-ID') === undefined,
  )
  if (master === undefined) return undefined
  const kept = [
    'UID',
    'SUMMARY',
    'ORGANIZER',
    'ATTENDEE',
    'LOCATION',
    'DURATION',
    'DTSTAMP',
    'SEQUENCE',
  ]
  const plain = {
    ...master,
    properties: master.properties.filter((each) => kept.includes(each.name)),
  }
  const start = timeIn(`2026-04-${10 + dice.below(18)}T09:00`, person.tzid)
  return { kind: 'add', component: withProperty(plain, timeProperty('DTSTART', start)) }
}

/** Every component of what is held gets the alarm that this person always wants. */
function withAlarm(held: HeldState): Change {
  const object = editedEverywhere(held, (of) =>
    of.components.some((each) => each.name === 'VALARM')
      ? of
      : withDetails(of, [{ line: 0, name: 'alarm', value: '-PT10M' }], 'UTC'),
  )
  return { kind: 'save', object }
}

export function organizerAddress(held: HeldState): string | undefined {
  const found = held.object?.components.find(isScheduling)
  const organizer = found && firstProperty(found, 'ORGANIZER')
  return organizer && addressOf(organizer)
}

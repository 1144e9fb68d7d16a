/** One step of a story, done by a person of the world as far as it makes sense at that moment. */
import { formatTime, property } from '@parley/icalendar'
import { type HeldState, roleOf } from '@parley/itip'
import { type Person, restart } from '../person.ts'
import { guest, withDetails } from '../scenario/details.ts'
import { blank, newObject } from '../scenario/objects.ts'
import { act, type Happening, type World } from '../world.ts'
import { changes } from './changes.ts'
import { isAlive, livingInstances } from './held.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import type { Step } from './story.ts'
import { badWire, deliverSome } from './wire.ts'

const stepSeconds = 97

/** Performs it; returns what happened, with nothing where the step has no sense just now. */
export function perform(world: World, { action, actor, pick }: Step): readonly Happening[] {
  world.nowSeconds += stepSeconds
  const people = [...world.people.values()]
  const person = people[actor % people.length]
  const dice = random(pick)
  if (person === undefined) return []
  switch (action) {
    case 'deliver':
      return deliverSome(world, 1 + dice.below(8), dice, badWire)
    case 'restart':
      restart(person)
      return []
    case 'organize':
      return [organize(world, person, dice)]
    default: {
      const { by, change } = changes[action]
      const held = choose(person, by, dice)
      const keys = held?.object === undefined ? [] : livingInstances(held.object)
      const key = keys[dice.below(keys.length)]?.key
      const others = someOthers(world, person, dice)
      const other = others[dice.below(others.length)]?.user.address
      if (held === undefined || key === undefined || other === undefined) return []
      const { nowSeconds } = world
      const wanted = change({ nowSeconds, person, held, key, other, dice })
      return wanted === undefined ? [] : [act(world, person, held.uid, wanted)]
    }
  }
}

/** One of the meetings that the person may do this with. */
function choose(
  person: Person,
  by: 'organizer' | 'attendee' | 'anyone',
  dice: Random,
): HeldState | undefined {
  const fitting = [...person.held.values()].filter(
    (held) => isAlive(held) && (by === 'anyone' || roleOf(held, person.user) === by),
  )
  return fitting[dice.below(fitting.length)]
}

/** What begins: a meeting of an hour, one that lasts a day, or a to-do. */
const kinds = [
  { name: 'VEVENT', wholeDay: false, duration: 'PT1H' },
  { name: 'VEVENT', wholeDay: false, duration: 'PT1H' },
  { name: 'VEVENT', wholeDay: true, duration: 'P1D' },
  { name: 'VTODO', wholeDay: false, duration: 'PT1H' },
] as const

const rules = ['', 'FREQ=DAILY;COUNT=5', 'FREQ=WEEKLY;COUNT=4'] as const

function organize(world: World, person: Person, dice: Random): Happening {
  const uid = `m${world.nowSeconds}@example.com`
  const kind = kinds[dice.below(kinds.length)] ?? kinds[0]
  const day = `2026-03-${String(3 + dice.below(5)).padStart(2, '0')}`
  const start = kind.wholeDay ? day : `${day}T1${dice.below(8)}:00`
  const repeat = rules[dice.below(rules.length)] ?? ''
  const details = [
    { line: 0, name: 'start', value: start },
    { line: 0, name: 'duration', value: kind.duration },
    ...(repeat === '' ? [] : [{ line: 0, name: 'repeat', value: repeat }]),
  ]
  const made = withDetails(blank(uid, kind.name, stamp(world)), details, person.tzid)
  const parties = [
    property('ORGANIZER', `mailto:${person.user.address}`),
    ...someOthers(world, person, dice).map((each) => guest(`mailto:${each.user.address}`)),
  ]
  const object = newObject(kind.name, { ...made, properties: [...made.properties, ...parties] })
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

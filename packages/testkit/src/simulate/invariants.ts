/** What must hold when the wire has fallen quiet and everyone has refreshed. */
import {
  allProperties,
  type CalendarObject,
  type Component,
  type Instance,
  parameterValue,
  parseCalendar,
  rawValue,
} from '@parley/icalendar'
import { attendeeAddresses, findAttendee, type HeldState, partStatOf, roleOf } from '@parley/itip'
import { heldBy, type Person } from '../person.ts'
import { isScheduling } from '../scenario/objects.ts'
import type { Letter, World } from '../world.ts'
import { isAlive, isCancelled, livingInstances } from './perform.ts'

/** Sentences that name what is wrong; none when all is well. */
export function brokenInvariants(world: World, letters: readonly Letter[]): readonly string[] {
  return [...agreement(world), ...letters.flatMap(leaks), ...lostAlarms(world)]
}

/** Meetings with their Organizers. */
function* meetings(world: World): Generator<{ organizer: Person; held: HeldState }> {
  for (const person of world.people.values()) {
    for (const held of person.held.values()) {
      if (held.object === undefined) continue
      if (roleOf(held, person.user) === 'organizer') yield { organizer: person, held }
    }
  }
}

function agreement(world: World): string[] {
  const broken: string[] = []
  for (const { organizer, held } of meetings(world)) {
    for (const person of world.people.values()) {
      if (person === organizer) continue
      const theirs = heldBy(person, held.uid)
      const where = `${held.uid} of ${organizer.name}, held by ${person.name}:`
      const mine = isAlive(held) ? owned(held.object, person) : []
      const seen = owned(isAlive(theirs) ? theirs.object : undefined, person)
      if (mine.join('\n') !== seen.join('\n')) {
        broken.push(`${where} the copies differ\n${difference(mine, seen)}`)
      } else broken.push(...answers(held, theirs, person).map((each) => `${where} ${each}`))
    }
  }
  return broken
}

/** The instances of a person's view, with what the Organizer owns of them. */
function owned(object: CalendarObject | undefined, person: Person): string[] {
  if (object === undefined) return []
  return livingInstances(object)
    .filter((each) => findAttendee(each.component, person.user) !== undefined)
    .map((each) => describe(each))
    .sort()
}

function describe({ key, startSeconds, endSeconds, component }: Instance): string {
  const sequence = rawValue(component, 'SEQUENCE') ?? '0'
  const name = rawValue(component, 'SUMMARY')
  const guests = attendeeAddresses(component).toSorted().join(' ')
  return `${key} ${startSeconds}-${endSeconds} ${name} seq ${sequence} with ${guests}`
}

function difference(mine: readonly string[], seen: readonly string[]): string {
  const lines = [
    ...mine.filter((each) => !seen.includes(each)).map((each) => `    organizer: ${each}`),
    ...seen.filter((each) => !mine.includes(each)).map((each) => `    attendee:  ${each}`),
  ]
  return lines.join('\n')
}

function answers(held: HeldState, theirs: HeldState, person: Person): string[] {
  if (held.object === undefined || theirs.object === undefined) return []
  const own = new Map(livingInstances(theirs.object).map((each) => [each.key, each.component]))
  return livingInstances(held.object).flatMap(({ key, component }) => {
    const known = statusOf(component, person)
    const given = own.get(key) && statusOf(own.get(key) as Component, person)
    if (given === undefined || known === undefined || given === known) return []
    return [`answered ${given} for ${key}, and the Organizer holds ${known}`]
  })
}

function statusOf(component: Component, person: Person): string | undefined {
  const attendee = findAttendee(component, person.user)
  return attendee && partStatOf(attendee)
}

/** What no message may carry (RFC 6638 §7, and what is the sender's own). */
function leaks({ text, method, uid }: Letter): string[] {
  const found: string[] = []
  for (const component of parseCalendar(text).objects[0]?.components ?? []) {
    if (component.components.some((each) => each.name === 'VALARM')) found.push('an alarm')
    for (const name of ['ATTENDEE', 'ORGANIZER']) {
      for (const each of allProperties(component, name)) {
        const parameters = ['SCHEDULE-AGENT', 'SCHEDULE-STATUS', 'SCHEDULE-FORCE-SEND']
        const carried = parameters.find((name) => parameterValue(each, name) !== undefined)
        if (carried !== undefined) found.push(carried)
      }
    }
  }
  return found.map((what) => `a ${method} of ${uid} carries ${what}`)
}

/** Who once set an alarm still has it, as long as something is left to be reminded of. */
function lostAlarms(world: World): string[] {
  const lost: string[] = []
  for (const person of world.people.values()) {
    for (const uid of alarmsSet.get(world)?.get(person.name) ?? []) {
      const held = heldBy(person, uid)
      if (!isAlive(held) || held.object === undefined) continue
      const alarms = held.object.components
        .filter((each) => isScheduling(each) && !isCancelled(each))
        .flatMap((each) => each.components.filter((inner) => inner.name === 'VALARM'))
      if (alarms.length === 0) lost.push(`${person.name} lost the alarm of ${uid}`)
    }
  }
  return lost
}

const alarmsSet = new WeakMap<World, Map<string, Set<string>>>()

/** Notes that a person has set an alarm on that meeting. */
export function noteAlarm(world: World, person: Person, uid: string): void {
  const people = alarmsSet.get(world) ?? new Map<string, Set<string>>()
  alarmsSet.set(world, people)
  people.set(person.name, (people.get(person.name) ?? new Set()).add(uid))
}

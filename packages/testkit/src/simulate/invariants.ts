/** What must hold when the wire has fallen quiet and everyone has refreshed. */
import {
  allProperties,
  type CalendarObject,
  type Component,
  firstProperty,
  type Instance,
  type Property,
  parameterValue,
  parseCalendar,
  rawValue,
} from '@parley/icalendar'
import {
  addressOf,
  attendeeAddresses,
  type CalendarAddress,
  delegatedFrom,
  delegatedTo,
  findAttendee,
  type HeldState,
  partStatOf,
  roleOf,
} from '@parley/itip'
import { heldBy, type Person } from '../person.ts'
import { isScheduling } from '../scenario/objects.ts'
import { type Letter, personAt, type World } from '../world.ts'
import type { Alarms } from './alarms.ts'
import { isAlive, livingInstances } from './held.ts'

/** Sentences that name what is wrong; none when all is well. */
export function brokenInvariants(
  world: World,
  letters: readonly Letter[],
  alarms: Alarms,
): readonly string[] {
  return [
    ...agreement(world),
    ...letters.flatMap((each) => leaks(world, each)),
    ...alarms.lost(world, letters),
  ]
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
      const hides = organizer.policy.guestList === 'hide'
      const all = owned(isAlive(theirs) ? theirs.object : undefined, person, hides)
      const wanted = owned(isAlive(held) ? held.object : undefined, person, hides)
      const mine = withoutDeclined(wanted, all)
      const seen = withoutDeclined(all, wanted)
      if (mine.join('\n') !== seen.join('\n')) {
        broken.push(`${where} the copies differ\n${difference(mine, seen)}`)
      } else broken.push(...answers(held, theirs, person).map((each) => `${where} ${each}`))
    }
  }
  return broken
}

/** The instances of a person's view, with what the Organizer owns of them. */
function owned(object: CalendarObject | undefined, person: Person, hides: boolean): string[] {
  if (object === undefined) return []
  return livingInstances(object)
    .filter((each) => findAttendee(each.component, person.user) !== undefined)
    .map((each) => describe(each, person, hides))
    .sort()
}

const declined = ' (declined)'

function describe(
  { key, startSeconds, endSeconds, component }: Instance,
  person: Person,
  hides: boolean,
): string {
  const sequence = rawValue(component, 'SEQUENCE') ?? '0'
  const name = rawValue(component, 'SUMMARY')
  const guests = hides ? 'hidden guests' : attendeeAddresses(component).toSorted().join(' ')
  const mark = statusOf(component, person) === 'DECLINED' ? declined : ''
  return `${key} ${startSeconds}-${endSeconds} ${name} seq ${sequence} with ${guests}${mark}`
}

/**
 * What he declined he may have taken out of his copy (RFC 6638 §3.2.2.1); and who declined what he is
 * not invited to holds nothing that matters.
 */
function withoutDeclined(some: readonly string[], others: readonly string[]): readonly string[] {
  const keys = new Set(others.map((each) => each.split(' ')[0]))
  return some.filter((each) => !each.endsWith(declined) || keys.has(each.split(' ')[0]))
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

/** What no message may carry (RFC 6638 §3.2.6, §7; RFC 5546 §6.3), whoever sends it to whom. */
function leaks(world: World, letter: Letter): string[] {
  const { text, method, uid, from, to } = letter
  const found: string[] = []
  const components = parseCalendar(text).objects[0]?.components.filter(isScheduling) ?? []
  for (const component of components) {
    if (component.components.some((each) => each.name === 'VALARM')) found.push('an alarm')
    if (firstProperty(component, 'X-OWN-NOTE') !== undefined) found.push('a private note')
    for (const name of ['ATTENDEE', 'ORGANIZER']) {
      for (const each of allProperties(component, name)) {
        const carried = ofServers.find((one) => parameterValue(each, one) !== undefined)
        if (carried !== undefined) found.push(carried)
      }
    }
    const organizes = firstProperty(component, 'ORGANIZER')?.value.endsWith(from.user.address)
    if (organizes !== true || personAt(world, to) === from) continue
    const guests = attendeeAddresses(component)
    if (method === 'REQUEST' && !guests.includes(to)) found.push('an instance of others')
    const hides = from.policy.guestList === 'hide'
    const seen = allProperties(component, 'ATTENDEE').every((each) => seenBy(each).has(to))
    if (hides && !seen) found.push('a hidden guest')
  }
  return found.map((what) => `a ${method} of ${uid} to ${to} carries ${what}`)
}

/** With a hidden guest list: himself, and those who gave him their part or took his. */
function seenBy(attendee: Property): ReadonlySet<CalendarAddress> {
  return new Set([addressOf(attendee), ...delegatedFrom(attendee), ...delegatedTo(attendee)])
}

const ofServers = ['SCHEDULE-AGENT', 'SCHEDULE-STATUS', 'SCHEDULE-FORCE-SEND']

/**
 * The end of a story: the wire is good again, everybody asks for what he may have missed and says
 * once more what he said, until nothing moves any more.
 */
import { type InstanceKey, keyOfComponent } from '@parley/icalendar'
import {
  type Change,
  delegatedFrom,
  delegatedTo,
  findAttendee,
  partStatOf,
  roleOf,
} from '@parley/itip'
import { heldBy, type Person } from '../person.ts'
import { isScheduling, setOf } from '../scenario/objects.ts'
import { act, deliverAll, type World } from '../world.ts'
import { isAlive } from './held.ts'

const lettersLimit = 5000
/** A missed message may hide another; each round brings one more to light. */
const rounds = 3

/**
 * Of the letters that the wire dropped only a CANCEL comes again, as from a queue
 * that tries until it succeeds: who is no longer invited may not ask (RFC 5546 §6.1.6).
 */
export function settle(world: World): void {
  world.wire.push(...world.lost.filter((each) => each.method === 'CANCEL'))
  deliverAll(world, lettersLimit)
  for (let round = 0; round < rounds; round++) {
    everyHeld(world, 'organizer', (person, uid) => doNow(world, person, uid, { kind: 'reconfirm' }))
    deliverAll(world, lettersLimit)
    everyHeld(world, 'attendee', (person, uid) => doNow(world, person, uid, { kind: 'refresh' }))
    deliverAll(world, lettersLimit)
    everyHeld(world, 'attendee', (person, uid) => sayAgain(world, person, uid))
    for (const person of world.people.values()) {
      for (const uid of [...person.held.keys()]) turnAway(world, person, uid)
    }
    deliverAll(world, lettersLimit)
  }
}

function doNow(world: World, person: Person, uid: string, change: Change): void {
  world.nowSeconds++
  act(world, person, uid, change)
}

/** Gives every answer that stands in the person's copy once more, and every delegation. */
function sayAgain(world: World, person: Person, uid: string): void {
  const { object } = heldBy(person, uid)
  if (object === undefined) return
  const set = setOf(object)
  for (const component of object.components.filter(isScheduling)) {
    const attendee = findAttendee(component, person.user)
    const key = keyOfComponent(set, component)
    const change = attendee && saidBy(attendee, key)
    if (change === undefined) continue
    doNow(world, person, uid, change)
    // Answers that cross, of a Delegator and his Delegate, would cross in every round.
    deliverAll(world, lettersLimit)
  }
}

function saidBy(
  attendee: NonNullable<ReturnType<typeof findAttendee>>,
  key: InstanceKey,
): Change | undefined {
  const keys = [key]
  const partStat = partStatOf(attendee)
  switch (partStat) {
    case 'ACCEPTED':
    case 'DECLINED':
    case 'TENTATIVE':
      return { kind: 'reply', partStat, keys }
    case 'DELEGATED': {
      const [to] = delegatedTo(attendee)
      return to && { kind: 'delegate', to, keys }
    }
    default:
      // A Delegate of whom the Organizer may not have heard makes himself known.
      return delegatedFrom(attendee).length === 0
        ? undefined
        : { kind: 'reply', partStat: 'ACCEPTED', keys }
  }
}

/** Organizers admit nobody any more who asks them now. */
function turnAway(world: World, person: Person, uid: string): void {
  for (const { id, question } of heldBy(person, uid).ledger.questions) {
    if (question !== 'admit-uninvited') continue
    doNow(world, person, uid, { kind: 'refuse-uninvited', question: id })
  }
}

function everyHeld(
  world: World,
  role: 'organizer' | 'attendee',
  visit: (person: Person, uid: string) => void,
): void {
  for (const person of world.people.values()) {
    for (const held of [...person.held.values()]) {
      if (isAlive(held) && roleOf(held, person.user) === role) visit(person, held.uid)
    }
  }
}

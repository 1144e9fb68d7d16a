/** Tells a story on a fresh world, lets it settle, and looks at what came of it. */
import { keyOfComponent } from '@parley/icalendar'
import { calendarUser, findAttendee, partStatOf, roleOf } from '@parley/itip'
import { heldBy, makePerson, type Person } from '../person.ts'
import { isScheduling, setOf } from '../scenario/objects.ts'
import { act, deliverAll, type Happening, makeWorld, type World } from '../world.ts'
import { brokenInvariants, noteAlarm } from './invariants.ts'
import { isAlive, perform } from './perform.ts'
import type { Story } from './story.ts'
import { recordLetters } from './wire.ts'

const names = ['ann', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy']
const start = 1_772_440_000
const lettersLimit = 3000

/** What is wrong in the end; empty when all is well. */
export function tryStory(story: Story): readonly string[] {
  const people = Array.from({ length: story.people }, (_, index) => simulatedPerson(index))
  const world = makeWorld(people, start)
  const letters = recordLetters(world)
  try {
    for (const step of story.steps) {
      const happenings = perform(world, step)
      if (step.action === 'set-alarm') for (const each of happenings) noteAlarms(world, each)
    }
    settle(world)
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
  return brokenInvariants(world, letters)
}

function simulatedPerson(index: number): Person {
  const name = names[index] ?? `person${index}`
  const aliases = index % 3 === 1 ? [`${name}.alias@example.com`] : []
  return makePerson(name, calendarUser(`${name}@example.com`, aliases), {
    policy: { uninvitedAttendees: 'ask', newInvitations: 'add' },
    tzid: ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'][index % 3] ?? 'UTC',
  })
}

function noteAlarms(world: World, { person }: Happening): void {
  for (const [uid, held] of person.held) {
    const has = held.object?.components.some((of) =>
      of.components.some((each) => each.name === 'VALARM'),
    )
    if (has === true) noteAlarm(world, person, uid)
  }
}

/**
 * The wire is good again: what waits is delivered; Organizers send what stands once more to those
 * who never heard of it; everyone refreshes; answers that were lost are given again.
 */
function settle(world: World): void {
  deliverAll(world, lettersLimit)
  everyHeld(world, 'organizer', (person, uid) => {
    world.nowSeconds++
    act(world, person, uid, { kind: 'reconfirm' })
  })
  deliverAll(world, lettersLimit)
  everyHeld(world, 'attendee', (person, uid) => {
    world.nowSeconds++
    act(world, person, uid, { kind: 'refresh' })
  })
  deliverAll(world, lettersLimit)
  everyHeld(world, 'attendee', (person, uid) => answerAgain(world, person, uid))
  deliverAll(world, lettersLimit)
}

/** Gives every answer that stands in the person's copy once more. */
function answerAgain(world: World, person: Person, uid: string): void {
  const { object } = heldBy(person, uid)
  if (object === undefined) return
  const set = setOf(object)
  for (const component of object.components.filter(isScheduling)) {
    const attendee = findAttendee(component, person.user)
    const partStat = attendee && partStatOf(attendee)
    if (partStat !== 'ACCEPTED' && partStat !== 'DECLINED' && partStat !== 'TENTATIVE') continue
    const key = keyOfComponent(set, component)
    world.nowSeconds++
    act(world, person, uid, { kind: 'reply', partStat, ...(key !== '' && { keys: [key] }) })
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

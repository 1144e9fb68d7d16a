/** Tells a story on a fresh world, lets it settle, and looks at what came of it. */
import { calendarUser } from '@parley/itip'
import { makePerson, type Person } from '../person.ts'
import { makeWorld } from '../world.ts'
import { alarmBook } from './alarms.ts'
import { guestBook } from './guests.ts'
import { brokenInvariants } from './invariants.ts'
import { perform } from './perform.ts'
import { settle } from './settle.ts'
import { nameOf, type Story } from './story.ts'
import { recordLetters } from './wire.ts'

const start = 1_772_440_000

/** What is wrong in the end; empty when all is well. */
export function tryStory(story: Story): readonly string[] {
  const people = Array.from({ length: story.people }, (_, index) => simulatedPerson(index))
  const world = makeWorld(people, start)
  const letters = recordLetters(world)
  const alarms = alarmBook()
  const guests = guestBook()
  try {
    for (const step of story.steps) {
      const actor = people[step.actor % people.length]
      const isDelivery = step.action === 'deliver' || actor === undefined
      const happenings = isDelivery
        ? perform(world, step)
        : guests.watch(actor, () => perform(world, step))
      if (step.action !== 'set-alarm') continue
      for (const { person } of happenings)
        for (const uid of person.held.keys()) alarms.note(person, uid)
    }
    settle(world)
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
  return [...brokenInvariants(world, letters, alarms), ...guests.lost(world)]
}

function simulatedPerson(index: number): Person {
  const name = nameOf(index)
  const aliases = index % 3 === 1 ? [`${name}.alias@example.com`] : []
  return makePerson(name, calendarUser(`${name}@example.com`, aliases), {
    policy: {
      guestList: index % 4 === 3 ? 'hide' : 'show',
      cancelledComponents: index % 3 === 2 ? 'remove' : 'keep-cancelled',
      uninvitedAttendees: index % 5 === 1 ? 'accept' : 'ask',
    },
    tzid: ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'][index % 3] ?? 'UTC',
  })
}

/** Whom Organizers invite, so that nobody but they takes one off again. */
import { allProperties } from '@parley/icalendar'
import { addressOf, type CalendarAddress, delegatedFrom, roleOf } from '@parley/itip'
import { heldBy, type Person } from '../person.ts'
import type { World } from '../world.ts'
import { isAlive, masterOf } from './held.ts'

export type Guests = {
  /** Lets the person do something, and notes whom he has invited or taken off by it. */
  watch<Did>(person: Person, act: () => Did): Did
  /** Guests in their own right who are off the whole of a meeting, though its Organizer left them. */
  lost(world: World): readonly string[]
}

export function guestBook(): Guests {
  const invited = new Map<string, Set<CalendarAddress>>()
  return {
    watch(person, act) {
      const before = organizedBy(person)
      const did = act()
      for (const [uid, { all, own }] of organizedBy(person)) {
        const was = before.get(uid)?.all ?? new Set()
        const listed = invited.get(uid) ?? new Set()
        for (const each of listed) if (!all.has(each)) listed.delete(each)
        for (const each of own) if (!was.has(each)) listed.add(each)
        invited.set(uid, listed)
      }
      return did
    },
    lost(world): readonly string[] {
      const lost: string[] = []
      for (const person of world.people.values()) {
        for (const [uid, { all }] of organizedBy(person)) {
          for (const each of invited.get(uid) ?? []) {
            if (!all.has(each) && isAlive(heldBy(person, uid))) {
              lost.push(`${uid} of ${person.name} lost its guest ${each}`)
            }
          }
        }
      }
      return lost
    },
  }
}

type Listed = {
  readonly all: ReadonlySet<CalendarAddress>
  /** Those who are there as nobody's Delegates. */
  readonly own: ReadonlySet<CalendarAddress>
}

function organizedBy(person: Person): ReadonlyMap<string, Listed> {
  const found = new Map<string, Listed>()
  for (const held of person.held.values()) {
    const master = masterOf(held)
    if (master === undefined || roleOf(held, person.user) !== 'organizer') continue
    const lines = allProperties(master, 'ATTENDEE')
    const own = lines.filter((each) => delegatedFrom(each).length === 0)
    found.set(held.uid, { all: new Set(lines.map(addressOf)), own: new Set(own.map(addressOf)) })
  }
  return found
}

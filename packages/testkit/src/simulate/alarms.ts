/** Which alarms people set, so that none is lost. */
import { type Component, keyOfComponent } from '@parley/icalendar'
import { isAddressOf } from '@parley/itip'
import { heldBy, type Person } from '../person.ts'
import { isScheduling, setOf } from '../scenario/objects.ts'
import type { Letter, World } from '../world.ts'
import { isCancelled } from './held.ts'

export type Alarms = {
  /** Notes what the person has set on that meeting by now. */
  note(person: Person, uid: string): void
  /**
   * Components that had an alarm, still take place, and have it no more. Whose policy takes cancelled
   * components away loses their alarms with them, though he is invited again.
   */
  lost(world: World, letters: readonly Letter[]): readonly string[]
}

export function alarmBook(): Alarms {
  const set = new Map<string, Set<string>>()
  return {
    note(person, uid): void {
      const keys = set.get(`${person.name} ${uid}`) ?? new Set()
      set.set(`${person.name} ${uid}`, keys)
      for (const [key, component] of componentsOf(person, uid)) if (rings(component)) keys.add(key)
    },
    lost(world, letters): readonly string[] {
      const lost: string[] = []
      for (const [whose, keys] of set) {
        const [name = '', uid = ''] = whose.split(' ')
        const person = world.people.get(name)
        if (person === undefined || wasTakenAway(person, uid, letters)) continue
        for (const [key, component] of componentsOf(person, uid)) {
          if (!keys.has(key) || isCancelled(component) || rings(component)) continue
          lost.push(`${name} lost the alarm of ${uid} ${key}`)
        }
      }
      return lost
    },
  }
}

function wasTakenAway({ policy, user }: Person, uid: string, letters: readonly Letter[]): boolean {
  return (
    policy.cancelledComponents === 'remove' &&
    letters.some(
      (each) => each.method === 'CANCEL' && each.uid === uid && isAddressOf(user, each.to),
    )
  )
}

function componentsOf(person: Person, uid: string): readonly (readonly [string, Component])[] {
  const { object } = heldBy(person, uid)
  if (object === undefined) return []
  const recurrences = setOf(object)
  return object.components
    .filter(isScheduling)
    .map((each) => [keyOfComponent(recurrences, each), each] as const)
}

function rings(of: Component): boolean {
  return of.components.some((each) => each.name === 'VALARM')
}

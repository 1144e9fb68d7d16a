/** What a simulated person sees in what he holds. */
import {
  type CalendarObject,
  type Component,
  firstProperty,
  type Instance,
  instancesBetween,
} from '@parley/icalendar'
import type { HeldState } from '@parley/itip'
import { isScheduling, setOf } from '../scenario/objects.ts'

export function isAlive(held: HeldState): boolean {
  return held.object?.components.some((each) => isScheduling(each) && !isCancelled(each)) === true
}

export function isCancelled(of: Component): boolean {
  return firstProperty(of, 'STATUS')?.value === 'CANCELLED'
}

/** Series of the stories end, so that all of them can be looked at. */
export function livingInstances(object: CalendarObject): readonly Instance[] {
  const range = { fromSeconds: 0, toSeconds: 4e9, limit: 200 }
  return instancesBetween(setOf(object), range).filter((each) => !isCancelled(each.component))
}

export function masterOf({ object }: HeldState): Component | undefined {
  return object?.components.find(
    (each) => isScheduling(each) && firstProperty(each, 'RECURRENCE-ID') === undefined,
  )
}

export function recurs(held: HeldState): boolean {
  const master = masterOf(held)
  return master !== undefined && firstProperty(master, 'RRULE') !== undefined
}

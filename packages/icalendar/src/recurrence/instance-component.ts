/** One instance as a component of its own. */
import type { Component } from '../model.ts'
import { firstProperty, withoutProperties, withParameter, withProperty } from '../model.ts'
import { durationProperty } from '../values/duration.ts'
import { timeOf, timeProperty, withTime } from '../values/time.ts'
import { timeAt, zoneOfTime } from '../zones/zones.ts'
import { daySeconds } from './gregorian.ts'
import { endOf, lengthOf } from './prepare.ts'
import { instanceAt, keyOfComponent } from './seek.ts'
import { type Instance, type InstanceKey, isRecurring, type RecurrenceSet } from './set.ts'

/**
 * A component that stands alone for one instance.
 *
 * '' gives the master as it is. An instance that the master governs gets the master's properties and
 * components, its own DTSTART and DTEND, DUE or DURATION, and a RECURRENCE-ID in the form of the
 * master's DTSTART; RRULE, RDATE and EXDATE are gone. An overridden component is given as it is, but
 * for RANGE. Where a THISANDFUTURE governs, its properties are taken and moved. The component of a
 * set that does not recur is given as it is. Errors: undefined when there is no such instance.
 *
 * @example
 * instanceComponent(set, '20260302T090000Z') // a VEVENT with RECURRENCE-ID and without RRULE
 */
export function instanceComponent(set: RecurrenceSet, key: InstanceKey): Component | undefined {
  if (key === '') return set.master
  const instance = instanceAt(set, key)
  if (instance === undefined) return undefined
  const { component } = instance
  const own = firstProperty(component, 'RECURRENCE-ID')
  if (own === undefined) return isRecurring(set) ? moved(set, instance) : component
  if (keyOfComponent(set, component) !== instance.key) return moved(set, instance)
  return withProperty(component, withParameter(own, 'RANGE'))
}

function moved(set: RecurrenceSet, instance: Instance): Component {
  const plain = withoutProperties(instance.component, 'RRULE', 'RDATE', 'EXDATE', 'EXRULE')
  const start = firstProperty(plain, 'DTSTART') ?? firstProperty(plain, 'DUE')
  const begun = start === undefined ? plain : withProperty(plain, withTime(start, instance.start))
  const ended = withEnd(set, instance, begun)
  return withProperty(ended, timeProperty('RECURRENCE-ID', instance.recurrenceId))
}

/** DTEND or DUE in its own form; a DURATION only where an RDATE that is a PERIOD gave its own. */
function withEnd({ zones }: RecurrenceSet, instance: Instance, begun: Component): Component {
  const { start, startSeconds, endSeconds } = instance
  for (const name of ['DTEND', 'DUE']) {
    const property = firstProperty(begun, name)
    const time = property === undefined ? undefined : timeOf(property)
    if (property !== undefined && time !== undefined && firstProperty(begun, 'DTSTART'))
      return withProperty(begun, withTime(property, timeAt(endSeconds, time, zones)))
  }
  const length = lengthOf(begun, start, zones)
  if (endOf(length, startSeconds, zoneOfTime(start, zones)) === endSeconds) return begun
  const seconds = endSeconds - startSeconds
  const duration =
    start.kind === 'DATE'
      ? { days: Math.round(seconds / daySeconds), seconds: 0 }
      : { days: 0, seconds }
  return withProperty(begun, durationProperty('DURATION', duration))
}

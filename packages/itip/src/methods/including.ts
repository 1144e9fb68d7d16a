/** Puts an instance into what the master component names. */
import type { Component, Time, Zones } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  instanceAt,
  instanceKey,
  recurrenceSet,
  timeOf,
  timeProperty,
  timesOf,
  timesProperty,
  utcSeconds,
  withProperties,
} from '@parley/icalendar'

/**
 * The master component with an RDATE for the instance of an overridden component, and without an
 * EXDATE for it; the same one where it names the instance already.
 */
export function withInstance(master: Component, zones: Zones, overridden: Component): Component {
  const time = recurrenceIdOf(overridden)
  if (time === undefined) return master
  const open = withoutExclusion(master, zones, overridden)
  const set = recurrenceSet([open], zones)
  if (instanceAt(set, instanceKey(set, time)) !== undefined) return open
  const dates = allProperties(open, 'RDATE')
  return withProperties(open, 'RDATE', [...dates, timeProperty('RDATE', time)])
}

/** The master component without an EXDATE for the instance of an overridden component. */
export function withoutExclusion(
  master: Component,
  zones: Zones,
  overridden: Component,
): Component {
  const time = recurrenceIdOf(overridden)
  const held = allProperties(master, 'EXDATE')
  if (time === undefined || held.length === 0) return master
  const at = utcSeconds(time, zones)
  let found = false
  const exclusions = held.flatMap((each) => {
    const times = timesOf(each)
    const kept = times.filter((other) => utcSeconds(other, zones) !== at)
    if (kept.length === times.length) return [each]
    found = true
    return kept.length === 0 ? [] : [timesProperty('EXDATE', kept)]
  })
  return found ? withProperties(master, 'EXDATE', exclusions) : master
}

function recurrenceIdOf(overridden: Component): Time | undefined {
  const recurrenceId = firstProperty(overridden, 'RECURRENCE-ID')
  return recurrenceId && timeOf(recurrenceId)
}

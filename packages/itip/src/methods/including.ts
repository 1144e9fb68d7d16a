/** Puts instances into what the master component names. */
import type { Component, Property, Time, Zones } from '@parley/icalendar'
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
 * The master component with an RDATE for each overridden component whose instance it does not name;
 * the same one where it names them all. What an EXDATE leaves out stays out.
 */
export function withInstances(
  master: Component,
  zones: Zones,
  overridden: Iterable<Component>,
): Component {
  const excluded = new Set<number>()
  for (const each of allProperties(master, 'EXDATE')) {
    for (const time of timesOf(each)) excluded.add(utcSeconds(time, zones))
  }
  const set = recurrenceSet([master], zones)
  const added = new Map<number, Property>()
  for (const time of recurrenceTimes(overridden)) {
    const at = utcSeconds(time, zones)
    const isNamed = excluded.has(at) || instanceAt(set, instanceKey(set, time)) !== undefined
    if (!isNamed) added.set(at, timeProperty('RDATE', time))
  }
  if (added.size === 0) return master
  return withProperties(master, 'RDATE', [...allProperties(master, 'RDATE'), ...added.values()])
}

/** The master component without an EXDATE for the instances of these overridden components. */
export function withoutExclusions(
  master: Component,
  zones: Zones,
  overridden: Iterable<Component>,
): Component {
  const wanted = new Set<number>()
  for (const time of recurrenceTimes(overridden)) wanted.add(utcSeconds(time, zones))
  const exclusions = allProperties(master, 'EXDATE').flatMap((each) => {
    const times = timesOf(each)
    const kept = times.filter((time) => !wanted.has(utcSeconds(time, zones)))
    if (kept.length === times.length) return [each]
    return kept.length === 0 ? [] : [timesProperty('EXDATE', kept)]
  })
  return withProperties(master, 'EXDATE', exclusions)
}

function* recurrenceTimes(overridden: Iterable<Component>): Generator<Time> {
  for (const each of overridden) {
    const recurrenceId = firstProperty(each, 'RECURRENCE-ID')
    const time = recurrenceId && timeOf(recurrenceId)
    if (time !== undefined) yield time
  }
}

/** Puts an instance into what the master component names. */
import type { Component, Zones } from '@parley/icalendar'
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
  const recurrenceId = firstProperty(overridden, 'RECURRENCE-ID')
  const time = recurrenceId && timeOf(recurrenceId)
  if (time === undefined) return master
  const at = utcSeconds(time, zones)
  const exclusions = allProperties(master, 'EXDATE').flatMap((each) => {
    const times = timesOf(each)
    const kept = times.filter((other) => utcSeconds(other, zones) !== at)
    if (kept.length === times.length) return [each]
    return kept.length === 0 ? [] : [timesProperty('EXDATE', kept)]
  })
  const open = withProperties(master, 'EXDATE', exclusions)
  const set = recurrenceSet([open], zones)
  if (instanceAt(set, instanceKey(set, time)) !== undefined) return open
  const dates = allProperties(open, 'RDATE')
  return withProperties(open, 'RDATE', [...dates, timeProperty('RDATE', time)])
}

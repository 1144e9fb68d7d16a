/** Takes instances out of a copy, by STATUS:CANCELLED or by leaving them out. */
import type { Component, Property, Time } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  formatRule,
  parseRule,
  property,
  timeProperty,
  timesOf,
  timesProperty,
  utcSeconds,
  withProperties,
  withProperty,
} from '@parley/icalendar'
import { isCancelled } from '../carry-over.ts'
import type { Context } from '../context.ts'
import type { PartKey, Parts } from '../parts.ts'
import { covers, instanceAsComponent, instanceOf, instanceOfKey, isRangeKey } from '../parts.ts'
import type { Revision } from '../revision.ts'

/** The components of a copy while they are worked on. */
export type Draft = {
  readonly master: Component | undefined
  readonly overridden: ReadonlyMap<PartKey, Component>
}

/** The component as cancelled at that revision. */
export function asCancelled(of: Component, revision: Revision): Component {
  let made = withProperty(of, property('STATUS', 'CANCELLED'))
  made = withProperty(made, property('SEQUENCE', String(revision.sequence)))
  if (revision.dtstampSeconds === 0) return made
  return withProperty(made, timeProperty('DTSTAMP', utcTime(revision.dtstampSeconds)))
}

/**
 * Cancels instances, or one and all after it where the key is a range. `series` is the master
 * component with the recurrence set that it gives. By policy an instance stays as an overridden
 * component with STATUS:CANCELLED, or goes away; a range goes away, for it may be without end.
 */
export function cancelInstances(
  draft: Draft,
  series: Parts,
  marks: readonly (readonly [PartKey, Revision])[],
  context: Context,
): Draft {
  const keep = context.policy.cancelledComponents === 'keep-cancelled'
  const overridden = new Map(draft.overridden)
  const excluded: Property[] = []
  let { master } = draft
  for (const [key, revision] of marks) {
    if (isRangeKey(key)) {
      cancelRange(overridden, key, revision, keep)
      master = master && cutBefore(master, series, instanceOfKey(key))
    } else if (keep) {
      const component = overridden.get(key) ?? inSeries(series, key)
      if (component !== undefined && !isCancelled(component)) {
        overridden.set(key, asCancelled(component, revision))
      }
    } else {
      const instance = instanceOf(series, key)
      overridden.delete(key)
      if (instance !== undefined) excluded.push(timeProperty('EXDATE', instance.recurrenceId))
    }
  }
  if (master === undefined || excluded.length === 0) return { master, overridden }
  const exclusions = [...allProperties(master, 'EXDATE'), ...excluded]
  return { master: withProperties(master, 'EXDATE', exclusions), overridden }
}

/** The instance as a component of its own, if the series has it. */
function inSeries(series: Parts, key: PartKey): Component | undefined {
  return instanceOf(series, key) === undefined ? undefined : instanceAsComponent(series, key)
}

function cancelRange(
  overridden: Map<PartKey, Component>,
  range: PartKey,
  revision: Revision,
  keep: boolean,
): void {
  for (const [key, component] of [...overridden]) {
    if (!covers(range, key)) continue
    if (keep && !isRangeKey(key)) overridden.set(key, asCancelled(component, revision))
    else overridden.delete(key)
  }
}

/** The master component without the instance of that key and all after it. */
function cutBefore(master: Component, series: Parts, key: PartKey): Component {
  const instance = instanceOf(series, key)
  if (instance === undefined) return master
  const from = instance.recurrenceId
  const fromSeconds = utcSeconds(from, series.zones())
  let made = master
  const line = firstProperty(master, 'RRULE')
  const rule = line && parseRule(line.value)
  if (rule !== undefined) {
    const until = before(from, fromSeconds)
    made = withProperty(made, property('RRULE', formatRule({ ...rule, count: undefined, until })))
  }
  const added = allProperties(master, 'RDATE').flatMap((each) => {
    const times = timesOf(each)
    const kept = times.filter((time) => utcSeconds(time, series.zones()) < fromSeconds)
    if (kept.length === times.length) return [each]
    return kept.length === 0 ? [] : [timesProperty('RDATE', kept)]
  })
  return withProperties(made, 'RDATE', added)
}

/** The last moment before: UNTIL is in UTC where the series is in a zone (RFC 5545 §3.3.10). */
function before(from: Time, fromSeconds: number): Time {
  if (from.kind === 'DATE') return { ...from, wallSeconds: from.wallSeconds - 86_400 }
  if (from.tzid === undefined) return { ...from, wallSeconds: from.wallSeconds - 1 }
  return utcTime(fromSeconds - 1)
}

export function utcTime(seconds: number): Time {
  return { kind: 'DATE-TIME', wallSeconds: seconds, tzid: 'UTC' }
}

/** Takes instances out of a copy, by STATUS:CANCELLED or by leaving them out. */
import type { Component, Time } from '@parley/icalendar'
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
 * Cancels an instance, or that one and all after it. `series` is the master component with the
 * recurrence set that it gives. By policy the instance stays as an overridden component with
 * STATUS:CANCELLED, or goes away; all after an instance go away, for they may be without end.
 */
export function cancelInstance(
  draft: Draft,
  series: Parts,
  key: PartKey,
  revision: Revision,
  context: Context,
): Draft {
  return isRangeKey(key)
    ? cancelRange(draft, series, key, revision, context)
    : cancelOne(draft, series, key, revision, context)
}

function cancelOne(
  draft: Draft,
  series: Parts,
  key: PartKey,
  revision: Revision,
  context: Context,
): Draft {
  const held = draft.overridden.get(key)
  const overridden = new Map(draft.overridden)
  if (context.policy.cancelledComponents === 'keep-cancelled') {
    const component = held ?? inSeries(series, key)
    if (component === undefined || (held !== undefined && isCancelled(held))) return draft
    return { ...draft, overridden: overridden.set(key, asCancelled(component, revision)) }
  }
  const instance = instanceOf(series, key)
  overridden.delete(key)
  const { master } = draft
  if (master === undefined || instance === undefined) return { ...draft, overridden }
  const excluded = allProperties(master, 'EXDATE')
  const made = timeProperty('EXDATE', instance.recurrenceId)
  return { master: withProperties(master, 'EXDATE', [...excluded, made]), overridden }
}

/** The instance as a component of its own, if the series has it. */
function inSeries(series: Parts, key: PartKey): Component | undefined {
  return instanceOf(series, key) === undefined ? undefined : instanceAsComponent(series, key)
}

function cancelRange(
  draft: Draft,
  series: Parts,
  range: PartKey,
  revision: Revision,
  context: Context,
): Draft {
  const keep = context.policy.cancelledComponents === 'keep-cancelled'
  const overridden = new Map<PartKey, Component>()
  for (const [key, component] of draft.overridden) {
    if (!covers(range, key)) overridden.set(key, component)
    else if (keep && !isRangeKey(key)) overridden.set(key, asCancelled(component, revision))
  }
  const { master } = draft
  if (master === undefined) return { master, overridden }
  return { master: cutBefore(master, series, instanceOfKey(range)), overridden }
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

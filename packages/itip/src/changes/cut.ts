/** Ends a series before one of its instances. */
import type { CalendarObject, Component, InstanceKey, Time } from '@parley/icalendar'
import {
  allProperties,
  countInstances,
  firstProperty,
  formatRule,
  instanceKey,
  parseRule,
  property,
  recurrenceSet,
  timeOf,
  timesOf,
  timesProperty,
  utcSeconds,
  withoutProperties,
  withProperties,
} from '@parley/icalendar'
import type { Parts } from '../parts.ts'
import { instanceOf, instanceOfKey, putTogether } from '../parts.ts'

/** The object without the instance and all after it: UNTIL, and no component of a later one. */
export function cutBefore(parts: Parts, object: CalendarObject, key: InstanceKey): CalendarObject {
  const { master } = parts
  const at = instanceOf(parts, key)
  if (master === undefined || at === undefined) return object
  const earlier = [...parts.overridden].filter(([each]) => instanceOfKey(each) < key)
  const cut = withEarlierDates(withUntil(master, at.recurrenceId, parts), parts, key)
  return putTogether(object, [cut, ...earlier.map(([, each]) => each)])
}

/**
 * UNTIL just before the instance: the day before for a DATE, else the second before, in UTC as a
 * rule with a zoned DTSTART wants it (RFC 5545 §3.3.10).
 */
function withUntil(master: Component, at: Time, parts: Parts): Component {
  const held = firstProperty(master, 'RRULE')
  const rule = held && parseRule(held.value)
  if (rule === undefined) return master
  const start = firstProperty(master, 'DTSTART')
  const isFloating = (start && timeOf(start)?.tzid) === undefined
  const until: Time =
    at.kind === 'DATE'
      ? { ...at, wallSeconds: at.wallSeconds - 86_400 }
      : isFloating
        ? { ...at, wallSeconds: at.wallSeconds - 1 }
        : { kind: 'DATE-TIME', wallSeconds: utcSeconds(at, parts.zones()) - 1, tzid: 'UTC' }
  const cut = withRule(master, formatRule({ ...rule, count: undefined, until }))
  if (rule.count === undefined) return cut
  // A rule that counts goes on counting, so that all can see that it only became shorter.
  const bare = withoutProperties(cut, 'RDATE', 'EXDATE')
  const count = countInstances(recurrenceSet([bare], parts.zones()), rule.count)
  return withRule(master, formatRule({ ...rule, count: Math.max(count, 1) }))
}

function withRule(master: Component, rule: string): Component {
  return withProperties(master, 'RRULE', [property('RRULE', rule)])
}

function withEarlierDates(master: Component, parts: Parts, key: InstanceKey): Component {
  let made = master
  for (const name of ['RDATE', 'EXDATE']) {
    const held = allProperties(master, name)
    if (held.length === 0) continue
    const kept = held.flatMap((each) => {
      const times = timesOf(each)
      const earlier = times.filter((time) => instanceKey(parts.set(), time) < key)
      if (times.length === 0 || earlier.length === times.length) return [each]
      return earlier.length === 0 ? [] : [timesProperty(name, earlier)]
    })
    made = withProperties(made, name, kept)
  }
  return made
}

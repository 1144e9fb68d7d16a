/** When alarms go off (RFC 5545 §3.8.6.3, RFC 4791 §9.9). */
import {
  type Component,
  durationOf,
  firstProperty,
  instancesBetween,
  integerOf,
  parameterValue,
  parseDuration,
  recurrenceSet,
  timeOf,
  utcSeconds,
  type Zones,
} from '@parley/icalendar'
import { finite, type TimeRange } from './time-range.ts'

const daySeconds = 86_400
const maxRepeats = 1000
const maxInstances = 5000

/** Does the alarm of this component go off within the range, at any instance or repetition? */
export function alarmIn(
  alarm: Component,
  owner: Component,
  range: TimeRange,
  zones: Zones,
): boolean {
  const trigger = firstProperty(alarm, 'TRIGGER')
  if (trigger === undefined) return false
  const offsets = repetitions(alarm)
  const hits = (at: number): boolean =>
    offsets.some((each) => range.fromSeconds <= at + each && range.toSeconds > at + each)
  if (parameterValue(trigger, 'VALUE') === 'DATE-TIME') {
    const time = timeOf(trigger)
    return time !== undefined && hits(utcSeconds(time, zones))
  }
  const lead = parseDuration(trigger.value)
  if (lead === undefined) return false
  const shift = lead.days * daySeconds + lead.seconds
  const fromEnd = parameterValue(trigger, 'RELATED')?.toUpperCase() === 'END'
  const last = offsets.at(-1) ?? 0
  const reach = Math.abs(shift) + last + 2 * daySeconds
  const { fromSeconds, toSeconds } = finite(range)
  const instances = instancesBetween(recurrenceSet([owner], zones), {
    fromSeconds: fromSeconds - reach,
    toSeconds: toSeconds + reach,
    limit: maxInstances,
  })
  return instances.some(({ startSeconds, endSeconds }) =>
    hits((fromEnd ? endSeconds : startSeconds) + shift),
  )
}

/** Seconds after the trigger at which the alarm sounds: 0, and its repetitions. */
function repetitions(alarm: Component): readonly number[] {
  const repeat = firstProperty(alarm, 'REPEAT')
  const pause = firstProperty(alarm, 'DURATION')
  const count = Math.min((repeat && integerOf(repeat)) ?? 0, maxRepeats)
  const length = pause && durationOf(pause)
  if (count <= 0 || length === undefined) return [0]
  const step = length.days * daySeconds + length.seconds
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

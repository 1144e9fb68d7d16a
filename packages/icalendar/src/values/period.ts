import type { Parameter, Property } from '../model.ts'
import { parameter, property } from '../model.ts'
import { defaultValueType } from '../registry.ts'
import { type Duration, formatDuration, parseDuration } from './duration.ts'
import { formatTime, parseTime, type Time, timeParameters, tzidOf } from './time.ts'

/** RFC 5545 §3.3.9: a start, and either an end or a duration. */
export type Period = {
  readonly start: Time
  readonly end: Time | undefined
  readonly duration: Duration | undefined
}

/** Reads a PERIOD; undefined where it is none. */
export function parsePeriod(text: string, tzid?: string | undefined): Period | undefined {
  const slash = text.indexOf('/')
  if (slash < 0) return undefined
  const start = parseTime(text.slice(0, slash), tzid)
  if (start?.kind !== 'DATE-TIME') return undefined
  const rest = text.slice(slash + 1)
  const end = parseTime(rest, tzid)
  if (end !== undefined) {
    return end.kind === 'DATE-TIME' ? { start, end, duration: undefined } : undefined
  }
  const duration = parseDuration(rest)
  return duration === undefined ? undefined : { start, end: undefined, duration }
}

/**
 * Errors: a period with neither or both of `end` and `duration` is a `TypeError`.
 *
 * @example
 * const start = { kind: 'DATE-TIME', wallSeconds: 0, tzid: 'UTC' } as const
 * formatPeriod({ start, end: undefined, duration: { days: 0, seconds: 3600 } })
 * // '19700101T000000Z/PT1H'
 */
export function formatPeriod(period: Period): string {
  const { start, end, duration } = period
  if ((end === undefined) === (duration === undefined)) {
    throw new TypeError('a period has either an end or a duration')
  }
  const rest = end !== undefined ? formatTime(end) : formatDuration(duration ?? none)
  return `${formatTime(start)}/${rest}`
}

const none: Duration = { days: 0, seconds: 0 }

/** The PERIODs of FREEBUSY or RDATE; malformed ones and other values are left out. */
export function periodsOf(of: Property): readonly Period[] {
  const tzid = tzidOf(of)
  const periods: Period[] = []
  for (const text of of.value.split(',')) {
    const period = parsePeriod(text.trim(), tzid)
    if (period !== undefined) periods.push(period)
  }
  return periods
}

/**
 * A property with a list of periods that all stand in one zone.
 *
 * Errors: periods in different zones, or none, are a `TypeError`.
 */
export function periodsProperty(
  name: string,
  periods: readonly Period[],
  extraParameters: readonly Parameter[] = [],
): Property {
  const [first] = periods
  if (first === undefined) throw new TypeError(`${name} needs a period`)
  const { tzid } = first.start
  if (periods.some((each) => each.start.tzid !== tzid || (each.end ?? first.start).tzid !== tzid)) {
    throw new TypeError(`the periods of one ${name} need one zone`)
  }
  const value = defaultValueType(name) === 'PERIOD' ? [] : [parameter('VALUE', 'PERIOD')]
  const zone = timeParameters('', first.start).filter((each) => each.name === 'TZID')
  const kept = extraParameters.filter((each) => each.name !== 'VALUE' && each.name !== 'TZID')
  return property(name, periods.map(formatPeriod).join(','), [...value, ...zone, ...kept])
}

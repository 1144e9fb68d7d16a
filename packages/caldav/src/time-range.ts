/** Time ranges, and when a component overlaps one (RFC 4791 §9.9). */
import {
  type Component,
  durationOf,
  firstProperty,
  instancesBetween,
  parseTime,
  periodsOf,
  type RecurrenceSet,
  timeOf,
  utcSeconds,
  type Zones,
} from '@parley/icalendar'
import { broken, conditions, type DavProblem } from './problem.ts'
import type { XmlElement } from './xml-read.ts'

/** Inclusive start, exclusive end; UTC seconds, infinite where left open. */
export type TimeRange = { readonly fromSeconds: number; readonly toSeconds: number }

/** Of `time-range`, `expand` and the limits. */
export function readTimeRange(of: XmlElement, needsBoth: boolean): TimeRange | DavProblem {
  const start = readUtc(of.attributes.get('start'))
  const end = readUtc(of.attributes.get('end'))
  const wrong = (words: string): DavProblem => broken(403, conditions.validFilter, words)
  if (start === 'malformed' || end === 'malformed') {
    return wrong('The start and end of a time range are times in UTC.')
  }
  if (start === undefined && end === undefined) return wrong('A time range has a start or an end.')
  if (needsBoth && (start === undefined || end === undefined)) {
    return wrong('This time range has both a start and an end.')
  }
  const range = { fromSeconds: start ?? -Infinity, toSeconds: end ?? Infinity }
  return range.toSeconds > range.fromSeconds
    ? range
    : wrong('The time range ends before it starts.')
}

function readUtc(text: string | undefined): number | undefined | 'malformed' {
  if (text === undefined) return undefined
  const time = parseTime(text)
  return time?.tzid === 'UTC' ? time.wallSeconds : 'malformed'
}

/** A bound that arithmetic can use, for what wants finite ones. */
const farSeconds = 253_402_300_799
const daySeconds = 86_400

/** The range cut to what can be counted in: ten thousand years either way. */
export function finite(range: TimeRange): TimeRange {
  return {
    fromSeconds: Math.max(range.fromSeconds, -farSeconds),
    toSeconds: Math.min(range.toSeconds, farSeconds),
  }
}

/** Does any instance of the recurrence set overlap the range? */
export function anyInstanceIn(set: RecurrenceSet, range: TimeRange): boolean {
  const { fromSeconds, toSeconds } = finite(range)
  // An instance without length counts where it begins at the very start of the range.
  return instancesBetween(set, { fromSeconds, toSeconds, limit: 1 }).length > 0
}

/** Of a VTODO, VJOURNAL or VFREEBUSY that does not recur. VEVENTs go through their recurrence set. */
export function componentOverlaps(of: Component, range: TimeRange, zones: Zones): boolean {
  switch (of.name) {
    case 'VTODO':
      return todoOverlaps(of, range, zones)
    case 'VJOURNAL':
      return journalOverlaps(of, range, zones)
    case 'VFREEBUSY':
      return freeBusyOverlaps(of, range, zones)
    default:
      return true
  }
}

function secondsOf(of: Component, name: string, zones: Zones): number | undefined {
  const property = firstProperty(of, name)
  const time = property && timeOf(property)
  return time && utcSeconds(time, zones)
}

function todoOverlaps(
  of: Component,
  { fromSeconds: start, toSeconds: end }: TimeRange,
  zones: Zones,
): boolean {
  const begins = secondsOf(of, 'DTSTART', zones)
  const due = secondsOf(of, 'DUE', zones)
  if (begins !== undefined) {
    const property = firstProperty(of, 'DURATION')
    const length = property && durationOf(property)
    if (length !== undefined) {
      const ends = begins + length.days * daySeconds + length.seconds
      return start <= ends && (end > begins || end >= ends)
    }
    if (due === undefined) return start <= begins && end > begins
    return (start < due || start <= begins) && (end > begins || end >= due)
  }
  if (due !== undefined) return start < due && end >= due
  const completed = secondsOf(of, 'COMPLETED', zones)
  const created = secondsOf(of, 'CREATED', zones)
  if (completed !== undefined && created !== undefined) {
    return (start <= created || start <= completed) && (end >= created || end >= completed)
  }
  if (completed !== undefined) return start <= completed && end >= completed
  return created === undefined || end > created
}

function journalOverlaps(of: Component, range: TimeRange, zones: Zones): boolean {
  const property = firstProperty(of, 'DTSTART')
  const time = property && timeOf(property)
  if (time === undefined) return false
  const begins = utcSeconds(time, zones)
  const ends = time.kind === 'DATE' ? begins + daySeconds : begins
  const after = time.kind === 'DATE' ? range.fromSeconds < ends : range.fromSeconds <= begins
  return after && range.toSeconds > begins
}

function freeBusyOverlaps(of: Component, range: TimeRange, zones: Zones): boolean {
  const start = secondsOf(of, 'DTSTART', zones)
  const end = secondsOf(of, 'DTEND', zones)
  if (start !== undefined && end !== undefined) {
    return range.fromSeconds <= end && range.toSeconds > start
  }
  return of.properties
    .filter((each) => each.name === 'FREEBUSY')
    .flatMap((each) => periodsOf(each))
    .some((period) => {
      const from = utcSeconds(period.start, zones)
      const to =
        period.end === undefined
          ? from + (period.duration?.days ?? 0) * daySeconds + (period.duration?.seconds ?? 0)
          : utcSeconds(period.end, zones)
      return range.fromSeconds < to && range.toSeconds > from
    })
}

/** Of the properties that hold one time (RFC 4791 §9.9, end). */
export function propertyOverlaps(seconds: number | undefined, range: TimeRange): boolean {
  return seconds !== undefined && range.fromSeconds <= seconds && range.toSeconds > seconds
}

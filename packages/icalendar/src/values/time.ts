import type { Parameter, Property } from '../model.ts'
import { parameter, parameterValue, property } from '../model.ts'
import { defaultValueType } from '../registry.ts'
import { dateParts, daySeconds, daysInMonth, daysOf } from './civil.ts'

export { type DateParts, dateParts, daysOf, wallSecondsOf } from './civil.ts'

/** A DATE or DATE-TIME as it was written (RFC 5545 §3.3.4, §3.3.5). */
export type Time = {
  readonly kind: 'DATE' | 'DATE-TIME'
  /** From 1970-01-01T00:00:00 on the value's own clock; of a DATE, its midnight. */
  readonly wallSeconds: number
  /** 'UTC' for the form with Z, a TZID as it stands, undefined for floating and DATE. */
  readonly tzid: string | undefined
}

/**
 * Reads a DATE or DATE-TIME; undefined where it is neither.
 *
 * Second 60 is read as second 59 (RFC 5545 §3.3.5). A `Z` outweighs `tzid`.
 *
 * @example
 * parseTime('19700101T000010Z') // { kind: 'DATE-TIME', wallSeconds: 10, tzid: 'UTC' }
 */
export function parseTime(text: string, tzid?: string | undefined): Time | undefined {
  const { length } = text
  const year = digits(text, 0, 4)
  const month = digits(text, 4, 6)
  const day = digits(text, 6, 8)
  // Requirement: 5545/3.3.5/second-60-as-59
  // A part that is no number is NaN, and fails every comparison.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return undefined
  if (day > 28 && day > daysInMonth(year, month)) return undefined
  const midnight = daysOf(year, month, day) * daySeconds
  if (length === 8) return { kind: 'DATE', wallSeconds: midnight, tzid: undefined }
  const last = text.charCodeAt(15)
  const utc = last === 0x5a || last === 0x7a
  if (length !== (utc ? 16 : 15) || (text.charCodeAt(8) | 0x20) !== 0x74) return undefined
  const hour = digits(text, 9, 11)
  const minute = digits(text, 11, 13)
  const second = digits(text, 13, 15)
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined
  const wallSeconds = midnight + hour * 3600 + minute * 60 + (second === 60 ? 59 : second)
  return { kind: 'DATE-TIME', wallSeconds, tzid: utc ? 'UTC' : tzid === '' ? undefined : tzid }
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/**
 * Writes the basic form; its TZID goes into a parameter, which `timeProperty` sets.
 *
 * Errors: a year outside of 0 to 9999 is a `TypeError`.
 *
 * @example
 * formatTime({ kind: 'DATE', wallSeconds: 0, tzid: undefined }) // '19700101'
 */
export function formatTime(time: Time): string {
  const { year, month, day, hour, minute, second } = dateParts(time.wallSeconds)
  if (!(year >= 0 && year <= 9999)) throw new TypeError(`no year of four digits: ${year}`)
  const date = `${String(year).padStart(4, '0')}${two(month)}${two(day)}`
  if (time.kind === 'DATE') return date
  return `${date}T${two(hour)}${two(minute)}${two(second)}${time.tzid === 'UTC' ? 'Z' : ''}`
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** The DATE or DATE-TIME that a property holds. What the value looks like outweighs VALUE. */
// Requirement: 5545/3.2.19/no-tzid-is-floating
export function timeOf(of: Property): Time | undefined {
  const tzid = tzidOf(of)
  return parseTime(of.value, tzid) ?? parseTime(of.value.trim(), tzid)
}

/** Those of a list such as EXDATE and RDATE; malformed ones and PERIODs are left out. */
export function timesOf(of: Property): readonly Time[] {
  const tzid = tzidOf(of)
  const times: Time[] = []
  for (const text of of.value.split(',')) {
    const time = parseTime(text.trim(), tzid)
    if (time !== undefined) times.push(time)
  }
  return times
}

/** The TZID of a property (RFC 5545 §3.2.19), as it stands. */
export function tzidOf(of: Property): string | undefined {
  return of.parameters.length === 0 ? undefined : parameterValue(of, 'TZID')
}

/**
 * A property with that time, VALUE and TZID set as the time needs them.
 *
 * @example
 * timeProperty('DTSTART', { kind: 'DATE', wallSeconds: 0, tzid: undefined }).parameters
 * // [{ name: 'VALUE', values: ['DATE'] }]
 */
export function timeProperty(
  name: string,
  time: Time,
  extraParameters: readonly Parameter[] = [],
): Property {
  return timesProperty(name, [time], extraParameters)
}

/**
 * A property with a list of times that all have one form.
 *
 * Errors: times of different kind or zone, or none, are a `TypeError`.
 */
export function timesProperty(
  name: string,
  times: readonly Time[],
  extraParameters: readonly Parameter[] = [],
): Property {
  const [first] = times
  if (first === undefined) throw new TypeError(`${name} needs a time`)
  if (times.some((each) => each.kind !== first.kind || each.tzid !== first.tzid)) {
    throw new TypeError(`the times of one ${name} need one form`)
  }
  const value = times.map(formatTime).join(',')
  return property(name, value, [...timeParameters(name, first), ...others(extraParameters)])
}

/** The same property with another time; parameters other than VALUE and TZID stay. */
export function withTime(of: Property, time: Time): Property {
  const made = timeProperty(of.name, time, of.parameters)
  const same =
    made.value === of.value && tzidOf(made) === tzidOf(of) && valueTypeOf(made) === valueTypeOf(of)
  return same ? of : made
}

function valueTypeOf(of: Property): string | undefined {
  return parameterValue(of, 'VALUE')?.toUpperCase()
}

// Requirement: 5545/3.2.19/tzid-on-zoned-times
export function timeParameters(name: string, time: Time): readonly Parameter[] {
  const made: Parameter[] = []
  if (defaultValueType(name) !== time.kind) made.push(parameter('VALUE', time.kind))
  if (time.kind === 'DATE-TIME' && time.tzid !== undefined && time.tzid !== 'UTC') {
    made.push(parameter('TZID', time.tzid))
  }
  return made
}

function others(parameters: readonly Parameter[]): readonly Parameter[] {
  return parameters.filter((each) => each.name !== 'VALUE' && each.name !== 'TZID')
}

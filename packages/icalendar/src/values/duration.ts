import type { Parameter, Property } from '../model.ts'
import { parameter, property } from '../model.ts'
import { defaultValueType } from '../registry.ts'

/** RFC 5545 §3.3.6. Both parts have one sign, or are 0. */
export type Duration = {
  /** Nominal: they follow the calendar. A week is seven. */
  readonly days: number
  /** Exact. */
  readonly seconds: number
}

/**
 * Reads a DURATION; undefined where it is none. `PT1H30S`, which leaves the minutes out, and a bare
 * `P` or `PT`, which stand for no time in the field, are read too.
 *
 * @example
 * parseDuration('-P1DT30M') // { days: -1, seconds: -1800 }
 */
export function parseDuration(text: string): Duration | undefined {
  const found = durationForm.exec(text)
  if (found === null) return undefined
  const [, sign, weeks, days, hours, minutes, seconds] = found
  const factor = sign === '-' ? -1 : 1
  const allDays = Number(weeks ?? 0) * 7 + Number(days ?? 0)
  const allSeconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  // Added to 0, so that no part is minus zero.
  return { days: factor * allDays + 0, seconds: factor * allSeconds + 0 }
}

const durationForm =
  /^([+-]?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i

/**
 * Writes a DURATION.
 *
 * Errors: parts with opposite signs have no written form and are a `TypeError`.
 *
 * @example
 * formatDuration({ days: 0, seconds: 5400 }) // 'PT1H30M'
 */
export function formatDuration(duration: Duration): string {
  if (duration.days * duration.seconds < 0) throw new TypeError('a duration has one sign')
  const sign = duration.days < 0 || duration.seconds < 0 ? '-' : ''
  const days = Math.abs(duration.days)
  const seconds = Math.abs(duration.seconds)
  if (seconds === 0) {
    if (days === 0) return 'PT0S'
    return days % 7 === 0 ? `${sign}P${days / 7}W` : `${sign}P${days}D`
  }
  return `${sign}P${days === 0 ? '' : `${days}D`}T${timeParts(seconds)}`
}

function timeParts(all: number): string {
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor((all % 3600) / 60)
  const seconds = all % 60
  let text = hours === 0 ? '' : `${hours}H`
  // The grammar lets no unit between two others be left out.
  if (minutes !== 0 || (hours !== 0 && seconds !== 0)) text += `${minutes}M`
  return seconds === 0 ? text : `${text}${seconds}S`
}

/** The DURATION value of a property (RFC 5545 §3.3.6); undefined where it is none. */
export function durationOf(of: Property): Duration | undefined {
  return parseDuration(of.value.trim())
}

/** A property with that duration; VALUE is set where the property has another default. */
export function durationProperty(
  name: string,
  duration: Duration,
  extraParameters: readonly Parameter[] = [],
): Property {
  const kept = extraParameters.filter((each) => each.name !== 'VALUE' && each.name !== 'TZID')
  const value = defaultValueType(name) === 'DURATION' ? [] : [parameter('VALUE', 'DURATION')]
  return property(name, formatDuration(duration), [...value, ...kept])
}

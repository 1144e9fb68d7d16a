import type { Parameter, Property } from '../model.ts'
import { property } from '../model.ts'

/** Reads an INTEGER (RFC 5545 §3.3.8): 32 bits with sign. */
export function parseInteger(text: string): number | undefined {
  if (!/^[+-]?\d{1,12}$/.test(text)) return undefined
  const value = Number(text) + 0
  return value >= -0x80000000 && value <= 0x7fffffff ? value : undefined
}

/** Errors: what is no INTEGER is a `TypeError`. */
export function formatInteger(value: number): string {
  if (!Number.isInteger(value) || value < -0x80000000 || value > 0x7fffffff) {
    throw new TypeError(`not an INTEGER: ${value}`)
  }
  return String(value + 0)
}

/** The INTEGER value of a property (RFC 5545 §3.3.8); undefined where it is none. */
export function integerOf(of: Property): number | undefined {
  return parseInteger(of.value.trim())
}

/** Makes a property of an INTEGER (RFC 5545 §3.3.8). */
export function integerProperty(
  name: string,
  value: number,
  parameters: readonly Parameter[] = [],
): Property {
  return property(name, formatInteger(value), parameters)
}

/** Reads a FLOAT (RFC 5545 §3.3.7): no exponent. */
export function parseFloatValue(text: string): number | undefined {
  if (text.length > 400 || !/^[+-]?\d+(?:\.\d+)?$/.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/**
 * Errors: what is not finite is a `TypeError`.
 *
 * @example
 * formatFloat(1e-7) // '0.0000001'
 */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`not a FLOAT: ${value}`)
  const text = String(value + 0)
  const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (exponent === null) return text
  const [, sign, first = '', rest = '', power] = exponent
  const shift = Number(power)
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${first}${rest}`
  return `${sign}${first}${rest.padEnd(shift, '0')}`
}

/** The FLOAT value of a property (RFC 5545 §3.3.7); undefined where it is none. */
export function floatOf(of: Property): number | undefined {
  return parseFloatValue(of.value.trim())
}

/** Reads a BOOLEAN (RFC 5545 §3.3.2), in any letter case. */
export function parseBoolean(text: string): boolean | undefined {
  const upper = text.toUpperCase()
  return upper === 'TRUE' ? true : upper === 'FALSE' ? false : undefined
}

/** TRUE or FALSE (RFC 5545 §3.3.2). */
export function formatBoolean(value: boolean): string {
  return value ? 'TRUE' : 'FALSE'
}

/** The BOOLEAN value of a property (RFC 5545 §3.3.2); undefined where it is none. */
export function booleanOf(of: Property): boolean | undefined {
  return parseBoolean(of.value.trim())
}

/** A position (RFC 5545 §3.8.1.6). */
export type Geo = {
  /** Degrees north. */
  readonly latitude: number
  /** Degrees east. */
  readonly longitude: number
}

/** GEO (RFC 5545 §3.8.1.6). Some software parts the two by an escaped semicolon or a comma. */
export function parseGeo(text: string): Geo | undefined {
  const parts = text.split(/\\?[;,]/)
  const latitude = parseFloatValue((parts[0] ?? '').trim())
  const longitude = parseFloatValue((parts[1] ?? '').trim())
  if (parts.length !== 2 || latitude === undefined || longitude === undefined) return undefined
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return onEarth ? { latitude, longitude } : undefined
}

/** Latitude and longitude, parted by a semicolon (RFC 5545 §3.8.1.6). */
export function formatGeo(geo: Geo): string {
  return `${formatFloat(geo.latitude)};${formatFloat(geo.longitude)}`
}

/** The position in a GEO property (RFC 5545 §3.8.1.6); undefined where it is none. */
export function geoOf(of: Property): Geo | undefined {
  return parseGeo(of.value)
}

/**
 * Reads a UTC-OFFSET (RFC 5545 §3.3.14) in seconds. Minus zero is read as zero.
 *
 * @example
 * parseUtcOffset('-0130') // -5400
 */
export function parseUtcOffset(text: string): number | undefined {
  const found = /^([+-])(\d\d)([0-5]\d)([0-5]\d)?$/.exec(text)
  if (found === null) return undefined
  const [, sign, hours, minutes, seconds] = found
  const value = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)
  if (value >= 86_400) return undefined
  return sign === '-' ? 0 - value : value
}

/** Errors: a day or more is a `TypeError`. */
export function formatUtcOffset(offsetSeconds: number): string {
  const all = Math.abs(offsetSeconds)
  if (!Number.isInteger(all) || all >= 86_400) {
    throw new TypeError(`not a UTC-OFFSET: ${offsetSeconds}`)
  }
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = two(Math.floor(all / 3600))
  const minutes = two(Math.floor((all % 3600) / 60))
  const seconds = all % 60 === 0 ? '' : two(all % 60)
  return `${offsetSeconds < 0 ? '-' : '+'}${hours}${minutes}${seconds}`
}

/** The UTC-OFFSET value of a property (RFC 5545 §3.3.14) in seconds; undefined where it is none. */
export function utcOffsetOf(of: Property): number | undefined {
  return parseUtcOffset(of.value.trim())
}

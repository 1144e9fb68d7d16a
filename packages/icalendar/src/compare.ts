import type { Component, Parameter, Property } from './model.ts'
import { parameterValue } from './model.ts'
import { propertyTypes } from './registry.ts'
import { isUri } from './values/resource.ts'
import { escapeText, splitEscaped, unescapeText } from './values/text.ts'

/**
 * Says whether two calendar objects mean the same to a reader: the order of components, properties
 * and parameters, PRODID, DTSTAMP, and values that only say the standard's default do not count.
 *
 * Shapes: two components of any name. Errors: none.
 *
 * @example
 * sameCalendar(
 *   component('VEVENT', [property('UID', '1'), property('TRANSP', 'OPAQUE')]),
 *   component('VEVENT', [property('UID', '1')]),
 * ) // true
 */
export function sameCalendar(a: Component, b: Component): boolean {
  return a === b || canonicalText(a) === canonicalText(b)
}

/** Says whether two lists hold the same, in the same order: names, parameters and raw values. */
export function sameModel(a: readonly Component[], b: readonly Component[]): boolean {
  return a.length === b.length && a.every((each, i) => sameComponent(each, b[i]))
}

function sameComponent(a: Component, b: Component | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.properties.length === b.properties.length &&
    a.properties.every((each, i) => sameProperty(each, b.properties[i])) &&
    sameModel(a.components, b.components)
  )
}

function sameProperty(a: Property, b: Property | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.value === b.value &&
    a.parameters.length === b.parameters.length &&
    a.parameters.every((each, i) => sameParameter(each, b.parameters[i]))
  )
}

function sameParameter(a: Parameter, b: Parameter | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.values.length === b.values.length &&
    a.values.every((each, i) => each === b.values[i])
  )
}

/** A text that is equal for components that mean the same. */
function canonicalText(of: Component): string {
  const properties = of.properties.filter(counts).map(canonicalProperty).sort()
  const components = of.components.map(canonicalText).sort()
  return JSON.stringify([of.name, properties, components])
}

const unimportant: ReadonlySet<string> = new Set(['PRODID', 'DTSTAMP'])

/** RFC 5545 §3.7.1, §3.8.1.3, §3.8.1.9, §3.8.2.7, §3.8.7.4. */
const propertyDefaults: ReadonlyMap<string, string> = new Map([
  ['CALSCALE', 'GREGORIAN'],
  ['CLASS', 'PUBLIC'],
  ['PRIORITY', '0'],
  ['TRANSP', 'OPAQUE'],
  ['SEQUENCE', '0'],
])

/** RFC 5545 §3.2. */
const parameterDefaults: ReadonlyMap<string, string> = new Map([
  ['CUTYPE', 'INDIVIDUAL'],
  ['ENCODING', '8BIT'],
  ['FBTYPE', 'BUSY'],
  ['PARTSTAT', 'NEEDS-ACTION'],
  ['RELATED', 'START'],
  ['RELTYPE', 'PARENT'],
  ['ROLE', 'REQ-PARTICIPANT'],
  ['RSVP', 'FALSE'],
])

function counts(of: Property): boolean {
  if (unimportant.has(of.name)) return false
  const byDefault = propertyDefaults.get(of.name)
  return byDefault === undefined || byDefault !== of.value.trim().toUpperCase()
}

function canonicalProperty(of: Property): string {
  const type = parameterValue(of, 'VALUE')?.toUpperCase() ?? defaultTypeOf(of.name)
  const parameters = of.parameters
    .map((each) => canonicalParameter(of, each))
    .filter((each) => each !== undefined)
    .sort()
  return JSON.stringify([of.name, parameters, canonicalValue(of, type)])
}

function defaultTypeOf(name: string): string {
  return propertyTypes.get(name)?.defaultType ?? 'UNKNOWN'
}

function canonicalParameter(of: Property, parameter: Parameter): string | undefined {
  const { name } = parameter
  const upper = parameter.values.map((each) => each.toUpperCase())
  if (name === 'VALUE' && upper[0] === defaultTypeOf(of.name)) return undefined
  const byDefault = parameterDefaults.get(name)
  if (byDefault !== undefined && upper[0] === byDefault) return undefined
  const folds = byDefault !== undefined || name === 'VALUE' || parameter.values.every(isMailto)
  return JSON.stringify([name, [...(folds ? upper : parameter.values)].sort()])
}

function isMailto(value: string): boolean {
  return /^mailto:/i.test(value)
}

function canonicalValue(of: Property, type: string): string {
  const { value } = of
  switch (type) {
    case 'TEXT':
      if (propertyTypes.get(of.name)?.parts !== 'list') return unescapeText(value)
      return splitEscaped(value, ',').map(unescapeText).map(escapeText).sort().join(',')
    case 'CAL-ADDRESS':
      return isUri(value) && !isMailto(value) ? value : value.toLowerCase()
    case 'RECUR':
      return value.toUpperCase().split(';').sort().join(';')
    case 'DATE':
    case 'DATE-TIME':
    case 'PERIOD':
      return value.toUpperCase().split(',').sort().join(',')
    case 'INTEGER':
    case 'DURATION':
    case 'BOOLEAN':
      return value.trim().toUpperCase()
    default:
      return value
  }
}

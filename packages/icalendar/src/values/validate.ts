import type { Component, Property } from '../model.ts'
import { firstProperty, parameterValue } from '../model.ts'
import { ruleViolations } from '../recurrence/rule-violations.ts'
import { propertyTypes, type ValueType } from '../registry.ts'
import { excerpt, type RequirementId, type Violation, violation } from '../violation.ts'
import { parseDuration } from './duration.ts'
import { parseBoolean, parseFloatValue, parseGeo, parseInteger, parseUtcOffset } from './number.ts'
import { type Period, parsePeriod } from './period.ts'
import { misfitsOf } from './relations.ts'
import { isUri, parseBase64, parseRequestStatus } from './resource.ts'
import { splitEscaped } from './text.ts'
import { parseTime, timeOf, tzidOf } from './time.ts'

type Path = readonly (string | number)[]
type Fault = readonly [requirement: RequirementId, expected: string]

/**
 * Says which values of a component, and of those within it, are not what their property or their
 * VALUE makes them (RFC 5545 §3.3, §3.8), in the order of the component, and then which of them do
 * not fit together. Properties that no standard has are taken as they are.
 *
 * @example
 * validateValues(component('VEVENT', [property('PRIORITY', 'high')]))[0]?.requirement
 * // '5545/3.3.8/integer-range'
 */
export function validateValues(of: Component, path: Path = [of.name, 0]): readonly Violation[] {
  const found: Violation[] = []
  const start = firstProperty(of, 'DTSTART')
  const isObservance = of.name === 'STANDARD' || of.name === 'DAYLIGHT'
  const startTime = start === undefined || isObservance ? undefined : timeOf(start)
  const indexes = new Map<string, number>()
  for (const each of of.properties) {
    if (!propertyTypes.has(each.name)) continue
    const index = nextIndex(indexes, each.name)
    const faults = [...faultsOfParameters(each), ...faultsOf(each)]
    if (isObservance) faults.push(...faultsOfUntil(each))
    const isRule = each.name === 'RRULE' || each.name === 'EXRULE'
    if (faults.length === 0 && !isRule) continue
    const at = [...path, each.name, index]
    for (const [requirement, expected] of faults) {
      const line = each.source?.line ?? 0
      found.push(violation(requirement, at, line, expected, excerpt(each.value)))
    }
    if (isRule) found.push(...ruleViolations(each, startTime, at))
  }
  found.push(...misfitViolations(of, path))
  for (const each of of.components) {
    found.push(...validateValues(each, [...path, each.name, nextIndex(indexes, each.name)]))
  }
  return found
}

function misfitViolations(of: Component, path: Path): readonly Violation[] {
  return misfitsOf(of).map(([name, index, requirement, expected]) => {
    const named = of.properties.filter((each) => each.name === name)[index]
    const at = named === undefined ? path : [...path, name, index]
    const line = (named ?? of).source?.line ?? 0
    return violation(requirement, at, line, expected, excerpt(named?.value ?? 'none'))
  })
}

function nextIndex(indexes: Map<string, number>, name: string): number {
  const index = indexes.get(name) ?? 0
  indexes.set(name, index + 1)
  return index
}

/** UNTIL beside the local DTSTART of an observance is in UTC all the same. */
function faultsOfUntil(of: Property): readonly Fault[] {
  if (of.name !== 'RRULE' || !/;?UNTIL=[^;]*[^;Z](?:;|$)/i.test(of.value)) return []
  return [['5545/3.3.10/until-utc-in-observance', 'UNTIL in UTC']]
}

function faultsOf(of: Property): readonly Fault[] {
  const registered = propertyTypes.get(of.name)
  if (registered === undefined) return []
  const { allowed, defaultType, parts } = registered
  const said = parameterValue(of, 'VALUE')?.toUpperCase()
  const type = allowed.find((each) => each === (said ?? defaultType))
  if (type === undefined) {
    return [['5545/3.2.20/other-type-needs-value', `VALUE of ${allowed.join(' or ')}`]]
  }
  if (of.name === 'GEO') {
    return faultsOfGeo(of.value)
  }
  if (of.name === 'REQUEST-STATUS') {
    const readable = parseRequestStatus(of.value) !== undefined
    return readable ? [] : [['5545/3.8.8.3/request-status-form', 'code;description']]
  }
  if (parts !== 'list' || type === 'TEXT') return faultsOfValue(of, of.value, type)
  const seen = new Map<RequirementId, Fault>()
  const values = splitEscaped(of.value, ',')
  const kinds = new Set(values.map((each) => parseTime(each.trim())?.kind ?? 'PERIOD'))
  if ((type === 'DATE' || type === 'DATE-TIME') && kinds.has('DATE') && kinds.has('DATE-TIME')) {
    return [['5545/3.2.20/one-value-type-per-property', 'values of one type']]
  }
  for (const value of values) {
    for (const fault of faultsOfValue(of, value, type)) seen.set(fault[0], fault)
  }
  return [...seen.values()]
}

function faultsOfGeo(value: string): readonly Fault[] {
  const parts = value.split(';')
  if (parts.length !== 2) return [['5545/3.8.1.6/geo-form', 'latitude;longitude']]
  if (parts.some((each) => parseFloatValue(each) === undefined)) {
    return [['5545/3.3.7/float-form', 'two FLOATs']]
  }
  return parseGeo(value) === undefined ? [['5545/3.8.1.6/geo-form', 'a place on earth']] : []
}

/** RANGE, and parameters that are BOOLEAN: RFC 5545 §3.2.13, §3.2.17, RFC 9073 §5.3. */
function faultsOfParameters(of: Property): readonly Fault[] {
  for (const { name, values } of of.parameters) {
    if (name === 'RANGE' && values[0]?.toUpperCase() === 'THISANDPRIOR') {
      return [['5545/3.2.13/this-and-prior-not-written', 'RANGE=THISANDFUTURE or no RANGE']]
    }
    if (name !== 'RSVP' && name !== 'DERIVED') continue
    if (values.length !== 1 || parseBoolean(values[0] ?? '') === undefined) {
      return [['5545/3.3.2/boolean-true-or-false', `${name} as TRUE or FALSE`]]
    }
  }
  return []
}

function faultsOfValue(of: Property, value: string, type: ValueType): readonly Fault[] {
  switch (type) {
    case 'DATE':
    case 'DATE-TIME':
      return faultsOfTime(of, value, type)
    case 'PERIOD':
      return faultsOfPeriod(parsePeriod(value, tzidOf(of)))
    case 'TEXT':
      return faultsOfText(value, propertyTypes.get(of.name)?.parts === 'list')
    case 'BINARY':
      return parseBase64(value) === undefined || !isBase64(of)
        ? [['5545/3.3.1/binary-is-base64', 'BASE64 and ENCODING=BASE64']]
        : []
    default: {
      const form = forms[type]
      return form === undefined || form.reads(value) ? [] : [form.fault]
    }
  }
}

type Form = { readonly reads: (value: string) => boolean; readonly fault: Fault }

/** The types whose values stand for themselves. */
const forms: { readonly [type in ValueType]?: Form } = {
  'CAL-ADDRESS': { reads: isUri, fault: ['5545/3.3.3/cal-address-is-uri', 'a URI'] },
  DURATION: {
    reads: (value) => parseDuration(value) !== undefined && /\d/.test(value),
    fault: ['5545/3.3.6/duration-form', 'a DURATION'],
  },
  INTEGER: {
    reads: (value) => parseInteger(value) !== undefined,
    fault: ['5545/3.3.8/integer-range', 'an INTEGER'],
  },
  URI: { reads: isUri, fault: ['5545/3.3.13/uri-form', 'a URI'] },
  'UTC-OFFSET': {
    reads: (value) => parseUtcOffset(value) !== undefined && !/^-0+$/.test(value),
    fault: ['5545/3.3.14/utc-offset-form', '+hhmm or -hhmm, with seconds or without'],
  },
}

function isBase64(of: Property): boolean {
  return parameterValue(of, 'ENCODING')?.toUpperCase() === 'BASE64'
}

function faultsOfTime(of: Property, value: string, type: 'DATE' | 'DATE-TIME'): readonly Fault[] {
  const time = parseTime(value)
  if (time === undefined) {
    if (type === 'DATE') return [['5545/3.3.4/date-form', 'a DATE']]
    return /\d[+-]\d{4}$/.test(value)
      ? [['5545/3.3.5/no-utc-offset-in-time', 'a DATE-TIME without a UTC offset']]
      : [['5545/3.3.5/date-time-form', 'a DATE-TIME']]
  }
  if (time.kind !== type) {
    return [['5545/3.2.20/other-type-needs-value', `VALUE=${time.kind} beside such a value`]]
  }
  const zoned = tzidOf(of) !== undefined
  if (zoned && (time.kind === 'DATE' || time.tzid === 'UTC')) {
    return [['5545/3.2.19/tzid-not-on-utc-or-date', 'no TZID']]
  }
  return []
}

function faultsOfPeriod(period: Period | undefined): readonly Fault[] {
  if (period === undefined) return [['5545/3.3.9/period-form', 'start/end or start/duration']]
  const { start, end, duration } = period
  if (end !== undefined && end.tzid === start.tzid && end.wallSeconds <= start.wallSeconds) {
    return [['5545/3.3.9/period-end-after-start', 'an end after the start']]
  }
  if (duration !== undefined && !(duration.days > 0 || duration.seconds > 0)) {
    return [['5545/3.3.9/period-duration-positive', 'a positive DURATION']]
  }
  return []
}

/** Which escapes are wrong: RFC 5545 §3.3.11. */
function faultsOfText(value: string, isList: boolean): readonly Fault[] {
  const faults: Fault[] = []
  const rest = value.replaceAll(/\\[\\;,nN]/g, '')
  if (rest.includes(';') || (!isList && rest.includes(','))) {
    faults.push(['5545/3.3.11/separators-escaped', 'a backslash before commas and semicolons'])
  }
  if (rest.includes('\\:')) faults.push(['5545/3.3.11/colon-not-escaped', 'a bare colon'])
  else if (rest.includes('\\')) {
    faults.push(['5545/3.3.11/separators-escaped', 'a backslash before a backslash'])
  }
  return faults
}

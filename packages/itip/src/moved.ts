/** Did the time of a component move, so that answers to it start over (RFC 6638 §3.2.8)? */
import type { Component, Property, RecurrenceRule, Zones } from '@parley/icalendar'
import {
  allProperties,
  durationOf,
  firstProperty,
  formatRule,
  parseRule,
  periodsOf,
  timeOf,
  timesOf,
  utcSeconds,
} from '@parley/icalendar'

/** A component with what makes its times instants. */
type Timed = { readonly component: Component; readonly zones: () => Zones }

const timeNames: ReadonlySet<string> = new Set([
  'DTSTART',
  'DTEND',
  'DUE',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
])

// Requirement: 6638/3.2.8/time-change-resets-partstat
// Requirement: 6638/3.2.8/rrule-change-resets-partstat
// Requirement: 6638/3.2.8/rdate-change-resets-partstat
// Requirement: 6638/3.2.8/exdate-removal-resets-partstat
// Requirement: 6638/3.2.8/fewer-instances-keep-partstat
/**
 * Does the change move an instance or bring one in? Instances that only go away, by EXDATE or by a
 * shorter rule, leave the answers to the others as they are. The same instant in another form
 * (UTC, another zone, DTEND for DURATION) is no move.
 */
export function movesTime(before: Timed, after: Timed): boolean {
  if (timeLines(before.component) === timeLines(after.component)) return false
  if (startOf(before) !== startOf(after) || endOf(before) !== endOf(after)) return true
  if (addsByRule(before.component, after.component)) return true
  const [additions, exclusions] = [timeSet(before, 'RDATE'), timeSet(before, 'EXDATE')]
  for (const each of timeSet(after, 'RDATE')) if (!additions.has(each)) return true
  const excluded = timeSet(after, 'EXDATE')
  for (const each of exclusions) if (!excluded.has(each)) return true
  return false
}

/** Do two components stand at the same time, whatever their recurrence says? */
export function atSameTime(one: Timed, other: Timed): boolean {
  return startOf(one) === startOf(other) && endOf(one) === endOf(other)
}

/** What decides the time, as it is written: equal texts are equal times. */
function timeLines(of: Component): string {
  const lines: string[] = []
  for (const each of of.properties) if (timeNames.has(each.name)) lines.push(lineOf(each))
  return lines.sort().join('\n')
}

function lineOf(of: Property): string {
  const tzid = of.parameters.find((each) => each.name === 'TZID')?.values[0] ?? ''
  return `${of.name};${tzid}:${of.value}`
}

function startOf({ component, zones }: Timed): number | undefined {
  return instantOf(firstProperty(component, 'DTSTART'), zones)
}

/** DTEND or DUE, or DTSTART and DURATION; where both are missing, what DTSTART implies. */
function endOf(of: Timed): number | undefined {
  const { component, zones } = of
  const end = firstProperty(component, 'DTEND') ?? firstProperty(component, 'DUE')
  if (end !== undefined) return instantOf(end, zones)
  const start = firstProperty(component, 'DTSTART')
  const from = startOf(of)
  const property = firstProperty(component, 'DURATION')
  const duration = property && durationOf(property)
  if (from === undefined) return undefined
  if (duration !== undefined) return from + duration.days * 86_400 + duration.seconds
  // RFC 5545 §3.6.1: a VEVENT that starts on a DATE lasts that day.
  const wholeDay = component.name === 'VEVENT' && start && timeOf(start)?.kind === 'DATE'
  return component.name === 'VTODO' ? undefined : from + (wholeDay ? 86_400 : 0)
}

function instantOf(of: Property | undefined, zones: () => Zones): number | undefined {
  const time = of && timeOf(of)
  return time && utcSeconds(time, zones())
}

function timeSet({ component, zones }: Timed, name: 'RDATE' | 'EXDATE'): ReadonlySet<number> {
  const found = new Set<number>()
  for (const each of allProperties(component, name)) {
    for (const time of timesOf(each)) found.add(utcSeconds(time, zones()))
    for (const period of periodsOf(each)) found.add(utcSeconds(period.start, zones()))
  }
  return found
}

/** Does the new rule name instances that the old one did not? */
function addsByRule(before: Component, after: Component): boolean {
  const [old, made] = [ruleOf(before), ruleOf(after)]
  if (made === undefined) return false
  if (old === undefined) return true
  if (formatRule(unbounded(old)) !== formatRule(unbounded(made))) return true
  if (old.until === undefined && old.count === undefined) return false
  if (old.count !== undefined && made.count !== undefined) return made.count > old.count
  if (old.until !== undefined && made.until !== undefined) {
    return made.until.wallSeconds > old.until.wallSeconds
  }
  // COUNT became UNTIL, or an end was taken away: without expanding both it may be longer.
  return true
}

function ruleOf(of: Component): RecurrenceRule | undefined {
  const property = firstProperty(of, 'RRULE')
  return property && parseRule(property.value)
}

function unbounded(rule: RecurrenceRule): RecurrenceRule {
  return { ...rule, count: undefined, until: undefined }
}

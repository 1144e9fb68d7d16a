/**
 * Values that decide what a message means must be readable, whatever its table. The tables leave
 * values to RFC 5545; these rules name the request status that an unreadable one leads to (§3.6).
 */
import type { Property } from '@parley/icalendar'
import { durationOf, parseRule, timeOf } from '@parley/icalendar'
import type { ComponentName } from '../message.ts'
import type { JudgedRule } from './table.ts'

const readableTimes: readonly JudgedRule[] = [
  ...(['DTSTART', 'RECURRENCE-ID', 'DTEND', 'DUE', 'DTSTAMP'] as const).map(
    (row): JudgedRule => ({
      kind: 'judged',
      requirement: '5546/3.6.18/invalid-date-or-time',
      row,
      words: `${row} is a date or a time`,
      level: row === 'DTSTART' ? 'as row' : row === 'RECURRENCE-ID' ? 'error' : 'warning',
      otherwise: '3.5',
      applied: '2.1',
      holds: ({ properties }) => {
        const found = properties.get(row)
        return found === undefined || timeOf(found.first) !== undefined
      },
    }),
  ),
  {
    kind: 'judged',
    requirement: '5546/3.6.14/invalid-property-value',
    row: 'DURATION',
    words: 'DURATION is a duration',
    level: 'warning',
    otherwise: '3.1',
    applied: '2.1',
    holds: ({ properties }) => {
      const found = properties.get('DURATION')
      return found === undefined || durationOf(found.first) !== undefined
    },
  },
]

/**
 * RECURRENCE-ID has the form of DTSTART of the master component, where that came along: it is the
 * start that the recurrence gives the instance (§3.7.1; RFC 5545 §3.8.4.4).
 */
const recurrenceIdForm: JudgedRule = {
  kind: 'judged',
  requirement: '5546/3.7.1/recurrence-id-is-original-start',
  row: 'RECURRENCE-ID',
  words: 'RECURRENCE-ID in the form of DTSTART of the master component',
  level: 'warning',
  otherwise: '3.5',
  applied: '2.1',
  holds: ({ properties, masterStart }) => {
    const id = properties.get('RECURRENCE-ID')?.first
    if (id === undefined || masterStart === undefined) return true
    return formOf(id) === formOf(masterStart)
  },
}

/** A date, a time in UTC, or a local time, with or without TZID. */
function formOf(of: Property): string {
  const time = timeOf(of)
  if (time === undefined || time.kind === 'DATE') return time?.kind ?? ''
  return time.tzid === undefined ? 'floating' : time.tzid === 'UTC' ? 'UTC' : 'zoned'
}

/** One that is not readable leaves a single component, and the answer can say so. */
function readableRule(applied: '2.8' | '2.10'): JudgedRule {
  return {
    kind: 'judged',
    requirement: '5546/3.6.19/invalid-rule',
    row: 'RRULE',
    words: 'RRULE is a recurrence rule',
    level: 'warning',
    otherwise: '3.6',
    applied,
    holds: ({ properties }) => {
      const found = properties.get('RRULE')
      return found === undefined || parseRule(found.first.value) !== undefined
    },
  }
}

const addresses: readonly JudgedRule[] = (['ORGANIZER', 'ATTENDEE'] as const).map((row) => ({
  kind: 'judged',
  requirement: '5546/3.6.20/invalid-calendar-user',
  row,
  words: `${row} is a calendar address`,
  level: 'as row',
  otherwise: '3.7',
  applied: '2.1',
  holds: ({ component }) => !component.properties.some((each) => isNoAddress(each, row)),
  offender: ({ component }) => component.properties.find((each) => isNoAddress(each, row)),
}))

function isNoAddress(of: Property, row: string): boolean {
  return of.name === row && !/^[a-z][a-z0-9+.-]*:./i.test(of.value)
}

// Requirement: 5546/3.6/in-reply-counter-declinecounter
const expectedClass: JudgedRule = {
  kind: 'judged',
  requirement: '5546/3.6/one-class-per-component',
  row: 'REQUEST-STATUS',
  words: 'every REQUEST-STATUS of a component begins with one number',
  level: 'warning',
  otherwise: '3.1',
  applied: '2.1',
  holds: ({ component, properties }) =>
    (properties.get('REQUEST-STATUS')?.count ?? 0) < 2 ||
    new Set(statusClasses(component.properties)).size === 1,
}

// Requirement: 5546/3.6/classes-2-and-4-mix
/** §3.6, restriction 2: what 5.x, else 3.x, in one component means for the others. */
const rulingClasses: readonly JudgedRule[] = (['5', '3'] as const).map((ruling) => ({
  kind: 'judged',
  requirement: ruling === '5' ? '5546/3.6/class-5-rules-message' : '5546/3.6/class-3-rules-message',
  row: 'REQUEST-STATUS',
  words: `where one component has a status ${ruling}.x, the others have none of another class`,
  level: 'warning',
  otherwise: '3.1',
  applied: '2.1',
  once: true,
  holds: ({ components }) => {
    if (components.length < 2) return true
    const classes = new Set(components.flatMap((each) => statusClasses(each.properties)))
    if (ruling === '3' && classes.has('5')) return true
    return !classes.has(ruling) || classes.size === 1
  },
}))

function statusClasses(of: readonly Property[]): readonly string[] {
  return of
    .filter((each) => each.name === 'REQUEST-STATUS')
    .map((each) => each.value.trim().charAt(0))
}

const everywhere: readonly JudgedRule[] = [
  ...readableTimes,
  recurrenceIdForm,
  ...addresses,
  expectedClass,
  ...rulingClasses,
]
const ofOne = [...everywhere, readableRule('2.8')]
const ofTodo = [...everywhere, readableRule('2.10')]

export function readableRules(componentName: ComponentName): readonly JudgedRule[] {
  return componentName === 'VTODO' ? ofTodo : ofOne
}

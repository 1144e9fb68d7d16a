/** For tests only: calendar objects, messages and contexts, tersely. */
import type { CalendarObject, Component, Property } from '@parley/icalendar'
import { parseCalendar, parseTime, rawValue, serializeText, zoneCatalog } from '@parley/icalendar'
import { calendarAddress, calendarUser } from './address.ts'
import { findAttendee, partStatOf } from './attendee.ts'
import type { Context } from './context.ts'
import type { Effect, SendEffect } from './effect.ts'
import type { Reason } from './explanation.ts'
import type { Message } from './message.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import { read } from './read.ts'
import { receive } from './receive.ts'
import { type HeldState, nothingHeld } from './state.ts'

const catalog = zoneCatalog()

/** UTC seconds of a time such as `20260301T090000Z`. */
export function seconds(utc: string): number {
  const time = parseTime(utc)
  if (time === undefined) throw new TypeError(`${utc} is no time`)
  return time.wallSeconds
}

/** The noon of these tests. */
export const now: number = seconds('20260201T120000Z')

/** A context for a user, by the local part of his address at example.com. */
export function context(
  self: string,
  more: Omit<Partial<Context>, 'policy' | 'self'> & {
    readonly policy?: Partial<Policy>
    readonly from?: string
    readonly aliases?: readonly string[]
  } = {},
): Context {
  const { policy, from, aliases, ...rest } = more
  const made: Context = {
    nowSeconds: now,
    self: calendarUser(address(self), aliases ?? []),
    policy: { ...defaultPolicy, ...policy },
    catalog,
    floatingTzid: 'UTC',
    productId: '-//Parley//Test//EN',
    ...rest,
  }
  if (from === undefined) return made
  return { ...made, originator: { address: calendarAddress(address(from)), proven: true } }
}

/** `bob` → `bob@example.com`; anything with a mark of its own stays. */
export function address(name: string): string {
  return /[@:/]/.test(name) ? name : `${name}@example.com`
}

/** An ATTENDEE line: `attendee('bob', 'PARTSTAT=ACCEPTED')`. */
export function attendee(name: string, ...parameters: readonly string[]): string {
  return [`ATTENDEE`, ...parameters].join(';').concat(`:mailto:${address(name)}`)
}

/**
 * Content lines of one component from a text of lines, indented as one likes. `UID`, `DTSTAMP` and
 * `ORGANIZER` are added where the text has none.
 */
export function lines(text: string, name = 'VEVENT'): string {
  const given = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const has = (property: string): boolean =>
    given.some((line) => line.startsWith(`${property}:`) || line.startsWith(`${property};`))
  const all = [
    `BEGIN:${name}`,
    ...(has('UID') ? [] : ['UID:meeting']),
    ...(has('DTSTAMP') ? [] : ['DTSTAMP:20260101T000000Z']),
    ...(has('ORGANIZER') ? [] : ['ORGANIZER:mailto:ann@example.com']),
    ...given,
    `END:${name}`,
  ]
  return all.join('\r\n')
}

/** A calendar object with these components, as texts of lines. */
export function calendar(
  components: readonly string[],
  options: { readonly method?: string; readonly name?: string } = {},
): CalendarObject {
  const { method, name } = options
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Other//EN']
  const text = [
    ...head,
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...components.map((each) => (each.startsWith('BEGIN:') ? each : lines(each, name))),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
  const [object] = parseCalendar(text).objects
  if (object === undefined) throw new TypeError('no calendar object in the text')
  return object
}

/** A message of one UID. */
export function message(
  method: string,
  components: readonly string[],
  options: { readonly name?: string } = {},
): Message {
  const { messages, violations } = read(calendar(components, { method, ...options }))
  const [made] = messages
  if (made === undefined) throw new TypeError(JSON.stringify(violations))
  return made
}

/** An hour's meeting on 2 March 2026 of ann with bob, cid and dan. */
export function makeEvent(
  given: {
    readonly start?: string
    readonly end?: string
    readonly sequence?: number
    readonly dtstamp?: string
    readonly attendees?: readonly string[]
    readonly more?: string
  } = {},
): string {
  const { start = '20260302T090000Z', end = '20260302T100000Z', sequence = 0 } = given
  const guests = given.attendees ?? [
    attendee('ann', 'PARTSTAT=ACCEPTED'),
    attendee('bob', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE'),
    attendee('cid', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE'),
    attendee('dan', 'PARTSTAT=NEEDS-ACTION', 'RSVP=TRUE'),
  ]
  return [
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${given.dtstamp ?? '20260101T000000Z'}`,
    `DTSTART:${start}`,
    `DTEND:${end}`,
    ...(given.more?.includes('SUMMARY:') === true ? [] : ['SUMMARY:Plan']),
    ...guests,
    given.more ?? '',
  ].join('\n')
}

/** The text of an object, one content line each, unfolded: for reading in assertions. */
export function textOfObject(object: CalendarObject | undefined): string {
  return object === undefined
    ? ''
    : serializeText(object).replaceAll('\r\n ', '').replaceAll('\r\n', '\n')
}

/** Everybody whom a message names, in whatever property or parameter. */
export function namedIn({ message }: SendEffect): ReadonlySet<string> {
  return new Set(textOfObject(message).match(/[a-z]+@example\.(com|net)/g))
}

/** The scheduling components of an object; the master first if it stands first. */
export function scheduled(object: CalendarObject | undefined): readonly Component[] {
  return object?.components.filter((each) => each.name !== 'VTIMEZONE') ?? []
}

/** The component with that RECURRENCE-ID; without one the master. */
export function componentAt(
  object: CalendarObject | undefined,
  recurrenceId?: string,
): Component | undefined {
  return scheduled(object).find((each) => rawValue(each, 'RECURRENCE-ID') === recurrenceId)
}

export function sends(effects: readonly Effect[]): readonly SendEffect[] {
  return effects.filter((each) => each.kind === 'send')
}

/** The ATTENDEE property of somebody in an object, of the series or one instance. */
export function lineOf(
  object: CalendarObject | undefined,
  name: string,
  recurrenceId?: string,
): Property | undefined {
  const component = componentAt(object, recurrenceId)
  return component && findAttendee(component, calendarAddress(address(name)))
}

/** The status of an Attendee in an object, of the series or one instance. */
export function statusIn(
  object: CalendarObject | undefined,
  name: string,
  recurrenceId?: string,
): string | undefined {
  const line = lineOf(object, name, recurrenceId)
  return line && partStatOf(line)
}

/** A state that holds these components, as their Organizer or an Attendee has them. */
export function holding(components: readonly string[], name = 'VEVENT'): HeldState {
  return { ...nothingHeld('meeting'), object: calendar(components, { name }) }
}

/** An answer: `replyOf('bob', 'ACCEPTED', { sequence: 1 })`. */
export function replyOf(
  name: string,
  partStat: string,
  given: {
    readonly sequence?: number
    readonly dtstamp?: string
    readonly recurrenceId?: string
    readonly more?: string
    readonly component?: string
    readonly parameters?: readonly string[]
  } = {},
): Message {
  const text = [
    `SEQUENCE:${given.sequence ?? 0}`,
    `DTSTAMP:${given.dtstamp ?? '20260110T000000Z'}`,
    ...(given.recurrenceId === undefined ? [] : [`RECURRENCE-ID:${given.recurrenceId}`]),
    attendee(name, `PARTSTAT=${partStat}`, ...(given.parameters ?? [])),
    given.more ?? '',
  ].join('\n')
  return message('REPLY', [text], { name: given.component ?? 'VEVENT' })
}

/** What is held after these messages came, one after the other. */
export function receiveAll(
  messages: readonly Message[],
  by: Context,
  held: HeldState = nothingHeld('meeting'),
): HeldState {
  return messages.reduce((state, each) => receive(state, each, by).state, held)
}

/** Ids of the requirements that an explanation names. */
export function requirementsOf(explanation: readonly Reason[]): readonly string[] {
  return explanation.map((each) => each.requirement)
}

/** The makers above for events or to-dos: what is negotiated alike is tested alike. */
export function makersOf(name: 'VEVENT' | 'VTODO'): Makers {
  const isTodo = name === 'VTODO'
  return {
    makeEvent: (given) =>
      isTodo ? makeEvent(given).replace('DTEND:', 'DUE:').concat('\nPRIORITY:0') : makeEvent(given),
    calendar: (components) => calendar(components, { name }),
    message: (method, components) => message(method, components, { name }),
    holding: (components) => holding(components, name),
    replyOf: (who, partStat, given) => replyOf(who, partStat, { ...given, component: name }),
  }
}

export type Makers = {
  readonly makeEvent: typeof makeEvent
  readonly calendar: (components: readonly string[]) => CalendarObject
  readonly message: (method: string, components: readonly string[]) => Message
  readonly holding: (components: readonly string[]) => HeldState
  readonly replyOf: typeof replyOf
}

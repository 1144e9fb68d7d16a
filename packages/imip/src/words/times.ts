/** Times in words. The value and its zone always come from the same clock. */
import {
  type Component,
  type Duration,
  dateParts,
  durationOf,
  firstProperty,
  ianaZoneOf,
  resolveZone,
  type Time,
  timeAt,
  timeOf,
  utcSeconds,
  wallSeconds,
  type Zones,
} from '@parley/icalendar'
import { cleanLine } from '../clean.ts'
import type { Texts } from '../texts/texts.ts'

export type Clock = {
  readonly texts: Texts
  /** For lists and rules; dates follow it only when the reader's language is known. */
  readonly locale: string
  readonly zones: Zones
  /** IANA id of the reader's zone, when known. */
  readonly readerTzid: string | undefined
  readonly day: (wallSeconds: number) => string
  readonly timeOfDay: (wallSeconds: number) => string
}

/** `locale` undefined: dates that everybody reads alike, 2026-03-03 10:00. */
export function clockFor(parts: {
  readonly texts: Texts
  readonly locale: string | undefined
  readonly zones: Zones
  readonly readerTzid: string | undefined
}): Clock {
  const { texts, locale, zones, readerTzid } = parts
  const known = readerTzid === undefined ? undefined : ianaZoneOf(readerTzid)
  const base = { texts, locale: locale ?? texts.locale, zones, readerTzid: known }
  if (locale === undefined) return { ...base, day: isoDay, timeOfDay: isoTime }
  const common = { timeZone: 'UTC', calendar: 'gregory' } as const
  const day = new Intl.DateTimeFormat(locale, {
    ...common,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  const timeOfDay = new Intl.DateTimeFormat(locale, { ...common, timeStyle: 'short' })
  return {
    ...base,
    day: (wall) => plainSpaces(day.format(wall * 1_000)),
    timeOfDay: (wall) => plainSpaces(timeOfDay.format(wall * 1_000)),
  }
}

function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u00a0\u2009]/g, ' ')
}

function isoDay(wall: number): string {
  const { year, month, day } = dateParts(wall)
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`
}

function isoTime(wall: number): string {
  const { hour, minute } = dateParts(wall)
  return `${digits(hour, 2)}:${digits(minute, 2)}`
}

function digits(value: number, length: number): string {
  return `${value}`.padStart(length, '0')
}

/** From when to when, as the component says it. `end` is undefined for a moment. */
export type Span = { readonly start: Time; readonly end: Time | undefined }

/** DTSTART to DTEND or DURATION; a DATE without either lasts that day (RFC 5545 §3.6.1). */
export function spanOf(component: Component, zones: Zones): Span | undefined {
  const start = timeIn(component, 'DTSTART')
  if (start === undefined) return undefined
  const end = timeIn(component, 'DTEND')
  if (end !== undefined) return { start, end }
  const property = firstProperty(component, 'DURATION')
  const duration = property === undefined ? undefined : durationOf(property)
  const daySeconds = 86_400
  if (start.kind === 'DATE') {
    const days = Math.max(1, duration?.days ?? 1)
    return { start, end: { ...start, wallSeconds: start.wallSeconds + days * daySeconds } }
  }
  if (duration === undefined) return { start, end: undefined }
  return { start, end: timeAfter(start, duration, zones) }
}

/** Days are counted on the wall clock, the rest exactly (RFC 5545 §3.3.6). */
export function timeAfter(start: Time, { days, seconds }: Duration, zones: Zones): Time {
  const nominal = { ...start, wallSeconds: start.wallSeconds + days * 86_400 }
  if (start.kind === 'DATE') return { ...nominal, wallSeconds: nominal.wallSeconds + seconds }
  return timeAt(utcSeconds(nominal, zones) + seconds, start, zones)
}

export function timeIn(component: Component, name: string): Time | undefined {
  const property = firstProperty(component, name)
  return property === undefined ? undefined : timeOf(property)
}

/** One line for the event's zone and, where that differs, one for the reader's. */
export function spanLines(span: Span, clock: Clock): readonly string[] {
  const { start, end } = span
  if (start.kind === 'DATE') return [allDayText(start, end, clock)]
  const { zones, readerTzid } = clock
  const inZone = end === undefined ? undefined : timeAt(utcSeconds(end, zones), start, zones)
  const own = { start: start.wallSeconds, end: inZone?.wallSeconds }
  const lines = [`${rangeText(own, clock)} (${zoneLabel(start, clock)})`]
  if (readerTzid === undefined || start.tzid === undefined) return lines
  if (readerTzid === zoneName(start.tzid)) return lines
  const reader = resolveZone(zones, readerTzid)
  const at = (time: Time): number => wallSeconds(utcSeconds(time, zones), reader)
  const theirs = { start: at(start), end: end === undefined ? undefined : at(end) }
  const offset = theirs.start - utcSeconds(start, zones)
  return [...lines, `${rangeText(theirs, clock)} (${readerTzid}, ${offsetText(offset)})`]
}

/** The start alone: for subjects and lists. */
export function startText(start: Time, clock: Clock): string {
  if (start.kind === 'DATE') return clock.day(start.wallSeconds)
  const text = `${clock.day(start.wallSeconds)}, ${clock.timeOfDay(start.wallSeconds)}`
  return start.tzid === undefined ? text : `${text} (${zoneName(start.tzid)})`
}

type Walls = { readonly start: number; readonly end: number | undefined }

function rangeText({ start, end }: Walls, { day, timeOfDay }: Clock): string {
  const from = `${day(start)}, ${timeOfDay(start)}`
  if (end === undefined || end <= start) return from
  const sameDay = Math.floor(start / 86_400) === Math.floor(end / 86_400)
  return `${from} – ${sameDay ? '' : `${day(end)}, `}${timeOfDay(end)}`
}

/** The end of a DATE span is the day after its last. */
function allDayText(start: Time, end: Time | undefined, { day, texts }: Clock): string {
  const last = (end?.wallSeconds ?? 0) - 86_400
  const days =
    last > start.wallSeconds ? `${day(start.wallSeconds)} – ${day(last)}` : day(start.wallSeconds)
  return `${days} (${texts.allDay})`
}

function zoneLabel(time: Time, { zones, texts }: Clock): string {
  if (time.tzid === undefined) return texts.floating
  const offset = time.wallSeconds - utcSeconds(time, zones)
  const name = zoneName(time.tzid)
  return name === 'UTC' ? name : `${name}, ${offsetText(offset)}`
}

/** The IANA name where the TZID has one; a private zone is called what its TZID calls it. */
function zoneName(tzid: string): string {
  return ianaZoneOf(tzid) ?? cleanLine(tzid, 60)
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60)
  const clock = `${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`
  return `UTC${offset < 0 ? '−' : '+'}${clock}`
}

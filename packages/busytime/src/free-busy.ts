/** VFREEBUSY, read and written (RFC 5545 §3.6.4, RFC 5546 §3.3). */
import type { Component, Period, Property } from '@parley/icalendar'
import {
  allProperties,
  component,
  firstProperty,
  formatTime,
  parameterValue,
  periodsOf,
  property,
  textProperty,
  timeOf,
  timeProperty,
} from '@parley/icalendar'
import type { CalendarAddress, Change, PendingQuestion } from '@parley/itip'
import { addressOf, addressUri } from '@parley/itip'
import type { BusyCode, BusyTime, BusyTimeBuilder, Window } from './busy-time.ts'
import {
  busy,
  busyPeriodsOf,
  busyTimeBuilder,
  codeOf,
  free,
  kindPeriodsOf,
  tentative,
  unavailable,
  unknown,
} from './busy-time.ts'

/** The busy periods of a VFREEBUSY that stands in a calendar, or that someone sent. */
export type PublishedBusyTime = {
  /** Undefined: the component does not say which time it covers. */
  readonly covers: Window | undefined
  readonly periods: readonly {
    readonly start: number
    readonly end: number
    readonly code: BusyCode
  }[]
}

/** More FREEBUSY periods than this in one component are not read: its time is then unknown. */
const maxFreeBusyPeriods = 50_000

/**
 * Reads a VFREEBUSY. Its times are in UTC; several FREEBUSY and lists of values mean the same (RFC
 * 5546 §3.3). An FBTYPE that nobody knows is BUSY (RFC 5545 §3.2.9).
 */
// Requirement: 5546/3.3/both-forms-read
export function readPublished(of: Component): PublishedBusyTime {
  const covers = coveredBy(of)
  const periods: { start: number; end: number; code: BusyCode }[] = []
  for (const each of of.properties) {
    if (each.name !== 'FREEBUSY') continue
    const code = codeOfType(parameterValue(each, 'FBTYPE'))
    for (const period of periodsOf(each)) {
      if (periods.length >= maxFreeBusyPeriods)
        return { covers, periods: [{ start: -Infinity, end: Infinity, code: unknown }] }
      const start = period.start.wallSeconds
      periods.push({ start, end: endOf(period), code })
    }
  }
  return { covers, periods }
}

function endOf(period: Period): number {
  const { start, end, duration } = period
  if (end !== undefined) return end.wallSeconds
  return start.wallSeconds + (duration?.days ?? 0) * 86_400 + (duration?.seconds ?? 0)
}

function coveredBy(of: Component): Window | undefined {
  const from = firstProperty(of, 'DTSTART')
  const to = firstProperty(of, 'DTEND')
  const fromSeconds = from && timeOf(from)?.wallSeconds
  const toSeconds = to && timeOf(to)?.wallSeconds
  if (fromSeconds === undefined || toSeconds === undefined || fromSeconds > toSeconds)
    return undefined
  return { fromSeconds, toSeconds }
}

function codeOfType(text: string | undefined): BusyCode {
  switch (text?.toUpperCase()) {
    case 'FREE':
      return free
    case 'BUSY-TENTATIVE':
      return tentative
    case 'BUSY-UNAVAILABLE':
      return unavailable
    default:
      return busy
  }
}

/** Adds what a VFREEBUSY among other calendar objects takes; what it does not cover stays as it is. */
export function addPublished(builder: BusyTimeBuilder, of: PublishedBusyTime): void {
  for (const { start, end, code } of of.periods) builder.add(start, end, code)
}

/**
 * The busy time that VFREEBUSY components of one calendar user tell, and nothing else.
 *
 * What none of them covers is unknown, as is everything where a REQUEST-STATUS says that the answer
 * failed (RFC 5546 §3.3.3). A component without DTSTART and DTEND covers `asked`, if given; without
 * that only its periods are known. `BUSY-UNAVAILABLE` may be a night or a holiday: see
 * `splitUnavailable`.
 */
// Requirement: 5546/3.3/free-time-inferred
// Requirement: 5546/3.3.3/failure-answered
export function readFreeBusy(
  components: readonly Component[],
  window: Window,
  asked?: Window,
): BusyTime {
  const covered = busyTimeBuilder(window)
  const builder = busyTimeBuilder(window)
  for (const each of components) {
    if (each.name !== 'VFREEBUSY' || failed(each)) continue
    const published = readPublished(each)
    const covers = published.covers ?? asked
    if (covers !== undefined) covered.add(covers.fromSeconds, covers.toSeconds, busy)
    for (const period of published.periods) covered.add(period.start, period.end, busy)
    addPublished(builder, published)
  }
  let at = window.fromSeconds
  for (const { startSeconds, endSeconds } of kindPeriodsOf(covered.finish())) {
    builder.add(at, startSeconds, unknown)
    at = endSeconds
  }
  builder.add(at, window.toSeconds, unknown)
  return builder.finish()
}

function failed(of: Component): boolean {
  const statuses = allProperties(of, 'REQUEST-STATUS')
  return statuses.length > 0 && statuses.every((each) => /^[3-5]/.test(each.value.trim()))
}

/** Whose busy time it is: the ATTENDEE of a REPLY, the ORGANIZER of what is published. */
export function ownerOfFreeBusy(of: Component): CalendarAddress | undefined {
  const owner = firstProperty(of, 'ATTENDEE') ?? firstProperty(of, 'ORGANIZER')
  return owner && addressOf(owner)
}

/**
 * Busy time of others mixes nights with engagements. This takes the BUSY-UNAVAILABLE periods apart, so
 * that they rank as time outside hours instead of ruling a time out.
 */
export function splitUnavailable(of: BusyTime): { busy: BusyTime; outsideHours: BusyTime } {
  const engaged = busyTimeBuilder(of)
  const outside = busyTimeBuilder(of)
  for (let i = 0; i < of.starts.length; i++) {
    const code = of.kinds[i] === unavailable ? outside : engaged
    code.add(of.starts[i] ?? 0, of.ends[i] ?? 0, codeOf(of.kinds[i]))
  }
  return { busy: engaged.finish(), outsideHours: outside.finish() }
}

/** What a written VFREEBUSY says besides its periods. */
export type FreeBusyHeader = {
  readonly uid: string
  readonly dtstampSeconds: number
  /** Who asked, or in what is published whose time it is. */
  readonly organizer: CalendarAddress
  /** Who answers. */
  readonly attendee?: CalendarAddress
  readonly url?: string
}

/**
 * A VFREEBUSY with that busy time and nothing about what it is made of (RFC 7953 §9): periods in UTC,
 * ascending, none twice, none of different FBTYPE overlapping (RFC 5546 §3.3, Appendix A.1).
 */
// Requirement: 7953/9/busy-time-tells-nothing-else
// Requirement: 5546/3.3/periods-ascending
// Requirement: 5546/3.3/no-duplicate-periods
// Requirement: 5546/3.3.3/fbtypes-do-not-overlap
export function freeBusyComponent(of: BusyTime, header: FreeBusyHeader): Component {
  const utc = (wallSeconds: number) => ({ kind: 'DATE-TIME', wallSeconds, tzid: 'UTC' }) as const
  const properties: Property[] = [
    textProperty('UID', header.uid),
    timeProperty('DTSTAMP', utc(header.dtstampSeconds)),
    property('ORGANIZER', addressUri(header.organizer)),
    ...(header.attendee === undefined ? [] : [property('ATTENDEE', addressUri(header.attendee))]),
    timeProperty('DTSTART', utc(of.fromSeconds)),
    timeProperty('DTEND', utc(of.toSeconds)),
    ...(header.url === undefined ? [] : [property('URL', header.url)]),
    ...freeBusyProperties(of),
  ]
  return component('VFREEBUSY', properties)
}

/** One FREEBUSY for each run of periods of one type, in ascending order. */
function freeBusyProperties(of: BusyTime): readonly Property[] {
  const properties: Property[] = []
  let type = ''
  let values: string[] = []
  const finish = (): void => {
    if (values.length === 0) return
    const parameters = type === 'BUSY' ? [] : [{ name: 'FBTYPE', values: [type] }]
    properties.push(property('FREEBUSY', values.join(','), parameters))
    values = []
  }
  for (const { period, busyType } of busyPeriodsOf(of)) {
    if (busyType !== type) finish()
    type = busyType
    values.push(`${utcText(period.start.wallSeconds)}/${utcText(endOf(period))}`)
  }
  finish()
  return properties
}

function utcText(wallSeconds: number): string {
  return formatTime({ kind: 'DATE-TIME', wallSeconds, tzid: 'UTC' })
}

/** A request for more time than this is answered for its first part. */
export const maxAskedSeconds: number = 400 * 86_400

/** Which time a pending question of the kind `busy-time` asks about, clipped to `maxAskedSeconds`. */
// Requirement: 5546/3.3.2/range-bounds-answer
export function askedWindow(question: PendingQuestion): Window | undefined {
  const asked = question.message.components.find((each) => each.name === 'VFREEBUSY')
  const window = asked && coveredBy(asked)
  if (window === undefined) return undefined
  return { ...window, toSeconds: Math.min(window.toSeconds, window.fromSeconds + maxAskedSeconds) }
}

/** The change that answers the question, for `originate` of the engine. */
export function answerBusyTime(
  question: PendingQuestion,
  of: BusyTime,
): Extract<Change, { kind: 'answer-busy-time' }> {
  return { kind: 'answer-busy-time', question: question.id, busy: busyPeriodsOf(of) }
}

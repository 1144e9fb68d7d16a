/** Working hours as a VAVAILABILITY: the simple case of RFC 7953. */
import type { Component } from '@parley/icalendar'
import { component, property, textProperty, timeProperty } from '@parley/icalendar'
import { secondsOfDay } from './propose/clock.ts'
import type { Weekday } from './propose/query.ts'

/** When someone works: what `workingHours` makes a VAVAILABILITY (RFC 7953) of. */
export type WorkingHours = {
  /** The time zone of the clock, an IANA name. */
  readonly zone: string
  readonly days: readonly Weekday[]
  /** 'HH:MM'. Where `to` is not after `from`, the hours end on the next day. */
  readonly from: string
  readonly to: string
  /** Further hours, such as a shorter Friday or the afternoon after a long lunch. */
  readonly also?: readonly Pick<WorkingHours, 'days' | 'from' | 'to'>[]
  readonly uid?: string
  /** UTC seconds of DTSTAMP. */
  readonly dtstampSeconds?: number
}

const daySeconds = 86_400
/** 2000-01-03, a Monday: hours hold for any date that people plan for. */
const anchorSeconds = 946_857_600
const week: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * A VAVAILABILITY without bounds whose AVAILABLE are those hours of every week.
 *
 * The clock is the zone's: nine in the morning stays nine across changes to daylight saving time.
 * Errors: `TypeError` for a time of day that is none.
 *
 * @example
 * workingHours({ zone: 'Europe/Berlin', days: ['MO', 'TU', 'WE', 'TH', 'FR'], from: '09:00', to: '17:00' })
 */
export function workingHours(hours: WorkingHours): Component {
  const uid = hours.uid ?? 'working-hours'
  const stamp = [
    timeProperty('DTSTAMP', {
      kind: 'DATE-TIME',
      wallSeconds: hours.dtstampSeconds ?? anchorSeconds,
      tzid: 'UTC',
    }),
  ]
  const blocks = [hours, ...(hours.also ?? [])]
  const available = blocks.flatMap(({ days, from, to }, index) => {
    const known = week.filter((day) => days.includes(day))
    if (known[0] === undefined) return []
    const day = anchorSeconds + week.indexOf(known[0]) * daySeconds
    const start = secondsOfDay(from)
    const end = secondsOfDay(to)
    const at = (wallSeconds: number) =>
      ({ kind: 'DATE-TIME', wallSeconds, tzid: hours.zone }) as const
    return [
      component('AVAILABLE', [
        textProperty('UID', `${uid}-${index + 1}`),
        ...stamp,
        timeProperty('DTSTART', at(day + start)),
        timeProperty('DTEND', at(day + end + (end > start ? 0 : daySeconds))),
        property('RRULE', `FREQ=WEEKLY;BYDAY=${known.join(',')}`),
      ]),
    ]
  })
  return component('VAVAILABILITY', [textProperty('UID', uid), ...stamp], available)
}

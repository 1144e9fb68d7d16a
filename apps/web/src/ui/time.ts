/** Dates and times in the reader's language and zone; the event's own zone is always named. */
import { useMemo } from 'react'
import { type Reader, useReader } from '../app/languages.ts'

/** What of an event these need: as the API gives it. */
export type Spoken = {
  readonly startsAt: string
  readonly endsAt: string
  readonly allDay: boolean
  /** Wall clock as written: `2026-03-02` or `2026-03-02T10:00:00`. */
  readonly start: string
  readonly end: string
  readonly zone?: string | undefined
}

export type Times = {
  /** `Monday, 2 March 2026, 10:00–11:00`. */
  readonly range: (of: Spoken) => string
  /** `10:00–11:00`, or the days of an all-day event. */
  readonly hours: (of: Spoken) => string
  readonly day: (instant: string | Date) => string
  readonly shortDay: (instant: string | Date) => string
  readonly time: (instant: string | Date) => string
  readonly moment: (instant: string | Date) => string
  /** `3 hours ago`. */
  readonly ago: (instant: string | Date) => string
  /** `10:00–11:00 Tokyo time (Asia/Tokyo)`; undefined where the event's zone is the reader's. */
  readonly elsewhere: (of: Spoken) => string | undefined
  readonly zoneName: (zone: string) => string
}

export function useTimes(): Times {
  const reader = useReader()
  return useMemo(() => timesOf(reader), [reader])
}

export function timesOf({ locale, zone }: Pick<Reader, 'locale' | 'zone'>): Times {
  const format = (options: Intl.DateTimeFormatOptions, timeZone = zone): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const whole = format({ dateStyle: 'full', timeStyle: 'short' })
  const clock = format({ timeStyle: 'short' })
  const day = format({ dateStyle: 'full' })
  const shortDay = format({ weekday: 'short', day: 'numeric', month: 'short' })
  const moment = format({ dateStyle: 'medium', timeStyle: 'short' })
  // The days of an all-day event are the same everywhere.
  const floatingDay = format({ dateStyle: 'full' }, 'UTC')
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const allDayRange = ({ start, end }: Spoken): string => {
    const last = new Date(new Date(end.slice(0, 10)).getTime() - 86_400_000)
    const first = new Date(start.slice(0, 10))
    return floatingDay.formatRange(first, last < first ? first : last)
  }
  const zoneName = (of: string): string =>
    new Intl.DateTimeFormat(locale, { timeZone: of, timeZoneName: 'longGeneric' })
      .formatToParts(new Date())
      .find((each) => each.type === 'timeZoneName')?.value ?? of
  return {
    range: (of) =>
      of.allDay ? allDayRange(of) : whole.formatRange(new Date(of.startsAt), new Date(of.endsAt)),
    hours: (of) =>
      of.allDay ? allDayRange(of) : clock.formatRange(new Date(of.startsAt), new Date(of.endsAt)),
    day: (instant) => day.format(new Date(instant)),
    shortDay: (instant) => shortDay.format(new Date(instant)),
    time: (instant) => clock.format(new Date(instant)),
    moment: (instant) => moment.format(new Date(instant)),
    ago: (instant) => agoWords(relative, (new Date(instant).getTime() - Date.now()) / 1000),
    elsewhere: (of) => {
      if (of.allDay || of.zone === undefined || of.zone === zone || !isZone(of.zone))
        return undefined
      const there = format({ timeStyle: 'short' }, of.zone)
      const hours = there.formatRange(new Date(of.startsAt), new Date(of.endsAt))
      if (hours === clock.formatRange(new Date(of.startsAt), new Date(of.endsAt))) return undefined
      return `${hours} ${zoneName(of.zone)} (${of.zone})`
    },
    zoneName,
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function agoWords(relative: Intl.RelativeTimeFormat, seconds: number): string {
  const size = Math.abs(seconds)
  if (size < 60) return relative.format(0, 'minute')
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute')
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour')
  return relative.format(Math.round(seconds / 86_400), 'day')
}

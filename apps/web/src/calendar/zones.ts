/** Clocks of two zones beside each other. */
import { parseDate, toCalendarDateTime, toZoned } from '@internationalized/date'

type Elsewhere = {
  readonly date: string
  readonly minutes: number
  readonly from: string
  readonly to: string
  readonly locale: string
}

/** The time in `to` when it is that many minutes after midnight in `from`. */
export function clockElsewhere({ date, minutes, from, to, locale }: Elsewhere): string {
  const wall = toCalendarDateTime(parseDate(date)).add({ minutes })
  const instant = toZoned(wall, from).toDate()
  return clockIn(locale, to).format(instant)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  const made =
    clocks.get(key) ??
    new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' })
  clocks.set(key, made)
  return made
}

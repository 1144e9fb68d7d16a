/** Times of options as a poll shows them. */
import { useMemo } from 'react'
import { useReader } from '../app/languages.ts'
import type { PollOption } from './standing.ts'

type Timed = Pick<PollOption['event'], 'startsAt' | 'endsAt' | 'allDay'>

/** `Tue, 2 March, 10:00–11:00`, on the reader's clock. */
export function useOptionTime(): (of: Timed) => string {
  const { locale, zone } = useReader()
  return useMemo(() => {
    const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
    const timed = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      ...day,
      hour: 'numeric',
      minute: '2-digit',
    })
    const whole = new Intl.DateTimeFormat(locale, { timeZone: zone, ...day })
    return ({ startsAt, endsAt, allDay }) =>
      allDay
        ? whole.format(Date.parse(startsAt))
        : timed.formatRange(Date.parse(startsAt), Date.parse(endsAt))
  }, [locale, zone])
}

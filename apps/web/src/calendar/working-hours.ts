/** Working hours as the calendar shades them, on the reader's clock. */
import { parseDateTime, parseTime, toTimeZone, toZoned } from '@internationalized/date'
import type { Answer } from '../api/client.ts'

type Hours = NonNullable<Answer<'GET /me/settings'>['workingHours']>
export type Open = { daysOfWeek: number[]; startTime: string; endTime: string }

const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

/**
 * One line per run of hours; two where they pass midnight on the reader's clock.
 *
 * @example
 * openHours({ days: ['MO'], from: '09:00', to: '17:00', zone: 'Europe/Berlin' }, 'Europe/Berlin', '2027-03-01')
 */
export function openHours(hours: Hours, zone: string, day: string): Open[] {
  return [hours, ...(hours.also ?? [])].flatMap((each) => {
    const start = shifted(each.from, hours.zone, zone, day)
    const end = shifted(each.to, hours.zone, zone, day)
    const on = (by: number): number[] => each.days.map((name) => (days.indexOf(name) + by + 7) % 7)
    if (start.days === end.days) {
      return [{ daysOfWeek: on(start.days), startTime: start.time, endTime: end.time }]
    }
    return [
      { daysOfWeek: on(start.days), startTime: start.time, endTime: '24:00' },
      { daysOfWeek: on(end.days), startTime: '00:00', endTime: end.time },
    ].filter((one) => one.startTime !== one.endTime)
  })
}

function shifted(
  time: string,
  from: string,
  to: string,
  day: string,
): { readonly time: string; readonly days: number } {
  const clock = time.slice(0, 5) === '24:00' ? '23:59' : time.slice(0, 5)
  parseTime(clock)
  const there = toTimeZone(toZoned(parseDateTime(`${day}T${clock}`), from), to)
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = there.toString().slice(0, 10)
  return {
    time: `${two(there.hour)}:${two(there.minute)}`,
    days: date < day ? -1 : date > day ? 1 : 0,
  }
}

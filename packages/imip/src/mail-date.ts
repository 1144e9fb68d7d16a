/** Dates of mail headers (RFC 5322 §3.3, §4.3), without a clock and without a host's parser. */

import { dateParts, wallSecondsOf } from '@parley/icalendar'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]
const dayNames = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] // day 0 was a Thursday

const zoneHours = new Map([
  ['est', -5],
  ['edt', -4],
  ['cst', -6],
  ['cdt', -5],
  ['mst', -7],
  ['mdt', -6],
  ['pst', -8],
  ['pdt', -7],
])

const form =
  /(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s+([+-]\d{4}|[a-z]+))?/i

/** UTC seconds of `Tue, 3 Mar 2026 10:00:00 +0100`; undefined where it is no date. */
export function parseMailDate(text: string): number | undefined {
  const found = form.exec(text.slice(0, 200))
  if (found === null) return undefined
  const month = months.indexOf((found[2] ?? '').toLowerCase())
  const [day, hour, minute, second] = [found[1], found[4], found[5], found[6] ?? '0'].map(
    Number,
  ) as [number, number, number, number]
  if (month < 0 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined
  const year = fullYear(found[3] ?? '')
  const wallSeconds = wallSecondsOf({ year, month: month + 1, day, hour, minute, second })
  return wallSeconds - offsetSeconds(found[7] ?? '')
}

function fullYear(text: string): number {
  const year = Number(text)
  if (text.length >= 4) return year
  return text.length === 3 || year >= 50 ? 1900 + year : 2000 + year // RFC 5322 §4.3
}

function offsetSeconds(zone: string): number {
  const signed = /^([+-])(\d\d)(\d\d)$/.exec(zone)
  if (signed === null) return (zoneHours.get(zone.toLowerCase()) ?? 0) * 3_600
  const size = Number(signed[2]) * 3_600 + Number(signed[3]) * 60
  return signed[1] === '-' ? -size : size
}

/** `Tue, 03 Mar 2026 09:00:00 +0000`. Units: UTC seconds. */
export function formatMailDate(utcSeconds: number): string {
  const { year, month, day, hour, minute, second } = dateParts(utcSeconds)
  const days = Math.floor(utcSeconds / 86_400)
  const clock = [hour, minute, second].map(twoDigits)
  const weekday = dayNames[((days % 7) + 7) % 7]
  return `${weekday}, ${twoDigits(day)} ${monthNames[month - 1]} ${year} ${clock.join(':')} +0000`
}

function twoDigits(value: number): string {
  return `${value}`.padStart(2, '0')
}

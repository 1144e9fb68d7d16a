/** Dates of mail headers (RFC 5322 §3.3, §4.3), without a clock and without a host's parser. */

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
  const found = form.exec(text)
  if (found === null) return undefined
  const month = months.indexOf((found[2] ?? '').toLowerCase())
  const [day, hour, minute, second] = [found[1], found[4], found[5], found[6] ?? '0'].map(
    Number,
  ) as [number, number, number, number]
  if (month < 0 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined
  const days = daysFromCivil(fullYear(found[3] ?? ''), month + 1, day)
  return days * 86_400 + hour * 3_600 + minute * 60 + second - offsetSeconds(found[7] ?? '')
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
  const days = Math.floor(utcSeconds / 86_400)
  const rest = utcSeconds - days * 86_400
  const { year, month, day } = civilFromDays(days)
  const clock = [rest / 3_600, (rest / 60) % 60, rest % 60].map((each) =>
    twoDigits(Math.floor(each)),
  )
  const weekday = dayNames[((days % 7) + 7) % 7]
  return `${weekday}, ${twoDigits(day)} ${monthNames[month - 1]} ${year} ${clock.join(':')} +0000`
}

function twoDigits(value: number): string {
  return `${value}`.padStart(2, '0')
}

/** Days from 1970-01-01 in the Gregorian calendar, by years that begin in March. */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const correction =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - correction) / 365)
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays)
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

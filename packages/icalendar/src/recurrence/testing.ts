/** Recurrence sets for tests, from lines of VEVENTs. */
import { parseCalendar } from '../parse.ts'
import { parseTime, type Time } from '../values/time.ts'
import { zoneCatalog } from '../zones/iana.ts'
import { zonesOf } from '../zones/zones.ts'
import { wallText } from './gregorian.ts'
import { instancesBetween, type RecurrenceSet, recurrenceSet } from './set.ts'

const catalog = zoneCatalog()
export const always: { readonly fromSeconds: number; readonly toSeconds: number } = {
  fromSeconds: -1e11,
  toSeconds: 1e12,
}

export function setOf(
  floatingTzid: string,
  ...events: readonly (readonly string[])[]
): RecurrenceSet {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', 'UID:1', ...event, 'END:VEVENT'])
  const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const [object] = parseCalendar(text).objects
  if (object === undefined) throw new TypeError('no calendar object')
  return recurrenceSet(object.components, zonesOf(object, catalog, floatingTzid))
}
export const berlin = (...lines: readonly string[]): RecurrenceSet => setOf('Europe/Berlin', lines)
export const keys = (set: RecurrenceSet, limit: number = 100): readonly string[] =>
  instancesBetween(set, { ...always, limit }).map((each) => each.key)
export const starts = (set: RecurrenceSet, limit: number = 100): readonly string[] =>
  instancesBetween(set, { ...always, limit }).map((each) => iso(each.startSeconds))
export const iso = (seconds: number): string => wallText(seconds, true)
export const time = (text: string, tzid?: string): Time => {
  const read = parseTime(text, tzid)
  if (read === undefined) throw new TypeError(`no time: ${text}`)
  return read
}

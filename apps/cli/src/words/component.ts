/** A calendar object told to a person: what, when, where, who. */
import type { Component, Property, Time } from '@parley/icalendar'
import {
  allProperties,
  durationOf,
  firstProperty,
  parameterValue,
  textOf,
  timeOf,
} from '@parley/icalendar'
import { addressOf, partStatOf } from '@parley/itip'
import type { Paint } from '../terminal/paint.ts'
import { plain, table } from '../terminal/paint.ts'
import { spanWords } from '../times.ts'

const knownNames = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VPOLL', 'VAVAILABILITY'])

/** The components that say something themselves: no VTIMEZONE. The master first. */
export function tellingComponents(object: Component): readonly Component[] {
  const others = object.components.filter((each) => each.name !== 'VTIMEZONE')
  const known = others.filter((each) => knownNames.has(each.name))
  const telling = known.length > 0 ? known : others
  const isMaster = (each: Component): boolean => firstProperty(each, 'RECURRENCE-ID') === undefined
  return [...telling.filter(isMaster), ...telling.filter((each) => !isMaster(each))]
}

/** What it is called; `(no title)` where it is not called anything. */
export function summaryOf(of: Component): string {
  const text = textAt(of, 'SUMMARY')
  return text === undefined || text.trim() === '' ? '(no title)' : text
}

export function textAt(of: Component, name: string): string | undefined {
  const held = firstProperty(of, name)
  return held === undefined ? undefined : plain(textOf(held))
}

/** Start and end on the wall clock they are written in. */
export function startAndEnd(of: Component): { start?: Time; end?: Time } {
  const at = (name: string): Time | undefined => {
    const held = firstProperty(of, name)
    return held === undefined ? undefined : timeOf(held)
  }
  const start = at('DTSTART') ?? at('DUE')
  if (start === undefined) return {}
  const end = at('DTEND') ?? at('DUE')
  if (end !== undefined) return { start, end }
  const held = firstProperty(of, 'DURATION')
  const duration = held === undefined ? undefined : durationOf(held)
  if (duration !== undefined) {
    const seconds = duration.days * 86_400 + duration.seconds
    return { start, end: { ...start, wallSeconds: start.wallSeconds + seconds } }
  }
  return start.kind === 'DATE'
    ? { start, end: { ...start, wallSeconds: start.wallSeconds + 86_400 } }
    : { start }
}

export function whenOf(of: Component): string {
  const { start, end } = startAndEnd(of)
  return start === undefined ? 'no time given' : spanWords(start, end)
}

const frequencies: Readonly<Record<string, string>> = {
  SECONDLY: 'second',
  MINUTELY: 'minute',
  HOURLY: 'hour',
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
}

/** `every 2 weeks on MO, WE, 10 times`; undefined where it does not repeat. */
export function repetitionOf(of: Component): string | undefined {
  const rule = firstProperty(of, 'RRULE')
  const parts = new Map(
    (rule?.value ?? '').split(';').map((part) => {
      const [name = '', value = ''] = part.split('=')
      return [name.toUpperCase(), value] as const
    }),
  )
  const more: string[] = []
  const dates = allProperties(of, 'RDATE').flatMap((each) => each.value.split(',')).length
  const without = allProperties(of, 'EXDATE').flatMap((each) => each.value.split(',')).length
  if (dates > 0) more.push(`${dates} more ${dates === 1 ? 'date' : 'dates'}`)
  if (without > 0) more.push(`${without} left out`)
  if (rule === undefined) return more.length === 0 ? undefined : more.join(', ')
  const unit = frequencies[parts.get('FREQ')?.toUpperCase() ?? '']
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY'])
  if (unit === undefined || [...parts.keys()].some((name) => !known.has(name))) {
    return [plain(rule.value), ...more].join(', ')
  }
  const words = [interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`]
  const days = parts.get('BYDAY')
  if (days !== undefined) words[0] += ` on ${plain(days).replaceAll(',', ', ')}`
  const count = parts.get('COUNT')
  if (count !== undefined) words.push(`${plain(count)} times`)
  const until = parts.get('UNTIL')
  if (until !== undefined) words.push(`until ${untilWords(until)}`)
  return [...words, ...more].join(', ')
}

function untilWords(value: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)/.exec(value)
  return match === null ? plain(value) : `${match[1]}-${match[2]}-${match[3]}`
}

export const partStatSigns: Readonly<Record<string, string>> = {
  ACCEPTED: '✓',
  DECLINED: '✗',
  TENTATIVE: '~',
  DELEGATED: '→',
  COMPLETED: '✓',
  'IN-PROCESS': '~',
}

/** `✓ Ben <ben@example.com>  accepted` */
export function attendeeRow(attendee: Property, paint: Paint): readonly string[] {
  const partStat = partStatOf(attendee)
  const colour = { ACCEPTED: paint.green, DECLINED: paint.red, TENTATIVE: paint.yellow }[partStat]
  const sign = partStatSigns[partStat] ?? '?'
  const notes = [plain(partStat.toLowerCase())]
  for (const [name, words] of [
    ['DELEGATED-TO', 'to'],
    ['DELEGATED-FROM', 'for'],
    ['SENT-BY', 'sent by'],
  ] as const) {
    const value = parameterValue(attendee, name)
    if (value !== undefined) notes.push(`${words} ${plain(value).replace(/^mailto:/i, '')}`)
  }
  const role = parameterValue(attendee, 'ROLE')?.toUpperCase()
  if (role !== undefined && role !== 'REQ-PARTICIPANT') notes.push(role.toLowerCase())
  return [(colour ?? paint.dim)(sign), nameAndAddress(attendee), notes.join(', ')]
}

function nameAndAddress(of: Property): string {
  const name = parameterValue(of, 'CN')
  const address = plain(addressOf(of))
  const known = name === undefined || name.trim() === '' || name.toLowerCase() === address
  return known ? address : `${plain(name)} <${address}>`
}

/** Labelled lines about one component; an overridden one says of which instance. */
export function componentRows(of: Component, paint: Paint): readonly (readonly string[])[] {
  const rows: string[][] = [['what', paint.bold(summaryOf(of))]]
  rows.push(['when', whenOf(of)])
  const repetition = repetitionOf(of)
  if (repetition !== undefined) rows.push(['', `repeats ${repetition}`])
  const recurrenceId = firstProperty(of, 'RECURRENCE-ID')
  const instance = recurrenceId === undefined ? undefined : timeOf(recurrenceId)
  if (instance !== undefined)
    rows.push(['', paint.dim(`in place of ${spanWords(instance, undefined)}`)])
  const where = textAt(of, 'LOCATION')
  if (where !== undefined && where.trim() !== '') rows.push(['where', where])
  const status = textAt(of, 'STATUS')
  if (status !== undefined) rows.push(['status', status.toLowerCase()])
  const organizer = firstProperty(of, 'ORGANIZER')
  if (organizer !== undefined) rows.push(['organizer', nameAndAddress(organizer)])
  const attendees = allProperties(of, 'ATTENDEE')
  const shown = table(
    attendees.slice(0, 12).map((each) => attendeeRow(each, paint)),
    1,
  )
  if (attendees.length > 0) {
    shown.split('\n').forEach((line, i) => {
      rows.push([i === 0 ? 'attendees' : '', line])
    })
  }
  if (attendees.length > 12) rows.push(['', paint.dim(`and ${attendees.length - 12} more`)])
  const comment = textAt(of, 'COMMENT')
  if (comment !== undefined && comment !== '') rows.push(['comment', `“${comment}”`])
  return rows
}

/** Labelled rows as aligned lines, labels dim. */
export function labelled(rows: readonly (readonly string[])[], paint: Paint, indent = 2): string {
  return table(
    rows.map(([label = '', ...rest]) => [`${' '.repeat(indent)}${paint.dim(label)}`, ...rest]),
  )
}

/** What a message changed, in words that a person's program can show: kept with the decision. */
import {
  type CalendarObject,
  firstInstance,
  instanceAt,
  type Property,
  type RecurrenceSet,
  recurrenceSet,
  textOf,
  type Zones,
  zonesOf,
} from '@parley/icalendar'
import { addressOf, type InstanceChange, isSchedulingComponent } from '@parley/itip'
import type { Parts } from '../parts.ts'

/** `before` and `after` are absent where there was, or is, nothing. */
export type SaidChange = {
  /** '' is the series, or the whole of what does not recur. */
  readonly instance: string
  /** Of `changeWords`, or the name of a property in small letters. */
  readonly what: string
  readonly before?: string
  readonly after?: string
}

const maxChanges = 60
const maxValueLength = 500
const daySeconds = 86_400

/** What is shown of the properties that people see. */
const changeWords: ReadonlyMap<string, string> = new Map([
  ['SUMMARY', 'title'],
  ['RRULE', 'rule'],
  ['ATTENDEE', 'guests'],
])
const times = new Set(['DTSTART', 'DTEND', 'DUE', 'DURATION'])
const people = new Set(['ATTENDEE', 'ORGANIZER'])

type Versions = {
  readonly before: CalendarObject | undefined
  readonly after: CalendarObject | undefined
}

/** Times are moments (`…Z`) or days; people are addresses, parted by commas: who went and who came. */
export function saidChanges(
  changes: readonly InstanceChange[],
  { before, after }: Versions,
  { catalog, tzid }: Pick<Parts, 'catalog'> & { readonly tzid: string },
): readonly SaidChange[] {
  if (changes.length === 0 || before === undefined || after === undefined) return []
  const was = setOf(before, zonesOf(before, catalog, tzid))
  const is = setOf(after, zonesOf(after, catalog, tzid))
  const said = changes.flatMap(({ key, kind, properties }): SaidChange[] => {
    if (properties.length === 0) return [{ instance: key, what: kind }]
    const moved = properties.some(({ name }) => times.has(name))
    return [
      ...(moved ? movedTimes(key, timesAt(was, key), timesAt(is, key)) : []),
      ...properties
        .filter(({ name }) => !times.has(name))
        .map(({ name, before: old, after: made }) => ({
          instance: key,
          what: changeWords.get(name) ?? name.toLowerCase(),
          ...(old.length > 0 && { before: shown(name, old) }),
          ...(made.length > 0 && { after: shown(name, made) }),
        })),
    ]
  })
  return said.slice(0, maxChanges)
}

type Times = { readonly start?: string; readonly end?: string }

/** Both ends are told where one moved: whoever is asked again sees from when to when. */
function movedTimes(instance: string, before: Times, after: Times): SaidChange[] {
  return (['start', 'end'] as const)
    .filter((what) => before[what] !== after[what])
    .map((what) => ({
      instance,
      what,
      ...(before[what] !== undefined && { before: before[what] }),
      ...(after[what] !== undefined && { after: after[what] }),
    }))
}

function setOf(object: CalendarObject, zones: Zones): RecurrenceSet {
  return recurrenceSet(object.components.filter(isSchedulingComponent), zones)
}

/** Of the series, when its master component begins and ends. */
function timesAt(set: RecurrenceSet, key: string): Times {
  const found = key === '' ? firstInstance(alone(set)) : instanceAt(set, key)
  if (found === undefined) return {}
  const { start, startSeconds, endSeconds } = found
  if (start.kind === 'DATE-TIME') return { start: moment(startSeconds), end: moment(endSeconds) }
  const length = Math.round((endSeconds - startSeconds) / daySeconds) * daySeconds
  return { start: day(start.wallSeconds), end: day(start.wallSeconds + length) }
}

const recurrence = new Set(['RRULE', 'RDATE', 'EXDATE'])

function alone(set: RecurrenceSet): RecurrenceSet {
  const { master } = set
  if (master === undefined) return set
  const properties = master.properties.filter(({ name }) => !recurrence.has(name))
  return recurrenceSet([{ ...master, properties }], set.zones)
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '')
}

function day(seconds: number): string {
  return moment(seconds).slice(0, 10)
}

function shown(name: string, of: readonly Property[]): string {
  const values = of.map((each) =>
    people.has(name) ? addressOf(each) : name === 'RRULE' ? each.value : textOf(each),
  )
  return values.join(', ').slice(0, maxValueLength)
}

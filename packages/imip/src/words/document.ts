/** A mail's body as data: what plain text and HTML both say. */
import {
  allProperties,
  type Component,
  parseTime,
  type Time,
  timeAt,
  timeProperty,
  utcSeconds,
  withProperties,
  type Zones,
} from '@parley/icalendar'
import type { InstanceChange } from '@parley/itip'
import type { Label } from '../texts/texts.ts'
import { componentRows, type Line, textLines } from './component-rows.ts'
import { peopleLines, peopleText, personText } from './people.ts'
import type { Story } from './story.ts'
import { type Clock, startText, timeAfter, timeIn } from './times.ts'

/** What a mail says to people, as data: written as plain text and as HTML. */
export type MailDocument = {
  readonly language: string
  readonly opening: string
  readonly rows: readonly Row[]
  readonly closing: string | undefined
  /** Pages that belong to the mail. */
  readonly links: readonly Line[]
}

/** One row of a mail's table, with what stood there before an update. */
export type Row = {
  readonly label: string
  readonly lines: readonly Line[]
  /** What was there before; empty where nothing changed. */
  readonly was: readonly Line[]
  /** 'was', or 'now' beside a proposal. */
  readonly wasWord: string
}

/** More single dates than these are counted, not listed. */
const maxListedDates = 50

/** Old values of more lines than these are left out. */
const maxOldLines = 10

export function documentOf(
  story: Story,
  clock: Clock,
  links: { readonly answer?: string; readonly unsubscribe?: string } = {},
): MailDocument {
  const { texts } = clock
  const { kind, effect, main, instances } = story
  const change = effect.changes.find((each) => isAbout(each, main, clock))
  const wasWord = kind === 'counter' ? texts.now : texts.was
  return {
    language: texts.language,
    opening: texts.opening({
      kind,
      who: whoSpeaks(story, clock),
      component: effect.componentName,
      dates: instances.length,
    }),
    rows: [
      ...mainRows(main, change, clock).map((row) => ({ ...row, wasWord })),
      ...instanceRows(story, clock),
      ...otherChanges(story, clock),
      ...attendeeRows(story, change, clock),
    ],
    closing: texts.closing(kind),
    links: [
      ...(links.answer === undefined ? [] : [pageLine(texts.answerPage, links.answer)]),
      ...(links.unsubscribe === undefined
        ? []
        : [pageLine(texts.unsubscribePage, links.unsubscribe)]),
    ],
  }
}

function pageLine(label: string, href: string): Line {
  return { label, text: href, href }
}

function whoSpeaks({ effect, names }: Story, { texts }: Clock): string {
  const { originator, sentBy } = effect
  const principal = personText(originator, names)
  if (sentBy === undefined || sentBy === originator) return principal
  return texts.onBehalf(personText(sentBy, names), principal)
}

/** Is this change about that component: the series, or the same instance? */
function isAbout(change: InstanceChange, component: Component, { zones }: Clock): boolean {
  const id = timeIn(component, 'RECURRENCE-ID')
  if (id === undefined || change.key === '') return id === undefined && change.key === ''
  const key = parseTime(change.key)
  return key !== undefined && utcSeconds(key, zones) === utcSeconds(id, zones)
}

/** The component as these recipients were last told of it. */
function before(component: Component, change: InstanceChange, clock: Clock): Component {
  const { properties } = change
  const held = properties.reduce(
    (made, each) => withProperties(made, each.name, each.before),
    component,
  )
  // An end is no change as long as the length is the same; it moved along with the start.
  const moved = properties.some(({ name }) => name === 'DTSTART')
  const resized = properties.some(({ name }) => ['DTEND', 'DUE', 'DURATION'].includes(name))
  return moved && !resized ? withLengthOf(component, held, clock) : held
}

function withLengthOf(component: Component, held: Component, { zones }: Clock): Component {
  const [start, oldStart] = [timeIn(component, 'DTSTART'), timeIn(held, 'DTSTART')]
  const name = component.name === 'VTODO' ? 'DUE' : 'DTEND'
  const end = timeIn(component, name)
  if (start === undefined || oldStart === undefined || end === undefined) return held
  const oldEnd = timeAfter(oldStart, { days: 0, seconds: lengthSeconds(start, end, zones) }, zones)
  return withProperties(held, name, [timeProperty(name, oldEnd)])
}

function lengthSeconds(start: Time, end: Time, zones: Zones): number {
  if (start.kind === 'DATE') return end.wallSeconds - start.wallSeconds
  return utcSeconds(end, zones) - utcSeconds(start, zones)
}

function mainRows(
  main: Component,
  change: InstanceChange | undefined,
  clock: Clock,
): readonly Row[] {
  const rows = componentRows(main, clock)
  const old =
    change?.kind === 'changed' ? componentRows(before(main, change, clock), clock) : undefined
  const made: Row[] = []
  for (const [label, lines] of rows) {
    const oldLines = old?.get(label)
    const same = oldLines === undefined || isSame(label, oldLines, lines)
    if (same && lines.length === 0) continue
    made.push(
      rowOf(clock.texts.labels[label], orNone(lines, clock), same ? [] : orNone(oldLines, clock)),
    )
  }
  return made
}

/** A comment belongs to its message, and replaces none. A long text is not shown twice. */
function isSame(label: Label, old: readonly Line[], lines: readonly Line[]): boolean {
  return label === 'comment' || old.length > maxOldLines || sameLines(old, lines)
}

function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  return a.length === b.length && a.every(({ text }, i) => text === b[i]?.text)
}

function orNone(lines: readonly Line[], { texts }: Clock): readonly Line[] {
  return lines.length === 0 ? [{ text: texts.noValue }] : lines
}

function rowOf(label: string, lines: readonly Line[], was: readonly Line[] = []): Row {
  return { label, lines, was, wasWord: '' }
}

/** The single dates that a message is about, when they are more than one. */
function instanceRows({ kind, instances }: Story, clock: Clock): readonly Row[] {
  if (instances.length < 2) return []
  const { labels } = clock.texts
  const cancelled = kind === 'cancelled-dates' || kind === 'removed-from-dates'
  const label = cancelled ? labels.cancelledDates : labels.changedDates
  const dates = instances.map((each) => timeIn(each, 'DTSTART') ?? timeIn(each, 'RECURRENCE-ID'))
  return [
    rowOf(
      label,
      listed(
        dates.map((each) => (each ? startText(each, clock) : '')),
        clock,
      ),
    ),
  ]
}

function listed(texts: readonly string[], clock: Clock): readonly Line[] {
  const shown = texts.slice(0, maxListedDates)
  const rest = texts.length - shown.length
  return textLines(rest > 0 ? [...shown, clock.texts.others(rest)] : shown)
}

/** Changes to instances other than what the mail is mainly about: which date, and what. */
function otherChanges({ effect, main }: Story, clock: Clock): readonly Row[] {
  const { labels } = clock.texts
  const others = effect.changes.filter((each) => !isAbout(each, main, clock))
  const dates = (...kinds: readonly InstanceChange['kind'][]): readonly string[] =>
    others.filter(({ kind }) => kinds.includes(kind)).map((each) => keyText(each, main, clock))
  const cancelled = dates('cancelled', 'removed')
  const added = dates('added', 'restored')
  return [
    ...others
      .filter(({ kind }) => kind === 'changed')
      .slice(0, maxListedDates)
      .map((each) => changedRow(each, effect.message.components, main, clock)),
    ...(cancelled.length === 0 ? [] : [rowOf(labels.cancelledDates, listed(cancelled, clock))]),
    ...(added.length === 0 ? [] : [rowOf(labels.addedDates, listed(added, clock))]),
  ]
}

/** The date that an instance key names, in the zone of the event. */
function keyText({ key }: InstanceChange, main: Component, clock: Clock): string {
  const time = parseTime(key)
  if (time === undefined) return key
  const like = timeIn(main, 'DTSTART')
  const moved = like === undefined || time.kind === 'DATE' || like.kind === 'DATE'
  return startText(moved ? time : timeAt(utcSeconds(time, clock.zones), like, clock.zones), clock)
}

function changedRow(
  change: InstanceChange,
  components: readonly Component[],
  main: Component,
  clock: Clock,
): Row {
  const label = `${clock.texts.labels.changedDates} ${keyText(change, main, clock)}`
  const component = components.find(
    (each) => each.name === main.name && isAbout(change, each, clock),
  )
  if (component === undefined) return rowOf(label, [])
  const rows = componentRows(component, clock)
  const old = componentRows(before(component, change, clock), clock)
  const changed = [...rows].filter(([name, lines]) => !isSame(name, old.get(name) ?? [], lines))
  const lines = changed.flatMap(([, each]) => each)
  const was = changed.flatMap(([name]) => orNone(old.get(name) ?? [], clock))
  return { ...rowOf(label, lines, was), wasWord: clock.texts.was }
}

function attendeeRows(
  { kind, main, names }: Story,
  change: InstanceChange | undefined,
  clock: Clock,
): readonly Row[] {
  const { texts } = clock
  const made = (label: string, lines: readonly string[]): readonly Row[] =>
    lines.length === 0 ? [] : [rowOf(label, textLines(lines))]
  const answer = kind === 'refresh' || allProperties(main, 'ATTENDEE').length === 0
  return [
    ...made(texts.labels.invited, peopleText(change?.attendeesAdded ?? [], names, texts)),
    ...made(texts.labels.removed, peopleText(change?.attendeesRemoved ?? [], names, texts)),
    ...(answer ? [] : made(texts.labels.people, peopleLines(main, names, texts))),
  ]
}

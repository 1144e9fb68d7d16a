/** One component in words: a label and lines for each thing there is to say. */
import {
  allProperties,
  type Component,
  firstProperty,
  integerOf,
  parameterValue,
  parseRule,
  periodsOf,
  rawValue,
  textOf,
  timesOf,
} from '@parley/icalendar'
import { cleanBlock, cleanLine } from '../clean.ts'
import type { Label } from '../texts/texts.ts'
import { ruleInWords } from './rule.ts'
import { type Clock, spanLines, spanOf, startText, timeAfter, timeIn } from './times.ts'

/** One line of a mail's table, perhaps a link. */
export type Line = {
  readonly text: string
  /** Stands before the text, and outside of its link: 'Join by video'. */
  readonly label?: string
  /** http or https only; the same as what is shown. */
  readonly href?: string
}

const maxTitleLength = 300
const maxLocationLength = 500
const maxCommentLength = 2_000
const maxDetailsLength = 10_000
const maxListed = 50

export function textLines(texts: readonly string[]): readonly Line[] {
  return texts.filter((each) => each !== '').map((text) => ({ text }))
}

/** In the order in which they are shown; empty where there is nothing to say. */
export function componentRows(
  component: Component,
  clock: Clock,
): ReadonlyMap<Label, readonly Line[]> {
  const isTask = component.name === 'VTODO'
  const span = isTask ? undefined : spanOf(component, clock.zones)
  const moment = (name: string): readonly Line[] => {
    const start = isTask ? timeIn(component, name) : undefined
    return start === undefined ? [] : textLines(spanLines({ start, end: undefined }, clock))
  }
  const rows: readonly (readonly [Label, readonly Line[]])[] = [
    ['what', titleLines(component, clock)],
    ['when', span === undefined ? [] : textLines(spanLines(span, clock))],
    ['start', moment('DTSTART')],
    ['due', moment('DUE')],
    ['repeats', repeatLines(component, clock)],
    ['where', whereLines(component)],
    ['link', linkLines(component)],
    ['status', statusLines(component, clock)],
    ['progress', progressLines(component, clock)],
    ['busy', busyLines(component, clock)],
    ['comment', blockLines(component, 'COMMENT', maxCommentLength)],
    ['details', blockLines(component, 'DESCRIPTION', maxDetailsLength)],
  ]
  return new Map(rows)
}

export function titleOf(component: Component): string {
  const summary = firstProperty(component, 'SUMMARY')
  return summary === undefined ? '' : cleanLine(textOf(summary), maxTitleLength)
}

function titleLines(component: Component, { texts }: Clock): readonly Line[] {
  if (component.name === 'VFREEBUSY') return []
  const title = titleOf(component)
  return [{ text: title === '' ? texts.untitled : title }]
}

function repeatLines(component: Component, clock: Clock): readonly Line[] {
  const rules = allProperties(component, 'RRULE').flatMap(({ value }) => {
    const rule = parseRule(value)
    if (value.trim() === '') return []
    if (rule === undefined) return [clock.texts.rule.other(cleanLine(value, 200))]
    return [ruleInWords(rule, clock.texts, clock.locale)]
  })
  const dates = allProperties(component, 'RDATE').flatMap((each) => timesOf(each))
  const shown = dates.slice(0, maxListed).map((each) => startText(each, clock))
  const rest = dates.length - shown.length
  return textLines([...rules, ...shown, ...(rest > 0 ? [clock.texts.others(rest)] : [])])
}

function whereLines(component: Component): readonly Line[] {
  const location = firstProperty(component, 'LOCATION')
  const text = location === undefined ? '' : cleanLine(textOf(location), maxLocationLength)
  return text === '' ? [] : [linked(text)]
}

const linkProperties = [
  'CONFERENCE',
  'X-GOOGLE-CONFERENCE',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL',
  'URL',
] as const

/** CONFERENCE (RFC 7986 §5.11), what Google and Microsoft write in its place, and URL. */
function linkLines(component: Component): readonly Line[] {
  const location = whereLines(component)[0]?.text
  const lines = new Map<string, Line>()
  for (const name of linkProperties) {
    for (const each of allProperties(component, name)) {
      const text = cleanLine(each.value, 2_000)
      if (text === '' || text === location) continue
      const label = cleanLine(parameterValue(each, 'LABEL') ?? '', 100)
      const line = linked(text)
      lines.set(text, label === '' || label.includes('://') ? line : { ...line, label })
    }
  }
  return [...lines.values()].slice(0, maxListed)
}

function linked(text: string): Line {
  return /^https?:\/\/[^\s<>"]+$/i.test(text) ? { text, href: text } : { text }
}

/** A confirmed event goes without saying. */
function statusLines(component: Component, { texts }: Clock): readonly Line[] {
  const status = rawValue(component, 'STATUS')?.toUpperCase() ?? ''
  const said = status === 'CONFIRMED' ? undefined : texts.statuses[status]
  return said === undefined ? [] : [{ text: said }]
}

function progressLines(component: Component, { texts }: Clock): readonly Line[] {
  const property = firstProperty(component, 'PERCENT-COMPLETE')
  const value = property === undefined ? undefined : integerOf(property)
  return value === undefined ? [] : [{ text: texts.percent(value) }]
}

function busyLines(component: Component, clock: Clock): readonly Line[] {
  const periods = allProperties(component, 'FREEBUSY')
    .filter((each) => parameterValue(each, 'FBTYPE')?.toUpperCase() !== 'FREE')
    .flatMap((each) => periodsOf(each))
  const lines = periods.slice(0, maxListed).flatMap(({ start, end, duration }) => {
    const last = duration === undefined ? end : timeAfter(start, duration, clock.zones)
    return spanLines({ start, end: last }, clock)
  })
  const rest = periods.length - maxListed
  return textLines(rest > 0 ? [...lines, clock.texts.others(rest)] : lines)
}

function blockLines(component: Component, name: string, maxLength: number): readonly Line[] {
  return allProperties(component, name)
    .slice(0, maxListed)
    .flatMap((each) => cleanBlock(textOf(each), maxLength).split('\n'))
    .map((text) => linked(text.trimEnd()))
}

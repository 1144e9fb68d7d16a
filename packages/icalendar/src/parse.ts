import { toUtf8 } from './charset.ts'
import { encodeUtf8 } from './encoding.ts'
import { defaultLimits, type ParseLimits } from './limits.ts'
import type { CalendarObject, Component, Property, Source } from './model.ts'
import {
  newScanner,
  type Scanner,
  scanBoundary,
  scanBoundaryName,
  scanProperty,
  sourceOf,
} from './scan.ts'
import { endLineOf } from './serialize.ts'
import { type Lines, linesOf, readLine } from './unfold.ts'
import { excerpt, type RequirementId, type Violation, violation } from './violation.ts'

/** What `parseCalendar` may be told beside the bytes. */
export type ParseOptions = {
  readonly limits?: Partial<ParseLimits>
  /** What the transport declared, such as the charset parameter of the mail part. */
  readonly charset?: string | undefined
}

/** What `parseCalendar` found. Objects are there whatever was amiss. */
export type ParseResult = {
  readonly objects: readonly CalendarObject[]
  /** In the order of lines. */
  readonly violations: readonly Violation[]
  /** False where a limit ended the reading before the bytes did. */
  readonly complete: boolean
}

/**
 * Reads a calendar stream (RFC 5545 §3.4). Never throws: what is wrong is in `violations`, and the
 * calendar objects hold everything that could be read, unread lines among it.
 *
 * A component that is never closed ends where the one around it ends. A component outside of any
 * VCALENDAR comes back in a VCALENDAR of its own. Lines outside of any component belong to no
 * calendar object: they are reported and left out.
 *
 * Shapes: UTF-8 bytes, or text that is decoded already. Errors: none.
 *
 * @example
 * parseCalendar('BEGIN:VCALENDAR\nEND:VCALENDAR\n').objects[0]?.name // 'VCALENDAR'
 */
export function parseCalendar(bytes: Uint8Array | string, options?: ParseOptions): ParseResult {
  const limits =
    options?.limits === undefined ? defaultLimits : { ...defaultLimits, ...options.limits }
  const reading: Reading = {
    limits,
    violations: [],
    objects: [],
    frames: [],
    complaints: [],
    properties: [],
    components: [],
    propertyCount: 0,
    componentCount: 0,
    line: 0,
    complete: true,
  }
  if (bytes.length > limits.maxBytes) stop(reading, 'maxBytes', bytes.length)
  else if (typeof bytes === 'string') readLines(reading, linesOf(encodeUtf8(bytes), bytes))
  else readStream(reading, bytes, options?.charset)
  const { objects, violations, complete } = reading
  return { objects, violations: violations.sort((a, b) => a.line - b.line), complete }
}

type Frame = {
  readonly name: string
  readonly source: Source
  /** Where its own begin in the lists of what is in open components. */
  readonly firstProperty: number
  readonly firstComponent: number
  propertyTally: Tally | undefined
  componentTally: Tally | undefined
  mixed: boolean
}

/** How many of each name are in a list, counted only as far as a report needed it. */
type Tally = { readonly counts: Map<string, number>; upTo: number }

type Complaint = {
  readonly requirement: RequirementId
  readonly expected: string
  readonly found: string
}

type Reading = {
  readonly limits: ParseLimits
  readonly violations: Violation[]
  readonly objects: CalendarObject[]
  /** Open components, outermost first. */
  readonly frames: Frame[]
  /** What stands in open components, those of the outer ones first. */
  readonly properties: Property[]
  readonly components: Component[]
  /** About the line in hand, whose path is not known yet. */
  readonly complaints: Complaint[]
  propertyCount: number
  componentCount: number
  line: number
  complete: boolean
}

function readStream(reading: Reading, bytes: Uint8Array, charset: string | undefined): void {
  const utf8 = toUtf8(bytes, charset)
  if (!utf8.charsetKnown) {
    report(reading, [], '5545/3.1.4/utf-8-by-default', 'a known charset', charset ?? '')
  }
  for (const line of utf8.brokenLines) {
    reading.line = line
    report(reading, [], '5545/3.1.4/utf-8-by-default', 'UTF-8', 'bytes read as windows-1252')
  }
  readLines(reading, linesOf(utf8.bytes, utf8.text))
}

function readLines(reading: Reading, lines: Lines): void {
  const { limits, frames, complaints } = reading
  const complain = (requirement: RequirementId, expected: string, found: string): void => {
    complaints.push({ requirement, expected, found: excerpt(found) })
  }
  const scanner = newScanner(lines, limits, complain)
  while (reading.complete && readLine(lines)) {
    reading.line = lines.line
    if (lines.nextLine - 1 > limits.maxLines) stop(reading, 'maxLines', lines.nextLine - 1)
    else if (lines.start === lines.end) emptyLine(reading)
    else takeLine(reading, scanner)
  }
  while (frames.length > 0) {
    if (reading.complete) unclosed(reading)
    close(reading, undefined)
  }
}

function emptyLine(reading: Reading): void {
  if (reading.frames.length === 0) return
  report(reading, pathOf(reading), '5545/3.1/line-grammar', 'a content line', 'an empty line')
}

function takeLine(reading: Reading, scanner: Scanner): void {
  if (scanner.lines.controls) {
    scanner.complain('5545/3.1/no-control-characters', 'none but tab', 'a control character')
  }
  const boundary = scanBoundary(scanner)
  if (boundary !== undefined) takeBoundary(reading, scanner, boundary)
  else add(reading, scanProperty(scanner))
  if (reading.complaints.length > 0) flush(reading)
}

function takeBoundary(reading: Reading, scanner: Scanner, boundary: 'BEGIN' | 'END'): void {
  const name = scanBoundaryName(scanner)
  if (name === '') add(reading, scanProperty(scanner))
  else if (boundary === 'BEGIN') begin(reading, name, sourceOf(scanner.lines))
  else end(reading, name, scanner)
}

// Requirement: 5545/3.4/several-objects-per-stream
function begin(reading: Reading, name: string, source: Source): void {
  const { frames, limits } = reading
  if (name === 'VCALENDAR') {
    while (frames.length > 0) {
      unclosed(reading)
      close(reading, undefined)
    }
    if (reading.objects.length >= limits.maxObjects) {
      stop(reading, 'maxObjects', reading.objects.length + 1)
      return
    }
  } else if (frames.length === 0) {
    reportOutside(reading, source)
    if (!standalone.has(name)) return
    open(reading, 'VCALENDAR', { line: source.line, text: 'BEGIN:VCALENDAR', octets: 15 })
  }
  reading.componentCount += 1
  if (reading.componentCount > limits.maxComponents) {
    stop(reading, 'maxComponents', reading.componentCount)
  } else if (frames.length >= limits.maxDepth) {
    stop(reading, 'maxDepth', frames.length + 1)
  } else {
    open(reading, name, source)
  }
}

/** Components that are worth reading outside of a VCALENDAR. */
const standalone: ReadonlySet<string> = new Set([
  'VEVENT',
  'VTODO',
  'VJOURNAL',
  'VFREEBUSY',
  'VAVAILABILITY',
  'VTIMEZONE',
  'VPOLL',
])

function open(reading: Reading, name: string, source: Source): void {
  reading.frames.push({
    name,
    source,
    firstProperty: reading.properties.length,
    firstComponent: reading.components.length,
    propertyTally: undefined,
    componentTally: undefined,
    mixed: false,
  })
}

function end(reading: Reading, name: string, scanner: Scanner): void {
  const { frames } = reading
  let at = frames.length - 1
  while (at >= 0 && frames[at]?.name !== name) at -= 1
  if (at < 0) {
    const expected =
      frames.length === 0 ? 'BEGIN:VCALENDAR' : `END:${frames[frames.length - 1]?.name}`
    const found = excerpt(sourceOf(scanner.lines).text)
    report(reading, pathOf(reading), '5545/3.4/begin-and-end-calendar', expected, found)
    return
  }
  while (frames.length > at + 1) {
    unclosed(reading)
    close(reading, undefined)
  }
  close(reading, scanner.lines)
}

/** Makes the innermost open component, and puts it where it belongs. */
function close(reading: Reading, endLine: Lines | undefined): void {
  const frame = reading.frames.pop()
  if (frame === undefined) return
  const { name } = frame
  const properties = taken(reading.properties, frame.firstProperty)
  const components = taken(reading.components, frame.firstComponent)
  const source = closedSource(frame, endLine)
  const made: Component = { kind: 'component', name, properties, components, source }
  if (reading.frames.length === 0) reading.objects.push(made)
  else reading.components.push(made)
}

/** Takes out all from that place on. */
function taken<Item>(list: Item[], from: number): readonly Item[] {
  if (list.length === from) return []
  const items = list.slice(from)
  list.length = from
  return items
}

function closedSource(frame: Frame, endLine: Lines | undefined): Source {
  const { source, name } = frame
  const plainBegin = source.text.length === name.length + 6 && source.text.endsWith(name)
  const canonical = endLine === undefined || (plainBegin && isPlainEnd(endLine, name))
  const endText = canonical ? undefined : sourceOf(endLine).text
  if (endText === undefined || endText === endLineOf(source.text))
    return frame.mixed ? { ...source, mixed: true } : source
  return frame.mixed ? { ...source, end: endText, mixed: true } : { ...source, end: endText }
}

/** Whether the line is END and the name, in capitals. */
function isPlainEnd({ text, textStart, textEnd }: Lines, name: string): boolean {
  return (
    textEnd - textStart === name.length + 4 &&
    text.startsWith('END:', textStart) &&
    text.startsWith(name, textStart + 4)
  )
}

function add(reading: Reading, property: Property): void {
  const frame = reading.frames[reading.frames.length - 1]
  if (frame === undefined) {
    reportOutside(reading, property.source)
    return
  }
  reading.propertyCount += 1
  if (reading.propertyCount > reading.limits.maxProperties) {
    stop(reading, 'maxProperties', reading.propertyCount)
    return
  }
  if (reading.components.length > frame.firstComponent) frame.mixed = true
  reading.properties.push(property)
}

function unclosed(reading: Reading): void {
  const name = reading.frames[reading.frames.length - 1]?.name ?? ''
  const path = pathOf(reading)
  report(reading, path, '5545/3.4/begin-and-end-calendar', `END:${name}`, 'none')
}

function reportOutside(reading: Reading, source: Source | undefined): void {
  // Where a line does not belong at all, its form does not matter.
  reading.complaints.length = 0
  const found = excerpt(source?.text ?? '')
  report(reading, [], '5545/3.4/begin-and-end-calendar', 'BEGIN:VCALENDAR', found)
}

function stop(reading: Reading, limit: keyof ParseLimits, found: number): void {
  reading.complete = false
  const expected = `${limit} ${reading.limits[limit]}`
  report(reading, pathOf(reading), '5545/7/size-limits', expected, String(found))
}

/** Says what was complained of in the line in hand, now that it stands in its place. */
function flush(reading: Reading): void {
  const { frames, complaints } = reading
  const frame = frames[frames.length - 1]
  const path = pathOf(reading)
  const last = reading.properties[reading.properties.length - 1]
  if (frame !== undefined && last !== undefined && last.source?.line === reading.line) {
    frame.propertyTally ??= newTally(frame.firstProperty)
    path.push(last.name, tallied(frame.propertyTally, reading.properties, last.name) - 1)
  }
  for (const { requirement, expected, found } of complaints) {
    report(reading, path, requirement, expected, found)
  }
  complaints.length = 0
}

function report(
  reading: Reading,
  path: readonly (string | number)[],
  requirement: RequirementId,
  expected: string,
  found: string,
): void {
  const { violations, limits, line } = reading
  if (violations.length >= limits.maxViolations) return
  violations.push(violation(requirement, path, line, expected, found))
}

function pathOf(reading: Reading): (string | number)[] {
  const path: (string | number)[] = []
  if (reading.violations.length >= reading.limits.maxViolations) return path
  let parent: Frame | undefined
  for (const frame of reading.frames) {
    if (parent === undefined) path.push(frame.name, reading.objects.length)
    else path.push(frame.name, indexWithin(reading, parent, frame))
    parent = frame
  }
  return path
}

/** How many components of that name stand before it in the one around it. */
function indexWithin(reading: Reading, parent: Frame, { name, firstComponent }: Frame): number {
  parent.componentTally ??= newTally(parent.firstComponent)
  return tallied(parent.componentTally, reading.components, name, firstComponent)
}

function newTally(upTo: number): Tally {
  return { counts: new Map(), upTo }
}

/** How many of that name are in the list before `end`. */
function tallied(
  tally: Tally,
  list: readonly { readonly name: string }[],
  name: string,
  end: number = list.length,
): number {
  for (; tally.upTo < end; tally.upTo++) {
    const each = list[tally.upTo]?.name ?? ''
    tally.counts.set(each, (tally.counts.get(each) ?? 0) + 1)
  }
  return tally.counts.get(name) ?? 0
}

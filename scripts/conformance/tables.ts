/**
 * The restriction tables of RFC 5546 §3 against a reading of them by others, cell by cell; and for
 * each cell messages that keep it and messages that break it, all judged.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CalendarObject, Component } from '@parley/icalendar'
import { component, property } from '@parley/icalendar'
import {
  leastComponent,
  leastMessage,
  messageOf,
  objectOf,
  rowsWithin,
  sampleComponent,
  sampleProperty,
} from '../../packages/itip/fixtures/messages.ts'
import {
  anyValarm,
  anyVtimezone,
  propertiesOfVcalendar,
} from '../../packages/itip/src/tables/general.ts'
import { allRestrictionTables } from '../../packages/itip/src/tables/methods.ts'
import type {
  GeneralTable,
  Nested,
  Presence,
  RestrictionTable,
  Rows,
} from '../../packages/itip/src/tables/table.ts'
import { bounds, presenceOf } from '../../packages/itip/src/tables/table.ts'
import { validate } from '../../packages/itip/src/validate.ts'
import type { ConformanceResult } from '../conformance.ts'

type OracleRow = {
  readonly name: string
  readonly indent: number
  readonly presence: Presence
  readonly comment: string
  readonly line: number
  readonly parent: string | undefined
}
type OracleTable = {
  readonly title: string
  readonly method: string | undefined
  readonly component: string | undefined
  readonly rows: readonly OracleRow[]
}

export async function run(sharedFolder: string): Promise<ConformanceResult> {
  const text = await readFile(join(sharedFolder, 'oracle/rfc5546-tables.json'), 'utf8')
  const oracle: readonly OracleTable[] = JSON.parse(text)
  const cells = compareCells(oracle)
  const messages = allRestrictionTables().map(judgeTable)
  const general = judgeGeneral()
  const comments = compareComments(oracle)
  const parts = [cells, ...messages, general, comments]
  const sum = (count: (part: Part) => number): number =>
    parts.reduce((total, part) => total + count(part), 0)
  const judged = [...messages, general]
  const right = judged.reduce((total, part) => total + part.passed, 0)
  const all = right + judged.reduce((total, part) => total + part.failed.length, 0)
  return {
    name: 'tables',
    passed: sum((part) => part.passed),
    failed: sum((part) => part.failed.length),
    lines: [
      ...parts.flatMap((part) => part.failed),
      `property cells of the 22 method tables: ${cells.properties} of ${cells.allProperties} equal`,
      `all rows of the 25 tables: ${cells.passed} of ${cells.passed + cells.failed.length} equal`,
      `messages that keep or break a cell: ${right} of ${all} judged right`,
      `comments with a rule: ${comments.passed} of ${comments.passed + comments.failed.length}`,
    ],
  }
}

type Part = { readonly passed: number; readonly failed: readonly string[] }

function titleOf(table: GeneralTable | RestrictionTable): string {
  if ('method' in table) return `a METHOD:${table.method} of a ${table.componentName}`
  if (table === propertiesOfVcalendar) return 'Properties in a VCALENDAR Component'
  return table === anyValarm ? 'VALARM Components' : 'VTIMEZONE Components'
}

const generalTables = [propertiesOfVcalendar, anyVtimezone, anyValarm]

/** Rows of a table in its order, each as `path presence`. */
function flatten(rows: Rows, path: readonly string[] = []): readonly string[] {
  return Object.entries(rows).flatMap(([name, row]) => [
    `${[...path, name].join('/')} ${presenceOf(row)}`,
    ...(typeof row === 'string' ? [] : flatten(row.rows, [...path, name])),
  ])
}

/**
 * The same for the oracle, which tells the nesting by indentation. The VALARM of §3.2.8 is indented
 * below X-COMPONENT there (line 1992): a row of the VEVENT, as its indentation says.
 */
function flattenOracle(table: OracleTable): readonly { path: string; row: OracleRow }[] {
  const open: OracleRow[] = []
  return table.rows.map((row) => {
    while ((open.at(-1)?.indent ?? 0) >= row.indent) open.pop()
    const parents = open.map(({ name }) => (name === 'X-COMPONENT' ? table.component : name))
    open.push(row)
    return { path: [...parents, row.name].join('/'), row }
  })
}

function compareCells(
  oracle: readonly OracleTable[],
): Part & { readonly properties: number; readonly allProperties: number } {
  const failed: string[] = []
  let passed = 0
  let properties = 0
  let allProperties = 0
  for (const table of [...generalTables, ...allRestrictionTables()]) {
    const title = titleOf(table)
    const other = oracle.find((each) => each.title === title)
    const theirs = other === undefined ? [] : flattenOracle(other)
    const ours = new Set(flatten(table.rows))
    for (const { path, row } of theirs) {
      const equal = ours.delete(`${path} ${row.presence}`)
      const counts =
        'method' in table && path.includes('/') && !/\/(VALARM|(IANA|X)-PROPERTY)$/.test(path)
      if (counts) allProperties++
      if (counts && equal) properties++
      if (equal) passed++
      else failed.push(`${title}: ${path} is ${row.presence} in line ${row.line}, not so in ours`)
    }
    for (const extra of ours) failed.push(`${title}: ${extra} is in our table only`)
    if (
      inOrder(
        flatten(table.rows),
        theirs.map(({ path, row }) => `${path} ${row.presence}`),
      )
    )
      continue
    failed.push(`${title}: the rows stand in another order`)
  }
  return { passed, failed, properties, allProperties }
}

/** Within each scope the rows stand in one order (the nested ones may stand elsewhere as a block). */
function inOrder(ours: readonly string[], theirs: readonly string[]): boolean {
  const scopes = (rows: readonly string[]): string =>
    JSON.stringify([...Map.groupBy(rows, (each) => each.replace(/[^/]* .*$/, ''))].toSorted())
  return scopes(ours) === scopes(theirs)
}

/** How often a name stands in the messages made for its row: enough, too few, too many. */
function countsFor(presence: Presence): readonly { count: number; right: boolean }[] {
  const { least, most } = bounds[presence]
  const counts = [0, 1, 2, 3]
  return counts.map((count) => ({ count, right: count >= least && count <= most }))
}

function judgeTable(table: RestrictionTable): Part {
  const failed: string[] = []
  let passed = 0
  const check = (what: string, object: CalendarObject, row: string, right: boolean): void => {
    const found = validate(messageOf(table, object)).filter(
      ({ requirement, path, expected }) =>
        (requirement.endsWith('/presence') ||
          Object.values(table.stated ?? {}).includes(requirement)) &&
        path.includes(row) &&
        expected in bounds,
    )
    if (right === (found.length === 0)) passed++
    else failed.push(`${titleOf(table)}: ${what} judged ${right ? 'wrong' : 'right'}`)
  }
  for (const [name, row] of Object.entries(rowsWithin(table))) {
    for (const { count, right } of countsFor(presenceOf(row))) {
      const made = withCount(leastComponent(table), name, count, table)
      check(`${name} × ${count}`, objectOf(table, made), name, right)
    }
  }
  for (const [name, row] of Object.entries(table.rows)) {
    for (const { count, right } of countsFor(presenceOf(row))) {
      // Without its component there is no message.
      if (name === table.componentName && count === 0) continue
      check(`${name} × ${count}`, topLevel(table, name, count), name, right)
    }
  }
  const least = validate(leastMessage(table))
  if (least.length === 0) passed++
  else failed.push(`${titleOf(table)}: the smallest message breaks ${least[0]?.requirement}`)
  return { passed, failed }
}

function withCount(
  of: Component,
  name: string,
  count: number,
  table: RestrictionTable | undefined,
): Component {
  if (name === 'VALARM' || name === 'STANDARD' || name === 'DAYLIGHT') {
    const others = of.components.filter((each) => each.name !== name)
    const made = Array.from({ length: count }, () => sampleComponent(name, table))
    return component(of.name, of.properties, [...others, ...made])
  }
  const others = of.properties.filter((each) => each.name !== name)
  const made = Array.from({ length: count }, (_, n) => sampleProperty(name, table, n))
  return component(of.name, [...others, ...made], of.components)
}

function topLevel(table: RestrictionTable, name: string, count: number): CalendarObject {
  const own = leastComponent(table)
  if (name === 'METHOD') return withCount(objectOf(table, own), name, count, table)
  if (name === table.componentName) {
    return objectOf(
      table,
      ...Array.from({ length: count }, () => component(own.name, own.properties)),
    )
  }
  const others = Array.from({ length: count }, () => sampleComponent(name, table))
  return objectOf(table, own, ...others)
}

/** The general tables, each cell within a REQUEST that keeps everything else. */
function judgeGeneral(): Part {
  const table = allRestrictionTables()[1]
  if (table === undefined) throw new TypeError('there is no table of REQUEST')
  const failed: string[] = []
  let passed = 0
  const scopes: readonly [GeneralTable, Rows, (count: number, name: string) => CalendarObject][] = [
    [
      propertiesOfVcalendar,
      propertiesOfVcalendar.rows,
      (count, name) => withCount(objectOf(table, leastComponent(table)), name, count, table),
    ],
    [
      anyValarm,
      within(anyValarm.rows, 'VALARM'),
      (count, name) => inAlarm(table, withCount(sampleComponent('VALARM'), name, count, undefined)),
    ],
    [
      anyVtimezone,
      within(anyVtimezone.rows, 'VTIMEZONE'),
      (count, name) =>
        inObject(table, withCount(sampleComponent('VTIMEZONE'), name, count, undefined)),
    ],
    ...['STANDARD', 'DAYLIGHT'].map(
      (part): [GeneralTable, Rows, (count: number, name: string) => CalendarObject] => [
        anyVtimezone,
        within(within(anyVtimezone.rows, 'VTIMEZONE'), part),
        (count, name) => {
          const zone = component(
            'VTIMEZONE',
            [property('TZID', 'Nowhere/Plain')],
            [withCount(sampleComponent(part), name, count, undefined)],
          )
          return inObject(table, zone)
        },
      ],
    ),
  ]
  for (const [general, rows, make] of scopes) {
    for (const [name, row] of Object.entries(rows)) {
      for (const { count, right } of countsFor(presenceOf(row))) {
        const found = validate(messageOf(table, make(count, name))).filter(
          ({ requirement, path, expected }) =>
            requirement === general.requirement && path.includes(name) && expected in bounds,
        )
        if (right === (found.length === 0)) passed++
        else
          failed.push(`${titleOf(general)}: ${name} × ${count} judged ${right ? 'wrong' : 'right'}`)
      }
    }
  }
  return { passed, failed }
}

function within(rows: Rows, name: string): Rows {
  return (rows[name] as Nested).rows
}

function inObject(table: RestrictionTable, zone: Component): CalendarObject {
  return objectOf(table, zone, leastComponent(table))
}

function inAlarm(table: RestrictionTable, alarm: Component): CalendarObject {
  const own = leastComponent(table)
  return objectOf(table, component(own.name, own.properties, [alarm]))
}

/** Every comment of the RFC has a rule at its row; that of METHOD is the table itself. */
function compareComments(oracle: readonly OracleTable[]): Part {
  const failed: string[] = []
  let passed = 0
  for (const table of [...generalTables, ...allRestrictionTables()]) {
    const other = oracle.find((each) => each.title === titleOf(table))
    for (const row of other?.rows ?? []) {
      if (row.comment === '' || row.name === 'METHOD') continue
      if (hasRule(table, row)) passed++
      else failed.push(`${titleOf(table)}: no rule for "${row.comment}" (line ${row.line})`)
    }
  }
  return { passed, failed }
}

function hasRule(table: GeneralTable | RestrictionTable, { name, comment }: OracleRow): boolean {
  const about = new Set(table.rules.map(({ row }) => row))
  if (about.has(name)) return true
  const isOwn = 'componentName' in table && name === table.componentName
  if (isOwn && /same UID/i.test(comment)) return about.has('UID')
  // One rule speaks for both rows of a pair.
  if (/DURATION MUST NOT|DTEND MUST NOT|DUE MUST NOT/.test(comment)) return about.has('DURATION')
  if (/RRULE MUST NOT|RDATE MUST NOT/.test(comment)) return about.has('RRULE')
  if (/STANDARD or DAYLIGHT/.test(comment)) return about.has('STANDARD')
  // §3.1.2 says of the message what the methods' tables say each: the rule stands with them.
  return name === 'VTIMEZONE' && /any date\/time/.test(comment)
}

/** The tables made ready to be looked up by name, once, when the module is loaded. */
import type { RequirementId } from '../requirement-ids.ts'
import { anyValarm, anyVtimezone, propertiesOfVcalendar } from './general.ts'
import { allRestrictionTables } from './methods.ts'
import { readableRules } from './readable.ts'
import { zoneForEachTzid } from './rules.ts'
import type { GeneralTable, JudgedRule, Presence, RestrictionTable, Rows } from './table.ts'
import { bounds, presenceOf } from './table.ts'

// Requirement: 5546/3/extensions-where-listed
// Requirement: 5546/3/parameters-from-5545
/** One scope of a table: a calendar object, or a component in it. What has no row is free. */
export type Scope = {
  /** What a row whose count is wrong breaks; `stated` has those that break something of their own. */
  readonly requirement: RequirementId
  readonly stated: Readonly<Record<string, RequirementId>>
  readonly rows: ReadonlyMap<string, Presence>
  /** Names that must stand, in the order of the rows. */
  readonly required: readonly string[]
  readonly rules: readonly JudgedRule[]
  readonly essential: readonly string[]
  /** Scopes of the components inside. */
  readonly nested: ReadonlyMap<string, Scope>
}

export type ObjectScope = {
  readonly object: Scope
  /** Of the scheduling components; the object's `nested` has that of a VTIMEZONE. */
  readonly component: Scope
}

const emptyRows: Rows = {}

function scope(table: GeneralTable, rows: Rows, extra: Partial<Scope> = {}): Scope {
  const entries = Object.entries(rows).map(([name, row]) => [name, presenceOf(row)] as const)
  return {
    requirement: table.requirement,
    stated: {},
    rows: new Map(entries),
    required: entries.filter(([, presence]) => bounds[presence].least > 0).map(([name]) => name),
    rules: table.rules.filter((rule) => rule.kind === 'judged'),
    essential: [],
    nested: new Map(),
    ...extra,
  }
}

function rowsOf(rows: Rows, name: string): Rows {
  const row = rows[name]
  return row === undefined || typeof row === 'string' ? emptyRows : row.rows
}

const zoneRows = rowsOf(anyVtimezone.rows, 'VTIMEZONE')
const zoneScope = scope(anyVtimezone, zoneRows, {
  nested: new Map(
    ['DAYLIGHT', 'STANDARD'].map((name) => [name, scope(anyVtimezone, rowsOf(zoneRows, name))]),
  ),
})
const alarmScope = scope(anyValarm, rowsOf(anyValarm.rows, 'VALARM'))

function objectScope(table: RestrictionTable): ObjectScope {
  const { METHOD: method = '1', ...components } = table.rows
  const hasZoneRule = table.rules.some((rule) => rule.row === 'VTIMEZONE')
  // REFRESH has no comment at VTIMEZONE; there the general table's holds.
  const zoneRules = hasZoneRule ? [] : [zoneForEachTzid('5546/3.1.2/present-where-referred')]
  const own = scope(table, rowsOf(table.rows, table.componentName), {
    stated: table.stated ?? {},
    essential: table.essential,
    nested: new Map([['VALARM', alarmScope]]),
  })
  return {
    object: scope(
      propertiesOfVcalendar,
      { ...propertiesOfVcalendar.rows, METHOD: method, ...components },
      {
        stated: Object.fromEntries(
          Object.keys(table.rows).map((name) => [name, table.requirement]),
        ),
        rules: [...propertiesOfVcalendar.rules.filter((rule) => rule.kind === 'judged'), spelling],
        nested: new Map([['VTIMEZONE', zoneScope]]),
      },
    ),
    component: {
      ...own,
      rules: [...own.rules, ...zoneRules, ...readableRules(table.componentName)],
    },
  }
}

/** METHOD: "MUST be REPLY." and so on: what `read` took it for, but not as it is written. */
const spelling: JudgedRule = {
  kind: 'judged',
  requirement: '5546/3/method-names-message',
  row: 'METHOD',
  words: 'METHOD in the spelling of the RFC',
  level: 'warning',
  otherwise: '3.14',
  applied: '2.1',
  holds: ({ properties, message }) => {
    const found = properties.get('METHOD')
    return found === undefined || found.first.value.trim().toUpperCase() === message.method
  },
}

const scopes: ReadonlyMap<RestrictionTable, ObjectScope> = new Map(
  allRestrictionTables().map((table) => [table, objectScope(table)]),
)

export function scopesOf(table: RestrictionTable): ObjectScope {
  return scopes.get(table) ?? objectScope(table)
}

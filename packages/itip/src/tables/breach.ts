/** What breaks a table, as violations: how grave, with what request status, let through by whom. */
import type { Property } from '@parley/icalendar'
import type { Policy } from '../policy.ts'
import type { RequirementId } from '../requirement-ids.ts'
import type { Violation } from '../validate.ts'
import { type Fault, quirkOf, tolerates } from './quirks.ts'
import type { Scope } from './scope.ts'
import type { Found, Judged, JudgedRule } from './table.ts'

/** Where something is broken. */
export type Place = {
  readonly judged: Judged
  readonly policy: Pick<Policy, 'refusedQuirks'>
  readonly scope: Scope
  /** Of the component; of the property's component, where it is a property. */
  readonly path: readonly (string | number)[]
}

const maxFoundLength = 80

/** The one function that makes violations. */
export function violation(
  requirement: RequirementId,
  facts: Omit<Violation, 'kind' | 'requirement'>,
): Violation {
  return { kind: 'violation', requirement, ...facts }
}

/** A property that must stand and does not. */
export function missing(place: Place, row: string): Violation {
  const { judged, scope, path } = place
  // The start of an instance is its RECURRENCE-ID unless it says otherwise.
  const essential =
    scope.essential.includes(row) && !(row === 'DTSTART' && judged.properties.has('RECURRENCE-ID'))
  return violation(scope.stated[row] ?? scope.requirement, {
    ...verdict(place, { row, fault: 'missing' }, statusesOf.property.missing, essential),
    path: [...path, row],
    expected: scope.rows.get(row) ?? '1',
    found: '0',
  })
}

/** A property that stands too often, or must not stand. `differ`: do its values? */
export function surplus(place: Place, row: string, found: Found & { differ: boolean }): Violation {
  const { scope, path } = place
  const expected = scope.rows.get(row) ?? '0'
  const fault = expected === '0' ? 'forbidden' : 'repeated'
  // Twice the same value is odd, but says one thing.
  const essential = fault === 'repeated' && found.differ && decisive.has(row)
  return violation(scope.stated[row] ?? scope.requirement, {
    ...verdict(place, { row, fault }, statusesOf.property[fault], essential),
    path: [...path, row, fault === 'forbidden' ? 0 : 1],
    expected,
    found: String(found.count),
  })
}

/** Where two of these differ nobody can tell what the message means. */
const decisive: ReadonlySet<string> = new Set([
  ...['METHOD', 'UID', 'RECURRENCE-ID', 'SEQUENCE', 'ORGANIZER', 'ATTENDEE'],
  ...['DTSTART', 'DTEND', 'DUE', 'DURATION', 'RRULE'],
])

/** The component at `path` is one too many, the `count`th, or must not stand. */
export function surplusComponent(place: Place, row: string, count: number): Violation {
  const { scope, path } = place
  const expected = scope.rows.get(row) ?? '0'
  const fault = expected === '0' ? 'forbidden' : 'repeated'
  return violation(scope.stated[row] ?? scope.requirement, {
    ...verdict(place, { row, fault }, statusesOf.component[fault], false),
    path,
    expected,
    found: String(count),
  })
}

/** A rule that does not hold; `at` is the index of the property at fault, -1 where there is none. */
export function broken(place: Place, rule: JudgedRule, at: number): Violation {
  const { judged, scope, path } = place
  const { requirement, row } = rule
  const offender = judged.component.properties[at]
  const essential =
    rule.level === 'error' || (rule.level === 'as row' && scope.essential.includes(row))
  return violation(requirement, {
    ...verdict(place, { row, fault: 'rule', requirement }, rule, essential, offender),
    path: offender === undefined ? path : [...path, offender.name, indexOf(place, offender)],
    expected: rule.words,
    found: offender === undefined ? '' : offender.value.slice(0, maxFoundLength),
  })
}

/** Index of the property at fault; -1 where it is the component as such. */
export function offenderAt(judged: Judged, rule: JudgedRule): number {
  const offender =
    rule.offender === undefined ? judged.properties.get(rule.row)?.first : rule.offender(judged)
  return offender === undefined ? -1 : judged.component.properties.indexOf(offender)
}

/** Index among the properties of its name. */
function indexOf({ judged }: Place, of: Property): number {
  return judged.component.properties.filter((each) => each.name === of.name).indexOf(of)
}

type Statuses = Pick<JudgedRule, 'otherwise' | 'applied'>

function verdict(
  { judged, policy }: Place,
  at: { readonly row: string; readonly fault: Fault; readonly requirement?: RequirementId },
  { otherwise, applied }: Statuses,
  essential: boolean,
  offender?: Property,
): Pick<Violation, 'level' | 'requestStatus' | 'quirk'> {
  const quirk = quirkOf(at, judged, offender)
  const refused = quirk === undefined ? essential : !tolerates(policy, quirk.name)
  return {
    level: refused ? 'error' : 'warning',
    requestStatus: refused ? otherwise : applied,
    quirk: quirk?.name,
  }
}

/** What an answer carries when a count is wrong: to a refusal, and when applied all the same (§3.6). */
const statusesOf: {
  readonly property: Readonly<Record<'missing' | 'repeated' | 'forbidden', Statuses>>
  readonly component: Readonly<Record<'repeated' | 'forbidden', Statuses>>
} = {
  property: {
    missing: { otherwise: '3.11', applied: '2.1' },
    repeated: { otherwise: '3.1', applied: '2.2' },
    forbidden: { otherwise: '3.13', applied: '2.2' },
  },
  component: {
    repeated: { otherwise: '3.4', applied: '2.6' },
    forbidden: { otherwise: '3.13', applied: '2.6' },
  },
}

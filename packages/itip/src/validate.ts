/** A message against the restriction tables of RFC 5546 §3. */
import type { CalendarObject, Component, Property } from '@parley/icalendar'
import { firstProperty, rawValue } from '@parley/icalendar'
import type { Message } from './message.ts'
import { componentNames } from './message.ts'
import type { Policy } from './policy.ts'
import { defaultPolicy } from './policy.ts'
import type { RequirementId } from './requirement-ids.ts'
import {
  broken,
  missing,
  offenderAt,
  surplus,
  surplusComponent,
  violation,
} from './tables/breach.ts'
import { restrictionTable } from './tables/methods.ts'
import type { RequestStatusCode } from './tables/request-status.ts'
import { type ObjectScope, type Scope, scopesOf } from './tables/scope.ts'
import type { Judged } from './tables/table.ts'
import { bounds } from './tables/table.ts'

/** One thing that a message breaks of RFC 5546 §3, with what an answer would carry. */
export type Violation = {
  readonly kind: 'violation'
  readonly requirement: RequirementId
  /** `error`: the message is not applied. `warning`: applied all the same, by name of a quirk or level. */
  readonly level: 'error' | 'warning'
  /** ['VEVENT', 0, 'ATTENDEE', 1]; what is missing has no index. */
  readonly path: readonly (string | number)[]
  /** A presence, or the words of a rule. */
  readonly expected: string
  /** A count, or a value. */
  readonly found: string
  /** What our answer would carry (§3.6): a refusal 3.x, a message applied all the same 2.x. */
  readonly requestStatus: RequestStatusCode
  /** The named tolerance that lets it through, or would but for `policy.refusedQuirks`. */
  readonly quirk: string | undefined
}

/** When so many are found, no more are looked for. */
export const maxViolations = 1000

/**
 * What a message breaks of the restriction tables, in the order of the message.
 *
 * Presence is judged by the table of its method and component (§3.2 to §3.5) and the general ones
 * (§3.1), then the comments of the tables that a message alone can break, then whether the values
 * that decide are readable. Unknown properties and components are allowed, as the tables say. What
 * peers are known to do is let through by name.
 *
 * Shapes: a message as `read` gives it. Errors: none; a pair of method and component that RFC 5546
 * does not have is one violation. Cost: linear in properties.
 *
 * @example
 * validate(message).some((each) => each.level === 'error') // is it refused?
 */
export function validate(message: Message): readonly Violation[] {
  return validateUnder(defaultPolicy, message)
}

/** The same, with an error for each quirk that `policy.refusedQuirks` names. */
export function validateUnder(
  policy: Pick<Policy, 'refusedQuirks'>,
  message: Message,
): readonly Violation[] {
  const table = restrictionTable(message.method, message.componentName)
  if (table === undefined) return [noSuchMethod(message)]
  const judging = startJudging(message, policy)
  judgeObject(judging, scopesOf(table))
  return judging.violations
}

// Requirement: 5546/1.4/methods-depend-on-component
function noSuchMethod({ method, componentName }: Message): Violation {
  return violation('5546/3/component-supports-method', {
    level: 'error',
    path: ['METHOD', 0],
    expected: `a METHOD that ${componentName} has`,
    found: method,
    requestStatus: '3.14',
    quirk: undefined,
  })
}

/** What is at hand while one message is judged. */
type Judging = Omit<Judged, 'component' | 'properties'> & {
  readonly policy: Pick<Policy, 'refusedQuirks'>
  readonly violations: Violation[]
}

function startJudging(message: Message, policy: Pick<Policy, 'refusedQuirks'>): Judging {
  const { components, object } = message
  const master = components.find((each) => rawValue(each, 'RECURRENCE-ID') === undefined)
  const masterStart = master && firstProperty(master, 'DTSTART')
  const recurs = master?.properties.some(({ name }) => name === 'RRULE' || name === 'RDATE')
  let zones: ReadonlySet<string> | undefined
  const hasZone = (tzid: string): boolean => {
    zones ??= zonesIn(object)
    return zones.has(tzid)
  }
  return { message, components, object, hasZone, masterStart, recurs, policy, violations: [] }
}

function zonesIn(object: CalendarObject): ReadonlySet<string> {
  const zones = new Set<string>()
  for (const each of object.components) {
    if (each.name === 'VTIMEZONE') zones.add(rawValue(each, 'TZID') ?? '')
  }
  return zones
}

/**
 * An object may hold thousands of messages: what it breaks itself is said with the first of them,
 * and each message looks at its own components only.
 */
function judgeObject(judging: Judging, { object: scope, component }: ObjectScope): void {
  const { object, message, violations } = judging
  const own = new Set(message.components)
  const opening = object.components.find((each) => isScheduled(each))
  const isOpening = opening === undefined || own.has(opening)
  if (isOpening) judgeProperties(judging, object, scope, [], true)
  const counts = new Map<string, number>()
  const among = isOpening ? object.components : message.components
  let ownCount = 0
  for (const each of among) {
    if (violations.length >= maxViolations) return
    const count = (counts.get(each.name) ?? 0) + 1
    counts.set(each.name, count)
    if (own.has(each)) {
      const path = [each.name, isOpening ? count - 1 : indexAmong(object, each)]
      judgeCount(judging, scope, each, path, ++ownCount)
      judgeComponent(judging, each, component, path, ownCount === 1)
    } else if (each.name !== message.componentName) {
      // Components of this name and of another UID are another message.
      judgeCount(judging, scope, each, [each.name, count - 1], count)
      const nested = scope.nested.get(each.name)
      if (nested !== undefined) judgeComponent(judging, each, nested, [each.name, count - 1], false)
    }
  }
}

function isScheduled(of: Component): boolean {
  return componentNames.some((each) => each === of.name)
}

/** Index among the components of its name. */
function indexAmong(object: CalendarObject, of: Component): number {
  let index = 0
  for (const each of object.components) {
    if (each === of) return index
    if (each.name === of.name) index++
  }
  return index
}

/** Is this component one too many, or excluded? Said once, at the first such one. */
function judgeCount(
  judging: Judging,
  scope: Scope,
  component: Component,
  path: readonly (string | number)[],
  count: number,
): void {
  const presence = scope.rows.get(component.name)
  if (presence === undefined || count !== bounds[presence].most + 1) return
  const judged = { ...judging, component, properties: new Map() }
  const place = { judged, policy: judging.policy, scope, path }
  judging.violations.push(surplusComponent(place, component.name, count))
}

function judgeComponent(
  judging: Judging,
  component: Component,
  scope: Scope,
  path: readonly (string | number)[],
  isFirst: boolean,
): void {
  judgeProperties(judging, component, scope, path, isFirst)
  if (component.components.length === 0) return
  const counts = new Map<string, number>()
  for (const each of component.components) {
    if (judging.violations.length >= maxViolations) return
    const index = counts.get(each.name) ?? 0
    counts.set(each.name, index + 1)
    judgeCount(judging, scope, each, [...path, each.name, index], index + 1)
    const nested = scope.nested.get(each.name)
    if (nested !== undefined) {
      judgeComponent(judging, each, nested, [...path, each.name, index], false)
    }
  }
}

/** Found so far of one name: where the first and the second stand, and whether any two differ. */
type Tally = {
  readonly first: Property
  readonly firstAt: number
  count: number
  secondAt: number
  differ: boolean
}

function tally(component: Component): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  const { properties } = component
  for (let at = 0; at < properties.length; at++) {
    const each = properties[at]
    if (each === undefined) continue
    const held = tallies.get(each.name)
    if (held === undefined) {
      tallies.set(each.name, { first: each, firstAt: at, count: 1, secondAt: -1, differ: false })
    } else {
      if (++held.count === 2) held.secondAt = at
      if (each.value !== held.first.value) held.differ = true
    }
  }
  return tallies
}

function judgeProperties(
  judging: Judging,
  component: Component,
  scope: Scope,
  path: readonly (string | number)[],
  isFirst: boolean,
): void {
  const properties = tally(component)
  const judged: Judged = { ...judging, component, properties }
  const place = { judged, policy: judging.policy, scope, path }
  const faults: { at: number; violation: Violation }[] = []

  for (const row of scope.required) {
    // Without its scheduling component there is no message.
    if (properties.has(row) || row === judging.message.componentName) continue
    faults.push({ at: -1, violation: missing(place, row) })
  }
  for (const [row, found] of properties) {
    const presence = scope.rows.get(row)
    if (presence === undefined || found.count <= bounds[presence].most) continue
    const at = presence === '0' ? found.firstAt : found.secondAt
    faults.push({ at, violation: surplus(place, row, found) })
  }
  for (const rule of scope.rules) {
    if ((rule.once && !isFirst) || rule.holds(judged)) continue
    const at = offenderAt(judged, rule)
    faults.push({ at, violation: broken(place, rule, at) })
  }
  faults.sort((one, other) => one.at - other.at)
  for (const each of faults) judging.violations.push(each.violation)
}

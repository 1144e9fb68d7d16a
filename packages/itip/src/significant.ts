/** What differs between two versions, and what it means (RFC 5546 §2.1.4, RFC 6638 §3.2.8). */
import type { CalendarObject, Component, InstanceKey, Property } from '@parley/icalendar'
import { allProperties, instanceKey, timesOf } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { addressOf } from './address.ts'
import { isCancelled } from './carry-over.ts'
import type { Side } from './compare.ts'
import { propertyChanges } from './compare.ts'
import type { Context } from './context.ts'
import { movesTime } from './moved.ts'
import type { PartKey, Parts } from './parts.ts'
import { hasInstance, instanceAsComponent, instanceOf, partsOf } from './parts.ts'
import { significantProperties } from './tables/significant.ts'

/** What changed for one instance ('' = the series). */
export type InstanceChange = {
  readonly key: InstanceKey
  readonly kind: 'added' | 'changed' | 'cancelled' | 'removed' | 'restored'
  readonly properties: readonly PropertyChange[]
  /** The SEQUENCE of this component must rise (§2.1.4). */
  readonly raisesSequence: boolean
  /** Answers to this component start over: the time moved (6638 §3.2.8). */
  readonly resetsParticipation: boolean
  readonly attendeesAdded: readonly CalendarAddress[]
  readonly attendeesRemoved: readonly CalendarAddress[]
}

/** The properties of one name that differ: as they were, and as they are. */
export type PropertyChange = {
  readonly name: string
  readonly before: readonly Property[]
  readonly after: readonly Property[]
}

/**
 * What changed from one version of a calendar object to another, instance by instance; the series
 * first, then instances in the order of the versions.
 *
 * An instance that has a component of its own in one version only is compared with what the other
 * version's master component says of it. `added`: not there before. `removed`: there no more, by
 * EXDATE or with its component. `cancelled` and `restored`: STATUS became CANCELLED, or is no more.
 * What a calendar user keeps to himself (alarms, TRANSP, COLOR, private X-) is no change, nor are
 * DTSTAMP, LAST-MODIFIED, SEQUENCE, order, and other forms of the same value.
 *
 * Shapes: both hold one UID. Errors: none. Cost: linear in properties.
 *
 * @example
 * significantChanges(before, after, context).some((each) => each.resetsParticipation)
 */
export function significantChanges(
  before: CalendarObject | undefined,
  after: CalendarObject | undefined,
  context: Pick<Context, 'catalog' | 'floatingTzid'>,
): readonly InstanceChange[] {
  return changesBetween(partsOf(before, context), partsOf(after, context))
}

export function changesBetween(before: Parts, after: Parts): readonly InstanceChange[] {
  const changes: InstanceChange[] = []
  const add = (change: InstanceChange | undefined): void => {
    if (change !== undefined) changes.push(change)
  }
  add(changeOfMaster(before, after))
  for (const key of new Set([...before.overridden.keys(), ...after.overridden.keys()])) {
    add(changeOfInstance(key, before, after))
  }
  for (const key of excludedKeys(before, after)) {
    if (!before.overridden.has(key)) add(bare(key, 'removed'))
  }
  return changes
}

function changeOfMaster(before: Parts, after: Parts): InstanceChange | undefined {
  const { master: held } = before
  const { master: made } = after
  if (held === undefined) return made && bare('', 'added')
  if (made === undefined) return bare('', 'removed')
  return componentChange('', side(before, held), side(after, made))
}

function changeOfInstance(key: PartKey, before: Parts, after: Parts): InstanceChange | undefined {
  const held = before.overridden.get(key)
  const made = after.overridden.get(key)
  if (held !== undefined && made !== undefined) {
    return componentChange(key, side(before, held), side(after, made))
  }
  if (made !== undefined) {
    const was = hasInstance(before, key) ? instanceAsComponent(before, key) : undefined
    if (was === undefined) return bare(key, 'added')
    const change = componentChange(key, side(before, was), side(after, made))
    // Some calendar systems take an instance's own component only with a raised SEQUENCE.
    return change && { ...change, raisesSequence: true }
  }
  const becomes = instanceOf(after, key) && instanceAsComponent(after, key)
  if (held === undefined || becomes === undefined) return bare(key, 'removed')
  const change = componentChange(key, side(before, held), side(after, becomes))
  return { ...(change ?? bare(key, 'changed')), raisesSequence: true }
}

function side(parts: Parts, component: Component): Side {
  return { component, zones: parts.zones }
}

function componentChange(key: PartKey, before: Side, after: Side): InstanceChange | undefined {
  const properties = propertyChanges(before, after)
  if (properties.length === 0) return undefined
  const was = isCancelled(before.component)
  const is = isCancelled(after.component)
  const listed = properties.find((each) => each.name === 'ATTENDEE')
  const gone = new Set(listed?.before.map(addressOf))
  const come = new Set(listed?.after.map(addressOf))
  return {
    key,
    kind: was === is ? 'changed' : is ? 'cancelled' : 'restored',
    properties,
    raisesSequence: properties.some(({ name }) => significantProperties.has(name)),
    resetsParticipation:
      !is && changesTime(properties) && (was || moves(properties, before, after)),
    attendeesAdded: [...come].filter((each) => !gone.has(each)),
    attendeesRemoved: [...gone].filter((each) => !come.has(each)),
  }
}

const times: ReadonlySet<string> = new Set(
  [...significantProperties.keys()].filter((name) => name !== 'STATUS'),
)

function changesTime(properties: readonly PropertyChange[]): boolean {
  return properties.some(({ name }) => times.has(name))
}

function moves(properties: readonly PropertyChange[], before: Side, after: Side): boolean {
  const starts = properties.some(({ name }) => name === 'DTSTART')
  return starts || movesTime(before, after)
}

/** Instances that an EXDATE of the later version takes out of the earlier one. */
function excludedKeys(before: Parts, after: Parts): ReadonlySet<InstanceKey> {
  const keys = new Set<InstanceKey>()
  if (before.master === undefined || after.master === undefined) return keys
  const known = new Set(exdateKeys(before, before))
  for (const key of exdateKeys(after, before)) {
    if (!known.has(key) && hasInstance(before, key)) keys.add(key)
  }
  return keys
}

function exdateKeys(of: Parts, named: Parts): readonly InstanceKey[] {
  if (of.master === undefined) return []
  return allProperties(of.master, 'EXDATE').flatMap((each) =>
    timesOf(each).map((time) => instanceKey(named.set(), time)),
  )
}

function bare(key: PartKey, kind: InstanceChange['kind']): InstanceChange {
  return {
    key,
    kind,
    properties: [],
    raisesSequence: kind !== 'added',
    resetsParticipation: false,
    attendeesAdded: [],
    attendeesRemoved: [],
  }
}

/** Puts what the Organizer sent into an Attendee's copy. REQUEST and PUBLISH share it. */
import type { Component, InstanceKey, Property, Zones } from '@parley/icalendar'
import {
  carryOver,
  differsOnlyPersonally,
  isCancelled,
  offeredBy,
  withDefaultAlarms,
} from '../carry-over.ts'
import type { Context } from '../context.ts'
import type { Message } from '../message.ts'
import { atSameTime, movesTime } from '../moved.ts'
import type { PartKey, Parts } from '../parts.ts'
import {
  componentsOf,
  instanceAsComponent,
  instanceOf,
  isRangeKey,
  partsOf,
  putTogether,
  recurs,
  zonesFor,
} from '../parts.ts'
import type { Revision } from '../revision.ts'
import { obsoletes, revisionOf } from '../revision.ts'
import type { HeldState } from '../state.ts'
import type { Draft } from './cancelling.ts'
import { cancelInstances } from './cancelling.ts'
import { withInstances, withoutExclusions } from './including.ts'
import type { Incoming } from './order.ts'
import { outdates } from './order.ts'

type Installed = {
  readonly state: HeldState
  /** Keys of instances whose time is another than before. */
  readonly moved: readonly PartKey[]
}

/** Rows of the ledger while they are worked on. */
type Rows = {
  readonly revisions: Map<InstanceKey, Revision>
  readonly cancelled: Map<InstanceKey, Revision>
  readonly offered: Map<InstanceKey, readonly Property[]>
}

// Requirement: 5546/3.7.3/iana-tokens-saved
// Requirement: 5546/3.7.3/x-names-may-be-saved
// Requirement: 5546/2.1.5/later-applied
// Requirement: 5546/2.1.5/revision-kept
// Requirement: 5546/3.2.2/instance-request-adds-override
// Requirement: 5546/3.4.2/instance-request-adds-override
/**
 * Puts the components that are news into the copy. `carried` are all keys of the message: an
 * overridden component that came along is not dropped by the series that it came with.
 */
export function install(
  held: HeldState,
  parts: Parts,
  message: Message,
  given: { readonly carried: ReadonlySet<PartKey>; readonly news: readonly Incoming[] },
  context: Context,
): Installed {
  const zones = zonesFor(message.object, context)
  const { ledger } = held
  const rows: Rows = {
    revisions: new Map(ledger.revisions),
    cancelled: new Map(ledger.cancelled),
    offered: new Map(ledger.offered),
  }
  const overridden = new Map(parts.overridden)
  const moved: PartKey[] = []
  let master = parts.master
  const series = given.news.find((each) => each.key === '')
  if (series !== undefined) {
    dropOutdated(overridden, given.carried, series.revision, rows)
    moved.push(...rebuildPersonal(overridden, parts, series.component, zones, rows, context))
  }
  for (const { key, component, revision } of given.news) {
    const made = merge(held, parts, { key, received: component, zones }, context)
    if (made.hasMoved) moved.push(key)
    if (key === '') master = made.component
    else overridden.set(key, made.component)
    rows.revisions.set(key, revision)
    rows.offered.set(key, offeredBy(component))
    rows.cancelled.delete(key)
  }
  if (master !== undefined) {
    const keys = series === undefined ? given.news.map(({ key }) => key) : [...overridden.keys()]
    const standing = keys.filter((key) => series === undefined || !given.carried.has(key))
    master = withStanding(master, zones(), overridden, standing, rows.revisions)
  }
  const draft = withoutCancelled({ master, overridden }, parts, message, rows, context)
  const object = putTogether(held.object, componentsOf(draft), message.object, series !== undefined)
  return { state: { ...held, object, ledger: { ...ledger, ...rows } }, moved }
}

/**
 * The master component names the instances that stand beside it: one that an ADD brought, though a
 * series of an earlier revision comes late, and one that was left out before and is invited to.
 */
function withStanding(
  master: Component,
  zones: Zones,
  overridden: ReadonlyMap<PartKey, Component>,
  keys: readonly PartKey[],
  revisions: ReadonlyMap<InstanceKey, Revision>,
): Component {
  const series = revisions.get('') ?? revisionOf(master)
  const standing: Component[] = []
  const later: Component[] = []
  for (const key of keys) {
    const component = overridden.get(key)
    const row = revisions.get(key)
    if (component === undefined || row === undefined) continue
    if (isRangeKey(key) || isCancelled(component)) continue
    standing.push(component)
    if (obsoletes(row, series)) later.push(component)
  }
  if (standing.length === 0) return master
  return withInstances(withoutExclusions(master, zones, later), zones, standing)
}

function merge(
  held: HeldState,
  parts: Parts,
  given: { readonly key: PartKey; readonly received: Component; readonly zones: () => Zones },
  context: Context,
): { readonly component: Component; readonly hasMoved: boolean } {
  const { key, received, zones } = given
  const previous = key === '' ? parts.master : (parts.overridden.get(key) ?? fromSeries(parts, key))
  const offered = held.ledger.offered.get(key) ?? held.ledger.offered.get('')
  if (previous === undefined) {
    const isFirst = parts.object === undefined
    const { master } = parts
    const component = isFirst
      ? withDefaultAlarms(received, context.policy.defaultAlarms)
      : carryOver(master, received, context.self, { offered, moved: true })
    return { component, hasMoved: false }
  }
  const before = { component: previous, zones: parts.zones }
  const after = { component: received, zones }
  const hasMoved = key === '' ? movesTime(before, after) : !atSameTime(before, after)
  // What is taken up again after a cancellation asks anew.
  const moved = hasMoved || (isCancelled(previous) && !isCancelled(received))
  return { component: carryOver(previous, received, context.self, { offered, moved }), hasMoved }
}

/** The instance as the series gave it before it was overridden. */
function fromSeries(parts: Parts, key: PartKey): Component | undefined {
  return instanceOf(parts, key) === undefined ? undefined : instanceAsComponent(parts, key)
}

// Requirement: 5546/4.4.7/rescheduled-rule-drops-overrides
/**
 * RFC 5546 §4.4.7: a new series drops the overridden components that it does not carry and the
 * marks of instances cancelled before, where its revision is the later one.
 */
function dropOutdated(
  overridden: Map<PartKey, Component>,
  carried: ReadonlySet<PartKey>,
  series: Revision,
  { revisions, cancelled, offered }: Rows,
): void {
  for (const [key, row] of [...revisions]) {
    if (key === '' || carried.has(key) || !outdates(series, row)) continue
    overridden.delete(key)
    revisions.delete(key)
    offered.delete(key)
  }
  for (const [key, mark] of [...cancelled]) {
    if (key === '' || outdates(series, mark)) cancelled.delete(key)
  }
}

/**
 * Overridden components that the Attendee made himself by answering one instance say what the new
 * series says, with his answer where the instance stands at the time at which it stood.
 */
function rebuildPersonal(
  overridden: Map<PartKey, Component>,
  parts: Parts,
  series: Component,
  zones: () => Zones,
  { revisions }: Rows,
  context: Context,
): readonly PartKey[] {
  const moved: PartKey[] = []
  const own = [...overridden].filter(([key]) => !revisions.has(key) && !isRangeKey(key))
  if (own.length === 0 || parts.master === undefined) return moved
  // What he took out of his copy himself is compared with what the series would have there.
  const whole = withoutExclusions(
    parts.master,
    parts.zones(),
    own.map(([, each]) => each),
  )
  const old = alone(parts, whole, context)
  const renewed = alone(parts, series, context)
  for (const [key, component] of own) {
    const before = instanceAsComponent(old, key)
    if (before === undefined) continue
    if (!differsOnlyPersonally(component, before, context.self)) continue
    overridden.delete(key)
    const after = recurs(series) ? fromSeries(renewed, key) : undefined
    if (after === undefined) continue
    if (!atSameTime({ component, zones: parts.zones }, { component: after, zones })) moved.push(key)
    else overridden.set(key, carryOver(component, after, context.self))
  }
  return moved
}

/** A master component by itself, with the zones that the copy defines. */
function alone(parts: Parts, master: Component, context: Context): Parts {
  const others = parts.object?.components.filter((each) => each.name === 'VTIMEZONE') ?? []
  return partsOf({ ...(parts.object ?? master), components: [...others, master] }, context)
}

/** Instances that stay cancelled although the new master component names them. */
function withoutCancelled(
  draft: Draft,
  parts: Parts,
  message: Message,
  { cancelled }: Rows,
  context: Context,
): Draft {
  const marks = [...cancelled].filter(([key]) => key !== '')
  if (draft.master === undefined || marks.length === 0) return draft
  const holder = partsOf(parts.object ?? message.object, context)
  const series = alone(holder, draft.master, context)
  const made = cancelInstances(draft, series, marks, context)
  if (!recurs(draft.master)) return made
  // A cancelled instance that the series leaves out needs no component that says so.
  const overridden = new Map(made.overridden)
  for (const [key] of marks) {
    const isNamed = isRangeKey(key) || instanceOf(series, key) !== undefined
    if (!isNamed) overridden.delete(key)
  }
  return { ...made, overridden }
}

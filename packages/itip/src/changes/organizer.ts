/** The transition when the Organizer's version changes (RFC 6638 §3.2.1). */
import type { CalendarObject } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { isCancelled } from '../carry-over.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { forMeeting, keepingGuestList } from '../guest-list.ts'
import { withLedger } from '../ledger.ts'
import type { ComponentName } from '../message.ts'
import { explanationOf, sectionOf } from '../outcome.ts'
import type { PartKey, Parts } from '../parts.ts'
import { componentsOf, governing, hasInstance, partsOf } from '../parts.ts'
import { revisionOf } from '../revision.ts'
import { isSameComponent } from '../same.ts'
import { changesBetween } from '../significant.ts'
import type { HeldState } from '../state.ts'
import { significantProperties } from '../tables/significant.ts'
import type { Transition } from '../transition.ts'
import { groupsOf, partsInOrder } from './attendance.ts'
import { lettersOf } from './letters.ts'
import type { Plan } from './organizer-plan.ts'
import { comparisonOf, planOf } from './organizer-plan.ts'
import type { Version } from './organizer-version.ts'
import { nextSequence, raisedSequence, settled, settledObject } from './organizer-version.ts'

type OrganizerOptions = {
  readonly comment?: string | undefined
  readonly resend?: readonly CalendarAddress[] | undefined
  readonly silent?: boolean | undefined
  /** Components whose SEQUENCE rises whatever changed in them. */
  readonly raise?: readonly PartKey[]
  /** What the new version says of answers stands, though no answer is known yet. */
  readonly keepAnswers?: boolean
  /** The new version names another Organizer, who is told like everybody. */
  readonly handsOver?: boolean
  /** Why the version changed, where it was not a plain save. */
  readonly reasons?: readonly Reason[]
}

/**
 * The Organizer holds one version and wants another; undefined: none. What each Attendee is told
 * follows from the difference.
 */
export function organizerTransition(
  held: HeldState,
  wish: CalendarObject | undefined,
  usual: Context,
  options: OrganizerOptions = {},
): Transition {
  const object = wish && keepingGuestList(held.object, wish)
  const context = forMeeting(object ?? held.object, usual)
  const before = partsOf(held.object, context)
  const wanted = partsOf(object, context)
  const name = componentNameOf(wanted) ?? componentNameOf(before) ?? 'VEVENT'
  const changes = changesBetween(before, wanted)
  const silent = options.silent === true
  const plans =
    silent || !schedules(name) ? [] : plansOf(name, { before, wanted, changes, context, options })
  const given = [...(options.raise ?? []), ...fallenBehind(held, before, wanted, changes)]
  const raised = raisedParts(wanted, changes, plans, given)
  const sequence = raisedSequence(held, before, wanted, raised)
  const version = {
    held,
    before,
    after: wanted,
    changes,
    raised,
    outlasting: outlastingParts(plans),
    sequence,
    silent: silent || options.keepAnswers === true,
  }
  const { components, reasons } = settled(version, context)
  const stored = object && settledObject(object, components)
  const after = partsOf(stored, context)
  const sending = {
    uid: held.uid,
    name,
    before,
    after,
    changes,
    sequence,
    comment: options.comment,
    context,
  }
  const effects = lettersOf(plans, sending)
  const explanation = explanationOf(
    [
      ...(options.reasons ?? []),
      ...raiseReasons(version),
      ...plans.flatMap((plan) => plan.reasons),
      ...reasons,
      ...closing(name, plans, options),
    ],
    because('5546/2.1.4/nothing-changed'),
  )
  const state = stateAfter(held, { stored, after, plans, version, context })
  return { state, effects, explanation }
}

function componentNameOf(parts: Parts): ComponentName | undefined {
  const name = componentsOf(parts)[0]?.name
  return name === 'VEVENT' || name === 'VTODO' || name === 'VJOURNAL' || name === 'VFREEBUSY'
    ? name
    : undefined
}

/** Only VEVENT and VTODO know REQUEST with Attendees (RFC 5546 §3.3, §3.5). */
function schedules(name: ComponentName): boolean {
  return name === 'VEVENT' || name === 'VTODO'
}

type Planning = {
  readonly before: Parts
  readonly wanted: Parts
  readonly changes: ReturnType<typeof changesBetween>
  readonly context: Context
  readonly options: OrganizerOptions
}

function plansOf(name: ComponentName, planning: Planning): readonly Plan[] {
  const { before, wanted, changes, context, options } = planning
  const resend = new Set(options.resend)
  const { handsOver = false } = options
  const groups = groupsOf(before, wanted, changes, { self: context.self, resend, handsOver })
  const comparison = comparisonOf(name, before, wanted, changes)
  return groups.map((group) => planOf(group, comparison))
}

// Requirement: 5546/2.1.4/publish-request-follow-changes
/** Components whose SEQUENCE rises: a significant change, or someone is told that it is off. */
function raisedParts(
  after: Parts,
  changes: Planning['changes'],
  plans: readonly Plan[],
  given: readonly PartKey[] = [],
): ReadonlySet<PartKey> {
  const raised = new Set<PartKey>(given)
  for (const { key, raisesSequence, kind } of changes) {
    if (!raisesSequence) continue
    raised.add(key)
    // Without a component of its own the instance is the master's.
    if (kind === 'changed' && !after.overridden.has(key)) raised.add('')
  }
  for (const { cancel } of plans) for (const key of cancel.keys()) raised.add(key)
  return raised
}

/**
 * Instances that somebody comes to who may have been told under a higher SEQUENCE, say of the
 * series, that all is off for him.
 */
function fallenBehind(
  held: HeldState,
  before: Parts,
  after: Parts,
  changes: Planning['changes'],
): readonly PartKey[] {
  if (before.object === undefined) return []
  const latest = nextSequence(held, before) - 1
  return changes.flatMap(({ key, attendeesAdded }) => {
    const own = attendeesAdded.length === 0 ? undefined : after.overridden.get(key)
    return own !== undefined && revisionOf(own).sequence < latest ? [key] : []
  })
}

/** Instances that somebody goes on attending who is taken off the series. */
function outlastingParts(plans: readonly Plan[]): ReadonlySet<PartKey> {
  const outlasting = new Set<PartKey>()
  for (const { cancel, request } of plans) {
    if (cancel.has('')) for (const key of request) outlasting.add(key)
  }
  return outlasting
}

function raiseReasons({ changes, sequence, before }: Version): readonly Reason[] {
  if (before.object === undefined) return []
  const names = new Set<string>()
  for (const { raisesSequence, properties } of changes) {
    if (raisesSequence) for (const { name } of properties) names.add(name)
  }
  const reasons: Reason[] = []
  for (const [name, requirement] of significantProperties) {
    if (names.has(name)) reasons.push(because(requirement, { sequence }))
  }
  return reasons
}

/** What is to be said where there is nobody to tell. */
function closing(
  name: ComponentName,
  plans: readonly Plan[],
  options: OrganizerOptions,
): readonly Reason[] {
  if (options.silent === true) return [because('6638/3.2/silent-change-sends-nothing')]
  if (!schedules(name)) return [because('5546/3/component-supports-method', { component: name })]
  if (plans.length > 0) return []
  return [because(`5546/${sectionOf('request', name)}/no-attendees-nothing-sent`)]
}

type After = {
  readonly stored: CalendarObject | undefined
  readonly after: Parts
  readonly plans: readonly Plan[]
  readonly version: Version
  readonly context: Context
}

function stateAfter(held: HeldState, { stored, after, plans, version, context }: After): HeldState {
  const same =
    stored === held.object ||
    (stored !== undefined && held.object !== undefined && isSameComponent(stored, held.object))
  if (same && plans.every(({ request, cancel }) => request.length === 0 && cancel.size === 0)) {
    return held
  }
  return withLedger(
    same ? held : { ...held, object: stored },
    ledgerAfter(held, after, version, context),
  )
}

function ledgerAfter(
  held: HeldState,
  after: Parts,
  { changes, sequence }: Version,
  context: Context,
): Partial<HeldState['ledger']> {
  const revisions = new Map(held.ledger.revisions)
  const cancelled = new Map(held.ledger.cancelled)
  const answersFrom = new Map(held.ledger.answersFrom)
  const now = { sequence, dtstampSeconds: context.nowSeconds }
  for (const [key, each] of partsInOrder(after)) revisions.set(key, revisionOf(each))
  for (const { key, kind, resetsParticipation } of changes) {
    if (kind === 'cancelled' || kind === 'removed') cancelled.set(key, now)
    const component = key === '' ? after.master : after.overridden.get(key)
    if (resetsParticipation && component !== undefined) {
      answersFrom.set(key, revisionOf(component).sequence)
    }
  }
  for (const key of cancelled.keys()) if (takesPlace(after, key)) cancelled.delete(key)
  return { revisions, cancelled, answersFrom }
}

function takesPlace(parts: Parts, key: PartKey): boolean {
  if (!hasInstance(parts, key)) return false
  const component = governing(parts, key)
  return component !== undefined && !isCancelled(component)
}

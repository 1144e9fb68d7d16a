/** What the Organizer's change means for each group of Attendees (RFC 6638 §3.2.1, RFC 5546 §3.2.2). */
import { isCancelled } from '../carry-over.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import type { ComponentName } from '../message.ts'
import { cancelSection, sectionOf } from '../outcome.ts'
import type { PartKey, Parts } from '../parts.ts'
import { hasInstance } from '../parts.ts'
import type { InstanceChange } from '../significant.ts'
import type { Group } from './attendance.ts'

/** Why an instance is withdrawn: it does not take place, or goes on without the recipient. */
export type Withdrawal = 'cancelled' | 'uninvited'

export type Plan = {
  readonly group: Group
  /** To be sent as REQUEST; '' is everything that they attend. */
  readonly request: readonly PartKey[]
  readonly cancel: ReadonlyMap<PartKey, Withdrawal>
  /** They are told of it for the first time. */
  readonly isNew: boolean
  readonly reasons: readonly Reason[]
}

type Comparison = {
  readonly name: ComponentName
  readonly before: Parts
  readonly after: Parts
  readonly changes: readonly InstanceChange[]
  /** Keys in the recurrence set of either version that have no component of their own there. */
  readonly byMaster: { readonly before: ReadonlySet<PartKey>; readonly after: ReadonlySet<PartKey> }
}

export function comparisonOf(
  name: ComponentName,
  before: Parts,
  after: Parts,
  changes: readonly InstanceChange[],
): Comparison {
  const keys = changes.map(({ key }) => key).filter((key) => key !== '')
  const byMaster = (parts: Parts): ReadonlySet<PartKey> =>
    new Set(keys.filter((key) => !parts.overridden.has(key) && hasInstance(parts, key)))
  return {
    name,
    before,
    after,
    changes,
    byMaster: { before: byMaster(before), after: byMaster(after) },
  }
}

export function planOf(group: Group, comparison: Comparison): Plan {
  const was = group.agentBefore === 'SERVER' ? live(group.before, comparison.before) : none
  const is = group.agentAfter === 'SERVER' ? live(group.after, comparison.after) : none
  if (was.size === 0 && is.size === 0) return nothing(group, silence(group, comparison))
  if (was.size === 0) return invitation(group, comparison)
  if (is.size === 0) return withdrawal(group, comparison, was)
  const { request, cancel } = difference(group, comparison, was, is)
  if (request.size === 0 && cancel.size === 0) {
    return nothing(group, unconcerned(group, comparison))
  }
  const reasons = [
    ...(cancel.size === 0 ? [] : [cancelReason(group, comparison, cancel)]),
    ...(request.size === 0 ? [] : [requestReason(group, comparison, request)]),
  ]
  return { group, request: [...request], cancel, isNew: false, reasons }
}

const none: ReadonlySet<PartKey> = new Set()

function live(keys: ReadonlySet<PartKey>, parts: Parts): ReadonlySet<PartKey> {
  const kept = new Set<PartKey>()
  for (const key of keys) {
    const each = key === '' ? parts.master : parts.overridden.get(key)
    if (each !== undefined && !isCancelled(each)) kept.add(key)
  }
  return kept
}

function nothing(group: Group, reason: Reason): Plan {
  return { group, request: [], cancel: new Map(), isNew: false, reasons: [reason] }
}

function invitation(group: Group, { name, before }: Comparison): Plan {
  const section = sectionOf('request', name)
  const isFirst = before.object === undefined
  const handedOver = group.before.size > 0 && group.agentBefore !== 'SERVER'
  const requirement = handedOver
    ? group.agentBefore === 'CLIENT'
      ? '6638/3.2.1.2/client-to-server-request'
      : '6638/3.2.1.2/none-to-server-request'
    : (`5546/${section}/${isFirst ? 'attendees-invited' : 'added-attendee-invited'}` as const)
  const reasons = [because(requirement, { addresses: group.addresses })]
  return { group, request: [''], cancel: new Map(), isNew: true, reasons }
}

/** They attended, and now attend nothing, or their client tells them itself from now on. */
function withdrawal(group: Group, comparison: Comparison, was: ReadonlySet<PartKey>): Plan {
  const keys = was.has('') ? [''] : [...was]
  const cancel = new Map(keys.map((key) => [key, withdrawalOf(key, comparison)] as const))
  const reason =
    group.after.size > 0 && group.agentAfter !== 'SERVER'
      ? because(
          group.agentAfter === 'CLIENT'
            ? '6638/3.2.1.2/server-to-client-cancel'
            : '6638/3.2.1.2/server-to-none-cancel',
          { addresses: group.addresses },
        )
      : cancelReason(group, comparison, cancel)
  return { group, request: [], cancel, isNew: false, reasons: [reason] }
}

function withdrawalOf(key: PartKey, { after, byMaster }: Comparison): Withdrawal {
  const component = key === '' ? after.master : after.overridden.get(key)
  if (component !== undefined) return isCancelled(component) ? 'cancelled' : 'uninvited'
  const goesOn = byMaster.after.has(key) && after.master && !isCancelled(after.master)
  return goesOn ? 'uninvited' : 'cancelled'
}

function difference(
  group: Group,
  comparison: Comparison,
  was: ReadonlySet<PartKey>,
  is: ReadonlySet<PartKey>,
): { request: Set<PartKey>; cancel: Map<PartKey, Withdrawal> } {
  const { changes, after, byMaster } = comparison
  const request = new Set<PartKey>()
  const cancel = new Map<PartKey, Withdrawal>()
  if (was.has('') && !is.has('')) {
    // Out of the series, but still in some instances.
    return { request: new Set(is), cancel: cancel.set('', withdrawalOf('', comparison)) }
  }
  const series = changes.find(({ key }) => key === '')
  const isReverted = ({ key, kind }: InstanceChange): boolean =>
    kind === 'changed' && key !== '' && !after.overridden.has(key)
  const wholeAnew =
    is.has('') &&
    (!was.has('') ||
      group.forced ||
      (series !== undefined && concerns(series, group)) ||
      changes.some(isReverted))
  for (const change of changes) {
    const { key } = change
    if (key === '') continue
    const wasIn = was.has(key) || (byMaster.before.has(key) && was.has(''))
    const isIn = is.has(key) || (byMaster.after.has(key) && is.has(''))
    if (isIn && (!wasIn || concerns(change, group))) request.add(key)
    if (wasIn && !isIn) cancel.set(key, withdrawalOf(key, comparison))
  }
  if (group.forced && !is.has('')) for (const key of is) request.add(key)
  if (!wholeAnew) return { request, cancel }
  // A raised SEQUENCE on the whole says of its instances all that there is to say.
  if (series?.raisesSequence === true || changes.some(isReverted)) cancel.clear()
  return { request: new Set(['']), cancel }
}

// Requirement: 5546/3.7.1/organizer-changes-instance
// Requirement: 5546/3.7.1/organizer-changes-past
/** Is the change news to members of the group who attend the component before and after? */
function concerns(change: InstanceChange, group: Group): boolean {
  if (group.altered.has(change.key)) return true
  if (group.leftOut.has(change.key) && change.kind === 'changed') return false
  return change.properties.some(({ name }) => {
    if (name === 'ATTENDEE') return false
    return name !== 'EXDATE' || change.resetsParticipation
  })
}

// Requirement: 6638/7.1/agent-client-silences-server
// Requirement: 6638/7.1/agent-none-silences-all
function silence(group: Group, { before, after }: Comparison): Reason {
  const facts = { addresses: group.addresses }
  if (group.agentAfter === 'SERVER' && group.agentBefore === 'SERVER') {
    return because('5546/2.1.4/nothing-changed', facts)
  }
  if (before.object === undefined) {
    return group.agentAfter === 'CLIENT'
      ? because('6638/3.2.1.1/client-agent-nothing-sent', facts)
      : because('6638/3.2.1.1/none-agent-nothing-sent', facts)
  }
  if (after.object === undefined) {
    return group.agentBefore === 'CLIENT'
      ? because('6638/3.2.1.3/client-agent-nothing-sent', facts)
      : because('6638/3.2.1.3/none-agent-nothing-sent', facts)
  }
  if (group.after.size === 0) {
    return because('6638/3.2.1.2/client-or-none-removed-nothing-sent', facts)
  }
  return group.before.size === 0
    ? because('6638/3.2.1.2/attendee-added-client-or-none', facts)
    : because('6638/3.2.1.2/client-or-none-nothing-sent', facts)
}

function unconcerned(group: Group, { name, changes }: Comparison): Reason {
  const facts = { addresses: group.addresses }
  const section = sectionOf('request', name)
  if (changes.length === 0) return because(`5546/${section}/personal-change-not-sent`, facts)
  if (group.leftOut.size > 0) return because('5546/4.2.5/delegator-rsvp-false-left-out', facts)
  const onlyLists = changes.every(({ properties }) =>
    properties.every((each) => each.name === 'ATTENDEE'),
  )
  if (onlyLists) return because('5546/4.2.10/remaining-may-be-told', facts)
  return because(`5546/${section}/only-attended-instances-sent`, facts)
}

// Requirement: 6638/3.2.1.2/attendee-removed-cancel
// Requirement: 6638/3.2.1.3/server-agent-cancel
function cancelReason(
  group: Group,
  { name }: Comparison,
  cancel: ReadonlyMap<PartKey, Withdrawal>,
): Reason {
  const keys = [...cancel.keys()]
  const facts = { addresses: group.addresses, keys }
  const section = cancelSection(name)
  if (section === '3.5.3') return because('5546/3.5.3/organizer-cancels', facts)
  if ([...cancel.values()].includes('cancelled')) {
    return because(`5546/${section}/each-affected-attendee`, facts)
  }
  return keys.includes('')
    ? because(`5546/${section}/removed-attendee-cancelled`, facts)
    : because(`5546/${section}/removed-from-instance-cancelled`, facts)
}

// Requirement: 6638/3.2.1.1/server-agent-request
// Requirement: 6638/3.2.1.2/attendee-added-request
// Requirement: 6638/3.2.1.2/attendee-kept-request
// Requirement: 6638/7.1/agent-server-sends
// Requirement: 5546/3.2.2.2/unsolicited-update-allowed
// Requirement: 5546/3.4.2.2/unsolicited-update-allowed
function requestReason(
  group: Group,
  { name, changes }: Comparison,
  request: ReadonlySet<PartKey>,
): Reason {
  const facts = { addresses: group.addresses, keys: [...request] }
  const told = changes.filter(({ key }) => request.has('') || request.has(key))
  const isReschedule = told.some((each) => each.resetsParticipation)
  if (isReschedule) return because(`5546/${sectionOf('reschedule', name)}/reschedule-sent`, facts)
  if (group.forced) return because('6638/3.2.7/force-send-overrides-silence', facts)
  return because(`5546/${sectionOf('update', name)}/update-sent`, facts)
}

/** The Organizer ends a series and goes on with another from one instance on. */
import type { CalendarObject, Component, InstanceKey } from '@parley/icalendar'
import {
  allProperties,
  countInstances,
  firstProperty,
  formatRule,
  instanceKey,
  parameter,
  parseRule,
  property,
  recurrenceSet,
  timesOf,
  timesProperty,
  withoutProperties,
  withProperties,
  withProperty,
} from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { attendeesByAddress, partStatOf, withNeedsAction } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { keepingGuestList } from '../guest-list.ts'
import { withLedger } from '../ledger.ts'
import { movesTime } from '../moved.ts'
import type { Parts } from '../parts.ts'
import {
  componentsOf,
  instanceAsComponent,
  instanceOf,
  instanceOfKey,
  partsOf,
  putTogether,
} from '../parts.ts'
import { isSchedulingComponent } from '../read.ts'
import { roleOf } from '../role.ts'
import type { HeldState } from '../state.ts'
import { nothingHeld } from '../state.ts'
import type { Transition } from '../transition.ts'
import { withSequence } from '../write.ts'
import { isOrganizerAsAttendee } from './attendance.ts'
import { cutBefore } from './cut.ts'
import { stay } from './decision.ts'
import { organizerTransition } from './organizer.ts'

type SplitChange = Extract<Change, { readonly kind: 'split' }>

/**
 * UNTIL on the old series, the rest under a new UID that is RELATED-TO it; answers stay where the
 * time stays. The state of the new UID comes back in `created`.
 */
export function split(held: HeldState, change: SplitChange, context: Context): Transition {
  const parts = partsOf(held.object, context)
  const { master } = parts
  if (
    held.object === undefined ||
    master === undefined ||
    roleOf(held, context.self) !== 'organizer'
  ) {
    return stay(held, because('5546/2.1/organizer-holds-master'))
  }
  const at = instanceOf(parts, change.at)
  const first = firstProperty(master, 'DTSTART')
  const isFirst = first && instanceKey(parts.set(), first) === change.at
  const isInSeries = at !== undefined && masterInstance(parts, change.at) !== undefined
  if (!isInSeries || isFirst === true || change.newUid === held.uid) {
    return stay(held, because('5546/3.2.5/unknown-instance', { keys: [change.at] }))
  }
  const cut = cutBefore(parts, held.object, change.at)
  const later = restFrom(parts, cut, change, context)
  const wanted =
    change.object === undefined ? later : withAnswersOf(later, change.object, change, context)
  const reason = because('5546/3.7.1/organizer-changes-future', {
    at: change.at,
    newUid: change.newUid,
  })
  const rest = keepingGuestList(held.object, wanted)
  const old = organizerTransition(held, cut, context, { reasons: [reason] })
  const { delegates } = held.ledger
  const fresh = withLedger(nothingHeld(change.newUid), { delegates })
  const made = organizerTransition(fresh, rest, context, { keepAnswers: true })
  return {
    state: old.state,
    created: [made.state],
    effects: [...old.effects, ...made.effects],
    explanation: [...old.explanation, ...made.explanation],
  }
}

/** The instance and all after it, as a series of its own. */
function restFrom(
  parts: Parts,
  cut: CalendarObject,
  { at, newUid }: SplitChange,
  context: Context,
): CalendarObject {
  const { master, object } = parts
  const plain = masterInstance(parts, at)
  if (master === undefined || plain === undefined) return cut
  const related = property('RELATED-TO', firstProperty(master, 'UID')?.value ?? '', [
    parameter('RELTYPE', 'SIBLING'),
  ])
  const rule = ruleOfRest(master, partsOf(cut, context))
  const dates = ['RDATE', 'EXDATE'].flatMap((name) => laterDates(master, name, parts, at))
  const series = {
    ...plain,
    properties: [
      ...withoutProperties(plain, 'RECURRENCE-ID').properties,
      ...(rule === undefined ? [] : [property('RRULE', rule)]),
      ...dates,
      related,
    ],
  }
  const later = [...parts.overridden].filter(([key]) => instanceOfKey(key) >= at)
  const components = [series, ...later.map(([, each]) => each)].map((each) =>
    withSequence(withProperty(each, property('UID', newUid)), 0),
  )
  return putTogether(object, components)
}

/** The instance as the master has it, even where it has a component of its own. */
function masterInstance(parts: Parts, at: InstanceKey): Component | undefined {
  if (!parts.overridden.has(at) || parts.master === undefined) return instanceAsComponent(parts, at)
  const bare: Parts = {
    ...parts,
    overridden: new Map(),
    set: () => recurrenceSet(parts.master === undefined ? [] : [parts.master], parts.zones()),
  }
  return instanceAsComponent(bare, at)
}

function ruleOfRest(master: Component, cut: Parts): string | undefined {
  const held = firstProperty(master, 'RRULE')
  const rule = held && parseRule(held.value)
  if (rule === undefined || cut.master === undefined) return held?.value
  if (rule.count === undefined) return formatRule(rule)
  const bare = withoutProperties(cut.master, 'RDATE', 'EXDATE')
  const before = countInstances(recurrenceSet([bare], cut.zones()), rule.count)
  return formatRule({ ...rule, count: Math.max(rule.count - before, 1) })
}

function laterDates(
  master: Component,
  name: string,
  parts: Parts,
  at: InstanceKey,
): readonly ReturnType<typeof property>[] {
  return allProperties(master, name).flatMap((each) => {
    // The instance itself is the DTSTART of the rest.
    const later = timesOf(each).filter((time) => instanceKey(parts.set(), time) > at)
    return later.length === 0 ? [] : [timesProperty(name, later)]
  })
}

/** The client's version of the rest; answers carry over where the time is what it was. */
function withAnswersOf(
  rest: CalendarObject,
  wanted: CalendarObject,
  { newUid }: SplitChange,
  context: Context,
): CalendarObject {
  const before = partsOf(rest, context)
  const after = partsOf(wanted, context)
  const answered = new Map<Component, Component>()
  for (const each of componentsOf(after)) {
    const key = [...after.overridden].find(([, one]) => one === each)?.[0]
    const was = key === undefined ? before.master : (before.overridden.get(key) ?? before.master)
    const moved =
      was === undefined ||
      movesTime({ component: was, zones: before.zones }, { component: each, zones: after.zones })
    answered.set(
      each,
      withProperty(withAnswers(each, was, moved, context), property('UID', newUid)),
    )
  }
  const components = wanted.components.map((each) =>
    isSchedulingComponent(each) ? (answered.get(each) ?? each) : each,
  )
  return { ...wanted, components }
}

function withAnswers(
  of: Component,
  was: Component | undefined,
  moved: boolean,
  { self }: Context,
): Component {
  const held = was === undefined ? new Map() : attendeesByAddress(was)
  const made = allProperties(of, 'ATTENDEE').map((each) => {
    if (isOrganizerAsAttendee(each, self, undefined)) return each
    const answer = held.get(addressOf(each))
    if (answer === undefined || moved) {
      return partStatOf(each) === 'NEEDS-ACTION' ? each : withNeedsAction(each)
    }
    return answer
  })
  return withProperties(of, 'ATTENDEE', made)
}

/** The Organizer adds an instance by ADD (RFC 5546 §3.2.4). */
import type { Component, Property, Time } from '@parley/icalendar'
import {
  allProperties,
  firstProperty,
  instanceKey,
  timeAt,
  timeOf,
  timeProperty,
  utcSeconds,
  withoutProperties,
  withProperties,
  withProperty,
} from '@parley/icalendar'
import { attendeesByAddress, organizerOf, withNeedsAction } from '../attendee.ts'
import type { Change } from '../change.ts'
import type { Context } from '../context.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import type { ComponentName } from '../message.ts'
import { withInstances, withoutExclusions } from '../methods/including.ts'
import { addSection } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, hasInstance, partsOf, putTogether } from '../parts.ts'
import { roleOf } from '../role.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'
import { sharedComponent } from '../view.ts'
import { complete, stamped } from '../write.ts'
import { groupsOf, isOrganizerAsAttendee } from './attendance.ts'
import { become, stay } from './decision.ts'
import type { Sending } from './letters.ts'
import { sendEach, withOrganizer } from './letters.ts'
import { nextSequence } from './organizer-version.ts'

type AddChange = Extract<Change, { readonly kind: 'add' }>

export function add(held: HeldState, change: AddChange, context: Context): Transition {
  const before = partsOf(held.object, context)
  const { master } = before
  const name = (master?.name ?? change.component.name) as ComponentName
  const section = addSection(name)
  const start = firstProperty(change.component, 'DTSTART')
  const time = start && timeOf(start)
  if (master === undefined || roleOf(held, context.self) !== 'organizer') {
    return stay(held, because('5546/1.4/organizer-methods', { method: 'ADD' }))
  }
  if (time === undefined || change.component.name !== name) {
    return stay(held, because(`5546/${section}/presence`, { property: 'DTSTART' }))
  }
  const key = instanceKey(before.set(), time)
  if (hasInstance(before, key) || key === startKey(before, master)) {
    const id =
      section === '3.5.2'
        ? '5546/3.5.2/added-as-rdate'
        : (`5546/${section}/instance-already-held` as const)
    return stay(held, because(id, { key }))
  }
  const sequence = nextSequence(held, before)
  const { nowSeconds } = context
  const instance = instanceOf(change.component, { master, time, before, context, sequence })
  const series = stamped(including(master, before, instance), { nowSeconds, sequence })
  const overridden = new Map(before.overridden).set(key, instance)
  const object = putTogether(held.object, componentsOf({ master: series, overridden }))
  const after = partsOf(object, context)
  const sending = {
    uid: held.uid,
    name,
    before,
    after,
    changes: [],
    sequence,
    comment: undefined,
    context,
  }
  const revision = { sequence, dtstampSeconds: nowSeconds }
  const revisions = new Map(held.ledger.revisions).set('', revision).set(key, revision)
  const effects = lettersFor(instance, key, sending)
  const reason = because(
    section === '3.5.2'
      ? '5546/3.5.2/organizer-adds-instances'
      : `5546/${section}/organizer-adds-instances`,
    { key, sequence },
  )
  return become(
    { ...withLedger(held, { revisions }), object },
    effects,
    reason,
    because('5546/2.1.4/add-raises-sequence', { sequence }),
  )
}

function startKey({ set }: Parts, master: Component): string | undefined {
  const start = firstProperty(master, 'DTSTART')
  const time = start && timeOf(start)
  return time && instanceKey(set(), time)
}

function including(master: Component, { zones }: Parts, instance: Component): Component {
  return withInstances(withoutExclusions(master, zones(), [instance]), zones(), [instance])
}

type Making = {
  readonly master: Component
  readonly time: Time
  readonly before: Parts
  readonly context: Context
  readonly sequence: number
}

// Requirement: 5546/3.2.4/uid-of-original
// Requirement: 5546/3.4.4/uid-of-original
// Requirement: 5546/3.4.4/sequence-raised
/** The instance's own component: named after its start, with the guests of the series by default. */
function instanceOf(given: Component, making: Making): Component {
  const { master, time, before, context, sequence } = making
  const start = firstProperty(master, 'DTSTART')
  const like = (start && timeOf(start)) ?? time
  const named =
    like.kind === time.kind ? timeAt(utcSeconds(time, before.zones()), like, before.zones()) : time
  const bare = withoutProperties(given, 'RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'REQUEST-STATUS')
  const uid = allProperties(master, 'UID')
  const guests = allProperties(given, 'ATTENDEE')
  const listed = withProperties(
    withProperty(withProperties(bare, 'UID', uid), timeProperty('RECURRENCE-ID', named)),
    'ATTENDEE',
    askedAnew(guests.length > 0 ? guests : allProperties(master, 'ATTENDEE'), master, context),
  )
  const organizer = allProperties(master, 'ORGANIZER')
  return stamped(withProperties(listed, 'ORGANIZER', organizer), {
    nowSeconds: context.nowSeconds,
    sequence,
  })
}

function askedAnew(
  guests: readonly Property[],
  master: Component,
  { self }: Context,
): readonly Property[] {
  const organizer = organizerOf(master)
  return guests.map((each) =>
    isOrganizerAsAttendee(each, self, organizer) ? each : withNeedsAction(each),
  )
}

/** ADD to those who have the series, REQUEST to those who have not. */
function lettersFor(
  instance: Component,
  key: string,
  sending: Sending,
): readonly ReturnType<typeof sendEach>[number][] {
  const { before, after, name, context } = sending
  const shared = complete(withOrganizer(sharedComponent(instance), after, context))
  if (name === 'VJOURNAL') return []
  const known = before.master === undefined ? new Map() : attendeesByAddress(before.master)
  const groups = groupsOf(before, after, [], { self: context.self })
  const invited = groups
    .filter((each) => each.after.has(key) && each.agentAfter === 'SERVER')
    .flatMap((each) => each.addresses)
  const having = invited.filter((each) => known.has(each))
  const others = invited.filter((each) => !known.has(each))
  const added = withoutProperties(shared, 'RECURRENCE-ID')
  const addressed = (addresses: typeof invited): Parameters<typeof sendEach>[3] => ({
    addresses,
    changes: [],
    sending,
  })
  return [
    ...(having.length === 0 ? [] : sendEach('ADD', [key], [added], addressed(having))),
    ...(others.length === 0 ? [] : sendEach('REQUEST', [key], [shared], addressed(others))),
  ]
}

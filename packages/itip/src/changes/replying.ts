/** The REPLY of one Attendee (RFC 5546 §3.2.3, §3.4.3). */
import type { Component, Property } from '@parley/icalendar'
import {
  firstProperty,
  integerProperty,
  parameterValue,
  property,
  requestStatusProperty,
  textProperty,
  tzidOf,
  withoutProperties,
  withParameter,
} from '@parley/icalendar'
import { addressOf } from '../address.ts'
import { findAttendee, withPartStat } from '../attendee.ts'
import type { Context } from '../context.ts'
import type { SendEffect } from '../effect.ts'
import type { ComponentName } from '../message.ts'
import type { PartKey, Parts } from '../parts.ts'
import { scheduleAgentOf, withoutScheduleParameters } from '../schedule-parameters.ts'
import type { HeldState } from '../state.ts'
import { stamped, utcProperty, withSentBy, write } from '../write.ts'
import { organizerIn, withOrganizer } from './letters.ts'

export type Answer = {
  readonly key: PartKey
  /** The component as held; it has the answer already. */
  readonly component: Component
  /** Answers otherwise than the component says; for an instance that was deleted. */
  readonly partStat?: string
  readonly comment?: string | undefined
  /** Further ATTENDEEs: the Delegate in the Delegator's REPLY. */
  readonly others?: readonly Property[]
}

/** Where an Attendee's answers go, and who sends them: undefined where nobody is to be told. */
export function organizerAgent(parts: Parts): 'SERVER' | 'CLIENT' | 'NONE' | undefined {
  const organizer = organizerIn(parts)
  return organizer === undefined ? undefined : scheduleAgentOf(organizer)
}

// Requirement: 5546/3.7.1/instance-by-recurrence-id
/** Properties that say what is answered; optional ones stay as they were in the REQUEST. */
const echoed: ReadonlySet<string> = new Set([
  'DTSTART',
  'ORGANIZER',
  'RDATE',
  'RECURRENCE-ID',
  'RRULE',
  'SEQUENCE',
  'SUMMARY',
  'UID',
])
const ofTodo: ReadonlySet<string> = new Set(['COMPLETED', 'PERCENT-COMPLETE'])

// Requirement: 5546/2.1.3/responses-go-to-organizer
// Requirement: 5546/3.2.2/attendee-replies-to-organizer
// Requirement: 5546/3.4.2/attendee-replies-to-organizer
// Requirement: 5546/3.2.2.3/delegate-replies-to-organizer
// Requirement: 5546/3.4.2.3/delegate-replies-to-organizer
// Requirement: 5546/3.2.2.5/replies-still-to-organizer
export function replyEffect(
  held: HeldState,
  parts: Parts,
  answers: readonly Answer[],
  context: Context,
): SendEffect | undefined {
  const organizer = organizerIn(parts)
  const first = answers[0]
  if (organizer === undefined || first === undefined) return undefined
  const components = oneZone(answers.map((each) => replyComponent(each, parts, context)))
  const attendee = findAttendee(first.component, context.self)
  return {
    kind: 'send',
    method: 'REPLY',
    componentName: first.component.name as ComponentName,
    uid: held.uid,
    keys: answers.map(({ key }) => key),
    originator: attendee === undefined ? context.self.address : addressOf(attendee),
    sentBy: context.actingAs,
    recipients: [addressOf(organizer)],
    message: write('REPLY', components, context, parts.object),
    changes: [],
  }
}

// Requirement: 5546/2.1.5/reply-names-revision
// Requirement: 5546/3.2.3/optional-properties-unchanged
// Requirement: 5546/3.2.3/sequence-of-request
// Requirement: 5546/3.4.3/sequence-of-request
// Requirement: 5546/3.2.3/uid-of-request
// Requirement: 5546/3.4.3/uid-of-request
function replyComponent(answer: Answer, parts: Parts, context: Context): Component {
  const { component } = answer
  const isTodo = component.name === 'VTODO'
  const properties = component.properties.filter(
    ({ name }) => echoed.has(name) || (isTodo && ofTodo.has(name)),
  )
  const held = findAttendee(component, context.self)
  const mine = held === undefined ? [] : [ownProperty(held, answer, context)]
  const status = requestStatusProperty({ code: '2.0', description: 'Success', data: undefined })
  const bare = {
    ...component,
    components: [],
    properties: [...properties, ...mine, ...(answer.others ?? []), status],
  }
  const { comment } = answer
  const made = stamped(withOrganizer(bare, parts), { nowSeconds: context.nowSeconds })
  if (comment === undefined || comment === '') return made
  return { ...made, properties: [...made.properties, textProperty('COMMENT', comment)] }
}

// Requirement: 5546/3.4.3/delegate-names-delegator
// Requirement: 5546/3.2.2.3/delegate-names-delegator
// Requirement: 5546/3.4.2.3/delegate-names-delegator
// Requirement: 5546/3.2.3/attendee-is-replier
// Requirement: 5546/3.4.3/attendee-is-replier
/** The Attendee's own ATTENDEE: the address as invited, the answer, no order to answer. */
function ownProperty(held: Property, { partStat }: Answer, context: Context): Property {
  const said = partStat ?? parameterValue(held, 'PARTSTAT')?.toUpperCase() ?? 'NEEDS-ACTION'
  const plain = withoutScheduleParameters(held)
  const answered = said === 'DELEGATED' ? plain : withPartStat(plain, said)
  return withSentBy(withParameter(answered, 'PARTSTAT', said), context)
}

/** A REPLY has one VTIMEZONE at most (RFC 5546 §3.2.3): a DTSTART in a second zone stays out. */
function oneZone(components: readonly Component[]): readonly Component[] {
  const zones = new Set<string>()
  for (const each of components) {
    for (const name of ['RECURRENCE-ID', 'DTSTART']) {
      const of = firstProperty(each, name)
      const tzid = of && tzidOf(of)
      if (tzid !== undefined) zones.add(tzid)
    }
  }
  if (zones.size < 2) return components
  const [first] = zones
  return components.map((each) => {
    const start = firstProperty(each, 'DTSTART')
    const tzid = start && tzidOf(start)
    return tzid === undefined || tzid === first ? each : withoutProperties(each, 'DTSTART')
  })
}

// Requirement: 5546/3.4.2/reply-carries-completion
// Requirement: 5546/3.4.3/completion-by-reply
/** PERCENT-COMPLETE and COMPLETED of a VTODO, as the Attendee says. */
export function withCompletion(
  of: Component,
  {
    percent,
    completedSeconds,
  }: { readonly percent?: number | undefined; readonly completedSeconds?: number | undefined },
): Component {
  if (of.name !== 'VTODO') return of
  const properties = of.properties.filter(
    ({ name }) =>
      !(name === 'PERCENT-COMPLETE' && percent !== undefined) &&
      !(name === 'COMPLETED' && completedSeconds !== undefined),
  )
  if (percent !== undefined) properties.push(integerProperty('PERCENT-COMPLETE', percent))
  if (completedSeconds !== undefined) properties.push(utcProperty('COMPLETED', completedSeconds))
  return { ...of, properties }
}

export function newAttendee(context: Context, uri: string): Property {
  const made = property('ATTENDEE', uri)
  const { commonName } = context.self
  return commonName === undefined ? made : withParameter(made, 'CN', commonName)
}

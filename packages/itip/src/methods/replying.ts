/** The Organizer's copy while the answers of a REPLY are put into it. */
import type { Component, InstanceKey, Property, Zones } from '@parley/icalendar'
import { allProperties, withProperties } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import type { Delegates } from '../changes/delegates.ts'
import type { Context } from '../context.ts'
import type { Effect } from '../effect.ts'
import type { Reason } from '../explanation.ts'
import type { Message } from '../message.ts'
import type { PartKey, Parts } from '../parts.ts'
import { instanceAsComponent, instanceOf } from '../parts.ts'
import { revisionOf } from '../revision.ts'
import type { HeldState, ReplyMark } from '../state.ts'
import type { Answer } from './answer.ts'

export type Section = '3.2.3' | '3.4.3'

/** The Organizer's copy while answers are put into it. */
export type Replying = {
  readonly message: Message
  readonly context: Context
  readonly parts: Parts
  readonly held: HeldState
  master: Component | undefined
  readonly overridden: Map<PartKey, Component>
  replies: Map<string, ReplyMark> | undefined
  delegates: Delegates
  readonly reasons: Reason[]
  readonly effects: Effect[]
  readonly applied: Applied[]
  /** Delegates that came. */
  readonly admitted: CalendarAddress[]
  /** Who gets the present state: a Delegator whose Delegate declined, an outdated Delegate. */
  readonly updated: { readonly recipient: CalendarAddress; readonly key: InstanceKey }[]
  /** Of the message. */
  readonly zones: () => Zones
}

export type Applied = {
  readonly key: InstanceKey
  readonly answer: Answer
  readonly before: Property
  readonly after: Property
  /** It counts; false where it came too late to count and was only put on record. */
  readonly counts: boolean
}

export type Placed = {
  readonly key: InstanceKey
  readonly answer: Answer
  readonly who: CalendarAddress
  readonly target: Component | undefined
  readonly line: Property | undefined
}

// Requirement: 6638/7.1/same-agent-per-attendee
// Requirement: 5546/3.7.1/instance-reply-makes-override
/** The component that an answer to that instance goes to; made where the series has the instance. */
export function targetOf(work: Replying, key: InstanceKey): Component | undefined {
  if (key === '') return work.master
  const own = work.overridden.get(key)
  if (own !== undefined) return own
  if (instanceOf(work.parts, key) === undefined) return undefined
  const made = instanceAsComponent(work.parts, key)
  const { master } = work
  // Answers to the series in the same message are in the master component by now: who came, who went.
  if (made === undefined || master === undefined || master === work.parts.master) return made
  return withProperties(made, 'ATTENDEE', allProperties(master, 'ATTENDEE'))
}

export function place(work: Replying, key: InstanceKey, component: Component): void {
  if (key === '') work.master = component
  else work.overridden.set(key, component)
}

/** The SEQUENCE that an answer can have answered is at most the one that was sent. */
export function limited(
  revision: Answer['revision'],
  target: Component | undefined,
): Answer['revision'] {
  const latest = target === undefined ? revision.sequence : revisionOf(target).sequence
  return revision.sequence <= latest ? revision : { ...revision, sequence: latest }
}

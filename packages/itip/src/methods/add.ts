/** An Attendee receives an ADD (RFC 5546 §3.2.4, §3.4.4, §3.5.2). */
import type { Component, Time, Zones } from '@parley/icalendar'
import {
  firstProperty,
  instanceKey,
  timeAt,
  timeOf,
  timeProperty,
  utcSeconds,
  withoutProperties,
  withProperty,
} from '@parley/icalendar'
import { carryOver, offeredBy } from '../carry-over.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { addSection, changed, commentOf, explanationOf, notify, unchanged } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { componentsOf, instanceOf, partsOf, putTogether, zonesFor } from '../parts.ts'
import { isOwnMessage } from '../role.ts'
import { refreshEffect } from '../sending.ts'
import type { HeldState } from '../state.ts'
import { utcTime } from './cancelling.ts'
import { withInstances, withoutExclusions } from './including.ts'
import type { Incoming } from './order.ts'
import { heldRevision, incomingOf, judge } from './order.ts'
import { receivePublish } from './publish.ts'

// Requirement: 5546/1.4/add-brings-instances
// Requirement: 5546/3.5.2/no-reply-due
/**
 * Each component of an ADD is an instance that the master component comes to name by an RDATE,
 * with an overridden component for its own properties.
 */
export function receiveAdd(held: HeldState, message: Message, context: Context): Outcome {
  const parts = partsOf(held.object, context)
  if (isOwnMessage(componentsOf(parts), message.organizer, context.self)) {
    return unchanged(held, 'not-for-me', because('5546/2.1/own-message-ignored'))
  }
  const zones = zonesFor(message.object, context)
  const incoming = incomingOf(message, parts, context).map((each) => named(each, parts, zones))
  const judged = incoming.map((each) => ({ each, ...judge(each, held.ledger, parts) }))
  const news = judged.filter(({ judgement }) => judgement === 'apply').map(({ each }) => each)
  if (news.length === 0) {
    const worst = judged.find(({ judgement }) => judgement !== 'duplicate') ?? judged[0]
    const judgement = worst?.judgement
    const classification =
      judgement === undefined || judgement === 'apply' ? 'duplicate' : judgement
    return unchanged(held, classification, worst?.reason ?? because('5546/2.1.5/duplicate-ignored'))
  }
  if (held.object === undefined) return withoutSeries(held, message, context)
  const latest = latestSequence(held, parts)
  const gap = news.find((each) => each.revision.sequence > latest + 1)
  if (gap !== undefined) return afterGap(held, message, gap, context)
  return add(
    held,
    parts,
    message,
    news,
    context,
    judged.map(({ reason }) => reason),
  )
}

/** By its start, for an ADD names no RECURRENCE-ID; where it does (a quirk), by that. */
function named(each: Incoming, parts: Parts, zones: () => Zones): Incoming {
  if (each.key !== '') return each
  const start = firstProperty(each.component, 'DTSTART')
  const time = start && timeOf(start)
  if (time === undefined) return each
  const isZoned = time.tzid !== undefined && time.tzid !== 'UTC'
  const plain = isZoned ? utcTime(utcSeconds(time, zones())) : time
  return { ...each, key: instanceKey(parts.set(), plain) }
}

/** A SEQUENCE more than one above all that is known shows that a revision was missed. */
function latestSequence(held: HeldState, parts: Parts): number {
  let latest = heldRevision('', held.ledger, parts)?.sequence ?? 0
  for (const row of held.ledger.revisions.values()) latest = Math.max(latest, row.sequence)
  return latest
}

function withoutSeries(held: HeldState, message: Message, context: Context): Outcome {
  const section = addSection(message.componentName)
  if (section === '3.5.2') {
    const outcome = receivePublish(held, message, context)
    const reason = because('5546/3.5.2/unknown-uid-as-publish', { uid: message.uid })
    return { ...outcome, explanation: [reason, ...outcome.explanation] }
  }
  const reason = because(`5546/${section}/unknown-uid-refreshes`, { uid: message.uid })
  return unchanged(held, 'unknown', reason, asking(message, context))
}

function afterGap(held: HeldState, message: Message, gap: Incoming, context: Context): Outcome {
  const section = addSection(message.componentName)
  const facts = { key: gap.key, sequence: gap.revision.sequence }
  const reason =
    section === '3.5.2'
      ? because('5546/4.7.2/instance-above-held-refreshes', facts)
      : because(`5546/${section}/missed-revision-refreshes`, facts)
  return unchanged(held, 'mis-sequenced', reason, asking(message, context))
}

function asking(message: Message, context: Context): Outcome['effects'] {
  const [component] = message.components
  const asked = component && refreshEffect(message.uid, component, context)
  return asked === undefined ? [] : [asked]
}

function add(
  held: HeldState,
  parts: Parts,
  message: Message,
  news: readonly Incoming[],
  context: Context,
  reasons: readonly Reason[],
): Outcome {
  const revisions = new Map(held.ledger.revisions)
  const cancelled = new Map(held.ledger.cancelled)
  const offered = new Map(held.ledger.offered)
  const overridden = new Map(parts.overridden)
  const made: Component[] = []
  const zones = zonesFor(message.object, context)
  for (const each of news) {
    revisions.set(each.key, each.revision)
    offered.set(each.key, offeredBy(each.component))
    cancelled.delete(each.key)
    const own = instanceComponentOf(each, held, parts, zones, context)
    overridden.set(each.key, own)
    made.push(own)
  }
  const open = parts.master && withoutExclusions(parts.master, parts.zones(), made)
  const master = open && withInstances(open, parts.zones(), made)
  const object = putTogether(held.object, componentsOf({ master, overridden }), message.object)
  const state = { ...held, object, ledger: { ...held.ledger, revisions, cancelled, offered } }
  const section = addSection(message.componentName)
  const keys = news.map((each) => each.key)
  const isHeld = keys.every((key) => instanceOf(parts, key) !== undefined)
  const added = because(`5546/${section}/added-as-rdate`, { keys })
  const why =
    isHeld && section !== '3.5.2'
      ? because(`5546/${section}/instance-already-held`, { keys })
      : added
  const comment = commentOf(news.map((each) => each.component))
  return changed(state, 'instance-added', explanationOf([why, ...reasons], why), [
    notify('instance-added', message.organizer, keys, { comment }),
  ])
}

/** The added component as the overridden component of the instance that it brings. */
function instanceComponentOf(
  { key, component }: Incoming,
  held: HeldState,
  parts: Parts,
  zones: () => Zones,
  context: Context,
): Component {
  const start = firstProperty(component, 'RECURRENCE-ID') ?? firstProperty(component, 'DTSTART')
  const time = start && timeOf(start)
  const previous = parts.overridden.get(key) ?? parts.master
  const offered = held.ledger.offered.get(key) ?? held.ledger.offered.get('')
  const own = carryOver(previous, component, context.self, { offered, moved: true })
  if (time === undefined) return own
  const like = startOf(parts.master)
  const id = like === undefined ? time : timeAt(utcSeconds(time, zones()), like, parts.zones())
  return withProperty(
    withoutProperties(own, 'RRULE', 'RDATE', 'EXDATE'),
    timeProperty('RECURRENCE-ID', id),
  )
}

function startOf(master: Component | undefined): Time | undefined {
  const start = master && firstProperty(master, 'DTSTART')
  return start && timeOf(start)
}

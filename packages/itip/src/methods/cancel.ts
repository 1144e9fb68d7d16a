/** An Attendee receives a CANCEL (RFC 5546 §3.2.5, §3.4.5, §3.5.3). */
import type { Component } from '@parley/icalendar'
import { firstProperty } from '@parley/icalendar'
import { findAttendee } from '../attendee.ts'
import { isCancelled } from '../carry-over.ts'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { withLedger } from '../ledger.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { cancelSection, changed, commentOf, explanationOf, notify, unchanged } from '../outcome.ts'
import type { PartKey, Parts } from '../parts.ts'
import {
  componentsOf,
  covers,
  hasInstance,
  instanceOfKey,
  isRangeKey,
  partsOf,
  putTogether,
} from '../parts.ts'
import type { Revision } from '../revision.ts'
import { compareRevisions, revisionOf } from '../revision.ts'
import { isOwnMessage } from '../role.ts'
import type { HeldState } from '../state.ts'
import { tolerates } from '../tables/quirks.ts'
import type { Draft } from './cancelling.ts'
import { asCancelled, cancelInstances } from './cancelling.ts'
import type { Incoming } from './order.ts'
import { heldRevision, incomingOf, isAfter, outdates, widerCancellation } from './order.ts'
import { uninvite } from './uninvite.ts'

type Judged = { readonly each: Incoming; readonly refusal: Refusal | undefined }
type Refusal = {
  readonly classification: 'duplicate' | 'obsolete'
  readonly reason: Reason
}

// Requirement: 5546/3.2.5/cancelled-needs-no-reply
// Requirement: 5546/3.4.5/cancelled-needs-no-reply
export function receiveCancel(held: HeldState, message: Message, context: Context): Outcome {
  const parts = partsOf(held.object, context)
  if (isOwnMessage(componentsOf(parts), message.organizer, context.self)) {
    return unchanged(held, 'not-for-me', because('5546/2.1/own-message-ignored'))
  }
  const incoming = incomingOf(message, parts, context)
  const forUs = incoming.filter((each) => concerns(each.component, context))
  if (forUs.length === 0) {
    const section = cancelSection(message.componentName)
    const reason =
      section === '3.5.3'
        ? because('5546/2.1/not-addressed-to-us')
        : because(`5546/${section}/recipient-not-listed`)
    return unchanged(held, 'not-for-me', reason)
  }
  const judged = forUs.map(
    (each): Judged => ({ each, refusal: refusalOf(each, held, parts, context) }),
  )
  const news = judged.filter(({ refusal }) => refusal === undefined).map(({ each }) => each)
  if (news.length === 0) {
    const refusals = judged.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]))
    const first = refusals.find((each) => each.classification === 'obsolete') ?? refusals[0]
    const reason = first?.reason ?? because('5546/2.1.5/duplicate-ignored')
    return unchanged(held, first?.classification ?? 'duplicate', reason)
  }
  if (held.object === undefined) return beforeTheRequest(held, news)
  if (news.every((each) => !saysCancelled(each.component))) {
    return uninvite(held, parts, message, news, context, [])
  }
  return cancel(held, parts, message, news, context)
}

function cancel(
  held: HeldState,
  parts: Parts,
  message: Message,
  news: readonly Incoming[],
  context: Context,
): Outcome {
  const state = withCancelled(held, parts, news, context)
  const section = cancelSection(message.componentName)
  const reasons = news.map(({ key }) => {
    if (key === '') return because(`5546/${section}/whole-cancelled`, { key })
    if (!hasInstance(parts, key)) return because(`5546/${section}/unknown-instance`, { key })
    return isRangeKey(key)
      ? because(`5546/${section}/range-cancelled`, { key: instanceOfKey(key) })
      : because(`5546/${section}/instance-cancelled`, { key })
  })
  const keys = news.map((each) => each.key)
  const comment = commentOf(news.map((each) => each.component))
  const explanation = explanationOf(reasons, because('5546/1.4/cancel-withdraws-instances'))
  const classification = keys.includes('') ? 'cancelled' : 'instances-cancelled'
  // What was not in the calendar needs no notice that it went away.
  const known = keys.filter((key) => hasInstance(parts, key) || parts.master === undefined)
  const effects =
    known.length === 0 ? [] : [notify('cancelled', message.organizer, keys, { comment })]
  return changed(state, classification, explanation, effects)
}

/**
 * RFC 5546 §5.2.1: the CANCEL overtook its REQUEST. With SEQUENCE above 0 it is held, so that the
 * late REQUEST is taken as cancelled.
 */
function beforeTheRequest(held: HeldState, news: readonly Incoming[]): Outcome {
  const kept = news.filter((each) => each.revision.sequence > 0)
  if (kept.length === 0) {
    return unchanged(held, 'unknown', because('5546/5.2.1/unknown-cancel-discarded'))
  }
  const revisions = new Map(held.ledger.revisions)
  const cancelled = new Map(held.ledger.cancelled)
  for (const { key, revision } of kept) {
    mark(cancelled, key, revision)
    revisions.set(key, revision)
  }
  const reason = because('5546/5.2.1/unknown-cancel-held', { keys: kept.map((each) => each.key) })
  return changed(withLedger(held, { revisions, cancelled }), 'unknown', reason, [])
}

/** A CANCEL that lists others only, and does not say that the whole is cancelled, is not for us. */
function concerns(component: Component, context: Context): boolean {
  if (saysCancelled(component)) return true
  if (firstProperty(component, 'ATTENDEE') === undefined) return true
  return findAttendee(component, context.self) !== undefined
}

/** STATUS:CANCELLED; also where neither STATUS nor ATTENDEE says that someone is taken off. */
function saysCancelled(component: Component): boolean {
  return isCancelled(component) || firstProperty(component, 'ATTENDEE') === undefined
}

/** A CANCEL applies at the held SEQUENCE too, if it is not older: Google does not raise it (a quirk). */
function refusalOf(
  { key, revision }: Incoming,
  held: HeldState,
  parts: Parts,
  { policy }: Context,
): Refusal | undefined {
  const facts = { key, sequence: revision.sequence, dtstamp: revision.dtstampSeconds }
  const mark = held.ledger.cancelled.get(key)
  if (mark !== undefined && compareRevisions(revision, mark) <= 0) {
    return { classification: 'duplicate', reason: because('5546/2.1.5/duplicate-ignored', facts) }
  }
  if (widerCancellation(key, revision, held.ledger) !== undefined) {
    const reason = because('5546/2.1.5/cancelled-stays-cancelled', facts)
    return { classification: 'obsolete', reason }
  }
  const own = heldRevision(key, held.ledger, parts)
  const series = key === '' ? undefined : heldRevision('', held.ledger, parts)
  const isOlder =
    own !== undefined
      ? compareRevisions(revision, own) < 0
      : series !== undefined && outdates(series, revision)
  const heldSequence = (own ?? series)?.sequence ?? 0
  if (!isOlder) {
    const isRaised = (own === undefined && series === undefined) || revision.sequence > heldSequence
    if (isRaised || tolerates(policy, 'sequence-not-raised')) return undefined
    const reason = because('5546/2.1.4/cancel-raises-sequence', { ...facts, heldSequence })
    return { classification: 'obsolete', reason }
  }
  const reason = because('5546/2.1.5/older-discarded', { ...facts, heldSequence })
  return { classification: 'obsolete', reason }
}

/** The copy with the whole or some instances cancelled, and the marks that keep them so. */
export function withCancelled(
  held: HeldState,
  parts: Parts,
  news: readonly Incoming[],
  context: Context,
): HeldState {
  const revisions = new Map(held.ledger.revisions)
  const cancelled = new Map(held.ledger.cancelled)
  for (const { key, revision } of news) {
    mark(cancelled, key, revision)
    revisions.set(key, revision)
  }
  const marks = news.map(({ key, revision }) => [key, revision] as const)
  const instances = marks.filter(([key]) => key !== '')
  const partly: Draft = cancelInstances(parts, parts, instances, context)
  const whole = news.find(({ key }) => key === '')
  const draft = whole === undefined ? partly : cancelAll(partly, held, whole.revision, context)
  const components = componentsOf(draft)
  const object = components.length === 0 ? undefined : putTogether(held.object, components)
  return { ...held, object, ledger: { ...held.ledger, revisions, cancelled } }
}

/** Marks what is cancelled; the mark stands for all earlier ones of what it covers. */
function mark(cancelled: Map<PartKey, Revision>, key: PartKey, revision: Revision): void {
  const isWide = key === '' || isRangeKey(key)
  for (const [marked, earlier] of isWide ? [...cancelled] : []) {
    const isCovered = key === '' ? marked !== '' : marked !== key && covers(key, marked)
    if (isCovered && !isAfter(earlier, revision)) cancelled.delete(marked)
  }
  cancelled.set(key, revision)
}

/** The whole goes, but for instances that the Organizer took up again after this CANCEL. */
function cancelAll(draft: Draft, held: HeldState, revision: Revision, context: Context): Draft {
  const keep = context.policy.cancelledComponents === 'keep-cancelled'
  const overridden = new Map<PartKey, Component>()
  for (const [key, component] of draft.overridden) {
    const row = held.ledger.revisions.get(key) ?? revisionOf(component)
    if (isAfter(row, revision)) overridden.set(key, component)
    else if (keep) overridden.set(key, asCancelled(component, revision))
  }
  const master = keep && draft.master ? asCancelled(draft.master, revision) : undefined
  return { master, overridden }
}

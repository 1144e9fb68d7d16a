/**
 * Which of two revisions of an instance is later, and of an instance against its series
 * (RFC 5546 §2.1.5).
 *
 * Each instance is ordered apart: the later revision of an instance stands, in whatever order the
 * messages come. Between the series and one instance a revision counts as later only where both
 * SEQUENCE and DTSTAMP say so, for Organizers count an instance's SEQUENCE on its own or along with
 * the series, and both habits are in use.
 */
import type { Component } from '@parley/icalendar'
import { firstProperty, withParameter, withProperty } from '@parley/icalendar'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import { clampRevision } from '../ledger.ts'
import type { Message } from '../message.ts'
import type { PartKey, Parts } from '../parts.ts'
import { covers, partKeyOf, partsOf, zonesFor } from '../parts.ts'
import type { Revision } from '../revision.ts'
import { compareRevisions, obsoletes, revisionOf } from '../revision.ts'
import type { Ledger } from '../state.ts'

export type Incoming = {
  readonly key: PartKey
  readonly component: Component
  readonly revision: Revision
}

export type Judgement = 'apply' | 'duplicate' | 'obsolete' | 'cancelled-before'

// Requirement: 5546/2.1.5/correlate-by-recurrence-id
/** The message's components with their keys; of two for one instance the later one. */
export function incomingOf(message: Message, parts: Parts, context: Context): readonly Incoming[] {
  const zones = zonesFor(message.object, context)
  // Where nothing is held, the message alone says in which form its instances are named.
  const base = parts.object === undefined ? partsOfMessage(message, context) : parts
  const found = new Map<PartKey, Incoming>()
  for (const each of message.components) {
    const component = withRangeNamed(each)
    const key = partKeyOf(component, base, zones)
    const revision = clampRevision(revisionOf(component), context.nowSeconds)
    const other = found.get(key)
    if (other === undefined || obsoletes(revision, other.revision)) {
      found.set(key, { key, component, revision })
    }
  }
  return [...found.values()]
}

/** RFC 5546 §4.4.5 writes `RECURRENCE-ID;THISANDFUTURE:`; it is kept as RFC 5545 §3.2.13 has it. */
function withRangeNamed(of: Component): Component {
  const id = firstProperty(of, 'RECURRENCE-ID')
  if (id?.parameters.some(({ name }) => name === 'THISANDFUTURE') !== true) return of
  const made = withParameter(withParameter(id, 'THISANDFUTURE'), 'RANGE', 'THISANDFUTURE')
  return withProperty(of, made)
}

function partsOfMessage(message: Message, context: Context): Parts {
  const zones = message.object.components.filter((each) => each.name === 'VTIMEZONE')
  return partsOf({ ...message.object, components: [...zones, ...message.components] }, context)
}

/** The revision last applied to an instance: of the ledger, else of the component held. */
export function heldRevision(key: PartKey, ledger: Ledger, parts: Parts): Revision | undefined {
  const row = ledger.revisions.get(key)
  if (row !== undefined) return row
  const component = key === '' ? parts.master : parts.overridden.get(key)
  return component && revisionOf(component)
}

// Requirement: 5546/4.1.2/higher-sequence-updates
// Requirement: 5546/4.1.2/lower-sequence-not-applied
// Requirement: 5546/4.7.2/instance-below-held-ignored
/** Is one component of a message news? */
export function judge(
  { key, revision }: Incoming,
  ledger: Ledger,
  parts: Parts,
): { readonly judgement: Judgement; readonly reason: Reason } {
  const facts = { key, sequence: revision.sequence, dtstamp: revision.dtstampSeconds }
  if (cancellationOf(key, revision, ledger) !== undefined) {
    const reason = because('5546/2.1.5/cancelled-stays-cancelled', facts)
    return { judgement: 'cancelled-before', reason }
  }
  const own = heldRevision(key, ledger, parts)
  if (own !== undefined) {
    const held = { heldSequence: own.sequence, heldDtstamp: own.dtstampSeconds }
    const order = compareRevisions(revision, own)
    if (order === 0) {
      const reason = because('5546/2.1.5/duplicate-ignored', facts)
      return { judgement: 'duplicate', reason }
    }
    const reason =
      order < 0
        ? because('5546/2.1.5/older-discarded', { ...facts, ...held })
        : revision.sequence > own.sequence
          ? because('5546/2.1.5/higher-sequence-obsoletes', { ...facts, ...held })
          : because('5546/2.1.5/later-dtstamp-breaks-tie', { ...facts, ...held })
    return { judgement: order < 0 ? 'obsolete' : 'apply', reason }
  }
  const series = key === '' ? undefined : heldRevision('', ledger, parts)
  if (series !== undefined && outdates(series, revision)) {
    const held = { heldSequence: series.sequence, heldDtstamp: series.dtstampSeconds }
    const reason = because('5546/2.1.5/older-discarded', { ...facts, ...held })
    return { judgement: 'obsolete', reason }
  }
  return { judgement: 'apply', reason: because('5546/2.1.5/instances-ordered-apart', facts) }
}

// Requirement: 5546/2.1.5/master-does-not-obsolete-override
/** Does a revision of the series outdate one of an instance? Both numbers must say so. */
export function outdates(series: Revision, instance: Revision): boolean {
  if (series.sequence <= instance.sequence) return false
  // Where one of the two has no DTSTAMP (0), SEQUENCE alone says it.
  return series.dtstampSeconds === 0 || series.dtstampSeconds >= instance.dtstampSeconds
}

// Requirement: 5546/4.1.3/cancel-covers-earlier-revisions
// Requirement: 5546/4.2.9/below-cancel-ignored
// Requirement: 5546/5.2.1/late-request-meets-held-cancel
/** The mark of a cancellation that a revision does not undo. */
function cancellationOf(key: PartKey, revision: Revision, ledger: Ledger): Revision | undefined {
  const own = ledger.cancelled.get(key)
  if (own !== undefined && !obsoletes(revision, own)) return own
  return widerCancellation(key, revision, ledger)
}

/** The cancellation of the series, or of a range, that an instance's revision does not undo. */
export function widerCancellation(
  key: PartKey,
  revision: Revision,
  ledger: Ledger,
): Revision | undefined {
  if (key === '') return undefined
  for (const [marked, mark] of ledger.cancelled) {
    if (marked === key || (marked !== '' && !covers(marked, key))) continue
    if (!isAfter(revision, mark)) return mark
  }
  return undefined
}

/**
 * Was an instance's revision made after the series, or a range of it, was cancelled? With the CANCEL
 * at the soonest: who is taken off a series and stays in an instance is told both at once.
 */
export function isAfter(instance: Revision, cancelled: Revision): boolean {
  if (!obsoletes(instance, cancelled)) return false
  // Where one of the two has no DTSTAMP (0), SEQUENCE alone says it.
  return instance.dtstampSeconds === 0 || instance.dtstampSeconds >= cancelled.dtstampSeconds
}

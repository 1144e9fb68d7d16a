/** Which of two revisions is later (RFC 5546 §2.1.5). */
import type { Component } from '@parley/icalendar'
import { firstProperty, integerOf, timeOf } from '@parley/icalendar'

/** What orders messages about one instance: SEQUENCE, then DTSTAMP (RFC 5546 §2.1.5). */
export type Revision = {
  /** Counts from 0. */
  readonly sequence: number
  /** Whole UTC seconds; 0 where a message carries no DTSTAMP. */
  readonly dtstampSeconds: number
}

/**
 * Says whether `received` obsoletes `held`.
 *
 * The higher SEQUENCE wins; between equal SEQUENCEs, the later DTSTAMP (RFC 5546 §2.1.5). Equal
 * revisions do not obsolete each other, so a message delivered twice changes nothing the second
 * time.
 *
 * Shapes: both describe one instance; the caller has already matched UID and RECURRENCE-ID.
 * Units: `sequence` counts from 0, `dtstampSeconds` is whole UTC seconds. Errors: none.
 *
 * @example
 * obsoletes({ sequence: 2, dtstampSeconds: 0 }, { sequence: 1, dtstampSeconds: 99 }) // true
 */
export function obsoletes(received: Revision, held: Revision): boolean {
  return compareRevisions(received, held) > 0
}

/** Below 0, 0 or above 0, as `one` is earlier than, equal to or later than `other`. */
export function compareRevisions(one: Revision, other: Revision): number {
  if (one.sequence !== other.sequence) return one.sequence - other.sequence
  return one.dtstampSeconds - other.dtstampSeconds
}

// Requirement: 5546/2.1.5/absent-sequence-is-zero
/** The revision that a component carries; a missing SEQUENCE is 0 (RFC 5545 §3.8.7.4). */
export function revisionOf(component: Component): Revision {
  const sequence = firstProperty(component, 'SEQUENCE')
  const dtstamp = firstProperty(component, 'DTSTAMP')
  return {
    sequence: (sequence && integerOf(sequence)) ?? 0,
    dtstampSeconds: (dtstamp && timeOf(dtstamp)?.wallSeconds) ?? 0,
  }
}
